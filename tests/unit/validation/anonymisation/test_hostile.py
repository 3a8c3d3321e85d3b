"""Texts that no hospital writes on purpose: whatever they hold, a scan ends, in time, and gives places inside the text."""

import time
import unicodedata

import pytest

MEGABYTE = 1_000_000

HOSTILE = {
    "one letter": "a" * MEGABYTE,
    "one capital": "A" * MEGABYTE,
    "digits": "1" * MEGABYTE,
    "digits apart": "1 " * (MEGABYTE // 2),
    "digits and dashes": "12-" * (MEGABYTE // 3),
    "capitals apart": "A " * (MEGABYTE // 2),
    "initials": "A." * (MEGABYTE // 2),
    "titles": "dott. " * (MEGABYTE // 6),
    "a title without end": "Sig. " + "Aa" * (MEGABYTE // 2),
    "streets": "via " * (MEGABYTE // 4),
    "at signs": "@" * MEGABYTE,
    "addresses without end": "a@" + "a." * (MEGABYTE // 2),
    "full stops": "." * MEGABYTE,
    "hyphens": "a-" * (MEGABYTE // 2),
    "underscores": "_" * MEGABYTE,
    "brackets": "[" * MEGABYTE,
    "apostrophes": "d'" * (MEGABYTE // 2),
    "blanks": " " * MEGABYTE,
    "line ends": "\n" * MEGABYTE,
    "NULs": "\0" * MEGABYTE,
    "combining marks": "e" + "\u0301" * MEGABYTE,
    "months": "gennaio " * (MEGABYTE // 8),
    "slashes": "1/2/" * (MEGABYTE // 4),
    "web": "www." * (MEGABYTE // 4),
    "fiscal letters": "RSSMRA80A01H501" * (MEGABYTE // 15),
    "names": "Rossi Mario " * (MEGABYTE // 12),
    "surrogates": "\ud800" * (MEGABYTE // 4),
    "right to left": "\u202eirasor oiram " * (MEGABYTE // 14),
}

SECONDS = 30
"""Long for a megabyte on a busy machine, short for anything that grows with the square of the length."""


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_scan_ends_in_time_and_stays_inside_the_text(engine, kind):
    text = HOSTILE[kind]
    began = time.process_time()
    hits = engine.scan(text)
    assert time.process_time() - began < SECONDS
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("\0la sig.ra Bianchi\0 dorme", "Bianchi"),
        ("la sig.ra \u202eBianchi\u202c dorme", "Bianchi"),
        ("\ud800 la sig.ra Bianchi \udfff", "Bianchi"),
        ("\ufeffSig.ra Bianchi", "Bianchi"),
        (unicodedata.normalize("NFD", "la sig.ra Nicolò"), unicodedata.normalize("NFD", "Nicolò")),
        ("la sig.ra\u200b Bianchi", "Bianchi"),
        ("cittÃ  di residenza, la sig.ra Bianchi", "Bianchi"),
    ],
)
def test_dirt_beside_a_name_does_not_hide_it(engine, text, name):
    start = text.index(name)
    covered = {at for hit in engine.scan(text) for at in range(hit.start, hit.end)}
    assert {start + at for at, letter in enumerate(name) if letter.isalnum()} <= covered
