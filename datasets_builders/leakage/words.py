"""Read the words of many texts at once, as 64-bit numbers, with what an identifier would hide marked.

The words are those of `datasets_builders.ngrams.fold`: runs of letters and digits, in lower case and without accents. Here they are
found on the bytes of a whole column, without a Python string a text: some twenty times faster. ASCII, the accented letters of
western Europe and common signs are read on the bytes; a text with anything else goes through `unicodedata` first, to the same end.

A word is marked as hidden where another surrogate might stand in a copy of the text: it holds a digit, names a month after one, or
begins with a capital inside a sentence. In a text that is mostly capitals only digits hide a word. This needs no recogniser: it
hides more than identifiers, but the same in both copies.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

__all__ = ["NORMALISATION", "Words", "read_words"]

NORMALISATION = "words-1"
"""Names the way in which texts become words and words numbers; numbers made under another name do not compare."""

Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]
U64 = NDArray[np.uint64]
Flags = NDArray[np.bool_]

_ACCENT = re.compile("[\u0300-\u036f]+")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")
_NO_WORD = re.compile(r"[\W_]")
_LONG = 64
"""Longer words, in bytes, are hashed one by one."""


@dataclass(frozen=True)
class Words:
    """The words of `len(offsets) - 1` texts: those of text i are `offsets[i] : offsets[i + 1]` of `hashes` and `hidden`."""

    hashes: U64
    offsets: Places
    hidden: Flags


def read_words(texts: pa.Array) -> Words:
    """Read the words of a column of texts; a null is a text without words."""
    data, offsets = _bytes_of(texts)
    plain, places, strange = _to_ascii(data, offsets)
    if strange.size:
        data, offsets = _bytes_of(_decomposed(texts, strange))
        plain, places, _ = _to_ascii(data, offsets)
    return _cut(plain, places)


def _bytes_of(texts: pa.Array) -> tuple[Bytes, Places]:
    if not (pa.types.is_string(texts.type) or pa.types.is_large_string(texts.type)):
        texts = texts.cast(pa.large_string())
    if texts.null_count:
        texts = pc.fill_null(texts, "")
    _, ends, data = texts.buffers()
    if not len(texts) or data is None:
        return np.empty(0, np.uint8), np.zeros(len(texts) + 1, np.int64)
    kind = np.int32 if pa.types.is_string(texts.type) else np.int64
    offsets = np.frombuffer(ends, kind)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    return np.frombuffer(data, np.uint8)[offsets[0] : offsets[-1]], offsets - offsets[0]


def _decomposed(texts: pa.Array, rows: Places) -> pa.Array:
    """Rewrite these texts so that what is left beyond ASCII are letters and digits, folded; capitals of ASCII stay for the mask."""
    values = texts.take(pa.array(rows)).cast(pa.binary()).to_pylist()
    rewritten = [_decompose((value or b"").decode("utf-8", "replace")) for value in values]
    mask = np.zeros(len(texts), bool)
    mask[rows] = True
    return pc.replace_with_mask(texts, pa.array(mask), pa.array(rewritten, texts.type))


def _decompose(text: str) -> str:
    return _BEYOND_ASCII.sub(_folded, unicodedata.normalize("NFKD", text))


def _folded(match: re.Match[str]) -> str:
    text = _ACCENT.sub("", unicodedata.normalize("NFKD", match.group().casefold())).casefold()
    return _NO_WORD.sub(" ", text)


def _second_bytes() -> tuple[Bytes, Bytes]:
    """Return what the second byte of U+0080..U+00BF and of U+00C0..U+00FF becomes: an ASCII letter, a blank, or 0 for neither."""
    tables = []
    for block in (0x80, 0xC0):
        table = np.zeros(256, np.uint8)
        for code in range(block, block + 0x40):
            kept = _ACCENT.sub("", unicodedata.normalize("NFKD", chr(code)))
            if len(kept) == 1 and kept.isascii() and kept.isalpha():
                table[code - block + 0x80] = ord(kept)
            elif not any(char.isalnum() for char in unicodedata.normalize("NFKD", chr(code).casefold())):
                table[code - block + 0x80] = ord(" ")
        tables.append(table)
    return tables[0], tables[1]


_AFTER_C2, _AFTER_C3 = _second_bytes()


def _to_ascii(data: Bytes, offsets: Places) -> tuple[Bytes, Places, Places]:
    """Replace what is known beyond ASCII; return the bytes, the offsets, and the rows that hold something else."""
    none = np.empty(0, np.int64)
    at = np.flatnonzero(data >= 0x80)
    if not at.size:
        return data, offsets, none
    here = data[at]
    following = np.append(data, np.uint8(0))[at + 1]
    becomes = np.where(here == 0xC3, _AFTER_C3[following], np.where(here == 0xC2, _AFTER_C2[following], 0))
    punctuation = (here == 0xE2) & (following == 0x80)
    first_of_two = becomes > 0
    known = first_of_two | punctuation
    known[1:] |= first_of_two[:-1] | punctuation[:-1]
    known[2:] |= punctuation[:-2]
    data = data.copy()
    data[at[first_of_two] + 1] = becomes[first_of_two]
    for byte in range(3):
        data[at[punctuation] + byte] = ord(" ")
    gone = at[first_of_two]
    kept = np.ones(len(data), bool)
    kept[gone] = False
    strange = at[~known]
    rows = np.unique(np.searchsorted(offsets, strange, side="right") - 1) if strange.size else none
    return data[kept], offsets - np.searchsorted(gone, offsets), rows


_LOWER = bytes(byte if byte >= 0x80 else ord(chr(byte).lower()) if chr(byte).isalnum() else 0 for byte in range(256))
_MASKS = np.array([(1 << (8 * size)) - 1 for size in range(9)], np.uint64)


def _cut(data: Bytes, offsets: Places) -> Words:
    rows = len(offsets) - 1
    if not data.size:
        return Words(np.empty(0, np.uint64), np.zeros(rows + 1, np.int64), np.empty(0, bool))
    lower = np.frombuffer(data.tobytes().translate(_LOWER) + bytes(8), np.uint8)
    in_word = lower[:-8] != 0
    before, after = np.empty_like(in_word), np.empty_like(in_word)
    before[1:], after[:-1] = in_word[:-1], in_word[1:]
    # No word goes on from one text into the next.
    before[offsets[:-1][offsets[:-1] < data.size]] = False
    after[offsets[1:] - 1] = False
    starts = np.flatnonzero(in_word & ~before)
    sizes = np.flatnonzero(in_word & ~after) + 1 - starts
    words = np.searchsorted(starts, offsets)
    if not starts.size:
        return Words(np.empty(0, np.uint64), words, np.empty(0, bool))
    hashes = _hash(lower, starts, sizes)
    return Words(hashes, words, _hidden(data, lower[:-8], starts, sizes, words, hashes))


def mixed(numbers: U64) -> U64:
    """Spread the bits of numbers, in place, so that every bit of the result hangs on every bit given."""
    numbers ^= numbers >> np.uint64(32)
    numbers *= np.uint64(0xD6E8FEB86659FD93)
    numbers ^= numbers >> np.uint64(32)
    numbers *= np.uint64(0xD6E8FEB86659FD93)
    numbers ^= numbers >> np.uint64(32)
    return numbers


def _hash(lower: Bytes, starts: Places, sizes: Places) -> U64:
    """Hash words eight bytes at a time; `lower` has eight zeros behind its last word."""
    eights: U64 = np.ndarray(len(lower) - 7, np.dtype("<u8"), lower.data, strides=(1,))
    hashes = mixed(eights[starts] & _MASKS[np.minimum(sizes, 8)])
    longer = np.flatnonzero(sizes > 8)
    done = 8
    while longer.size:
        if done >= _LONG:
            for word in longer.tolist():
                whole = lower[starts[word] : starts[word] + sizes[word]].tobytes()
                hashes[word] = int.from_bytes(hashlib.blake2b(whole, digest_size=8).digest(), "little")
            break
        piece = eights[starts[longer] + done] & _MASKS[np.minimum(sizes[longer] - done, 8)]
        hashes[longer] = mixed(hashes[longer] * np.uint64(0x9E3779B97F4A7C15) + piece)
        done += 8
        longer = longer[sizes[longer] > done]
    return hashes


_MONTHS = """
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
gen feb mar apr mag giu lug ago set sett ott nov dic
""".split()


@cache
def _months() -> U64:
    data = np.frombuffer(" ".join(_MONTHS).encode() + bytes(8), np.uint8)
    sizes = np.array([len(month) for month in _MONTHS])
    return np.sort(_hash(data, np.cumsum(sizes + 1) - sizes - 1, sizes))


def _hidden(data: Bytes, lower: Bytes, starts: Places, sizes: Places, words: Places, hashes: U64) -> Flags:
    digit = np.zeros(len(starts), bool)
    digit[np.searchsorted(starts, np.flatnonzero((lower - np.uint8(48)) < 10), side="right") - 1] = True
    capital = (data[starts] - np.uint8(65)) < 26
    hidden = capital & ~_begins_sentence(data, starts, (sizes > 4) | digit, words)
    hidden[:-1] |= capital[:-1] & hidden[1:] & ~_lasts(words, len(starts))[:-1]
    # In a text mostly in capitals a capital says nothing.
    counts = _per_text(capital, words), _per_text(~digit, words)
    loud = 4 * counts[0] > 3 * counts[1]
    if loud.any():
        hidden &= ~np.repeat(loud, np.diff(words))
    after_digit = np.flatnonzero(digit[:-1]) + 1
    at = np.minimum(np.searchsorted(_months(), hashes[after_digit]), len(_months()) - 1)
    digit[after_digit[_months()[at] == hashes[after_digit]]] = True
    hidden |= digit
    return hidden


def _begins_sentence(data: Bytes, starts: Places, whole: Flags, words: Places) -> Flags:
    begins = np.zeros(len(starts) + 1, bool)
    begins[words[:-1]] = True
    marks = np.flatnonzero((data == 10) | (data == 33) | (data == 46) | (data == 63))
    following = np.searchsorted(starts, marks)
    # A point behind a short word, that is not `whole`, ends an abbreviation ("Dott. "), and what comes after may be a name.
    ends = (data[marks] != 46) | whole[np.maximum(following - 1, 0)]
    begins[following[ends]] = True
    return begins[:-1]


def _lasts(words: Places, count: int) -> Flags:
    lasts = np.zeros(count + 1, bool)
    lasts[words[1:] - 1] = True
    return lasts[:-1]


def _per_text(flags: Flags, words: Places) -> NDArray[Any]:
    total = np.concatenate(([0], np.cumsum(flags)))
    return total[words[1:]] - total[words[:-1]]
