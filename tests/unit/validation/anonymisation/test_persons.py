"""Names after a telling word. Everybody here is invented."""

import unicodedata

import pytest

from validation.anonymisation.recognisers.persons import titled

NAMED = [
    ("La sig.ra Bianchi, di 54 anni", "Bianchi"),
    ("la signora BIANCHI Anna", "BIANCHI Anna"),
    ("SIG.RA BIANCHI ANNA", "BIANCHI ANNA"),
    ("signorina Laura Conti", "Laura Conti"),
    ("Sig.na Conti", "Conti"),
    ("sig ra Conti", "Conti"),
    ("Sig. Mario Verdi riferisce", "Mario Verdi"),
    ("sig.Verdi", "Verdi"),
    ("sigg. Verdi", "Verdi"),
    ("Sig.: Verdi", "Verdi"),
    ("dott. M. Verdi", "M. Verdi"),
    ("dott.ssa Neri", "Neri"),
    ("Dott. ssa Neri", "Neri"),
    ("dottoressa Neri", "Neri"),
    ("d.ssa Neri", "Neri"),
    ("dr Neri", "Neri"),
    ("Dr.ssa Anna-Maria Neri-Conti", "Anna-Maria Neri-Conti"),
    ("Prof.ssa D'Angelo", "D'Angelo"),
    ("prof. D' Ettorre", "D' Ettorre"),
    ("prof. D’Angelo", "D’Angelo"),
    ("Prof. Dott. Mario Verdi", "Mario Verdi"),
    ("sig. De Luca", "De Luca"),
    ("sig.ra Di Stefano", "Di Stefano"),
    ("sig. Lo Cascio", "Lo Cascio"),
    ("sig.ra La Pira", "La Pira"),
    ("dott. Dell'Orto", "Dell'Orto"),
    ("dott. Maria de Rosa", "Maria de Rosa"),
    ("dott. van Dyck", "van Dyck"),
    ("dott. NICOLO' VERDI", "NICOLO' VERDI"),
    ("sig. Niccolò Verdi", "Niccolò Verdi"),
    ("sig. McDonald", "McDonald"),
    ("sig. Li di anni 30", "Li"),
    ("Sig. M.R. di anni 40", "M.R."),
    ("la signora A.M.B di anni 65", "A.M.B"),
    ("il sig. L. di anni 93", "L."),
    ("il sig. I. Bianchi", "I. Bianchi"),
    ("la sig.ra Chiara D., sposata", "Chiara D."),
    ("dott. G. B. Verdi", "G. B. Verdi"),
    ("Prof. Eco", "Eco"),
    ("Dott. Gentile", "Gentile"),
    ("dal Dr.\nVerdi", "Verdi"),
    ("dal Prof.\r\nVerdi", "Verdi"),
    ("inf. Verdi in turno", "Verdi"),
    ("medicata dall'inf. Verdi", "Verdi"),
    ("l'infermiera Anna", "Anna"),
    ("il piccolo Leonardo giunge", "Leonardo"),
    ("alla piccola Sofia", "Sofia"),
    ("la moglie Anna riferisce", "Anna"),
    ("la badante Olena", "Olena"),
    ("il figlio Luca Verdi", "Luca Verdi"),
    ("dott. Verdi UO Cardiologia", "Verdi"),
    ("dott.ssa Chiara Neri Psicoterapeuta", "Chiara Neri"),
    ("Dott. Verdi Via Roma", "Verdi"),
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_a_name_after_a_telling_word_is_found_whole_and_without_the_word(found, text, name):
    assert (name, "PERSON") in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sig.ra di 54 anni",
        "Sig.ra Di 54 anni",
        "la signora lamenta dolore",
        "LA SIGNORA RIFERISCE DOLORE",
        "Prof. Ordinario di Chirurgia",
        "dott. in medicina",
        "il dott. di guardia",
        "edema agli arti inf. In APR",
        "HLA-DR B1",
        "COMPRESSE e PROFONDAMENTE",
        "significativo Miglioramento",
        "morbo di Parkinson, sindrome di Down",
        "segno di Murphy negativo, Giordano neg bilat, Blumberg negativo",
        "padre iperteso, madre Ipertesa",
        "FIGLIA HCV positiva",
        "nel ruolo del Dottore. Mi è piaciuto",
        "Lasix 25 mg, Tachipirina 1000 al bisogno",
        "EO: addome trattabile. PA 130/80, SpO2 97%, GCS 15",
    ],
)
def test_what_is_no_name_is_left_alone(found, text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Reddy's",
        "Treprostinil Dr. Reddy´s 1 mg",
        "Dr. Reddy's Laboratories S.r.l. a socio unico",
        "Sildenafil Dr. Regg'ys",
        "Dr. Giuseppe Verdi S.r.l.",
        "Dr. Neri Pharma GmbH",
        "Dr. Willmar Neri GmbH & Co.KG",
    ],
)
def test_a_firm_is_not_titled(text):
    assert titled(text, text.index("Dr")) is None


def test_two_titled_persons_side_by_side_are_two(found):
    assert found("Sig. Verdi Dott. Neri") == [("Verdi", "PERSON"), ("Neri", "PERSON")]


def test_letters_and_accents_written_apart_belong_to_the_name(found):
    text = unicodedata.normalize("NFD", "la sig.ra Noemì Nicolò")
    assert found(text) == [(unicodedata.normalize("NFD", "Noemì Nicolò"), "PERSON")]
