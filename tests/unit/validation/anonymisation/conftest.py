import os
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from validation.anonymisation.engine import Hit, IdentifierEngine, default_engine

REPOSITORY = Path(__file__).resolve().parents[4]

Found = Callable[[str], list[tuple[str, str]]]


@pytest.fixture(scope="session")
def engine() -> IdentifierEngine:
    return default_engine()


@pytest.fixture(scope="session")
def found(engine: IdentifierEngine) -> Found:
    """What the engine finds in a text, as (what it covers, entity); gated and ungated must agree about it."""

    def look(text: str) -> list[tuple[str, str]]:
        hits: list[Hit] = engine.scan(text)
        assert hits == engine.scan_ungated(text)
        return [(text[hit.start : hit.end], hit.entity) for hit in hits]

    return look


@pytest.fixture(scope="session")
def e3c_texts() -> list[str]:
    shared = Path(os.environ.get("REFERTO_SHARED", REPOSITORY.parent / "shared"))
    folder = shared / "corpora" / "e3c-it" / "data_annotation"
    if not folder.is_dir():
        pytest.skip(f"E3C is not at {folder}; set REFERTO_SHARED to the folder that holds corpora/")
    trees = (ElementTree.parse(path) for path in sorted(folder.rglob("*.xml")))
    texts = [node.attrib["sofaString"] for tree in trees for node in tree.iter() if "sofaString" in node.attrib]
    assert len(texts) > 200, "layers 1 and 2 hold more than two hundred texts"
    return texts
