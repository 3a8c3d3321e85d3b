r"""Employers and workplaces: "dipendente Poste Italiane", "lavora presso cantina sociale di Borgo", "datore: Edil Rossi srl".

An employer is a name with a capital, a shop or a firm with its name, one of the large employers whose name is known however
it is written, or what follows "datore" and "lavora presso" up to the end of the clause.

Importing this module imports Presidio, which takes more than a second: `quasi_identifiers` does it.
"""

from __future__ import annotations

import re

from validation.anonymisation.recognisers.calendar_words import BLANK, LETTERS, before
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule

__all__ = ["LEGAL", "workplace_voice"]

_ENDS = f"(?![{LETTERS}0-9])"
_LETTER_BEFORE = re.compile(rf"[{LETTERS}0-9@_-]\Z")

_KNOWN = (
    "poste italiane|poste|ferrovie dello stato|trenitalia|trenord|rfi|luxottica|fincantieri|esselunga|conad|carrefour"
    "|eurospin|lidl|ikea"
    "|decathlon|leroy merlin|enel|eni|telecom(?: italia)?|vodafone|fastweb|fiat|fca|stellantis|ferrari|lamborghini"
    "|ducati|piaggio|pirelli"
    "|barilla|ferrero|electrolux|whirlpool|indesit|candy|zanussi|ilva|amazon|leonardo|inps|inail|atm|atac|amsa|amia"
    "|gtt|anas|autostrade"
    "|mediaset|rai|intesa san ?paolo|unicredit|banca d['’]italia|mcdonald['’]?s|autogrill|dhl|bartolini|brt"
    "|gls|sda|benetton|danieli"
    "|brembo|marcegaglia|italcementi|alitalia|ryanair|agenzia delle entrate|guardia di finanza|esercito(?: italiano)?"
    "|marina militare"
    "|aeronautica(?: militare)?|polizia di stato|arma dei carabinieri|vigili del fuoco|ministero d[a-z' ]{3,22}|acea"
    "|hera|a2a|amt|alstom"
    "|ansaldo|finmeccanica|thyssen(?:krupp)?|acciaierie|beretta|olivetti|michelin|bosch|siemens|bticino|zoppas"
    "|de['’]? ?longhi|geox|diesel|cnr|enea|infn|ingv|iss|politecnico|scuola normale|bocconi|croce rossa"
    "|protezione civile|decò|penny|coop|ovs"
    "|zara|prada|gucci|versace|bulgari|mondadori|feltrinelli|costa crociere|msc|grimaldi|tirrenia|italo|flixbus"
    "|glovo|deliveroo"
)
_WORKS = (
    "(?:lavora(?:va|nte|to|tore|trice)?|dipendente|dip\\.|impiegat[oa]|operai[oa]|assunt[oa]|autista|funzionari[oa]"
    "|tecnic[oa]|postin[oa]|ricercat(?:ore|rice)|borsista|dottorand[oa]|stagista|tirocinante|hostess|steward"
    "|cass[ai]er[ea]"
    "|pensionat[oa]|magazzinier[ea]|commess[oa]|rider|corriere|cassier[ea]|addett[oa]|socio|dirigente|quadro"
    "|capo ?reparto|capoturno"
    "|infortunio (?:sul lavoro )?(?:c/o|presso))"
)
_AT = (
    "(?:presso(?: (?:la|il|lo|le|i|gli)| l['’])?|c/o(?: (?:la|il|le))?|all[ae]|all['’]|allo|al|dell[ae]"
    "|dell['’]|dello|del|dei|di|da"
    "|per(?: (?:la|il|le)| l['’])?|in|nell[ae]|nell['’]|nel)"
)
_HEADS = (
    "(?:(?:ditta|azienda (?:agricola|vitivinicola|tessile)|azienda|societ[aà]|soc\\.?|cooperativa(?: sociale)?"
    "|coop\\.?|impresa(?: edile)?"
    "|officin[ae]|panificio|ristorante"
    "|pizzeria|trattoria|bar|hotel|albergo|supermercato|banca|studio|salumificio|caseificio|acciaieria|falegnameria"
    "|carrozzeria|conceria"
    "|tipografia|lavanderia|vivaio|fonderia|cartiera|pasticceria|macelleria|autofficina|gioielleria|farmacia|edicola"
    "|tabaccheria|agenzia"
    "|cantin[ae](?: sociale)?|segheria|maglificio|calzaturificio|oreficeria|gruppo|fabbrica|cantiere"
    "|stabilimento|[a-z]{2,10}ific(?:io|i)"
    "|latteri[ae]|acciaierie|ceramich[ea]|vetreri[ae]|industri[ae]|segherie|cantieri(?: navali)?|casa editrice"
    "|autotrasporti|trasporti"
    "|tenuta|agriturismo|rosticceria|gelateria|birreria|discoteca|palestra|enoteca|merceria|ferramenta)(?: di)?)"
)
_STOP_NEXT = (
    r"(?!(?i:da|dal|come|con|di|dove|e|ma|in|a|al|per|che|non|senza|sotto|nel|quando|turni|su|dopo"
    r"|della|locale|agricola)(?![a-z]))"
)
_FIRM_WORD = rf"{_STOP_NEXT}[{LETTERS}0-9&'’-]{{2,18}}"
_AT_KNOWN = re.compile(
    rf"(?i:{_WORKS.replace(' ', BLANK)})(?:{BLANK}(?i:ex))?{BLANK}(?:(?i:{_AT.replace(' ', BLANK)}){BLANK}?)?"
    rf"(?P<place>(?i:(?:ex[ -])?(?:{_KNOWN.replace(' ', BLANK)}))(?:{BLANK}(?i:di"
    rf"|a){BLANK}[A-ZÀ-Ý][a-zà-ÿ]{{3,}})?){_ENDS}"
)
_AT_FIRM = re.compile(
    rf"(?i:{_WORKS.replace(' ', BLANK)}){BLANK}(?:(?i:{_AT.replace(' ', BLANK)}){BLANK}?)?(?:(?i:una?|la"
    rf"|il){BLANK})?[\"“«]?"
    rf"(?P<place>(?i:{_HEADS.replace(' ', BLANK)}){BLANK}[\"“«]?(?:[A-ZÀ-Ý](?:\.?[{LETTERS}0-9&'’-])*(?:{BLANK}(?:(?:e|&|di"
    rf"|dei){BLANK})?[A-ZÀ-Ý][{LETTERS}&'’-]*){{0,3}}"
    rf"|{_FIRM_WORD}(?:{BLANK}{_FIRM_WORD}){{0,2}}(?={BLANK}?[.,;:)\n]|$)))"
)
LEGAL = r"(?i:s\.?r\.?l\.?s?|s\.?p\.?a|s\.?n\.?c|s\.?a\.?s|s\.?c\.?a?r\.?l|soc\.? coop|onlus)"
"""The legal form behind a firm's name."""
_NAMED = re.compile(
    rf"(?:[dD]ipendente|[oO]perai[oa]|[iI]mpiegat[oa]|[pP]ensionat[oa]|[aA]utista"
    rf"|[fF]unzionari[oa])(?:{BLANK}ex)?{BLANK}"
    rf"(?P<place>[A-ZÀ-Ý][{LETTERS}]+(?:{BLANK}(?:(?:di|e|&|dello|della){BLANK})?[A-ZÀ-Ý][{LETTERS}]+){{0,3}}"
    rf"(?:{BLANK}{LEGAL})?){_ENDS}"
)
_CLINICAL = re.compile(
    r"(?:O2|ADL|IADL|BADL|NIV|CPAP|INPS|PS|TC|RM|ECG|APR|APP|Vive|Nega|Ex|Non|In|Da|Al|Anamnesi|Terapia|Allergie"
    r"|Diagnosi|Familiarità"
    r"|Coniugat|Vedov|Fumat|Pz|Paziente|Accompagnat|PA|FC|Giunge|Riferisce)(?![a-z]{3})"
)


