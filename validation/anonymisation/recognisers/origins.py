r"""Nationality, people and country of origin: "di origine nigeriana", "cittadino moldavo", "originario del Senegal".

Only the people or the country is marked ("di origine" stays). What is said of a whole population counts little, and "ROM" is
the range of motion unless it is said of somebody.

Importing this module imports Presidio, which takes more than a second: `quasi_identifiers` does it.
"""

from __future__ import annotations

import re

from validation.anonymisation.recognisers.calendar_words import BLANK, LETTERS, before
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule

__all__ = ["PEOPLE", "origin_voice"]

_ENDS = f"(?![{LETTERS}0-9])"
_LETTER_BEFORE = re.compile(rf"[{LETTERS}0-9]\Z")
_B = BLANK

_PEOPLES = (
    r"niger(?:ian|in)|benines|ciadian|liberian|sierraleones|yemenit|saudit|giordan|kazak[oh]?|uzbek|azerbaigian"
    r"|birman|laotian"
    r"|cambogian|malesian|males|taiwanes|neozelandes|galles|islandes|cipriot|lussemburghes|malgasc|mauritian"
    r"|mozambican|zambian"
    r"|ruandes|burundes|ugandes|tanzanian|guatemaltec|nicaraguens|costarican|panamens|giamaican|kirghis|tagic"
    r"|cecen|uigur|hazara"
    r"|pashtun|tuareg|yoruba|igbo|oromo|yazid|rohingya|senegalese|marocchin|tunisin|algerin|egizian|libic"
    r"|ghanese|ivorian|camerunense|congolese"
    r"|etiop[ei]|eritre|somal"
    r"|sudanes|gambian|malian|guinean|burkinab[eè]|togolese|angolan|kenian|keniot|sudafrican|capoverdian|mauritan"
    r"|african|nordafrican|subsaharian"
    r"|magrebin|maghrebin|rumen|romen|moldav|ucrain|russ|bielorus|polacc|bulgar|alban(?:es)?|kosovar|serb|croat"
    r"|bosniac|maced[oò]n|montenegrin"
    r"|sloven|slovacc|cec[ao]|ungheres|lettone|lituan|estone|georgian|armen|azer|turc|curd|sirian|libanes|irachen"
    r"|iranian|israelian"
    r"|palestines|afg?h?an|pakistan|pachistan|indian|bengal(?:es)?|bangladese|cingales|srilanc?[hk]+es|nepalese"
    r"|tibetan|cines"
    r"|giappones|corean"
    r"|vietnamit|tailandes|thailandes|filippin|indonesian|mongol|peruvian|ecuadorian|colombian|venezuelan|bolivian"
    r"|brasilian|cilen"
    r"|argentin|uruguaian|paraguaian|cuban|dominican|haitian|salvadoregn|messican|honduregn|latino-?american"
    r"|sud-?american|statunitens|american"
    r"|canades|australian|ingles|britannic|irlandes|scozzes|frances|tedesc|austriac|svizzer|spagnol|portoghes|belg"
    r"|olandes|danes"
    r"|svedes|norveges|finlandes|grec|malt[e]s|sud-?est asiatic|asiatic|est europe|arab|slav|rom|sinti?|sint|ebraic"
    r"|ashkenazit|berber|caraibic|afro-?caraibic"
    r"|afro-?american|extracomunitari|urdu|tigrin|bengali|punjabi|panjabi|wolof|hindi|farsi|dari|pashto|tagalog"
    r"|mandarin|cantones|singales"
    r"|tamil|bambara|mandinka|amaric|swahili|fula|curd"
)
_PEOPLE = rf"(?:{_PEOPLES})(?:[oaie]|he|hi)?"
PEOPLE = rf"(?:{_PEOPLES})[oaie]"
"""The name of a people, of one person, for the inside of `(?i:...)`."""
_PEOPLE_LEAD = (
    "(?:(?:di |d['’])(?:chiara )?(?:o[ri]{1,3}g[in]{1,3}[ei]|nazionalit[aà]['’]?|etnia|cittadinanza"
    "|provenienza|madrelingua"
    "|razza)(?: etnica| geografica)?"
    "|nazionalit[aà]['’]?:?|naz\\.|(?:di lingua|lingua:)|mediat(?:ore|rice)(?: linguistic[oa]| culturale)?"
    "|cittadinanza:?|etnia:?|cittadin[oa]|origini|o[ri]{1,3}g[in]{1,3}[ei](?: etnic[ah]e?)?(?: ?:)?"
    "|provenienza(?: ?:)?|nazione(?: ?:)?|lingua (?:madre|parlata)(?: ?:)?|comprende (?:solo|soltanto)(?: l['’])?"
    "|interprete(?: di| per)?(?: lingua| la lingua)?|madrelingua|(?:per|in|solo|soltanto) lingua"
    "|parla(?: (?:solo|soltanto|poco|bene))?(?: l['’])?)"
)
_PERSONS = (
    "(?:paziente|pz\\.?|uomo|donna|ragazz[oa]|bambin[oa]|signor[ae]|sig\\.(?:ra)?|badante|giovane|moglie|marito"
    "|compagn[oa]|genitori|coppia"
    "|immigrat[oa]|migrante|neonat[oa]|primipara|gravida|madre|padre|student(?:e|essa)|maschio|femmina"
    "|infermier[ea]|mamma|papà|famiglia|coniuge"
    "|nonn[oa]|figli[oa]|fratello|sorella|zi[oa]|cugin[oa]|suocer[oa]|colf|turista|bracciante|lavorat(?:ore"
    "|rice)|detenut[oa]"
    "|profug[oa]|rifugiat[oa]|connazionale|coppia|(?:[0-9]{2}|vent|trent|quarant|cinquant|sessant|settant"
    "|ottant)enne|minore|bimb[oa]|nuora|genero|amic[oa]|vicin[oa]|conoscente|convivente|fidanzat[oa]|ospite"
    "|coniugi|figli|nonni"
    "|fratelli|coetane[oa]|collega|operai[oa]|marinaio|marittim[oa]|militare|prostituta|calciat(?:ore|rice)"
    "|ballerin[oa]|camionista"
    "|autista|muratore|tutore|accompagnat(?:ore|rice)|passaporto|consolato|ambasciata|equipaggio"
    "|rifugiat[oa] politic[oa])"
    "(?: (?:politic[oa]|anzian[oa]|giovane|adult[oa]|sono|è|era|entrambi|verosimilmente|probabilmente"
    "|presumibilmente|forse|di probabile"
    " origine|di colore)(?:,? (?:verosimilmente|probabilmente|presumibilmente|entrambi))?)?"
)
_ROM = re.compile(
    rf"(?:(?<![^.,;:(\n])|(?<=[.,;:(\n]{_B})|(?<=è{_B})|(?<=È{_B})|(?<=e['’]{_B})|(?<=attualmente{_B})"
    rf"|(?<=pz{_B})|(?<=PZ{_B})"
    rf"|(?<=paziente{_B})|(?<=PAZIENTE{_B})|(?<=famiglia{_B}))(?P<place>(?:rom|Rom|ROM|sint[ioa]|Sint[ioa]"
    rf"|SINTI)){_ENDS}(?={_B}?[.,;)\n]|$)"
)


