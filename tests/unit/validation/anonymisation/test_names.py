"""Names by default deny: what is listed, what nothing vouches for, what only looks like a name. Everybody is invented."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.anonymisation.lexicon import default_lexicon
from validation.anonymisation.recognisers.name_ways import occurring, places
from validation.anonymisation.recognisers.names import NameVoice, _Letters, _Line

NAMED = [
    ("Rossi Mario, nato a", "Rossi Mario"),
    ("ROSSI MARIO", "ROSSI MARIO"),
    ("Accompagnata da Mario Rossi al triage", "Mario Rossi"),
    ("visitata da M. Rossi ieri", "M. Rossi"),
    ("valutata da D' Ettorre ieri", "D' Ettorre"),
    ("parla con Anna-Maria Quagliozzi", "Anna-Maria Quagliozzi"),
    ("la badante Olena Hrytsenko riferisce", "Olena Hrytsenko"),
    ("il pz. Tramontozzi rifiuta", "Tramontozzi"),
    ("paziente bianchi mario", "bianchi mario"),
    ("la sig.ra rossi riferisce", "rossi"),
    ("sig. de luca", "de luca"),
    ("colloquio con giuseppe oggi", "giuseppe"),
    ("figlia anna presente", "anna"),
    ("pz M.R. di anni 40", "M.R."),
    ("Il paziente G.B. riferisce", "G.B."),
    ("Laura Gallo riferisce", "Laura Gallo"),
    ("Chiara ha dormito", "Chiara"),
    ("il colloquio con SALVATORE prosegue", "SALVATORE"),
    ("FORTE GIORGIO - diario", "FORTE GIORGIO"),
    ("DI BELLO GIORGIO", "DI BELLO GIORGIO"),
    ("avvisato Wojciechowski al telefono", "Wojciechowski"),
    ("parla Anna Costa", "Anna Costa"),
    ("MMG Trabucchi informato", "Trabucchi"),
    ("NICOLO' BIANCHI", "NICOLO' BIANCHI"),
    ("la sig.ra Bianchi\u00a0Anna", "Bianchi\u00a0Anna"),
    # one letter for one of the names
    ("Dott. Longo t.", "Longo t."),
    ("si dimette Quagliozzi G., vigile", "Quagliozzi G."),
    ("IL MEDICO REFERTANTE: VIOLA S.", "VIOLA S."),
    ("il medico curante dott.ssa s. rinaldi", "s. rinaldi"),
    # who signs, and how
    ("Terapia invariata.\nMancini", "Mancini"),
    ("Distinti saluti. de luca anna", "de luca anna"),
    ("F.to Trabucchi Olena", "Trabucchi Olena"),
    ("firmato digitalmente da: laura gallo", "laura gallo"),
    ("Med. Ref.: Tramontozzi", "Tramontozzi"),
    ("IL MEDICO DI GUARDIA\nMAZZA", "MAZZA"),
    ("dott.ssa neri / inf. gallo", "neri"),
    ("dott.ssa neri / inf. gallo", "gallo"),
    ("Validato da Kovalenko Olena", "Kovalenko Olena"),
    # a note all in small letters
    ("si certifica che hrytsenko wojciech, nato il", "hrytsenko wojciech"),
    ("nipote (xhevdet) presente", "xhevdet"),
    ("richiesta da figlia, valbona", "valbona"),
    ("vicina di casa tramontozzi", "tramontozzi"),
    ("letto 12 tramontozzi: agitato", "tramontozzi"),
    ("sig. quaglia, di 44 anni", "quaglia"),
    ("dott. sano.", "sano"),
    ("colloquio con dott dell' orto.", "dell' orto"),
    ("bianco, roberto nato a", "bianco, roberto"),
    # names that are words
    ("collega Sano", "Sano"),
    ("Visto con anestesista Dell' Orto.", "Dell' Orto"),
    ("sentito Gioia Polmone ieri", "Gioia Polmone"),
    ("reperibile D'Amico", "D'Amico"),
    ("nonna Pina presente", "Pina"),
    ("oss, Primo Bertolini", "Primo Bertolini"),
    # two at once
    ("Medici: De Santis/Ferri", "Ferri"),
    ("smonta tramontozzi, monta bianchi", "tramontozzi"),
]


@pytest.fixture(scope="module")
def voice():
    return NameVoice()


def names_of(voice, text):
    return [text[each.start : each.end] for each in voice.analyze(text, ["PERSON"])]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_a_name_is_covered_whole(voice, text, name):
    start = text.index(name)
    covered = {at for each in voice.analyze(text, ["PERSON"]) for at in range(each.start, each.end)}
    assert {start + at for at, letter in enumerate(name) if letter.isalnum()} <= covered


@pytest.mark.parametrize(
    "text",
    [
        "Durante la notte dorme. Oggi apiretica.",
        "Dispnea da sforzo. Ematuria.",
        "Malattia di Parkinson e morbo di Crohn",
        "Giordano negativo, Murphy +",
        "globuli rossi e bianchi nella norma",
        "paziente serena, vigile",
        "la seconda medicazione",
        "PAZIENTE VIGILE, ADDOME TRATTABILE",
        "BPCO, FA, IRC, DM2 e OSAS",
        "stecca di Zimmer, ponte di Varolio, corpi di Lewy",
        "prognosi 12 gg s.c., congiuntive iperemiche",
        "attivita' riferita, familiarita' negativa, gia' noto",
        "Teleconsulto per politrauma. Tireoglobulina indosabile.",
        "esame obiettivo: asintomatico, difficoltà a rivolgersi",
        "Zarvipran 20 mg e Olmefratin 1 cp la sera",
        "ASA III, classe NYHA ii",
        "medico reperibile, assistente sociale",
    ],
)
def test_prose_holds_no_name(voice, text):
    assert names_of(voice, text) == []


def test_an_unknown_word_is_denied_until_somebody_vouches_for_it(voice):
    text = "Assume Zarvipran da un mese"
    assert names_of(voice, text) == ["Zarvipran"]
    assert names_of(NameVoice(default_lexicon().knowing(["zarvipran"])), text) == []


def test_nobody_can_vouch_for_a_listed_name():
    knowing = default_lexicon().knowing(["giuseppe", "esposito"])
    assert knowing.letter("Giuseppe") == "F"
    assert knowing.letter("Esposito") == "L"


def test_a_listed_name_counts_more_than_an_unknown_word(voice):
    listed, unknown = (
        voice.analyze(text, ["PERSON"])[0].score for text in ("vede Giuseppe oggi", "vede Zarvipran oggi")
    )
    assert listed >= 0.5 > unknown >= 0.3


@given(st.text(alphabet=st.sampled_from("Rossi Mario.,\n\r\t\u00a0d'’()/-3é\u0301ßİ "), max_size=80))
def test_every_letter_of_the_line_leads_back_to_what_it_stands_for(text):
    line = _Line(text, _Letters(default_lexicon()))
    for at, letter in enumerate(line.line):
        start, end = line.span(at, at + 1)
        assert 0 <= start <= end <= len(text)
        if letter.isalpha():
            assert any(character.isalnum() for character in text[start:end])
        elif letter == "|":
            assert text[start:end] == "\n"


def test_every_way_finds_what_re2_says_it_can():
    line = "y p t M F. r. V i., j. f s k ,u | x: C l,"
    ways = occurring(line)
    assert ways
    assert {way for _, _, way in places(line, ways)} <= ways


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    for each in NameVoice().analyze(text, ["PERSON"]):
        assert 0 <= each.start < each.end <= len(text)
        assert re.search(r"\w", text[each.start : each.end])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("detta la Rossa dal vicinato", "Rossa"),
        ("il marito Chen Reparto presente in sala", "Chen Reparto"),
        ("stanza 3 Cavallin e Dal Casetto da mobilizzare", "Dal Casetto"),
        ("firmato g. de ortica", "g. de ortica"),
        ("L'assistito Casetta U. rientra domani", "Casetta U."),
        ("smonto: ylenia, consegna: zanchetta e quagliozzi", "zanchetta e quagliozzi"),
    ],
)
def test_words_that_are_names_here_are_found(text, name):
    voice = NameVoice()
    assert name in [text[said.start : said.end] for said in voice.spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "come detto la casa è fredda, detto fatto",
        "il marito presente in reparto, la moglie in sala",
        "la casa e dal reparto si va in sala",
        "firmato il consenso, firmato in sala",
        "l'assistito rientra domani, in reparto U. rossa",
        "consegna: stanza pulita e letto rifatto",
    ],
)
def test_the_same_words_elsewhere_are_none(text):
    assert [text[said.start : said.end] for said in NameVoice().spans(text)] == []