def _named(match: re.Match[str]) -> float | None:
    return None if _LETTER_BEFORE.search(before(match, 1)) or _CLINICAL.match(match["place"]) else 0.35


def _firm(match: re.Match[str]) -> float | None:
    return None if _LETTER_BEFORE.search(before(match, 1)) else 0.4


_NO_NAME = (
    r"(?!(?i:da|dal|dalla|dai|con|per|e|ed|ma|che|chi|non|un|una|uno|se|si|si?a|ha|è|era|casa|domicilio"
    r"|abitazione|famigli[ae]|terzi"
    r"|turni|in|a|al|alla|su|come|dove|sotto|ore|ancora|poi|quando|senza|privat[oiae]|varie|vari|altr[oaie]"
    r"|diversi|divers[ae]"
    r"|riferisce|informat[oa]|richiede|comprensiv[oa]|disponibile|pubblic[oi]|paziente|pz|tale|stess[oa]"
    r"|nostr[oa]|quest[oa]|lo|gli"
    r"|reparto|ambulatorio|ps|uo|uoc|ospedale|infortunio|di|del|della|dei|delle|dello)(?![a-zà-ÿ]))"
)
_ANY_WORD = rf"{_NO_NAME}[{LETTERS}][{LETTERS}0-9&.'’-]{{0,17}}[{LETTERS}0-9]"
_JOINT = rf"(?:(?i:di|del|della|dei|delle|e|&|dello){BLANK}|(?i:dell|d)['’])?"
_WHOLE = (
    rf"{_ANY_WORD}(?:{BLANK}{_JOINT}{_ANY_WORD}){{0,4}}"
    rf"(?={BLANK}?[.,;)(\n]|$|{BLANK}(?:-|(?i:come|con|dal?|dove|in|per|a|infortunio)(?![a-z])))"
)
_CAPITALS = rf"[A-ZÀ-Ý][{LETTERS}0-9&'’-]+(?:{BLANK}{_JOINT}[A-ZÀ-Ý][{LETTERS}0-9&'’-]+){{0,4}}"
_EMPLOYER = re.compile(
    rf"(?i:dat(?:ore|rice))(?:(?:{BLANK}(?i:di{BLANK}lavoro))?{BLANK}?:{BLANK}?"
    rf"|{BLANK}(?!(?i:di){BLANK}))(?P<place>{_WHOLE}|{_CAPITALS})"
)
_OF_LABOUR = re.compile(
    rf"(?i:dat(?:ore|rice){BLANK}di{BLANK}lavoro){BLANK}(?:\(|attuale{BLANK})?(?P<place>{_CAPITALS})"
)
_PRESSO = re.compile(
    rf"(?i:lavora(?:va|nte|to)?|dipendente|impiegat[oa]|operai[oa]|assunt[oa]|occupat[oa]|in{BLANK}forza"
    rf"|magazzinier[ea]|commess[oa]"
    rf"|cuoc[oa]|autista|segretari[oa]|tirocini[oa]|stage|apprendista|infermier[ea]){BLANK}"
    rf"(?i:presso|c/o|alle{BLANK}dipendenze{BLANK}d[a-z]{{1,4}}){BLANK}(?:(?i:la|il|lo|le|i|gli){BLANK}"
    rf"|(?i:l)['’])?(?P<place>{_WHOLE})"
)
_BRANCH = re.compile(
    rf"(?i:lavora(?:va|to)?|operai[oa]|occupat[oa]|impiegat[oa]){BLANK}(?i:in|nell[ae]|nei|alle?){BLANK}"
    rf"(?P<place>(?i:minier[ae]|fonderi[ae]|cartier[ae]|concer(?:ia|ie)|risai[ae]|cav[ae]|filand[ae]"
    rf"|acciaieri[ae]|ferrovi[ae]|cantieri?"
    rf"{BLANK}naval[ei]|banca|posta|zuccherificio|tabacchificio|manifattur[ae]|base{BLANK}militare|arsenale|segheri[ae]"
    rf"|vetreri[ae]|solfar[ae])"
    rf"(?:{BLANK}(?i:di){BLANK}[{LETTERS}]{{3,16}})?){_ENDS}"
)
_NO_PLACE = (
    r"(?!(?:casa|famigli[ae]|privati|piedi|proprio|modo|regola|nero|smart|smartworking|notte|turni|turno|sede"
    r"|seguito|pensione|estate|inverno|autonomia|piena|zona"
    r"|posizione|ambiente|ambienti|condizioni|maniera|ciclo|sinergia|collaborazione|parallelo|tandem|questo"
    r"|questa|quest|quel|quella|presenza"
    r"|remoto|pessime|buone|appalto|prova|stretto|settore|ambito|media|molto|giorni|stato|tutta|diretta"
    r"|funzione|base|italia|questi|queste"
    r"|fatto|momento|mattino|mattina|pomeriggio|sera|giorno|fine|part|full|altra|altro|altri|varie|vari|diverse"
    r"|diversi|ogni|nessun|suo|sua"
    r"|stesso|stessa|meglio|massimo|minimo|piano|tempo|contatto|passato|precedenza|corso|cui|estero|solito"
    r"|ospedale|reparto)(?![a-zà-ÿ]))"
)
_SOMEWHERE = re.compile(
    rf"(?i:lavora(?:va|nte)?|(?:ha|aveva){BLANK}(?:sempre{BLANK})?lavorato|operai[oa]|stage|tirocinio){BLANK}"
    rf"(?:(?i:saltuariamente|attualmente|anche|ora|da{BLANK}anni|per{BLANK}anni|[0-9]{{1,2}}{BLANK}anni){BLANK})?"
    rf"(?:(?i:in|nel|nella|nelle|nei|negli|al|alla|alle|ai|su|sulle|sui"
    rf"|presso)(?:{BLANK}(?i:una?)(?={BLANK}))?{BLANK}|(?i:nell|all|in{BLANK}un)['’])"
    rf"(?P<place>{_NO_PLACE}[a-zà-ÿ]{{4,18}}(?:{BLANK}(?:(?:di|del|della|dei|delle){BLANK}|(?:dell"
    rf"|d)['’])[{LETTERS}]{{3,16}}"
    rf"|{BLANK}[a-zà-ÿ]{{3,12}}(?:ic[oae]|al[ei]|ar[ei]|iv[oa]|os[oa]|ogic[oa]|ier[oa])(?![a-zà-ÿ]))?)(?![{LETTERS}])"
)
_PUBLIC = re.compile(
    rf"(?i:dipendente|impiegat[oa]|funzionari[oa]|dirigente|pensionat[oa]|agente|operat(?:ore"
    rf"|rice)){BLANK}(?P<place>(?i:(?:comunal|statal|regional|provincial"
    rf"|ministerial|postal|ospedalier|universitari|bancari|pubblic|parastatal|ferroviari|autostradal"
    rf"|aeroportual|cimiterial|ecologic)[eoa])){_ENDS}"
)
_COMPANY = re.compile(
    rf"(?:(?<![^\n.;,(])|(?<=[.;,(]{BLANK}))(?i:ditta|impresa|(?:azienda|datore|societ[aà]"
    rf"|luogo{BLANK}di{BLANK}lavoro|sede{BLANK}di{BLANK}lavoro|scuola){BLANK}?:)"
    rf"{BLANK}(?P<place>{_CAPITALS}(?:{BLANK}{LEGAL}(?![A-Za-z]))?|(?<=:{BLANK})[a-z]{{5,12}}{BLANK}{_CAPITALS})"
)
_OWNER = re.compile(
    rf"(?i:titolare|gestor[ei]|gestrice|gestisce|gestiva|proprietari[oa]|possiede|soci[oa]|conduce){BLANK}"
    rf"(?:(?i:di|del|della|dell['’]|un[a'’]?|il|la|l['’]){BLANK}?){{0,2}}"
    rf"(?P<place>(?i:{_HEADS.removesuffix('(?: di)?)').replace(' ', BLANK)}))(?:{BLANK}[\"“«]?[A-ZÀ-Ý][{LETTERS}'’-]+){{0,3}}){_ENDS}"
)


