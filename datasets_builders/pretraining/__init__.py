"""Continual-pre-training text out of built corpora: what may be used, mended, once, in Italian, and free of every test.

- `mending.mend(text)`: encoding, characters, blanks and lines put right; counts what it did.
- `boilerplate.repeated_lines(...)`: the lines a publisher puts into every document.
- `seen.SeenGrams`: has this text been here before, wholly or for its greater part?
- `gather.gather(folders, out, ...)`: the whole way, with every row accounted for.
"""
