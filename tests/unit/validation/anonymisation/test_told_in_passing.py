"""What notes say in passing: stays between two dates, years behind names, trades between commas, handles, codes, services."""

from __future__ import annotations

import pytest

from validation.anonymisation.engine import default_engine

FOUND = {
    "degente dal 4 al 19/6/2020": ("4 al 19/6/2020", "DATE_TIME"),
    "RICOVERATA DAL 7 MARZO AL 2 APRILE PER TVP": ("7 MARZO AL 2 APRILE", "DATE_TIME"),
    "dal 13/08 all'1/9/2022 in lungodegenza": ("13/08 all'1/9/2022", "DATE_TIME"),
    "colloquio con la sorella 14.09": ("14.09", "DATE_TIME"),
    "Prossima seduta 9.07.": ("9.07", "DATE_TIME"),
    "tampone 30-03 negativo": ("30-03", "DATE_TIME"),
    "impianto di loop recorder 13/v/2019": ("13/v/2019", "DATE_TIME"),
    "PEG 2017, nutrizione notturna": ("2017", "DATE_TIME"),
    "Utente Rossetti Marina, 1958, via dei Gelsi 3": ("1958", "DATE_OF_BIRTH"),
    "sig. Bruni Carlo cls 1949": ("1949", "DATE_OF_BIRTH"),
    "padre † 1987": ("1987", "DATE_OF_DEATH"),
    "madre + 2003": ("2003", "DATE_OF_DEATH"),
    "nonno deceduto 1991 per IMA": ("1991", "DATE_OF_DEATH"),
    "ha inviato foto a lilla_neri99.": ("lilla_neri99", "SOCIAL_HANDLE"),
    "messaggi tramite gino.bassi84 prima del gesto": ("gino.bassi84", "SOCIAL_HANDLE"),
    "dott.ssa Neri A., cod. 45123": ("45123", "PROFESSIONAL_ID"),
    "REGISTRO OPERATORIO 719059": ("719059", "RECORD_NUMBER"),
    "richiesta n. 2019-dh-56628": ("2019-dh-56628", "RECORD_NUMBER"),
    "seguito dalla UVM di Urbino": ("UVM di Urbino", "FACILITY"),
    "asl ogliastra, sede di poliambulatorio": ("asl ogliastra", "FACILITY"),
    "in cura presso clinica serenika, poi a casa": ("clinica serenika", "FACILITY"),
    "laboratorio osp. civile di carovilli": ("osp. civile di carovilli", "FACILITY"),
    "febbre al rientro da hurghada. Viaggio": ("hurghada", "LOCATION"),
    "VISITA DOMICILIARE A FANO, CORSO MATTEOTTI 14": ("FANO", "LOCATION"),
    "rientrato da Los Angeles ieri": ("Los Angeles", "LOCATION"),
    "abita in via cesare battisti 12": ("via cesare battisti 12", "ADDRESS"),
    "sig.ra Wu Mei, 34a, sarta in una fabbrica, cinese.": ("sarta in una fabbrica", "QUASI_IDENTIFIER"),
    "SIG.RA WU MEI, 34A, BARISTA, CINESE.": ("CINESE", "QUASI_IDENTIFIER"),
    "pz senza documenti, albanese, dorme in stazione": ("albanese", "QUASI_IDENTIFIER"),
    "ha fatto imbianchino per 30 anni": ("imbianchino", "QUASI_IDENTIFIER"),
    "lavorava alla ex Ilva": ("ex Ilva", "QUASI_IDENTIFIER"),
    "dipendente Carbosulfa srl": ("Carbosulfa srl", "QUASI_IDENTIFIER"),
    "**** Paola: polmonite destra": ("****", "PLACEHOLDER"),
}
PLAIN = {
    "medicazioni 3/sett. a domicilio": "DATE_TIME",
    "controllo tra 3 sett": "DATE_TIME",
    "emocolture 2/4 positive per E. coli": "DATE_TIME",
    "medicato l'accesso, DR 2000.": "DATE_TIME",
    "dal 2.5 al 7.5 mg": "DATE_TIME",
    "controllo INR 2.10": "DATE_TIME",
    "visita: creatinina 1.10": "DATE_TIME",
    "pz operato di ernia, 2015, ora bene": "DATE_OF_BIRTH",
    "note: esame_obiettivo normale": "SOCIAL_HANDLE",
    "RIVALUTAZIONE CLINICA DOMANI, NPO": "FACILITY",
    "esofagite B Los Angeles, ernia iatale": "LOCATION",
    "H. pylori +, Sydney A2": "LOCATION",
    "CADUTA A DOMICILIO CON TRAUMA CRANICO NON COMMOTIVO": "LOCATION",
    "emocolture in salita febbrile x 3": "ADDRESS",
    "valutata da fisioterapista, psicologo, dietista.": "QUASI_IDENTIFIER",
    "non dolente, tecnica di Seldinger, polso": "QUASI_IDENTIFIER",
    "*** ALLERGIE *** nessuna": "PLACEHOLDER",
}


def _scanned(text: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.entity) for hit in default_engine().scan(text)]


@pytest.mark.parametrize(("text", "expected"), FOUND.items())
def test_found(text: str, expected: tuple[str, str]) -> None:
    assert expected in _scanned(text)


@pytest.mark.parametrize(("text", "entity"), PLAIN.items())
def test_left_alone(text: str, entity: str) -> None:
    assert entity not in {found for _, found in _scanned(text)}


@pytest.mark.parametrize("text", [*FOUND, *PLAIN])
def test_gated_is_ungated(text: str) -> None:
    assert default_engine().scan(text) == default_engine().scan_ungated(text)
