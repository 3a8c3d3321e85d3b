"""Copies of texts: the words are those of `fold`, nothing hangs on order or cuts, and copies of every kind are found."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets_builders.leakage import BARE_SHARE, LeakFinder, Pair
from datasets_builders.leakage.candidates import sharing_pairs
from datasets_builders.leakage.finder import Compared
from datasets_builders.leakage.grams import masked, runs_of, text_numbers
from datasets_builders.leakage.index import TextIndex
from datasets_builders.leakage.words import read_words
from datasets_builders.ngrams import fold

ODD = "aàÀEéÈ°ªº²½ßæØ×÷µμΑαΣς’“ .,-_1٣\u0301\u0345ſKﬁ\n\x00"
TEXTS = st.text(alphabet=st.one_of(st.sampled_from(ODD), st.characters(codec="utf-8")), max_size=60)


def _numbers(text: str) -> list[int]:
    return read_words(pa.array([text])).hashes.tolist()


@given(st.lists(st.one_of(st.none(), TEXTS), max_size=6))
def test_the_words_are_those_of_fold(texts: list[str | None]) -> None:
    words = read_words(pa.array(texts, pa.string()))
    assert len(words.offsets) == len(texts) + 1
    for text, (begin, end) in zip(texts, pairwise(words.offsets.tolist()), strict=True):
        folded = fold(text or "")
        assert end - begin == len(folded.split())
        assert words.hashes[begin:end].tolist() == _numbers(folded)


@pytest.mark.parametrize("kind", [pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())])
def test_columns_of_every_string_type_are_read(kind: pa.DataType) -> None:
    texts = ["Nega febbre.", "", "Città già più"]
    assert read_words(pa.array(texts).cast(kind)).hashes.tolist() == read_words(pa.array(texts)).hashes.tolist()


def test_a_slice_of_a_column_is_read_as_itself() -> None:
    column = pa.array(["primo testo", "È secondo", "terzo", None])
    assert read_words(column[1:3]).hashes.tolist() == _numbers("e secondo terzo")


def test_words_of_any_length_are_told_apart() -> None:
    words = ["a" * size for size in range(1, 300)]
    assert len(set(_numbers(" ".join(words)))) == len(words)
    assert _numbers("a" * 1_000_000) == _numbers("A" * 1_000_000)


def test_what_an_identifier_would_hide_is_marked() -> None:
    text = (
        "Ricoverato il 12 marzo 2021. Accompagnato dalla Sig.ra Maria Rossi, telefono 333 5550101. Nega febbre e tosse."
    )
    words = read_words(pa.array([text]))
    shown = [word for word, hidden in zip(fold(text).split(), words.hidden, strict=True) if not hidden]
    assert shown == "ricoverato il accompagnato dalla ra telefono nega febbre e tosse".split()


def test_in_a_text_in_capitals_only_digits_hide_a_word() -> None:
    words = read_words(pa.array(["PAZIENTE DI ANNI 45 IN BUONE CONDIZIONI", "Giunge in PS"]))
    assert words.hidden.tolist() == [False, False, False, True, False, False, False, False, False, True]


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=8), max_size=6), st.integers(1, 5))
def test_runs_are_those_of_each_text(texts: list[list[str]], n: int) -> None:
    words = read_words(pa.array([" ".join(text) for text in texts], pa.string()))
    runs, offsets = runs_of(words, n)
    known: dict[tuple[str, ...], int] = {}
    for text, (begin, end) in zip(texts, pairwise(offsets.tolist()), strict=True):
        spelled = [tuple(text[at : at + n]) for at in range(len(text) - n + 1)]
        assert end - begin == len(spelled)
        for run, number in zip(spelled, runs[begin:end].tolist(), strict=True):
            assert known.setdefault(run, number) == number
    assert len(set(known.values())) == len(known)


@given(st.lists(st.lists(st.sampled_from("ab"), max_size=5), max_size=8))
def test_texts_have_the_same_numbers_just_when_they_have_the_same_words(texts: list[list[str]]) -> None:
    numbers = text_numbers(read_words(pa.array([" ".join(text) for text in texts], pa.string()))).tolist()
    for one, first in zip(texts, numbers, strict=True):
        for other, second in zip(texts, numbers, strict=True):
            assert (one == other) == (first == second)


def test_too_little_without_identifiers_is_nothing() -> None:
    long = " ".join(["parola"] * 40)
    bare = masked(read_words(pa.array([long, "poche parole", long])))
    assert np.diff(bare.offsets).tolist() == [40, 0, 40]


# Notes, and copies of them


def _notes(count: int, words: int = 60, seed: int = 1) -> list[str]:
    draw = np.random.default_rng(seed)
    return [
        " ".join(
            f"p{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}" for n in draw.integers(0, 9_000, words)
        )
        for _ in range(count)
    ]


def _with_names(note: str, name: str, date: str) -> str:
    words = note.split()
    for at in range(7, len(words), 7):
        words[at] = name if at % 2 else date
    return " ".join(words)


NOTES = _notes(40)
COPIES = {
    "exact": NOTES[0],
    "case": f"  {NOTES[1].upper()}.",
    "swapped": _with_names(NOTES[2], "Bianchi", "1/1/2001"),
    "edited": " ".join([*NOTES[3].split()[:30], "altro", *NOTES[3].split()[31:]]),
    "half": " ".join(_notes(1, 30, seed=9) + NOTES[4].split()[30:]),
}
TRAIN = [_with_names(note, "Rossi", "31/12/1999") if at == 2 else note for at, note in enumerate(NOTES)]


def _rows() -> Iterator[tuple[str, int, str]]:
    yield from (("train", at, text) for at, text in enumerate(TRAIN))
    yield from (("test", at, text) for at, text in enumerate(COPIES.values()))


def _reread(config: str, split: str, rows: np.ndarray) -> Iterator[tuple[np.ndarray, pa.Array]]:  # type: ignore[type-arg]
    texts = TRAIN if split == "train" else list(COPIES.values())
    yield rows[:1], pa.array([texts[rows[0]]])
    if len(rows) > 1:
        yield rows[1:], pa.array([texts[row] for row in rows[1:]])


def _index(rows: list[tuple[str, int, str]], room: int) -> TextIndex:
    index = TextIndex(room)
    for split, at, text in rows:
        index.add("note", split, at, pa.array([text]), pa.array([f"{split}{at}"]))
    return index


def _pairs(index: TextIndex) -> list[Pair]:
    return sorted(Compared(index, _reread).pairs(), key=lambda pair: pair.tested.row)


def test_copies_of_every_kind_are_found_and_nothing_else() -> None:
    pairs = _pairs(_index(list(_rows()), 1 << 20))
    assert [(pair.tested.row, pair.other.row) for pair in pairs] == [(f"test{at}", f"train{at}") for at in range(5)]
    exact, case, swapped, edited, half = pairs
    assert (exact.share, case.share) == (None, None)
    assert swapped.is_bare
    assert swapped.share is not None
    assert swapped.share >= BARE_SHARE
    assert edited.share == pytest.approx((48 - 13) / 48)
    assert half.share == pytest.approx((30 - 12) / 48)


@given(st.permutations(list(_rows())), st.integers(0, 45), st.sampled_from([1 << 20, 1_500, 600]))
def test_pairs_do_not_depend_on_order_cuts_or_who_took_which(
    rows: list[tuple[str, int, str]], cut: int, room: int
) -> None:
    whole = _index(list(_rows()), room)
    one, other = _index(rows[:cut], room), pickle.loads(pickle.dumps(_index(rows[cut:], room)))
    one.merge(other)
    assert one.levels == whole.levels
    assert _pairs(one) == _pairs(whole)


def test_a_sample_finds_what_all_runs_find_and_tells_the_exact_share() -> None:
    sample = _index(list(_rows()), 1_000)
    assert min(sample.levels) >= 1
    assert set(_pairs(sample)) <= set(_pairs(_index(list(_rows()), 1 << 20)))
    assert len(_pairs(sample)) >= 4


@pytest.mark.parametrize("passes", [1, 2, 16])
def test_pairs_are_the_same_in_any_number_of_passes(passes: int) -> None:
    index = _index(list(_rows()), 1 << 20)
    chunks = index.in_order()
    everything = np.ones(len(chunks), bool)
    once = sharing_pairs(chunks, [chunk.plain for chunk in chunks], everything, passes=1)
    again = sharing_pairs(chunks, [chunk.plain for chunk in chunks], everything, passes=passes)
    assert len(once.first) >= 4
    assert [each.tolist() for each in (once.first, once.second, once.shared)] == [
        each.tolist() for each in (again.first, again.second, again.shared)
    ]


def test_a_phrase_in_very_many_texts_makes_few_pairs_but_a_copy_beside_it_is_found() -> None:
    phrase = "esame obiettivo nella norma addome trattabile murmure vescicolare presente su tutto l ambito toni validi"
    texts = [f"{phrase} {note}" for note in _notes(300)]
    index = TextIndex()
    index.add("note", "train", 0, pa.array([*texts, f"{texts[7]} dimesso"]))
    chunks = index.in_order()
    pairs = sharing_pairs(chunks, [chunk.plain for chunk in chunks], np.ones(301, bool), room=1_000)
    assert len(pairs.first) < 1_000
    assert (7, 300) in set(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True))


def test_no_texts_are_no_pairs() -> None:
    assert list(LeakFinder().pairs()) == []
    finder = LeakFinder()
    finder.add("note", "train", "a", "a", " ... ")
    assert list(finder.pairs()) == []
