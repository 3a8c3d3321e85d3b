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

from validation.anonymisation.calendar_words import BLANK, LETTERS, before
from validation.anonymisation.patterns import PatternVoice, Rule

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
    r"(?:vice(?:-| )?)?sindac[oa]|assessor[ei]|consiglier[ea] (?:comunale|regionale|provinciale|d['’]amministrazione)"
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
    r"|vigile (?:del fuoco|urban[oa])|militare (?:di carriera|in missione|dell)|att(?:ore|rice) (?:di|teatral|not)"
    r"|cantante|giornalista"
    r"|regista|scritt(?:ore|rice)|ballerin[oa] (?:di|class|profess)|direttore d['’]orchestra|condutt(?:ore"
    r"|rice) (?:tv|televisiv|radiof)"
    r"|dirigente scolastic[oa]|preside (?:di|del|dell)|rett(?:ore|rice) (?:di|del|dell)|docente universitari[oa]"
    r"|palombaro|minatore|artista circense"
    r"|giostrai[oa]|imprendit(?:ore|rice)"
)
_OFFICE = re.compile(
    rf"(?i:(?:ex[ -]{{1,2}})?(?:{_OFFICES.replace(' ', _B)}))(?:(?<=['’])[{LETTERS}]{{1,9}})?"
    rf"(?P<of>{_B}(?i:{_OF}){_B}?(?:(?i:comune){_B}(?i:{_OF}){_B}?)?{_NAME}|{_B}(?i:del{_B}comune))?(?![{LETTERS}])"
)
_EX = re.compile(r"(?i:ex)[ \t\u00a0-]")
_BEGINS = re.compile(r"(?:^|[^A-Z][.:;!?)»”\"'][ \n]|\n)\Z")
_NO_OFFICE = re.compile(rf"{_B}(?i:tutelare|naturale|di{_B}mare|di{_B}fiducia|d['’]ufficio)")


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


_PEOPLES = (
    r"niger(?:ian|in)|senegalese|marocchin|tunisin|algerin|egizian|libic|ghanese|ivorian|camerunense|congolese"
    r"|etiop[ei]|eritre|somal"
    r"|sudanes|gambian|malian|guinean|burkinab[eè]|togolese|angolan|kenian|keniot|sudafrican|capoverdian|mauritan"
    r"|african|nordafrican|subsaharian"
    r"|magrebin|maghrebin|rumen|romen|moldav|ucrain|russ|bielorus|polacc|bulgar|alban(?:es)?|kosovar|serb|croat"
    r"|bosniac|maced[oò]n|montenegrin"
    r"|sloven|slovacc|cec[ao]|ungheres|lettone|lituan|estone|georgian|armen|azer|turc|curd|sirian|libanes|irachen"
    r"|iranian|israelian"
    r"|palestines|afg?h?an|pakistan|pachistan|indian|bengal(?:es)?|bangladese|cingales|srilanchese|nepalese|tibetan|cines"
    r"|giappones|corean"
    r"|vietnamit|tailandes|thailandes|filippin|indonesian|mongol|peruvian|ecuadorian|colombian|venezuelan|bolivian"
    r"|brasilian|cilen"
    r"|argentin|uruguaian|paraguaian|cuban|dominican|haitian|salvadoregn|messican|honduregn|latino-?american"
    r"|sud-?american|statunitens|american"
    r"|canades|australian|ingles|britannic|irlandes|scozzes|frances|tedesc|austriac|svizzer|spagnol|portoghes|belg"
    r"|olandes|danes"
    r"|svedes|norveges|finlandes|grec|malt[e]s|sud-?est asiatic|asiatic|est europe|arab|slav|rom|sinti?|sint|ebraic"
    r"|ashkenazit|berber|caraibic|afro-?caraibic"
    r"|afro-?american|extracomunitari"
)
_PEOPLE = rf"(?:{_PEOPLES})(?:[oaie]|he|hi)?"
_PEOPLE_LEAD = (
    "(?:(?:di |d['’])(?:chiara )?(?:origin[ei]|nazionalit[aà]['’]?|etnia|cittadinanza|provenienza|madrelingua"
    "|razza)(?: etnica| geografica)?"
    "|nazionalit[aà]['’]?:?|cittadinanza:?|etnia:?|cittadin[oa]|origini|interprete(?: di)?(?: lingua)?|madrelingua"
    "|parla (?:solo|soltanto|poco)(?: l['’])?)"
)
_PERSONS = (
    "(?:paziente|pz\\.?|uomo|donna|ragazz[oa]|bambin[oa]|signor[ae]|sig\\.(?:ra)?|badante|giovane|moglie|marito"
    "|compagn[oa]|genitori|coppia"
    "|immigrat[oa]|migrante|neonat[oa]|primipara|gravida|madre|padre|student(?:e|essa)|maschio|femmina|infermier[ea])"
)
_ORIGIN = re.compile(
    rf"(?i:{_PEOPLE_LEAD.replace(' ', _B)})(?:{_B}|(?<=['’]))(?P<place>(?i:{_PEOPLE}(?:[- ]{_PEOPLE})?)){_ENDS}"
)
_PERSON_OF = re.compile(rf"(?i:{_PERSONS}){_B}(?P<place>(?i:{_PEOPLE}){_ENDS})")
_GROUP = re.compile(
    r"(?:pazienti|soggetti|individui|persone|popolazion|donne|uomini|bambini|gruppi|famiglie)[^.;\n]{0,40}\Z"
)


