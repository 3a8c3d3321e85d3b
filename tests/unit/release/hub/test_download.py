"""Files come back whole or in ranges, with the headers that clients and caches go by."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import httpx2
import pytest
from huggingface_hub import CommitOperationAdd, HfApi

from release.hub import HubAddress
from release.hub.trees import git_oid

SMALL = b"0123456789"
LARGE = bytes(range(256)) * 5000


@pytest.fixture
def url(api: HfApi, new_repo: Callable[..., str]) -> str:
    repo = new_repo()
    api.create_commit(
        repo,
        [
            CommitOperationAdd("small.txt", SMALL),
            CommitOperationAdd("d/large.bin", LARGE),
            CommitOperationAdd("empty.txt", b""),
            CommitOperationAdd("page.html", b"<script>alert(1)</script>"),
        ],
        commit_message="files",
        repo_type="dataset",
    )
    return f"/datasets/{repo}/resolve/main"


def test_head_and_get_tell_the_same(http: httpx2.Client, url: str) -> None:
    for path, content, etag in (
        ("small.txt", SMALL, git_oid("blob", SMALL)),
        ("d/large.bin", LARGE, hashlib.sha256(LARGE).hexdigest()),
        ("empty.txt", b"", git_oid("blob", b"")),
    ):
        head, got = http.head(f"{url}/{path}"), http.get(f"{url}/{path}")
        assert (head.status_code, head.content) == (200, b"")
        assert got.content == content
        for answer in (head, got):
            assert answer.headers["ETag"] == f'"{etag}"'
            assert answer.headers["Content-Length"] == str(len(content))
            assert len(answer.headers["X-Repo-Commit"]) == 40
            assert answer.headers["Accept-Ranges"] == "bytes"


def test_only_large_files_have_linked_headers(http: httpx2.Client, url: str) -> None:
    large = http.head(f"{url}/d/large.bin")
    assert large.headers["X-Linked-Size"] == str(len(LARGE))
    assert large.headers["X-Linked-ETag"] == large.headers["ETag"]
    assert "X-Linked-Size" not in http.head(f"{url}/small.txt").headers


@pytest.mark.parametrize(
    ("asked", "expected", "content_range"),
    [
        ("bytes=0-3", b"0123", "bytes 0-3/10"),
        ("bytes=4-", b"456789", "bytes 4-9/10"),
        ("bytes=-2", b"89", "bytes 8-9/10"),
        ("bytes=8-99", b"89", "bytes 8-9/10"),
    ],
)
def test_a_range_is_answered_in_part(
    http: httpx2.Client, url: str, asked: str, expected: bytes, content_range: str
) -> None:
    answer = http.get(f"{url}/small.txt", headers={"Range": asked})
    assert (answer.status_code, answer.content) == (206, expected)
    assert answer.headers["Content-Range"] == content_range


def test_a_range_behind_the_end_cannot_be_answered(http: httpx2.Client, url: str) -> None:
    answer = http.get(f"{url}/small.txt", headers={"Range": "bytes=10-"})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == "bytes */10"


def test_a_download_that_broke_goes_on_where_it_stopped(http: httpx2.Client, url: str) -> None:
    etag = http.head(f"{url}/d/large.bin").headers["ETag"]
    rest = http.get(f"{url}/d/large.bin", headers={"Range": "bytes=700000-", "If-Range": etag})
    assert LARGE[:700000] + rest.content == LARGE
    other = http.get(f"{url}/d/large.bin", headers={"Range": "bytes=700000-", "If-Range": '"other"'})
    assert (other.status_code, other.content) == (200, LARGE)


def test_what_the_caller_has_is_not_sent_again(http: httpx2.Client, url: str) -> None:
    etag = http.head(f"{url}/small.txt").headers["ETag"]
    answer = http.get(f"{url}/small.txt", headers={"If-None-Match": f'"x", W/{etag}'})
    assert (answer.status_code, answer.content) == (304, b"")
    assert http.get(f"{url}/small.txt", headers={"If-None-Match": '"x"'}).status_code == 200


def test_a_missing_file_is_told_with_the_commit_that_lacks_it(http: httpx2.Client, url: str) -> None:
    for path in ("nowhere.txt", "d", "small.txt/x"):
        answer = http.head(f"{url}/{path}")
        assert (answer.status_code, answer.headers["X-Error-Code"]) == (404, "EntryNotFound")
        assert len(answer.headers["X-Repo-Commit"]) == 40
    answer = http.head(url.replace("main", "nowhere") + "/small.txt")
    assert (answer.status_code, answer.headers["X-Error-Code"]) == (404, "RevisionNotFound")


def test_a_page_in_a_data_set_cannot_act_as_a_page_of_the_hub(http: httpx2.Client, url: str) -> None:
    headers = http.get(f"{url}/page.html").headers
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_content_that_was_damaged_on_the_disk_is_not_sent(hub: HubAddress, http: httpx2.Client, url: str) -> None:
    content = b"damaged " + url.encode()
    repo = url.split("/resolve")[0].removeprefix("/datasets/")
    HfApi(endpoint=hub.endpoint, token=hub.token).upload_file(
        repo_id=repo, repo_type="dataset", path_in_repo="x.txt", path_or_fileobj=content
    )
    hub.store.blobs.path(hashlib.sha256(content).hexdigest()).write_bytes(b"short")
    assert http.get(f"{url}/x.txt").status_code == 500
