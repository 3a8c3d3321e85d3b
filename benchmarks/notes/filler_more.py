"""More of what notes say that identifies nobody, so that no few words decide the rate of false alarms."""

from __future__ import annotations

__all__ = ["MORE"]

MORE: dict[str, str] = {
    "drug": """Monuril|fosfomicina|nitrofurantoina|Velamox|Klacid|Rifadin|isoniazide|Diflucan|fluconazolo|Mycostatin
Zovirax|valaciclovir|
Tamiflu|Paxlovid|Lixidol|ketorolac|Orudis|Brufen|Moment|OKi|Aulin|Voltaren|diclofenac|Arcoxia|Dicloreum|Muscoril
Sirdalud|Lioresal|baclofene|
Dilatrend|carvedilolo|Seloken|metoprololo|Nebilox|Catapresan|Cardura|doxazosina|Omnic|Xatral|Avodart|finasteride
Betmiga|Vesicare|Procoralan|
Ranexa|Lercadip|Zanedip|Olprezide|Micardis|Cozaar|valsartan|Igroton|Moduretic|Diamox|Esidrex|Zaroxolyn|mannitolo 18%
Flectadol|Perfalgan|
Rivotril|Noan|Halcion|Entumin|Talofen|Abilify|Haldol decanoas|Litio carbonato|Depamide|Lamictal|Topamax|Dintoina
Gardenale|Nootropil|Rivastigmina|
Folina|Dobetin|Ferrograd|Tardyfer|Venofer|eritropoietina|Neorecormon|Dibase|Calcium Sandoz|Actonel|Fosamax|Prolia
Forsteo|Tapazole|Desmopressina|
Trulicity|Ozempic|Januvia|Diamicron|Tresiba|Toujeo|Apidra|glucagone|Peridon|Levopraid|Riopan|Gaviscon|Deursil
Pentacol|mesalazina|Normix|rifaximina""",
    "cond": """rinite vasomotoria|celiachia|nefrolitiasi recidivante|stenosi carotidea bilaterale
aneurisma dell'aorta addominale sottorenale|
varici esofagee F2|epatite autoimmune|pancreatite acuta biliare|steatosi epatica|polimialgia reumatica
arterite a cellule giganti|lupus eritematoso|
sclerosi multipla RR|miastenia gravis|nevralgia trigeminale|cefalea a grappolo|sindrome delle gambe senza riposo
tiroidectomia totale|iperparatiroidismo|
microprolattinoma|melanoma in situ exeresi|carcinoma basocellulare|cheratosi attinica|herpes zoster toracico
erisipela recidivante|ulcera flebostatica|
linfedema|idronefrosi destra|rene a ferro di cavallo|vescica neurologica|endometriosi|PCOS
diabete gestazionale|placenta previa|
ipoacusia neurosensoriale|sinusite mascellare|deviazione del setto|cataratta OO operata|retinopatia diabetica
degenerazione maculare|cheratocono""",
    "hist": """La sintomatologia è insorta durante l'attività fisica e si è risolta con il riposo.
Nelle ultime notti ortopnea, dorme con tre cuscini.
Ha assunto due compresse di {drug} senza controllo medico.
Riferita ingestione accidentale di candeggina circa mezz'ora fa.|Morso di cane al {site}, vaccinato.
Non ricorda l'accaduto, amnesia circostanziata per circa {n} minuti.
Scivolata dalle scale, non perdita di coscienza.|Già valutata dalla guardia medica.
Secondamento spontaneo, allattamento misto, crescita al 50° percentile.
Vaccinazioni obbligatorie eseguite, otiti ricorrenti.|Intolleranza a {drug}: rash.
Mangia poco, beve meno di un litro al giorno, cateterizzata da {n} mesi.
Terapia anticoagulante sospesa {n} giorni prima della procedura.|Peggioramento serotino.
Portatore di stomia ben funzionante.|Riferisce dolore urente retrosternale post-prandiale.
Trasfusa con 2 U di GRC in altro ricovero.|Mai ricoveri precedenti.
Anamnesi patologica remota muta.|Fuma 15 sigarette/die, consumo occasionale di alcolici.|In menopausa da 12 anni.
Attività fisica scarsa, dieta ipersodica.""",
    "exam": """Sensorio integro, cute pallida e sudata, refill < 2 sec.
Murmure aspro diffuso, espirio prolungato, wheezing in campo medio.|Azione cardiaca aritmica.
Deambulazione atassica, tandem non eseguibile.|Deficit del VII nervo cranico di tipo periferico.
Fondo dell'utero sottombelicale, perdite ematiche scarse.
Testicolo sinistro risalito, riflesso cremasterico assente.|Ernia inguinale riducibile, tumefazione non dolente.
Orofaringe: tonsille ipertrofiche con essudato.
Emottoe assente; non cianosi; non ippocratismo digitale.|Arto extraruotato e accorciato, polso pedidio valido.
Edema improntabile perimalleolare, Stemmer neg.
Lesione eritemato-vescicolosa in regione intercostale.|Reperto articolare: tumefazione MCF, segno della gronda.
Fontanella normotesa, suzione valida, tono adeguato.
Congiuntive iperemiche, cornea fluorescina negativa.|Meato acustico ostruito da cerume.
NRS a riposo {n}, al movimento {n}.|Forza segmentaria M4 agli arti inferiori.""",
    "img": """Angio-RM: poligono pervio, ipoplasia della comunicante.|Eco scrotale: vascolarizzazione conservata.
Rx mano: distacco parcellare base F1.
TC addome: appendice di 11 mm, iperemia del meso.|Ecografia ostetrica: CRL 45 mm, BCF +.
PET: captazione ilare con SUV max 4,2.|Cistoscopia: trabecolatura detrusoriale.
Rx digerente: aria libera assente, livelli idroaerei in mesogastrio.|Ecotiroide: nodulo isoecogeno TIR2.
MOC: T-score femorale -2,8.|Coronarografia: stenosi critica IVA, PTCA con DES.
EEG: anomalie lente temporali.|Uro-TC: calcolo ureterale di 5 mm giunzione vescico-ureterale.
Polisonnografia: AHI 34/h.|Audiometria: caduta sui toni acuti.""",
    "lab": """Procalcitonina 0,8; lattati 2,3.|Ammonio 78 mcmol/L.|Fibrinogeno 512, ATIII 82%.
Digossinemia 1,4; litiemia 0,71.|Alcolemia 1,9 g/L.|Tox urine: BDZ pos, THC neg.
Quantiferon indeterminato.|Elettroforesi: picco in zona gamma.|CPK 1240, mioglobina 340.
Reticolociti 2,1%, aptoglobina < 10.|IgE totali 320 kU/L.|Cortisolo ore 8: 14,2.
PSA 5,6 (lib/tot 0,14).|Tireoglobulina indosabile.|Sodio 128, osmolalità 265.
Coprocoltura neg, tossina C. difficile pos.|Amilasi 1210.|Vit B12 180, folati 3,4.""",
    "plan": """Si applica stecca di Zimmer al III dito.|Ciclo di aerosol ripetuto ogni 20 minuti per tre volte.
Posizionato SNG con ristagno biliare.|Cardioversione elettrica 150 J efficace.
Si posiziona accesso venoso e si avvia reidratazione.|Rimozione punti in decima giornata.
Crioterapia e scarico con due antibracciali.|Completare con ecografia in elezione.
Informato consenso per trasfusione, gruppo 0 pos.|Monitoraggio telemetrico.|Isolamento da contatto.|Sospendere FANS.
Titolare lentamente la dose di {drug}.|Digiuno dalla mezzanotte.
Ripetere emocromo e funzionalità renale tra {n} giorni.|Prenotata visita tramite CUP.
Non indicazioni chirurgiche urgenti.|Toilette chirurgica e lavaggio con clorexidina.""",
    "ward": """Assente per esame radiologico fino a metà mattina.
Cute integra, talloni arrossati, applicata crema barriera.|Vomito biliare una volta dopo colazione.|Rimosso SNG.
Sospeso ossigeno, satura bene.|Bagno assistito in carrozzina.|Chiede spesso della dimissione.
Ha dormito sei ore consecutive.|Flebo in corso a 63 ml/h.|Contenzione rimossa come da protocollo.
Stomia rosea, sacca cambiata.|Parametri ogni quattro ore.|Dolore ben controllato con elastomero.
Colloquio per dieta semiliquida.|Mangia imboccata, attenzione alla disfagia.|Accesso arterioso pervio.""",
    "psy": """Igiene personale trascurata, mimica ridotta.|Ipercontrollo alimentare, peso stabile.
Flashback dell'incidente, ipervigilanza.|Disorientata nel tempo, confabula.
Accetta la terapia depot, prossima somministrazione tra {n} settimane.|Rapporti più distesi in famiglia.
Gruppo terapeutico: partecipa poco.|Gioco d'azzardo sospeso da {n} mesi.
Logorroico, fatuo, a tratti irritabile.|Test WAIS-IV nella norma.|Metadone 60 mg/die in affido.
Nega voci imperative.|Rispetta le regole della comunità.|Progetto riabilitativo avviato.""",
    "symptom": """crampi notturni|dolore pelvico|prurito vulvare|secrezioni purulente|fotofobia|scotomi scintillanti
diplopia|acufeni|raucedine|pirosi|eruttazioni|tenesmo|
sudorazioni notturne|tremore a riposo|rigidità nucale|claudicatio|gonfiore articolare|rash maculo-papulare
afte orali|linfoadenopatia|perdita di capelli|polidipsia""",
    "eponym": """segno di Kernig assente|test di Schirmer 4 mm|classe Forrester II|fattore V Leiden eterozigote
punteggio di Alvarado 7|scala di Hamilton 14|Mayo score 5|
corpuscoli di Howell-Jolly|cellule di Reed-Sternberg|anello di Schatzki|diverticolo di Zenker|diverticolo di Meckel
tubercolo di Lister|cisti di Baker|nevroma di Morton|
tendine di Achille continuo|ghiandola di Bartolini|sfintere di Oddi|seno di Valsalva|trigono di Scarpa
forame di Winslow|tube di Falloppio|apparato del Golgi|
ansa di Henle|corpo di Luys|capsula di Tenone|cavo del Douglas libero|sacca di Hartmann|ponte di Varolio
valvola di Eustachio|nodo di Aschoff-Tawara""",
}
"""By slot name, lines between bars that join those of `filler`."""
