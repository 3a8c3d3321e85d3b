"""What a word is, for whoever looks for names: one letter for each word, decided once for each way of writing it.

    s safe, small      S safe, Title       A safe, CAPITALS
    f first name       F Title or CAPS     g first name that is also a word   G Title   H CAPITALS (first name or surname)
    l surname          L Title or CAPS     m surname that is also a word      M Title
    u unknown word     h a short one       U Title             V CAPITALS     C a few capitals, as in an abbreviation
    t title (sig.ra)   T title of a doctor, shortened (dott.ssa)              k kin (figlia)
    r role (paziente)  c one who cares (collega, infermiera, avv)             x what a signature follows (firmato)
    q what a nickname follows (detta)
    y who it was done by follows (validato)                                   z age, sex or birth (anni, nato)
    n negativo         p particle (de)     P particle (De, DI, D')            e what an eponym follows (morbo), E Title or CAPS
    w unit or form of a medicine (mg, compresse)
    i one capital      j one small letter  v verb of a person (riferisce)     o function word (oggi)     d with a digit

Default deny: a capitalised word is unknown unless something vouches for it: the general vocabulary, medical morphology,
the project's own clinical list, or the corpus at hand (`Lexicon.knowing`). First names and surnames come from
licence-clean lists (Faker's Italian provider, python-codicefiscale).

This module never sees a text, only words.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from validation.anonymisation.word_lists import (
    PARTICLES,
    Names,
    clinical_words,
    folded,
    function_words,
    general_words,
    is_medical,
    listed_names,
)

__all__ = ["Lexicon", "default_lexicon", "folded"]

_TITLES = frozenset(
    """
    sig sigg signor signora signore signori signorina sigra signa s.ra dottor dottore dottori dottoressa professor
    professore professoressa ssa
    """.split()
)
_DOCTORS = frozenset("dott dr drssa dssa dottssa dottri drsa prof proff profssa".split())
_KIN = frozenset(
    """
    moglie marito figlio figlia figli madre padre mamma papa papà sorella fratello nipote nipoti nonno nonna zio zia
    cugino cugina cognato cognata suocero suocera genero nuora coniuge compagno compagna convivente fidanzato
    fidanzata badante caregiver amico amica vicino vicina piccolo piccola bambino bambina gemello gemella tutore
    tutrice sorelle fratelli bimbo bimba neonato neonata ragazzo ragazza minore vedova vedovo ved coniugata coniugato
    consuocera madrina padrino figliastro figliastra patrigno matrigna bisnonna bisnonno bisnipote pronipote exmoglie
    exmarito babbo mammina nonnina nonnino accompagnatore accompagnatrice familiare parente congiunto congiunta
    partner casa coinquilino coinquilina affidatario affidataria
    """.split()
)
_ROLES = frozenset(
    """
    paziente pz pazienti pt paz assistito assistita degente utente ospite intestatario chiamarsi chiama nomina cognome
    nome nominativo donatore donatrice candidato candidata richiedente interessato interessata beneficiario
    beneficiaria letto segnalato deceduto deceduta famiglia fam coniugi caro cara carissimo carissima
    alunno alunna stanza st riferimento
    """.split()
)
_NICKNAMED = frozenset("detto detta soprannominato soprannominata".split())
_CARERS = frozenset(
    """
    collega colleghi medico mmg pediatra pls curante dimittente refertante specializzando specializzanda psicologo
    psicologa psichiatra cardiologo cardiologa chirurgo chirurga ortopedico urologo ginecologo ginecologa neurologo
    neurologa nefrologo nefrologa oncologo oncologa anestesista radiologo radiologa ostetrica ostetrico oss educatore
    educatrice assistente fisioterapista logopedista caposala coordinatrice coordinatore operatore operatrice coll inf
    infermiere infermiera infermieri ip ft fkt tsrm tslb asa osa ota dietista strumentista primario aiuto referente
    internista geriatra pneumologo pneumologa ematologo ematologa infettivologo infettivologa gastroenterologo
    gastroenterologa endocrinologo endocrinologa diabetologo diabetologa dermatologo dermatologa oculista otorino
    reumatologo reumatologa fisiatra neurochirurgo neurochirurga rianimatore rianimatrice farmacista biologo biologa
    perfusionista tecnico autista soccorritore soccorritrice volontario volontaria barelliere direttore direttrice
    dirigente tutor docente maestra insegnante preside avv avvocato avvocata notaio ing geom rag arch don suor padre
    mons rev on cav comm gen col cap ten mar brig app maresciallo appuntato brigadiere agente ispettore carabiniere
    giudice ads psicoterapeuta neuropsichiatra terapista consulente odontoiatra osteopata podologo podologa ortottista
    audiometrista igienista puericultrice capoturno capoequipe segretaria segretario responsabile prescrittore
    prescrittrice inviante richiedente esecutore esecutrice validatore operatori reperibile triagista medici equipe
    equipaggio op operatoria as aiuti chirurghi mediatrice mediatore interprete testimone testimoni campanello
    citofono giver prescrittori accompagnato portantino cpsi amministratore
    """.split()
)
_SIGNATURES = frozenset(
    """
    firmato firmata firma firme sigla siglato siglata saluti ossequi guardia turno refertatore refertatrice firmatario
    firmataria sottoscritto sottoscritta estensore verbalizzante ref referto fto fede
    """.split()
)
_DONE_BY = frozenset(
    """
    validato validata refertato refertata compilato compilata redatto redatta eseguito eseguita scritto scritta
    registrato registrata inserito inserita visto vista valutato valutata visitato visitata parlato sentito sentita
    contattato contattata discusso discussa accompagnato accompagnata inviato inviata chiamato chiamata trascritto
    trascritta somministrato somministrata assistito colloquio incontro telefonata smonta monta consegna affidato
    affidata consegnato consegnata
    """.split()
).difference(_ROLES)
_UNITS = frozenset(
    """
    mg mcg µg ml ui mmol meq kg cc cp cpr cps compresse compressa capsule capsula fiala fiale fl gtt gocce bustina
    bustine supposte sciroppo soluzione crema collirio granulato iniettabile infusione unguento cerotto cerotti spray
    sospensione polvere mcl flacone flaconcino puff
    """.split()
)
_AGES = frozenset(
    """
    anni aa anno nato nata nasce maschio femmina enne età residente domiciliato domiciliata coniugato cf nt nataa
    natoa sesso classe
    """.split()
).difference(_KIN)
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
        closed = _closed_class(key, word)
        if closed:
            return closed
        if len(word) == 1:
            return "i" if word.isupper() else "j"
        if not set(key) - set("ivx") and key != "vi":
            return "d"
        if key in self.function_words:
            return "G" if word.istitle() and key in self.names.first else "o"
        if not word[0].isupper():
            return self._small(key) if len(key) > 2 else "s"
        return self._capital(key, word)

    def _small(self, key: str) -> str:
        """Judge a word in small letters: a listed name that is also a word is mostly the word."""
        kind = self._kind(key, small=True)
        if kind == "F" and key in self.safe and key not in _NEVER_WORDS:
            return "g"
        return "h" if kind == "U" and len(key) < 4 else kind.lower()

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

    def _kind(self, key: str, *, small: bool = False) -> str:
        """Tell F first name, L surname, G or M one that is also a word, S safe, U unknown; whatever the case."""
        if key in self.names.first:
            return "G" if key in self.names.also_words else "F"
        if key in self.names.last:
            return "M" if key in self.safe or key in self.names.also_words else "L"
        return "S" if key in self.safe or is_medical(key, self.safe, small=small) else "U"


def _closed_class(key: str, word: str) -> str:
    letter = _CLOSED.get(key, "")
    return letter.upper() if letter in _CASED and word[0].isupper() else letter


_CASED = ("p", "e")
_CLOSED = {
    key: letter
    for words, letter in reversed(
        [
            (_TITLES, "t"), (_DOCTORS, "T"), (PARTICLES, "p"), (_KIN, "k"), (_ROLES, "r"), (_CARERS, "c"), (_SIGNATURES, "x"),
            (_NICKNAMED, "q"), (_DONE_BY, "y"), (_AGES, "z"), (_UNITS, "w"), (_EPONYM_LEADS, "e"), (_VERBS, "v"), (_OUTCOMES, "n"),
        ]
    )
    for key in words
}  # fmt: skip
"""The letter of a word that belongs to a closed class; the first class named has it, where two do."""


def _speakable(key: str) -> bool:
    """Tell whether a word in capitals has vowels as a name has, which most abbreviations have not."""
    vowels = sum(letter in "aeiouyàèéìòù" for letter in key)
    return vowels >= 2 and vowels * 5 >= len(key)


@cache
def default_lexicon() -> Lexicon:
    """Give the lexicon every scan begins with; built once, in half a second."""
    safe = general_words() | clinical_words()
    return Lexicon(safe, listed_names(safe), function_words())
