"""The pages of docs/reference that are written from the code: commands, checks, corpora, schemas. Text out, nothing written."""

from __future__ import annotations

import ast
import importlib.util
import inspect
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from adaptation.checkpoint.package import PACKAGE_CODES
from adaptation.lineage import papers
from adaptation.model_checks import MODEL_CHECKS
from datasets_builders.catalogue import CORPORA
from datasets_builders.checksums import pinned_checksums
from datasets_builders.schema import TASKS, TaskSchema
from datasets_builders.spec import ConfigSpec, CorpusSpec, Source
from model_cards import model_check
from model_cards.lint import front_matter
from release.cli import BUG, INTERRUPTED, referto
from release.examination import KNOWN_CHECKS
from validation import findings
from validation.checks import Check, Example
from validation.findings import Code
from validation.rules import examples
from validation.rules.identifiers import CODE_OF

__all__ = ["PAGES", "commands", "model_families", "other_codes", "slug", "table"]

NOTE = "<!-- Written by docs/generate.py. Do not edit: change the code, then run `make docs`. -->"


# ---------------------------------------------------------------------------------------------------- commands.md


def commands() -> Iterator[tuple[str, click.Command, click.Context]]:
    """Give every command with its full path, `referto` itself first."""
    yield from _below(referto, click.Context(referto, info_name="referto", **referto.context_settings))


def _below(command: click.Command, context: click.Context) -> Iterator[tuple[str, click.Command, click.Context]]:
    yield context.command_path, command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None:
                yield from _below(child, click.Context(child, info_name=name, parent=context))


def commands_page() -> str:
    """Return reference/commands.md."""
    parts = [
        "# Commands",
        NOTE,
        "Results go to stdout and talk goes to stderr, so `--format json` can be piped. Every command also takes `--help`.",
        "| exit code | meaning |\n|---:|---|\n"
        "| 0 | all is well |\n| 1 | there are findings, rejected rows, or something to do |\n"
        "| 2 | the call, the configuration or the environment is wrong |\n"
        "| 3 | refused, or nothing was examined |\n"
        f"| {BUG} | a bug: nothing is concluded; its traceback is on stderr |\n| {INTERRUPTED} | interrupted by Ctrl-C |",
    ]
    for path, command, context in commands():
        parts.extend(_command_parts(path, command, context))
    return _page(parts)


