"""The slots of the templates: each gives the pieces that stand in its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from benchmarks.held_out import facilities
from benchmarks.held_out.dates import DATE_SLOTS
from benchmarks.held_out.names_foreign import ORIGINS
from benchmarks.held_out.numbers import CODES
from benchmarks.held_out.places import COUNTRIES, COUNTRYSIDE, FRAZIONI, STREET_HEADS, STREETS, TOWNS
from benchmarks.held_out.scene import Piece, Scene
from benchmarks.notes.names import Person

__all__ = ["fill"]

_LITERAL = {"q": "QUASI_IDENTIFIER", "L": "LOCATION", "F": "FACILITY", "D": "DATE_TIME", "ph": "PLACEHOLDER"}
_SHORT = {
    "cf": "IT_FISCAL_CODE", "ts": "IT_HEALTH_CARD", "stp": "IT_STP_CODE", "nre": "IT_PRESCRIPTION", "rec": "RECORD_NUMBER",
    "ord": "PROFESSIONAL_ID", "tel": "PHONE_NUMBER", "plate": "IT_LICENSE_PLATE", "vin": "VEHICLE_ID",
    "cie": "IT_IDENTITY_CARD", "pass": "IT_PASSPORT", "lic": "IT_DRIVER_LICENSE", "permit": "IT_RESIDENCE_PERMIT",
    "iban": "IBAN_CODE", "card": "CREDIT_CARD", "vat": "IT_VAT_CODE", "dev": "DEVICE_NUMBER", "ip": "IP_ADDRESS",
    "mac": "MAC_ADDRESS",
}  # fmt: skip
_KIND_NAMES = {"fac": "hospital", "home": "home", "shop": "laboratory or pharmacy", "trust": "trust"}
_PLACEHOLDERS = ("XXXX", "XXXXX", "***", "*****", "[PAZIENTE]", "[COGNOME]", "<NOME>", "[OMISSIS]", "OMISSIS", "[MEDICO]",
                 "[RIMOSSO DA SISTEMA]", "<PERSON>", "####", "{{nome}}", "xxxxx")  # fmt: skip
_KIN = {
    True: ("figlia", "moglie", "sorella", "nipote", "madre", "nuora", "cognata", "figlia", "compagna"),
    False: ("figlio", "marito", "fratello", "nipote", "padre", "genero", "cognato", "figlio", "compagno"),
}


def fill(scene: Scene, slot: str) -> list[Piece]:
    """Give what stands in place of `slot`, the text between the braces."""
    name, _, argument = slot.partition(":")
    if name == "g":
        man, woman = argument.split("|")
        return [Piece(woman if scene.female else man)]
    if name in _LITERAL and argument:
        return [Piece(argument, _LITERAL[name], "literal", fixed=name == "ph")]
    if name in _SHORT:
        text, form = CODES[_SHORT[name]](scene)
        return [Piece(text, _SHORT[name], form, fixed=True)]
    if name in DATE_SLOTS:
        return DATE_SLOTS[name](scene)
    if name in facilities.KINDS:
        article, text = facilities.KINDS[name](scene.random)
        head = [Piece(facilities.joined(argument, article, text))] if argument else []
        return [*head, Piece(text, "FACILITY", _KIND_NAMES[name])]
    return _SLOTS[name](scene)


def _upper(scene: Scene, name: str) -> str:
    return name.upper() if scene.random.random() < 0.25 else name


def _full(scene: Scene, person: Person) -> Piece:
    first, last = person.first, person.last
    forms = (
        f"{first} {last}", f"{last} {first}", f"{last.upper()} {first.upper()}", f"{last.upper()} {first}", f"{last}, {first}",
    )  # fmt: skip
    return Piece(scene.random.choices(forms, weights=(5, 4, 3, 3, 1))[0], "PERSON", person.kind)


def _last(scene: Scene, person: Person) -> Piece:
    random = scene.random
    if random.random() < 0.65:
        return Piece(_upper(scene, person.last), "PERSON", scene.last_kind(person))
    letter = person.first[0]
    return Piece(
        random.choice((f"{letter}. {person.last}", f"{person.last} {letter}.")), "PERSON", scene.last_kind(person)
    )


def _either(scene: Scene, person: Person) -> Piece:
    return _full(scene, person) if scene.random.random() < 0.5 else _last(scene, person)


def _patient_full(scene: Scene) -> list[Piece]:
    return [_full(scene, scene.patient)]


def _patient_titled(scene: Scene) -> list[Piece]:
    titles = ("sig.ra", "Sig.ra", "signora", "Sig.ra", "sig.ra", "paz.") if scene.female else (
        "sig.", "Sig.", "signor", "Sig", "sig", "paz.")  # fmt: skip
    title = scene.random.choice(titles)
    return [Piece(f"{title} "), (_full if title == "paz." else _either)(scene, scene.patient)]


def _called(scene: Scene, person: Person) -> Piece:
    if person.pet and scene.random.random() < 0.25:
        return Piece(person.pet, "PERSON", "pet form")
    return Piece(person.first, "PERSON", scene.first_kind(person))


def _patient_called(scene: Scene) -> list[Piece]:
    if scene.first_kind(scene.patient) == "unlisted":
        return [_full(scene, scene.patient)]
    return [_called(scene, scene.patient)]


def _initials(scene: Scene, person: Person) -> Piece:
    first, last = person.first[0], person.last[0].upper()
    forms = (f"{first}.{last}.", f"{last}.{first}.", f"{first}. {last}.")
    return Piece(scene.random.choice(forms), "PERSON", "initials", fixed=True)


def _patient_initials(scene: Scene) -> list[Piece]:
    return [_initials(scene, scene.patient)]


def _staff(scene: Scene) -> Person:
    foreign = scene.random.random() < 0.05
    return scene.person(origin=scene.random.choice(ORIGINS) if foreign else None)


_MEN = ("dott.", "Dott.", "dr.", "Dr.", "Dr", "dott", "prof.", "Prof.")
_WOMEN = ("dott.ssa", "Dott.ssa", "dr.ssa", "Dr.ssa", "dott.ssa", "Dott.ssa", "drssa", "Prof.ssa")


def _doctor(scene: Scene) -> list[Piece]:
    person = _staff(scene)
    return [Piece(scene.random.choice(_WOMEN if person.female else _MEN) + " "), _either(scene, person)]


def _signature(scene: Scene) -> list[Piece]:
    person = _staff(scene)
    title = scene.random.choice((_WOMEN if person.female else _MEN) if scene.random.random() < 0.8 else ("",))
    name = (_full if not title or scene.random.random() < 0.6 else _last)(scene, person)
    return [Piece(f"{title} " if title else ""), name._replace(form="signature")]


def _signed_initials(scene: Scene) -> list[Piece]:
    return [_initials(scene, _staff(scene))]


def _nurse(scene: Scene) -> list[Piece]:
    person = _staff(scene)
    title = scene.random.choice(("inf.", "Inf.", "infermiera", "IP", "OSS", "Inf.", "oss", "CPSI")) if person.female else (
        scene.random.choice(("inf.", "Inf.", "infermiere", "OSS", "Inf.", "ft."))
    )  # fmt: skip
    name = _called(scene, person) if scene.random.random() < 0.2 else _either(scene, person)
    return [Piece(f"{title} "), name]


def _relative(scene: Scene) -> list[Piece]:
    random = scene.random
    person = scene.person(origin=scene.origin)
    kin = random.choice(_KIN[person.female])
    if random.random() < 0.6:
        return [Piece(f"{kin} "), _called(scene, person)]
    between = random.choice(
        (" ", " sig.ra " if person.female else " sig. ", ", sig.ra " if person.female else ", sig. ")
    )
    return [Piece(f"{kin}{between}"), _full(scene, person)]


def _bare(scene: Scene) -> list[Piece]:
    return [_full(scene, scene.person(origin=scene.origin))]


def _carer(scene: Scene) -> list[Piece]:
    origin = scene.random.choices(ORIGINS, weights=[6, 2, 1, 8, 0, 0, 1, 3, 2, 0, 0])[0]
    person = scene.person(female=True, origin=origin if scene.random.random() < 0.8 else None)
    return [
        Piece(scene.random.choice(("badante ", "assistente familiare ", "badante sig.ra "))),
        _called(scene, person),
    ]


def _general(scene: Scene) -> list[Piece]:
    heads = ("MMG ", "MMG: ", "medico curante ", "Medico di base: ", "curante ", "MMG ")
    return [Piece(scene.random.choice(heads)), *_doctor(scene)]


def _placeholder(scene: Scene) -> list[Piece]:
    return [Piece(scene.random.choice(_PLACEHOLDERS), "PLACEHOLDER", "left over", fixed=True)]


def _beside(scene: Scene) -> list[Piece]:
    person = scene.patient
    half, kind = (
        (person.last, scene.last_kind(person))
        if scene.random.random() < 0.75
        else (person.first, scene.first_kind(person))
    )
    name = Piece(_upper(scene, half), "PERSON", f"{kind}, beside a placeholder")
    if scene.random.random() < 0.5:
        mark = Piece("[NOME]", fixed=True)
    else:
        text = scene.random.choice(("XXXX", "***", "[PAZIENTE]", "<NOME>", "[COGNOME]", "xxxxx", "<PERSON>"))
        mark = Piece(text, "PLACEHOLDER", "left over", fixed=True)
    return [mark, Piece(" "), name] if scene.random.random() < 0.6 else [name, Piece(" "), mark]


def _town(scene: Scene) -> list[Piece]:
    town = scene.town if scene.random.random() < 0.5 else scene.random.choice(TOWNS)
    return [Piece(town.name, "LOCATION", "comune")]


def _town_province(scene: Scene) -> list[Piece]:
    town = scene.town
    return [
        Piece(town.name, "LOCATION", "comune"),
        Piece(" ("),
        Piece(town.province, "LOCATION", "province"),
        Piece(")"),
    ]


def _post(scene: Scene) -> list[Piece]:
    return [Piece(scene.town.cap, "LOCATION", "CAP"), Piece(" "), *_town_province(scene)]


def _hamlet(scene: Scene) -> list[Piece]:
    return [Piece(scene.random.choice(FRAZIONI), "LOCATION", "frazione")]


def _country(scene: Scene) -> list[Piece]:
    return [Piece(scene.random.choice(COUNTRIES), "LOCATION", "country")]


def _birth_place(scene: Scene) -> list[Piece]:
    if scene.origin:
        return [Piece(scene.random.choice(scene.origin.towns), "LOCATION", "town abroad")]
    return [Piece(scene.random.choice(TOWNS).name, "LOCATION", "comune")]


def _address(scene: Scene) -> list[Piece]:
    random = scene.random
    number = random.randint(1, 180)
    tail = random.choice((f" {number}", f" {number}", f", {number}", f" n. {number}", f" {number}/{random.choice('ABC')}",
                          f" {number} int. {random.randint(1, 20)}", f" {number} scala B", ""))  # fmt: skip
    head = random.choice(STREET_HEADS)
    street = random.choice(COUNTRYSIDE if head in ("loc.", "contrada", "c.da") else STREETS)
    return [Piece(f"{head} {street}{tail}", "ADDRESS", "street" if tail else "street without number")]


def _ward(scene: Scene) -> list[Piece]:
    return [Piece(facilities.ward(scene.random), "FACILITY", "named ward")]


def _nationality(scene: Scene) -> list[Piece]:
    origin = scene.origin or scene.random.choice(ORIGINS)
    return [Piece(origin.nationality[scene.female], "QUASI_IDENTIFIER", "nationality")]


def _plain(name: str) -> str:
    name = unicodedata.normalize("NFD", name.lower())
    return "".join(char for char in name if "a" <= char <= "z")


def _mail(scene: Scene) -> list[Piece]:
    random = scene.random
    person = scene.patient if random.random() < 0.5 else scene.person()
    first, last = _plain(person.first), _plain(person.last)
    local = random.choice(
        (f"{first}.{last}", f"{last}{first}", f"{first}{scene.born.year % 100}", f"{first[0]}.{last}")
    )
    host = random.choice(
        ("gmail.com", "libero.it", "hotmail.it", "alice.it", "pec.it", "yahoo.it", "tiscali.it", "virgilio.it")
    )
    return [Piece(f"{local}@{host}", "EMAIL_ADDRESS", "plain", fixed=True)]


def _office_mail(scene: Scene) -> list[Piece]:
    random = scene.random
    local = random.choice(("cardiologia", "protocollo", "urp", "segreteria.neurologia", "cup", "serviziosociale"))
    host = random.choice(
        ("aulss8.veneto.it", "asst-bergamoest.it", "pec.aslcn1.it", "ausl.mo.it", "asl.lecce.it", "rsavillaserena.it")
    )
    return [Piece(f"{local}@{host}", "EMAIL_ADDRESS", "office", fixed=True)]


def _url(scene: Scene) -> list[Piece]:
    random = scene.random
    number = random.randrange(10**6, 10**7)
    texts = (f"https://referti.aulss7.veneto.it/d/{number}", f"https://teleconsulto.asst-lodi.it/stanza/{number}",
             f"www.clinicasalus.it/referti/{number}", "www.aslroma2.it", "www.ospedaleniguarda.it",
             f"http://fse.regione.sardegna.it/doc?id={number}")  # fmt: skip
    return [Piece(random.choice(texts), "URL", "plain", fixed=True)]


def _social(scene: Scene) -> list[Piece]:
    first, last = _plain(scene.patient.first), _plain(scene.patient.last)
    year = scene.born.year % 100
    texts = (f"@{first}_{last}{year:02d}", f"@{first}.{last}", f"@{last}{first[:3]}_", f"@{first}{year:02d}_real")
    return [Piece(scene.random.choice(texts), "SOCIAL_HANDLE", "plain", fixed=True)]


_WORDS = {90: "novanta", 91: "novantuno", 92: "novantadue", 93: "novantatré", 94: "novantaquattro", 95: "novantacinque",
          96: "novantasei", 97: "novantasette", 98: "novantotto", 99: "novantanove", 100: "cento"}  # fmt: skip


_YEAR_OLD = ("novantenne", "novantunenne", "novantaduenne", "novantatreenne", "novantaquattrenne", "novantacinquenne",
             "novantaseienne", "novantasettenne", "novantottenne", "novantanovenne")  # fmt: skip


def _old(scene: Scene) -> int:
    return scene.random.choices(range(90, 103), weights=(14, 13, 12, 11, 9, 7, 6, 4, 3, 2, 1, 1, 1))[0]


def _age(scene: Scene) -> list[Piece]:
    return [Piece(str(_old(scene)), "AGE_OVER_89", "digits")]


def _age_phrase(scene: Scene) -> list[Piece]:
    random, years = scene.random, _old(scene)
    draw = random.random()
    if draw < 0.45:
        return [
            Piece("di "),
            Piece(str(years), "AGE_OVER_89", "digits"),
            Piece(random.choice((" anni", " aa", " a.", " anni"))),
        ]
    if draw < 0.8:
        return [Piece(f"{years}{random.choice(('enne', 'enne', '-enne'))}", "AGE_OVER_89", "enne")]
    if draw < 0.9 and years in _WORDS:
        return [Piece("di "), Piece(_WORDS[years], "AGE_OVER_89", "words"), Piece(" anni")]
    hundred = "centenaria" if scene.female else "centenario"
    text = random.choice(("ultranovantenne", _YEAR_OLD[years - 90])) if years < 100 else hundred
    return [Piece(text, "AGE_OVER_89", "words")]


_MEN_AT_WORK = ("operaio siderurgico", "maestro elementare", "muratore", "camionista", "avvocato", "carabiniere", "vigile urbano",
                "agricoltore", "allevatore di bovini", "pescatore", "commercialista", "autista di autobus", "elettricista",
                "saldatore", "fornaio", "farmacista", "ingegnere", "minatore", "notaio", "geometra", "parroco", "cuoco",
                "pizzaiolo", "bracciante agricolo", "vigile del fuoco", "bancario", "marittimo", "tassista")  # fmt: skip
_WOMEN_AT_WORK = ("operaia tessile", "insegnante elementare", "maestra d'asilo", "parrucchiera", "avvocata", "sarta", "bidella",
                  "impiegata postale", "commercialista", "farmacista", "cuoca", "bracciante agricola", "tabaccaia",
                  "docente universitaria", "estetista", "commessa", "vigilessa", "ostetrica", "cameriera",
                  "ragioniera")  # fmt: skip


def _job(scene: Scene) -> list[Piece]:
    job = scene.random.choice(_WOMEN_AT_WORK if scene.female else _MEN_AT_WORK)
    return [Piece(job, "QUASI_IDENTIFIER", "profession")]


_SCHOOLS = ("scuola media Zanella", "elementari Don Milani", "istituto comprensivo Fogazzaro", "scuola primaria Collodi",
            "liceo Pigafetta", "istituto alberghiero Artusi", "ITIS Rossi", "liceo scientifico Fermi", "asilo Rodari",
            "istituto tecnico Marconi", "scuola materna Santa Marta")  # fmt: skip
_PRISONS = ("casa circondariale di Poggioreale", "casa circondariale di Montorio", "casa di reclusione di Bollate",
            "Casa Circondariale di Secondigliano", "carcere di Uta", "carcere di Rebibbia", "casa circondariale Due Palazzi",
            "casa circondariale Pagliarelli", "carcere Le Vallette")  # fmt: skip
_FIRMS = ("Amazon", "Fratelli Zilio Costruzioni", "Marcegaglia", "Electrolux", "Acciaierie Beltrame", "Barilla", "Fincantieri",
          "Trenitalia", "Poste Italiane", "Conad", "Lavanderia Stella Alpina", "Edil Nord", "Stellantis", "Ilva")  # fmt: skip
_FAITHS = ("musulmana", "musulmana", "induista", "sikh", "buddista", "ortodossa")


def _one_of(names: tuple[str, ...], form: str) -> Callable[[Scene], list[Piece]]:
    return lambda scene: [Piece(scene.random.choice(names), "QUASI_IDENTIFIER", form)]


def _woman(scene: Scene) -> list[Piece]:
    return [_full(scene, scene.person(female=True, origin=scene.origin))]


def _man(scene: Scene) -> list[Piece]:
    return [_full(scene, scene.person(female=False, origin=scene.origin))]


def _her_nationality(scene: Scene) -> list[Piece]:
    origin = scene.origin or scene.random.choice(ORIGINS)
    return [Piece(origin.nationality[1], "QUASI_IDENTIFIER", "nationality")]


_SLOTS: dict[str, Callable[[Scene], list[Piece]]] = {
    "pf": _patient_full, "pt": _patient_titled, "pn": _patient_called, "pi": _patient_initials, "d": _doctor,
    "sig": _signature, "sigi": _signed_initials, "inf": _nurse, "rel": _relative, "r": _bare, "rf": _woman, "rm": _man,
    "qnf": _her_nationality, "carer": _carer, "gp": _general,
    "ph": _placeholder, "phn": _beside, "loc": _town, "locp": _town_province, "cap": _post, "fraz": _hamlet,
    "state": _country, "bplace": _birth_place, "addr": _address, "ward": _ward, "qn": _nationality, "mail": _mail,
    "pec": _office_mail, "url": _url, "social": _social, "a90": _age, "a90x": _age_phrase, "job": _job,
    "school": _one_of(_SCHOOLS, "school"),
    "prison": _one_of(_PRISONS, "prison"), "firm": _one_of(_FIRMS, "employer"), "faith": _one_of(_FAITHS, "religion"),
}  # fmt: skip
