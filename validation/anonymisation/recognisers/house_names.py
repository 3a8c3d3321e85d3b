r"""Houses that a whole name or small letters tell: what `facilities`, which asks for a kind and capitals, leaves over.

    Molinette · c/o san raffaele · ricovero in Villa dei Pini · rsa don orione · asst valle olona · ASUGI · AST Macerata
    hospice il gelso · Presidio di Latina · nuovo ospedale delle fornaci · ospedale Cardarelli

A name in small letters begins as houses' names do (a saint, "villa", "don", "opera pia"), or is a place, a well-known
hospital or no word of the language.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

from collections.abc import Iterator

import re2
import regex  # type: ignore[import-untyped]  # Presidio's engine; it knows \p{Lu}, which `re` does not

from validation.anonymisation import gazetteers
from validation.anonymisation.gate import U
from validation.anonymisation.lexicon import default_lexicon
from validation.anonymisation.recognisers.house_words import IDYLL, KNOWN, TERRITORY
from validation.anonymisation.recognisers.told_places import OFTEN_WORDS, known_prefix, with_province
from validation.anonymisation.recognisers.voices import EDGE, FOLDS, Span, SpanVoice, Way, opened, openings, pattern_way

__all__ = ["house_name_voice"]

SURE = 0.75
FAIR = 0.6

_B = r"[ \t\u00a0]"
_EDGE = r"(?<![\p{L}\p{N}_.@/])"
_END = r"(?![\p{L}\p{N}_@])"
_S = r"[\p{Ll}\p{M}]++"

_UNMISTAKABLE = regex.compile(
    rf"{_EDGE}(?i:molinette|niguarda|ca['’] granda|careggi|humanitas|santobono|pausilipon|gaslini|burlo garofolo|"
    rf"bambin[o]? ges[uù]['’]?|"
    r"mangiagalli|galeazzi|fatebenefratelli|san raffaele|san patrignano|cisanello|spedali (?:civili|riuniti)|ospedali riuniti|"
    r"papa giovanni xxiii|casa sollievo(?: della sofferenza)?|ca['’] foncello|sant['’]orsola(?:[ -]malpighi)?|villa scassi|"
    rf"istituto nazionale (?:dei )?tumori|ismett|multimedica|poliambulanza|brotzu|villa sofia|borgo trento|"
    rf"san camillo(?:[ -]forlanini)?|policlinico gemelli|inrca|campus bio-?medico|vito fazzi|buccheri la ferla|auxologico){_END}"
    r"(?!\s(?i:et al|test|score|e coll))(?! \d)"
)
_LEADS = (
    r"al|all['’]|alle|alla|dal|dall['’]|dalle|dalla|presso(?: (?:il|le|l['’]|la))?|c/o|nel|nell['’]|osp\.?|ospedale|h|"
    r"laboratorio(?: analisi)?|emodinamica|centro prescrittore|comunit[aà]'?|ricovero in|rsa:?|ospedalizzat[oa]:?|ricoverat[oa]:|"
    r"ricovero:|provenienza:?|inviante:?|struttura:?|sede:?|"
    r"(?:medicina|chirurgia|pediatria|cardiologia|neurologia|geriatria|ortopedia|psichiatria|oncologia|ematologia|nefrologia|"
    r"urologia|pneumologia|ostetricia|ginecologia|rianimazione|radiologia|soccorso|ps|dea|laboratorio) [-–]"
)
_AT = regex.compile(rf"(?<![\p{{L}}\p{{N}}_])(?i:{_LEADS}){_B}{{0,2}}\Z")
_IN = regex.compile(
    r"(?<![\p{L}\p{N}_])(?i:in|presso(?: la)?|c/o|a|da|dalla|alla|di|ricovero|emodinamica|rsa:?|osp\.?|"
    r"prescrittore:?)[ \t\u00a0]{1,2}\Z|[–-][ \t\u00a0]\Z"
)
_KNOWN_NAME = regex.compile(rf"{_EDGE}(?i:{KNOWN}){_END}(?!['’-]\p{{L}})")

_SAINT = (
    rf"(?:(?i:santa|santo|santi|san|beata|beato|madonna|suor|padre|don|papa|opera pia|regina|principe){_B}{{1,2}}|"
    rf"(?i:sant['’]|ss?\.){_B}{{0,2}})"
)
_EPITHET = (
    r"(?:(?i:della|delle|dei|degli|del|dell['’]|di|e|la|al|in) ?){1,2}"
    r"(?i:misericordia|grazie|piet[aà]'?|scala|consolazione|salute|croce|cuore|angeli|neve|stella|carit[aà]'?|speranza|visitazione|"
    r"dio|monte|battuti|carmine|rosario|fiore|orto|mare|fonte|pace|vittoria|pini|rosa|chiesa|colle|porta|carlo|paolo|anna|maria)"
    r"|(?i:addolorata|annunziata|maggiore|nuova|maddalena|battista|evangelista|goretti|gonzaga|borromeo|neri|bosco|assisi|paola|"
    r"xxiii|ii|i|gnocchi|orione|calabria|bettolini|margherita|elena|pio)"
)
_SAINT_NAME = regex.compile(rf"{_SAINT}(?P<first>[\p{{L}}\p{{M}}]++)(?:[ -](?:{_EPITHET}){_END}){{0,2}}")
_HOUSE_HEAD = regex.compile(
    rf"(?i:villa|casa|domus|citt[aà]'?|sacro|madre|fratelli|f\.lli|stella|pio|pia|opera|torre|borgo|bosco|"
    rf"colle|poggio|rocca|corte|cascina|castello|parco|prato|monte|valle|pieve|corte|fonte|residenza|fondazione|istituto)"
    rf"{_B}{{1,2}}(?:(?i:dei|delle|degli|del|della|dell['’]|di|d['’]|il|la|le|i|gli|san|santa|"
    rf"sant['’])[ ]?){{0,2}}(?P<first>{_S})"
)
_IDYLLIC = regex.compile(rf"(?i:il|la|lo|le|i|gli|l['’]|dei|delle|degli|dell['’])[ ]?(?i:{IDYLL}){_END}")

_KINDS = (
    r"(?:nuovo )?ospedale(?: (?:civile|maggiore|pediatrico|generale|infantile|militare|nuovo|evangelico))?|"
    r"(?:nuovo )?osp\.?(?: (?:civile|maggiore|generale|nuovo))?|"
    r"presidio(?: ospedaliero)?|p\.? ?o\.?|policlinico(?: universitario)?|nosocomio|cas[ae] di (?:cura|riposo)|"
    r"c\.?d\.?[rc]\.?|cra|rsa:?|r\.s\.a\.?|rsd|raf|rems|hospice|clinica|poliambulatori?o?|istituto(?: (?:clinico|ortopedico|"
    r"neurologico|oncologico|scientifico|nazionale))?|irccs|fondazione|azienda ospedaliera(?:[ -]universitaria)?|aou|a\.o\.u?\.?|aorn|"
    r"centro (?:dialisi|emodialisi|prelievi|diurno|medico|cardiologico|oncologico|trapianti|riabilitativo|di riabilitazione|"
    r"diagnostico|polispecialistico|antidiabetico|alcologico|psichiatrico|diabetologico|fisioterapico|sanitario|servizi|anziani|"
    r"di recupero|di accoglienza|di ascolto)|casa (?:famiglia|protetta|alloggio|albergo|della salute|della comunit[aà]'?)|"
    r"comunit[aà]'?(?: (?:terapeutica|alloggio|protetta|residenziale|di recupero))?|residenza(?: (?:sanitaria|"
    r"protetta|per anziani|anziani))*|laboratorio(?: analisi)?|cooperativa(?: sociale)?|coop\.?|ambulatorio|consultorio|spdc|csm|"
    r"ser\.?[dt]\.?|dea|ps|pronto soccorso|stroke unit|emodinamica|farmacia|struttura"
)
_KIND_SMALL = regex.compile(
    rf"{_EDGE}(?P<kind>(?i:{_KINDS})){_B}{{1,2}}(?P<of>(?i:(?:della|delle|degli|dell|dei|del|di|de){_B}{{1,2}}|"
    rf"(?:dell|d)['’]{_B}{{0,1}})?)(?=(?P<name>[\p{{L}}\p{{M}}'’. -]{{2,60}}))"
)
_BROAD_KIND = regex.compile(
    r"(?i:clinica|comunit|residenza|laboratorio|ambulatorio|coop|istituto|fondazione|p\.? ?o|presidio|consultorio|"
    r"ps|dea|farmacia|struttura|emodinamica|pronto|c\.?d\.?[rc])"
)
_CODES = (
    r"asugi|asufc|asuiud|asuits|asfo|asrem|apss|asur|aulss|estar|(?:asl|ausl)[ -]?(?:to|na|cn|al|at|bi|no|vc|vco|"
    r"rm|ce|sa|ba|br|fg|ta|le|bt)[ -]?\d?"
)
_CODE = regex.compile(rf"{_EDGE}(?i:{_CODES}){_END}")
_AUTHORITY = regex.compile(
    rf"{_EDGE}(?P<kind>(?i:a\.?s\.?l\.?|a\.?u\.?s\.?l\.?|asst|a\.s\.s\.t\.|ats|ast|aulss|u\.?l\.?s\.?s\.?|"
    rf"u\.?s\.?l\.?|asp|aas|asm|aou[a-z]?|ao|a\.o\.|ares|areus?|arcs|arnas|"
    rf"azienda (?:usl|ulss|ospedaliera|sanitaria(?: (?:locale|provinciale|territoriale|universitaria))?))){_END}"
    rf"{_B}{{0,2}}(?:n\.?[°º]? ?)?(?P<number>\d{{1,3}}{_END})?{_B}{{0,2}}[-–]?{_B}?(?P<of>(?i:(?:della|delle|degli|"
    rf"dell|dei|del|di|de){_B}{{1,2}}|(?:dell|d)['’]{_B}{{0,1}})?)"
    rf"(?P<name>(?:(?:[\p{{L}}\p{{M}}'’-]{{2,}}|e)(?:{_B}|\Z|(?=[^\p{{L}}]))){{0,4}})"
)
_VILLA = regex.compile(
    rf"{_EDGE}(?i:villa|mater|salus|domus){_B}(?:(?i:dei|delle|degli|del|della|dell['’]|di|d['’]|il|la|i|le|san|santa|"
    rf"sant['’])[ ]?){{0,2}}(?P<first>[\p{{L}}\p{{M}}]{{3,}}+)(?: \p{{Lu}}[\p{{L}}]++){{0,2}}"
)
_AT_SAINT = regex.compile(
    rf"{_EDGE}(?:(?i:santo|santa|san){_B}{{1,2}}|(?i:sant['’]|"
    rf"s\.){_B}{{0,2}})(?P<first>[\p{{L}}\p{{M}}]{{3,}}+)(?:[ -](?:{_EPITHET}){_END}){{0,2}}(?:[ -]\p{{Lu}}[\p{{L}}]++){{0,2}}"
)
_NO_NAME = frozenset(
    """
    di del della e in con per il la lo i gli le da dal dalla al alla si non che un una riferimento provenienza appartenenza
    competenza
    zona ricovero cura giorno riposo famiglia base origine residenza domicilio comunità livello accesso turno via viale piazza corso
    bifamiliare unifamiliare singola schiera padronale isolata privata propria dove ove dopo prima oggi ieri come se ma o ed
    ad a nel nella nei su sul sulla tra fra quale cui ore padre
    """.split()
)
_WORD = regex.compile(r"[\p{L}\p{M}]+")


def _is_name(word: str) -> bool:
    """Tell whether a word in small letters is no word of the language."""
    return len(word) > 3 and word not in default_lexicon().safe and default_lexicon().letter(word) in "uflm"


def _before(lead: regex.Pattern[str], text: str, found: regex.Match[str]) -> bool:
    return lead.search(text, max(0, found.start() - 25), found.start()) is not None


def _known_houses(text: str) -> Iterator[Span]:
    starts = openings(_OPEN_KNOWN, text)
    for found in opened(starts, _UNMISTAKABLE, text):
        yield Span(found.start(), _with_town(text, found.end()), FAIR, "a well-known house")
    for found in opened(starts, _KNOWN_NAME, text):
        end = _with_town(text, found.end())
        if end > found.end() or _before(_AT, text, found):  # "Cardarelli di Chieti" needs nothing before it
            yield Span(found.start(), end, FAIR, _LED_TO)


def _villa_end(text: str, found: regex.Match[str]) -> int:
    first = found["first"]
    if first.lower() in _NO_NAME:
        return 0
    end = _with_town(text, found.end())
    alone = found[0][:2] == "Vi" and first[0].isupper() and len(first) > 3
    return end if alone or end > found.end() or _before(_IN, text, found) else 0


def _saint_end(text: str, found: regex.Match[str]) -> int:
    first = found["first"].lower()
    holy = first not in _NO_NAME and (found["first"][0].isupper() or first in gazetteers.first_names())
    return _with_town(text, found.end()) if holy and _before(_AT, text, found) else 0


def _code_end(text: str, found: regex.Match[str]) -> int:
    town = _BARE_TOWN.match(text, found.end())
    known = known_prefix(town["town"]) if town else 0
    told = known > 3 and gazetteers.is_town(gazetteers.key(town["town"][:known]))
    return int(town.start("town") + known if told else found.end())


def _authority_end(text: str, found: regex.Match[str]) -> int:
    """Give where a health authority's name ends: a place, words of territory, words of no language; 0 without any."""
    number, words = found["number"], found["name"]
    kind = found["kind"].lower().replace(".", "")
    if kind in _SHORT_KINDS and not (known_prefix(words) or _KNOWN_TAIL.match(text, found.start("name"))):
        return 0
    end = int(found.end("number")) if number else 0
    known = known_prefix(words) if words else 0
    begin = found.start("name")
    if known and gazetteers.key(words[:known]) not in _NO_NAME:
        end = begin + known
        words = words[known:]
        begin += known
    named = bool(end)
    adjective = _ADJECTIVE.match(text, end) if number and not known else None
    if adjective and adjective["word"].lower() not in _NO_NAME:
        return int(adjective.end())
    grand = _KNOWN_TAIL.match(text, found.start("name"))
    if grand:
        return int(grand.end())
    for word in _WORD.finditer(words):
        key = word[0].lower()
        is_name = (
            key in TERRITORY
            or _is_name(key)
            or (key[0] != word[0][0] and not word[0].isupper() and key not in _NO_NAME)
        )
        if not is_name and found["of"].lower().startswith(("della", "dell")) and not named and key not in _NO_NAME:
            is_name = key in TERRITORY
        if not is_name or (words[: word.start()].strip(" '’-") and not named):
            if key in gazetteers.PARTICLES and named is False and not words[: word.start()].strip():
                continue
            joined = _JOINED.match(words, word.start()) if named and key == "e" else None
            if joined and joined["word"].lower() in TERRITORY:
                continue
            break
        named, end = True, begin + word.end()
    alone = None if named or number or kind in _SHORT_KINDS else _WORD.match(words)
    if alone and _is_of_a_land(alone[0]) and _CLAUSE.match(text, begin + alone.end()):
        named, end = True, begin + alone.end()  # "asl gallura:"
    tail = _NUMBER_TAIL.match(text, end) if end else None
    return with_province(text, int(tail.end()) if tail else end) if named else 0


