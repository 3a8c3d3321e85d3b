"""The sample of texts: of distinct texts, bounded, the same whatever the order; and what is read from each kind of source."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptation.memorisation.texts import EXCERPT, Sample, read_texts
from datasets_builders.errors import UserError


@given(st.lists(st.text(min_size=1, max_size=6)), st.integers(1, 8), st.randoms(use_true_random=False))
def test_order_and_repeats_do_not_matter(texts: list[str], size: int, random: object) -> None:
    again = [*texts, *texts[::2]]
    random.shuffle(again)  # type: ignore[attr-defined]
    one, other = (Sample("seme", size).add_all(each) for each in (texts, again))
    assert one.texts() == other.texts()
    assert len(one.texts()) == min(size, len(set(texts)))
    assert one.hashes == {one.hash_of(text) for text in one.texts()}


@given(st.sets(st.text(min_size=1, max_size=4), max_size=20), st.sets(st.text(min_size=1, max_size=4), max_size=20))
def test_a_text_on_both_sides_is_on_neither(trained: set[str], unseen: set[str]) -> None:
    others = Sample("seme", 50).add_all(unseen)
    members = Sample("seme", 50, without=others.hashes).add_all(trained)
    assert set(members.texts()) == trained - unseen
    assert set(others.texts(but=members.met)) == unseen - trained


def test_another_seed_draws_another_sample() -> None:
    texts = [f"nota {number}" for number in range(200)]
    one, other = (set(Sample(seed, 10).add_all(texts).texts()) for seed in ("a", "b"))
    assert one != other


def test_a_long_text_is_cut_and_a_short_one_passed_over() -> None:
    sample = Sample("s", 5, shortest=4).add_all(["abc", "".join(chr(97 + n % 26) for n in range(3 * EXCERPT))])
    assert [len(text) for text in sample.texts()] == [EXCERPT]


def test_what_is_read_from_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeffdispnea\r\n \nfebbre\x0balta".encode())
    assert list(read_texts(tmp_path / "a.txt")) == ["dispnea", "febbre\x0balta"]
    (tmp_path / "a.jsonl").write_text(json.dumps({"note": "tosse"}) + "\n\n" + json.dumps({"note": "febbre"}) + "\n")
    assert list(read_texts(tmp_path / "a.jsonl", text_column="note", canaries={"tosse"})) == ["febbre"]
    with pytest.raises(UserError, match="Line 1 of"):
        list(read_texts(tmp_path / "a.jsonl"))
    with pytest.raises(UserError, match="is no text"):
        read_texts(tmp_path / "none.txt")
    (tmp_path / "b.txt").write_bytes(b"perch\xe9")
    with pytest.raises(UserError, match="not UTF-8") as told:
        list(read_texts(tmp_path / "b.txt"))
    assert told.value.__cause__ is None
