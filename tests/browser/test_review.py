"""The review page in headless Chromium: decided by keyboard, kept over a reload, never overwritten, and nothing leaves the machine."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from release.review.server import ReviewAddress, running
from release.review.session import Plan, reviewing
from validation.anonymisation.engine import IdentifierEngine

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install -e '.[dev]'")
CHROMIUM = Path("/usr/bin/chromium")
if not CHROMIUM.exists():
    pytest.skip(f"there is no Chromium at {CHROMIUM}: apt-get install chromium", allow_module_level=True)

NOTES = (
    "Visita di controllo. 😀 Contattare il figlio al cell. 347 555 0147 per la dimissione.",
    "Inviare il referto a ersilia.montefalchi@example.org come da richiesta.",
    "Paziente Ersilia Montefalchi, addome trattabile. Nulla da segnalare.",
)
WIDTHS = {"wide": (1280, 800), "narrow": (390, 844)}


@cache
def few_patterns() -> IdentifierEngine:
    """An engine with two recognisers: what the real ones find is tested elsewhere."""
    from presidio_analyzer import Pattern, PatternRecognizer

    patterns = {"PHONE_NUMBER": r"347 555 \d{4}", "EMAIL_ADDRESS": r"\w+\.\w+@example\.org"}
    return IdentifierEngine(
        PatternRecognizer(entity, name=entity.lower(), patterns=[Pattern(entity, regex, 0.8)], supported_language="it")
        for entity, regex in patterns.items()
    )


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = tmp_path / "built" / "data" / "ner"
    data.mkdir(parents=True)
    for split, copies in (("test", 2), ("train", 30)):
        texts = list(NOTES) * copies
        table = pa.table({"id": [f"{split}-{number}" for number in range(len(texts))], "text": texts})
        pq.write_table(table, data / f"{split}-00000-of-00001.parquet")
    return tmp_path / "built"


@pytest.fixture
def address(folder: Path) -> Iterator[ReviewAddress]:
    plan = Plan("Ada Bruni", folder / "review.jsonl", size=12)
    with reviewing(folder, plan, few_patterns) as session, running(session, language="en") as address:
        yield address


class Tab:
    """An open tab, and everything that went wrong or went out in it."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.errors: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: message.type in ("error", "warning") and self.errors.append(message.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))

    def open(self, url: str) -> Tab:
        self.page.goto(url)
        self.page.wait_for_selector("body[data-ready]")
        return self

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def text(self, selector: str) -> str:
        return str(self.page.inner_text(selector))

    def expect(self, selector: str, text: str | re.Pattern[str]) -> None:
        sync_api.expect(self.page.locator(selector)).to_contain_text(text, timeout=5000)


@pytest.fixture
def tab(chromium: Any, address: ReviewAddress, request: pytest.FixtureRequest) -> Iterator[Tab]:
    width, height = WIDTHS[getattr(request, "param", "wide")]
    context = chromium.new_context(viewport={"width": width, "height": height})
    tab = Tab(context.new_page()).open(address.url)
    yield tab
    assert [each for each in tab.errors if "409" not in each] == []
    assert tab.requests
    assert [url for url in tab.requests if not url.startswith(f"http://127.0.0.1:{address.port}/")] == []
    context.close()


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "review.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("tab", WIDTHS, indirect=True)
def test_decided_by_keyboard_undone_and_kept_over_a_reload(tab: Tab, folder: Path) -> None:
    tab.expect("#card-title", "Finding 1 of 64")
    assert tab.text("mark.span") == "347 555 0147"
    tab.press("a", "r")
    tab.expect("#card-title", "Finding 3 of 64")
    tab.expect("#count", "2 of 64 findings decided")
    tab.press("u")
    tab.expect("#said", "Undone")
    tab.expect("#card-title", "Finding 2 of 64")
    tab.expect("#state", "open")
    tab.press("k")
    tab.expect("#state", re.compile("identifier.*Ada Bruni"))
    tab.page.reload()
    tab.page.wait_for_selector("body[data-ready]")
    tab.expect("#card-title", "Finding 1 of 64")
    tab.expect("#state", "identifier")
    tab.expect("#count", "1 of 64 findings decided")
    assert [line["decision"] for line in lines(folder)] == ["identifier", "not-identifier", "undo"]
    assert [line["version"] for line in lines(folder)] == [1, 1, 2]
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= tab.page.viewport_size["width"]


