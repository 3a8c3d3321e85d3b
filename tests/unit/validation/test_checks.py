"""The machinery of checks: choosing them, running them in one pass, and refusing to pass by looking at nothing."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from datasets_builders.build import build
from datasets_builders.built import Batch, open_built
from datasets_builders.catalogue import get_corpus
from datasets_builders.errors import Refused, UserError
from validation.checks import Check, Example, Facts, PerRow, run, select
from validation.executors.examine import examine
from validation.findings import Acceptance, Code, Finding, Report, Severity, accept
from validation.rules import DATA_CHECKS

BatchesOf = Callable[..., Iterator[Batch]]
SHORT = Code("SHORT01", "text-short", Severity.ERROR, "Short.", "Write more.")


def _short(row: Any, config: str, split: str) -> Iterator[Finding]:
    if len(row["text"]) < 8:
        yield SHORT.at(config=config, split=split, row=row["id"])


def _check(name: str, *codes: Code, rule: Any = _short) -> Check:
    return Check(name, "A test.", codes, lambda facts: PerRow(rule), Example({}), {})


CHECKS = (_check("short", SHORT), _check("spans", Code("SPAN01", "x", Severity.ERROR, "", "")), _check("splits"))
ROWS = {
    ("ner", "train"): [
        {"id": "n1", "text": "Nega febbre."},
        {"id": "n2", "text": "Sì."},
        {"id": "n3", "text": "Nega tosse."},
    ],
    ("ner", "test"): [{"id": "n4", "text": "No."}],
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    out = tmp_path_factory.mktemp("built") / "example"
    build(get_corpus("emergency-example-it"), examples / "emergency-clean", out)
    return out


def test_every_family_is_chosen_when_none_is_named() -> None:
    assert select(CHECKS, ()) == CHECKS


@pytest.mark.parametrize(
    ("only", "names"),
    [
        (("short",), ["short"]), (("SHORT01",), ["short"]), (("short01",), ["short"]), (("sp",), ["spans", "splits"]),
        (("splits", "short"), ["short", "splits"]), (("spans", "SPAN", "span"), ["spans"]),
    ],
)  # fmt: skip
def test_families_are_chosen_by_name_or_code_or_the_beginning_of_either_in_their_own_order(
    only: tuple[str, ...], names: list[str]
) -> None:
    assert [check.name for check in select(CHECKS, only)] == names


@pytest.mark.parametrize("only", [("shrot",), ("short", "identifier")], ids=" ".join)
def test_a_name_that_matches_no_check_is_answered_with_those_there_are(only: tuple[str, ...]) -> None:
    with pytest.raises(UserError, match=only[-1]) as caught:
        select(CHECKS, only)
    assert all(check.name in caught.value.remedy for check in CHECKS)
    assert caught.value.exit_code == 2


def test_no_check_is_refused_and_never_a_pass(built: Path) -> None:
    with pytest.raises(Refused, match="No check") as caught:
        examine(open_built(built), (), digest="ab", card=None)
    assert caught.value.exit_code == 3


def test_each_row_is_seen_once_by_each_check_with_its_place(batches_of: BatchesOf) -> None:
    examined, findings, _ = run(CHECKS[:1], batches_of(ROWS), Facts())
    assert [(each.config, each.split, each.row) for each in findings] == [("ner", "train", "n2"), ("ner", "test", "n4")]
    assert (examined.rows, examined.characters) == (4, len("Nega febbre.Sì.Nega tosse.No."))
    assert examined.splits == {"ner": {"train": 3, "test": 1}}
    assert examined.checks == ("short",)


def test_a_check_may_conclude_after_the_last_batch(batches_of: BatchesOf) -> None:
    class Counting:
        def __init__(self, facts: Facts) -> None:
            self.rows = 0

        def see(self, batch: Batch) -> Iterable[Finding]:
            self.rows += batch.table.num_rows
            return ()

        def conclude(self) -> Iterable[Finding]:
            yield SHORT.at(hint=str(self.rows))

    counting = Check("counting", "A test.", (SHORT,), Counting, Example({}), {})
    assert [each.hint for each in run([counting], batches_of(ROWS), Facts())[1]] == ["4"]
    assert [each.hint for each in run([counting], batches_of(ROWS), Facts())[1]] == ["4"], "every run starts anew"


def test_no_batch_is_nothing_examined() -> None:
    examined, findings, _ = run(CHECKS, iter(()), Facts())
    assert (examined.rows, examined.characters, findings) == (0, 0, [])


def test_a_report_says_what_was_examined_and_by_what(built: Path) -> None:
    report = examine(open_built(built), DATA_CHECKS, digest="ab" * 32, card=None)
    facts = json.loads((built / "corpus.json").read_text(encoding="utf-8"))
    assert report.examined.rows == facts["rows_out"]
    assert report.examined.characters == sum(each["characters"] for each in facts["configs"]["ner"]["splits"].values())
    assert report.examined.checks == tuple(sorted(check.name for check in DATA_CHECKS))
    assert "PERSON" in report.examined.entities
    assert report.digest == "ab" * 32
    assert {"referto", "presidio-analyzer", "pyarrow"} <= set(report.versions)
    assert report.verdict == "pass"


def test_an_examination_with_identifiers_is_certified_and_the_same_seed_gives_the_same_bytes(built: Path) -> None:
    identifiers = [check for check in DATA_CHECKS if check.name == "identifiers"]
    said = [
        json.dumps(examine(open_built(built), identifiers, digest="ab" * 32, card=None, seed=seed).to_json())
        for seed in ("one", "one", "two", "")
    ]
    assert said[0] == said[1] != said[2]
    certificates = [json.loads(each)["certificate"] for each in said]
    assert [each["seed"] for each in certificates[:3]] == ["one", "one", "two"]
    assert len(certificates[3]["seed"]) == 32
    assert set(certificates[0]["canaries"]) == set(json.loads(said[0])["examined"]["entities"])
    assert certificates[0]["digest"] == "ab" * 32


@pytest.mark.parametrize("seed", ["a b", "\udcff", "x" * 65], ids=["a blank", "a broken letter", "too long"])
def test_a_seed_that_could_not_be_given_again_is_refused(built: Path, seed: str) -> None:
    with pytest.raises(UserError, match="seed"):
        examine(open_built(built), DATA_CHECKS, digest="ab" * 32, card=None, seed=seed)


def test_an_examination_without_identifiers_has_no_certificate(built: Path) -> None:
    others = [check for check in DATA_CHECKS if check.name == "spans"]
    report = examine(open_built(built), others, digest="ab" * 32, card=None)
    assert (report.certificate, report.verdict) == ({}, "pass")


def test_no_canary_is_planted_unless_a_seed_is_given(batches_of: BatchesOf) -> None:
    identifiers = [check for check in DATA_CHECKS if check.name == "identifiers"]
    assert run(identifiers, batches_of(ROWS), Facts()).proof is None
    proof = run(identifiers, batches_of(ROWS), Facts(seed="seed")).proof
    assert proof is not None
    assert proof.seed == "seed"
    assert all(tally.planted >= 30 for tally in proof.canaries.values())
    assert run(identifiers, iter(()), Facts(seed="seed")).proof is None, "no row, nothing to plant in"


def test_the_certificate_does_not_depend_on_the_size_of_batches(batches_of: BatchesOf) -> None:
    identifiers = [check for check in DATA_CHECKS if check.name == "identifiers"]
    table = {place: pa.Table.from_pylist(rows) for place, rows in ROWS.items()}
    whole = (Batch(*place, 0, each.combine_chunks().to_batches()[0]) for place, each in table.items())
    assert run(identifiers, whole, Facts(seed="s")).proof == run(identifiers, batches_of(ROWS), Facts(seed="s")).proof


def test_facts_of_a_config_that_nothing_is_said_of_are_empty() -> None:
    assert Facts().config("ner") == {}
    assert Facts(corpus={"configs": {"ner": {"task": "ner"}}}).config("ner") == {"task": "ner"}


def test_a_truncated_file_is_refused_before_any_row_is_looked_at(built: Path, tmp_path: Path) -> None:
    path = tmp_path / "built" / "data" / "ner" / "train-00000-of-00001.parquet"
    path.parent.mkdir(parents=True)
    path.write_bytes((built / "data/ner/train-00000-of-00001.parquet").read_bytes()[:3000])
    with pytest.raises(Refused, match="cannot be read") as caught:
        examine(open_built(tmp_path / "built"), DATA_CHECKS, digest="", card=None)
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    "columns",
    [
        {"id": ["a"], "text": [5]},
        {"id": ["a"], "text": ["Nega febbre."], "entities": [[{"start": 0, "end": 4, "label": "SINTOMO"}]]},
        {"id": ["a"], "text": ["Nega febbre."], "options": [["Sì.", "No."]], "answer": ["Sì."]},
    ],
    ids=["numbers for text", "entities without text", "options as strings"],
)
def test_a_folder_made_elsewhere_is_examined_or_refused_whatever_its_columns(
    tmp_path: Path, columns: dict[str, list[Any]]
) -> None:
    path = tmp_path / "data" / "default" / "train-00000-of-00001.parquet"
    path.parent.mkdir(parents=True)
    pq.write_table(pa.table(columns), path)
    assert _verdict(tmp_path) in ("findings", "refused")


def _verdict(folder: Path) -> str:
    try:
        return examine(open_built(folder), DATA_CHECKS, digest="", card=None).verdict
    except Refused:
        return "refused"


def test_columns_of_another_type_are_told_and_not_shown_to_the_other_checks(batches_of: BatchesOf) -> None:
    rows = {("mcqa", "train"): [{"id": "n1", "text": "Nega febbre.", "options": ["Sì.", "No."]}]}
    _, findings, _ = run(DATA_CHECKS, batches_of(rows), Facts())
    assert {"SCHEMA02"} == {each.code for each in findings if each.column == "options"}


def test_a_config_that_no_check_could_look_at_cannot_be_accepted_into_a_release(batches_of: BatchesOf) -> None:
    note = {"document_id": "d", "group_id": "d", "licence": "CC0-1.0"}
    rows = {
        ("ner", "train"): [{**note, "id": "n1", "text": "Nega febbre."}],
        ("mcqa", "train"): [
            {**note, "id": "n2", "text": "La signora Zenobia Quattrostelle nega febbre.", "options": ["Sì.", "No."]}
        ],
    }
    examined, findings, _ = run(DATA_CHECKS, batches_of(rows), Facts())
    report = Report(examined, tuple(findings))
    decision = Acceptance("SCHEMA02", ("*",), "formato della fonte", count=1)
    assert report.verdict == "findings"
    assert accept(report, [decision], today=datetime.date(2026, 11, 23)).verdict != "pass"
