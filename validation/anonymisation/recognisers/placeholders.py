r"""Marks that an earlier tool left where it took something out, and the halves of names that it missed.

    <PERSON> · {{nome}} · [PAZIENTE] · PERSON_1 · Sig. XXXX · Sig. ____ · OMISSIS · [NOM · [NOME] Rossi

The tags of `tags.TAGS` are our own masks: well formed they are no finding, but a surname beside one is. A row of
asterisks is one where a person's verb follows it ("*** è nato a"). Columns of
asterisks, form lines and "XXX" without a title before them are not marks.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validation.anonymisation.recognisers.blanked_names import BLANKED_GATE, BLANKED_RULES
from validation.anonymisation.recognisers.calendar_words import BLANK, LETTERS, before
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule
from validation.anonymisation.tags import TAGS

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

__all__ = ["placeholder_voices"]

_ENTITY = "PLACEHOLDER"
_PERSON = "PERSON"
_B = BLANK

_PERSONS = (
    "(?:nome|cognome|name|person[ae]?|patient|paziente|per|medico|doctor|dottore"
    "|surname|nominativo|firstname|lastname|parente|staff|pz|pat|utente|soggetto|assistit[oa]|ospite|madre"
    "|padre|figli[oa]|minore"
    "|familiare|caregiver|operat(?:ore|rice)|infermiere|sanitario|iniziali|full[_ ]?name|nome[_ ]e[_ ]cognome)"
)
_OTHERS = (
    "(?:date|data|dob|age|et[aà]['’]?|loc|location|luogo|gpe|org|organization|hospital|ospedale|struttura|indirizzo"
    "|address|phone|tel|telefono|email"
    "|mail|url|id|ssn|mrn|cf|codice|codice[_ ]fiscale|cap|citt[aà]['’]?|city|comune|provincia|via|redacted|removed"
    "|rimosso|oscurato|censurato|omissis"
    "|anonymi[sz]ed|anonim[oa]|anonimizzato|hidden|masked|deidentified|phi|pii|norp|fac|facility|iban|username"
    "|professione|profession|targa|reparto|ward|datetime|time|ora|giorno|mese|anno|year|birth|birthdate"
    "|nascita|residenza|domicilio"
    "|paese|country|regione|state|zip|cartella|nosologico|numero|number|account|contact|contatto|privacy|dato|dati"
    "|info|entity|entit[aà]"
    "|sensibile|sensibili|frazione|contrada|piazza|sede|ente|rsa|azienda|ditta|scuola|lavoro|datore|civico"
    "|localit[aà]['’]?|nazione"
    "|nazionalit[aà]['’]?|cod|fisc|cell|cellulare|recapito|fax|pec|matricola|tessera|documento|tag|mask"
    "|nascosto|eliminato"
    "|omess[oa]|coperto|riservat[oa]|non disponibile|xxx+|x)"
)
_LABEL = (
    rf"(?:(?:{_PERSONS}|{_OTHERS})(?:[_ -](?:(?:del|della|di|e|n\.)[_ ])?(?:{_PERSONS}|{_OTHERS}|di[_ ]nascita"
    rf"|time)){{0,2}}"
    r"(?:[_ -]?[0-9]{1,4})?)"
)

_OURS = re.compile("|".join(map(re.escape, sorted(TAGS))))
_INNER = sorted(tag[1:-1] for tag in TAGS)

_TITLES = (
    r"(?:sig(?:\.?[ ]?r[ae]|na|g)?|signor[aei]?|dott(?:\.?[ ]?ss[ae])?|dr(?:\.?[ ]?ss[ae])?|d\.ssa"
    r"|prof(?:\.?[ ]?ssa)?|professor(?:e|essa)"
    r"|dottor(?:e|essa)?)"
)
_WIDER = (
    r"(?:paziente|pz|not[oa] come|di nome|chiamat[oa]|alias|conosciut[oa] come|utente|cognome|nome|nat[oa] a"
    r"|residente (?:a|in|in via)|domiciliat[oa] (?:a|in)|abita (?:a|in)|nat[oa] (?:il|in)|in data"
    r"|data di nascita|tel|telefono|cell"
    r"|cf|c\.f|codice fiscale|indirizzo|visitat[oa] da|inviat[oa] da|ricoverat[oa] (?:presso|il|in)"
    r"|dimess[oa] il|trasferit[oa] (?:a|da|in)"
    r"|presso|reparto di|medico|curante|mmg|firmato|firma del medico|figli[oa]|moglie|marito|madre|padre"
    r"|medico curante|via|nominativo)"
)
_LABELS = (
    r"(?:nat[oa] a|(?:residente|domiciliat[oa]) (?:a|in)|abita (?:a|in)|in data|tel(?:efono)?|cell(?:ulare)?|recapito)"
)
_AFTER_TITLE = re.compile(rf"(?:^|[^a-zà-ÿ]){_TITLES}[.:]{{0,2}}[ \t\u00a0]{{0,2}}\Z")
_AFTER_WIDER = re.compile(rf"(?:^|[^a-zà-ÿ]){_WIDER}[.:]{{0,2}}[ \t\u00a0]{{1,2}}\Z")
_AFTER_PERSON = re.compile(
    r"(?:^|[^a-zà-ÿ])(?:pz|p\.te|paziente|utente|assistit[oa]|donna|uomo|bambin[oa]|ragazz[oa]|ospite|moglie|marito"
    r"|madre|padre|figli[oa]"
    r"|fratello|sorella|badante|caregiver|medico(?: curante)?|mmg|curante)[.:]{0,2}[ \t\u00a0]{1,2}\Z"
)
_AFTER_KNOWN = re.compile(
    r"(?:^|[^a-zà-ÿ])(?:not[oa] come|chiamat[oa]|di nome|nominat[oa]|alias|conosciut[oa] come|identificat[oa] come|da"
    r"|con|di|a|al|e|per|il|la"
    r"|invece|anche)[ \t\u00a0]\Z"
)
_NAME_FOLLOWS = re.compile(rf"{BLANK}[{LETTERS}]{{3}}")
_AFTER_LABEL = re.compile(rf"(?:^|[^a-zà-ÿ]){_LABELS}[.:]{{0,2}}[ \t\u00a0]{{1,2}}\Z")
_GOES_ON = re.compile(r"[,;.)]|[ \t\u00a0][a-zà-ÿ]")
_BLANKED = (
    r"(?:(?<![Xx])[Xx]{2,}|(?<!\*)\*{2,}|(?<!_)_{2,}|\.{4,}|…{1,3}|#{2,}|\?{3,}|\[(?:\.{2,3}|…|_+)\]|\((?:\.{3}"
    r"|…)\)|N\.N\."
    r"|[XY](?:\.[XYZ])?\.?(?![A-Za-z0-9'’.])"
    r"|(?:N(?:ome|OME)(?:[ ]C(?:ognome|OGNOME))?|C(?:ognome|OGNOME)(?:[ ]N(?:ome|OME))?)(?![A-Za-zÀ-ÿ:]))"
)


_OF_A_PERSON = (
    r"(?:nat[oa] (?:a|il|in|nel)|di anni|(?:di|anni) [0-9]{1,3}|[0-9]{1,3} ?(?:enne|aa|anni)|resident[ei]"
    r"|domiciliat[oa]|abita|vive"
    r"|è (?:stat|giunt|nat|un|ricover|segui|affett|decedut)|e['’] (?:stat|giunt|nat|un|ricover|segui|affett|decedut)"
    r"|e (?:il|la|i) (?:marito|moglie|compagn[oa]|figli[oae]?|madre|padre|genitori|fratello|sorella)|viene"
    r"|venne|giunge|accede|arriva|riferisce|lamenta|presenta|nega|ricoverat[oa]|visitat[oa]|dimess[oa]"
    r"|seguit[oa]|accompagnat[oa]|trasferit[oa]|decedut[oa]|cf|c\.f\.|tel)"
)
_SUBJECT = re.compile(
    rf"(?:(?<!\*)\*{{3,12}}|(?<!#)#{{3,12}}|(?<![A-Za-z0-9,])(?:X{{3,12}}"
    rf"|x{{3,12}}))(?=,?{_B}{{1,2}}(?i:{_OF_A_PERSON.replace(' ', _B)}))"
)
_PARTLY = re.compile(
    rf"(?<![{LETTERS}0-9*])(?:[A-ZÀ-Ý][a-zà-ÿ]{{0,3}}\*{{3,12}}[a-zà-ÿ]{{0,3}}"
    rf"|[A-ZÀ-Ý][a-zà-ÿ]{{0,2}}#{{3,12}}[a-zà-ÿ]{{0,3}}"
    rf"|[A-Z]{{3,6}}[A-Z0-9]{{0,6}}\*{{4,12}}[A-Z0-9]{{0,4}}"
    rf"|\+?[0-9]{{2,4}}[ -]?\*{{4,12}}[0-9]{{0,4}})(?![{LETTERS}0-9*#])"
)


def _foreign(match: re.Match[str]) -> float | None:
    """Score a mark in brackets, unless it is one of our own tags."""
    return None if _OURS.fullmatch(match[0]) else 0.6


def _in_capitals(match: re.Match[str]) -> float | None:
    return 0.5 if match[0].isupper() else None


def _emptied(match: re.Match[str]) -> float | None:
    """Score "[***]", "<XXX>"; round brackets only after a title or a person's word."""
    if match[0][0] != "(":
        return 0.55
    lead = before(match, 24)
    return 0.5 if _AFTER_TITLE.search(lead) or _AFTER_WIDER.search(lead) else None


