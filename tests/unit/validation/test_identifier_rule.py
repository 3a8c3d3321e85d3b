"""The check `identifiers` looks into every column that can hold text, and repeats nothing of what it finds there."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pytest

from validation.checks import Facts
from validation.findings import Examined, Finding, Report, Severity, strictly
from validation.rules import identifiers
from validation.rules.identifier_codes import CODE_OF, CODES, INDIRECT
from validation.texts import PUBLICATION_COLUMNS

Find = Callable[..., list[Finding]]

SAID = "La signora Zenobia Quattrostelle nega febbre."
WORDS = pa.array([SAID])
CODE = "QTTZNB48C52H501K"

COLUMNS = {
    "string": (WORDS, "note"),
    "large string": (WORDS.cast(pa.large_string()), "note"),
    "dictionary": (WORDS.dictionary_encode(), "note"),
    "list": (pa.array([["Nega.", SAID]]), "note[1]"),
    "large list": (pa.array([["Nega.", SAID]], pa.large_list(pa.string())), "note[1]"),
    "fixed-size list": (pa.array([["Nega.", SAID]], pa.list_(pa.string(), 2)), "note[1]"),
    "struct": (pa.array([{"detto": SAID}]), "note.detto"),
    "list of structs": (pa.array([[{"detto": "Nega."}, {"detto": SAID}]]), "note[1].detto"),
    "map": (pa.array([[("chiave", SAID)]], pa.map_(pa.string(), pa.string())), "note[0][1]"),
}


@pytest.mark.parametrize(("column", "path"), COLUMNS.values(), ids=COLUMNS.keys())
def test_a_name_is_found_in_a_column_of_any_kind_and_its_path_is_told(find: Find, column: pa.Array, path: str) -> None:
    table = pa.table({"id": ["n1"], "text": ["Nega febbre."], "note": column})
    (finding,) = find(identifiers.CHECK, {("notes", "train"): table})
    assert (finding.code, finding.row, finding.column) == ("ANON01", "n1", path)
    assert SAID[finding.start : finding.end].endswith("Quattrostelle")


@pytest.mark.parametrize(
    "kind", [pa.large_string(), pa.dictionary(pa.int32(), pa.string())], ids=["large", "dictionary"]
)
def test_a_name_is_found_in_a_text_column_of_any_kind(find: Find, kind: pa.DataType) -> None:
    table = pa.table(
        {"id": ["n1"], "text": WORDS.cast(kind) if kind == pa.large_string() else WORDS.dictionary_encode()}
    )
    assert [each.code for each in find(identifiers.CHECK, {("notes", "train"): table})] == ["ANON01"]


def test_columns_without_text_are_passed_over(find: Find) -> None:
    table = pa.table(
        {"id": ["n1"], "text": ["Nega."], "eta": [54], "peso": [70.5], "vivo": [True], "nulla": pa.nulls(1)}
    )
    assert find(identifiers.CHECK, {("notes", "train"): table}) == []


@pytest.mark.parametrize("column", sorted(PUBLICATION_COLUMNS))
def test_columns_about_the_publication_may_name_its_authors(find: Find, column: str) -> None:
    table = pa.table({"id": ["n1"], "text": ["Nega."], column: [SAID]})
    assert find(identifiers.CHECK, {("notes", "train"): table}) == []


@pytest.mark.parametrize("column", ["id", "document_id", "group_id"])
def test_an_id_that_is_an_identifier_is_found_and_not_repeated(find: Find, column: str) -> None:
    rows = [{"id": "n1", "document_id": "d1", "group_id": "p1", "text": "Nega."} for _ in range(3)]
    rows[2] = {**rows[2], column: CODE}
    (finding,) = find(identifiers.CHECK, {("notes", "train"): rows})
    assert (finding.code, finding.column, finding.row) == ("ANON02", column, "#2")
    assert CODE not in str(finding.to_json())


def test_an_id_that_is_an_identifier_is_not_repeated_by_findings_in_the_text(find: Find) -> None:
    findings = find(identifiers.CHECK, {("notes", "train"): [{"id": CODE, "text": SAID}]})
    assert {each.code for each in findings} == {"ANON01", "ANON02"}
    assert CODE not in str([each.to_json() for each in findings])


def test_a_row_without_id_is_named_by_its_number(find: Find) -> None:
    rows = [{"id": None, "text": "Nega."}, {"id": None, "text": "Nega."}, {"id": None, "text": SAID}]
    (finding,) = find(
        identifiers.CHECK,
        {("notes", "train"): pa.Table.from_pylist(rows, pa.schema([("id", pa.string()), ("text", pa.string())]))},
    )
    assert finding.row == "#2"


def test_every_entity_that_the_engine_serves_has_a_code() -> None:
    assert set(identifiers.CHECK.entities()) == set(CODE_OF)
    assert {code.id for code in CODES} == {code.id for code in identifiers.CHECK.codes}


def test_details_are_counted_and_their_places_not_told(find: Find) -> None:
    rows = [{"id": f"n{n}", "text": "Residente a Legnago, poi a Legnago. Dimessa il 12 marzo 2021."} for n in range(3)]
    findings = find(identifiers.CHECK, {("notes", "train"): rows})
    assert [(each.code, each.row, each.column, each.start, each.hint) for each in findings] == [
        ("ANON14", "", "text", None, "6 in 3 texts"),
        ("ANON16", "", "text", None, "3 in 3 texts"),
    ]


def test_a_detail_is_a_warning_until_one_is_strict(find: Find) -> None:
    findings = find(identifiers.CHECK, {("notes", "train"): [{"id": "n1", "text": "Dimessa il 12 marzo 2021."}]})
    report = Report(Examined(1, 25, ("identifiers",)), tuple(findings))
    assert [each.severity for each in report.findings] == [Severity.WARNING]
    assert report.verdict == "pass"
    assert strictly(report, INDIRECT).verdict == "findings"


def test_a_word_that_the_corpus_vouches_for_is_no_name(find: Find) -> None:
    rows = [{"id": "n9", "text": "Zarvipran sospeso. Assume Trovalipin."}]
    for words, told in ((frozenset(), "2 in 1 texts"), (frozenset({"zarvipran"}), "1 in 1 texts")):
        findings = find(identifiers.CHECK, {("notes", "train"): rows}, Facts(words=words))
        assert [(each.code, each.hint) for each in findings] == [("ANON19", told)]
