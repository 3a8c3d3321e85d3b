r"""Initials of persons: what stands in a note where a name should, and what only looks so.

    M.R., di anni 56 · pz. G.B. · (A.M.) · sigla RB · dott. A.B. · il piccolo F. · LB/mc

Two or three letters with full stops are a person's unless notes write them for something else (`CLINICAL`: P.A., S.O., A.P.R.);
those, and letters without full stops, are a person's where the word before them or what follows says so.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import re2
from presidio_analyzer import EntityRecognizer

from validation.anonymisation.lexicon import default_lexicon
from validation.anonymisation.voices import Span, SpanVoice, openings

__all__ = ["CLINICAL", "initials", "initials_voice"]

CLINICAL = frozenset(
    """
    aic fda ema gmp rvm lim ac ad ag am ao ap apf app apr apt asl at atp av avk bcpa bd bk bls bm bp ca cc cd ce cf cfr ci cm cn co cp cpr cps cri csm ct ctp ctu cv
    cvc dc dea dg dh dl dm dn dp dpr ds dsm dx ea ec ecg ee eeg eg egds eo eon ep er es esa ev fa fc fe ff fg fi fv fr fse ga gb gc ge
    gi gu hb hcv hiv id ig im inr ip iv kg la lea lr ma map mav mc mch mcv md mi mm mmg mr mv na nas nb nc nd ne nn np nr ns nt nv oc od
    odg ok om omb oms on oo op or orl os ou pa pas pc pcr pd pe peg per pes pf pg pi pl pls pm pn po poc pp pr ps pt ptca pv pz qb qi
    ra rc rd re rf rg rm rmn ro roa rp rr rs rsa rsv rt rx sa sas sb sc sd se sert sg sgr si sl sm sn snc so soc sos sp spa spdc sps sr srl ss
    ssn st sv sx ta tab tac tao tc td ti tia tm tn to tp ts tsh tso tt tv ua ud ue ui uk un uo uoc uos uosd us usa usl ut uti uv va vas vc
    vd ve vf vg vi vn vo vp vr vs vt vv ww
    """.split()
)
"""What notes and laws write with full stops, without them, in small letters: none of these is taken for initials by itself."""

_OPENING = re2.compile(
    r"\b(?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ]{2,3}\b|[a-z]\.[a-z]\b)|(?i:\b(?:sigla(?:t[oa])?|firma(?:t[oa])?|f\.?to)\b)"
)
"""Where initials may begin, or what a signature in small letters follows; everything else is looked at only there."""

_PLACE = re.compile(
    r"(?P<dotted>[A-ZÀ-Þ]\.[ \u00a0]?-?[A-ZÀ-Þ]\.(?:[ \u00a0]?[A-ZÀ-Þ]\.)?)(?![^\W_])(?!\.?[^\W\d_]\b)(?![/%=])"
    r"|(?P<half>[A-ZÀ-Þ]\.-?[A-Za-zÀ-Þ]\.?)(?![^\W_])(?!\.?[^\W\d_]\b)(?![/%=])"
    r"|(?P<typist>[A-Z]{2,3}/[a-z]{2,3})\.?\s*\Z"
    r"|(?P<plain>[A-ZÀ-Þ]{2,3})(?![^\W_])(?!['’/%=.-][^\W_])"
    r"|(?P<small>[a-z]\.[a-z]\.?(?:[a-z]\.)?)(?![^\W_])(?!\.?[^\W\d_]\b)"
    r"|(?P<one>[A-ZÀ-Þ]\.)(?!\w)"
)
_BARRED = frozenset(".&/'’+-_@")
"""Before initials these make them something else: a sum, a ratio, the end of a longer abbreviation."""
_BEFORE = re.compile(r"((?:\w+ )?[^\W\d_]+(?:\.[^\W\d_]+)?)(?:[.:,]{0,2}[ \u00a0]{0,2}\(?[ \u00a0]?|[.:]?\s{1,2})\Z")
_REACH = 36
"""How far back the word before initials is looked for, in code points."""

_PERSON = frozenset(
    """
    pz pt pte paz paziente pazienti assistito assistita ospite degente utente minore bimbo bimba bambino bambina neonato neonata piccolo piccola
    signor signore signora signorina sig sig.ra sig.na s.ra sigra sigg dott dott.ssa dottore dottor dottoressa dr dr.ssa d.ssa drssa prof
    prof.ssa professore professoressa inf infermiere infermiera oss ip ft tsrm ostetrica collega coll specializzando specializzanda anestesista
    strumentista chirurgo operatore figlio figlia moglie marito madre padre sorella fratello nipote nonno nonna zio zia suocero suocera genero
    nuora compagno compagna coniuge convivente badante amico amica cugino cugina vicino vicina caregiver tutore tutrice iniziali nominativo nome
    soggetto sigg.ri gemello gemella probando probanda ragazzo ragazza donna uomo
    """.split()
)
_SIGNED = frozenset(
    """
    sigla siglato siglata f.to firmato firmata firma firme iniziali ref refertante refertatore operatrice operatore estensore medico guardia
    turno compilatore redattore validatore esecutore
    """.split()
)
_DONE_BY = frozenset("siglato firmato refertato redatto compilato validato eseguito scritto inserito trascritto visto valutato cura".split())
_SPECIES = r"[ \u00a0](?:coli|aureus|faecalis|faecium|pneumoniae|pylori|albicans|difficile|aeruginosa|epidermidis)\b"
_SEX_OR_AGE = (
    r"[ \u00a0]{0,2}[,;:(–-]?[ \u00a0]{0,2}(?i:(?:di |d[i']? ?)?(?:anni|aa|età|sesso|mesi)\b|(?:di |età (?:di )?)?\d{1,3}[ \u00a0]?(?:anni|aa|a\.|enne|mesi|mm|gg|y)"
    r"|(?:un |una )?(?:maschio|femmina|uomo|donna|bambin[oa]|ragazz[oa]|neonat[oa]|paziente|lattante|primigravida|pluripara)\b|[mf][,;. ]"
    r"|nat[oa]\b|classe\b|pensionat[oa]\b|coniugat[oa]\b)"
)
_VERB = (
    r"[ \u00a0](?:oggi|non|si|ha|è|era|viene|giunge|giungeva|accede|riferisce|riferiva|nega|presenta|presentava|lamenta|appare|entra"
    r"|assume|vive|risulta|torna|rientra|collabora|dorme|rifiuta|chiede|dice|racconta|mostra|effettua|esegue|inizia|veniva|nasce|partorisce"
    r"|decede|soffre|afferma|manifesta|arriva|continua)\b"
)
_SEX_OR_AGE_FOLLOWS, _VERB_FOLLOWS, _SPECIES_FOLLOWS = map(re.compile, (_SEX_OR_AGE, _VERB, _SPECIES))
_OPENS = re.compile(r"(?:\A|[.:;]\s|\n\s?)\Z")
_ENDS = re.compile(r"[ \t.]*\s*\Z")
_SMALL_SIGNATURE = re.compile(r"[.:]?(?:\s{1,2}|[ ]?[(:][ ]?)(?P<place>[A-Za-z]\.?[ ]?-?[A-Za-z](?![^\W_])\.?)(?![/%=]|[ ]?\d)")
_SMALL_WORDS = frozenset("di da la lo il in al ai del con dr ssa e o".split())
_WORDS = _SMALL_WORDS | frozenset(
    """se si no un per cf uo ps tc rx rm ad ed od tac dal nel su ci ne mi ti vi che non era ha ho dr dott sig ssa pz ip ft oss
    inf coll già gia fu va sa fa do so sto sta td eon ele ma io tu lui lei noi voi mia mio sua suo due tre sei ore dx sn ec est""".split()
)
_HEADINGS = frozenset("pa fc fr ta tc eo rx rm sc dx sx dh fe hb ca na en ee se ma".split())


def initials_voice() -> EntityRecognizer:
    """Make the recogniser of initials."""
    voice = SpanVoice("initials", "PERSON", initials, gate=_GATE)
    voice.seeks = True  # it looks for its places itself, and cheaply
    return voice


_GATE = (
    r"(?:^|[^0-9A-Za-z])(?:[A-Z]\.|[A-Z]{2,3}(?:[^A-Za-z]|$)|[a-z]\.[a-z])",
    r"[À-Þ]\.|[À-Þ][A-ZÀ-Þ]|[A-Z][À-Þ]",
    r"(?i:s[i\x{131}\x{130}]gla|f[i\x{131}\x{130}]rma|f\.?to)",
)


def initials(text: str) -> Iterator[Span]:
    """Give the initials in `text`, in the order in which they stand."""
    ended = 0
    for start in openings(_OPENING, text):
        if start < ended or (start and text[start - 1] in _BARRED):
            continue
        found = _PLACE.match(text, start)
        if found is None:
            yield from _signed_small(text, start)
            continue
        kind = str(found.lastgroup)
        end = found.end(kind)
        score = _JUDGES[kind](text, start, end)
        if score:
            ended = end
            yield Span(start, end, score, f"initials: {kind}")


def _dotted(text: str, start: int, end: int) -> float:
    letters = _letters(text[start:end])
    clinical = letters in CLINICAL
    spaced = not clinical and len(letters) * 2 < end - start  # "M. R." is two sentences as soon
    if _SEX_OR_AGE_FOLLOWS.match(text, end):
        return 0.6
    if not clinical and not spaced and not _NUMBER_FOLLOWS.match(text, end):
        return 0.5
    if _follows_person(text, start) or _is_signature(text, start):
        return 0.6
    opens = _OPENS.search(text, max(0, start - 3), start)
    if opens and (_VERB_FOLLOWS.match(text, end) or _ENDS.match(text, end)):
        return 0.5
    return 0.4 if spaced and text[start - 1 : start] == "(" and text[end : end + 1] == ")" else 0.0


_NUMBER_FOLLOWS = re.compile(r"\s?(?:n[.°]|\d)")


def _half(text: str, start: int, end: int) -> float:
    if _SEX_OR_AGE_FOLLOWS.match(text, end) or _follows_person(text, start) or _is_signature(text, start):
        return 0.6
    return 0.0


def _plain(text: str, start: int, end: int) -> float:
    letters = text[start:end].casefold()
    if _is_signature(text, start, undotted=True):
        return 0.0 if letters in _WORDS else 0.6
    if letters in _WORDS:
        return 0.0
    opens = end - start == 2 and _OPENS.search(text, max(0, start - 3), start)
    if opens and letters not in _HEADINGS and _SEX_OR_AGE_FOLLOWS.match(text, end):
        return 0.5
    if letters in CLINICAL or default_lexicon().letter(text[start:end]) != "C":
        return 0.0
    if opens and _VERB_FOLLOWS.match(text, end):
        return 0.35
    if opens and start and _ENDS.match(text, end):
        return 0.4
    return 0.5 if _follows_person(text, start) else 0.0


def _small(text: str, start: int, end: int) -> float:
    if _SEX_OR_AGE_FOLLOWS.match(text, end):
        return 0.6
    return 0.35 if _follows_person(text, start) or _is_signature(text, start) else 0.0


def _one(text: str, start: int, end: int) -> float:
    return 0.5 if _follows_person(text, start) and not _SPECIES_FOLLOWS.match(text, end) else 0.0


_JUDGES = {"dotted": _dotted, "half": _half, "plain": _plain, "small": _small, "one": _one, "typist": lambda text, start, end: 0.5}


def _letters(place: str) -> str:
    return "".join(filter(str.isalpha, place)).casefold()


def _word_before(text: str, start: int) -> tuple[str, str]:
    """Give the word before `start`, and the one before that, in small letters; empty where a sentence ends between."""
    found = _BEFORE.search(text, max(0, start - _REACH), start)
    if found is None:
        return "", ""
    first, _, last = found[1].casefold().rpartition(" ")
    return last, first


def _follows_person(text: str, start: int) -> bool:
    return _word_before(text, start)[0] in _PERSON


def _is_signature(text: str, start: int, *, undotted: bool = False) -> bool:
    last, first = _word_before(text, start)
    if last in ("da", "di"):
        return first in _DONE_BY
    return last in _SIGNED and not (undotted and last == "medico")


def _signed_small(text: str, start: int) -> Iterator[Span]:
    """Give what follows "sigla" or "firmato" at `start`, in whatever letters."""
    word = _SIGN.match(text, start)
    found = _SMALL_SIGNATURE.match(text, word.end()) if word else None
    if word is None or found is None:
        return
    place = found["place"]
    if _letters(place) in (_SMALL_WORDS if word[0].casefold().startswith("sigl") else _WORDS) and "." not in place[:-1]:
        return
    if place.islower() and "." not in place and not word[0].casefold().startswith("sigl"):
        return
    yield Span(found.start("place"), found.end("place"), 0.6, "initials: signed")


_SIGN = re.compile(r"(?i:sigla(?:t[oa])?|firma(?:t[oa])?|f\.?to)\b")
