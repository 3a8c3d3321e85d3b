"""An assessment finds what it says it finds, tells sizes and never contents, and refuses to pass where it saw nothing."""

from __future__ import annotations

import importlib.util
import json
import random
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from datasets_builders.built import open_built
from datasets_builders.errors import Refused, UserError
from validation.anonymisation.engine import IdentifierEngine, default_engine
from validation.risk.assess import Assessment, Options, assess
from validation.risk.codes import CODES
from validation.risk.quasi import QUASI

HAS_PYCANON = importlib.util.find_spec("pycanon") is not None
WORDS = [f"parola{letter}{other}" for letter in "abcdefghilmn" for other in "abcdefghilmn"]

Row = dict[str, Any]


def _row(number: int, text: str, **columns: Any) -> Row:
    return {"id": f"r{number}", "document_id": f"d{number}", "group_id": f"g{number}", "text": text, **columns}


def _prose(seed: int, size: int = 40) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=size))


def _safe(count: int = 40) -> list[Row]:
    """Notes of which everything is shared by half of the persons, without dates or copies."""
    return [_row(n, f"{'Donna' if n % 2 else 'Uomo'} di 4{n % 9} anni. {_prose(n)}") for n in range(count)]


def _in_date_order(count: int = 40) -> list[Row]:
    return [_row(n, f"Uomo di 40 anni. {_prose(n)}. Visto il {n % 28 + 1}/{n // 28 + 1}/2019") for n in range(count)]


def _shuffled() -> list[Row]:
    texts = [row["text"] for row in _in_date_order()]
    random.Random(3).shuffle(texts)
    return [_row(n, text) for n, text in enumerate(texts)]


def _with_rare() -> list[Row]:
    return [*_safe(), _row(90, f"Donna di 97 anni residente a Borgoquieto, veterinaria. {_prose(90)}")]


def _with_copy() -> list[Row]:
    rows = _safe()
    return [*rows, _row(91, rows[3]["text"])]


@pytest.fixture(scope="module")
def engine() -> IdentifierEngine:
    return default_engine()


@pytest.fixture
def built(tmp_path: Path) -> Callable[..., Path]:
    def make(rows: Iterable[Row], *, config: str = "text") -> Path:
        folder = tmp_path / "built" / "data" / config
        folder.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.Table.from_pylist(list(rows)), folder / "train-00000-of-00001.parquet")
        return tmp_path / "built"

    return make


def _codes(assessment: Assessment) -> set[str]:
    return {finding.code for finding in assessment.report.findings}


@pytest.mark.parametrize(
    ("code", "accepted", "rejected"),
    [("RISK01", _safe, _with_rare), ("RISK02", _shuffled, _in_date_order), ("RISK03", _safe, _with_copy)],
)
def test_each_code_is_found_where_it_is_and_only_there(
    code: str,
    accepted: Callable[[], list[Row]],
    rejected: Callable[[], list[Row]],
    built: Callable[..., Path],
    engine: IdentifierEngine,
) -> None:
    clean = assess(open_built(built(accepted())), engine)
    assert (_codes(clean), clean.report.verdict, clean.report.exit_code) == (set(), "pass", 0)
    found = assess(open_built(built(rejected())), engine)
    assert (_codes(found), found.report.verdict, found.report.exit_code) == ({code}, "findings", 1)


def test_every_code_has_such_a_test_and_stands_in_the_guide() -> None:
    page = (Path(__file__).parents[4] / "docs" / "how-to" / "risk.md").read_text(encoding="utf-8")
    assert [code.id for code in CODES] == ["RISK01", "RISK02", "RISK03"]
    assert [code.id for code in CODES if code.id not in page or code.name not in page] == []
    assert [name for name in QUASI if f"`{name}`" not in page] == []


def test_the_figures_tell_sizes(built: Callable[..., Path], engine: IdentifierEngine) -> None:
    figures = assess(open_built(built(_with_rare())), engine).figures
    k = figures["k_anonymity"]
    assert (k["k"], k["classes"], k["smallest"], k["rows_below"]) == (1, 3, [1, 20, 20], 1)
    assert k["share_of_rows_below"] == round(1 / 41, 4)
    assert figures["quasi_identifiers"]["place"] == {"read_from": "text", "rows": 1, "distinct": 1, "fewest_persons": 1}
    assert figures["persons"] == {"count": 41, "told_by": "group_id"}
    assert figures["duplicates"] == {"notes_compared": 41, "found": 0}
    assert "no split has 20 dated rows" in figures["order"]


def test_nothing_of_the_notes_is_told(built: Callable[..., Path], engine: IdentifierEngine) -> None:
    rows = [
        _row(n, f"{row['text']} 3/{n % 12 + 1}/2019", diagnosi=f"male{n % 3}") for n, row in enumerate(_with_rare())
    ]
    told = json.dumps(
        assess(open_built(built([*rows, _row(92, rows[2]["text"])])), engine).to_json(), ensure_ascii=False
    )
    values = ["borgoquieto", "veterinaria", "97", "90+", "40-49", "2019", "male1", "parola", "donna", "uomo"]
    told = re.sub(r'"(versions|examined)": \{[^}]*\}|sha256:\w+', "", told)
    assert [value for value in values if re.search(rf"(?<![\w.]){re.escape(value)}(?![\w.])", told, re.I)] == []
    assert "r90" not in told  # not even which row is the rare one


