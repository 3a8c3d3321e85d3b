from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from release.plan import LocalRepo, RemoteFile, RemoteRepo, plan_release, plan_repo

MakeRepo = Callable[..., LocalRepo]


def _there(local: LocalRepo, **more: object) -> RemoteRepo:
    files = {path: RemoteFile("", digest.git_sha1, digest.size) for path, digest in local.manifest.files.items()}
    return replace(RemoteRepo(head="a" * 40, files=files, visibility="private", gated=False), **more)  # type: ignore[arg-type]


def test_planning_twice_is_equal(make_repo: MakeRepo) -> None:
    local = make_repo()
    first = plan_release("http://hub", "v1.0.0", (local,), {local.repo_id: None})
    second = plan_release("http://hub", "v1.0.0", (local,), {local.repo_id: None})
    assert first == second
    assert json.dumps(first.to_json()) == json.dumps(second.to_json())


def test_a_repository_that_is_not_there_is_created_private_with_every_file(make_repo: MakeRepo) -> None:
    local = make_repo(visibility="public")
    plan = plan_repo(local, None, "v1.0.0")
    assert plan.create
    assert plan.create_tag
    assert plan.add == tuple(sorted(local.manifest.files))
    assert plan.bytes_to_send == local.manifest.size
    assert plan.set_visibility == "public"
    assert not plan.is_done


def test_nothing_is_left_to_do_where_tag_and_files_agree(make_repo: MakeRepo) -> None:
    local = make_repo()
    there = _there(local)
    plan = plan_repo(local, replace(there, tags={"v1.0.0": there.head}, tagged=there.files), "v1.0.0")
    assert plan.is_done
    assert not plan.blocked


def test_a_tag_that_names_other_content_blocks_the_plan(make_repo: MakeRepo) -> None:
    local = make_repo()
    there = _there(local)
    other = {"README.md": RemoteFile("", "0" * 40, 3)}
    plan = plan_repo(local, replace(there, files=other, tags={"v1.0.0": there.head}, tagged=other), "v1.0.0")
    assert plan.blocked
    assert "never moved" in plan.blocked[0]


def test_a_later_commit_does_not_reopen_a_tagged_release(make_repo: MakeRepo) -> None:
    local = make_repo()
    there = _there(local)
    moved_on = replace(
        there,
        head="b" * 40,
        files={"README.md": RemoteFile("", "0" * 40, 3)},
        tags={"v1.0.0": "a" * 40},
        tagged=there.files,
    )
    assert plan_repo(local, moved_on, "v1.0.0").is_done


def test_a_foreign_commit_blocks_the_plan_unless_it_is_adopted(make_repo: MakeRepo) -> None:
    local = make_repo()
    foreign = RemoteRepo(
        head="a" * 40,
        files={"notes.txt": RemoteFile("", "0" * 40, 3)},
        visibility="private",
        gated=False,
        is_ours=False,
    )
    assert plan_repo(local, foreign, "v1.0.0").blocked
    adopted = plan_repo(local, foreign, "v1.0.0", adopt=True)
    assert not adopted.blocked
    assert adopted.delete == ("notes.txt",)


def test_the_hubs_own_file_is_never_deleted(make_repo: MakeRepo) -> None:
    local = make_repo()
    there = _there(local)
    files = {**there.files, ".gitattributes": RemoteFile("", "0" * 40, 3)}
    assert plan_repo(local, replace(there, files=files), "v1.0.0").delete == ()


def test_one_changed_byte_is_one_file_to_send(make_repo: MakeRepo) -> None:
    before = make_repo()
    there = _there(before)
    after = make_repo(rows=b"PAR1" * 899 + b"PAR2")
    plan = plan_repo(after, there, "v1.0.1")
    assert plan.add == ("data/ner/train-00000-of-00001.parquet",)
    assert plan.unchanged == 1
