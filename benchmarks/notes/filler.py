"""What notes say that identifies nobody: drugs, eponyms, values, ratios, findings. The ground for false alarms.

A line may hold slots of this module; nothing here is an identifier.
"""

from __future__ import annotations

from benchmarks.notes.filler_more import MORE

__all__ = ["FILLER", "PROSE"]


def _listed(text: str) -> list[str]:
    return [line.strip() for line in text.replace("\n", "|").split("|") if line.strip()]


_DRUGS = _listed("""
Cardioaspirin|Tachipirina|paracetamolo|Lasix|furosemide|Bisoprololo|Congescor|ramipril|Triatec|Norvasc|amlodipina
Eutirox|levotiroxina|metformina
Glucophage|Lantus|Humalog|Novorapid|Coumadin|warfarin|Eliquis|Xarelto|Pradaxa|Lixiana|clopidogrel|Plavix|Brilique
atorvastatina|Torvast|Crestor
pantoprazolo|Pantorc|omeprazolo|Augmentin|amoxicillina/clavulanato|ceftriaxone|Rocefin|Tazocin|meropenem|Ciproxin
levofloxacina|Zitromax
Bactrim|Clexane|enoxaparina|Deltacortene|prednisone|Bentelan|Urbason|Solumedrol|Toradol|Contramal|tramadolo|Oramorph
Durogesic|Depalgos|Targin
Keppra|Depakin|Tegretol|Lyrica|gabapentin|Madopar|Sinemet|Mirapexin|Aricept|memantina|Serenase|aloperidolo|Seroquel
quetiapina|Risperdal|Zyprexa
Trittico|Zoloft|sertralina|Cipralex|Efexor|Valium|EN gocce|Tavor|Xanax|Minias|Stilnox|Ventolin|Symbicort|Spiriva
Foster|Atem|Clenil|Aerosol con Broncovaleas
Zyloric|allopurinolo|colchicina|Aldactone|Kanrenol|Cordarone|amiodarone|Lanoxin|digossina|Isoptin|Adalat|Nitroderm
Carvasin|Entresto|Jardiance|Forxiga
Zofran|Plasil|Buscopan|Spasmex|Imodium|Movicol|Lactulosio|Xyzal|Trimeton|Plaquenil|methotrexate|Humira|Enbrel|Remicade
Rituximab|Tamoxifene|Zoladex
""")

_EPONYMS = _listed("""
Murphy negativo|Blumberg negativo|Giordano neg bilat|manovra di Giordano positiva a destra
Babinski assente bilateralmente|Lasègue positivo a 45°
Romberg negativo|Mingazzini tenuto|segno di Rovsing dubbio|McBurney dolorabile|Homans negativo
Trousseau e Chvostek negativi|manovra di Epley eseguita con beneficio
Dix-Hallpike positivo a sinistra|Lachman negativo|Phalen e Tinel positivi|manovra di Valsalva ben tollerata
segno di Courvoisier assente
ECG Holter senza aritmie maggiori|eco Doppler TSA nei limiti|morbo di Parkinson|malattia di Alzheimer in fase moderata
m. di Crohn in remissione
tiroidite di Hashimoto|morbo di Basedow|sindrome di Sjögren|fenomeno di Raynaud|sierologia per Borrelia negativa
malattia di Lyme esclusa|crisi addisoniana
morbo di Addison|sindrome di Cushing|catetere di Foley in sede|posizione di Trendelenburg|Wells 1,5
Glasgow Coma Scale 15|GCS 15 (E4 V5 M6)|classe Killip II
indice di Barthel 45/100|scala Norton 9|Braden 14|Tinetti 18/28|Conley 3|Apgar 9/10|drenaggio di Redon
tecnica di Seldinger|intervento di Hartmann
resezione sec. Billroth II|ansa alla Roux|duodenocefalopancreasectomia secondo Whipple|morbo di Dupuytren|Gleason 3+4
Breslow 0,8 mm|cisti Bosniak II
linee B di Kerley|gonartrosi Kellgren III|Mallampati 2|sindrome di Down|sindrome di Guillain-Barré|paralisi di Bell
sindrome di Ménière
demenza a corpi di Lewy|encefalopatia di Wernicke|sindrome di Marfan|tempo di Quick 78%|Rankin 2|Karnofsky 70|Ranson 2
Child-Pugh B7|linfoma di Hodgkin
esofago di Barrett|frattura di Colles|ernia di Spigelio|malattia di Paget|angina di Prinzmetal|angina di Ludwig
gastropatia di Ménétrier|morbo di Still
trait d'union negativo|corea di Huntington|ulcera di Cushing|pH-metria sec. DeMeester|score di Bishop 4
Kussmaul assente|respiro di Cheyne-Stokes|reperti di Charcot-Leyden
""")

