"""JSON Lines: objects, and broken lines as they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from datasets_builders.formats.jsonl import Line, read_lines


def _read(folder: Path, content: bytes) -> list[Line]:
    path = folder / "file.jsonl"
    path.write_bytes(content)
    return list(read_lines(path))


def test_objects_come_with_the_number_of_their_line(tmp_path: Path) -> None:
    lines = _read(tmp_path, '{"a": "perché \U0001fa7a"}\n\n  \n{"a": 2}'.encode())
    assert [(line.number, line.object, line.error) for line in lines] == [
        (1, {"a": "perché \U0001fa7a"}, ""),
        (4, {"a": 2}, ""),
    ]


def test_a_byte_order_mark_and_crlf_are_accepted(tmp_path: Path) -> None:
    assert [line.object for line in _read(tmp_path, '{"a": 1}\r\n{"a": 2}\r\n'.encode("utf-8-sig"))] == [
        {"a": 1},
        {"a": 2},
    ]


@pytest.mark.parametrize(
    ("raw", "error"),
    [('{"a": "febbre', "not JSON: JSONDecodeError"), ("[1]", "not a JSON object"), ('"testo"', "not a JSON object"),
     ("null", "not a JSON object"), ("NaN", "not a JSON object")],
)  # fmt: skip
def test_a_line_that_is_no_object_comes_as_it_stands_and_its_error_quotes_nothing(
    tmp_path: Path, raw: str, error: str
) -> None:
    good, bad, last = _read(tmp_path, f'{{"a": 1}}\n{raw}\n{{"a": 3}}\n'.encode())
    assert (good.object, last.object) == ({"a": 1}, {"a": 3})
    assert bad == Line(2, None, raw, error)


def test_bytes_that_are_not_utf8_survive_in_a_broken_line(tmp_path: Path) -> None:
    (line,) = _read(tmp_path, b'{"a": "perch\xe9')
    assert line.object is None
    assert line.raw.encode("utf-8", "surrogateescape") == b'{"a": "perch\xe9'


def test_a_carriage_return_between_tokens_does_not_end_the_line(tmp_path: Path) -> None:
    assert [line.object for line in _read(tmp_path, b'{"a":\r1}\n{"a": 2}\n')] == [{"a": 1}, {"a": 2}]


def test_a_line_separator_within_a_value_does_not_end_the_line(tmp_path: Path) -> None:
    (line,) = _read(tmp_path, '{"a": "febbre\u2028\x85tosse"}\n'.encode())
    assert line.object == {"a": "febbre\u2028\x85tosse"}


def test_a_line_nested_too_deep_is_a_broken_line(tmp_path: Path) -> None:
    (line,) = _read(tmp_path, b"[" * 100_000)
    assert line.object is None


def test_a_line_with_bytes_that_are_not_utf8_is_a_broken_line(tmp_path: Path) -> None:
    (line,) = _read(tmp_path, b'{"a": "perch\xe9"}')
    assert line.object is None
    assert line.error
