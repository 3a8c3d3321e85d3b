"""RELEASE.toml is checked to the last key; all that is wrong is told at once, and nothing wrong is a traceback."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from release.release_file import Release, ReleaseFileWrong, read_release_file
from validation.findings import Acceptance

Read = Callable[..., Release]

HEAD = """
[release]
name = "note-inventate"
version = "1.2.0"
namespace = "ospedale-inventato"
"""
DATASET = """
[[datasets]]
corpus = "emergency-example-it"
source = "raw"
repo = "note"
"""


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a release file of this content."""

    def make(*parts: str) -> Release:
        path = tmp_path / "RELEASE.toml"
        path.write_text("".join(parts), encoding="utf-8")
        return read_release_file(path)

    return make


def _wrong(read: Read, *parts: str) -> list[str]:
    """Read a file that must be refused; return what is told, line by line."""
    with pytest.raises(ReleaseFileWrong) as caught:
        read(*parts)
    assert caught.value.exit_code == 2
    assert caught.value.remedy
    return [line.removeprefix("  - ") for line in caught.value.fact.splitlines()[1:]]


def test_a_good_file_is_read_with_its_defaults(read: Read, tmp_path: Path) -> None:
    release = read(HEAD, DATASET)
    assert (release.name, release.title, release.tag, release.namespace) == (
        "note-inventate", "note-inventate", "v1.2.0", "ospedale-inventato",
    )  # fmt: skip
    (entry,) = release.datasets
    assert (entry.repo_id, entry.name, entry.corpus) == ("ospedale-inventato/note", "note", "emergency-example-it")
    assert (entry.source, entry.path) == (tmp_path / "raw", None)
    assert (entry.visibility, entry.gated, entry.splits, entry.acceptances) == ("private", False, "official", ())
    assert release.folder == tmp_path


def test_the_title_may_differ_from_the_name(read: Read) -> None:
    assert read(HEAD, 'title = "Note inventate"\n', DATASET).title == "Note inventate"


def test_a_folder_already_built_may_be_given_instead_of_a_source(read: Read, tmp_path: Path) -> None:
    (entry,) = read(HEAD, '[[datasets]]\npath = "built/note"\nrepo = "note"\n').datasets
    assert (entry.path, entry.source, entry.corpus) == (tmp_path / "built/note", None, "")


def test_visibility_and_gate_are_inherited_and_may_be_said_again(read: Read) -> None:
    shared = 'visibility = "public"\ngated = "manual"\n'
    own = '[[datasets]]\npath = "b"\nrepo = "altra"\nvisibility = "private"\ngated = false\n'
    inherited, said = read(HEAD, shared, DATASET, own).datasets
    assert (inherited.visibility, inherited.gated) == ("public", "manual")
    assert (said.visibility, said.gated) == ("private", False)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ((HEAD, 'visibilty = "public"\n', DATASET), "[release]: unknown key 'visibilty'; did you mean 'visibility'?"),
        ((HEAD, DATASET, 'sources = "raw"\n'), "[[datasets]] 1: unknown key 'sources'; did you mean 'source'?"),
        ((HEAD, DATASET, 'split = "repaired"\n'), "[[datasets]] 1: unknown key 'split'; did you mean 'splits'?"),
        (
            (HEAD, DATASET, 'accept = [{ code = "SPLIT02", row = ["a"], rows = ["a"], reason = "x" }]\n'),
            "[[datasets]] 1, accept 1: unknown key 'row'; did you mean 'rows'?",
        ),
        ((HEAD, DATASET, '[dataset]\nrepo = "note"\n'), "the file: unknown key 'dataset'; did you mean 'datasets'?"),
    ],
    ids=["head", "dataset", "splits", "acceptance", "file"],
)
def test_an_unknown_key_is_answered_with_the_nearest(read: Read, parts: tuple[str, ...], told: str) -> None:
    assert told in _wrong(read, *parts)


def test_a_key_near_to_none_is_answered_with_all_there_are(read: Read) -> None:
    (told,) = _wrong(read, HEAD, DATASET, "zzz = 1\n")
    assert "'zzz'; known are corpus, source, " in told


