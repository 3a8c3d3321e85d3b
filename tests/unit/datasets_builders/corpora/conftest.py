"""Sources in exactly the native formats of two corpora, small and invented; and the real ones, built once a session."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from datasets_builders.build import build
from datasets_builders.catalogue import get_corpus
from datasets_builders.schema import Document

Rows = Callable[..., list[dict[str, Any]]]
XmiOf = Callable[[str], Any]

CASE_1 = "Donna con dispnea e febbre. PA 130/80 mmHg, Hb 9,1."
CASE_2 = "\U0001fa7a Uomo con ematemesi. FC 110, \U00100000 lattati 4,2 mmol/L."


@dataclass(frozen=True)
class E3cTree:
    """The folders of the E3C repository that the Italian reader looks at."""

    root: Path
    xmi_of: XmiOf

    def write(self, path: str, content: str | bytes) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return file

    def train(self, *ids: str) -> None:
        """The list of training documents, in prose and in five languages as the real one is."""
        listed = ", ".join(f"'{id}'" for id in ids)
        prose = "The corpus is split into training and test data.\n\n"
        self.write(
            "documentation/train_test_split.txt",
            f"{prose}BASQUE\n'EU900001', 'EU900002'\n\nITALIAN\n{listed}\n\nSPANISH\n'ES900001'\n",
        )

    def annotated(self, layer: str, id: str, content: str, raw: Mapping[str, Any] | bytes | None = None) -> None:
        """One document of `layer1`, `layer2` or `validated`, and its JSON unless `raw` is None."""
        folder = "data_validation/Italian/layer2" if layer == "validated" else f"data_annotation/Italian/{layer}"
        self.write(f"{folder}/{id}.xml", content)
        if raw is not None:
            as_bytes = raw if isinstance(raw, bytes) else json.dumps(raw, ensure_ascii=False).encode("utf-8")
            self.write(f"data_collection/Italian/{'layer2' if layer == 'validated' else layer}/{id}.json", as_bytes)

    def layer3(self, documents: Mapping[str, bytes], *, archived: bool = False) -> None:
        """Layer 3, as the folder of the repository or as the archive it is handed on as."""
        if not archived:
            (self.root / "data_collection/Italian/layer3").mkdir(parents=True, exist_ok=True)
            for id, content in documents.items():
                self.write(f"data_collection/Italian/layer3/{id}.json", content)
            return
        path = self.write(f"data_collection/Italian/layer3_all_{len(documents)}.tar.gz", b"")
        with tarfile.open(path, "w:gz") as archive:
            folder = tarfile.TarInfo("layer3/")
            folder.type = tarfile.DIRTYPE
            archive.addfile(folder)
            for id, content in reversed(documents.items()):
                member = tarfile.TarInfo(f"layer3/{id}.json")
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))

    @staticmethod
    def raw(id: str, text: str, **changes: Any) -> dict[str, Any]:
        """The JSON of a document as the collection holds it."""
        return {
            "authors": [{"author": "Ginevra Altomonte"}, {"author": "Tancredi Pietrasanta"}],
            "doi": f"10.5555/{id}",
            "publication_date": "2020-MM-DD",
            "id": id,
            "url": f"https://example.org/{id}",
            "source": "Rivista inventata",
            "source_url": "https://example.org",
            "licence": "CC-BY",
            "language": "it",
            "type": "journal",
            "description": "",
            "text": text,
            **changes,
        }

    def layer3_document(self, id: str, text: str, **changes: Any) -> bytes:
        return json.dumps(self.raw(id, text, **changes), ensure_ascii=False).encode("utf-8")

    def metadata(self, id: int, licence: str = "CC-BY", **changes: str) -> str:
        """A METADATA annotation, zero width."""
        features = {
            "docAuthor": "Ginevra Altomonte; Tancredi Pietrasanta",
            "docLicense": licence,
            "docName": "IT900001",
            "docSource": "Rivista inventata",
            "docTime": "2020-12-31",
            **changes,
        }
        return str(self.xmi_of("x").mark_at("METADATA", id, 0, 0, **features))


@pytest.fixture
def e3c_tree(tmp_path: Path, xmi_of: XmiOf) -> E3cTree:
    """A whole source: two documents of layer 1, one of layer 2 that was also validated, two of layer 3."""
    tree = E3cTree(tmp_path / "e3c", xmi_of)
    tree.train("IT900001")
    one, two = xmi_of(CASE_1), xmi_of(CASE_2)
    first = one.file(
        tree.metadata(1),
        tree.metadata(2),
        one.mark("CLINENTITY", 10, "dispnea", entityID="C0013404"),
        one.mark("CLINENTITY", 11, "febbre"),
        one.mark("EVENT", 20, "PA", polarity="POS"),
        one.mark("EVENT", 21, "Hb"),
        one.mark("RML", 30, "130/80 mmHg", PERTAINSTO="40"),
        one.mark("RML", 31, "9,1", PERTAINSTO="41"),
        one.pertains_to(40, 20),
        one.pertains_to(41, 21),
    )
    second = two.file(
        tree.metadata(1, docName="IT900002"),
        two.mark("CLINENTITY", 10, "ematemesi", entityID="C0018926"),
        two.mark("EVENT", 20, "lattati"),
        two.mark("RML", 30, "4,2 mmol/L", PERTAINSTO="40"),
        two.pertains_to(40, 20),
    )
    tree.annotated("layer1", "IT900001", first, tree.raw("IT900001", f"\n{CASE_1}\n"))
    tree.annotated("layer1", "IT900002", second, tree.raw("IT900002", CASE_2))
    third = xmi_of("Ragazza con cefalea.")
    silver = third.file(third.mark("CLINENTITY", 10, "cefalea"), user="automatico")
    tree.annotated("layer2", "IT900003", silver, tree.raw("IT900003", "Ragazza con cefalea."))
    tree.annotated("validated", "IT900003", third.file(third.mark("CLINENTITY", 10, "cefalea", entityID="C0018681")))
    tree.layer3(
        {
            "IT900010": tree.layer3_document("IT900010", "Foglio illustrativo di un farmaco inventato."),
            "IT900011": tree.layer3_document(
                "IT900011", "Domanda d'esame\r\ncon a capo.", publication_date="2008-05-DD"
            ),
        }
    )
    return tree


Line = str | tuple[str, ...]


@dataclass(frozen=True)
class CasiMedicosTree:
    """The folder IT/ of casimedicos-arg.tar.gz."""

    root: Path

    def write(self, name: str, *cases: str) -> Path:
        file = self.root / "IT" / f"{name}.tsv"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(cases), encoding="utf-8")
        return file

    @staticmethod
    def lines(*sentences: Iterable[Line]) -> str:
        """Sentences of words; a word alone is outside, a tuple gives the further columns."""
        return "".join("".join(_line(word) for word in sentence) + "\n" for sentence in sentences)

    def case(
        self,
        *,
        specialty: str = "PNEUMOLOGIA",
        vignette: Iterable[Line] = "Donna con dispnea e febbre.".split(),
        question: str = "Quale farmaco si prescrive?",
        options: Iterable[str] = ("1- Amoxicillina.", "2- Attesa vigile.", "3- Eparina.", "4- Ossigeno.", "5- nan"),
        key: str = "RISPOSTA CORRETTA: 2",
        explanation: str = "Il quadro regredisce da solo.",
    ) -> str:
        """One case as the source has it."""
        head = [f"QUESTION TYPE: {specialty}".split(), "CLINICAL CASE:".split()]
        tail = [line.split() for line in (question, *options, *((key,) if key else ()), explanation)]
        return self.lines(*head, list(vignette), *tail)


def _line(word: Line) -> str:
    columns = (word, "O", "", "") if isinstance(word, str) else word
    return "\t".join(columns) + "\n"


@pytest.fixture
def casimedicos_tree(tmp_path: Path) -> CasiMedicosTree:
    """A whole source: one case in each file."""
    tree = CasiMedicosTree(tmp_path / "casimedicos")
    for name in ("train", "dev", "test"):
        tree.write(name, tree.case())
    return tree


@pytest.fixture(scope="session")
def rows_of() -> Rows:
    """Read the rows of a config and of one split, or of all, from Parquet."""

    def read(out: Path, config: str, *splits: str) -> list[dict[str, Any]]:
        folder = out / "data" / config
        patterns = [f"{split}-*.parquet" for split in splits] or ["*.parquet"]
        return [
            row
            for pattern in patterns
            for path in sorted(folder.glob(pattern))
            for row in pq.read_table(path).to_pylist()
        ]

    return read


@pytest.fixture(scope="session")
def span_law_holds() -> Callable[[Path], int]:
    """Make a `Document` of every row of a build, which enforces the law, and return how many spans there were."""

    def check(out: Path) -> int:
        spans = 0
        for path in sorted((out / "data").rglob("*.parquet")):
            for row in pq.read_table(path).to_pylist():
                document = Document.from_row(row)
                spans += len(document.entities)
                for entity in document.entities:
                    assert row["text"][entity.start : entity.end] == entity.text
        return spans

    return check


@pytest.fixture(scope="session")
def built_e3c(e3c: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real E3C, built once."""
    out = tmp_path_factory.mktemp("real") / "e3c-it"
    build(get_corpus("e3c-it"), e3c, out)
    return out


@pytest.fixture(scope="session")
def built_casimedicos(casimedicos: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real CasiMedicos-Arg, built once."""
    out = tmp_path_factory.mktemp("real") / "casimedicos-arg-it"
    build(get_corpus("casimedicos-arg-it"), casimedicos, out)
    return out
