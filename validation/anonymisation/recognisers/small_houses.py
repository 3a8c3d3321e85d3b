r"""Houses as a hurried hand writes them: saints without a kind, articles and flowers, chains of clinics, units of known houses.

    ricovero in san pio x · rsa la quiete · nido arcobaleno · (villa del sole) · all'ospedale maggiore · cardiologia del gemelli
    studio medico bertanzetti · esami da synlab · allo ieo · utic di chiari · opera san francesco

What `facilities`, `house_names`, `sites` and `seats` find by a kind, a preposition or a capital is left to them.

Importing this module imports Presidio, which takes more than a second: `facilities` does it.
"""

from __future__ import annotations

from collections.abc import Callable

import regex  # type: ignore[import-untyped]  # Presidio's engine; it knows \p{Lu}, which `re` does not

from validation.anonymisation import gazetteers
from validation.anonymisation.gate import U
from validation.anonymisation.lexicon import default_lexicon
from validation.anonymisation.recognisers.house_words import ARTICLED, CHAINS, HEALERS, IDYLL, KNOWN, NICKNAMED
from validation.anonymisation.recognisers.told_places import OFTEN_WORDS, known_prefix, with_province
from validation.anonymisation.recognisers.voices import EDGE, SpanVoice, Way, pattern_way, whole

__all__ = ["small_house_voice"]

FAIR = 0.6
WEAK = 0.45

_B = r"[ \t\u00a0]"
_EDGE = r"(?<![\p{L}\p{N}_.@/-])"
_END = r"(?![\p{L}\p{N}_@])"
_WORD = r"[\p{L}\p{M}]++"
_ARTICLE = rf"(?:(?i:il|la|lo|le|i|gli){_B}|(?i:l)['’]{_B}?)"
_OF = rf"(?:(?i:di|del|della|dello|delle|dei|degli){_B}|(?i:d|dell)['’]{_B}?)"
_LED = (
    r"(?i:al|allo|alla|all['’]|dal|dallo|dalla|dall['’]|del|dello|della|dell['’]|nel|nello|nell['’]|presso(?: (?:il|lo|la|"
    r"l['’]))?|c/o|in|da|a)"
)