def _word_starts(match: re.Match[str]) -> bool:
    return not re.search(rf"[{LETTERS}0-9]\Z", before(match, 1))


def _after_title(match: re.Match[str]) -> float | None:
    """Score "____", "***", "XX" after a title; after a label such as "nome:" only exes and asterisks count.

    After "residente in", "in data" or "telefono" a short line counts too if the sentence goes on behind it; the line of a form
    to be filled in is long, or ends its row.
    """
    lead = before(match, 24)
    if _AFTER_TITLE.search(lead):
        return 0.6
    if match[0][0] == "_" and len(match[0]) <= 8 and _AFTER_LABEL.search(lead):
        return 0.5 if _GOES_ON.match(match.string, match.end()) else None
    if match[0][:2].lower() in {"xx", "**", "##"} and _AFTER_WIDER.search(lead):
        return 0.5
    # "Pz ______, di anni 40": the line of a form ends its row.
    if match[0][0] in "_." and len(match[0]) <= 14 and _AFTER_PERSON.search(lead):
        return 0.45 if _GOES_ON.match(match.string, match.end()) else None
    if (
        match[0][:2] in {"**", "XX", "##", "__"}
        and _NAME_FOLLOWS.match(match.string, match.end())
        and _AFTER_KNOWN.search(lead)
    ):
        return 0.5
    return None


