"""How notes write places, and the details that single somebody out: addresses, comuni, hospitals, trades, faiths, marks."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.notes import places
from benchmarks.notes.scene import Piece, Scene

__all__ = ["PLACES"]


def _street(scene: Scene) -> str:
    prefix = scene.pick("via|Via|v.|V.le|viale|p.zza|piazza|P.za|c.so|Corso|vicolo|largo|VIA|strada|salita")
    number = str(scene.random.randint(1, 240))
    tail = scene.pick(
        [
            f" {number}",
            f" {number}",
            f", {number}",
            f", {number}",
            f" n. {number}",
            f" {number}/{scene.pick('a|b|C')}",
            f" n° {number}",
            f", {number} scala B int. 4",
            f" {number} int. 12",
            "",
        ]
    )
    return f"{prefix} {scene.pick(places.STREETS)}{tail}"


def _address(scene: Scene) -> list[Piece]:
    if scene.chance(0.15):
        hamlet = scene.pick(places.HAMLETS)
        text = scene.pick(
            [
                f"loc. {hamlet}",
                f"fraz. {hamlet} {scene.random.randint(1, 99)}",
                f"c.da {hamlet} snc",
                f"località {hamlet}, {scene.random.randint(1, 99)}",
            ]
        )
        return [Piece(text, "ADDRESS", "hamlet")]
    return [Piece(_street(scene), "ADDRESS", "street")]


def _home(scene: Scene) -> list[Piece]:
    town = scene.pick(places.COMUNI)
    pieces = [*_address(scene), Piece(scene.pick([" - ", ", ", " "]))]
    if scene.chance(0.4):
        pieces += [Piece(scene.pick(places.CAP), "LOCATION", "CAP"), Piece(" ")]
    pieces.append(Piece(scene.pick([town, town, town.upper()]), "LOCATION", "comune"))
    if scene.chance(0.5):
        pieces += [Piece(" ("), Piece(scene.pick(places.PROVINCES), "LOCATION", "province"), Piece(")")]
    return pieces


def _town(scene: Scene) -> list[Piece]:
    return [Piece(scene.pick(places.COMUNI), "LOCATION", "comune")]


def _hamlet(scene: Scene) -> list[Piece]:
    return [Piece(scene.pick(places.HAMLETS), "LOCATION", "hamlet")]


def _region(scene: Scene) -> list[Piece]:
    return [Piece(scene.pick(places.REGIONS), "LOCATION", "region")]


def _country(scene: Scene) -> list[Piece]:
    return [Piece(scene.pick(places.COUNTRIES), "LOCATION", "country")]


def _facility(scene: Scene) -> list[Piece]:
    name = scene.pick(places.FACILITIES)
    return [Piece(scene.pick([name, name, name, name.upper()]), "FACILITY", "hospital")]


def _hospital_of(scene: Scene) -> list[Piece]:
    head = scene.pick("Ospedale di |osp. di |ospedale di |Osp. |nosocomio di |Presidio di ")
    return [Piece(head + scene.pick(places.COMUNI), "FACILITY", "of a town")]


def _authority(scene: Scene) -> list[Piece]:
    return [Piece(scene.pick(places.AUTHORITIES), "FACILITY", "authority")]


_DETAILS = {
    "trade": """lavora come |ex |di professione |pensionata, ex #carabiniere|sindaco|maresciallo dei carabinieri|
parroco|notaio|magistrato|
farmacista|guardia giurata|camionista|bidella|cuoca|muratore|vigile del fuoco|insegnante di matematica|calciatore professionista""",
    "nationality": """cittadina |di nazionalità |di origine |donna #moldava|senegalese|ucraina|marocchina|bengalese|
rumena|albanese|cingalese|nigeriana|peruviana|
filippina|kosovara""",
    "faith": """di religione |religione: #musulmana|ebraica|ortodossa|induista|sikh|buddista""",
    "faith group": """pz. #testimone di Geova|Testimone di Geova|suora|mormone""",
    "custody": """accompagnato dagli agenti, |attualmente |paziente #detenuto|
agli arresti domiciliari|ospite della casa circondariale|in semilibertà""",
    "ethnic": """di etnia |#rom|sinti""",
    "legal": """riferisce di essere |#richiedente asilo|rifugiato politico|senza fissa dimora|apolide|
minore straniero non accompagnato""",
    "family": """è una |#gemella omozigote|figlia adottiva|quintogenita""",
}


def _detail(scene: Scene) -> list[Piece]:
    form = scene.pick(list(_DETAILS))
    heads, words = _DETAILS[form].replace("\n", "").split("#")
    return [Piece(scene.pick(heads)), Piece(scene.pick(words), "QUASI_IDENTIFIER", form)]


def _employer(scene: Scene) -> list[Piece]:
    head, words = scene.random.choice(
        [
            ("dipendente ", "Fincantieri|Ferrovie dello Stato|Poste Italiane|Luxottica|Ilva|Barilla"),
            ("iscritto al ", "liceo scientifico Galilei|liceo classico Maffei|istituto tecnico Marconi"),
            ("frequenta la ", "scuola media Pascoli|scuola elementare De Amicis"),
            ("lavora presso la ", "Esselunga|ditta Zuccarini Costruzioni|Banca Popolare|Electrolux"),
        ]
    )
    return [Piece(head), Piece(scene.pick(words), "QUASI_IDENTIFIER", "employer or school")]


def _placeholder(scene: Scene) -> list[Piece]:
    text = scene.pick(
        "[PAZIENTE]|XXXX|****|<NOME>|[omissis]|{{COGNOME}}|XXXXXXXX|[PER]|<PERSON>|[DATA_1]|______|xxxxx|[***]|"
        "(omissis)"
    )
    return [Piece(text, "PLACEHOLDER", "mark" if any(char.isalnum() for char in text) else "blank")]


def _half_name(scene: Scene) -> list[Piece]:
    mark = Piece(scene.pick("[NOME_PZ]|XXXX|****|<NOME>"), "PLACEHOLDER", "beside a name")
    return [mark, Piece(" "), Piece(scene.patient.last, "PERSON", f"{scene.patient.kind}, beside a placeholder")]


PLACES: dict[str, Callable[[Scene], list[Piece]]] = {
    "addr": _address,
    "home": _home,
    "town": _town,
    "hamlet": _hamlet,
    "region": _region,
    "country": _country,
    "fac": _facility,
    "hosp": _hospital_of,
    "asl": _authority,
    "detail": _detail,
    "employer": _employer,
    "removed": _placeholder,
    "half": _half_name,
}
"""By slot name, the pieces that stand for it."""
