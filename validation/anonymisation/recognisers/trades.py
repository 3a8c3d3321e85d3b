r"""Trades: "ex tipografo", "lavora come magistrato", "professione: fabbro", "padre camionista", "muratore in pensione".

A trade counts where a word says that it is somebody's ("ex", "lavora come", "fa il", "marito"). Retired, unemployed and student
are no trades, nor is a labourer or a clerk of whom no more is told. After "ex" any word counts that ends as Italian trades do
("ex camiciaia"), but not what one was addicted to.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

import re

from validation.anonymisation.recognisers.calendar_words import BLANK, LETTERS, before
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule

__all__ = ["AFTER_TRADE", "EVERY_TRADE", "trade_voice"]

_ENDS = f"(?![{LETTERS}0-9])"
_LETTER_BEFORE = re.compile(rf"[{LETTERS}0-9@_-]\Z")

_TRADES = (
    "agricolt(?:ore|rice)|albergat(?:ore|rice)|allevat(?:ore|rice)|allenat(?:ore|rice)|ambulante|antiquari[oa]"
    "|arbitro|architett[oa]"
    "|artigian[oa]|artista|assessor[ae]|assicurat(?:ore|rice)|assistente (?:sociale|di volo|familiare)|atleta"
    "|att(?:ore|rice)|autista"
    "|autotrasportat(?:ore|rice)|avvocat[oae]s{0,2}a?|badante|bagnin[oa]|ballerin[oa]|bancari[oa]"
    "|bancarellista|banchiere|barbiere"
    "|barista|benzinai[oa]|bibliotecari[oa]|bidell[oa]|boscaiol[oa]|bracciante|brigadiere|calciat(?:ore|rice)"
    "|calzolai[oa]|camerier[ea]"
    "|camionista|cantante|capotreno|carabiniere|carpentiere|carrozziere|cartolai[oa]|casar[oa]|casell[oa]nte"
    "|cass[ai]er[ea]|ceramista|chef"
    "|chimic[oa]|ciclista|colf|collaborat(?:ore|rice) (?:domestic[oa]|scolastic[oa])|colonnello|commercialista"
    "|commerciante|commess[oa]"
    "|consulente|contabile|contadin[oa]|coltivat(?:ore|rice)|controllore|corriere|cuoc[oa]|custode"
    "|decorat(?:ore|rice)|diacono"
    "|diplomatic[oa]|dirigente|direttore d['’]orchestra|docente|domestic[oa]|ebanista|edicolante|educat(?:ore|rice)"
    "|elettrauto|elettricista"
    "|enologo|estetista|fabbro|facchin[oa]|falegname|farmacista|ferroviere|fin[ao]nziere|fioraia|fiorista"
    "|fisic[oa]|fisioterapista"
    "|fonditore|fornai[oa]|fotograf[oa]|fruttivendol[oa]|fuochista|funzionari[oa]|gelatai[oa]|generale|geologo"
    "|geometra|giardinier[ea]"
    "|gioiellier[ea]|giornalai[oa]|giornalista|giostrai[oa]|giudice|gommista|gruista|guardia (?:giurata|carceraria"
    "|forestale|medica|svizzera)"
    "|guardian[oa]|hostess|idraulico|imbianchin[oa]|imbianchino|impiegat[oa]|imprendit(?:ore|rice)"
    "|impresari[oa]|infermier[ea]"
    "|informat(?:ore|rice) scientific[oa]|informatic[oa]|ingegner[ea]|insegnante|interprete|istrut(?:tore|trice)"
    "|lattai[oa]|lattoniere"
    "|lavapiatti|levatrice|libraio|macchinista|macellai[oa]|maestr[oa](?: d['’]asilo)?|magazzinier[ea]|magistrat[oa]"
    "|manager|manovale"
    "|maresciall[oa]|marinai[oa]|marittim[oa]|marmista|maniscalco|massaggiat(?:ore|rice)|meccanico|mediat(?:ore|rice)"
    "|medic[oa]|mezzadr[oa]"
    "|militare|minatore|modell[oa]|mondina|muratore|musicista|negoziante|netturbin[oa]|notaio|odontotecnic[oa]"
    "|operai[oa]|operat(?:ore|rice)"
    "|orafo|orefice|orologiai[oa]|ostetric[ao]|ottico|palombaro|panettier[ea]|parroco|parrucchier[ea]"
    "|pasticc[ie]{1,2}r[ea]|pastore"
    "|pescat(?:ore|rice)|pescivendol[oa]|piastrellista|pilota|pittore|pittrice|pizzaiol[oa]|podista|politic[oa]"
    "|poliziott[oa]|pompiere"
    "|portalettere|portiere|portinai[oa]|portuale|postin[oa]|preside|prete|procurat(?:ore|rice)|professor(?:e|essa)"
    "|programmat(?:ore|rice)"
    "|promot(?:ore|rice)|psicolog[oa]|pugile|ragionier[ea]|rappresentante|receptionist|regista|restaurat(?:ore"
    "|rice)|ricamatrice"
    "|ricercat(?:ore|rice)|ristorat(?:ore|rice)|sacerdote|saldat(?:ore|rice)|salumiere|sart[oa]|sarta|scalpellino"
    "|scaricat(?:ore|rice)"
    "|scrittore|scrittrice|scult(?:ore|rice)|segretari[oa]|senat(?:ore|rice)|sindac[oa]|sindacalista|soldato"
    "|spazzacamino|spazzin[oa]"
    "|stagnino|stalliere|stampat(?:ore|rice)|steward|stilista|stuccat(?:ore|rice)|suora|tabaccai[oa]|tapp?ez?zier[ea]"
    "|tassista|taxista"
    "|tecnic[oa]|telefonista|tennista|tessitrice|tintor[ea]|tipograf[oa]|tornit(?:ore|rice)|tramviere|tranviere"
    "|trattorista|truccatrice"
    "|vasai[oa]|vendit(?:ore|rice)|verniciat(?:ore|rice)|vescovo|veterinari[oa]|vetrai[oa]|vigile(?: (?:del fuoco"
    "|urban[oa]))?|vigilante"
    "|vignaiol[oa]|viticolt(?:ore|rice)|zincat(?:ore|rice)"
)
_TAIL = (
    "(?: (?:dei carabinieri|della guardia di finanza|dell['’]esercito|di polizia(?: locale| penitenziaria)?"
    "|della polizia(?: di stato)?"
    "|professionista|comunale|regionale|provinciale|scolastic[oa]|edile|metalmeccanic[oa]|tessile|agricol[oa]"
    "|elementare|universitari[oa]"
    "|industriale|navale|militare|civile|meccanic[oa]|informatic[oa]|di professione|di bordo|di linea|di aereo"
    "|di stato|di banca"
    "|commerciale|assicurativ[oa]|giurata|municipale|finanziari[oa]|specializzat[oa]|turnista|di fabbrica"
    "|di cantiere|di scuola"
    "|d['’]azienda|in pensione|delle poste|delle ferrovie|bancari[oa]|ospedalier[oa]|di laboratorio|di sala"
    "|di camion|di autobus))"
)
_NO_TRADE = re.compile(
    r"(?i:ness|non|terapi|farmac(?:i(?![a-z])|o)|trattament|monoterap|coadiuv|adiuvant|profilas|iscritt"
    r"|frequent|lavora|riferi|trauma|cadut|pension|disoccup|casaling|inoccup|student|volontar|invalid|inabil|ignot"
    r"|sconosc|part|full|precari|autonom|dipend|turni"
    r"|prima|stat[oa]|sempre|molto|poco|nulla|vedi|riferit|attual|pregress|ex(?![a-z])|da(?![a-z])|di(?![a-z])"
    r"|sedentari|pesant|saltuari|a(?![a-z]))"
)
_OF_ANY = (
    rf"(?i:(?:in{BLANK}qualità{BLANK}di|(?:con{BLANK})?(?:mansion[ei]|qualifica){BLANK}di|(?:lavora(?:va|to)?"
    rf"|impiegat[oa]|occupat[oa]|assunt[oa])(?:{BLANK}(?:attualmente|saltuariamente"
    rf"|per{BLANK}[a-z0-9]+(?:{BLANK}anni)?))?{BLANK}come"
    rf"|di{BLANK}(?:professione|mestiere)|(?:professione|occupazione|occupaz\.|mestiere"
    rf"|attività{BLANK}lavorativa|lavoro|lav\.|impiego|mansione|qualifica|prof\.)"
    rf"(?:{BLANK}(?:attuale|svolta|pregressa))?{BLANK}?:)){BLANK}(?:(?i:ex){BLANK})?(?:(?i:un[oa]?|il|la){BLANK})?"
)
_NO_MORE = (
    r"(?!(?i:da|dal|dalla|per|con|e|ed|ma|che|non|presso|a|ha|è|in|su|oggi|ieri|giunge|riferisce|nega|vive"
    r"|turni|fino|dopo|attualmente"
    r"|coniugat[oa]|sposat[oa]|fumat[a-z]+|ora|nel|nella|alla|al|di|del|della|c/o)(?![a-zà-ÿ]))"
)
_AND_MORE = rf"{BLANK}(?:(?i:di|del|dei|della|delle|alle|alla|ai|al|in){BLANK}|(?i:d|dell|all)['’])?{_NO_MORE}"
_MORE = (
    rf"(?:(?:{_AND_MORE}[a-zà-ÿ]{{3,16}}){{1,2}}|(?:{_AND_MORE}[A-ZÀ-Ý]{{3,16}}(?![a-zà-ÿ])){{1,2}})"
    rf"(?={BLANK}?[.,;)\n]|$|{BLANK}-)"
)
_ANY_TRADE = re.compile(
    rf"{_OF_ANY}(?P<place>(?P<first>[{LETTERS}]{{4,18}})(?P<more>{_MORE}|(?i:{_TAIL.replace(' ', BLANK)}))?){_ENDS}"
)
_TOO_COMMON = re.compile(r"(?i:operai[oa]|impiegat[oa])\Z")
_OF_TRADE = (
    rf"(?i:ex(?:{BLANK}|-)|già{BLANK}|ha{BLANK}(?:sempre{BLANK})?fatto{BLANK}|(?:fa(?:ceva|cendo)?|ha{BLANK}fatto){BLANK}(?:(?:il|la|lo){BLANK}|l['’]{BLANK}?)"
    rf"|pensionat[oa]{BLANK}"
    rf"|lavora(?:va|to)?{BLANK}da{BLANK}|è{BLANK}(?:un[oa]?{BLANK})?|era{BLANK}(?:un[oa]?{BLANK})?|professione{BLANK}"
    rf"|occupazione{BLANK}|mestiere{BLANK})"
)
_OF_WHAT = (
    r"(?: (?:di (?:sci|tennis|nuoto|danza|ballo|musica|piano|violino|canto|scuola|sostegno|lettere|matematica"
    r"|inglese|italiano"
    r"|religione|storia|filosofia|educazione fisica|latino|latino e greco|ginnastica|liceo|banca|filiale"
    r"|produzione|macchina"
    r"|cucina|sala|volo|guerra|strada|pullman|tram|treno|taxi|ambulanza|navi|mare|campagna|teatro|cinema|moda|commercio"
    r"|polizia|carcere|carriera|cava|miniera|fabbrica|cantiere|officina|magazzino|vendita|laboratorio"
    r"|radiologia|quartiere|paese)"
    r"|alle (?:pulizie|vendite|poste|mense)|alla (?:mensa|sicurezza|reception|cassa)|ai (?:servizi|trasporti|lavori)"
    r"|ecologic[oa]|alpin[oa]|turistic[oa]|immobiliare|forestale|stradale))"
)
_KIN = (
    r"(?:padre|madre|pap[aà]|mamma|marito|moglie|figli[oa]|fratello|sorella|compagn[oa]|coniuge|genero|nuora"
    r"|suocer[oa]|nonn[oa]"
    r"|zi[oa]|convivente|fidanzat[oa])"
)
_MORE_TRADES = (
    "addett[oa]|agente (?:di|immobiliare|assicurativ[oa]|penitenziari[oa]|finanziari[oa])|appuntat[oa]|alpino"
    "|marò|caporale|ammiraglio|arrotino|bersagliere|cacciat(?:ore|rice)|camiciai[oa]|capitano"
    "|capo ?(?:cantiere|reparto|officina"
    "|stazione|treno|cuoco|turno)|cartai[oa]|casalinga|cavat(?:ore|rice)|console|danzatrice|dogan[ie]+r[ea]|doratore"
    "|fantino|filatrice|fresatore|guida (?:alpina|turistica)|impagliatrice|intarsiatore|legatore|liutaio"
    "|macchinista|magliaia"
    "|merlettaia|mugnai[oa]|mulinai[oa]|olimpionic[oa]|palafreniere|parlamentare|perit[oa]|presidente"
    "|responsabile|sergente|setaiol[oa]"
    "|sellaio|soprano|stiratrice|tagliat(?:ore|rice)|tecnico|tenore|tranviere|ufficiale|cappellai[oa]"
    "|cestai[oa]|ombrellai[oa]"
    "|usciere|vetrinista|vivaista|apicolt(?:ore|rice)|floricolt(?:ore|rice)|orticolt(?:ore|rice)|casell?ante"
    "|cardat(?:ore|rice)"
)
_EVERY_TRADE = f"(?:{_TRADES}|{_MORE_TRADES})".replace(" ", BLANK)
_AFTER_TRADE = f"(?:{_TAIL}|{_OF_WHAT})?".replace(" ", BLANK)
EVERY_TRADE = _EVERY_TRADE
"""The trades that this module knows, for the inside of `(?i:...)`."""
AFTER_TRADE = _AFTER_TRADE
"""What may stand behind one: "edile", "di cantiere"."""
_TRADE = re.compile(rf"{_OF_TRADE}(?P<place>(?i:{_EVERY_TRADE}{_AFTER_TRADE})){_ENDS}")
_OF_KIN = re.compile(rf"(?i:{_KIN}){BLANK}(?:\({BLANK}?)?(?P<place>(?i:{_EVERY_TRADE}{_AFTER_TRADE})){_ENDS}")
_RETIRED = re.compile(
    rf"(?P<place>(?i:{_EVERY_TRADE}{_AFTER_TRADE})){BLANK}(?i:in{BLANK}(?:pensione|quiescenza|congedo"
    rf"|aspettativa|mobilità)"
    rf"|pensionat[oa]|di{BLANK}(?:professione|mestiere)){_ENDS}"
)
_ENDING = "(?:[aio]r[oa]|ai[oa]|aiol[oa]|ista|t(?:ore|rice)|sore|ier[eai]|ante|olog[oa]|ari[oa]|ometra|ografo)"
_FORMERLY = re.compile(
    rf"[eE][xX](?<![{LETTERS}].)(?<![{LETTERS}]..)(?:{BLANK}|-)(?P<place>(?:[{LETTERS}]{{3,12}}(?i:{_ENDING}))"
    rf"(?i:{_AFTER_TRADE})){_ENDS}"
)
_NOT_FORMERLY = re.compile(
    r"(?i:fumator|bevitor|forte|tabag|etilis|alcol|tossic|assunto|consumat|utilizzat|prematur|giocat|conviv"
    r"|amant|portator|trapiant"
    r"|gestant|cocain|eroin|ludop|abusat|prim(?:ario|aria)|necessar|contrar|ordinar|praticant|aspirant|potator"
    r"|convittor|donator"
    r"|paziente|ospite|volontar|sniffat|inalat|sintomat|familiar|bambin|ante|iniettor|settar|malnutr|obes"
    r"|proteggit|secondari"
    r"|titolare|avversari|evacuat|prior|anteriore|posteriore|superiore|inferiore|tumore|rumore|dolore)"
)
_NO_PERSON = re.compile(
    rf"{BLANK}(?i:curante|di{BLANK}(?:base|famiglia|guardia|reparto|fiducia|turno)|legale|del{BLANK}(?:ps"
    rf"|reparto)|inviante)"
)


def _any_trade(match: re.Match[str]) -> float | None:
    lead = before(match, 4)
    if _LETTER_BEFORE.search(lead) or lead == "sul " or _NO_TRADE.match(match["place"]):  # "infortunio sul lavoro:"
        return None
    if _TOO_COMMON.match(match["place"]):
        return None
    return 0.4


def _trade(match: re.Match[str]) -> float | None:
    """Score "ex tipografo"; "è medico curante" is somebody else."""
    if _LETTER_BEFORE.search(before(match, 1)) or _NO_PERSON.match(match.string, match.end()):
        return None
    return 0.35


def _formerly(match: re.Match[str]) -> float | None:
    return None if _NOT_FORMERLY.match(match["place"]) else 0.35


_B = r"[ \t\x{a0}]"
_EDGE = r"(?:^|[^A-Za-z0-9@_-])"


def trade_voice() -> PatternVoice:
    """Give the recogniser of trades, with its gate."""
    return PatternVoice(
        "detail-trade",
        "QUASI_IDENTIFIER",
        (
            Rule("trade told", _ANY_TRADE, 0.4, _any_trade),
            Rule("trade", _TRADE, 0.35, _trade),
            Rule("trade of kin", _OF_KIN, 0.35, _trade),
            Rule("trade given up", _RETIRED, 0.35, _trade),
            Rule("trade by its ending", _FORMERLY, 0.35, _formerly),
        ),
        gate=(
            rf"{_EDGE}(?i:in{_B}qualità{_B}di|(?:mansion[ei]|qualifica){_B}di|(?:lavora(?:va|to)?|impiegat[oa]"
            rf"|occupat[oa]|assunt[oa])(?:{_B}(?:attualmente"
            rf"|saltuariamente|per{_B}[a-z0-9]+(?:{_B}anni)?))?{_B}come{_B}"
            rf"|di{_B}(?:professione|mestiere){_B}|(?:professione|occupazione|occupaz\.|mestiere"
            rf"|attività{_B}lavorativa|lavoro|lav\.|impiego|mansione|qualifica"
            rf"|prof\.)"
            rf"(?:{_B}(?:attuale|svolta|pregressa))?{_B}?:)",
            rf"{_EDGE}(?i:ex(?:{_B}|-)|già{_B}|fatto{_B}|l[ao]{_B}|il{_B}|l['’]{_B}?|pensionat[oa]{_B}|da{_B}|è{_B}|era{_B}"
            rf"|un[oa]?{_B}|mestiere{_B}"
            rf"|professione{_B}|occupazione{_B})(?i:{_EVERY_TRADE})",
            rf"{_EDGE}(?i:{_KIN}){_B}(?:\({_B}?)?(?i:{_EVERY_TRADE})",
            rf"(?i:{_EVERY_TRADE}{_AFTER_TRADE}){_B}(?i:in{_B}(?:pens|quie|cong|aspe|mobi)|pensionat[oa]"
            rf"|di{_B}(?:prof|mest))",
            rf"{_EDGE}[eE][xX](?:{_B}|-)[^\x00-@]{{3,12}}(?i:{_ENDING})",
        ),
    )