# Houses where people live or lie: whatever follows an article is their name.
_HOMES = (
    r"r\.?s\.?a\.?|cra|c\.?d\.?r\.?|rsd|raf|rems|hospice|cas[ae] di (?:riposo|cura)|"
    r"casa (?:famiglia|protetta|alloggio|albergo|d['’]accoglienza)|"
    r"comunit[aà]['’]?(?: (?:terapeutica|alloggio|protetta|residenziale|educativa|minori|mamma-?bambino|di recupero))?|"
    r"centro (?:diurno|anziani|residenziale|socio-?educativo|alzheimer)|gruppo appartamento|residenza(?: (?:sanitaria|protetta|"
    r"anziani|per anziani|assistita))*|struttura|cooperativa(?: sociale)?|coop\.?|nucleo alzheimer|"
    r"cdd|cse|css|cdi|cod|smi|ospizio|pensionato|comunit[aà]['’]? (?:per|di) (?:minori|adolescenti|anziani|madri|disabili)|"
    r"albergo|micronido|nido|asilo"
)
_HOME = regex.compile(rf"{_EDGE}(?P<kind>(?i:{_HOMES})){_B}{{1,2}}[\"“]?(?P<article>{_ARTICLE})(?P<name>{_WORD})")
# Kinds after which a flower, an animal or a virtue is a name without an article, too.
_NURSERIES = (
    r"nido|asilo(?: nido)?|scuola (?:materna|dell['’]infanzia)|villa|farmacia|poliambulatorio|centro (?:medico|"
    r"fisioterapico)|studio "
    r"(?:medico|dentistico)|ludoteca|cascina|fattoria|istituto|clinica|ospedale"
)
_NAMED_KINDS = (
    r"centro (?:radiologico|clinico|oculistico|odontoiatrico|polispecialistico|ortopedico|fisioterapico|diagnostico|analisi|"
    r"medico|"
    r"di fisioterapia|di radiologia|estetico|acustico|"
    r"riabilitativo|ottico|dentistico|nascita|procreazione|pma|sportivo)|studio (?:medico|dentistico|radiologico|"
    r"odontoiatrico|fisioterapico|"
    r"oculistico|associato|legale|ortopedico)|"
    r"laboratorio (?:analisi|di analisi)|poliambulatori[oi]?|brefotrofio|convitto|collegio|pensionato|dormitorio|"
    r"gruppo appartamento|asilo(?: nido)?|nido|scuola (?:media|elementare|materna|primaria|superiore)|liceo(?: (?:classico|"
    r"scientifico|"
    r"linguistico|artistico))?|istituto (?:comprensivo|tecnico|professionale|alberghiero)|(?:para)?farmacia|ortopedia sanitaria|"
    r"opera|arcispedale|nosocomio|sanatorio|preventorio|padiglione|monoblocco"
)
_FLOWERED = regex.compile(
    rf"{_EDGE}(?i:{_HOMES}|{_NURSERIES}){_B}{{1,2}}(?:{_OF}|{_ARTICLE})?(?i:{IDYLL}){_END}"
    rf"|{_EDGE}(?i:{_HOMES}|{_NURSERIES}|centro|casa|scuola|associazione|opera){_B}{_ARTICLE}(?i:{IDYLL}|{ARTICLED}){_END}"
)
_HEALED = regex.compile(
    rf"{_EDGE}(?i:{_HOMES}|{_NURSERIES}|{_NAMED_KINDS}|centro|casa|gruppo|associazione|opera|fondazione|studio|medici|"
    rf"fisioterapia)"
    rf"{_B}(?:(?i:opera|medico|medica){_B})?(?i:{HEALERS}){_END}"
)
_CROSS = regex.compile(rf"{_EDGE}(?i:croce (?:bianca|verde|azzurra|gialla|viola|blu|d['’]oro)){_END}")
_VILLA = regex.compile(rf"{_EDGE}(?:villa){_B}(?:{_OF}|{_ARTICLE})?(?P<first>{_WORD})")
_EPITHETS = (
    r"misericordia|grazie|piet[aà]'?|scala|consolazione|salute|croce|angeli|neve|stella|carit[aà]'?|speranza|visitazione|"
    r"dio|monte|battuti|carmine|rosario|fiore|orto|mare|fonte|pace|vittoria|pini|rosa|colle|porta|"
    r"addolorata|annunziata|nuova|maddalena|battista|evangelista|goretti|gonzaga|borromeo|neri|bosco|assisi|paola|soccorso|aiuto|"
    r"consiglio|lume|pianto|letto|vetere|rotondo|xxiii|ii|x|v|xii"
)
_SAINT = regex.compile(
    rf"{_EDGE}(?i:(?:{_NAMED_KINDS}){_B})?(?P<saint>(?i:santissim[ao]|santa|santo|santi|san){_B}{{1,2}}|"
    rf"(?i:sant)['’]{_B}?)(?P<first>{_WORD})"
    rf"(?:[ -](?:{_OF})?(?i:{_EPITHETS}){_END})?"
)
_NO_SAINT = regex.compile(
    r"(?i:via|viale|v\.le|piazza|p\.zza|piazzale|corso|c\.so|largo|vicolo|contrada|fuoco di|ballo di|erba di|festa di|giorno di|"
    r"notte di|male di|croce di|acqua di|vigilia di)[ \t\u00a0]\Z"
)
_HOLY = frozenset(
    "trinità trinita croce spirito cuore annunziata famiglia maria salvatore redentore sacramento sepolcro gesù gesu corona".split()
)
_MADONNA = regex.compile(
    rf"{_EDGE}(?i:(?:(?:{_HOMES}|clinica|ospedale|osp\.?|istituto|villa){_B})?(?:(?:madonna|nostra signora|santa maria|"
    rf"maria santissima){_B}"
    rf"(?:{_OF})(?:{_EPITHETS}|{_WORD})|mater{_B}{_WORD}|sacro cuore|sacra famiglia|stella maris)){_END}"
)
_UNIT = (
    r"(?:u\.?o\.?(?:c|s|sd|d)?\.?|reparto|divisione|clinica|servizio|ambulatorio|centro|spdc|d\.?h\.?|day hospital|"
    r"pronto soccorso|"
    r"p\.?s\.?|dea|terapia intensiva|t\.?i\.?|rianimazione|utic|stroke unit|trauma center|neonatologia|tin|hospice|medicina|"
    r"[\p{L}]{4,14}(?:logia|iatria|urgia|edia|tricia)|emodinamica|laboratorio|sala operatoria|colleghi|medici|specialisti)"
)
_UNIT_OF_KNOWN = regex.compile(
    rf"{_EDGE}(?i:{_UNIT})(?:{_B}[\p{{L}}.]{{2,16}}){{0,2}}{_B}"
    rf"(?:(?:[-–]{_B})?(?:(?i:del|dello|della|di|al|allo|a|dal){_B}|(?i:dell|all|d|dall)['’])?(?=(?i:{KNOWN}))"
    rf"|(?i:del|dal|al){_B}(?=(?i:{NICKNAMED})))(?P<house>(?i:{KNOWN}|{NICKNAMED})){_END}"
)
_TO_KNOWN = regex.compile(
    rf"(?:(?<=(?i:\bdel|\bdello|\ballo|\bnello|\bdallo){_B})|(?<=(?i:ll)['’]))(?=(?i:{KNOWN}))"
    rf"(?P<house>(?i:{KNOWN}|{NICKNAMED})){_END}"
)
_CHAIN = regex.compile(
    rf"{_EDGE}(?i:(?:{_HOMES}|{_NAMED_KINDS}|centro|clinica|istituto|gruppo|rifugio){_B})?(?P<house>(?i:{CHAINS})){_END}"
)
# Names of houses that are surnames or words as well: only where one goes to them.
_BY_NICKNAME = regex.compile(
    rf"(?:(?<=(?i:\bal|\bdal|\bnel|\ballo|\ball['’]|presso|c/o|\bosp\.|ospedale|\bps|\bdea|soccorso|colleghi del){_B})|"
    rf"(?<=(?i:ll)['’]))"
    rf"(?P<house>(?i:{NICKNAMED})){_END}(?=[ \t\u00a0]?(?:[.,;:()\n-]|\Z)|[ \t\u00a0](?i:di|per|con|da|dal|il|in|e|ma|dove|"
    rf"pieno|ieri|oggi|domani|x|"
    rf"nel|a|ad|dopo|accetta|hanno|che|si|non|dr|dott|prof|via|ha|h\.?|a causa)\b)"
)
_EPITHET_HOUSE = regex.compile(
    rf"(?<=(?i:all|dall|dell|nell|l)['’])(?i:ospedale|osp\.){_B}(?i:maggiore|civile|infermi|militare|grande|vecchio|nuovo){_END}"
)
_HOUSE_LETTERS = (
    "cto|ieo|iov|ior|cro|irst|ismett|cnao|hsr|oirm|opbg|ifo|cdi|icch|icp|icot|aoui|gom|aouc|aoup|fbf|bmm|chirec|itc"
)
_LETTERS = regex.compile(
    rf"(?<=(?i:\bal|\ballo|\bdal|\bdallo|\bdello|\bdel|\bnel|\bnello|presso|presso lo|c/o|all['’]|dall['’]|dell['’]|\bPS|"
    rf"\bps){_B}?)"
    rf"(?i:{_HOUSE_LETTERS}){_END}"
)
# Kinds that a name in small letters follows: one that is no word, or a surname.
_BROAD = regex.compile(r"(?i:studio|centro|gruppo|diagnostica|laboratorio)\Z")
_NAMED = regex.compile(
    rf"(?:{_EDGE}(?P<kind>(?i:{_NAMED_KINDS}))|(?<=(?i:\bal|\ballo|\bdal|\bdallo|presso|c/o|\bda){_B})(?P<kind>(?i:studio|"
    rf"centro|gruppo|diagnostica|laboratorio))){_B}{{1,2}}(?P<doctor>(?i:d(?:ott|r)\.?(?:ssa)?|prof\.?|de|lo|la|"
    rf"dal){_B})?(?P<name>\p{{Ll}}[\p{{L}}\p{{M}}]{{3,}}+)"
    rf"(?P<second>{_B}\p{{Ll}}[\p{{L}}\p{{M}}]{{3,}}+)?{_END}(?!['’-])"
)
_SEATS = (
    r"cal|cad|cap|utic|u\.t\.i\.c\.|obi|tin|utin|rianimazione|terapia intensiva|stroke unit|trauma center|hub(?: vaccinale)?|"
    r"casa circondariale|carcere|carceri|casa di reclusione|studio medico|ambulatorio(?: [\p{L}]{5,16})?|poliambulatorio|"
    r"hospice|cra|"
    r"lungodegenza|fisiatria|riabilitazione|neonatologia|senologia|breast unit|centro (?:trapianti|ictus|ustioni|"
    r"grandi ustioni|cefalee|"
    r"diabetologico|antidiabetico|dialisi|emodialisi|trasfusionale|tao|pma|screening|uva|alzheimer|antiviolenza)|"
    r"usca|day surgery|day hospital|blocco parto|sala parto|blocco operatorio|camera iperbarica|radioterapia|medicina nucleare|"
    r"cure palliative|icp|ambito|sert|servizi sociali|assistente sociale|ss\.ss\.|croce rossa|cri|protezione civile|comando"
)
_SEAT = regex.compile(rf"{_EDGE}(?i:{_SEATS}){_B}(?:{_OF})(?P<town>{_WORD}(?:(?:['’]{_B}?|[ -]){_WORD}){{0,4}})")

