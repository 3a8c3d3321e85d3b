"""Tables of mentions, as spreadsheets and pandas write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from datasets_builders.formats.brat import Normalisation, TextBound
from datasets_builders.formats.mentions import MentionColumns, read_mentions
from datasets_builders.formats.tabular import SchemaDiffers

COLUMNS = MentionColumns("filename", "label", "start_span", "end_span", "text", code="code", resource="SNOMEDCT")
HEAD = "filename\tann_id\tlabel\tstart_span\tend_span\ttext\tcode\n"


def _table(folder: Path, content: str) -> Path:
    path = folder / "mentions.tsv"
    path.write_bytes(content.encode("utf-8"))
    return path


def test_mentions_come_by_document_with_their_concepts(tmp_path: Path) -> None:
    lines = "caso1\tT1\tMALATTIA\t0\t4\tgota\t90560007+1\ncaso2\tT1\tMALATTIA\t3\t8\tasma \t\n"
    mentions = read_mentions(_table(tmp_path, HEAD + lines), COLUMNS)
    assert mentions["caso1"].text_bounds == (TextBound("T1", "MALATTIA", ((0, 4),), "gota"),)
    assert [n.concept for n in mentions["caso1"].normalisations] == ["SNOMEDCT:90560007", "SNOMEDCT:1"]
    assert mentions["caso2"].normalisations == ()


def test_marks_quotes_and_line_ends_of_windows_are_undone(tmp_path: Path) -> None:
    content = ("\ufeff" + HEAD + 'caso1\tT1\tX\t0\t9\t"detta ""ok"""\t7\n').replace("\n", "\r\n")
    mentions = read_mentions(_table(tmp_path, content), COLUMNS)
    assert mentions["caso1"].text_bounds[0].text == 'detta "ok"'
    assert mentions["caso1"].normalisations == (Normalisation("NT1-0", "Reference", "T1", "SNOMEDCT:7"),)


def test_a_mention_that_begins_with_a_quotation_mark_swallows_no_lines(tmp_path: Path) -> None:
    lines = 'caso1\tT1\tX\t0\t3\t"ok\t\ncaso1\tT2\tX\t4\t6\tno\t\n'
    assert [b.text for b in read_mentions(_table(tmp_path, HEAD + lines), COLUMNS)["caso1"].text_bounds] == [
        '"ok',
        "no",
    ]


def test_lines_that_are_no_mentions_are_kept_as_unreadable(tmp_path: Path) -> None:
    lines = "caso1\tT1\tX\tzero\t3\tok\t\ncaso1\tT2\n"
    assert len(read_mentions(_table(tmp_path, HEAD + lines), COLUMNS)["caso1"].unreadable) == 2


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(SchemaDiffers, match="'start_span', 'code'"):
        read_mentions(_table(tmp_path, "filename\tlabel\toff0\tend_span\ttext\n"), COLUMNS)
