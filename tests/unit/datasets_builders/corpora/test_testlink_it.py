"""TESTLINK: in the catalogue, with what is not known of it, and not to be built."""

from __future__ import annotations

from pathlib import Path

import pytest

from datasets_builders.build import build
from datasets_builders.catalogue import get_corpus
from datasets_builders.errors import UserError
from datasets_builders.spec import Republish

SPEC = get_corpus("testlink-it")


def test_it_cannot_be_built_and_says_why(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no reader") as caught:
        build(SPEC, tmp_path, tmp_path / "out")
    assert "Spanish and Basque" in caught.value.cause
    assert not (tmp_path / "out").exists()


def test_nothing_of_it_is_claimed() -> None:
    assert SPEC.configs == ()
    assert SPEC.republish is Republish.NO
    assert any("clinkart-it" in line for line in SPEC.unknown)
