"""Nothing that identifies a person leaves the data: no message, report, plan, card or account holds a word of it.

Secrets that stand nowhere else are planted in a copy of the shipped example: in every text column of good rows, in a row whose
span is broken, in one that lacks a key and in one that is not JSON. Then everything a person does with it is run, and every byte
that comes out is searched. Only data/ and rejected/ may hold them.
"""

from __future__ import annotations

import json
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from release.cli import main

CORPUS = "emergency-example-it"

# Unique by row and kind; each in a form that its recogniser finds.
FIRST_NAMES = ("Zenobia", "Ildegarda", "Teodolinda", "Radegonda", "Cunegonda")
LAST_NAMES = ("Quattrostelle", "Pietramellara", "Vallombrosani", "Montebruciato", "Settefontane")
CODES = ("QTTZNB48C52H501K", "PTRLDG51D44F205X", "VLLTLN62E60L219Q", "MNTRGN73H41D612W", "STTCNG84L50A944J")
PHONES = ("347 555 0191", "348 555 0272", "349 555 0353", "340 555 0434", "333 555 0515")
SECRETS = tuple(
    word
    for kinds in zip(FIRST_NAMES, LAST_NAMES, CODES, PHONES, strict=True)
    for word in (*kinds, kinds[3].replace(" ", ""), f"{kinds[1]}@".lower(), kinds[3][4:])
)


def _said(number: int) -> str:
    """A sentence that holds a name after a title, a fiscal code, a telephone number and an address."""
    first, last = FIRST_NAMES[number], LAST_NAMES[number]
    mail = f"{first}.{last}@posta.example.org".lower()
    return f"La signora {first} {last} (CF {CODES[number]}), cell. {PHONES[number]}, {mail}, riferisce dispnea."


def _note(id: str, **changes: Any) -> dict[str, Any]:
    text = "Riferisce dispnea da ieri."
    entity = {"id": "e1", "start": 10, "end": 17, "label": "SINTOMO"}
    return {
        "note_id": id,
        "patient": f"P-{id}",
        "section": "visita",
        "text": text,
        "entities": [entity],
        "relations": [],
        **changes,
    }


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    """A copy of the clean example with secrets in it."""
    folder = tmp_path_factory.mktemp("planted") / "source"
    shutil.copytree(examples / "emergency-clean", folder)
    broken_span = {"id": "e1", "start": 10, "end": 9000, "label": "SINTOMO"}
    lines = [
        json.dumps(_note("X-1", text=_said(0), entities=[], section=f"visita di {FIRST_NAMES[0]}: {_said(0)}")),
        json.dumps(_note("X-2", text=f"{_said(1)}\n\nPerchÃ© riferisce dispnea.", entities=[])),
        json.dumps(_note("X-3", text=_said(2), entities=[broken_span])),
        json.dumps({name: value for name, value in _note("X-4", text=_said(3)).items() if name != "section"}),
        json.dumps(_note("X-5", text=_said(4), section=_said(4)))[:-40],
    ]
    with (folder / "train.jsonl").open("a", encoding="utf-8") as train:
        train.write("\n".join(lines) + "\n")
    # The same words on both sides of an evaluation, so that the check of splits has them in its hands too.
    with (folder / "test.jsonl").open("a", encoding="utf-8") as test:
        test.write(json.dumps(_note("X-6", text=_said(1).upper() + " PERCHE RIFERISCE DISPNEA", entities=[])) + "\n")
    return folder


# One process for all commands, since most of the time goes into imports; what each writes to its descriptors goes to files, so that
# nothing that a library prints by itself is missed.
_COMMANDS = (
    "build", "check", "check-as-json", "plan", "publish", "mask", "surrogate", "check-masked",
    "scan", "roster", "check-roster", "risk",
)  # fmt: skip


