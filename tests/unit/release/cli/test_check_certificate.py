"""`referto check` as a reader sees its certificate: recall by type, the bound, what is missed, and exit 3 with a broken engine."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from presidio_analyzer import LocalRecognizer

from datasets_builders.build import build
from datasets_builders.catalogue import get_corpus
from release.manifest import data_digest
from release.prepare import describe_folder
from validation.anonymisation import engine as engines
from validation.anonymisation.engine import IdentifierEngine, default_engine

Run = Callable[..., Any]


@pytest.fixture
def run(run: Run) -> Run:
    """Run `referto check` in this process; exit code, stdout, stderr."""
    return partial(run, "check")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    out = tmp_path_factory.mktemp("certificate") / "built"
    build(get_corpus("emergency-example-it"), examples / "emergency-clean", out)
    describe_folder(out)
    return out


def _use(monkeypatch: pytest.MonkeyPatch, engine: IdentifierEngine) -> None:
    monkeypatch.setattr(engines, "default_engine", lambda: engine)


def _without_mac(*, deaf: bool) -> IdentifierEngine:
    """Make an engine whose recognisers of MAC addresses hear nothing, or are not there."""
    recognisers = []
    for each in default_engine()._recognisers:
        if "MAC_ADDRESS" not in each.supported_entities:
            recognisers.append(each)
        elif deaf:
            recognisers.append(_Deaf(["MAC_ADDRESS"], name=each.name, supported_language="it"))
    return IdentifierEngine(recognisers)


class _Deaf(LocalRecognizer):  # type: ignore[misc]  # Presidio is untyped for us
    def load(self) -> None:
        """Load nothing."""

    def analyze(self, *arguments: object) -> list[Any]:
        return []


def _report(run: Run, *arguments: object) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(run(*arguments, "--format", "json")[1])
    return report


def test_recall_by_type_and_what_to_read_are_said(run: Run, built: Path) -> None:
    code, out, _ = run(built)
    assert code == 0
    assert out.startswith("PASS")
    assert "(100%), by type:" in out
    for entity in default_engine().entities:
        assert f"  {entity} " in out
    assert "names and places that are in no gazetteer" in out
    assert "leaky notes: unknown" in out
    assert "299 for 1%" in out
    assert "2,995 for 0.1%" in out


def test_the_same_seed_gives_the_same_report_and_a_fresh_one_another(run: Run, built: Path) -> None:
    one, again, other = (_report(run, built, *seed) for seed in (("--seed", "x"), ("--seed", "x"), ()))
    assert one == again
    assert one["certificate"]["seed"] == "x"
    assert other["certificate"]["seed"] != "x"
    assert one["certificate"]["digest"] == one["digest"] == data_digest(built)


def test_a_report_without_the_check_of_identifiers_has_no_certificate_and_says_so(run: Run, built: Path) -> None:
    code, out, _ = run(built, "--only", "spans")
    assert code == 0
    assert "certificate: none; the check `identifiers` was not run (--only)" in out
    assert _report(run, built, "--only", "spans")["certificate"] == {}


def test_a_deaf_recogniser_is_refused_with_its_entity(
    run: Run, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use(monkeypatch, _without_mac(deaf=True))
    code, out, _ = run(built, "--out", tmp_path / "report.json", "--seed", "x")
    assert code == 3
    assert out.startswith("REFUSED: canaries were missed")
    assert "missed: MAC_ADDRESS, forms 1, 2, 3" in out
    assert "--seed x" in out
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["verdict"] == "refused"
    tally = report["certificate"]["canaries"]["MAC_ADDRESS"]
    assert tally["found"] < tally["planted"] / 2, "the others take some of them for something else"


def test_a_dropped_recogniser_is_refused_with_its_entity(
    run: Run, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use(monkeypatch, _without_mac(deaf=False))
    code, _, err = run(built)
    assert code == 3
    assert "No recogniser serves MAC_ADDRESS" in err


def test_a_raised_threshold_is_refused_with_what_it_loses(
    run: Run, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use(monkeypatch, IdentifierEngine(default_engine()._recognisers, threshold=0.95))
    code, out, _ = run(built)
    assert code == 3
    assert "missed: PHONE_NUMBER, forms " in out


# The review


def _decisions(path: Path, digest: str, notes: int, leaky: int) -> Path:
    """Write a review in which the first `leaky` of `notes` notes leak."""
    lines = []
    for rank in range(notes):
        leaks = [[0, 4, "PERSON"]] if rank < leaky else []
        lines.append(
            {
                "schema_version": 1, "kind": "note", "data": digest, "config": "ner", "split": "train",
                "row": f"#{rank}", "column": "text", "start": None, "end": None, "entity": "", "recogniser": "",
                "decision": "leaky" if leaks else "clean", "corrected": None, "leaks": leaks,
                "sample": {"seed": 7, "size": notes, "rank": rank},
                "who": "Revisore", "when": "2026-11-23T08:00:00Z", "version": 1,
            }
        )  # fmt: skip
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_a_review_gives_the_bound_and_what_more_to_read(run: Run, built: Path, tmp_path: Path) -> None:
    review = _decisions(tmp_path / "mine.jsonl", data_digest(built), 300, 0)
    code, out, _ = run(built, "--review", review)
    assert code == 0
    assert "leaky notes: at most 0.994% with 95% confidence (0 of 300 read, if drawn at random)" in out
    assert "to read without a further leak: 2,695 more for 0.1%" in out
    reviewed = _report(run, built, "--review", review)["certificate"]["reviewed"]
    assert (reviewed["notes"], reviewed["leaky"], reviewed["more_notes_for"]) == (300, 0, {"0.01": 0, "0.001": 2695})


def test_the_review_in_the_folder_is_taken_where_none_is_named(run: Run, built: Path) -> None:
    review = _decisions(built / "review.jsonl", data_digest(built), 40, 2)
    try:
        reviewed = _report(run, built)["certificate"]["reviewed"]
    finally:
        review.unlink()
    assert (reviewed["notes"], reviewed["leaky"]) == (40, 2)
    assert reviewed["upper_bound"] == pytest.approx(0.149, abs=0.001)


def test_a_review_of_other_data_does_not_count(run: Run, built: Path, tmp_path: Path) -> None:
    review = _decisions(tmp_path / "other.jsonl", "cd" * 32, 300, 0)
    assert _report(run, built, "--review", review)["certificate"]["reviewed"] is None


def test_a_review_that_is_not_there_is_a_wrong_call(run: Run, built: Path, tmp_path: Path) -> None:
    code, out, err = run(built, "--review", tmp_path / "nowhere.jsonl")
    assert (code, out) == (2, "")
    assert "nowhere.jsonl" in err
