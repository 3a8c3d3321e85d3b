r"""Details that do not name a person but help to find one: office, origin, faith, prison, school, employer, birth order.

    ex sindaco di Borgoverde · di nazionalità moldava · testimone di Geova · detenuto · frequenta il liceo Volta ·
    dipendente della Rossi Legnami · terremoto dell'Aquila · gemello monozigote · terza di sette figli

Only what tells the person apart is marked where that can be separated ("di origine" stays, the people's name goes).
Scores are low: a single detail seldom identifies, and what several do together is a matter for the risk report.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validation.anonymisation.recognisers.appositions import apposition_voice
from validation.anonymisation.recognisers.asides import aside_voice
from validation.anonymisation.recognisers.calendar_words import BLANK, LETTERS, before
from validation.anonymisation.recognisers.custody import custody_voice
from validation.anonymisation.recognisers.faiths import faith_voice
from validation.anonymisation.recognisers.origins import origin_voice
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule
from validation.anonymisation.recognisers.trades import trade_voice
from validation.anonymisation.recognisers.walks_of_life import walk_voice
from validation.anonymisation.recognisers.workplaces import LEGAL, workplace_voice

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

__all__ = ["quasi_identifier_voices"]

_ENTITY = "QUASI_IDENTIFIER"
_ENDS = f"(?![{LETTERS}0-9])"
_LETTER_BEFORE = re.compile(rf"[{LETTERS}0-9]\Z")
_B = BLANK
_CAP = rf"[A-ZÀ-ÝĀ-ɏ][{LETTERS}'’.&0-9-]*"
_NAME = rf"{_CAP}(?:{_B}(?:(?:di|de|del|della|dei|d['’]|e|&){_B}?)?{_CAP}){{0,4}}"
_OF = rf"(?:di|de|del|della|dello|dei|dell['’]|d['’]|presso{_B}(?:la|il|lo|l['’])?|a|al|alla|all['’])"


def _whole_word(match: re.Match[str]) -> float | None:
    return None if _LETTER_BEFORE.search(before(match, 1)) else 0.4


_OFFICES = (
    r"(?:vice(?:-| )?)?sindac[oa]|assessor[ei](?: comunale| regionale| provinciale)?|consiglier[ea] (?:comunale"
    r"|regionale|provinciale|d['’]amministrazione)"
    r"|(?:ex|euro)(?:-| )?parlamentare|deputat[oa] (?:al|alla|del|della|regionale)|senat(?:ore|rice)"
    r"|ministr[oa] (?:de|di|per)"
    r"|prefett[oa]|questore|ambasciat(?:ore|rice)|magistrat[oa]|giudice|procurator[ei] (?:della|capo|generale)"
    r"|pubblico ministero|notaio|avvocat[oa]|calciat(?:ore|rice)|ciclista professionista|pugile"
    r"|atleta (?:olimpic[oa]|nazionale"
    r"|professionista|della nazionale)|campion(?:e|essa) (?:olimpic[oa]|mondiale|italian[oa]|europe[oa])"
    r"|pilota (?:di (?:linea|aere[oi]|formula|rally|caccia|elicotter[oi])|d['’]aere[oi]|militare|civile)"
    r"|hostess|assistente di volo|prete|sacerdote|parroco|vescovo|monsignor[e]?|suora|monaca|frate"
    r"|monaco (?:buddista|benedettino)"
    r"|imam|rabbino|diacono|seminarista|maresciall[oa]|brigadiere|carabiniere|finanziere|colonnello|tenente"
    r"|poliziott[oa]"
    r"|generale (?:dei carabinieri|dell['’]esercito|di brigata)|capitano (?:dei|dell|di)|agente (?:di polizia"
    r"|penitenziari[oa]|di custodia)"
    r"|frate (?:cappuccino|francescano|domenicano|laico|minore)|suora (?:laica|orsolina|clarissa|carmelitana"
    r"|domenicana)"
    r"|guardia (?:costiera|forestale|svizzera|del corpo)|vigile (?:del fuoco|urban[oa])|militare (?:di carriera"
    r"|in missione|dell)|att(?:ore|rice) (?:di|teatral|not)"
    r"|cantante|giornalista"
    r"|regista|scritt(?:ore|rice)|ballerin[oa] (?:di|class|profess)|direttore d['’]orchestra|condutt(?:ore"
    r"|rice) (?:tv|televisiv|radiof)"
    r"|dirigente scolastic[oa]|preside (?:di|del|dell)|rett(?:ore|rice) (?:di|del|dell)|docente universitari[oa]"
    r"|console|vice ?console|capogruppo|eurodeputat[oa]|onorevole|segretari[oa] comunale|presidente (?:della"
    r"|del|dell['’]|di)"
    r"|missionari[oa]|novizi[oa]|badessa|olimpionic[oa]|influencer|youtuber|soprano|contessa|marchesa|baronessa"
    r"|principessa|duchessa"
    r"|conte di|sottufficiale|ufficiale (?:di|dell|degli|dei|in)|ammiraglio|caporal ?maggiore|sergente"
    r"|paracadutista|bersagliere"
    r"|incursore|sommergibilista|cadetto|legionario|capo ?clan|boss"
    r"|palombaro|minatore|artista circense"
    r"|giostrai[oa]|imprendit(?:ore|rice)"
)
_OFFICE = re.compile(
    rf"(?i:(?:ex[ -]{{1,2}})?(?:{_OFFICES.replace(' ', _B)}))(?:(?<=['’])[{LETTERS}]{{1,9}})?"
    rf"(?P<of>{_B}(?i:{_OF}){_B}?(?:(?i:comune){_B}(?i:{_OF}){_B}?)?{_NAME}|{_B}(?i:del{_B}(?:comune|paese"
    rf"|suo{_B}paese|luogo)|di{_B}un{_B}(?:paese|comune)))?(?![{LETTERS}])"
)
_EX = re.compile(r"(?i:ex)[ \t\u00a0-]")
_BEGINS = re.compile(r"(?:^|[^A-Z][.:;!?)»”\"'][ \n]|\n)\Z")
_NO_OFFICE = re.compile(
    rf"{_B}(?i:tutelare|naturale|di{_B}mare|di{_B}fiducia|d['’]ufficio|don{_B}|p(?:adre|\.){_B}[a-z])"
)


def _office(match: re.Match[str]) -> float | None:
    """Score an office; the guardianship judge and the court's lawyer are the patient's paperwork, not the patient."""
    lead = match.string[max(0, match.start() - 4) : match.start()]
    if _LETTER_BEFORE.search(lead) or _NO_OFFICE.match(match.string, match.end()):
        return None
    # The mayor orders treatments; a patient was one of some place.
    if re.match("(?i:sindac)", match[0]) and not match["of"]:
        return None
    # "I. Prete", "Prete I": a surname, unless a line or a sentence begins.
    if match[0][0].isupper() and not match[0].isupper() and not (_EX.match(match[0]) or _BEGINS.search(lead)):
        return None
    return 0.4


_STATUS = (
    r"msna|senza (?:permesso di soggiorno|documenti)|richiedente asilo|rifugiat[oa](?: politic[oa])?|apolide"
    r"|extracomunitari[oa]|senza fissa dimora|senzatetto"
    r"|clochard|nomade|campo (?:nomadi|rom)"
    r"|orfan[oa] (?:di (?:guerra|padre|madre|entrambi)|dalla nascita|della|dei)|vedov[oa] di guerra"
    r"|invalid[oa] di guerra"
    r"|(?:in )?affido (?:familiare|eterofamiliare|presso)|affidat[oa] (?:a|ad|alla|alle|agli"
    r"|ai) (?:una? )?(?:famiglia|zi[aeio]{1,2}"
    r"|nonn[aeio]|comunit[aà]|coppia)|(?:famiglia|genitori|madre|padre|coppia) (?:affidatari[aoe]|adottiv[aoi])"
    r"|padre ignoto|figli[oa] di (?:ignoti|n\.n\.|genitori ignoti)|abbandonat[oa] (?:alla nascita|in fasce|in ospedale)"
    r"|nat[oa] da (?:incesto|stupro|violenza|relazione incestuosa|madre surrogata)|maternit[aà]['’]? surrogata"
    r"|utero in affitto"
    r"|transessuale|transgender|unione civile|due (?:mamme|pap[aà])|omogenitoriale"
    r"|vive in (?:roulotte|camper|auto|macchina|tenda|una baracca|baracca|convento|monastero|strada)|sfollat[oa]"
    r"|immigrat[oa] irregolare|minore (?:straniero )?non accompagnat[oa]|figli[oa] adottiv[oa]|(?:bambin|ragazz"
    r"|figli|nat)[oa](?:,| ed?)? (?:poi )?adottat[oa]|minore (?:poi )?adottat[oa]|adottat[oa] (?:all['’]et[aà]"
    r"|da piccol[oa]"
    r"|da una? (?:famiglia|coppia))"
)

_BIRTH_ORDER = (
    r"gemell[oa] (?:mono|di|etero|omo)(?:zigot|corial|ovular)[a-z]{0,3}|gemell[oa] (?:siames[ei]|identic[oa]"
    r"|sopravvissut[oa])|(?:suo|sua|il|la|un|una|fratello|sorella|nat[oa]) (?-i:gemell[oa]|GEMELL[OA])"
    r"(?: (?:mono|di|etero|omo)(?:zigot|corial|ovular)[a-z]{0,3}| identic[oa]| siames[ei])?"
    r"|(?:prim|second|terz|quart|quint|sest|ultim)ogenit[oa]|trigemin[oa] di parto|parto (?:trigemin|trigemellare"
    r"|plurigemellare|quadrigemino)[a-z]{0,2}"
    r"|(?:prim|second|terz|quart|quint|sest|settim|ottav|non|decim|ultim)[oa] di (?:due|tre|quattro|cinque|sei"
    r"|sette|otto|nove|dieci|undici|dodici|[0-9]{1,2}) (?:figli[ea]?|fratelli|sorelle|gemelli|germani)"
    r"|(?:quint|sest|settim|ottav|non|decim)a gravidanza"
)
_TO = (
    "(?:di |de |del |della |dello |dell['’] ?|in |a |al |alla |alle |all['’] ?|d['’] ?|nel |nella |nell['’] ?|presso )"
)
_NEWS = (
    "(?:terremoto|sisma|alluvione|crollo|naufragio|strage|attentato|disastro|incidente (?:ferroviario|aereo"
    "|nucleare)|tragedia"
    "|valanga|frana|incendio|deragliamento|sparatoria|femminicidio|omicidio|rapina|esondazione"
    f"|tsunami|rogo|esplosione|eccidio) {_TO}(?-i:[A-ZÀ-Ý][A-Za-zà-ÿ'’]*(?: [A-ZÀ-Ý][a-zà-ÿ'’]*)?"
    "|(?:ponte|viadotto|treno|traghetto|cinema|funivia)(?: (?:di |del )?[A-ZÀ-Ý][a-zà-ÿ]*)?|(?:19|20)[0-9]{2})"
    "|sopravvissut[oa] (?:al |all['’]|alla |ai |agli )(?:terremoto|olocausto|shoah|strage|attentato|naufragio"
    "|campo di|campi di|lager|crollo"
    "|eccidio)(?: (?:di |del |dell['’] ?|della |dello )(?-i:[A-ZÀ-Ý][A-Za-zà-ÿ'’]+(?: [A-ZÀ-Ý][a-zà-ÿ'’]*)?))?"
    "|deportat[oa] (?:a|ad|in|nei|nel)|reduce (?:di |da |dal |della |dalla |dall['’]|del )(?:guerra|kosovo"
    "|iraq|afghanistan|libano|somalia|bosnia|campo"
    "|russia|prigionia|fronte"
    "|missione)|(?:ex(?:-| ))?partigian[oa]|articol[oi] di giornale|(?:finit|comparv|appars)[a-z]{1,3} sui giornali"
    "|(?:vajont|costa concordia|rigopiano|moby prince|nassir[iy]+a|ponte morandi|bataclan)"
    "|unic[oa] (?:superstite|sopravvissut[oa])|superstite (?:del|della|dell['’]|di)|(?:noto"
    "|nota) (?:alle cronache|alla cronaca|caso)"
    "|(?:apparso|apparsa|intervistat[oa]|ospite) (?:in|alla) (?:tv|televisione|rai)|(?:trasmissione"
    "|programma) televisiv[oa]"
    "|vicenda (?:mediatica|giudiziaria)|caso di cronaca|vincit(?:ore|rice) (?:di|del|della|dell['’])"
    "|arruolat[oa] (?:in|nel|nell['’]|nella)|congedat[oa] (?:dall['’]|dalla|dal)|di stanza (?:a|in)"
    "|missione (?:di pace|in (?:kosovo"
    "|afghanistan|iraq|libano|somalia|bosnia))|servizio (?:militare|di leva) (?:a|in|presso|negli|nei)"
    "|accademia militare"
    "|(?:in )?guerra (?:di|del|in) (?:kosovo|bosnia|siria|ucraina|iraq|libia|somalia|jugoslavia)"
    "|veteran[oa] (?:di|del|dell['’]|della)"
    "|caso mediatico|cronaca nera"
)

_SCHOOL_KIND = (
    r"(?:scuola(?: (?:primaria|secondaria|elementare|media|materna|superiore|dell['’]infanzia|guida|alberghiera))?"
    r"|liceo(?: (?:classico|scientifico|artistico"
    r"|linguistico))?|istituto (?:tecnico|comprensivo|professionale|alberghiero|magistrale)|ipsia|itis"
    r"|asilo(?: nido)?|universit[aà]|conservatorio|accademia|politecnico|facolt[aà])"
)
_SCHOOL_WORD = (
    r"(?!(?:con|di|dove|per|da|dal|e|in|a|al|senza|anche|ma|che|serale|oggi|ieri|regolarmente|pubblica"
    r"|privata)(?![a-z]))"
    r"[a-zà-ÿ'’]{3,16}"
)
_SCHOOL = re.compile(
    rf"(?i:frequenta(?:va|no|nte|to)?|iscritt[oa]|student(?:e|essa)|alunn[oa]|insegna(?:va|nte)?|docente|maestr[oa]"
    rf"|bidell[oa]|diplomat[oa]|laureand[oa])"
    rf"{_B}(?:(?i:di|della|del|dell['’]|presso|al|alla|all['’]|nel|nella|il|la|lo|l['’]|un|una|in|press){_B}?){{0,2}}"
    rf"(?P<place>(?i:{_SCHOOL_KIND})(?:{_B}(?:(?:di|del|della|dell['’]){_B}?)?[\"“«]?{_NAME}[\"”»]?"
    rf"|{_B}(?:(?:de|di|da|don|san|santa){_B}|d['’])?{_SCHOOL_WORD}(?:{_B}{_SCHOOL_WORD})?(?={_B}?[.,;:)\n]"
    rf"|$))?)(?![{LETTERS}])"
)
_STUDIES = re.compile(
    rf"(?i:student(?:e|essa)|studi(?:a|ava)|laurea(?:t[oa]|nd[oa])|dottorand[oa]|diplomat[oa]|iscritt[oa]"
    rf"|fuoricorso|insegna(?:va|nte)?"
    rf"|docente|professor(?:e|essa)){_B}"
    rf"(?:(?i:universitari[oa]|al|alla|a|in|di|del|il|lo|la|primo|secondo|terzo|quarto|quinto|sesto|[1-6]°?|anno"
    rf"|facolt[aà]|corso|laurea)"
    rf"{_B}){{0,6}}(?P<place>(?i:medicina|giurisprudenza|legge|ingegneria(?:{_B}[a-z]+)?|architettura|economia"
    rf"|lettere|filosofia"
    rf"|psicologia|biologia|chimica|fisica|matematica|farmacia|veterinaria|agraria|scienze{_B}[a-z]{{4,14}}"
    rf"|lingue|informatica"
    rf"|infermieristica|fisioterapia|odontoiatria|sociologia|storia|beni{_B}culturali|statistica|ragioneria"
    rf"|enologia|italiano|latino"
    rf"|greco|inglese|musica|ginnastica|religione|conservatorio)){_ENDS}"
)
_GRADE = re.compile(
    rf"(?i:frequenta|iscritt[oa]{_B}(?:alla|al)|ripete){_B}(?:(?i:la|il|l['’]|in|ultimo)?{_B}?)"
    rf"(?P<place>(?:(?i:prim|second|terz|quart|quint)[ao]|[IV]{{1,3}}{_B}?[°^ª]?|[1-5]{_B}?[°^ªa]?){_B}(?i:elementare"
    rf"|media|superiore|liceo"
    rf"|anno{_B}d[ie]l?l?a?{_B}?[a-z]{{3,14}}|primaria|asilo))"
)
_EMPLOYER = re.compile(
    rf"(?i:lavora(?:va|nte|to|tore|trice)?|dipendente|impiegat[oa]|operai[oa]|assunt[oa]|autista|titolare"
    rf"|amministrat(?:ore|rice){_B}delegat[oa]|dirigente"
    rf"|in{_B}servizio|magazzinier[ea]|commess[oa]|cuoc[oa]|custode|proprietari[oa]|soci[oa]|presidente|tecnico"
    rf"|volontari[oa]|guardia{_B}giurata)"
    rf"(?:{_B}(?i:come{_B}[a-zà-ÿ]{{3,15}}))?{_B}"
    rf"(?i:presso(?:{_B}(?:la|il|lo|le|i|gli|l['’]))?|alla|alle|all['’]|allo|al|della|dell['’]|dello|del|dei|di"
    rf"|per(?:{_B}(?:la|il|l['’]))?|in|nella|nell['’]|nel)"
    rf"(?:{_B}|(?<=['’]))(?:(?i:ditta|azienda|societ[aà]|cooperativa|comune{_B}di|ristorante|bar|fabbrica|cantiere"
    rf"|banca|supermercato){_B}(?:di{_B})?)?[\"“«]?"
    rf"(?P<place>{_CAP}(?:{_B}(?:(?:di|de|del|della|e|&){_B})?{_CAP}){{0,4}}(?:{_B}{LEGAL}(?![A-Za-z]))?)"
)
_WARDS = re.compile(
    r"(?:COMPUTER|PC|UO|UOC|PS|DEA|DH|TC|RM|RMN|ECG|EEG|HIV|HCV|HBV|O2|ASA|TAO|NAO|INR|CPAP|NIV|VAS|BiPAP|PEG"
    r"|CVC|Italia|Pronto"
    r"|Reparto|Medicina|Chirurgia|Unit[aà]|Oncologia"
    r"|Day|Ambulatorio|Cardiologia|Neurologia|Psichiatria|Ospedale|Clinica|Divisione|Dipartimento|Nefrologia"
    r"|Urologia|Terapia|Radiologia)(?![A-Za-z])"
)


def _employer(match: re.Match[str]) -> float | None:
    """Score an employer's name: not a ward, and not what a patient depends on ("dipendente da O2")."""
    if _LETTER_BEFORE.search(before(match, 1)[-1:]) or before(match, 1) == "-" or _WARDS.match(match["place"]):
        return None
    return 0.35