def _is_of_a_land(word: str) -> bool:
    """Tell whether a word behind a health authority, at the end of its clause, may be its land."""
    return len(word) > 4 and word.lower() not in _NO_NAME and not _ADJECTIVAL.search(word.lower())


_SHORT_KINDS = ("ast", "asp", "asm", "aas", "ao", "ares", "areu", "areus", "arcs", "arnas")
_CLAUSE = regex.compile(r"[ \t\u00a0]?(?:[.,;:)\n]|\Z)| (?i:il|in|per|nel|a|da|di)\b")
_JOINED = regex.compile(r"e (?:(?:della|del|di) )?(?P<word>[\p{L}\p{M}]++)")
_ADJECTIVE = regex.compile(
    r"[ ](?P<word>[\p{L}]{3,}(?:ese|ana|ina|ino|asca|ica|nea|rica|ondo|iana|iese))(?![\p{L}\p{N}])"
)
"""What a numbered authority is called after its land: "ulss 8 berica", "asl 4 chiavarese"."""
_KNOWN_TAIL = regex.compile(
    rf"(?i:(?:(?:grande|ospedale|ospedali|metropolitano|istituti|clinici|santi paolo e|riuniti){_B}){{0,4}}(?:{KNOWN})){_END}"
)
_NUMBER_TAIL = regex.compile(r" \d{1,2}(?!\d|[.,/:%]\d|%)(?: (?i:nord|sud|est|ovest|centro))?")


