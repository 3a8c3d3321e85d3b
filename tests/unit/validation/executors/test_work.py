"""A task travels without what each process makes for itself, and is refused by other code."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from datasets_builders.built import open_built
from datasets_builders.errors import Refused, UserError
from release.examination import ALL_CHECKS, all_checks
from validation.executors.checking import CheckTask
from validation.executors.examine import Undertaking, examine, undertake
from validation.executors.hearing import Hearing
from validation.executors.states import unpack
from validation.executors.work import Inline, count_words, do_unit


@pytest.fixture
def plan(dataset_folder: Path) -> Undertaking:
    checks = [check for check in ALL_CHECKS if check.name in ("schema", "ids", "identifiers")]
    return undertake(open_built(dataset_folder), checks, digest="ab", card=None, seed="s", source=all_checks)


def test_a_task_makes_the_same_checks_elsewhere(plan: Undertaking) -> None:
    assert plan.task.full_facts.engine is None
    elsewhere: CheckTask = pickle.loads(pickle.dumps(plan.task))
    assert "checks" not in elsewhere.__dict__, "checks hold functions without a name and do not travel"
    assert elsewhere.checks == tuple(check for check in ALL_CHECKS if check.name in plan.task.names)
    for unit in plan.units[:2]:
        here, there = unpack(do_unit(plan.task, unit)), unpack(do_unit(elsewhere, unit))
        assert (here.rows, here.findings, here.splits) == (there.rows, there.findings, there.splits)


def test_other_code_refuses_the_task(plan: Undertaking) -> None:
    other: CheckTask = pickle.loads(pickle.dumps(replace(plan.task, versions=(("referto", "99"),))))
    with pytest.raises(Refused, match="another version"):
        do_unit(other, plan.units[0])


def test_a_broken_config_is_in_no_unit_and_told_once(plan: Undertaking, dataset_folder: Path) -> None:
    assert plan.guards.broken == {"odd"}
    assert {unit.config for unit in plan.units} == {"notes", "visits"}
    told = [finding for finding in plan.guards.conclude() if finding.code == "SCHEMA02"]
    assert [(finding.config, finding.split, finding.column) for finding in told] == [("odd", "train", "text")]
    schema = [check for check in ALL_CHECKS if check.name in ("schema", "text")]
    report = examine(open_built(dataset_folder), schema, digest="", card=None, seed="s")
    assert set(report.examined.splits) == {"notes", "visits"}


def test_the_report_does_not_depend_on_the_size_of_units(dataset_folder: Path) -> None:
    said = [
        examine(
            open_built(dataset_folder), ALL_CHECKS, digest="", card=None, seed="s", executor=executor, unit_bytes=size
        ).to_json()
        for executor, size in ((None, 1 << 23), (Inline(), 1), (Inline(), 500))
    ]
    assert said[0] == said[1] == said[2]


def test_states_hold_no_text_but_words_and_the_copied_rows(plan: Undertaking) -> None:
    """Of the light checks, a state has no sentence; that of identifiers has the excerpts that canaries need."""
    light = replace(plan.task, names=("ids",))
    unit = plan.units[0]
    assert b"riferisce" not in do_unit(light, unit)
    assert b"riferisce" in count_words(plan.task, unit)
    assert b"riferisce" in do_unit(plan.task, unit)


def test_a_roster_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    missing = Hearing(roster=tmp_path / "roster.json", key_file=tmp_path / "roster.key")
    assert missing.digest == Hearing().digest
    with pytest.raises(UserError, match="roster"):
        missing.make_engine()
