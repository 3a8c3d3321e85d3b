"""Dates are found in whatever way they are written; ratios, scores, doses and values are not dates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.recognisers.dates import date_voices
from validation.anonymisation.recognisers.dating_words import BLOCKED, CHAIN, DATING, EVENT, LINE
from validation.anonymisation.recognisers.leads import Leads

ENGINE = IdentifierEngine(date_voices())


def found(text: str) -> list[tuple[str, str]]:
    """What is found, as (what it covers, entity); gated and ungated must agree about it."""
    hits = ENGINE.scan(text)
    assert hits == ENGINE.scan_ungated(text)
    return [(text[hit.start : hit.end], hit.entity) for hit in hits]


FOUND = {
    "12/03/2021": ("12/03/2021", "DATE_TIME"),
    "12/3/21": ("12/3/21", "DATE_TIME"),
    "1/1/2020": ("1/1/2020", "DATE_TIME"),
    "12.03.2021": ("12.03.2021", "DATE_TIME"),
    "12.03.21": ("12.03.21", "DATE_TIME"),
    "03-04-21": ("03-04-21", "DATE_TIME"),
    "2021-03-12": ("2021-03-12", "DATE_TIME"),
    "2021/03/12": ("2021/03/12", "DATE_TIME"),
    "dal 3/4 al 12/4": ("3/4 al 12/4", "DATE_TIME"),
    "in data 12/03": ("12/03", "DATE_TIME"),
    "il 12/3 dimesso": ("12/3", "DATE_TIME"),
    "ricovero del 5/11": ("5/11", "DATE_TIME"),
    "03/2019": ("03/2019", "DATE_TIME"),
    "nel 3/2019": ("3/2019", "DATE_TIME"),
    "12-15/03/2021": ("12-15/03/2021", "DATE_TIME"),
    "dal 3 al 15 marzo": ("3 al 15 marzo", "DATE_TIME"),
    "3 marzo": ("3 marzo", "DATE_TIME"),
    "3 marzo 2021": ("3 marzo 2021", "DATE_TIME"),
    "tre marzo": ("tre marzo", "DATE_TIME"),
    "primo maggio": ("primo maggio", "DATE_TIME"),
    "1° maggio": ("1° maggio", "DATE_TIME"),
    "mar-21": ("mar-21", "DATE_TIME"),
    "dic '22": ("dic '22", "DATE_TIME"),
    "marzo 2020": ("marzo 2020", "DATE_TIME"),
    "lunedì scorso": ("lunedì scorso", "DATE_TIME"),
    "lunedi scorso": ("lunedi scorso", "DATE_TIME"),
    "lunedì 3": ("lunedì 3", "DATE_TIME"),
    "Natale 2019": ("Natale 2019", "DATE_TIME"),
    "Ferragosto": ("Ferragosto", "DATE_TIME"),
    "a ferragosto": ("ferragosto", "DATE_TIME"),
    "25 aprile": ("25 aprile", "DATE_TIME"),
    "12/03/21 ore 14:35": ("12/03/21 ore 14:35", "DATE_TIME"),
    "12/03/2021 14:35:10": ("12/03/2021 14:35:10", "DATE_TIME"),
    "14:35:22": ("14:35:22", "DATE_TIME"),
    "3 genaio": ("3 genaio", "DATE_TIME"),
    "3 setembre 2020": ("3 setembre 2020", "DATE_TIME"),
    "febbario 2020": ("febbario 2020", "DATE_TIME"),
    "3 MARZO 2021": ("3 MARZO 2021", "DATE_TIME"),
    "GENNAIO 2020": ("GENNAIO 2020", "DATE_TIME"),
    "3 mar. 2021": ("3 mar. 2021", "DATE_TIME"),
    "03/mar/2021": ("03/mar/2021", "DATE_TIME"),
    "3-gen-20": ("3-gen-20", "DATE_TIME"),
    "il 3 mar": ("3 mar", "DATE_TIME"),
    "il 12.03": ("12.03", "DATE_TIME"),
    "in data 12.03": ("12.03", "DATE_TIME"),
    "il 10/10": ("10/10", "DATE_TIME"),
    "il 3 u.s.": ("3 u.s.", "DATE_TIME"),
    "il 12 c.m.": ("12 c.m.", "DATE_TIME"),
    "giovedì 12 marzo": ("giovedì 12 marzo", "DATE_TIME"),
    "gio 12/03": ("gio 12/03", "DATE_TIME"),
    "lo scorso aprile": ("aprile", "DATE_TIME"),
    "a marzo": ("marzo", "DATE_TIME"),
    "nel mese di giugno": ("giugno", "DATE_TIME"),
    "ai primi di luglio": ("primi di luglio", "DATE_TIME"),
    "settembre u.s.": ("settembre u.s.", "DATE_TIME"),
    "estate 2019": ("estate 2019", "DATE_TIME"),
    "II trimestre 2021": ("II trimestre 2021", "DATE_TIME"),
    "12/III/2021": ("12/III/2021", "DATE_TIME"),
    "12 XI 2020": ("12 XI 2020", "DATE_TIME"),
    "20210312 data ricovero": ("20210312", "DATE_TIME"),
    "del 12.3.21": ("12.3.21", "DATE_TIME"),
    "25/03: eseguita TC": ("25/03", "DATE_TIME"),
    "12 / 03 / 2021": ("12 / 03 / 2021", "DATE_TIME"),
    "12 03 2021": ("12 03 2021", "DATE_TIME"),
    "12,03,2021": ("12,03,2021", "DATE_TIME"),
    "12/03.2021": ("12/03.2021", "DATE_TIME"),
    "12\\03\\2021": ("12\\03\\2021", "DATE_TIME"),
    "12/03/'21": ("12/03/'21", "DATE_TIME"),
    "3 e 5 marzo": ("3 e 5 marzo", "DATE_TIME"),
    "3, 4 e 5 marzo 2021": ("3, 4 e 5 marzo 2021", "DATE_TIME"),
    "il 3/4/5 marzo": ("3/4/5 marzo", "DATE_TIME"),
    "dal 3 al 15/03": ("3 al 15/03", "DATE_TIME"),
    "10/03/2021-15/03/2021": ("10/03/2021", "DATE_TIME"),
    "dal 3 febbraio al 15 marzo": ("3 febbraio al 15 marzo", "DATE_TIME"),
    "ventisette luglio duemilaventi": ("ventisette luglio duemilaventi", "DATE_TIME"),
    "sabato 4 u.s.": ("sabato 4", "DATE_TIME"),
    "Pasqua 2020": ("Pasqua 2020", "DATE_TIME"),
    "a Natale": ("Natale", "DATE_TIME"),
    "il giorno di Santo Stefano": ("il giorno di Santo Stefano", "DATE_TIME"),
    "vigilia di Natale": ("vigilia di Natale", "DATE_TIME"),
    "la notte di Capodanno": ("notte di Capodanno", "DATE_TIME"),
    "nato il 3/4/40": ("3/4/40", "DATE_OF_BIRTH"),
    "Nato a Verona il 03.04.1940": ("03.04.1940", "DATE_OF_BIRTH"),
    "nata a Verona nel 1940": ("1940", "DATE_OF_BIRTH"),
    "data di nascita: 3/4/1940": ("3/4/1940", "DATE_OF_BIRTH"),
    "Data di nascita 03-04-40": ("03-04-40", "DATE_OF_BIRTH"),
    "d.d.n. 3/4/40": ("3/4/40", "DATE_OF_BIRTH"),
    "ddn 03/04/1940": ("03/04/1940", "DATE_OF_BIRTH"),
    "D.N.: 3.4.40": ("3.4.40", "DATE_OF_BIRTH"),
    "classe 1938": ("1938", "DATE_OF_BIRTH"),
    "classe '38": ("'38", "DATE_OF_BIRTH"),
    "nato/a il 3 marzo 1940": ("3 marzo 1940", "DATE_OF_BIRTH"),
    "n. il 3/4/40": ("3/4/40", "DATE_OF_BIRTH"),
    "n. a Verona il 3/4/40": ("3/4/40", "DATE_OF_BIRTH"),
    "n. 3.4.1940": ("3.4.1940", "DATE_OF_BIRTH"),
    "nata nell'aprile 1940": ("aprile 1940", "DATE_OF_BIRTH"),
    "anno di nascita: 1940": ("1940", "DATE_OF_BIRTH"),
    "nato a S. Giovanni in Persiceto (BO) il 3.4.40": ("3.4.40", "DATE_OF_BIRTH"),
    "deceduto il 3/4/2020": ("3/4/2020", "DATE_OF_DEATH"),
    "deceduta nel 2019": ("2019", "DATE_OF_DEATH"),
    "exitus il 3 marzo 2020": ("3 marzo 2020", "DATE_OF_DEATH"),
    "decesso in data 12.03.21": ("12.03.21", "DATE_OF_DEATH"),
    "morto nel 2019": ("2019", "DATE_OF_DEATH"),
    "deceduto a 85 anni nel 2019": ("2019", "DATE_OF_DEATH"),
    "exitus (12/03/21)": ("12/03/21", "DATE_OF_DEATH"),
    "decesso avvenuto alle ore 14.35 del 12/03/21": ("12/03/21", "DATE_OF_DEATH"),
    "muore il 12/3": ("12/3", "DATE_OF_DEATH"),
    "padre deceduto nel '98": ("'98", "DATE_OF_DEATH"),
    "xx/03/2021": ("03/2021", "DATE_TIME"),
    "12/03/xxxx": ("12/03/xxxx", "DATE_TIME"),
    "25-26 dicembre": ("25-26 dicembre", "DATE_TIME"),
    "31 dicembre 2020 ore 23.50": ("31 dicembre 2020 ore 23.50", "DATE_TIME"),
    "entro il 30/6": ("30/6", "DATE_TIME"),
    "fino al 15/11": ("15/11", "DATE_TIME"),
    "visita 12/11": ("12/11", "DATE_TIME"),
    "controllo il 15-03-21": ("15-03-21", "DATE_TIME"),
    "20/03/2020 h 12": ("20/03/2020 h 12", "DATE_TIME"),
    "DIMESSO IL 12/03": ("12/03", "DATE_TIME"),
    "RICOVERATA IL 3.4.21": ("3.4.21", "DATE_TIME"),
    "nel 10/98": ("10/98", "DATE_TIME"),
    "dal 03/21": ("03/21", "DATE_TIME"),
    "mercoledì 5/8": ("mercoledì 5/8", "DATE_TIME"),
    "Lunedi' 7": ("Lunedi' 7", "DATE_TIME"),
    "domenica 12": ("domenica 12", "DATE_TIME"),
    "12mar2021": ("12mar2021", "DATE_TIME"),
    "primo di aprile": ("primo di aprile", "DATE_TIME"),
    "Aprile 2021": ("Aprile 2021", "DATE_TIME"),
    "nel corso di novembre": ("novembre", "DATE_TIME"),
    "inizio ottobre": ("inizio ottobre", "DATE_TIME"),
    "metà agosto": ("metà agosto", "DATE_TIME"),
    "fine maggio 2018": ("fine maggio 2018", "DATE_TIME"),
    "luglio/agosto 2019": ("agosto 2019", "DATE_TIME"),
    "12-mar": ("12-mar", "DATE_TIME"),
}
NOTHING = (
    "10/10",
    "visus 10/10",
    "7/10",
    "NRS 7/10",
    "PA 120/80",
    "1/2 cp",
    "3/die",
    "grado 2/4",
    "forza 5/5",
    "12.5",
    "HbA1c 7.2",
    "versione 2.10.11",
    "levodopa 25/100",
    "T12-L1",
    "n. 3-4/die",
    "tel 045 12 34 567",
    "2 mar di sale",
    "set di suture",
    "3 set da 10",
    "mag 20",
    "terzo medio 1/3",
    "al 1/3 medio",
    "soffio 2/6",
    "pari al 2/3",
    "riduzione del 1/3",
    "10-12 mg",
    "dal 3-4%",
    "5-10-20 mg",
    "Mg 20",
    "pH 7.35",
    "1/2000",
    "diluizione 1/100",
    "INR 2.3-3.1",
    "5 mg 1/2 compressa",
    "nel 3% dei casi",
    "da 10 a 12 mesi",
    "APR: nega",
    "ago 21G",
    "2 ago",
    "EC 3.4.14",
    "cap. 4.2.12",
    "rischio 1/1000",
    "12-15 giorni",
    "aumento del 12.5",
    "GCS 15",
    "L4-L5",
    "C5/6",
    "il 2/3 dei pazienti",
    "SpO2 98%",
    "FC 72",
    "con 3/4 di flacone",
    "ROT 3/4",
    "MRC 4/5",
    "dal 4.5 al 6.2",
    "neonatale",
    "prenatale",
    "parto pretermine a 32 settimane",
    "la sig.ra Maggio",
    "martedì e giovedì",
    "FiO2 0.21",
    "1-2-3",
    "ore 14:35",
    "Apgar 8/9",
    "apgar 9/10",
    "del 10/12 casi",
    "set 3",
    "mag 5",
    "mar 3",
    "0.5/12",
    "3/12 mesi",
    "2/10 leads",
    "5/7 giorni",
    "punteggio 12/15",
    "28/30",
    "MMSE 24/30",
    "MMSE 27/30",
    "Barthel 10/100",
    "ADL 5/6",
    "IADL 4/8",
    "febbre 38.5",
    "K 4.05",
    "Na 140",
    "peso 3.2019",
    "1/3 prossimale, 2/3 distali",
    "BISAP 2/5",
)


@pytest.mark.parametrize(("text", "expected"), FOUND.items())
def test_found(text, expected):
    assert expected in found(text)


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_found(text):
    assert found(text) == []


PIECES = st.one_of(
    st.sampled_from([*FOUND, *NOTHING]),
    st.sampled_from(
        ["il", "dal", "in data", "3", "12/03", "/", "2019", "marzo", "lunedì", "nato", "deceduta", "al", "45,5", "٣"]
    ),
    st.text(max_size=5),
)
EVERYTHING = IdentifierEngine(date_voices(), threshold=0.0)


@given(st.lists(PIECES, min_size=1, max_size=6), st.sampled_from(["", " ", "\n", ", ", "\u00a0", ": "]), st.booleans())
def test_gated_and_ungated_findings_are_equal(pieces, separator, shouted):
    text = separator.join(pieces)
    text = text.upper() if shouted else text
    assert EVERYTHING.scan(text) == EVERYTHING.scan_ungated(text)


def test_every_recogniser_has_a_gate():
    assert all(recogniser.gate_patterns for recogniser in date_voices())


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("IMA nel 2019, in TAO", "2019"),
        ("diabete dal '98", "'98"),
        ("colecistectomia (1998)", "1998"),
        ("- 2004: frattura di femore", "2004"),
        ("frattura femore 2008", "2008"),
        ("asma dal 98", "98"),
        ("parti nel 1998, 2004 e 2009", "2009"),
        ("in carico dal 2011-2015", "2011-2015"),
        ("fine 2021", "fine 2021"),
        ("negli anni Ottanta", "Ottanta"),
    ],
)
def test_a_bare_year_is_found_but_never_surely(text, year):
    hits = ENGINE.scan(text)
    assert year in [text[hit.start : hit.end] for hit in hits]
    assert all(hit.score < 0.5 for hit in hits)
    assert hits == ENGINE.scan_ungated(text)


@pytest.mark.parametrize(
    "text",
    [
        "PLT 2015",
        "2000 UI",
        "CPK 2010, LDH 300",
        "peso 2010 g",
        "ferritina 2005",
        "nel 30% dei casi",
        "linee guida del 2017",
        "2000 kcal",
    ],
)
def test_a_value_or_a_law_is_no_year(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("15.04 Riposato a tratti", "15.04"),
        ("9/5 Rifiuta la cena", "9/5"),
        ("3/4: apiretico", "3/4"),
        ("Esami del 2/9: nella norma", "2/9"),
        ("Rx torace (3/11): negativo", "3/11"),
        ("TC encefalo 12/4 negativa", "12/4"),
        ("ricovero 12/4-18/4", "12/4-18/4"),
        ("dal 2.5 al 7.5", "2.5 al 7.5"),
        ("tamponi 12/4, 15/4 e 18/4", "18/4"),
        ("al 7/4 u.s.", "7/4"),
        ("RM 03/22 stabile", "03/22"),
        ("nei giorni 3 e 4/5", "3 e 4/5"),
        ("Ultima TC aprile 2023: negativa", "aprile 2023"),
        ("controllo AGO-09", "AGO-09"),
        ("intervento del 16 lug 21: ok", "16 lug 21"),
        ("controllo GIUGNO U.S.", "GIUGNO U.S."),
        ("3.7.23 h6 riposa", "3.7.23 h6"),
        ("permesso Epifania", "Epifania"),
        ("caduta lunedì di Pasqua", "lunedì di Pasqua"),
        ("la scorsa estate", "scorsa estate"),
        ("09_03_2021", "09_03_2021"),
        ("data 090321", "090321"),
    ],
)
def test_a_date_of_diaries_and_examinations_is_found(text, date):
    assert (date, "DATE_TIME") in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "PA 12/8", "5/5 forza agli arti", "8/10 OD", "emocolture 2/2 positive", "soffio 3/6", "terapia: 3/4 cp",
        "4.8 Effetti indesiderati",
        "dal 4.5 al 6.2", "ADL 5/6", "1-2 cpr", "linfonodi 2/12", "Dr. Aprile", "ago 21 G", "Sig. Natale", "12.5 mg",
    ],
)  # fmt: skip
def test_scores_doses_pressures_and_chapters_are_no_dates(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["31/02/2021", "32/01/2021", "12/13/1890", "29/02/2021", "30 febbraio 2020", "00/00/0000"]
)
def test_days_that_are_not_in_the_calendar_are_no_dates(text):
    assert all(entity != "DATE_TIME" or covered != text for covered, entity in found(text))


def test_a_birth_is_not_a_later_admission():
    assert found("Nato a termine, ricoverato il 12/03/2021") == [("12/03/2021", "DATE_TIME")]


@pytest.mark.parametrize(
    "text", ["Emocolture 2/3 pos per E. coli", "Emocolture 1/2 positive", "Holter ECG: 1955 BEV", "tamponi 2/3 neg."]
)
def test_counts_of_cultures_and_beats_are_no_dates(text):
    assert found(text) == []


@given(st.text(alphabet="12/4., ildatrxecpà\u00a0\n:(;ſ\ud800", max_size=40))
def test_the_words_before_a_number_are_read_as_python_reads_them(lead):
    patterns = {"dating": DATING, "event": EVENT, "blocked": BLOCKED, "line": LINE, "chain": CHAIN}
    assert Leads(patterns).said(lead) == {name for name, pattern in patterns.items() if pattern.search(lead)}
