"""Hospitals, trusts, homes and clinics, with the article that Italian puts before each, and named wards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from benchmarks.held_out.places import TOWNS

__all__ = ["KINDS", "joined", "ward"]

_NAMED = """
l'|Ospedale San Bassiano
l'|Ospedale Alto Vicentino
l'|ospedale San Bortolo
l'|Ospedale Mater Salutis
l'|ospedale dell'Angelo
l'|Ospedale Ca' Foncello
l'|ospedale Santa Chiara
l'|Ospedale San Maurizio
l'|Ospedale di Cattinara
il|Policlinico di Borgo Roma
il|Policlinico Gemelli
il|Policlinico Umberto I
il|Policlinico Sant'Orsola
il|policlinico San Matteo
l'|Ospedale Niguarda
l'|Ospedale Papa Giovanni XXIII
gli|Spedali Civili di Brescia
le|Molinette
il|Mauriziano
l'|Osp. Maggiore
l'|Ospedale Maggiore di Bologna
l'|Ospedale Bellaria
l'|Ospedale Careggi
l'|Ospedale Cisanello
l'|ospedale San Donato
il|San Camillo-Forlanini
l'|Ospedale Sandro Pertini
il|Cardarelli
l'|Ospedale Cotugno
il|Monaldi
l'|ospedale Santobono
l'|Ospedale San Giovanni di Dio e Ruggi d'Aragona
l'|Ospedale Vito Fazzi
l'|ospedale Miulli
il|Policlinico di Bari
l'|Ospedale Madonna delle Grazie
l'|ospedale San Carlo
l'|ospedale dell'Annunziata
l'|Ospedale Pugliese-Ciaccio
l'|Ospedale Civico
l'|ospedale Villa Sofia
il|Garibaldi-Nesima
l'|Ospedale Cannizzaro
l'|Ospedale San Giovanni Paolo II
l'|Ospedale Brotzu
l'|Ospedale Santissima Trinità
l'|Ospedale San Francesco
l'|Ospedale Giovanni Paolo II di Olbia
l'|Ospedale San Martino
il|Galliera
l'|Ospedale Gaslini
l'|Ospedale Bambino Gesù
l'|Istituto Ortopedico Rizzoli
l'|Istituto Nazionale dei Tumori
l'|IRCCS San Raffaele
l'|Istituto Clinico Humanitas
l'|istituto Don Gnocchi
l'|Istituto Montecatone
il|Centro Riabilitativo Villa Beretta
la|Fondazione Santa Lucia
l'|INRCA di Ancona
l'|ospedale Torrette
l'|Ospedale Regina Montis Regalis
la|casa di cura Villa Berica
la|Casa di Cura Eretenia
la|Casa di Cura Villa Maria
la|clinica Pederzoli
la|Clinica Villa dei Pini
la|Clinica San Carlo
la|clinica Santa Rita
la|Casa di cura Villa Verde
la|RSA Villa Serena
la|RSA San Giuseppe
la|RSA I Girasoli
la|RSA Casa Sturm
la|RSA La Quiete
l'|RSA Opera Pia Cerino Zegna
la|casa di riposo Il Gelso
la|casa di riposo Muzan
la|Casa di Riposo Sacro Cuore
la|casa famiglia Arcobaleno
l'|hospice Casa del Vento Rosa
l'|Hospice La Casa di Margherita
l'|Hospice Il Tulipano
la|comunità terapeutica La Torre
la|Comunità San Patrignano
la|comunità alloggio Girasole
il|poliambulatorio San Gaetano
il|Centro Medico Salus
il|laboratorio Fleming
il|centro dialisi Nephrocare
la|Farmacia Dal Brun
la|farmacia Sant'Anna
"""

_HOMES = ("RSA", "casa di riposo", "casa famiglia", "hospice", "comunità")
_SHOPS = ("poliambulatorio", "centro medico", "laboratorio", "centro dialisi", "farmacia")


def _named(wanted: str) -> tuple[tuple[str, str], ...]:
    found = []
    for line in _NAMED.strip().splitlines():
        article, name = line.split("|")
        homes = name.lower().startswith(tuple(head.lower() for head in _HOMES))
        kind = "home" if homes else "shop" if name.lower().startswith(_SHOPS) else "fac"
        if kind == wanted:
            found.append((article, name))
    return tuple(found)


_HOSPITALS, _HOME_NAMES, _SHOP_NAMES = _named("fac"), _named("home"), _named("shop")

_OF_TOWN = (
    ("l'", "ospedale di {}"), ("l'", "ospedale di {}"), ("l'", "Ospedale di {}"), ("l'", "Osp. di {}"), ("l'", "osp. {}"),
    ("il", "P.O. di {}"), ("il", "PO {}"), ("il", "Presidio Ospedaliero di {}"), ("l'", "Ospedale Civile di {}"),
    ("l'", "OC di {}"), ("l'", "ospedale di comunità di {}"),
)  # fmt: skip

_TRUSTS = (
    ("l'", "ULSS 8 Berica"), ("l'", "ULSS 7 Pedemontana"), ("l'", "AULSS 9 Scaligera"), ("l'", "ASL Napoli 1 Centro"),
    ("l'", "ASL Roma 2"), ("l'", "ASL CN1"), ("l'", "ASL BA"), ("l'", "ASL TO3"), ("l'", "ASP di Catania"), ("l'", "ASP 6 Palermo"),
    ("l'", "ASST Spedali Civili"), ("l'", "ASST Bergamo Est"), ("l'", "ASST della Valtellina"), ("l'", "AUSL Romagna"),
    ("l'", "AUSL di Modena"), ("l'", "Azienda USL Toscana Centro"), ("l'", "ASUFC"), ("l'", "ASUGI"), ("l'", "APSS di Trento"),
    ("l'", "AOU Careggi"), ("l'", "AOUI Verona"), ("l'", "Azienda Ospedale-Università Padova"), ("l'", "ASL Lecce"),
    ("l'", "AO Brotzu"), ("l'", "AOU Sassari"), ("l'", "ASL 1 Imperiese"), ("l'", "ASREM"), ("l'", "ATS Sardegna"),
)  # fmt: skip

_WARDS = (
    "Nucleo Girasole", "nucleo Arcobaleno", "Nucleo Mimosa", "reparto Primula", "reparto Celio", "Padiglione Morgagni",
    "Padiglione Monteggia", "padiglione Vinci", "Nucleo Alzheimer Le Rose", "Blocco Zilio",
)  # fmt: skip

_JOINED = {
    "presso": {"l'": "presso l'", "il": "presso il ", "la": "presso la ", "le": "presso le ", "gli": "presso gli "},
    "da": {"l'": "dall'", "il": "dal ", "la": "dalla ", "le": "dalle ", "gli": "dagli "},
    "a": {"l'": "all'", "il": "al ", "la": "alla ", "le": "alle ", "gli": "agli "},
    "di": {"l'": "dell'", "il": "del ", "la": "della ", "le": "delle ", "gli": "degli "},
}


def _hospital(random: Random) -> tuple[str, str]:
    if random.random() < 0.45:
        article, form = random.choice(_OF_TOWN)
        return article, form.format(random.choice(TOWNS).name)
    article, name = random.choice(_HOSPITALS)
    return article, name


def _home(random: Random) -> tuple[str, str]:
    if random.random() < 0.25:
        return "la", f"casa di riposo di {random.choice(TOWNS).name}"
    return random.choice(_HOME_NAMES)


KINDS: Mapping[str, Callable[[Random], tuple[str, str]]] = {
    "fac": _hospital,
    "home": _home,
    "shop": lambda random: random.choice(_SHOP_NAMES),
    "trust": lambda random: random.choice(_TRUSTS),
}
"""For each kind of facility, what gives the article and the name of one."""


def ward(random: Random) -> str:
    """Give a ward or a pavilion that bears a name."""
    return random.choice(_WARDS)


def joined(preposition: str, article: str, name: str) -> str:
    """Give the preposition with the article that `name` asks for."""
    if name.startswith("RSA") and article == "l'":
        article = "la"
    return _JOINED[preposition][article]
