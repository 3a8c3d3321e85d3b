"""Every corpus of the catalogue declares all that is asked of it; the roles of splits are told by their names."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from datasets_builders.catalogue import CORPORA, get_corpus
from datasets_builders.errors import UserError
from datasets_builders.schema import TaskType
from datasets_builders.spec import CorpusSpec, Origin, Republish, split_role

each_corpus = pytest.mark.parametrize("spec", CORPORA, ids=lambda spec: spec.id)
SPANS = {TaskType.NER, TaskType.RE, TaskType.ARG, TaskType.PHI}


def test_ids_are_unique_and_of_the_form_the_command_line_takes() -> None:
    ids = [spec.id for spec in CORPORA]
    assert len(set(ids)) == len(ids) >= 3
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id) for id in ids)


def test_every_folder_of_a_corpus_is_in_the_catalogue(root: Path) -> None:
    folders = {path.parent.name for path in (root / "datasets_builders" / "corpora").glob("*/__init__.py")}
    assert {spec.id.replace("-", "_") for spec in CORPORA} == folders


@each_corpus
def test_every_spec_is_complete(spec: CorpusSpec) -> None:
    for name in ("title", "summary", "origin_note", "split_policy"):
        assert getattr(spec, name).strip(), name
    assert spec.language == ("es" if "-es-" in spec.id else "it")
    assert spec.origin in Origin
    assert spec.republish in Republish
    assert spec.tags
    assert all(line.endswith(".") for line in (*spec.defects, *spec.unknown))
    assert spec.read or spec.unknown, "a corpus without a reader says why"


@each_corpus
def test_every_licence_has_its_evidence(spec: CorpusSpec) -> None:
    licence = spec.licence
    assert licence.evidence
    assert licence.link.startswith("https://") or not spec.read
    assert licence.row_values or not spec.read
    assert licence.hub_id != "other" or licence.name


@each_corpus
def test_every_source_is_pinned(spec: CorpusSpec) -> None:
    assert spec.sources
    for source in spec.sources:
        assert source.url
        assert source.revision
        if "github.com" in source.url and source.revision != "unknown":
            assert re.fullmatch(r"[0-9a-f]{40}", source.revision)


@each_corpus
def test_every_config_is_described_and_declares_its_labels(spec: CorpusSpec) -> None:
    assert spec.configs or not spec.read
    assert len({config.name for config in spec.configs}) == len(spec.configs)
    for config in spec.configs:
        assert config.splits or not spec.read
        assert len(set(config.splits)) == len(config.splits)
        assert config.description.endswith(".")
        assert bool(config.labels) == (config.task in SPANS) or not spec.read
        assert not config.relation_labels or config.task in SPANS
        assert config.relation_labels or config.task is not TaskType.RE


@each_corpus
def test_every_corpus_ships_its_prose_and_its_citation(spec: CorpusSpec, root: Path) -> None:
    assert importlib.import_module(spec.folder).SPEC is spec
    folder = root.joinpath(*spec.folder.split("."))
    assert (folder / "README.md").read_text(encoding="utf-8").strip()
    assert re.search(r"^@\w+\{[^,]+,", (folder / "CITATION.bib").read_text(encoding="utf-8"), re.MULTILINE)


@each_corpus
def test_a_config_is_found_by_its_name_and_no_other(spec: CorpusSpec) -> None:
    for config in spec.configs:
        assert spec.config(config.name) is config
    with pytest.raises(KeyError, match="assente"):
        spec.config("assente")


@each_corpus
def test_a_corpus_is_found_by_its_id(spec: CorpusSpec) -> None:
    assert get_corpus(spec.id) is spec


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("e3c", "e3c-it"), ("casimedicos-it", "casimedicos-arg-it"), ("emergency_example_it", "emergency-example-it")],
)
def test_a_misspelt_corpus_is_answered_with_the_nearest(asked: str, meant: str) -> None:
    with pytest.raises(UserError, match=asked) as caught:
        get_corpus(asked)
    assert f"Did you mean '{meant}'?" in caught.value.cause
    assert "referto corpora" in caught.value.remedy


def test_an_id_near_to_none_gets_no_guess() -> None:
    with pytest.raises(UserError) as caught:
        get_corpus("zzzzzz")
    assert caught.value.cause == ""


@pytest.mark.parametrize(
    ("split", "role"),
    [
        ("test", "test"), ("TEST", "test"), ("test_gold", "test"), ("test2", "test"),
        ("validation", "validation"), ("validation_b", "validation"), ("dev", "validation"), ("Dev", "validation"),
        ("dev_1", "validation"), ("val", "validation"), ("valid", "validation"), ("development", "validation"),
        ("train", "train"), ("silver", "train"), ("validated", "train"), ("all", "train"), ("devices", "train"),
    ],
)  # fmt: skip
def test_a_split_is_told_by_its_name(split: str, role: str) -> None:
    assert split_role(split) == role
