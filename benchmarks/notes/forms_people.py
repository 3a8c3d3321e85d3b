"""How notes write people: titles, order, case, initials, pet forms, relatives, carers, signatures."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.notes.names import Person
from benchmarks.notes.scene import Piece, Scene

__all__ = ["PEOPLE"]


def _name(text: str, person: Person, form: str = "") -> Piece:
    kind = person.kind
    if kind == "unlisted" and person.last.casefold() not in text.casefold():
        kind = "common"  # the surname is the unlisted one
    return Piece(text, "PERSON", form or kind)


def _initial(name: str) -> str:
    return next(char for char in name if char.isalpha())


def _full(scene: Scene, person: Person) -> Piece:
    first, last = person.first, person.last
    forms = (
        [f"{first} {last}"] * 4
        + [f"{last} {first}"] * 3
        + [f"{last.upper()} {first}", f"{last.upper()} {first}", f"{last.upper()} {first.upper()}"]
        + [f"{first.upper()} {last.upper()}", f"{first} {last.upper()}", f"{last}, {first}", f"{last} {first}".lower()]
        + [f"{last} {_initial(first)}.", f"{_initial(first)}. {last}"]
    )
    return _name(scene.pick(forms), person)


def _surname(scene: Scene, person: Person) -> Piece:
    return _name(scene.pick([person.last] * 6 + [person.last.upper(), person.last.lower()]), person)


def _patient(scene: Scene) -> list[Piece]:
    return [_full(scene, scene.patient)]


def _patient_titled(scene: Scene) -> list[Piece]:
    titles = (
        "sig.ra |Sig.ra |signora |la Sig.ra |SIG.RA |s.ra "
        if scene.patient.female
        else "sig. |Sig. |signor |il Sig. |SIG. |sig "
    )
    who = _full(scene, scene.patient) if scene.chance(0.4) else _surname(scene, scene.patient)
    return [Piece(scene.pick(titles)), who]


def _patient_first(scene: Scene) -> list[Piece]:
    return [_name(scene.patient.first.split()[0], scene.patient)]


def _patient_last(scene: Scene) -> list[Piece]:
    return [_surname(scene, scene.patient)]


def _patient_pet(scene: Scene) -> list[Piece]:
    return [_name(scene.patient.pet, scene.patient, "" if scene.patient.kind == "rare" else "pet form")]


def _initials(scene: Scene) -> list[Piece]:
    first, last = _initial(scene.patient.first), _initial(scene.patient.last)
    forms = [f"{first}.{last}."] * 4 + [
        f"{first}. {last}.",
        f"{first}{last}",
        f"{last}.{first}.",
        f"{first}.{last.lower()}.",
        f"{first}.{last}",
    ]
    return [_name(scene.pick(forms), scene.patient, "initials")]


def _relative(scene: Scene) -> list[Piece]:
    female = scene.chance(0.55)
    bond = scene.pick(
        "figlia|moglie|sorella|nipote|madre|nuora|compagna"
        if female
        else "figlio|marito|fratello|nipote|padre|genero|compagno"
    )
    person = scene.somebody(female=female)
    link = scene.pick([" "] * 5 + [", ", ": ", " (sig.ra " if female else " (sig. ", " ("])
    texts = [person.first] * 3 + [
        person.pet,
        f"{person.first} {person.last}",
        f"{person.first} {person.last}",
        person.first.lower(),
    ]
    text = scene.pick(texts)
    form = "pet form" if text == person.pet and person.kind != "rare" else ""
    return [Piece(bond + link), _name(text, person, form), Piece(")" if "(" in link else "")]


def _carer(scene: Scene) -> list[Piece]:
    person = scene.somebody(female=scene.chance(0.8))
    women = "badante |badante, |badante sig.ra |OSS domiciliare |vicina di casa |assistente familiare |amica |tutrice legale avv. "
    men = (
        "badante |badante sig. |OSS domiciliare |vicino di casa |amico |tutore legale avv. |amministratore di sostegno "
    )
    head = scene.pick(women if person.female else men)
    text = scene.pick([person.first, person.first, f"{person.first} {person.last}", person.last])
    return [Piece(head), _name(text, person)]


def _doctor(scene: Scene) -> list[Piece]:
    person = scene.somebody()
    titles = (
        "dott.ssa |Dott.ssa |dr.ssa |Dr.ssa |Prof.ssa |D.ssa |DOTT.SSA "
        if person.female
        else "dott. |Dott. |dr. |Dr. |dr |Prof. |Dott |DR. |prof. "
    )
    forms = [person.last] * 4 + [
        f"{_initial(person.first)}. {person.last}",
        f"{person.first} {person.last}",
        person.last.upper(),
    ]
    forms += [f"{_initial(person.first)}.{person.last}", person.last.lower()]
    return [Piece(scene.pick(titles)), _name(scene.pick(forms), person)]


def _colleague(scene: Scene) -> list[Piece]:
    person = scene.somebody()
    head = scene.pick(
        "collega |coll. |collega chirurgo |collega cardiologa |specializzando |med. di guardia |reperibile |anestesista |"
    )
    name = scene.pick([person.last] * 3 + [f"{person.first} {person.last}", person.last.upper()])
    return [Piece(head or "visto con "), _name(name, person)]


def _nurse(scene: Scene) -> list[Piece]:
    person = scene.somebody(female=scene.chance(0.75))
    head = scene.pick("inf. |IP |infermiera |inf |OSS |ostetrica |fisioterapista |ft |Inf. ")
    name = scene.pick(
        [person.first, person.last, f"{person.first} {person.last}", f"{person.last} {_initial(person.first)}."]
    )
    return [Piece(head), _name(name, person)]


def _signature(scene: Scene) -> list[Piece]:
    person = scene.doctor
    first, last = person.first, person.last
    title = "Dott.ssa " if person.female else "Dott. "
    heads = [
        title,
        title,
        "F.to ",
        "Il medico di guardia\n",
        "Il Dirigente Medico\n" + title,
        "",
        "firmato ",
        "Med. Ref.: ",
        "\n" + title,
    ]
    forms = [
        f"{first} {last}",
        f"{first[0]}. {last}",
        last,
        f"{last.upper()} {first.upper()}",
        f"{first} {last.upper()}",
        f"{last} {first[0].lower()}.",
    ]
    return [Piece(scene.pick(heads)), _name(scene.pick(forms), person, "" if person.kind == "rare" else "signature")]


def _initials_signature(scene: Scene) -> list[Piece]:
    first, last = _initial(scene.doctor.first), _initial(scene.doctor.last)
    return [
        Piece("sigla "),
        _name(scene.pick([f"{first}{last}", f"{last}.{first}.", f"{first}.{last}."]), scene.doctor, "initials"),
    ]


def _practitioner(scene: Scene) -> list[Piece]:
    return [Piece(scene.pick("MMG |curante |medico curante |MMG: |PLS |medico di base ")), *_doctor(scene)]


def _two_surnames(scene: Scene) -> list[Piece]:
    other = scene.somebody(female=False)
    link = scene.pick(" in | ved. | vedova | coniugata ")
    return [_name(f"{scene.patient.first} {scene.patient.last}", scene.patient), Piece(link), _name(other.last, other)]


PEOPLE: dict[str, Callable[[Scene], list[Piece]]] = {
    "pt": _patient,
    "pt_sig": _patient_titled,
    "pt_first": _patient_first,
    "pt_last": _patient_last,
    "pt_pet": _patient_pet,
    "pt_init": _initials,
    "pt_married": _two_surnames,
    "rel": _relative,
    "carer": _carer,
    "doc": _doctor,
    "collega": _colleague,
    "nurse": _nurse,
    "sign": _signature,
    "sigla": _initials_signature,
    "mmg": _practitioner,
}
"""By slot name, the pieces that stand for it."""