def test_a_boundary_is_moved_by_arrows_in_code_points(tab: Tab, folder: Path) -> None:
    tab.press("b", "ArrowRight", "ArrowLeft", "ArrowLeft", "Shift+ArrowLeft", "Control+ArrowRight")
    tab.expect("#said", "From 52 to 65:  347 555 0147")
    tab.press("Enter")
    tab.expect("#card-title", "Finding 2 of 64")
    written = lines(folder)[0]
    text = NOTES[0]
    assert text[written["start"] : written["end"]] == "347 555 0147"
    assert text[slice(*written["corrected"])] == " 347 555 0147"
    tab.press("b", "Escape", "b", "Enter")
    tab.expect("#notice", "as it was found")
    assert len(lines(folder)) == 1


def test_a_boundary_is_moved_by_selecting(tab: Tab, folder: Path) -> None:
    tab.press("b")
    sync_api.expect(tab.page.locator(".hint")).to_be_visible()
    tab.page.evaluate(
        """() => { const text = document.querySelector(".context").firstChild; const range = document.createRange();
        range.setStart(text, text.data.indexOf("cell.")); range.setEnd(document.querySelector("mark.moved").firstChild, 3);
        getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    tab.press("Enter")
    tab.expect("#card-title", "Finding 2 of 64")
    assert NOTES[0][slice(*lines(folder)[0]["corrected"])] == "cell. 347"


def test_filters_by_entity_status_and_split(tab: Tab) -> None:
    tab.page.select_option("#filter-entity", "EMAIL_ADDRESS")
    tab.expect("#card-title", "Finding 1 of 32")
    tab.expect(".entity", "E-mail")
    tab.page.select_option("#filter-place", "ner/test")
    tab.expect("#card-title", "Finding 1 of 2")
    tab.page.locator("#card").focus()
    tab.press("a")
    tab.expect("#card-title", "Finding 2 of 2")
    tab.page.select_option("#filter-status", "identifier")
    tab.expect("#card-title", "Finding 1 of 1")
    tab.page.select_option("#filter-status", "wrong-boundary")
    tab.expect("#body", "No finding fits")


def test_the_list_goes_on_past_what_is_loaded(tab: Tab) -> None:
    for _ in range(63):
        tab.press("j")
    tab.expect("#card-title", "Finding 64 of 64")
    tab.press("j")
    tab.expect("#said", "last one")
    tab.expect("#card-title", "Finding 64 of 64")


def test_two_tabs_do_not_overwrite_each_other(tab: Tab, address: ReviewAddress, folder: Path) -> None:
    other = Tab(tab.page.context.new_page()).open(f"http://127.0.0.1:{address.port}/")
    tab.press("a")
    tab.expect("#card-title", "Finding 2 of 64")
    other.expect("#card-title", "Finding 1 of 64")
    other.press("r")
    other.expect("#notice", "Ada Bruni decided this in the meantime: identifier")
    other.expect("#state", "identifier")
    other.expect("#card-title", "Finding 1 of 64")
    assert len(lines(folder)) == 1
    other.press("r")
    other.expect("#card-title", "Finding 2 of 64")
    assert [line["decision"] for line in lines(folder)] == ["identifier", "not-identifier"]
    assert [each for each in other.errors if "409" not in each] == []


def test_a_used_token_is_refused_in_another_browser(chromium: Any, tab: Tab, address: ReviewAddress) -> None:
    context = chromium.new_context()
    page = context.new_page()
    answer = page.goto(address.url)
    assert answer.status == 403
    assert "works once" in page.inner_text("main")
    context.close()


@pytest.mark.parametrize("tab", WIDTHS, indirect=True)
def test_a_sample_is_read_and_a_leak_marked_by_keyboard(tab: Tab, folder: Path) -> None:
    tab.press("2")
    tab.expect("#card-title", "Note 1 of 12")
    for number in range(12):
        tab.expect("#card-title", f"Note {number + 1} of 12")
        if "Ersilia" in tab.text(".note"):
            break
        tab.press("c")
    tab.press("Enter")
    tab.expect("#notice", "Mark at least one leak")
    tab.press("l")
    tab.expect("#notice", "Select the leaked text")
    note = tab.page.locator(".note").first
    note.focus()
    tab.press("Control+Home", "Control+ArrowRight", *["Shift+ArrowRight"] * len(" Ersilia Montefalchi"))
    tab.press("x")  # the text is read only
    assert tab.text(".note") == NOTES[2]
    tab.press("l")
    tab.expect("#leaks", "Ersilia Montefalchi")
    tab.press("Enter")  # leaves the choice of the entity
    tab.press("Enter")
    tab.expect("#count", re.compile("1 leak$"))
    written = lines(folder)[-1]
    (start, end, entity) = written["leaks"][0]
    assert (written["decision"], entity) == ("leaky", "PERSON")
    assert NOTES[2][start:end] == "Ersilia Montefalchi"
    assert written["sample"]["size"] == 12
    assert "Ersilia" not in (folder / "review.jsonl").read_text(encoding="utf-8")


def test_a_highlight_is_marked_as_what_it_was_found_as(tab: Tab, folder: Path) -> None:
    tab.press("2")
    tab.expect("#card-title", "Note 1 of 12")
    while not tab.page.locator("mark.hit").count():
        before = tab.text("#card-title")
        tab.press("j")
        sync_api.expect(tab.page.locator("#card-title")).not_to_have_text(before)
    rank = int(tab.text("#card-title").split()[1])
    tab.press("h", "l", "Enter")
    tab.expect("#count", "1 leak")
    if rank > 1:
        tab.expect("#count", f"{rank - 1} passed over")
    assert lines(folder)[0]["leaks"][0][2] in ("PHONE_NUMBER", "EMAIL_ADDRESS")


def test_help_language_and_keys(tab: Tab) -> None:
    tab.press("?")
    sync_api.expect(tab.page.locator("#help")).to_be_visible()
    tab.press("a")
    tab.page.uncheck("#keys-on")
    tab.press("Escape")
    sync_api.expect(tab.page.locator("#help")).to_be_hidden()
    tab.press("a")
    tab.expect("#count", "0 of 64")
    tab.press("?")
    sync_api.expect(tab.page.locator("#help")).to_be_visible()
    tab.page.check("#keys-on")
    tab.press("Escape")
    sync_api.expect(tab.page.locator("#help")).to_be_hidden()
    tab.page.click("#language")
    tab.page.wait_for_selector("html[lang=it] body[data-ready]")
    tab.expect("#card-title", "Riscontro 1 di 64")


def test_buttons_keep_the_focus_that_decided(tab: Tab) -> None:
    tab.page.locator("[aria-keyshortcuts=a]").focus()
    tab.press("Enter")
    tab.expect("#card-title", "Finding 2 of 64")
    assert tab.page.evaluate("document.activeElement.getAttribute('aria-keyshortcuts')") == "a"
    tab.press("Space")
    tab.expect("#card-title", "Finding 3 of 64")


def test_a_server_that_is_gone_is_said_and_nothing_moves_on(chromium: Any, folder: Path) -> None:
    plan = Plan("Ada Bruni", folder / "review.jsonl", size=0)
    with reviewing(folder, plan, few_patterns) as session:
        with running(session, language="en") as address:
            context = chromium.new_context()
            tab = Tab(context.new_page()).open(address.url)
        tab.press("a")
        tab.expect("#notice", "does not answer")
        tab.expect("#card-title", "Finding 1 of 64")
        context.close()


CONTRAST = """() => {
  const parse = (text) => { const c = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
    c.fillStyle = text; c.fillRect(0, 0, 1, 1); return [...c.getImageData(0, 0, 1, 1).data]; };
  const light = ([r, g, b]) => { const f = (v) => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
    return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
  const ground = (node) => { for (let at = node; at; at = at.parentElement) {
    const colour = parse(getComputedStyle(at).backgroundColor); if (colour[3] > 250) return colour; } return [255, 255, 255]; };
  return [...document.querySelectorAll("body *")].filter((node) => node.checkVisibility() && node.getClientRects().length &&
      [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
    .map((node) => { const [a, b] = [light(parse(getComputedStyle(node).color)), light(ground(node))];
      return [(Math.max(a, b) + .05) / (Math.min(a, b) + .05), `${node.tagName}.${node.className} ${node.textContent}`]; })
    .filter(([ratio]) => ratio < 4.5); }"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(tab: Tab, scheme: str) -> None:
    tab.page.emulate_media(color_scheme=scheme)
    tab.press("a", "r", "b", "ArrowRight", "Enter")
    tab.expect("#card-title", "Finding 4 of 64")
    assert tab.page.evaluate(CONTRAST) == []
    tab.press("2")
    tab.expect("#card-title", "Note 1 of 12")
    tab.press("h", "l")
    assert tab.page.evaluate(CONTRAST) == []


def test_everything_that_can_be_used_has_a_name(tab: Tab) -> None:
    nameless = """() => [...document.querySelectorAll("button, select, a, [role=textbox]")].filter((node) =>
        !(node.getAttribute("aria-label") || node.textContent.trim() || node.labels?.length)).map((node) => node.outerHTML)"""
    assert tab.page.evaluate(nameless) == []
    tab.press("2")
    tab.expect("#card-title", "Note 1 of 12")
    assert tab.page.evaluate(nameless) == []
    assert tab.page.evaluate("document.documentElement.lang") == "en"
    assert tab.page.locator("h1").count() == 1
