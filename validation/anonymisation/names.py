r"""Names of persons by default deny: every capitalised word that nothing vouches for, and every name that is listed.

    Rossi Mario · il sig. rossi · M. Rossi · pz M.R. · figlia Anna · D' Ettorre · badante Olena Kravchuk

Every word of a text becomes one letter (see `lexicon`), marks stay as they are, a line end becomes `|`, and a name is a
regular expression over that line of letters: "visitata la sig.ra Bianchi Anna." reads "s p t M F.". Which words may be
names is so decided once for each spelling and not once for each occurrence, and the rules below can be read.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any, NamedTuple

import re2
from presidio_analyzer import LocalRecognizer, RecognizerResult

from validation.anonymisation.lexicon import Lexicon, default_lexicon
from validation.anonymisation.listening import Said
from validation.anonymisation.patterns import result_of
from validation.anonymisation.persons import titled

__all__ = ["NameVoice"]

_ITEM = "[FGLMUVH]"
_PARTS = r"(?:[PQ] ?){0,2}"
_RUN = rf"(?:i\. ?){{0,3}}{_PARTS}{_ITEM}(?:(?: | ?- ?){_PARTS}{_ITEM}){{0,4}}(?: i\.){{0,2}}"
_SPEAKS = r"\b[kr][:)]*[ |(]{1,3}"  # a kin or a role, then the name
_ADDRESSES = r"\b[krt][:)]*[ |(]{1,3}"


@dataclass(frozen=True, eq=False)  # compared by identity: each is one of a few, and is looked up for every line
class _Way:
    """One way a name stands in a line of letters; its one group is the name."""

    told: str
    score: float
    pattern: str


_TITLED = _Way("after a title", 0.0, r"(\bt\b)")
_EPONYM = _Way(
    "called after somebody who is long dead: morbo di Parkinson, Murphy negativo",
    0.0,
    r"(\be[.:]?(?: p\b)* ?'?(?:i\. ?)*[GLMUVH]\b(?:[ -]{1,3}[GLMUVH]\b){0,3}|[GLMUVH](?:-[GLMUVH])* ?[(]?n\b)",
)
_BEGINS = re.compile("[FGLMUVHPQ]")  # an item, or a particle before it
_FULL = _Way("capitals nobody vouches for", 0.0, rf"({_PARTS}{_ITEM}(?:(?:, | | ?- ?){_PARTS}{_ITEM})*)\b")
_SCORED = (
    _Way("after a kinship or a role", 0.6, rf"{_SPEAKS}({_RUN})"),
    _Way("in small letters after a role", 0.6, rf"{_ADDRESSES}([fl](?: [flgmu]\b)?)\b"),
    _Way("in small letters after a title", 0.6, r"\bt[.:]*(?: t[.:]*)?[ |]{1,2}((?:p )?[fglmu](?: [fglm]\b)?)\b"),
    _Way("initials after a role", 0.5, rf"{_ADDRESSES}((?:i\. ?)+i\b|(?:i\. ?){{2,3}}|i\.)"),
    _Way(
        "a first name and a word with a capital",
        0.6,
        r"((?:\bF (?:[PQ] ?){0,2}[SAC]|\b(?:[PQ] ?){0,2}[AC] (?:A )?F|(?:^|[|:~] ?)S F)\b)",
    ),
    _Way("a name and what a person does", 0.4, r"\b([GMH]) v\b"),
    _Way("a small first name, a word, and what a person does", 0.45, r"\b(f (?:p )?[su]) v\b"),
    _Way("an initial and a name", 0.5, rf"(\b(?:i\. ?){{1,3}}{_PARTS}[FGLMU]\b(?:[ -][FLU]\b)?)"),
    _Way("a first name in small letters", 0.45, r"(\b(?:[lmu] )?f\b(?:(?: p)? [flmu]\b)?)"),
)
_WAYS = (_TITLED, _EPONYM, _FULL, *_SCORED)


def _compiled() -> tuple[re2.Set, dict[_Way, re.Pattern[str]]]:
    """Compile the ways: one RE2 set that says at once which of them occur in a line, and each alone, to say where."""
    options = re2.Options()
    options.max_mem = 64 << 20
    occurring = re2.Set.SearchSet(options)
    for way in _WAYS:
        occurring.Add(way.pattern)
    occurring.Add("")  # always occurs: an answer without it means that the automaton ran out of memory
    occurring.Compile()
    return occurring, {way: re.compile(way.pattern, re.ASCII) for way in _WAYS}


_OCCURRING, _FINDERS = _compiled()


@cache
def _score(letters: str) -> float:
    """Score a run of capitalised words by what they are: listed, also words, or unknown; 0 where its context decides."""
    listed = sum(map(letters.count, "FL"))
    double = sum(map(letters.count, "GMH"))
    unknown = sum(map(letters.count, "UV"))
    if listed + double + unknown > 1:
        return 0.75 if listed else 0.5 if double else 0.4
    if listed:
        return 0.5
    return 0.0 if double else 0.35 if "U" in letters else 0.3


def _score_in_context(letters: str, line: str, start: int) -> float:
    """Score one word that is also a name: it tells something only where nothing else explains its capital."""
    goes_on = _GOES_ON_SMALL if "H" in letters else _GOES_ON
    return 0.35 if goes_on.fullmatch(line[max(0, start - 2) : start]) else 0.0


_GOES_ON = re.compile("[A-Za-z,] ")
"""What stands before a word inside a sentence; `_GOES_ON_SMALL`: one that is not all in capitals."""
_GOES_ON_SMALL = re.compile("[a-z,] ")


class NameVoice(LocalRecognizer):  # type: ignore[misc]  # Presidio is untyped for us
    """Recognise `PERSON` by default deny over the words of `lexicon`.

    Args:
        lexicon: what vouches for words; the default one knows no corpus.
        name: what the recogniser calls itself in its results.
    """

    def __init__(self, lexicon: Lexicon | None = None, name: str = "names") -> None:
        super().__init__(supported_entities=["PERSON"], supported_language="it", name=name)
        self._lexicon = lexicon or default_lexicon()
        self._letters = _Letters(self._lexicon)

    def knowing(self, words: Iterable[str]) -> NameVoice:
        """Give a voice for which these words are no names."""
        return NameVoice(self._lexicon.knowing(words), name=self.name)

    def load(self) -> None:
        """Load nothing: there is no model."""

    def spans(self, text: str) -> Iterator[Said]:
        """Give the names in `text`."""
        for found in _names(text, _Line(text, self._letters)):
            yield Said(found.start, found.end, "PERSON", found.score)

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """Find names in `text`, as Presidio asks; `nlp_artifacts` is not looked at."""
        return [
            result_of(self, Said(found.start, found.end, "PERSON", found.score), found.told)
            for found in _names(text, _Line(text, self._letters))
        ]


class _Found(NamedTuple):
    start: int
    end: int
    score: float
    told: str


def _names(text: str, words: _Line) -> Iterator[_Found]:
    numbers = _OCCURRING.Match(words.line) or range(len(_WAYS))
    occurring = {_WAYS[number] for number in numbers if number < len(_WAYS)}
    if not occurring:
        return
    if _TITLED in occurring:
        for start, end in _places(_TITLED, words.line):
            name = titled(text, words.span(start, end)[0])
            if name is not None:
                yield _Found(*name, _TITLED.told)
    line = words.line if _EPONYM not in occurring else _without_eponyms(words.line)
    for way in _SCORED:
        if way in occurring:
            for start, end in _places(way, line):
                yield _Found(*words.span(start, end), way.score, way.told)
    for start, end in _runs(line) if _FULL in occurring else ():
        # A run is one name, or several where a comma does not join surname and first name.
        for part in line[start:end].split(", "):
            score = _score(part) or _score_in_context(part, line, start)
            if score:
                yield _Found(*words.span(start, start + len(part)), score, _FULL.told)
            start += len(part) + 2


def _places(way: _Way, line: str) -> Iterator[tuple[int, int]]:
    for match in _FINDERS[way].finditer(line):
        yield match.span(1)


def _runs(line: str) -> Iterator[tuple[int, int]]:
    """Give the places of `_FULL`, tried only where it can begin: `re` finds a letter of a set ten times faster."""
    match, at = _FINDERS[_FULL].match, 0
    for start in [found.start() for found in _BEGINS.finditer(line)]:
        if start >= at and (found := match(line, start)):
            at = found.end()
            yield start, at


def _without_eponyms(line: str) -> str:
    for start, end in _places(_EPONYM, line):
        line = line[:start] + re.sub("[A-Zi]", "s", line[start:end]) + line[end:]
    return line


_PIECE = re.compile(
    r"(?P<role>(?i:pz|pt|coll|ass|op)\.)"
    r"|(?P<title>(?i:sig|dott|dr|prof|d|inf)\.(?i:r[aei]|na|ss[ae]|rs+a|sa)(?![^\W_]))"
    r"|(?P<elided>[^\W\d_]{1,5}['’](?=[^\W\d_]))"
    r"|(?P<word>[^\W\d_](?:[^\W_]|[\u0300-\u036f])*['’`]?)"
    r"|(?P<number>\d\w*)|(?P<mark>.)",
    re.DOTALL,
)
_MARKS = frozenset(".,:;()/-")


class _Letters:
    """The letters of each token between blanks; one that is new is read once and remembered, up to a limit."""

    REMEMBERED = 400_000

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known: dict[str, str] = {}
        self._spans: dict[str, list[tuple[int, int]]] = {}

    def line(self, tokens: list[str]) -> str:
        """Give the letters of the tokens, with a blank between any two tokens."""
        try:
            return " ".join(map(self._known.__getitem__, tokens))
        except KeyError:
            return " ".join(map(self._letters, tokens))

    def _letters(self, token: str) -> str:
        letters = self._known.get(token)
        if letters is None:
            if len(self._known) >= self.REMEMBERED:
                self._known.clear()
            letters = self._known[token] = "".join(map(self._letter, _PIECE.finditer(token)))
        return letters

    def spans(self, token: str) -> list[tuple[int, int]]:
        """Give, for each letter of a token, the part of the token it stands for."""
        spans = self._spans.get(token)
        if spans is None:
            if len(self._spans) >= self.REMEMBERED:
                self._spans.clear()
            spans = self._spans[token] = [piece.span() for piece in _PIECE.finditer(token)]
        return spans

    def _letter(self, piece: re.Match[str]) -> str:
        kind = piece.lastgroup
        if kind == "mark":
            return piece[0] if piece[0] in _MARKS else "|" if piece[0] == "\n" else "~"
        if kind == "word":
            if len(piece[0]) == 2 and piece[0][0].isupper() and piece[0][1] in "'’`":
                return "Q"  # D' Ettorre
            return self._lexicon.letter(piece[0].rstrip("'’`"))
        if kind == "elided":
            return "Q" if piece[0][0].isupper() else "'"
        return {"title": "t", "role": "r"}.get(str(kind), "d")


class _Line:
    """A text as a line of letters, with the way back: a place in the line is a place in the text."""

    def __init__(self, text: str, letters: _Letters) -> None:
        self._letters = letters
        # A line end clings to the token before it, so that one token is not many; its blank is taken out again below.
        self._spaced = text.replace("\n", "\n ").replace("\t", " ").replace("\r", " ").replace("\xa0", " ")
        self._tokens = self._spaced.split(" ")
        self._begins: list[int] = []  # without the blanks between tokens
        self.line = letters.line(self._tokens)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the part of the text, in code points, for which `line[start:end]` stands."""
        first = self._place(start)
        return first if end - start == 1 else (first[0], self._place(end - 1)[1])

    def _place(self, at: int) -> tuple[int, int]:
        number = self.line.count(" ", 0, at)
        if not self._begins:
            self._begins = list(accumulate(map(len, self._tokens), initial=0))
        begin = self._begins[number] + number
        token = self._tokens[number]
        inside = at - self.line.rfind(" ", 0, at) - 1
        spans = self._letters.spans(token)
        begin -= self._spaced.count("\n", 0, begin)
        if inside >= len(spans):  # the blank after the token
            end = begin + len(token)
            return end, end + (not token.endswith("\n"))
        return begin + spans[inside][0], begin + spans[inside][1]
