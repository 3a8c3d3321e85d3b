"""The table of licences: each entry complete, known to the Hub where it says so, and free of contradictions."""

from __future__ import annotations

import re
from itertools import product

import pytest

from adaptation.lineage.licences import Terms, known_licences, terms_of
from model_cards.vocabulary import LICENCES

ALL = [terms for name in known_licences() if (terms := terms_of(name))]


@pytest.mark.parametrize("terms", ALL, ids=lambda terms: terms.id)
def test_an_entry_is_complete(terms: Terms) -> None:
    assert terms.link
    assert terms.on_hub == (terms.id in LICENCES)
    assert terms.duties or terms.strictness == 0
    assert terms.commercial == (terms.strictness < 4)
    assert bool(terms.name_prefix) == bool(terms.name_pattern)
    if terms.notice:
        assert "NOTICE" in terms.files
    if terms.name_pattern:
        assert re.match(terms.name_pattern, terms.name_prefix.replace(" ", "-"))


@pytest.mark.parametrize(
    ("written", "id"),
    [("CC-BY", "cc-by-4.0"), ("CC-BY-NC-SA-4.0", "cc-by-nc-sa-4.0"), ("MIT", "mit"), (" Apache  2.0 ", "apache-2.0")],
)
def test_a_licence_is_known_as_corpora_write_it(written: str, id: str) -> None:
    terms = terms_of(written)
    assert terms is not None
    assert terms.id == id


@pytest.mark.parametrize("written", ["", "unknown", "other", "licence", "apache", "llama", "cc"])
def test_what_was_not_read_is_not_known(written: str) -> None:
    assert terms_of(written) is None


def test_material_flows_only_to_where_nothing_is_lost() -> None:
    for source, target in product(ALL, ALL):
        if source.id != target.id and source.flows_into(target):
            assert source.derivatives
            assert not source.own_agreement
            assert source.commercial or not target.commercial
            assert not source.share_alike or (target.family == source.family and target.version >= source.version)
            assert target.strictness >= source.strictness
