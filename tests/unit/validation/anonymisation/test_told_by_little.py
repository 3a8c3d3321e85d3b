"""What little tells is found: trades, walks of life, bare days, seats; beside each, words alike that tell nobody apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.recognisers.dates import date_voices
from validation.anonymisation.recognisers.facilities import facility_voices
from validation.anonymisation.recognisers.quasi_identifiers import quasi_identifier_voices

ENGINE = IdentifierEngine([*date_voices(), *facility_voices(), *quasi_identifier_voices()])
EVERYTHING = IdentifierEngine([*date_voices(), *facility_voices(), *quasi_identifier_voices()], threshold=0.0)


def found(text: str) -> list[str]:
    """What is found; gated and ungated must agree about it."""
    hits = ENGINE.scan(text)
    assert hits == ENGINE.scan_ungated(text)
    return [text[hit.start : hit.end] for hit in hits]


# A text, what is found in it, and a text like it in which nothing is.
TWINS = [
    # Trades, peoples and faiths in apposition.
    ("Pz falegname, ferita al dito", "falegname", "Pz vigile, ferita al dito"),
    ("Casellante, dorme di giorno", "Casellante", "Infermiere, medico e psicologo informati"),
    ("Anamnesi sociale: sarta, vedova", "sarta", "Anamnesi sociale: vive sola"),
    ("45enne, arbitro di calcio, distorsione", "arbitro di calcio", "Attività fisica, dieta"),
    ("Pz di 30 anni, senegalese, dolore", "senegalese", "Stampella canadese, carico sfiorante"),
    ("Donna di 40 anni sudamericana, prurito", "sudamericana", "Tripanosomiasi sudamericana, sierologia"),
    ("Evangelico, rifiuta il vino", "Evangelico", "Il canto evangelico"),
    ("antibiotico iniziato; musulmana, chiede un'interprete", "musulmana", "Indometacina, aspirina"),
    # Peoples and regions beside a person.
    ("nuora rumena presente", "rumena", "insalata rumena presente"),
    ("pz verosimilmente nigeriano", "nigeriano", "ceppo nigeriano"),
    ("passaporto brasiliano, STP", "brasiliano", "ragno brasiliano, puntura"),
    ("famiglia calabrese", "calabrese", "peperoncino calabrese"),
    # Walks of life.
    ("gioca a pallavolo in serie C", "gioca a pallavolo in serie C", "gioca a lungo col telefono"),
    ("suona nella banda del paese", "suona nella banda del paese", "suona il campanello"),
    ("moglie del notaio informata", "notaio", "moglie del paziente informata"),
    ("padre di un nostro infermiere", "nostro infermiere", "padre di un bambino"),
    ("vive in canonica", "vive in canonica", "vive in casa"),
    ("imbarcato sulla Aurora Secunda", "imbarcato sulla Aurora Secunda", "salito sulla bilancia"),
    ("figlia di consanguinei", "figlia di consanguinei", "prelievo dai consanguinei"),
    ("frequenta la terza media", "terza media", "frequenta poco gli amici"),
    ("studente fuorisede", "fuorisede", "studente"),
    ("lavora in cava come brillatore", "brillatore", "lavora in casa come può"),
    # Workplaces.
    ("lavora in tribunale", "tribunale", "lavora in piedi"),
    ("dipendente comunale", "comunale", "dipendente da alcol"),
    ("Ditta Brusaferri Traslochi, infortunio", "Brusaferri Traslochi", "Ditta produttrice avvisata"),
    ("ricercatrice al CNR", "CNR", "ricerca al microscopio"),
    # Days.
    ("prossimo appuntamento gio 14 ore 9", "gio 14", "warfarin gio 1 ven 2"),
    ("Dom 3: notte tranquilla", "Dom 3", "dom 3 cp"),
    ("sintomi da sabato", "sabato", "terapia da lunedì a venerdì"),
    ("caduta martedì sera", "martedì sera", "compressa ogni martedì sera"),
    ("Lunedi da rivedere", "Lunedi", "terapia il lunedì"),
    ("dieta libera da oggi 3/5", "3/5", "da oggi 1/2 cp"),
    ("febbre dal 29", "29", "febbre nel 29%"),
    ("si rimuovono i punti il 15.", "15", "dolore: il 5 dito."),
    ("assente per malattia dal 3 al 10.", "3 al 10", "VAS dal 7 al 3."),
    ("operata il 3 e dimessa", "3", "operata: il 3 e il 4 dito"),
    ("il 20 accesso in PS", "20", "il 20 % dei casi"),
    ("TURB 16/4: basso grado", "16/4", "CPAP 16/4: ben tollerata"),
    ("EE 18/1: Hb 9; 20/1: Hb 8", "20/1", "Titoli 1/20: neg; 1/40: neg"),
    ("vaccino: I dose 3/21", "3/21", "soffio I 3/6"),
    ("C1G1 4/6", "4/6", "GCS 4/6"),
    ("notte 9-10/5 agitata", "9-10/5", "forza 4-5/5 agli arti"),
    ("nuovo episodio il ventitré c.m.", "ventitré c.m.", "nuovo episodio, il terzo"),
    ("degente dal 18 us", "18 us", "cisti di 18 mm"),
    ("ricovero (3.2015)", "3.2015", "punto 3.2015"),
    ("Settembre: controllo", "Settembre", "Prof. Settembre"),
    ("medicazione merc 3/4", "merc 3/4", "forza 3/4"),
    ("Controllo lunedì 3 h 10", "lunedì 3 h 10", "lunedì 3 gg"),
    ("notte del 9 su 10 maggio", "9 su 10 maggio", "9 su 10 pazienti"),
    ("addì 7 aprile duemilaventidue", "7 aprile duemilaventidue", "duemilaventidue leucociti"),
    ("da sostituire 28 mar.", "28 mar", "28 mm."),
    ("3/4 M: riposa", "3/4", "3/4 mm"),
    ("rx torace 4.3: negativo", "4.3", "K 4.3: corretto"),
    ("operato nell'88.", "88", "nell'80% dei casi."),
    ("DM tipo 2 (2000), scarso compenso", "2000", "DM n. 70 (2015)"),
    ("(QUART 2007, RT)", "2007", "(PLT 2007, GB 5)"),
    ("amianto (cantieri, 1968-1985)", "1968-1985", "quota 1968-1985 ml"),
    ("ultimo INR 3.2.24 regolare", "3.2.24", "punto nr 3.2.24"),
    # Seats.
    ("seguito dal CSM zona 4", "CSM zona 4", "dolore in zona 4"),
    ("accolta al dormitorio di viale Brusaferri", "dormitorio di viale Brusaferri", "accolta in dormitorio"),
    ("visto in ambulatorio 12", "ambulatorio 12", "visto in ambulatorio 12.5"),
    ("letto in Ortopedia piano 3", "Ortopedia piano 3", "letto al piano"),
    ("farmacia comunale 2", "farmacia comunale 2", "farmacia di turno"),
    ("trasferito da OBI Desio", "OBI Desio", "trasferito da OBI stabile"),
    ("contattata UTIC San Bartolo", "UTIC San Bartolo", "contattata UTIC"),
    ("operato al St. Brendan's Hospital", "St. Brendan's Hospital", "somministrata la Hamilton Scale"),
    ("laboratorio del st. brendan's  hospital", "st. brendan's  hospital", "standard hospital"),
    ("seguita al Royal Brendan", "Royal Brendan", "pappa Royal"),
    ("ospite c/o Le Magnolie", "Le Magnolie", "ospite c/o la figlia"),
    ("altro nosocomio (Circolo di Varese)", "Circolo di Varese", "circolo di affetti"),
    ("frattura vista dal CTO", "CTO", "occlusione cronica (CTO)"),
    ("iscritto I.C. Don Brusaferri", "I.C. Don Brusaferri", "OR 2.1, IC 95%"),
    ("segnalato alla Procura di Monza", "Procura di Monza", "procura di rado vomito"),
    ("UOC Nefrologia AOU Sassari", "UOC Nefrologia", "UOC Nefrologia avvisata"),
    (
        "visita in Clinica Neurologica di Padova",
        "Clinica Neurologica di Padova",
        "visita in Clinica Neurologica di oggi",
    ),
    ("vista in Neurologia Niguarda", "Neurologia Niguarda", "vista in Neurologia"),
]


@pytest.mark.parametrize(("text", "told", "twin"), TWINS, ids=[told for _, told, _ in TWINS])
def test_what_little_tells_is_found_and_its_twin_is_not(text: str, told: str, twin: str) -> None:
    assert any(told in hit for hit in found(text)), found(text)
    assert found(twin) == []


PIECES = st.one_of(
    st.sampled_from([text for pair in TWINS for text in (pair[0], pair[2])]),
    st.sampled_from(["il", "dal", "lavora", "in", "Pz", "3/4", "16/4", "di", "via", "Royal", "ſ", "İ"]),
    st.text(max_size=4),
)


@given(
    st.lists(PIECES, min_size=1, max_size=5),
    st.sampled_from(["", " ", "\n", ", ", "\u00a0", ": ", ". "]),
    st.booleans(),
)
def test_gated_and_ungated_findings_are_equal(pieces: list[str], separator: str, shouted: bool) -> None:
    text = separator.join(pieces)
    text = text.upper() if shouted else text
    assert EVERYTHING.scan(text) == EVERYTHING.scan_ungated(text)
