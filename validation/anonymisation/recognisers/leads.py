r"""Tell in one pass which of some patterns the words before a number end with.

    LEADS = Leads({"dating": re.compile(r"(?:^|[^a-z])(?:il|dal) \Z"), "blocked": re.compile(r"(?:^|[^a-z])pa:? \Z")})
    LEADS.said("dimesso il ")   ->   {"dating"}

Python tries each pattern at each character of the words, for every number of a text; RE2 reads them once. A text full of
numbers ("12/4 12/4 12/4 ...") is as cheap as any other for that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

import re2

__all__ = ["Leads"]


class Leads:
    r"""Some patterns by name, each of which ends in `\Z`.

    Args:
        patterns: compiled by `re`, without look-around and without flags.
    """

    def __init__(self, patterns: Mapping[str, re.Pattern[str]]) -> None:
        self._patterns = dict(patterns)
        options = re2.Options()
        options.max_mem = 32 << 20
        options.log_errors = False
        self._set = re2.Set.SearchSet(options)
        for pattern in self._patterns.values():
            self._set.Add(pattern.pattern.replace(r"\u00a0", r"\x{a0}").replace(r"\Z", r"\z"))
        self._names = tuple(self._patterns)
        self._set.Add("")  # always occurs: an answer without it means that the automaton ran out of memory
        self._set.Compile()

    def said(self, lead: str) -> Set[str]:
        """Give the names of the patterns that `lead` ends with."""
        try:
            found = self._set.Match(lead.encode())
        except UnicodeEncodeError:  # a lone surrogate, which RE2 does not know
            found = None
        if not found:
            return {name for name, pattern in self._patterns.items() if pattern.search(lead)}
        return {self._names[number] for number in found if number < len(self._names)}
