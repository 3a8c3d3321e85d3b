"""Names of places, from two packages that may be passed on: python-codicefiscale (MIT) and Faker's it_IT lists (MIT).

    is_comune("reggio nell'emilia")  -> True
    provinces_of("Legnago")          -> frozenset({"VR"})
    standing_names()                 -> spellings that are a place wherever they stand with a capital ("Legnago")

Italian comuni (those that ceased too), frazioni, provinces and regions, countries, and large cities abroad. Everything
is read once, on first use, from the installed packages: nothing is downloaded.

A name that is also a word ("Sale", "Bene"), a first name or a surname ("Vittoria", "Ferrara") is in the lists and yet
not among the standing names, unless it is a chief town: only what stands around it can tell.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from importlib import resources

__all__ = [
    "CITIES_ABROAD",
    "COUNTRIES",
    "PARTICLES",
    "PROVINCES",
    "REGIONS",
    "chief_towns",
    "first_names",
    "is_comune",
    "is_place",
    "key",
    "provinces_of",
    "standing_names",
]

PROVINCES = frozenset(
    """
    AG AL AN AO AP AQ AR AT AV BA BG BI BL BN BO BR BS BT BZ CA CB CE CH CI CL CN CO CR CS CT CZ EN FC FE FG FI FM FO
    FR GE GO GR IM IS KR LC LE LI LO LT LU MB MC ME MI MN MO MS MT NA NO NU OG OR OT PA PC PD PE PG PI PN PO PR PS PT
    PU PV PZ RA RC RE RG RI RM RN RO SA SI SO SP SR SS SU SV TA TE TN TO TP TR TS TV UD VA VB VC VE VI VR VS VT VV
    """.split()
)
"""Codes of the provinces, with those in use until lately (FO, PS, CI, OG, OT, VS)."""

REGIONS = tuple(
    "Abruzzo|Basilicata|Calabria|Campania|Emilia Romagna|Emilia|Romagna|Friuli Venezia Giulia|Friuli|Lazio|Liguria|"
    "Lombardia|Marche|Molise|Piemonte|Puglia|Puglie|Sardegna|Sicilia|Toscana|Trentino Alto Adige|Trentino|Alto Adige|"
    "Südtirol|Umbria|Valle d'Aosta|Veneto|Salento|Brianza|Valtellina|Maremma|Gargano|Irpinia|Cilento|Barbagia".split(
        "|"
    )
)
"""The regions, and a few that are none but are spoken of like one."""

COUNTRIES = tuple(
    "Afghanistan|Albania|Algeria|Andorra|Angola|Arabia Saudita|Argentina|Armenia|Australia|Austria|Azerbaigian|"
    "Bahamas|Bahrein|Bangladesh|Belgio|Benin|Bielorussia|Bolivia|Bosnia|Bosnia Erzegovina|Botswana|Brasile|Bulgaria|"
    "Burkina Faso|Burundi|Cambogia|Camerun|Canada|Capo Verde|Cecenia|Cecoslovacchia|Ciad|Cile|Cina|Cipro|Colombia|"
    "Congo|Corea|Corea del Sud|Corea del Nord|Costa d'Avorio|Costa Rica|Croazia|Cuba|Danimarca|Dubai|Ecuador|Egitto|"
    "El Salvador|Emirati Arabi|Emirati Arabi Uniti|Eritrea|Estonia|Etiopia|Filippine|Finlandia|Francia|Gabon|Gambia|"
    "Georgia|Germania|Ghana|Giamaica|Giappone|Gibuti|Giordania|Gran Bretagna|Grecia|Guatemala|Guinea|Guinea Bissau|"
    "Haiti|Honduras|Hong Kong|India|Indonesia|Inghilterra|Iran|Iraq|Irlanda|Islanda|Israele|Jugoslavia|Kazakistan|"
    "Kenya|Kirghizistan|Kosovo|Kuwait|Laos|Lettonia|Libano|Liberia|Libia|Liechtenstein|Lituania|Lussemburgo|Macedonia|"
    "Macedonia del Nord|Madagascar|Malawi|Malesia|Maldive|Mali|Malta|Marocco|Mauritania|Mauritius|Messico|Moldavia|"
    "Moldova|Mongolia|Montenegro|Mozambico|Myanmar|Birmania|Namibia|Nepal|Nicaragua|Niger|Nigeria|Norvegia|"
    "Nuova Zelanda|Olanda|Oman|Paesi Bassi|Pakistan|Palestina|Panama|Paraguay|Perù|Polonia|Porto Rico|Portogallo|"
    "Qatar|Regno Unito|Repubblica Ceca|Repubblica Dominicana|Romania|Ruanda|Russia|San Marino|Santo Domingo|Scozia|"
    "Senegal|Serbia|Seychelles|Sierra Leone|Singapore|Siria|Slovacchia|Slovenia|Somalia|Spagna|Sri Lanka|Stati Uniti|"
    "Stati Uniti d'America|Sudafrica|Sud Africa|Sudan|Svezia|Svizzera|Tagikistan|Taiwan|Tanzania|Thailandia|Tibet|"
    "Togo|Tunisia|Turchia|Turkmenistan|Ucraina|Uganda|Ungheria|Uruguay|Uzbekistan|Venezuela|Vietnam|Yemen|Zambia|"
    "Zanzibar|Zimbabwe".split("|")
)
"""Countries as Italian prose calls them. Italy is not among them: it identifies nobody in an Italian note."""

CITIES_ABROAD = tuple(
    "Abidjan|Accra|Addis Abeba|Algeri|Amburgo|Amman|Amsterdam|Ankara|Anversa|Asmara|Atene|Atlanta|Baghdad|Bamako|"
    "Bangkok|Barcellona|Basilea|Beirut|Belgrado|Bengasi|Berlino|Berna|Bilbao|Bogotà|Bombay|Bordeaux|Boston|Brasilia|"
    "Bratislava|Bruxelles|Bucarest|Budapest|Buenos Aires|Calcutta|Canton|Caracas|Casablanca|Chicago|Chisinau|Cluj|"
    "Colonia|Colombo|Conakry|Copenaghen|Cracovia|Dacca|Dakar|Damasco|Delhi|Detroit|Dhaka|Dresda|Dublino|Durazzo|"
    "Düsseldorf|Edimburgo|Fes|Francoforte|Ginevra|Glasgow|Graz|Guayaquil|Hanoi|Houston|Iasi|Il Cairo|Innsbruck|"
    "Islamabad|Istanbul|Johannesburg|Kabul|Karachi|Khartoum|Kiev|Kyiv|Kinshasa|La Paz|Lagos|Lahore|Leopoli|Lilla|Lima|"
    "Lione|Lipsia|Lisbona|Liverpool|Londra|Los Angeles|Losanna|Lubiana|Lugano|Lucerna|Madrid|Malaga|Manchester|Manila|"
    "Marrakech|Marsiglia|Melbourne|Miami|Minsk|Mogadiscio|Mombasa|Monaco di Baviera|Montreal|Mosca|Mumbai|Nairobi|"
    "Nizza|New York|Nuova Delhi|Odessa|Oslo|Parigi|Pechino|Philadelphia|Podgorica|Praga|Pristina|Quito|Rabat|Riga|"
    "Rio de Janeiro|Rotterdam|Salisburgo|Salonicco|San Francisco|San Paolo del Brasile|San Pietroburgo|Santiago|"
    "Sarajevo|Scutari|Seul|Shanghai|Sharm el Sheikh|Siviglia|Skopje|Sofia|Stoccarda|Stoccolma|Strasburgo|Sydney|"
    "Tangeri|Tbilisi|Teheran|Tel Aviv|Tirana|Tokyo|Toronto|Tripoli|Tunisi|Valencia|Valona|Vancouver|Varsavia|Vienna|"
    "Vilnius|Washington|Yaoundé|Zagabria|Zurigo".split("|")
)
"""Cities abroad from which patients come, or to which they travel, under their Italian names."""

_CHIEF_TOWNS = tuple(
    "Agrigento|Alessandria|Ancona|Aosta|L'Aquila|Arezzo|Ascoli Piceno|Asti|Avellino|Bari|Barletta|Andria|Trani|Belluno|"
    "Benevento|Bergamo|Biella|Bologna|Bolzano|Brescia|Brindisi|Cagliari|Caltanissetta|Campobasso|Carbonia|Iglesias|"
    "Caserta|Catania|Catanzaro|Chieti|Como|Cosenza|Cremona|Crotone|Cuneo|Enna|Ferrara|Firenze|Foggia|Forlì|Cesena|"
    "Frosinone|Genova|Gorizia|Grosseto|Imperia|Isernia|La Spezia|Latina|Lecce|Lecco|Livorno|Lodi|Lucca|Macerata|"
    "Mantova|Matera|Messina|Milano|Modena|Monza|Napoli|Novara|Nuoro|Olbia|Oristano|Padova|Palermo|Parma|Pavia|Perugia|"
    "Pesaro|Urbino|Pescara|Piacenza|Pisa|Pistoia|Pordenone|Prato|Ragusa|Ravenna|Reggio Calabria|Reggio Emilia|"
    "Reggio nell'Emilia|Reggio di Calabria|Rieti|Rimini|Roma|Rovigo|Salerno|Sassari|Savona|Siena|Siracusa|Sondrio|"
    "Taranto|Teramo|Terni|Torino|Trapani|Trento|Treviso|Trieste|Udine|Varese|Venezia|Verbania|Vercelli|Verona|"
    "Vibo Valentia|Vicenza|Viterbo|Massa Carrara|Carrara|Bressanone|Merano|Foligno|Faenza|Lamezia Terme|Mestre".split(
        "|"
    )
)

# Names of comuni and frazioni that Italian clinical prose writes as words, or that are brands and eponyms in it.
_WORDS = frozenset(
    """
    abate abbazia acuto agnello agosto albanese albergo alberi alleno alone amaro ambra amica amico angoli angolo
    annunziata apice aprile aquila argento arina asciano assunta azzurro badia bagno balsamo banco baracca barone
    barra basati basico bassa bella bianco bocconi borgata borghetto boschi bosco botticino bovino braccio branca
    breccia brezza bruna bruno caccia calcio calde calore cambiano campagna campione campo campoverde canale
    cancelli cancello candida cane canna cantina canton capaci capanna capra carbone cascina casco casella castagno
    castelletto castelli castello catena cattolica cavaliere celano celeste celle cento centrale centro cerchio
    certosa cervo chiari chiesa chiusa chiusi ciliegio cingoli cipresso classe clinica colico colla colle collo
    colombo colonia colonna comunale conco confine conscio consuma conta conte contessa contrada convento corea
    corno corona corpo corte cortile corvo costa cotone crema cresta cristo cuore decima dello depressa destro diano
    dicembre distale divieto dolce domenica dorsale dottore duca emilia emilio fabbrica faggio falco famiglia fascia
    febbraio fenile fermo festa fico fiera figlio finale fiume foglia fondo fontana fontanella fontanelle fonte fonti
    foresta forme forni forno fossa fosse frate fratello frattura frazione fresco frontale fronte gallina gallio
    gatto generale gennaio georgia gerosa gesu giallo giardini giardino girasole giugno glasgow grado grazie grigio
    grosso guarda guardia guasto guinea ideale imperatore imperiale indicatore inferiore intra inverno isola isolato
    laccio lagos laterale latte lavoro lenta lettere liberi lilla lima limone lingua liscia locale localita lotta
    luglio lunedi lupo macchia macchie maddalena madre magazzino magenta maggio malva mango marche maria marito
    martello marzo massa masseria matrice mattinata meda mediale mediano medicina melo mercato minori modica moglie
    molare molino monaca montagna montagne morte mossa mulino nazionale nero nervi nesso niger noce nonna nonno nova
    novembre olivo olmo oman opera orfengo orso ospedale osteria ottava ottobre padiglione padre paesana paese
    palese palmi panama papa parco parenti parete parola passaggio paziente pecora penia penna penne pero persi
    persone petto philadelphia piana piani piano pianta piastre piatta piatto piazza pilastro pino pioppo piscina
    ponte porto posta potenza pranzo presa principe progresso prova provinciale pulito quadri quarti quartiere
    quercia quindici quota reale regina regionale rende resina ricca ricco ridotti riga rilievo rione riposto
    rivoira rivolto ronco rosario rossa rosso rotonda rotta ruota sabato sabbia sacca sacco salice salici salina
    saline salino salute sangue santiago santissima savio scala scale scena scritto scuola segno seriate serina
    serrata sesso settembre settima settimo siano sigillo signora signore soccorso sofia solita sorella sorso
    sostegno spalla specchio speciale spera speranza spessa spiazzi spina stagno statale stava stazione stilo storie
    strada stretti studio superiore supino tagliata taverna tavernola tavola tedeschi tenda termine termini terzo
    tione tocchi togo tornano tornata torno toro torretta torrione totale tredici trenta trinita trovo trucco ulivo
    vacca valencia valle variano vaste vasto vello venerdi venosa verde versa vescovo viale vigile villa villette
    vinca viola visone vittoria volpe voltaggio
    """.split()
)

PARTICLES = frozenset(
    "a ad ai al alla alle agli all con d da dal dalla de degli dei del dell della delle dello di e ed fra in "
    "la le lo il i gli l nel nell nella nelle sul sull sulla sulle su sopra sotto the el".split()
)

_PIECE = re.compile(r"[^\W\d_]+")


def key(name: str) -> str:
    """Give the key of a name: its words in lower case, one blank between them; None of its marks, but its accents.

    "Reggio nell'Emilia" and "REGGIO NELL’EMILIA" have the key "reggio nell emilia".
    """
    return " ".join(_PIECE.findall(unicodedata.normalize("NFC", name))).lower()


def _without_accents(text: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))


def _keys(*names: str) -> frozenset[str]:
    """The keys of `names`, each with its accents and without."""
    found = {key(name) for name in names}
    return frozenset(found | {_without_accents(each) for each in found} - {""})


@cache
def _provinces() -> dict[str, frozenset[str]]:
    """The comuni of python-codicefiscale by key, each with its provinces."""
    source = resources.files("codicefiscale").joinpath("data/municipalities.json")
    found: dict[str, set[str]] = {}
    for record in json.loads(source.read_text(encoding="utf-8")):
        for name in _keys(record["name"]):
            found.setdefault(name, set()).add(record["province"])
    return {name: frozenset(codes) for name, codes in found.items()}


@cache
def _hamlets() -> frozenset[str]:
    """The localities of Faker's it_IT list by key: comuni and frazioni."""
    from faker.providers.address.it_IT import Provider

    # "Sant'Angelo/St. Engel" and "Roma (Lido)" name two places or one in two tongues.
    return _keys(*(part for name in Provider.cities for part in re.split(r"[/(]", name) if len(part.strip()) > 1))