def _people(match: re.Match[str]) -> float | None:
    """Score the name of a people; of a whole population ("pazienti di origine asiatica") below the threshold."""
    if _LETTER_BEFORE.search(before(match, 1)):
        return None
    return 0.2 if _GROUP.search(before(match, 50)) else 0.45


_COUNTRIES = (
    "Nigeria|Senegal|Marocco|Tunisia|Algeria|Egitto|Libia|Ghana|Costa d['’]Avorio|Camerun|Congo|Etiopia|Eritrea"
    "|Somalia|Sudan|Gambia|Mali"
    "|Guinea|Burkina|Togo|Angola|Kenya|Sud ?[Aa]frica|Capo Verde|Mauritania|Africa|Romania|Moldavia|Moldova|Ucraina"
    "|Russia|Bielorussia"
    "|Polonia|Bulgaria|Albania|Kosovo|Serbia|Croazia|Bosnia|Macedonia|Montenegro|Slovenia|Slovacchia|Ungheria"
    "|Lettonia|Lituania|Estonia"
    "|Georgia|Armenia|Turchia|Siria|Libano|Iraq|Iran|Israele|Palestina|Afgh?anistan|Pakistan|India|Bangladesh"
    "|Sri ?Lanka|Nepal|Tibet|Cina"
    "|Giappone|Corea|Vietnam|Thailandia|Tailandia|Filippine|Indonesia|Mongolia|Per[uù]|Ecuador|Colombia|Venezuela"
    "|Bolivia|Brasile|Cile"
    "|Argentina|Uruguay|Paraguay|Cuba|Repubblica Dominicana|Santo Domingo|Haiti|El Salvador|Messico|Honduras"
    "|Sud ?[Aa]merica|Stati Uniti"
    "|Inghilterra|Irlanda|Scozia|Francia|Germania|Austria|Svizzera|Spagna|Portogallo|Belgio|Olanda|Danimarca|Svezia"
    "|Norvegia|Finlandia|Grecia|Malta"
)
_FROM = re.compile(
    rf"(?i:originari[oa]|provenient[ei]|nativ[oa]|emigrat[oa]|immigrat[oa]|profug[oa]|rifugiat[oa]|nat[oa]"
    rf"|giunt[oa]{_B}in{_B}italia|adottat[oa])"
    rf"{_B}(?i:d(?:i|a|al|alla|all['’]|alle|el|ella|ell['’]|elle)|in"
    rf"|nelle){_B}?(?P<place>{_COUNTRIES})(?![{LETTERS}])"
)
_STATUS = (
    r"richiedente asilo|rifugiat[oa](?: politic[oa])?|apolide|extracomunitari[oa]|senza fissa dimora|senzatetto"
    r"|clochard|nomade|campo (?:nomadi|rom)"
    r"|immigrat[oa] irregolare|minore (?:straniero )?non accompagnat[oa]|figli[oa] adottiv[oa]|(?:bambin|ragazz"
    r"|figli|nat)[oa](?:,| ed?)? (?:poi )?adottat[oa]|minore (?:poi )?adottat[oa]|adottat[oa] (?:all['’]et[aà]|da piccol[oa]"
    r"|da una? (?:famiglia|coppia))"
)

