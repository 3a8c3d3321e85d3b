"""The word lists that a lexicon is made of: words of the language, of medicine and of notes; first names and surnames.

General words and medicines come out of packages under free licences (`vocabulary.build`), so do most names; the rest was
written for this project (`vocabulary/*.txt`). Medical words are also known by their parts: "tireoglobulina", "oro" + "faringe".
"""

from __future__ import annotations

import importlib.resources
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import re2

from validation.anonymisation.pattern_set import PatternSet
from validation.anonymisation.vocabulary.build import FIRST_ABROAD, KEPT, LAST_ABROAD, MEDICINES, unpack

__all__ = [
    "PARTICLES",
    "Names",
    "clinical_words",
    "folded",
    "function_words",
    "general_words",
    "inflected",
    "is_medical",
    "listed_names",
]

PARTICLES = frozenset(
    "de di da del dei della dello degli delle dal dalla dalle la lo le li van von der den el al bin ben dos das abu".split()
)
"""Words that belong to a name and are none by themselves."""

_MEDICAL = (
    # A word that begins and ends as medical words do; or ends so and is long. Surnames rarely do both.
    r"^(?:a(?:r?tri?o|den|ngi|er|lg)|broncho?|bronc|cardi|carcin|cefal|cerebr|colec|colon|colp|cis|cit|condr|cost|cran|cut|derm"
    r"|dis|duod|ecto?|elettr|emat|emo|emi|endo|enter|ep[ai]|eritr|esofag|extra|farmac|fibr|flebo?|fono|foto|gastr|ginec|glic|glom"
    r"|glosso|idr|immun|infra|inter|intra|iper|ipo|ister|iso|laparo|laring|leuc|linf|lip|litot|macro|mast|mega|mening|meta|micro"
    r"|mi[oe]l|mio|mon[oo]|multi|nas|necr|nefr|neo|neur|oft|olig|onc|orch|ort|ost|oto|ov|pan|para|pat|ped|peri|pielo|plasm|pleur"
    r"|pneum|poli|post|pre|proct|prost|pseud|psic|radi|ren|retr|rin|salping|scler|semi|sider|sierol|sin|spir|splen|spondil|steat"
    r"|sub|sopra|sotto|super|tachi|bradi|term|tir|tonsill|torac|tox|tossi|trache|trans|trig|tromb|uret|uro|vag|vas|ven|vertebr|vesc)"
    r"\w*(?:it[ei]|os[ie]|om[ai]|patie?|patia|ectomi[ae]|scopi[ae]|grafi[ae]|gramma|emi[ae]|uri[ae]|algi[ae]|plastic[ae]|tomi[ae]"
    r"|logi[ae]|log[oaihe]{1,2}|terapi[ae]|metri[ae]|gen[oaie]|lisi|litic[oaihe]{1,2}|trofi[ae]|trofic[oaihe]{1,2}|plasi[ae]|peni[ae]"
    r"|cit[oi]|cit[aic]r?[oaie]|malaci[ae]|megali[ae]|plegi[ae]|paresi|stenosi|ectasi[ae]|tensione|tensiv[oaie]|tes[oaie]|al[ei]"
    r"|ar[ei]|ic[oaie]|ic[ih]e?|os[oa]|ent[ei]|ion[ei]|zion[ei]|ment[oiea]|bil[ei]|tic[oaihe]{1,2}|at[oaie]|iv[oaie]|ità|ezza)$"
    r"|^\w{2,}[lnieaors]t[àù]$|^anti\w+(?:ic[oiahe]{1,2}|iv[oiae]|or[ei]|ant[ei])$"
    r"|^\w{3,}(?:ectomia|ectomie|stomia|patia|patie|patico|patica|scopia|scopica|grafia|grafico|grafica|gramma|grammi|algia|algie|algico"
    r"|plastica|tomia|tomie|terapia|terapie|metria|trofia|plasia|plastico|penia|citosi|citemia|megalia|plegia|plegico|paresi|stenosi"
    r"|ectasia|lipemia|glicemia|emico|emica|uria|urie|urico|pnea|pnoico|pnoica|fagia|fasia|artria|geusia|osmia|rragia|rragico|rrea"
    r"|zione|zioni|mente|mento|menti|itudine|ità|abile|ibile|abili|ibili|istico|istica|ologia|ologico|ologica|ologi|ologo|ologa|iatra)$"
    # International names of medicines, by their stems.
    r"|^\w{2,}(?:mab|nib|ciclib|prazolo|sartan|sartano|statina|pril|dipina|olo[lo]o|ololo|azepam|azolam|micina|cillina|ciclina|floxacina"
    r"|conazolo|nidazolo|ciclovir|navir|gravir|buvir|asvir|parina|xaban|gatran|grel|gliptina|glutide|gliflozin|formina|glitazone|tidina"
    r"|setron|triptan|profene|fenac|oxicam|coxib|cortone|solone|sonide|sone|fibrato|platino|taxel|rubicina|citabina|trexato"
    r"|semide|tiazide|terolo|tropio|penem|bactam|oxetina|alopram|pramina|triptilina|apina|azina|peridone|piprazolo|idolo|barbital"
    r"|gabalin|pentin|setam|racetam|caina|curonio|curio|fentanil|morfina|codone|adolo|ossido|osina|idina|fosfato|cloruro|solfato"
    r"|citrato|acetato|tartrato|maleato|cloridrato)$"
)

