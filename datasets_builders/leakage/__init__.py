"""Find the copies of texts among millions: equal ones, near ones, half ones, and those with other names, dates and numbers.

`words` reads the words of a column of texts; `grams` makes runs of 13 of them; `index` keeps two numbers a text and a sample of its
runs; `candidates` finds the texts that share runs, `shares` says exactly how much; `finder` tells what stands on both sides of an
evaluation and what is there twice. `sets` are runs of a benchmark without its texts. `rereading` reads rows of a built folder again.
"""

from __future__ import annotations

from datasets_builders.leakage.finder import BARE_SHARE, FEWEST_WORDS, PART, SHARE, LeakFinder, Pair, Unit

__all__ = ["BARE_SHARE", "FEWEST_WORDS", "PART", "SHARE", "LeakFinder", "Pair", "Unit"]