def _exes(match: re.Match[str]) -> float | None:
    """Score "XXXX", "xxxxx": not a karyotype ("49,XXXXY"), nor part of a word or a number."""
    lead = before(match, 3)
    return None if re.search(rf"[{LETTERS}_@/.-]\Z|[0-9],?[ ]?\Z", lead) else 0.45


_PREFIXES = "|".join(re.escape(inner) for inner in sorted(_INNER, key=len, reverse=True))
_BITS = "(?:NOM|NO|COGNOM|PERSO|PERSON|PAZIENT|DAT|LUOG|INDIRIZZ|STRUTTUR|TELEFON|CODICE FISCAL)"


def _broken(match: re.Match[str]) -> float | None:
    return 0.6 if not _OURS.match(match.string, match.start()) else None


def _headless(match: re.Match[str]) -> float | None:
    """Score "NOME]": the end of a tag whose beginning is nowhere near."""
    lead = match.string[max(0, match.start() - 30) : match.start()]
    opened = max(lead.rfind("["), lead.rfind("<")) > max(lead.rfind("]"), lead.rfind(">"))
    return None if opened else 0.6


_MARKS = (
    Rule("brackets", re.compile(rf"\[[ ]?(?i:{_LABEL})[ ]?\]"), 0.6, _foreign),
    Rule(
        "brackets around nothing",
        re.compile(r"[\[<{(](?:\*{2,}|_{2,}|#{2,}|[xX]{2,}|█+|-{3,}|\?{2,})[\]>})]"),
        0.55,
        _emptied,
    ),
    Rule("doubled brackets", re.compile(r"\[\[[^\[\]\n]{1,40}\]\]|\[\*\*[^\[\]\n]{0,60}\*\*\]"), 0.6),
    Rule("angle brackets", re.compile(rf"<{{1,3}}/?[ ]?(?i:{_LABEL})[ ]?/?>{{1,3}}"), 0.6),
    Rule(
        "braces",
        re.compile(
            rf"\{{\{{[ ]?[{LETTERS}0-9_ .-]{{1,40}}\}}\}}|\{{[ ]?(?i:{_LABEL})[ ]?\}}"
            rf"|\$\{{[{LETTERS}0-9_.]{{1,40}}\}}"
        ),
        0.55,
    ),
    Rule(
        "other fences",
        re.compile(rf"(?P<fence>##|__|@@@|\*\*\*|%%|§|§§)(?i:{_LABEL})(?P=fence)"),
        0.55,
    ),
    Rule(
        "round brackets",
        re.compile(
            r"\((?i:omissis|anonimizzat[oa]|oscurat[oa]|redacted|nome oscurato|dato oscurato|cognome omesso"
            r"|nome omesso)\)"
        ),
        0.6,
    ),
    Rule(
        "counted",
        re.compile(
            r"(?:PERSON|PERSONA|NOME|NAME|PATIENT|PAZIENTE|PER|LOC|ORG|GPE|DATE|DATA|LUOGO|DOCTOR|MEDICO|HOSPITAL"
            r"|ID|PHONE|COGNOME)_[0-9]{1,4}(?![A-Za-z0-9_])"
        ),
        0.55,
        lambda match: 0.55 if _word_starts(match) and before(match, 1) not in {"[", "<", "{", "_"} else None,
    ),
    Rule("omissis", re.compile(rf"[oO](?<![{LETTERS}].)(?i:missis)(?![{LETTERS}])"), 0.6),
    Rule(
        "said to be hidden",
        re.compile(
            rf"[RAODC](?<![{LETTERS}].)(?:EDACTED|NONYMI[SZ]ED|NONIMIZZAT[OA]|SCURAT[OA]|ENSURAT[OA]|EIDENTIFIED"
            rf"|ATO OSCURATO|ATI OSCURATI)(?![{LETTERS}])"
        ),
        0.55,
    ),
    Rule("exes", re.compile(r"X{4,}(?![A-Za-z0-9])|x{4,}(?![A-Za-z0-9])|Xx{3,}(?![A-Za-z0-9])"), 0.45, _exes),
    Rule(
        "date of exes",
        re.compile(r"[xX*]{2}[/.-](?:[xX*]{2}|[0-9]{2})[/.-](?:[xX*]{2,4}|[0-9]{2,4})(?![A-Za-z0-9*])"),
        0.6,
        _exes,
    ),
    Rule("who does what", _SUBJECT, 0.5),
    Rule("partly hidden", _PARTLY, 0.5),
    Rule(
        "model of a date",
        re.compile(
            r"(?<![A-Za-z0-9/])(?:gg/mm/(?:aaaa|aa)|GG/MM/(?:AAAA|AA)|dd/mm/yyyy|DD/MM/YYYY"
            r"|##[/.-]##[/.-]##(?:##)?|\?\?/\?\?/\?\?(?:\?\?)?"
            r"|NN/NN/NNNN|00/00/0000)(?![A-Za-z0-9#?/])"
        ),
        0.45,
        lambda match: (
            None
            if before(match, 1) in {"(", "["} or re.search(r"format[oi][a-z ]{0,4}:?\s?\Z", before(match, 12))
            else 0.45
        ),
    ),
    Rule(
        "nobody's name", re.compile(r"(?:Pinco Pallin[oa]|PINCO PALLIN[OA]|Tal dei Tali|Tizio Caio)(?![A-Za-z])"), 0.5
    ),
    Rule(
        "fence of a template",
        re.compile(rf"(?P<fence>[$%|@])(?i:{_LABEL})(?P=fence)(?![{LETTERS}0-9])"),
        0.5,
        _in_capitals,
    ),
    Rule("blocks", re.compile(r"[█▇▒░]{2,}|■{3,}"), 0.5),
    Rule(
        "broken, no end",
        re.compile(
            rf"[\[<](?:{_PREFIXES}|{_BITS}|PERSON|COGNOME|PAZIENTE|PATIENT)(?=[ \t\u00a0,;:\n)}}>]|\.|$)(?![\]>])"
        ),
        0.6,
        lambda match: (
            None
            if re.match(rf"[ ]?[{LETTERS}0-9 _-]*[\]>]", match.string[match.end() : match.end() + 20])
            else _broken(match)
        ),
    ),
    Rule(
        "broken, no beginning",
        re.compile(rf"(?<![A-Za-z0-9\[<_-])(?:{_PREFIXES}|PERSON|COGNOME|PAZIENTE|OME|UOGO|ERSON|TRUTTURA)[\]>]"),
        0.6,
        _headless,
    ),
)


