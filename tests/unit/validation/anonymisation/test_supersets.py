"""The translation of a rule for RE2 may occur too often, never too seldom."""

import re

import pytest
import re2
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from validation.anonymisation.recognisers import italian_recognisers
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule
from validation.anonymisation.supersets import Finder, Which, superset

RULES = [rule for voice in italian_recognisers() if isinstance(voice, PatternVoice) for rule in voice._rules]
ODD = [
    re.compile(r"(?<![a-z])caso n\.? ?(?P<place>\d+)(?!\d)"),
    re.compile(r"kiss", re.IGNORECASE),
    re.compile(r"kiss", re.IGNORECASE | re.ASCII),
    re.compile(r"[À-ɏ]x", re.IGNORECASE),
    re.compile(r"[^a-c?]{2,}z"),
    re.compile(r"(?i:a\w+?)(?>b+)c*+\s\S"),
    re.compile(r"(a|b)\1(?:^|.)$", re.MULTILINE),
    re.compile(r"a.b", re.DOTALL),
    re.compile(r"\W\D\bè?[ſ]", re.IGNORECASE),
]


@pytest.mark.parametrize("pattern", [*ODD, *(rule.pattern for rule in RULES)], ids=lambda pattern: pattern.pattern[:30])
@settings(max_examples=15)
@given(data=st.data())
def test_what_a_pattern_matches_its_superset_does_too(pattern, data):
    source = re.sub(r"\(\?<?[!=](?:[^()\\]|\\.|\([^()]*\))*\)", "", pattern.pattern)
    try:
        spelling = data.draw(st.from_regex(re.compile(source, pattern.flags)))
    except re.error:  # a look-around that the line above cuts badly
        spelling = data.draw(st.text(max_size=20))
    if pattern.search(spelling):
        assert 0 in Which([pattern]).can_match(spelling)
    spans = [match.span() for match in pattern.finditer(spelling)]
    assert [match.span() for match in Finder(pattern).matches(spelling)] == spans


@pytest.mark.parametrize(
    ("pattern", "text"), [(ODD[1], "\u212aıſS"), (ODD[1], "KİSS"), (ODD[3], "sx"), (ODD[8], "..s")]
)
def test_letters_that_python_folds_are_not_missed(pattern, text):
    assert bool(pattern.search(text)) <= (0 in Which([pattern]).can_match(text))


def test_a_rule_that_cannot_match_is_not_named():
    assert list(Which([re.compile("caso"), re.compile(r"letto \d")]).can_match("letto 12")) == [1]
    assert re2.search(superset(ODD[2]), "ſ") is None


def test_what_re2_cannot_read_is_always_named():
    which = Which([regex.compile(r"\p{Lu}"), re.compile("(?:a{900}){900}"), re.compile("zzz")])
    assert list(which.can_match("testo")) == [0, 1]
    assert list(which.can_match("\ud800")) == [0, 1, 2]


def test_a_rule_with_a_sign_is_tried_only_in_words_that_hold_it():
    rule = Rule("host", re.compile(r"(?<!\w)[a-z.]+\.it(?!\w)"), 0.5, sign=re.compile(r"\.it"))
    text = "vedi www.uno.it\te due.it\nqui.it."
    assert [match[0] for match in rule.matches(text)] == ["www.uno.it", "due.it", "qui.it"]
    assert list(rule.matches("senza segno")) == []


_TRIED = [
    re.compile(r"(?<![a-z])caso n\.? ?(?P<place>[0-9]+)"),
    re.compile(r"\b\w[\w’']*\s*\d"),
    re.compile(r"(?i:stà|ks)[^a]{0,3}"),
    re.compile(r"[a-z0-9]"),
    regex.compile(r"\p{L}\d"),
]


@given(st.text(st.sampled_from("caso n.12 à’K\u212aſs\n\ud800𝟙x"), max_size=120))
@example("caso n. 12" * 60)
def test_a_finder_finds_what_finditer_finds(text: str) -> None:
    for pattern in _TRIED:
        found = [match.span() for match in Finder(pattern).matches(text)]
        assert found == [match.span() for match in pattern.finditer(text)]


def test_a_finder_finds_something_in_the_end() -> None:
    text = "è " * 400 + "caso n. 12, caso 7 e caso n 13"
    assert [match["place"] for match in Finder(_TRIED[0]).matches(text)] == ["12", "13"]
