"""Faults strike the requests they name, as often as they say, and do what they say."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest
from huggingface_hub import CommitOperationAdd, HfApi
from huggingface_hub.errors import HfHubHTTPError

from datasets_builders.errors import UserError
from release.hub import FaultRule, HubAddress, parse_faults, running


def test_json_is_read_as_one_rule_or_several() -> None:
    assert parse_faults('{"match": "x", "status": 503}') == (FaultRule("x", status=503),)
    assert parse_faults(
        ' [{"match": "^PUT ", "drop": true, "times": null, "skip": 2}, {"match": "y", "delay_s": 1}]'
    ) == (
        FaultRule("^PUT ", drop=True, times=None, skip=2),
        FaultRule("y", delay_s=1),
    )
    assert parse_faults("[]") == ()


def test_the_short_form_says_the_same() -> None:
    assert parse_faults("match=^POST .*/commit/;status=504;apply") == (
        FaultRule("^POST .*/commit/", status=504, apply=True),
    )
    assert parse_faults('match=a=b;drop=true;times=null;headers={"Retry-After": "1"}') == (
        FaultRule("a=b", drop=True, times=None, headers={"Retry-After": "1"}),
    )
    assert parse_faults("match=x;status=503;body=down") == (FaultRule("x", status=503, body="down"),)


def test_rules_may_be_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "faults.json"
    path.write_text('[{"match": "x", "status": 500}]', encoding="utf-8")
    assert parse_faults(f"@{path}") == (FaultRule("x", status=500),)


@pytest.mark.parametrize(
    ("spec", "why"),
    [
        ("", "not of the form"),
        ("{", "Expecting"),
        ("[3]", "a rule is an object"),
        ('{"status": 500}', 'with "match"'),
        ('{"match": "x", "stauts": 500}', "no rule has 'stauts'"),
        ('{"match": "x", "status": "500"}', "'status' cannot be"),
        ('{"match": "x", "status": true}', "'status' cannot be"),
        ('{"match": "x", "status": 500, "times": "all"}', "'times' cannot be"),
        ('{"match": "x", "status": 500, "headers": {"a": 1}}', "must be strings"),
        ('{"match": "(", "status": 500}', "not a regular expression"),
        ('{"match": "x", "status": 200}', "from 400 to 599"),
        ('{"match": "x"}', "needs a status"),
        ('{"match": "x", "delay_s": 1, "apply": true}', "apply needs"),
        ('{"match": "x", "status": 500, "drop": true}', "cannot both"),
        ('{"match": "x", "status": 500, "times": 0}', "at least 1"),
        ('{"match": "x", "delay_s": -1}', "cannot be negative"),
        ("match=x;status", "not of the form"),
        ("@/nowhere/faults.json", "No such file"),
    ],
)
def test_what_makes_no_sense_is_said_with_a_remedy(spec: str, why: str) -> None:
    with pytest.raises(UserError) as error:
        parse_faults(spec)
    assert why in f"{error.value.fact} {error.value.cause}"


def test_a_status_is_answered_so_many_times_after_so_many(hub: HubAddress, http: httpx2.Client) -> None:
    hub.faults.arm(
        FaultRule("^GET /api/datasets$", status=503, times=2, skip=1, headers={"Retry-After": "7"}, body="busy")
    )
    answers = [http.get("/api/datasets") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 503, 503, 200, 200]
    assert (answers[1].headers["Retry-After"], answers[1].text) == ("7", "busy")


def test_a_rule_sees_method_path_and_query(hub: HubAddress, http: httpx2.Client) -> None:
    hub.faults.struck.clear()
    hub.faults.arm(FaultRule(r"^GET /api/datasets\?search=a%2Fb$", status=418, body={"error": "teapot"}))
    assert http.head("/api/datasets?search=a%2Fb").status_code == 200
    answer = http.get("/api/datasets?search=a%2Fb")
    assert (answer.status_code, answer.json()) == (418, {"error": "teapot"})
    assert hub.faults.struck == ["GET /api/datasets?search=a%2Fb"]


def test_a_lost_answer_leaves_the_commit_made(api: HfApi, hub: HubAddress, new_repo: Callable[..., str]) -> None:
    repo = new_repo()
    for rule in (FaultRule("/commit/", status=504, apply=True), FaultRule("/commit/", drop=True, apply=True)):
        before = api.repo_info(repo, repo_type="dataset").sha
        hub.faults.arm(rule)
        with pytest.raises((HfHubHTTPError, httpx2.TransportError)):
            api.create_commit(
                repo,
                [CommitOperationAdd("a.txt", str(rule).encode())],
                commit_message="lost",
                repo_type="dataset",
            )
        assert api.repo_info(repo, repo_type="dataset").sha != before


def test_a_request_that_is_dropped_does_nothing(api: HfApi, hub: HubAddress, new_repo: Callable[..., str]) -> None:
    repo = new_repo()
    before = api.repo_info(repo, repo_type="dataset").sha
    hub.faults.arm(FaultRule("/commit/", drop=True))
    with pytest.raises(httpx2.TransportError):
        api.create_commit(repo, [CommitOperationAdd("a.txt", b"uno")], commit_message="dropped", repo_type="dataset")
    assert api.repo_info(repo, repo_type="dataset").sha == before


def test_the_client_tries_an_upload_again(api: HfApi, hub: HubAddress, new_repo: Callable[..., str]) -> None:
    hub.faults.struck.clear()
    hub.faults.arm(FaultRule("^PUT /_upload/", status=503))
    api.upload_file(repo_id=new_repo(), repo_type="dataset", path_in_repo="a.bin", path_or_fileobj=b"\0" * 2_000_000)
    assert len(hub.faults.struck) == 1


def test_a_slow_answer_is_only_slow(hub: HubAddress, http: httpx2.Client) -> None:
    hub.faults.arm(FaultRule("whoami", delay_s=0.3))
    start = time.monotonic()
    assert http.get("/api/whoami-v2").status_code == 200
    assert time.monotonic() - start >= 0.3


def test_rules_are_in_force_from_the_start(tmp_path: Path) -> None:
    with running(tmp_path / "hub", faults=[FaultRule("whoami", status=500)]) as hub:
        for status in (500, 200):
            answer = httpx2.get(
                f"{hub.endpoint}/api/whoami-v2", headers={"Authorization": f"Bearer {hub.token}"}, timeout=10
            )
            assert answer.status_code == status
