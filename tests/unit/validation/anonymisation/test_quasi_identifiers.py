"""Details that help to find a person are found; diseases and ward prose are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.recognisers.quasi_identifiers import quasi_identifier_voices

ENGINE = IdentifierEngine(quasi_identifier_voices())


def found(text: str) -> list[tuple[str, str]]:
    """What is found, as (what it covers, entity); gated and ungated must agree about it."""
    hits = ENGINE.scan(text)
    assert hits == ENGINE.scan_ungated(text)
    return [(text[hit.start : hit.end], hit.entity) for hit in hits]


FOUND = {
    "non parla italiano, origine senegalese.": ("senegalese", "QUASI_IDENTIFIER"),
    "oirgine albanese": ("albanese", "QUASI_IDENTIFIER"),
    "origine: Marocco": ("Marocco", "QUASI_IDENTIFIER"),
    "di origini siciliane": ("siciliane", "QUASI_IDENTIFIER"),
    "45enne tunisino": ("tunisino", "QUASI_IDENTIFIER"),
    "mediatrice arabofona": ("arabofona", "QUASI_IDENTIFIER"),
    "riferisce di essere evangelica, rifiuta": ("evangelica", "QUASI_IDENTIFIER"),
    "pz ortodosso": ("ortodosso", "QUASI_IDENTIFIER"),
    "T.d.G.": ("T.d.G.", "QUASI_IDENTIFIER"),
    "si dichiara ateo": ("ateo", "QUASI_IDENTIFIER"),
    "dieta kosher": ("dieta kosher", "QUASI_IDENTIFIER"),
    "per motivi religiosi": ("per motivi religiosi", "QUASI_IDENTIFIER"),
    "arriva da cc di valverde di sopra con scorta": ("cc di valverde di sopra", "QUASI_IDENTIFIER"),
    "carcere minorile Verdolino con scorta": ("carcere minorile Verdolino", "QUASI_IDENTIFIER"),
    "CASA DI RECLUSIONE DI BORGOVERDE IL 3/4": ("CASA DI RECLUSIONE DI BORGOVERDE", "QUASI_IDENTIFIER"),
    "foglio di via": ("foglio di via", "QUASI_IDENTIFIER"),
    "in attesa di espulsione": ("in attesa di espulsione", "QUASI_IDENTIFIER"),
    "datore: edil bianchini srl.": ("edil bianchini srl", "QUASI_IDENTIFIER"),
    "Datore Comune di Borgoverde. Vigile": ("Comune di Borgoverde", "QUASI_IDENTIFIER"),
    "lavora presso cantina sociale di valverde, mola": ("cantina sociale di valverde", "QUASI_IDENTIFIER"),
    "infortunio sul lavoro c/o Vetreria Neri.": ("Vetreria Neri", "QUASI_IDENTIFIER"),
    "lavorava in miniera": ("miniera", "QUASI_IDENTIFIER"),
    "gestisce una pizzeria": ("pizzeria", "QUASI_IDENTIFIER"),
    "ex camiciaia": ("camiciaia", "QUASI_IDENTIFIER"),
    "ex ombrellaio": ("ombrellaio", "QUASI_IDENTIFIER"),
    "ex maestro di sci": ("maestro di sci", "QUASI_IDENTIFIER"),
    "marito camionista": ("camionista", "QUASI_IDENTIFIER"),
    "muratore in pensione": ("muratore", "QUASI_IDENTIFIER"),
    "lavora come operaia tessile": ("operaia tessile", "QUASI_IDENTIFIER"),
    "lavora come farmacista": ("farmacista", "QUASI_IDENTIFIER"),
    "professione: operatore ecologico.": ("operatore ecologico", "QUASI_IDENTIFIER"),
    "studente di giurisprudenza": ("giurisprudenza", "QUASI_IDENTIFIER"),
    "vedova di guerra": ("vedova di guerra", "QUASI_IDENTIFIER"),
    "affidata ai nonni": ("affidata ai nonni", "QUASI_IDENTIFIER"),
    "sindaco del paese": ("sindaco del paese", "QUASI_IDENTIFIER"),
    "ex tipografo": ("tipografo", "QUASI_IDENTIFIER"),
    "lavora come maresciallo dei carabinieri": ("maresciallo dei carabinieri", "QUASI_IDENTIFIER"),
    "professione: fabbro": ("fabbro", "QUASI_IDENTIFIER"),
    "dipendente Poste Italiane": ("Poste Italiane", "QUASI_IDENTIFIER"),
    "lavora presso la ditta bianchini scavi.": ("ditta bianchini scavi", "QUASI_IDENTIFIER"),
    "iscritto al liceo classico verdi.": ("liceo classico verdi", "QUASI_IDENTIFIER"),
    "paziente in semilibertà": ("in semilibertà", "QUASI_IDENTIFIER"),
    "ospite della casa circondariale": ("ospite della casa circondariale", "QUASI_IDENTIFIER"),
    "è una gemella omozigote": ("una gemella omozigote", "QUASI_IDENTIFIER"),
    "pz rom.": ("rom", "QUASI_IDENTIFIER"),
    "naz. egiziana": ("egiziana", "QUASI_IDENTIFIER"),
    "ex sindaco di Borgoverde": ("ex sindaco di Borgoverde", "QUASI_IDENTIFIER"),
    "sindaco del comune": ("sindaco del comune", "QUASI_IDENTIFIER"),
    "calciatore professionista": ("calciatore professionista", "QUASI_IDENTIFIER"),
    "magistrato in pensione": ("magistrato", "QUASI_IDENTIFIER"),
    "EX PRETE": ("EX PRETE", "QUASI_IDENTIFIER"),
    "Rivisto ieri\nEx vescovo": ("Ex vescovo", "QUASI_IDENTIFIER"),
    "PA 140/80. Ex sindaco di Borgoverde": ("Ex sindaco di Borgoverde", "QUASI_IDENTIFIER"),
    "di nazionalità bengalese": ("bengalese", "QUASI_IDENTIFIER"),
    "Religione: valdese": ("Religione: valdese", "QUASI_IDENTIFIER"),
    "famiglia ortodossa": ("famiglia ortodossa", "QUASI_IDENTIFIER"),
    "minore adottato": ("minore adottato", "QUASI_IDENTIFIER"),
    "dipendente della Łukasińska Legnami": ("Łukasińska Legnami", "QUASI_IDENTIFIER"),
    "suora di clausura": ("suora di clausura", "QUASI_IDENTIFIER"),
    "maresciallo dei carabinieri": ("maresciallo dei carabinieri", "QUASI_IDENTIFIER"),
    "di origine nigeriana": ("nigeriana", "QUASI_IDENTIFIER"),
    "cittadino moldavo": ("moldavo", "QUASI_IDENTIFIER"),
    "nazionalità rumena": ("rumena", "QUASI_IDENTIFIER"),
    "di etnia rom": ("rom", "QUASI_IDENTIFIER"),
    "testimone di Geova": ("testimone di Geova", "QUASI_IDENTIFIER"),
    "Testimoni di Geova": ("Testimoni di Geova", "QUASI_IDENTIFIER"),
    "musulmano praticante": ("musulmano praticante", "QUASI_IDENTIFIER"),
    "detenuto": ("detenuto", "QUASI_IDENTIFIER"),
    "casa circondariale di Borgo": ("casa circondariale di Borgo", "QUASI_IDENTIFIER"),
    "frequenta la scuola elementare": ("scuola elementare", "QUASI_IDENTIFIER"),
    "frequenta il liceo scientifico Volta": ("liceo scientifico Volta", "QUASI_IDENTIFIER"),
    "lavora presso Rossi Legnami": ("Rossi Legnami", "QUASI_IDENTIFIER"),
    "dipendente della Rossi Legnami": ("Rossi Legnami", "QUASI_IDENTIFIER"),
    "terremoto de L'Aquila": ("terremoto de L'Aquila", "QUASI_IDENTIFIER"),
    "terremoto dell'Aquila": ("terremoto dell'Aquila", "QUASI_IDENTIFIER"),
    "crollo del ponte": ("crollo del ponte", "QUASI_IDENTIFIER"),
    "crollo del ponte Morandi": ("crollo del ponte Morandi", "QUASI_IDENTIFIER"),
    "gemello monozigote": ("gemello monozigote", "QUASI_IDENTIFIER"),
    "terzogenita": ("terzogenita", "QUASI_IDENTIFIER"),
    "terza di sette figli": ("terza di sette figli", "QUASI_IDENTIFIER"),
    "uomo senegalese di 30 anni": ("senegalese", "QUASI_IDENTIFIER"),
    "donna ucraina": ("ucraina", "QUASI_IDENTIFIER"),
    "badante moldava": ("moldava", "QUASI_IDENTIFIER"),
    "originario del Senegal": ("Senegal", "QUASI_IDENTIFIER"),
    "proveniente dalla Nigeria": ("Nigeria", "QUASI_IDENTIFIER"),
    "nata in Romania": ("Romania", "QUASI_IDENTIFIER"),
    "richiedente asilo": ("richiedente asilo", "QUASI_IDENTIFIER"),
    "senza fissa dimora": ("senza fissa dimora", "QUASI_IDENTIFIER"),
    "agli arresti domiciliari": ("agli arresti domiciliari", "QUASI_IDENTIFIER"),
    "lavora come operaio alla Fiat": ("Fiat", "QUASI_IDENTIFIER"),
    "impiegata presso il Comune di Borgoverde": ("Comune di Borgoverde", "QUASI_IDENTIFIER"),
    "iscritta alla facoltà di medicina": ("facoltà di medicina", "QUASI_IDENTIFIER"),
    "studente del liceo Galvani": ("liceo Galvani", "QUASI_IDENTIFIER"),
    "frequenta la terza media": ("terza media", "QUASI_IDENTIFIER"),
    "assessore comunale": ("assessore comunale", "QUASI_IDENTIFIER"),
    "vigile del fuoco": ("vigile del fuoco", "QUASI_IDENTIFIER"),
    "giudice del tribunale": ("giudice", "QUASI_IDENTIFIER"),
    "di religione islamica": ("religione islamica", "QUASI_IDENTIFIER"),
    "in corso di Ramadan": ("Ramadan", "QUASI_IDENTIFIER"),
    "sopravvissuto alla Shoah": ("sopravvissuto alla Shoah", "QUASI_IDENTIFIER"),
    "strage di Borgoverde": ("strage di Borgoverde", "QUASI_IDENTIFIER"),
    "nato gemello": ("nato gemello", "QUASI_IDENTIFIER"),
    "interprete di lingua cinese": ("cinese", "QUASI_IDENTIFIER"),
    "parla solo arabo": ("arabo", "QUASI_IDENTIFIER"),
    "pz pakistano": ("pakistano", "QUASI_IDENTIFIER"),
    "cittadina cinese": ("cinese", "QUASI_IDENTIFIER"),
    "quinta gravidanza": ("quinta gravidanza", "QUASI_IDENTIFIER"),
    "figlia adottiva": ("figlia adottiva", "QUASI_IDENTIFIER"),
    "pilota di linea": ("pilota di linea", "QUASI_IDENTIFIER"),
    "monsignore": ("monsignore", "QUASI_IDENTIFIER"),
    "DETENUTA": ("DETENUTA", "QUASI_IDENTIFIER"),
    "di origini marocchine": ("marocchine", "QUASI_IDENTIFIER"),
    "CITTADINO ALBANESE": ("ALBANESE", "QUASI_IDENTIFIER"),
    "titolare della Pasticceria Rosa": ("Pasticceria Rosa", "QUASI_IDENTIFIER"),
    "autista per la Bianchi Trasporti": ("Bianchi Trasporti", "QUASI_IDENTIFIER"),
}
NOTHING = (
    "ex alcolista",
    "ex bevitore",
    "ex prematuro",
    "ex tabagista",
    "ex cocainista",
    "10 cc di soluzione",
    "in cc di glucosio",
    "è un agente selettivo",
    "Parroco don Bruno",
    "origine aortica",
    "origine coronarica",
    "farmacista di reparto",
    "datore di lavoro non informato",
    "lavora presso una famiglia",
    "Ospedale Israelitico",
    "anamnesi lavorativa: turni",
    "ex fumatore",
    "dipendente nelle ADL",
    "ROM completo",
    "infortunio sul lavoro: frequenta il parco",
    "fa la spesa",
    "ex novo",
    "epatite",
    "febbre del Nilo",
    "anemia mediterranea",
    "influenza spagnola",
    "sindrome di Down",
    "di origine vascolare",
    "di origine sconosciuta",
    "proveniente dal PS",
    "vigile e orientato",
    "insulino-dipendente",
    "carcinoma primario",
    "punto cardinale",
    "giudizio",
    "studio pilota",
    "nervo trigemino",
    "dipendente dalla dialisi",
    "dipendente da O2",
    "dispnea da sforzo",
    "pazienti di origine asiatica",
    "paziente romana",
    "lavora come operaio",
    "tosse canina",
    "colpo di frusta",
    "febbre Q",
    "malattia di Lyme",
    "crollo vertebrale",
    "crollo vertebrale di L2",
    "angina instabile",
    "l'attore principale della patogenesi",
    "giudice tutelare",
    "secondo di tre interventi",
    "paziente in dialisi",
    "Guillain-Barré",
    "gravidanza gemellare",
    "gemellare",
    "prima gravidanza",
    "frequenza cardiaca",
    "frequenta regolarmente",
    "tecnico di radiologia",
    "donna in gravidanza",
    "lingua russa",
    "frattura del capitato",
    "ricerca di virus cinese",
    "lavoro",
    "titolare di porto d'armi",
    "volontario",
    "alla Cardiologia",
    "rogo",
)


@pytest.mark.parametrize(("text", "expected"), FOUND.items())
def test_found(text, expected):
    assert expected in found(text)


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_found(text):
    assert found(text) == []


PIECES = st.one_of(
    st.sampled_from([*FOUND, *NOTHING]),
    st.sampled_from(["lavora", "presso", "la", "Rossi", "di", "origine", "frequenta", "ex", "ſ"]),
    st.text(max_size=5),
)
EVERYTHING = IdentifierEngine(quasi_identifier_voices(), threshold=0.0)


@given(st.lists(PIECES, min_size=1, max_size=6), st.sampled_from(["", " ", "\n", ", ", "\u00a0", ": "]), st.booleans())
def test_gated_and_ungated_findings_are_equal(pieces, separator, shouted):
    text = separator.join(pieces)
    text = text.upper() if shouted else text
    assert EVERYTHING.scan(text) == EVERYTHING.scan_ungated(text)


def test_every_recogniser_has_a_gate():
    assert all(recogniser.gate_patterns for recogniser in quasi_identifier_voices())
