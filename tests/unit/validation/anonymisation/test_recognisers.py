"""What each recogniser takes for an identifier, and what it does not. Every person and number is invented."""

import pytest

ACCEPTED = [
    # fiscal codes
    ("C.F. RSSMRA80A01H501U", "RSSMRA80A01H501U", "IT_FISCAL_CODE"),
    ("cod. fiscale rssmra80a01h501u", "rssmra80a01h501u", "IT_FISCAL_CODE"),
    ("nato a Roma, RSSMRA80A01H501X", "RSSMRA80A01H501X", "IT_FISCAL_CODE"),  # wrong check digit
    ("RSSMRA80A01H5LMR", "RSSMRA80A01H5LMR", "IT_FISCAL_CODE"),  # letters for digits (omocodia)
    ("RSS MRA 80A01 H501U", "RSS MRA 80A01 H501U", "IT_FISCAL_CODE"),
    ("codice fiscale: OPZGNL87B59C933K", "OPZGNL87B59C933K", "IT_FISCAL_CODE"),  # breaks the rule for names
    ("codice fiscale RSSMRA\u0668\u0660A01H501U", "RSSMRA\u0668\u0660A01H501U", "IT_FISCAL_CODE"),
    ("codice fiscale \u212aSSMRA80A01H501U", "\u212aSSMRA80A01H501U", "IT_FISCAL_CODE"),  # a Kelvin sign
    # VAT codes, identity cards, passports, licences: beside a word that names them
    ("P.IVA 12345678903", "12345678903", "IT_VAT_CODE"),
    ("P.IVA 12345678901", "12345678901", "IT_VAT_CODE"),  # wrong check digit
    ("Partita IVA: 123 456 789 03 Ditta", "123 456 789 03", "IT_VAT_CODE"),
    ("carta d'identità n. AA1234567", "AA1234567", "IT_IDENTITY_CARD"),
    ("carta d’identità AA 1234567", "AA 1234567", "IT_IDENTITY_CARD"),
    ("CIE CA12345AB", "CA12345AB", "IT_IDENTITY_CARD"),
    ("CA12345AB (carta di identita)", "CA12345AB", "IT_IDENTITY_CARD"),
    ("PASSAPORTO YA1234567", "YA1234567", "IT_PASSPORT"),
    ("patente di guida U1BC34567X", "U1BC34567X", "IT_DRIVER_LICENSE"),
    ("patente n° AB1234567C", "AB1234567C", "IT_DRIVER_LICENSE"),
    # money
    ("IBAN IT60 X054 2811 1010 0000 0123 456", "IT60 X054 2811 1010 0000 0123 456", "IBAN_CODE"),
    ("IT60X0542811101000000123456", "IT60X0542811101000000123456", "IBAN_CODE"),
    ("4111 1111 1111 1111", "4111 1111 1111 1111", "CREDIT_CARD"),
    # telephones
    ("tel. 051 6363636", "051 6363636", "PHONE_NUMBER"),
    ("cell 340-1234567", "340-1234567", "PHONE_NUMBER"),
    ("3401234567", "3401234567", "PHONE_NUMBER"),
    ("0512345678", "0512345678", "PHONE_NUMBER"),
    ("(051) 6363636", "(051) 6363636", "PHONE_NUMBER"),
    ("051/6363636", "051/6363636", "PHONE_NUMBER"),
    ("+39 340 1234567", "+39 340 1234567", "PHONE_NUMBER"),
    ("0039 051 6363636", "0039 051 6363636", "PHONE_NUMBER"),
    ("la figlia in Svizzera: +41 44 668 18 00", "+41 44 668 18 00", "PHONE_NUMBER"),
    ("il 12/03/2019 3401234567", "3401234567", "PHONE_NUMBER"),  # phonenumbers alone overlooks it
    ("fax 0544 123", "0544 123", "PHONE_NUMBER"),  # short: its context decides
    ("347.123.45.67", "347.123.45.67", "PHONE_NUMBER"),
    ("+39.051.4222130", "+39.051.4222130", "PHONE_NUMBER"),
    ("Tel: 0734/ 80 20 87 23", "0734/ 80 20 87 23", "PHONE_NUMBER"),
    ("+44 7700 900123", "+44 7700 900123", "PHONE_NUMBER"),  # kept for novels; no operator has it
    ("chiamare lo 051/321456. 17400 leucociti", "051/321456", "PHONE_NUMBER"),  # the next sentence begins with a number
    ("la figlia 328.555.1234. 5 cp", "328.555.1234", "PHONE_NUMBER"),
    ("tel 0512 int. 3", "0512", "PHONE_NUMBER"),  # within a hospital
    ("tel. reparto 4521", "4521", "PHONE_NUMBER"),
    ("interno 4521", "4521", "PHONE_NUMBER"),
    ("tel. 4.2.2.1.3.0", "4.2.2.1.3.0", "PHONE_NUMBER"),
    ("cell. 347 1 2 3 4 567", "347 1 2 3 4 567", "PHONE_NUMBER"),
    # addresses
    ("indirizzo IP 1.0.0.1", "1.0.0.1", "IP_ADDRESS"),
    ("scrivere a m.rossi@example.it.", "m.rossi@example.it", "EMAIL_ADDRESS"),
    ("M_ROSSI@EXAMPLE.IT", "M_ROSSI@EXAMPLE.IT", "EMAIL_ADDRESS"),
    ("m.rossi@reparto.lan", "m.rossi@reparto.lan", "EMAIL_ADDRESS"),  # a hospital's own suffix
    ("192.168.1.10", "192.168.1.10", "IP_ADDRESS"),
    ("server 2001:db8::1 spento", "2001:db8::1", "IP_ADDRESS"),
    ("00:1A:2B:3C:4D:5E", "00:1A:2B:3C:4D:5E", "MAC_ADDRESS"),
    ("0012.3456.789A", "0012.3456.789A", "MAC_ADDRESS"),
    ("accedi a www.codifa.it \r\n", "www.codifa.it", "URL"),
    ("(http://www.ema.europa.eu).", "http://www.ema.europa.eu", "URL"),
    ("https://example.org/a?b=c&d=1#e, poi", "https://example.org/a?b=c&d=1#e", "URL"),
    ("WWW.EXAMPLE.IT", "WWW.EXAMPLE.IT", "URL"),
    ("profilo facebook.com/mario.bianchi", "facebook.com/mario.bianchi", "URL"),
    ("ospedale.example.it.Il paziente", "ospedale.example.it", "URL"),
    ("scrivere su t.me/mbianchi oppure", "t.me/mbianchi", "URL"),
]


