"""Notes that hold no identifier."""

from __future__ import annotations

__all__ = ["NONE"]

_TEXT = """
{g:Uomo|Donna} di {#age} anni, giunge in PS per dolore toracico retrosternale insorto da [2-9] ore, non irradiato. {#apr}
{#pv}
{#img}
{#lab}
%%
Triage: codice <azzurro|verde|arancione>. Trauma <caviglia|polso|ginocchio> <dx|sin> da <caduta \
accidentale|distorsione in palestra>. \
NRS [3-9]. {#pv}
%%
{#eo}
Conclusioni: quadro compatibile con <lombosciatalgia acuta|colica renale sin|cefalea tensiva>. {#plan}
%%
Diario inf. <mattino|pomeriggio|notte>: {#care} {#pv} <Nulla da segnalare|Si avvisa il medico di guardia>.
%%
RX <bacino|femore dx|gamba sin|mano dx> 2P: non rime di frattura. Note degenerative coxofemorali tipo Kellgren 2-3, \
entesofiti, calcificazioni vascolari. Si consiglia integrazione TC se persiste clinica.
%%
{#img} Confronto con precedente esame: invariato. {#lab}
%%
Paziente {#age}enne, ricoverat{g:o|a} per scompenso cardiaco NYHA III. {#apr} All'ingresso {#eo}
{#lab}
Tp: {#ter}
{#plan}
%%
Consulenza fisiatrica: {#apr} {#eo} Progetto riabilitativo: recupero deambulazione con ausilio, verticalizzazione, \
rinforzo quadricipite, training scale. Trattamento 2 v/die.
%%
Colloquio psichiatrico: {g:il|la} paziente è lucid{g:o|a}, orientat{g:o|a}, eloquio coartato, umore deflesso, \
ideazione anticonservativa \
<negata|non strutturata>. Sonno frammentato. Insight parziale. Tp: {#ter}
%%
Lettera al curante: si dimette in data odierna in condizioni stabili. {#ter} {#plan}
%%
Intervento: colecistectomia VLS. AG. Trocar ombelicale sec. Hasson, triangolo di Calot isolato, clips su dotto \
cistico e arteria, \
asportazione in endobag. Emostasi. Drenaggio Redon sottoepatico. Conta garze ok. Perdite [20-120] ml.
%%
Osteosintesi frattura pertrocanterica <dx|sin> con chiodo Gamma3 125°, vite cefalica [85-110] mm. Profilassi \
cefazolina 2 g. \
Sutura a strati, medicazione Aquacel. Carico sfiorante 15 gg. {#lab}
%%
118: cod. <giallo|rosso> C0[1-9]. All'arrivo pz cosciente, GCS 15, {#pv}. Accesso venoso 18G, SF 500 ml, O2 in \
reservoir. ECG trasmesso. \
Trasporto in ospedale senza variazioni.
%%
{#lab}
{#lab}
Nota: campione emolizzato, si consiglia ripetizione.
%%
ADI: accesso domiciliare per medicazione ulcera <tallone|malleolo> dx, lesione [2-6]x[1-4] cm fondo <deterso|fibrinoso>, \
margini macerati, essudato +. Sbrigliamento, Aquacel Ag, bendaggio. Caregiver addestrato. {#pv}
%%
GRAVIDANZA a [8-40]+[1-6] sett. Accede per contrazioni. Collo raccorciato 50%, PP -2, membrane integre, BCF +. CTG \
reattivo. \
Para 1001. Gruppo 0 pos, Coombs neg, tampone SGB neg.
%%
Pediatria - lattante [2-11] mesi, febbre da [1-4] gg max 39, tosse catarrale, rinite. Vaccinazioni in regola. {#pv} \
EO: OT arrossato, MT bil. nella norma, torace libero. Tachipirina [60-200] mg ogni 6 h, lavaggi nasali.
%%
Spirometria: FEV1 [48-95]%, FVC [60-102]%, IT [55-82]. Test al salbutamolo (Ventolin 400 mcg) negativo. DLCO ridotta. \
6MWT [180-480] m, \
Borg 3-5.
%%
EGDS: esofago nella norma, linea Z a 38 cm, ernia da scivolamento, mucosa antrale iperemica, test rapido urea neg. \
Bulbo e II porz. ndp. \
Sedazione con midazolam 3 mg.
%%
Colonscopia fino al cieco, toilette Boston [6-9]. Due polipi sessili Paris 0-Is del sigma, [4-9] mm, asportati con \
ansa fredda. \
Emorroidi interne II grado. Follow-up a 3 anni.
%%
FKT: seduta n. [3-20]. Mobilizzazione passiva spalla dx, esercizi di Codman, elettrostimolazione. ROM flessione \
[70-150]°. \
Paziente collaborante. TUG [12-35] sec, Berg [20-54]/56, FIM [45-118].
%%
nega traumi, riferisce vertigine soggettiva al cambio di postura. Dix-Hallpike pos a dx, manovra di Epley eseguita \
con beneficio. \
HIT neg, Nistagmo geotropo. {#plan}
%%
Psicologia: valutazione neuropsicologica. MMSE [18-29]/30, MoCA [14-27], Trail Making A [40-120] sec, figura di Rey \
copia [18-34]. \
Profilo: deficit esecutivo lieve. Tono dell'umore in asse.
%%
Consulenza ORL
epistassi ant. dx, tamponamento con Merocel, Ugurol 2 f. Stop Clexane oggi. Controllo tra 48 ore.
{#pv}
%%
Turno di notte. Pz agitat{g:o|a}, tenta di scavalcare le spondine, contenuto farmacologicamente (Serenase 1/2 f im). \
Poi riposa. \
{#care}
%%
Dialisi: peso pre [55-98] kg, post -[1-3],[1-9] kg, UF tot [1200-3500], Qb [250-350], eparina 3000 UI. FAV braccio \
sin thrill +. \
PA stabile. Eprex 4000 UI a fine seduta.
%%
Medicazione ferita chirurgica. Rimossi [5-20] punti alternati. Lieve deiscenza distale, zaffo con iodoformio. \
Continua Augmentin. <Prossimo controllo tra 3 gg|Rivalutazione chirurgica tra una settimana>.
%%
Pz dichiara di non voler attendere la visita e si allontana prima della dimissione. <Avvisata la guardia|Informato \
dei rischi>.
%%
Relazione sociale: nucleo composto da due persone, rete familiare fragile, alloggio al terzo piano senza ascensore. \
Richiesta UVMD per inserimento residenziale temporaneo, IA [74-100]%. In attesa di valutazione SVaMA.
%%
TC torace-addome con mdc: nodulo LSD [6-22] mm a margini spiculati, linfonodo in loggia di Barety [8-14] mm asse corto. \
Fegato: cisti VIII segmento. Surreni ndr. Si consiglia PET. TNM da definire.
%%
ICTUS: NIHSS [2-18], ASPECTS [7-10], onset to door [60-240] min. Trombolisi con Actilyse 0,9 mg/kg (bolo 10%). \
PA controllata con Ebrantil. {#lab}
%%
Visita [NOME] il [DATA] presso [STRUTTURA]: {#eo} {#ter}
%%
Oncologia: K mammella dx pT1c N0, ER 90% PR 40% HER2 1+ Ki67 [8-35]%. Ciclo [2-6] Taxolo settimanale, tollerato. ECOG 1. \
{#lab} <Si prosegue|Rinvio di 7 gg per neutropenia G3>.
%%
Parametri ore 8 - 14 - 20
PA [110-150]/[60-90] - [110-150]/[60-90] - [110-150]/[60-90]
FC [60-99] - [60-99] - [60-99]
Diuresi [700-2100], bilancio -[200-900]
Alvo: chiuso da [2-4] gg, clisma
%%
Oculistica: visus OD [3-10]/10 OS [4-10]/10 sf -[1-4],25 cyl -0,50 ax [10-175]. Tono 1[4-9]/1[3-8] mmHg. FO: papilla \
rosea, \
macula con drusen. OCT, campo visivo Humphrey 24-2 tra 6 mesi.
"""

NONE = tuple(template.strip() for template in _TEXT.split("%%"))
