r"""Days that little tells: "gio 14 ore 9", "da sabato", "oggi 3/5", "febbre dal 29", "Notte 9-10/5", "il ventitré c.m.".

A bare number is a day where "il", "dal" or "entro il" leads to it and its clause ends behind it, with no unit and no finger,
tooth or percent about. A weekday counts after "da", "entro" and "fino a", beside another word for when, and with a part of the
day; alone it is the weekday of a dose. "16/4" needs no lead where its first number is no month and its second is one, unless it
is a pressure or a score.

Importing this module imports Presidio, which takes more than a second: `dates` does it.
"""

from __future__ import annotations

import re

from validation.anonymisation.recognisers.calendar_words import (
    BLANK,
    LETTERS,
    NUMBER_WORD,
    TIME,
    WEEKDAY,
    WEEKDAY_GATE,
    before,
    is_day,
)
from validation.anonymisation.recognisers.dating_words import BLOCKED, MEASURED, NUMBERED, UNIT
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule

__all__ = ["told_day_voice"]

_B = BLANK
_LETTER_BEFORE = re.compile(rf"[{LETTERS}0-9'’.,/-]\Z")
_ENDS = f"(?![{LETTERS}0-9])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9])"
_CLOSED = rf"(?={_B}?(?:[;)\n]|,(?![0-9])|\.(?![0-9]))|{_B}?\Z)"

# ---------------------------------------------------------------------------------------------- weekdays
_SHORT_WEEKDAY = re.compile(
    rf"(?i:lun|mart?|merc?|giov?|ven|sab|dom)\.?{_B}(?P<day>{_DAY})(?![0-9{LETTERS}/°%]"
    rf"|[.,:-][0-9])(?!{_B}?(?i:cp|mg|cps|compr|gtt|fl|ui|h{_B}?/))"
    rf"(?P<more>{_B}?\n|\Z|{_B}?[.,;:)-]|{_B}(?i:ore|h{_B}?[0-9]|alle|pa|ta|fc|tc|mattina|sera|notte|pomeriggio"
    rf"|turno|pz|visita|controllo|medicazione)(?![a-z]))?{TIME}"
)


def _short_weekday(match: re.Match[str]) -> float | None:
    """Score "gio 14 ore 9", "Lun 7 PA 130/80": one and two may be tablets of a scheme ("lun 1, mar 2")."""
    if _LETTER_BEFORE.search(before(match, 1)) or int(match["day"]) < 3 or UNIT.match(match.string, match.end("day")):
        return None
    begins = re.search(r"(?:^|\n|[.;:(-] ?)\Z", before(match, 2)) is not None
    if match[0][:3].lower() == "mar" and not re.search("[a-z]", match["more"] or ""):
        return None  # of March, or what follows a column of values
    if match["more"] or begins:
        return 0.4
    return None


_PART = (
    r"(?:(?:in )?(?:sera|serata|mattina|mattino|pomeriggio|notte)|in tarda (?:mattinata|serata)|a (?:pranzo|cena))"
).replace(" ", _B)
_WEEKDAY_TOLD = re.compile(
    rf"(?:(?i:da|dalla|entro|fino{_B}a|sino{_B}a|per|prossim[oa]|domani|ieri|oggi|stamattina|stasera|dopodomani"
    rf"|altroieri|tra|fra)"
    rf"(?:{_B}(?i:di))?,?{_B}\(?)(?P<place>(?i:{WEEKDAY})(?:{_B}(?i:e|ed|o|al?"
    rf"|-){_B}(?i:{WEEKDAY}))?(?:{_B}(?i:{_PART}))?){_ENDS}"
)
_WEEKDAY_PART = re.compile(rf"(?P<place>(?i:{WEEKDAY}|lun|mart|merc|giov?|ven|sab|dom)\.?{_B}(?i:{_PART})){_ENDS}")


