"""eden-ed-notes-it is in the catalogue only: it says what is known and why it cannot be built."""

from __future__ import annotations

from pathlib import Path

import pytest

from datasets_builders.build import build
from datasets_builders.catalogue import get_corpus
from datasets_builders.errors import UserError
from datasets_builders.spec import Republish

SPEC = get_corpus("eden-ed-notes-it")


def test_it_says_what_nobody_knows_and_is_not_republished() -> None:
    assert SPEC.read == ""
    assert any("known" in line for line in SPEC.unknown)
    assert SPEC.republish is Republish.NO
    assert SPEC.sources[0].url.startswith("https://huggingface.co/datasets/")


def test_a_build_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no reader for it") as caught:
        build(SPEC, tmp_path, tmp_path / "out")
    assert SPEC.unknown[0] in caught.value.cause
    assert not (tmp_path / "out").exists()
