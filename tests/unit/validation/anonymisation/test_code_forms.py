"""Numbers and codes as forms, labels and hasty hands write them. Every person and number is invented."""

import pytest

from validation.anonymisation.engine import IdentifierEngine
from validation.anonymisation.recognisers.codes import code_voices
from validation.anonymisation.recognisers.identifiers import named_phone

ENGINE = IdentifierEngine([*code_voices(), named_phone()])


def told(text: str) -> list[tuple[str, str]]:
    hits = ENGINE.scan(text)
    assert hits == ENGINE.scan_ungated(text)
    return [(text[hit.start : hit.end], hit.entity) for hit in hits]


# The place between angle brackets is the identifier.
FOUND = {
    "RECORD_NUMBER": [
        "CC n. <2023/45512>",
        "cart. cl. n. <45512>",
        "cartella clinica elettronica n. <45512>",
        "cartella, n. <45512>",
        "| Cartella | <2023045512> |",
        "nosol. <2023004512>",
        "nosologico n. <2023 004512>",
        "verb. PS <2023/12345>",
        "acc. n. <4512334>",
        "PID: <P1234567>",
        "pid <p1234567>",
        "paziente [<451234>]",
        "cod. paz. <P1234567>",
        "istol. n. <23-I-00451>",
        "istologico <2023-i-00451>",
        "vetrino n. <23/4512/A>",
        "rif. <2023/4512>",
        "ft. <4512/23>",
        "R.G. <4512/2023>",
        "sacca n. <45123456789>",
        "unità trasfusionale n. <T1234 23 123456>",
        "UID <1.2.840.113619.2.55.3.604688119>",
        "sinistro n. <1/8101/2023/0045123>",
    ],
    "DEVICE_NUMBER": [
        "matr. PM <PJN123456S>",
        "generatore <pjn123456s>",
        "codice impianto <94rg62912>",
        "SN <4288-99846>",
        "protesi n. <45AB12345>",
        "UDI <(01)08717648200274(21)AB12345>",
        "<(01)08717648200274(17)251231(21)AB12345>",
        "matricola del dispositivo n. <1234-12345>",
        "lotto <AB1234> mesh",
        "barella inv. <12345>",
        "IMEI <356938035643809>",
    ],
    "PROFESSIONAL_ID": [
        "Ord. Psic. Veneto n. <1234>",
        "Ord. Med. VR <1234>",
        "n. iscrizione all'Ordine: <1234>",
        "MMG cod. <12345>",
        "matr. dip. <12345>",
        "TSRM PSTRP n. <1234>",
        "cod. operatore: <12345>",
    ],
    "IT_IDENTITY_CARD": [
        "CI <CA12345AB>",
        "ci n. <ca12345ab>",
        "CI rilasciata dal Comune il 12/03/2019 n. <AX1234567>",
        "documento: C.I. n. <AX 1234567>",
        "esibisce <CA 12345 AB>",
        "<CA12345AB>",
    ],
    "IT_PASSPORT": [
        "pass. n. <YA1234567>",
        "passap. <YA 1234567>",
        "passaporto della Moldova <AA1234567>",
        "<YA1234567>",
    ],
    "IT_DRIVER_LICENSE": [
        "pat. B n. <VR1234567X>",
        "patente (B) <U1A123456B>",
        "pat. guida cat B <u1a123456b>",
        "<VR1234567X>",
    ],
    "IT_RESIDENCE_PERMIT": [
        "perm. sogg. <I12345678>",
        "permesso di soggiorno per motivi di lavoro <I12345678>",
        "permesso UE lungo periodo <I12345678>",
    ],
    "IT_VAT_CODE": ["P.IVA<01234567890>"],
    "IT_LICENSE_PLATE": [
        "TG <AB 123 CD>",
        "auto targata <AB.123.CD>",
        "vettura <ab 123 cd>",
        "targa rumena <CJ 12 XYZ>",
        "trattore <AB123C>",
        "Ford Fiesta <AB 123 CD>",
        "motorino <X5 ABC7>",
        "tamponato da <ab123cd>",
    ],
    "VEHICLE_ID": ["telaio <ZFA 312 00000123456>", "tel. <zfa31200000123456>"],
    "IT_FISCAL_CODE": [
        "CF <RSSMRA80A01H5O1U>",
        "CF <RSSMR80A01H501U>",
        "<RSSMRA/80A01/H501U>",
        "CF provv. <12345678901>",
    ],
    "IT_HEALTH_CARD": ["T.S. n. <12345678>", "tess. san. n. <1234567>", "codice sanitario regionale <1234567890>"],
    "IT_STP_CODE": ["S.T.P. <0010010001234>", "codice s.t.p. <0010010001234>"],
    "IT_PRESCRIPTION": ["imp. n. <080012345678901>", "ricetta elettronica <080a04012345678>"],
    "PHONE_NUMBER": ["cicalino <451>", "DECT <71111>", "tel.casa<0451234567>", "<333_1234567>", "int. <1111/1112>"],
    "EMAIL_ADDRESS": [
        "<mario.rossi @ postaprova.it>",
        "<mario.rossi (at) postaprova.it>",
        "<mario.rossi chiocciola postaprova.it>",
        "<mario.rossi@postaprova>",
        "<mario.rossi@postaprova,it>",
    ],
    "URL": [
        "<www. ospedalefinto.it>",
        "<hxxp://ospedalefinto.it>",
        "<OSPEDALEFINTO.IT>",
        r"<\\server\cartella\rossi.docx>",
    ],
    "SOCIAL_HANDLE": ["IG <anna_r92>", "canale youtube <annar92>", 'nick "<annar92>"', "discord: <annar#1234>"],
    "IBAN_CODE": [
        "c/c n. <123456>",
        "IBAN <60X0542811101000000123456>",
        "<IT60X0542811101000000123457>",
        "ABI: <05428>",
    ],
    "CREDIT_CARD": ["postepay <4023600012345678>", "carta che termina con <1111>", "<4111/1111/1111/1111>"],
    "IP_ADDRESS": ["IP <10-10-1-25>", "<10.10.1.25:8080>", "host <WS-RAD-012>"],
    "MAC_ADDRESS": ["MAC <001B44113AB7>", "MAC address: <00 1B 44 11 3A B7>"],
}


