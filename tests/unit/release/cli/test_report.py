"""`referto report`, and `referto check --html`: a page is written, about the data that were examined, with none of their text."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from datasets_builders.build import build
from datasets_builders.catalogue import get_corpus
from datasets_builders.errors import UserError
from release.cli import referto

CORPUS = "emergency-example-it"
SECRETS = ("Zenobia", "Quattrostelle", "QTTZNB48C52H501K", "347 555 0191", "zenobia.quattrostelle")
SAID = "La signora Zenobia Quattrostelle (CF QTTZNB48C52H501K), cell. 347 555 0191, zenobia.quattrostelle@posta.example.org."


def ran(*arguments: object) -> Result:
    return CliRunner().invoke(referto, [str(each) for each in arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    """The defective example, with a person in every text of every column of one row."""
    folder = tmp_path_factory.mktemp("report") / "built"
    build(get_corpus(CORPUS), examples / "emergency-defects", folder)
    (path,) = (folder / "data" / "ner").glob("train-*.parquet")
    table = pq.read_table(path)
    rows = table.to_pylist()
    mail = "zenobia.quattrostelle@posta.example.org"
    rows[1] |= {name: mail if name.endswith("id") else SAID for name in rows[1] if isinstance(rows[1][name], str)}
    for entity in rows[1]["entities"]:
        entity |= {"id": mail, "text": SAID, "label": SAID, "concepts": [SAID]}
    for relation in rows[1]["relations"]:
        relation |= {"id": mail, "head": mail, "label": SAID}
    # The same person's row once more in the test, so that ids of other rows are told too.
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path, write_page_index=True)
    (other,) = (folder / "data" / "ner").glob("test-*.parquet")
    tested = pq.read_table(other)
    pq.write_table(
        pa.Table.from_pylist([*tested.to_pylist(), rows[1]], schema=tested.schema), other, write_page_index=True
    )
    return folder


@pytest.fixture(scope="module")
def checked(built: Path) -> Path:
    """The folder beside the built one, with report.json and the page that the check wrote."""
    result = ran(
        "check", built, "--seed", "1", "--out", built.parent / "report.json", "--html", built.parent / "check.html"
    )
    assert result.exit_code in (1, 3)
    return built.parent


def test_the_page_of_the_check_and_that_of_the_stored_report_are_the_same(checked: Path) -> None:
    result = ran("report", checked / "report.json", "--data", checked / "built", "--out", checked / "report.html")
    assert (result.exit_code, result.stdout) == (0, "")
    page = (checked / "report.html").read_bytes()
    assert page == (checked / "check.html").read_bytes()
    assert b"Emergency notes, Italian, synthetic example" in page
    assert b"SPLIT01" in page
    assert str(checked).encode() not in page


def test_no_secret_of_any_column_stands_in_the_page(checked: Path) -> None:
    page = (checked / "check.html").read_text(encoding="utf-8")
    assert "ANON02" in page
    assert "(withheld)" not in page
    assert "withheld" in page
    assert [secret for secret in SECRETS if secret.lower() in page.lower()] == []


def test_without_the_folder_it_says_what_it_does_not_know(checked: Path) -> None:
    assert ran("report", checked / "report.json", "--lang", "en", "--out", checked / "alone.html").exit_code == 0
    page = (checked / "alone.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "which this report was made without" in page


def test_a_folder_with_other_data_is_refused(checked: Path, tmp_path: Path, examples: Path) -> None:
    build(get_corpus(CORPUS), examples / "emergency-clean", tmp_path / "other")
    with pytest.raises(UserError, match="not about the data"):
        ran("report", checked / "report.json", "--data", tmp_path / "other", "--out", tmp_path / "page.html")
    with pytest.raises(UserError, match="no folder"):
        ran("report", checked / "report.json", "--data", tmp_path / "nowhere", "--out", tmp_path / "page.html")
    assert not (tmp_path / "page.html").exists()


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"examined": 1}', "{broken", '{"examined": {"rows": 1}}'])
def test_a_file_that_is_no_report_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "report.json").write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match="not a report"):
        ran("report", tmp_path / "report.json", "--out", tmp_path / "page.html")
    assert not (tmp_path / "page.html").exists()


def test_a_report_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no file"):
        ran("report", tmp_path / "report.json", "--out", tmp_path / "page.html")


def test_a_verdict_in_the_file_is_never_believed(checked: Path, tmp_path: Path) -> None:
    raw = json.loads((checked / "report.json").read_text(encoding="utf-8"))
    (tmp_path / "report.json").write_text(json.dumps({**raw, "verdict": "pass"}), encoding="utf-8")
    ran("report", tmp_path / "report.json", "--lang", "en", "--out", tmp_path / "page.html")
    assert "No error was found" not in (tmp_path / "page.html").read_text(encoding="utf-8")
