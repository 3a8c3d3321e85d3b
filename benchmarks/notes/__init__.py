"""Invented Italian clinical notes with the place of every identifier in them: the held-out set of the benchmarks.

    for note in generate(1000, seed=7):
        for (start, end, entity), form in zip(note.spans, note.forms):
            ...

HELD OUT: nobody tunes a rule, a list or a threshold on these templates, names or figures. Whoever changes the check
reads totals by entity, not the notes; a form that turns out to be missing is learned from elsewhere. Templates and
names were written without looking at the rules, and no line is taken from a real note.

The people never lived. About a third of the people carry names outside every gazetteer (`names`), which are reported
apart. Of the notes, about a quarter hold no identifier, half hold one to three, the rest four to thirteen; a note
has some fifty words.
"""

from benchmarks.notes.generator import Note, generate

__all__ = ["Note", "generate"]
