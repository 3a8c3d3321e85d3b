"""How notes write numbers and addresses that lead to one person or thing: codes, telephones, documents, cards, devices."""

from __future__ import annotations

import re
from collections.abc import Callable

from benchmarks.notes.codes import card_number, fiscal_code, iban, omocode, vat_code
from benchmarks.notes.places import BIRTHPLACES
from benchmarks.notes.scene import Piece, Scene

__all__ = ["NUMBERS"]


def _fiscal_code(scene: Scene) -> list[Piece]:
    place = BIRTHPLACES[scene.pick(list(BIRTHPLACES))]
    code = fiscal_code(scene.patient, scene.born, place)
    spaced = f"{code[:3]} {code[3:6]} {code[6:11]} {code[11:]}"
    form, text = scene.random.choice(
        [("plain", code)] * 4
        + [
            ("spaced", spaced),
            ("spaced", f"{code[:6]} {code[6:11]} {code[11:]}"),
            ("lower", code.lower()),
            ("omocode", omocode(code, scene.random)),
        ]
        + [
            ("wrong check", fiscal_code(scene.patient, scene.born, place, wrong_check=True)),
            ("first eleven", code[:11]),
        ]
    )
    head = scene.pick("CF |C.F. |c.f.: |cod. fisc. |Codice fiscale: |codice fiscale ")
    bare = form in {"plain", "spaced", "omocode"} and scene.chance(0.25)
    return [Piece("" if bare else head), Piece(text, "IT_FISCAL_CODE", form)]


def _health_card(scene: Scene) -> list[Piece]:
    number = "80380" + scene.digits(15)
    text = scene.pick(
        [number, number, f"{number[:5]} {number[5:10]} {number[10:15]} {number[15:]}", f"{number[:5]} {number[5:]}"]
    )
    return [
        Piece(scene.pick("TEAM |tessera sanitaria n. |tess. sanitaria |T.S. n. |n. TEAM: ")),
        Piece(text, "IT_HEALTH_CARD", "spaced" if " " in text else "plain"),
    ]


def _stp(scene: Scene) -> list[Piece]:
    kind = scene.pick(["STP", "STP", "ENI"])
    number = scene.digits(13)
    text = scene.pick(
        [
            f"{kind}{number}",
            f"{kind} {number}",
            f"{kind} {number[:3]} {number[3:6]} {number[6:]}",
            f"{kind.lower()}{number}",
        ]
    )
    return [Piece(scene.pick("codice |cod. |tesserino |")), Piece(text, "IT_STP_CODE", kind)]


def _prescription(scene: Scene) -> list[Piece]:
    head, tail = f"{scene.random.randint(1, 20):02d}0", f"0A{scene.random.randint(0, 4)}"
    number = scene.digits(9)
    text = scene.pick([f"{head}{tail}{number}", f"{head}{tail} {number}", f"{head} {tail} {number}"])
    return [
        Piece(scene.pick("NRE |ricetta n. |impegnativa |n. ricetta elettronica |Ricetta NRE: ")),
        Piece(text, "IT_PRESCRIPTION", "spaced" if " " in text else "plain"),
    ]


def _record(scene: Scene) -> list[Piece]:
    year = str(scene.admitted.year)
    options = [
        ("cartella n. |cartella clinica |CC n. |cart. ", f"{year}/{scene.digits(5)}"),
        ("nosologico |n. nosologico: |nosol. |Nosologico N. ", f"{year}{scene.digits(6)}"),
        ("verbale PS n. |verbale di P.S. n° |n. verbale ", f"{year}-{scene.digits(6)}"),
        ("accesso n. |acc. n. |n. accettazione |accettazione ", scene.digits(7)),
        ("referto n. |ref. n. |n. referto: ", f"{year[2:]}-{scene.digits(4)}"),
        ("campione n. |n. campione |richiesta n. |cod. campione ", scene.digits(8)),
        ("prot. |prot. n. |protocollo ", f"{scene.digits(5)}/{year[2:]}"),
        ("cod. paziente |ID paziente: |PID |id. paz. ", f"P{scene.digits(7)}"),
        ("SDO |SDO n. |scheda SDO ", scene.digits(8)),
        ("esame istologico n. |istol. n. ", f"{year[2:]}-I-{scene.digits(5)}"),
        ("episodio |n. episodio ", f"{year}{scene.digits(7)}"),
    ]
    heads, text = scene.random.choice(options)
    return [Piece(scene.pick(heads)), Piece(text, "RECORD_NUMBER", heads.split()[0].rstrip("."))]


