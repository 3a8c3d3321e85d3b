"""Write what can be written from the code: pages under docs/reference, and the blocks between markers in the others.

    python docs/generate.py            write them
    python docs/generate.py --check    write nothing, name what is stale, exit with 1 when anything is

A block stands between `<!-- generated: NAME -->` and `<!-- end -->`. Those of `session_blocks` are real output: the commands of
the demo and of the tutorial, run in a scratch folder. What differs from run to run (commits, digests, ports, sizes) is replaced
by a fixed stand-in, so that the same code gives the same pages.
"""

from __future__ import annotations

import inspect
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reference_pages import PAGES, table

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"(<!-- generated: (?P<name>[\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def code_blocks() -> dict[str, str]:
    """Return the blocks that need no run: cheap enough for every test run."""
    return {
        "help": _ran("referto --help", ROOT),
        "corpora": _ran("referto corpora", ROOT),
        "hub-endpoints": _endpoints(),
        "smallest-corpora": _smallest_corpora(),
        "expectations": _expectations(),
    }


def _expectations() -> str:
    """List the types of expectation that can be judged over rows, by what each must see."""
    from validation.suites import REACH, Reach

    told = {
        Reach.ROWS: "each row by itself",
        Reach.WHOLE: "whole columns",
        Reach.COLUMNS: "names of columns",
        Reach.COUNT: "number of rows",
    }
    rows = [
        (what, ", ".join(f"`{name.removeprefix('expect_')}`" for name in sorted(REACH) if REACH[name] is reach))
        for reach, what in told.items()
    ]
    return table(("it must see", "types, without `expect_`"), rows)


def _smallest_corpora() -> str:
    """List the three corpora with a reader of their own whose SPEC and reader together have the fewest lines of Python."""
    from datasets_builders.build import reader_of
    from datasets_builders.catalogue import CORPORA

    own = [spec for spec in CORPORA if spec.read and reader_of(spec).__module__.startswith(spec.folder)]
    lines = {spec.id: [_lines_of(spec.folder, name) for name in ("__init__.py", "read.py")] for spec in own}
    smallest = sorted(lines.items(), key=lambda each: (sum(each[1]), each[0]))[:3]
    rows = [(f"`{id}`", str(declared), str(reader)) for id, (declared, reader) in smallest]
    return table(("corpus", "lines of its SPEC", "lines of its reader"), rows)


def _lines_of(package: str, name: str) -> int:
    return len((ROOT / package.replace(".", "/") / name).read_text(encoding="utf-8").splitlines())


def _endpoints() -> str:
    """List the routes of the embedded Hub, each with the first sentence of its function."""
    from release.hub import app

    rows = [
        (f"`{method} {route.path}`", inspect.cleandoc(_function(route.endpoint).__doc__ or "").partition("\n\n")[0])
        for module in vars(app).values()
        for route in getattr(module, "ROUTES", ())
        for method in sorted(route.methods - {"HEAD"})
    ]
    return table(("request", "what it does"), [(request, " ".join(told.split())) for request, told in rows])


def _function(endpoint: Any) -> Any:
    return endpoint.args[0] if hasattr(endpoint, "args") else endpoint


_LOAD = "from datasets import load_dataset; print(load_dataset('demo-hospital/emergency-notes-it', 'ner', revision='v1.0.0'))"
_PUBLISH = "referto publish examples/RELEASE.toml --to local:demo/hub --work demo/release --yes"
_VERIFY = "referto verify examples/RELEASE.toml --to local:demo/hub --work demo/release"
_MEND = """\
mkdir demo/raw && cp examples/emergency-defects/*.jsonl demo/raw/
sed 's/"start": 207, "end": 213/"start": 206, "end": 212/' examples/emergency-defects/train.jsonl > demo/raw/train.jsonl
referto build emergency-example-it --source demo/raw --out demo/mended
referto check demo/mended --only spans"""
_REFUSED = """\
sed 's,emergency-clean,../examples/emergency-defects,' examples/RELEASE.toml > demo/refused.toml
referto publish demo/refused.toml --to local:demo/hub --work demo/refused --yes 2>&1 | tail -4"""


