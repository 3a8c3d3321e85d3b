"""Words of streets: the kinds that begin an address, and the words after them that make it none."""

from __future__ import annotations

__all__ = ["LOWER_STREETS", "NO_STREET", "RARE_KINDS", "STRONG_KINDS", "WEAK_KINDS"]

# Words that begin an address and hardly anything else.
STRONG_KINDS = (
    r"viale|vialetto|v\.le|v/le|vle|piazz(?:a|ale|etta)|p\.?zz?a|p\.?(?:zz)?le|p\.zzale|p\.tta|p\.za|c\.so|c/so|"
    r"vicolo|v\.lo|v\.co|"
    r"l\.go|contrada|c\.da|c/da|ctr\.|lungo(?:tevere|mare|lago|dora|adige|po|brenta|fiume|argine|stura|sile|"
    r"bisenzio|mincio|savio)|"
    r"lungarno|lungadige|circonvallazione|circ\.ne|cascina|traversa|trav\.|sestiere|fondamenta|masseria|calle|"
    r"campiello|salizada|"
    r"rio ter[àa]|quartiere|q\.re|rione|borgata|stradone|stradella|strada (?:statale|provinciale|regionale|"
    r"comunale|vicinale)|"
    r"casella postale"
)
# Words that mean something else as well.
WEAK_KINDS = (
    r"via|v\.|corso|largo|borgo|salita|strada|str\.|frazione|fraz\.?|localit(?:à|a['’]?)|loc\.?|galleria|vico|"
    r"rampa|rampe|"
    r"villaggio|villagio"
)
# Words that are a street only with a number, or where somebody lives.
RARE_KINDS = (
    r"riva|rua|ramo|corte|cortile|calata|chiasso|piaggia|discesa|scesa|gradoni|pendino|cupa|tratturo|ronco|spalto|"
    r"bastioni|alzaia|"
    r"banchina|molo|passaggio|parco|condominio|residence|palazzo|costa|erta|campo|cond\."
)

NO_STREET = frozenset(
    """
    orale os endovenosa endovena venosa intravenosa parenterale enterale sottocutanea intramuscolare im ev sc inalatoria
    rettale vaginale sublinguale topica generale aerea aeree biliare biliari urinaria urinarie escretrice escretrici
    digestiva digestive respiratoria transdermica transcutanea percutanea transfemorale transradiale femorale radiale
    brachiale ascellare giugulare succlavia cutanea nasale intranasale oftalmica intratecale epidurale peridurale
    intraossea laparoscopica laparotomica toracoscopica endoscopica anteriore posteriore laterale mediale centrale
    periferica sistemica locale ematica ematogena linfatica nervosa ottica piramidale afferente efferente visiva
    metabolica classica alternativa comune finale somministrazione accesso eliminazione definitiva preferenziale
    telefonica telematica telefono email mail fax pec skype zoom internet whatsapp web teams meet sms amministrativa
    gerarchica crucis libera breve diretta indiretta eccezionale precauzionale cautelativa prioritaria principale
    preferita scelta ordinaria esclusiva cava porta safena ileocolica renale polmonare epatica splenica mesenterica
    ileale iliaca poplitea basilica cefalica ombelicale azygos tibiale peroneale emorroidaria paraombelicale retinica
    eiezione sistolica inspiratoria ossigeno plasmatica libera legata filtrazione assorbita escrezione inspirata fio
    attribuibile proteica monoclonale colesterolo lipidica massima minima cardiaca anticoagulante assottigliata
    laurea formazione studio studi base perfezionamento specializzazione opera degenza ricovero terapia trattamento
    gravidanza accertamenti accertamento indagini valutazione approfondimento aggiornamento preparazione dieta
    anno anni malattia visita somministrazione follow antibiotico antibiotici chemioterapia radioterapia covid
    spettro uso consumo raggio calibro impiego margine anticipo respiro ampio facendo lunga giusta scale bicipite
    dx sx destra sinistra destro sinistro addominale lombare inguinale cervicale dorsale toracica sacrale glutea
    mammaria scapolare perineale anale plantare temporale frontale occipitale parietale parotidea tonsillare bulbare
    oculare palpebrale addome torace coscia gamba mano piede braccio collo testa fossa regione arto avanzata
    transuretrale transvescicale transesofagea transtoracica transvaginale transperineale retrograda
    anterograda combinata perorale bucale buccale gastrica digiunale duodenale tracheale endotracheale orotracheale
    oltre sopra sotto fino circa quasi rispetto cellulare sali carboidrato libero
    febbrile febbrili ponderale pressoria termica glicemica enzimatica
    intravescicale intraarteriosa intraperitoneale intradermica intrarticolare infiltrativa estera soluzione sacca
    """.split()
)
"""What follows "via", "v.", "corso", "loc.", "frazione" in medicine and in common speech."""

LOWER_STREETS = frozenset(
    "nazionale provinciale statale comunale imperiale reale trionfale vicinale consolare litoranea panoramica militare".split()
)
"""What follows a kind of street in small letters and is an adjective, but no word of medicine."""
