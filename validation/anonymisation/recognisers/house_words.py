"""Alternations of names of houses, for regular expressions: well-known hospitals, and what homes are called after an article."""

from __future__ import annotations

__all__ = ["FAMOUS", "IDYLL", "KNOWN", "TERRITORY"]

# Well-known houses whose names are hardly anything else.
KNOWN = (
    r"molinette|niguarda|ca['’]? granda|careggi|humanitas|cardarelli|santobono|pausilipon|gaslini|burlo garofolo|"
    r"bambin[o]? ges[uù]['’]?|"
    r"mangiagalli|monzino|galeazzi|cottolengo|fatebenefratelli|san raffaele|s\. ?raffaele|san patrignano|"
    r"cisanello|forlanini|"
    r"spedali civili|spedali riuniti|ospedali riuniti|papa giovanni xxiii|casa sollievo(?: della sofferenza)?|"
    r"ca['’]? foncello|"
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