_FAITHS = (
    r"testimon[ei] di geova|tdg|(?:musulman|mussulman|islamic|buddist|induist|cattolic|ebre|ortodoss|evangelic"
    r"|protestant|valdes)[aeio] (?:praticante"
    r"|osservante|convertit[oa])|(?:religione|fede|confessione|culto):? (?:islamic|musulman|mussulman|ebraic|cattolic"
    r"|buddist|ind[uù]|induist|ortodoss|evangelic"
    r"|protestant|valdes|sikh|copt|avventist|pentecostal|mormon|cristian)[a-z]{0,3}|(?:musulman|mussulman|buddist"
    r"|induist|mormon|avventist|pentecostal)[oae]"
    r"|(?:famiglia|genitori|comunit[aà]['’]?|ambiente) (?:islamic|ebraic|ortodoss|evangelic|protestant|valdes|sikh"
    r"|copt|hindu)[a-z]{0,2}"
    r"|ebre[oa] (?:ortodoss|ashkenazit|sefardit)[oa]|(?:pz|paziente) (?:sikh|ebre[oa]|copt[oa])|ramadan"
)
_PRISON = (
    r"detenut[oa]|casa circondariale|casa di reclusione|carcere|istituto penitenziario|polizia penitenziaria"
    r"|arresti domiciliari|detenzione domiciliare"
    r"|carcerat[oa]|ergastolan[oa]|ergastolo|libert[aà] vigilata|41(?:-| )?bis|in stato di (?:fermo|arresto"
    r"|detenzione)|ex(?:-| )detenut[oa]"
)
_BIRTH_ORDER = (
    r"gemell[oa] (?:mono|di|etero|omo)(?:zigot|corial|ovular)[a-z]{0,3}|gemell[oa] (?:siames[ei]|identic[oa]"
    r"|sopravvissut[oa])|(?:suo|sua|il|la|un|una|fratello|sorella|nat[oa]) (?-i:gemell[oa]|GEMELL[OA])"
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
    f"|tsunami|rogo|esplosione|eccidio) {_TO}(?-i:[A-ZÀ-Ý][A-Za-zà-ÿ'’]*(?: [A-ZÀ-Ý][a-zà-ÿ'’]*)?"
    "|(?:ponte|viadotto|treno|traghetto|cinema|funivia)(?: (?:di |del )?[A-ZÀ-Ý][a-zà-ÿ]*)?|(?:19|20)[0-9]{2})"
    "|sopravvissut[oa] (?:al |all['’]|alla |ai |agli )(?:terremoto|olocausto|shoah|strage|attentato|naufragio"
    "|campo di|campi di|lager|crollo"
    "|eccidio)|deportat[oa] (?:a|ad|in|nei|nel)|reduce (?:di |da |dal |della |dalla |dall['’]|del )(?:guerra|campo"
    "|russia|prigionia|fronte"
    "|missione)|(?:ex(?:-| ))?partigian[oa]|articol[oi] di giornale|(?:finit|comparv|appars)[a-z]{1,3} sui giornali"
    "|caso mediatico|cronaca nera"
)

