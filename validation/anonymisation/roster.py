"""Write a hospital's list of patients and staff so that it can be looked for and not be read: `build_roster`, `read_roster`.

Each way to write a person (`roster_forms`) becomes HMAC-SHA256 under the hospital's key, cut to 128 bits, sorted by kind and
filled up with others that stand for nobody, so that neither the order nor the number tells who is in the list, or how many.

    key = read_key(Path("roster.key"))
    write_text(out, build_roster(read_list(Path("patients.csv"), counts), key, counts).to_text())
    engine = with_roster(default_engine(), read_roster(out), key)

Whoever holds the key *and* the roster can try names one by one. Nothing here writes the key, or says a name in an error.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import os
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations, product
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from datasets_builders.errors import Refused, UserError
from validation.anonymisation.roster_forms import (
    APOSTROPHES,
    ENTITY_OF,
    NUMBERS,
    WORD,
    canonical,
    fold_word,
    name_forms,
    number_form,
    surname_form,
    whole_name_forms,
    words_of,
)

if TYPE_CHECKING:
    from validation.anonymisation.engine import IdentifierEngine

__all__ = ["KEY_BYTES", "Counts", "Hashes", "Roster", "build_roster", "keyed", "read_key", "read_roster", "with_roster"]

KEY_BYTES = 32
"""The fewest bytes of a key."""

SIZE = 16
"""Bytes of a hash: 128 bits, so that a million names give no false match by chance."""

FILL = 1_000
"""Each kind has a multiple of this many hashes, at least one, whether or not the list has that column."""

WORDS = "word"
"""The kind of the single words of all names: a text is asked about its words first, and only then about pairs of them."""

PAIRS = "pair"
"""The kind of two words of one name, or a word and an initial: where none stands in a text, no whole name does."""

KINDS = (WORDS, PAIRS, *ENTITY_OF)
_FORMAT = "referto-roster-1"


class Hashes(Sequence[bytes]):
    """Sorted hashes of one kind in one block of memory, 16 bytes each; `in` takes a binary search."""

    def __init__(self, block: bytes) -> None:
        self._block = block

    def __len__(self) -> int:
        return len(self._block) // SIZE

    @overload
    def __getitem__(self, index: int) -> bytes: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[bytes]: ...
    def __getitem__(self, index: int | slice) -> bytes | Sequence[bytes]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        if not 0 <= index < len(self):
            raise IndexError(index)
        return self._block[index * SIZE : index * SIZE + SIZE]

    def __contains__(self, value: object) -> bool:
        if not isinstance(value, bytes):
            return False
        place = bisect_left(self, value)
        return place < len(self) and self[place] == value

    @property
    def block(self) -> bytes:
        """All hashes, one after another."""
        return self._block


@dataclass(frozen=True)
class Roster:
    """A list that can be asked and not be read: the key's fingerprint, and hashes by kind."""

    fingerprint: str
    hashes: Mapping[str, Hashes]

    def to_text(self) -> str:
        """Give the file: JSON, one line a kind."""
        blocks = {kind: base64.b64encode(self.hashes[kind].block).decode("ascii") for kind in KINDS}
        content = {"format": _FORMAT, "hash_bytes": SIZE, "key_fingerprint": self.fingerprint, "hashes": blocks}
        return json.dumps(content, indent=1) + "\n"

    def require_key(self, key: bytes) -> None:
        """Refuse a key that this roster was not made with: under it nobody would ever be found.

        Raises:
            UserError: it is another key.
        """
        if not hmac.compare_digest(self.fingerprint, _fingerprint(key)):
            raise UserError(
                "The key does not belong to this roster.",
                cause="The roster was made with another key, and with this one no name would ever be found.",
                remedy="Give the key that `referto roster` was given, or make the roster again.",
            )


@dataclass
class Counts:
    """What became of the list: rows read, rows with nothing to look for, cells too short, by kind, columns unknown."""

    rows: int = 0
    unusable: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    ignored_columns: int = 0


def read_key(path: Path) -> bytes:
    """Read a key of at least 32 bytes; blanks and line ends around it do not count.

    Raises:
        UserError: it is not there, everybody may read it, or it is too short or too plain to be a key.
    """
    make = f"Make one with: (umask 077; head -c 32 /dev/urandom | base64 > {path})"
    if not path.is_file():
        raise UserError(f"There is no key file {path}.", remedy=make)
    if os.name == "posix" and path.stat().st_mode & 0o007:
        raise UserError(
            f"Every user of this machine may read or change the key file {path}.",
            cause="Whoever has the key and the roster can test who is in it.",
            remedy=f"chmod 600 {path}; if others may have read it, make another key and the roster again.",
        )
    key = path.read_bytes().strip()
    if len(key) < KEY_BYTES or len(set(key)) < 8:
        raise UserError(
            f"The key in {path} is too short or too plain: {KEY_BYTES} bytes or more, at random.",
            cause="A key that can be guessed protects nobody.",
            remedy=make,
        )
    return key


def keyed(key: bytes, kind: str, form: str) -> bytes:
    """Give the hash of a form: HMAC-SHA256 over the kind and the form, its first 16 bytes."""
    message = f"{_FORMAT}\0{kind}\0{form}".encode("utf-8", errors="surrogatepass")
    return hmac.digest(key, message, "sha256")[:SIZE]


def _fingerprint(key: bytes) -> str:
    return keyed(key, "fingerprint", "").hex()