_TERMS: tuple[tuple[str, str], ...] = (
    ("status", _STATUS),
    ("birth order", _BIRTH_ORDER),
    ("news", _NEWS),
)
_RULES = tuple(
    Rule(name, re.compile(rf"(?i:{terms.replace(' ', _B)}){_ENDS}"), 0.4, _whole_word) for name, terms in _TERMS
)

# For RE2 the same expressions, where a word begins; none of them looks around.
_EDGE = "(?:^|[^A-Za-z0-9])"


def _gate(terms: str) -> str:
    return f"{_EDGE}(?i:{terms.replace(' ', _B)})"


_EMPLOYER_WORDS = (
    "(?:lavora(?:va|nte|to|tore|trice)?|dipendente|impiegat[oa]|operai[oa]|assunt[oa]|autista|titolare"
    "|amministrat(?:ore|rice) delegat[oa]"
    "|dirigente|in servizio|magazzinier[ea]|commess[oa]|cuoc[oa]|custode|proprietari[oa]|soci[oa]|presidente"
    "|tecnico|volontari[oa]"
    "|guardia giurata)"
)
_SCHOOL_WORDS = (
    "(?:frequenta(?:va|no|nte|to)?|iscritt[oa]|student(?:e|essa)|alunn[oa]|insegna(?:va|nte)?|docente|maestr[oa]"
    "|bidell[oa]|diplomat[oa]"
    "|laureand[oa])"
)


