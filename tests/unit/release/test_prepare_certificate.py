"""A release keeps its certificate, writes it on the card and in the seal, and does not leave without one that holds."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path

import pytest

from datasets_builders.errors import Refused
from release.prepare import Prepared, prepare, refuse_unless_passed
from release.release_file import Release, read_release_file
from validation.anonymisation import canaries

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture
def release(tmp_path: Path, examples: Path) -> Release:
    path = tmp_path / "RELEASE.toml"
    path.write_text(
        '[release]\nname = "note"\nversion = "1.0.0"\nnamespace = "ospedale-inventato"\n'
        f'[[datasets]]\ncorpus = "emergency-example-it"\nsource = "{examples / "emergency-clean"}"\nrepo = "note"\n',
        encoding="utf-8",
    )
    return read_release_file(path)


def _prepared(release: Release, work: Path) -> Prepared:
    (prepared,) = prepare(release, work, today=TODAY)
    return prepared


def test_the_certificate_is_kept_and_stands_in_report_card_and_seal(release: Release, tmp_path: Path) -> None:
    first = _prepared(release, tmp_path / "work")
    refuse_unless_passed([first])
    folder = first.local.folder
    files = {name: (folder / name).read_bytes() for name in ("README.md", "referto.json")}
    again = _prepared(release, tmp_path / "work")
    assert again.report.certificate == first.report.certificate, (
        "the report of the first run serves again, seed and all"
    )
    elsewhere = _prepared(release, tmp_path / "elsewhere")
    assert elsewhere.report.certificate["seed"] != first.report.certificate["seed"]
    for prepared in (again, elsewhere):
        assert {name: (prepared.local.folder / name).read_bytes() for name in files} == files, (
            "no byte depends on the seed"
        )
    stored = json.loads((tmp_path / "work" / "reports" / "note.json").read_text(encoding="utf-8"))
    assert stored["certificate"] == json.loads(json.dumps(first.report.certificate))
    card = files["README.md"].decode()
    assert first.report.certificate["statement"] in card
    assert "| PERSON | " in card
    seal = json.loads(files["referto.json"])["certificate"]
    assert {**seal, "seed": first.report.certificate["seed"]} == stored["certificate"]


def test_missed_canaries_stop_a_release_and_are_not_drawn_again_until_some_pass(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = canaries.is_found
    with monkeypatch.context() as broken:
        broken.setattr(
            canaries, "is_found", lambda canary, hits: canary.entity != "IT_LICENSE_PLATE" and heard(canary, hits)
        )
        prepared = _prepared(release, tmp_path / "work")
    with pytest.raises(Refused, match="canaries were missed: IT_LICENSE_PLATE, forms "):
        refuse_unless_passed([prepared])
    assert _prepared(release, tmp_path / "work").report.verdict == "refused"


def test_a_report_without_a_certificate_does_not_leave(release: Release, tmp_path: Path) -> None:
    prepared = _prepared(release, tmp_path / "work")
    with pytest.raises(Refused, match="no certificate"):
        refuse_unless_passed([replace(prepared, report=replace(prepared.report, certificate={}))])
    with pytest.raises(Refused, match="about other data"):
        refuse_unless_passed([replace(prepared, report=replace(prepared.report, digest="cd" * 32))])


def test_a_copy_with_canaries_for_a_model_is_never_published(tmp_path: Path) -> None:
    shard = tmp_path / "copy" / "data" / "ner" / "train-00000-of-00001.parquet"
    shard.parent.mkdir(parents=True)
    shard.touch()
    facts = {"corpus": "emergency-example-it", "planted": {"config": "ner", "split": "train", "rows": 8}}
    (tmp_path / "copy" / "corpus.json").write_text(json.dumps(facts), encoding="utf-8")
    path = tmp_path / "RELEASE.toml"
    path.write_text(
        '[release]\nname = "note"\nversion = "1.0.0"\nnamespace = "ospedale-inventato"\n'
        f'[[datasets]]\npath = "{tmp_path / "copy"}"\nrepo = "note"\n',
        encoding="utf-8",
    )
    with pytest.raises(Refused, match="canaries planted"):
        prepare(read_release_file(path), tmp_path / "work", today=TODAY)