class Walk:
    """Everything that was run in `root/work`: exit code, stdout and stderr of each command."""

    def __init__(self, root: Path) -> None:
        self.root = root / "work"
        self.said = root

    def code(self, name: str) -> int:
        return int((self.said / f"{name}.code").read_text())

    def stdout(self, name: str) -> str:
        return (self.said / f"{name}.stdout").read_text(encoding="utf-8")

    def stderr(self, name: str) -> str:
        return (self.said / f"{name}.stderr").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory, planted: Path, run_commands: Callable[..., None]) -> Walk:
    walk = Walk(tmp_path_factory.mktemp("walk"))
    walk.root.mkdir()
    (walk.root / "RELEASE.toml").write_text(
        '[release]\nname = "note"\nversion = "1.0.0"\nnamespace = "ospedale-inventato"\n'
        f'[[datasets]]\ncorpus = "{CORPUS}"\nsource = "{planted}"\nrepo = "note"\n',
        encoding="utf-8",
    )
    commands = (
        ["build", CORPUS, "--source", str(planted), "--out", "built", "--format", "json"],
        ["check", "built"],
        ["check", "built", "--format", "json", "--out", "report.json"],
        ["plan", "RELEASE.toml", "--to", "local:hub"],
        ["publish", "RELEASE.toml", "--to", "local:hub", "--yes"],
        ["anonymise", "built", "--out", "masked", "--mode", "mask"],
        ["anonymise", "built", "--out", "fictional", "--mode", "surrogate", "--key-file", "a.key"],
        ["check", "masked", "--format", "json", "--out", "masked.json"],
        [
            "scan",
            str(planted / "train.jsonl"),
            "--text-column",
            "text",
            "--id-column",
            "note_id",
            "--out",
            "spans.jsonl",
        ],
        ["roster", str(walk.root.parent / "list.csv"), "--key-file", "a.key", "--out", "roster.json"],
        ["check", "built", "--roster", "roster.json", "--key-file", "a.key"],
        ["risk", "built", "--out", "risk.json"],
    )
    (walk.root / "a.key").write_bytes(bytes(range(100, 148)))
    (walk.root / "a.key").chmod(0o600)
    listed = "".join(
        f"{first},{last},{code}\n" for first, last, code in zip(FIRST_NAMES, LAST_NAMES, CODES, strict=True)
    )
    (walk.root.parent / "list.csv").write_text(f"first_name,last_name,fiscal_code\n{listed}", encoding="utf-8")
    run_commands(dict(zip(_COMMANDS, commands, strict=True)), walk.said, walk.root)
    return walk


def _secrets_in(text: str) -> list[str]:
    folded = text.casefold()
    return [secret for secret in SECRETS if secret.casefold() in folded]


def _files(root: Path) -> Iterator[Path]:
    return (path for path in root.rglob("*") if path.is_file())


def _may_hold_secrets(path: Path, root: Path) -> bool:
    return bool({"data", "rejected"} & set(path.relative_to(root).parts))


def test_the_secrets_are_unique_and_stand_nowhere_in_the_repository(root: Path, examples: Path) -> None:
    assert len({*FIRST_NAMES, *LAST_NAMES, *CODES, *PHONES}) == 20
    for path in (*_files(examples), *(root / "docs").rglob("*.md"), root / "README.md"):
        assert not _secrets_in(path.read_text(encoding="utf-8", errors="replace")), path


def test_the_walk_went_as_it_should(walk: Walk) -> None:
    assert [walk.code(name) for name in _COMMANDS] == [1, 1, 1, 3, 3, 0, 0, 0, 1, 0, 1, 1]
    assert json.loads(walk.stdout("build"))["rejected"] == {
        "json-unreadable": 1,
        "key-missing": 1,
        "span-broken": 1,
    }


def test_every_kind_of_secret_was_seen_and_told_by_its_place(walk: Walk) -> None:
    findings = json.loads(walk.stdout("check-as-json"))["findings"]
    told = {(finding["code"], finding["row"], finding["column"]) for finding in findings}
    for code in ("ANON01", "ANON02", "ANON03", "ANON04"):
        assert {(code, "X-1", "text"), (code, "X-1", "section"), (code, "X-2", "text")} <= told, code
    assert ("TEXT02", "X-2", "text") in told
    assert [finding for finding in findings if finding["code"].startswith("SPLIT") and finding["row"] == "X-6"]


def test_what_was_planted_is_kept_where_it_belongs(walk: Walk) -> None:
    """The controls: without them the searches below could find nothing because there was nothing."""
    train = pq.read_table(walk.root / "built/data/ner/train-00000-of-00001.parquet").to_pylist()
    assert {*FIRST_NAMES[:2], *LAST_NAMES[:2], *CODES[:2], *PHONES[:2]} <= set(_secrets_in(str(train)))
    rejected = (walk.root / "built/rejected/ner.jsonl").read_text(encoding="utf-8")
    assert {*FIRST_NAMES[2:], *LAST_NAMES[2:], *CODES[2:], *PHONES[2:]} <= set(_secrets_in(rejected))


@pytest.mark.parametrize("folder", ["masked", "fictional"])
def test_nothing_that_was_planted_is_left_after_the_repair(walk: Walk, folder: str) -> None:
    tables = [pq.read_table(path).to_pylist() for path in (walk.root / folder / "data").rglob("*.parquet")]
    assert sum(map(len, tables)) > 0
    assert _secrets_in(str(tables)) == []


