"""The card of a dataset: computed from its facts, complete, and lint-clean; nothing is typed in, nothing left to fill in."""

from __future__ import annotations

import copy
import datetime
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import datasets
import jinja2
import pyarrow.parquet as pq
import pytest

from datasets_builders.build import build
from datasets_builders.built import open_built
from datasets_builders.catalogue import CORPORA, get_corpus
from model_cards.facts import dataset_facts, size_category
from model_cards.lint import front_matter, lint_card
from model_cards.render import render_dataset_card
from model_cards.vocabulary import LICENCES, SIZE_CATEGORIES
from validation.anonymisation.certificate import Certificate, Proof, Reviewed, Tally
from validation.executors.examine import examine
from validation.findings import Acceptance, Code, Examined, Report, Severity, accept
from validation.rules import DATA_CHECKS

SPEC = get_corpus("emergency-example-it")
REPO = "ospedale-inventato/note"
TODAY = datetime.date(2026, 11, 23)
LEAK = Code("SPLIT02", "case-in-two-splits", Severity.ERROR, "Told twice.", "Group by case.")
NAME = Code("ANON01", "person-name-found", Severity.ERROR, "A name.", "Mask it.")
GLYPH = Code("TEXT03", "private-use-character", Severity.WARNING, "A glyph.", "Replace it.")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    out = tmp_path_factory.mktemp("built") / "example"
    build(SPEC, examples / "emergency-clean", out)
    return out


@pytest.fixture(scope="module")
def corpus(folder: Path) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((folder / "corpus.json").read_text(encoding="utf-8"))
    return facts


def _render(corpus: dict[str, Any], report: Report | None = None) -> str:
    return render_dataset_card(dataset_facts(SPEC, corpus, report.to_json() if report else None, repo=REPO))


def _decided(*findings: Any, accepting: tuple[Acceptance, ...] = ()) -> Report:
    examined = Examined(rows=48, characters=20_000, checks=("splits", "text"), entities=("PERSON",))
    return accept(
        Report(examined, tuple(findings), digest="ab" * 32, versions={"referto": "0.1.0"}), accepting, today=TODAY
    )


def _metadata(card: str) -> dict[str, Any]:
    parsed = front_matter(card)
    assert parsed is not None
    return dict(parsed[0])


def test_the_card_of_the_built_example_is_linted_clean_before_and_after_its_examination(
    folder: Path, corpus: dict[str, Any]
) -> None:
    dataset = open_built(folder)
    report = examine(dataset, DATA_CHECKS, digest="ab" * 32, card=None)
    for each in (None, report):
        assert list(lint_card(_render(corpus, each), dataset.row_counts())) == []


def test_rendering_twice_gives_the_same_text(corpus: dict[str, Any]) -> None:
    assert _render(corpus, _decided()) == _render(copy.deepcopy(corpus), _decided())


def test_the_counts_of_the_card_are_those_of_the_files(folder: Path, corpus: dict[str, Any]) -> None:
    metadata = _metadata(_render(corpus))
    (info,) = metadata["dataset_info"]
    files = {path.name.partition("-")[0]: path for path in (folder / "data" / "ner").glob("*.parquet")}
    assert {split["name"]: split["num_examples"] for split in info["splits"]} == {
        split: pq.read_metadata(path).num_rows for split, path in files.items()
    }
    for split in info["splits"]:
        assert split["num_bytes"] == pytest.approx(pq.read_table(files[split["name"]]).nbytes, rel=0.02)
    assert info["download_size"] == sum(path.stat().st_size for path in files.values())
    assert info["dataset_size"] == sum(split["num_bytes"] for split in info["splits"])


def test_the_table_of_the_card_counts_rows_words_and_annotations_split_by_split(
    folder: Path, corpus: dict[str, Any]
) -> None:
    card = _render(corpus)
    for split in ("train", "validation", "test"):
        rows = pq.read_table(folder / "data" / "ner" / f"{split}-00000-of-00001.parquet").to_pylist()
        words = sum(len(row["text"].split()) for row in rows)
        (line,) = [line for line in card.splitlines() if line.startswith(f"| `ner` | re | {split} |")]
        assert f"| {split} | {len(rows):,} | {words:,} |" in line
        for label in SPEC.configs[0].labels:
            times = sum(entity["label"] == label for row in rows for entity in row["entities"])
            assert (f"{label} {times:,}" in line) == (times > 0)