_NO_NAME = frozenset(
    """
    mattina mattino pomeriggio sera notte giorno settimana mese scorso scorsa dopo prima prossimo prossima volta stessa stesso
    scelta sede struttura terapia visita dimissione condizione condizioni situazione presenza possibilità richiesta necessità
    giornata giorni mesi fine durata permanenza cura degenza lista domanda retta famiglia parenti familiari figli medico medici
    terapista cui quale quali suoi sue suo sua cosa loro altri altre due tre quattro ultimi primi prime ultima ultimo
    data dieta pasto pasti prescrizione pratica documentazione relazione lettera copia referto documenti moglie marito
    infermiera infermieri personale operatori operatrice direttore direttrice coordinatrice curante quadro decorso ricovero sintomi
    febbre tosse dispnea caduta diuresi pressione ossigeno catetere controllo trasferimento rientro colloquio
    """.split()
)
_NO_VILLA = frozenset(
    """
    bifamiliare unifamiliare trifamiliare singola schiera padronale isolata privata propria con in e a di due su dove ove da per che al
    proprietà famiglia indipendente grande bella sua loro campagna vacanze affitto
    """.split()
)
_CLAUSE = regex.compile(
    rf"[\"”]?(?:{_B}?(?:[.,;:()\n/-]|\Z)|{_B}(?i:di|d['’]|in|per|con|da|dal|dalla|il|nel|e|dove|a|ad|via|dopo|ieri|oggi|"
    rf"domani|tel)\b)"
)
_TOWN = regex.compile(rf"(?:{_B}?[-–,(]{_B}?|{_B})(?:(?i:di|a|in){_B}|d['’])?(?P<town>{_WORD}(?:['’ -]{_WORD}){{0,4}})")