def _weekday_told(match: re.Match[str]) -> float | None:
    """Score "da sabato"; "da lunedì a venerdì" is a rule of every week, and "per lunedì e giovedì" may be one."""
    if _LETTER_BEFORE.search(before(match, 1)):
        return None
    every = re.search(rf"{_B}(?i:a|al){_B}(?i:{WEEKDAY})", match["place"]) or re.match(
        rf"(?:{_B}?,|{_B}(?i:a|al|e|ed)){_B}(?i:{WEEKDAY})", match.string[match.end() : match.end() + 16]
    )
    return 0.2 if every else 0.35


def _weekday_part(match: re.Match[str]) -> float | None:
    lead = before(match, 12)
    return None if _LETTER_BEFORE.search(lead) or re.search(r"(?:ogni|di|tutti i|il|la) \Z", lead) else 0.35


# ------------------------------------------------------------------------------------------- today, and bare days
_TODAY = re.compile(
    rf"(?i:oggi|ieri|domani|dopodomani|altroieri|stamattina|stasera|stanotte|stamane|odiern[oa]){_B}?[,(:]?{_B}?"
    rf"(?P<place>(?P<day>{_DAY})(?:[./-](?P<month>1[0-2]|0?[1-9])(?![0-9.,/]*[0-9])|{_CLOSED}))(?![0-9{LETTERS}])"
)


def _today(match: re.Match[str]) -> float | None:
    if _LETTER_BEFORE.search(before(match, 1)) or UNIT.match(match.string, match.end("place")):
        return None
    if match["month"]:
        real = is_day(int(match["day"]), int(match["month"]))
        return 0.45 if real and not MEASURED.match(match.string, match.end("place")) else None
    return 0.35 if int(match["day"]) > 2 else None


_BARE = re.compile(
    rf"(?P<lead>(?i:dal|fino{_B}al|sino{_B}al|entro{_B}il|per{_B}il|il|tra{_B}il|fra{_B}il"
    rf"|del)(?:{_B}(?i:giorno))?){_B}"
    rf"(?P<place>(?P<day>{_DAY})(?:{_B}?(?:-|(?i:ed?{_B}il|ed?|al?|o{_B}il)(?={_B})"
    rf"|,(?={_B}?(?i:il){_B})){_B}?(?:(?i:il){_B})?(?P<last>{_DAY}))?)"
    rf"(?![0-9{LETTERS}%°^/:]|[.,-][0-9]){_CLOSED}"
)
_DONE = re.compile(
    rf"(?i:sospes[oa]|ripres[oa]|dimess[oa]|operat[oa]|ricoverat[oa]|eseguit[oaie]|iniziat[oa]|visitat[oa]"
    rf"|trasferit[oa]|rientrat[oa]|rimoss[oaie]"
    rf"|posizionat[oa]|intervento|parto|dimissione|ricovero|caduta|deceduta?o?|nat[oa]|programmat[oaie]"
    rf"|fissat[oa]|rived(?:o|iamo|ere)|torna|controllo"
    rf"|appuntamento|esami|prelievo){_B}(?i:il|per{_B}il"
    rf"|entro{_B}il){_B}(?P<place>{_DAY})(?![0-9{LETTERS}%°^/:-]|[.,][0-9])(?={_B}?[.,;)\n]|{_B}?\Z"
    rf"|{_B}(?i:e|ed|con|per|in|alle|ore|dopo|ma|dal|dalla|presso|da|al"
    rf"|h)(?![a-z])(?!{_B}(?:il{_B})?[0-9]{{1,2}}{_B}(?i:dit|raggi|molar)))"
)
_CLAUSE_DAY = re.compile(
    rf"(?:(?<![^\n])|(?<=[.;:,(\n]{_B})|(?<=[.;:,(\n]))(?i:il"
    rf"|dal)(?:{_B}(?i:giorno))?{_B}(?P<place>{_DAY}){_B}(?P<next>[a-zà-ÿ]{{4,}}|[A-Z]{{2,6}}(?![a-zà-ÿ]))"
)
_LINE_WEEKDAY = re.compile(
    rf"(?:(?<![^\n])|(?<=[.;]{_B}))(?P<place>(?i:{WEEKDAY})){_ENDS}(?={_B}[a-zà-ÿ]{{2}}"
    rf"|{_B}?[,:;-]{_B}?[a-zà-ÿA-Z]{{3}})"
)
_NO_DAY = re.compile(
    r"(?:dito|dita|dente|denti|elemento|raggio|livello|stadio|grado|segmento|vertebra|paragrafo|capitolo|punto"
    r"|art|gruppo|letto|stanza|numero"
    r"|percentile|quartile|canale|codice|scala|score|punteggio|valore|valori|apgar|nrs|vas|gcs|score|minimo"
    r"|massimo|costo|circa|tra|peso|ph|hb"
    r"|tumore|cluster|tipo|genotipo|ceppo|protocollo|braccio|versione|cromosoma|esone|introne|gene|recettor[ei]"
    r"|interleuchina|fattore)[^.;\n]{0,24}\Z"
)
_EVENTFUL = re.compile(
    r"(?:febbr|dolor|sintom|toss|dispnea|dimess|dimission|ricover|visit|controll|appuntament|punti|sutur"
    r"|medicazion|terapi|sospes|ripres|inizi"
    r"|intervent|operat|esam|prelievo|tampon|positiv|negativ|ecografi|rx|tc|rm|egds|colonscopi|consulenz"
    r"|trasferit|rientr|turno|ferie|permess|assent"
    r"|malatti|prognosi|certificat|infortun|incident|cadut|trauma|accesso|accede|giunge|parto|nascita|nato|nata"
    r"|mestruazion|ciclo|um|dpp|torn"
    r"|richiam|telefon|colloqui|programmat|prenotat|previst|fissat|rivalut|rived|stop|eparina|antibiotic"
    r"|cortison|profilassi|vaccin|rimozion"
    r"|rimoss|rimuov|toglier|posizionat|cambi|sostitu|ingresso|uscit|degent|allettat|assume|ultim|decess"
    r"|decedut|exitus|stabil|apiretic"
    r"|peggior|miglior|vomit|diarre|sincop|episod|agitat|caduta|calo|astenia)"
)


