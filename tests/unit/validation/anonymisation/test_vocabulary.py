"""Which words are vouched for, and by whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.anonymisation.lexicon import default_lexicon
from validation.anonymisation.vocabulary.build import FIRST_ABROAD, KEPT, LAST_ABROAD, names_abroad, pack, unpack
from validation.anonymisation.vocabulary.build import general_words as packaged_words
from validation.anonymisation.vocabulary.corpus import WordCounts, count_words
from validation.anonymisation.word_lists import clinical_words, general_words, inflected, listed_names


def test_the_general_vocabulary_holds_words_and_no_proper_nouns():
    words = set(unpack(KEPT.read_bytes()))
    assert len(words) > 300_000
    assert {"fegato", "rossi", "febbre"} <= words
    assert words.isdisjoint({"milano", "garibaldi", "giuseppe", "mario"})


def test_the_general_vocabulary_is_what_the_package_gives():
    pytest.importorskip("spacy_lookups_data", reason="spacy-lookups-data (99 MB) is not installed")
    assert pack(packaged_words()) == KEPT.read_bytes()


@pytest.mark.parametrize(
    ("word", "letter"),
    [
        ("Dispnea", "S"),
        ("Pancreasectomia", "S"),
        ("Amlodipina", "S"),
        ("Giuseppe", "F"),
        ("ESPOSITO", "L"),
        ("Rossi", "M"),
        ("ROSSI", "H"),
        ("rossi", "m"),
        ("Rosa", "G"),
        ("Hrabrenko", "U"),
        ("Hrytsenko", "L"),
        ("zinchenko", "l"),
        ("detta", "q"),
        ("HRABRENKO", "V"),
        ("TRABUCCHI", "V"),
        ("BPCO", "A"),
        ("sig", "t"),
        ("figlia", "k"),
        ("morbo", "e"),
        ("Riferisce", "v"),
        ("Oggi", "o"),
        ("CA125", "d"),
        ("iii", "d"),
        ("dott", "T"),
        ("collega", "c"),
        ("firmato", "x"),
        ("validato", "y"),
        ("anni", "z"),
        ("mg", "w"),
        ("A", "i"),
        ("e", "j"),
        ("Primo", "G"),
        ("Oleksandra", "F"),
        ("Hodzic", "L"),
        ("attivita", "s"),
        ("orofaringe", "s"),
        ("Ipercontrollo", "S"),
        ("rivolgersi", "s"),
    ],
)
def test_a_word_has_its_letter(word, letter):
    assert default_lexicon().letter(word) == letter


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("nodulo", {"nodulo", "nodula", "nodule", "noduli"}),
        ("cardiaco", {"cardiaco", "cardiaca", "cardiaci", "cardiache", "cardiachi", "cardiace"}),
        ("trachea", {"trachea", "trachee", "trachei"}),
        ("laringe", {"laringe", "laringi"}),
        ("qsofa", {"qsofa", "qsofe", "qsofi"}),
        ("rash", {"rash"}),
    ],
)
def test_a_word_stands_for_its_endings(word, forms):
    assert set(inflected(word)) == forms


def test_no_word_of_our_lists_is_a_name_from_abroad_too():
    safe = general_words() | clinical_words()
    names = listed_names(safe)
    assert not {"tampon", "rash", "stent"} & (names.first | names.last)
    assert {"svitlana", "shpresa"} <= names.first


def test_the_names_from_abroad_are_what_the_package_gives():
    for kind, kept in (("first_name", FIRST_ABROAD), ("last_name", LAST_ABROAD)):
        names = names_abroad(kind)
        assert names == sorted(set(names))
        assert len(set(names) ^ set(unpack(kept.read_bytes()))) < len(names) // 20, "run vocabulary.build anew"


def test_a_corpus_vouches_for_what_it_writes_small():
    texts = [
        "Zarvipran da ieri",
        "assume zarvipran",
        "zarvipran sospeso",
        "riprende zarvipran",
        "Trabucchi riferisce",
        "chiama trabucchi",
    ]
    assert count_words(texts).safe() >= {"zarvipran"}
    assert "trabucchi" not in count_words(texts).safe()
    assert "zarvipran" not in count_words(texts).safe(but=["zarvipran"])


@given(st.lists(st.text(alphabet="abAB .,'\n", max_size=12), max_size=12), st.integers(0, 12))
def test_counting_apart_and_merging_is_counting_together(texts, cut):
    first, second = count_words(texts[:cut]), count_words(texts[cut:])
    backwards = WordCounts()
    backwards.merge(second)
    backwards.merge(first)
    first.merge(second)
    whole = count_words(texts)
    assert first.safe() == backwards.safe() == whole.safe()
    assert first.texts == backwards.texts == whole.texts == len(texts)