_IDYLLIC = regex.compile(rf"(?i:{IDYLL}|{ARTICLED})\Z")


def _letter(word: str) -> str:
    return default_lexicon().letter(word.lower())


def _is_name(word: str) -> bool:
    """Tell whether a word in small letters is a surname or no word of the language."""
    return len(word) > 3 and _letter(word) in "ulf" and word.lower() not in default_lexicon().safe


def _with_town(text: str, end: int) -> int:
    """Give the end of a house with a town that stands by itself, which follows with or without "di"."""
    town = _TOWN.match(text, end)
    known = known_prefix(town["town"]) if town else 0
    name = gazetteers.key(town["town"][:known]) if town and known > 3 else ""
    if town and name and name not in OFTEN_WORDS and name in gazetteers.standing_names() and gazetteers.is_town(name):
        end = int(town.start("town") + known)
    return with_province(text, end)


def _home(text: str, found: regex.Match[str]) -> int:
    """Give where a home called after an article ends: its name closes the clause and is nobody's role."""
    name = found["name"].lower()
    if len(name) < 3 or name in _NO_NAME or name in default_lexicon().function_words or _letter(name) not in "sfglmuh":
        return 0
    if found["article"].lower().startswith("i ") and name[-1] not in "ie":
        return 0
    sure = _IDYLLIC.match(name)
    return int(found.end()) if sure or (_is_name(name) and _CLAUSE.match(text, found.end())) else 0


