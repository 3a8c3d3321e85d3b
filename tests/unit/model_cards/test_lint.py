"""Linting a card offline: what is wrong with it is a finding, however odd the card."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from model_cards.lint import CHECK, front_matter, lint_card
from validation.findings import Finding

ROWS = {"note": {"train": 40, "test": 8}}
GOOD: dict[str, Any] = {
    "pretty_name": "Note inventate",
    "language": ["it"],
    "license": "cc-by-4.0",
    "task_categories": ["token-classification"],
    "size_categories": ["n<1K"],
    "tags": ["medical"],
    "configs": [
        {"config_name": "note", "data_files": [{"split": "train", "path": "a"}, {"split": "test", "path": "b"}]}
    ],
    "dataset_info": [
        {"config_name": "note", "splits": [{"name": "train", "num_examples": 40}, {"name": "test", "num_examples": 8}]}
    ],
}


def _lint(body: str = "# Note\n", **changes: Any) -> list[Finding]:
    metadata = {name: value for name, value in {**GOOD, **changes}.items() if value is not ...}
    return list(lint_card(f"---\n{yaml.safe_dump(metadata, allow_unicode=True)}---\n{body}", ROWS))


def _codes(findings: list[Finding]) -> list[str]:
    return sorted(finding.code for finding in findings)


def test_a_good_card_has_no_finding() -> None:
    assert _lint() == []


def test_no_card_is_a_finding() -> None:
    assert _codes(list(lint_card(None, ROWS))) == ["CARD01"]


@pytest.mark.parametrize(
    "card",
    [
        "",
        "# Note\n",
        "---\nlicense: [cc0\n---\n# Note\n",
        "---\n- cc0\n---\n# Note\n",
        "---\nlicense: cc0-1.0\n# Note\n",
        "---\n---\n",
    ],
    ids=["empty", "no front matter", "broken YAML", "a list", "never closed", "nothing within"],
)
def test_front_matter_that_cannot_be_read_is_a_finding(card: str) -> None:
    assert front_matter(card) is None
    assert _codes(list(lint_card(card, ROWS))) == ["CARD02"]


@pytest.mark.parametrize("field", ["pretty_name", "language", "license", "task_categories", "size_categories", "tags"])
@pytest.mark.parametrize("value", [..., "", []], ids=["absent", "empty text", "empty list"])
def test_a_field_that_is_absent_or_empty_is_named(field: str, value: object) -> None:
    (finding,) = _lint(**{field: value})
    assert finding.code == "CARD03"
    assert field in finding.hint


@pytest.mark.parametrize(
    "change",
    [{"license": "cc-by"}, {"license": "CC-BY-4.0"}, {"task_categories": ["ner"]}, {"size_categories": ["small"]},
     {"language": "italiano"}, {"language": ["it", "Italian"]}],
    ids=str,
)  # fmt: skip
def test_a_value_outside_the_hubs_lists_is_a_finding(change: dict[str, Any]) -> None:
    (finding,) = _lint(**change)
    assert finding.code == "CARD04"
    assert next(iter(change)) in finding.hint


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({}, ["CARD04"]), ({"license_name": "mia"}, ["CARD04"]), ({"license_link": "https://example.org"}, ["CARD04"]),
        ({"license_name": "", "license_link": "https://example.org"}, ["CARD04"]),
        ({"license_name": "mia", "license_link": "https://example.org"}, []),
    ],
)  # fmt: skip
def test_a_licence_called_other_needs_its_name_and_its_link(more: dict[str, str], codes: list[str]) -> None:
    assert _codes(_lint(license="other", **more)) == codes


@pytest.mark.parametrize(
    "configs",
    [
        [{"config_name": "note", "data_files": [{"split": "train", "path": "a"}]}],
        [{"config_name": "note", "data_files": [{"split": "train"}, {"split": "test"}, {"split": "dev"}]}],
        [{"config_name": "altra", "data_files": [{"split": "train"}, {"split": "test"}]}],
    ],
    ids=["a split less", "a split more", "another config"],
)
def test_configs_and_splits_that_are_not_those_of_the_files_are_findings(configs: list[Any]) -> None:
    assert set(_codes(_lint(configs=configs))) == {"CARD05"}


@pytest.mark.parametrize(("train", "test", "said"), [(41, 8, ["train"]), (40, 0, ["test"]), (0, 0, ["train", "test"])])
def test_another_number_of_rows_is_a_finding_for_each_split(train: int, test: int, said: list[str]) -> None:
    info = [
        {
            "config_name": "note",
            "splits": [{"name": "train", "num_examples": train}, {"name": "test", "num_examples": test}],
        }
    ]
    findings = _lint(dataset_info=info)
    assert [(finding.code, finding.split) for finding in findings] == [("CARD06", split) for split in said]


@pytest.mark.parametrize(
    "line",
    [
        "Contact: [More Information Needed]",
        "TODO",
        "tbd",
        "FIXME: dire",
        "{{ facts.title }}",
        "{% if x %}",
        "Lorem ipsum",
        "XXX",
        "<your name>",
    ],
)
def test_a_placeholder_is_a_finding_with_its_line(line: str) -> None:
    (finding,) = _lint(f"# Note\n\n{line}\n")
    assert finding.code == "CARD07"
    card = f"---\n{yaml.safe_dump(GOOD)}---\n# Note\n\n{line}\n"
    assert finding.hint == f"line {card.splitlines().index(line) + 1}"


def test_ordinary_italian_is_no_placeholder() -> None:
    assert _lint("# Note\n\nIl metodo dei todos, nonetto, xilografia; p. XX; {chiave}: valore.\n") == []


@pytest.mark.parametrize(
    "change",
    [
        {"configs": [{"config_name": "note", "data_files": "data/note/*.parquet"}]},
        {"configs": [{"config_name": "note", "data_files": ["data/note/train.parquet", "data/note/test.parquet"]}]},
        {"configs": ["note"]},
        {"dataset_info": "note"},
        {"license": {"name": "cc-by-4.0"}},
        {"task_categories": [{"name": "token-classification"}]},
    ],
    ids=[
        "one path",
        "paths",
        "names of configs",
        "text for dataset_info",
        "a map for the licence",
        "a map for the task",
    ],
)
def test_a_card_of_another_shape_is_a_finding_and_no_traceback(change: dict[str, Any]) -> None:
    assert _lint(**change)


def test_the_check_of_the_card_has_an_example_for_each_code() -> None:
    assert set(CHECK.rejects) == {code.id for code in CHECK.codes}