_SCHOOL_KIND = (
    r"(?:scuola(?: (?:primaria|secondaria|elementare|media|materna|superiore|dell['’]infanzia|guida|alberghiera))?"
    r"|liceo(?: (?:classico|scientifico|artistico"
    r"|linguistico))?|istituto (?:tecnico|comprensivo|professionale|alberghiero|magistrale)|ipsia|itis"
    r"|asilo(?: nido)?|universit[aà]|conservatorio|accademia|politecnico|facolt[aà])"
)
_SCHOOL = re.compile(
    rf"(?i:frequenta(?:va|no|nte|to)?|iscritt[oa]|student(?:e|essa)|alunn[oa]|insegna(?:va|nte)?|docente|maestr[oa]"
    rf"|bidell[oa]|diplomat[oa]|laureand[oa])"
    rf"{_B}(?:(?i:di|della|del|dell['’]|presso|al|alla|all['’]|nel|nella|il|la|lo|l['’]|un|una|in|press){_B}?){{0,2}}"
    rf"(?P<place>(?i:{_SCHOOL_KIND})(?:{_B}(?:(?:di|del|della|dell['’]){_B}?)?[\"“«]?{_NAME}[\"”»]?)?)(?![{LETTERS}])"
)
_GRADE = re.compile(
    rf"(?i:frequenta|iscritt[oa]{_B}(?:alla|al)|ripete){_B}(?:(?i:la|il|l['’]|in|ultimo)?{_B}?)"
    rf"(?P<place>(?i:prim|second|terz|quart|quint)[ao]{_B}(?i:elementare|media|superiore|liceo"
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
    rf"(?P<place>{_CAP}(?:{_B}(?:(?:di|de|del|della|e|&){_B})?{_CAP}){{0,4}})"
)
_WARDS = re.compile(
    r"(?:UO|UOC|PS|DEA|DH|TC|RM|RMN|ECG|EEG|HIV|HCV|HBV|O2|ASA|TAO|NAO|INR|CPAP|NIV|VAS|BiPAP|PEG|CVC|Italia|Pronto"
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
    ("faith", _FAITHS),
    ("prison", _PRISON),
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
    "(?:presso(?: (?:la|il|lo|le|i|gli|l['’]))?|all[aeo]|all['’]|al|dell[ao]|dell['’]|del|dei|di|per(?: (?:la|il|l['’]))?|in"
    "|nella|nell['’]|nel) ?"
)
_FIRMS = "(?:ditta|azienda|societ[aà]|cooperativa|comune di|ristorante|bar|fabbrica|cantiere|banca|supermercato) "
_ARTICLES = "(?:(?:di|dell?a?|dell['’]|presso|all?a?|all['’]|nell?a?|il|la|lo|l['’]|una?|in|press) ?){0,2}"


def quasi_identifier_voices() -> list[EntityRecognizer]:
    """Give the recognisers of `QUASI_IDENTIFIER`, by the kind of detail, each with its gate."""
    return [
        PatternVoice("detail-office", _ENTITY, (Rule("office", _OFFICE, 0.4, _office),), gate=(_gate(_OFFICES),)),
        PatternVoice(
            "detail-origin",
            _ENTITY,
            (
                Rule("people", _ORIGIN, 0.45, _people),
                Rule("person of a people", _PERSON_OF, 0.45, _people),
                Rule("country", _FROM, 0.45, _people),
            ),
            gate=(
                _gate(f"{_PEOPLE_LEAD} ?(?:{_PEOPLES})"),
                _gate(f"{_PERSONS} (?:{_PEOPLES})"),
                rf"(?i:d(?:i|el|al?|alla|all['’]|alle|ella?|ell['’]|elle)|in"
                rf"|nelle){_B}?(?:{_COUNTRIES})(?:[^A-Za-z]|$)",
            ),
        ),
        PatternVoice("detail-life", _ENTITY, _RULES, gate=tuple(_gate(terms) for _, terms in _TERMS)),
        PatternVoice(
            "detail-place-of-life",
            _ENTITY,
            (
                Rule("school", _SCHOOL, 0.4, _whole_word),
                Rule("class", _GRADE, 0.35, _whole_word),
                Rule("employer", _EMPLOYER, 0.35, _employer),
            ),
            gate=(
                _gate(f"{_SCHOOL_WORDS} {_ARTICLES}{_SCHOOL_KIND}"),
                _gate(
                    "(?:frequenta|iscritt[oa] alla?|ripete) ?(?:la|il|l['’]|in|ultimo)? ?(?:prim|second|terz|quart|quint)[ao] "
                ),
                _gate(f'{_EMPLOYER_WORDS} (?:come [a-zà-ÿ]+ )?{_AT}(?:{_FIRMS}|["“«]?(?-i:[A-ZÀ-ÝĀ-ɏ]))'),
            ),
        ),
    ]
