"""Characters that nobody sees hide no name, and no place is lost for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.anonymisation.invisible import seen


@pytest.mark.parametrize("mark", ["\u00ad", "\u200b", "\u202e", "\u2060", "\ufeff"])
def test_a_name_with_an_invisible_character_inside_is_found_whole(engine, mark):
    text = f"la sig.ra{mark} Bian{mark}chi Anna{mark} dorme"
    (hit,) = engine.scan(text)
    assert text[hit.start : hit.end] == f"Bian{mark}chi Anna"


@given(st.text(alphabet="ab\u00ad\u200b\u202e è", max_size=30), st.data())
def test_every_place_leads_back_to_the_same_letters(text, data):
    read = seen(text)
    if not read.text:
        return
    start = data.draw(st.integers(0, len(read.text) - 1))
    end = data.draw(st.integers(start + 1, len(read.text)))
    first, last = read.place(start, end)
    assert seen(text[first:last]).text == read.text[start:end]
