"""The name that a title introduces, read to its end: which words belong to it, and which do not.

    Sig.ra Bianchi · la signora DE LUCA Anna · dott. M. Rossi · Prof.ssa D'Angelo-Conti

Only what follows the title is the name, never the title. Firms, ages and ranks after a title are no names.
"""

from __future__ import annotations

import regex  # type: ignore[import-untyped]  # Presidio's engine; it knows \p{Lu}, which `re` does not

__all__ = ["TITLED", "titled"]

_BLANK = r"[ \t\u00a0]"
_WORD_ENDS = r"(?![\p{L}\p{M}\p{N}_-])"
_TITLE = (
    # A title in full has no full stop: "nel ruolo del Dottore. Mi è piaciuto".
    r"(?:(?i:signor(?:in)?[aei]?|dottor(?:ess)?[aei]?|professor(?:ess)?[aei]?|infermier[ae])"
    rf"{_WORD_ENDS}(?!\.)"
    r"|(?i:sig(?:\.?[ \u00a0]?(?:r[aei]|na)|g)?"  # sig., sig.ra, sig ra, sigg., sig.na
    r"|dott(?:\.?[ \u00a0]?(?:ss[ae]|r[ei]))?"  # dott., dott.ssa, dott. ssa, dott.ri
    r"|d(?:r|\.)?\.?[ \u00a0]?ss[ae]|dr\.?[ \u00a0]?sa|dr"  # dr.ssa, d.ssa, dr.sa, dr
    r"|prof(?:\.?[ \u00a0]?ss[ae]|f)?"  # prof., prof.ssa, proff.
    # "arti inf.", "sol. per inf.": a nurse only after an apostrophe or a mark, or where a line begins.
    r"|(?<=['’:;,(/\n]\s{0,2}|\A\s{0,2})inf(?=\.)"
    rf"){_WORD_ENDS})"
)
_AFTER_TITLE = rf"(?:[.:]{{1,2}}{_BLANK}{{0,3}}|{_BLANK}{{1,3}}|(?=\r?\n))(?:\r?\n{_BLANK}{{0,3}})?"

_TICK = "['’‘ʼ´`]"
_JOINT = rf"(?:{_TICK}\s?(?=\p{{Lu}})|{_TICK}|[-‐‑])"  # D' Ettorre, Dell'Orto, Anna-Maria
_WORD = rf"\p{{Lu}}[\p{{L}}\p{{M}}]*+(?:{_JOINT}\p{{L}}[\p{{L}}\p{{M}}]++)*+(?![\p{{N}}_])"
_INITIALS = r"\p{Lu}\.(?:[ \u00a0]?-?\p{Lu}\.)*+(?:[ \u00a0]?\p{Lu}(?![\p{L}\p{M}\p{N}.'’]))?"  # M.R. · G. B. · A.M.B
_ITEM = rf"(?:{_INITIALS}|{_WORD})"
_PARTICLE = r"(?:(?:de|von|van|der|den|bin|ben|dos|el)[ \u00a0]{1,2}|d['’][ \u00a0]?)"  # small, before a name
_NAME = rf"{_PARTICLE}{{0,2}}{_ITEM}(?:(?:(?<=\.)|[ \u00a0]{{1,2}}){_PARTICLE}{{0,2}}{_ITEM}){{0,5}}"
_START = r"(?<![\p{L}\p{M}\p{N}_-])"
_TITLED = regex.compile(rf"{_START}(?:{_TITLE}{_AFTER_TITLE}){{1,3}}(?P<name>{_NAME})")
_ONE = regex.compile(_ITEM)

_PARTICLES = frozenset(
    """
    de di da del dei della dello degli delle dal dalla la lo le d san santa van von der den el al bin ben dos
    mac mc
    """.split()  # sixty quoted words would hide the words
)
"""Words that belong to a name and are none by themselves ("Sig.ra Di 54 anni"); "Li" is one by itself."""

