r"""The words beside a number that make it a date, and those that make it a dose, a score, a pressure or a chapter.

    il | ricoverato | Rx torace del | (in data            12/4
    12/4                                                  u.s. | ore 10 | : apiretico
    PA | visus | soffio | cicli                           12/8        no date

Every pattern here is searched in a few characters before or after one number, in lower case, never in a whole text.
"""

from __future__ import annotations

import re

from validation.anonymisation.recognisers.calendar_words import BLANK, WEEKDAY

__all__ = [
    "ANALYTE",
    "BLOCKED",
    "CHAIN",
    "DATING",
    "EVENT",
    "EVENT_ON",
    "LATER",
    "LINE",
    "MEASURED",
    "NUMBERED",
    "OCCASION",
    "OCCASIONS",
    "SAMPLED",
    "SAMPLES",
    "SURELY",
    "UNIT",
]

UNIT = re.compile(
    rf"{BLANK}?(?:%|°|/|[x×]{BLANK}?[0-9]"
    r"|(?i:mg|mcg|[µμ]g|m?l|cc|kg|gr?|ui|u|cp[rs]?|compress[ae]|cps|bustin[ae]|fl|fiale|fiala|gtt|gocce|mm|cm"
    r"|mmhg|anni|aa"
    r"|mes[ei]|giorni|ch|fr|gauge|porzion[ei]|litr[oi]|or[ae](?![ \t\u00a0]?[0-9])|watt|kcal|cal"
    r"|gg|settiman[ae]|sett|minuti|die|volte|casi|pazienti|soggetti|hz|gy|ng|pg|meq|mmol|medi[oa]|distal[ei]"
    r"|prossimal[ei]|superior[ei]|inferior[ei]|anterior[ei]|posterior[ei]|de[li]|degli|dell[ae]|dell"
    r"|spazi[oi]|linfonod[oi]|medi[oa])(?![A-Za-z0-9]))"
)
"""What follows a number that is a dose, a duration, a ratio or a part of a bone, not a date."""

NUMBERED = re.compile(
    r"(?:^|[^a-zà-ÿ])(?:vers(?:ione)?|v|ver|cap(?:itolo)?|par(?:agrafo)?|paragrafi|punto|sez(?:ione)?|§|art|ec"
    r"|n|nr|tab|fig|codice|cod"
    r"|lotto)\.?[ ]?\Z"
)
"""Words after which numbers with full stops are a version or a heading."""

DATING = re.compile(
    r"(?:^|[^a-zà-ÿ0-9])(?:il|lo|(?:(?:d[ae]|[ans]|ne|su)?l)?l['’]|d?al|del|col|nel|fino al"
    rf"|entro il|(?:in|alla|per)?[ ]?data(?: del)?|{WEEKDAY}"
    r"|lun|mar|mer|gio|ven|sab|dom|(?:il|del|dal|nel) giorno|i giorni|ricover[oi]|ricoverat[oa]|dimess[oa]"
    r"|dimissioni?|visit[ae]"
    r"|visitat[oa]|controll[oi]|prelievo|ingresso|accesso|intervento|aggiornamento|referto|esegu(?:ito|ita))"
    r"[.]?[ \t\u00a0:,(]{0,3}\Z"
)
"""Words straight before a number that make it a date."""

SURELY = re.compile(
    rf"(?:^|[^a-zà-ÿ0-9])(?:in data|data|{WEEKDAY}|(?:il|del|dal|nel) giorno|ricovero|dimissioni?|ricoverat[oa]"
    rf"|dimess[oa]|data (?:d[ei]l?l?['’]? ?)?[a-zà-ÿ]{{4,14}})"
    r"(?: (?:il|del|al|dal|in data))?[ \t\u00a0:,(]{0,3}\Z"
)
"""Those of them after which nothing else can follow than a date."""

