"""Clinical phrases without identifiers: `[60-90]` draws a number, `<a|b>` one of the wordings."""

from __future__ import annotations

__all__ = ["FILLERS"]

_VITALS = """
PA [100-170]/[55-95] mmHg, FC [52-118] bpm, SpO2 [89-99]% in aa, TC [35.9-38.9]
PA [100-170]/[55-95] FC [52-118] R SatO2 [89-99]% AA TT [36.0-38.8] FR [12-28]
pv: pa [100-170]/[55-95], fc [52-118]/min, sat [89-99]% con O2 [1-4] l/min, apirettico
P.A. [100-170]/[55-95] - F.C. [52-118] - T° [36.0-37.9] - GCS 15 - dtx [78-260]
PA [100-170]/[55-95] mmHg dx, [100-170]/[55-95] sin; fc [52-118] ritmica; HGT [78-260] mg/dl; NRS [0-8]/10
NEWS [0-6], GCS <15|14 (E4V4M6)>, SpO2 [90-99]% , eupnoico a riposo, diuresi [600-2200] ml/24h
"""

_EXAM = """
Torace: MV presente, rantoli bibasali, non broncostenosi. Cuore: toni ritmici, soffio sistolico 2/6 al centrum cordis.
Addome trattabile, dolente in FID, Blumberg neg, Murphy <neg|dubbio>, Giordano neg bilat, peristalsi presente.
EON: vigile orientato nei 3 assi, non deficit di forza, Mingazzini tiene, Romberg neg, Babinski assente.
Obiettivamente collo libero, turgore giugulare assente, edemi declivi ++/+++, polsi periferici iposfigmici.
Arto inf sx extraruotato e accorciato, mobilizzazione dolente, non deficit vn periferici. Lasegue neg.
Lachman neg, cassetto neg, McMurray dubbio a dx, ballottamento rotuleo presente, ROM 0-[70-120]°.
Ferita lc arcata sopracciliare sin [2-5] cm, no deficit sensitivo, sutura con 5/0 e Steri-strip.
Faringe iperemico, tonsille nella norma, otoscopia: MT dx opaca. Linfonodi lc non palpabili.
Cute pallida, mucose asciutte, turgore ridotto. ER: feci normocromiche, no melena. Prostata aumentata di volume.
Barthel [20-95]/100, Tinetti [8-25]/28, Rankin [1-4], MMSE [12-29]/30, Braden [9-20], Norton [8-18], Conley [1-7]
"""

_THERAPY = """
Cardioaspirin 100 mg 1 cp dopo pranzo, Bisoprololo 1,25 mg 1 cp h 8, Lasix 25 mg 2 cp, Pantorc 20 mg
Coumadin sec INR, Lanoxin 0,125, Triatec 5 mg 1 cp, Torvast 40 mg la sera
Eliquis 5 mg x 2, Norvasc 5, Zyloric 300 1/2 cp, Eutirox 75 mcg a digiuno
Metformina 1000 1 cp x 2, Lantus [8-30] UI h 22, Humalog [4-10]+[4-10]+[4-10] ai pasti
Depakin chrono 500 x 2, Rivotril [5-15] gtt, Talofen 10 gtt al bisogno, En 1 mg
Madopar 125 1 cp x 4, Sirio, Xadago 50 mg, Movicol 1 bust
Ceftriaxone 2 g ev/die, Klacid 500 x 2, Bentelan 4 mg im, aerosol con Clenil + Breva
Tachipirina 1000 mg max 3/die, Toradol 30 mg ev a.b., Contramal [10-20] gtt, Plasil 1 f
Clexane 4000 UI sc h 20, Medrol 16 mg a scalare, Augmentin 1 g ogni 12 h per 6 gg
Quetiapina 25 mg h 21, Trittico 75 RP 1/3 cp, Delorazepam 1 mg/ml 10 gtt, Serenase 5 gtt
"""

_LABS = """
Hb [8.2-15.4] g/dl, GB [4.1-17.9], PLT [110-420] mila, PCR [0.3-18.9] mg/dl, creat [0.6-2.9], Na [128-144], K [3.1-5.6]
emocromo: WBC [4.1-17.9] x10^3, N [55-90]%, HGB [8.2-15.4], MCV [78-101]; INR [0.9-3.4], aPTT ratio [0.9-1.4]
troponina hs [4-80] -> [5-160] ng/L, D-dimero [180-2900], NT-proBNP [120-8400] pg/ml, CK [40-420]
AST/ALT [14-90]/[14-110], GGT [12-220], bil tot [0.3-4.2] (dir [0.1-2.0]), lipasi [20-310], amilasi [30-210]
EGA: pH 7.[31-49], pCO2 [30-58], pO2 [55-92], HCO3- [19-31], lattati [0.6-3.9], P/F [190-390]
glicemia [78-290], HbA1c [38-88] mmol/mol, col tot [130-260], HDL [32-70], TG [70-320], TSH [0.4-6.5]
ex urine: pH 6, PS 10[10-28], leucociti 2+, nitriti pos, Hb tracce; urinocoltura in corso
"""