# ------------------------------------------------------------------------------------------- the half that survived
_MARK = (
    rf"(?:\[(?i:{_PERSONS}[_ ]?[0-9]{{0,3}})\]|<(?i:{_PERSONS}[_ ]?[0-9]{{0,3}})>"
    rf"|\{{\{{(?i:{_PERSONS})[_0-9]{{0,4}}\}}\}}|(?<!X)X{{3,}}|(?<!\*)\*{{3,}}|(?<!_)_{{3,}})"
)
_NAME = rf"[A-ZÀ-Ý][{LETTERS}]*(?:['’-][A-ZÀ-Ý]?[{LETTERS}]+)*"
_AFTER = re.compile(rf"{_MARK}(?:{_B}|-)?(?P<place>{_NAME}(?:{_B}{_NAME})?)(?![{LETTERS}0-9])")
_BEFORE = re.compile(
    rf"(?P<place>[A-ZÀ-Ý](?<![{LETTERS}0-9].)(?:[a-zà-ÿ'’]{{2,20}}"
    rf"|[A-ZÀ-Ý'’]{{3,20}}))(?P<gap>{_B}?)(?P<mark>\[(?i:{_PERSONS})\]|<(?i:{_PERSONS})>|X{{4,}})(?P<rest>.?)"
)
_STOP = frozenset(
    """
    il lo la i gli le un una uno di da del della dei al alla con per in nel nella e ed o ma non si che come dal
    dalla su sul ha è era viene venne giunge giungeva riferisce lamenta presenta nega assume vive risulta appare
    mostra esegue accede torna rientra chiede dice porta parla piange dorme si mangia cammina

    sig sigg signor signora signore signorina dott dottor dottore dottoressa dr prof professore professoressa
    paziente pz pazienti medico medica infermiere infermiera ostetrica badante moglie marito figlio figlia madre
    padre fratello sorella nonno nonna zio zia genitori caregiver collega dimesso dimessa ricoverato ricoverata
    visitato visitata nato nata nati residente domiciliato domiciliata deceduto deceduta morto morta trasferito
    trasferita accompagnato accompagnata seguito seguita inviato inviata

    nome cognome data luogo indirizzo telefono età sesso codice anamnesi diagnosi terapia esame obiettivo visita
    controllo referto ricovero dimissione oggi ieri domani cordiali distinti saluti firma gentile egregio caro
    cara spettabile ore via viale piazza corso reparto unità ospedale clinica dipartimento istituto università
    azienda ambulatorio servizio pronto responsabile direttore direttrice primario dirigente consulente
    referente coordinatore cardiologo cardiologa neurologo neurologa radiologo anestesista chirurgo psichiatra
    psicologo psicologa educatore educatrice allergie apr app eo ecg rx tc rm pa fc familiare familiari firmato
    visto redatto compilato accettazione lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio
    febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre maschio femmina uomo
    donna bambino bambina ragazzo ragazza soggetto utente ospite questo questa quando dopo prima durante inoltre
    infine attualmente successivamente colloquio incontro aggiornamento relazione equipe
    """.split()
)
_CLINICAL = re.compile(r"(?:isce|zion[ei]|ologi[aco]|scopia|grafia|emia|patia|tomia|ectomia|mente|ite|osi)\Z")