def _villa(text: str, found: regex.Match[str]) -> int:
    first = found["first"].lower()
    return int(found.end()) if len(first) > 2 and first not in _NO_VILLA else 0


def _saint(text: str, found: regex.Match[str]) -> int:
    first = found["first"].lower()
    holy = first in gazetteers.first_names() or first in _HOLY
    if not holy or len(first) < 3 or _NO_SAINT.search(text, max(0, found.start() - 12), found.start()):
        return 0
    return int(found.end())


def _named(text: str, found: regex.Match[str]) -> int:
    """Give where what follows a kind ends: one or two names that are no words."""
    name, second = found["name"], (found["second"] or "").strip()
    led = _AT.search(text, max(0, found.start() - 20), found.start()) and _CLAUSE.match(text, found.end())
    if _BROAD.match(found["kind"]) and not led:
        return 0
    if not (
        _is_name(name)
        or (led and _letter(name) in "mg")
        or (found["doctor"] and _letter(name) in "mg")
        or (second and _letter(name) in "fg" and _is_name(second))
    ):
        return 0
    if not found["doctor"] and _letter(name) == "u" and _LEARNED.search(name):
        return 0
    return int(found.end("second") if second and _is_name(second) else found.end("name"))


_AT = regex.compile(rf"(?<![\p{{L}}])(?:{_LED}){_B}{{0,2}}\Z")
_LEARNED = regex.compile(r"(?:ic[oaie]|che|al[ei]|iv[oaie]|at[aoie]|ent[ei]|ist[ai]|ion[ei]|ar[ei]|mente)\Z")


def _seat(text: str, found: regex.Match[str]) -> int:
    town = found["town"]
    length = known_prefix(town)
    name = gazetteers.key(town[:length])
    if length < 4 or name in OFTEN_WORDS or not (gazetteers.is_town(name) or gazetteers.is_comune(name)):
        return 0
    if not town[0].isupper() and name not in gazetteers.standing_names():
        return 0
    return int(found.start("town") + length)


_G_B = rf"[ \t{U}]"
_WIDE = ("['’]", f"['{U}]"), ("[aà]", f"[a{U}]"), ("[ù]", f"[u{U}]"), (r"[\p{L}]", f"[A-Za-z{U}]")


def _wider(pattern: str) -> str:
    """Give some of the words above for a gate: RE2's, with every apostrophe and accent."""
    for narrow, wide in _WIDE:
        pattern = pattern.replace(narrow, wide)
    return pattern