_EXAMS = (
    r"r\.?x|(?:angio|uro|colon|entero|cono)?-?(?:tc|tac|rmn?)|t\.?a\.?c\.?|pet(?:-tc)?|ecg|eeg|emg|ega|moc|dexa"
    r"|egds|rcp"
    r"|rscs|eco[a-z]*|emogas[a-z]*|doppler|holter|[a-z]{3,14}(?:scopi[ae]|grafi[ae]|grafic[oi]|metri[ae]"
    r"|coltur[ae]|centesi)"
    r"|mo[cn]|biopsi[ae]|istologic[oi]|citologic[oi]|pap[ -]?test|mammo|esam[ei]|e\.?e\.?|ematochimic[io]|laboratorio"
    r"|lab|labs|coltur[ae]|tampon[ei]|prelievo|prelievi|emocromo|urine|test|monitoraggio"
)
_ACTS = (
    r"visit[ae]|vista|visto|consulenz[ae]|cons|controll[oi]|ctrl|c\.?llo|referto|rif|verbale|relazione|lettera"
    r"|certificato"
    r"|ricover[oi]|ricoverat[oa]|ric|degenza|dimess[oa]|dimission[ei]|dim|d\.?i\.|trasferit[oa]|trasferimento"
    r"|intervent[oi]"
    r"|interv|operat[oa]|op|accesso|accessi|ingresso|uscita|entra|entrat[oa]|esce|uscit[oa]|rientr[oa]|rientrat[oa]"
    r"|part[oi]|nascita|vaccin[oi]|vaccinazion[ei]|vaccinat[oa]|dos[ei]|richiamo|appuntament[oi]|app(?:\.?to)?"
    r"|rivalutazion[ei]|follow-?[ ]?up|fu|prenotat[oa]|programmat[oa]|fissat[oa]|previst[oa]|scadenza|scad|inizi[oa]"
    r"|iniziat[oa]|sospes[oa]|sospendere|stop|rimoss[oa]|rimuovere|tolt[oa]|posizionat[oa]|pos|inserit[oa]"
    r"|sostituit[oa]"
    r"|cambiat[oa]|medicazion[ei]|medicat[oa]|eseguit[oae]|effettuat[oae]|praticat[oa]|ripetut[oa]|refertat[oa]"
    r"|firmat[oa]"
    r"|colloqui[oo]?|incontr[oi]|sedut[ae]|riunione|telefonata|contatto|u\.?m|dum|dpp|epp|mestruazion[ei]|turno"
    r"|ultim[oaie]"
    r"|ult|prossim[oa]|prox|precedente|esordio|caduta|cadut[oa]|incidente|infortunio|giorn[oi]|gg|g|diario|nota"
    r"|aggiornat[oa]"
    r"|aggiornamento|p\.?o|stesura|scritto|inviat[oa]|consegnat[oa]|ritiro|ritirat[oa]|trasfus[oa]"
    r"|trasfusion[ei]|ciclo del"
    r"|dialisi|chemio(?:terapia)?|ct|infusione|somministrat[oa]|impianto|impiantat[oa]|rivist[oa]|valutat[oa]"
    r"|valutazione"
    r"|sbarcat[oa]|sbarco|arrivat[oa]|giunt[oa]|partit[oa]|arrestat[oa]|scarcerat[oa]|convocat[oa]|udienza"
    r"|notificat[oa]"
    r"|sopralluogo|tso|aso|segnalat[oa]|reintervento|cambio|rimozione|posizionamento"
)
_EVENT = rf"(?:^|[^a-zà-ÿ0-9])(?:{_EXAMS}|{_ACTS})"
_GAP = r"(?:(?:\.?[ \t\u00a0]{1,2}|\.|, | - |/)[a-zà-ÿ-]{1,18}['’]?){0,3}"
EVENT = re.compile(rf"{_EVENT}{_GAP}\.?[ \t\u00a0]{{0,2}}[:,(-]?[ \t\u00a0]{{0,2}}\Z")
"""An examination, a visit, a procedure, with at most three words more, straight before a number."""

