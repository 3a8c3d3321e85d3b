r"""Years by themselves: "nel 2019", "dal '98", "colecistectomia (1998)", "2004: IMA", "negli anni Ottanta".

A year is marked where a preposition, brackets, the beginning of a clause or a disease or an operation beside it say that
it is one; never where a unit follows or a value is named before it ("PLT 2015", "2000 UI"). Scores stay below "sure": a year
alone seldom identifies.

Importing this module imports Presidio, which takes more than a second: `recognisers` does it in a function.
"""

from __future__ import annotations

import re

from validation.anonymisation.recognisers.calendar_words import BLANK, LETTERS, before
from validation.anonymisation.recognisers.dating_words import EVENT, UNIT
from validation.anonymisation.recognisers.leads import Leads
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule

__all__ = ["year_voice"]

_FOUR = r"(?:19[3-9][0-9]|20[0-3][0-9])"
_YEAR = re.compile(
    rf"[12](?<![0-9A-Za-z/.,_-].)(?<![<>=≥≤±+].)(?:(?<=1)9[0-9]|(?<=2)0[0-3])[0-9]"
    rf"(?:{BLANK}?[-–/]{BLANK}?(?:{_FOUR}|[0-9]{{2}}(?=[ \t\u00a0,;.)]|$)))?(?![0-9/_A-Za-z-]|[.,][0-9])"
)
_LEAD = re.compile(
    r"(?:^|[^a-zà-ÿ])(?:nel|d?al|del|dell['’]|da|(?:nel|d?al|del|l)?l?['’]?[ ]?anno|anni|a\.|(?:a |alla "
    r"|verso )?fine|inizi[o]?"
    r"|met[aà]['’]?|entro il|dopo il|il|tra|fra|fin dal|(?:giá|già|fino|sino|prima|dopo)(?: (?:nel|al|dal|del))?"
    r"|(?:nel|dal) (?:lontano|corso del|mese di [a-z]{5,9})|circa|estate|autunno|inverno|primavera|natale|pasqua)"
    r"[ \t\u00a0:]{1,2}\(?\Z"
)
_LAWS = re.compile(
    r"(?:legge|decreto|d\.?lgs|linee[ -]guida|criteri|classificazione|definizione|consensus|raccomandazion[ie]"
    r"|direttiva|dpcm|dm (?:del |n[.°r]|[0-9]{2,3}/)|d\.m\.|l\.r"
    r"|norma|sentenza|edizione|aggiornamento|versione|studio|trial|lavoro|pubblicat[oaie])[^.;\n]{0,30}\Z"
    r"|(?:who|esc|aha|easl|gina|gold) ?(?:del )?\Z"
)
_CITED = re.compile(r"(?:al\.?|coll\.?|coll[a-z]+|,|[a-z]{3,} (?:e|&|and) [a-z]{3,})[ ]?\(\Z")
_HISTORY = (
    r"[a-z]{2,16}(?:tomia|plastica|scopia|rafia|rrafia|desi|stomia|lisi|centesi|patia|emia|oma|omi|ite|iti|osi"
    r"|lastia|uria|tonia"
    r"|zione|zioni|sione|sioni|cele|ectasia|ectasie|embolia|megalia)|ima|stemi|nstemi|tia|ictus|stroke|sca|ptca"
    r"|pci|cabg|bpac"
    r"|(?:by)?-?pass|stent|pmk?|icd|crt-?d?|tvp|tep|ep|fa|k|ca|neo|adk|adenoca|tumore|lnh|lh|lla|lma|mm"
    r"|frattur[ae]|fratt|trauma"
    r"|politrauma|incidente|intervent[oi]|interv|operat[oa]|part[oi]|tc|ts|ivg|aborto|abort[oi]|pta|ptg|protesi"
    r"|trapianto|ricover[oi]"
    r"|tbc|covid(?:-19)?|sars-cov-2|polmonite|ulcera|ulcere|cataratt[ae]|erni[ae]|tiroide|appendic[a-z]*"
    r"|colecist[a-z]*|isterect[a-z]*"
    r"|tonsill[a-z]*|adenoid[a-z]*|varici|safen[a-z]*|menisc[a-z]*|lca|crociato|calcol[oi]|calcolosi|colic[ah]e?"
    r"|diabete|dm2?|ipa|epilessia"
    r"|menopausa|menarca|diagnosi|dx|esordio|recidiva|chemio|rt|ct|radioterapia|chemioterapia|tc|rmn?|rx|eco[a-z]*"
    r"|egds|ecg|moc|tac|pet"
    r"|vaccin[a-z]*|sepsi|emorragia|infarto|ischemi[ae]|scompenso|edema|asma|shock|coma|tentato suicidio|ts|lutto"
    r"|matrimonio|divorzio"
    r"|separazione|pensione|pensionat[oa]|diploma|laurea|comunità|carcere|sert|serd|pensionamento|decesso"
    r"|cesareo|raschiamento"
    r"|fav|fistola|peg|pej|picc|cvc|port|midline|niv|cpap|dialisi|emodialisi|hd|olt|lvad|tavi|evar|loop|shunt"
    r"|dbs|dvp|dve"
    r"|trach[a-z]*|vertebroplastica|sleeve|bypass|gastroresezione|resezione|amputazion[ei]|trombosi|aneurisma"
    r"|melanoma|linfoma"
    r"|mieloma|leucemia|carcinoma|adenocarcinoma|epatite|cirrosi|psoriasi|colonscopi[ae]|mammografi[ae]"
    r"|varicocele|fimosi|toracotomia|splenectomia|mastectomia|quadrantectomia|turp?b?t?"
    r"|antitetanica|tetano|vedov[oa]|patent[a-z]*|sposat[oa]|emigrat[oa]|screening|pap|hpv|ps|accesso|accessi"
    r"|consulenza|biopsia|agoaspirato"
    r"|ablazione|cardioversione|coronarografia|litotrissia|ercp|nefrectomia|tiroidectomia|lobectomia"
    r"|isteroscopia|conizzazione|laser|iol|facoemulsificazione"
    r"|ernioplastica|ricostruzione|osteosintesi|artroscopia|artroprotesi|endoprotesi|impianto|espianto"
    r"|riacutizzazion[ei]|stroke|crisi|episodio|episodi"
)
_BESIDE = re.compile(
    rf"(?:^|[^a-zà-ÿ0-9])(?:{_HISTORY})(?:[ \t\u00a0][a-zà-ÿ'’.]{{1,16}}){{0,4}}(?:[ \t\u00a0]?[,:(-][ \t\u00a0]?|[ \t\u00a0])\(?\Z"
)
_VALUE = re.compile(
    r"(?:^|[^a-zà-ÿ0-9])(?:plt|gb|gr|wbc|rbc|cpk|ck|ldh|bnp|nt-?pro-?bnp|ferritina|troponin[ae]|tnt|tni|hs"
    r"|d-?dimer[oi]|pro-?bnp|ast|alt|got"
    r"|gpt|ggt|alp|fa|amilasi|lipasi|mioglobina|hcv-?rna|hbv-?dna|hiv-?rna|viremia|copie|cea|afp|psa|neutrofili"
    r"|linfociti|leucociti"
    r"|piastrine|peso|diuresi|bilancio|entrate|uscite|vitamina|vit|b12|calorie|insulina|eparina|epo|dose|dosi"
    r"|tsh|beta-?hcg|bhcg|ige"
    r"|dr|drenaggi[oa]?|dren|sf|sg|rl|ringer|fisiologica|glucosata|npt|nutrison|liquidi|infusion[ei]"
    r"|introit[oi]|perdite|output"
    r"|input|quota|ristagno|kcal|drenat[io]|aspirat[io]|idratazione|volume|apporto|idrico|watt|metri|euro|n|nr"
    r"|n°|art|pag|stanza|via|piazza|viale|corso|cap|tel|int|interno|codice"
    r"|cod|prot|id|valore"
    r"|pari a|circa)[ \t\u00a0.:=,(]{0,3}(?:di |a |hs )?\Z"
)
_CLAUSE = re.compile(
    r"(?:^|\n|[;•·*]|\.|anamnesi:?|apr:?|pregress[aeio]:?|remota:?|interventi:?"
    r"|storia:?)[ \t\u00a0]*[-–]?[ \t\u00a0]?\Z"
)
_CHAIN = re.compile(r"(?:(?:19|20)[0-9]{2}(?:, ?| e (?:nel |del )?| ed? ?|/| poi (?:nel )?| al | e il )){1,4}\Z")
_LEADS = Leads(
    {
        "lead": _LEAD,
        "law": _LAWS,
        "cited": _CITED,
        "beside": _BESIDE,
        "event": EVENT,
        "value": _VALUE,
        "clause": _CLAUSE,
        "chain": _CHAIN,
    }
)
_TEXT_NEXT = re.compile(rf"{BLANK}?[:,–-]?{BLANK}{{1,2}}[{LETTERS}]{{2}}")


