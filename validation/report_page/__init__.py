"""The report as a page that a committee can read: one HTML file, whole in itself, in Italian and English.

    render_page(gather_content(report, checks, corpus=corpus))   the bytes of the page, the same for the same report

`content` gathers what the page tells (families, leakage, figures, proof), free of any language; `words` has the texts of both
languages, `plots` draws, and `page` puts all of it into the template. The page holds what report.json and corpus.json hold: places and
counts, never a text. It loads nothing, and its own content security policy lets it load nothing.
"""

from __future__ import annotations

from validation.report_page.content import Content, gather_content
from validation.report_page.page import render_page

__all__ = ["Content", "gather_content", "render_page"]