def _kind_end(text: str, found: regex.Match[str]) -> int:
    end = _small_end(text, found)
    return _with_town(text, end) if end else 0


def _small_end(text: str, found: regex.Match[str]) -> int:
    """Give where the name after a kind of house ends; 0 where it is none."""
    start, words, kind = found.start("name"), found["name"], found["kind"]
    first = _WORD.match(words)
    known_house = _KNOWN_NAME.match(text, start)
    if known_house:
        return int(known_house.end())
    idyll = _IDYLLIC.match(text, start)
    if idyll:
        return int(idyll.end())
    initialled = _INITIALLED.match(text, start) if words[1] == "." else None
    if initialled and default_lexicon().letter(initialled["word"].lower()) in "uflmg":
        return int(initialled.end())
    saint = _SAINT_NAME.match(text, start)
    if saint and saint["first"].lower() not in _NO_NAME:
        key = saint["first"].lower()
        if (
            key in gazetteers.first_names()
            or _is_name(key)
            or (not key.startswith(words[:1].lower()) and saint["first"][0].isupper())
        ):
            return _longer(text, saint.end())
    if words[:9].lower().startswith(("maggiore", "riuniti")) and kind.lower().startswith("osp"):
        return int(start + 8 if words[:8].lower() == "maggiore" else start + 7)
    if found["of"].lower().strip() in ("dell'", "dell’", "della", "delle", "dei", "degli") and kind.lower().startswith(
        ("osp", "nuovo")
    ):
        return (
            int(start + first.end())
            if first and first[0].lower() not in _NO_NAME and _CLAUSE.match(text, start + first.end())
            else 0
        )
    headed = _HOUSE_HEAD.match(text, start) if words[0].islower() else None
    if headed and headed["first"] not in _NO_NAME:
        homely = words.startswith(("villa ", "citt", "opera pia", "domus", "sacro cuore"))
        if homely or not _BROAD_KIND.match(kind) or kind.lower()[:7] + words[:5] == "comunitcasa ":
            return _longer(text, headed.end())
    return _plain_end(text, found, first)