def _clause_day(match: re.Match[str]) -> float | None:
    """Score "il 20 accesso in PS", "Dal 13 inizia": a day before what happens on it, no finger and no dose."""
    if UNIT.match(match.string, match.end("place")) or not _EVENTFUL.match(match["next"].lower()):
        return None
    return 0.35


def _bare(match: re.Match[str]) -> float | None:
    """Score "febbre dal 29", "punti il 15." behind a word of what happens on days."""
    lead = before(match, 70)
    if (
        _LETTER_BEFORE.search(lead)
        or _NO_DAY.search(lead)
        or re.search(r"giorn[oi] \Z", lead)
        or re.search("%|‰", match.string[match.end() : match.end() + 30])
    ):
        return None
    if match["last"] and match["lead"].lower().startswith("dal") and int(match["last"]) <= int(match["day"]):
        return None
    clause = re.split(r"[.;\n]", lead)[-1]
    if not _EVENTFUL.search(clause):
        return None
    if re.search("giorno", match["lead"], re.IGNORECASE):
        return None if re.match("(?i:fino|sino|dal)", match["lead"]) else 0.35  # "fino al giorno 6" of a treatment
    return 0.2 if match["lead"].lower() == "del" else 0.35


# ------------------------------------------------------------------------------------------- sixteenth of April
_SIXTEENTH = re.compile(
    rf"(?<![0-9{LETTERS}.,/:<>=+-])(?P<day>1[3-9]|2[0-9]|3[01])/(?P<month>1[0-2]|0?[1-9])(?![0-9{LETTERS}%/-]"
    rf"|[.,:][0-9]){TIME}"
)
_ROUND_THE_CLOCK = re.compile(r"24/7")
_NO_LEAD = re.compile(
    r"(?:score|scala|test|tinetti|mmse|mini[- ]?mental|barthel|braden|moca|cpap|bipap|niv|ipap|epap|peep"
    r"|pressione|pressioni|pa|pas|pad|pao|ta|pp|cps"
    r"|fasting|digiuno|tumore|linfonodi|casi|pazienti|rapporto|kg|bmi|visus|odds|calibro|french|ch|fr|gauge"
    r"|aghi|ago|schema|miscela|mix|humalog|novomix"
    r"|compressa|compresse|dose|dosi|ogni|da|sistolic[ao]|diastolic[ao]|mm|cm|mmhg|hpv|genotip[oi]|ca|dente"
    r"|denti|elementi|hct|hb)[ :=.(]{0,3}\Z"
)


