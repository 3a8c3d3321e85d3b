"""What is wrong with a dataset card, told offline: YAML, licence, language, configs against files, counts, placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from datasets_builders.built import Batch
from model_cards.vocabulary import LICENCES, SIZE_CATEGORIES, TASK_CATEGORIES
from validation.checks import Check, Example, Facts
from validation.findings import Code, Finding, Severity

__all__ = ["CHECK", "front_matter", "lint_card"]

MISSING = Code(
    "CARD01",
    "card-missing",
    Severity.ERROR,
    cause="The folder has no README.md, so the Hub would show the data with no word about it.",
    remedy="Render it: `referto build` and `referto publish` write it.",
)
UNREADABLE = Code(
    "CARD02",
    "card-yaml-invalid",
    Severity.ERROR,
    cause="The front matter between the two lines of --- is missing, or is not YAML.",
    remedy="Do not edit it by hand; render the card again.",
)
FIELD_MISSING = Code(
    "CARD03",
    "card-field-missing",
    Severity.ERROR,
    cause="A field that users search and decide by is absent or empty.",
    remedy="Complete the corpus's SPEC; the card is computed from it.",
)
VALUE_UNKNOWN = Code(
    "CARD04",
    "card-value-unknown",
    Severity.ERROR,
    cause="The Hub's closed list does not have this value, or `license: other` lacks its name and link.",
    remedy="Take a value of the Hub's list; for `other` give license_name and license_link.",
)
CONFIG_DIFFERS = Code(
    "CARD05",
    "card-config-differs",
    Severity.ERROR,
    cause="The configs and splits of the card are not those of the files.",
    remedy="Render the card again from the data as it is.",
)
COUNT_DIFFERS = Code(
    "CARD06",
    "card-count-differs",
    Severity.ERROR,
    cause="The card gives another number of rows than the files hold; loading would fail on it.",
    remedy="Render the card again from the data as it is.",
)
PLACEHOLDER = Code(
    "CARD07",
    "card-placeholder-left",
    Severity.ERROR,
    cause="A place of a template was not filled in.",
    remedy="Say it, or take the line out of the template.",
)

_FRONT = re.compile(r"\A---\n(?P<yaml>.*?\n)---\n(?P<body>.*)\Z", re.DOTALL)
_PLACEHOLDERS = re.compile(
    r"\[More Information Needed\]|(?-i:\bTODO\b)|\bTBD\b|\bFIXME\b|\bXXX+\b|lorem ipsum|\{\{ .*? \}\}|\{% |\bNone\b(?=\]\()|<your[ -]",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_REQUIRED = (
    "pretty_name",
    "language",
    "license",
    "task_categories",
    "size_categories",
    "tags",
    "configs",
    "dataset_info",
)


def front_matter(text: str) -> tuple[Mapping[str, Any], str] | None:
    """Split a card into its metadata and its text; None where there is no readable front matter."""
    match = _FRONT.match(text)
    if match is None:
        return None
    try:
        metadata = yaml.safe_load(match["yaml"])
    except yaml.YAMLError:
        return None
    return (metadata, match["body"]) if isinstance(metadata, dict) else None


def lint_card(text: str | None, splits: Mapping[str, Mapping[str, int]]) -> Iterator[Finding]:
    """Give what is wrong with a card.

    Args:
        text: the README.md, or None where there is none.
        splits: rows by config and split, as the files hold them.
    """
    if text is None:
        yield MISSING.at(column="README.md")
        return
    parsed = front_matter(text)
    if parsed is None:
        yield UNREADABLE.at(column="README.md")
        return
    metadata, body = parsed
    for field in _REQUIRED:
        if not metadata.get(field):
            yield FIELD_MISSING.at(column="README.md", hint=f"the field `{field}` is missing")
    yield from _lint_values(metadata)
    yield from _lint_configs(metadata, splits)
    for match in _PLACEHOLDERS.finditer(body):
        yield PLACEHOLDER.at(
            column="README.md", hint=f"line {text[: text.index(body) + match.start()].count(chr(10)) + 1}"
        )


def _lint_values(metadata: Mapping[str, Any]) -> Iterator[Finding]:
    closed = (
        ("license", LICENCES),
        ("task_categories", TASK_CATEGORIES),
        ("size_categories", SIZE_CATEGORIES),
    )
    for field, known in closed:
        for value in _listed(metadata.get(field)):
            if not isinstance(value, str) or value not in known:
                yield VALUE_UNKNOWN.at(column="README.md", hint=f"`{field}`: the Hub does not know {value!r}")
    if metadata.get("license") == "other" and not (metadata.get("license_name") and metadata.get("license_link")):
        yield VALUE_UNKNOWN.at(column="README.md", hint="`license: other` needs license_name and license_link")
    for language in _listed(metadata.get("language")):
        if not _LANGUAGE.fullmatch(str(language)):
            yield VALUE_UNKNOWN.at(column="README.md", hint="`language` must be an ISO 639 code")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _lint_configs(metadata: Mapping[str, Any], splits: Mapping[str, Mapping[str, int]]) -> Iterator[Finding]:
    said = {str(config.get("config_name")): _splits_of(config) for config in _maps(metadata.get("configs"))}
    held = {config: set(counts) for config, counts in splits.items()}
    for config in sorted({*said, *held}):
        if said.get(config) != held.get(config):
            yield CONFIG_DIFFERS.at(config=config, column="README.md")
    for field in ("configs", "dataset_info"):
        if metadata.get(field) and not _maps(metadata[field]):
            yield CONFIG_DIFFERS.at(column="README.md", hint=f"`{field}` does not list configs")
    for info in _maps(metadata.get("dataset_info")):
        config = str(info.get("config_name"))
        for split in _maps(info.get("splits")):
            name, rows = str(split.get("name")), split.get("num_examples")
            if config in splits and name in splits[config] and splits[config][name] != rows:
                hint = f"the card says {rows} rows, the files hold {splits[config][name]}"
                yield COUNT_DIFFERS.at(config=config, split=name, column="README.md", hint=hint)


def _maps(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in _listed(value) if isinstance(each, dict)]


def _splits_of(config: Mapping[str, Any]) -> set[str]:
    return {str(each.get("split")) for each in _maps(config.get("data_files"))}


class _Card:
    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def see(self, batch: Batch) -> tuple[Finding, ...]:
        return ()

    def merge(self, other: _Card) -> None:
        pass  # the card is not in the rows

    def conclude(self) -> Iterator[Finding]:
        yield from lint_card(self._facts.card, self._facts.splits)


_GOOD: dict[str, Any] = {
    "pretty_name": "Note di pronto soccorso",
    "language": ["it"],
    "license": "cc0-1.0",
    "task_categories": ["token-classification"],
    "size_categories": ["n<1K"],
    "tags": ["medical"],
    "configs": [{"config_name": "notes", "data_files": [{"split": "train", "path": "data/notes/train-*.parquet"}]}],
    "dataset_info": [{"config_name": "notes", "splits": [{"name": "train", "num_examples": 1}]}],
}


def _example(body: str = "# Note\n", **changes: Any) -> Example:
    metadata = {**_GOOD, **changes}
    card = f"---\n{yaml.safe_dump({k: v for k, v in metadata.items() if v is not None})}---\n{body}"
    return _with_card(card)


def _with_card(card: str | None) -> Example:
    rows = {("notes", "train"): ({"id": "n1", "text": "Riferisce dispnea."},)}
    return Example(rows, Facts(card=card, splits={"notes": {"train": 1}}))


CHECK = Check(
    name="card",
    title="The card is there, complete, in the Hub's words, and says what the files hold.",
    codes=(MISSING, UNREADABLE, FIELD_MISSING, VALUE_UNKNOWN, CONFIG_DIFFERS, COUNT_DIFFERS, PLACEHOLDER),
    start=_Card,
    accepts=_example(),
    rejects={
        "CARD01": _with_card(None),
        "CARD02": _with_card("---\nlicense: [cc0\n---\n# Note\n"),
        "CARD03": _example(pretty_name=None),
        "CARD04": _example(license="licence"),
        "CARD05": _example(configs=[{"config_name": "notes", "data_files": [{"split": "test"}]}]),
        "CARD06": _example(dataset_info=[{"config_name": "notes", "splits": [{"name": "train", "num_examples": 2}]}]),
        "CARD07": _example(body="Contact: [More Information Needed]\n"),
    },
)
