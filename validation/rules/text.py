"""Text hygiene: signs that a text was damaged on its way, or was not written by who should have, told without knowing what it says.

Each row is judged by `_examine`. Its sieve (`validation.sieve`) is one pass of RE2 over the bytes of a whole batch, with everything
that a row can be told for as alternatives.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Protocol

import numpy as np
import re2

from datasets_builders.built import Batch
from datasets_builders.text_bytes import Integers
from validation.checks import Check
from validation.findings import Code, Finding, Severity
from validation.rules.examples import example, row
from validation.sieve import Sieved

__all__ = ["CHECK"]

MISSING = Code(
    "TEXT01",
    "text-missing",
    Severity.ERROR,
    cause="The text is null, empty or only blanks.",
    remedy="Reject the row in the reader with this reason.",
)
MOJIBAKE = Code(
    "TEXT02",
    "mojibake",
    Severity.WARNING,
    cause="UTF-8 was read as Latin-1 or Windows-1252, or a character was already lost (U+FFFD).",
    remedy="Read the source with its right encoding; repair what can be repaired with certainty and count it.",
)
PRIVATE_USE = Code(
    "TEXT03",
    "private-use-character",
    Severity.WARNING,
    cause="A glyph of a font's private area, usually a bullet or symbol taken from a PDF; nobody else can read it.",
    remedy="Replace it by what it stands for, or leave it and say so.",
)
CONTROL = Code(
    "TEXT04",
    "control-character",
    Severity.WARNING,
    cause="A control character other than tab and line end, left by a conversion.",
    remedy="Remove it in the reader and count the repair; mind the offsets.",
)
DECOMPOSED = Code(
    "TEXT05",
    "letter-decomposed",
    Severity.WARNING,
    cause="A letter and its accent are two characters (NFD), as file names and PDFs have them; most vocabularies know them as one.",
    remedy="Compose them (NFC) in the reader and count the repair; mind the offsets.",
)
CHATTER = Code(
    "TEXT06",
    "model-chatter",
    Severity.WARNING,
    cause="A language model speaks of itself or of its task, or a mark of its chat template was left.",
    remedy="Take out what is not part of the text, or reject the row; look at what else that model wrote.",
)
PLACEHOLDER = Code(
    "TEXT07",
    "placeholder",
    Severity.WARNING,
    cause="Something stands for a text that was to be put in: an unfilled template, a filler, or a missing value written as a word.",
    remedy="Fill it, or reject the row in the reader with this reason.",
)

# ftfy's detector is thorough and slow; a text without any of these letters cannot have what it looks for in Italian.
_SUSPECT = re.compile("[ÃÂâÅ]")
# Lost for good, lost and then misread, or Windows-1252 quotes and dashes read as Latin-1 (C1 controls).
_LOST = re.compile("\ufffd|ï¿½|[\x80-\x9f]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MARKED = re.compile("[^\u0300-\u036f][\u0300-\u036f]+")

# These patterns are read by two engines, by re on characters and by RE2 on bytes: ASCII only, and no class that excludes something.
_OF_CHATTER = (
    r"\bas an ai\b",
    r"\b(?:as a|i am a|i'm a) (?:large )?language model\b",
    r"\bas an artificial intelligence\b",
    r"\b(?:in quanto|come|sono un) modello (?:di linguaggio|linguistico)\b",
    r"\b(?:in quanto|come|sono un') ?intelligenza artificiale,? (?:non|posso)\b",
    r"\bsono un assistente (?:virtuale|ai)\b",
    r"\becco (?:la|una|il|un|qui la|qui il) (?:traduzione|testo tradotto|versione tradotta|riassunto del testo|testo richiesto)\b",
    r"\bhere(?: is|'s) (?:the|a|your) (?:translation|translated|summary|rewritten)\b",
    r"\b(?:certo|certamente|sure|certainly)[!,.] (?:ecco|here)\b",
    r"\bspero che (?:questo|questa|la traduzione|il testo) (?:ti|vi|le)? ?(?:sia|possa)\b",
    r"\bi hope this (?:helps|translation)\b",
    r"\bi'm sorry, but i can(?:not|'t)\b",
    r"\bmi dispiace, ma non posso (?:fornir|aiutar|tradurr|generar|rispond)",
    r"<\|(?:im_start|im_end|endoftext|eot_id|begin_of_text|end_of_text|start_header_id)\|>",
    r"</?(?:think|start_of_turn|end_of_turn)>",
    r"\[/?inst\]",
)
_OF_PLACEHOLDERS = (
    r"\blorem ipsum\b",
    r"\{\{ ?[a-z_][a-z_0-9.]* ?\}\}",
    r"\$\{[a-z_][a-z_0-9.]*\}",
    r"[\[<](?:inserire|inserisci|insert|da compilare|todo|your text)\b",
    r"\binserire (?:qui il|qui la|testo qui)\b",
    r"\b(?:todo|fixme): ",
)
_CHATTER = re.compile("|".join(_OF_CHATTER), re.ASCII | re.IGNORECASE)
_PLACEHOLDER = re.compile("|".join(_OF_PLACEHOLDERS), re.ASCII | re.IGNORECASE)
_NO_TEXT = frozenset("n/a na nan null none nil undefined todo tbd test prova xxx <na> n.d. nd #n/d #n/a".split())
_LONGEST_NO_TEXT = 9


def _examine(row: Mapping[str, Any], config: str, split: str) -> Iterator[Finding]:
    text = row.get("text")
    where: dict[str, Any] = {"config": config, "split": split, "row": row["id"], "column": "text"}
    if not text or not text.strip():
        yield MISSING.at(**where)
        return
    bare = text.strip()
    if len(bare) <= _LONGEST_NO_TEXT and bare.casefold() in _NO_TEXT:
        yield PLACEHOLDER.at(**where, start=0, end=len(text), hint="this is all there is")
    misread = _bad_sequences(text) if _SUSPECT.search(text) else ()
    yield from _found(MOJIBAKE, [*_LOST.finditer(text), *misread], where)
    yield from _found(PRIVATE_USE, _PRIVATE.finditer(text), where)
    yield from _found(CONTROL, _CONTROL.finditer(text), where)
    yield from _found(DECOMPOSED, (each for each in _MARKED.finditer(text) if _can_be_composed(each[0])), where)
    yield from _found(CHATTER, _CHATTER.finditer(text), where)
    yield from _found(PLACEHOLDER, _PLACEHOLDER.finditer(text), where)


def _bad_sequences(text: str) -> Iterator[re.Match[str]]:
    from ftfy.badness import BADNESS_RE

    yield from BADNESS_RE.finditer(text)


def _can_be_composed(letter: str) -> bool:
    return unicodedata.normalize("NFC", letter) != letter


def _found(code: Code, matches: Iterable[re.Match[str]], where: dict[str, Any]) -> Iterator[Finding]:
    found = list(matches)
    if found:
        first = min(found, key=lambda match: match.start())
        hint = f"{len(found)} in this row, the first at this place"
        yield code.at(**where, start=first.start(), end=first.end(), hint=hint)


class _Bytes(Protocol):
    def finditer(self, text: memoryview) -> Iterator[Any]: ...


@cache
def _signs() -> _Bytes:
    """Make the pattern of everything that `_examine` can tell of a text that is there, on its UTF-8."""
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1  # a character is a byte
    options.never_capture = True
    signs = (
        rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]",
        rb"\xc2[\x80-\x9f]|\xef\xbf\xbd|\xc3\xaf\xc2\xbf\xc2\xbd",  # _LOST
        rb"\xc3[\x82\x83\x85\xa2]",  # _SUSPECT
        rb"\xee|\xef[\x80-\xa3]|[\xf3\xf4]",  # _PRIVATE
        rb"[\xcc\xcd]",  # _MARKED
        # No \b: the letter before may be the last of another row.
        b"(?i:" + "|".join((*_OF_CHATTER, *_OF_PLACEHOLDERS)).replace(r"\b", "").encode("ascii") + b")",
    )
    compiled: _Bytes = re2.compile(b"|".join(signs), options)
    return compiled


def _sieve(batch: Batch) -> Integers:
    text = batch.text_bytes
    suspects = [_without_words(batch)]
    bounds = np.array([each.span() for each in _signs().finditer(text.data.data)], np.int64).reshape(-1, 2)
    if len(bounds):
        # What seems to begin in one row and end in another may hide a sign in either, so both are kept.
        first, last = text.rows_of(bounds[:, 0]), text.rows_of(bounds[:, 1] - 1)
        suspects += [first, last, *(np.arange(a, b) for a, b in zip(first, last, strict=True) if b - a > 1)]
    return np.unique(np.concatenate(suspects))


def _without_words(batch: Batch) -> Integers:
    """Give the rows that are blank, or say that there is nothing to say: only what is short or has blanks at an end can be."""
    text = batch.text_bytes
    begins, ends = text.bounds[:-1], text.bounds[1:]
    may = ends - begins <= 4 * _LONGEST_NO_TEXT
    long = np.flatnonzero(~may)
    may[long] = text.may_have_blank_edges(begins[long], ends[long])
    rows = np.flatnonzero(may)
    said = (text.data[begins[row] : ends[row]].tobytes().decode("utf-8").strip() for row in rows.tolist())
    nothing = (not each or (len(each) <= _LONGEST_NO_TEXT and each.casefold() in _NO_TEXT) for each in said)
    return rows[np.fromiter(nothing, np.bool_, len(rows))]


class _Text(Sieved):
    def judge(self, row: Mapping[str, Any], config: str, split: str) -> Iterator[Finding]:
        return _examine(row, config, split)

    def suspects(self, batch: Batch) -> Integers:
        return _sieve(batch)


def _of(text: str | None) -> Any:
    return example(row(text=text, entities=[]))


CHECK = Check(
    name="text",
    title="Texts are there, and carry no sign of a wrong encoding, of odd characters, of a talking model or of an unfilled template.",
    codes=(MISSING, MOJIBAKE, PRIVATE_USE, CONTROL, DECOMPOSED, CHATTER, PLACEHOLDER),
    start=_Text,
    accepts=example(
        row(
            text="Riferisce dispnea perché è in apnea; SpO₂ 92%, T 38 °C, «lieve» – però stabile. Ecco la lettera [NOME]."
        )
    ),
    rejects={
        "TEXT01": _of("  "),
        "TEXT02": _of("Non dorme perchÃ© ha dolore."),
        "TEXT03": _of("\uf0b7 dispnea"),
        "TEXT04": _of("dispnea\x0b da ieri"),
        "TEXT05": _of("Non dorme perche\u0301 ha dolore."),
        "TEXT06": _of("Certo! Ecco la traduzione del referto: nega febbre."),
        "TEXT07": _of("La paziente {{ nome }} nega febbre."),
    },
)
