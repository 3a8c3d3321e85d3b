"""What a word is, for whoever looks for names: one letter for each word, decided once for each way of writing it.

    s safe, small      S safe, Title       A safe, CAPITALS
    f first name       F Title or CAPS     g first name that is also a word   G Title   H CAPITALS (first name or surname)
    l surname          L Title or CAPS     m surname that is also a word      M Title
    u unknown word     U Title             V CAPITALS                         C a few capitals, as in an abbreviation
    t title (sig.ra)   k kin (figlia)      r role (paziente, collega)         e what an eponym follows (morbo)
    n negativo         p particle (de)     P particle (De, DI, D')            i one capital
    v verb of a person (riferisce)         o function word (oggi)             d with a digit

Default deny: a capitalised word is unknown unless something vouches for it: the general vocabulary, medical morphology,
the project's own clinical list, or the corpus at hand (`Lexicon.knowing`). First names and surnames come from
licence-clean lists (Faker's Italian provider, python-codicefiscale).

This module never sees a text, only words.
"""

from __future__ import annotations

import importlib.resources
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import re2

from validation.anonymisation.vocabulary.build import KEPT, MEDICINES, unpack

__all__ = ["Lexicon", "default_lexicon", "folded"]

_TITLES = frozenset(
    """
    sig sigg signor signora signore signori signorina sigra signa dott dr drssa dssa dottor dottore dottori dottoressa
    dottssa dottri drsa prof proff professor professore professoressa profssa inf infermiere infermiera ssa
    """.split()
)
_KIN = frozenset(
    """
    moglie marito figlio figlia figli madre padre mamma papa papà sorella fratello nipote nipoti nonno nonna zio zia
    cugino cugina cognato cognata suocero suocera genero nuora coniuge compagno compagna convivente fidanzato fidanzata
    badante caregiver amico amica vicino vicina piccolo piccola bambino bambina gemello gemella tutore tutrice
    """.split()
)
_ROLES = frozenset(
    """
    paziente pz collega colleghi medico mmg pediatra pls curante dimittente refertante specializzando specializzanda
    psicologo psicologa psichiatra cardiologo cardiologa chirurgo ortopedico urologo ginecologo ginecologa neurologo
    neurologa nefrologo oncologo oncologa anestesista radiologo radiologa ostetrica oss educatore educatrice assistente
    fisioterapista logopedista caposala coordinatrice operatore operatrice firmato firma cognome nome nominativo
    assistito assistita degente utente ospite intestatario chiamarsi chiama nomina coll
    """.split()
)
_EPONYM_LEADS = frozenset(
    """
    morbo malattia sindrome segno manovra test scala score criteri criterio classificazione tecnica triade legge
    cellule cellula legamento tendine muscolo tubercolo canale tuba tube ansa ghiandola ghiandole plesso nervo
    ganglio forame fascia arteria vena valvola reazione prova indice formula anello frattura lussazione deformita
    deformità ernia sarcoma linfoma carcinoma adenoma nevo cisti ascesso fenomeno riflesso tiroidite encefalopatia
    encefalite paralisi corea atassia distrofia anemia morbi sindromi esofago diverticolo placca placche cirrosi
    colangite vasculite arterite porpora trombocitopenia neuropatia demenza afasia anomalia tetralogia complesso
    catetere sonda drenaggio tubo protesi fissatore stent filtro aghi ago pinza sutura colorazione proteina fattore
    enzima antigene anticorpi equazione curva diagramma sec algoritmo scale score lembo coefficiente
    """.split()
)
_OUTCOMES = frozenset(
    "negativo negativa negativi negative positivo positiva positivi positive neg pos dubbio assente presente".split()
)
_PARTICLES = frozenset(
    "de di da del dei della dello degli delle dal dalla dalle la lo le li van von der den el al bin ben dos das abu".split()
)
_VERBS = frozenset(
    """
    ha è e' era aveva viene veniva sta stava va fa può deve vuole riferisce riferiva presenta presentava appare
    appariva continua mostra mostrava racconta raccontava dice diceva afferma nega negava partecipa lamenta
    lamentava chiede risulta accede accedeva giunge giungeva assume vive viveva lavora lavorava rifiuta accetta
    esprime dichiara ammette arriva torna rientra entra esce dorme mangia deambula collabora incontra sembra parla
    piange ricorda pensa sente manifesta verbalizza necessita resta rimane riesce pratica esegue svolge soffre segue
    ottiene subisce comincia inizia smette prova cerca spiega descrive segnala comunica informa accompagna telefona
    chiama firma
    """.split()
)
_NEVER_WORDS = frozenset(
    "anna luca marco laura elisa lisa martina guido nino carla carlo paola paolo silvia sara".split()
)
"""First names that the general vocabulary holds by accident."""