def _sixteenth(match: re.Match[str]) -> float | None:
    """Score "16/4", which cannot be a month and a year, a fraction or most scores."""
    lead = before(match, 40)
    end = match.end("month")
    if BLOCKED.search(lead) or NUMBERED.search(lead) or _NO_LEAD.search(lead) or _ROUND_THE_CLOCK.match(match[0]):
        return None
    if (
        UNIT.match(match.string, end)
        or MEASURED.match(match.string, end)
        or not is_day(int(match["day"]), int(match["month"]))
    ):
        return None
    return 0.35 if re.match(rf"{_B}?(?:[.,:;)\n]|-{_B}|\Z)|{_B}[{LETTERS}(]", match.string[end : end + 3]) else None


_COLON = re.compile(rf"(?<=[;,.]{_B})(?P<day>{_DAY})/(?P<month>1[0-2]|0?[1-9])(?={_B}?:)")


def _colon(match: re.Match[str]) -> float | None:
    """Score "8/1: Hb 9; 10/1: Hb 8": the dates of a list of values."""
    day, month = int(match["day"]), int(match["month"])
    return 0.35 if is_day(day, month) and (day > month or month > 10) else None


_NTH = re.compile(
    rf"(?:(?<![{LETTERS}0-9])(?:I{{1,3}}|IV|V)|[1-5][°ªaº])(?:{_B}(?i:dose|ciclo|seduta|somministrazione"
    rf"|infusione|richiamo|vaccino|inoculo|booster))?{_B}?:?{_B}"
    rf"(?P<place>(?P<day>{_DAY})/(?P<month>[0-9]{{1,2}}))(?![0-9{LETTERS}/%]|[.,][0-9])"
)
_NTH_LEAD = re.compile(
    r"(?:dos[ei]|cicl[oi]|sedut[ae]|somministrazion[ei]|vaccin|covid|pfizer|moderna|chemio|infusion"
    r"|c[0-9]g[0-9]|folf|richiam|booster)"
)


def _nth(match: re.Match[str]) -> float | None:
    """Score "I 3/21, II 4/21" of doses and cycles: a month and its year, or a day and its month."""
    day, month = int(match["day"]), int(match["month"])
    if not _NTH_LEAD.search(before(match, 60) + match[0].lower()):
        return None
    return 0.4 if is_day(day, month) or (day <= 12 and 15 <= month <= 35) else None


_COURSE = re.compile(
    rf"(?:(?<![{LETTERS}])[cC][1-9][0-9]?(?:[gGdD][1-9][0-9]?)?|(?<![{LETTERS}])[gGdD][1-9][0-9]?){_B}?[:(]?{_B}?"
    rf"(?P<place>(?P<day>{_DAY})/(?P<month>1[0-2]|0?[1-9]))(?![0-9{LETTERS}/%]|[.,][0-9])"
)
_NIGHT = re.compile(
    rf"(?i:notte|nottata|turno|giorni|giornate|week-?end|degenza|periodo|mattina|pomeriggio)(?:{_B}(?i:del"
    rf"|tra{_B}il|fra{_B}il|dei))?{_B}"
    rf"(?P<place>(?P<day>{_DAY})(?:{_B}?[-–/]{_B}?|{_B}(?i:e|ed|e{_B}il|su"
    rf"|al){_B})(?P<last>{_DAY})[/.](?P<month>1[0-2]|0?[1-9]))(?![0-9{LETTERS}%/]|[.,][0-9])"
)


