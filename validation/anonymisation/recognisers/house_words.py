"""Words of houses: alternations of their names, for regular expressions, and words that begin no name of one.

Also what a house's name stands between, and how a capitalised word is written.
"""

from __future__ import annotations

__all__ = [
    "ARTICLED",
    "BEGINS",
    "CAPITALISED",
    "CHAINS",
    "ENDS",
    "FAMOUS",
    "HEALERS",
    "IDYLL",
    "KNOWN",
    "NICKNAMED",
    "NO_NAME",
    "TERRITORY",
]

BEGINS = r"(?<![\p{L}\p{N}_.@/-])"
ENDS = r"(?![\p{L}\p{N}_@])"
CAPITALISED = r"\p{Lu}[\p{L}\p{M}]++(?:['’-]\p{L}[\p{L}\p{M}]++)*+"

# Well-known houses whose names are hardly anything else.
KNOWN = (
    r"molinette|niguarda|ca['’]? granda|careggi|humanitas|cardarelli|santobono|pausilipon|gaslini|burlo garofolo|"
    r"bambin[o]? ges[uù]['’]?|"
    r"mangiagalli|monzino|galeazzi|cottolengo|fatebenefratelli|san raffaele|s\. ?raffaele|san patrignano|"
    r"cisanello|forlanini|"
    r"spedali civili|spedali riuniti|ospedali riuniti|papa giovanni xxiii|casa sollievo(?: della sofferenza)?|"
    r"c[aà]['’]? ?foncello|"
    r"sant['’]? ?orsola(?:[ -]malpighi)?|s\. ?orsola(?:[ -]malpighi)?|(?:le )?scotte|villa scassi|ismett|"
    r"multimedica|poliambulanza|"
    r"brotzu|businco|binaghi|cannizzaro|papardo|auxologico|istituto nazionale (?:dei )?tumori|villa sofia|"
    r"borgo trento|borgo roma|"
    r"san camillo(?:[ -]forlanini)?|gemelli|spallanzani|vito fazzi|perrino|miulli|san matteo|san gerardo|"
    r"mauriziano|gradenigo|"
    r"campus bio-?medico|tor vergata|umberto i|sandro pertini|san filippo neri|san giovanni addolorata|"
    r"sant['’]? ?andrea|"
    r"cattinara|torrette|silvestrini|inrca|cro (?:di )?aviano|regina elena|regina margherita|san carlo borromeo|"
    r"gaetano pini|"
    r"villa igea|valduce|san bortolo|negrar|don gnocchi|maugeri|mondino|buccheri la ferla|ruggi d['’]? ?aragona|"
    r"ospedale del mare|loreto mare|vecchio pellegrini|casa di cura|rizzoli|besta|buzzi|bellaria|salesi|meyer|"
    r"pugliese[ -]ciaccio"
)

# What houses, homes and communities are called after an article.
IDYLL = (
    r"quercia|querce|gelso|gelsi|faro|ponte|girasol[ei]|sole|glicin[ei]|ulivo|ulivi|olivo|olivi|melograno|"
    r"castagno|castagni|pino|pini|"
    r"tigli|tiglio|cedri|cedro|rosa|rose|ginestra|ginestre|mimosa|mimose|magnoli[ae]|margherit[ae]|gabbiano|"
    r"gabbiani|rondin[ei]|airone|"
    r"aquilone|arcobaleno|alba|aurora|primavera|sorgente|fonte|fontan[ae]|oasi|terrazz[ae]|torr[ei]|rocca|"
    r"collin[ae]|valle|lago|mare|"
    r"vela|zattera|arca|nave|timone|ancora|approdo|porto|sentiero|cammino|svolta|bussola|stella|cometa|orizzonte|"
    r"girandola|"
    r"mongolfiera|libellula|farfall[ae]|coccinella|delfino|cigno|pettirosso|nido|guscio|focolare|mulino|cascina|"
    r"fattoria|casale|"
    r"borgo|giardin[oi]|parco|bosco|pineta|quadrifoglio|germoglio|seme|spiga|papaver[oi]|tulipano|ciclamino|"
    r"ninfea|sorriso|"
    r"abbraccio|amicizia|speranza|incontro|rinascita|pellicano|corallo|cristallo|camelie|betulle|betulla|ortensie|"
    r"vigna|torrente|"
    r"sabbione|platani|platano|acacie|biancospino|melo|mandorlo|cipressi|salice|salici|edera|lucciola|crisalide|"
    r"lanterna|chiocciola"
)

