r"""Tell in one pass which of some patterns the words before a number end with.

    LEADS = Leads({"dating": re.compile(r"(?:^|[^a-z])(?:il|dal) \Z"), "blocked": re.compile(r"(?:^|[^a-z])pa:? \Z")})
    LEADS.said("dimesso il ")   ->   {"dating"}

Python tries each pattern at each character of the words, for every number of a text; RE2 reads them once. A text full of
numbers ("12/4 12/4 12/4 ...") is as cheap as any other for that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from validation.anonymisation.pattern_set import PatternSet, written

__all__ = ["Leads"]


class Leads:
    r"""Some patterns by name, each of which ends in `\Z`.

    Args:
        patterns: compiled by `re`, without look-around and without flags.
    """

    def __init__(self, patterns: Mapping[str, re.Pattern[str]]) -> None:
        self._patterns = dict(patterns)
        self._set = PatternSet(megabytes=32)
        for pattern in self._patterns.values():
            self._set.add(pattern.pattern.replace(r"\u00a0", r"\x{a0}").replace(r"\Z", r"\z"))
        self._names = tuple(self._patterns)
        self._set.compile()

    def said(self, lead: str) -> Set[str]:
        """Give the names of the patterns that `lead` ends with."""
        read = written(lead)
        found = None if read is None else self._set.occurring(read)
        if found is None:
            return {name for name, pattern in self._patterns.items() if pattern.search(lead)}
        return {self._names[number] for number in found}