def _year(match: re.Match[str]) -> float | None:
    """Score a year of four digits by what stands before and after it."""
    lead = before(match, 64)
    end = match.end()
    if UNIT.match(match.string, end) or re.match(
        rf"{BLANK}?(?i:piastrine|globuli|linfociti|passi|euro|€|metri|be?[svp]{{1,3}}(?![a-z])|e?s?v(?![a-z])"
        rf"|batt|compl|extra|copie|cell|coloni|ufc)",
        match.string[end : end + 12],
    ):
        return None
    said = _LEADS.said(lead)
    if not said.isdisjoint(("value", "law", "cited")):
        return 0.2
    if "chain" in said:
        lead = _CHAIN.sub("", lead)
        said = _LEADS.said(lead)
    if "lead" in said:
        return 0.4
    closed = lead.endswith("(") and match.string[end : end + 1] in {")", ",", ";", ":"}
    clause = "clause" in said and _TEXT_NEXT.match(match.string, end)
    ended = lead.endswith(("-", ",", " ", "(", ":")) and not said.isdisjoint(("beside", "event"))
    return 0.4 if closed or clause or ended or _is_in_a_list(match, lead) else None


_ACT = re.compile(r"(?:^|[(,;] ?)[a-zà-ÿ]{2,6}[ \t\u00a0]\Z")