def _professional(scene: Scene) -> list[Piece]:
    heads = (
        "n. OMCeO |iscr. Ordine dei Medici n. |OMCeO VR |cod. regionale |cod. medico |matr. |matricola |"
        "Ordine Medici Ch. e Od. n. |iscrizione albo OPI n. "
    )
    return [
        Piece(scene.pick(heads)),
        Piece(scene.digits(scene.random.choice([4, 5, 5, 6])), "PROFESSIONAL_ID", "number"),
    ]


def _phone(scene: Scene) -> list[Piece]:
    mobile = f"3{scene.random.choice('23489')}{scene.digits(1)}"
    area = scene.pick("045 0444 051 06 02 081 0971 090 0161".split())
    rest = scene.random.choice("2345678") + scene.digits(6)
    options = [
        f"{mobile}{rest}", f"{mobile} {rest}", f"{mobile}/{rest}", f"{mobile}-{rest}", f"{mobile} {rest[:3]} {rest[3:]}",
        f"{mobile}.{rest[:3]}.{rest[3:]}",
        f"+39 {mobile} {rest}", f"+39{mobile}{rest}", f"0039 {mobile} {rest}", f"{area} {rest[:6]}",
        f"{area}/{rest[:6]}", f"{area}-{rest[:6]}",
        f"({area}) {rest[:6]}", f"{area}.{rest[:6]}", f"+39 {area} {rest[:6]}", f"{mobile} {rest[:2]} {rest[2:4]} {rest[4:]}",
    ]  # fmt: skip
    heads = "tel. |Tel. |cell. |cell |telefono |recapito telefonico |T. |tel |Fax |n. tel. |rintracciabile al |numero |recapito: "
    text = scene.random.choice(options)
    return [Piece(scene.pick(heads)), Piece(text, "PHONE_NUMBER", "mobile" if mobile in text else "landline")]


def _email(scene: Scene) -> list[Piece]:
    person = scene.somebody()
    user = re.sub(
        r"[^a-z.]",
        "",
        scene.pick(
            [f"{person.first}.{person.last}", f"{person.first[0]}{person.last}", f"{person.last}.{person.first[0]}"]
        ).lower(),
    )
    host = scene.pick(
        "postaprova.it|mailfinta.com|aulss99.veneto.it|pec.omceofinto.it|ospedalesanrocco.org|pec.studiomedicoassociato.eu|fintamail.net"
    )
    text = f"{user}{scene.digits(2) if scene.chance(0.4) else ''}@{host}"
    return [
        Piece(scene.pick("e-mail |mail: |email |PEC |indirizzo mail |scrivere a ")),
        Piece(scene.pick([text, text, text.capitalize()]), "EMAIL_ADDRESS", "e-mail"),
    ]


def _url(scene: Scene) -> list[Piece]:
    host = scene.pick(
        "www.ospedalesanrocco.it|https://referti.aulss99.it|http://www.studiomedicoassociato.eu|www.villaserena-rsa.it"
    )
    return [
        Piece(scene.pick("sito |vedi |referto online su |")),
        Piece(host + scene.pick(["", "/ritiro", f"/referti/{scene.digits(6)}"]), "URL", "url"),
    ]


def _handle(scene: Scene) -> list[Piece]:
    text = (
        "@"
        + re.sub(r"[^a-z]", "", scene.patient.pet.lower())
        + scene.pick(["_", "."])
        + scene.pick("vr|real|official|life|mtb")
        + scene.digits(2)
    )
    return [
        Piece(scene.pick("profilo Instagram |su TikTok |IG |Instagram: |Telegram ")),
        Piece(text, "SOCIAL_HANDLE", "handle"),
    ]


def _plate(scene: Scene) -> list[Piece]:
    first, number, last = scene.pick(list("ABCDEFG")) + scene.capitals(1), scene.digits(3), scene.capitals(2)
    text = scene.pick(
        [
            f"{first}{number}{last}",
            f"{first} {number} {last}",
            f"{first}-{number}-{last}",
            f"{first}{number}{last}".lower(),
        ]
    )
    return [
        Piece(scene.pick("targa |targata |tg. |auto targata |veicolo tg ")),
        Piece(text, "IT_LICENSE_PLATE", "plate"),
    ]


def _chassis(scene: Scene) -> list[Piece]:
    return [
        Piece(scene.pick("telaio |telaio n. |VIN ")),
        Piece(f"ZFA{scene.digits(5)}00{scene.capitals(1)}{scene.digits(6)}", "VEHICLE_ID", "chassis"),
    ]