def _command_parts(path: str, command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"## `{path}`"
    yield "```text\n" + " ".join([path, *command.collect_usage_pieces(context)]) + "\n```"
    yield inspect.cleandoc(command.help or "").replace("\b\n", "")
    lines = [_option_line(option, context) for option in command.params if isinstance(option, click.Option)]
    if lines:
        yield "\n".join(lines)


def _option_line(option: click.Option, context: click.Context) -> str:
    record = option.get_help_record(context)
    usage, told = record if record else ("/".join(option.opts), option.help or "")
    return f"- `{usage}`: {' '.join(told.split())}"


# ------------------------------------------------------------------------------------------------------ checks.md


def other_codes() -> list[Code]:
    """Give the codes that no check finds in data: those that `validation.findings` makes itself."""
    return [value for value in vars(findings).values() if isinstance(value, Code)]


def checks_page() -> str:
    """Return reference/checks.md."""
    listed = [(code, check.name) for check in KNOWN_CHECKS for code in check.codes]
    listed += [(code, "") for code in other_codes()]
    rows = [(f"[{c.id}](#{slug(_title(c))})", c.name, c.severity.value, name) for c, name in listed]
    parts = [
        "# Checks",
        NOTE,
        "An **error** stops a release unless the release file [accepts](release-file.md#accept) it. A **warning** does not; it "
        "stands in the report and on the card. `referto check` runs every check; `--only NAME` runs one family, or those whose "
        "codes begin with NAME.",
        "Each check carries data that it must accept and, for every code, data that it must reject with that code alone. They "
        "are told below, and a test runs them all. Every person in them is invented. What is not told of a row is as in this one:",
        "```json\n" + json.dumps(examples.row(), ensure_ascii=False) + "\n```",
        table(("code", "what it says", "severity", "family"), rows),
    ]
    for check in KNOWN_CHECKS:
        parts.extend(_check_parts(check))
    parts.append("## Beside the data")
    parts.extend(_code_part(code, "") for code in other_codes())
    return _page(parts)


def _check_parts(check: Check) -> Iterator[str]:
    accepted = _leaves(check.accepts)
    yield f"## {check.name}"
    yield check.title
    if set(check.codes) & set(CODE_OF.values()):
        kinds = [(f"`{kind}`", code.id) for kind, code in CODE_OF.items() if code in check.codes]
        yield table(("identifier type", "code"), kinds)
    yield "Accepts:\n\n" + _listing(_unusual(accepted) or {"": "rows as they should be, and nothing else"})
    for code in check.codes:
        yield _code_part(code, _difference(accepted, _leaves(check.rejects[code.id])))


def _code_part(code: Code, rejects: str) -> str:
    lines = [f"### {_title(code)}", "", f"- severity: {code.severity.value}"]
    lines += [f"- cause: {_prose(code.cause)}", f"- remedy: {_prose(code.remedy)}"]
    if rejects:
        lines += ["", "Rejects the same, but with:", "", rejects]
    return "\n".join(lines)


def _title(code: Code) -> str:
    return f"{code.id} {code.name}"


def _leaves(example: Example) -> dict[str, str]:
    """Take an example apart: what stands where, one line each."""
    leaves: dict[str, str] = {}
    for (config, split), rows in example.rows.items():
        leaves[f"{config}/{split}"] = f"{len(rows)} row{'s' if len(rows) != 1 else ''}"
        for number, row in enumerate(rows, start=1):
            for column, value in row.items():
                leaves[f"{config}/{split} row {number}, `{column}`"] = _told(value)
    leaves |= {f"corpus.json, `{key}`": _told(value) for key, value in _flat(example.facts.corpus)}
    for suite in example.facts.suites:
        for each in suite.expectations:
            leaves[f"suite, expectation {each.number}"] = _told({each.type: dict(each.kwargs)})
    card = front_matter(example.facts.card) if example.facts.card else None
    if card is not None:
        leaves |= {f"README.md, `{key}`": _told(value) for key, value in card[0].items()}
        leaves["README.md, text"] = _told(card[1])
    else:
        leaves["card"] = _told(example.facts.card) if example.facts.card else "absent"
    return leaves


def _flat(tree: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in tree.items():
        if isinstance(value, Mapping) and value:
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _unusual(leaves: Mapping[str, str]) -> dict[str, str]:
    """Leave out what every good row has, and the facts that go with it."""
    usual = (
        {_told(value) for value in examples.row().values()} | {_told(f"n{number}") for number in range(9)} | {"`[]`"}
    )
    return {place: told for place, told in leaves.items() if told not in usual and "corpus.json" not in place}


def _difference(accepted: Mapping[str, str], rejected: Mapping[str, str]) -> str:
    """List what the rejected example has otherwise; a row that the accepted one has no counterpart of, in short."""
    known = {_row(place) for place in accepted}
    added = _unusual({place: told for place, told in rejected.items() if _row(place) not in known})
    changed = {p: told for p, told in rejected.items() if _row(p) in known and accepted.get(p) != told}
    there = {_row(place) for place in rejected}
    gone = {p: "absent" for p in accepted if p not in rejected and _row(p) in there and "corpus.json" not in p}
    return _listing({**changed, **added, **gone})


def _row(place: str) -> str:
    return place.partition(",")[0]


def _listing(leaves: Mapping[str, str]) -> str:
    return "\n".join(f"- {place}: {told}" if place else f"- {told}" for place, told in leaves.items())


def _prose(text: str) -> str:
    """Keep `<` outside code from being read as HTML."""
    return "`".join(part if number % 2 else part.replace("<", "&lt;") for number, part in enumerate(text.split("`")))


def _told(value: Any) -> str:
    """Write a value so that what cannot be seen is seen, and long text is cut."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    visible = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
    return f"`{visible if len(visible) <= 260 else visible[:240] + ' ...'}`"


# ------------------------------------------------------------------------------------------------ model-checks.md
def model_families() -> list[tuple[str, str, tuple[Code, ...]]]:
    """Give (name, title, codes) of every family of codes about models: their folders, packaging, papers, evidence and card."""
    card = model_check.CHECK
    return [
        *((check.name, check.title, check.codes) for check in MODEL_CHECKS),
        ("package", "What only `referto package` can find, while it merges and casts.", PACKAGE_CODES),
        (
            "papers",
            "The licence papers that must lie beside the weights; looked at when a model is published.",
            papers.CODES,
        ),
        (card.name, f"{card.title} Looked at when a model is published.", card.codes),
    ]


def model_checks_page() -> str:
    """Return reference/model-checks.md."""
    families = model_families()
    rows = [
        (f"[{c.id}](#{slug(_title(c))})", c.name, c.severity.value, name) for name, _, codes in families for c in codes
    ]
    parts = [
        "# Checks of models",
        NOTE,
        "`referto check` on a model's folder runs the families from `files` to `adapter`; `referto package` and `referto publish` "
        "run them on the folder that will leave. In such a report a row is a tensor; a finding's `config` is `model`, its `row` a "
        "file and its `column` a tensor or a key.",
        "An **error** stops a release. One about the folder or the packaging may be [accepted](release-file.md#accept) with a "
        "reason. One of LINE, RES or MCARD may not: no reason makes a wrong licence, score or card right.",
        table(("code", "what it says", "severity", "family"), rows),
    ]
    for name, title, codes in families:
        parts += [f"## {name}", title, *(_code_part(code, "") for code in codes)]
    return _page(parts)


# ----------------------------------------------------------------------------------------------------- corpora.md


def corpora_page() -> str:
    """Return reference/corpora.md."""
    rows = [
        (
            f"[{spec.id}](#{slug(spec.id)})",
            ", ".join(dict.fromkeys(config.task.value for config in spec.configs)),
            spec.origin.value,
            spec.licence.name or spec.licence.hub_id,
            spec.republish.value,
        )
        for spec in CORPORA
    ]
    parts = [
        "# Corpora",
        NOTE,
        "The catalogue, as `referto corpora` and `referto corpora show ID` give it. The columns of each task type are in "
        "[schemas.md](schemas.md).",
        table(("corpus", "tasks", "origin", "licence", "republish"), rows),
    ]
    for spec in CORPORA:
        parts.extend(_corpus_parts(spec))
    return _page(parts)


def _corpus_parts(spec: CorpusSpec) -> Iterator[str]:
    licence = spec.licence
    yield f"## {spec.id}"
    yield f"**{spec.title}.** {spec.summary}"
    yield "\n".join(
        [
            f"- origin: {spec.origin.value}; {spec.origin_note}",
            f"- licence: [{licence.name or licence.hub_id}]({licence.link}). {' '.join([licence.evidence, *licence.contradictions])}",
            f"- values of the column `licence`: {_codes(licence.row_values) or 'any; they are not declared'}",
            f"- may be republished: {spec.republish.value}",
            f"- splits: {spec.split_policy}",
        ]
    )
    yield "Sources:\n\n" + "\n".join(_source_line(source) for source in spec.sources)
    pinned = [(f"`{c.path}`", f"{c.files:,}", f"{c.size:,}", f"`{c.sha256}`") for c in pinned_checksums(spec)]
    if pinned:
        yield "Pinned, and compared by `referto fetch`:\n\n" + table(("path", "files", "bytes", "sha256"), pinned)
    for config in spec.configs:
        yield _config_part(config)
    if spec.defects:
        yield "Known defects of the source:\n\n" + "\n".join(f"- {defect}" for defect in spec.defects)
    if spec.unknown:
        yield "What nobody could find out:\n\n" + "\n".join(f"- {line}" for line in spec.unknown)
    if spec.expected_rejections:
        reasons = _codes(spec.expected_rejections)
        yield f"Rows are known to be rejected for these reasons, and a build with only these succeeds: {reasons}."
    if spec.read:
        yield "What the reader says of itself, repairs among it:\n\n" + _reader_docstring(spec)
    else:
        yield "There is no reader, so `referto build` cannot build it from raw files."


def _source_line(source: Source) -> str:
    parts = [f"- {source.url}, revision `{source.revision}`"]
    parts += [f"path `{source.path}`"] if source.path else []
    parts += [f"in its archive `{source.archive}`"] if source.archive else []
    parts += [f"sha256 `{source.sha256}`"] if source.sha256 else []
    return ", ".join(parts)


def _config_part(config: ConfigSpec) -> str:
    lines = [
        f"Config **`{config.name}`** ([{config.task.value}](schemas.md#{config.task.value})): {config.description}",
        "",
    ]
    lines.append(f"- splits: {_codes(config.splits)}")
    lines += [f"- entity labels: {_codes(config.labels)}"] if config.labels else []
    lines += [f"- relation labels: {_codes(config.relation_labels)}"] if config.relation_labels else []
    lines += [f"- further columns: {_codes(name for name, _ in config.extra)}"] if config.extra else []
    return "\n".join(lines)


def _reader_docstring(spec: CorpusSpec) -> str:
    """Quote the head of the reader's module, which is where repairs are told; the module is not imported."""
    found = importlib.util.find_spec(spec.read.partition(":")[0])
    assert found is not None
    assert found.origin is not None
    told = ast.get_docstring(ast.parse(Path(found.origin).read_text(encoding="utf-8"))) or ""
    return "\n".join(f"> {line}".rstrip() for line in told.splitlines())


# ----------------------------------------------------------------------------------------------------- schemas.md

_COLUMNS = {
    "id": "unique within the config",
    "document_id": "the source document; several rows may come from one",
    "group_id": "the patient or case where the source tells it, else the document; no group may stand in two splits",
    "text": "what was read, exactly; every offset points into it",
    "licence": "the licence of this very document, as the source states it",
    "entities": "labelled spans into `text`; `fragments` holds one piece, or more where a mention is discontinuous; "
    "`concepts` holds codes of a terminology",
    "relations": "directed, labelled pairs of entity ids of the same row",
    "items": "the items of the form, each with its value and the values it may take",
    "question": "the question itself",
    "options": "the answers that may be chosen, with their keys as printed",
    "answer": "the key of the right option, or the right answer as text",
    "explanation": "why the answer is right",
}
"""What each column of the task types means; a column that is missing here stops the generator."""


def schemas_page() -> str:
    """Return reference/schemas.md."""
    parts = [
        "# Schemas",
        NOTE,
        "Every config is of one task type, and the task type fixes its columns. A corpus may add columns of its own; "
        "[corpora.md](corpora.md) lists them.",
        "Offsets are Unicode code points, half-open, everywhere: `text[start:end]` in Python is the entity's `text`. The first "
        "fragment of an entity begins where the entity begins, the last one ends where it ends, and they neither overlap nor "
        "change places.",
        table(
            ("task type", "what it is", "version", "category on the Hub"),
            [(f"[{t.value}](#{t.value})", s.title, s.version, s.hub_category or "none") for t, s in TASKS.items()],
        ),
    ]
    for schema in TASKS.values():
        parts += [f"## {schema.type.value}", f"{schema.title[0].upper()}{schema.title[1:]}, version {schema.version}."]
        parts.append(_columns(schema))
    return _page(parts)


def _columns(schema: TaskSchema) -> str:
    rows = [(f"`{field.name}`", f"`{field.type}`", _COLUMNS[field.name]) for field in schema.arrow()]
    return table(("column", "Arrow type", "what it holds"), rows)


# -------------------------------------------------------------------------------------------------------- Markdown


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Write a Markdown table."""
    lines = [head, tuple("---" for _ in head), *(tuple(cell.replace("|", "\\|") for cell in row) for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def slug(heading: str) -> str:
    """Return the anchor that a heading gets."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _page(parts: list[str]) -> str:
    return "\n\n".join(part.strip("\n") for part in parts if part) + "\n"


PAGES: Mapping[str, Callable[[], str]] = {
    "docs/reference/commands.md": commands_page,
    "docs/reference/checks.md": checks_page,
    "docs/reference/model-checks.md": model_checks_page,
    "docs/reference/corpora.md": corpora_page,
    "docs/reference/schemas.md": schemas_page,
}
"""The pages by their place in the repository."""
