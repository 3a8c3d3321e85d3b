"""Names of nobody: common Italian names, ordinary ones that no gazetteer lists, and foreign, rare and invented ones.

The lists were written for this benchmark. A gazetteer is what a check can have under a free licence: Faker's Italian
lists, python-codicefiscale's first names and its municipalities. A test asserts which names stand in one.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

__all__ = [
    "FEMALE",
    "MALE",
    "PET_FEMALE",
    "PET_MALE",
    "RARE_FEMALE",
    "RARE_MALE",
    "RARE_SURNAMES",
    "SURNAMES",
    "UNLISTED_SURNAMES",
    "Person",
    "make_person",
]

MALE = """Mario Giuseppe Antonio Luigi Giovanni Francesco Marco Andrea Paolo Roberto Stefano Alessandro Carlo Vincenzo
Salvatore Domenico Pietro Angelo Bruno Franco Enzo Sergio Claudio Fabio Massimo Luca Matteo Davide Simone Giorgio Aldo
Renato Gino Ugo Dino Gennaro Rocco Ciro Nicola Michele Raffaele Pasquale Gaetano Umberto Silvio Emilio Ettore Guido Tullio
Osvaldo Armando Egidio Leonardo Lorenzo Tommaso Edoardo Felice Santo Primo Fortunato""".split()

FEMALE = """Maria Anna Giuseppina Rosa Angela Giovanna Teresa Lucia Carmela Caterina Francesca Antonietta Elena Concetta
Rita Margherita Giulia Chiara Sara Paola Laura Silvia Elisa Martina Federica Alessandra Daniela Patrizia Cinzia Sabrina
Monica Loredana Luisa Franca Bruna Ida Ines Emma Vittoria Grazia Immacolata Assunta Addolorata Filomena Ornella Wanda
Pierina Rosina Serena Gaia Viola Stella Alba Letizia Allegra Chiara Mirella""".split()

SURNAMES = """Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti Mancini Rizzo
Lombardi Moretti Santoro Rinaldi Caruso Ferrara Leone Martinelli Vitale Lombardo Coppola Parisi Conte
Fabbri Bianco Marini Grasso Messina Pellegrini Palumbo Farina Monti Cattaneo Amato Silvestri Grassi
Pellegrino Carbone Benedetti Rossetti Montanari Bernardi Martino Ferretti Bellini Riva Donati Battaglia
Neri Ruggiero Sorrentino Orlando Ossola Grosso Ruffini Zito Bosio Mele Deledda Antonelli Bassi Castelli
Cirillo Gentili Leonardi Luciani Magnani Monaco Orsini Pace Poli Proietti Riccardi Salvi Tosi Ventura
Cremonesi Bonomo Carocci Prati Rota Viola""".split()

UNLISTED_SURNAMES = """Costa Giordano Barbieri Fontana Mariani Galli Martini Longo Gentile Serra Marchetti Villa Ferraro Ferri
Valentini Sala Gatti Sanna Rizzi Morelli Mazza Testa Giuliani Barone Caputo Guerra Palmieri Fiore Basile
Piras Vitali Sartori Costantini Milani Pagano Damico Negri Zanella Bonetti Spina Gamba Vena Fegato Piede
Forte Sano Quaranta Settembrini Mannino Cardillo Tiberi Zamboni Bertolini Fumagalli Zanetti Carta Melis
Cossu Iannone Quaglia Passarella Scognamiglio Cannavacciuolo""".split()

RARE_MALE = """Oleksandr Bohdan Vasyl Gheorghe Mircea Dumitru Ionut Besnik Arben Gjergj Mehmet Yassine Abdoulaye Moussa
Cheikh Ousmane Babacar Kwame Chinedu Olumide Tesfaye Dawit Jaswinder Gurpreet Harpreet Mohinder Rajendra Thulasi Xiaoming Zhenhua
Weijie Hoang Duc Wanderlei Wilmer Yeison Anselmito Eleuterino Goffredano Arcibaldo Nunziantino Teofrasto Baldramo Ermolaino
Zbigniew Wojciech Slobodan Dragoljub Nebojsa Szabolcs Hallvard Aurelijus Tariq Naveed Shahzad Qasim Emeka""".split()

RARE_FEMALE = """Olena Oksana Lyudmyla Nataliya Halyna Svitlana Mihaela Florentina Ionela Doinita Mirlinda Shpresa Valbona Aferdita
Khadija Zoubida Ouafae Hafsa Aissatou Fatoumata Mariama Ngozi Chiamaka Folake Tigist Selamawit Sukhwinder Manpreet Kulwinder Rajwinder
Dilrukshi Xiaoli Meiling Yuxin Thuy Yesenia Milagritos Yuleidy Gundelinda Ermelina Fiordispina Oronzilla Zaveria Tancreda
Bozena Malgorzata Jadwiga Snezana Ljiljana Zsuzsanna Ingeborga Jurgita Rukhsana Shazia Nusrat Ifeoma""".split()

RARE_SURNAMES = """Kovalchuk Shevchenko Bondarenko Melnychuk Popescu Ciobanu Munteanu Dragomirescu Hoxhaj Shehu Krasniqi Berisha
Ndiaye Diop Mbaye Traoré Ouédraogo Okonkwo Adeyemi Eze Gebremedhin Tekle Singh Dhillon Sandhu Jayasuriya Perera Nguyen Zhang Zheng
Huang
Hernández Quispe Mamani Benali El-Amrani Bouazizi Haddadi Yilmaz Öztürk Kowalczyk Wiśniewska Szymański Jovanović Petrović
Zanforlinghi Trabuccone Squarciafico Bellomunno Tagliacozzini Malvestiglio Scaramozzone Pappalepra Quagliarotti Zuccanelli
Frizzotondo Ghirlandini Bevacquera Stracciavento Mezzabottega Cantalupetti Ossobellini Dragonzelli Sgrignuoli Pizzighettoni
Vendramelli Tuccimei Rovigatti Cicognarelli Barbaforte Scannagallina Codeluppi Mangiacavallo Bonsignorelli Tirabasso Zambrunetti
Kastrati Hasanbelliu Gjoka Van-Houten Dubois-Lambert Schwarzenbacher Unterkofler Obergasteiger Mitterrutzner Pfattnerin
Sulejmani Ramadanovic Iancovescu Chowdhuree Rahmani Akhtaruzzaman Tchouaméni""".split()

PET_MALE = (
    "Peppino Mimmo Tonino Pino Gigi Nino Totò Pippo Ciccio Beppe Sandrino Gianni Checco Vincenzino Lello Meo".split()
)
PET_FEMALE = (
    "Giusy Lella Mena Nuccia Cettina Pina Ninetta Mimma Titti Lina Nella Rosetta Mariuccia Tina Pupa Enza".split()
)

_PARTICLES = (
    "D' Ettorre",
    "D'Amico",
    "De Luca",
    "Di Giovanni",
    "Lo Presti",
    "La Rocca",
    "Dell' Orto",
    "D’Alessandro",
    "Del Vecchio",
    "De' Rossi",
)


class Person(NamedTuple):
    """Somebody who never lived.

    Args:
        first: the first name, or two.
        last: the surname; may be two words, hyphenated, or begin with a particle.
        pet: how the family says it.
        female: a woman or girl.
        kind: `common` if both names stand in a gazetteer, `unlisted` if the surname is an ordinary Italian one that
            happens to stand in none, `rare` if neither does.
    """

    first: str
    last: str
    pet: str
    female: bool
    kind: str


def make_person(random: Random, *, rare: bool, female: bool | None = None) -> Person:
    """Draw a person, with both names from the rare lists where `rare`."""
    female = random.random() < 0.5 if female is None else female
    if rare:
        first = random.choice(RARE_FEMALE if female else RARE_MALE)
        last = random.choice(RARE_SURNAMES)
        if random.random() < 0.06:
            last = f"{last}-{random.choice(RARE_SURNAMES)}".replace("--", "-")
        return Person(first, last, first, female, "rare")
    first = random.choice(FEMALE if female else MALE)
    if random.random() < 0.08:
        second = random.choice(FEMALE if female else MALE)
        first = first if second == first else f"{first} {second}"
    kind = "common" if random.random() < 0.65 else "unlisted"
    last = random.choice(SURNAMES if kind == "common" else [*UNLISTED_SURNAMES, *_PARTICLES])
    return Person(first, last, random.choice(PET_FEMALE if female else PET_MALE), female, kind)
