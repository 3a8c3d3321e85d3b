"""Who may know, read and write what; and what never gets in, or out, whoever asks."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest
from huggingface_hub import CommitOperationAdd, HfApi
from huggingface_hub.errors import GatedRepoError, HfHubHTTPError, RepositoryNotFoundError

from release.hub import HubAddress

WRITES = [
    ("POST", "/api/repos/create", {"name": "x", "organization": "ward", "type": "dataset"}),
    ("DELETE", "/api/repos/delete", {"name": "{name}", "organization": "ward", "type": "dataset"}),
    ("POST", "/api/repos/move", {"fromRepo": "{repo}", "toRepo": "ward/stolen", "type": "dataset"}),
    ("PUT", "/api/datasets/{repo}/settings", {"visibility": "private"}),
    ("POST", "/api/datasets/{repo}/preupload/main", {"files": []}),
    ("POST", "/api/datasets/{repo}/commit/main", {"key": "header", "value": {"summary": "x"}}),
    ("POST", "/datasets/{repo}.git/info/lfs/objects/batch", {"operation": "upload", "objects": []}),
    ("POST", "/datasets/{repo}.git/info/lfs/objects/verify", {"oid": "0" * 64, "size": 1}),
    ("POST", "/api/datasets/{repo}/tag/main", {"tag": "v1"}),
    ("DELETE", "/api/datasets/{repo}/tag/v0", None),
    ("POST", "/api/datasets/{repo}/branch/other", {}),
    ("DELETE", "/api/datasets/{repo}/branch/spare", None),
    ("POST", "/api/datasets/{repo}/super-squash/main", {}),
    ("POST", "/api/datasets/{repo}/discussions", {"title": "hello"}),
    ("POST", "/api/datasets/{repo}/discussions/1/comment", {"comment": "hello"}),
    ("POST", "/api/datasets/{repo}/discussions/1/comment/0/edit", {"content": "hello"}),
    ("POST", "/api/datasets/{repo}/discussions/1/title", {"title": "hello"}),
    ("POST", "/api/datasets/{repo}/discussions/1/status", {"status": "closed"}),
    ("POST", "/api/datasets/{repo}/discussions/1/merge", None),
    ("POST", "/api/collections", {"title": "t", "namespace": "ward"}),
    ("PATCH", "/api/collections/{shelf}", {"title": "t"}),
    ("DELETE", "/api/collections/{shelf}", None),
    ("POST", "/api/collections/{shelf}/items", {"item": {"type": "paper", "id": "1"}}),
    ("PATCH", "/api/collections/{shelf}/items/0", {"note": "n"}),
    ("DELETE", "/api/collections/{shelf}/items/0", None),
]


@pytest.fixture(scope="module")
def target(hub: HubAddress) -> dict[str, str]:
    """A public repository and collection that a stranger would like to change."""
    api = HfApi(endpoint=hub.endpoint, token=hub.token)
    api.create_repo("ward/open", repo_type="dataset", private=False)
    api.create_tag("ward/open", tag="v0", repo_type="dataset")
    api.create_branch("ward/open", branch="spare", repo_type="dataset")
    api.create_pull_request("ward/open", "A request", repo_type="dataset")
    shelf = api.create_collection("Open", namespace="ward")
    return {"repo": "ward/open", "name": "open", "shelf": shelf.slug}


@pytest.mark.parametrize(("method", "path", "body"), WRITES, ids=[f"{method} {path}" for method, path, _ in WRITES])
@pytest.mark.parametrize("token", ["", "Bearer wrong", "Basic eA=="])
def test_nothing_is_written_without_the_token(
    anonymous: httpx2.Client,
    http: httpx2.Client,
    target: dict[str, str],
    method: str,
    path: str,
    body: dict[str, object] | None,
    token: str,
) -> None:
    text = "" if body is None else json.dumps(body)
    for name, value in target.items():
        path, text = path.replace(f"{{{name}}}", value), text.replace(f"{{{name}}}", value)
    before = _everything(http, target)
    headers = {"Authorization": token} if token else {}
    answer = anonymous.request(method, path, content=text, headers=headers)
    assert answer.status_code == 401
    assert _everything(http, target) == before


def test_every_route_that_writes_is_among_those_tried() -> None:
    from release.hub import (
        routes_collections,
        routes_commits,
        routes_discussions,
        routes_references,
        routes_repositories,
        routes_uploads,
    )

    modules = (
        *(routes_collections, routes_commits, routes_discussions, routes_references),
        *(routes_repositories, routes_uploads),
    )
    written = {
        (method, route.path)
        for module in modules
        for route in module.ROUTES
        for method in route.methods or ()
        if method not in ("GET", "HEAD")
    }
    reading_or_signed = {
        ("POST", "/api/validate-yaml"),
        ("PUT", "/_upload/{sha256}"),
        ("POST", "/_upload/{sha256}"),
    }
    models = {pair for pair in written if pair[1].startswith("/{namespace}")}
    assert len(written - reading_or_signed - models) == len(WRITES)


def test_a_wrong_token_is_refused_even_where_none_is_needed(hub: HubAddress, new_repo: Callable[..., str]) -> None:
    repo = new_repo(private=False)
    api = HfApi(endpoint=hub.endpoint, token="hf_of_somebody_else")
    with pytest.raises(HfHubHTTPError, match="Invalid credentials in Authorization header"):
        api.repo_info(repo, repo_type="dataset")
    with pytest.raises(HfHubHTTPError, match="Invalid user token"):
        api.whoami()


def test_whoami_is_for_the_owner_of_the_token(anonymous: httpx2.Client) -> None:
    answer = anonymous.get("/api/whoami-v2")
    assert answer.status_code == 401
    assert answer.headers["X-Error-Message"] == "Invalid credentials in Authorization header"


@pytest.mark.parametrize(
    "path",
    [
        "/api/datasets/{}",
        "/api/datasets/{}/revision/main",
        "/api/datasets/{}/tree/main",
        "/api/datasets/{}/refs",
        "/api/datasets/{}/commits/main",
        "/api/datasets/{}/auth-check",
        "/api/datasets/{}/discussions",
        "/datasets/{}/resolve/main/.gitattributes",
    ],
)
def test_a_private_repository_looks_missing_to_a_stranger(
    anonymous: httpx2.Client, http: httpx2.Client, new_repo: Callable[..., str], path: str
) -> None:
    private = anonymous.get(path.format(new_repo()))
    missing = anonymous.get(path.format("ward/missing"))
    for answer in (private, missing):
        assert (answer.status_code, answer.headers["X-Error-Code"]) == (401, "RepoNotFound")
    assert private.content == missing.content
    known = http.get(path.format("ward/missing"))
    assert (known.status_code, known.headers["X-Error-Code"]) == (404, "RepoNotFound")


@pytest.mark.parametrize("path", ["/api/models/gpt2", "/api/spaces/ward/x", "/api/datasets/ward/x/revision/main"])
def test_what_is_not_kept_here_is_a_missing_repository(http: httpx2.Client, path: str) -> None:
    assert http.get(path).headers["X-Error-Code"] == "RepoNotFound"


def test_a_private_repository_is_not_found_by_a_stranger(stranger: HfApi, repo: str, kind: str) -> None:
    with pytest.raises(RepositoryNotFoundError):
        stranger.repo_info(repo, repo_type=kind)


def test_a_public_repository_is_read_without_a_token(
    api: HfApi, stranger: HfApi, new_repo: Callable[..., str], kind: str, tmp_path: Path
) -> None:
    repo = new_repo(kind, private=False)
    api.create_commit(repo, [CommitOperationAdd("a.txt", b"uno")], commit_message="a", repo_type=kind)
    got = stranger.hf_hub_download(repo, "a.txt", repo_type=kind, cache_dir=tmp_path)
    assert Path(got).read_bytes() == b"uno"


def test_a_gated_repository_shows_its_list_but_not_its_files(
    api: HfApi, stranger: HfApi, new_repo: Callable[..., str], kind: str, tmp_path: Path
) -> None:
    repo = new_repo(kind, private=False)
    api.update_repo_settings(repo, gated="auto", repo_type=kind)
    assert stranger.list_repo_files(repo, repo_type=kind) == [".gitattributes"]
    with pytest.raises(GatedRepoError):
        stranger.auth_check(repo, repo_type=kind)
    with pytest.raises(GatedRepoError):
        stranger.hf_hub_download(repo, ".gitattributes", repo_type=kind, cache_dir=tmp_path)
    assert api.hf_hub_download(repo, ".gitattributes", repo_type=kind, cache_dir=tmp_path)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "localhost@evil.example",
        "192.168.0.1",
        "",
        "0.0.0.0",
    ],
)
def test_a_name_that_was_rebound_to_this_machine_is_refused(anonymous: httpx2.Client, host: str) -> None:
    answer = anonymous.get("/api/datasets", headers={"Host": host})
    assert answer.status_code in (400, 421)
    assert b"ward" not in answer.content


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]:99"])
def test_the_names_of_this_machine_are_answered(anonymous: httpx2.Client, host: str) -> None:
    assert anonymous.get("/api/datasets", headers={"Host": host}).status_code == 200


def test_a_request_without_a_host_is_refused(hub: HubAddress) -> None:
    address = urlsplit(hub.endpoint)
    connection = http.client.HTTPConnection(str(address.hostname), address.port or 0, timeout=10)
    connection.putrequest("GET", "/api/datasets", skip_host=True)
    connection.endheaders()
    assert connection.getresponse().status in (400, 421)
    connection.close()


TRAVERSALS = [
    "/datasets/%2e%2e/%2e%2e/resolve/main/etc/passwd",
    "/datasets/{repo}/resolve/main/..%2f..%2f..%2f..%2fetc%2fpasswd",
    "/datasets/{repo}/resolve/main/%2fetc%2fpasswd",
    "/datasets/{repo}/resolve/main//etc/passwd",
    "/datasets/{repo}/resolve/..%2f..%2fhub.sqlite3/x",
    "/datasets/{repo}/resolve/main/%00",
    "/datasets/{repo}/resolve/main/%ff",
    "/datasets/{repo}/resolve/main/..%5c..%5chub.sqlite3",
    "/api/datasets/{repo}/tree/main/..%2f..%2f",
    "/api/datasets/{repo}/tree/..%2f../x",
    "/_upload/..%2f..%2fhub.sqlite3?act=whole",
    "/../../../../etc/passwd",
    "/hub.sqlite3",
    "/token",
]


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_address_leads_out_of_a_repository(hub: HubAddress, target: dict[str, str], path: str) -> None:
    address = urlsplit(hub.endpoint)
    connection = http.client.HTTPConnection(str(address.hostname), address.port or 0, timeout=10)
    connection.request("GET", path.format(**target), headers={"Authorization": f"Bearer {hub.token}"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert 400 <= answer.status < 500
    assert b"root:" not in body
    assert b"SQLite" not in body
    assert hub.token.encode() not in body


@pytest.mark.parametrize(
    "path",
    [
        "../a",
        "/a",
        "a//b",
        "a/",
        "a/../b",
        "./a",
        "a\\b",
        "a\0b",
        ".git/config",
        "d/.GIT/x",
        "",
        "\ud800",
        "a\nb",
        "x" * 256,
    ],
)
@pytest.mark.parametrize("key", ["file", "lfsFile", "deletedFile"])
def test_a_path_that_no_file_may_bear_is_refused(
    http: httpx2.Client, target: dict[str, str], path: str, key: str
) -> None:
    lines = [
        {"key": "header", "value": {"summary": "x"}},
        {"key": key, "value": {"path": path, "content": "", "encoding": "base64", "oid": "0" * 64, "size": 0}},
    ]
    answer = http.post(
        f"/api/datasets/{target['repo']}/commit/main", content="\n".join(json.dumps(line) for line in lines)
    )
    assert answer.status_code == 400
    assert "path" in answer.json()["error"]


BAD_NAMES = ["..", "a/b", "-a", "a--b", "", "x" * 97, "è", "a b", "."]


@pytest.mark.parametrize(
    ("field", "name"),
    [*(("name", name) for name in [*BAD_NAMES, "a.git"]), *(("organization", name) for name in BAD_NAMES)],
)
def test_a_bad_repository_name_is_refused(http: httpx2.Client, field: str, name: str) -> None:
    answer = http.post("/api/repos/create", json={"name": "a", "organization": "b", field: name})
    assert answer.status_code == 400


@pytest.mark.parametrize("namespace", ["datasets", "API", "models"])
def test_a_namespace_may_not_hide_the_hubs_own_pages(http: httpx2.Client, namespace: str) -> None:
    assert http.post("/api/repos/create", json={"name": "a", "organization": namespace}).status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"name": 3}',
        b'{"name": "a", "type": "space"}',
        b'{"name": "a", "visibility": "x"}',
        b"\xff",
    ],
)
def test_a_body_that_makes_no_sense_is_a_bad_request(http: httpx2.Client, body: bytes) -> None:
    assert http.post("/api/repos/create", content=body).status_code == 400


@pytest.mark.parametrize(
    "body", ["", "\n", "{}", '{"key": "x", "value": {}}', '{"key": "file", "value": {"path": "a"}}']
)
def test_a_commit_that_makes_no_sense_is_a_bad_request(http: httpx2.Client, target: dict[str, str], body: str) -> None:
    assert http.post(f"/api/datasets/{target['repo']}/commit/main", content=body).status_code == 400


def test_a_public_repository_is_public_where_nothing_was_said(http: httpx2.Client, anonymous: httpx2.Client) -> None:
    http.post("/api/repos/create", json={"name": "unsaid", "organization": "ward", "type": "model"})
    assert anonymous.get("/api/models/ward/unsaid").json()["private"] is False


def test_unknown_pages_and_methods_are_said_to_be_unknown(http: httpx2.Client) -> None:
    assert http.get("/nowhere").status_code == 404
    assert http.get("/").status_code == 404
    assert http.delete("/api/whoami-v2").status_code == 405
    assert http.get("/api/agent-harnesses").status_code == 404


def _everything(http: httpx2.Client, target: dict[str, str]) -> list[object]:
    repo = f"/api/datasets/{target['repo']}"
    pages = (repo, f"{repo}/refs?include_prs=1", f"{repo}/commits/main", f"{repo}/discussions/1", "/api/datasets")
    return [http.get(page).json() for page in (*pages, f"/api/collections/{target['shelf']}", "/api/collections")]