EVENT_ON = re.compile(rf"{_EVENT}{_GAP}[ \t\u00a0](?:del|dell['’]|il|in data|nel)[ \t\u00a0]?\Z")
"""The same, and the preposition that joins it to a date: "esami ematici del"."""

OCCASIONS = (
    r"visit[ae]|consulenz[ae]|controll[oi]|ctrl|ricover[oi]|ricoverat[oa]|degenza|dimess[oa]|dimission[ei]"
    r"|trasferit[oa]"
    r"|trasferimento|(?:re)?intervent[oi]|operat[oa]|access[oi]|ingresso|uscita|rientr[oa]|rientrat[oa]|vaccin[oi]"
    r"|vaccinazion[ei]|appuntament[oi]|rivalutazion[ei]|follow-?[ ]?up|prenotat[oa]|programmat[oa]|fissat[oa]"
    r"|colloqui[oo]?"
    r"|incontr[oi]|sedut[ae]|riunione|telefonata|certificat[oi]|sbarcat[oa]|sbarco|arrivat[oa]|giunt[oa]|partit[oa]"
    r"|incidente|infortunio|cadut[oa]|esordio|inviat[oa]|convocat[oa]|udienza|notificat[oa]|sopralluogo|verbale|tso|aso"
    r"|medicazion[ei]|impianto|impiantat[oa]|posizionament[oi]|posizionat[oa]|rimozion[ei]|rimoss[oa]|sostituit[oa]"
    r"|sostituzion[ei]|referto|arrestat[oa]|scarcerat[oa]|segnalat[oa]|segnalazione|riunione|udienz[ae]|presa in carico"
)
OCCASION = re.compile(rf"(?:^|[^a-zà-ÿ0-9])(?:{OCCASIONS})(?:[ \t\u00a0][a-zà-ÿ'’.-]{{1,18}}){{0,4}}[ \t\u00a0]\Z")
"""What happens on a day and has no value of its own, with at most four words more, straight before a number."""

SAMPLES = (
    r"urine|urinocoltur[ae]|emocoltur[ae]|coprocoltur[ae]|coltur[ae]|tampon[ei]|prelievo|prelievi|esami"
    r"|ematochimici|emocromo|biopsi[ae]|istologico|citologico|pap[ -]?test|ecg|eeg|rx|tc|rmn?|tac|egds|colonscopia|eco"
    r"|ecografia|ecocardio|mammografia|spirometria|holter"
)
SAMPLED = re.compile(rf"(?:^|[^a-zà-ÿ0-9])(?:{SAMPLES})[ \t\u00a0]\Z")
"""An examination straight before a number that is none of its values."""

ANALYTE = re.compile(
    r"(?:^|[^a-zà-ÿ0-9])(?:hb|gb|gr|wbc|rbc|plt|pcr|ph|k|na|ca|cl|mg|inr|ves|tsh|ldh|cpk|ck|got|gpt|ast|alt|ggt"
    r"|pco2|po2|hco3|be|ft[34]|bnp"
    r"|psa|cea|tn[ti]|hct|ht|mcv|a?ptt?|pct|e?gfr|f?e|ef|lat|lac|fc|pa|nrs|vas|bmi|hgt|dtx|x|n|nr"
    r"|[a-z]{3,}(?:emia|uria|ina|asi|ati|uri|ogeno|erolo)|sodio|potassio|calcio|cloro|urea"
    r"|glucosio|peso|altezza|dose|dosi|valore|valori|pari a|score|punteggio|piastrine|leucociti|globuli|alle|ore|dalle)"
    r"[.:]?[ \t\u00a0]\Z"
)
"""What is measured, or a clock, straight before a number: "esami creatinina 01.10", "visita alle 10.12"."""

