"""What the walks share that plant secrets: rows with a secret in every string, and commands that are run and listened to."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

_IDS = ("id", "document_id", "group_id")

_DRIVER = """
import json, logging, os, sys, traceback
logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
from release.cli import main

for name, arguments in json.loads(sys.argv[1]):
    for descriptor, stream in ((1, "stdout"), (2, "stderr")):
        os.dup2(os.open(f"{name}.{stream}", os.O_WRONLY | os.O_CREAT, 0o600), descriptor)
    sys.argv, code = ["referto", *arguments], 0
    try:
        main()
    except SystemExit as ended:
        code = ended.code or 0
    except BaseException:
        traceback.print_exc()
        code = 70
    logging.getLogger("great_expectations.walk").debug("the log is heard")
    sys.stdout.flush()
    sys.stderr.flush()
    with open(f"{name}.code", "w") as file:
        file.write(str(code))
"""

Planted = tuple[list[dict[str, Any]], list[str]]


@pytest.fixture(scope="session")
def plant() -> Callable[[pa.Schema, Sequence[str], str], Planted]:
    """Make rows of a schema, two for each string in it and each of `said`, which stands there, and in some everywhere.

    In ids stands `secret`: an id must be an identifier to be withheld; anything else is taken for what the rows are called by.
    Given are the rows, and where strings are ("entities[].label").
    """

    def rows(schema: pa.Schema, said: Sequence[str], secret: str) -> Planted:
        places = [path for field in schema for path in _paths(field.type, field.name)]
        made = [
            {field.name: _value(field.type, field.name, place, each, secret) for field in schema}
            for place in ("", *places)
            for each in said
            for _ in range(2)
        ]
        return made, places

    return rows


@pytest.fixture(scope="session")
def run_commands() -> Callable[..., None]:
    """Run commands of referto in one process, with every logger at DEBUG; each leaves NAME.code, NAME.stdout and NAME.stderr."""

    def run(
        commands: Mapping[str, Sequence[str]], said: Path, cwd: Path, environment: Mapping[str, str] | None = None
    ) -> None:
        given = json.dumps([(str(said / name), list(arguments)) for name, arguments in commands.items()])
        driver = [sys.executable, "-c", _DRIVER, given]
        subprocess.run(driver, cwd=cwd, env=environment, check=True, stdin=subprocess.DEVNULL)

    return run


def _value(kind: pa.DataType, path: str, planted: str, said: str, secret: str) -> Any:
    """Make a value with what is said in the string at `planted`, or in every one where that is empty."""
    if pa.types.is_list(kind):
        return [_value(kind.value_type, f"{path}[]", planted, said, secret)] * 2
    if pa.types.is_struct(kind):
        return {field.name: _value(field.type, f"{path}.{field.name}", planted, said, secret) for field in kind}
    if not pa.types.is_string(kind):
        return 3
    if planted not in ("", path):
        return "dispnea"
    return secret if path in _IDS else said


def _paths(kind: pa.DataType, path: str) -> Iterator[str]:
    if pa.types.is_list(kind):
        yield from _paths(kind.value_type, f"{path}[]")
    elif pa.types.is_struct(kind):
        for field in kind:
            yield from _paths(field.type, f"{path}.{field.name}")
    elif pa.types.is_string(kind):
        yield path
