r"""Faith told of a person: "riferisce di essere evangelica", "pz ortodosso", "di religione islamica", "dieta kosher".

Words that are nothing else ("musulmano", "sikh") count alone; those that are also a hospital's name or plain adjectives
("valdese", "ortodosso", "cattolica") count after a word that says whose they are.

Importing this module imports Presidio, which takes more than a second: `quasi_identifiers` does it.
"""

from __future__ import annotations

import re

from validation.anonymisation.recognisers.calendar_words import BLANK, LETTERS, before
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule

__all__ = ["faith_voice"]

_B = BLANK
_ENDS = f"(?![{LETTERS}0-9])"
_LETTER_BEFORE = re.compile(rf"[{LETTERS}0-9]\Z")

_ANY = (
    r"(?:(?:musulman|mussulman|islamic|buddist|induist|cattolic|cristian|greco-?cattolic|ebre|ebraic|israelit|ortodoss"
    r"|evangelic|protestant|valdes|luteran|anglican|battist|metodist|pentecostal|avventist|mormon|copt|maronit"
    r"|yazid|drus"
    r"|sunnit|sciit|salafit|jainist|taoist|scintoist|animist|rastafarian|calvinist|apostolic|quaccher"
    r"|zoroastrian|agnostic"
    r"|miscredent)[oaei]|ate[oai]|sikh|hindu|ind[uù]|jain|rasta|amish|bah[aà]['’]?[iì]|hare krishna|soka gakkai"
    r"|scientology)"
)
_KIND = r"(?: (?:praticant[ei]|osservant[ei]|convertit[oaie]|ortodoss[oaie]|non praticant[ei]|ashkenazit[aie]|sefardit[aie]))?"
_ALONE = (
    r"testimon(?:e|i|ianza) (?:di )?geova|test(?:im)?\. (?:di )?geova|t\. ?(?:d\.|di) ?g(?:\.|eova)|tdg"
    r"|(?:cattolic|ebre|ortodoss|evangelic|protestant|valdes|islamic|copt|cristian)[aeio] (?:praticante"
    r"|osservante|convertit[oa])"
    r"|(?:religione|relig\.|fede|confessione|culto|credo(?: religioso)?)(?: ?:)? (?:islamic|musulman|mussulman"
    r"|ebraic|cattolic"
    r"|buddist|ind[uù]|induist|ortodoss|evangelic|protestant|valdes|sikh|copt|avventist|pentecostal|mormon"
    r"|cristian|luteran"
    r"|anglican|battist|metodist|sunnit|sciit|hindu|jain|taoist|scintoist|bahai|animist|rastafarian"
    r"|testimon[ei] di geova)[a-z]{0,4}"
    r"|islam|(?:musulman|mussulman|buddist|induist|mormon|avventist|pentecostal|sunnit|sciit)[oaei]"
    r"(?: (?:praticant[ei]|osservant[ei]|convertit[oaie]))?|sikh|hindu"
    r"|(?:famiglia|genitori|comunit[aà]['’]?|ambiente|chiesa) (?:islamic|musulman|ebraic|ortodoss|evangelic"
    r"|protestant|valdes"
    r"|sikh|copt|hindu|mormon|pentecostal|avventist)[a-z]{0,2}"
    r"|ebre[oa](?: (?:ortodoss|ashkenazit|sefardit)[oa])?|ramadan|hare krishna|soka gakkai"
    r"|(?:dieta|alimentazione|cib[oi]|past[oi]|vitto|men[uù]) (?:halal|k[ao]sher|islamic[oa]|musulman[oa]|ebraic[oa])"
    r"|halal|k[ao]sher|hijab|niqab|burqa|chador|kippah|shabbat|yom kippur|circoncision[ei] ritual[ei]"
    r"|(?:per )?(?:motivi|motivazioni|ragioni|convinzioni) religios[ei]"
    r"|(?:frequenta|va|si reca) (?:la |in |alla |presso la )?(?:moschea|sinagoga|sala del regno)"
)
_LEAD = (
    r"(?:(?:(?:riferisce|afferma|dichiara|dice)(?: di)? ?(?:essere)?|di essere|si (?:dichiara|definisce"
    r"|professa)|professa|è|era"
    r"|e['’]|pz\.?|paz\.?|paziente|p\.te|signor[ae]|sig\.(?:ra)?|donna|uomo|ragazz[oa]|madre|padre|marito"
    r"|moglie|coniuge"
    r"|convertit[oa](?:si)?|battezzat[oa]|di (?:religione|fede|confessione|credo|culto)|religione|relig\.|fede"
    r"|confessione|culto"
    r"|credo(?: religioso)?|[0-9]{2}enne|persona|praticante|osservante|comunità|monac[oa]|pastore|pastora"
    r"|ministro|nucleo)"
    r"(?: ?:)?)"
)


def _terms(pattern: str) -> str:
    return pattern.replace(" ", _B)


_TERMS = re.compile(rf"(?i:{_terms(_ALONE)}){_ENDS}")
_TOLD = re.compile(rf"(?i:{_terms(_LEAD)}){_B}(?P<place>(?i:{_terms(_ANY + _KIND)})){_ENDS}")
_HOUSE = re.compile(rf"(?i:ospedale|policlinico|clinica|istituto|casa{_B}di{_B}cura){_B}\Z")


def _faith(match: re.Match[str]) -> float | None:
    """Score a faith; the hospital of a church ("Ospedale israelitico") is a facility."""
    lead = before(match, 20)
    return None if _LETTER_BEFORE.search(lead) or _HOUSE.search(lead) else 0.4


_EDGE = "(?:^|[^A-Za-z0-9])"


def faith_voice() -> PatternVoice:
    """Give the recogniser of faiths, with its gate."""
    return PatternVoice(
        "detail-faith",
        "QUASI_IDENTIFIER",
        (Rule("faith", _TERMS, 0.4, _faith), Rule("faith told", _TOLD, 0.4, _faith)),
        gate=(f"{_EDGE}(?i:{_terms(_ALONE)})", f"{_EDGE}(?i:{_terms(_LEAD)}){_B}(?i:{_terms(_ANY)})"),
    )