BLOCKED = re.compile(
    r"(?:^|[^a-zà-ÿ0-9])(?:p\.?a\.?[os]?|t\.?a|pressione|pressori[oia]|arteriosa|visus|v\.?o\.?[ds]|o[dso]|nrs|vas|eva"
    r"|dolore|forza|mrc"
    r"|f\.?m|gcs|apgar|braden|norton|conley|barthel|i?adl|mmse|moca|spmsq|cam|punteggio|score|scor[ei]|soffio"
    r"|sofflo|grado|g|stadio"
    r"|gleason|bishop|spazio|linfonodi|ln|cicl[oi]|settiman[ae]|eg|e\.g|epoca gestazionale|mg|art|articolo"
    r"|codice|cod|tel"
    r"|lotto|ch|fr|f\.?c|calibro|tanner|scala|titolo|diluizione|rapporto|tnm|cin|l|rot|asimmetria|circa|ogni|sonda"
    r"|catetere|foley|ago|insulina|mix|legge|decreto|sentenza|dm|dpr|dgr|n[.°]|nr|prot|versetto|salmo|pagina|pag|tab"
    r"|fig|letto|stanza"
    r"|pupille|polsi|diuresi|sat|spo2|peso|ph|hb|plt|inr|k\+?|na\+?|glicemia)[.:=°]{0,2}"
    r"(?: (?:di|a|ca|pari a|dx|sx|sin|dex|ds|bilaterale))?[ \t\u00a0(:=]{0,3}\Z"
)
"""Words straight before a number after which it is a pressure, a score, a strength, a size or a provision."""

CHAIN = re.compile(
    r"(?:[0-9]{1,2}[/.][0-9]{1,2}(?:[/.][0-9]{2,4})?[ \t\u00a0]?(?:,|;|-|–|/|[ \t\u00a0](?:ed?|ed? (?:il|del|al"
    r"|dal)|al?|o|poi))"
    r"[ \t\u00a0]{0,2}(?:il |del |al )?){1,4}\Z"
)
"""The dates of a list that stand before its last."""

LATER = re.compile(
    rf"{BLANK}?(?i:u\.?{BLANK}?s\.?|c\.?{BLANK}?m\.?|p\.?{BLANK}?v\.?|c\.?{BLANK}?a\.?|scors[oa]|prossim[oa]"
    rf"|corr(?:ente)?\.?)"
    r"(?![A-Za-z0-9])"
)
"""What follows a date: "u.s.", "prossimo"."""

LINE = re.compile(
    r"(?:^|\n)[ \t\u00a0]*(?:[-–•*·>#]{1,2}[ \t]*|(?:m|p|n|notte|mattin[ao]|pomeriggio|sera|giorno|diario"
    r"|il)[ :.,-]{1,2})?[(\[]?\Z"
)
"""What stands before a date with which the line of a diary begins; also the shift."""

MEASURED = re.compile(
    r"[ \t\u00a0:]{0,2}(?i:forza|visus|v\.?o\.?[ds]"
    r"|o[dso]o?(?![a-z])|p\.?a(?![a-z])|t\.?a(?![a-z])|nrs|vas|eva|f\.?c(?![a-z])|mrc|soffi"
    r"|al (?:centrum|focolaio|mesocardio)|a(?:gli|i) (?:arti|flessori|estensori)|arti(?![a-z])"
    r"|aa[si]?s?(?![a-z])|all['’]"
    r"|di(?![a-z])|gcs|rot|con lenti|cc(?![a-z])|sc(?![a-z])|lungo|ellittic|pluridos|linfonod|positiv|metast"
    r"|casi|pz(?![.a-z])[a-z]"
    r"|introduzion|generalit|indicazion|proprietà|effetti|posologia|avvertenze|controindicaz|interazion"
    r"|sovradosag|gravidanza"
    r"|elenco|natura|precauzion|istruzion|incompatib|periodo di|dati preclin|compress|dose|cucchiai|tazza"
    r"|porzion|bicchier)"
)
"""What follows a fraction, a score or the number of a chapter at the beginning of a line."""