_G_HOMES, _G_NURSERIES, _G_NAMED, _G_SEATS, _G_KNOWN, _G_CHAINS, _G_NICKNAMED, _G_UNIT, _G_ARTICLED, _G_HEALERS = map(
    _wider, (_HOMES, _NURSERIES, _NAMED_KINDS, _SEATS, KNOWN, CHAINS, NICKNAMED, _UNIT, ARTICLED, HEALERS)
)
_G_ARTICLE = rf"(?i:(?:il|la|lo|le|i|gli){_G_B}|l['{U}]{_G_B}?)"
_G_OF = rf"(?i:(?:di|del|della|dello|delle|dei|degli){_G_B}|(?:d|dell)['{U}]{_G_B}?)"
_G_END = "(?:[^0-9A-Za-z_@]|$)"
_HOME_GATE = rf"{EDGE}(?i:{_G_HOMES}){_G_B}{{1,2}}[\"{U}]?{_G_ARTICLE}[A-Za-z{U}]"
_FLOWERED_GATES = (
    rf"{EDGE}(?i:{_G_HOMES}|{_G_NURSERIES}){_G_B}{{1,2}}(?:{_G_OF}|{_G_ARTICLE})?(?i:{IDYLL}){_G_END}",
    rf"{EDGE}(?i:{_G_HOMES}|{_G_NURSERIES}|centro|casa|scuola|associazione|opera){_G_B}{_G_ARTICLE}"
    rf"(?i:{IDYLL}|{_G_ARTICLED}){_G_END}",
)
_HEALED_GATE = (
    rf"{EDGE}(?i:{_G_HOMES}|{_G_NURSERIES}|{_G_NAMED}|centro|casa|gruppo|associazione|opera|fondazione|studio|medici|"
    rf"fisioterapia){_G_B}(?:(?i:opera|medico|medica){_G_B})?(?i:{_G_HEALERS}){_G_END}"
)
_CROSS_GATE = rf"{EDGE}(?i:croce (?:bianca|verde|azzurra|gialla|viola|blu|d['{U}]oro))"
_VILLA_GATE = rf"{EDGE}villa{_G_B}"
_SAINT_GATE = rf"{EDGE}(?i:(?:santissim[ao]|santa|santo|santi|san){_G_B}|sant['{U}])"
_MADONNA_GATES = (
    rf"(?i:(?:madonna|nostra signora|santa maria|maria santissima){_G_B}d)",
    rf"{EDGE}(?i:mater{_G_B}|sacro cuore|sacra famiglia|stella maris)",
)
_CHAIN_GATE = rf"{EDGE}(?i:{_G_CHAINS}){_G_END}"
_G_NAME = rf"(?:(?i:d(?:ott|r)\.?(?:ssa)?|prof\.?|de|lo|la|dal){_G_B})?[a-z{U}][A-Za-z{U}]{{3}}"
_NAMED_GATES = (
    rf"{EDGE}(?i:{_G_NAMED}){_G_B}{{1,2}}{_G_NAME}",
    rf"(?i:al|allo|presso|c/o|da){_G_B}(?i:studio|centro|gruppo|diagnostica|laboratorio){_G_B}{{1,2}}{_G_NAME}",
)
_SEAT_GATE = rf"{EDGE}(?i:{_G_SEATS}){_G_B}{_G_OF}[A-Za-z{U}]"
_UNIT_GATE = (
    rf"{EDGE}(?i:{_G_UNIT}){_G_B}(?:[A-Za-z.{U}]+{_G_B}){{0,2}}(?:(?:[-{U}]{_G_B})?"
    rf"(?i:(?:del|dello|della|di|al|allo|a|dal){_G_B}|(?:dell|all|d|dall)['{U}])?(?i:{_G_KNOWN})|"
    rf"(?i:del|dal|al){_G_B}(?i:{_G_NICKNAMED}){_G_END})"
)
_TO_KNOWN_GATE = rf"(?i:(?:del|dello|allo|nello){_G_B}|ll['{U}])(?i:{_G_KNOWN})"
_NICKNAME_GATE = (
    rf"(?:(?:{EDGE}(?i:d?al|nel|allo|osp\.|ps|dea)|(?i:presso|c/o|ospedale|soccorso|colleghi del)){_G_B}|"
    rf"(?i:ll)['{U}]{_G_B}?)(?i:{_G_NICKNAMED})(?:[ \t.,;:()\n{U}-]|$)"
)
_EPITHET_GATE = rf"(?i:l['{U}](?:ospedale|osp\.){_G_B}(?:maggiore|civile|infermi|militare|grande|vecchio|nuovo))"
_LETTERS_GATE = (
    rf"(?:{EDGE}(?i:d?allo|d?al|dello|del|nello|nel|ps)|(?i:presso|presso lo|c/o|ll['{U}])){_G_B}?"
    rf"(?i:{_HOUSE_LETTERS}){_G_END}"
)


