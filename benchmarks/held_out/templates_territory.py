"""Notes of general practice, home care and social work, with one to three identifiers."""

from __future__ import annotations

__all__ = ["TERRITORY"]

_TEXT = """
Caro collega, ti invio {pt} per tosse persistente da [3-8] sett. {#apr} Tp: {#ter} Grazie. {sig}
%%
Visita domiciliare: {#pv} {#eo} vive con la {carer}. Si richiede ADI.
%%
Tel. {gp}: concorda con riduzione Coumadin, INR [3-5],[1-9]. Prossimo controllo il {dts}.
%%
Ambulatorio: si rilascia certificato di malattia prot. {rec} fino al {dts}. Diagnosi: lombalgia. {#ter}
%%
ADI. Accesso in {addr}. {#care} {#pv}
%%
Il caregiver non risponde al {tel}, si lascia messaggio. Medicazione rinviata. {#care}
%%
Contatti: tel. {tel}, mail {mail}. {#plan}
%%
Pz segnala che segue su Instagram il profilo {social} per diete "detox"; counselling. IMC [26-38], circonferenza vita \
[88-130] cm. {#lab}
%%
Assistente sociale: incontro con {rel}, ISEE presentato, contributo su IBAN {iban}. IA riconosciuta 100%.
%%
Reinserimento di {pi} ({#age} anni): colloquio in comunità, astinente da [3-11] mesi. Metadone [20-80] mg. \
Tossicologici neg.
%%
Ser.D.: ex {job}, uso di cocaina, craving [2-8]/10. Acamprosato 333 mg. Urine neg. {#plan}
%%
Vaccino antinfluenzale eseguito {dt} presso l'ambulatorio. Nessuna reazione avversa. {#pv} {#ter}
%%
CF {cf}. Piano terapeutico Xarelto 20 mg, CHA2DS2-VASc [2-6], HAS-BLED [1-4], clearance [38-92] ml/min (Cockcroft-Gault).
%%
tessera sanitaria {ts}. Richiesto rinnovo ausili per incontinenza, 3 pannoloni/die + 2 traverse. {#care}
%%
Nat{g:o|a} il {dob}, allergic{g:o|a} a penicillina. {#apr} {#ter}
%%
{g:Paziente classe|Signora classe} {doby}, vive sol{g:o|a}, autonom{g:o|a} nelle ADL ([3-6]/6) e IADL ([2-8]/8). {#apr}
%%
Il servizio sociale di {loc} ha attivato pasti a domicilio. {#care} MPI: rischio moderato.
%%
Pz {q:insegnante di religione} ({school}), assente da {dm} per burnout. PHQ-9 [9-22], Zoloft 50 -> 100 mg.
%%
Idoneità lavorativa: {job}, {#age} anni, limitazione MMC > 10 kg. Audiometria: ipoacusia neurosensoriale bilat. \
Spirometria ndp.
%%
Guardia medica: tel. dal personale del {ward}, ospite con vomito. Plasil 1 f im, dieta in bianco. {#pv}
%%
{pt} non si è presentat{g:o|a} alla visita del {dt}. Nuovo appuntamento da definire. {#apr}
%%
Adozione, minore nato in {state}. Vaccinazioni incomplete: programmato recupero DTP, MPR. Peso [12-30] kg, 25° pct, \
Tanner I.
%%
passaporto {pass} in visione, dichiara soggiorno turistico. Otite esterna, Ciproxin gtt.
%%
Permesso di soggiorno {permit} in rinnovo. Iscrizione SSN sospesa. Mantoux [0-14] mm, Quantiferon neg, RX torace neg. \
{#plan}
%%
SPORT: idoneità agonistica calcio, ECG e step test di Montoye ndp. Firma {sig}, n. reg. {ord}.
%%
Documento esibito: CI {cie}. Consenso a vaccinazione firmato. Comirnaty deltoide sin, osservazione 15 min, nessuna \
reazione.
%%
Richiesta visita INPS. Pratica {rec}. Quadro: artrosi polidistrettuale, coxartrosi bil., {#eo}
%%
Consultorio familiare: IVG a [6-9]+[1-6] sett. richiesta in privato. Ecografia: CRL [8-24] mm. Prenotazione \
{fac:presso} il {next}.
%%
residente in {addr}, {g:inviato|inviata} da casa per calo ponderale. Disfagia, MUST [1-4], {#lab}
%%
Riferisce trasferimento da {state} nel {dy}; vaccinazioni non documentate. {#eo} {#lab}
%%
Farmacia: ritirati presidi per stomia {shop:presso}. Placca Coloplast 60 mm, pasta. {#care}
%%
Vaccinazione: {pn} piange molto, febbre 38.2 dopo MPR. {#plan}
%%
Medicina dello sport. Tesserato con {q:Unione Ciclistica Trevigiani}. VO2max [44-68] ml/kg/min, soglia [150-178] bpm, \
Holter neg.
"""

TERRITORY = tuple(template.strip() for template in _TEXT.split("%%"))
