"""Places: comuni with province, CAP and prefix, frazioni, streets, regions and countries."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["COUNTRIES", "COUNTRYSIDE", "FRAZIONI", "REGISTER", "STREETS", "STREET_HEADS", "TOWNS", "Town"]


class Town(NamedTuple):
    """A comune."""

    name: str
    province: str
    cap: str
    prefix: str


_PROVINCES = """
VR 0442|Legnago:37045 San_Bonifacio:37047 Villafranca_di_Verona:37069 Bussolengo:37012 Bovolone:37051 Cerea:37053 Zevio:37059
VI 0444|Vicenza:36100 Arzignano:36071 Valdagno:36078 Lonigo:36045
VI 0444|Noventa_Vicentina:36025 Montecchio_Maggiore:36075 Sandrigo:36066 Dueville:36031
VI 0445|Schio:36015 Thiene:36016 Santorso:36014 Malo:36034 Piovene_Rocchette:36013 Breganze:36042
VI 0424|Bassano_del_Grappa:36061 Asiago:36012 Marostica:36063 Gallio:36032 Rosà:36027
PD 049|Padova:35121 Cittadella:35013 Camposampiero:35012 Piove_di_Sacco:35028 Abano_Terme:35031 Selvazzano_Dentro:35030
PD 0429|Monselice:35043 Este:35042 Montagnana:35044 Solesino:35047
TV 0422|Treviso:31100 Oderzo:31046 Motta_di_Livenza:31045 Villorba:31020
VE 041|Mirano:30035 Dolo:30031 Noale:30033 Chioggia:30015 Spinea:30038
BL 0437|Belluno:32100 Agordo:32021 Longarone:32013 Sedico:32036
TN 0461|Trento:38122 Pergine_Valsugana:38057 Borgo_Valsugana:38051 Lavis:38015
BZ 0471|Bolzano:39100 Appiano:39057 Egna:39044 Ortisei:39046 Caldaro:39052
BZ 0474|Brunico:39031 San_Candido:39038 Dobbiaco:39034 Campo_Tures:39032
UD 0432|Udine:33100 Cividale_del_Friuli:33043 Codroipo:33033 San_Daniele_del_Friuli:33038 Tarcento:33017 Gemona_del_Friuli:33013
PN 0434|Pordenone:33170 Sacile:33077 Spilimbergo:33097 Maniago:33085 Aviano:33081
GO 0481|Gorizia:34170 Monfalcone:34074 Gradisca_d'Isonzo:34072 Cormons:34071
TS 040|Trieste:34121 Muggia:34015 Duino-Aurisina:34011
MI 02|Milano:20121 Rho:20017 Legnano:20025 Cinisello_Balsamo:20092 Magenta:20013 Melegnano:20077 Sesto_San_Giovanni:20099
MB 039|Monza:20900 Vimercate:20871 Lissone:20851 Carate_Brianza:20841
BG 035|Bergamo:24121 Treviglio:24047 Seriate:24068 Alzano_Lombardo:24022 Clusone:24023 Sarnico:24067
BS 030|Brescia:25121 Chiari:25032 Desenzano_del_Garda:25015 Gavardo:25085 Manerbio:25025 Lumezzane:25065
CO 031|Como:22100 Cantù:22063 Erba:22036 Menaggio:22017
VA 0332|Varese:21100 Luino:21016 Cittiglio:21033 Gavirate:21026
CR 0372|Cremona:26100 Casalmaggiore:26041 Soresina:26015
PV 0382|Pavia:27100 Vigevano:27029 Mortara:27036 Stradella:27049
MN 0376|Mantova:46100 Castiglione_delle_Stiviere:46043 Asola:46041 Suzzara:46029
TO 011|Torino:10121 Rivoli:10098 Moncalieri:10024 Chieri:10023 Settimo_Torinese:10036 Pinerolo:10064 Ivrea:10015
CN 0171|Cuneo:12100 Borgo_San_Dalmazzo:12011 Dronero:12025 Limone_Piemonte:12015
AT 0141|Asti:14100 Nizza_Monferrato:14049 Canelli:14053
NO 0321|Novara:28100 Galliate:28066 Oleggio:28047
AO 0165|Aosta:11100 Courmayeur:11013 Saint-Vincent:11027
GE 010|Genova:16121 Rapallo:16035 Chiavari:16043 Recco:16036
SV 019|Savona:17100 Pietra_Ligure:17027 Cairo_Montenotte:17014 Albenga:17031
BO 051|Bologna:40121 Bentivoglio:40010 San_Lazzaro_di_Savena:40068 Budrio:40054 Porretta_Terme:40046 Vergato:40038
MO 059|Modena:41121 Sassuolo:41049 Carpi:41012 Pavullo_nel_Frignano:41026 Vignola:41058
RE 0522|Reggio_Emilia:42121 Guastalla:42016 Scandiano:42019 Castelnovo_ne'_Monti:42035 Montecchio_Emilia:42027
FC 0543|Forlì:47121 Bertinoro:47032 Meldola:47014 Forlimpopoli:47034
RA 0544|Ravenna:48121 Cervia:48015 Lugo:48022 Faenza:48018
FI 055|Firenze:50121 Empoli:50053 Scandicci:50018 Borgo_San_Lorenzo:50032 Figline_Valdarno:50063
PI 050|Pisa:56121 Pontedera:56025 Cascina:56021 Volterra:56048
AR 0575|Arezzo:52100 Cortona:52044 Bibbiena:52011 Sansepolcro:52037
PG 075|Perugia:06121 Città_di_Castello:06012 Assisi:06081 Gubbio:06024 Foligno:06034
AN 071|Ancona:60121 Senigallia:60019 Osimo:60027 Jesi:60035 Fabriano:60044
MC 0733|Macerata:62100 Tolentino:62029 Camerino:62032 Recanati:62019
RM 06|Roma:00184 Velletri:00049 Tivoli:00019 Frascati:00044 Civitavecchia:00053 Bracciano:00062 Palestrina:00036 Anzio:00042
LT 0773|Latina:04100 Terracina:04019 Formia:04023 Aprilia:04011 Fondi:04022
FR 0775|Frosinone:03100 Cassino:03043 Alatri:03011 Sora:03039
AQ 0862|L'Aquila:67100 Avezzano:67051 Sulmona:67039 Pescina:67057
CH 0872|Lanciano:66034 Vasto:66054 Ortona:66026 Atessa:66041 Guardiagrele:66016
CB 0874|Campobasso:86100 Termoli:86039 Larino:86035 Bojano:86021
NA 081|Napoli:80131 Pozzuoli:80078 Torre_del_Greco:80059
NA 081|Castellammare_di_Stabia:80053 Frattamaggiore:80027 Nola:80035 Ischia:80077
SA 089|Salerno:84121 Battipaglia:84091 Eboli:84025
SA 089|Cava_de'_Tirreni:84013 Agropoli:84043 Vallo_della_Lucania:84078
AV 0825|Avellino:83100 Ariano_Irpino:83031 Solofra:83029
BA 080|Bari:70124 Altamura:70022 Monopoli:70043 Molfetta:70056 Acquaviva_delle_Fonti:70021 Putignano:70017 Gravina_in_Puglia:70024
LE 0832|Lecce:73100 Copertino:73043 Gallipoli:73014 Scorrano:73020 Galatina:73013 Tricase:73039
FG 0881|Foggia:71121 San_Severo:71016 Cerignola:71042 Manfredonia:71043 Lucera:71036
TA 099|Taranto:74121 Martina_Franca:74015 Manduria:74024 Grottaglie:74023
PZ 0971|Potenza:85100 Melfi:85025 Lagonegro:85042 Villa_d'Agri:85050
MT 0835|Matera:75100 Policoro:75025 Pisticci:75015 Tricarico:75019
CS 0984|Cosenza:87100 Paola:87027 Castrovillari:87012 Rogliano:87054 San_Giovanni_in_Fiore:87055
RC 0965|Reggio_Calabria:89121 Locri:89044 Polistena:89024 Melito_di_Porto_Salvo:89063
CZ 0961|Catanzaro:88100 Lamezia_Terme:88046 Soverato:88068
PA 091|Palermo:90129 Bagheria:90011 Termini_Imerese:90018 Partinico:90047 Corleone:90034 Petralia_Sottana:90027
CT 095|Catania:95121 Acireale:95024 Paternò:95047 Giarre:95014 Bronte:95034 Caltagirone:95041 Biancavilla:95033
AG 0922|Agrigento:92100 Sciacca:92019 Canicattì:92024 Licata:92027 Ribera:92016
RG 0932|Ragusa:97100 Modica:97015 Vittoria:97019 Scicli:97018 Comiso:97013
ME 090|Messina:98121 Milazzo:98057 Patti:98066 Taormina:98039 Barcellona_Pozzo_di_Gotto:98051
CA 070|Cagliari:09124 Quartu_Sant'Elena:09045 Assemini:09032 Isili:09056 Muravera:09043 Villasimius:09049
NU 0784|Nuoro:08100 Orgosolo:08027 Macomer:08015 Sorgono:08038 Siniscola:08029 Oliena:08025
SS 079|Sassari:07100 Alghero:07041 Ozieri:07014 Porto_Torres:07046 Sorso:07037
SS 0789|Olbia:07026 Tempio_Pausania:07029 La_Maddalena:07024 Arzachena:07021
OR 0783|Oristano:09170 Bosa:09089 Ghilarza:09074 Cabras:09072
"""  # fmt: skip


def _towns() -> tuple[Town, ...]:
    towns = []
    for line in _PROVINCES.strip().splitlines():
        head, names = line.split("|")
        province, prefix = head.split()
        for entry in names.split():
            name, cap = entry.split(":")
            towns.append(Town(name.replace("_", " "), province, cap, prefix))
    return tuple(towns)


TOWNS = _towns()

FRAZIONI = tuple(
    name.replace("_", " ")
    for name in """
    Magrè Poleo San_Zeno_di_Mozzecane Pievebelvicino Novale Campodalbero Thal Colle_Isarco Opicina Prosecco Barcola
    Mestre Marghera Zelarino Favaro_Veneto Lambrate Quarto_Oggiaro Mirafiori Borgata_Lesna Sampierdarena Nervi Pegli
    Corticella Casteldebole Sferracavallo Mondello Partanna Scampia Secondigliano Soccavo Pianura Ponticelli
    Torre_Angela Ostia Centocelle Fiumicino Torrette_di_Ancona Palombina Case_Nuove Pontelagoscuro Marina_di_Ardea Pirri
    Is_Mirrionis Sant'Elia_di_Quartu Predda_Niedda Fertilia Librino Ognina Pellaro Catona Torre_a_Mare Japigia
    """.split()
)

COUNTRIES = tuple(
    name.replace("_", " ")
    for name in """
    Germania Svizzera Belgio Francia Argentina Romania Albania Marocco Tunisia Egitto Bangladesh Pakistan Nigeria
    Senegal Ghana Brasile Perù Ecuador Thailandia Kenya Tanzania Libia Ucraina Moldavia Filippine India
    """.split()
)

STREET_HEADS = ("via", "via", "via", "Via", "Via", "Via", "V.", "viale", "v.le", "piazza", "p.zza", "Piazza", "corso",
                "c.so", "vicolo", "largo", "loc.", "contrada", "c.da")  # fmt: skip

STREETS = tuple(
    name.replace("_", " ")
    for name in """
    Garibaldi Mazzini Roma Cavour Matteotti G._Marconi Dante_Alighieri IV_Novembre XX_Settembre Vittorio_Veneto
    Monte_Grappa Monte_Pasubio Martiri_della_Libertà Trento_e_Trieste A._De_Gasperi Aldo_Moro Papa_Giovanni_XXIII
    dei_Mille della_Repubblica del_Lavoro degli_Alpini dei_Tigli delle_Rose San_Francesco Santa_Lucia San_Rocco
    Madonna_delle_Grazie Leonardo_da_Vinci Galileo_Galilei Puccini G._Verdi Kennedy Giovanni_Amendola Gramsci
    Pio_La_Torre Salvo_D'Acquisto Nazario_Sauro Cesare_Battisti della_Stazione del_Mulino Ponte_Alto Pasubio Fratelli_Cervi
    Isonzo Piave Tagliamento Sardegna Eleonora_d'Arborea Ugo_Foscolo Carducci Pascoli Sant'Antonio Quattro_Martiri
    """.split()
)

COUNTRYSIDE = ("Ca' Bianca", "Pozzetto", "San Rocco", "Fontanelle", "Monte Calvario", "Serra Alta", "Torre Vecchia", "Casoni",
               "Madonna delle Grazie", "Piano Lago", "Case Sparse", "Acquaviva", "Pian delle Noci", "Sant'Onofrio")  # fmt: skip

REGISTER = {
    "Roma": "H501", "Milano": "F205", "Napoli": "F839", "Torino": "L219", "Palermo": "G273", "Bari": "A662",
    "Vicenza": "L840", "Padova": "G224", "Bologna": "A944", "Firenze": "D612", "Catania": "C351", "Cagliari": "B354",
    "Genova": "D969", "Trieste": "L424", "Udine": "L483", "Bergamo": "A794", "Brescia": "B157", "Trento": "L378",
}  # fmt: skip
"""The land registry codes that stand in fiscal codes."""
