"""The review page from outside: who is let in, what is answered, and what stands in review.jsonl afterwards."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import httpx2
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from datasets_builders.errors import Refused, UserError
from release.manifest import data_digest
from release.prepare import published_files
from release.review.app import LANGUAGES, words_of
from release.review.server import ReviewAddress, running
from release.review.session import CONTEXT, Plan, ReviewSession, reviewing
from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.tags import TAG_OF
from validation.review.decisions import read_decisions

NOTES = (
    "Visita di controllo. 😀 Contattare il figlio al cell. 347 555 0147 per la dimissione.",
    "Inviare a ersilia.montefalchi@example.org. " + "Addome trattabile. " * 40 + "CF MNTRSL48C52H501A, dispnea.",
    "Nulla da segnalare.",
)
SECRETS = ("347 555", "ersilia", "MNTRSL")


PATTERNS = {
    "PHONE_NUMBER": r"347 555 \d{4}",
    "EMAIL_ADDRESS": r"\w+\.\w+@example\.org",
    "IT_FISCAL_CODE": r"[A-Z]{6}\d\d[A-Z]\d\d[A-Z]\d{3}[A-Z]",
    "URL": r"https://\S+",
}


@cache
def few_patterns() -> IdentifierEngine:
    """An engine with four recognisers: what the real ones find is tested elsewhere."""
    from presidio_analyzer import Pattern, PatternRecognizer

    return IdentifierEngine(
        PatternRecognizer(entity, name=entity.lower(), patterns=[Pattern(entity, regex, 0.8)], supported_language="it")
        for entity, regex in PATTERNS.items()
    )


def write_notes(folder: Path, *, copies: int = 4) -> Path:
    """Make a built folder: config ner, split train over two files in small row groups, split test."""
    data = folder / "data" / "ner"
    data.mkdir(parents=True, exist_ok=True)
    for split, shards in (("train", 2), ("test", 1)):
        for shard in range(shards):
            texts = [note for _ in range(copies) for note in NOTES]
            ids = [f"{split}-{shard}-{number}" for number in range(len(texts))]
            options = [[{"text": "Si veda https://www.example.org/caso/12 ora."}, {"text": "no"}]] * len(texts)
            table = pa.table({"id": ids, "text": texts, "options": options, "licence": ["CC0-1.0"] * len(texts)})
            pq.write_table(table, data / f"{split}-{shard:05d}-of-{shards:05d}.parquet", row_group_size=5)
    return folder


class Desk:
    """A page that is served, and a browser that was let in."""

    def __init__(self, session: ReviewSession, address: ReviewAddress) -> None:
        self.session = session
        self.address = address
        self.origin = f"http://127.0.0.1:{address.port}"
        self.client = httpx2.Client(base_url=self.origin, headers={"Origin": self.origin})
        assert self.client.get(address.url).status_code == 200

    def get(self, path: str) -> Any:
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def decide(self, item: dict[str, Any], decision: str, **more: Any) -> httpx2.Response:
        body = {**{name: item[name] for name in ("kind", "number", "version")}, "decision": decision, **more}
        return self.client.post("/api/decisions", json=body)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "built")


@pytest.fixture
def open_desk(folder: Path) -> Iterator[Callable[..., Desk]]:
    """Serve the folder; may be called again for a second server on the same decisions."""
    with ExitStack() as stack:

        def make(who: str = "Ada Bruni", **plan: Any) -> Desk:
            given = Plan(who, folder / "review.jsonl", **{"size": 10, **plan})
            session = stack.enter_context(reviewing(folder, given, few_patterns))
            desk = Desk(session, stack.enter_context(running(session)))
            stack.callback(desk.client.close)
            return desk

        yield make


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    return open_desk()


# ------------------------------------------------------------------------------------------------- who is let in


def test_the_token_opens_the_page_once(desk: Desk) -> None:
    again = httpx2.get(desk.address.url)
    assert again.status_code == 403
    assert "set-cookie" not in again.headers
    assert desk.client.get("/").status_code == 200
    assert httpx2.get(desk.origin).status_code == 403
    assert httpx2.get(f"{desk.origin}/?token=wrong").status_code == 403
    assert desk.address.url not in repr(desk.address)


def test_asking_for_the_head_does_not_use_the_token_up(folder: Path) -> None:
    plan = Plan("Ada", folder / "review.jsonl", size=0)
    with reviewing(folder, plan, few_patterns) as session, running(session) as address:
        httpx2.head(address.url)
        admitted = httpx2.get(address.url)
    assert admitted.status_code == 200
    cookie = admitted.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "domain" not in cookie


@pytest.mark.parametrize("path", ["/files/page.js", "/api/start", "/api/findings", "/api/notes", "/api/notes/0"])
def test_without_the_cookie_nothing_is_told(desk: Desk, path: str) -> None:
    assert desk.client.get(path).status_code == 200
    refused = httpx2.get(desk.origin + path)
    assert refused.status_code == 403
    assert refused.json() == {"error": "not-admitted"}


@pytest.mark.parametrize("host", ["rebound.example.org", "127.0.0.1", "127.0.0.1:1", "localhost.example.org:80"])
def test_another_host_name_is_refused(desk: Desk, host: str) -> None:
    for path in ("/", "/api/start"):
        refused = desk.client.get(path, headers={"Host": host})
        assert refused.status_code == 421
        assert refused.json() == {"error": "other-host"}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "same-site"},
        {"Content-Type": "text/plain"},
    ],
    ids=str,
)
def test_another_page_cannot_decide(desk: Desk, headers: dict[str, str], folder: Path) -> None:
    item = desk.get("/api/findings")["items"][0]
    body = json.dumps({"kind": "finding", "number": item["number"], "version": 0, "decision": "identifier"})
    sent = {"Content-Type": "application/json", **headers}
    assert desk.client.post("/api/decisions", content=body, headers=sent).status_code in (403, 415)
    assert (folder / "review.jsonl").read_bytes() == b""
    assert (
        desk.client.post("/api/decisions", content=body, headers={"Content-Type": "application/json"}).status_code
        == 200
    )


def test_every_answer_keeps_the_page_to_itself(desk: Desk) -> None:
    for path in ("/", "/files/page.css", "/api/start", "/nowhere", "/?token=wrong"):
        headers = desk.client.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'self';")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["cache-control"] == "no-store"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"


def test_nothing_of_the_page_lies_elsewhere(root: Path) -> None:
    package = root / "release" / "review"
    for path in [each for each in package.rglob("*") if each.suffix in (".html", ".js", ".css", ".svg", ".toml")]:
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?:|@import|url\(|//[a-z]+\.", text), path.name


# ------------------------------------------------------------------------------------------------ what is shown


def test_findings_come_with_their_context_in_code_points(desk: Desk) -> None:
    answer = desk.get("/api/findings?limit=200")
    assert answer["total"] == len(answer["items"]) == desk.get("/api/start")["progress"]["findings"]["total"]
    seen = set()
    for item in answer["items"]:
        text = item["text"]
        covered = text[item["start"] - item["left"] : item["end"] - item["left"]]
        seen.add(covered)
        assert len(text) <= 2 * CONTEXT + len(covered)
        assert item["cut"][0] == (item["start"] > CONTEXT)
    assert {"347 555 0147", "ersilia.montefalchi@example.org", "MNTRSL48C52H501A"} <= seen
    assert any(item["column"] == "options[0].text" for item in answer["items"])
    assert all(item["id"].startswith(item["split"]) for item in answer["items"])
    assert {item["row"] for item in answer["items"] if item["split"] == "train"} >= {"#0", "#13", "#23"}


def test_filters_and_pages(desk: Desk) -> None:
    everything = [item["number"] for item in desk.get("/api/findings?limit=200")["items"]]
    assert everything == sorted(everything)
    mails = desk.get("/api/findings?entity=EMAIL_ADDRESS&place=ner/test&limit=200")
    assert mails["total"] == 4
    assert {(item["entity"], item["split"]) for item in mails["items"]} == {("EMAIL_ADDRESS", "test")}
    assert desk.get("/api/findings?entity=NOBODY")["total"] == 0
    walked, start = [], 0
    while page := desk.get(f"/api/findings?start={start}&limit=7")["items"]:
        walked += [item["number"] for item in page]
        start = walked[-1] + 1
    assert walked == everything
    middle = desk.get(f"/api/findings?start={everything[20]}&back=5&limit=5")
    assert [item["number"] for item in middle["items"]] == everything[15:25]
    assert middle["position"] == 15
    assert desk.client.get("/api/findings?start=-1").status_code == 422
    assert desk.client.get("/api/findings?limit=many").status_code == 422


def test_a_note_is_shown_whole_with_what_was_found(desk: Desk) -> None:
    notes = desk.get("/api/notes")["items"]
    assert len(notes) == 10
    for rank in range(10):
        note = desk.get(f"/api/notes/{rank}")
        assert note["columns"][0]["name"] == note["main"] == "text"
        assert note["columns"][0]["text"] in NOTES
        names = {column["name"] for column in note["columns"]}
        assert {"text", "id", "options[0].text"} <= names
        assert "licence" not in names
        for column in note["columns"]:
            assert all(0 <= start < end <= len(column["text"]) for start, end, _ in column["hits"])
    assert desk.client.get("/api/notes/10").status_code == 404


# --------------------------------------------------------------------------------------------- what is decided


def test_decisions_stand_in_the_file_without_any_text(desk: Desk, folder: Path) -> None:
    first, second, third = desk.get("/api/findings")["items"][:3]
    assert desk.decide(first, "identifier").json()["item"]["decision"] == "identifier"
    corrected = [second["start"] - 1, second["end"]]
    assert desk.decide(second, "wrong-boundary", corrected=corrected).json()["item"]["corrected"] == corrected
    taken = desk.decide(third, "not-identifier").json()
    assert desk.decide(taken["item"], "undo").json()["item"]["decision"] == "open"
    note = desk.get("/api/notes/0")
    assert desk.decide(note, "leaky", leaks=[[0, 3, "PERSON", "text"]]).status_code == 200
    assert desk.decide(desk.get("/api/notes/2"), "clean").status_code == 200
    progress = desk.get("/api/start")["progress"]
    assert progress["notes"] == {"total": 10, "reviewed": 2, "leaky": 1, "skipped": 1}
    assert (progress["findings"]["identifier"], progress["findings"]["wrong-boundary"]) == (1, 1)
    assert desk.get("/api/findings?status=decided")["total"] == 2

    written = (folder / "review.jsonl").read_text(encoding="utf-8")
    assert not [secret for secret in SECRETS if secret.lower() in written.lower()]
    assert len(written.splitlines()) == 6
    folded = read_decisions(folder / "review.jsonl", data_digest(folder))
    assert (folded.notes_reviewed, folded.notes_leaky, folded.notes_skipped) == (2, 1, 1)
    assert json.loads(written.splitlines()[-1])["sample"] == {"seed": 0, "size": 10, "rank": 2}
    assert {json.loads(line)["who"] for line in written.splitlines()} == {"Ada Bruni"}


def test_a_second_decision_on_what_was_seen_before_the_first_answers_409(
    open_desk: Callable[..., Desk], folder: Path
) -> None:
    ada, bruno = open_desk(), open_desk("Bruno")
    item = bruno.get("/api/findings")["items"][0]
    assert ada.decide(item, "identifier").status_code == 200
    refused = bruno.decide(item, "not-identifier")
    assert refused.status_code == 409
    current = refused.json()["item"]
    assert (current["decision"], current["who"], current["version"]) == ("identifier", "Ada Bruni", 1)
    assert len((folder / "review.jsonl").read_bytes().splitlines()) == 1
    assert bruno.decide(current, "not-identifier").status_code == 200
    assert ada.get("/api/findings?status=not-identifier")["items"][0]["who"] == "Bruno"


WRONG: list[dict[str, Any]] = [
    {"kind": "row"}, {"number": "0"}, {"number": True}, {"version": None}, {"decision": "clean"}, {"decision": 3},
    {"decision": "wrong-boundary"}, {"decision": "wrong-boundary", "corrected": [0, 10**6]},
    {"decision": "wrong-boundary", "corrected": [3, 3]}, {"decision": "wrong-boundary", "corrected": "ab"},
    {"decision": "undo"}, {"number": 10**6}, {"number": -1}, {"decision": "identifier", "corrected": [1, 3]},
    {"kind": "note", "decision": "leaky"}, {"kind": "note", "decision": "leaky", "leaks": [[0, 3, "PERSON", "licence"]]},
    {"kind": "note", "decision": "leaky", "leaks": [[0, 3, "La signora", "text"]]}, {"kind": "note", "leaks": [[1]]},
    {"kind": "note", "decision": "clean", "leaks": [[0, 3, "PERSON", "text"]]},
]  # fmt: skip


@pytest.mark.parametrize("change", WRONG, ids=str)
def test_what_makes_no_decision_is_refused(desk: Desk, folder: Path, change: dict[str, Any]) -> None:
    body = {"kind": "finding", "number": 0, "version": 0, "decision": "identifier", **change}
    refused = desk.client.post("/api/decisions", json=body)
    assert refused.status_code in (404, 422)
    assert refused.json()["error"] in words_of("it")["errors"]
    assert (folder / "review.jsonl").read_bytes() == b""


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b"[" * 100_000, b'"' + b"x" * (1 << 21)], ids=len)
def test_any_body_is_answered(desk: Desk, body: bytes) -> None:
    answer = desk.client.post("/api/decisions", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422


def test_decisions_about_other_data_do_not_count_and_are_told(open_desk: Callable[..., Desk], folder: Path) -> None:
    desk = open_desk()
    desk.decide(desk.get("/api/findings")["items"][0], "identifier")
    write_notes(folder, copies=5)
    changed = desk.client.get("/api/findings")
    assert changed.status_code == 500, "offsets into the old files would point at other text"
    later = open_desk().get("/api/start")["progress"]
    assert later["elsewhere"] == 1
    assert later["findings"]["identifier"] == 0


def test_decisions_are_not_published(desk: Desk, folder: Path) -> None:
    desk.decide(desk.get("/api/findings")["items"][0], "identifier")
    assert (folder / "review.jsonl").stat().st_size
    assert (folder / "review.jsonl") not in published_files(folder)


@pytest.mark.parametrize("name", ["data/review.jsonl", "data/ner/review.jsonl", "README.md", "corpus.json"])
def test_decisions_never_go_where_things_are_published(folder: Path, name: str) -> None:
    with pytest.raises(UserError, match="cannot go to"), reviewing(folder, Plan("A", folder / name), few_patterns):
        pytest.fail("it was opened")


def test_a_folder_without_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data" / "ner").mkdir(parents=True)
    pq.write_table(pa.table({"number": [1, 2]}), tmp_path / "data" / "ner" / "train-00000-of-00001.parquet")
    with (
        pytest.raises(Refused, match="holds no text"),
        reviewing(tmp_path, Plan("A", tmp_path / "review.jsonl"), few_patterns),
    ):
        pytest.fail("it was opened")


# ------------------------------------------------------------------------------------------------ the command


def _start(folder: Path, *more: str) -> tuple[subprocess.Popen[str], str]:
    command = [sys.executable, "-m", "release", "review", str(folder), "--no-browser", "--sample", "5", *more]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


@contextmanager
def _admitted(url: str) -> Iterator[httpx2.Client]:
    origin = url.partition("/?")[0]
    with httpx2.Client(base_url=origin, headers={"Origin": origin}) as client:
        assert client.get(url).status_code == 200
        yield client


def test_kill_9_loses_no_decision_that_was_answered_and_ctrl_c_sums_up(folder: Path) -> None:
    process, url = _start(folder)
    answered = 0
    assert url.startswith("http://127.0.0.1:")
    with _admitted(url) as client:
        for number in range(8):
            body = {"kind": "finding", "number": number, "version": 0, "decision": "identifier"}
            answered += client.post("/api/decisions", json=body).status_code == 200
        process.kill()
    process.communicate()
    assert answered == 8
    with (folder / "review.jsonl").open("ab") as file:
        file.write(b'{"schema_version":1,"kind":"fin')  # as if the power had gone in the middle of a line

    process, url = _start(folder, "--who", "Bruno", "--lang", "en")
    with _admitted(url) as client:
        assert client.get("/api/start").json()["progress"]["findings"]["identifier"] == answered
        assert '<html lang="en"' in client.get("/").text
        body = {"kind": "note", "number": 0, "version": 0, "decision": "leaky", "leaks": [[0, 3, "PERSON", "text"]]}
        assert client.post("/api/decisions", json=body).status_code == 200
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "8 decided" in out
    assert "1 of 5 notes reviewed, 1 leaky" in out
    assert "1 lines of" in err
    assert "cannot be read" in err
    assert not [secret for secret in SECRETS if secret in out + err]


@pytest.mark.parametrize("more", [["--who", " "], ["--who", "x" * 81], ["--sample", "-1"], ["--lang", "fr"]], ids=str)
def test_a_wrong_call_is_refused(folder: Path, more: list[str]) -> None:
    command = [sys.executable, "-m", "release", "review", str(folder), "--no-browser", *more]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr


# -------------------------------------------------------------------------------------------------- the words


def _keys(words: dict[str, Any], path: str = "") -> set[str]:
    return {
        key
        for name, value in words.items()
        for key in (_keys(value, f"{path}{name}.") if isinstance(value, dict) else {path + name})
    }


def test_both_languages_have_the_same_words_and_the_same_gaps_in_them() -> None:
    italian, english = (words_of(language) for language in LANGUAGES)
    assert _keys(italian) == _keys(english)
    for key, text in italian.items():
        if isinstance(text, str):
            gaps = [sorted(re.findall(r"\{(\w+)\}", words[key])) for words in (italian, english)]
            assert gaps[0] == gaps[1], key
            assert text.strip()


def test_every_entity_has_a_name_in_both_languages() -> None:
    for language in LANGUAGES:
        assert set(TAG_OF) <= set(words_of(language)["entities"])


def test_every_word_that_the_page_asks_for_is_there(root: Path) -> None:
    package = root / "release" / "review"
    words = tomllib.loads((package / "words" / "it.toml").read_text(encoding="utf-8"))
    asked = set()
    for path in package.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        asked |= set(re.findall(r"""\b(?:word|choice|arrow)\("([\w-]+)\"""", text))
    for path in package.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        asked |= set(re.findall(r"""\bw\.(\w+)""", text))
    assert len(asked) > 50
    assert asked - set(words) == set()
