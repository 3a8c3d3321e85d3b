"""Put what the page tells into the template, in both languages, and lock the page: it may run and load nothing but itself."""

from __future__ import annotations

import base64
import hashlib
import importlib.resources
import re

import jinja2
from markupsafe import Markup, escape

from validation.report_page import plots
from validation.report_page.content import Content
from validation.report_page.figures import Labels
from validation.report_page.words import LANGUAGES, Words

__all__ = ["SECTIONS", "render_page"]

SECTIONS = (
    ("verdict", "verdict"),
    ("examined", "examined"),
    ("findings", "findings"),
    ("accepted", "accepted_findings"),
    ("sizes", "sizes"),
    ("leakage", "leakage"),
    ("duplicates", "duplicates"),
    ("certificate", "certificate"),
    ("licences", "licences"),
    ("provenance", "provenance"),
)
"""The sections in their order: the id of each, which is the name of its template, and the key of its title."""


def render_page(content: Content, *, language: str = "") -> str:
    """Return the page: one HTML file, whole in itself. The same content gives the same page.

    Args:
        content: what it tells.
        language: "it" or "en", in which it opens; empty to let the reader's browser choose. It holds both.

    Raises:
        jinja2.UndefinedError: the template names what is not there; a bug, never an empty place on the page.
    """
    style = Markup(_style(content.report.digest))  # noqa: S704 - our own file, and a digest that was looked at
    script = Markup(_file("page.js"))  # noqa: S704 - our own file
    pages = [(each, Words(each)) for each in (LANGUAGES if language != "en" else reversed(LANGUAGES))]
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            content=content,
            named_families=[family for family in content.families if family.name],
            tools=sorted({*content.report.versions, *content.corpus.get("versions", {})}),
            sections=SECTIONS,
            pages=pages,
            fixed=bool(language),
            policy=_policy(style, script),
            style=style,
            script=script,
        )
    )


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_file),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        size_plot=_size_plot, cluster_plot=_cluster_plot, label_plot=_label_plot, size_told=_size_told
    )
    environment.filters["ticks"] = _ticks
    return environment


def _ticks(text: str) -> Markup:
    """Set what stands between backticks as code."""
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else escape(part)
        for number, part in enumerate(re.split(r"`([^`\n]+)`", text))
    )


def _file(name: str) -> str:
    return (importlib.resources.files("validation.report_page") / name).read_text(encoding="utf-8")


def _style(digest: str) -> str:
    """Give the stylesheet; each printed page carries the digest, so that no leaf is taken for one about other data."""
    told = f"sha256:{digest}" if re.fullmatch(r"[0-9a-f]{64}", digest) else ""
    return _file("page.css").replace("DIGEST", told)


def _policy(style: str, script: str) -> str:
    """Give the content security policy: nothing is loaded, and only this very style and script take effect."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _size_plot(content: Content, words: Words, id: str) -> Markup:
    rows = [plots.Bar(each.place, each.rows, words.number(each.rows)) for each in content.splits]
    return plots.bars(rows, id=id, title=words("sizes_title"), description=words("sizes_description"))


def _cluster_plot(content: Content, words: Words, id: str) -> Markup:
    rows = [
        plots.Bar(_size_told(words, least, most), count, words.number(count))
        for least, most, count in content.duplicates.by_size()
    ]
    return plots.bars(rows, id=id, title=words("cluster_sizes_title"), description=words("cluster_sizes_description"))


def _size_told(words: Words, least: int, most: int | None) -> str:
    """Write a class of sizes: "2", "4–5", "≥ 51"."""
    if most is None:
        return f"≥ {words.number(least)}"
    return words.number(least) if least == most else f"{words.number(least)}–{words.number(most)}"


def _label_plot(labels: Labels, words: Words, id: str) -> Markup:
    kind = words(f"kind_{labels.kind}")
    rows: list[plots.Stack] = [
        plots.Stack(split, labels.parts(split), words.number(labels.total(split))) for split in labels.counts
    ]
    title = words("labels_title", kind=kind, config=labels.config)
    return plots.stacked_bars(rows, id=id, title=title, description=words("labels_description"))
