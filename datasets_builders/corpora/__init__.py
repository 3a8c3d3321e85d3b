"""One folder a corpus: `SPEC` in its `__init__.py`, the reader in `read.py`, prose in `README.md`, `CITATION.bib`.

No corpus knows another. `datasets_builders.catalogue` lists them.
"""
