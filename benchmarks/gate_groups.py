"""Which gate patterns share an RE2 set best: merge, one pair at a time, those whose one automaton is quicker than two.

    python benchmarks/gate_groups.py --words 200000

A set costs a pass over the text, and a big automaton costs more a character than a small one: its states are many, are built as
texts call for them, and do not stay in the processor's cache. What is printed goes into `TOGETHER` of
`validation/anonymisation/gate.py`; minutes, one core.
"""

from __future__ import annotations

import argparse
import itertools
import time
from collections.abc import Iterator, Sequence
from functools import cache

from benchmarks.anonymisation_speed import SEED, mixed
from validation.anonymisation.gate import GateSet
from validation.anonymisation.pieces import pieces
from validation.anonymisation.recognisers import italian_recognisers

__all__ = ["main"]

_Group = tuple[str, ...]


def main() -> None:
    """Merge as long as merging pays, and print the groups."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--words", type=int, default=200_000, help="words to warm up on, and words to measure on (200000)"
    )
    asked = parser.parse_args()
    windows = _windows(asked.words)
    warm, timed = next(windows), next(windows)
    recognisers = {str(each.name): each for each in italian_recognisers() if getattr(each, "gate_patterns", ())}

    @cache
    def cost(group: _Group) -> float:
        gate = GateSet([recognisers[name] for name in group])
        _exhaust(gate.admitted(warm))
        began = time.process_time()
        _exhaust(gate.admitted(timed))
        return time.process_time() - began

    groups: set[_Group] = {(name,) for name in recognisers}
    while len(groups) > 1:
        gains = (
            (cost(one) + cost(other) - cost(_merged(one, other)), one, other)
            for one, other in itertools.combinations(sorted(groups), 2)
        )
        gain, one, other = max(gains)
        if gain < 0.0002 * asked.words / 200_000:
            break
        groups = groups - {one, other} | {_merged(one, other)}
        print(f"# {len(groups)} sets, {sum(map(cost, groups)) / asked.words * 1e6:.3f} microseconds a word", flush=True)
    for group in sorted(groups, key=lambda each: (-len(each), each)):
        print(f"    {' '.join(group)}")


def _exhaust(found: Iterator[object]) -> None:
    for _ in found:
        pass


def _merged(one: _Group, other: _Group) -> _Group:
    return tuple(sorted(one + other))


def _windows(words: int) -> Iterator[Sequence[bytes]]:
    """Give lists of windows, each of about so many words."""
    found: list[bytes] = []
    count = 0
    for text in mixed(SEED):
        found += [text[piece.left : piece.right].encode() for piece in pieces(text)]
        count += len(text.split())
        if count >= words:
            yield found
            found, count = [], 0


if __name__ == "__main__":
    main()
