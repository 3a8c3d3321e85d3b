"""Invented Italian clinical notes with the place of every identifier in them: the development set.

    for note in generate(1000, seed=7):
        for (start, end, entity), form in zip(note.spans, note.forms):
            ...

The rules were made on these notes: they tell what a change breaks, and nothing about notes of others. `benchmarks.held_out` is
the set on which nobody tunes. No line is taken from a real note.

The people never lived. About a third of the people carry names outside every gazetteer (`names`), which are reported
apart. Of the notes, about a quarter hold no identifier, half hold one to three, the rest four to thirteen; a note
has some fifty words.
"""

from benchmarks.notes.generator import Note, generate

__all__ = ["Note", "generate"]