def _document(scene: Scene) -> list[Piece]:
    options = [
        (
            "CI n. |carta d'identità n. |C.I. |documento di identità ",
            f"C{scene.capitals(1)}{scene.digits(5)}{scene.capitals(2)}",
            "IT_IDENTITY_CARD",
            "electronic",
        ),
        (
            "CI n. |carta d'identità |carta identità n. |documento: C.I. n. ",
            f"A{scene.capitals(1)}{scene.pick(['', ' '])}{scene.digits(7)}",
            "IT_IDENTITY_CARD",
            "paper",
        ),
        (
            "passaporto |pass. n. |passaporto n. ",
            f"Y{scene.pick(['A', 'B'])}{scene.digits(7)}",
            "IT_PASSPORT",
            "number",
        ),
        (
            "patente |patente n. |patente di guida ",
            f"U1{scene.capitals(1)}{scene.digits(6)}{scene.capitals(1)}",
            "IT_DRIVER_LICENSE",
            "U1",
        ),
        ("patente |pat. n. |patente B n. ", f"VR{scene.digits(7)}{scene.capitals(1)}", "IT_DRIVER_LICENSE", "province"),
        (
            "permesso di soggiorno |permesso di soggiorno n. |PdS n. |p. di sogg. ",
            f"I{scene.digits(8)}",
            "IT_RESIDENCE_PERMIT",
            "number",
        ),
    ]
    heads, text, entity, form = scene.random.choice(options)
    return [Piece(scene.pick(heads)), Piece(text, entity, form)]


def _money(scene: Scene) -> list[Piece]:
    account, card, firm = iban(scene.random), card_number(scene.random), vat_code(scene.random)
    grouped = " ".join(account[place : place + 4] for place in range(0, 27, 4))
    fours = " ".join(card[place : place + 4] for place in range(0, 16, 4))
    options = [
        (
            "IBAN |iban: |rimborso su IBAN |c/c ",
            scene.pick(
                [account, grouped, f"IT {account[2:4]} {account[4]} {account[5:10]} {account[10:15]} {account[15:]}"]
            ),
            "IBAN_CODE",
        ),
        (
            "carta di credito |pagamento con carta |carta ",
            scene.pick([card, fours, fours.replace(" ", "-")]),
            "CREDIT_CARD",
        ),
        ("P.IVA |p. iva |Partita IVA |P.I. ", scene.pick([firm, f"IT{firm}"]), "IT_VAT_CODE"),
    ]
    heads, text, entity = scene.random.choice(options)
    return [Piece(scene.pick(heads)), Piece(text, entity, "spaced" if " " in text else "plain")]


def _device(scene: Scene) -> list[Piece]:
    options = [
        ("s/n |S/N: |numero di serie |matr. PM |seriale ", f"{scene.capitals(3)}{scene.digits(6)}{scene.capitals(1)}"),
        ("impianto n. |protesi n. |codice impianto ", f"{scene.digits(2)}{scene.capitals(2)}{scene.digits(5)}"),
        ("SN |serial n. |matricola dispositivo ", f"{scene.digits(4)}-{scene.digits(5)}"),
        ("UDI |cod. UDI ", f"(01)0{scene.digits(13)}(21){scene.capitals(2)}{scene.digits(5)}"),
    ]
    heads, text = scene.random.choice(options)
    return [Piece(scene.pick(heads)), Piece(text, "DEVICE_NUMBER", heads.split()[0])]


def _network(scene: Scene) -> list[Piece]:
    if scene.chance(0.5):
        text = ".".join(["10", *(str(scene.random.randrange(256)) for _ in range(3))])
        return [Piece(scene.pick("IP |postazione |da IP ")), Piece(text, "IP_ADDRESS", "v4")]
    text = scene.pick([":", "-"]).join(f"{scene.random.randrange(256):02X}" for _ in range(6))
    return [Piece(scene.pick("MAC |monitor MAC ")), Piece(text, "MAC_ADDRESS", "mac")]


NUMBERS: dict[str, Callable[[Scene], list[Piece]]] = {
    "cf": _fiscal_code,
    "team": _health_card,
    "stp": _stp,
    "nre": _prescription,
    "rec": _record,
    "albo": _professional,
    "tel": _phone,
    "mail": _email,
    "url": _url,
    "social": _handle,
    "targa": _plate,
    "telaio": _chassis,
    "docid": _document,
    "money": _money,
    "device": _device,
    "net": _network,
}
"""By slot name, the pieces that stand for it."""
