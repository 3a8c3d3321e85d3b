r"""Initials of persons: what stands in a note where a name should, and what only looks so.

    M.R., di anni 56 · pz. G.B. · (A.M.) · sigla RB · dott. A.B. · il piccolo F. · LB/mc

Two or three letters with full stops are a person's unless notes write them for something else (`CLINICAL`: P.A., S.O., A.P.R.);
those, and letters without full stops, are a person's where the word before them or what follows says so.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from presidio_analyzer import EntityRecognizer

from validation.anonymisation.lexicon import default_lexicon
from validation.anonymisation.recognisers.voices import Span, SpanVoice, Way
from validation.anonymisation.supersets import superset

__all__ = ["CLINICAL", "initials", "initials_voice"]

CLINICAL = frozenset(
    """
    as ip oss mmg cpsi bv slu dd lim lfm sit atc aic fda ema gmp ac ad ag am ao ap apf app apr apt asl at atp av avk bcpa bd bk bls bm
    bp ca cc cd ce cf cfr ci cm cn co cp cpr cps cri csm ct ctp ctu cv cvc dc dea dg dh dl dm dn dp dpr ds dsm dx ea
    ec ecg ee eeg eg egds eo eon ep er es esa ev fa fc fe ff fg fi fv fr fse ga gb gc ge gi gu hb hcv hiv id ig im inr
    ip iv kg la lea ll lr ma map mav mc mch mcv md mi mm mmg mr mv na nas nb nc nd ne nn np nr ns nt nv oc od odg ok om
    omb oms on oo op or orl os ou pa pas pc pcr pd pe peg per pes pf pg pi pl pls pm pn po poc pp pr ps pt ptca pv pz
    qb qi ra rc rd re rf rg rm rmn ro roa rp rr rs rsa rsv rt rx sa sas sb sc sd se sert sg sgr si sl sm sn snc so soc
    sos sp spa spdc sps sr srl ss ssn st sv sx ta tab tac tao tc td ti tia tm tn to tp ts tsh tso tt tv ua ud ue ui uk
    un uo uoc uos uosd us usa usl ut uti uv va vas vc vd ve vf vg vi vn vo vp vr vs vt vv ww
    """.split()
)
"""What notes and laws write with full stops, without them, in small letters: none of these is taken for initials by itself."""

_CAPITALS = re.compile(r"[A-ZÀ-Þ](?:\.|[A-ZÀ-Þ]{1,2}(?![^\W_]))")
_SMALL_PAIR = re.compile(r"\.[ ]?[a-z](?![^\W_])")  # from the full stop: a search for one mark is quick
_SIGN = re.compile(r"\b(?i:sigla(?:t[oa])?|firma(?:t[oa])?|f\.?to)\b")
_SIGNS = ("sigla", "firma", "f.to", "fto")

_PLACE = re.compile(
    r"(?P<dotted>[A-ZÀ-Þ]\.[ \u00a0]?-?[A-ZÀ-Þ]\.(?:[ \u00a0]?[A-ZÀ-Þ]\.)?)(?![^\W_])(?!\.?[^\W\d_]\b)(?![/%=])"
    r"|(?P<half>[A-ZÀ-Þ]\.-?[A-Za-zÀ-Þ]\.?)(?![^\W_])(?!\.?[^\W\d_]\b)(?![/%=])"
    r"|(?P<typist>[A-Z]{2,3}/[a-z]{2,3})\.?\s*\Z"
    r"|(?P<plain>[A-ZÀ-Þ]{2,3})(?![^\W_])(?!['’/%=.-][^\W_])"
    r"|(?P<small>[a-z]\.[ ]?[a-z]\.?(?:[a-z]\.)?)(?![^\W_])(?!\.?[^\W\d_]\b)"
    r"|(?P<one>[A-ZÀ-Þ]\.)(?!\w)"
)
_BARRED = frozenset(".&/'’+-_@")
"""Before initials these make them something else: a sum, a ratio, the end of a longer abbreviation."""
_REACH = 36
"""How far back the word before initials is looked for, in code points."""

_PERSON = frozenset(
    """
    pz pt pte paz paziente pazienti assistito assistita ospite degente utente minore bimbo bimba bambino bambina
    neonato neonata piccolo piccola signor signore signora signorina sig sig.ra sig.na s.ra sigra sigg dott dott.ssa
    dottore dottor dottoressa dr dr.ssa d.ssa drssa prof prof.ssa professore professoressa inf infermiere infermiera
    oss ip ft tsrm ostetrica collega coll specializzando specializzanda anestesista strumentista chirurgo operatore
    figlio figlia moglie marito madre padre sorella fratello nipote nonno nonna zio zia suocero suocera genero nuora
    compagno compagna coniuge convivente badante amico amica cugino cugina vicino vicina caregiver tutore tutrice
    iniziali nominativo nome soggetto sigg.ri gemello gemella probando probanda ragazzo ragazza donna uomo
    """.split()
)
_SIGNED = frozenset(
    """
    sigla siglato siglata f.to firmato firmata firma firme iniziali ref refertante refertatore operatrice operatore
    estensore medico guardia turno compilatore redattore validatore esecutore
    """.split()
)
_DONE_BY = frozenset(
    "siglato firmato refertato redatto compilato validato eseguito scritto inserito trascritto visto valutato cura".split()
)
_SPECIES = r"[ \u00a0](?:coli|aureus|faecalis|faecium|pneumoniae|pylori|albicans|difficile|aeruginosa|epidermidis)\b"
_SEX_OR_AGE = (
    r"[ \u00a0]{0,2}[,;:(–-]?[ \u00a0]{0,2}(?i:(?:di |d[i']? ?)?(?:anni|aa|età|sesso|mesi)\b|eta['’]"
    r"|(?:di |et(?:à|a['’]) (?:di )?)?\d{1,3}[ \u00a0]?(?:anni|aa|a\.|enne|mesi|mm|gg|y)"
    r"|(?:un |una )?(?:maschio|femmina|uomo|donna|bambin[oa]|ragazz[oa]|neonat[oa]|paziente|lattante"
    r"|primigravida|pluripara)\b|[mf][,;. ]"
    r"|(?:ital|rum|alban|mold|ucra|polac|russ|maroc|tunis|alger|egiz|nigeri|ghan|senegal|gambi|malian|ivor|camerun|etiop|eritr|somal|bengal|bangla"
    r"|pakist|indian|sri ?lank|cingal|filipp|cines|peruv|ecuad|boliv|colomb|brasil|domin|cuban|venez|argent|sirian"
    r"|afghan|irac|irania|turc|curd|maced"
    r"|serb|kosov|bosn|bulgar|georgian|stranier)[a-zà-ù]*\b"
    r"|nat[oa]\b|classe\b|pensionat[oa]\b|coniugat[oa]\b)"
)
_VERB = (
    r"[ \u00a0](?:oggi|non|si|ha|è|era|viene|giunge|giungeva|accede|riferisce|riferiva|nega|presenta|presentava|lamenta|appare|entra"
    r"|assume|vive|risulta|torna|rientra|collabora|dorme|rifiuta|chiede|dice|racconta|mostra|effettua|esegue|inizia|veniva|nasce|partorisce"
    r"|decede|soffre|afferma|manifesta|arriva|continua)\b"
)
_SEX_OR_AGE_FOLLOWS, _VERB_FOLLOWS, _SPECIES_FOLLOWS = map(re.compile, (_SEX_OR_AGE, _VERB, _SPECIES))
_OPENS = re.compile(r"(?:\A|[.:;]\s|\n\s?)\Z")
_ENDS = re.compile(r"[ \t.]*(?:\s*\Z|\n\s?\d{1,2}[/.-]\d)")
"""The end of a text, or of an entry of a diary: the next begins with its date."""
_BESIDE = re.compile(r"[A-Za-zÀ-Þ]\.[ ]?[A-Za-zÀ-Þ]\.?(?:, ?| e |/)\Z|(?:[.:;]\s)[A-ZÀ-Þ]{2}, ?\Z")
"""Initials before these: two people who sign together."""
_SMALL_SIGNATURE = re.compile(
    r"[.:]?(?:\s{1,2}|[ ]?[(:][ ]?)(?P<place>[A-Za-z]\.?[ ]?-?[A-Za-z](?![^\W_])\.?)(?![/%=]|[ ]?\d)"
)
_SMALL_WORDS = frozenset("di da la lo il in al ai del con dr ssa e o".split())
_WORDS = _SMALL_WORDS | frozenset(
    """
    se si no un per cf uo ps tc rx rm ad ed od tac dal nel su ci ne mi ti vi che non era ha ho dr dott sig ssa pz ip
    ft oss inf coll già gia fu va sa fa do so sto sta td eon ele ma io tu lui lei noi voi mia mio sua suo due tre sei
    ore dx sn ec est
    """.split()
)
_HEADINGS = frozenset("pa fc fr ta tc eo rx rm sc dx sx dh fe hb ca na en ee se ma".split())


def initials_voice() -> EntityRecognizer:
    """Make the recogniser of initials."""
    return SpanVoice("initials", "PERSON", Way(initials, _GATE))


# The gate, by what makes a place count. `_S` is any blank of Python's, `_LED` what may part a word from initials.
_S = r"[\x00-\x20\x{80}-\x{10ffff}]"
_LED = r"[\x00-\x20\x{80}-\x{10ffff}(.:,]+"
_LETTER = "[A-ZÀ-Þ]"
_TOLD_BY = "|".join(map(re.escape, sorted(_PERSON | _SIGNED)))
_GATE = (
    # Full stops tell: "M.R.", "M.R", "m.r".
    rf"{_LETTER}\.[ \x{{a0}}]?-?{_LETTER}\.|{_LETTER}\.-?[A-Za-zÀ-Þ](?:[^A-Za-z0-9]|$)",
    r"(?:^|[^0-9A-Za-z])[a-z]\.[ ]?[a-z](?:[^A-Za-z]|$)",
    # The word before tells, or who signs beside, or what ends a letter ("AB/cd").
    rf"(?i:{_TOLD_BY}){_LED}{_LETTER}(?:\.|{_LETTER})",
    rf"(?i:{'|'.join(sorted(_DONE_BY))}){_S}+(?i:d[ai]){_LED}{_LETTER}{{2}}",
    rf"[A-Za-zÀ-Þ]\.[ ]?[A-Za-zÀ-Þ]\.?(?:, ?| e |/){_LETTER}{{2}}|[.:;]{_S}{_LETTER}{{2}}, ?{_LETTER}{{2}}|[A-Z]{{2}}/[a-z]{{2}}",
    # What follows tells, where a sentence or a line begins; or nothing follows.
    rf"(?:^|[.:;]{_S}|\n){_S}?{_LETTER}{{2,3}}(?:{superset(_SEX_OR_AGE_FOLLOWS)}|{superset(_VERB_FOLLOWS)}"
    rf"|[ \t.]*(?:{_S}*$|\n{_S}?[0-9]{{1,2}}[/.-][0-9]))",
    r"(?i:s[i\x{131}\x{130}]gla|f[i\x{131}\x{130}]rma|f\.?to)",
    r"[\x{fb00}-\x{fb06}]",  # ligatures, which casefold to the letters of words
)


def initials(text: str) -> Iterator[Span]:
    """Give the initials in `text`, in the order in which they stand."""
    ended = 0
    for start in _openings(text):
        if start < ended or (start and (text[start - 1].isalnum() or text[start - 1] in _BARRED)):
            continue
        found = _PLACE.match(text, start)
        if found is None:
            continue
        kind = str(found.lastgroup)
        end = found.end(kind)
        score = _JUDGES[kind](text, start, end)
        if score:
            ended = end
            yield Span(start, end, score, f"initials: {kind}")
    small = text.lower()
    if any(sign in small for sign in _SIGNS):
        for sign in _SIGN.finditer(text):
            yield from _signed_small(text, sign)


def _openings(text: str) -> list[int]:
    """Give where initials may begin, in order."""
    found = [match.start() for match in _CAPITALS.finditer(text)]
    small = [match.start() - 1 for match in _SMALL_PAIR.finditer(text) if "a" <= text[max(0, match.start() - 1)] <= "z"]
    return sorted(found + small) if small else found


def _dotted(text: str, start: int, end: int) -> float:
    letters = _letters(text[start:end])
    clinical = letters in CLINICAL
    spaced = not clinical and len(letters) * 2 < end - start  # "M. R." is two sentences as soon
    if _SEX_OR_AGE_FOLLOWS.match(text, end):
        return 0.6
    if not clinical and not spaced and not _NUMBER_FOLLOWS.match(text, end):
        return 0.5
    if _ENDS.match(text, end) and _is_beside(text, start):
        return 0.4
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
    return 0.4 if _stands_alone(text, start, end) or _is_beside(text, start) else 0.0


def _stands_alone(text: str, start: int, end: int) -> bool:
    return bool(start and _OPENS.search(text, max(0, start - 3), start) and _ENDS.match(text, end))


def _is_beside(text: str, start: int) -> bool:
    return _BESIDE.search(text, max(0, start - 9), start) is not None


def _plain(text: str, start: int, end: int) -> float:
    letters = text[start:end].casefold()
    if letters in _WORDS:
        return 0.0
    last, first = _words_before(text, start)
    if _signs(last, first) and last != "medico":
        return 0.6
    opens = end - start == 2 and _OPENS.search(text, max(0, start - 3), start)
    if opens and letters not in _HEADINGS and _SEX_OR_AGE_FOLLOWS.match(text, end):
        return 0.5
    if end - start == 2 and _is_beside(text, start):
        return 0.4
    if letters in CLINICAL or default_lexicon().letter(text[start:end]) != "C":
        return 0.0
    if opens and _VERB_FOLLOWS.match(text, end):
        return 0.35
    if opens and start and _ENDS.match(text, end):
        return 0.4
    return 0.5 if last in _PERSON else 0.0


def _small(text: str, start: int, end: int) -> float:
    if _SEX_OR_AGE_FOLLOWS.match(text, end):
        return 0.6
    if _follows_person(text, start) or _is_signature(text, start) or _is_beside(text, start):
        return 0.35
    return 0.35 if _stands_alone(text, start, end) else 0.0


def _one(text: str, start: int, end: int) -> float:
    return 0.5 if _follows_person(text, start) and not _SPECIES_FOLLOWS.match(text, end) else 0.0


_JUDGES: dict[str, Callable[[str, int, int], float]] = {
    "dotted": _dotted,
    "half": _half,
    "plain": _plain,
    "small": _small,
    "one": _one,
    "typist": lambda text, start, end: 0.5,
}


def _letters(place: str) -> str:
    return "".join(filter(str.isalpha, place)).casefold()


def _words_before(text: str, start: int) -> tuple[str, str]:
    """Give the word before `start`, and the one before that, in small letters."""
    head = text[max(0, start - _REACH) : start].rstrip(_BETWEEN)
    words = head.rsplit(None, 2)[-2:]
    if not words or text[start - 1] not in _BETWEEN:
        return "", ""
    last = words[-1].casefold().rpartition("'")[2].rpartition("’")[2].lstrip("(,;:|-")
    return last, words[0].casefold() if len(words) == 2 else ""


_BETWEEN = " \u00a0\n(.:,"


def _signs(last: str, first: str) -> bool:
    return first in _DONE_BY if last in ("da", "di") else last in _SIGNED


def _follows_person(text: str, start: int) -> bool:
    return _words_before(text, start)[0] in _PERSON


def _is_signature(text: str, start: int) -> bool:
    return _signs(*_words_before(text, start))


def _signed_small(text: str, sign: re.Match[str]) -> Iterator[Span]:
    """Give what follows "sigla" or "firmato", in whatever letters; words after "firmato" are none."""
    found = _SMALL_SIGNATURE.match(text, sign.end())
    if found is None:
        return
    place, is_sigla = found["place"], sign[0][:4].casefold() == "sigl"
    if "." not in place[:-1] and (_letters(place) in (_SMALL_WORDS if is_sigla else _WORDS)):
        return
    if is_sigla or not place.islower() or "." in place:
        yield Span(found.start("place"), found.end("place"), 0.6, "initials: signed")