def _way(
    reason: str,
    score: float,
    pattern: regex.Pattern[str],
    opening: str,
    *gate: str,
    ending: Callable[[str, regex.Match[str]], int] = whole,
) -> Way:
    """Give the way of one pattern, whose houses take the town along that follows."""

    def with_its_town(text: str, found: regex.Match[str]) -> int:
        end = ending(text, found)
        return _with_town(text, end) if end else 0

    return pattern_way(reason, score, pattern, f"(?i:{opening})", *gate, ending=with_its_town)


# An opening has the first words of its pattern; and the blank behind them, where they are met often.
_O_KINDS = rf"{_G_HOMES}|{_G_NURSERIES}|{_G_NAMED}"
_O_UNIT = _UNIT.replace(r"[\p{L}]{4,14}", "[a-zà-ÿ]+")
_O_SEATS = _SEATS.replace(r"(?: [\p{L}]{5,16})?", "")
_LED_TO = "a well-known house where one goes to it"
_WAYS = (
    _way("a home called after an article", FAIR, _HOME, rf"(?:{_G_HOMES}){_G_B}", _HOME_GATE, ending=_home),
    _way(
        "a kind of house and a flower, an animal or a virtue",
        FAIR,
        _FLOWERED,
        rf"(?:{_G_HOMES}|{_G_NURSERIES}|centro|casa|scuola|associazione|opera){_G_B}",
        *_FLOWERED_GATES,
    ),
    _way(
        "a house called after healers or what is holy",
        FAIR,
        _HEALED,
        rf"(?:{_O_KINDS}|centro|casa|gruppo|associazione|opera|fondazione|studio|medici|fisioterapia){_G_B}",
        _HEALED_GATE,
    ),
    _way("a rescue service called after a colour", WEAK, _CROSS, "croce ", _CROSS_GATE),
    _way("a villa in small letters", WEAK, _VILLA, rf"villa{_G_B}", _VILLA_GATE, ending=_villa),
    _way("a saint", WEAK, _SAINT, rf"(?:asilo|{_G_NAMED}){_G_B}|san{_G_B}|sant", _SAINT_GATE, ending=_saint),
    _way(
        "a house of Our Lady",
        FAIR,
        _MADONNA,
        rf"(?:{_G_HOMES}|clinica|ospedale|osp\.?|istituto|villa){_G_B}|madonna|nostra s|santa m|maria s|mater|sacr[oa] |stella m",
        *_MADONNA_GATES,
    ),
    _way(
        "a chain of clinics",
        FAIR,
        _CHAIN,
        rf"(?:{_O_KINDS}|centro|clinica|istituto|gruppo|rifugio){_G_B}|{_G_CHAINS}",
        _CHAIN_GATE,
    ),
    _way(
        "a kind of house and a name in small letters",
        WEAK,
        _NAMED,
        rf"(?:asilo|{_G_NAMED}|studio|centro|gruppo|diagnostica|laboratorio){_G_B}",
        *_NAMED_GATES,
        ending=_named,
    ),
    _way("a service and its town", FAIR, _SEAT, rf"(?:{_O_SEATS}){_G_B}", _SEAT_GATE, ending=_seat),
    _way("a unit of a well-known house", FAIR, _UNIT_OF_KNOWN, rf"(?:{_O_UNIT}){_G_B}", _UNIT_GATE),
    _way(_LED_TO, FAIR, _TO_KNOWN, _G_KNOWN, _TO_KNOWN_GATE),
    _way(_LED_TO, FAIR, _BY_NICKNAME, _G_NICKNAMED, _NICKNAME_GATE),
    _way(_LED_TO, FAIR, _EPITHET_HOUSE, r"ospedale|osp\.", _EPITHET_GATE),
    _way(_LED_TO, FAIR, _LETTERS, rf"(?:{_HOUSE_LETTERS})\b", _LETTERS_GATE),
)


def small_house_voice() -> SpanVoice:
    """Make the recogniser of houses in small letters and without a kind."""
    return SpanVoice("small-house", "FACILITY", *_WAYS)
