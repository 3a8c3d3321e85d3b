"""The MEDDOCAN sample: brat files, some of whose offsets count the byte-order mark, and XML that says the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from datasets_builders.build import build
from datasets_builders.corpora.meddocan_es_sample import SPEC
from datasets_builders.corpora.meddocan_es_sample.read import read
from datasets_builders.reading import Record, Rejected, Repaired, SourceMismatch


def _write(folder: Path, name: str, text: str, ann: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_bytes(text.encode("utf-8"))
    (folder / f"{name}.ann").write_bytes(ann.encode("utf-8"))


def test_offsets_that_count_the_byte_order_mark_are_moved(tmp_path: Path) -> None:
    _write(tmp_path / "brat", "a", "Nombre: Rosa.", "T1\tNOMBRE_SUJETO_ASISTENCIA 8 12\tRosa\n")
    _write(tmp_path / "brat", "b", "\ufeffNombre: Rosa.", "T1\tNOMBRE_SUJETO_ASISTENCIA 9 13\tRosa\n")
    events = list(read(tmp_path))
    assert [[e.text for e in event.document.entities] for event in events if isinstance(event, Record)] == [
        ["Rosa"]
    ] * 2
    assert [e for e in events if isinstance(e, Repaired)] == [
        Repaired("phi", "validation", "b", "offsets-count-byte-order-mark")
    ]


def test_a_text_without_annotations_is_rejected_and_a_folder_without_brat_refused(tmp_path: Path) -> None:
    _write(tmp_path / "brat", "a", "Nombre: Rosa.", "")
    (tmp_path / "brat" / "a.ann").unlink()
    assert [e.reason for e in read(tmp_path) if isinstance(e, Rejected)] == ["ann-file-missing"]
    with pytest.raises(SourceMismatch):
        list(read(tmp_path / "brat"))


@pytest.fixture(scope="module")
def real(corpora: Path) -> Path:
    folder = corpora / "meddocan-es-sample"
    if not folder.is_dir():
        pytest.skip("meddocan-es-sample is not at hand")
    return folder


def test_the_real_sample_is_read_whole(real: Path, tmp_path: Path) -> None:
    facts = build(SPEC, real, tmp_path / "out")
    phi = facts["configs"]["phi"]
    assert (facts["rows_in"], facts["rows_out"]) == (40, 40)
    assert sum(phi["splits"]["validation"]["entities"].values()) == 920
    assert set(phi["splits"]["validation"]["entities"]) == set(SPEC.config("phi").labels)
    assert phi["repairs"] == {"offsets-count-byte-order-mark": 164}


def test_the_real_xml_says_what_the_brat_says(real: Path) -> None:
    """Text for text and entity for entity; the XML too counts a byte-order mark where there is one."""
    compared = 0
    for event in read(real):
        if not isinstance(event, Record):
            continue
        document = event.document
        root = etree.parse(real / "xml" / f"{document.id}.xml").getroot()
        raw = root.findtext("TEXT")
        shift = len(raw) - len(raw.removeprefix("\ufeff"))
        assert raw[shift:] == document.text
        tags = {
            (t.get("id"), t.get("TYPE"), int(t.get("start")) - shift, int(t.get("end")) - shift, t.get("text"))
            for t in root.find("TAGS")
        }
        assert tags == {(e.id, e.label, e.start, e.end, e.text) for e in document.entities}
        compared += len(tags)
    assert compared == 920