def _plain_end(text: str, found: regex.Match[str], first: regex.Match[str] | None) -> int:
    """Give where a place or a name that is no word ends, after a kind of house."""
    start, words = found.start("name"), found["name"]
    if not first or first[0].lower() in _NO_NAME:
        return 0
    known = known_prefix(words)
    name = gazetteers.key(words[:known]) if known else ""
    if name in OFTEN_WORDS:
        return 0
    broad = _BROAD_KIND.match(found["kind"])
    told = known > 2 and (
        name in gazetteers.standing_names()
        or (found["of"] and (not broad or (words[0].isupper() and not words[:known].isupper())))
        or _is_name(name)
    )
    if told:
        return int(start + known)
    if not words[0].islower():
        return 0
    if broad:
        told = not found["of"] and _AT.search(text, max(0, found.start() - 25), found.start())
        if told and _PRESIDIO.match(found["kind"]) and first[0] in gazetteers.first_names():
            return _longer(text, start + first.end())
        named = (
            told
            and _is_name(first[0])
            and not _ADJECTIVAL.search(first[0])
            and _CLAUSE.match(text, start + first.end())
        )
        return int(start + first.end()) if named else 0
    return _longer(text, start + first.end()) if _is_name(first[0]) else 0


_PRESIDIO = regex.compile(r"(?i:p\.? ?o\.?)\Z")
_ADJECTIVAL = regex.compile(
    r"(?:ic[oaie]|che|al[ei]|iv[oaie]|ogi[ae]|tri[aco]o?|ar[ei]|os[aoie]|at[aoie]|ent[ei]|ista|ion[ei])\Z"
)
_INITIALLED = regex.compile(r"(?:\p{L}\.[ ]?){1,2}(?P<word>[\p{L}\p{M}]{3,}+)")
_MORE = regex.compile(r"[ -](?:(?i:di|d['’]|dei|della) ?)?(?P<word>[\p{L}\p{M}]++)")
_ROMAN = frozenset(["i", "ii", "xxiii", "xii"])