def _rom(match: re.Match[str]) -> float | None:
    """Score "rom" where a clause is that word alone; "ROM" is the range of motion, too."""
    upper = match["place"] == "ROM" and not re.search(r"(?:è|e['’]|pz|paziente)[ \t\u00a0]\Z", before(match, 10))
    return None if upper else 0.4


_ORIGIN = re.compile(
    rf"(?i:{_PEOPLE_LEAD.replace(' ', _B)})(?:{_B}|(?<=['’]))(?P<place>(?i:{_PEOPLE}(?:[- ]{_PEOPLE})?)){_ENDS}"
)
_REGIONAL = re.compile(
    rf"(?i:(?:(?:di|d['’]){_B}?)?o[ri]{{1,3}}g[in]{{1,3}}[ei])(?:{_B}?:)?{_B}(?P<place>(?i:calabres|sicilian"
    rf"|pugl?ies|sard|napoletan|campan"
    r"|lucan|abruzzes|molisan|venet|friulan|ligur|piemontes|lombard|toscan|umbr|marchigian|romagnol|emilian"
    r"|trentin|altoatesin"
    rf"|sudtiroles|valdostan|ladin|istrian|dalmat|meridional|settentrional|pontin|salentin|cilentan)[oaei]){_ENDS}"
)
_REGIONAL_PERSON = re.compile(
    rf"(?i:paziente|pz|uomo|donna|signor[ae]|famiglia|famiglie|genitori|nonni|comunit[aà]['’]?|nonn[oa]|padre"
    rf"|madre|marito|moglie|ragazz[oa]|bambin[oa]|immigrat[oa])"
    rf"{_B}(?:(?i:di{_B}origini?|originari[oa]|[a-z]{{5,12}}(?:ese|ana|ina)){_B})?(?P<place>(?i:calabres"
    rf"|sicilian|pugl?ies|sard|napoletan|campan|lucan|abruzzes"
    rf"|molisan|venet|friulan|ligur|piemontes|lombard|toscan|umbr|marchigian|romagnol|emilian|trentin"
    rf"|altoatesin|sudtiroles|valdostan|istrian|salentin|cilentan"
    rf"|arb[eë]resh|grecan|occitan)(?i:[oaei]|he)?(?:{_B}(?i:sicilian|calabres)[oae])?){_ENDS}"
)
_SPEAKER = re.compile(
    rf"(?P<place>(?i:arabo|sino|russo|anglo|franco|ispano|luso|urdu|albano|germano)(?i:fon[oaie])){_ENDS}"
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
    "Nigeria|Niger|Benin|Ciad|Liberia|Sierra Leone|Yemen|Arabia Saudita|Giordania|Kazakistan|Uzbekistan"
    "|Azerbaigian|Birmania"
    "|Myanmar|Laos|Cambogia|Malesia|Singapore|Taiwan|Hong Kong|Canada|Australia|Nuova Zelanda|USA"
    "|Gran Bretagna|Regno Unito"
    "|Islanda|Repubblica Ceca|Cechia|Cipro|Lussemburgo|Madagascar|Mauritius|Mozambico|Zambia|Zimbabwe"
    "|R[uw]anda|Burundi|Uganda"
    "|Tanzania|Gibuti|Guatemala|Nicaragua|Costa Rica|Panama|Giamaica|Kirghizistan|Tagikistan|Senegal|Marocco"
    "|Tunisia|Algeria|Egitto|Libia|Ghana|Costa d['’]Avorio|Camerun|Congo|Etiopia|Eritrea"
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
_NATION = re.compile(
    rf"(?i:nazionalit[aà]['’]?|nazione|cittadinanza|provenienza|origin[ei]"
    rf"|naz\.){_B}?:?{_B}?(?P<place>(?i:{_COUNTRIES}))(?![{LETTERS}])"
)

_EDGE = "(?:^|[^A-Za-z0-9])"


def _gate(terms: str) -> str:
    return f"{_EDGE}(?i:{terms.replace(' ', _B)})"


def origin_voice() -> PatternVoice:
    """Give the recogniser of nationalities, peoples and countries of origin, with its gate."""
    return PatternVoice(
        "detail-origin",
        "QUASI_IDENTIFIER",
        (
            Rule("people", _ORIGIN, 0.45, _people),
            Rule("person of a people", _PERSON_OF, 0.45, _people),
            Rule("country", _FROM, 0.45, _people),
            Rule("country named", _NATION, 0.45, _people),
            Rule("region", _REGIONAL, 0.4, _people),
            Rule("person of a region", _REGIONAL_PERSON, 0.4, _people),
            Rule("speaker", _SPEAKER, 0.4, _people),
            Rule("a people alone", _ROM, 0.4, _rom),
        ),
        gate=(
            _gate(f"{_PEOPLE_LEAD} ?(?:{_PEOPLES})"),
            _gate(f"{_PERSONS} (?:{_PEOPLES})"),
            _gate(f"(?:nazionalit[aà]['’]?|nazione|cittadinanza|provenienza|origin[ei]|naz\\.) ?:? ?(?:{_COUNTRIES})"),
            _gate(
                "o[ri]{1,3}g[in]{1,3}[ei](?: ?:)? (?:calabres|sicilian|pugl?ies|sard|napoletan|campan|lucan"
                "|abruzzes|molisan"
                "|venet|friulan|ligur|piemontes|lombard|toscan|umbr|marchigian|romagnol|emilian|trentin"
                "|altoatesin|sudtiroles"
                "|valdostan|ladin|istrian|dalmat|meridional|settentrional|pontin|salentin|cilentan)"
            ),
            _gate(
                "(?:paziente|pz|uomo|donna|signor[ae]|famigli[ae]|famiglie|genitori|nonni|comunit[aà]['’]?"
                "|nonn[oa]|padre|madre|marito|moglie|ragazz[oa]"
                "|bambin[oa]|immigrat[oa]) (?:di origini? |originari[oa] |[a-z]{5,15} )?(?:calabr|sicil"
                "|pugl?ies|sard|napol|campan|lucan|abruzz|molis|venet|friul|ligur"
                "|piemon|lombard|toscan|umbr|marchig|romagn|emilian|trentin|altoat|sudtir|valdost|istrian"
                "|salent|cilent|arb|grecan|occitan)"
            ),
            _gate("(?:arabo|sino|russo|anglo|franco|ispano|luso|urdu|albano|germano)fon[oaie]"),
            rf"(?:^|[.,;:(\n'’ \t\x{{a0}}])(?:[rR]om|ROM|[sS]int[ioa]|SINTI){_B}?(?:[.,;)\n]|$)",
            rf"(?i:d(?:i|el|al?|alla|all['’]|alle|ella?|ell['’]|elle)|in"
            rf"|nelle){_B}?(?:{_COUNTRIES})(?:[^A-Za-z]|$)",
        ),
    )