_STOP = frozenset(
    """
    ordinario ordinaria associato associata aggregato emerito straordinario universitario universitaria
    incaricato medico medica chirurgo chirurga curante responsabile direttore direttrice primario ricercatore
    ricercatrice specialista dirigente consulente referente coordinatore infermiere infermiera ostetrica
    anestesista radiologo cardiologo cardiologa neurologo neurologa pediatra oncologo oncologa ortopedico
    urologo ginecologo ginecologa psichiatra geriatra nefrologo dermatologo ematologo reumatologo pneumologo
    endocrinologo gastroenterologo fisioterapista psicologo psicologa logopedista dietista farmacista biologo
    tecnico specializzando specializzanda psicoterapeuta educatore educatrice coordinatrice assistente

    reparto unità ospedale clinica dipartimento istituto università azienda ambulatorio servizio pronto via
    viale piazza tel telefono cell fax mail email

    sig sigg signor signora signore signorina dott dottor dottore dottoressa dr prof professore professoressa

    il i gli un una uno in con per non che cui è ha hanno era aveva si se sul sulla presso dopo prima durante
    quando come anche questa questo tale nel

    paziente pz pazienti anni età nato nata anamnesi diagnosi terapia riferisce lamenta presenta presentava
    giunge giungeva viene veniva accede accedeva nega assume vive risulta appare mostra mostrava esegue
    eseguiva soffre affetto affetta ricoverato ricoverata portatore portatrice deceduto deceduta morto morta
    vivente sana diabetico diabetica iperteso ipertesa cardiopatico cardiopatica grazie cordiali distinti
    saluti
    """.split()
)
"""Capitalised words that may follow a title or end a name. No surname may stand here (Gentile, Sala)."""

_ABBREVIATIONS = frozenset(
    """
    UO UOC UOS UOSD ASL AUSL ATS ASST AOU IRCCS PS DEA DH APR APP EO ECG RX TC RM RMN ECO HIV HCV BPCO IMA
    """.split()
)
"""The same in capitals only: "Prof. Eco" is a person."""

_FIRMS = frozenset(["pharma", "labs", "gmbh", "ltd", "inc", "spa", "srl", "reddys", "regg'ys", "theiss"])
"""Words that make a "Dr. Somebody" a firm or its product, not a person."""

_CROSSED_OUT = regex.compile("x{2,}|y{2,}|z{2,}")
"""What a tool or a person wrote in place of a name."""

_FIRM_FOLLOWS = regex.compile(
    rf"{_TICK}s\b"
    r"|[ \u00a0](?:&|(?i:s\.? ?r\.? ?l|s\.? ?p\.? ?a|s\.? ?n\.? ?c|s\.? ?a\.? ?s|gmbh|ltd|inc|pharma\p{L}*"
    r"|labs|laborator(?:ies|i)|farmaceutic[ioa]|arzneimittel)\b)"
)


TITLED = 0.85
"""The score of a name after a title."""


def titled(text: str, at: int) -> tuple[int, int, float] | None:
    """Give start, end and score of the name that the title at `at` introduces; None where it introduces none."""
    found = _TITLED.match(text, at)
    if not found:
        return None
    start = found.start("name")
    end = _name_end(text, start, found.end("name"))
    return (start, end, TITLED) if end > start else None


def _name_end(text: str, start: int, end: int) -> int:
    """Give where the name at `start` ends, at most at `end`; `start` where it is none."""
    kept = start
    seen_small_letters = False
    for item in _ONE.finditer(text, start, end):
        word = item[0].replace("’", "'").casefold()
        if _CROSSED_OUT.fullmatch(word):
            break
        if word in _FIRMS or _FIRM_FOLLOWS.match(text, item.end()):
            return start
        if word in _STOP or item[0] in _ABBREVIATIONS or (seen_small_letters and _is_acronym(item[0])):
            break
        seen_small_letters = seen_small_letters or not item[0].isupper()
        if word not in _PARTICLES:
            kept = item.end()
    return kept


def _is_acronym(word: str) -> bool:
    """Tell whether `word` is two or three capitals without a full stop: they end a name written otherwise."""
    return 1 < len(word) < 4 and "." not in word and word.isupper()