@pytest.mark.parametrize("name", _COMMANDS)
def test_no_secret_is_said_on_stdout_or_stderr(walk: Walk, name: str) -> None:
    assert walk.stdout(name) + walk.stderr(name)
    assert _secrets_in(walk.stdout(name)) == []
    assert _secrets_in(walk.stderr(name)) == []


def test_no_secret_is_written_outside_data_and_rejected(walk: Walk) -> None:
    searched = [path for path in _files(walk.root) if not _may_hold_secrets(path, walk.root)]
    names = {path.relative_to(walk.root).as_posix() for path in searched}
    assert {
        "report.json", "built/README.md", "built/corpus.json", "note-1.0.0/reports/note.json", "note-1.0.0/reports/note.raw.json",
        "note-1.0.0/datasets/note/README.md", "note-1.0.0/datasets/note/corpus.json", "note-1.0.0/datasets/note/referto.json",
        "masked.json", "masked/repair.json", "masked/anonymised.jsonl", "fictional/corpus.json",
        "spans.jsonl", "roster.json", "risk.json",
    } <= names  # fmt: skip
    for path in searched:
        assert _secrets_in(path.read_bytes().decode("utf-8", "replace")) == [], path
        assert _secrets_in(path.name) == []


def test_nothing_went_to_the_hub(walk: Walk) -> None:
    hub = walk.root / "hub"
    assert (hub / "blobs").is_dir(), "blobs are where this test looks for what was sent"
    assert [path for path in _files(hub) if {"blobs", "incoming"} & set(path.relative_to(hub).parts)] == []


def test_rejected_rows_are_not_among_what_would_be_published(walk: Walk) -> None:
    from release.prepare import published_files

    folder = walk.root / "note-1.0.0/datasets/note"
    assert (folder / "rejected").is_dir()
    assert [path for path in published_files(folder) if "rejected" in path.parts] == []


# Odd places, each with one secret


def _everything_said_about(
    note: dict[str, Any], folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> str:
    """Build and check one note; return all that is said and all that is written outside data/ and rejected/, tracebacks too."""
    (folder / "source").mkdir()
    for split, notes in (("train", [_note("A-1"), note]), ("validation", [_note("A-2")]), ("test", [_note("A-3")])):
        lines = "".join(json.dumps(each) + "\n" for each in notes)
        (folder / "source" / f"{split}.jsonl").write_text(lines, encoding="utf-8")
    out = folder / "work"
    said = []
    for command in (
        ("build", CORPUS, "--source", folder / "source", "--out", out / "built", "--format", "json"),
        ("check", out / "built"),
        ("check", out / "built", "--format", "json", "--out", out / "report.json"),
    ):
        monkeypatch.setattr(sys, "argv", ["referto", *map(str, command)])
        try:
            main()
        except SystemExit:
            pass
        except (ValueError, TypeError, LookupError, AttributeError, pa.ArrowException):
            said.append(traceback.format_exc())
        said += capfd.readouterr()
    assert "".join(said), "neither a word nor a traceback"
    written = [path for path in _files(out) if not _may_hold_secrets(path, out)]
    return "\n".join([*said, *(path.read_bytes().decode("utf-8", "replace") for path in written)])


_SPAN = {"id": "e1", "start": 10, "end": 17, "label": "SINTOMO"}
_ODD: dict[str, dict[str, Any]] = {
    "an id, where another check finds the row": {"note_id": CODES[0], "text": "Ã¨ in apnea, riferisce dispnea"},
    "an id, where its text is found too": {"note_id": CODES[0], "text": _said(1)},
    "a patient": {"patient": CODES[0]},
    "a label": {"entities": [{**_SPAN, "label": f"SINTOMO di {FIRST_NAMES[0]}"}]},
    "the id of a relation": {
        "entities": [_SPAN],
        "relations": [{"id": LAST_NAMES[0], "head": "e1", "tail": "e1", "label": "CAUSA"}],
    },
    "a list for the section": {"section": [_said(0)]},
    "a table for the patient": {"patient": {"nome": _said(0)}},
}


@pytest.mark.parametrize("change", _ODD.values(), ids=_ODD.keys())
def test_a_secret_in_an_odd_place_does_not_come_out(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, change: dict[str, Any]
) -> None:
    note = _note("A-9", **{"entities": [], **change})
    assert _secrets_in(str(note))
    assert _secrets_in(_everything_said_about(note, tmp_path, capfd, monkeypatch)) == []
