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
    "begins_in",
    "chief_towns",
    "comuni",
    "first_names",
    "is_comune",
    "is_place",
    "is_town",
    "key",
    "provinces_of",
    "standing_names",
    "towns",
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

_RESORTS_AND_CITIES = tuple(
    "Salvador de Bahia|Recife|Fortaleza|Belo Horizonte|Curitiba|Porto Alegre|Montevideo|Asunción|Mendoza|Medellin|Cartagena|"
    "Cusco|Arequipa|Managua|Tegucigalpa|San Salvador|Città del Messico|Guadalajara|Cancun|Tulum|Playa del Carmen|"
    "Puerto Plata|Punta Cana|L'Avana|Varadero|Las Vegas|San Diego|Filadelfia|Perth|Brisbane|"
    "Auckland|Benin City|Ibadan|Kano|Abuja|Port Harcourt|Cotonou|Lomé|Kumasi|Ouagadougou|Bobo Dioulasso|Bouaké|Freetown|"
    "Monrovia|Nouakchott|Niamey|Banjul|Bissau|Douala|Libreville|Luanda|Maputo|Harare|Lusaka|Kampala|Kigali|Bujumbura|"
    "Antananarivo|Nosy Be|Malindi|Watamu|Hurghada|Marsa Alam|Marsa Matruh|Luxor|Assuan|Alessandria d'Egitto|Sfax|Susa di "
    "Tunisia|Sousse|Hammamet|Djerba|Monastir|Agadir|Meknes|Khouribga|Beni Mellal|Oujda|Tetouan|Settat|Fez|Orano|Annaba|"
    "Sylhet|Chittagong|Sialkot|Gujrat|Peshawar|Faisalabad|Rawalpindi|Amritsar|Jaipur|Jalandhar|Ludhiana|Chennai|Bangalore|"
    "Kolkata|Goa|Kerala|Punjab|Kathmandu|Yangon|Phnom Penh|Ho Chi Minh|Saigon|Giacarta|Jakarta|Bali|Lombok|Kuala Lumpur|"
    "Phuket|Koh Samui|Wenzhou|Qingtian|Shenzhen|Guangzhou|Wuhan|Hangzhou|Cebu|Davao|Timisoara|Timișoara|Craiova|"
    "Costanza Romania|Constanta|Galati|Brasov|Bacau|Suceava|Botosani|Ploiesti|Oradea|Sibiu|Pitesti|Cernivci|Ternopil|"
    "Ivano-Frankivsk|Kharkiv|Dnipro|Lviv|Mariupol|Donetsk|Plovdiv|Burgas|Elbasan|Lushnje|Durres|Shkoder|Vlora|Fushe Kruje|"
    "Tetovo|Novi Sad|Banja Luka|Mostar|Tuzla|Spalato|Dubrovnik|Capodistria|Nova Gorica|Maribor|Lubiana|Villach|"
    "Klagenfurt|Linz|Norimberga|Friburgo|Hannover|Brema|Dortmund|Bochum|Mannheim|Wolfsburg|Grenoble|Tolosa|Montpellier|"
    "Cannes|Bastia|Ajaccio|Corsica|Granada|Alicante|Maiorca|Minorca|Ibiza|"
    "Formentera|Tenerife|Fuerteventura|Lanzarote|Gran Canaria|Canarie|Baleari|Madeira|Bruges|L'Aia|Eindhoven|"
    "Göteborg|Malmö|Kaunas|Danzica|Breslavia|Poznan|Lublino|Brno|Kosice|Debrecen|Smirne|Antalya|Bodrum|Mykonos|Santorini|"
    "Creta|Rodi|Corfù|Zante|Cefalonia|Aleppo|Homs|Erbil|Mosul|Bassora|Isfahan|Shiraz|Mashhad|Herat|Jalalabad|Kandahar|"
    "Gerusalemme|Haifa|Gaza|Nazareth|Riad|Gedda|La Mecca|Doha|Abu Dhabi|Mascate|Capo Nord|Terra del Fuoco".split("|")
)
"""Further cities and islands abroad: where patients were born, and where people travel."""

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