def test_everything_that_is_wrong_is_told_together(read: Read) -> None:
    told = _wrong(
        read,
        '[release]\nname = "note inventate"\nvisibility = "hidden"\ncolour = 1\n',
        '[[datasets]]\ncorpus = "e3c-it"\nrepo = ""\ngated = true\n',
        'accept = [{ code = "SPLIT02", rows = [], until = "2027-06-30" }]\n',
    )
    for part in (
        "name = 'note inventate'", "'namespace' is missing", "'version' is missing", "visibility = 'hidden'", "unknown key 'colour'",
        "give either corpus and source, or path", "'repo' is missing", "gated = True", "'reason' is missing", "'rows' must list",
        "'until' must be a date",
    ):  # fmt: skip
        assert [line for line in told if part in line], part
    assert len(told) >= 11


@pytest.mark.parametrize(
    ("key", "value"),
    [("name", '""'), ("name", "3"), ("name", '"a/b"'), ("namespace", '"-a"'), ("version", '"1.0"'), ("version", '"v1.0.0"'),
     ("version", "1"), ("version", '"1.0.0 beta"')],
)  # fmt: skip
def test_a_name_or_version_of_another_form_is_told(read: Read, key: str, value: str) -> None:
    lines = [line if not line.startswith(f"{key} =") else f"{key} = {value}" for line in HEAD.splitlines()]
    (told,) = _wrong(read, "\n".join(lines), DATASET)
    assert told.startswith("[release]: ")
    assert key in told


@pytest.mark.parametrize("version", ["1.0.0", "10.20.30", "1.0.0-rc1", "1.0.0.post1"])
def test_a_version_may_have_a_suffix(read: Read, version: str) -> None:
    assert read(HEAD.replace("1.2.0", version), DATASET).tag == f"v{version}"


@pytest.mark.parametrize("value", ['"yes"', "true", '"false"', "0", "1"])
def test_a_gate_is_manual_auto_or_false_and_nothing_like_it(read: Read, value: str) -> None:
    (told,) = _wrong(read, HEAD, DATASET, f"gated = {value}\n")
    assert "is none of 'manual', 'auto', false" in told


@pytest.mark.parametrize(
    "keys",
    [
        'corpus = "e3c-it"',
        'source = "raw"',
        'corpus = "e3c-it"\nsource = "raw"\npath = "b"',
        'corpus = "e3c-it"\npath = "b"',
        "",
    ],
    ids=["corpus alone", "source alone", "all three", "corpus and path", "none"],
)
def test_a_dataset_comes_from_a_corpus_and_its_source_or_from_a_folder(read: Read, keys: str) -> None:
    assert _wrong(read, HEAD, f'[[datasets]]\nrepo = "note"\n{keys}\n') == [
        "[[datasets]] 1: give either corpus and source, or path"
    ]


def test_a_file_without_a_dataset_has_nothing_to_publish(read: Read) -> None:
    assert _wrong(read, HEAD) == [
        "the file: there is no [[datasets]] or [[models]] table, so there is nothing to publish"
    ]
    assert _wrong(read, HEAD, "[[datasets]]\n")


def test_two_tables_for_one_repository_are_told(read: Read) -> None:
    told = _wrong(read, HEAD, DATASET, '[[datasets]]\npath = "b"\nrepo = "note"\n')
    assert told == ["the file: two tables publish to ospedale-inventato/note"]


# Models

MODEL = """
[[models]]
path = "checkpoints/ner"
repo = "note-ner"
"""


def test_a_model_is_read_with_its_defaults(read: Read, tmp_path: Path) -> None:
    release = read(HEAD, DATASET, MODEL)
    (entry,) = release.models
    assert (entry.repo_id, entry.name) == ("ospedale-inventato/note-ner", "note-ner")
    assert (entry.path, entry.run) == (tmp_path / "checkpoints/ner", tmp_path / "checkpoints/ner" / "run.json")
    assert (entry.results, entry.memorisation, entry.base, entry.merge, entry.dtype) == (None, None, None, False, "")
    assert (entry.visibility, entry.gated, entry.max_shard_size, entry.acceptances) == ("private", False, None, ())
    assert read(HEAD, MODEL).datasets == (), "a release may hold models alone"


