"""What a model was made from: read from run.json, pinned to the commits of its release, and what is missing told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from adaptation.lineage.decide import LicenceConflict
from adaptation.lineage.lineage import is_commit, is_hub_id, lineage_findings, read_lineage
from datasets_builders.errors import UserError

COMMIT = "0123456789abcdef0123456789abcdef01234567"
DIGEST = f"sha256:{'0a' * 32}"
RUN: dict[str, Any] = {
    "method": "sft",
    "base_model": {"id": "gruppo/base-inventata", "revision": COMMIT, "licence": "apache-2.0"},
    "datasets": [
        {
            "id": "ospedale/note",
            "revision": COMMIT,
            "manifest": DIGEST,
            "licences": {"CC-BY": 3, "CC-BY-NC": 1},
            "rows": 4,
        }
    ],
    "recipe_digest": DIGEST,
    "tokens_in": 100,
}


def _codes(**changes: Any) -> list[str]:
    return [finding.code for finding in lineage_findings(read_lineage({**RUN, **changes}))]


def _data(**changes: Any) -> list[dict[str, Any]]:
    return [{**RUN["datasets"][0], **changes}]


def test_a_complete_run_is_read_and_nothing_stands_against_it() -> None:
    lineage = read_lineage(json.loads(json.dumps(RUN)))
    assert list(lineage_findings(lineage)) == []
    assert (lineage.base.id, lineage.base.revision, lineage.method) == ("gruppo/base-inventata", COMMIT, "sft")
    (data,) = lineage.datasets
    assert (data.licences, data.rows, data.manifest) == (("CC-BY", "CC-BY-NC"), 4, DIGEST)
    assert lineage.decide().id == "cc-by-nc-4.0"


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"base_model": None}, ["LINE01"]),
        ({"base_model": {"id": None}}, ["LINE01"]),
        ({"base_model": {"id": "None"}}, ["LINE01"]),
        ({"base_model": {"id": "/srv/modelli/base", "revision": COMMIT}}, ["LINE01"]),
        ({"base_model": {"id": "./base", "revision": COMMIT}}, ["LINE01"]),
        ({"base_model": {"id": "gruppo/base"}}, ["LINE02"]),
        ({"base_model": {"id": "gruppo/base", "revision": None}}, ["LINE02"]),
        ({"base_model": {"id": "gruppo/base", "revision": "main"}}, ["LINE02"]),
        ({"base_model": {"id": "gruppo/base", "revision": COMMIT[:12]}}, ["LINE02"]),
        ({"datasets": []}, ["LINE03"]),
        ({"datasets": None}, ["LINE03"]),
        ({"datasets": _data(id="")}, ["LINE03"]),
        ({"datasets": _data(id="../note")}, ["LINE03"]),
        ({"datasets": _data(revision="v1.0.0")}, ["LINE04"]),
        ({"datasets": _data(manifest="md5:1")}, ["LINE05"]),
        ({"recipe_digest": ""}, ["LINE10"]),
    ],
)
def test_what_is_missing_or_could_move_is_told(changes: dict[str, Any], codes: list[str]) -> None:
    assert _codes(**changes) == codes


def test_a_dataset_of_the_same_release_is_named_and_pinned_by_its_digest() -> None:
    before = read_lineage({**RUN, "datasets": _data(id="", revision="")})
    after = before.pinned({DIGEST: ("ospedale/note-pubblicate", "ab" * 20), "sha256:altro": ("x/y", COMMIT)})
    assert [finding.code for finding in lineage_findings(before)] == ["LINE03"]
    assert list(lineage_findings(after)) == []
    assert (after.datasets[0].id, after.datasets[0].revision) == ("ospedale/note-pubblicate", "ab" * 20)
    assert after.base == before.base


def test_a_dataset_of_another_release_is_left_as_it_is() -> None:
    lineage = read_lineage(RUN)
    assert lineage.pinned({"sha256:altro": ("x/y", COMMIT)}) == lineage


def test_sources_without_an_id_are_told_by_their_number() -> None:
    datasets = [*_data(id="", licences=["cc-by-sa-4.0"]), *_data(id="", licences=["cc-by-nc-4.0"])]
    with pytest.raises(LicenceConflict, match=r"training dataset 1 .* and training dataset 2"):
        read_lineage({**RUN, "datasets": datasets}).decide()


@pytest.mark.parametrize(
    "changes",
    [
        {"base_model": "gruppo/base"},
        {"base_model": {"id": 3}},
        {"datasets": {"id": "ospedale/note"}},
        {"datasets": ["ospedale/note"]},
        {"datasets": _data(configs="ner")},
        {"datasets": _data(rows=-1)},
        {"datasets": _data(rows=True)},
        {"datasets": _data(licences=[3])},
        {"recipe_digest": 3},
    ],
)
def test_a_run_of_another_shape_is_a_user_error_with_a_remedy(changes: dict[str, Any]) -> None:
    with pytest.raises(UserError, match=r"run\.json") as caught:
        read_lineage({**RUN, **changes})
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("text", "hub", "commit"),
    [
        ("gruppo/base-1.7B", True, False),
        ("gpt2", True, False),
        (COMMIT, True, True),
        (COMMIT.upper(), True, False),
        ("a/b/c", False, False),
        ("~/base", False, False),
        ("C:\\base", False, False),
        ("", False, False),
    ],
)
def test_ids_and_commits(text: str, hub: bool, commit: bool) -> None:
    assert (is_hub_id(text), is_commit(text)) == (hub, commit)