_TOWNS = frozenset(
    """
    acireale adrano agropoli alatri albenga albignasego alcamo altamura anzio aprilia arco arona arzano arzignano assisi
    asolo aversa
    avezzano bacoli bagheria bareggio bassano battipaglia bisceglie bitonto bollate bolzaneto bra bressanone bresso
    brugherio cadoneghe
    caivano camaiore cantù canosa capannori capri carmagnola carpi carrara casalecchio cascina casoria cassino castelfranco
    castelvetrano
    cattolica cecina cefalù cerea cerignola cernusco certaldo cervia cesano cesenatico chioggia chivasso cinisello
    cittadella clusone
    codogno collegno comiso conegliano conversano corato cormano cornaredo corsico cossato crema crevalcore desenzano desio
    domodossola
    eboli empoli ercolano erba este fabriano faenza fasano feltre fidenza fiesole finale fiumicino foligno formia formigine formia
    fossano francavilla frascati frattamaggiore gaeta galatina gallarate gallipoli garbagnate gela gioia giugliano giulianova grado
    gravina grottaglie grottaferrata grugliasco gubbio guidonia imola ischia ivrea jesi ladispoli lainate latisana legnago legnano
    lentini licata lissone loano lonigo luino lumezzane maddaloni magenta malnate manduria manfredonia marcianise marino marostica
    marsala martellago massafra mazara melegnano melzo mesagne mestrino minturno mira mirandola mirano modugno mogliano mola
    molfetta
    moncalieri mondovì mondragone monfalcone monopoli monreale monselice montebelluna montecatini montichiari nardò nerviano nettuno
    nichelino niscemi nocera noicattaro novellara noventa ortona orvieto osimo ostuni pachino pagani partinico paternò
    pioltello piombino
    pinerolo poggibonsi pomezia pomigliano pontassieve pontedera pontremoli portici portogruaro potenza massa fermo pozzallo
    pozzuoli putignano quarrata
    quartu rapallo recanati rho riccione rivoli rovereto rosolini rozzano rubano rubiera ruvo sacile saluzzo salò
    sangiuliano sanremo
    saronno sarzana sassuolo scafati scandicci scandiano schio sciacca segrate selargius senigallia seregno seriate sesto settimo
    seveso siderno signa soave soresina sorrento spinea spoleto suzzara sulmona suzzara tarquinia tempio termoli terracina thiene
    tirano tivoli todi tolentino tolmezzo tradate treviglio trezzano triggiano tropea valdagno valdobbiadene valenza vasto velletri
    viareggio vigevano vignola villafranca villaricca vimercate vimodrone vittoria voghera volterra zogno
    """.split()
)
"""Towns of some size; those that are words too, general and clinical, are told by "a", "da" or a date only."""

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
    acqui allein ammonite ameno appalto archi argine ascensione assolo avena ballo bando barge barile bombe botto calca
    calci calcinate
    calcinato calco caldera camerata cameri camino cantiere capitello capitone cappella capriolo carie cariati carro casate casetta
    cataratti celletta cerone cesio chiappa chiusure coniugi contra copiano coronata crocetta cubante cuccia dazio drena dosso duomo
    eredita errano fallo fare felino ferriera filare filetto fondi fontane forcella formica fosso frisa front fronti furore
    gabbia gelso
    gemini gessate gesso giglio giovo giungano gorgo grana granata groppo grotta grotte guizza impalata isolotto lagni lappato
    lavorate lemma levata levate licenza lorica lover lunata lunetta lustra macelli maglia maglie maglione magre mammola maniglia
    mantello marittima martelletto massello mazze mezzana mezzano millesimo mortise mosso mozzo muffa nasca nasino nobile
    occhio onore
    ospitale ospizio palata pallio panni perito perno persona pescate pestare pigra pilastri piovana piuma plata platea
    polla pollina
    ponticello pozzi pozzo pressano prezzo proves pulce quart querce rabbi racchiuso ramate rettifilo ronchi rosola rosone
    rotabile rotella
    rotondi rozzo ruscello salassa saletta salto sassi sasso scafa scansano scapoli scheggia scopa sella selva serio serra
    serre serri
    settime sferro sonico soprana sorbo specchia sperone spicchio spiano spino stave stellata stern strettoia tagliole
    tavole tempera
    tenaglie tires tomba torre torrette torri tortora trito tramonti tunes turate uscio vallo valva ventoso veglie velate
    vessa vezzo
    virgoletta visco visano vizze volano volon zappa zolla zoppe zucche
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
def _short_names() -> frozenset[str]:
    """What people call "Bassano del Grappa" and "Ascoli Piceno": the first word, where it is no word of the language."""
    from validation.anonymisation.lexicon import default_lexicon

    seconds = PARTICLES | {
        "piceno",
        "valentia",
        "arsizio",
        "veneto",
        "emilia",
        "romagna",
        "terme",
        "lombardo",
        "marittima",
    }
    firsts = {words[0] for name in _provinces() if len(words := name.split()) > 1 and words[1] in seconds}
    known = first_names() | _surnames() | default_lexicon().safe
    return frozenset(word for word in firsts if len(word) > 4 and word not in known and word not in _SAINTLY)


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
def towns() -> frozenset[str]:
    """The keys of the chief towns and of the other towns of some size."""
    return _TOWNS | chief_towns()