def _is_in_a_list(match: re.Match[str], lead: str) -> bool:
    """Tell whether "(QUART 2007, RT" or ", 1968-1985)": an act in short and its year, or two years, between marks."""
    if match.string[match.end() : match.end() + 1] not in {")", ",", ";"}:
        return False
    letters = match.string[max(0, match.start() - 7) : match.start() - 1]
    acted = (
        match.string[match.end()] != ")"
        and _ACT.search(lead[-9:]) is not None
        and re.search(r"[A-Z]{2}\Z", letters) is not None
    )
    return acted or (len(match[0]) == 9 and match[0][:4] < match[0][-4:] and lead.endswith((" ", "(")))


_APOSTROPHE = re.compile(rf"['’‘`´](?<![{LETTERS}0-9].)(?P<place>[0-9]{{2}})(?![0-9{LETTERS}'’\"%°/]|[.,:][0-9])")
_TWO = re.compile(
    rf"[nNdD](?<![{LETTERS}].)(?P<lead>(?i:el|al|ell['’]|all['’])){BLANK}?(?P<place>['’]?[0-9]{{2}})"
    rf"(?![0-9{LETTERS}%°/:'’-]|[.,][0-9])"
)
_NOT_AFTER = re.compile(
    rf"{BLANK}?(?:-|–|%|(?i:al|e{BLANK}[0-9]|per{BLANK}cento|o/o|casi|pz|pazient|giorn|ann[oi]|mes|gennaio|febb|marzo"
    rf"|april|magg|giugn|lugl|agost|sett"
    r"|ottob|nov|dic|gen|feb|mar|apr|mag|giu|lug|ago|ott|volte|or[ae]|min))"
)


