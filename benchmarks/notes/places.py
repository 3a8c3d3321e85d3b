"""Places for the notes: comuni, hamlets, streets, hospitals, health authorities, and the codes that fiscal codes need."""

from __future__ import annotations

__all__ = [
    "AUTHORITIES",
    "BIRTHPLACES",
    "CAP",
    "COMUNI",
    "COUNTRIES",
    "FACILITIES",
    "HAMLETS",
    "PROVINCES",
    "REGIONS",
    "STREETS",
]

COMUNI = """Verona|Vicenza|Legnago|Bassano del Grappa|Conegliano|Rovereto|Cuneo|Mondovì|Alba|Asti|Sestri Levante|
Chiavari|Imperia|
Bergamo|Treviglio|Crema|Lodi|Sondrio|Varese|Gallarate|Busto Arsizio|Pavia|Voghera|Mantova|Suzzara|Ferrara|Cento|Imola|
Faenza|
Lugo|Cesena|Riccione|Pesaro|Fano|Jesi|Osimo|Macerata|Foligno|Spoleto|Gubbio|Terni|Rieti|Viterbo|Tarquinia|Latina|
Formia|Frosinone|
Cassino|Isernia|Termoli|Vasto|Lanciano|Chieti|Teramo|Avezzano|Benevento|Avellino|Nocera Inferiore|Battipaglia|Eboli|
Sapri|Potenza|
Matera|Melfi|Foggia|Cerignola|Andria|Monopoli|Fasano|Brindisi|Lecce|Galatina|Taranto|Crotone|Cosenza|Paola|Locri|
Messina|Milazzo|
Patti|Cefalù|Trapani|Marsala|Sciacca|Licata|Gela|Ragusa|Vittoria|Noto|Siracusa|Augusta|Acireale|Sassari|Alghero|Olbia|
Nuoro|Oristano|
Sanluri|Iglesias|Bressanone|Merano|Tolmezzo|Gorizia|Monfalcone|Sale|Bene Vagienna|Fai della Paganella|Calcinaia|
Vico Equense|
Santa Maria Capua Vetere|San Giovanni Rotondo|Sant'Angelo Lodigiano|Reggio Emilia|L'Aquila|Quarto|
Pieve di Soligo""".replace("\n", "").split("|")

HAMLETS = """Pian dei Mori|Borgo Vecchio|Ca' del Vento|Case Sparse Monticelli|San Zeno al Colle|Torre Melissa Alta|
Valle Scura|
Contrada Pozzillo|Ponte Rotto|Le Fornaci|Montecucco Basso|Serra Pedace Nuova|Costa di Mezzo|
Rio Saliceto Vecchio""".replace("\n", "").split("|")

PROVINCES = """VR VI TV CN AT SV BG LO SO VA PV MN FE RA FC PU AN MC PG TR RI VT LT FR IS CB
 CH TE BN AV SA PZ MT FG BT BR LE TA KR CS RC""".split()

REGIONS = """Calabria|Puglia|Basilicata|Molise|Abruzzo|Umbria|Toscana|Liguria|Piemonte|Lombardia|Trentino|Friuli|
Sardegna|Sicilia|
Campania|Emilia-Romagna|Valle d'Aosta""".replace("\n", "").split("|")

COUNTRIES = """Senegal|Moldavia|Ucraina|Romania|Albania|Marocco|Bangladesh|Sri Lanka|Perù|Ecuador|Filippine|Pakistan|
Nigeria|Ghana|Tunisia|
Egitto|Kosovo|Germania|Svizzera|Belgio|Argentina""".replace("\n", "").split("|")

CAP = """37121 36100 37045 36061 31015 38068 12100 24047 46029 44042 40026 47521 61032 60035 06034 02100 04023 66054 84091
71042 73013""".split()

STREETS = """Garibaldi|Mazzini|Cavour|Roma|dei Mille|XX Settembre|IV Novembre|25 Aprile|G. Verdi|A. Volta|
San Francesco|della Repubblica|
dei Tigli|delle Mimose|Monte Grappa|Piave|Papa Giovanni XXIII|Don Minzoni|Aldo Moro|dell'Artigianato|Santa Lucia|
del Lavoro|
Montello|Fratelli Cervi|Caduti per la Patria|F.lli Bandiera|Europa|della Stazione Vecchia|Gramsci|L. da Vinci|
Case Nuove|
Pozzo Scuro|del Macello|Campo dei Fiori Secchi""".replace("\n", "").split("|")

FACILITIES = """Ospedale San Rocco|Osp. Maggiore|ospedale di Borgo Trento|Molinette|Policlinico San Marco|
PO San Giovanni di Dio|
P.O. Santa Maria della Misericordia|AOU Careggi|Istituto Ortopedico Rizzoli|Gaslini|Casa di Cura Villa Aurelia|
clinica Città di Alba|
RSA Villa Serena|RSA Don Orione|casa di riposo Sant'Anna|CdR Opera Pia Bettolini|Hospice Il Gelso|
Poliambulatorio Santa Chiara|
Istituto Clinico Sant'Ambrogio|Spedali Civili|Ospedale Civile di Legnago|ospedale Sacro Cuore|Policlinico Umberto I|
Fondazione Maugeri|Centro Cardiologico Monzino|osp. San Camillo|Villa dei Pini|Nuovo Ospedale delle Fornaci|
Centro Dialisi San Zeno|ospedale Bambino Gesù|Humanitas|San Raffaele|comunità terapeutica La Quercia|
Istituto Nazionale Tumori di Milano|Ospedale Regina Margherita|Clinica Mangiagalli|
Presidio Ospedaliero di Sapri""".replace("\n", "").split("|")

AUTHORITIES = """ASL Roma 2|ULSS 9 Scaligera|ASST Valle Olona|AUSL della Romagna|ASL Napoli 3 Sud|ASP Cosenza|ASUGI|
AST Macerata|
USL Umbria 2|ATS Brianza|ASL CN1|Azienda Ospedaliera Santa Croce""".replace("\n", "").split("|")

BIRTHPLACES = {
    "Roma": "H501",
    "Milano": "F205",
    "Napoli": "F839",
    "Torino": "L219",
    "Bologna": "A944",
    "Firenze": "D612",
    "Genova": "D969",
    "Palermo": "G273",
    "Bari": "A662",
    "Catania": "C351",
    "Verona": "L781",
    "Trieste": "L424",
    "Romania": "Z129",
    "Albania": "Z100",
    "Marocco": "Z330",
    "Ucraina": "Z138",
}
