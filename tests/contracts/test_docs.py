"""The documentation says what the code does: commands, codes, corpora, keys, links and outputs."""

from __future__ import annotations

import importlib
import re
import shlex
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
import pytest

from datasets_builders.build import build
from datasets_builders.catalogue import CORPORA, get_corpus
from datasets_builders.schema import TASKS
from datasets_builders.spec import CorpusSpec
from release import release_file
from release.cli import referto
from release.examination import KNOWN_CHECKS
from release.hub.faults import FaultRule
from release.manifest import FileDigest, Manifest
from release.plan import LocalRepo, plan_release
from validation.findings import Examined, Finding, Report

ROOT = Path(__file__).parent.parent.parent
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]


@pytest.fixture(scope="module")
def generate() -> Iterator[Any]:
    """The generator, `docs/generate.py`."""
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        yield importlib.import_module("generate")
    finally:
        sys.path.remove(str(ROOT / "docs"))


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


# ------------------------------------------------------------------------------------------------------- the code


def _commands(command: click.Command, path: str = "referto") -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, **command.context_settings)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None, name
            yield from _commands(child, f"{path} {name}")


COMMANDS = dict(_commands(referto))


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_has_help_and_stands_in_the_reference(path: str) -> None:
    assert COMMANDS[path].help
    page = _text("docs/reference/commands.md")
    section = page.partition(f"## `{path}`\n")[2].partition("\n## ")[0]
    assert section
    for option in COMMANDS[path].params:
        if isinstance(option, click.Option):
            assert option.help, option.name
            assert all(re.search(rf"{re.escape(name)}\b", section) for name in option.opts), option.name


def test_every_code_stands_in_the_reference(generate: Any) -> None:
    page = _text("docs/reference/checks.md")
    others = importlib.import_module("reference_pages").other_codes()
    codes = [*(code for check in KNOWN_CHECKS for code in check.codes), *others]
    assert others
    for code in codes:
        assert f"### {code.id} {code.name}\n" in page


def test_every_code_of_models_stands_in_the_reference_once(generate: Any) -> None:
    families = importlib.import_module("reference_pages").model_families()
    codes = [code for _, _, each in families for code in each]
    assert {code.id.rstrip("0123456789") for code in codes} >= {"FILE", "TENSOR", "PACKAGE", "LINE", "RES", "MCARD"}
    assert len({code.id for code in codes}) == len({code.name for code in codes}) == len(codes)
    page = _text("docs/reference/model-checks.md")
    assert [f"### {code.id} {code.name}" for code in codes] == re.findall(r"^### .*$", page, re.MULTILINE)
    shared = {code.id for check in KNOWN_CHECKS for code in check.codes} & {code.id for code in codes}
    assert not shared, "a code means one thing"


@pytest.mark.parametrize("spec", CORPORA, ids=lambda spec: spec.id)
def test_every_corpus_is_documented(spec: CorpusSpec) -> None:
    assert f"## {spec.id}\n" in _text("docs/reference/corpora.md")
    folder = ROOT.joinpath(*spec.folder.split("."))
    assert (folder / "README.md").read_text(encoding="utf-8").strip()
    assert "@" in (folder / "CITATION.bib").read_text(encoding="utf-8")


@pytest.mark.parametrize("task", TASKS)
def test_every_task_type_stands_in_the_reference(task: str) -> None:
    assert f"## {task}\n" in _text("docs/reference/schemas.md")


def test_every_key_of_a_fault_is_documented() -> None:
    page = _text("docs/reference/hub.md").partition("## Faults")[2]
    assert [field.name for field in fields(FaultRule) if f"| `{field.name}` |" not in page] == []


def test_every_key_of_a_release_file_is_documented() -> None:
    page = _text("docs/reference/release-file.md")
    known = {key for name, keys in vars(release_file).items() if name in _KEY_TUPLES for key in keys}
    assert known
    assert [key for key in sorted(known) if f"`{key}`" not in page and f"[{key}]" not in page] == []


_KEY_TUPLES = ("_RELEASE", "_DATASET", "_ACCEPT", "_MODEL")


def test_every_key_of_the_files_is_documented(tmp_path: Path, examples: Path) -> None:
    spec = get_corpus("emergency-example-it")
    corpus = build(spec, examples / "emergency-clean", tmp_path / "built")
    repo = LocalRepo("ns/name", tmp_path, Manifest({"a": FileDigest("0" * 64, "0" * 40, 1)}), "private", False)
    plan = plan_release("http://127.0.0.1", "v1.0.0", (repo,), {"ns/name": None}).to_json()
    config = corpus["configs"]["ner"]
    keys = {
        *corpus,
        *config,
        *config["splits"]["train"],
        *Report(Examined()).to_json(),
        *(field.name for field in fields(Finding)),
        *plan,
        *plan["repos"][0],
    }
    page = _text("docs/reference/files.md")
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []


# ------------------------------------------------------------------------------------------------ generated pages


@pytest.mark.parametrize("name", ["commands", "checks", "model-checks", "corpora", "schemas"])
def test_generated_pages_are_fresh(generate: Any, name: str) -> None:
    path = f"docs/reference/{name}.md"
    assert _text(path) == generate.PAGES[path](), "stale: run make docs"


def test_generated_blocks_that_need_no_run_are_fresh(generate: Any) -> None:
    blocks = generate.code_blocks()
    stale = [page for page in generate.pages_with_blocks() if _is_stale(generate, page, blocks)]
    assert stale == [], "stale: run make docs"


@pytest.mark.slow
def test_outputs_in_readme_and_tutorial_are_what_the_commands_print(generate: Any, tmp_path: Path) -> None:
    blocks = {**generate.code_blocks(), **generate.session_blocks(tmp_path)}
    used = [name for page in generate.pages_with_blocks() for name in generate.block_names(page.read_text("utf-8"))]
    assert set(used) == set(blocks)
    stale = [page for page in generate.pages_with_blocks() if _is_stale(generate, page, blocks)]
    assert stale == [], "stale: run make docs"


def _is_stale(generate: Any, page: Path, blocks: dict[str, str]) -> bool:
    text = page.read_text(encoding="utf-8")
    return bool(generate.filled(text, blocks) != text)


# ---------------------------------------------------------------------------------------------- hand-written pages


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_relative_links_lead_somewhere(generate: Any, page: Path) -> None:
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", _without_code(page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if not file.exists() or (anchor and anchor not in _anchors(file)):
            broken.append(target)
    assert broken == []


def _anchors(file: Path) -> set[str]:
    slug = importlib.import_module("reference_pages").slug
    text = _without_code(file.read_text(encoding="utf-8"), inline=False)
    return {slug(re.sub(r"`|&lt;|&gt;", "", heading)) for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


def _without_code(text: str, *, inline: bool = True) -> str:
    text = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"`[^`\n]*`", "", text) if inline else text


def _console_lines() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for block in re.findall(r"^```console\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE):
            for line in block.splitlines():
                if re.match(r"\$ (\w+=\S+ )*referto\b", line):
                    yield page.relative_to(ROOT).as_posix(), line.removeprefix("$ ")


def test_commands_in_examples_exist() -> None:
    lines = list(_console_lines())
    assert lines
    assert [wrong for page, line in lines if (wrong := _what_is_wrong(page, line))] == []


def _what_is_wrong(page: str, line: str) -> str:
    words = shlex.split(re.sub(r"^(\w+=(\$\([^)]*\)|\S+) )+", "", line), comments=True)
    ends = [index for index, word in enumerate(words) if re.match(r"[|&;<>]|\d>", word)]
    words = words[: ends[0]] if ends else words
    path = "referto"
    for word in words[1:]:
        if f"{path} {word}" not in COMMANDS:
            break
        path = f"{path} {word}"
    if isinstance(COMMANDS[path], click.Group) and len(words) > len(path.split()) and not words[-1].startswith("-"):
        return f"{page}: no command {' '.join(words)}"
    known = {"--help", "-h", *(name for option in COMMANDS[path].params for name in option.opts)}
    unknown = [word for word in words if word.startswith("-") and word.partition("=")[0] not in known]
    return f"{page}: {path} has no {', '.join(unknown)}" if unknown else ""


def test_a_wrong_command_in_an_example_would_be_seen() -> None:
    assert _what_is_wrong("page", "referto examine built")
    assert _what_is_wrong("page", "referto check built --fast")
    assert _what_is_wrong("page", "referto corpora display e3c-it")
    assert not _what_is_wrong("page", "HF_TOKEN=$(cat hub/token) referto corpora show e3c-it --format json | head -3")


def _release_files() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for number, block in enumerate(re.findall(r"^```toml\n(.*?)^```", page.read_text("utf-8"), re.S | re.M)):
            yield f"{page.relative_to(ROOT).as_posix()}-{number}", block


@pytest.mark.parametrize("block", [pytest.param(block, id=name) for name, block in _release_files()])
def test_release_files_in_examples_can_be_read(block: str, tmp_path: Path) -> None:
    path = tmp_path / "RELEASE.toml"
    path.write_text(block, encoding="utf-8")
    assert release_file.read_release_file(path).datasets