@cache
def first_names() -> frozenset[str]:
    """First names in lower case, from both packages."""
    from faker.providers.person.it_IT import Provider

    source = resources.files("codicefiscale").joinpath("data/names.json")
    listed = [name for names in json.loads(source.read_text(encoding="utf-8")).values() for name in names]
    return frozenset(key(name) for name in [*listed, *Provider.first_names])


@cache
def _surnames() -> frozenset[str]:
    from faker.providers.person.it_IT import Provider

    return frozenset(key(name) for name in Provider.last_names)


@cache
def chief_towns() -> frozenset[str]:
    """The keys of the provinces' chief towns and of what everybody knows for a town."""
    return _keys(*_CHIEF_TOWNS)


@cache
def _abroad() -> frozenset[str]:
    return _keys(*COUNTRIES, *CITIES_ABROAD, *REGIONS)


def provinces_of(name: str) -> frozenset[str]:
    """The codes of the provinces in which there is, or was, a comune of this name; empty where there is none."""
    return _provinces().get(key(name), frozenset())


def is_comune(name: str) -> bool:
    """Tell whether `name`, in any case, is a comune, present or past, or a locality on Faker's list."""
    return (wanted := key(name)) in _provinces() or wanted in _hamlets() or wanted in chief_towns()


def is_place(name: str) -> bool:
    """Tell whether `name`, in any case, is a comune, a locality, a region, a country or a city abroad."""
    return is_comune(name) or key(name) in _abroad()


@cache
def standing_names() -> frozenset[str]:
    """The keys of the names that are places wherever they stand with a capital: no word, no first name, no surname."""
    persons = first_names() | _surnames()
    weak = _WORDS | _SAINTLY | persons
    kept = {name for name in _provinces().keys() | _hamlets() if _stands(name, persons, weak)}
    return frozenset(kept | chief_towns() | _abroad()) - _WORDS


def _stands(name: str, persons: frozenset[str], weak: frozenset[str]) -> bool:
    words = name.split()
    if len(words) == 1:
        return len(name) > 4 and name not in persons
    # "Di Sotto", "La Villa" and "San Carlo" need more than a capital; "Villa Carlotta" and "Ponte Alto" too.
    telling = [word for word in words if word not in PARTICLES]
    return len(telling) > 1 and not all(len(word) < 4 or word in weak for word in telling)


_SAINTLY = frozenset(
    "san santa santo sant villa villaggio ponte borgo monte castello castel casa case torre porta campo piano colle "
    "pieve rocca valle santi madonna alto alta bassa basso grande inferiore superiore nuova nuovo vecchia vecchio "
    "centro stazione".split()
)
