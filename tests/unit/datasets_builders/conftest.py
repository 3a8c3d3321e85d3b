"""Small invented things that the tests of this folder build on: notes, XMI files, a corpus of one config."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import settings

import datasets_builders.build
from datasets_builders.catalogue import get_corpus
from datasets_builders.reading import Event
from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec

settings.register_profile("patient", deadline=None)  # a busy machine is no failure
settings.load_profile("patient")

MakeNote = Callable[..., dict[str, Any]]

_XMI_SPACES = {
    "xmi": "http://www.omg.org/XMI",
    "cas": "http:///uima/cas.ecore",
    "custom": "http:///webanno/custom.ecore",
    "type2": "http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore",
    "type4": "http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore",
}


@dataclass(frozen=True)
class XmiParts:
    """A UIMA file as WebAnno writes it. Spans are given in code points and written as UTF-16 code units."""

    text: str

    def units(self, position: int) -> int:
        """The UTF-16 code units before a code point."""
        return len(self.text[:position].encode("utf-16-le")) // 2

    def mark(self, kind: str, id: int, covered: str, **features: str) -> str:
        """An annotation of the first place where `covered` stands."""
        start = self.text.index(covered)
        return self.mark_at(kind, id, self.units(start), self.units(start + len(covered)), **features)

    def mark_at(self, kind: str, id: int, begin: int, end: int, **features: str) -> str:
        """An annotation by UTF-16 offsets, right or wrong."""
        said = "".join(f' {name}="{_attribute(value)}"' for name, value in features.items())
        return f'<custom:{kind} xmi:id="{id}" sofa="9001" begin="{begin}" end="{end}"{said}/>'

    def pertains_to(self, id: int, target: int) -> str:
        return f'<custom:RMLPERTAINSTOLink xmi:id="{id}" role="PERTAINS" target="{target}"/>'

    def file(self, *elements: str, sofa: bool = True, user: str = "annotatrice01") -> str:
        """The whole file; every annotation that covers text is a member of the view."""
        server = f"file:/srv/webanno/repository/project/1/document/2/source/{user}"
        head = (
            f'<type2:DocumentMetaData xmi:id="9000" sofa="9001" begin="0" end="{self.units(len(self.text))}" '
            f'documentTitle="{user}.txt" documentId="{user}" documentUri="{server}"/>'
            '<type4:Token xmi:id="9002" sofa="9001" begin="0" end="1" order="0"/>'
            '<type2:TagsetDescription xmi:id="9003" sofa="9001" begin="0" end="0" layer="webanno.custom.EVENT" name="x"/>'
            '<type2:TagsetDescription xmi:id="9004" sofa="9001" begin="0" end="0" layer="webanno.custom.EVENT" name="x"/>'
        )
        said = f'<cas:Sofa xmi:id="9001" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="{_attribute(self.text)}"/>'
        members = [9000, 9002, 9003, 9004]
        members += [int(id) for each in elements for id in re.findall(r'^<custom:\w+ xmi:id="(\d+)" sofa', each)]
        spaces = " ".join(f'xmlns:{name}="{url}"' for name, url in _XMI_SPACES.items())
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><xmi:XMI {spaces} xmi:version="2.0">\n<cas:NULL xmi:id="0"/>\n{head}\n'
            + "\n".join(elements)
            + f"\n{said if sofa else ''}"
            + f'<cas:View {"sofa=" if sofa else "x="}"9001" members="{" ".join(map(str, members))}"/>\n</xmi:XMI>\n'
        )


def _attribute(value: str) -> str:
    return escape(value, {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


@pytest.fixture(scope="session")
def xmi_of() -> Callable[[str], XmiParts]:
    """Begin an XMI file about a text."""
    return XmiParts


@pytest.fixture(scope="session")
def make_note() -> MakeNote:
    """Make a line of the shipped example corpus, all of it right until `changes` spoil it."""

    def make(id: str = "N-1", text: str | None = "Riferisce dispnea da ieri.", **changes: Any) -> dict[str, Any]:
        start = (text or "").find("dispnea")
        entities = [{"id": "e1", "start": start, "end": start + 7, "label": "SINTOMO"}] if start >= 0 else []
        note = {
            "note_id": id,
            "patient": f"P-{id}",
            "section": "visita",
            "text": text,
            "entities": entities,
            "relations": [],
        }
        return {**note, **changes}

    return make


@pytest.fixture
def write_notes(tmp_path: Path, make_note: MakeNote) -> Callable[..., Path]:
    """Write a source of the example corpus: `train` as given (objects or raw lines), one note in the other two splits."""

    def write(*train: Mapping[str, Any] | str | bytes, name: str = "source") -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        (folder / "train.jsonl").write_bytes(b"".join(_line(each) + b"\n" for each in train))
        for split in ("validation", "test"):
            (folder / f"{split}.jsonl").write_bytes(_line(make_note(split)) + b"\n")
        return folder

    return write


def _line(each: Mapping[str, Any] | str | bytes) -> bytes:
    if isinstance(each, bytes):
        return each
    return (each if isinstance(each, str) else json.dumps(each)).encode("utf-8")


@pytest.fixture(scope="session")
def example_spec() -> CorpusSpec:
    return get_corpus("emergency-example-it")


@pytest.fixture(scope="session")
def one_config() -> CorpusSpec:
    """A corpus that exists only here: one NER config of two splits."""
    return replace(
        get_corpus("emergency-example-it"),
        id="invented-it",
        title="Invented",
        read="nowhere:read",
        configs=(ConfigSpec("ner", TaskType.NER, ("train", "test"), "Notes.", labels=("SINTOMO",)),),
    )


@pytest.fixture
def read_with(monkeypatch: pytest.MonkeyPatch) -> Callable[[Iterable[Event]], None]:
    """Let `build` read these events, whatever the source."""

    def use(events: Iterable[Event]) -> None:
        kept = list(events)

        def read(source: Path) -> Iterator[Event]:
            yield from kept

        monkeypatch.setattr(datasets_builders.build, "reader_of", lambda spec: read)

    return use
