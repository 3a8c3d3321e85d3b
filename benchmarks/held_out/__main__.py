"""Check the set against its own rules, print what it holds, and show some notes with the spans marked."""

from __future__ import annotations

import sys
from collections import Counter
from statistics import median

from benchmarks.held_out import Note, generate


def main() -> None:
    """Count entities and forms in 4,000 notes, and show as many as the first argument asks for."""
    shown = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    notes = list(generate(4000, 0))
    for note in notes:
        check(note)
    entities = Counter(entity for note in notes for _, _, entity in note.spans)
    forms = Counter(
        (entity, form) for note in notes for (_, _, entity), form in zip(note.spans, note.forms, strict=True)
    )
    for entity, count in entities.most_common():
        print(f"{entity:24}{count:6}")
        for (owner, form), times in sorted(forms.items()):
            if owner == entity:
                print(f"    {form:34}{times:6}")
    words = [len(note.text.split()) for note in notes]
    print("words: least, median, most", min(words), median(words), max(words))
    print("spans a note", sorted(Counter(len(note.spans) for note in notes).items()))
    for note in generate(shown, 1):
        print("-" * 100)
        print(marked(note))


def check(note: Note) -> None:
    """Fail where a span is empty, outside the text, has blanks at its edges or lies on another."""
    end = 0
    for start, stop, _ in note.spans:
        stretch = note.text[start:stop]
        assert end <= start < stop <= len(note.text), note
        assert stretch == stretch.strip(), note
        end = stop
    assert len(note.forms) == len(note.spans), note


def marked(note: Note) -> str:
    """Give the text with every span between marks."""
    pieces, end = [], 0
    for start, stop, entity in note.spans:
        pieces += [note.text[end:start], f"⟦{note.text[start:stop]}|{entity}⟧"]
        end = stop
    return "".join([*pieces, note.text[end:]])


if __name__ == "__main__":
    main()
