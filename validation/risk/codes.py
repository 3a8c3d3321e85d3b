"""What an assessment of risk may find."""

from __future__ import annotations

from validation.findings import Code, Severity

__all__ = ["CODES", "NOTE_OF_TWO", "ORDER_OF_DATES", "SMALL_CLASSES"]

SMALL_CLASSES = Code(
    "RISK01",
    "few-share-their-traits",
    Severity.ERROR,
    cause="Fewer persons than the threshold share the same age band, sex, place, year, hospital, profession and origin.",
    remedy="Coarsen or remove what makes them rare (place, hospital, origin), or leave those rows out, and assess again.",
)
ORDER_OF_DATES = Code(
    "RISK02",
    "order-follows-dates",
    Severity.ERROR,
    cause="The ids, or the rows themselves, stand in the order of the dates in the notes: a position then tells a date.",
    remedy="Give the rows ids drawn at random and shuffle them before publishing.",
)
NOTE_OF_TWO = Code(
    "RISK03",
    "note-of-two-persons",
    Severity.ERROR,
    cause="The same or nearly the same note stands under two persons: one person has two ids, or a note was copied.",
    remedy="Give both one group_id, or keep one copy. Whoever knows one of the two knows the other.",
)

CODES = (SMALL_CLASSES, ORDER_OF_DATES, NOTE_OF_TWO)
"""All of them, in order."""