_AT = (
    "(?:presso(?: (?:la|il|lo|le|i|gli|l['’]))?|all[aeo]|all['’]|al|dell[ao]|dell['’]|del|dei|di|per(?: (?:la"
    "|il|l['’]))?|in"
    "|nella|nell['’]|nel) ?"
)
_FIRMS = "(?:ditta|azienda|societ[aà]|cooperativa|comune di|ristorante|bar|fabbrica|cantiere|banca|supermercato) "
_ARTICLES = "(?:(?:di|dell?a?|dell['’]|presso|all?a?|all['’]|nell?a?|il|la|lo|l['’]|una?|in|press) ?){0,2}"


def quasi_identifier_voices() -> list[EntityRecognizer]:
    """Give the recognisers of `QUASI_IDENTIFIER`, by the kind of detail, each with its gate."""
    return [
        PatternVoice("detail-office", _ENTITY, (Rule("office", _OFFICE, 0.4, _office),), gate=(_gate(_OFFICES),)),
        origin_voice(),
        faith_voice(),
        custody_voice(),
        trade_voice(),
        apposition_voice(),
        walk_voice(),
        aside_voice(),
        workplace_voice(),
        PatternVoice("detail-life", _ENTITY, _RULES, gate=tuple(_gate(terms) for _, terms in _TERMS)),
        PatternVoice(
            "detail-place-of-life",
            _ENTITY,
            (
                Rule("school", _SCHOOL, 0.4, _whole_word),
                Rule("studies", _STUDIES, 0.35, _whole_word),
                Rule("class", _GRADE, 0.35, _whole_word),
                Rule("employer", _EMPLOYER, 0.35, _employer),
            ),
            gate=(
                _gate(f"{_SCHOOL_WORDS} {_ARTICLES}{_SCHOOL_KIND}"),
                _gate(
                    "(?:frequenta|iscritt[oa] alla?|ripete) ?(?:la|il|l['’]|in|ultimo)? ?(?:(?:prim|second|terz|quart"
                    "|quint)[ao] |[iv1-5]{1,3} ?[°^ªa]? ?(?:elem|med|sup|lic|ann|prim))"
                ),
                _gate(
                    "(?:student(?:e|essa)|studi(?:a|ava)|laurea(?:t[oa]|nd[oa])|dottorand[oa]|diplomat[oa]"
                    "|iscritt[oa]|fuoricorso"
                    "|insegna(?:va|nte)?|docente|professor(?:e|essa)) "
                ),
                _gate(f'{_EMPLOYER_WORDS} (?:come [a-zà-ÿ]+ )?{_AT}(?:{_FIRMS}|["“«]?(?-i:[A-ZÀ-ÝĀ-ɏ]))'),
            ),
        ),
    ]