def _real(match: re.Match[str]) -> float | None:
    return 0.45 if is_day(int(match["day"]), int(match["month"])) else None


# --------------------------------------------------------------------------------------------- words, years, months
_IN_WORDS = re.compile(
    rf"(?i:il|dal|del|al|lo){_B}(?P<place>(?i:{NUMBER_WORD}){_B}(?i:c\.?{_B}?m\.?|u\.?{_B}?s\.?|p\.?{_B}?v\.?"
    rf"|corrente|scorso|di{_B}questo{_B}mese"
    rf"|del{_B}(?:mese|corrente))){_ENDS}"
)
_THIS_MONTH = re.compile(
    rf"(?i:dal|il|al|del|entro{_B}il|fino{_B}al){_B}(?P<place>{_DAY}{_B}(?i:us|pv|uu\.?ss\.?|ca\.?m\.?|c\.a\.)){_ENDS}"
)
_DECADE = re.compile(
    rf"(?i:anni){_B}(?P<place>['’][4-9]0|(?i:trenta|quaranta|cinquanta|sessanta|settanta|ottanta"
    rf"|novanta)(?={_B}?[.,;)\n]|{_B}(?i:per|in|con)(?![a-z])))(?![0-9{LETTERS}])"
)
_MONTH_YEAR = re.compile(r"(?<=[ (])(?P<place>[1-9]\.(?:199[0-9]|20[0-2][0-9]))(?=[ ]?[,;)\n]|[ ]?\Z|\.(?![0-9]))")
_MONTH_LINE = re.compile(
    rf"(?:(?<![^\n])|(?<=\n[-–•*])|(?<=[.;]{_B}))(?P<place>Gennaio|Febbraio|Giugno|Luglio|Settembre|Ottobre"
    rf"|Novembre|Dicembre)(?={_B}?[:,–-]|{_B}[a-zà-ÿ])"
)


def _whole_word(match: re.Match[str]) -> float | None:
    return None if _LETTER_BEFORE.search(before(match, 1)) else 0.4


def _dotted(match: re.Match[str]) -> float | None:
    lead = before(match, 24)
    return None if NUMBERED.search(lead.rstrip(" (")) or BLOCKED.search(lead) or re.search(r"[0-9] ?\Z", lead) else 0.35


_G_B = r"[ \t\x{a0}]"
_EDGE = "(?:^|[^A-Za-z0-9])"
_G_END = "(?:[^0-9]|$)"


