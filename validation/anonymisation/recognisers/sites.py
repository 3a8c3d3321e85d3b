r"""Sites that are told by a kind of their own: pavilions, districts, rescue services, bodies of welfare, hospitals abroad.

    Pad. Rossi · polo chirurgico Bianchi · H Treviso · CTO di Firenze · distretto di Schio · Croce Verde di Lugo
    IPAB Santa Chiara · università di Pavia · farmacia bianchi · Klinikum Großhadern · (prof. Neri, San Luca)

What follows the kind may be in any case: a listed place, a saint, or a name that is no word of the language.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

from collections.abc import Iterator

import re2
import regex  # type: ignore[import-untyped]  # Presidio's engine; it knows \p{Lu}, which `re` does not

from validation.anonymisation import gazetteers
from validation.anonymisation.gate import U
from validation.anonymisation.lexicon import default_lexicon
from validation.anonymisation.recognisers.house_words import BEGINS, ENDS
from validation.anonymisation.recognisers.told_places import OFTEN_WORDS, known_prefix, with_province
from validation.anonymisation.recognisers.voices import (
    EDGE,
    FOLDS,
    Span,
    SpanVoice,
    Way,
    apart,
    opened,
    openings,
    pattern_way,
)

__all__ = ["site_voice"]

SURE = 0.8  # more than the place inside, which other voices give
FAIR = 0.6

_B = r"[ \t\u00a0]"
_EDGE = BEGINS
_END = ENDS
_WORD = r"[\p{L}\p{M}]++(?:['’-][\p{L}\p{M}]++)*+"
_RUN = rf"{_WORD}(?:['’]?{_B}{_WORD}|['’]{_WORD}){{0,5}}"
_OF = rf"(?:(?i:dello|della|delle|degli|del|dei|di|de|da){_B}{{1,2}}|(?i:dell|d)['’]{_B}{{0,2}}|[-–]{_B})"

# Services that have a seat in many towns: "di" and a place, in any case, make one of them.
_SEATED = (
    r"distretto(?:[ ](?:sanitario|socio-?[ ]?sanitario|sociale|veterinario))?(?:[ ]n?\.?[ ]?\d{1,2})?|"
    r"centro[ ]di[ ]salute[ ]mentale|"
    r"centro[ ]salute[ ]mentale|centro[ ](?:diurno|vaccinale|vaccinazioni|prelievi|socio-?sanitario)|punto[ ]prelievi|"
    r"guardia[ ]medica|continuit[aà]['’]?[ ]assistenziale|consultorio(?:[ ]familiare)?|"
    r"casa[ ]della[ ](?:salute|comunit[aà]['’]?)|ospedale[ ]di[ ]comunit[aà]['’]?|medicina[ ]di[ ]gruppo|croce[ ]"
    r"(?:rossa(?:[ ]italiana)?|verde|bianca|azzurra|blu|gialla|d['’]oro|oro)|c\.?r\.?i\.?|misericordia|pubblica[ ]assistenza|"
    r"avis|aido|fratres|anpas|ser\.?[dt]\.?|s\.?e\.?r\.?d\.?|csm|c\.s\.m\.|spdc|s\.p\.d\.c\.|npia?|dsm|cps|uvmd?|u\.v\.m\.|uvg|uvi|cdcd|pua|cot|dss|dsb|noa|gom|upg|adi|"
    r"pronto[ ]soccorso|p\.?s\.?|dea|elisoccorso|elibase|base[ ]hems|automedica|postazione[ ]118|118|arcispedale|ospizio|"
    r"universit[aà]['’]?(?:[ ]degli[ ]studi)?|univ\.|ateneo|politecnico|cto|c\.t\.o\.|iov|irst|ospedale[ ](?:civile|vecchio|nuovo)"
)
_SEATED_OF = regex.compile(rf"{_EDGE}(?P<kind>(?i:{_SEATED}))(?:{_B}{{1,2}}|(?<=\.)){_OF}(?P<name>{_RUN})")
_SEATED_BARE = regex.compile(
    rf"{_EDGE}(?P<kind>(?i:ser\.?[dt]\.?|csm|spdc|npia?|cps|h|cto|distretto|punto[ ]prelievi|croce[ ](?:rossa|verde|"
    rf"bianca|azzurra|blu))|PS|DEA|Pronto[ ][Ss]occorso|PRONTO[ ]SOCCORSO|118){_B}(?P<name>(?=\p{{Lu}}){_RUN})"
)
# "H" for hospital.
_H = regex.compile(
    rf"(?:(?<=(?i:presso|c/o|\bda|\bin|\bad){_B})|(?<=(?i:ll['’]))|(?<=[(,–-])|(?<=[(,–-]{_B}))"
    rf"(?i:h)\.?{_B}(?:(?i:di){_B})?(?P<name>{_RUN})"
)
# Parts of a hospital.
_PAVILION = regex.compile(
    rf"{_EDGE}(?P<kind>(?i:pad\.|padiglione|polo|palazzina|monoblocco|reparto|ala|day[ ]hospital|"
    rf"ambulatorio))(?:{_B}{{1,2}}|(?<=\.))"
    rf"(?P<adjective>(?i:chirurgico|medico|geriatrico|pediatrico|oncologico|ostetrico|cardiologico|materno[ -]infantile|didattico|"
    rf"ospedaliero|universitario|nuovo|vecchio){_B})?(?P<number>\d{{1,2}}{_B})?"
    rf"(?P<title>(?i:prof|dott|mons|card|sen|on|dr)\.{_B}?)?(?P<name>(?:\p{{Lu}}\.{_B}?){{0,2}}{_WORD})"
    rf"(?P<second>{_B}{_WORD})?"
)
_NO_PAVILION = frozenset(
    """
    auricolare auricolari superiore inferiore superiori inferiori renale anteriore posteriore covid centrale unico unica chirurgico
    destro sinistro destra sinistra di del della dei degli delle per con in e dove ove a al alla il la via tel cefalico
    podalico laterale
    """.split()
)
# Bodies, and institutions named after somebody.
_BODY = regex.compile(
    rf"{_EDGE}(?:(?i:ipab|i\.p\.a\.b\.|apsp|a\.p\.s\.p\.|a\.s\.p\.|"
    rf"azienda{_B}(?:pubblica{_B})?(?:di{_B})?servizi{_B}alla{_B}persona|"
    rf"arcispedale|pio{_B}(?:albergo|istituto|ricovero|ospizio)|ospizio|istituti?{_B}(?:riuniti|assistenziali)|opera{_B}pia|"
    rf"congregazione){_B}{{1,2}}(?P<name>{_RUN})"
    rf"|(?i:centro|istituto|servizio|struttura|nido|casa|fondazione|rsa|r\.s\.a\.|cdr|hospice|cra|"
    rf"casa{_B}di{_B}(?:riposo|cura)|residenza|clinica){_B}{{1,2}}"
    rf"(?P<saint>(?i:don|padre|suor|madre|mons\.|monsignor|monsignore|card\.|cardinal|cardinale|sacra|sacro|sant['’]|"
    rf"santa|santo|san|ss\.|"
    rf"beata|beato|papa|conte|contessa|marchese|principessa|principe|regina|re|fratelli|f\.lli|sorelle|mater|stella|"
    rf"domus|villa)(?:{_B}{{1,2}}|(?<=['’.]))(?P<named>{_WORD}))(?:{_B}(?P<last>{_WORD}))?)"
)
_ABROAD = regex.compile(
    rf"{_EDGE}(?i:h[ôo]pital|clinique|klinikum|klinik|krankenhaus|(?:universit[äa]ts|landes|kantons|insel|kreis|stadt|"
    rf"allgemeines{_B})(?:klinikum|klinik|spital|krankenhaus)|ukc|chuv|chru?|chu|kbc|uz|bolni[cš]a|bolni[cš]nica|spitalul|"
    rf"spitali|szpital|nemocnice|sygehus){_END}"
    rf"(?:{_B}(?i:rechts|links|der|des|den|dem|du|de|d['’]|la|le|les|el|los|las|do|da|of|von|am|im|in|general|"
    rf"universitario|universitaire|clinic|clinico|clínico|clinical|regional|central|judetean|"
    rf"civil))*{_B}(?P<name>{_WORD}(?:{_B}\p{{Lu}}[\p{{L}}\p{{M}}-]++){{0,2}})"
)
_UNIVERSITY = regex.compile(
    rf"{_EDGE}(?i:universit[aà]['’]?|univ\.){_B}{{1,2}}(?i:cattolica(?:{_B}del{_B}sacro{_B}cuore)?|statale|bocconi|"
    rf"bicocca|insubria|"
    rf"(?:la{_B})?sapienza|federico{_B}ii|tor{_B}vergata|roma{_B}tre|vita[ -]salute|ca['’]{_B}foscari|humanitas|politecnica"
    rf"(?:{_B}delle{_B}marche)?|vanvitelli|magna{_B}gr[ae]+cia|campus{_B}bio-?medico|dell['’]insubria|"
    rf"del{_B}piemonte{_B}orientale|kore){_END}"
)
_CIRCLE = regex.compile(
    rf"{_EDGE}(?i:(?:ospedale|osp\.|h\.?){_B}di{_B}(?:circolo|carit[aà]['’]?)|ospedale{_B}(?:degli{_B}infermi|infermi|grande|"
    rf"santissima{_B}annunziata)|grande{_B}ospedale{_B}metropolitano){_END}(?:{_B}(?P<name>{_RUN}))?"
)
_PHARMACY = regex.compile(
    rf"{_EDGE}(?i:(?:para)?farmacia){_B}(?P<title>(?i:dott\.?(?:ssa)?|dr\.?(?:ssa)?){_B})?"
    rf"(?P<of>(?i:al|alla|allo|all['’]|ai|alle|agli|del|della|dell['’]|dei|di){_B}{{0,2}})?(?P<name>{_WORD})"
)
_NO_PHARMACY = frozenset(
    """
    ospedaliera ospedaliere territoriale interna clinica di turno per con in e o il la le lo non che dove senza su fiducia notturna
    domicilio banco paese fine mattino sera dopo da distributiva ospedale territorio reparto servizio prima bisogno distribuzione
    telefono momento paziente figlia figlio moglie marito quale più vicina
    """.split()
)
_IN_BRACKETS = regex.compile(
    rf"(?:(?<=\()|(?<=(?i:prof|dott|dr|ssa|prof\.ssa)\.{_B}\p{{L}}{{2,20}},{_B})|(?<=(?i:prof|dott|"
    rf"dr)\.{_B}\p{{Lu}}\p{{Ll}}{{2,20}},{_B}))(?:(?i:san|santa|santo){_B}|(?i:sant['’]|"
    rf"s\.){_B}?)(?P<first>{_WORD})(?:{_B}(?P<last>\p{{Lu}}[\p{{L}}\p{{M}}]++))?(?={_B}?[),;]|{_B}(?i:di|d['’]){_B}?\p{{L}})"
)
_IN_TOWN = regex.compile(
    r"[ ]?[-–,]?[ ](?:(?i:di|a|in)[ ]|d['’])(?P<town>[\p{L}\p{M}]++(?:['’ -]{1,2}[\p{L}\p{M}]++){0,5}['’]?)"
)
_WORDS = regex.compile(_WORD)
_SAINT = regex.compile(r"(?i:san|santa|santo|sant['’]|maggiore|civile) ?")
_SAINTLY = regex.compile(r"(?i:don|suor|mons|card|sacr|sant?a?o?['’]?\b|ss|mater|domus|beat|papa|sorelle|f\.lli)")
_NEVER_WITHIN = frozenset("a per con in da e ed".split())
_NEVER_FIRST = frozenset("per con in da il e a di del della".split())
_INITIALS = regex.compile(r"[.,;:)(\n]|\Z|[ ](?i:il|in|per|nel|a|da|dal|con|con|e|dove|del|al)\b")


def _letter(word: str) -> str:
    return default_lexicon().letter(word)


def _is_name(word: str) -> bool:
    """Tell whether a word, as it is written, is a name or no word of the language."""
    return len(word) > 2 and _letter(word) in "uflmgUFLMGVH"


def _place_end(text: str, start: int, words: str, *, sure: bool = True) -> int:
    """Give where the known place that `words`, at `start`, begin with ends, with its province; 0 where they begin with none."""
    length = known_prefix(words)
    name = gazetteers.key(words[:length])
    if (
        not length
        or length < 3
        or name in gazetteers.PARTICLES
        or (name in OFTEN_WORDS and not gazetteers.is_town(name))
    ):
        return 0
    if (
        not sure
        and name not in gazetteers.standing_names()
        and not (words[0].isupper() and _letter(words[:length]) not in "SAC")
    ):
        return 0
    end = start + length
    if text[end : end + 1] in "'’" and not text[end + 1 : end + 2].isalpha():
        end += 1  # "Salo'"
    return with_province(text, end)


def _with_town(text: str, end: int) -> int:
    town = _IN_TOWN.match(text, end)
    return (_place_end(text, town.start("town"), town["town"]) if town else 0) or end


def _seated(text: str, found: regex.Match[str]) -> int:
    return _place_end(text, found.start("name"), found["name"])


def _bare(text: str, found: regex.Match[str]) -> int:
    only = found["kind"].lower().startswith(("ser", "csm", "spdc", "distretto", "punto")) and found["name"].istitle()
    return _place_end(text, found.start("name"), found["name"], sure=only)


def _hospital(text: str, found: regex.Match[str]) -> int:
    saint = _SAINT.match(found["name"])
    first = found["name"][saint.end() :].partition(" ")[0] if saint else ""
    if first.lower() in gazetteers.first_names():
        return _with_town(text, found.start("name") + saint.end() + len(first))
    return _place_end(text, found.start("name"), found["name"])


def _pavilion(text: str, found: regex.Match[str]) -> int:
    """Give where a pavilion ends: one that has a name, and no word of anatomy after "padiglione" or "polo"."""
    name, kind = found["name"], found["kind"].lower()
    if name.lower() in _NO_PAVILION:
        return 0
    own = kind in ("pad.", "padiglione")
    named = _is_name(name.rpartition(".")[2].strip())
    if not named and not (own and (name.istitle() or kind == "pad.") and len(name) > 3 and not found["adjective"]):
        return 0
    if not own and not found["adjective"] and not (name[0].isupper() if kind != "polo" else named):
        return 0
    if kind in ("reparto", "ala", "ambulatorio", "day hospital") and (
        (_letter(name) in "FGHM" and found["second"]) or not name[0].isupper()
    ):
        return 0
    second = found["second"]
    if (
        second
        and second[1:2].isupper() == name[0].isupper()
        and _is_name(second.strip())
        and name[0].isupper()
        and not name.isupper()
    ):
        return int(found.end("second"))
    return int(found.end("name"))


def _body(text: str, found: regex.Match[str]) -> int:
    """Give where a body of welfare, or what is named after somebody, ends."""
    if found["saint"]:
        named, last = found["named"], found["last"]
        if named.lower() in gazetteers.PARTICLES or len(named) < 3:
            return 0
        saintly = _SAINTLY.match(found["saint"])
        if not (
            _is_name(named)
            or (saintly and (named[0].isupper() or named in ("famiglia", "cuore", "gratiae", "salutis")))
        ):
            return 0
        joined = (
            last
            and _is_name(last)
            and last[0].isupper() == named[0].isupper()
            and not (last.isupper() and len(last) < 3)
        )
        end = found.end("last") if joined else found.end("named")
        return _with_town(text, int(end))
    end = int(found.start("name"))
    for word in _WORDS.finditer(found["name"]):
        if word.start() and not (
            word[0][0].isupper() or _is_name(word[0]) or word[0] in ("casa", "santa", "maria", "villa", "nuova")
        ):
            if word[0].lower() in gazetteers.PARTICLES and word[0].lower() not in _NEVER_WITHIN:
                continue
            break
        if word[0].lower() in _NEVER_FIRST or (len(word[0]) == 1 and word[0].islower()):
            break
        end = int(found.start("name") + word.end())
    return _with_town(text, end) if end > found.start("name") else 0


def _abroad(text: str, found: regex.Match[str]) -> int:
    return int(found.end("name")) if found["name"].lower() not in gazetteers.PARTICLES else 0


def _pharmacy(text: str, found: regex.Match[str]) -> int:
    name, of = found["name"], found["of"] or ""
    capital = name[0].isupper() or (
        of.isalpha() and of[0].isupper() and not found["title"]
    )  # "Alighieri" begins with "Al"
    if name.lower() in _NO_PHARMACY or capital:
        return 0  # `facilities` knows those with a capital
    if not (_is_name(name) or (of.lower().startswith("a") and _INITIALS.match(text, found.end()))):
        return 0
    return _with_town(text, int(found.end()))


def _circle(text: str, found: regex.Match[str]) -> int:
    name = found["name"]
    end = found.start("name") - 1 if name else found.end()
    if name and found[0].lower().startswith("grande") and _is_name(name.partition(" ")[0]):
        end = found.start("name") + len(name.partition(" ")[0])
    return _with_town(text, int(end))


def _with_town_after(text: str, found: regex.Match[str]) -> int:
    return _with_town(text, int(found.end()))


def _saint(text: str, found: regex.Match[str]) -> int:
    if found["first"].lower() not in gazetteers.first_names():
        return 0
    return _with_town(text, int(found.end()))


_G_B = rf"[ \t{U}]"
_G_W = rf"[A-Za-z{U}]"
_G_SEATED = _SEATED.replace("['’]", f"['{U}]").replace("[aà]", f"[a{U}]")
_G_ABROAD = (
    rf"h(?:o|[{U}]+)pital|clinique|(?:universit(?:a|[{U}]+)ts|landes|kantons|insel|kreis|stadt|allgemeines )?(?:klinikum|klinik|"
    rf"krankenhaus|spital)|ukc|chuv?|chr|chru|kbc|uz|bolni(?:c|[{U}]+)(?:nic)?a|spitalul|spitali|szpital|nemocnice|sygehus"
)
_G_SAINT = (
    rf"(?:don|padre|suor|madre|monsignore?|cardinale?|sacr[ao]|sant[ao]|san|beat[ao]|papa|conte|contessa|marchese|principessa|"
    rf"principe|regina|re|fratelli|sorelle|mater|stella|domus|villa){_G_B}{{1,2}}|"
    rf"(?:sant['’]|ss\.|mons\.|card\.|f\.lli){_G_B}{{0,2}}"
)
# With what the patterns begin, for RE2, and the gates.
_OPEN_SEATED = rf"(?i:{_SEATED}|h )"
_SEATED_GATE = rf"{EDGE}(?i:{_G_SEATED}){_G_B}{{0,2}}(?i:d[aei]|d['{U}]|d[ae][il]|dell|[-{U}])"
_BARE_GATE = (
    rf"{EDGE}(?i:ser\.?[dt]\.?|csm|spdc|npia?|cps|h|cto|distretto|punto prelievi|croce (?:rossa|verde|bianca|azzurra|blu)|ps|"
    rf"dea|pronto soccorso|118){_G_B}[A-Z{U}]"
)
_OPEN_H = re2.compile(rf"\b[Hh]\.?{_G_B}")
_H_GATE = rf"(?i:presso|c/o|ll['’]|da|in|ad|[(,–-]){_G_B}?[Hh]\.?{_G_B}{_G_W}"
_OPEN_PAVILION = r"(?i:pad\.|padiglione|polo|palazzina|monoblocco|reparto|ala |day hospital|ambulatorio)"
_PAVILION_GATE = (
    rf"{EDGE}(?i:pad\.|padiglione|polo|palazzina|monoblocco|reparto|ala|day hospital|ambulatorio){_G_B}{{0,2}}(?:[0-9A-Z{U}]|"
    rf"(?i:chirurg|medico|geriat|pediat|oncol|ostet|cardiol|materno|didatt|osped|univers|nuovo|vecchio|"
    rf"(?:prof|dott|mons|card|sen|on|dr)\.))",
    rf"{EDGE}(?i:pad\.|padiglione|polo){_G_B}{{0,2}}[a-z{U}]",
)
_OPEN_BODY = (
    r"(?i:ipab|i\.p\.a|a\.?p\.?s\.?p|a\.s\.p|azienda|arcispedale|ospizio|pio |istitut|opera pia|congregaz|centro|servizio|"
    r"struttura|nido|casa|fondazione|rsa|r\.s\.a|cdr|hospice|cra|residenza|clinica)"
)
_BODY_GATE = (
    rf"{EDGE}(?i:ipab|i\.p\.a\.b\.|apsp|a\.p\.s\.p\.|a\.s\.p\.|servizi{_G_B}alla{_G_B}persona|arcispedale|ospizio|opera pia|"
    rf"pio (?:albergo|istituto|ricovero|ospizio)|istituti?{_G_B}(?:riuniti|assistenziali)|congregazione){_G_B}",
    rf"{EDGE}(?i:centro|istituto|servizio|struttura|nido|casa|fondazione|rsa|r\.s\.a\.|cdr|hospice|cra|cura|riposo|residenza|"
    rf"clinica){_G_B}{{1,2}}(?i:{_G_SAINT}){_G_W}",
)
_OPEN_ABROAD = (
    r"(?i:h[oô]pital|cliniq|klinik|kranken|universit|landes|kantons|insel|kreis|stadt|allgemein|ukc|ch[ur]|kbc|uz|bolni|"
    r"spital|szpital|nemoc|sygeh)"
)
_ABROAD_GATE = rf"{EDGE}(?i:{_G_ABROAD}){_G_B}{_G_W}"
_OPEN_UNIVERSITY = r"(?i:universit|univ\.)"
_UNIVERSITY_GATE = (
    rf"{EDGE}(?i:universit[a{U}]['{U}]?|univ\.){_G_B}{{1,2}}(?i:cattol|stat|bocc|bico|dell['’]insubria|insubria|la{_G_B}sap|"
    rf"sapien|federico|tor|roma|vita|ca['’]|humanitas|politecn|vanvit|magna|campus|del{_G_B}|kore)"
)
_OPEN_CIRCLE = r"(?i:osp|h\.? di|grande)"
_CIRCLE_GATE = (
    rf"{EDGE}(?i:di{_G_B}(?:circolo|carit)|ospedale{_G_B}(?:degli{_G_B}inf|inf|grande|santissima)|grande{_G_B}ospedale)"
)
_OPEN_PHARMACY = r"(?i:farmacia|parafarm)"
_PHARMACY_GATE = rf"(?i:farmacia){_G_B}(?:[a-z{U}]|(?i:dott|dr|(?:al|all[aeo]?|ai|agli|dell?|della|dei|di)[ \t'{U}]))"
_OPEN_SAINT = rf"(?i:san(?:t[ao])?{_G_B}|sant['’]|s\.)"
_SAINT_GATE = rf"(?:\(|,{_G_B})(?i:san(?:t[ao])?{_G_B}|sant['’]{_G_B}?|s\.{_G_B}?){_G_W}"


def _hospitals(text: str) -> Iterator[Span]:
    for found in apart(opened(openings(_OPEN_H, text), _H, text)):
        end = _hospital(text, found)
        if end:
            yield Span(found.start(), end, FAIR, "H, for hospital, and its seat")


def site_voice() -> SpanVoice:
    """Make the recogniser of sites."""
    return SpanVoice(
        "site",
        "FACILITY",
        pattern_way("a service and its seat", SURE, _SEATED_OF, _OPEN_SEATED, _SEATED_GATE, ending=_seated),
        pattern_way("a service and its seat", FAIR, _SEATED_BARE, _OPEN_SEATED, _BARE_GATE, ending=_bare),
        pattern_way(
            "a part of a hospital and its name", FAIR, _PAVILION, _OPEN_PAVILION, *_PAVILION_GATE, ending=_pavilion
        ),
        pattern_way("a body and its name", FAIR, _BODY, _OPEN_BODY, *_BODY_GATE, ending=_body),
        pattern_way("a hospital abroad", FAIR, _ABROAD, _OPEN_ABROAD, _ABROAD_GATE, ending=_abroad),
        pattern_way("a university", SURE, _UNIVERSITY, _OPEN_UNIVERSITY, _UNIVERSITY_GATE, ending=_with_town_after),
        pattern_way("a hospital and its epithet", FAIR, _CIRCLE, _OPEN_CIRCLE, _CIRCLE_GATE, ending=_circle),
        pattern_way("a pharmacy and its name", FAIR, _PHARMACY, _OPEN_PHARMACY, _PHARMACY_GATE, ending=_pharmacy),
        Way(_hospitals, (_H_GATE, FOLDS)),
        pattern_way("a saint's hospital", FAIR, _IN_BRACKETS, _OPEN_SAINT, _SAINT_GATE, ending=_saint),
    )