_SYMPTOMS = _listed("""
dispnea ingravescente|dolore toracico oppressivo|dolore addominale diffuso|cefalea fronto-orbitaria
vertigine soggettiva|febbre con brivido|astenia marcata
vomito alimentare|diarrea acquosa|stipsi ostinata|cardiopalmo|sincope con prodromi|lipotimia in ortostatismo
lombalgia acuta|colica reno-ureterale sinistra
tosse produttiva|emottisi|melena|rettorragia|ematuria macroscopica|disuria|parestesie arto superiore destro
deficit di forza AI sin|disartria|afasia fluente
trauma cranico non commotivo|trauma distorsivo caviglia dx|ferita lacero-contusa al II dito|caduta accidentale in casa
edemi declivi|ittero sclerale|prurito
reazione orticarioide|epistassi|otalgia|faringodinia|stato confusionale|agitazione psicomotoria|insonnia
crisi comiziale|ritenzione urinaria|metrorragia
dolore al fianco destro|puntura di insetto|ustione di II grado|corpo estraneo oculare|calo ponderale|inappetenza
disfagia ai solidi|singhiozzo persistente
""")

_CONDITIONS = _listed("""
ipertensione arteriosa|diabete mellito tipo 2|FA permanente in TAO|BPCO GOLD 3|IRC stadio IIIb
cardiopatia ischemica cronica|pregresso IMA|pregresso ictus ischemico
ipotiroidismo in terapia sostitutiva|ipercolesterolemia|obesità di I grado|asma bronchiale|artrite reumatoide
osteoporosi severa|demenza senile|epilessia
glaucoma cronico|IPB|colelitiasi|diverticolosi del sigma|ernia jatale|gastrite cronica HP negativa
cirrosi HCV correlata|neoplasia mammaria operata
appendicectomia|tonsillectomia in età pediatrica|isterectomia per fibromatosi|TURP|protesi d'anca dx
safenectomia bilaterale|colecistectomia VLS|emicolectomia destra
anemia sideropenica|MGUS|LLC in follow-up|depressione maggiore|disturbo bipolare|disturbo d'ansia
allergia alle graminacee|intolleranza al lattosio|favismo
stenosi aortica moderata|insufficienza mitralica lieve|BBSx|portatore di PM bicamerale|TVP pregressa
embolia polmonare segmentaria|psoriasi|gotta|OSAS in CPAP
""")

_SITES = _listed("""
arto inferiore destro|gomito sinistro|rachide cervicale|torace|ipocondrio destro|fossa iliaca sinistra|epigastrio
emitorace sinistro|ginocchio dx|polso|mano sinistra
regione lombare|cuoio capelluto|piramide nasale|orbita sinistra|spalla destra|bacino|caviglia|piede destro|anca|coscia
avambraccio|clavicola|sterno|sacro
""")