_MEDICAL = re2.compile(
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
    r"|^\w+[ie]tà$|^anti\w+(?:ic[oiahe]{1,2}|iv[oiae]|or[ei]|ant[ei])$"
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


@dataclass(frozen=True, slots=True)
class Names:
    """Listed names, folded; those of `also_words` are words of the language too."""

    first: frozenset[str]
    last: frozenset[str]
    also_words: frozenset[str]


class Lexicon:
    """Tell of each word which letter it has; it remembers every spelling it was asked about, up to a limit.

    Args:
        safe: words that vouch for themselves, folded (`folded`).
        names: the listed names.
        function_words: folded; no name, wherever they stand.
    """

    REMEMBERED = 400_000

    def __init__(self, safe: frozenset[str], names: Names, function_words: frozenset[str]) -> None:
        self.safe = safe
        self.names = names
        self.function_words = function_words
        self._known: dict[str, str] = {}

    def knowing(self, words: Iterable[str]) -> Lexicon:
        """Give a lexicon for which these words are safe too: the vocabulary of a corpus, or what a person read and approved."""
        vouched = frozenset(map(folded, words)).difference(self.names.first, self.names.last)
        return Lexicon(self.safe | vouched, self.names, self.function_words)

    def letter(self, word: str) -> str:
        """Give the letter of a word: letters, digits and combining marks, without blanks or apostrophes."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= self.REMEMBERED:
                self._known.clear()
            known = self._known[word] = self._judge(word)
        return known

    def _judge(self, word: str) -> str:
        if not word.isalpha() and any(letter.isdecimal() or letter == "_" for letter in word):
            return "d"
        key = folded(word)
        if key in _TITLES:
            return "t"
        closed = _closed_class(key, word)
        if closed:
            return closed
        if key in self.function_words:
            return "o"
        if not word[0].isupper():
            return self._small(key) if len(key) > 2 else "s"
        if len(word) == 1:
            return "i"
        return self._capital(key, word)

    def _small(self, key: str) -> str:
        """Judge a word in small letters: a listed name that is also a word is mostly the word."""
        kind = self._kind(key)
        if kind == "F" and key in self.safe and key not in _NEVER_WORDS:
            return "g"
        return kind.lower()

    def _capital(self, key: str, word: str) -> str:
        kind = self._kind(key)
        if word.isupper():
            if kind in "GM":
                return "H"
            if kind == "U":
                return "V" if len(key) > 4 and _speakable(key) else "C"
            return "A" if kind == "S" else kind
        if kind == "U" and (len(key) < 3 or sum(letter.isupper() for letter in word) > len(word) // 2):
            return "C"
        return kind

    def _kind(self, key: str) -> str:
        """Tell F first name, L surname, G or M one that is also a word, S safe, U unknown; whatever the case."""
        if key in self.names.first:
            return "G" if key in self.names.also_words else "F"
        if key in self.names.last:
            return "M" if key in self.safe or key in self.names.also_words else "L"
        return "S" if key in self.safe or _MEDICAL.search(key) else "U"


def _closed_class(key: str, word: str) -> str:
    if key in _PARTICLES:
        return "P" if word[0].isupper() else "p"
    if key in _KIN:
        return "k"
    if key in _ROLES:
        return "r"
    if key in _EPONYM_LEADS:
        return "e"
    if key in _VERBS:
        return "v"
    return "n" if key in _OUTCOMES else ""


def _speakable(key: str) -> bool:
    """Tell whether a word in capitals has vowels as a name has, which most abbreviations have not."""
    vowels = sum(letter in "aeiouyàèéìòù" for letter in key)
    return vowels >= 2 and vowels * 4 >= len(key)


def folded(word: str) -> str:
    """Give a word as the lists have it: composed, in small letters, accents kept."""
    return unicodedata.normalize("NFC", word).lower()


@cache
def default_lexicon() -> Lexicon:
    """Give the lexicon every scan begins with; built once, in a third of a second."""
    clinical = _parts("clinical.txt")
    return Lexicon(
        frozenset(unpack(KEPT.read_bytes())).union(unpack(MEDICINES.read_bytes()), *clinical.values()),
        _listed_names(),
        clinical["Function words"],
    )


def _listed_names() -> Names:
    from codicefiscale.data import get_names_data
    from faker.providers.person.it_IT import Provider

    ours = _parts("names.txt")
    packaged = (name for names in get_names_data().values() for name in names)
    first = {*Provider.first_names_male, *Provider.first_names_female, *packaged}
    also_words = ours["First names that are also words"]
    return Names(
        first=ours["First names"].union(also_words, _single_words(first)) - _NO_NAMES,
        last=ours["Surnames"].union(_single_words(Provider.last_names)),
        also_words=also_words,
    )


_NO_NAMES = frozenset(["donna", "dalla", "eco", "letta", "ione", "carmine", "italia"])
"""Listed as first names, and hardly ever one."""


def _single_words(names: Iterable[str]) -> frozenset[str]:
    words = (folded(word) for name in names for word in re.split(r"[ '’-]", name))
    return frozenset(word for word in words if len(word) > 2 and word not in _PARTICLES)


def _parts(file: str) -> dict[str, frozenset[str]]:
    """Read a word list of ours: the words of each part, by the title of the part."""
    text = (importlib.resources.files(__package__) / "vocabulary" / file).read_text(encoding="utf-8")
    parts = [part.partition("\n") for part in re.split(r"^# ", text, flags=re.MULTILINE)[1:]]
    return {title: frozenset(map(folded, words.split())) for title, _, words in parts}