def test_everything_a_model_can_say_is_read(read: Read, tmp_path: Path) -> None:
    more = """
    visibility = "public"
    gated = "auto"
    run = "runs/run.json"
    results = "runs/results.json"
    base_results = "runs/base/results.json"
    memorisation = "runs/memorisation.json"
    base = "models/base"
    merge = true
    dtype = "bfloat16"
    max_shard_size = "2GB"
    licence = "cc-by-nc-4.0"
    title = "Note"
    summary = "Un modello."
    uses = ["Ricerca."]
    not_for = ["Diagnosi."]
    citation = "@misc{note}"
    accept = [{ code = "LEAK02", rows = ["config.json"], reason = "un progetto" }]

      [models.baselines]
      altro = "runs/altro/results.json"
    """
    (entry,) = read(HEAD, DATASET, MODEL, more).models
    assert (entry.run, entry.results) == (tmp_path / "runs/run.json", tmp_path / "runs/results.json")
    assert entry.baselines == (("altro", tmp_path / "runs/altro/results.json"),)
    assert (entry.merge, entry.base, entry.dtype, entry.max_shard_size) == (
        True,
        tmp_path / "models/base",
        "bfloat16",
        2 * 10**9,
    )
    assert (entry.visibility, entry.gated, entry.licence) == ("public", "auto", "cc-by-nc-4.0")
    assert (entry.title, entry.summary, entry.uses, entry.not_for) == (
        "Note",
        "Un modello.",
        ("Ricerca.",),
        ("Diagnosi.",),
    )
    assert entry.acceptances == (Acceptance("LEAK02", ("config.json",), "un progetto"),)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ('result = "a.json"', "[[models]] 1: unknown key 'result'; did you mean 'results'?"),
        ("merge = true", "[[models]] 1: merge = true needs 'base', the folder of the base model"),
        ('merge = "yes"', "[[models]] 1: merge = 'yes' is none of True, false"),
        ('dtype = "int4"', "[[models]] 1: dtype = 'int4' is none of 'float32', 'bfloat16', 'float16'"),
        ('max_shard_size = "molto"', "[[models]] 1: max_shard_size = 'molto' is no size such as 2GB"),
        ("max_shard_size = 3", "[[models]] 1: 'max_shard_size' is missing or is not text"),
        (
            'memorisation = "m.json"\nwithout_memorisation = "perché no"',
            "give either memorisation or without_memorisation",
        ),
        ('without_memorisation = " "', "[[models]] 1: 'without_memorisation' is missing or is not text"),
        ('uses = "Ricerca"', "[[models]] 1: 'uses' must be a list of texts"),
        ("baselines = { altro = 3 }", "[[models]] 1, baselines: 'altro' is missing or is not text"),
        ('accept = [{ code = "LEAK02", reason = "x" }]', "[[models]] 1, accept 1: 'rows' must list row ids"),
    ],
)
def test_what_is_wrong_in_a_model_is_told(read: Read, given: str, told: str) -> None:
    (line,) = _wrong(read, HEAD, DATASET, MODEL, f"{given}\n")
    assert told in line


def test_a_model_needs_a_path_and_a_name_of_its_own(read: Read) -> None:
    assert _wrong(read, HEAD, '[[models]]\nrepo = "note"\n') == [
        "[[models]] 1: 'path' is missing, the folder of the checkpoint"
    ]
    told = _wrong(read, HEAD, DATASET, '[[models]]\npath = "a"\nrepo = "note"\n')
    assert told == ["the file: two tables publish to ospedale-inventato/note"]


# Acceptances


