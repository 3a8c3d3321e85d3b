"""The report page in headless Chromium: opens from a file and over HTTP, loads nothing, reads well at any width, and prints whole."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from model_cards import lint
from validation.anonymisation.certificate import Certificate, Proof, Reviewed, Tally
from validation.findings import Accepted, Code, Examined, Report, Severity
from validation.report_page import gather_content, render_page
from validation.rules import DATA_CHECKS

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install -e '.[dev]'")
CHROMIUM = Path("/usr/bin/chromium")
if not CHROMIUM.exists():
    pytest.skip(f"there is no Chromium at {CHROMIUM}: apt-get install chromium", allow_module_level=True)

CHECKS = (*DATA_CHECKS, lint.CHECK)
WIDTHS = (1280, 390)
LANGUAGES = ("it", "en")
DIGEST = "5e" * 32
LONG = "cartella_con_un_nome_molto_lungo_e_senza_spazi_di_mezzo_" + "x" * 60


def _code(id: str, severity: Severity = Severity.ERROR) -> Code:
    return next((code for check in CHECKS for code in check.codes if code.id == id), Code(id, "new", severity, "", ""))


def _report() -> Report:
    """A report with every section filled, ids and names of every length."""
    leaks = [
        _code("SPLIT01").at(config="ner", split="test", row=f"n{number}", related=("t1",), column="text",
                            against=("ner/train", LONG), hint="test and train (ner)")
        for number in range(30)
    ]  # fmt: skip
    others = [
        _code("SPAN01").at(config="ner", split="train", row=LONG, column="entities", start=34, end=37),
        _code("DUP01").at(config="ner", split="train", row="a", related=[LONG, *(f"b{each}" for each in range(60))]),
        _code("DUP01").at(config="ner", split="train", row="c", related=("d",)),
        _code("TEXT02").at(config="ner", split="train", row="n1", column="text", hint="2 in this row"),
        Code("NEW01", "new-defect", Severity.WARNING, "A cause.", "A remedy.").at(row="(withheld)"),
    ]
    tallies = {"PERSON": Tally(250, 249, (125, 125), (125, 124), (7,)), "PHONE_NUMBER": Tally(90, 90)}
    certificate = Certificate(DIGEST, Proof("s", ("names", "phones"), 0.4, tallies), Reviewed(600, 1, 3)).to_json()
    return Report(
        Examined(
            48, 23_408, tuple(check.name for check in CHECKS[:-1]), {"ner": {"train": 40, "test": 8}}, ("PERSON",)
        ),
        tuple(sorted([*leaks, *others], key=lambda each: each.sort_key)),
        (Accepted(leaks[0], "Divisione ufficiale, tenuta per confronto", None),),
        digest=DIGEST,
        versions={"referto": "0.1.0", "rules": "0123456789abcdef"},
        certificate=certificate,
    )


def _split(rows: int, labels: dict[str, int]) -> dict[str, Any]:
    return {"rows_in": rows + 1, "rows_out": rows, "rejected": {"json-unreadable": 1}, "characters": 900, "words": 150,
            "entities": labels, "relations": {}, "licences": {"CC0-1.0": rows}}  # fmt: skip


CORPUS = {
    "corpus": "example", "title": "Emergency notes, made up", "versions": {"referto": "0.1.0"}, "rejected": {"json-unreadable": 2},
    "licence": {"hub_id": "cc0-1.0", "name": "", "republish": "as-is"},
    "configs": {"ner": {"task": "ner", "repairs": {"bom-removed": 2}, "splits": {
        "train": _split(40, {f"LABEL_{number}": 90 - 7 * number for number in range(11)}),
        "test": _split(8, {"LABEL_0": 9, "LABEL_3": 4, "(undeclared)": 1})}}},
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the page in it, and one that opens in English."""
    folder = tmp_path_factory.mktemp("site")
    content = gather_content(_report(), CHECKS, corpus=CORPUS)
    (folder / "report.html").write_text(render_page(content), encoding="utf-8")
    (folder / "english.html").write_text(render_page(content, language="en"), encoding="utf-8")
    clean = replace(_report(), findings=(), certificate={}, accepted=())
    (folder / "clean.html").write_text(render_page(gather_content(clean, CHECKS)), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


class Tab:
    """An open tab, and everything that went wrong or went out in it."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.errors: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.errors.append(message.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))

    def open(self, url: str) -> Tab:
        self.page.goto(url)
        self.page.wait_for_selector("body[data-ready]")
        return self

    def shown(self) -> str:
        """The language of the half that is shown, and only that one."""
        (language,) = self.page.evaluate(
            "[...document.querySelectorAll('body > .half')].filter((each) => each.checkVisibility()).map((each) => each.id)"
        )
        return str(language)


class Tabs:
    """Opens tabs, each in a context of its own, and looks at the end that nothing went wrong or out in them."""

    def __init__(self, chromium: Any, site: Path) -> None:
        self._chromium, self._site = chromium, site
        self._opened: list[tuple[Any, Tab, str]] = []

    def open(self, address: str = "report.html", *, width: int = 1280, **options: Any) -> Tab:
        context = self._chromium.new_context(viewport={"width": width, "height": 844}, **options)
        url = address if address.startswith("http") else f"{self._site.as_uri()}/{address}"
        tab = Tab(context.new_page())
        self._opened.append((context, tab, url.partition("#")[0]))
        if options.get("java_script_enabled") is False:
            tab.page.goto(url)
            return tab
        return tab.open(url)

    def close(self) -> None:
        for context, tab, url in self._opened:
            assert tab.errors == []
            assert {each.partition("#")[0] for each in tab.requests if not each.startswith("data:")} == {url}
            context.close()


@pytest.fixture
def tabs(chromium: Any, site: Path) -> Iterator[Tabs]:
    tabs = Tabs(chromium, site)
    yield tabs
    tabs.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def test_it_opens_over_http_and_asks_for_nothing_else(tabs: Tabs, site: Path) -> None:
    asked: list[str] = []

    class Server(http.server.ThreadingHTTPServer):
        def finish_request(self, request: Any, client_address: Any) -> None:
            asked.append("connection")
            super().finish_request(request, client_address)

    with Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            tab = tabs.open(f"http://127.0.0.1:{server.server_address[1]}/report.html")
            sync_api.expect(tab.page.locator("h1:visible")).to_have_text("Emergency notes, made up")
        finally:
            server.shutdown()
            thread.join()
    assert asked


def test_it_opens_from_a_file_without_a_network(tabs: Tabs) -> None:
    tab = tabs.open(offline=True)
    assert tab.page.title().endswith("Emergency notes, made up")
    sync_api.expect(tab.page.locator(".outcome:visible .word")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["report.html", "clean.html"])
def test_nothing_sticks_out_at_any_width(tabs: Tabs, name: str, width: int, language: str) -> None:
    tab = tabs.open(f"{name}#{language}", width=width)
    assert tab.shown() == language
    tab.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= width
    cut = """() => [...document.querySelectorAll("main *, header *, nav *, footer *")].filter((node) => node.checkVisibility() &&
        !node.closest(".box, .hidden, svg") && node.getBoundingClientRect().right > innerWidth + 1).map((node) => node.outerHTML)"""
    assert tab.page.evaluate(cut) == []


@pytest.mark.parametrize(("locale", "language"), [("it-IT", "it"), ("en-GB", "en"), ("de-DE", "en")])
def test_it_opens_in_the_language_of_the_browser(tabs: Tabs, locale: str, language: str) -> None:
    assert tabs.open(locale=locale).shown() == language
    assert tabs.open("english.html", locale=locale).shown() == "en"


def test_the_language_changes_without_a_reload_and_keeps_the_place(tabs: Tabs) -> None:
    tab = tabs.open("report.html#it")
    tab.page.evaluate("window.stays = true; document.getElementById('it-certificate').scrollIntoView()")
    tab.page.locator("[data-to=en]").press("Enter")
    assert tab.shown() == "en"
    assert tab.page.evaluate("window.stays")
    assert tab.page.evaluate("document.documentElement.lang") == "en"
    assert tab.page.title() == "Report of examination: Emergency notes, made up"
    assert tab.page.evaluate("location.hash") == "#en-certificate"
    assert abs(tab.page.evaluate("document.getElementById('en-certificate').getBoundingClientRect().top")) < 200
    assert tab.page.evaluate("document.activeElement.dataset.to") == "it"
    tab.page.go_back()
    assert tab.shown() == "it"


def test_without_a_script_both_languages_can_be_read(tabs: Tabs) -> None:
    tab = tabs.open(java_script_enabled=False)
    sync_api.expect(tab.page.locator("#it .outcome")).to_be_visible()
    sync_api.expect(tab.page.locator("#en")).to_be_hidden()
    tab.page.locator("#it [data-to=en]").click()
    sync_api.expect(tab.page.locator("#en .outcome")).to_be_visible()
    sync_api.expect(tab.page.locator("#it")).to_be_hidden()
    tab.page.locator("#en nav a").last.click()
    sync_api.expect(tab.page.locator("#en-provenance")).to_be_visible()
    sync_api.expect(tab.page.locator("#it")).to_be_hidden()
    sync_api.expect(tab.page.locator("#en [data-act=print]")).to_be_hidden()


def test_everything_can_be_reached_and_used_by_keyboard(tabs: Tabs) -> None:
    tab = tabs.open("report.html#en", width=390)
    tab.page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)")
    tab.page.locator("#en .skip").focus()
    sync_api.expect(tab.page.locator("#en .skip")).to_be_in_viewport()
    tab.page.keyboard.press("Enter")
    assert tab.page.evaluate("location.hash") == "#en-verdict"
    warning = tab.page.locator("#en details.warning").first
    assert warning.get_attribute("open") is None
    warning.locator("summary").press("Enter")
    assert warning.get_attribute("open") is not None
    tab.page.locator("#en [data-act=close]").press("Space")
    assert tab.page.locator("#en details[open]").count() == 0
    tab.page.locator("#en [data-act=open]").press("Space")
    assert tab.page.locator("#en details:not([open])").count() == 0
    box = tab.page.locator("#en .places").filter(has_text=LONG).first
    sync_api.expect(box).to_have_attribute("tabindex", "0")
    sync_api.expect(box).to_have_attribute("role", "region")
    box.focus()
    for _ in range(8):
        tab.page.keyboard.press("ArrowRight")
    tab.page.wait_for_function("(box) => box.scrollLeft > 0", arg=box.element_handle())


def test_everything_that_can_be_used_has_a_name_and_is_large_enough(tabs: Tabs) -> None:
    tab = tabs.open("report.html#it", width=390)
    nameless = """() => [...document.querySelectorAll("button, a, summary, [role=img], [role=region], nav, section")]
        .filter((node) => node.checkVisibility() && !node.textContent.trim())
        .filter((node) => !node.getAttribute("aria-label") && !node.getAttribute("aria-labelledby"))
        .map((node) => node.outerHTML)"""
    assert tab.page.evaluate(nameless) == []
    small = """() => [...document.querySelectorAll("button, .tools a, nav a, summary")].filter((node) => node.checkVisibility() &&
        node.getBoundingClientRect().height < 24).map((node) => node.outerHTML)"""
    assert tab.page.evaluate(small) == []
    assert tab.page.locator("h1:visible").count() == 1


CONTRAST = """() => {
  const parse = (text) => { const c = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
    c.fillStyle = text; c.fillRect(0, 0, 1, 1); return [...c.getImageData(0, 0, 1, 1).data]; };
  const light = ([r, g, b]) => { const f = (v) => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
    return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
  const ground = (node) => { for (let at = node; at; at = at.parentElement) {
    const colour = parse(getComputedStyle(at).backgroundColor); if (colour[3] > 250) return colour; } return [255, 255, 255]; };
  return [...document.querySelectorAll("body *")].filter((node) => node.checkVisibility() && node.getClientRects().length &&
      !node.matches(".in") && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
    .map((node) => { const style = getComputedStyle(node), ink = node.closest("svg") ? style.fill : style.color;
      const [a, b] = [light(parse(ink)), light(ground(node))];
      return [(Math.max(a, b) + .05) / (Math.min(a, b) + .05), `${node.tagName}.${node.className} ${node.textContent}`]; })
    .filter(([ratio]) => ratio < 4.5); }"""


@pytest.mark.parametrize("name", ["report.html", "clean.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(tabs: Tabs, scheme: str, name: str) -> None:
    tab = tabs.open(f"{name}#it", color_scheme=scheme)
    tab.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    assert tab.page.evaluate(CONTRAST) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_prints_on_a4_with_everything_open(tabs: Tabs, language: str) -> None:
    tab = tabs.open(f"report.html#{language}", color_scheme="dark")
    printed = tab.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) > 2
    (box,) = {
        tuple(round(float(each)) for each in found.split())
        for found in re.findall(rb"/MediaBox\s*\[([^\]]+)\]", printed)
    }
    assert box[2:] == (595, 842)
    tab.page.emulate_media(media="print", color_scheme="dark")
    assert tab.page.evaluate("document.querySelectorAll('details:not([open])').length") > 0
    tab.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.page.locator(f"#{language} details:not([open])").count() == 0
    assert tab.page.evaluate(CONTRAST) == []
    sync_api.expect(tab.page.locator(f"#{language} .tools")).to_be_hidden()
    sync_api.expect(tab.page.locator(f"#{language} .sign")).to_be_visible()
    tab.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.page.locator(f"#{language} details:not([open])").count() > 0


def test_the_policy_stops_a_style_and_a_script_that_are_not_its_own(chromium: Any, site: Path) -> None:
    """What the policy is for: a page somebody tampered with runs nothing."""
    page = (site / "report.html").read_text(encoding="utf-8")
    (site / "tampered.html").write_text(
        page.replace("<main>", '<main><script>window.ran = 1</script><img src="http://127.0.0.1:9/x" onerror="window.ran = 1">', 1),
        encoding="utf-8",
    )  # fmt: skip
    context = chromium.new_context()
    tab = Tab(context.new_page()).open(f"{site.as_uri()}/tampered.html")
    assert tab.page.evaluate("window.ran") is None
    assert any("Content Security Policy" in each for each in tab.errors)
    context.close()
