r"""Documents that prove who somebody is: identity card, passport, driving licence, residence permit.

    "C.I. n. CA12345AB"     "pass. YA1234567"     "pat. B n. VR1234567X"     "PdS I12345678"

A document's form is known for Italian ones and counts beside any word for it, however short; a foreign one has any form,
and needs a whole word. An Italian form that nothing else has counts alone, doubtfully.

Importing this module imports Presidio, which takes more than a second: `codes` does it in a function.
"""

from __future__ import annotations

import re

from validation.anonymisation.recognisers.numbering import (
    BLANK,
    EDGE,
    FLAGS,
    START,
    is_date,
    named,
    numbered,
    unlooking,
)
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule

__all__ = ["document_voice"]

_B = BLANK
_J = "[ \xa0.-]{0,2}"  # what may part the groups of a number
_END = "(?![A-Za-z0-9])"

_REST = r"(?:[ -]?[0-9]|-?(?-i:[A-Z])(?![a-z])| (?-i:[A-Z]{1,2})(?![A-Za-z])|(?<=[0-9])[a-z]{1,2}(?![A-Za-z])){4,14}"
_PREFIX = r"(?:[A-Z]{1,3}[ -]?)?"

_ID = r"id(?:entit(?:[àÀa]|[aà]?['’`])?|ent\.?|\.)?|riconoscimento|riconosc\.?|ricon\.?"
_CARD = (
    rf"(?:carta|c\.?|doc(?:umento|um\.?|\.)?|tessera|tess\.?){_B}?(?:d['’` ]?|di{_B})?{_B}?(?:{_ID})"
    rf"(?:{_B}elettronica)?"
    rf"(?:{_B}(?:[a-z]{{3,12}}[ae])(?![a-z0-9]))?"
    rf"|c\.i\.e\.?|(?-i:CIE)|id(?:entity)?{_B}card"
)
_PAPERS = {
    "IT_IDENTITY_CARD": (
        rf"c\.?{_B}?i\.?|c/i|c\.?i\.?e\.?|carta|doc(?:umento|umenti|um\.?|\.)?|identificat[oa]|riconosciut[oa]"
        rf"|esibi(?:sce|to)|{_CARD}"
    ),
    "IT_PASSPORT": r"pass(?:ap(?:orto|orti|\.)?|port|\.)?|p\.?p\.?t?\.?|doc(?:umento|\.)?",
    "IT_DRIVER_LICENSE": r"pat(?:ent[ei]|\.)?|lic(?:enza|\.)?|doc(?:umento|\.)?",
    "IT_RESIDENCE_PERMIT": r"perm(?:esso|\.)?|p\.?d\.?s\.?|sogg(?:iorno|\.)?|titolo|carta",
}
"""Words that stand for a document where the number has a form of its own."""

_FORMS = {
    "IT_IDENTITY_CARD": rf"(?:C[A-Z]{_J}[0-9]{{5}}{_J}[A-Z]{{2}}|[A-Z]{{2}}{_J}[0-9]{{7}}|[0-9]{{7}}{_J}[A-Z]{{2}})",
    "IT_PASSPORT": rf"(?:[A-Z]{{2}}{_J}[0-9]{{7}}|[A-Z]{{1,2}}{_J}[0-9]{{6,8}})",
    "IT_DRIVER_LICENSE": rf"(?:U1{_J}[A-Z0-9]{{7}}{_J}[A-Z]|[A-Z]{{2}}{_J}[0-9]{{7}}{_J}[A-Z])",
    "IT_RESIDENCE_PERMIT": rf"[IA-Z][A-Z]?{_J}[0-9]{{7,9}}",
}

_PROVINCES = (
    "AG|AL|AN|AO|AP|AR|AT|AV|BA|BG|BI|BL|BN|BO|BR|BS|BT|BZ|CA|CB|CE|CH|CL|CN|CO|CR|CS|CT|CZ|EN|FC|FE|FG|FI|FM|FO"
    "|FR|GE|GO|GR|IM|IS|KR"
    "|LC|LE|LI|LO|LT|LU|MB|MC|ME|MI|MN|MO|MS|MT|NA|NO|NU|OR|PA|PC|PD|PE|PG|PI|PN|PO|PR|PS|PT|PU|PV|PZ|RA|RC|RE|RG"
    "|RI|RM|RN|RO|SA|SI|SO"
    "|SP|SR|SS|SU|SV|TA|TE|TN|TO|TP|TR|TS|TV|UD|VA|VB|VC|VE|VI|VR|VS|VT|VV"
)

# Between the word and the number: who issued it and when, its class, what it is valid for.
_ISSUED = r"(?:[^\n]{0,80}?(?<![a-z])(?:n|nr|num|numero)[.°º:]{0,2})"
_CLASS = r"(?:[ABCDE](?:[1E]|[EG])?(?:[ /,+e-]{1,3}[ABCDE]E?)*)"


def document_voice() -> PatternVoice:
    """Make the recogniser of documents, with its gate."""
    made = [*_named_documents(), *_formed_documents()]
    rules = [rule for rule, _ in made]
    gate = [pattern for _, pattern in made]
    for entity, nouns in _WHOLE.items():
        pattern = re.compile(rf"{START}(?:{nouns})(?![a-z]){_ISSUED}{_B}{{0,2}}(?P<place>{_PREFIX}[0-9]{_REST})", FLAGS)
        rules.append(Rule("document, issued", pattern, 0.5, _not_a_date, entity))
        gate.append(rf"(?i){EDGE}(?:{nouns})[^a-z]")
    return PatternVoice("document", "IT_IDENTITY_CARD", rules, gate=gate)


