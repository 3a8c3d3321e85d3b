r"""Prison and what the law has decided about somebody: "casa circondariale di Borgo", "agli arresti domiciliari", "al 41 bis".

The name of the prison belongs to the span: "carcere minorile Beccaria", "CC di Spini". "CC" and "CR" count only after a preposition
and before "di": a cubic centimetre is not one.

Importing this module imports Presidio, which takes more than a second: `quasi_identifiers` does it.
"""

from __future__ import annotations

import re

from validation.anonymisation.recognisers.calendar_words import BLANK, LETTERS, before
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule

__all__ = ["custody_voice"]

_B = BLANK
_ENDS = f"(?![{LETTERS}0-9])"
_LETTER_BEFORE = re.compile(rf"[{LETTERS}0-9]\Z")

_JAIL = (
    r"(?:casa circondariale(?: (?:femminile|maschile))?|casa di (?:reclusione|lavoro|arresto)|casa mandamentale"
    r"|carcere(?: (?:minorile|femminile|maschile|circondariale|mandamentale|militare|giudiziario"
    r"|di massima sicurezza))?"
    r"|istituto (?:penitenziario|penale|di pena|a custodia attenuata)(?: (?:minorile|per minorenni|femminile))?"
    r"|penitenziario|colonia penale|ospedale psichiatrico giudiziario|(?:opg|rems|icam|ipm)(?![a-z]))"
)
_NO_WORD = (
    r"(?!(?i:con|per|il|lo|la|i|gli|le|in|da|dal|dalla|dai|e|ed|o|dove|ove|a|al|alla|che|chi|non|dopo|su|ma"
    r"|causa|scort[a-z]*|nel|nella"
    r"|accompagnat[oa]|visitat[oa]|portat[oa]|inviat[oa]|trasferit[oa]|giunge|arriva|riferisce|lamenta|presenta"
    r"|pz|paziente|nat[oa]"
    r"|datore|invio|ore|oggi|ieri|per[òo]|si|ha|è|era|sono|recente|origine|nuovo|notte|mattina|sera|dimess[oa]"
    r"|ricoverat[oa]"
    r"|detenut[oa]|ristrett[oa]|circa|seguit[oa]|di|del|della|dei)(?![a-zà-ÿ]))"
)
_WORD = rf"{_NO_WORD}[{LETTERS}][{LETTERS}'’-]{{2,18}}"
_CAPITAL = rf"{_NO_WORD}[A-ZÀ-Ý][{LETTERS}'’-]{{2,18}}"
_OF = rf"(?i:di|del|della|dello|dei|de|dell['’]|d['’]|a|in){_B}?"
_NAME = (
    rf"(?:{_B}{_OF}{_WORD}(?:{_B}(?:(?i:di|del|della|de){_B})?{_WORD}(?={_B}?[.,;:()\n-]|$|{_B}(?i:con|per|il"
    rf"|dal|in|e|ove|dove)(?![a-z])))?"
    rf"|{_B}[\"“«]?{_CAPITAL}(?:{_B}(?:(?i:di|del|della|de){_B})?{_CAPITAL}){{0,2}}[\"”»]?"
    rf"|(?<=[eE]){_B}{_WORD}(?={_B}?[.,;:()\n-]|$|{_B}(?i:con|per|il|dal)(?![a-z])))"
)
_STAY = (
    r"(?:ospite|ristrett[oa]|detenut[oa]|reclus[oa]|carcerat[oa]) (?:presso |in |nel |nella |della |del |c/o "
    r"|al |alla |all['’])"
    r"(?:la |il )?(?:locale )?"
)
_IN_JAIL = re.compile(rf"(?i:(?:{_STAY.replace(' ', _B)})?{_JAIL.replace(' ', _B)}){_ENDS}{_NAME}?")
_SHORT_NAMED = re.compile(
    rf"(?i:d[ae]|dal|dalla|presso|c/o|ospite|detenut[oa]|ristrett[oa]|proveniente){_B}"
    rf"(?P<place>(?i:c\.?{_B}?[cr]\.?|i\.?p\.?m\.?|c\.?p\.?r\.?|c\.?p\.?a\.?){_B}(?:(?i:di){_B}{_WORD}|{_CAPITAL})"
    rf"(?:{_B}(?:(?i:di|del|della|de){_B})?{_WORD}(?={_B}?[.,;:()\n-]|$|{_B}(?i:con|per|il|dal)(?![a-z])))?)"
)