def test_an_acceptance_is_read_with_its_last_day(read: Read) -> None:
    given = """
      [[datasets.accept]]
      code = "SPLIT02"
      rows = ["PS-0041", "PS-0042"]
      reason = "split ufficiale"
      until = 2027-06-30

      [[datasets.accept]]
      code = "ANON01"
      rows = ["*"]
      count = 3
      reason = "eponimi"
    """
    (entry,) = read(HEAD, DATASET, given).datasets
    assert entry.acceptances == (
        Acceptance("SPLIT02", ("PS-0041", "PS-0042"), "split ufficiale", datetime.date(2027, 6, 30)),
        Acceptance("ANON01", ("*",), "eponimi", None, 3),
    )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ('rows = ["a"], reason = "x"', "'code' is missing"),
        ('code = "SPLIT02", rows = ["a"]', "'reason' is missing"),
        ('code = "SPLIT02", rows = ["a"], reason = " "', "'reason' is missing"),
        ('code = "SPLIT02", reason = "x"', "'rows' must list"),
        ('code = "SPLIT02", rows = "a", reason = "x"', "'rows' must list"),
        ('code = "SPLIT02", rows = [""], reason = "x"', "'rows' must list"),
        ('code = "SPLIT02", rows = [1], reason = "x"', "'rows' must list"),
        ('code = "SPLIT02", rows = ["*"], reason = "x"', "needs 'count'"),
        ('code = "SPLIT02", rows = ["*"], count = "2", reason = "x"', "'count' must be a whole number"),
        ('code = "SPLIT02", rows = ["a"], reason = "x", until = "2027-06-30"', "'until' must be a date"),
        ('code = "SPLIT02", rows = ["a"], reason = "x", until = 2027', "'until' must be a date"),
    ],
)
def test_an_acceptance_that_says_too_little_is_told(read: Read, given: str, told: str) -> None:
    (line,) = _wrong(read, HEAD, DATASET, f"accept = [{{ {given} }}]\n")
    assert line.startswith("[[datasets]] 1, accept 1: ")
    assert told in line


def test_a_date_with_a_time_is_no_last_day(read: Read) -> None:
    given = 'accept = [{ code = "SPLIT02", rows = ["a"], reason = "x", until = 2027-06-30T12:00:00 }]\n'
    assert "'until' must be a date" in _wrong(read, HEAD, DATASET, given)[0]


@pytest.mark.parametrize("count", ['"2"', "2.5", "true"])
def test_a_count_beside_listed_rows_must_be_a_number_too(read: Read, count: str) -> None:
    given = f'accept = [{{ code = "SPLIT02", rows = ["a"], reason = "x", count = {count} }}]\n'
    assert "count" in _wrong(read, HEAD, DATASET, given)[0]


# Files that are not what they should be


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReleaseFileWrong, match="no file") as caught:
        read_release_file(tmp_path / "assente.toml")
    assert caught.value.remedy


@pytest.mark.parametrize(
    "content",
    [b"[release\n", b'name = "a"\nname = "b"\n', b'name = "perch\xe9"\n'],
    ids=["broken", "key twice", "latin-1"],
)
def test_a_file_that_is_not_toml_is_told_with_the_reason(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "RELEASE.toml"
    path.write_bytes(content)
    with pytest.raises(ReleaseFileWrong, match="is not TOML") as caught:
        read_release_file(path)
    assert caught.value.cause


def test_a_folder_is_no_release_file(tmp_path: Path) -> None:
    with pytest.raises(ReleaseFileWrong):
        read_release_file(tmp_path)


@pytest.mark.parametrize(
    "parts",
    [
        ('release = "note"\n', DATASET),
        ('[[release]]\nname = "note"\n', DATASET),
        (HEAD, '[datasets]\nrepo = "note"\npath = "b"\n'),
        ('datasets = ["note"]\n', HEAD),
        (HEAD, DATASET, 'accept = ["SPLIT02"]\n'),
        (HEAD, DATASET, 'accept = { code = "SPLIT02", rows = ["a"], reason = "x" }\n'),
        (HEAD, DATASET, "accept = 3\n"),
    ],
    ids=[
        "text for the head",
        "a list of heads",
        "[datasets]",
        "a list of names",
        "codes alone",
        "one table",
        "a number",
    ],
)
def test_a_table_of_another_shape_is_told(read: Read, parts: tuple[str, ...]) -> None:
    assert _wrong(read, *parts)


def test_the_shipped_release_files_can_be_read(examples: Path) -> None:
    files = sorted(examples.glob("*.toml"))
    assert files
    for path in files:
        assert read_release_file(path).datasets