_WHOLE = {
    "IT_RESIDENCE_PERMIT": rf"(?:permesso|carta){_B}di{_B}soggiorno",
    "IT_IDENTITY_CARD": rf"carta{_B}(?:d['’]|d{_B}|di{_B})?{_B}?identit(?:[àÀa]|[aà]?['’])|c\.i\.|(?-i:CI){_B}rilasciata",
    "IT_PASSPORT": "passaporto",
    "IT_DRIVER_LICENSE": "patente",
}


def _not_a_date(found: re.Match[str]) -> float | None:
    return None if is_date(found["place"]) else 0.5


_LOT = re.compile(r"(?<![a-z])(?:lott[oi]|lot|batch|studi[oi]|trial|ref)(?![a-z])[^\n]{0,12}\Z", FLAGS)


def _not_a_lot(found: re.Match[str]) -> float | None:
    return None if _LOT.search(found.string, max(0, found.start() - 24), found.start()) else 0.35


def _named_documents() -> list[tuple[Rule, str]]:
    """Give the rules for a document in whatever form, beside a whole word for it."""

    def document(name: str, nouns: str, entity: str, *, signed: bool = False, fewest: int = 5) -> tuple[Rule, str]:
        made = named(nouns, prefix=_PREFIX, rest=_REST)
        return Rule(name, made.pattern, 0.6, numbered(0.6, fewest, signed=signed), entity), made.gate

    more = rf"(?:{_B}[(]?[a-z]{{2,14}}(?![a-z0-9])[)]?){{0,4}}"
    return [
        document(
            "residence permit",
            rf"(?:perm(?:esso|\.)?|carta|titolo|p\.){_B}?(?:di{_B})?sogg(?:iorno|\.)?{more}|vestanet"
            rf"|permesso{_B}ue{more}",
            "IT_RESIDENCE_PERMIT",
        ),
        # "PDS" alone may be anything.
        document(
            "residence permit, abbreviated",
            r"p\.?d\.?s\.?|permesso|soggiorno|asilo",
            "IT_RESIDENCE_PERMIT",
            signed=True,
        ),
        document(
            "code of a foreigner",
            r"(?:codice |cod\. ?)c\.?u\.?i\.?|(?-i:CUI|C\.U\.I\.)",
            "IT_RESIDENCE_PERMIT",
            fewest=4,
        ),
        document("identity card", rf"{_CARD}", "IT_IDENTITY_CARD"),
        # "CI" alone is a confidence interval or a colour.
        document(
            "identity card, abbreviated",
            rf"(?-i:C\.?{_B}?I\.?)(?:{_B}[a-z]{{4,10}}a(?![a-z0-9]))?|doc(?:umento|\.)?",
            "IT_IDENTITY_CARD",
            signed=True,
        ),
        document(
            "passport", rf"passaport[oi](?:{_B}[a-z'’]{{2,14}}(?![a-z0-9])){{0,4}}|passport|passap\.?", "IT_PASSPORT"
        ),
        document(
            "driving licence",
            rf"(?:patent[ei]|pat\.?{_B}(?:di{_B})?guida|lic(?:enza|\.){_B}(?:di{_B})?guida)(?:{_B}di{_B}guida)?"
            rf"(?:{_B}(?:italiana|europea|estera|straniera|speciale|nautica|[a-z]{{4,8}}[ae])(?![a-z]))?"
            rf"(?:{_B}?[(]?(?:cat(?:egoria|\.)?)?{_B}?(?-i:[A-E][A-E1/+, -]{{0,5}})[)]?)?|patentino",
            "IT_DRIVER_LICENSE",
        ),
    ]


def _formed_documents() -> list[tuple[Rule, str]]:
    """Give the rules for a number of the right form, beside a short word for it or alone."""
    made = []
    for entity, nouns in _PAPERS.items():
        form = _FORMS[entity]
        if entity == "IT_DRIVER_LICENSE":
            nouns += rf"|pat(?:ent[ei]|\.)?{_B}?(?:di{_B})?(?:guida{_B}?)?(?:cat(?:egoria|\.)?)?{_B}?[(]?[A-E][A-E1/+,e -]{{0,5}}[)]?"
        between = r"[\x01-\x20\xa0.:=#°º()\[|*/-]{0,4}"
        sign = r"(?:(?:n\.?ro|numero|num|nr|n|con|mediante|tramite|tipo|doc|id)[.:°º]{0,2}[\x01-\x20\xa0]{0,2}){0,3}"
        glue = rf"(?:{between}{sign}{between})"
        made.append(
            (
                Rule(
                    "document in its form",
                    re.compile(rf"{START}(?:{nouns})(?![a-z]){glue}(?P<place>{form}){_END}", FLAGS),
                    0.6,
                    None,
                    entity,
                ),
                rf"(?i){EDGE}(?:{unlooking(nouns)}){glue}{form}",
            )
        )
    alone = {
        "IT_IDENTITY_CARD": "C[A-Z][0-9]{5}[A-Z]{2}|A[A-Z][0-9]{7}",
        "IT_PASSPORT": "Y[ABC][0-9]{7}",
        "IT_DRIVER_LICENSE": f"U1[A-Z][0-9A-Z]{{6}}[A-Z]|(?:{_PROVINCES})[0-9]{{7}}[A-Z]",
    }
    for entity, form in alone.items():
        pattern = re.compile(rf"(?<![A-Za-z0-9_/-])(?:{form}|{form.lower()})(?![A-Za-z0-9_/-])")
        made.append(
            (Rule("document's form, alone", pattern, 0.35, _not_a_lot, entity), rf"{EDGE}(?:{form}|{form.lower()})")
        )
    return made