@pytest.mark.parametrize(("entity", "marked"), [(entity, text) for entity, texts in FOUND.items() for text in texts])
def test_every_letter_of_a_number_is_found(entity, marked):
    before, rest = marked.split("<")
    inside, after = rest.split(">")
    text = before + inside + after
    hits = ENGINE.scan(text)
    assert hits == ENGINE.scan_ungated(text)
    assert entity in {hit.entity for hit in hits}
    covered = {at for hit in hits for at in range(hit.start, hit.end)}
    place = range(len(before), len(before) + len(inside))
    assert {at for at in place if text[at].isalnum()} <= covered


# Nobody said what they are, so they count, but never surely.
DOUBTFUL = ["12345678903", "2023004512", "(BX-23-004512)", "2023/004512", "n. 4512334", "IVA 12345678901"]


@pytest.mark.parametrize("text", DOUBTFUL)
def test_a_number_that_nothing_explains_counts_doubtfully(text):
    hits = ENGINE.scan(text)
    assert hits
    assert all(0.3 <= hit.score < 0.5 for hit in hits)


LEFT_ALONE = """
GB 12450, Hb 12.3, PLT 234000|PLT 234.000/mmc GB 7.800|CPK 12450 LDH 1240|PS 1015|tossina pos. CPK 1240|HCV RNA 1250000 UI/ml
HIV-RNA 345000 copie/ml|Eparina 4000 UI x 2|vitamina D 100000 UI|ICD-9-CM 410.71|codice ICD 42731|codice ATC: N06AB10
AIC 034882015|AIC n° 012745028|012745093|DOI 10.1016/j.jacc.2019.01.011|PMID 31234567|NCT01234567|EudraCT 2012-001234-56
ISRCTN12345678|Legge n. 104/1992|D.Lgs. n. 196/2003|DGR n. 1234/2015|Regolamento UE 2016/679|DRG 127|codice ISTAT 023091
OMIM 154700|rs1799983|ORPHA:558|peso 3250 g|n. 30 cpr|n. 1200 pazienti|campione di 1500 soggetti|stent 3.0x18 mm|protesi 28 mm
impianto di PM nel 2019|PM bicamerale DDDR 60-130|holter ECG: 102345 battiti|valvola n. 23|dal 2003 al 2019|INR 2,3|beta-HCG 123456
bHCG 1234567|v.n. 4000-10000|rif. 4.00-10.00|range 150000-450000|ginocchio sn 120°|TG 180, HDL 45|P.I. 1234|CI 1234|N = 123456
1.234.567 euro|2x10^6|2019;380:1234-45|pp 1234-1245|ISBN 978-88-08-12345-6|ISO 9001:2015|lotto n. 123456|codice verde
patente sospesa nel 2019|passaporto scaduto nel 2019|targa 12|MAC 18|IP 1.2|T. 37,5|accettazione 12.450 leucociti|Pharm@idea
"""


@pytest.mark.parametrize("text", [text for text in LEFT_ALONE.replace("\n", "|").split("|") if text])
@pytest.mark.parametrize("written", [str, str.lower, str.upper])
def test_values_codes_of_things_and_laws_are_left_alone(text, written):
    assert told(written(text)) == []