def test_the_features_of_the_card_are_those_of_the_files(folder: Path, corpus: dict[str, Any]) -> None:
    (info,) = _metadata(_render(corpus))["dataset_info"]
    features = datasets.Features._from_yaml_list(info["features"])
    assert features.arrow_schema.remove_metadata() == open_built(folder).schema("ner").remove_metadata()


def test_the_card_says_where_the_data_files_are(folder: Path, corpus: dict[str, Any]) -> None:
    (config,) = _metadata(_render(corpus))["configs"]
    assert config["config_name"] == "ner"
    assert [each["split"] for each in config["data_files"]] == ["train", "validation", "test"]
    for each in config["data_files"]:
        assert [path.name for path in folder.glob(each["path"])] == [f"{each['split']}-00000-of-00001.parquet"]


def test_the_card_holds_no_placeholder_and_nothing_of_the_template(corpus: dict[str, Any]) -> None:
    for report in (None, _decided()):
        card = _render(corpus, report)
        assert not re.search(
            r"\{\{ |\{%|%\}|facts\.|More Information Needed|\bTODO\b|\bTBD\b|\bundefined\b|\bNone\b",
            card,
            re.IGNORECASE,
        )
        assert "\n\n\n\n" not in card
        assert card.endswith("```\n")


def test_the_card_says_who_it_is_for_and_how_to_load_it(corpus: dict[str, Any]) -> None:
    card = _render(corpus)
    assert f'load_dataset("{REPO}", "ner")' in card
    assert SPEC.summary in card
    assert SPEC.licence.evidence in card
    assert "@" in card.rpartition("```bibtex")[2]
    assert "Every person in these notes is invented." in card


def test_rejections_and_repairs_stand_in_the_card(corpus: dict[str, Any]) -> None:
    changed = copy.deepcopy(corpus)
    changed["rejected"] = {"json-unreadable": 1_234}
    changed["rows_in"] = corpus["rows_out"] + 1_234
    changed["configs"]["ner"]["repairs"] = {"quotes-mended": 7}
    card = _render(changed)
    assert "rejected: 1,234 x json-unreadable" in card
    assert "ner: quotes-mended x 7" in card
    assert "json-unreadable" not in _render(corpus)


# The examination


def test_a_card_before_its_examination_says_so(corpus: dict[str, Any]) -> None:
    assert "Not examined yet" in _render(corpus)
    assert "Not examined yet" not in _render(corpus, _decided())


def test_the_card_says_what_the_certificate_says(corpus: dict[str, Any]) -> None:
    found = {"PERSON": Tally(60, 60, (30, 30), (30, 30)), "IBAN_CODE": Tally(1200, 1200)}
    certificate = Certificate("ab" * 32, Proof("5eed", ("names",), 0.3, found), Reviewed(300, 0))
    report = replace(_decided(), certificate=certificate.to_json())
    card = _render(corpus, report)
    assert certificate.statement in card
    assert "at most 0.994% of all notes" in card
    assert "| PERSON | 60 | 60 | 30/30 | 30/30 |\n| IBAN_CODE | 1,200 | 1,200 |  |  |" in card
    assert "5eed" not in card, "the card must not differ from run to run"
    assert list(lint_card(card, {})) == list(lint_card(_render(corpus, _decided()), {}))
    assert "### Certificate" not in _render(corpus, _decided())


def test_the_card_says_what_was_examined_and_claims_no_anonymity(corpus: dict[str, Any]) -> None:
    card = _render(corpus, _decided())
    assert "48 rows, 20,000 characters, checks splits, text" in card
    assert f"sha256:{'ab' * 32}" in card
    assert "does not prove that the data are anonymous" in card