def told_day_voice() -> PatternVoice:
    """Give the recogniser of days that little tells, with its gate."""
    return PatternVoice(
        "date-told-day",
        "DATE_TIME",
        (
            Rule("short weekday and day", _SHORT_WEEKDAY, 0.4, _short_weekday),
            Rule("weekday told", _WEEKDAY_TOLD, 0.35, _weekday_told),
            Rule("weekday and part of the day", _WEEKDAY_PART, 0.35, _weekday_part),
            Rule("today's date", _TODAY, 0.45, _today),
            Rule("weekday at the beginning", _LINE_WEEKDAY, 0.35),
            Rule("day before what happens", _CLAUSE_DAY, 0.35, _clause_day),
            Rule("bare day", _BARE, 0.35, _bare),
            Rule(
                "bare day of something done",
                _DONE,
                0.35,
                lambda match: None if _LETTER_BEFORE.search(before(match, 1)) else 0.35,
            ),
            Rule("day that is no month", _SIXTEENTH, 0.35, _sixteenth),
            Rule("day before its values", _COLON, 0.35, _colon),
            Rule("of the nth time", _NTH, 0.4, _nth),
            Rule("day of a course", _COURSE, 0.4, _real),
            Rule("night between days", _NIGHT, 0.45, _real),
            Rule("day in words, of this month", _IN_WORDS, 0.4, _whole_word),
            Rule("day of this month", _THIS_MONTH, 0.4, _whole_word),
            Rule("decade", _DECADE, 0.35, _whole_word),
            Rule("month and year, dotted", _MONTH_YEAR, 0.35, _dotted),
            Rule("month at the beginning", _MONTH_LINE, 0.35),
        ),
        gate=(
            rf"{_EDGE}(?i:lun|mart?|merc?|giov?|ven|sab|dom)\.?{_G_B}(?:{_DAY}{_G_END}|(?i:in{_G_B}|sera|matt"
            rf"|pom|nott|a{_G_B}))",
            rf"(?i:{WEEKDAY_GATE}){_G_B}(?i:in{_G_B}|sera|matt|pom|nott|a{_G_B})",
            rf"(?:^|[.;\n]{_G_B}?)(?i:{WEEKDAY_GATE})",
            rf"(?:^|[.;:,(\n]{_G_B}?)(?i:il|dal)(?:{_G_B}(?i:giorno))?{_G_B}{_DAY}{_G_B}[A-Za-z]",
            rf"{_EDGE}(?i:da|dalla|entro|a|per|prossim[oa]|domani|ieri|oggi|stamattina|stasera|dopodomani"
            rf"|altroieri|tra|fra)(?:{_G_B}(?i:di))?,?{_G_B}\(?"
            rf"(?i:{WEEKDAY_GATE})",
            rf"{_EDGE}(?i:oggi|ieri|domani|dopodomani|altroieri|stamattina|stasera|stanotte|stamane"
            rf"|odiern[oa]){_G_B}?[,(:]?{_G_B}?{_DAY}{_G_END}",
            rf"{_EDGE}(?i:dal|al|il|del)(?:{_G_B}(?i:giorno))?{_G_B}{_DAY}(?:{_G_B}?[-,;).\n]|{_G_B}?$"
            rf"|{_G_B}(?i:e|ed|al?|o|u|p|c|i|d|m|h))",
            r"(?:^|[^0-9A-Za-z.,/:<>=+-])(?:1[3-9]|2[0-9]|3[01])/(?:1[0-2]|0?[1-9])(?:[^0-9A-Za-z%/-]|$)",
            rf"[;,.]{_G_B}{_DAY}/(?:1[0-2]|0?[1-9]){_G_B}?:",
            rf"(?:[IV]{{1,3}}|[1-5][°ªaº])(?:{_G_B}[a-z]{{4,16}})?{_G_B}?:?{_G_B}{_DAY}/[0-9]",
            rf"(?i:[cgd])[1-9][0-9]?{_G_B}?[:(]?{_G_B}?{_DAY}/[0-9]",
            rf"(?i:notte|nottata|turno|giorni|giornate|week-?end|degenza|periodo|mattina"
            rf"|pomeriggio){_G_B}(?i:[a-z ]{{2,8}}{_G_B})?{_DAY}[ a-z/–-]{{1,6}}{_DAY}[/.][01]?[0-9]",
            rf"(?i:il|dal|del|al|lo){_G_B}(?i:{NUMBER_WORD}){_G_B}(?i:c|u|p|d|s)",
            rf"(?i:anni){_G_B}(?:['’][4-9]0|(?i:trenta|quaranta|cinquanta|sessanta|settanta|ottanta|novanta))",
            r"[ (][1-9]\.(?:199[0-9]|20[0-2][0-9])(?:[^0-9]|$)",
            rf"(?:^|\n[-–•*]?|[.;]{_G_B})(?:Gennaio|Febbraio|Giugno|Luglio|Settembre|Ottobre|Novembre"
            rf"|Dicembre){_G_B}?[:,a-z–-]",
            rf"(?:^|\n[-–•*]?|[.;]{_G_B})(?:Gennaio|Febbraio|Giugno|Luglio|Settembre|Ottobre|Novembre"
            rf"|Dicembre){_G_B}[^A-Z]",
        ),
    )
