"""The suite that the page on Great Expectations shows can be run, and does what the page says; every type stands in it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from datasets_builders.build import build
from datasets_builders.built import open_built
from datasets_builders.catalogue import get_corpus
from validation.expected_rows import judge_rows
from validation.suites import REACH, suite_from

pytestmark = pytest.mark.filterwarnings("ignore")  # of what Great Expectations imports


@pytest.fixture
def page(root: Path) -> str:
    return (root / "docs" / "how-to" / "great-expectations.md").read_text(encoding="utf-8")


@pytest.fixture
def shown(page: str) -> dict[str, Any]:
    (block,) = re.findall(r"^```json\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    suite: dict[str, Any] = json.loads(block)
    return suite


def test_the_suite_of_the_page_judges_the_shipped_example(
    shown: dict[str, Any], examples: Path, tmp_path: Path
) -> None:
    build(get_corpus("emergency-example-it"), examples / "emergency-clean", tmp_path / "built")
    judged = list(judge_rows(open_built(tmp_path / "built"), [suite_from(shown, "the page")]))
    assert len(judged) == 3 * len(shown["expectations"])
    assert [each.to_json() for each in judged if not each.success] == []
    assert {each.elements for each in judged if each.expectation.columns == ("text",)} >= {32, 8}


def test_the_suite_of_the_page_rejects_what_it_says(shown: dict[str, Any], examples: Path, tmp_path: Path) -> None:
    build(get_corpus("emergency-example-it"), examples / "emergency-clean", tmp_path / "built")
    shown["expectations"][1]["kwargs"]["min_value"] = 5_000
    judged = list(judge_rows(open_built(tmp_path / "built"), [suite_from(shown, "the page")]))
    assert {(each.split, each.expectation.number) for each in judged if not each.success} == {
        (split, 2) for split in ("train", "validation", "test")
    }


def test_every_key_and_type_stands_in_the_page(page: str) -> None:
    assert [name for name in REACH if f"`{name.removeprefix('expect_')}`" not in page] == []
    for key in ("suite", "number", "expectation", "columns", "config", "split", "success", "element_count", "why"):
        assert f"`{key}`" in page
