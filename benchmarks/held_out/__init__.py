"""A held-out set of invented Italian clinical notes with the place of every identifier.

It measures how much the check finds in notes that nobody looked at while writing it. The notes and the lists behind them
were written without sight of the check and of the other set of notes. Nobody tunes the check on this set: what it misses
here is counted, not mended one by one, or the figure would mean nothing any more. All people are fictional.
"""

from benchmarks.held_out.generator import Note, generate

__all__ = ["Note", "generate"]
