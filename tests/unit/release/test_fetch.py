"""Downloads against a server of the test that drops connections, serves a wrong byte and moves things."""

from __future__ import annotations

import io
import re
import tarfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from datasets_builders import checksums
from datasets_builders.catalogue import get_corpus
from datasets_builders.checksums import Checksum, checksum_of
from datasets_builders.errors import Refused, UserError
from datasets_builders.spec import CorpusSpec, Source
from release import fetch as fetch_module
from release.fetch import SourceChanged, downloads, fetch

COMMIT = "a" * 40
SPEC = replace(
    get_corpus("emergency-example-it"),
    sources=(Source("https://github.com/somebody/notes", COMMIT, path="train.jsonl"),),
)
NOTES = b'{"note_id": "PS-0001"}\n' * 4_000


class Publisher(ThreadingHTTPServer):
    """Serves `files` by path; `drop_after` bytes of each of the next `drops` answers the connection breaks."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Requests)
        self.files: dict[str, bytes] = {}
        self.drops = 0
        self.drop_after = 1000
        self.busy = 0
        self.ranges: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Requests(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Publisher

    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        publisher = self.server
        content = publisher.files.get(self.path.partition("?")[0])
        if publisher.busy:
            publisher.busy -= 1
            self.send_error(503)
            return
        if content is None:
            self.send_error(404)
            return
        start = 0
        wanted = re.match(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if wanted:
            publisher.ranges.append(self.headers["Range"])
            start = int(wanted[1])
        if start >= len(content) > 0 and wanted:
            self.send_error(416)
            return
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        if publisher.drops:
            publisher.drops -= 1
            self.wfile.write(content[start : start + publisher.drop_after])
            self.wfile.flush()
            self.close_connection = True
            self.connection.close()
            return
        self.wfile.write(content[start:])


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    server = Publisher()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def _archive(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


@pytest.fixture
def pinned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Checksum]:
    reference = tmp_path / "reference"
    reference.mkdir()
    (reference / "train.jsonl").write_bytes(NOTES)
    found = checksum_of(reference, "train.jsonl")
    assert found is not None
    held = [found]
    monkeypatch.setattr(fetch_module, "pinned_checksums", lambda spec: tuple(held))
    return held


def _serve(publisher: Publisher, files: dict[str, bytes]) -> None:
    publisher.files[f"/somebody/notes/tar.gz/{COMMIT}"] = _archive(files)


Fetch = Callable[..., Path]


@pytest.fixture
def fetched(publisher: Publisher, tmp_path: Path, pinned: list[Checksum]) -> Fetch:
    def run(spec: CorpusSpec = SPEC, **more: object) -> Path:
        into = tmp_path / "raw"
        fetch(spec, into, mirror=publisher.url, pause=lambda seconds: None, **more)  # type: ignore[arg-type]
        return into

    return run


def test_what_is_pinned_is_taken_from_the_publishers_archive_and_nothing_else(
    publisher: Publisher, fetched: Fetch
) -> None:
    _serve(publisher, {"notes-aaaa/train.jsonl": NOTES, "notes-aaaa/setup.py": b"import os"})
    into = fetched()
    assert (into / "train.jsonl").read_bytes() == NOTES
    assert not (into / "setup.py").exists()
    assert not into.with_name(".raw.download").exists()


def test_an_archive_inside_the_download_is_unpacked_too(publisher: Publisher, fetched: Fetch) -> None:
    inner = _archive({"release/train.jsonl": NOTES})
    _serve(publisher, {"notes-aaaa/data.tar.gz": inner, "notes-aaaa/README": b"x"})
    spec = replace(SPEC, sources=(replace(SPEC.sources[0], archive="data.tar.gz"),))
    assert (fetched(spec) / "train.jsonl").read_bytes() == NOTES


def test_a_dropped_connection_is_taken_up_where_it_stopped(publisher: Publisher, fetched: Fetch) -> None:
    _serve(publisher, {"notes-aaaa/train.jsonl": NOTES})
    whole = len(publisher.files[f"/somebody/notes/tar.gz/{COMMIT}"])
    publisher.drops, publisher.drop_after = 2, whole // 3
    told: list[tuple[int, int | None]] = []
    into = fetched(advance=lambda done, total: told.append((done, total)))
    assert (into / "train.jsonl").read_bytes() == NOTES
    assert publisher.ranges[0] == f"bytes={whole // 3}-"
    assert told[-1] == (whole, whole)


def test_a_second_run_goes_on_where_the_first_gave_up(publisher: Publisher, fetched: Fetch, tmp_path: Path) -> None:
    _serve(publisher, {"notes-aaaa/train.jsonl": NOTES})
    publisher.drops, publisher.drop_after = fetch_module.ATTEMPTS, 5
    with pytest.raises(UserError, match="could not be downloaded") as given_up:
        fetched()
    assert "goes on where it stopped" in given_up.value.remedy
    assert not (tmp_path / "raw").exists()
    assert (fetched() / "train.jsonl").read_bytes() == NOTES


def test_a_busy_publisher_is_asked_again(publisher: Publisher, fetched: Fetch) -> None:
    _serve(publisher, {"notes-aaaa/train.jsonl": NOTES})
    publisher.busy = 2
    assert (fetched() / "train.jsonl").exists()


def test_one_wrong_byte_is_refused_with_the_file_that_changed(
    publisher: Publisher, fetched: Fetch, tmp_path: Path
) -> None:
    _serve(publisher, {"notes-aaaa/train.jsonl": NOTES[:-2] + b"x\n"})
    with pytest.raises(SourceChanged, match=r"train\.jsonl: sha256") as refused:
        fetched()
    assert refused.value.exit_code == 3
    assert not (tmp_path / "raw").exists()
    assert (tmp_path / ".raw.download").exists()


def test_a_file_that_is_gone_from_the_archive_is_refused(publisher: Publisher, fetched: Fetch) -> None:
    _serve(publisher, {"notes-aaaa/test.jsonl": NOTES})
    with pytest.raises(SourceChanged, match=r"train\.jsonl: missing"):
        fetched()


def test_a_source_that_is_gone_is_said(publisher: Publisher, fetched: Fetch) -> None:
    with pytest.raises(UserError, match="answers 404") as gone:
        fetched()
    assert "not there any more" in gone.value.cause


def test_an_archive_that_leaves_its_folder_is_refused(publisher: Publisher, fetched: Fetch, tmp_path: Path) -> None:
    _serve(publisher, {"notes-aaaa/../../escaped/train.jsonl": NOTES})
    with pytest.raises(Refused, match="leaves its folder"):
        fetched()
    assert not (tmp_path / "escaped").exists()


@pytest.mark.parametrize(
    ("source", "url"),
    [
        (Source("https://github.com/a/b", COMMIT), f"https://codeload.github.com/a/b/tar.gz/{COMMIT}"),
        (
            Source("https://zenodo.org/records/123", "1", path="x.zip"),
            "https://zenodo.org/records/123/files/x.zip?download=1",
        ),
        (
            Source("https://huggingface.co/datasets/a/b", COMMIT, path="data/x.parquet"),
            f"https://huggingface.co/datasets/a/b/resolve/{COMMIT}/data/x.parquet",
        ),
    ],
)
def test_each_kind_of_publisher_has_its_address(source: Source, url: str) -> None:
    assert [each.url for each in downloads(source)] == [url]


def test_a_page_for_people_is_told_to_be_downloaded_by_hand() -> None:
    with pytest.raises(UserError, match="cannot be fetched by a program") as error:
        downloads(Source("https://example.org/corpus", "unknown"))
    assert "--source" in error.value.remedy


def test_pinned_checksums_hold_for_the_real_files(corpora: Path) -> None:
    spec = get_corpus("casimedicos-arg-it")
    pinned = checksums.pinned_checksums(spec)
    assert len(pinned) == 3
    assert checksums.changes(corpora / "casimedicos-arg-it", pinned) == []
