"""Large files arrive by signed links, whole or in parts, and nothing but what was announced is kept."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest
from huggingface_hub import CommitOperationAdd, HfApi
from huggingface_hub.errors import BadRequestError

from release.hub import HubAddress
from release.hub.blobs import Blob, Blobs
from release.hub.links import UploadLink
from release.hub.parts import PartedUploads
from release.hub.problems import Forbidden, Malformed, Unavailable


@pytest.fixture
def batch(http: httpx2.Client, new_repo: Callable[..., str]) -> Callable[..., dict[str, Any]]:
    repo = new_repo()

    def ask(content: bytes, *, size: int | None = None) -> dict[str, Any]:
        oid = hashlib.sha256(content).hexdigest()
        answer = http.post(
            f"/datasets/{repo}.git/info/lfs/objects/batch",
            json={
                "operation": "upload",
                "transfers": ["basic", "multipart"],
                "objects": [{"oid": oid, "size": len(content) if size is None else size}],
                "hash_algo": "sha256",
            },
        )
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "application/vnd.git-lfs+json"
        [described] = answer.json()["objects"]
        return dict(described)

    return ask


@pytest.mark.parametrize("size", [1, 12_500_001, 15_000_000, 17_654_321])
def test_large_files_arrive_whole_and_in_parts(api: HfApi, repo: str, kind: str, size: int, tmp_path: Path) -> None:
    content = os.urandom(size - 1) + b"\0"
    (tmp_path / "big.bin").write_bytes(content)
    for source in (content, tmp_path / "big.bin"):
        made = api.create_commit(repo, [CommitOperationAdd("big.bin", source)], commit_message="big", repo_type=kind)
    got = api.hf_hub_download(repo, "big.bin", repo_type=kind, revision=made.oid, cache_dir=tmp_path / "cache")
    assert Path(got).read_bytes() == content


def test_one_batch_may_hold_small_and_large(api: HfApi, new_repo: Callable[..., str]) -> None:
    repo = new_repo()
    files = {f"{number}.bin": os.urandom(size) for number, size in enumerate([13_000_000, 100, 13_000_001, 5])}
    operations = [CommitOperationAdd(path, content) for path, content in files.items()]
    api.create_commit(repo, operations, commit_message="all", repo_type="dataset")
    infos = api.get_paths_info(repo, list(files), repo_type="dataset")
    assert {info.path: info.size for info in infos} == {path: len(content) for path, content in files.items()}


def test_what_is_here_is_not_asked_for_again(batch: Callable[..., dict[str, Any]], anonymous: httpx2.Client) -> None:
    content = os.urandom(1000)
    actions = batch(content)["actions"]
    for _ in range(2):
        answer = anonymous.put(actions["upload"]["href"], content=content)
        assert answer.status_code == 200
        assert answer.headers["ETag"]
    assert "actions" not in batch(content)


def test_verify_tells_whether_an_object_arrived(
    batch: Callable[..., dict[str, Any]], anonymous: httpx2.Client, http: httpx2.Client
) -> None:
    content = os.urandom(1000)
    described = batch(content)
    verify = described["actions"]["verify"]["href"]
    announced = {"oid": described["oid"], "size": described["size"]}
    assert http.post(verify, json=announced).status_code == 404
    anonymous.put(described["actions"]["upload"]["href"], content=content)
    assert http.post(verify, json=announced).status_code == 200
    assert http.post(verify, json={**announced, "size": 1}).status_code == 404


@pytest.mark.parametrize("sent", [b"", b"short", b"x" * 1000, b"x" * 1001, b"x" * 3_000_000])
def test_other_bytes_than_announced_are_not_kept(
    batch: Callable[..., dict[str, Any]], anonymous: httpx2.Client, hub: HubAddress, sent: bytes
) -> None:
    content = os.urandom(1000)
    href = batch(content)["actions"]["upload"]["href"]
    assert anonymous.put(href, content=sent).status_code == 400
    assert "actions" in batch(content)
    assert not list(hub.store.blobs.incoming.iterdir())


def test_the_size_that_was_announced_must_be_that_of_the_content(
    batch: Callable[..., dict[str, Any]], anonymous: httpx2.Client
) -> None:
    content = os.urandom(1000)
    href = batch(content, size=999)["actions"]["upload"]["href"]
    assert anonymous.put(href, content=content).status_code == 400
    assert anonymous.put(href, content=content[:999]).status_code == 400


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("size=1000", "size=1001"),
        ("act=whole", "act=part"),
        ("part=0", "part=1"),
        ("session=", "session=ff"),
        ("expires=", "expires=9"),
        ("signature=", "signature=0"),
        ("&signature=", "&other="),
        ("size=1000", "size=x"),
        ("size=1000", "size=" + "9" * 5000),
    ],
)
def test_a_link_that_was_altered_is_refused(
    batch: Callable[..., dict[str, Any]], anonymous: httpx2.Client, old: str, new: str
) -> None:
    content = os.urandom(1000)
    href = batch(content)["actions"]["upload"]["href"]
    assert old in href
    assert anonymous.put(href.replace(old, new), content=content).status_code == 403


def test_a_link_is_for_its_object_only(batch: Callable[..., dict[str, Any]], anonymous: httpx2.Client) -> None:
    content, other = os.urandom(1000), os.urandom(1000)
    href = batch(content)["actions"]["upload"]["href"].replace(
        hashlib.sha256(content).hexdigest(), hashlib.sha256(other).hexdigest()
    )
    assert anonymous.put(href, content=other).status_code == 403


def test_a_link_expires(hub: HubAddress, anonymous: httpx2.Client) -> None:
    content = os.urandom(10)
    link = UploadLink("whole", Blob(hashlib.sha256(content).hexdigest(), 10), expires=1_000_000_000)
    answer = anonymous.put(f"/{link.path(hub.store.upload_key)}", content=content)
    assert answer.status_code == 403
    assert "expired" in answer.json()["error"]


def test_the_link_of_the_whole_cannot_complete_parts_nor_the_other_way_round(
    batch: Callable[..., dict[str, Any]], anonymous: httpx2.Client
) -> None:
    small, large = os.urandom(10), os.urandom(13_000_000)
    whole = batch(small)["actions"]["upload"]["href"]
    complete = batch(large)["actions"]["upload"]["href"]
    oid = hashlib.sha256(small).hexdigest()
    assert anonymous.post(whole, json={"oid": oid, "parts": []}).status_code == 403
    assert anonymous.put(complete, content=large).status_code == 403


def test_parts_may_come_in_any_order_and_more_than_once(
    batch: Callable[..., dict[str, Any]], anonymous: httpx2.Client
) -> None:
    content = os.urandom(13_000_000)
    upload = batch(content)["actions"]["upload"]
    size = int(upload["header"]["chunk_size"])
    parts = {name: url for name, url in upload["header"].items() if name.isdigit()}
    assert list(parts) == ["00001", "00002", "00003"]
    body = {"oid": hashlib.sha256(content).hexdigest(), "parts": []}
    for name in ("00001", "00003", "00001", "00003"):
        start = (int(name) - 1) * size
        answer = anonymous.put(parts[name], content=content[start : start + size])
        assert answer.status_code == 200
        assert answer.headers["ETag"]
    assert anonymous.post(upload["href"], json=body).status_code == 400
    assert anonymous.put(parts["00002"], content=b"too short").status_code == 400
    assert anonymous.put(parts["00001"], content=content[:size][::-1]).status_code == 400
    assert anonymous.put(parts["00002"], content=content[size : 2 * size]).status_code == 200
    for _ in range(2):
        assert anonymous.post(upload["href"], json=body).status_code == 200
    assert "actions" not in batch(content)


def test_parts_that_do_not_make_the_announced_whole_are_thrown_away(
    batch: Callable[..., dict[str, Any]], anonymous: httpx2.Client, hub: HubAddress
) -> None:
    content = os.urandom(13_000_000)
    upload = batch(content)["actions"]["upload"]
    size = int(upload["header"]["chunk_size"])
    for name, url in upload["header"].items():
        if name.isdigit():
            start = (int(name) - 1) * size
            assert anonymous.put(url, content=content[::-1][start : start + size]).status_code == 200
    body = {"oid": hashlib.sha256(content).hexdigest(), "parts": []}
    assert anonymous.post(upload["href"], json=body).status_code == 400
    assert "actions" in batch(content)
    assert not hub.store.blobs.holds(Blob(hashlib.sha256(content).hexdigest(), len(content)))


def test_an_upload_in_parts_is_over_after_a_restart(tmp_path: Path) -> None:
    content = b"ab"
    blob = Blob(hashlib.sha256(content).hexdigest(), 2)
    before = PartedUploads(Blobs(tmp_path))
    session = before.begin(blob, 1)
    with before.write(session, 1) as part:
        part.write(b"a")
        part.keep()
    after = PartedUploads(Blobs(tmp_path))
    assert not list(after.blobs.incoming.iterdir())
    with pytest.raises(Forbidden):
        after.write(session, 2)
    with pytest.raises(Unavailable):
        after.complete(session, blob)
    before.close()


def test_one_part_is_not_written_by_two_at_once(tmp_path: Path) -> None:
    content = b"abc"
    blob = Blob(hashlib.sha256(content).hexdigest(), 3)
    uploads = PartedUploads(Blobs(tmp_path))
    session = uploads.begin(blob, 2)
    with uploads.write(session, 1) as part:
        with pytest.raises(Unavailable):
            uploads.write(session, 1)
        with pytest.raises(Unavailable):
            uploads.complete(session, blob)
        part.write(b"ab")
        with pytest.raises(Malformed):
            part.write(b"c")
        part.keep()
    with pytest.raises(Malformed):
        uploads.write(session, 3)
    with uploads.write(session, 2) as part:
        part.write(b"c")
        part.keep()
    uploads.complete(session, blob)
    assert uploads.blobs.read(blob.sha256) == content


def test_a_commit_of_what_was_never_uploaded_is_refused(http: httpx2.Client, new_repo: Callable[..., str]) -> None:
    header = '{"key": "header", "value": {"summary": "x"}}\n'
    for oid, size in (("0" * 64, 1), ("nonsense", 1), (hashlib.sha256(b"").hexdigest(), -1)):
        line = f'{{"key": "lfsFile", "value": {{"path": "a.bin", "algo": "sha256", "oid": "{oid}", "size": {size}}}}}'
        answer = http.post(f"/api/datasets/{new_repo()}/commit/main", content=header + line)
        assert answer.status_code == 400


def test_files_are_large_by_pattern_size_or_looks(http: httpx2.Client, new_repo: Callable[..., str]) -> None:
    import base64

    repo = new_repo()
    samples = {
        "a.parquet": (b"text", 10),
        "a.txt": ("però è così".encode(), 10),
        "cut.txt": (("x" * 511 + "è").encode()[:512], 600),
        "a.jsonl": (b"{}", 10_000_000),
        "b.txt": (b"\0", 10),
        "c.txt": (b"\xff\xfe" * 200, 10),
    }
    answer = http.post(
        f"/api/datasets/{repo}/preupload/main",
        json={
            "files": [
                {"path": path, "sample": base64.b64encode(sample).decode(), "size": size}
                for path, (sample, size) in samples.items()
            ]
        },
    ).json()
    modes = {file["path"]: file["uploadMode"] for file in answer["files"]}
    assert [path for path, mode in modes.items() if mode == "lfs"] == ["a.parquet", "a.jsonl", "b.txt", "c.txt"]


def test_the_repositorys_own_attributes_decide(api: HfApi, new_repo: Callable[..., str]) -> None:
    repo = new_repo()
    attributes = b"*.jsonl filter=lfs diff=lfs merge=lfs -text\n*.bin -filter\n"
    api.upload_file(repo_id=repo, repo_type="dataset", path_in_repo=".gitattributes", path_or_fileobj=attributes)
    for path in ("a.jsonl", "a.bin"):
        api.upload_file(repo_id=repo, repo_type="dataset", path_in_repo=path, path_or_fileobj=b"text")
    infos = {info.path: info for info in api.get_paths_info(repo, ["a.jsonl", "a.bin"], repo_type="dataset")}
    assert {path: info.lfs is not None for path, info in infos.items()} == {"a.jsonl": True, "a.bin": False}  # type: ignore[union-attr]


def test_downloads_by_lfs_are_not_served(http: httpx2.Client, new_repo: Callable[..., str]) -> None:
    body = {"operation": "download", "objects": []}
    assert http.post(f"/datasets/{new_repo()}.git/info/lfs/objects/batch", json=body).status_code == 400


def test_a_commit_with_a_bad_card_changes_nothing(api: HfApi, new_repo: Callable[..., str]) -> None:
    repo = new_repo()
    with pytest.raises((BadRequestError, ValueError)):
        api.create_commit(
            repo,
            [CommitOperationAdd("a.txt", b"a"), CommitOperationAdd("README.md", b"---\nlicense: {\n---\n")],
            commit_message="x",
            repo_type="dataset",
        )
    assert api.list_repo_files(repo, repo_type="dataset") == [".gitattributes"]