# What homes are called after an article besides: what one hopes for, trees, and other things of peace.
ARTICLED = (
    r"quiete|seren[aio]|serenit[aà]|pace|concordia|armonia|gioia|letizia|provvidenza|fraternit[aà]|solidariet[aà]|memoria|"
    r"tranquillit[aà]|felicit[aà]|vita|"
    r"aurora|luce|brezza|rugiada|perla|gemma|conchiglia|meridiana|mimosa|viole|violette|orchide[ae]|gigli|giglio|gerani|geranio|"
    r"azalea|azalee|primule|"
    r"lavanda|rosmarino|camelia|ciliegi|ciliegio|noci|noce|querceto|pioppi|pioppo|olmi|olmo|faggi|faggio|abeti|abete|larici|"
    r"larice|"
    r"lecci|leccio|carpini|ippocastani|oleandri|oleandro|aranci|limoni|mandorli|meli|peri|pruni|roseto|uliveto|frassini|ontani|"
    r"sequoie|palme|palma|tamerici|ginepri|ginepro|eucalipti|robinie|robinia|agrifoglio|bucaneve|stelle alpine|mughetto|mughetti|"
    r"falco|aquila|cicogna|cicogne|gufo|colomba|colombe|usignolo|allodola|rondinella|ape|api|formica|lupo|cerbiatto|scoiattolo|"
    r"tartaruga|balena|ippocampo|"
    r"veliero|caravella|gabbianella|scogliera|baia|spiaggia|isola|collinetta|montagna|vetta|torrione|castello|certosa|pieve|"
    r"abbazia|canonica|filanda|fornace|chiusa|ruota|clessidra|meridiana|finestra|casetta|tenda|locanda|corte|piazzetta|strada|"
    r"via|scala|chiave|radice|radici|mosaico|traccia|goccia|fiamma|fenice|roccia|pietra|quercia|vite|tralcio|sicomoro|"
    r"nuvola|nuvole|onda|onde|marea|pioggia|neve|fiocco|raggio|raggi|tramonto|luna|cielo|terra|acqua|rosa dei venti|"
    r"rosa blu|lampara|cordata|"
    r"bottega|sfida|scommessa|matita|trottola|altalena|giostra|capanna|baita|radura|brughiera|palafitta|chiocciola|"
    r"gazza|merlo|passero|passeri|upupa|grillo|coccinelle|pulcino|bruco|orsetto|orsacchiotto|folletto|pinocchio|peter pan"
)

# What centres, surgeries and laboratories call themselves after: healers of old, gods, health in Latin; and what houses of welfare do.
HEALERS = (
    r"ippocrate|igea|hygeia|igeia|salus|galeno|galenica|esculapio|asclepio|chirone|panacea|minerva|athena|atena|apollo|"
    r"medea|aesculapius|"
    r"paracelso|avicenna|fleming|pasteur|marie curie|curie|florence nightingale|nightingale|medicasa|medicenter|fisiomed|"
    r"fisioequipe|kinesis|"
    r"kinetic|kinesi|physio|fisio|fisiolab|biolab|medilab|biomedica|medical|vitalis|vitae|humanitas|sanitas|delta|omega|"
    r"alfa|sigma|"
    r"immacolata(?: concezione)?|addolorata|assunta|redentore|sacra famiglia|sacro cuore|(?:divina )?provvidenza|consolata|"
    r"ausiliatrice|"
    r"ges[uù]['’]? (?:nazareno|divino|bambino)|nazareth|betania|betlemme|emmaus|cottolengo|piccola opera|buon pastore|"
    r"buon samaritano|buon consiglio|"
    r"serena|amica|gioiosa|fiorita|lieta|felice|nostra|aurelia|della (?:carit[aà]['’]?|divina provvidenza|mamma|giovane|"
    r"pace|speranza)|"
    r"del (?:clero|sole|sorriso|cuore|pellegrino|giovane|fanciullo|buon samaritano)|dell['’](?:amicizia|anziano|angelo|"
    r"accoglienza)"
)

# Chains of clinics, laboratories and homes: they are nothing else.
CHAINS = (
    r"synlab|affidea|euromedica|lifebrain|bianalisi|unilabs|eurosanit[aà]|santagostino|multimedica|anni azzurri|korian|"
    r"sereni orizzonti|"
    r"colis[eé]e|orpea|clariane|humanitas|iclas|villa maria cecilia|gruppo san donato|sanitas|salus ?medica|medicover|"
    r"centro diagnostico italiano|"
    r"auxologico|neuromed|montecatone|codivilla[ -]putti|fatebenefratelli|poliambulanza|pio albergo trivulzio|trivulzio|baggina|"
    r"morgagni[ -]pierantoni|cazzavillan|pederzoli|fracastoro|humanitas gavazzeni|gavazzeni|bolognini|koelliker|"
    r"cardinal massaia|beauregard|galliera|lancisi|baggiovara|ramazzini|torregalli|ponte a niccheri|casilino|neurolesi|"
    r"bonino[ -]pulejo|"
    r"opera don (?:calabria|guanella|orione|gnocchi)|sacra famiglia|casa vidas|antea|nemo|centro nemo|istituto palazzolo|"
    r"piccola casa|"
    r"campus biomedico|mater domini|mater olbia|maria cecilia|villa maria pia|santa maria di loreto|pineta grande|"
    r"pineta del carso|kos|"
    r"san rossore|frangini|santo stefano riabilitazione|medica plus|cidimu|larc|fiat lux|dentalpro|"
    r"medici senza frontiere|caritas(?: (?:diocesana|ambrosiana))?|sant['’]egidio|azienda zero|santa lucia irccs|oglio po|fbf|"
    r"ist(?:ituto|\.)? ?naz(?:ionale|\.)? ?(?:dei )?tumori|ospedale del cuore"
)