def _may_be_name(word: str) -> bool:
    """Tell whether a capitalised word beside a mark may be a name: no function or clinical word, no acronym."""
    plain = word.lower().replace("’", "'")
    return len(word) > 1 and not (
        plain in _STOP
        or _CLINICAL.search(plain)
        or (word.isupper() and len(word) < 4)
        or ("'" in plain[:5] and plain[0] in "ln")
    )


def _half_after(match: re.Match[str]) -> float | None:
    """Score "[NOME] Rossi"; after asterisks or lines only where a title stands before them."""
    if not _may_be_name(re.split(r"[ \t\u00a0]", match["place"])[0]):
        return None
    if match[0][0] in "*_X" and not match[0].startswith("XXXX"):
        return 0.7 if _AFTER_TITLE.search(before(match, 24)) else None
    return 0.7 if match[0][0] != "X" or not re.search(rf"[{LETTERS}0-9_,]\Z", before(match, 1)) else None


def _half_before(match: re.Match[str]) -> float | None:
    """Score "Rossi [NOME]"; where a sentence begins, any word has a capital, so a comma must follow the mark."""
    if not _may_be_name(match["place"]):
        return None
    if match["gap"] == "":
        return 0.7
    begins = re.search(r"(?:^|[.:;!?\n•*-])[ \t\u00a0\n]*\Z", before(match, 4))
    return 0.7 if not begins or match["rest"] in {",", "("} or match["place"].isupper() else None