def session_blocks(scratch: Path) -> dict[str, str]:
    """Run the demo and the tutorial in `scratch`, an empty folder, and return what they print; takes half a minute."""
    shutil.copytree(ROOT / "examples", scratch / "examples", ignore=shutil.ignore_patterns("*-[0-9].*"))
    demo = _run("sh examples/demo.sh", scratch)
    build, check, publish = re.split(r"^(?=\$ )", demo.strip(), flags=re.MULTILINE)[1:]
    return {
        "demo": _fenced(f"$ make demo\n{demo}"),
        "tutorial-build": _fenced(build),
        "tutorial-check": _fenced(re.sub(r" {2,}# .*", "", check, count=1)),
        "tutorial-mend": _ran(_MEND, scratch),
        "tutorial-refused": _ran(_REFUSED, scratch),
        "tutorial-publish": _fenced("\n\n".join(publish.split("\n\n")[:3])),
        "tutorial-load": _fenced(_load(scratch)),
        "tutorial-again": _ran(_PUBLISH, scratch).partition("\n\nTo load it")[0] + "\n```",
        "tutorial-verify": _ran(_VERIFY, scratch),
    }


def _run(script: str, folder: Path) -> str:
    """Run a shell script in a folder, stdout and stderr together as on a terminal; any exit code will do."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "80",
        "HF_HOME": str(folder / "hf"),
        "HF_DATASETS_DISABLE_PROGRESS_BARS": "1",
    }
    done = subprocess.run(
        ["sh", "-c", script], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if not done.stdout.strip() or "Traceback (most recent call last)" in done.stdout:
        raise RuntimeError(f"{script}: this cannot stand in the documentation:\n{done.stdout}")
    return _steady(done.stdout)


def _load(scratch: Path) -> str:
    from release.hub import running

    with running(scratch / "demo" / "hub") as hub:
        variables = f"HF_ENDPOINT={hub.endpoint} HF_TOKEN={hub.token}"
        return _run(f'{variables} "{sys.executable}" -P -c "{_LOAD}" 2>/dev/null', scratch)


_STAND_INS = (
    (r"^(to http://127\.0\.0\.1:)\d+", r"\1PORT"),
    (r"\bcommit [0-9a-f]{12}\b", "commit COMMIT"),
    (r"\bsha256:[0-9a-f]{64}\b", "sha256:DIGEST"),
    (r"\b[\d,]+ bytes", "SIZE bytes"),
)


def _steady(text: str) -> str:
    for pattern, stand_in in _STAND_INS:
        text = re.sub(pattern, stand_in, text, flags=re.MULTILINE)
    return text


def _ran(script: str, folder: Path) -> str:
    return _fenced("$ " + script.replace("\n", "\n$ ") + "\n" + _run(script, folder))


def _fenced(text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return f"```console\n{lines}\n```"


def pages_with_blocks() -> list[Path]:
    """Give the hand-written pages, in a fixed order."""
    written = {ROOT / name for name in PAGES}
    return [ROOT / "README.md", *sorted(path for path in (ROOT / "docs").rglob("*.md") if path not in written)]


def block_names(page: str) -> list[str]:
    """Return the names of a page's blocks, in order."""
    return [match["name"] for match in _BLOCK.finditer(page)]


def filled(page: str, blocks: Mapping[str, str]) -> str:
    """Return the page with those of its blocks replaced that `blocks` has."""

    def fill(match: re.Match[str]) -> str:
        return f"{match[1]}{blocks[match['name']]}\n{match[3]}" if match["name"] in blocks else match[0]

    return _BLOCK.sub(fill, page)


def main(check: bool) -> int:
    """Write the pages, or with `check` name those that are stale; return the exit code."""
    with tempfile.TemporaryDirectory(prefix="referto-docs-") as scratch:
        blocks = {**code_blocks(), **session_blocks(Path(scratch))}
    written = {path: path.read_text(encoding="utf-8") for path in pages_with_blocks()}
    unknown = {name for page in written.values() for name in block_names(page)} - set(blocks)
    if unknown:
        sys.exit(f"no such generated block: {', '.join(sorted(unknown))}")
    fresh = {ROOT / name: page() for name, page in PAGES.items()}
    fresh |= {path: filled(page, blocks) for path, page in written.items()}
    stale = [path for path, text in fresh.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        print(f"{'stale' if check else 'written'}: {path.relative_to(ROOT)}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(fresh[path], encoding="utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    if sys.argv[1:] not in ([], ["--check"]):
        sys.exit("usage: python docs/generate.py [--check]")
    sys.exit(main(check=sys.argv[1:] == ["--check"]))
