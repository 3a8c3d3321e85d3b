"""What `huggingface_hub` does on the public Hub, it does here."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from huggingface_hub import CommitOperationAdd, CommitOperationCopy, CommitOperationDelete, HfApi
from huggingface_hub.errors import (
    BadRequestError,
    EntryNotFoundError,
    HfHubHTTPError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)
from huggingface_hub.hf_api import RepoFile, RepoFolder

from release.hub import HubAddress


def commit(api: HfApi, repo: str, kind: str, **files: bytes) -> str:
    operations = [CommitOperationAdd(path, content) for path, content in files.items()]
    return str(api.create_commit(repo, operations, commit_message="add", repo_type=kind).oid)


def paths(api: HfApi, repo: str, kind: str, revision: str | None = None) -> set[str]:
    return set(api.list_repo_files(repo, repo_type=kind, revision=revision)) - {".gitattributes"}


def status_of(error: pytest.ExceptionInfo[HfHubHTTPError]) -> int:
    return error.value.response.status_code


def test_whoami_knows_the_account_and_the_namespaces_in_use(api: HfApi, repo: str) -> None:
    who = api.whoami()
    assert who["name"] == "local"
    assert repo.split("/")[0] in [org["name"] for org in who["orgs"]]
    assert who["auth"]["accessToken"]["role"] == "write"


def test_a_repository_begins_with_one_commit(api: HfApi, repo: str, kind: str) -> None:
    info = api.repo_info(repo, repo_type=kind)
    assert info.private is True
    assert [sibling.rfilename for sibling in info.siblings or ()] == [".gitattributes"]
    [first] = api.list_repo_commits(repo, repo_type=kind)
    assert (first.commit_id, first.title, first.authors) == (info.sha, "initial commit", ["local"])


def test_creating_what_exists_is_a_conflict_that_exist_ok_forgives(api: HfApi, repo: str, kind: str) -> None:
    with pytest.raises(HfHubHTTPError) as error:
        api.create_repo(repo, repo_type=kind)
    assert status_of(error) == 409
    assert api.create_repo(repo, repo_type=kind, exist_ok=True).repo_id == repo
    assert api.repo_info(repo, repo_type=kind).private is True


def test_a_name_that_differs_in_case_only_is_taken(api: HfApi, repo: str, kind: str) -> None:
    with pytest.raises(HfHubHTTPError) as error:
        api.create_repo(repo.upper(), repo_type=kind)
    assert status_of(error) == 409


def test_a_repository_without_a_namespace_is_the_users(api: HfApi, kind: str) -> None:
    url = api.create_repo(f"mine-{kind}", repo_type=kind, private=True)
    assert url.repo_id == f"local/mine-{kind}"


def test_a_commit_holds_small_and_large_files(api: HfApi, repo: str, kind: str, tmp_path: Path) -> None:
    head = api.repo_info(repo, repo_type=kind).sha
    big = os.urandom(11_000_000)
    made = api.create_commit(
        repo,
        [CommitOperationAdd("note.txt", "però".encode()), CommitOperationAdd("data/big.dat", big)],
        commit_message="two files",
        commit_description="Release-Manifest: sha256:00",
        repo_type=kind,
        parent_commit=head,
    )
    assert made.repo_url.repo_id == repo
    got = api.hf_hub_download(repo, "data/big.dat", repo_type=kind, revision=made.oid, cache_dir=tmp_path)
    assert Path(got).read_bytes() == big
    got = api.hf_hub_download(repo, "note.txt", repo_type=kind, local_dir=tmp_path / "local")
    assert Path(got).read_text(encoding="utf-8") == "però"
    latest = api.list_repo_commits(repo, repo_type=kind, formatted=True)[0]
    assert (latest.commit_id, latest.title) == (made.oid, "two files")
    assert latest.message == "Release-Manifest: sha256:00"
    assert latest.formatted_title == "two files"


def test_a_commit_of_nothing_new_is_not_made(api: HfApi, repo: str, kind: str) -> None:
    first = commit(api, repo, kind, **{"a.txt": b"uno", "b.safetensors": b"PAR1"})
    assert commit(api, repo, kind, **{"a.txt": b"uno", "b.safetensors": b"PAR1"}) == first
    assert len(api.list_repo_commits(repo, repo_type=kind)) == 2


def test_a_stale_parent_is_refused_and_nothing_changes(api: HfApi, repo: str, kind: str) -> None:
    head = api.repo_info(repo, repo_type=kind).sha
    second = commit(api, repo, kind, **{"a.txt": b"uno"})
    with pytest.raises(HfHubHTTPError) as error:
        api.create_commit(
            repo,
            [CommitOperationAdd("a.txt", b"due")],
            commit_message="stale",
            repo_type=kind,
            parent_commit=head,
        )
    assert status_of(error) == 412
    assert api.repo_info(repo, repo_type=kind).sha == second
    api.create_commit(
        repo,
        [CommitOperationAdd("a.txt", b"due")],
        commit_message="fresh",
        repo_type=kind,
        parent_commit=second[:7],
    )


def test_files_are_copied_and_deleted_in_a_commit(api: HfApi, repo: str, kind: str) -> None:
    before = commit(api, repo, kind, **{"a.txt": b"uno", "d/b.bin": b"\0due", "d/c.txt": b"tre"})
    api.create_commit(
        repo,
        [
            CommitOperationCopy("a.txt", "copies/a.txt"),
            CommitOperationCopy("d/b.bin", "copies/b.bin"),
            CommitOperationDelete("d/"),
            CommitOperationDelete("a.txt"),
        ],
        commit_message="move",
        repo_type=kind,
    )
    assert paths(api, repo, kind) == {"copies/a.txt", "copies/b.bin"}
    api.create_commit(
        repo,
        [CommitOperationCopy("d/b.bin", "back.bin", src_revision=before)],
        commit_message="from the past",
        repo_type=kind,
    )
    [back] = api.get_paths_info(repo, ["back.bin"], repo_type=kind)
    assert isinstance(back, RepoFile)
    assert back.size == 4


@pytest.mark.parametrize("path", ["missing.txt", "missing/"])
def test_deleting_what_is_not_there_is_an_error(api: HfApi, repo: str, kind: str, path: str) -> None:
    with pytest.raises(EntryNotFoundError, match="A file with this name doesn't exist"):
        api.create_commit(repo, [CommitOperationDelete(path)], commit_message="x", repo_type=kind)


def test_a_file_cannot_be_a_folder_at_the_same_time(api: HfApi, repo: str, kind: str) -> None:
    commit(api, repo, kind, **{"a": b"uno"})
    with pytest.raises(BadRequestError, match="below a file"):
        commit(api, repo, kind, **{"a/b": b"due"})
    commit(api, repo, kind, **{"d/e": b"tre"})
    with pytest.raises(BadRequestError, match="is a folder"):
        commit(api, repo, kind, **{"d": b"quattro"})
    assert paths(api, repo, kind) == {"a", "d/e"}


def test_files_and_folders_are_uploaded(api: HfApi, repo: str, kind: str, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "weights.safetensors").write_bytes(b"\0" * 100)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "README.md").write_text("---\nlicense: mit\n---\n# Prova\n", encoding="utf-8")
    api.upload_folder(repo_id=repo, folder_path=tmp_path, repo_type=kind)
    api.upload_file(repo_id=repo, path_or_fileobj=b"{}", path_in_repo="config.json", repo_type=kind)
    assert paths(api, repo, kind) == {"README.md", "config.json", "empty.txt", "sub/weights.safetensors"}
    api.delete_folder("sub", repo_id=repo, repo_type=kind)
    api.delete_file("empty.txt", repo_id=repo, repo_type=kind)
    assert paths(api, repo, kind) == {"README.md", "config.json"}
    info = api.repo_info(repo, repo_type=kind)
    assert info.card_data is not None
    assert info.card_data["license"] == "mit"


def test_gitignore_leaves_files_out_as_on_the_public_hub(api: HfApi, repo: str, kind: str, tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.log\n", encoding="utf-8")
    (tmp_path / "run.log").write_text("x", encoding="utf-8")
    (tmp_path / "kept.txt").write_text("x", encoding="utf-8")
    api.upload_folder(repo_id=repo, folder_path=tmp_path, repo_type=kind)
    assert paths(api, repo, kind) == {".gitignore", "kept.txt"}


def test_a_card_with_wrong_metadata_is_refused(api: HfApi, repo: str, kind: str) -> None:
    with pytest.raises(ValueError, match=r"(?s)Invalid metadata in README.md.*YAML is not valid"):
        api.upload_file(
            repo_id=repo, path_or_fileobj=b"---\nlicense: [mit\n---\n", path_in_repo="README.md", repo_type=kind
        )


def test_the_tree_tells_files_folders_and_what_changed_them(api: HfApi, repo: str, kind: str) -> None:
    first = commit(api, repo, kind, **{"a.txt": b"uno", "d/e/b.safetensors": b"PAR1"})
    second = commit(api, repo, kind, **{"a.txt": b"due"})
    entries = {entry.path: entry for entry in api.list_repo_tree(repo, recursive=True, expand=True, repo_type=kind)}
    assert set(entries) == {".gitattributes", "a.txt", "d", "d/e", "d/e/b.safetensors"}
    large, folder, small = entries["d/e/b.safetensors"], entries["d"], entries["a.txt"]
    assert isinstance(large, RepoFile)
    assert large.lfs is not None
    assert (large.size, large.lfs.size) == (4, 4)
    assert isinstance(folder, RepoFolder)
    assert isinstance(small, RepoFile)
    assert small.lfs is None
    assert small.last_commit is not None
    assert folder.last_commit is not None
    assert (small.last_commit.oid, folder.last_commit.oid) == (second, first)
    below = [entry.path for entry in api.list_repo_tree(repo, "d", repo_type=kind)]
    assert below == ["d/e"]
    with pytest.raises(EntryNotFoundError):
        list(api.list_repo_tree(repo, "nowhere", repo_type=kind))


def test_long_listings_come_in_pages(api: HfApi, repo: str, kind: str) -> None:
    commit(api, repo, kind, **{f"d{number % 7}/{number}.txt": b"%d" % number for number in range(150)})
    listed = [entry.path for entry in api.list_repo_tree(repo, recursive=True, repo_type=kind)]
    assert len(listed) == len(set(listed)) == 150 + 7 + 1
    expanded = list(api.list_repo_tree(repo, expand=True, repo_type=kind))
    assert len(expanded) == 8
    for number in range(5):
        commit(api, repo, kind, **{"a.txt": b"%d" % number})
    assert [entry.title for entry in api.list_repo_commits(repo, repo_type=kind)] == ["add"] * 6 + ["initial commit"]


def test_paths_info_leaves_out_what_is_not_there(api: HfApi, repo: str, kind: str) -> None:
    commit(api, repo, kind, **{"d/a b+c&d.txt": b"uno"})
    found = api.get_paths_info(repo, ["d", "d/a b+c&d.txt", "x"], expand=True, repo_type=kind)
    assert [entry.path for entry in found] == ["d", "d/a b+c&d.txt"]


@pytest.mark.parametrize("name", ["caffè/perché no?.txt", "100%.txt", "a#b.txt", "sp ace/è.json", "%2e%2e/x"])
def test_any_honest_name_survives_the_way_there_and_back(
    api: HfApi, new_repo: Callable[..., str], name: str, tmp_path: Path
) -> None:
    repo = new_repo()
    commit(api, repo, "dataset", **{name: b"x"})
    assert paths(api, repo, "dataset") == {name}
    if "%2e" not in name:
        got = api.hf_hub_download(repo, name, repo_type="dataset", cache_dir=tmp_path)
        assert Path(got).read_bytes() == b"x"


def test_tags_name_a_commit_for_good(api: HfApi, repo: str, kind: str) -> None:
    first = commit(api, repo, kind, **{"a.txt": b"uno"})
    api.create_tag(repo, tag="v1.0.0", tag_message="prima", repo_type=kind)
    commit(api, repo, kind, **{"a.txt": b"due"})
    with pytest.raises(HfHubHTTPError) as error:
        api.create_tag(repo, tag="v1.0.0", repo_type=kind)
    assert status_of(error) == 409
    api.create_tag(repo, tag="v1.0.0", exist_ok=True, repo_type=kind)
    [tag] = api.list_repo_refs(repo, repo_type=kind).tags
    assert (tag.name, tag.ref, tag.target_commit) == ("v1.0.0", "refs/tags/v1.0.0", first)
    assert api.repo_info(repo, revision="v1.0.0", repo_type=kind).sha == first
    api.delete_tag(repo, tag="v1.0.0", repo_type=kind)
    with pytest.raises(RevisionNotFoundError):
        api.delete_tag(repo, tag="v1.0.0", repo_type=kind)
    with pytest.raises(RevisionNotFoundError):
        api.create_tag(repo, tag="v2", revision="nowhere", repo_type=kind)


def test_branches_grow_apart(api: HfApi, repo: str, kind: str) -> None:
    start = commit(api, repo, kind, **{"a.txt": b"uno"})
    api.create_branch(repo, branch="release/1.0", revision=start[:10], repo_type=kind)
    api.create_commit(
        repo,
        [CommitOperationAdd("b.txt", b"due")],
        commit_message="on the branch",
        revision="release/1.0",
        repo_type=kind,
    )
    assert paths(api, repo, kind) == {"a.txt"}
    assert paths(api, repo, kind, "release/1.0") == {"a.txt", "b.txt"}
    assert sorted(ref.name for ref in api.list_repo_refs(repo, repo_type=kind).branches) == ["main", "release/1.0"]
    with pytest.raises(HfHubHTTPError) as error:
        api.create_branch(repo, branch="release/1.0", repo_type=kind)
    assert status_of(error) == 409
    with pytest.raises(BadRequestError):
        api.create_branch(repo, branch="refs/pr/5", repo_type=kind)
    with pytest.raises(HfHubHTTPError) as error:
        api.delete_branch(repo, branch="main", repo_type=kind)
    assert status_of(error) == 403
    api.delete_branch(repo, branch="release/1.0", repo_type=kind)
    with pytest.raises(RevisionNotFoundError):
        api.repo_info(repo, revision="release/1.0", repo_type=kind)


def test_a_commit_to_a_tag_is_refused(api: HfApi, repo: str, kind: str) -> None:
    api.create_tag(repo, tag="v1", repo_type=kind)
    with pytest.raises(RevisionNotFoundError):
        api.create_commit(repo, [CommitOperationAdd("a", b"a")], commit_message="x", revision="v1", repo_type=kind)


def test_a_snapshot_holds_the_whole_revision(api: HfApi, repo: str, kind: str, tmp_path: Path) -> None:
    commit(api, repo, kind, **{"a.txt": b"uno", "d/b.bin": b"\0"})
    api.create_tag(repo, tag="v1", repo_type=kind)
    commit(api, repo, kind, **{"a.txt": b"due"})
    folder = Path(api.snapshot_download(repo, repo_type=kind, revision="v1", cache_dir=tmp_path))
    assert (folder / "a.txt").read_bytes() == b"uno"
    assert (folder / "d" / "b.bin").read_bytes() == b"\0"
    report = api.verify_repo_checksums(repo, repo_type=kind, revision="v1", local_dir=folder)
    assert not report.mismatches


def test_a_pull_request_stages_commits_and_is_merged_as_one(api: HfApi, repo: str, kind: str) -> None:
    commit(api, repo, kind, **{"a.txt": b"uno", "b.txt": b"due"})
    request = api.create_pull_request(repo, "Release 1.0", repo_type=kind)
    assert (request.status, request.git_reference) == ("draft", "refs/pr/1")
    for content in (b"1", b"2"):
        api.create_commit(
            repo,
            [CommitOperationAdd("c.bin", b"\0" + content), CommitOperationAdd("a.txt", content)],
            commit_message="stage",
            revision=request.git_reference,
            repo_type=kind,
        )
    assert paths(api, repo, kind) == {"a.txt", "b.txt"}
    commit(api, repo, kind, **{"b.txt": b"meanwhile"})
    with pytest.raises(BadRequestError):
        api.merge_pull_request(repo, request.num, repo_type=kind)
    api.change_discussion_status(repo, request.num, "open", repo_type=kind)
    api.merge_pull_request(repo, request.num, repo_type=kind)
    assert paths(api, repo, kind) == {"a.txt", "b.txt", "c.bin"}
    latest = api.list_repo_commits(repo, repo_type=kind)[0]
    assert latest.title == "Release 1.0 (#1)"
    details = api.get_discussion_details(repo, request.num, repo_type=kind)
    assert (details.status, details.merge_commit_oid) == ("merged", latest.commit_id)
    assert [event.type for event in details.events].count("commit") == 2
    with pytest.raises(BadRequestError):
        api.merge_pull_request(repo, request.num, repo_type=kind)


def test_a_pull_request_that_clashes_is_not_merged(api: HfApi, repo: str, kind: str) -> None:
    commit(api, repo, kind, **{"a.txt": b"uno"})
    made = api.create_commit(
        repo,
        [CommitOperationAdd("a.txt", b"due")],
        commit_message="Change a",
        create_pr=True,
        repo_type=kind,
    )
    assert made.pr_num == 1
    commit(api, repo, kind, **{"a.txt": b"tre"})
    assert api.get_discussion_details(repo, 1, repo_type=kind).conflicting_files == ["a.txt"]
    with pytest.raises(HfHubHTTPError) as error:
        api.merge_pull_request(repo, 1, repo_type=kind)
    assert status_of(error) == 409
    refs = api.list_repo_refs(repo, include_pull_requests=True, repo_type=kind)
    assert [ref.ref for ref in refs.pull_requests or ()] == ["refs/pr/1"]


def test_discussions_are_kept_in_order(api: HfApi, repo: str, kind: str) -> None:
    talk = api.create_discussion(repo, "A question", description="Why?", repo_type=kind)
    said = api.comment_discussion(repo, talk.num, "Because.", repo_type=kind)
    edited = api.edit_discussion_comment(repo, talk.num, said.id, "Just because.", repo_type=kind)
    assert (edited.content, edited.number_of_edits) == ("Just because.", 2)
    api.rename_discussion(repo, talk.num, "An answer", repo_type=kind)
    api.change_discussion_status(repo, talk.num, "closed", repo_type=kind)
    details = api.get_discussion_details(repo, talk.num, repo_type=kind)
    assert (details.title, details.status, details.is_pull_request) == ("An answer", "closed", False)
    assert [event.type for event in details.events] == ["comment", "comment", "title-change", "status-change"]
    listed = list(api.get_repo_discussions(repo, discussion_status="closed", repo_type=kind))
    assert [discussion.num for discussion in listed] == [talk.num]
    assert not list(api.get_repo_discussions(repo, discussion_type="pull_request", repo_type=kind))


def test_a_squashed_branch_keeps_its_files_and_loses_its_past(
    api: HfApi, hub: HubAddress, repo: str, kind: str
) -> None:
    secret = b"segreto %s" % repo.encode()
    old = commit(api, repo, kind, **{"a.txt": secret})
    commit(api, repo, kind, **{"a.txt": b"pulito"})
    assert _on_disk(hub, secret)
    api.super_squash_history(repo, commit_message="clean", repo_type=kind)
    assert [entry.title for entry in api.list_repo_commits(repo, repo_type=kind)] == ["clean"]
    assert paths(api, repo, kind) == {"a.txt"}
    with pytest.raises(RevisionNotFoundError):
        api.repo_info(repo, revision=old, repo_type=kind)
    assert not _on_disk(hub, secret)


def test_what_was_deleted_is_off_the_disk_unless_another_repository_has_it(
    api: HfApi, hub: HubAddress, new_repo: Callable[..., str], kind: str
) -> None:
    shared, own = b"shared by %s" % kind.encode(), b"own of %s" % kind.encode()
    first, second = new_repo(kind), new_repo(kind)
    commit(api, first, kind, **{"shared.txt": shared, "d/own.bin": own + b"\0"})
    commit(api, second, kind, **{"shared.txt": shared})
    api.delete_repo(first, repo_type=kind)
    assert _on_disk(hub, shared)
    assert not _on_disk(hub, own + b"\0")
    with pytest.raises(RepositoryNotFoundError):
        api.repo_info(first, repo_type=kind)
    with pytest.raises(RepositoryNotFoundError):
        api.delete_repo(first, repo_type=kind)
    api.delete_repo(first, repo_type=kind, missing_ok=True)


def test_settings_change_who_may_see(api: HfApi, stranger: HfApi, repo: str, kind: str) -> None:
    api.update_repo_settings(repo, gated="manual", repo_type=kind)
    info = api.repo_info(repo, repo_type=kind)
    assert (info.private, info.gated) == (True, "manual")
    api.update_repo_settings(repo, visibility="public", repo_type=kind)
    info = stranger.repo_info(repo, repo_type=kind)
    assert (info.private, info.gated) == (False, "manual")
    api.update_repo_settings(repo, gated=False, private=True, repo_type=kind)
    info = api.repo_info(repo, repo_type=kind)
    assert (info.private, info.gated) == (True, False)


def test_a_moved_repository_takes_its_history_along(api: HfApi, repo: str, kind: str) -> None:
    head = commit(api, repo, kind, **{"a.txt": b"uno"})
    api.move_repo(repo, f"{repo}-moved", repo_type=kind)
    assert api.repo_info(f"{repo}-moved", repo_type=kind).sha == head
    with pytest.raises(RepositoryNotFoundError):
        api.repo_info(repo, repo_type=kind)


def test_repositories_are_listed_to_those_who_may_know(
    api: HfApi, stranger: HfApi, new_repo: Callable[..., str]
) -> None:
    private, public = new_repo(), new_repo(private=False)
    listed = {info.id for info in api.list_datasets(author="ward")}
    assert {private, public} <= listed
    assert {info.id for info in api.list_datasets(search=public)} >= {public}
    listed = {info.id for info in stranger.list_datasets(author="ward")}
    assert public in listed
    assert private not in listed
    assert not list(api.list_models(author="nobody"))


def test_auth_check_tells_reading_from_writing(
    api: HfApi, stranger: HfApi, new_repo: Callable[..., str], kind: str
) -> None:
    repo = new_repo(kind, private=False)
    api.auth_check(repo, repo_type=kind, write=True)
    stranger.auth_check(repo, repo_type=kind)
    with pytest.raises(HfHubHTTPError) as error:
        stranger.auth_check(repo, repo_type=kind, write=True)
    assert status_of(error) == 401


def test_info_can_be_asked_for_in_part(api: HfApi, repo: str, kind: str) -> None:
    commit(api, repo, kind, **{"a.txt": b"uno", "b.bin": b"\0"})
    assert api.repo_info(repo, expand=["sha"], repo_type=kind).siblings is None
    siblings = api.repo_info(repo, files_metadata=True, repo_type=kind).siblings or []
    sizes = {sibling.rfilename: (sibling.size, sibling.lfs is not None) for sibling in siblings}
    assert (sizes["a.txt"], sizes["b.bin"]) == ((3, False), (1, True))


def test_a_collection_holds_repositories_in_order(api: HfApi, stranger: HfApi, new_repo: Callable[..., str]) -> None:
    dataset, model, public = new_repo("dataset"), new_repo("model"), new_repo("model", private=False)
    shelf = api.create_collection("Cartelle cliniche", namespace="shelves", description="Prova")
    assert shelf.slug.startswith("shelves/cartelle-cliniche-")
    assert api.create_collection("Cartelle cliniche", namespace="shelves", exists_ok=True).slug == shelf.slug
    api.add_collection_item(shelf.slug, dataset, "dataset", note="nota")
    for item in (model, public):
        api.add_collection_item(shelf.slug, item, "model")
    with pytest.raises(HfHubHTTPError) as error:
        api.add_collection_item(shelf.slug, model, "model")
    assert status_of(error) == 409
    api.add_collection_item(shelf.slug, model, "model", exists_ok=True)
    with pytest.raises(HfHubHTTPError) as error:
        api.add_collection_item(shelf.slug, "ward/nowhere", "model")
    assert status_of(error) == 404
    with pytest.raises(BadRequestError):
        api.add_collection_item(shelf.slug, "2307.09288", "paper", note="x" * 501)

    items = api.get_collection(shelf.slug).items
    assert [(item.item_id, item.item_type, item.note) for item in items] == [
        (dataset, "dataset", "nota"),
        (model, "model", None),
        (public, "model", None),
    ]
    assert [item.item_id for item in stranger.get_collection(shelf.slug).items] == [public]
    api.update_collection_item(shelf.slug, items[2].item_object_id, position=0, note="prima")
    assert [item.item_id for item in api.get_collection(shelf.slug).items] == [public, dataset, model]
    api.delete_collection_item(shelf.slug, items[0].item_object_id)
    api.delete_collection_item(shelf.slug, items[0].item_object_id, missing_ok=True)
    api.delete_repo(model)
    assert [item.item_id for item in api.get_collection(shelf.slug).items] == [public]

    changed = api.update_collection_metadata(shelf.slug, title="Cartelle", private=True)
    assert (changed.title, changed.description, changed.private) == ("Cartelle", "Prova", True)
    with pytest.raises(HfHubHTTPError):
        stranger.get_collection(shelf.slug)
    assert [found.slug for found in api.list_collections(owner="shelves")] == [shelf.slug]
    assert not list(stranger.list_collections(owner="shelves"))
    api.delete_collection(shelf.slug)
    api.delete_collection(shelf.slug, missing_ok=True)


def _on_disk(hub: HubAddress, content: bytes) -> bool:
    files = [path for path in (hub.store.folder / "blobs").rglob("*") if path.is_file()]
    assert files
    return any(path.read_bytes() == content for path in files if path.stat().st_size == len(content))
