r"""Records and cases: numbers that only their noun gives away, as a rule.

    "cartella clinica n. 2023/004512"     "nosol. 2023012345"     "istol. n. 23-I-00451"     "R.G. 4512/2023"

A record's number is written as each hospital likes, so the noun beside it decides and the number only has to look like
one: digits enough, no date, no measure. Nouns are taken in their abbreviations too, as forms write them.

Importing this module imports Presidio, which takes more than a second: `codes` does it in a function.
"""

from __future__ import annotations

import re

from validation.anonymisation.recognisers.numbering import BLANK, EDGE, FLAGS, START, named, numbered
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule

__all__ = ["record_voice"]

_B = BLANK
_PS = rf"(?:p\.?s\.?|pronto{_B}soccorso|dea|eas|obi|triage)"
_PZ = r"(?:pazient[ei]|paz\.?|pz\.?|pat(?:ient)?|assistito|utente|soggetto|persona|anagrafic[oa]|anagrafe|anag\.?)"

# Nouns after which any number of four digits or more is a record's.
_RECORDS = (
    rf"cart(?:ell[ae]|ell\.|\.)?(?:{_B}?[a-z][a-z.]{{1,14}}(?![a-z0-9])){{0,3}}|(?-i:CCE|CCI)|nosol?(?:ogico"
    rf"|ografico|gr\.?|\.)?(?:{_B}di{_B}ricovero)?"
    rf"|nosografic[oa]|s\.?d\.?o\.?|scheda{_B}(?:di{_B})?(?:dimissione|sdo|{_PS}|118|infermieristica|intervento)"
    rf"|verb(?:ale|\.)(?:{_B}?(?:(?:di|del){_B})?(?:accesso|operatorio|uvmd?|invalidit(?:à|a')|{_PS}))?|v\.?{_B}?"
    r"(?-i:PS|P\.S\.)"
    rf"|accett(?:azione|az\.|\.)?|(?:accesso|acc\.?){_B}(?:(?:al?|in|di){_B})?{_PS}|(?-i:ADT|PATID|PatID|MPI|EPI"
    rf"|HIS|PACS|RIS|LIS|ACN|PUC|PNR)(?:{_B}id)?"
    rf"|(?:id|codice|cod\.?|numero|n\.|n°|nr\.?|num\.?|identificativo|matricola){_B}?(?:(?:del|di){_B})?(?:{_PZ}"
    r"|episodio|ricovero|univoco"
    r"|studio|arruolamento|randomizzazione|ser\.?d\.?|ser\.?t\.?|lista(?: d['’]?)? ?attesa|contatto|evento|accesso"
    r"|caso|cliente|tessera)"
    rf"|{_PZ}{_B}?[(]?id|id[_-]?paz(?:iente)?|(?-i:P\.?ID)|mrn|accession{_B}number|accession|acc\.{_B}number|episodio"
    rf"(?:{_B}di{_B}cura)?"
    rf"|study{_B}?id|fasc(?:icolo|\.)(?:{_B}sanitario)?|pratica(?:{_B}(?:inail|inps|asl|legale|invalidit(?:à|a')))?"
    r"|dossier"
    rf"|registro{_B}(?:operatorio|(?:di{_B})?(?:sala(?:{_B}(?:operatoria|parto))?|accettazione|{_PS}|parti|nascite|ingressi|trapianti"
    rf"|anestesia|endoscopi[ac]|ricoveri)|operazioni|interventi|clinico)"
    rf"|prot(?:\.|ocollo{_B}(?:generale|gen\.?|inps))(?:{_B}?gen(?:erale|\.)?)?|prot{_B}gen\.?"
    rf"|galileo|winsap|barcode|cod(?:ice|\.){_B}a{_B}barre|etichetta|braccialetto|domanda(?:{_B}(?:inps"
    rf"|di{_B}invalidit(?:à|a')))?"
    rf"|(?:caso|denuncia|infortunio|sinistro|polizza){_B}(?:inail|inps|n)|cert(?:ificato|\.)(?:{_B}(?:inps|inail"
    rf"|telematico|medico)){{1,2}}"
    r"|r\.?g\.?n\.?r\.?|(?-i:R\.?G\.?)|proc(?:edimento|\.)(?: ?pen(?:ale|\.)| ?civ(?:ile|\.))?|p\.p\."
)
# Nouns that have other numbers beside them: only "n.", "numero", a year or a letter makes it a record's.
_RECORDS_SIGNED = (
    r"pap|a\.?p\.?|arch(?:ivio|\.)?|prog\.?|lab(?:oratorio|\.)?|caso|case|subject|sigla|prat\.?|pos(?:izione"
    r"|\.) in(?:ail|ps)"
    r"|sin\.?|pol\.|r?\.?v\.?g\.?|evento|chiam\.?|bolla|ddt|parto|e[cem]g|rx|tc|rm|eco|rencam|cedap|tessera|libretto|"
    r"refert(?:o|azione)|ref\.?|rif(?:erimento|\.)?|protocollo|prot|campion[ei]|camp\.?|istol(?:ogic[oa]|ogia|\.)?"
    r"|cit(?:ologic[oa]|ologia|ol\.?|\.)?"
    r"|esam[ei]|es\.?|preparato|vetrin[oi]|blocchett[oi]|provett[ae]|prelievo|pap test|autopsia|riscontro"
    r"(?: diagnostico)?"
    r"|rich(?:iesta|\.)?(?: esami)?|ric\.?|pren(?:otazione|\.)?(?: cup)?|ricovero|ric(?:overo)?\.|infortunio"
    r"|sinistro|denuncia|polizza|sentenza|decreto"
    r"|ordinanza(?: tso)?|tso|aso|posizione inail|sched[ae](?: [a-z]{2,12}(?![a-z0-9])){0,2}|access[oi]|accessione"
    r"|acc\.?|radiografia|biopsia|fattura|fatt\.?|ft\.?|ricevuta"
    r"|quietanza|bolletta|contratto|ordine|ticket|colloquio|visita|pazient[ei]|paz\.?|pz\.?|soggetto|inclusione"
    r"|triage|registro(?: [a-z]{2,12}(?![a-z0-9]))?|reg\.(?: ?[a-z]{2,6}\.?)?"
    r"|atto(?: operatorio)?|intervento(?: chirurgico)?|missione(?: 118)?|chiamata|episodio|ep\.?|consenso"
    r"|segnalazione|uvmd?|uvg|pai|pua|pri|pei|progetto|consulenza"
    r"|domanda|certificato|cert\.?|verb\.?|randomizzazione|rand\.?|caso|sacca|unit(?:à|a') (?:trasfusionale"
    r"|di sangue)|emocomponente|cdm|donazione|donatore"
    r"|(?-i:PS|P\.S\.|C\.?C\.?|CUP|ID|HC|DEA|OBI|UID)|lista d['’]attesa|mod(?:ello|ulo|\.)|codice [a-z]{3,12}"
    r"(?![a-z0-9])|r\.?g\.?|id|identificativo|progressivo|progr\.?|trasporto"
)
# "ID", "CUP" and the like stand before a long number without any sign, and so do the initials of a record.
_RECORDS_LONG = (
    rf"c\.?c\.?e?|cup|codice{_B}cup|uid|cdm|p?\.?id|hc|pz\.?|paz\.?|paziente|assistito|subject|caso|utente|evento"
    rf"|chiamata|pratica|prat\.|matr(?:icola|\.)?{_B}(?:detenuto|carcere|inps)|(?:codice|id) [a-z]{{3,14}}(?![a-z0-9])"
    r"|adt|pacs|ris|lis|acn|puc|mpi|epi|his|pnr|obi|dea|ps|p\.s\."
)
_ARCHIVE = re.compile(
    rf"{START}(?:PS|DEA|ADT|SDO|CC)[-/_](?:19|20)\d\d[-/_]?\d{{3,8}}(?![A-Za-z0-9])"
    rf"|{START}[0-9a-f]{{8}}-[0-9a-f]{{4}}-[0-9a-f]{{4}}-[0-9a-f]{{4}}-[0-9a-f]{{12}}(?![A-Za-z0-9])",
    FLAGS,
)
_ARCHIVE_GATE = (
    rf"(?i){EDGE}(?:PS|DEA|ADT|SDO|CC)[-/_](?:19|20)[0-9]{{2}}[-/_]?[0-9]{{3}}",
    rf"(?i){EDGE}[0-9a-f]{{8}}-[0-9a-f]{{4}}-[0-9a-f]{{4}}-",
)


def record_voice() -> PatternVoice:
    """Make the recogniser of RECORD_NUMBER, with its gate."""
    plain, signed, long = named(_RECORDS, fewest=4), named(_RECORDS_SIGNED, fewest=3), named(_RECORDS_LONG, fewest=5)
    rules = (
        Rule("named record", plain.pattern, 0.6, numbered(0.6, plain.fewest)),
        Rule("record with a number sign", signed.pattern, 0.5, numbered(0.5, signed.fewest, signed=True)),
        Rule("long number of a record", long.pattern, 0.5, numbered(0.5, long.fewest)),
        Rule("archive number", _ARCHIVE, 0.5),
    )
    return PatternVoice(
        "record-number", "RECORD_NUMBER", rules, gate=(plain.gate, signed.gate, long.gate, *_ARCHIVE_GATE)
    )