_MEASURES = (
    r"(?:agli )?arresti domiciliari|agli arresti|(?:in )?(?:regime di )?(?:semilibert[aà]['’]?|semiliber[oa])"
    r"|(?:in )?custodia cautelare|(?:in )?affidamento in prova(?: ai servizi sociali)?|(?:in )?detenzione domiciliare"
    r"|braccialetto elettronico|(?:in )?permesso premio|pregiudicat[oa]|(?:in )?messa alla prova"
    r"|misur[ae] (?:di sicurezza|cautelar[ei]|alternativ[ae] alla)"
    r"|obbligo di (?:dimora|firma)|affidat[oa] (?:al |ai )serviz(?:io|i) social[ei]|collaboratore di giustizia"
    r"|testimone di giustizia|programma di protezione|polizia penitenziaria|(?:ex(?:-| ))?detenut[oa]"
    r"|carcerat[oa]|reclus[oa] in"
    r"|ergastolan[oa]|ergastolo|libert[aà]['’]? vigilata|41(?:-| )?bis|in stato di (?:fermo|arresto|detenzione)"
    r"|sorvegliat[oa] special[ei]|sorveglianza speciale|in attesa di (?:giudizio|processo|espulsione"
    r"|estradizione)|in misura alternativa|agli (?:aa\\.? ?dd\\.?|a\\.d\\.)|in attesa di processo"
    r"|imputat[oa] (?:per|di|in)"
    r"|indagat[oa] per|condannat[oa] (?:a|per|in)|fine pena|scarcerat[oa]|scarcerazione|piantonat[oa]"
    r"|piantonamento|pena detentiva"
    r"|latitante|arrestat[oa] (?:per|dai|dalla)|decreto di espulsione|foglio di via|divieto di avvicinamento"
    r"|ordine restrittivo"
    r"|permesso di soggiorno (?:scadut[oa]|in rinnovo|per|in scadenza|umanitario)|protezione (?:internazionale"
    r"|sussidiaria|umanitaria)"
    r"|(?:richiesta|domanda) (?:d['’] ?|di )asilo|sbarcat[oa] (?:da|con|su|in italia)"
    r"|giunt[oa] (?:con|su) (?:un )?barcone|vittima di tratta"
    r"|vittima della tratta|interdett[oa] (?:giudizial|dai pubblici|legal)[a-z]*|radiat[oa] dall['’]albo"
)
_MEASURE = re.compile(rf"(?i:{_MEASURES.replace(' ', _B)}){_ENDS}")
_EDGE = "(?:^|[^A-Za-z0-9])"


def _whole_word(match: re.Match[str]) -> float | None:
    return None if _LETTER_BEFORE.search(before(match, 1)) else 0.4


def custody_voice() -> PatternVoice:
    """Give the recogniser of prisons and of what a court has imposed, with its gate."""
    jail = _JAIL.replace("(?![a-z])", "").replace(" ", _B)
    return PatternVoice(
        "detail-custody",
        "QUASI_IDENTIFIER",
        (
            Rule("in prison", _IN_JAIL, 0.4, _whole_word),
            Rule("prison, abbreviated", _SHORT_NAMED, 0.35, _whole_word),
            Rule("measure", _MEASURE, 0.4, _whole_word),
        ),
        gate=(
            f"{_EDGE}(?i:{jail})",
            rf"(?i:d[ae]|l|la|presso|c/o|ospite|detenut[oa]|ristrett[oa]|proveniente){_B}"
            rf"(?i:c\.?{_B}?[cr]\.?|i\.?p\.?m\.?|c\.?p\.?r\.?|c\.?p\.?a\.?){_B}",
            f"{_EDGE}(?i:{_MEASURES.replace(' ', _B)})",
        ),
    )