_HISTORY = _listed("""
Da {n} giorni {symptom}, trattata a domicilio con {drug} senza beneficio.
Giunge per {symptom} insorta da circa {n} ore.|Accede in PS per {symptom} e {symptom}.
Riferisce {symptom} da {n} giorni; nega {symptom}.|In anamnesi {cond}, {cond}, {cond}.
APR: {cond}; {cond}. Allergie: nega.|APP: da stamattina {symptom}.
Nega allergie farmacologiche note. Non fumatore.|Ex fumatore (20 sig/die per 30 anni), potus moderato.
Allergia riferita a {drug} e ASA.|Alvo regolare, diuresi conservata.
TD: {drug} {dose}, {drug} {dose}, {drug} 1 cp x 2.|Terapia domiciliare: {drug} {dose} {freq}, {drug} {dose} {freq}.
Terapia in atto non nota.|Terapia: {drug} 1/2 cp la sera.
Episodio analogo circa {n} mesi fa risoltosi spontaneamente.|Riferito trauma contusivo {site} {n} giorni fa.
Familiarità per cardiopatia ischemica e K colon.
Noto per {cond}, in trattamento con {drug}.|Vaccinazione antitetanica in regola.
Vive solo, autonomo nelle ADL, deambula con girello.|Accompagnato dal 118, codice giallo.
Ultimo pasto {n} ore fa.|Menarca a 12 anni, PARA 2002, ciclo regolare.|Nato a termine da parto eutocico, peso 3.250 g.
Paziente poco collaborante, anamnesi raccolta dai familiari.
Da circa {n} settimane {symptom}, associata a {symptom}; mai {symptom}.|Portatrice di catetere vescicale e PEG.
Nega viaggi recenti, nega contatti con persone malate.
In follow-up oncologico per {cond}, ultimo ciclo di chemio (FOLFOX) {n} settimane fa.|NYHA II-III.
Dolore NRS {n}/10 irradiato al {site}.|Lavora al computer, sedentario.
""")

_EXAM = _listed("""
PA {pa} mmHg, FC {fc} bpm r, SpO2 {sat}% in aa, TC {tc}°C, FR 18/min.
EO: vigile, orientato nel tempo e nello spazio, eupnoico.|PV: PA {pa}, fc {fc}, sat {sat}%, t {tc}.
Addome trattabile, non dolente, {eponym}.|Torace: MV ridotto alle basi, crepitii bibasali, non sibili.
Obiettività cardiaca: toni ritmici, soffio sistolico 2/6 al mesocardio.
EON: {eponym}, {eponym}, non deficit di lato.|Pupille isocoriche isocicliche normoreagenti, nistagmo assente.
Polsi periferici presenti e simmetrici, non segni di TVP.
Dolorabilità alla digitopressione {site}, limitazione funzionale 3/5.|Cute e mucose normoidratate, apiretico.
Ferita di circa 3 cm {site}, a margini netti, non deficit tendinei.
Addome: {eponym}, peristalsi torpida. ER: ampolla vuota.|Edemi declivi ++/+++, turgore giugulare.
Faringe iperemico, otoscopia ndr, linfonodi laterocervicali palpabili.
Collo: Kernig e Brudzinski assenti. {eponym}.|{eponym}; {eponym}.
Ginocchio dx: ballottamento rotuleo presente, {eponym}.|GCS 14, NIHSS 4, ABCD2 3.
Ulcera sacrale di III stadio, 4x5 cm.
Visus OD 8/10 OS 10/10, tono 16/17 mmHg.|Peso 72,5 kg, altezza 168 cm, BMI 25,7.|Stick glicemico {gly} mg/dl.
Diuresi 1200 cc/24h.|MMSE 21/30, CDT 3/5, GDS 6/15.
""")