def _longer(text: str, end: int) -> int:
    """Give the end of a name with the further words that are none of the language."""
    for _ in range(3):
        more = _MORE.match(text, end)
        if not more or not (_is_name(more["word"]) or (more["word"].lower() in _ROMAN and more["word"] != "i")):
            break
        end = int(more.end())
    return end


_G_B = rf"[ \t{U}]"
_G_AUTHORITY = (
    r"a\.?s\.?l\.?|a\.?u\.?s\.?l\.?|asst|a\.s\.s\.t\.|ats|ast|aulss|u\.?l\.?s\.?s\.?|u\.?s\.?l\.?|asp|aas|asm|aou[a-z]?|ao|a\.o\.|ares|areus?|arcs|arnas|"
    r"azienda (?:usl|ulss|ospedaliera|sanitaria)"
)
_G_KNOWN = KNOWN.replace("['’]", f"['{U}]")
_BARE_TOWN = regex.compile(r"(?:[ ]?[-–][ ]?|[ ])(?P<town>[\p{L}\p{M}'’ ]{3,40})")
_TOWN = regex.compile(r"(?:[ ]?[-,][ ]|[ ])(?:(?i:di|d['’]|a|in)[ ]?)(?P<town>[\p{L}\p{M}'’ -]{3,40})")