# Hospitals called by a surname or a word: houses only where one goes to them ("al sacco", "dal bufalini").
NICKNAMED = (
    r"sacco|bufalini|fatebene|infermi|maggiore|civile|martini|manzoni|murri|mazzini|grassi|lotti|poma|pascale|moscati|"
    r"monaldi|cotugno|rummo|garibaldi|cannizzaro|goretti|spaziani|vannini|pertini|sandro pertini|eastman|spallanzani|"
    r"lazzaro|renzetti|mazzoni|"
    r"morgagni|ramazzini|rasori|bellaria|malpighi|negrin|carle|cto|valdese|parini|massaia|martini nuovo|evangelico|"
    r"israelitico|cristo re|"
    r"sacro cuore|bassini|redaelli|golgi|palazzolo|gavazzeni|meyer|"
    r"apuane|fazzi|perrino|miulli|riuniti|dimiccoli|teresa masselli|vittorio emanuele|ferrarotto|papardo|"
    r"brotzu|binaghi|businco|annunziata|pugliese|ciaccio|jazzolino|umberto primo|"
    r"cattinara|burlo|vecchio ospedale|nuovo ospedale|san raffaele|s\. ?[a-z]{4,12}"
)

# Houses known by their names alone, where "al", "presso" or the like leads to a capital.
FAMOUS = (
    r"molinette|gemelli|niguarda|ca['’] granda|careggi|cardarelli|san raffaele|humanitas|"
    r"s(?:ant['’]|\. ?)orsola|spallanzani|bambino gesù|gaslini|burlo garofolo|rizzoli|galeazzi|besta|mondino|monzino|"
    r"auxologico|cotugno|monaldi|santobono|borgo trento|borgo roma|cisanello|salesi|le scotte|forlanini|pertini|"
    r"fatebenefratelli|cottolengo|mauriziano|regina margherita|buzzi|mangiagalli|bellaria|san patrignano|villa sofia|"
    r"garibaldi nesima|vito fazzi|casa sollievo(?: della sofferenza)?|papa giovanni(?: xxiii)?|spedali civili|"
    r"san matteo|"
    r"san gerardo|san martino|villa scassi|ca['’] foncello|giovanni bosco"
)

# What health authorities are called after: lands and points of the compass.
TERRITORY = frozenset(
    """
    nord sud est ovest centro valle valli alto alta basso bassa colli laghi lago monti mare riviera terra terre costa città citta
    metropolitana insubria olona scaligera berica dolomiti euganea polesana serenissima marca pedemontana romagna emilia brianza
    montagna lariana martesana rhodense toscana lazio liguria abruzzo umbria provincia orientale occidentale settentrionale
    ogliastra barbagia sulcis iglesiente marghine planargia cilento salento irpinia sannio gargano marsica langhe roero
    monferrato canavese lunigiana garfagnana versilia valtellina valcamonica franciacorta lomellina polesine cadore carnia
    tigullio mugello chianti valdelsa valdinievole casentino valdarno valdichiana ciociaria tuscia sabina pontina murgia
    capitanata locride madonie nebrodi vesuviana flegrea isontina giuliana
    meridionale adda adige tanaro maremma tirreno adriatico
    """.split()
)

NO_NAME = frozenset(
    """
    il la lo i gli le un una in per con da dal dalla di del della e ed o ma che cui non si è ha presenta esegue eseguita
    tc rm rmn rx ecg eco hiv hcv bpco covid pz paziente anamnesi diagnosi terapia nel nella alla al alle
    cardiologia neurologia medicina chirurgia ortopedia pediatria oncologia psichiatria ematologia nefrologia urologia
    ostetricia ginecologia radiologia rianimazione anestesia geriatria pneumologia gastroenterologia reumatologia
    dermatologia oculistica otorinolaringoiatria endocrinologia diabetologia riabilitazione neurochirurgia
    cardiochirurgia neonatologia malattie infettive emodinamica odontoiatria oculistica fisioterapia fisiatria urgenza
    igiene patologia anatomia microbiologia farmacologia medica chirurgica ostetrica neurologica psichiatrica
    riferimento riferimento residenza provenienza appartenenza competenza origine zona assistenza base ricovero cura
    ricerca analisi dolore memoria cefalee ipertensione scompenso allergologia vulnologia dialisi stato italia
    altra altro questo nostro suo piano uso lavoro uomo pazienti malati anziani giorno dimissione accettazione gennaio
    febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre lunedì martedì mercoledì giovedì
    venerdì sabato domenica mesi ultimo primo secondo terzo prima seconda negativa positiva nella norma dea ps
    scientifica nazionale italiana europea internazionale scienze salute sanità superiore farmacoterapia giovani adulti
    pneumopatia dispnea febbre tosse dolore esame obiettivo evento eventi trauma dati tumori tumore
    """.split()
)
"""First words that are no name of a house or a place ("clinica di Medicina", "istituto di Igiene")."""