def build_roster(
    persons: Iterable[Mapping[str, Sequence[str]]],
    key: bytes,
    counts: Counts,
    *,
    single_surnames: bool = False,
    common: Container[str] = frozenset(),
) -> Roster:
    """Make the roster of these persons; the same persons and key give the same bytes.

    Args:
        persons: by column ("surname", "name", "full_name" or one of `roster_forms.NUMBERS`), the values of its cells.
        key: at least 32 secret bytes.
        counts: is filled.
        single_surnames: also look for a surname that stands alone, with a low score.
        common: folded words that are no telling surname ("costa", "rosa"): not looked for alone.

    Raises:
        Refused: there is nothing in the list to look for.
    """
    found: dict[str, set[bytes]] = defaultdict(set)
    for person in persons:
        counts.rows += 1
        forms = set(_forms(person, counts, common if single_surnames else None))
        counts.unusable += not forms
        for kind, form in forms:
            found[kind].add(keyed(key, kind, form))
        if forms:
            pairs = set(_pairs(person))
            found[PAIRS].update(keyed(key, PAIRS, canonical(pair)) for pair in pairs)
            found[WORDS].update(keyed(key, WORDS, word) for pair in pairs for word in pair if len(word) > 1)
    if not any(found[kind] for kind in ENTITY_OF):
        raise Refused(
            "The list holds no name and no number to look for.",
            cause="Its rows or the columns that are known are empty; a roster of nobody would find nobody.",
            remedy="See docs/how-to/roster.md for the columns.",
        )
    return Roster(_fingerprint(key), {kind: _filled(found[kind], key, kind) for kind in KINDS})


def _forms(
    person: Mapping[str, Sequence[str]], counts: Counts, common: Container[str] | None
) -> Iterator[tuple[str, str]]:
    surnames, names = person.get("surname", ()), person.get("name", ())
    for surname in surnames:
        for name in names:
            yield from name_forms(surname, name)
        alone = surname_form(surname) if common is not None else ""
        if alone and common is not None and alone not in common:
            yield "surname", alone
    for whole in person.get("full_name", ()):
        yield from whole_name_forms(whole)
    for kind in NUMBERS:
        for cell in person.get(kind, ()):
            form = number_form(kind, cell)
            if form:
                yield kind, form
            else:
                counts.skipped[kind] += 1


def _pairs(person: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Give every two words that stand near each other wherever a name of this person stands, in any of its forms."""
    for surname, name in product(person.get("surname", ()), person.get("name", ())):
        yield from _across(surname, name)
    for whole in person.get("full_name", ()):
        surname, comma, name = whole.partition(",")
        yield from _across(surname, name) if comma else permutations(_words(whole), 2)
        yield from () if comma else ((word, unit[0]) for word in _words(whole) for unit in words_of(whole))
    for surname in person.get("surname", ()):
        yield from ((word, "") for word in _words(surname))  # for the surname that stands alone
        yield from permutations(_words(surname), 2)


def _across(surname: str, name: str) -> Iterator[tuple[str, str]]:
    given = _words(name).union(unit[0] for unit in words_of(name))
    return product(_words(surname), given)


def _words(cell: str) -> set[str]:
    """Give the words of a cell as a text may have them: each by itself, each unit, all as one, "Angelo" of "D'Angelo"."""
    written, units = WORD.findall(cell), words_of(cell)
    bare = (fold_word(word[2:]) for word in written if word[1:2] in APOSTROPHES and len(word) > 3)
    return {word for word in (*map(fold_word, written), *units, "".join(units), *bare) if len(word) > 1}


def _filled(hashes: set[bytes], key: bytes, kind: str) -> Hashes:
    """Add hashes of nobody up to the next multiple of `FILL`, always some; without the key they look like the others."""
    filled, number = set(hashes), 0
    target = (len(hashes) // FILL + 1) * FILL
    while len(filled) < target:
        filled.add(keyed(key, "nobody", f"{kind} {number}"))
        number += 1
    return Hashes(b"".join(sorted(filled)))


def read_roster(path: Path) -> Roster:
    """Read what `Roster.to_text` gave.

    Raises:
        UserError: it is not there, or no roster, or a damaged one.
    """
    if not path.is_file():
        raise UserError(f"There is no roster {path}.", remedy="Make one with `referto roster`.")
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        if raw["format"] != _FORMAT or raw["hash_bytes"] != SIZE:
            raise ValueError
        blocks = {kind: base64.b64decode(raw["hashes"][kind], validate=True) for kind in KINDS}
        roster = Roster(str(raw["key_fingerprint"]), {kind: Hashes(block) for kind, block in blocks.items()})
    except (ValueError, KeyError, TypeError, binascii.Error) as error:
        raise _damaged(path) from error
    if not all(block and not len(block) % (FILL * SIZE) for block in blocks.values()):
        raise _damaged(path)
    return roster


def _damaged(path: Path) -> UserError:
    return UserError(
        f"{path} is no roster of this version, or it is damaged.",
        cause=f"A roster is JSON whose format is {_FORMAT}.",
        remedy="Make it again with `referto roster`.",
    )


def with_roster(engine: IdentifierEngine, roster: Roster, key: bytes) -> IdentifierEngine:
    """Give an engine that hears all that `engine` hears and the roster as well.

    Raises:
        UserError: the key is not the roster's.
    """
    from validation.anonymisation.engine import IdentifierEngine
    from validation.anonymisation.roster_voice import RosterVoice

    voice: Any = RosterVoice(roster, key)
    heard = engine._recognisers  # the same instances: they keep nothing between texts
    return IdentifierEngine([*heard, voice], threshold=engine.threshold, piece_size=engine.piece_size)
