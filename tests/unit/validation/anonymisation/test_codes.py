"""Codes and numbers that their form or their noun gives away. Every person and number is invented."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.recognisers import italian_recognisers
from validation.anonymisation.recognisers.codes import code_voices

MINE = (
    "fiscal-code vat-code driver-licence passport identity-card iban credit-card phone phone-named health-card stp-code "
    "prescription plate vehicle document handle record-number professional-id device-number ip-address fiscal-code-mistyped "
    "bank-account email-spelt url-spelt mac-address-named ip-address-named unexplained-number"
).split()
VOICES = {recogniser.name: recogniser for recogniser in italian_recognisers() if recogniser.name in MINE}
ENGINE = IdentifierEngine(VOICES.values())


def told(text: str) -> list[tuple[str, str]]:
    hits = ENGINE.scan(text)
    assert hits == ENGINE.scan_ungated(text)
    return [(text[hit.start : hit.end], hit.entity) for hit in hits]


# The place between angle brackets is the identifier.
FOUND = {
    "IT_HEALTH_CARD": [
        "TEAM <80380001200123456789>",
        "TEAM: <80380 00120 01234 56789>",
        "tessera sanitaria n. <8038 0001 2001 2345 6789>",
        "libretto sanitario n. <12345678>",
    ],
    "IT_STP_CODE": [
        "<STP0010010001234>",
        "<stp 001 001 0001234>",
        "cod. <ENI 1201010000456>",
        "codice STP: <080 105 0001234>",
    ],
    "IT_PRESCRIPTION": [
        "NRE <1200A4012345678>",
        "<0800A 4012345678>",
        "*<1200A*  *4012345678>*",
        "impegnativa n. <1234567890>",
        "ricetta elettronica nr. <1200a4012345678>",
    ],
    "PROFESSIONAL_ID": [
        "OMCeO Bologna n. <12345>",
        "iscritta all'Ordine dei Medici e Chirurghi di Modena al n. <4521>",
        "Ordine dei Medici di Parma n° <5432>",
        "OPI Torino <3321>",
        "cod. ENPAM <300123456X>",
        "matricola <45213>",
        "matr. n. <123>",
        "n. iscrizione albo <24518>",
        "iscritto all'albo <45210>",
        "Iscr. Ordine Medici Lecce n. <7781>",
        "Ordine Infermieri Como n° <1204>",
    ],
    "RECORD_NUMBER": [
        "cartella clinica n. <2023/004512>",
        "Cartella clinica n°\n<2023004512>",
        "CARTELLA N. <12345>",
        "nosologico: <2023012345>",
        "N. nosologico <23-012345>",
        "SDO <2023001234>",
        "verbale PS <2023/12345>",
        "verbale di P.S. n. <PS-2023-12345>",
        "arrivato con <PS-2023-12345>",
        "accettazione n. <A123456>",
        "accesso in PS num. <2023034567>",
        "referto n. <12345/2023>",
        "referto nr.<2023-I-4567>",
        "esame istologico n. <12-I-04567>",
        "campione <20231234>",
        "campione n. <123>",
        "protocollo n. <45678/23>",
        "Prot. <45678>",
        "ID paziente: <00123456>",
        "id paziente\n<00451277>",
        "n. pratica <123456>",
        "pratica INAIL n. <512345678>",
        "n\u00b0\u00a0ricovero\u00a0<2019001234>",
        "id <123e4567-e89b-12d3-a456-426614174000>",
    ],
    "DEVICE_NUMBER": [
        "PM bicamerale s/n <68123456>",
        "pacemaker bicamerale, matricola <RNB123456H>",
        "pacemaker (<PZE123456H>)",
        "numero di serie: <1Z-2345-98>",
        "protesi d'anca, lotto <1234567>",
        "serial number <AB12345>",
        "s/n: <EXA204417K>",
        "numero seriale <NRT551029B>",
    ],
    "IT_LICENSE_PLATE": [
        "targa <AB123CD>",
        "auto targata <ab 123 cd>",
        "auto targata <Ab123cd> contro un albero",
        "<AB123CD>",
        "autovettura <AB 123 CD>",
        "targata <MI 4F5678>",
        "moto targata <AB12345>",
        "veicolo tg. <el204zb>",
        "targa <la 331 ck>",
    ],
    "VEHICLE_ID": [
        "telaio <ZFA31200000123456>",
        "<ZFA31200000123456>",
        "telaio n. <12345678>",
        "VIN: <zar93900007214466>",
        "telaio <WBAXRTKHPLM204417>",
        "n. telaio: <vf1bzt0c642118930>",
        "VIN <1M8GDM9AXKP042788>",
    ],
    "IT_RESIDENCE_PERMIT": [
        "permesso di soggiorno n. <I12345678>",
        "permesso di soggiorno rilasciato dalla Questura di Modena il 12/03/2019 n. <I12345678>",
        "carta di soggiorno <IPA123456>",
        "PdS n. <I44810273>",
        "p.d.s. <i20417735>",
    ],
    "IT_IDENTITY_CARD": ["carta d'identità n. <AX 1234567>", "C.I. n. <AX1234567> rilasciata", "CIE: <CA12345AB>"],
    "IT_PASSPORT": ["passaporto rumeno n. <051234567>", "passaporto n. <YA 1234567>"],
    "IT_DRIVER_LICENSE": [
        "patente cat. B n. <MO1234567A>",
        "patente di guida <U1A12B345C>",
        "patente n. <BO 1234567 X>",
    ],
    "SOCIAL_HANDLE": [
        "segue <@anna_bianchi92> da un anno",
        "(<@annabianchi>)",
        "instagram: <anna.bianchi>",
        "profilo facebook <anna_bianchi92>",
        "skype: <live:anna.b_7>",
    ],
}


@pytest.mark.parametrize(("entity", "marked"), [(entity, text) for entity, texts in FOUND.items() for text in texts])
def test_a_number_is_found_with_its_place(entity, marked):
    before, rest = marked.split("<")
    inside, after = rest.split(">")
    assert (inside, entity) in told(before + inside + after)


LEFT_ALONE = [
    # dates, years, measures and counts behind the same nouns
    "cartella clinica del 12/03/2019",
    "in ordine medici e infermieri, gruppo di 1204",
    "PDS 12345",
    "telaio in acciaio del 2019",
    "vincristina 17 mg",
    "cartella clinica del 2019",
    "ricovero 2019",
    "protocollo 2009",
    "protocollo AIEOP 2000",
    "campione di 1200 pazienti",
    "campione n. 1200 pazienti",
    "scheda 4500 mg",
    "accettazione PA 130/70",
    "prot. 14.3.3",
    "esame 10/10",
    "referto 3323-3325",
    "patente dal 1998",
    "passaporto del 12/03/2019",
    "permesso di soggiorno dal 12/03/2019",
    "CI 77491, CI 95%",
    # letters and figures of the clinic
    "FC 120 TC",
    "AB 123 CD",
    "pacemaker nel 2019",
    "studio NCT01234567",
    "pacemaker, studio NCT01234567",
    "lotto n. 123456",
    "geni 3 4 5",
    "team di 12345678 persone",
    "seguace del profilo glicemico 120",
    "cell. 5000/mmc",
    "targa metallica di 12345 mm",
    "iscritta al programma nel 2019",
    "oppioidi 3321",
    # an at sign that is an address
    "scrivere a bianchi@example",
    "@example.it",
    "10 mg @ 2 ml",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_only_looks_like_a_number_is_left_alone(text):
    assert told(text) == []


def test_the_voices_have_different_names_and_every_one_has_a_gate():
    voices = code_voices()
    assert len({voice.name for voice in voices}) == len(voices)
    assert all(voice.gate_patterns for voice in voices)


NOUNS = (
    "cartella clinica|cartella|nosologico|N. nosologico|SDO|sdo|verbale PS|accesso in PS|id paziente|ID PAZ|referto|campione|"
    "protocollo|prot.|esame|n. pratica|mrn|OMCeO Modena|Ordine dei medici di Parma|opi|enpam|cod. regionale|matricola|badge|"
    "s/n|serial number|n. di serie|pacemaker|pacemaker matricola|protesi lotto|lotto|STP|eni|psu|codice STP|TEAM|team|"
    "tessera sanitaria|NRE|ricetta|impegnativa|targa|targata|Targa Roma|telaio|VIN|permesso di soggiorno|carta di soggiorno UE|"
    "carta d’identità|CIE|C.I.|documento di riconoscimento|passaporto rumeno|patente di guida|patente cat. B|instagram|profilo|"
    "profilo instagram|nick|account|tel|Tel.|tel. reparto|cellulare|fax|int.|centralino|C.F.|codice fiscale|P.IVA|IBAN|\u017fdo"
).split("|")
SIGNS = st.sampled_from(
    [
        "",
        " ",
        ": ",
        " n. ",
        " n° ",
        " n°",
        " nr.",
        " num. ",
        " numero ",
        "\n",
        " n.\n",
        " (",
        " #",
        "\u00a0n.\u00a0",
        " n. di ",
        " del ",
        "=",
        "/",
        " = @",
        ": @",
    ]
)
BITS = st.sampled_from(
    list("0123456789" * 3)
    + list("ABCXZabx-/. _")
    + ["\u00a0", "PS", "20", "IT", "U1", "Z", "80380", "@", "+39", "\u0663"]
)
NUMBERS = st.lists(BITS, min_size=1, max_size=22).map("".join)
FORMS = st.sampled_from(
    "80380001200123456789|8038 0001 2001 2345 6789|STP0010010001234|1200A4012345678|1200A* *4012345678|AB123CD|ab 123 cd|MI 4F5678|"
    "ZFA31200000123456|@anna_b|_anna|a_1|live:anna|PS-2023-12345|123e4567-e89b-12d3-a456-426614174000|RSSMRA80A01H501U|RSSMRA80A01|"
    "R S S M R A 8 0 A 0 1 H 5 0 1 U|RSS MRA 80A01 H50MU|IT60X0542811101000000123456|it60 x 05428 11101 000000123456|"
    "DE89 3704 0044 0532 0130 00|4111 1111 1111 1111|378282246310005|12345678903|IT12345678903|+44 7700 900123|"
    "YA1234567|1.0.0.1".split("|")
)
PHRASES = st.tuples(
    st.sampled_from(["", " ", "la ", "(", "x", "1", "è", "\n"]),
    st.sampled_from([*NOUNS, ""]),
    SIGNS,
    st.one_of(NUMBERS, FORMS),
    st.sampled_from(["", " ", ".", "a", " mg"]),
).map("".join)


@given(PHRASES)
def test_whatever_a_voice_finds_the_gate_admits(text):
    admitted = ENGINE._gate.admits(text)
    for name, voice in VOICES.items():
        assert name in admitted or not voice.analyze(text, voice.supported_entities, None)


@given(st.lists(PHRASES, max_size=6), st.sampled_from(["", " ", "\n", ", "]))
def test_gated_and_ungated_findings_are_equal(phrases, separator):
    text = separator.join(phrases)
    assert ENGINE.scan(text) == ENGINE.scan_ungated(text)


def test_the_phrases_above_do_hold_numbers():
    # A superset test that never sees a hit proves nothing.
    assert told("cartella n. 2012345")
    assert sum(bool(told(f"{noun} n. 12345678")) for noun in NOUNS) > 30


HOSTILE = [
    "n. " * 400,
    "A-" * 700,
    "AB12 " * 300,
    "1 2 3 4 5 " * 150,
    "a b c d e f 8 0 " * 90,
    "cartella n. " * 120,
    "0" * 1500,
    "@a." * 400,
    "A" * 1500,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_costs_no_more_than_its_length(text):
    begin = time.process_time()
    for voice in VOICES.values():
        voice.analyze(text, voice.supported_entities, None)
    assert time.process_time() - begin < 2