_IMAGES = _listed("""
RX {site}: non rime di frattura.|Rx torace: addensamento basale dx, seni costofrenici liberi.
TC cranio smc: non lesioni emorragiche in atto, leucoaraiosi.|RMN {site}: edema della spongiosa.
ECG: RS a {fc} bpm, PR 160 msec, QTc 430, BBD incompleto.
ECG: FA a r.v.m. {fc}, non alterazioni acute del tratto ST-T.
Eco addome: colecisti alitiasica, fegato steatosico, Morison libero.
Ecocardiogramma: FE 48%, ipocinesia inferiore, IM 1+/4+, PAPs 38 mmHg.
Angio-TC: non difetti di opacizzazione dei rami principali dell'arteria polmonare.|{eponym}.
EGDS: gastrite antrale, biopsie (2) in corpo; {eponym}.
Colonscopia fino al cieco: polipo peduncolato 8 mm del sigma, asportato.|EMG: sofferenza radicolare L5-S1.
RX bacino: coxartrosi.
Eco-color-Doppler venoso AAII: CUS negativa bilateralmente.|Scintigrafia miocardica negativa per ischemia inducibile.
TC torace con mdc: nodulo di 7 mm LSD, linfonodi < 1 cm.
Mammografia BI-RADS 2.|OCT: edema maculare OS 312 micron.|Spirometria: FEV1 62%, FEV1/FVC 0,64, Tiffeneau ridotto.
Eco renale: ectasia calico-pielica di II grado.
""")

_LABS = _listed("""
Ematochimici: GB {wbc}, Hb {hb} g/dl, PLT 234.000, PCR {crp} mg/L.|EE: Na 138, K 4,1, creat 1.12, azot 45, glic {gly}.
Troponina T hs 12 -> 14 ng/L (0/3h).|D-dimero 480 ng/mL.
INR 2,45; aPTT ratio 1,08.|EGA: pH 7,41 pCO2 38 pO2 82 HCO3- 24,1 lac 1,1.
GOT/GPT 34/41, gammaGT 88, bil tot 0,9 (dir 0,3).|Esame urine: nitriti pos, leucociti 125/uL, ps 1015.
Emocolture 2/2 positive per E. coli ESBL.|Tampone SARS-CoV-2 antigenico negativo.|HbA1c 58 mmol/mol.
TSH 3,45 mcUI/mL, FT4 1,12.|NT-proBNP 2340 pg/ml.|CEA 3,2; Ca 19-9 14.
Colesterolo tot 198, HDL 45, LDL 120, trigliceridi 165.|Lipasi 45 U/L, LDH 240.
VES 34 mm/h, FR neg, anti-CCP neg, ANA 1:160.|Vitamina D 18 ng/ml, PTH 72, Ca 9,4.|beta-hCG 1240.
Liquor: cellule 3/mmc, proteine 45 mg/dl.|Urinocoltura: Klebsiella pneumoniae > 10^6 UFC/ml, S a fosfomicina.
Hb {hb} (prec. 11,2), MCV 78, ferritina 9.|HCV Ab neg, HBsAg neg, HIV neg.
""")

_PLAN = _listed("""
Si dimette con {drug} {dose} {freq} per {n} giorni.|Si consiglia {drug} {dose} al bisogno, riposo e ghiaccio locale.
Controllo dal curante tra {n} giorni.|Si ricovera in Medicina.
Richiedo consulenza ortopedica e Rx {site}.|Consulenza cardiologica: prosegue {drug}, sospende {drug}.
Rivalutazione in OBI dopo terapia con {drug} ev.|Torna a controllo se peggioramento.
Eseguita profilassi antitetanica e sutura con 4 punti in nylon 3/0.
Somministrati {drug} 1 fl ev + {drug} in 100 cc SF.|Prosegue terapia domiciliare invariata.
Prognosi clinica {n} gg s.c.
Tutore tipo Desault per {n} settimane.|Proseguire Clexane 4000 UI sc die fino a mobilizzazione.
Monitorare PA e diuresi, bilancio idrico in pareggio.|O2 tp 2 l/min con occhialini.
Programma: {eponym} e rivalutazione ambulatoriale.|Dieta leggera, idratazione, fermenti lattici.
Si invia al domicilio con ambulanza.|Rivedere con esami di controllo (emocromo, PCR).
Calza elastica KII, bendaggio sec. Unna.|Avviare FKT, 10 sedute.|Attesa posto letto in Geriatria.
Chiede dimissione contro il parere dei sanitari.|Si avvia eradicazione H. pylori.
""")