_IMAGING = """
RX torace: non addensamenti in atto, ili congesti, ICT ai limiti. Seni cf liberi.
TC encefalo smdc: non sanguinamenti, ipodensità sb periventricolare, sistema ventricolare in asse.
Eco addome: fegato steatosico, colecisti litiasica (calcoli fino a [6-19] mm), VBP non dilatata, reni ndp.
ECG: RS a [58-102] bpm, BAV I, EAS, anomalie aspecifiche della fase di ripolarizzazione. QTc [410-480] ms.
Ecocardio: VS non dilatato, FE [35-62]%, IM lieve, PAPs [25-55] mmHg, aorta asc [34-43] mm. Non versamento.
Ecodoppler TSA: ispessimento miointimale, placca fibrocalcifica bulbo dx con stenosi [20-55]% NASCET.
RM lombare: protrusione L4-L5, discopatia L5-S1 con segni Modic 1, canale ai limiti.
Holter ECG 24 h: FC media [58-84], BESV [20-900], pausa max 1,[4-9] s, non TV.
"""

_HISTORY = """
APR: ipertensione arteriosa, DM2, dislipidemia, BPCO GOLD 2, pregressa appendicectomia.
In anamnesi FA permanente in TAO, cardiopatia ischemica (PTCA + stent su IVA), IRC st. 3b.
apr: morbo di Parkinson, ipb, ernia iatale, protesi anca dx. Non allergie note.
Anamnesi: Hashimoto, emicrania con aura, cesareo pregresso. All. a FANS e Augmentin.
ap. remota muta, ex fumatore (20 p/y), alcol ai pasti, nega allergie
Decadimento cognitivo tipo Alzheimer, pregressa frattura colles sin, gozzo, osteoporosi, sd ansioso depressiva.
s. di Sjögren, fenomeno di Raynaud, tiroidite, gastrite HP+ eradicata.
epatopatia HCV SVR, cirrosi Child A, varici F1, pregresso etilismo.
"""

_CARE = """
cvc in sede pervio, medicato con clorexidina. CV 16 Ch foley pervio, diuresi ambrata.
LdD sacro II st. medicata con idrocolloide, cambio postura ogni 2 h, talloni scaricati.
Ha riposato a tratti, alvo aperto a feci formate x 1, igiene a letto, colazione assunta al 50%.
Deambula con girello e supervisione, passaggi posturali con min. assistenza. Disfagia: dieta cremosa liv. 4 IDDSI.
Terapia somministrata come da STU. Dolore NRS [0-7] a riposo, [2-9] al movimento.
PEG pervia, nutrizione Nutrison [40-80] ml/h. Aspirate secrezioni dense, tracheo Shiley 8 cuffiata.
PICC 4 Fr lavato con SF 10 ml, punto di inserzione asciutto. Prelievi eseguiti ore 6.
"""

_PLAN = """
Si consiglia: riposo, idratazione, rivalutazione dal curante. Torni in PS se peggioramento.
Prognosi gg [3-30] s.c. Ghiaccio, arto in scarico, controllo ortopedico tra [7-14] gg.
Si imposta tp come sopra. Controllo emocromo e PCR tra 48 h. Dieta iposodica.
In lista per CVG, stop TAO 5 gg prima, bridging con EBPM. Digiuno dalla mezzanotte.
P: proseguire FKT motoria 1 seduta/die, logopedia, ausili (carrozzina, materasso antidecubito).
Rivalutare dopo risultato colturali; se febbre > 38 emocolture x 2 e Tachipirina.
Dimesso in buon compenso, PA ben controllata, peso [52-98] kg. Follow up ambulatoriale tra 3 mesi.
"""


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.strip().splitlines())


FILLERS = {
    "#pv": _lines(_VITALS),
    "#eo": _lines(_EXAM),
    "#ter": _lines(_THERAPY),
    "#lab": _lines(_LABS),
    "#img": _lines(_IMAGING),
    "#apr": _lines(_HISTORY),
    "#care": _lines(_CARE),
    "#plan": _lines(_PLAN),
}
"""What `{#pv}` and the like may stand for."""