def test_an_id_that_identifies_is_withheld(built: Callable[..., Path], engine: IdentifierEngine) -> None:
    rows = _with_copy()
    rows[-1]["id"] = "TRNGVR61M52D612Y"
    told = json.dumps(assess(open_built(built(rows)), engine).to_json())
    assert "TRNGVR61M52D612Y" not in told
    assert "(withheld)" in told


def test_a_document_of_two_configs_counts_once(built: Callable[..., Path], engine: IdentifierEngine) -> None:
    built(_safe(), config="ner")
    found = assess(open_built(built(_safe(), config="text")), engine)
    assert found.report.examined.rows == 40
    assert _codes(found) == set()


def test_without_groups_every_document_is_a_person(built: Callable[..., Path], engine: IdentifierEngine) -> None:
    rows = [{"id": row["id"], "text": row["text"]} for row in _with_copy()]
    found = assess(open_built(built(rows)), engine)
    assert found.figures["persons"] == {"count": 41, "told_by": "document"}
    assert _codes(found) == {"RISK03"}


def test_the_threshold_and_the_quasi_identifiers_can_be_chosen(
    built: Callable[..., Path], engine: IdentifierEngine
) -> None:
    dataset = open_built(built(_with_rare()))
    assert _codes(assess(dataset, engine, Options(quasi=("sex",)))) == set()
    assert _codes(assess(dataset, engine, Options(quasi=("sex",), threshold=25))) == {"RISK01"}


def test_the_sensitive_attribute_is_a_column_or_the_labels(
    built: Callable[..., Path], engine: IdentifierEngine
) -> None:
    rows = [{**row, "label": "xyz"[n % 3], "other": "same"} for n, row in enumerate(_safe())]
    dataset = open_built(built(rows))
    diversity = assess(dataset, engine).figures["l_diversity"]
    assert (diversity["sensitive"], diversity["distinct"], diversity["computed_by"]) == (["label"], 3, "referto")
    assert assess(dataset, engine, Options(sensitive="other")).figures["l_diversity"]["distinct"] == 1
    assert "no row has a sensitive value" in assess(dataset, engine, Options(sensitive="none")).figures["l_diversity"]
    labelled = [{**row, "entities": [{"label": "AB"[n % 4 // 2]}]} for n, row in enumerate(_safe())]
    diversity = assess(open_built(built(labelled)), engine).figures["l_diversity"]
    assert (diversity["sensitive"], diversity["distinct"]) == (["entities"], 2)


def test_what_was_not_computed_is_said(
    built: Callable[..., Path], engine: IdentifierEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = open_built(built(_safe()))
    told = assess(dataset, engine).figures["pycanon"]
    assert (told["k_anonymity"] == 20) if HAS_PYCANON else ("extra `risk` is not installed" in told)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setitem(sys.modules, "pycanon", None)
    with pytest.raises(UserError, match="pycanon is not installed"):
        assess(dataset, engine, Options(needs_pycanon=True))


@pytest.mark.skipif(not HAS_PYCANON, reason="the extra `risk` (pycanon) is not installed")
def test_many_rows_are_shown_to_pycanon_only_where_it_is_asked_for(
    built: Callable[..., Path], engine: IdentifierEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("validation.risk.assess.PYCANON_ROWS", 10)
    dataset = open_built(built(_safe()))
    assert "not computed: more than 10 rows" in assess(dataset, engine).figures["pycanon"]
    assert assess(dataset, engine, Options(needs_pycanon=True)).figures["pycanon"]["k_anonymity"] == 20


@pytest.mark.parametrize("options", [Options(threshold=1), Options(quasi=("shoe size",)), Options(quasi=())])
def test_a_wrong_option_is_refused(built: Callable[..., Path], engine: IdentifierEngine, options: Options) -> None:
    with pytest.raises(UserError):
        assess(open_built(built(_safe())), engine, options)


def test_rows_without_text_are_refused(built: Callable[..., Path], engine: IdentifierEngine) -> None:
    with pytest.raises(Refused, match="No row has a text"):
        assess(open_built(built([_row(1, "")])), engine)


# ------------------------------------------------------------------------------------------------------- the command line


@pytest.fixture
def run(run: Callable[..., Any]) -> Callable[..., tuple[int, str]]:
    def call(*arguments: object) -> tuple[int, str]:
        ran = run("risk", *arguments)
        return ran.code, ran.out

    return call


def test_the_command_exits_with_what_it_found(
    built: Callable[..., Path], run: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    code, out = run(built(_with_rare()), "--out", tmp_path / "risk.json")
    assert code == 1
    assert re.search(r"k-anonymity: 1 in 3 classes; smallest 1, 20, 20; 2\.4% of the rows", out)
    written = json.loads((tmp_path / "risk.json").read_text())
    assert written["risk"]["k_anonymity"]["k"] == 1
    assert written["digest"]
    code, out = run(built(_with_rare()), "--format", "json", "--quasi", "sex", "--k", 3)
    assert (code, json.loads(out)["verdict"]) == (0, "pass")
    assert run(built(_in_date_order()))[0] == 1
    assert run(built([_row(1, "")]))[0] == 3
    assert run(built(_safe()), "--k", 1)[0] == 2
