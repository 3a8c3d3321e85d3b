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
from itertools import accumulate
from typing import Any, NamedTuple

from presidio_analyzer import LocalRecognizer, RecognizerResult

from validation.anonymisation.lexicon import Lexicon, default_lexicon
from validation.anonymisation.listening import Said
from validation.anonymisation.recognisers.name_ways import (
    TITLED,
    occurring,
    places,
    runs,
    score_of_run,
    titles,
    without_what_explains,
)
from validation.anonymisation.recognisers.patterns import result_of
from validation.anonymisation.recognisers.persons import titled

__all__ = ["NameVoice"]


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
    ways = occurring(words.line)
    if TITLED in ways:
        for start, end in titles(words.line):
            name = titled(text, words.span(start, end)[0])
            if name is not None:
                yield _Found(*name, TITLED.told)
    line = without_what_explains(words.line, ways)
    for start, end, way in places(line, ways):
        yield _Found(*words.span(start, end), way.score, way.told)
    for start, end in runs(line, ways):
        # A run is one name, or several where a comma does not join surname and first name.
        for part in line[start:end].split(", "):
            score = score_of_run(part, line, start)
            if score:
                yield _Found(*words.span(start, start + len(part)), score, "capitals nobody vouches for")
            start += len(part) + 2


_PIECE = re.compile(
    r"(?P<role>(?i:pz|pt|paz|fam)(?=\.))"
    r"|(?P<carer>(?i:coll|ass|op|inf|anest|strum|ost|spec|avv|ing|geom|rag|fisiot|med|m\.llo|brig|app)(?=\.)|(?i:m\.llo))"
    r"|(?P<office>(?:A\.S|I\.P|O\.S\.S|M\.M\.G|C\.P\.S\.I)(?=\.\Z))"
    r"|(?P<signed>(?i:f\.to|ref(?=\.)))"
    r"|(?P<title>(?i:s(?:ig)?\.(?:r[aei]|na))(?![^\W_]))"
    r"|(?P<doctor>(?i:dott|dr|prof|d)\.(?i:r[aei]|ss[ae]|rs+a|sa)(?![^\W_]))"
    r"|(?P<elided>[^\W\d_]{1,5}['’](?=[^\W\d_]))"
    r"|(?P<word>[^\W\d_](?:[^\W_]|[\u0300-\u036f])*['’`]?)"
    r"|(?P<number>\d\w*)|(?P<mark>.)",
    re.DOTALL,
)
_MARKS = frozenset(".,:;()/-")
_KINDS = {"title": "t", "doctor": "T", "role": "r", "carer": "c", "office": "c", "signed": "x"}


class _Letters(dict[str, str]):
    """The letters of each token between blanks; one that is new is read once and remembered, up to a limit."""

    REMEMBERED = 400_000

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon
        self._spans: dict[str, list[tuple[int, int]]] = {}

    def line(self, tokens: list[str]) -> str:
        """Give the letters of the tokens, with a blank between any two tokens."""
        return " ".join(map(self.__getitem__, tokens))

    def __missing__(self, token: str) -> str:
        if len(self) >= self.REMEMBERED:
            self.clear()
        # A token of letters alone is one word: most are.
        letters = self._lexicon.letter(token) if token.isalpha() else "".join(map(self._letter, _PIECE.finditer(token)))
        self[token] = letters
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
            return self._word(piece[0])
        if kind == "elided":
            return _elision(piece[0])
        return _KINDS.get(str(kind), "d")

    def _word(self, word: str) -> str:
        plain = word.rstrip("'’`")
        if plain == word:
            return self._lexicon.letter(word)
        if plain.casefold() in _ELIDED:  # D' Ettorre, Dell' Orto
            return _elision(word)
        if (letter := self._lexicon.letter(plain)) in "pP":
            return letter  # De' Rossi
        accented = self._lexicon.letter(plain[:-1] + _ACCENTED.get(plain[-1], plain[-1]))
        return accented if accented in "sSAov" else letter  # attivita', gia'; Nicolo'


def _elision(word: str) -> str:
    if word[0].isupper():
        return "D" if word[:2] in ("D'", "D’") else "Q"
    return "b" if word[0] == "d" else "'"


_ELIDED = frozenset("d l dell dall sant all nell sull un quest quell".split())
_ACCENTED = dict(zip("aeiouAEIOU", "àèìòùÀÈÌÒÙ", strict=True))


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