_NURSE = _listed("""
Riposato a tratti, non lamenta dolore.|Medicazione lesione sacrale con Aquacel Ag e schiuma.
Alvo chiuso da {n} gg, eseguito clisma con beneficio.|PV stabili, PA {pa}, FC {fc}, TC {tc}.
Rifiuta la terapia orale delle 20, avvisato il medico.|Sostituito CVP 20G avambraccio sin.
Igiene a letto, cambio postura ogni 3 ore.|Diuresi da CV {n}00 cc, urine limpide.
Glicemia ore 12: {gly}, Humalog 6 UI.|Sonnolento ma risvegliabile, GCS 14.
Agitato nelle ore notturne, dato {drug} gtt 20.|Mobilizzato in poltrona per 2 ore.|Pranzo: 1/2 porzione.
Prelievo eseguito, inviata urinocoltura.|Drenaggio: 80 cc siero-ematico.|VAS 3/10 dopo {drug}.
Colloquio con i familiari, molto preoccupati.|PICC pervio, medicazione rinnovata.|Dorme.
""")

_PSYCHIATRY = _listed("""
Pensiero formalmente corretto, non ideazione autolesiva attuale.
Tono dell'umore deflesso, anedonia, insonnia terminale.|Eloquio rallentato, affettività coartata.|Compliance discreta.
Riferisce uso di cannabis e cocaina nel fine settimana.|Critico rispetto all'accaduto.
Ideazione persecutoria poco strutturata.|Terapia: {drug} {dose}, {drug} la sera.|HAM-D 18, BPRS 44.
Attacchi di panico con evitamento; in psicoterapia cognitivo-comportamentale.|Insight parziale.
Negativo il test di Rorschach per elementi psicotici.|Craving ridotto; urine negative.
Relazione conflittuale con la famiglia d'origine.|Si conferma il TSO in essere, prosegue {drug}.
Colloquio di sostegno, contratto terapeutico rinnovato.|Dispercezioni uditive negate.
""")

FILLER: dict[str, list[str]] = {
    "drug": _DRUGS,
    "eponym": _EPONYMS,
    "symptom": _SYMPTOMS,
    "cond": _CONDITIONS,
    "site": _SITES,
    "hist": _HISTORY,
    "exam": _EXAM,
    "img": _IMAGES,
    "lab": _LABS,
    "plan": _PLAN,
    "ward": _NURSE,
    "psy": _PSYCHIATRY,
    "dose": _listed(
        "5 mg|10 mg|2,5 mg|25 mg|40 mg|50 mcg|100 mg|1 g|75 mg|500 mg|20 gtt|1 cp|8-8-10 UI|0,5 ml|12,5 mg|1000 UI|"
        "80/12,5 mg|160/4,5"
    ),
    "freq": _listed(
        "ore 8|x 2/die|x 3|1 cp ore 8-20|la sera|a giorni alterni|ogni 8 h|1+1|1-0-1|die|ore 8, 14 e 20|al bisogno|"
        "prima dei pasti|per os"
    ),
    "n": _listed("2|3|4|5|6|7|8|10|12|15"),
    "pa": _listed("120/80|130/70|145/85|110/60|160/95|90/50|180/100|125/75|135/80"),
    "fc": _listed("62|74|80|88|96|104|118|132|56|70"),
    "sat": _listed("98|97|95|92|88|99|90|94"),
    "tc": _listed("36,2|36.8|37,5|38.4|39|36|36,6"),
    "gly": _listed("98|112|145|210|256|324|88|63"),
    "wbc": _listed("7.800|12.450|9,3|15.600|4.200|6,75"),
    "hb": _listed("13,2|9.8|7,6|11.4|14,5|12"),
    "crp": _listed("3,4|45|128|0.5|210|12,7"),
}
"""By slot name, the lines of which one is drawn."""

for _slot, _lines in MORE.items():
    FILLER[_slot] += _listed(_lines)

PROSE = frozenset({"hist", "exam", "img", "lab", "plan", "ward", "psy"})
"""Slots whose lines are sentences, of which several may stand together."""