def _with_town(text: str, end: int) -> int:
    """Give the end of a house with the town and the province that follow it."""
    town = _TOWN.match(text, end)
    known = known_prefix(town["town"]) if town else 0
    name = gazetteers.key(town["town"][:known]) if town and known else ""
    if town and name and known > 2 and name not in OFTEN_WORDS and name not in _NO_NAME:
        end = int(town.start("town") + known)
    return with_province(text, end)


_G_END = "(?:[^0-9A-Za-z_@]|$)"
_G_LEADS = _LEADS.replace("['’]", f"['{U}]").replace("[-–]", f"[-{U}]")
_KNOWN_GATE = rf"{EDGE}(?i:{_G_KNOWN}){_G_END}"
_VILLA_GATE = rf"{EDGE}(?i:villa|mater|salus|domus){_G_B}"
_SAINT_GATE = (
    rf"{EDGE}(?i:{_G_LEADS}){_G_B}{{0,2}}(?i:(?:santo|santa|san){_G_B}{{1,2}}|(?:sant['{U}]|s\.){_G_B}{{0,2}})"
    rf"[A-Za-z{U}]{{3}}"
)
_CODE_GATE = rf"{EDGE}(?i:{_CODES}){_G_END}"
# No name is a word of two letters ("clinica e", "struttura in"), but "di", an article or a saint's abbreviation may precede it.
_KIND_GATE = (
    rf"{EDGE}(?i:{_KINDS}){_G_B}{{1,2}}(?:[A-Za-z{U}]{{3}}|[A-Za-z]\.|(?i:d[aei]|d['{U}]|[iI]|il|l[aeoi]|l['{U} \t]|"
    rf"ss?\.|gli|ca){_G_B}?|\p{{M}})"
)
_OPEN_KNOWN = re2.compile(rf"\b(?i:{_G_KNOWN}|policlinico )")
_SMALL = "a kind of house and a name in small letters"
_LED_TO = "a house after a preposition or with its town"
# An opening has the first words of its pattern, and the blank behind them.
_O_AUTHORITY = rf"(?i:{_G_AUTHORITY})[-' \t{U}]"
_O_KIND = f"(?i:{_KINDS}){_G_B}"
_WAYS = (
    Way(_known_houses, (_KNOWN_GATE, FOLDS)),
    pattern_way(_LED_TO, FAIR, _VILLA, f"(?i:villa|mater|salus|domus){_G_B}", _VILLA_GATE, ending=_villa_end),
    pattern_way(_LED_TO, FAIR, _AT_SAINT, rf"(?i:san[t \t{U}]|s\.)", _SAINT_GATE, ending=_saint_end),
    pattern_way("the code of a health authority", SURE, _CODE, f"(?i:{_CODES})", _CODE_GATE, ending=_code_end),
    pattern_way("a health authority", SURE, _AUTHORITY, _O_AUTHORITY, EDGE + _O_AUTHORITY, ending=_authority_end),
    pattern_way(_SMALL, FAIR, _KIND_SMALL, _O_KIND, _KIND_GATE, ending=_kind_end),
)


def house_name_voice() -> SpanVoice:
    """Make the recogniser of houses that a name or small letters tell."""
    return SpanVoice("house-name", "FACILITY", *_WAYS)
