"""Mask or replace the identifiers of a built dataset while every annotation moves along.

The tour, from the outside in:

* `folder.anonymise_folder` streams a built folder into a new one, part by part, and reports counts and places.
* `parts.Repairer` repairs some consecutive rows, which depend on no others: so several processes can share the work
  (`validation.executors.repairing`).
* `rows.RowRepair` repairs one row: its text, its other strings, its spans, and what points into them.
* `texts.TextRepair` repairs one string, and looks again until nothing but replacements is found.
* `edits` replaces pieces of a text and moves offsets; it knows nothing of identifiers.
* `surrogates.Surrogates` gives the fictional value of an identifier, from `names`, `dates`, `numbers` and `places`, all
  drawn with a key (`keys.Key`): the same value in the same group gives the same surrogate, in whatever order rows come.
* `record` keeps where replacements stand, in `anonymised.jsonl`, so that a second run leaves them alone.

What this package never does: write the key, or a word that it replaced, anywhere.
"""