def is_town(word: str) -> bool:
    """Tell whether a word, in small letters, is the name of a town of some size."""
    return word in towns()


@cache
def _abroad() -> frozenset[str]:
    return _keys(*COUNTRIES, *CITIES_ABROAD, *_RESORTS_AND_CITIES, *REGIONS)


def provinces_of(name: str) -> frozenset[str]:
    """The codes of the provinces in which there is, or was, a comune of this name; empty where there is none."""
    return _provinces().get(key(name), frozenset())


@cache
def _first_words() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, codes in _provinces().items():
        found.setdefault(name.partition(" ")[0], set()).update(codes)
    return {first: frozenset(codes) for first, codes in found.items() if len(first) > 3}


def begins_in(word: str, province: str) -> bool:
    """Tell whether a comune of that province begins with this word of more than three letters ("Appiano", BZ)."""
    return province in _first_words().get(key(word), frozenset())


@cache
def comuni() -> frozenset[str]:
    """The keys of all comuni, present and past, and of the localities on Faker's list."""
    return frozenset(_provinces().keys() | _hamlets() | chief_towns() | _short_names())


def is_comune(name: str) -> bool:
    """Tell whether `name`, in any case, is a comune, present or past, or a locality on Faker's list."""
    return key(name) in comuni()


def is_place(name: str) -> bool:
    """Tell whether `name`, in any case, is a comune, a locality, a region, a country or a city abroad."""
    wanted = key(name)
    return wanted in comuni() or wanted in _abroad()


@cache
def _longest_from() -> dict[str, int]:
    found: dict[str, int] = {}
    for words in map(str.split, comuni() | _abroad()):
        found[words[0]] = max(len(words), found.get(words[0], 0))
    return found


def longest_from(word: str) -> int:
    """Give how many words the longest place has that begins with `word`, in any case; 0 where none begins so."""
    return _longest_from().get(key(word).partition(" ")[0], 0)


@cache
def standing_names() -> frozenset[str]:
    """The keys of the names that are places wherever they stand with a capital: no word, no first name, no surname."""
    persons = first_names() | _surnames()
    weak = _WORDS | _SAINTLY | persons
    kept = {name for name in comuni() if _stands(name, persons, weak)}
    return frozenset(kept | chief_towns() | _abroad()) - _WORDS - {"ferro di cavallo"}


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
