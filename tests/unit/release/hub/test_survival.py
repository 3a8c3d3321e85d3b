"""Whatever happens to the process, the folder is whole and what was answered is there."""

from __future__ import annotations

import hashlib
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import httpx2
import huggingface_hub
import pytest
from huggingface_hub import CommitOperationAdd, HfApi
from huggingface_hub.errors import HfHubHTTPError

from release.hub import Store, open_store
from release.hub.clearing import clear_unreferenced
from release.hub.commits import Draft, commit
from release.hub.contents import files_of, save_tree
from release.hub.history import add_commit, set_reference
from release.hub.names import RepoId
from release.hub.problems import Unavailable
from release.hub.repositories import Repository, create_repository
from release.hub.trees import FileEntry, plant

SERVE = """
import sys
from pathlib import Path
from release.hub import Settings, serve
serve(
    Path(sys.argv[1]),
    token="hf_token_of_test",
    announce=lambda endpoint, token: print(endpoint, flush=True),
    settings=Settings(multipart_above=2_000_000, part_bytes=500_000),
)
"""


def damage(folder: Path) -> list[str]:
    """What is wrong with the folder of a Hub that nobody serves; nothing, one hopes."""
    found = []
    with open_store(folder) as store:
        database = store.database
        found += [str(row[0]) for row in database.rows("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"foreign key of {row[0]}" for row in database.rows("PRAGMA foreign_key_check")]
        found += [f"stray {path.name}" for path in store.blobs.incoming.iterdir()]
        for path in store.blobs.root.rglob("*"):
            if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() != path.parent.name + path.name:
                found.append(f"content of {path.name}")
        for row in database.rows("SELECT oid, parent, tree, repository FROM commits"):
            for name, entry in files_of(database, row["tree"]).items():
                if store.blobs.size(entry.sha256) != entry.size:
                    found.append(f"{name} of {row['oid']}")
            known = database.row(
                "SELECT 1 FROM commits WHERE repository = ? AND oid = ?", row["repository"], row["parent"]
            )
            if row["parent"] and known is None:
                found.append(f"parent of {row['oid']}")
    return found


def test_kill_9_at_any_moment_leaves_a_whole_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The client would wait for half a minute for a server that is dead.
    monkeypatch.setattr(huggingface_hub.utils._http, "time", SimpleNamespace(sleep=lambda seconds: None))
    chance = random.Random(20261123)
    folder = tmp_path / "hub"
    answered: dict[str, bytes] = {}
    refusals: list[str] = []
    for life in range(6):
        process = subprocess.Popen([sys.executable, "-c", SERVE, str(folder)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        endpoint = process.stdout.readline().strip()
        workers = [
            threading.Thread(
                target=_publish, args=(endpoint, f"{life}-{number}", random.Random(number), answered, refusals)
            )
            for number in range(3)
        ]
        for worker in workers:
            worker.start()
        time.sleep(chance.uniform(0.3, 0.9))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        for worker in workers:
            worker.join()
        assert damage(folder) == []
    assert len(answered) > 30
    assert set(refusals) <= {"412"}
    with open_store(folder) as store:
        row = store.database.row("SELECT tree FROM commits JOIN refs ON target = oid WHERE name = 'refs/heads/main'")
        assert row is not None
        files = files_of(store.database, row["tree"])
        for path, content in answered.items():
            assert store.blobs.read(files[path].sha256) == content


def _publish(endpoint: str, name: str, chance: random.Random, answered: dict[str, bytes], refusals: list[int]) -> None:
    """Commit small and large files until the server is gone; note what it said was done."""
    api = HfApi(endpoint=endpoint, token="hf_token_of_test")
    for turn in range(1000):
        size = chance.choice([10, 5_000, 300_000, 2_600_000])
        files = {f"{name}/{turn}-{number}.bin": chance.randbytes(size) + b"\0" for number in range(2)}
        files[f"{name}/{turn}.txt"] = f"{name} {turn}".encode()
        try:
            api.create_repo("ward/a", repo_type="dataset", private=True, exist_ok=True)
            api.create_commit(
                "ward/a",
                [CommitOperationAdd(path, content) for path, content in files.items()],
                commit_message=f"{name} {turn}",
                repo_type="dataset",
            )
        except HfHubHTTPError as error:
            refusals.append(str(error.response.status_code))
        except httpx2.TransportError:
            return
        except RuntimeError as error:  # the client's word for an upload that failed
            if not isinstance(error.__cause__, httpx2.TransportError):
                refusals.append(str(error.__cause__))
            return
        else:
            answered.update(files)


@pytest.fixture
def repository(store: Store) -> Repository:
    return _repository(store, "a")


def test_a_content_that_is_cleared_away_while_a_commit_is_on_its_way_is_asked_for_again(
    store: Store, repository: Repository
) -> None:
    draft = _draft(store, "a.txt", "dW5v")
    store.blobs.discard(hashlib.sha256(b"uno").hexdigest())
    with pytest.raises(Unavailable):
        commit(store, repository, "main", draft)
    assert commit(store, repository, "main", _draft(store, "a.txt", "dW5v")).title == "s"


def test_clearing_that_was_cut_short_is_finished_by_the_next_start(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        repository = _repository(store, "a")
        commit(store, repository, "main", _draft(store, "a.txt", "dW5v"))
        doomed, needed = hashlib.sha256(b"due").hexdigest(), hashlib.sha256(b"uno").hexdigest()
        store.blobs.keep_all([b"due"])
        for sha256 in (doomed, needed):
            store.database.run("INSERT INTO doomed VALUES (?)", sha256)
    with open_store(tmp_path) as store:
        assert store.blobs.size(doomed) is None
        assert store.blobs.read(needed) == b"uno"
        assert not store.database.rows("SELECT * FROM doomed")


def test_clearing_keeps_all_that_a_reference_leads_to(store: Store, repository: Repository) -> None:
    commit(store, repository, "main", _draft(store, "a.txt", "dW5v"))
    kept = commit(store, repository, "main", _draft(store, "a.txt", "ZHVl"))
    other = _repository(store, "b")
    commit(store, other, "main", _draft(store, "d/x.txt", "dW5v"))
    before = _all_rows(store)
    clear_unreferenced(store)
    assert _all_rows(store) == before
    set_reference(store.database, repository, "refs/tags/v1", kept.oid)
    store.database.run("DELETE FROM refs WHERE name = 'refs/heads/main' AND repository = ?", other.number)
    clear_unreferenced(store)
    assert store.blobs.read(hashlib.sha256(b"uno").hexdigest()) == b"uno"
    store.database.run("DELETE FROM refs")
    clear_unreferenced(store)
    assert _all_rows(store) == {"commits": 0, "trees": 0, "tree_entries": 0}
    assert not [path for path in store.blobs.root.rglob("*") if path.is_file()]


def test_a_transaction_that_fails_leaves_no_trace(store: Store, repository: Repository) -> None:
    before = _all_rows(store)
    with pytest.raises(sqlite3.IntegrityError):
        _save_and_fail(store, repository)
    assert _all_rows(store) == before


def test_a_full_disk_is_said_and_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    from starlette.testclient import TestClient

    from release.hub import create_app
    from release.hub.blobs import Blob, Blobs, BlobWriter
    from release.hub.links import UploadLink

    def full(*given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    headers = {"Authorization": "Bearer hf_token_of_test"}
    with open_store(tmp_path) as store:
        client = TestClient(create_app(store, "hf_token_of_test"), "http://localhost", headers=headers)
        _repository(store, "a")
        monkeypatch.setattr(BlobWriter, "keep", full)
        link = UploadLink("whole", Blob(hashlib.sha256(b"uno").hexdigest(), 3), 10**11)
        answer = client.put(f"/{link.path(store.upload_key)}", content=b"uno")
        assert (answer.status_code, answer.json()["error"][:20]) == (507, "The Hub's disk is fu")
        assert not list(store.blobs.incoming.iterdir())
        monkeypatch.setattr(Blobs, "keep_all", full)
        lines = '{"key": "header", "value": {"summary": "s"}}\n{"key": "file", "value": {"path": "a", "content": ""}}'
        assert client.post("/api/datasets/ward/a/commit/main", content=lines).status_code == 507
        assert len(client.get("/api/datasets/ward/a/commits/main").json()) == 1


def _save_and_fail(store: Store, repository: Repository) -> None:
    with store.database.transaction():
        save_tree(store.database, plant({"new.txt": FileEntry.regular(b"new")}))
        set_reference(store.database, repository, "refs/heads/x", "0" * 40)


def _draft(store: Store, path: str, content: str) -> Draft:
    draft = Draft(store)
    draft.add(b'{"key": "header", "value": {"summary": "s"}}')
    draft.add(f'{{"key": "file", "value": {{"path": "{path}", "content": "{content}"}}}}'.encode())
    draft.settle()
    return draft


def _repository(store: Store, name: str) -> Repository:
    repository = create_repository(store.database, RepoId("dataset", "ward", name), private=True)
    planted = plant({})
    save_tree(store.database, planted)
    first = add_commit(
        store.database, repository, parent=None, tree=planted.root, title="first", message="", author="local"
    )
    set_reference(store.database, repository, "refs/heads/main", first.oid)
    return repository


def _all_rows(store: Store) -> dict[str, int]:
    tables = ("commits", "trees", "tree_entries")
    return {table: len(store.database.rows(f"SELECT * FROM {table}")) for table in tables}