def _told(match: re.Match[str]) -> float | None:
    """Score an employer; of a ward ("lavora presso la Cardiologia") nothing is said."""
    return None if _LETTER_BEFORE.search(before(match, 1)) or _CLINICAL.match(match["place"] or "") else 0.4


_B = r"[ \t\x{a0}]"
_EDGE = r"(?:^|[^A-Za-z0-9@_-])"


def workplace_voice() -> PatternVoice:
    """Give the recogniser of employers and workplaces, with its gate."""
    works, at = _WORKS.replace(" ", _B), _AT.replace(" ", _B)
    return PatternVoice(
        "detail-work",
        "QUASI_IDENTIFIER",
        (
            Rule("large employer", _AT_KNOWN, 0.4, _firm),
            Rule("firm", _AT_FIRM, 0.4, _firm),
            Rule("employer named", _NAMED, 0.35, _named),
            Rule("employer told", _EMPLOYER, 0.4, _told),
            Rule("employer of labour", _OF_LABOUR, 0.35, _told),
            Rule("employer with a preposition", _PRESSO, 0.4, _told),
            Rule("branch", _BRANCH, 0.35, _told),
            Rule("owner", _OWNER, 0.35, _told),
            Rule("works somewhere", _SOMEWHERE, 0.35, _told),
            Rule("in public service", _PUBLIC, 0.35, _told),
            Rule("company", _COMPANY, 0.35, _told),
        ),
        gate=(
            rf"{_EDGE}(?i:{works})(?:{_B}(?i:ex))?{_B}(?:(?i:{at}){_B}?)?(?i:ex[ -])?(?i:{_KNOWN.replace(' ', _B)})",
            rf"{_EDGE}(?i:{works}){_B}(?:(?i:{at}){_B}?)?(?:(?i:una?|la"
            rf"|il){_B})?[\"“«]?(?i:{_HEADS.replace(' ', _B)}){_B}",
            rf"(?i:dipendente|operai[oa]|impiegat[oa]|pensionat[oa]|autista"
            rf"|funzionari[oa])(?:{_B}ex)?{_B}(?:[A-Z]|[^\x00-\x7f])",
            rf"{_EDGE}(?i:dat(?:ore|rice)){_B}?(?::|{_B}|(?i:di{_B}lavoro))",
            rf"{_EDGE}(?i:lavora(?:va|nte|to)?|dipendente|impiegat[oa]|operai[oa]|assunt[oa]|occupat[oa]|forza"
            rf"|magazzinier[ea]"
            rf"|commess[oa]|cuoc[oa]|autista|segretari[oa]|tirocini[oa]|stage|apprendista"
            rf"|infermier[ea]){_B}(?i:presso|c/o|alle{_B}dip)",
            rf"{_EDGE}(?i:lavora(?:va|to)?|operai[oa]|occupat[oa]|impiegat[oa]){_B}(?i:in|nell[ae]|nei|alle?){_B}"
            rf"(?i:minier|banca|posta|fonderi|cartier|concer|risai|cav[ae]|filand|acciaier|ferrov|cantier|zucch|tabacch"
            rf"|manif|base|arsen|segher"
            rf"|vetrer|solfar)",
            rf"{_EDGE}(?i:lavora(?:va|nte)?|lavorato|operai[oa]|stage"
            rf"|tirocinio){_B}(?:[^.;\n]{{1,20}}{_B})?(?i:in|ne(?:l|lla|lle|i|gli)|al|alla"
            rf"|alle|ai|su|sulle|sui|presso|nell['’]|all['’])",
            rf"{_EDGE}(?i:dipendente|impiegat[oa]|funzionari[oa]|dirigente|pensionat[oa]|agente|operat(?:ore"
            rf"|rice)){_B}(?i:comunal|statal|regional"
            rf"|provincial|ministerial|postal|ospedalier|universitari|bancari|pubblic|parastatal|ferroviari"
            rf"|autostrad|aeroport|cimiterial|ecologic)",
            rf"{_EDGE}(?i:ditta|impresa|(?:azienda|datore|societ[aà]|lavoro|scuola){_B}?:){_B}",
            rf"{_EDGE}(?i:titolare|gest(?:or|ric|isc|iva)|proprietari[oa]|possiede|soci[oa]"
            rf"|conduce)(?i:[a-z]{{0,2}}){_B}",
        ),
    )
