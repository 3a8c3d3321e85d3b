"""The check `splits`: texts and cases on two sides of an evaluation, told once per pair of documents, by the roles of splits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from datasets_builders.built import Batch
from datasets_builders.corpora.casimedicos_arg_it.read import read as read_casimedicos
from datasets_builders.corpora.e3c_it.read import read as read_e3c
from datasets_builders.reading import Event, Record
from datasets_builders.spec import split_role
from validation.checks import Facts, run
from validation.findings import Finding, Severity
from validation.rules import ids, splits

Find = Callable[..., list[Finding]]

CASE = (
    "Accesso per dolore toracico retrosternale insorto durante la notte con sudorazione algida e nausea in uomo iperteso e "
    "fumatore già sottoposto a rivascolarizzazione tre anni prima presso altro centro"
)
OTHER = (
    "Trauma distorsivo di caviglia destra durante una partita di pallavolo con tumefazione perimalleolare e impotenza funzionale "
    "parziale in ragazza senza precedenti di rilievo che nega allergie e terapie in corso"
)


def _row(id: str, text: str, **columns: str) -> dict[str, str]:
    return {"id": id, "document_id": id, "group_id": id, "text": text, **columns}


def _pairs(findings: Sequence[Finding]) -> list[tuple[str, str, str]]:
    return [(each.code, each.row, *each.related) for each in findings]  # type: ignore[misc]


def test_different_texts_in_two_splits_are_no_finding(find: Find) -> None:
    assert find(splits.CHECK, {("ner", "train"): [_row("a", CASE)], ("ner", "test"): [_row("b", OTHER)]}) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("train", "test"),
        ("train", "validation"),
        ("validation", "test"),
        ("dev", "test"),
        ("silver", "test_gold"),
        ("validated", "dev"),
    ],
)
def test_a_text_in_two_roles_is_told_at_the_one_nearer_to_the_test(find: Find, one: str, other: str) -> None:
    rank = ["test", "validation", "train"]
    nearer = min((one, other), key=lambda split: rank.index(split_role(split)))
    (finding,) = find(splits.CHECK, {("ner", one): [_row(one, CASE)], ("ner", other): [_row(other, CASE)]})
    assert (finding.code, finding.split, finding.row) == ("SPLIT01", nearer, nearer)
    assert set(finding.related) == {one, other} - {nearer}
    assert CASE.split()[3] not in finding.hint


@pytest.mark.parametrize(("one", "other"), [("train", "silver"), ("dev", "validation"), ("test", "test_gold")])
def test_a_text_in_two_splits_of_the_same_role_is_no_leak(find: Find, one: str, other: str) -> None:
    assert find(splits.CHECK, {("ner", one): [_row("a", CASE)], ("ner", other): [_row("b", CASE)]}) == []


def test_a_text_tested_in_one_config_and_learnt_in_another_is_a_leak(find: Find) -> None:
    findings = find(splits.CHECK, {("ner", "test"): [_row("a", CASE)], ("text", "train"): [_row("b", CASE)]})
    assert _pairs(findings) == [("SPLIT01", "a", "b")]
    assert "(text)" in findings[0].hint


def test_one_document_tested_in_one_config_and_learnt_in_another_is_a_leak(find: Find) -> None:
    findings = find(splits.CHECK, {("ner", "test"): [_row("a", CASE)], ("text", "train"): [_row("a", CASE)]})
    assert _pairs(findings) == [("SPLIT01", "a", "a")]


def test_a_pair_of_documents_in_several_configs_is_told_once(find: Find) -> None:
    rows = {}
    for config in ("ner", "re", "crf"):
        rows[config, "train"] = [_row("a", CASE), _row("c", OTHER)]
        rows[config, "test"] = [_row("b", CASE.upper())]
    assert _pairs(find(splits.CHECK, rows)) == [("SPLIT01", "b", "a")]


def test_a_pair_whose_texts_differ_from_config_to_config_is_told_once(find: Find) -> None:
    told = f"{CASE} e si ricovera per accertamenti"
    rows = {
        ("arg", "train"): [_row("a", CASE)], ("arg", "test"): [_row("b", told)],
        ("mcqa", "train"): [_row("a", CASE)], ("mcqa", "test"): [_row("b", f"{told} urgenti")],
    }  # fmt: skip
    assert _pairs(find(splits.CHECK, rows)) == [("SPLIT02", "b", "a")]


def test_each_copy_of_a_text_is_a_pair_of_its_own(find: Find) -> None:
    rows = {("ner", "train"): [_row("a", CASE), _row("b", OTHER)], ("ner", "test"): [_row("c", CASE), _row("d", CASE)]}
    assert _pairs([each for each in find(splits.CHECK, rows) if each.code == "SPLIT01"]) == [
        ("SPLIT01", "c", "a"), ("SPLIT01", "d", "a"),
    ]  # fmt: skip


@pytest.mark.parametrize(("kept", "told"), [(28, True), (21, True), (20, False), (13, False), (0, False)])
def test_a_case_is_told_from_three_tenths_of_the_runs_of_words_on(find: Find, kept: int, told: bool) -> None:
    words = [f"parola{number}" for number in range(40)]
    mixed = words[:kept] + [f"altra{number}" for number in range(40 - kept)]
    findings = find(
        splits.CHECK, {("ner", "train"): [_row("a", " ".join(words))], ("ner", "test"): [_row("b", " ".join(mixed))]}
    )
    assert ([each.code for each in findings] == ["SPLIT02"]) == told == (kept - 12 >= 0.3 * (40 - 12))
    if told:
        assert f"{(kept - 12) / 28:.0%}" in findings[0].hint


def test_a_group_in_two_splits_of_a_config_is_told_with_its_rows(find: Find) -> None:
    rows = {
        ("ner", "train"): [_row("a", CASE, group_id="p1")],
        ("ner", "test"): [_row("b", OTHER, group_id="p1"), _row("c", "Nega febbre.", group_id="p2")],
    }
    (finding,) = find(splits.CHECK, rows)
    assert (finding.code, finding.split, finding.row, finding.related) == ("SPLIT03", "test", "b", ("a",))


def test_a_repeated_id_is_not_also_told_as_a_repeated_text(find: Find) -> None:
    rows = [_row("a", CASE), _row("a", CASE), _row("a", CASE)]
    assert find(splits.CHECK, {("ner", "train"): rows}) == []
    assert [(each.code, each.row) for each in find(ids.CHECK, {("ner", "train"): rows})] == [("ID02", "a")] * 2


def test_a_repeated_text_within_a_split_is_told_once_as_a_warning(find: Find) -> None:
    findings = find(
        splits.CHECK, {("ner", "train"): [_row("b", CASE), _row("a", f" {CASE}."), _row("c", CASE.upper())]}
    )
    assert _pairs(findings) == [("DUP01", "a", "b", "c")]
    assert findings[0].severity is Severity.WARNING


def test_rows_without_id_document_or_group_are_compared_too(find: Find) -> None:
    (finding,) = find(
        splits.CHECK, {("ner", "train"): [{"text": OTHER}, {"text": CASE}], ("ner", "test"): [{"text": CASE}]}
    )
    assert (finding.code, finding.row, finding.related) == ("SPLIT01", "#0", ("#1",))


def test_texts_without_a_word_are_not_compared(find: Find) -> None:
    assert find(splits.CHECK, {("ner", "train"): [_row("a", " ... ")], ("ner", "test"): [_row("b", "--")]}) == []


def test_the_leak_of_an_official_split_kept_beside_its_repair_is_a_warning(find: Find) -> None:
    rows = {
        ("ner", "train"): [_row("a", CASE), _row("b", CASE)],
        ("ner", "test"): [_row("c", OTHER)],
        ("ner_official", "train"): [_row("a", CASE)],
        ("ner_official", "test"): [_row("b", CASE), _row("c", OTHER)],
    }
    findings = [each for each in find(splits.CHECK, rows) if each.code != "DUP01"]
    assert {(each.code, each.severity) for each in findings} == {("SPLIT04", Severity.WARNING)}


def test_an_official_split_does_not_excuse_the_same_leak_in_another_config(find: Find) -> None:
    rows = {
        ("ner_official", "test"): [_row("b", CASE)],
        ("re", "train"): [_row("a", CASE)],
        ("re", "test"): [_row("b", CASE)],
    }
    assert ("SPLIT01", "b", "a") in _pairs(find(splits.CHECK, rows))


def test_a_config_that_only_calls_itself_official_is_not_excused(find: Find) -> None:
    rows = {("ner_official", "train"): [_row("a", CASE)], ("ner_official", "test"): [_row("b", CASE)]}
    assert [each.severity for each in find(splits.CHECK, rows)] == [Severity.ERROR]


# The real corpora


def _real(events: Iterator[Event], configs: set[str]) -> Iterator[Batch]:
    records = [event for event in events if isinstance(event, Record) and event.config in configs]
    columns: Mapping[str, Callable[[Any], str]] = {
        "id": lambda document: document.id,
        "document_id": lambda document: document.document_id,
        "group_id": lambda document: document.group_id,
        "text": lambda document: document.text,
    }
    for (config, split), group in groupby(
        sorted(records, key=lambda each: (each.config, each.split)), key=lambda each: (each.config, each.split)
    ):
        documents = [each.document for each in group]
        table = pa.table({name: [take(document) for document in documents] for name, take in columns.items()})
        yield Batch(config, split, 0, table.combine_chunks().to_batches()[0])


def _before_layer3(events: Iterator[Event]) -> Iterator[Event]:
    for event in events:
        if event.config == "text":
            return
        yield event


def test_the_three_leaks_of_the_official_e3c_split_are_found(e3c: Path) -> None:
    batches = _real(_before_layer3(read_e3c(e3c)), {"ner", "ner_silver", "re"})
    examined, findings, _ = run([splits.CHECK], batches, Facts())
    assert examined.rows == 2 * 86 + 18 + 174
    errors = [each for each in findings if each.severity is Severity.ERROR]
    assert sorted(_pairs(errors)) == [
        ("SPLIT01", "IT101173", "IT101201"),
        ("SPLIT01", "IT101177", "IT101203"),
        ("SPLIT02", "IT101038", "IT101011"),
    ]


def test_the_vignettes_that_casimedicos_asks_in_two_splits_are_found(casimedicos: Path) -> None:
    examined, findings, _ = run([splits.CHECK], _real(read_casimedicos(casimedicos), {"arg", "mcqa"}), Facts())
    assert examined.rows == 2 * 553
    pairs = {frozenset((each.row, *each.related)) for each in findings if each.severity is Severity.ERROR}
    counts = Counter("/".join(sorted(id.partition("-")[0] for id in pair)) for pair in pairs)
    # The survey counted 12, 22 and 2 by whole sentences; runs of 13 words see copies with a word changed as well.
    assert counts == {"train/validation": 18, "test/train": 29, "test/validation": 2}
    assert len(pairs) == len([each for each in findings if each.severity is Severity.ERROR]), "each pair is told once"
