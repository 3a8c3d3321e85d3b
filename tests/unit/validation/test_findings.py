"""`Report`: merging is associative and does not depend on order, nothing examined does not pass, acceptances hold or are void."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.anonymisation.certificate import Certificate, Proof, Tally
from validation.findings import (
    ACCEPTANCE_VOID,
    Acceptance,
    Accepted,
    Code,
    Examined,
    Finding,
    Report,
    Severity,
    accept,
    read_report,
)

LEAK = Code("SPLIT02", "case-in-two-splits", Severity.ERROR, "Told twice.", "Group by case.")
NAME = Code("ANON01", "person-name-found", Severity.ERROR, "A name.", "Mask it.")
GLYPH = Code("TEXT03", "private-use-character", Severity.WARNING, "A glyph.", "Replace it.")
TODAY = datetime.date(2026, 11, 23)
SEEN = Examined(rows=3, characters=90, checks=("splits",), splits={"ner": {"train": 2, "test": 1}})

ids = st.sampled_from(["", "n1", "n2", "n3"])
findings = st.builds(
    lambda code, split, row, related, span: code.at(
        config="ner",
        split=split,
        row=row,
        related=related,
        column="text" if span else "",
        start=span and span[0],
        end=span and span[1],
    ),
    st.sampled_from([LEAK, NAME, GLYPH]),
    st.sampled_from(["train", "test"]),
    ids,
    st.lists(ids, max_size=2),
    st.none() | st.tuples(st.integers(0, 5), st.integers(6, 9)),
)
counts = st.dictionaries(st.sampled_from(["train", "test"]), st.integers(0, 9), max_size=2)
examined = st.builds(
    Examined,
    rows=st.integers(0, 9),
    characters=st.integers(0, 99),
    checks=st.lists(st.sampled_from(["ids", "spans", "text"]), max_size=2, unique=True).map(
        lambda names: tuple(sorted(names))
    ),
    splits=st.dictionaries(st.sampled_from(["ner", "re"]), counts, max_size=2),
    entities=st.lists(st.sampled_from(["PERSON", "URL"]), max_size=2, unique=True).map(
        lambda names: tuple(sorted(names))
    ),
)
accepted = st.builds(Accepted, findings, st.sampled_from(["split ufficiale", "eponimo"]), st.just(TODAY))
certificates = st.just({}) | st.builds(
    lambda seed, found: Certificate("ab" * 32, Proof(seed, ("names",), 0.3, {"PERSON": Tally(3, found)})).to_json(),
    st.sampled_from("xy"),
    st.integers(2, 3),
)
reports = st.builds(
    Report,
    examined=examined,
    findings=st.lists(findings, max_size=4).map(tuple),
    accepted=st.lists(accepted, max_size=3).map(tuple),
    digest=st.sampled_from(["", "ab" * 32]),
    versions=st.sampled_from([{}, {"referto": "0.1.0"}, {"pyarrow": "24", "referto": "0.1.0"}]),
    certificate=certificates,
)


def _leak(row: str, *related: str) -> Finding:
    return LEAK.at(config="ner", split="test", row=row, related=related, column="text")


# Merging


@given(reports, reports, reports)
def test_merging_is_associative(a: Report, b: Report, c: Report) -> None:
    assert a.merge(b).merge(c) == a.merge(b.merge(c))
    assert a.merge(b).merge(c).to_json() == a.merge(b.merge(c)).to_json()


@given(reports, reports)
def test_merging_does_not_depend_on_order(a: Report, b: Report) -> None:
    assert json.dumps(a.merge(b).to_json()) == json.dumps(b.merge(a).to_json())


@given(reports)
def test_merging_with_a_report_of_nothing_changes_nothing_but_the_order(report: Report) -> None:
    merged = report.merge(Report(Examined()))
    assert sorted(map(str, merged.findings)) == sorted(map(str, report.findings))
    assert merged.examined == report.examined
    assert merged.verdict == report.verdict


@given(st.lists(reports, min_size=2, max_size=4))
def test_merging_loses_no_finding_and_no_row(parts: list[Report]) -> None:
    whole = parts[0]
    for part in parts[1:]:
        whole = whole.merge(part)
    assert sorted(map(str, whole.findings)) == sorted(str(each) for part in parts for each in part.findings)
    assert len(whole.accepted) == sum(len(part.accepted) for part in parts)
    assert whole.examined.rows == sum(part.examined.rows for part in parts)
    assert sum(n for split in whole.examined.splits.values() for n in split.values()) == sum(
        n for part in parts for split in part.examined.splits.values() for n in split.values()
    )


def test_the_day_of_an_acceptance_does_not_make_merging_depend_on_order() -> None:
    one = Report(SEEN, accepted=(Accepted(_leak("n1"), "split ufficiale", None),))
    other = Report(SEEN, accepted=(Accepted(_leak("n1"), "split ufficiale", TODAY),))
    assert one.merge(other) == other.merge(one)


def test_findings_are_ordered_by_place_whoever_found_them_first() -> None:
    later, earlier, elsewhere = (
        GLYPH.at(config="ner", split="train", row="n1", column="text", start=9, end=10),
        GLYPH.at(config="ner", split="train", row="n1", column="text", start=2, end=3),
        GLYPH.at(config="ner", split="test", row="n9", column="text", start=5, end=6),
    )
    merged = Report(SEEN, (later, earlier)).merge(Report(SEEN, (elsewhere,)))
    assert merged.findings == (elsewhere, earlier, later)


# Verdicts


@pytest.mark.parametrize(
    "nothing", [{"rows": 0}, {"characters": 0}, {"checks": ()}], ids=["no row", "no character", "no check"]
)
def test_nothing_examined_does_not_pass_whatever_was_found(nothing: dict[str, Any]) -> None:
    for found in ((), (_leak("n1"),)):
        report = Report(replace(SEEN, **nothing), found)
        assert (report.verdict, report.exit_code) == ("refused", 3)


def test_an_error_is_findings_and_a_warning_passes() -> None:
    assert (Report(SEEN).verdict, Report(SEEN).exit_code) == ("pass", 0)
    warned = Report(SEEN, (GLYPH.at(row="n1"),))
    assert (warned.verdict, warned.exit_code, warned.errors) == ("pass", 0, ())
    wrong = Report(SEEN, (GLYPH.at(row="n1"), _leak("n1")))
    assert (wrong.verdict, wrong.exit_code, wrong.errors) == ("findings", 1, (_leak("n1"),))


# The certificate


def _certified(found: int, digest: str = "ab") -> Report:
    proof = Proof("seed", ("names",), 0.3, {"PERSON": Tally(3, found)})
    return Report(SEEN, digest=digest, certificate=Certificate("ab", proof).to_json())


def test_a_missed_canary_refuses_whatever_was_found() -> None:
    assert (_certified(3).verdict, _certified(3).is_disproved) == ("pass", False)
    assert (_certified(2).verdict, _certified(2).exit_code, _certified(2).is_disproved) == ("refused", 3, True)
    assert replace(_certified(2), findings=(_leak("n1"),)).verdict == "refused"


def test_a_certificate_of_other_data_refuses() -> None:
    assert _certified(3, digest="cd").verdict == "refused"


def test_a_missed_canary_cannot_be_accepted_or_merged_away() -> None:
    assert accept(_certified(2), [], today=TODAY).verdict == "refused"
    for one, other in ((2, 3), (3, 2)):
        assert _certified(one).merge(_certified(other)).verdict == "refused"
    assert Report(SEEN).merge(_certified(2)).verdict == "refused"


# JSON


@given(reports)
def test_a_report_survives_json(tmp_path_factory: pytest.TempPathFactory, report: Report) -> None:
    path = tmp_path_factory.getbasetemp() / "report.json"
    path.write_text(json.dumps(report.to_json()), encoding="utf-8")
    assert read_report(path) == report
    assert read_report(path).to_json() == report.to_json()


def test_the_verdict_of_a_stored_report_is_computed_and_not_believed(tmp_path: Path) -> None:
    stored = {**Report(SEEN, (_leak("n1"),)).to_json(), "verdict": "pass"}
    (tmp_path / "report.json").write_text(json.dumps(stored), encoding="utf-8")
    assert read_report(tmp_path / "report.json").verdict == "findings"


def test_the_json_of_a_report_has_the_fields_that_the_design_promises() -> None:
    said = Report(SEEN, (_leak("n1", "n2"),), digest="ab").to_json()
    assert {"verdict", "examined", "digest", "findings", "certificate"} <= set(said)
    assert {"rows", "characters", "checks"} <= set(said["examined"])
    (finding,) = said["findings"]
    fields = {"code", "name", "severity", "config", "split", "row", "related", "column", "start", "end", "hint"}
    assert set(finding) == fields | {"against", "count"}
    assert (finding["severity"], finding["related"], finding["start"]) == ("error", ["n2"], None)


@pytest.mark.parametrize(
    ("finding", "place"),
    [
        (LEAK.at(), "dataset"),
        (LEAK.at(config="ner"), "ner"),
        (LEAK.at(config="ner", split="test", row="n1"), "ner/test n1"),
        (LEAK.at(config="ner", split="test", row="n1", column="text", start=0, end=4), "ner/test n1 text[0:4]"),
    ],
)
def test_a_place_is_read_from_config_to_span(finding: Finding, place: str) -> None:
    assert finding.place == place


def test_the_hint_of_a_finding_is_the_remedy_where_nothing_better_is_known() -> None:
    assert LEAK.at().hint == "Group by case."
    assert LEAK.at(hint="in 40%").hint == "in 40%"


# Acceptances


def test_an_accepted_finding_is_moved_with_its_reason_and_the_rest_stands() -> None:
    report = Report(SEEN, (_leak("n1"), _leak("n2")))
    decided = accept(report, [Acceptance("SPLIT02", ("n1",), "split ufficiale", TODAY)], today=TODAY)
    assert decided.findings == (_leak("n2"),)
    assert decided.accepted == (Accepted(_leak("n1"), "split ufficiale", TODAY),)
    assert decided.verdict == "findings"
    assert accept(report, [Acceptance("SPLIT02", ("n1", "n2"), "idem")], today=TODAY).verdict == "pass"


def test_a_finding_is_also_accepted_by_the_id_of_a_related_row() -> None:
    report = Report(SEEN, (_leak("n1", "n7"), _leak("n2", "n8")))
    decided = accept(report, [Acceptance("SPLIT02", ("n7",), "split ufficiale")], today=TODAY)
    assert [each.finding.row for each in decided.accepted] == ["n1"]
    assert decided.findings == (_leak("n2", "n8"),)


def test_another_code_of_the_same_row_is_not_accepted() -> None:
    name = NAME.at(config="ner", split="test", row="n1", column="text", start=0, end=5)
    decided = accept(Report(SEEN, (_leak("n1"), name)), [Acceptance("SPLIT02", ("n1",), "x")], today=TODAY)
    assert decided.findings == (name,)


def _void(report: Report, acceptance: Acceptance) -> str:
    """Accept, make sure that nothing was accepted and the release is stopped, and return why."""
    decided = accept(report, [acceptance], today=TODAY)
    assert decided.accepted == ()
    assert decided.verdict == "findings"
    assert {each for each in decided.findings if each.code != ACCEPTANCE_VOID.id} == set(report.findings)
    (void,) = [each for each in decided.findings if each.code == ACCEPTANCE_VOID.id]
    assert void.related == acceptance.rows
    return void.hint


def test_an_acceptance_holds_on_its_last_day_and_is_void_on_the_next() -> None:
    report = Report(SEEN, (_leak("n1"),))
    yesterday = TODAY - datetime.timedelta(days=1)
    assert accept(report, [Acceptance("SPLIT02", ("n1",), "x", TODAY)], today=TODAY).verdict == "pass"
    assert yesterday.isoformat() in _void(report, Acceptance("SPLIT02", ("n1",), "x", yesterday))


@pytest.mark.parametrize(
    "acceptance",
    [Acceptance("SPLIT02", ("n9",), "x"), Acceptance("SPLIT01", ("n1",), "x"), Acceptance("SPLIT01", ("*",), "x", count=1),
     Acceptance("SPLIT", ("n1",), "x"), Acceptance("SPLIT02", (), "x")],
    ids=["another row", "another code", "another code for all rows", "the beginning of a code", "no row"],
)  # fmt: skip
def test_an_acceptance_that_matches_nothing_is_an_error(acceptance: Acceptance) -> None:
    assert "no finding of this code" in _void(Report(SEEN, (_leak("n1"),)), acceptance)


def test_an_unused_acceptance_stops_even_a_release_without_findings() -> None:
    assert _void(Report(SEEN), Acceptance("SPLIT02", ("n1",), "x"))


@pytest.mark.parametrize("rows", [("*",), ("n1", "n2")], ids=["all rows", "listed rows"])
@pytest.mark.parametrize("count", [1, 3])
def test_another_number_of_findings_than_were_accepted_is_an_error(rows: tuple[str, ...], count: int) -> None:
    report = Report(SEEN, (_leak("n1"), _leak("n2")))
    hint = _void(report, Acceptance("SPLIT02", rows, "x", count=count))
    assert f"{count} findings were accepted, 2 are there" in hint
    assert accept(report, [Acceptance("SPLIT02", rows, "x", count=2)], today=TODAY).verdict == "pass"


def test_all_rows_without_a_number_accept_nothing() -> None:
    _void(Report(SEEN, (_leak("n1"),)), Acceptance("SPLIT02", ("*",), "x"))


def test_what_one_acceptance_took_the_next_cannot_take_again() -> None:
    report = Report(SEEN, (_leak("n1"),))
    twice = [Acceptance("SPLIT02", ("n1",), "prima"), Acceptance("SPLIT02", ("n1",), "seconda")]
    decided = accept(report, twice, today=TODAY)
    assert [each.reason for each in decided.accepted] == ["prima"]
    assert [each.code for each in decided.findings] == [ACCEPTANCE_VOID.id]


def test_accepting_changes_nothing_of_what_was_examined() -> None:
    report = Report(SEEN, (_leak("n1"),), digest="ab", versions={"referto": "0.1.0"})
    decided = accept(report, [Acceptance("SPLIT02", ("n1",), "x")], today=TODAY)
    assert replace(decided, findings=report.findings, accepted=()) == report


def test_an_accepted_warning_is_told_among_the_accepted() -> None:
    glyph = GLYPH.at(config="ner", split="test", row="n1")
    decided = accept(Report(SEEN, (glyph,)), [Acceptance("TEXT03", ("n1",), "simbolo")], today=TODAY)
    assert (decided.findings, [each.to_json()["reason"] for each in decided.accepted]) == ((), ["simbolo"])
