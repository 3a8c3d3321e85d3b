"""Find in a text whom a roster lists: names in any order and writing, and numbers with any separators between the digits.

The text's words are asked one by one, each distinct word once; only where two words of names stand side by side (or one
beside an initial) are the forms of a whole name made, hashed and looked up. So the time goes with the text, not the roster.

Importing this module imports Presidio, which takes more than a second: `roster.with_roster` does it in a function.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import re2
from presidio_analyzer import AnalysisExplanation, LocalRecognizer, RecognizerResult

from validation.anonymisation.roster import PAIRS, WORDS, Roster, keyed
from validation.anonymisation.roster_forms import (
    APOSTROPHES,
    ELIDED,
    ENTITY_OF,
    MAX_UNITS,
    MIN_DIGITS,
    MIN_NUMBER,
    PARTICLES,
    WORD,
    canonical,
    fold_word,
    number_form,
    number_forms,
)

__all__ = ["SCORES", "RosterVoice"]

SCORES = {"initial": 0.85, "surname": 0.5}
"""The score of a match by its kind; of any other kind `CERTAIN`."""

CERTAIN = 0.95
REMEMBERED = 1 << 17
"""How many distinct words, and as many forms, are remembered before all are forgotten: some 30 MB at most."""

_BETWEEN_LABELS = frozenset(["nome", "cognome", "name", "dott", "dr", "sig"])
"""Words that may stand inside a name: "Cognome: Rossi Nome: Mario"."""

_GAP = re.compile(r"[\s\xa0]{0,3}[-,;:/|_(.]?[\s\xa0]{0,3}")
_FURTHEST = 12  # words, particles and labels among them, of which a name may consist
_NEAR = 4  # words between which a name may go on, over particles and labels
_SMALL_WORDS = frozenset("aeio")  # one letter each, and rarely an initial

# Parts that hold an ASCII digit, side by side.
_CLUSTER = re.compile(r"[0-9][0-9A-Za-z]*(?:[-/._ ()\xa0]{1,3}[0-9A-Za-z]*[0-9][0-9A-Za-z]*)*")
_PREFIX = 16  # code points before the first digit that may belong to the number
# At most four letters before the digits belong to a number ("PS 2019/123456").
_PART = re.compile(
    r"(?<![0-9A-Za-z])(?:[0-9A-Za-z]*[0-9][0-9A-Za-z]*|[A-Za-z]{1,4}(?=[-/._ \xa0]{1,2}[0-9A-Za-z]*[0-9]))"
)
_NUMBER_GAP = re.compile(r"[-/._ ()\xa0]{1,3}")
_MAX_PARTS = 6
_LONGEST = 40  # code points of a number with its separators
_TAX_CODE = re.compile(
    r"(?<![0-9A-Za-z])[A-Z]{3}[ ]?[A-Z]{3}[ ]?[0-9LMNP-V]{2}[ ]?[A-Z][ ]?[0-9LMNP-V]{2}[ ]?[A-Z][ ]?[0-9LMNP-V]{3}"
    r"[ ]?[A-Z](?![0-9A-Za-z])",
    re.IGNORECASE | re.ASCII,
)
# The same without its edges, in bytes, on an engine many times faster: most texts hold none.
_TAX_GATE = re2.compile(rb"(?i)[a-z]{3} ?[a-z]{3} ?[0-9lmnp-v]{2} ?[a-z] ?[0-9lmnp-v]{2} ?[a-z] ?[0-9lmnp-v]{3} ?[a-z]")
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@[-0-9A-Za-z.]+[0-9A-Za-z]")


class _Word(NamedTuple):
    start: int
    end: int
    written: str
    folded: str
    known: bool

    @property
    def joins(self) -> bool:
        """Is it a particle, or elided before a blank?"""
        return self.folded in PARTICLES or (not self.written[-1].isalnum() and self.folded in ELIDED)


class _Run(NamedTuple):
    units: tuple[str, ...]
    end: int
    has_initial: bool
    is_capital: bool


class _Match(NamedTuple):
    start: int
    end: int
    kind: str


class RosterVoice(LocalRecognizer):  # type: ignore[misc]  # Presidio is untyped for us
    """Recognise whom `roster` lists.

    Args:
        roster: what `roster.read_roster` gave.
        key: the roster's key.
        name: what the recogniser calls itself in its results.

    Raises:
        UserError: the key is not the roster's.
    """

    def __init__(self, roster: Roster, key: bytes, name: str = "roster") -> None:
        roster.require_key(key)
        super().__init__(supported_entities=sorted(set(ENTITY_OF.values())), supported_language="it", name=name)
        self._roster = roster
        self._key = key
        self._known: dict[str, list[str]] = {}  # as written -> the listed words that it may be
        self._unknown: set[str] = set()
        self._answers: dict[tuple[str, str], bool] = {}

    def load(self) -> None:
        """Load nothing: there is no model."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """Find whom the roster lists in `text`; `nlp_artifacts` is not looked at."""
        matches = [*_merged(self._names(text)), *self._numbers(text), *self._codes(text)]
        return [self._result(match) for match in matches if ENTITY_OF[match.kind] in entities]

    # ------------------------------------------------------------------------------------------------------ asking

    def _lists(self, kind: str, form: str) -> bool:
        """Tell whether the roster holds this form; remembers the answer for a while."""
        asked = (kind, form)
        answer = self._answers.get(asked)
        if answer is None:
            if len(self._answers) >= REMEMBERED:
                self._answers.clear()
            answer = self._answers[asked] = keyed(self._key, kind, form) in self._roster.hashes[kind]
        return answer

    def _learn(self, words: set[str]) -> None:
        """Sort words that were never seen into those that a listed name may hold and the others."""
        hashes = self._roster.hashes[WORDS]
        for word in words:
            listed = [form for form in _readings(word) if keyed(self._key, WORDS, form) in hashes]
            if listed:
                self._known[word] = listed
            else:
                self._unknown.add(word)

    # ------------------------------------------------------------------------------------------------------- names

    def _names(self, text: str) -> list[_Match]:
        words = WORD.findall(text)
        distinct = set(words)
        if len(self._known) + len(self._unknown) > REMEMBERED:
            self._known.clear()
            self._unknown.clear()
        self._learn(distinct.difference(self._known, self._unknown))
        known = self._known
        if distinct.isdisjoint(known):
            return []
        places = [index for index, word in enumerate(words) if word in known]
        return list(self._found_names(text, places)) if self._may_hold_a_name(words, places) else []

    def _may_hold_a_name(self, words: list[str], places: list[int]) -> bool:
        """Tell whether two known words, or one and an initial, stand near each other, or one is a name by itself."""
        for order, place in enumerate(places):
            for other in places[order + 1 : order + 3]:
                if other - place <= _NEAR and self._is_pair(words[place], self._known[words[other]]):
                    return True
            if self._has_initial(words, place):
                return True
            if not words[place].islower() and self._is_surname(words, place):
                return True
        return False

    def _has_initial(self, words: list[str], place: int) -> bool:
        """Tell whether a listed initial stands near a known word, in a case that goes with it (see `_is_prose`)."""
        is_small = words[place].islower()
        near = [word for word in words[max(0, place - 3) : place + 4] if len(word) == 1]
        initials = [
            fold_word(word)
            for word in near
            if (not is_small if word.isupper() else is_small or word not in _SMALL_WORDS)
        ]
        return bool(initials) and self._is_pair(words[place], initials)

    def _is_pair(self, known: str, others: list[str]) -> bool:
        return any(
            self._lists(PAIRS, f"{word} {other}" if word < other else f"{other} {word}")
            for word in self._known[known]
            for other in others
        )

    def _is_surname(self, words: list[str], place: int) -> bool:
        """Tell whether a word is a listed surname by itself, alone or after the particles before it."""
        joined = ""
        for before in ("", *reversed([fold_word(word) for word in words[max(0, place - 3) : place]])):
            if before and before not in PARTICLES and before not in ELIDED:
                return False
            joined = before + joined
            if any(self._lists("surname", joined + form) for form in self._known[words[place]]):
                return True
        return False

    def _found_names(self, text: str, places: list[int]) -> Iterator[_Match]:
        """Give the longest listed name at each word that may begin one; `places` are the words that are known."""
        found = list(WORD.finditer(text))
        near = {index for place in places for index in range(max(0, place - _NEAR), place + _FURTHEST)}
        words = {index: self._word(found[index]) for index in near if index < len(found)}
        for index in sorted({index for place in places for index in range(max(0, place - _NEAR), place + 1)}):
            if words[index].known or words[index].joins or len(words[index].folded) == 1:
                line = [words[each] for each in range(index, index + _FURTHEST) if each in words]
                best = self._best_from(text, line)
                if best is not None:
                    yield best

    def _word(self, found: re.Match[str]) -> _Word:
        written = found[0]
        return _Word(found.start(), found.end(), written, fold_word(written), written in self._known)

    def _best_from(self, text: str, words: list[_Word]) -> _Match | None:
        """Give the longest listed name that begins with the first of these words, or within it ("dell'Esposito")."""
        best = None
        for first in _starts(words[0]):
            for joining in (True, False) if first.joins and first.known else (True,):
                for run in _runs(text, [first, *words[1:]], joining=joining):
                    kind = self._kind(run)
                    if kind and (best is None or run.end > best.end):
                        best = _Match(first.start, run.end, kind)
        return best

    def _kind(self, run: _Run) -> str:
        if len(run.units) > 1 and self._lists("initial" if run.has_initial else "name", canonical(run.units)):
            return "initial" if run.has_initial else "name"
        # "costa" is a coast or a rib; a surname by itself is believed only with its capital.
        is_surname = run.is_capital and not run.has_initial and self._lists("surname", canonical(run.units))
        return "surname" if is_surname else ""

    # ----------------------------------------------------------------------------------------------------- numbers

    def _numbers(self, text: str) -> Iterator[_Match]:
        for cluster in _CLUSTER.finditer(text):
            if sum(map(str.isdigit, cluster[0])) >= MIN_DIGITS:
                yield from self._numbers_in(text, max(0, cluster.start() - _PREFIX), cluster.end())

    def _numbers_in(self, text: str, left: int, right: int) -> Iterator[_Match]:
        parts = [(found.start(), found.end()) for found in _PART.finditer(text, left, right)]
        taken = 0
        for index, (start, _) in enumerate(parts):
            if start < taken:
                continue
            best = None
            for end in _ends(text, parts, index):
                kind = self._number_kind(text[start:end])
                best = _Match(start, end, kind) if kind else best
            if best is not None:
                taken = best.end
                yield best._replace(start=start - 1) if text[start - 1 : start] == "+" else best

    def _number_kind(self, written: str) -> str:
        return next((kind for kind, form in number_forms(written) if self._lists(kind, form)), "")

    def _codes(self, text: str) -> Iterator[_Match]:
        kinds: tuple[tuple[str, Callable[[str], Iterator[re.Match[str]]]], ...] = (
            ("fiscal_code", _TAX_CODE.finditer if _TAX_GATE.search(text.encode("utf-8", "replace")) else _nowhere),
            ("email", _EMAIL.finditer if "@" in text else _nowhere),
        )
        for kind, occurrences in kinds:
            for found in occurrences(text):
                form = number_form(kind, found[0])
                if form and self._lists(kind, form):
                    yield _Match(found.start(), found.end(), kind)

    def _result(self, match: _Match) -> RecognizerResult:
        score = SCORES.get(match.kind, CERTAIN)
        return RecognizerResult(
            entity_type=ENTITY_OF[match.kind],
            start=match.start,
            end=match.end,
            score=score,
            analysis_explanation=AnalysisExplanation(
                recognizer=self.name, original_score=score, textual_explanation="listed in the roster"
            ),
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
            },
        )


def _nowhere(text: str) -> Iterator[re.Match[str]]:
    return iter(())


def _readings(word: str) -> set[str]:
    """Give the folded forms of a written word: with what is elided before it and without ("dell'Esposito")."""
    folded = fold_word(word)
    tail = fold_word(re.split(f"[{APOSTROPHES}]", word.rstrip(APOSTROPHES))[-1])
    return {form for form in (folded, tail) if len(form) > 1}


def _starts(word: _Word) -> Iterator[_Word]:
    """Give the word, and what follows its apostrophe, which may be the first word of a name."""
    yield word
    body = word.written.rstrip(APOSTROPHES)
    cut = max(body.rfind(mark) for mark in APOSTROPHES) + 1
    if cut and word.known:
        yield _Word(word.start + cut, word.end, word.written[cut:], fold_word(word.written[cut:]), True)


def _runs(text: str, words: list[_Word], *, joining: bool) -> Iterator[_Run]:
    """Give the runs of units that begin with the first of `words`, shortest first."""
    units: list[str] = []
    joined, has_initial, is_full = "", False, False
    for before, word in pairwise([words[0], *words]):
        if (units or joined) and not _goes_on(text, before, word):
            return
        if joining and word.joins:
            joined += word.folded
            continue
        if units and not joined and word.folded in _BETWEEN_LABELS:
            continue
        is_initial = len(word.folded) == 1
        if is_initial and (joined or not (word.written.isupper() or text[word.end : word.end + 1] == ".")):
            return
        if not is_initial and not word.known:
            return
        units.append(joined + word.folded)
        joined, has_initial, is_full = "", has_initial or is_initial, is_full or not is_initial
        if is_full and not (has_initial and _is_prose(words, word, joining)):
            yield _Run(tuple(units), word.end, has_initial, words[0].written[0].isupper())
        if len(units) == MAX_UNITS:
            return


def _is_prose(words: list[_Word], last: _Word, joining: bool) -> bool:
    """Tell whether initial and surname differ in case as they do in prose: "vitamina D costante", "a. Conti alla mano"."""
    run = words[: words.index(last) + 1]
    initials = [word.written for word in run if len(word.folded) == 1]
    names = [word.written for word in run if len(word.folded) > 1 and not (joining and word.joins)]
    if any(initial.isupper() for initial in initials):
        return any(name.islower() for name in names)
    return any(initial in _SMALL_WORDS for initial in initials) and not all(name.islower() for name in names)


def _goes_on(text: str, before: _Word, after: _Word) -> bool:
    """Tell whether nothing but a blank and a mark stands between two words; a full stop only after a short one, or with no blank."""
    gap = text[before.end : after.start]
    if len(gap) > 7 or not _GAP.fullmatch(gap):
        return False
    is_short = len(before.folded) == 1 or before.folded in _BETWEEN_LABELS
    return "." not in gap or gap == "." or (is_short and len(gap) == 2)


def _ends(text: str, parts: list[tuple[int, int]], index: int) -> Iterator[int]:
    """Give where a number that begins with this part may end: after it, and after each part close behind."""
    start, end = parts[index]
    for place in range(index, min(index + _MAX_PARTS, len(parts))):
        if place > index and not _NUMBER_GAP.fullmatch(text, end, parts[place][0]):
            return
        end = parts[place][1]
        if MIN_NUMBER <= end - start <= _LONGEST:
            yield end


def _merged(matches: list[_Match]) -> Iterator[_Match]:
    """Join matches that lie on one another into one place of the surest kind."""
    order = ("name", "initial", "surname")
    current: _Match | None = None
    for match in sorted(matches):
        if current is not None and match.start < current.end:
            kind = min(current.kind, match.kind, key=order.index)
            current = _Match(current.start, max(current.end, match.end), kind)
            continue
        if current is not None:
            yield current
        current = match
    if current is not None:
        yield current
