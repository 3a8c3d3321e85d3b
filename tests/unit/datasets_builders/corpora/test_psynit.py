"""psynit is in the catalogue only: nobody knows its columns, and a build says so instead of guessing."""

from __future__ import annotations

from pathlib import Path

import pytest

from datasets_builders.build import build
from datasets_builders.corpora.psynit import SPEC
from datasets_builders.errors import UserError


def test_a_build_says_what_is_not_known(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no reader") as error:
        build(SPEC, tmp_path, tmp_path / "out")
    assert error.value.cause == "; ".join(SPEC.unknown)