_LEARNED = (
    # Words of learning by their endings, verbs with pronouns, superlatives: no surname ends so, or hardly any.
    r"^\w{3,}(?:[dglmnprst]ic[oaie]|[dglmnprst]ich[ei]|[dtn]asi|[ou]lar[ei]|oide[oaie]?|oidi|iform[ei]|ism[oi]|issim[oaie]|osità|abil[ei]|ibil[ei]"
    r"|evol[ei]|izzat[oaie]|izzazion[ei]|zion[ei]|zional[ei]|tivi|tiv[oae]|ogen[oaie]|lisi|fobi[ae]|ofil[oaie])$"
    r"|^\w{2,}(?:[aei]r(?:si|lo|la|li|le|gli|ne|ci|vi|mi|ti|sene|selo|sela)|ndo(?:si|lo|la|li|le|gli|ne|ci|vi)|[aiu]t[oaie]si)$"
)
_LEARNED_SMALL = (
    r"^\w{3,}(?:siv[oaie]|tor[ei]|tori[oae]|trice|trici|ossia|onia|ressi[ae]|azoto|osio|lito|liti|idri|eale|iale|rali?|ante|anti|enza|enze|anza|anze"
    r"|ist[aie]|ento|enti|ura|ure|ezz[ae]|aggio|aggi|ific\w{1,6}|(?:ss|ett)[aei]ro)$"
)


_WAYS = (_MEDICAL, _LEARNED, _LEARNED_SMALL)


def _compiled() -> PatternSet:
    """Compile the three ways in which words are made: one pass tells which of them a word shows."""
    ways = PatternSet(megabytes=32)
    for pattern in _WAYS:
        ways.add(pattern)
    ways.compile()
    return ways


_MADE = _compiled()
_SHORTEST_LEARNED, _LONG = 6, 11
"""Letters from which a word in small letters, or any word, is known by a learned ending."""

_HEADS = frozenset(
    """
    addomino adeno aero angio ano antero anti arterio artro auto baro bi bio brachio branchio bronco cardio cefalo
    cervico chemio chirurgico cistico cisto clinico cole colo contro corio coro costo cranio crio dacrio dermato dermo
    diplo dis dorso eco elettro elio emato emi emo endo entero epato epi epididimo eritro esofago etero eu extra
    faringo farmaco fibro flebo fono foto gamma gastro genito gineco glico gluco grafo idro ileo immuno infero infra
    inter intra iper ipo ischio iso istero laringo latero leuco linfo lipo lombo macro magneto maxi maxillo medio mega
    meningo meta metro micro mielo mini mio mono morfo muco multi muscolo naso necro nefro neo neuro normo oculo
    odonto oftalmo oligo omo onco onico oro orto osteo oto ovaro pan para parieto pato ped pelvi peri pielo piro
    plasma pleuro pluri pneumo poli porto post postero pre pro procto prossimo pseudo psico pubo radio re retino retro
    rettosigmo ri rino sacro salpingo sclero semi sero siero simil sopra sotto sovra spino spleno spondilo steato
    steno sterno stomato sub super tachi tele termo tireo tiro tomo tono toraco tosse trabeculo tracheo trans tras
    trauma trombo ultra uni uretero uretro uro utero vaso vene veno ventricolo vertebro vescico video visco zigo
    """.split()
)
"""What stands before whole words: "oro-faringe", "iper-controllo", "tele-consulto", "bronco-polmonite"."""
_LONG_PREFIX = 4
"""Letters of a first part that is enough by itself; before a shorter one ("re", "pro", "mio") the rest must be long."""


_GRAVE = dict(zip("aeiou", "àèìòù", strict=True))


def is_medical(word: str, words: frozenset[str], *, small: bool) -> bool:
    """Tell whether a folded word is made as medical words are, or is a first part and one of `words`.

    Args:
        word: folded.
        words: those that vouch for themselves.
        small: whether it stands in small letters: a learned ending says then more.
    """
    written = word.encode(errors="replace")
    made = _MADE.occurring(written)
    if made is None:
        made = [way for way, pattern in enumerate(_WAYS) if re2.search(pattern.encode(), written)]
    long = len(word) >= (_SHORTEST_LEARNED if small else _LONG)
    if any(kind == 0 or (long and (small or kind == 1)) for kind in made):
        return True
    if word[-1:] in _GRAVE and word[:-1] + _GRAVE[word[-1]] in words:
        return True  # an accent left out: "attivita"
    if len(word) < 8:
        return False
    for cut in range(2, min(11, len(word) - 3)):
        head, rest = word[:cut], word[cut:]
        if head in _HEADS and rest in words and (cut >= _LONG_PREFIX or len(rest) > 5):
            return True
    return False


