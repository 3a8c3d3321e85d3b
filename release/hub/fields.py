"""Reading JSON that a client sent, with a plain word when it is not what was agreed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from release.hub.problems import Malformed

__all__ = ["Fields", "parse_object"]

_NOT_TEXT = re.compile("[\ud800-\udfff\0]")


def parse_object(body: bytes) -> Fields:
    """Read a JSON object; an empty body is an empty object.

    Raises:
        Malformed: the body is not one.
    """
    try:
        value = json.loads(body) if body.strip() else {}
    except (ValueError, RecursionError) as error:
        raise Malformed("The body is not JSON.") from error
    return Fields.of(value)


@dataclass(frozen=True)
class Fields:
    """A JSON object whose members are taken out by name and type; a member that is null counts as missing."""

    values: Mapping[str, object]

    @classmethod
    def of(cls, value: object) -> Fields:
        """Wrap a JSON value that ought to be an object.

        Raises:
            Malformed: it is something else.
        """
        if not isinstance(value, dict):
            raise Malformed("A JSON object was expected.")
        return cls(value)

    def text(self, name: str, default: str | None = None) -> str:
        """The string under `name`.

        Raises:
            Malformed: it is no string, or is missing and there is no default.
        """
        value = self.values.get(name)
        value = default if value is None else value
        if not isinstance(value, str):
            raise Malformed(f'"{name}" must be a string.')
        if _NOT_TEXT.search(value):
            raise Malformed(f'"{name}" is not Unicode text.')
        return value

    def maybe_text(self, name: str) -> str | None:
        """The string under `name`, or None where there is none."""
        return None if self.values.get(name) is None else self.text(name)

    def whole(self, name: str, default: int | None = None) -> int:
        """The whole number, not negative, under `name`.

        Raises:
            Malformed: it is no such number, or is missing and there is no default.
        """
        value = self.values.get(name)
        value = default if value is None else value
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**63:
            raise Malformed(f'"{name}" must be a whole number.')
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        """The truth value under `name`.

        Raises:
            Malformed: it is something else.
        """
        value = self.values.get(name)
        value = default if value is None else value
        if not isinstance(value, bool):
            raise Malformed(f'"{name}" must be true or false.')
        return value

    def object(self, name: str) -> Fields:
        """The object under `name`.

        Raises:
            Malformed: there is none.
        """
        return Fields.of(self.values.get(name))

    def objects(self, name: str) -> Iterator[Fields]:
        """The members of the list of objects under `name`.

        Raises:
            Malformed: there is no such list.
        """
        value = self.values.get(name)
        if not isinstance(value, list):
            raise Malformed(f'"{name}" must be a list.')
        return (Fields.of(member) for member in value)

    def texts(self, name: str) -> list[str]:
        """The strings in the list under `name`.

        Raises:
            Malformed: there is no such list.
        """
        value = self.values.get(name)
        if not isinstance(value, list):
            raise Malformed(f'"{name}" must be a list.')
        return [Fields({name: member}).text(name) for member in value]