def _apostrophe(match: re.Match[str]) -> float | None:
    """Score "IMA '98": the apostrophe begins a word."""
    if UNIT.match(match.string, match.end()) or _NOT_AFTER.match(match.string, match.end()):
        return None
    return 0.4 if re.search(r"(?:^|[ \t\u00a0(/-])\Z", before(match, 1)) else None


def _two(match: re.Match[str]) -> float | None:
    """Score "nel 98", "nell'88": without an apostrophe of its own only from 60 to 99, or "nel 03"."""
    if UNIT.match(match.string, match.end()) or _NOT_AFTER.match(match.string, match.end()):
        return None
    number = match["place"][-2:]
    if match["lead"][-1] in "'’":
        return 0.35 if number[0] == "8" or number == "11" else None
    return 0.4 if len(match["place"]) == 3 or number >= "60" or (number[0] == "0" and number != "00") else None


_DECADE = re.compile(
    rf"[nNdDfFmMiI](?<![{LETTERS}].)(?i:egli|agli|ine|età|et[aà]['’]|nizio(?:{BLANK}degli)?){BLANK}(?i:degli{BLANK})?"
    rf"(?i:anni){BLANK}(?P<place>['’]?[2-9]0|(?i:trenta|quaranta|cinquanta|sessanta|settanta|ottanta|novanta)"
    rf"|(?:19|20)[0-9]0)(?![0-9{LETTERS}])"
)
_WORDS = re.compile(
    rf"(?i:nel|dal|del|anno|al|il){BLANK}(?P<place>(?i:millenovecento[a-zéè]{{2,20}}"
    rf"|duemila(?:[a-zéè]{{2,14}})?))(?![{LETTERS}])",
    re.ASCII,
)
_PART = re.compile(
    rf"[fFmMiIpP](?<![{LETTERS}].)(?i:ine|et[aàÀ]['’]?|nizi[o]?|rimi)(?:{BLANK}(?i:d(?:i"
    rf"|el)))?{BLANK}(?:(?i:anno){BLANK})?"
    rf"(?:{_FOUR}|['’][0-9]{{2}})(?![0-9/-])"
)


def year_voice() -> PatternVoice:
    """Give the recogniser of bare years, with its gate."""
    return PatternVoice(
        "date-year",
        "DATE_TIME",
        (
            Rule("year", _YEAR, 0.4, _year),
            Rule("year after an apostrophe", _APOSTROPHE, 0.4, _apostrophe),
            Rule("year of two digits", _TWO, 0.4, _two),
            Rule("decade", _DECADE, 0.35),
            Rule(
                "year in words",
                _WORDS,
                0.4,
                lambda match: None if re.search(rf"[{LETTERS}]\Z", before(match, 1)) else 0.4,
            ),
            Rule("part of a year", _PART, 0.4),
        ),
        gate=(
            r"(?:^|[^0-9A-Za-z/.,_-])(?:19|20)[0-9]{2}(?:[^0-9/_A-Za-z]|$)",
            r"['’‘`´][0-9]{2}(?:[^0-9A-Za-z'’\"%°/]|$)",
            r"(?i:nel|dal)[ \t\x{a0}]?[0-9]{2}(?:[^0-9A-Za-z%°/:'’-]|$)",
            r"(?i:anni)[ \t\x{a0}](?:['’]?[2-9]0|(?i:trenta|quaranta|cinquanta|sessanta|settanta|ottanta"
            r"|novanta)|(?:19|20)[0-9]0)",
            r"(?i:millenovecento|duemila)",
        ),
    )