_HALVES = (
    Rule("half after a mark", _AFTER, 0.7, _half_after, _PERSON),
    Rule("half before a mark", _BEFORE, 0.7, _half_before, _PERSON),
)

_EDGE = "(?:^|[^A-Za-z])"
_GATE = (
    rf"\[[ ]?(?i:{_LABEL})[ ]?\]",
    r"\[\[|\[\*\*|\{\{|\$\{",
    rf"<[ ]?/?[ ]?(?i:{_LABEL})[ ]?/?>",
    rf"\{{[ ]?(?i:{_LABEL})[ ]?\}}",
    rf"(?:##|__|@@@|\*\*\*|%%|§)(?i:{_LABEL})(?:##|__|@@@|\*\*\*|%%|§)",
    r"(?i:omissis|anonimizzat|oscurat|redacted|censurat|anonymi[sz]ed|deidentified|(?:cog)?nome omesso)",
    r"[A-Z]_[0-9]",
    r"X{4}|x{4}|Xx{3}|[█▇▒░]{2}|■{3}",
    r"[xX*]{2}[/.-](?:[xX*]{2}|[0-9]{2})[/.-]",
    rf"[\[<](?:{_PREFIXES}|{_BITS}|PERSON|COGNOME|PAZIENTE|PATIENT)",
    r"(?:[A-Z]{2}|[A-Z]À)[\]>]",
    rf"{_EDGE}(?i:{_TITLES})[.:]{{0,2}}[ \t\x{{a0}}]{{0,2}}(?:[Xx]{{2}}|\*{{2}}|_{{2}}|\.{{4}}|…|#{{2}}|\?{{3}}"
    rf"|\[[._…]|\([.…]|N\.N\.|[XY](?:[^A-Za-z0-9'’]|$))",
    rf"{_EDGE}(?i:{_WIDER})[.:]{{0,2}}[ \t\x{{a0}}]{{1,2}}(?:[Xx]{{2}}|\*{{2}}|#{{2}})",
    rf"{_EDGE}(?i:{_LABELS})[.:]{{0,2}}[ \t\x{{a0}}]{{1,2}}__",
    r"[\[<{(](?:\*{2,}|_{2,}|#{2,}|[xX]{2,}|█+|-{3,}|\?{2,})[\]>})]",
    rf"{_EDGE}(?i:pz|p\.te|paziente|utente|assistit[oa]|donna|uomo|bambin[oa]|ragazz[oa]|ospite|moglie|marito"
    rf"|madre|padre|figli[oa]"
    rf"|fratello|sorella|badante|caregiver|medico|mmg|curante)[.:]{{0,2}}[ \t\x{{a0}}]{{1,2}}(?:__|\.{{4}})",
    rf"(?:\*{{3}}|#{{3}}|[Xx]{{3}}),?{_B}{{1,2}}(?i:{_OF_A_PERSON.replace(' ', _B)})",
    r"(?:[A-Za-zÀ-ÿ0-9]\*{3}|[A-Za-zÀ-ÿ]#{3}|[0-9][ -]\*{4})",
    r"(?:gg/mm/aa|GG/MM/AA|dd/mm/yyyy|DD/MM/YYYY|##[/.-]##|\?\?/\?\?|NN/NN/NN|00/00/0000)",
    r"(?:Pinco Pallin|PINCO PALLIN|Tal dei Tali|Tizio Caio)",
    rf"[$%|@](?i:{_LABEL})[$%|@]",
    rf"{_EDGE}(?i:{_TITLES})[.:]{{0,2}}[ \t\x{{a0}}]{{0,2}}(?:Nome|NOME|Cognome|COGNOME)",
    r"(?i:come|chiamat[oa]|nome|nominat[oa]|alias|da|con|di|a|al|e|per|il|la|invece|anche)[ \t\x{a0}](?:\*\*|XX|##|__)",
)


def placeholder_voices() -> list[EntityRecognizer]:
    """Give the recogniser of `PLACEHOLDER`, and of `PERSON` beside a placeholder, with its gate."""
    rules = (*_MARKS, Rule("after a title", re.compile(_BLANKED), 0.6, _after_title), *BLANKED_RULES, *_HALVES)
    return [PatternVoice("placeholder", _ENTITY, rules, gate=(*_GATE, *BLANKED_GATE))]
