"""Names of people from abroad, by country: share, men's names, women's names, surnames, nationality, town of birth."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["ORIGINS", "Origin"]


class Origin(NamedTuple):
    """Where a family comes from, and how its people are called."""

    weight: int
    men: tuple[str, ...]
    women: tuple[str, ...]
    surnames: tuple[str, ...]
    nationality: tuple[str, str]
    towns: tuple[str, ...]
    register: str


def _origin(weight: int, men: str, women: str, surnames: str, nationality: str, towns: str, register: str) -> Origin:
    lists = [tuple(name.replace("_", " ") for name in names.split()) for names in (men, women, surnames, towns)]
    man, woman = nationality.split()
    return Origin(weight, lists[0], lists[1], lists[2], (man, woman), lists[3], register)


ORIGINS = (
    _origin(
        22,
        "Ionel Gheorghe Vasile Florin Costel Marian Adrian Dumitru Mihai Cristinel",
        "Mihaela Elena_Loredana Ionela Florica Doina Viorica Mioara Anisoara Georgeta Ramona",
        "Popescu Ionescu Munteanu Ciobanu Rusu Dragomir Stoica Moldovan Lupu Cojocaru Ungureanu Apetrei Bălan Pricop",
        "rumeno rumena", "Bacău Suceava Galați Craiova Iași", "Z129",
    ),
    _origin(
        13,
        "Arben Ilir Besnik Agron Fatmir Gëzim Erjon Klodian",
        "Mimoza Valbona Drita Fatmire Entela Majlinda Blerina",
        "Hoxha Shehu Gjoka Kola Prifti Dervishi Lleshi Marku Bejko Xhafa Hysa",
        "albanese albanese", "Durazzo Scutari Valona Elbasan Fier", "Z100",
    ),
    _origin(
        14,
        "Mohamed Youssef Abdellah Hassan Rachid Khalid Mustapha Brahim Abdelkader",
        "Fatima Khadija Naima Malika Zineb Rachida Latifa Hanane",
        "El_Amrani Benali Bouazza El_Idrissi Chakir Lahlou Ouali Zerouali Ait_Ahmed Belhaj Mansouri Haddad",
        "marocchino marocchina", "Khouribga Casablanca Beni_Mellal Fès", "Z330",
    ),
    _origin(
        13,
        "Oleksandr Mykola Vitaliy Andriy Bohdan",
        "Olena Oksana Halyna Svitlana Nadiya Lyudmyla Tetyana Iryna Lyubov Mariya",
        "Kovalenko Shevchenko Bondarenko Tkachuk Melnyk Hrytsenko Savchuk Petryshyn Rudenko Kravets",
        "ucraino ucraina", "Leopoli Ternopil Ivano-Frankivsk Chernivtsi Odessa", "Z138",
    ),
    _origin(
        8,
        "Rahman Jahangir Shafiqul Kamrul Delwar Nurul Sohel Abdul_Karim",
        "Nasrin Rokeya Shahida Taslima Salma",
        "Hossain Miah Uddin Chowdhury Talukder Sarker Bhuiyan Sikder Howlader",
        "bengalese bengalese", "Dacca Sylhet Madaripur Comilla", "Z249",
    ),
    _origin(
        8,
        "Xiaoming Jianguo Wei Haoran Zhiwei Guangming",
        "Xiuying Meiling Yan Lihua Xiaoli Yuting",
        "Chen Zhang Hu Zhou Lin Wang Huang Xu Ye Wu Jin",
        "cinese cinese", "Wenzhou Qingtian Hangzhou", "Z210",
    ),
    _origin(
        8,
        "Emeka Chukwudi Osas Monday Sunday Festus Ikenna Godwin",
        "Blessing Joy Favour Ngozi Patience Osarumen Gift Mercy Chioma",
        "Okafor Osagie Eze Omoruyi Nwosu Igbinovia Adeyemi Ehigiator Obi Okonkwo",
        "nigeriano nigeriana", "Benin_City Lagos Enugu", "Z335",
    ),
    _origin(
        6,
        "José_Luis Wilmer Carlos_Alberto Edwin Jhon",
        "Rosa_Elvira Maribel Yolanda Carmen_Rosa Flor_de_María Gladys",
        "Quispe Huamán Mamani Flores_Rojas Vargas_Paredes Chávez Condori Gutiérrez",
        "peruviano peruviana", "Lima Arequipa Trujillo Huancayo", "Z611",
    ),
    _origin(
        6,
        "Rodel Jun Reynaldo Ferdinand",
        "Maricel Rowena Marites Jocelyn Analyn Rosalinda",
        "Dela_Cruz Reyes Santos Bautista Villanueva Macaraeg Pascual Manalo",
        "filippino filippina", "Manila Batangas Quezon_City", "Z216",
    ),
    _origin(
        6,
        "Harpreet Gurpreet Baljit Manjit Sukhdev",
        "Kulwinder Amandeep Paramjit Jaswinder",
        "Singh Kaur Sandhu Gill Dhaliwal Kumar",
        "indiano indiana", "Jalandhar Ludhiana Hoshiarpur", "Z222",
    ),
    _origin(
        6,
        "Mamadou Ousmane Cheikh Modou Ibrahima Serigne",
        "Fatou Aminata Awa Ndeye Khady",
        "Diop Ndiaye Fall Diallo Sarr Gueye Mbaye Seck",
        "senegalese senegalese", "Dakar Thiès Touba", "Z343",
    ),
)  # fmt: skip
"""Their shares follow the residents of Italy, roughly."""
