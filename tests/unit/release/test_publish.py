"""Whatever goes wrong on the way, running again ends in exactly one release commit and one tag."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from datasets_builders.errors import Refused, UserError
from release.hub.faults import FaultRule
from release.hub.server import HubAddress
from release.plan import LocalRepo
from release.publish import push, set_visibilities
from release.remote import HubRefused, HubUnreachable, Remote
from release.verify import _compare_files

MakeRepo = Callable[..., LocalRepo]
COMMIT = r"^POST /api/datasets/demo/notes/commit/"


def _push(remote: Remote, local: LocalRepo, tag: str = "v1.0.0") -> str:
    return push(remote, [local], tag, pause=lambda seconds: None)[0].commit


def _release_commits(remote: Remote, local: LocalRepo) -> list[str]:
    return [commit["manifest"] for commit in remote.release_commits(local.repo_id, local.kind)]


def _assert_released_once(remote: Remote, local: LocalRepo) -> None:
    assert _release_commits(remote, local) == [local.manifest.digest]
    state = remote.read(local, "v1.0.0")
    assert state is not None
    assert state.tagged is not None
    assert {path for path in state.tagged if path != ".gitattributes"} == set(local.manifest.files)


def test_a_release_is_one_commit_and_one_tag(remote: Remote, make_repo: MakeRepo) -> None:
    local = make_repo()
    _push(remote, local)
    _assert_released_once(remote, local)


def test_a_second_run_changes_nothing(remote: Remote, make_repo: MakeRepo) -> None:
    local = make_repo()
    first = _push(remote, local)
    again = push(remote, [local], "v1.0.0", pause=lambda seconds: None)[0]
    assert again.commit == first
    assert not again.changed
    _assert_released_once(remote, local)


PASSING = {
    "the answer to the commit is lost": (FaultRule(match=COMMIT, status=504, apply=True),),
    "the connection drops twice": (FaultRule(match=COMMIT, drop=True, times=2),),
    "the connection drops after the commit": (FaultRule(match=COMMIT, drop=True, apply=True),),
    "the parent seems stale twice": (FaultRule(match=COMMIT, status=412, times=2),),
    "the Hub is busy": (FaultRule(match=COMMIT, status=409, times=2),),
    "too many requests": (FaultRule(match=COMMIT, status=429, times=2, headers={"RateLimit": '"api";r=0;t=1'}),),
    "the Hub is down for a moment": (FaultRule(match=COMMIT, status=503, times=3),),
    "the tag is refused once": (FaultRule(match=r"^POST /api/datasets/demo/notes/tag/", status=503),),
    "the answer to the tag is lost": (FaultRule(match=r"^POST /api/datasets/demo/notes/tag/", status=504, apply=True),),
    "the answer to the creation is lost": (FaultRule(match=r"^POST /api/repos/create", status=504, apply=True),),
    "the upload is not found again": (FaultRule(match=r"objects/verify", status=404),),
    "the upload address ran out": (FaultRule(match=r"^PUT /(?!api/)", status=403),),
}


@pytest.mark.parametrize("faults", PASSING.values(), ids=PASSING.keys())
def test_what_passes_is_survived_in_one_run(
    faults: tuple[FaultRule, ...], hub: HubAddress, remote: Remote, make_repo: MakeRepo
) -> None:
    local = make_repo()
    hub.faults.arm(*faults)
    _push(remote, local)
    hub.faults.disarm()
    _assert_released_once(remote, local)


LASTING = {
    "the token ran out": FaultRule(
        match=COMMIT, status=401, headers={"X-Error-Message": "Invalid credentials in Authorization header"}
    ),
    "the token may not write": FaultRule(match=r"^POST /api/datasets/demo/notes/preupload/", status=403),
    "a secret stands in the files": FaultRule(match=COMMIT, status=400, body={"error": "valid Hugging Face secrets"}),
}


@pytest.mark.parametrize("fault", LASTING.values(), ids=LASTING.keys())
def test_what_lasts_stops_at_once_and_the_next_run_ends_in_one_commit(
    fault: FaultRule, hub: HubAddress, remote: Remote, make_repo: MakeRepo
) -> None:
    local = make_repo()
    hub.faults.arm(fault)
    with pytest.raises(HubRefused) as refusal:
        _push(remote, local)
    assert refusal.value.remedy
    assert _release_commits(remote, local) == []
    hub.faults.disarm()
    _push(remote, local)
    _assert_released_once(remote, local)


def test_a_hub_that_stays_down_is_given_up_with_a_remedy(hub: HubAddress, remote: Remote, make_repo: MakeRepo) -> None:
    local = make_repo()
    hub.faults.arm(FaultRule(match=COMMIT, status=503, times=None))
    with pytest.raises(HubUnreachable, match="gave up") as given_up:
        _push(remote, local)
    assert "again" in given_up.value.remedy


def test_nobody_at_the_endpoint_is_said_before_anything_is_sent() -> None:
    with pytest.raises(HubUnreachable, match="Nobody answers"):
        Remote("http://127.0.0.1:9", "hf_nobody").check_access("demo")


def test_a_wrong_token_is_said_before_anything_is_sent(hub: HubAddress) -> None:
    with pytest.raises(HubRefused, match="does not accept the token"):
        Remote(hub.endpoint, "hf_wrong_token").check_access("demo")


def test_a_missing_token_is_said_before_anything_is_sent(hub: HubAddress) -> None:
    with pytest.raises(HubRefused):
        Remote(hub.endpoint, None).check_access("demo")


def test_the_repository_is_private_until_it_is_made_public(remote: Remote, make_repo: MakeRepo) -> None:
    local = make_repo(visibility="public")
    _push(remote, local)
    before = remote.read(local, "v1.0.0")
    set_visibilities(remote, [local], "v1.0.0")
    after = remote.read(local, "v1.0.0")
    assert before is not None
    assert after is not None
    assert (before.visibility, after.visibility) == ("private", "public")


def test_the_gate_is_shut_before_the_data_come(hub: HubAddress, remote: Remote, make_repo: MakeRepo) -> None:
    local = make_repo(gated="manual")
    hub.faults.arm(FaultRule(match=COMMIT, status=400, times=1))
    with pytest.raises(HubRefused):
        _push(remote, local)
    state = remote.read(local, "v1.0.0")
    assert state is not None
    assert state.gated == "manual"
    assert set(state.files) <= {".gitattributes"}


def test_a_published_tag_is_never_moved(remote: Remote, make_repo: MakeRepo) -> None:
    _push(remote, make_repo())
    changed = make_repo(rows=b"PAR1" * 100)
    with pytest.raises(Refused, match="never moved"):
        _push(remote, changed)
    _push(remote, changed, "v1.0.1")
    assert _release_commits(remote, changed)[0] == changed.manifest.digest
    assert len(_release_commits(remote, changed)) == 2


def test_a_file_edited_after_the_examination_is_not_sent(remote: Remote, make_repo: MakeRepo) -> None:
    local = make_repo()
    (local.folder / "README.md").write_text("changed", encoding="utf-8")
    with pytest.raises(Refused, match="changed after it was examined"):
        _push(remote, local)
    assert _release_commits(remote, local) == []


def test_a_download_that_differs_is_refused(
    remote: Remote, make_repo: MakeRepo, tmp_path_factory: pytest.TempPathFactory
) -> None:
    local = make_repo()
    _push(remote, local)
    folder = remote.download(local.repo_id, local.kind, "v1.0.0", tmp_path_factory.mktemp("cache"))
    _compare_files(local, folder)
    (folder / "README.md").unlink()
    (folder / "README.md").write_text("other", encoding="utf-8")
    with pytest.raises(UserError, match=r"README\.md"):
        _compare_files(local, folder)
