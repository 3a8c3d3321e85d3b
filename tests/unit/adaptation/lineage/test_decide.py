"""The licence of a model: the strictest of base and data, or a refusal that names both; never wider than any source."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptation.lineage.decide import (
    Decision,
    LicenceConflict,
    LicenceRefused,
    LicenceTooWide,
    LicenceUnknown,
    LicensedSource,
    NoDerivatives,
    decide,
    name_fits,
    source_of_corpus,
)
from adaptation.lineage.licences import known_licences, terms_of
from datasets_builders.catalogue import CORPORA, get_corpus
from model_cards.vocabulary import LICENCES


def _base(licence: str, **more: Any) -> LicensedSource:
    return LicensedSource("gruppo/base", (licence,), base=True, **more)


def _data(*licences: str, id: str = "ospedale/note", **more: Any) -> LicensedSource:
    return LicensedSource(id, licences, **more)


def _licence(base: str, *data: str) -> str:
    return decide(_base(base), [_data(each, id=f"ospedale/note-{n}") for n, each in enumerate(data)]).id


# The strictest decides


@pytest.mark.parametrize(
    ("base", "data", "licence"),
    [
        ("apache-2.0", ("cc-by-4.0",), "apache-2.0"),
        ("apache-2.0", ("CC0-1.0",), "apache-2.0"),
        ("mit", ("apache-2.0",), "apache-2.0"),
        ("mit", ("cc-by-4.0",), "cc-by-4.0"),
        ("cc0-1.0", ("mit",), "mit"),
        ("apache-2.0", ("cc-by-nc-4.0",), "cc-by-nc-4.0"),
        ("apache-2.0", ("CC-BY", "CC-BY-NC"), "cc-by-nc-4.0"),
        ("apache-2.0", ("cc-by-sa-4.0", "cc-by-4.0"), "cc-by-sa-4.0"),
        ("apache-2.0", ("cc-by-nc-sa-4.0", "cc-by-nc-4.0", "cc-by-4.0"), "cc-by-nc-sa-4.0"),
        ("apache-2.0", ("cc-by-sa-3.0", "cc-by-sa-4.0"), "cc-by-sa-4.0"),
        ("llama3.1", ("cc-by-4.0",), "llama3.1"),
        ("gemma", ("cc0-1.0", "apache-2.0"), "gemma"),
        ("llama3.2", ("cc-by-nc-4.0",), "llama3.2-with-cc-by-nc-4.0"),
        ("gemma", ("cc-by-nc-4.0",), "gemma-with-cc-by-nc-4.0"),
        ("apache-2.0", ("research-only",), "research-only"),
        ("research-only", ("cc-by-nc-4.0",), "research-only"),
    ],
)
def test_the_strictest_licence_decides(base: str, data: tuple[str, ...], licence: str) -> None:
    assert _licence(base, *data) == licence


@pytest.mark.parametrize("licence", [each for each in known_licences() if "nc" in each.split("-")])
def test_a_non_commercial_corpus_never_ends_in_a_model_under_apache(licence: str) -> None:
    source = _data(licence, permission="letter of 3 March 2026" if "nd" in licence.split("-") else "")
    decision = decide(_base("apache-2.0"), [source])
    assert decision.hub_id != "apache-2.0"
    assert not decision.commercial
    with pytest.raises(LicenceTooWide, match="ospedale/note"):
        decide(_base("apache-2.0"), [source], wished="apache-2.0")


def test_a_corpus_for_no_commerce_binds_even_where_its_licence_does_not_say_so() -> None:
    decision = decide(_base("apache-2.0"), [_data("cc-by-4.0", non_commercial=True)])
    assert (decision.id, decision.commercial) == ("cc-by-nc-4.0", False)


def test_two_agreements_together_are_other_with_name_and_link() -> None:
    decision = decide(_base("llama3.2"), [_data("cc-by-nc-4.0")])
    assert decision.metadata == {
        "license": "other",
        "license_name": "llama3.2-with-cc-by-nc-4.0",
        "license_link": "LICENSE",
    }
    assert "LICENSE" in decision.files


def test_the_source_that_decided_is_told() -> None:
    decision = decide(_base("apache-2.0"), [_data("cc-by-4.0"), _data("cc-by-nc-4.0", id="ospedale/altre")])
    assert decision.because == ("ospedale/altre", "cc-by-nc-4.0")


# Refusals


@pytest.mark.parametrize(
    ("base", "data"),
    [
        ("apache-2.0", ("cc-by-sa-4.0", "cc-by-nc-4.0")),
        ("apache-2.0", ("cc-by-sa-4.0", "cc-by-nc-sa-4.0")),
        ("llama3.2", ("cc-by-sa-4.0",)),
        ("gemma", ("cc-by-nc-sa-4.0",)),
        ("gemma", ("research-only",)),
        ("llama3", ("llama3.1",)),
    ],
)
def test_a_conflict_is_refused_and_names_both_sources(base: str, data: tuple[str, ...]) -> None:
    with pytest.raises(LicenceConflict) as caught:
        _licence(base, *data)
    named = {name for name in ("gruppo/base", "ospedale/note-0", "ospedale/note-1") if name in caught.value.fact}
    assert len(named) == 2
    assert caught.value.exit_code == 3
    assert caught.value.finding.code == "LINE08"


@pytest.mark.parametrize("licence", ["", "unknown", "other", "not-stated", "llama2", "per-row-licences"])
def test_an_unknown_licence_is_refused_and_never_taken_for_permission(licence: str) -> None:
    for base, data in ((_base(licence), _data("mit")), (_base("mit"), _data(licence))):
        with pytest.raises(LicenceUnknown, match=base.id if base.licences == (licence,) else data.id):
            decide(base, [data])


def test_no_licence_at_all_is_refused() -> None:
    with pytest.raises(LicenceUnknown, match="ospedale/note is not stated"):
        decide(_base("mit"), [_data()])


def test_a_licence_that_forbids_derivatives_is_refused_unless_a_permission_is_written() -> None:
    with pytest.raises(NoDerivatives, match="ospedale/note"):
        decide(_base("apache-2.0"), [_data("cc-by-nc-nd-4.0")])
    decision = decide(_base("apache-2.0"), [_data("cc-by-nc-nd-4.0", permission="letter of 3 March 2026")])
    assert decision.id == "cc-by-nc-4.0"
    assert decision.permissions == (("ospedale/note", "letter of 3 March 2026"),)


def test_a_permission_does_not_make_an_unknown_licence_known() -> None:
    with pytest.raises(LicenceUnknown):
        decide(_base("apache-2.0"), [_data("unknown", permission="letter of 3 March 2026")])


# What the publisher wants


@pytest.mark.parametrize(
    ("base", "data", "wished"),
    [("apache-2.0", "cc-by-4.0", "cc-by-nc-4.0"), ("mit", "mit", "apache-2.0"), ("mit", "cc0-1.0", "cc-by-sa-4.0")],
)
def test_a_stricter_licence_may_be_chosen(base: str, data: str, wished: str) -> None:
    decision = decide(_base(base), [_data(data)], wished=wished)
    assert decision.id == wished
    assert decision.chosen
    assert decision.commercial == ("nc" not in wished)
    assert not decide(_base(base), [_data(data)]).chosen


@pytest.mark.parametrize("wished", ["llama3.2-with-cc-by-nc-4.0", "apache-2.0"])
def test_wishing_what_follows_anyway_changes_nothing(wished: str) -> None:
    base, data = ("llama3.2", "cc-by-nc-4.0") if wished.startswith("llama") else ("apache-2.0", "cc-by-4.0")
    assert decide(_base(base), [_data(data)], wished=wished) == decide(_base(base), [_data(data)])


@pytest.mark.parametrize(
    ("base", "data", "wished"),
    [
        ("llama3.1", "cc-by-4.0", "apache-2.0"),
        ("gemma", "cc-by-4.0", "cc-by-nc-4.0"),
        ("apache-2.0", "cc-by-4.0", "mit"),
        ("apache-2.0", "cc-by-4.0", "cc-by-4.0"),
        ("apache-2.0", "cc-by-4.0", "cc0-1.0"),
        ("apache-2.0", "cc-by-sa-4.0", "cc-by-4.0"),
        ("apache-2.0", "cc-by-4.0", "gemma"),
    ],
)
def test_a_wider_licence_or_one_that_drops_terms_is_refused(base: str, data: str, wished: str) -> None:
    with pytest.raises(LicenceTooWide):
        decide(_base(base), [_data(data)], wished=wished)


# Duties


@pytest.mark.parametrize(
    ("licence", "statement", "notice"),
    [
        ("llama3", "Built with Meta Llama 3", "Meta Llama 3 is licensed under the Meta Llama 3 Community License, "),
        ("llama3.1", "Built with Llama", "Llama 3.1 is licensed under the Llama 3.1 Community License, "),
        ("llama3.2", "Built with Llama", "Llama 3.2 is licensed under the Llama 3.2 Community License, "),
        ("llama3.3", "Built with Llama", "Llama 3.3 is licensed under the Llama 3.3 Community License, "),
    ],
)
def test_llama_brings_its_words_its_notice_and_its_files(licence: str, statement: str, notice: str) -> None:
    decision = decide(_base(licence), [_data("cc-by-4.0")])
    assert decision.statements == (statement,)
    (line,) = decision.notices
    assert line == notice + "Copyright © Meta Platforms, Inc. All Rights Reserved."
    assert {"LICENSE", "NOTICE", "USE_POLICY.md"} <= set(decision.files)


def test_gemma_brings_its_notice_and_no_name() -> None:
    decision = decide(_base("gemma"), [_data("cc-by-4.0")])
    assert decision.notices == (
        "Gemma is provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms",
    )
    assert decision.name_prefixes == ()
    assert any("prohibited_use_policy" in duty.text for duty in decision.duties)


def test_every_source_keeps_its_duties_whoever_decides() -> None:
    decision = decide(_base("apache-2.0"), [_data("cc-by-nc-4.0"), _data("cc-by-4.0", id="ospedale/altre")])
    assert {duty.source for duty in decision.duties} == {"gruppo/base", "ospedale/note", "ospedale/altre"}
    assert not any("{" in duty.text for duty in decision.duties)
    assert "LICENSE" in decision.files


@pytest.mark.parametrize(
    ("licence", "name", "fits"),
    [
        ("llama3", "Llama-3-prova", True),
        ("llama3", "llama-3-prova", True),
        ("llama3", "Llama-prova", False),
        ("llama3", "Llama-31-prova", False),
        ("llama3", "prova-Llama-3", False),
        ("llama3.2", "Llama-prova", True),
        ("llama3.2", "Llama3.2-prova", True),
        ("llama3.2", "prova-llama", False),
        ("llama3.2", "Llamantino-prova", False),
        ("apache-2.0", "prova", True),
    ],
)
def test_the_name_begins_as_the_licence_demands(licence: str, name: str, fits: bool) -> None:
    assert name_fits(decide(_base(licence), [_data("mit")]), f"Llama-3-org/{name}") == fits


# Laws, over everything that is known

LICENCE = st.sampled_from(known_licences())
SOURCES = st.lists(LICENCE, min_size=1, max_size=4)


def _outcome(base: str, data: list[str]) -> Decision | str:
    try:
        return decide(_base(base), [_data(each, id=f"ospedale/note-{each}") for each in data])
    except LicenceRefused as refused:
        return refused.finding.code


@given(base=LICENCE, data=SOURCES)
def test_a_model_is_never_freer_than_any_of_its_sources(base: str, data: list[str]) -> None:
    outcome = _outcome(base, data)
    if isinstance(outcome, str):
        return
    sources = [terms for each in (base, *data) if (terms := terms_of(each))]
    decided = [terms for part in outcome.id.split("-with-") if (terms := terms_of(part))]
    assert max(each.strictness for each in decided) == max(each.strictness for each in sources)
    assert outcome.commercial == all(each.commercial for each in sources)
    assert outcome.hub_id in LICENCES - {"unknown"}
    for source in sources:
        assert any(source.flows_into(each) for each in decided) or source in decided
        assert not source.statement or source.statement in outcome.statements


@given(base=LICENCE, data=SOURCES, random=st.randoms(use_true_random=False))
def test_the_order_of_the_datasets_does_not_matter(base: str, data: list[str], random: Any) -> None:
    shuffled = random.sample(data, len(data))
    first, second = _outcome(base, data), _outcome(base, shuffled)
    if isinstance(first, Decision) and isinstance(second, Decision):
        assert (first.metadata, first.commercial, set(first.duties)) == (
            second.metadata,
            second.commercial,
            set(second.duties),
        )
    else:
        assert isinstance(first, str)
        assert isinstance(second, str)


@given(base=LICENCE, data=SOURCES, more=LICENCE)
def test_more_data_never_frees_a_model(base: str, data: list[str], more: str) -> None:
    before, after = _outcome(base, data), _outcome(base, [*data, more])
    if isinstance(after, Decision):
        assert isinstance(before, Decision)
        assert before.commercial or not after.commercial
        assert set(before.statements) <= set(after.statements)


# Corpora of the catalogue


def _corpus(*licences: str) -> dict[str, Any]:
    return {"configs": {"ner": {"splits": {"train": {"licences": dict.fromkeys(licences, 3)}}}}}


def test_the_rows_of_a_corpus_decide_where_it_holds_several_licences() -> None:
    spec = get_corpus("e3c-it")
    mixed = decide(_base("apache-2.0"), [source_of_corpus(spec, _corpus("CC-BY", "CC-BY-NC"))])
    assert (mixed.id, mixed.because) == ("cc-by-nc-4.0", ("e3c-it", "cc-by-nc-4.0"))


def test_a_corpus_is_called_as_it_is_published() -> None:
    source = source_of_corpus(get_corpus("casimedicos-arg-it"), _corpus("CC-BY-4.0"), id="ospedale/casi")
    assert (source.id, source.licences) == ("ospedale/casi", ("cc-by-4.0", "CC-BY-4.0"))


@pytest.mark.parametrize("spec", CORPORA, ids=lambda spec: spec.id)
def test_no_corpus_of_the_catalogue_frees_a_model_that_its_spec_does_not(spec: Any) -> None:
    source = source_of_corpus(spec, _corpus(*spec.licence.row_values))
    try:
        decision = decide(_base("apache-2.0"), [source])
    except LicenceRefused:
        assert spec.republish.value == "no" or spec.id == "cpt-it"
        return
    assert decision.commercial == (spec.republish.value == "as-is")
