"""Text hygiene: signs that the text was damaged on its way, as they can be told without knowing what it said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from validation.checks import Check, PerRow
from validation.findings import Code, Finding, Severity
from validation.rules.examples import example, row

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

# ftfy's detector is thorough and slow; a text without any of these letters cannot have what it looks for in Italian.
_SUSPECT = re.compile("[ÃÂâÅ]")
# Lost for good, lost and then misread, or Windows-1252 quotes and dashes read as Latin-1 (C1 controls).
_LOST = re.compile("\ufffd|ï¿½|[\x80-\x9f]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def _examine(row: Mapping[str, Any], config: str, split: str) -> Iterator[Finding]:
    text = row.get("text")
    where: dict[str, Any] = {"config": config, "split": split, "row": row.get("id") or "", "column": "text"}
    if not text or not text.strip():
        yield MISSING.at(**where)
        return
    misread = _bad_sequences(text) if _SUSPECT.search(text) else ()
    yield from _found(MOJIBAKE, [*_LOST.finditer(text), *misread], where)
    yield from _found(PRIVATE_USE, list(_PRIVATE.finditer(text)), where)
    yield from _found(CONTROL, list(_CONTROL.finditer(text)), where)


def _bad_sequences(text: str) -> Iterator[re.Match[str]]:
    from ftfy.badness import BADNESS_RE

    yield from BADNESS_RE.finditer(text)


def _found(code: Code, matches: list[re.Match[str]], where: dict[str, Any]) -> Iterator[Finding]:
    if matches:
        first = min(matches, key=lambda match: match.start())
        hint = f"{len(matches)} in this row, the first at this place"
        yield code.at(**where, start=first.start(), end=first.end(), hint=hint)


CHECK = Check(
    name="text",
    title="Texts are there and carry no sign of a wrong encoding, of private glyphs or of control characters.",
    codes=(MISSING, MOJIBAKE, PRIVATE_USE, CONTROL),
    start=lambda facts: PerRow(_examine),
    accepts=example(row(text="Riferisce dispnea perché è in apnea; SpO₂ 92%, T 38 °C, «lieve» – però stabile.")),
    rejects={
        "TEXT01": example(row(text="  ", entities=[])),
        "TEXT02": example(row(text="Non dorme perchÃ© ha dolore.", entities=[])),
        "TEXT03": example(row(text="\uf0b7 dispnea", entities=[])),
        "TEXT04": example(row(text="dispnea\x0b da ieri", entities=[])),
    },
)