def test_every_accepted_finding_stands_in_the_card_with_its_reason_and_its_last_day(corpus: dict[str, Any]) -> None:
    found = [LEAK.at(config="ner", split="test", row=row) for row in ("PS-0041", "PS-0042")]
    decision = Acceptance(
        "SPLIT02", ("PS-0041", "PS-0042"), "split ufficiale, tenuto per confronto", datetime.date(2027, 6, 30)
    )
    card = _render(corpus, _decided(*found, accepting=(decision,)))
    expected = (
        "| SPLIT02 | case-in-two-splits | 2 | PS-0041, PS-0042 | split ufficiale, tenuto per confronto | 2027-06-30 |"
    )
    assert expected in card.splitlines()


def test_each_reason_has_a_line_of_its_own(corpus: dict[str, Any]) -> None:
    found = [LEAK.at(row=row) for row in ("PS-0041", "PS-0042")]
    decisions = (
        Acceptance("SPLIT02", ("PS-0041",), "primo motivo"),
        Acceptance("SPLIT02", ("PS-0042",), "secondo motivo"),
    )
    card = _render(corpus, _decided(*found, accepting=decisions))
    assert "| 1 | PS-0041 | primo motivo | no end |" in card
    assert "| 1 | PS-0042 | secondo motivo | no end |" in card


def test_rows_in_which_identifiers_were_found_are_not_listed(corpus: dict[str, Any]) -> None:
    found = [NAME.at(config="ner", row=f"PS-00{number}", column="text", start=3, end=9) for number in (51, 52)]
    card = _render(corpus, _decided(*found, accepting=(Acceptance("ANON01", ("PS-0051", "PS-0052"), "eponimi"),)))
    assert "| ANON01 | person-name-found | 2 | not listed | eponimi | no end |" in card
    assert "PS-005" not in card


@pytest.mark.parametrize(("rows", "listed"), [(12, True), (13, False)])
def test_rows_are_listed_only_while_they_are_few(corpus: dict[str, Any], rows: int, listed: bool) -> None:
    found = [LEAK.at(row=f"PS-01{number:02d}") for number in range(rows)]
    card = _render(corpus, _decided(*found, accepting=(Acceptance("SPLIT02", ("*",), "split ufficiale", count=rows),)))
    assert f"| case-in-two-splits | {rows} |" in card
    assert ("PS-0107" in card) == listed


def test_standing_warnings_are_counted_by_code(corpus: dict[str, Any]) -> None:
    card = _render(corpus, _decided(*(GLYPH.at(row=f"PS-00{number}") for number in (61, 62))))
    assert "Standing warnings: TEXT03 private-use-character x 2." in card
    assert "PS-006" not in card


@pytest.mark.parametrize(
    "reason", ["split ufficiale | vedi nota", "split ufficiale\nvedi nota"], ids=["bar", "line end"]
)
def test_a_reason_cannot_break_the_table(corpus: dict[str, Any], reason: str) -> None:
    card = _render(corpus, _decided(LEAK.at(row="PS-0041"), accepting=(Acceptance("SPLIT02", ("PS-0041",), reason),)))
    (line,) = [line for line in card.splitlines() if line.startswith("| SPLIT02 ")]
    assert len(re.findall(r"(?<!\\)\|", line)) == 7


# Missing facts


@pytest.mark.parametrize("missing", ["rows_in", "rejected"])
def test_a_fact_that_is_missing_is_an_error_and_never_an_empty_place(corpus: dict[str, Any], missing: str) -> None:
    with pytest.raises((jinja2.UndefinedError, TypeError)):
        _render({name: value for name, value in corpus.items() if name != missing})


@pytest.mark.parametrize("missing", ["description", "task", "repairs"])
def test_a_fact_of_a_config_that_is_missing_is_an_undefined_error(corpus: dict[str, Any], missing: str) -> None:
    changed = copy.deepcopy(corpus)
    facts = dataset_facts(SPEC, changed, None, repo=REPO)
    categories = facts.task_categories
    assert categories == ["token-classification"]
    del changed["configs"]["ner"][missing]
    with pytest.raises((jinja2.UndefinedError, KeyError)) as caught:
        render_dataset_card(facts)
    assert missing in str(caught.value)
    assert isinstance(caught.value, jinja2.UndefinedError) or missing == "task"


