"""Imports run down only, the help costs nothing, and modules and functions stay short enough to be read."""

from __future__ import annotations

import ast
import importlib.metadata
import importlib.util
import math
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGES = ("release", "model_cards", "adaptation", "validation", "datasets_builders")
HEAVY = (
    "presidio_analyzer", "great_expectations", "transformers", "torch", "datasets", "pyarrow", "spacy", "huggingface_hub", "pandas",
    "starlette", "uvicorn", "cassis", "re2",
)  # fmt: skip
MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 50


def _modules(root: Path) -> list[Path]:
    found = [path for package in PACKAGES for path in sorted((root / package).rglob("*.py"))]
    assert len(found) > 50
    return found


def _imported_after(code: str) -> set[str]:
    """Run code in a fresh interpreter and return the top-level modules it has imported."""
    report = (
        "\nimport sys; print('\\n'.join(sorted({name.partition('.')[0] for name in sys.modules})), file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", code + report], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return set(ended.stderr.split())


def test_the_contracts_of_imports_are_kept(root: Path, tmp_path: Path) -> None:
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(cache_dir=sys.argv[1]))"
    ended = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=root, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "0 broken" in ended.stdout
    assert "0 kept" not in ended.stdout


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["build", "--help"], ["check", "--help"], ["publish", "--help"]],
    ids=" ".join,
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = f"from release.cli import referto; referto({arguments!r}, standalone_mode=False)"
    imported = _imported_after(code)
    assert "release" in imported
    assert "click" in imported
    assert not imported & set(HEAVY)


def test_the_heavy_modules_are_spelt_as_they_are_imported() -> None:
    unknown = {name for name in HEAVY if importlib.util.find_spec(name) is None}
    assert unknown <= {"spacy", "torch"}, "a misspelt name would never be found among the imported ones"


def test_the_catalogue_imports_no_reader() -> None:
    code = "import datasets_builders.catalogue, sys; assert not [m for m in sys.modules if m.endswith('.read')]"
    assert "datasets_builders" in _imported_after(code)


def test_no_root_package_is_called_like_a_dependency_or_the_standard_library() -> None:
    installed = importlib.metadata.packages_distributions()
    for package in PACKAGES:
        owners = {name.lower() for name in installed.get(package, [])}
        assert owners <= {"referto"}, f"{package} is also installed by {owners - {'referto'}}"
        assert package not in sys.stdlib_module_names


def test_no_module_is_called_like_a_dependency(root: Path) -> None:
    ours = {path.stem for path in _modules(root)} - {"__init__", "__main__"}
    theirs = {
        "click",
        "pyarrow",
        "datasets",
        "presidio_analyzer",
        "presidio",
        "huggingface_hub",
        "transformers",
        "torch",
        "spacy",
        "jinja2",
        "duckdb",
    }
    assert not ours & theirs


def test_no_module_is_longer_than_can_be_read_at_once(root: Path) -> None:
    lengths = {
        path.relative_to(root).as_posix(): len(path.read_text(encoding="utf-8").splitlines()) for path in _modules(root)
    }
    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES} == {}


def test_nineteen_functions_of_twenty_fit_on_a_page(root: Path) -> None:
    lengths = []
    for path in _modules(root):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                lengths.append(
                    (
                        (node.end_lineno or node.lineno) - node.lineno + 1,
                        f"{path.relative_to(root)}:{node.lineno} {node.name}",
                    )
                )
    assert len(lengths) > 300
    ranked = sorted(lengths)
    assert ranked[math.ceil(0.95 * len(ranked)) - 1][0] <= MOST_LINES_OF_A_FUNCTION
    assert [name for lines, name in ranked if lines > 2 * MOST_LINES_OF_A_FUNCTION] == []


def test_every_package_is_typed_and_has_a_docstring(root: Path) -> None:
    for package in PACKAGES:
        assert (root / package / "py.typed").is_file()
    for path in _modules(root):
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path


def test_nothing_catches_every_exception(root: Path) -> None:
    """But for the outermost place, which prints the traceback and only chooses the exit code."""
    broad = []
    for path in _modules(root):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                names = [node.type] if not isinstance(node.type, ast.Tuple) else node.type.elts
                ends_in_raise = isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None
                if (
                    any(name is None or getattr(name, "id", "") in ("Exception", "BaseException") for name in names)
                    and not ends_in_raise
                ):
                    broad.append(str(path.relative_to(root)))
    assert broad == ["release/cli/__init__.py"]
