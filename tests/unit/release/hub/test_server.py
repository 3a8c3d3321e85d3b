"""Serving: one process for one folder, on this machine only, until a signal; and the token it keeps."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from huggingface_hub import CommitOperationAdd, HfApi
from huggingface_hub.errors import HfHubHTTPError

from datasets_builders.errors import UserError
from release.hub import create_app, open_store, running, serve

SERVE = """
import json, sys
from pathlib import Path
from release.hub import serve
serve(Path(sys.argv[1]), announce=lambda *said: print(json.dumps(said), flush=True))
print("ended well", flush=True)
"""


@contextmanager
def served(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        endpoint, token = json.loads(process.stdout.readline())
        yield process, endpoint, token
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_well(tmp_path: Path, number: signal.Signals) -> None:
    with served(tmp_path / "hub") as (process, endpoint, token):
        api = HfApi(endpoint=endpoint, token=token)
        api.create_repo("ward/a", private=True)
        process.send_signal(number)
        said, complaints = process.communicate(timeout=20)
        assert (process.returncode, said, complaints) == (0, "ended well\n", "")
    assert (tmp_path / "hub" / "token").read_text(encoding="ascii").strip() == token
    with running(tmp_path / "hub") as hub:
        assert hub.token == token
        assert HfApi(endpoint=hub.endpoint, token=token).repo_exists("ward/a")


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="only Linux tells who listens")
def test_it_listens_on_this_machine_only(tmp_path: Path) -> None:
    with running(tmp_path / "hub") as hub:
        port = int(hub.endpoint.rsplit(":", 1)[1])
        table = Path("/proc/net/tcp").read_text(encoding="ascii")
        listening = [line.split()[1] for line in table.splitlines()[1:] if line.split()[3] == "0A"]
        assert [address for address in listening if int(address.split(":")[1], 16) == port] == [f"0100007F:{port:04X}"]


def test_small_answers_do_not_wait_for_the_network_to_fill_a_packet(tmp_path: Path) -> None:
    times = []
    with running(tmp_path / "hub") as hub, httpx2.Client(base_url=hub.endpoint, timeout=10) as client:
        for _ in range(10):
            start = time.perf_counter()
            client.get("/api/datasets")
            times.append(time.perf_counter() - start)
    assert sorted(times)[5] < 0.03


def test_the_token_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    tokens = set()
    for _ in range(2):
        with running(tmp_path / "hub") as hub:
            tokens.add(hub.token)
            assert hub.token not in repr(hub)
    [token] = tokens
    assert token.startswith("hf_")
    path = tmp_path / "hub" / "token"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE((path.parent / "hub.sqlite3").stat().st_mode) == 0o600
    path.write_text("\n", encoding="ascii")
    with pytest.raises(UserError, match="does not hold a token"), running(tmp_path / "hub"):
        pass


def test_a_token_that_is_given_is_not_written_down(tmp_path: Path) -> None:
    with running(tmp_path / "hub", token="hf_given_token") as hub:
        assert HfApi(endpoint=hub.endpoint, token="hf_given_token").whoami()["name"] == "local"
    kept = b"".join(path.read_bytes() for path in (tmp_path / "hub").rglob("*") if path.is_file())
    assert b"hf_given_token" not in kept


@pytest.mark.parametrize("token", ["", "short", "has a space", "perché-no", "x" * 201])
def test_a_token_that_no_header_can_carry_is_refused(tmp_path: Path, token: str) -> None:
    with pytest.raises(UserError, match="printable ASCII"), running(tmp_path / "hub", token=token):
        pass


def test_two_servers_never_share_a_folder(tmp_path: Path) -> None:
    with running(tmp_path / "hub") as hub:
        with pytest.raises(UserError) as error, running(tmp_path / "hub"):
            pass
        assert "being served already" in error.value.fact
        assert hub.endpoint in error.value.cause
        assert error.value.remedy
        assert HfApi(endpoint=hub.endpoint, token=hub.token).whoami()
        code = "from pathlib import Path; import sys; from release.hub import open_store; open_store(Path(sys.argv[1]))"
        other = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "hub")], capture_output=True, text=True, check=False
        )
        assert "being served already" in other.stderr
    with running(tmp_path / "hub"):
        pass


def test_a_port_that_is_taken_is_said_to_be(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UserError, match=f"Port {port}"), running(tmp_path / "hub", port=port):
            pass
    with pytest.raises(UserError, match="Port 99999"), running(tmp_path / "hub", port=99999):
        pass
    with running(tmp_path / "hub", port=port) as hub:
        assert hub.endpoint == f"http://127.0.0.1:{port}"


def test_a_folder_that_cannot_be_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(UserError, match="is not a folder"), open_store(folder):
            pass
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter1.tex").write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match=r"holds 'chapter1.tex'"), open_store(tmp_path / "thesis"):
        pass
    assert [path.name for path in (tmp_path / "thesis").iterdir()] == ["chapter1.tex"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UserError, match="permission is denied"), open_store(tmp_path / "hub"):
        pass


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "hub.sqlite3").write_bytes(b"not a database, but long enough to be read as one" * 30)
    with pytest.raises(UserError, match="cannot be used as this Hub's database"), open_store(tmp_path):
        pass


def test_a_folder_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.database.run("PRAGMA user_version=99")
    with pytest.raises(UserError, match="newer version"), open_store(tmp_path):
        pass


def test_the_account_and_its_organisations_have_names_of_choice(tmp_path: Path) -> None:
    with running(tmp_path / "hub", user="ada", organisations=["ward", "lab"]) as hub:
        who = HfApi(endpoint=hub.endpoint, token=hub.token).whoami()
    assert (who["name"], [org["name"] for org in who["orgs"]]) == ("ada", ["lab", "ward"])
    assert who["anyNamespace"] is True


def test_serve_answers_before_it_announces_and_ends_when_told(tmp_path: Path) -> None:
    seen: list[int] = []

    def announce(endpoint: str, token: str) -> None:
        answer = httpx2.get(f"{endpoint}/api/whoami-v2", headers={"Authorization": f"Bearer {token}"}, timeout=10)
        seen.append(answer.status_code)
        os.kill(os.getpid(), signal.SIGTERM)

    before = signal.getsignal(signal.SIGTERM)
    serve(tmp_path / "hub", announce=announce)
    assert seen == [200]
    assert signal.getsignal(signal.SIGTERM) is before


def test_the_application_needs_no_server(tmp_path: Path) -> None:
    from starlette.testclient import TestClient

    with open_store(tmp_path) as store, TestClient(create_app(store, "hf_token_of_test"), "http://localhost") as client:
        assert client.get("/api/whoami-v2", headers={"Authorization": "Bearer hf_token_of_test"}).status_code == 200
        assert client.get("/api/whoami-v2").status_code == 401


def test_many_commit_at_once_and_none_is_lost(tmp_path: Path) -> None:
    refusals: list[int] = []

    def work(number: int) -> None:
        api = HfApi(endpoint=hub.endpoint, token=hub.token)
        for turn in range(5):
            operations = [CommitOperationAdd(f"{number}/{turn}.txt", f"{number} {turn}".encode())]
            for _ in range(100):
                head = api.repo_info("ward/a", repo_type="dataset").sha
                try:
                    api.create_commit(
                        "ward/a",
                        operations,
                        commit_message=f"{number} {turn}",
                        repo_type="dataset",
                        parent_commit=head,
                    )
                    break
                except HfHubHTTPError as error:
                    refusals.append(error.response.status_code)

    with running(tmp_path / "hub") as hub:
        api = HfApi(endpoint=hub.endpoint, token=hub.token)
        api.create_repo("ward/a", repo_type="dataset", private=True)
        threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert set(refusals) <= {412}
        assert len(api.list_repo_files("ward/a", repo_type="dataset")) == 21
        titles = [commit.title for commit in api.list_repo_commits("ward/a", repo_type="dataset")]
        assert len(titles) == len(set(titles)) == 21