def test_a_fact_of_the_report_that_is_missing_is_an_undefined_error(corpus: dict[str, Any]) -> None:
    report = _decided().to_json()
    del report["digest"]
    with pytest.raises(jinja2.UndefinedError, match="digest"):
        render_dataset_card(dataset_facts(SPEC, corpus, report, repo=REPO))


# Licences, tasks and sizes


def test_a_licence_that_the_hub_does_not_know_goes_with_its_name_and_link(corpus: dict[str, Any]) -> None:
    own = replace(
        SPEC, licence=replace(SPEC.licence, hub_id="other", name="licenza-inventata", link="https://example.org/l")
    )
    metadata = _metadata(render_dataset_card(dataset_facts(own, corpus, None, repo=REPO)))
    chosen = (metadata["license"], metadata["license_name"], metadata["license_link"])
    assert chosen == ("other", "licenza-inventata", "https://example.org/l")
    assert "license_name" not in _metadata(_render(corpus))


@pytest.mark.parametrize("lost", ["name", "link"])
def test_a_licence_called_other_without_name_or_link_does_not_pass_the_lint(
    folder: Path, corpus: dict[str, Any], lost: str
) -> None:
    own = replace(SPEC.licence, hub_id="other", name="licenza-inventata")
    card = render_dataset_card(
        dataset_facts(replace(SPEC, licence=replace(own, **{lost: ""})), corpus, None, repo=REPO)
    )
    assert [finding.code for finding in lint_card(card, open_built(folder).row_counts())] == ["CARD04"]


@pytest.mark.parametrize("spec", [spec for spec in CORPORA if spec.read], ids=lambda spec: spec.id)
def test_every_corpus_declares_a_licence_of_the_hubs_list(spec: Any) -> None:
    assert spec.licence.hub_id in LICENCES


@pytest.mark.parametrize(
    ("rows", "category"),
    [(0, "n<1K"), (999, "n<1K"), (1_000, "1K<n<10K"), (99_999, "10K<n<100K"), (10**6, "1M<n<10M"), (10**9, "1B<n<10B"),
     (10**10, "10B<n<100B"), (10**11, "100B<n<1T"), (10**12, "n>1T")],
)  # fmt: skip
def test_sizes_are_told_in_the_hubs_words(rows: int, category: str) -> None:
    assert size_category(rows) == category
    assert category in SIZE_CATEGORIES


# Repaired splits


def test_the_card_of_repaired_splits_says_what_moved_and_where_the_official_split_is(corpus: dict[str, Any]) -> None:
    changed = copy.deepcopy(corpus)
    official = copy.deepcopy(changed["configs"]["ner"])
    changed["configs"]["ner"]["moved"] = {"PS-0041": ["test", "train"], "PS-0042": ["test", "train"]}
    changed["configs"]["ner_official"] = {**official, "official_of": "ner"}
    card = _render(changed)
    assert "| `ner` | 2 | test | train | `ner_official` |" in card
    assert "- **`ner_official`**: The official split of `ner`, as it was published." in card


def test_a_card_without_repair_says_nothing_of_one(corpus: dict[str, Any]) -> None:
    assert "were repaired" not in _render(corpus)


# Repaired identifiers


@pytest.mark.parametrize(("mode", "told"), [("mask", "masked with tags"), ("surrogate", "fictional ones (surrogates)")])
def test_the_card_of_anonymised_data_says_how_many_identifiers_were_replaced_and_how(
    corpus: dict[str, Any], mode: str, told: str
) -> None:
    card = _render({**corpus, "anonymised": {"mode": mode, "counts": {"DATE_TIME": 12, "PERSON": 1_030}}})
    assert "1,042 identifiers were" in card
    assert told in card
    assert "DATE_TIME 12, PERSON 1,030." in card
    assert list(lint_card(card, {})) == list(lint_card(_render(corpus), {}))


def test_the_card_of_data_as_they_came_says_nothing_of_replacements(corpus: dict[str, Any]) -> None:
    assert "referto anonymise" not in _render(corpus)