@dataclass(frozen=True, slots=True)
class Names:
    """Listed names, folded; those of `also_words` are words of the language too."""

    first: frozenset[str]
    last: frozenset[str]
    also_words: frozenset[str]


def folded(word: str) -> str:
    """Give a word as the lists have it: composed, in small letters, accents kept."""
    return unicodedata.normalize("NFC", word).lower()


def general_words() -> frozenset[str]:
    """Give the words of the language and the names of medicines, from packages."""
    return frozenset(unpack(KEPT.read_bytes())).union(unpack(MEDICINES.read_bytes()))


def clinical_words() -> frozenset[str]:
    """Give the words of clinical notes that were written down for this project."""
    more = dict(_parts("terms.txt"))
    titles = ("Clinical terms, in all their endings", "Common words, in all their endings")
    endings = (form for title in titles for word in more.pop(title) for form in inflected(word))
    return frozenset(endings).union(*_parts("clinical.txt").values(), *more.values())


def function_words() -> frozenset[str]:
    """Give the words that are no names wherever they stand."""
    return _parts("clinical.txt")["Function words"]


def inflected(word: str) -> tuple[str, ...]:
    """Give the forms of an Italian noun or adjective that is told in the singular; some of them nobody uses."""
    stem, last = word[:-1], word[-1:]
    if last == "o":
        plurals = ("hi", "he") if stem[-1:] in ("c", "g") else ()
        return (word, *(stem + ending for ending in ("a", "e", "i", *plurals)), stem if stem.endswith("i") else word)
    if last == "a":
        return (word, stem + "e", stem + "i", stem + "he" if stem[-1:] in ("c", "g") else word)
    return (word, stem + "i") if last == "e" else (word,)


@cache
def listed_names(safe: frozenset[str]) -> Names:
    """Give the names that are listed; of those beyond the Italian lists, no surname that is a word too.

    Args:
        safe: the words that vouch for themselves; a first name among them is noted as a word too.
    """
    from codicefiscale.data import get_names_data
    from faker.providers.person.it_IT import Provider

    ours, more = _parts("names.txt"), _parts("people.txt")
    packaged = (name for names in get_names_data().values() for name in names)
    first = {*Provider.first_names_male, *Provider.first_names_female, *packaged}
    added = more["First names from abroad"] | more["Pet names and first names"]
    also_words = (
        ours["First names that are also words"] | (added & safe).difference(_single_words(first))
    ) - _RATHER_NAMES
    abroad = frozenset(unpack(FIRST_ABROAD.read_bytes())) - safe
    last_abroad = more["Surnames from abroad"].union(unpack(LAST_ABROAD.read_bytes())) - safe
    return Names(
        first=ours["First names"].union(also_words, added, abroad, _single_words(first)) - _NO_NAMES,
        last=ours["Surnames"].union(more["Surnames"], last_abroad, _single_words(Provider.last_names)) - _NO_SURNAMES,
        also_words=also_words,
    )


_NO_NAMES = frozenset(["donna", "dalla", "eco", "letta", "ione", "italia"])
"""Listed as first names, and hardly ever one."""

_RATHER_NAMES = frozenset(
    """
    germana vittoria patrizia patrizio palmira ottavia carmine salvatore angela rosario gemma armando barbara cesare
    diana delia fausto giacinto giacomo giada gilda gioconda giuliana giuliano graziano guido liana liliana mattia
    melissa nazario nina nives olimpia penelope petronilla quirino rocco rosetta rossana sabina savino silvestro
    tancredi teodoro tonino tosca tullia ugo velia veronica virgilio virginia vittorio zaira zita iole lino lia marco
    laura luca giovanna cristina teresa lucia rita paola carla elena martina silvia maddalena gaetano mario luigi
    bruna amedeo ornella ivana nicola andrea simone daniele michele raffaele gabriele emanuele samuele davide lorenza
    lorenzo alessandra alessandro francesca francesco matilde filippo margherita agnese adele tina lina pina gina dina
    nunzia enza
    """.split()
)
"""First names that some list holds as words, and that hardly anybody writes with a capital unless they are names."""

_NO_SURNAMES = frozenset(
    ["obi", "med", "segni", "reale", "natale", "parente", "parenti", "ricotta", "rosolia", "sala", "maggiore", "minore"]
)
"""Listed as surnames, and in a note hardly ever one."""


def _single_words(names: Iterable[str]) -> frozenset[str]:
    words = (folded(word) for name in names for word in re.split(r"[ '’-]", name))
    return frozenset(word for word in words if len(word) > 2 and word not in PARTICLES)


def _parts(file: str) -> dict[str, frozenset[str]]:
    """Read a word list of ours: the words of each part, by the title of the part."""
    text = (importlib.resources.files(__package__) / "vocabulary" / file).read_text(encoding="utf-8")
    parts = [part.partition("\n") for part in re.split(r"^# ", text, flags=re.MULTILINE)[1:]]
    return {title: frozenset(map(folded, words.split())) for title, _, words in parts}
