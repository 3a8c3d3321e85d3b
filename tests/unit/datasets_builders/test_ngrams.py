"""Folding hides what hides a copy; containment counts what two texts share."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets_builders.ngrams import N, containment, fold, word_ngrams

WORDS = st.sampled_from([f"parola{number}" for number in range(40)])
TEXTS = st.lists(WORDS, min_size=N, max_size=60).map(" ".join)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Perché NEGA, dispnea?", "perche nega dispnea"),
        ("perche\u0301  nega\u00a0dispnea", "perche nega dispnea"),
        ("PA 130/80\n(FC: 88)", "pa 130 80 fc 88"),
        ("l'addome_trattabile", "l addome trattabile"),
        ("ﬁbrosi Straße ①", "fibrosi strasse 1"),
        ("l'àncora, e\u0301sito: PÈRSO", "l ancora esito perso"),
        ("", ""),
        (" -- … !\n", ""),
    ],
)
def test_case_accents_punctuation_and_spacing_are_folded_away(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.lists(st.text(st.characters(categories=["Ll", "Nd"], max_codepoint=0x17F), min_size=1)))
def test_folding_twice_is_folding_once(words: list[str]) -> None:
    once = fold(" ".join(words))
    assert fold(once) == once


def test_letterlike_symbols_are_folded_to_lower_case_too() -> None:
    assert fold("ℌepar") == "hepar"


@given(TEXTS, st.sampled_from([str.upper, str.title, lambda text: text.replace(" ", ", "), lambda text: f" {text}\n"]))
def test_a_copy_in_another_dress_has_the_same_grams(text: str, dress: object) -> None:
    cache: dict[str, int] = {}
    assert callable(dress)
    copy = word_ngrams(fold(dress(text)), cache)
    assert len(copy)
    assert np.array_equal(word_ngrams(fold(text), cache), copy)


@given(TEXTS)
def test_a_text_contains_itself_fully(text: str) -> None:
    grams = word_ngrams(fold(text), {})
    assert containment([grams], [grams]) == [(0, 0, len(grams))]


@given(TEXTS, TEXTS)
def test_texts_without_a_word_in_common_share_nothing(one: str, other: str) -> None:
    cache: dict[str, int] = {}
    assert containment([word_ngrams(one, cache)], [word_ngrams(other.replace("parola", "altra"), cache)]) == []


@given(st.lists(TEXTS, max_size=4), st.lists(TEXTS, max_size=4))
def test_containment_counts_what_sets_would_count(these: list[str], those: list[str]) -> None:
    cache: dict[str, int] = {}
    of = [word_ngrams(fold(text), cache) for text in these]
    among = [word_ngrams(fold(text), cache) for text in those]
    expected = [
        (i, j, shared)
        for i, one in enumerate(of)
        for j, other in enumerate(among)
        if (shared := len({int(gram) for gram in one} & {int(gram) for gram in other}))
    ]
    assert containment(of, among) == expected


@given(st.lists(WORDS, max_size=30), st.integers(1, 5))
def test_grams_are_the_distinct_runs_of_words(words: list[str], n: int) -> None:
    runs = {tuple(words[i : i + n]) for i in range(len(words) - n + 1)}
    grams = word_ngrams(" ".join(words), {}, n)
    assert len(grams) == len(runs)
    assert sorted(grams.tolist()) == grams.tolist()


@pytest.mark.parametrize(("words", "grams"), [(0, 0), (N - 1, 0), (N, 1), (N + 1, 2)])
def test_a_text_shorter_than_a_gram_has_none(words: int, grams: int) -> None:
    assert len(word_ngrams(" ".join(f"p{number}" for number in range(words)), {})) == grams


def test_the_order_of_words_matters() -> None:
    words = [f"p{number}" for number in range(N)]
    cache: dict[str, int] = {}
    assert containment([word_ngrams(" ".join(words), cache)], [word_ngrams(" ".join(reversed(words)), cache)]) == []


def test_nothing_shares_nothing() -> None:
    assert containment([], [word_ngrams("a " * N, {})]) == []
    assert containment([word_ngrams("a " * N, {})], []) == []
    assert containment([word_ngrams("", {})], [word_ngrams("a " * N, {})]) == []


def test_grams_do_not_depend_on_the_process() -> None:
    code = (
        f"from datasets_builders.ngrams import word_ngrams; print(word_ngrams({'nega febbre ' * N!r}, {{}}).tolist())"
    )
    other = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7"}
    )
    assert other.stdout.strip() == str(word_ngrams("nega febbre " * N, {}).tolist())
