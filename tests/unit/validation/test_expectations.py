"""The report as a Great Expectations suite: counts and places, never text, and the same verdict as the report."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from datasets_builders.build import build
from datasets_builders.catalogue import get_corpus
from validation.expectations import violations
from validation.findings import Code, Examined, Report, Severity

LEAK = Code("SPLIT01", "text-in-two-splits", Severity.ERROR, "causa", "rimedio")
GLYPH = Code("TEXT03", "private-use-character", Severity.WARNING, "causa", "rimedio")
SEEN = Examined(rows=3, characters=90, checks=("splits", "text"), splits={"ner": {"train": 2, "test": 1}})


def test_every_split_has_a_row_and_every_code_a_column() -> None:
    report = Report(
        SEEN, (LEAK.at(config="ner", split="test", row="n3"), GLYPH.at(config="ner", split="test", row="n3"))
    )
    assert violations(report, [LEAK, GLYPH]) == [
        {"config": "ner", "split": "test", "rows": 1, "SPLIT01": 1, "TEXT03": 1},
        {"config": "ner", "split": "train", "rows": 2, "SPLIT01": 0, "TEXT03": 0},
    ]


def test_what_is_said_of_the_whole_dataset_has_a_row_of_its_own() -> None:
    rows = violations(Report(SEEN, (LEAK.at(),)), [LEAK])
    assert rows[0] == {"config": "", "split": "", "rows": 0, "SPLIT01": 1}


def _checked(folder: Path, tmp_path: Path) -> tuple[int, dict[str, Any]]:
    out = tmp_path / "expectations.json"
    # A process of its own: Great Expectations warns at import, and warnings are errors here.
    run = subprocess.run(
        [sys.executable, "-m", "release", "check", str(folder), "--expectations", str(out), "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in run.stderr, run.stderr
    return run.returncode, json.loads(out.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("name", "broken"), [("clean", 0), ("defects", 9)])
def test_the_suite_succeeds_where_no_error_stands_and_names_no_text(
    name: str, broken: int, examples: Path, tmp_path: Path
) -> None:
    build(get_corpus("emergency-example-it"), examples / f"emergency-{name}", tmp_path / "built")
    code, result = _checked(tmp_path / "built", tmp_path)
    failed = {each["column"] for each in result["results"] if not each["success"]} - {"CARD01"}
    assert code == 1  # there is no card: this folder was built without one
    assert len(failed) == broken
    assert broken == 0 or {"ANON01", "ANON02", "SPLIT01"} <= failed
    said = json.dumps(result)
    assert not [secret for secret in ("Montefalchi", "Ersilia", "dispnea") if secret in said]
