from hypothesis import given
from hypothesis import strategies as st

from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.pieces import LONGEST, MARGIN, pieces
from validation.anonymisation.recognisers import italian_recognisers


@given(st.text(alphabet="ab \n", max_size=400), st.integers(2, 60))
def test_the_cores_share_the_text_out_without_gap_or_overlap(text, size):
    cut = list(pieces(text, size=size))
    assert "".join(text[piece.start : piece.end] for piece in cut) == text
    assert all(0 < piece.end - piece.start <= size for piece in cut)
    assert all(0 <= piece.left <= piece.start < piece.end <= piece.right <= len(text) for piece in cut)


@given(st.text(alphabet="ab \n", max_size=2000), st.integers(2, 60))
def test_a_window_shows_a_margin_on_either_side_and_never_more_than_the_longest(text, size):
    for piece in pieces(text, size=size):
        before, after = piece.start - piece.left, piece.right - piece.end
        assert before >= min(MARGIN, piece.start)
        assert after >= min(MARGIN, len(text) - piece.end)
        assert max(before, after) <= MARGIN + LONGEST


def test_an_empty_text_has_no_pieces():
    assert list(pieces("")) == []


def test_results_do_not_depend_on_the_size_of_the_pieces(e3c_texts, engine):
    joined = "\n".join(e3c_texts)
    whole = engine.scan(joined)
    assert len(whole) > 20
    for size in (97, 5000):
        assert IdentifierEngine(italian_recognisers(), piece_size=size).scan(joined) == whole


def test_an_identifier_on_the_edge_of_a_piece_is_found_once_and_whole(engine):
    identifiers = "RSSMRA80A01H501U|la sig.ra Anna Bianchi|tel. 051 6363636|https://example.org/" + "x" * 900
    for identifier in identifiers.split("|"):
        alone = [(hit.entity, hit.end - hit.start) for hit in engine.scan(identifier)]
        assert len(alone) == 1
        for position in range(1380, 1520, 3):
            text = "testo " * (position // 6) + identifier + " fine" * 400
            assert [(hit.entity, hit.end - hit.start) for hit in engine.scan(text)] == alone
