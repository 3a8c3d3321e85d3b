"""The licence papers that must lie beside the weights: LICENSE, NOTICE, USE_POLICY.md.

`licence_papers` gives their bytes, put together from the folders at hand, or a finding where a text is missing or is that of another
licence. Agreements such as Llama's and Gemma's are copied from the checkpoint's or the base's folder, never typed; the text of the
Apache License is the one text that is shipped here.
"""

from __future__ import annotations

import importlib.resources
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from adaptation.checkpoint.files import leaves_the_folder, list_files, paper_family
from adaptation.lineage.decide import Decision
from adaptation.lineage.licences import Terms, known_licences, terms_of
from adaptation.lineage.lineage import Lineage
from validation.findings import Code, Finding, Severity

__all__ = ["CODES", "licence_papers"]

TEXT_MISSING = Code(
    "LINE11",
    "licence-text-missing",
    Severity.ERROR,
    cause="A licence demands that its text goes with the weights; it is neither in the checkpoint's folder nor in the base's.",
    remedy="Copy LICENSE, and USE_POLICY.md where there is one, from the base model's repository into the checkpoint's "
    "folder, or name the folder of the base as `base` in the release file.",
)
TEXT_DIFFERS = Code(
    "LINE12",
    "licence-text-differs",
    Severity.ERROR,
    cause="A licence file beside the weights is the text of a licence that no source of the model is under.",
    remedy="Remove it, or put the text of the base model's licence in its place.",
)
CODES = (TEXT_MISSING, TEXT_DIFFERS)

_NAMES = {"LICENSE": "LICENSE", "NOTICE": "NOTICE", "USE_POLICY": "USE_POLICY.md"}
_RULE = "=" * 100
_RULED = re.compile(rb"^={100}\n.*\n={100}\n", re.MULTILINE)
_LARGEST = 1 << 20
"""No licence is longer than this, in bytes."""


@dataclass(frozen=True)
class _Paper:
    family: str
    name: str
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode("utf-8", "replace")


def licence_papers(
    lineage: Lineage, decision: Decision, source: Path, base: Path | None = None
) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the papers that the decision demands, by file name, and what is wrong with those at hand.

    Args:
        lineage: where the model comes from.
        decision: its licence.
        source: the checkpoint's folder; links that lead out of it are not followed.
        base: the base model's folder, where it is at hand; links are followed, since the Hub's cache holds nothing else.
    """
    papers = [*_papers_in(source, follow=False), *(_papers_in(base, follow=True) if base else ())]
    terms = _terms_of_sources(lineage)
    findings = list(_foreign(papers, terms))
    made = {}
    if "LICENSE" in decision.files:
        texts, missing = _licence_texts(papers, terms)
        findings += missing
        made["LICENSE"] = _licence_file(decision, texts)
    if "USE_POLICY.md" in decision.files:
        policy = next((paper for paper in papers if paper.family == "USE_POLICY"), None)
        if policy is None:
            findings.append(TEXT_MISSING.at(row="USE_POLICY.md", hint=f"USE_POLICY.md; {TEXT_MISSING.remedy}"))
        else:
            made["USE_POLICY.md"] = policy.content
    notice = _notice(decision, papers)
    if notice:
        made["NOTICE"] = notice
    return {name: made[name] for name in _NAMES.values() if made.get(name)}, findings


def _papers_in(folder: Path, *, follow: bool) -> Iterator[_Paper]:
    for name in list_files(folder):
        family, path = paper_family(name), folder / name
        is_ours = follow or not leaves_the_folder(folder, name)
        if family and is_ours and path.is_file() and path.stat().st_size <= _LARGEST:
            yield _Paper(family, name, path.read_bytes())


def _terms_of_sources(lineage: Lineage) -> Mapping[str, tuple[str, Terms]]:
    """Return licence -> (the first source that is under it, its terms), the base's before those of the data."""
    found: dict[str, tuple[str, Terms]] = {}
    sources = [(lineage.base.id, lineage.base.licences), *((each.id, each.licences) for each in lineage.datasets)]
    for id, licences in sources:
        for terms in filter(None, map(terms_of, licences)):
            found.setdefault(terms.id, (id, terms))
    return found