@pytest.mark.parametrize(("text", "covered", "entity"), ACCEPTED)
def test_an_identifier_is_found_with_its_place(found, text, covered, entity):
    assert (covered, entity) in found(text)


REJECTED = [
    # without a word that names them, these are numbers like any other
    "lotto AA1234567",
    "studio AB1234567C",
    # the letters and figures of clinical prose
    "elettrocardiogramma1234567",
    "GR 4200000, Hb 10.2, PLT 381000",
    "Colistimetato 1000000 UI",
    # dates, times, ranges, codes of medicines are no telephones
    "orario 08.00-14.00",
    "v.n. 0.22-0.77",
    "(0,10 - 0,20 ml/kg)",
    "alte dosi (8000-12000 mg/m2)",
    "alte dosi (8.000-12.000 mg/m2)",
    "leucociti 8000-16000",
    "A.I.C. n. 034208011",
    "AIC 034208/011",
    "012745093",  # a medicine's code by its check digit
    "studio C-01-06-002",
    "aroma 031431",
    "PA 120/80, FC 72, SpO2 98",
    "7/10 e 10/10",
    "interno 3",
    "al mattino 1.0.0.1",  # tablets
    "320 370 486 ng/L",
    "55 12 34 56 78",
    # a blank forgotten after a full stop makes no URL
    "aumentata.Si dimette",
    "Pz.in buone condizioni",
    "norma.Ag negativo",
    "anoressia.In terapia",
    "A.Co",
    "peggiorato.Informati i familiari",
    "vedi t.me e bit.ly",
    # four numbers that are no address
    "enzima DPP-4 (EC 3.4.14.5)",
    "paragrafo 4.2.1.1.3",
    "schema::",
    "(5:15:75:5)",
    # an at sign is no address
    "Pharm@idea S.r.l.",
    "@",
]


@pytest.mark.parametrize(
    "text", ["visitata il 03.12.2019 e il 3/12/19", "02 12 2016 e 08 01 2015", "Saved on: 18.03.2015 09:47:41"]
)
def test_a_date_is_no_telephone_number(found, text):
    assert {entity for _, entity in found(text)} <= {"DATE_TIME", "PERSON"}


@pytest.mark.parametrize("text", REJECTED)
def test_what_only_looks_like_an_identifier_is_left_alone(found, text):
    assert found(text) == []


def test_a_bare_lower_case_host_is_a_url_even_where_it_might_be_a_sentence(found):
    # No Italian sentence begins with "it"; so the price of this rule is small.
    assert found("stabile.it") == [("stabile.it", "URL")]


def test_a_mail_address_is_not_a_url_as_well(found):
    assert found("m.rossi@posta.example.it") == [("m.rossi@posta.example.it", "EMAIL_ADDRESS")]


def test_a_telephone_number_inside_an_iban_is_not_told(found):
    assert found("IT60X0542811101000000123456") == [("IT60X0542811101000000123456", "IBAN_CODE")]


def test_a_document_that_may_be_two_things_is_told_as_both(found):
    told = found("documento AA1234567")
    assert told == [("AA1234567", "IT_IDENTITY_CARD"), ("AA1234567", "IT_PASSPORT")]