def _foreign(papers: Iterable[_Paper], used: Mapping[str, object]) -> Iterator[Finding]:
    for paper in papers:
        told = [id for id, mark in _marks().items() if paper.family == "LICENSE" and re.search(mark, paper.text)]
        if told and not set(told) & set(used):
            yield TEXT_DIFFERS.at(row=paper.name, hint=f"it is the text of {told[0]}; {TEXT_DIFFERS.remedy}")


def _marks() -> dict[str, str]:
    return {id: terms.mark for id in known_licences() if (terms := terms_of(id)) is not None and terms.mark}


_Texts = Sequence[tuple[str, Terms, bytes]]


def _licence_texts(papers: Iterable[_Paper], used: Mapping[str, tuple[str, Terms]]) -> tuple[_Texts, list[Finding]]:
    """Return (source, terms, text) of each licence whose text must go along, and a finding for each text that is missing."""
    own = [paper for paper in papers if paper.family == "LICENSE"]
    texts, findings = [], []
    for source, terms in used.values():
        if "LICENSE" not in terms.files:
            continue
        text = next((text for paper in own for text in _texts_in(paper) if _is_text_of(terms, text)), _shipped(terms))
        if text:
            texts.append((source, terms, text))
        else:
            findings.append(TEXT_MISSING.at(row="LICENSE", hint=f"the text of {terms.id}; {TEXT_MISSING.remedy}"))
    return texts, findings


def _is_text_of(terms: Terms, text: bytes) -> bool:
    told = text.decode("utf-8", "replace")
    if terms.mark:
        return re.search(terms.mark, told) is not None
    return not any(re.search(mark, told) for mark in _marks().values())


def _texts_in(paper: _Paper) -> list[bytes]:
    """Return the texts of a LICENSE: one, or those that an earlier run put together under one head."""
    return [text.strip(b"\r\n") for text in _RULED.split(paper.content)[1:]] or [paper.content]


def _shipped(terms: Terms) -> bytes:
    file = importlib.resources.files("adaptation.lineage") / "texts" / f"{terms.id}.txt"
    return file.read_bytes() if file.is_file() else b""


def _licence_file(decision: Decision, texts: _Texts) -> bytes:
    """Write LICENSE: a text as it is where it is the model's own licence, else what the model is under, and the texts below."""
    if not texts:
        return b""
    if len(texts) == 1 and texts[0][1].id == decision.id:
        return texts[0][2]
    under = [terms for part in decision.id.split("-with-") if (terms := terms_of(part)) is not None]
    head = ["This model is published under", ""]
    head += [f"  {terms.id}, {terms.link}" if terms.link != "LICENSE" else f"  {terms.id}, below" for terms in under]
    head += ["", "It is made from what is under the licences below, whose texts are passed on with it.", ""]
    parts = ["\n".join(head).encode()]
    for source, terms, text in texts:
        parts.append(f"\n{_RULE}\n{source}: {terms.id}\n{_RULE}\n\n".encode() + text.strip(b"\r\n") + b"\n")
    return b"".join(parts)


def _notice(decision: Decision, papers: Iterable[_Paper]) -> bytes:
    """Write NOTICE: the lines that the licences demand, and the notices that the sources came with."""
    passed_on: list[str] = []
    for text in (paper.text.strip() for paper in papers if paper.family == "NOTICE"):
        if text and not any(text in earlier for earlier in passed_on):
            passed_on.append(text)
    demanded = [line for line in decision.notices if not any(line in text for text in passed_on)]
    return "".join(f"{text}\n" for text in "\n\n".join((*demanded, *passed_on)).splitlines()).encode()
