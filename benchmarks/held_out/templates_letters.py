"""Letters, headers and discharge notes, with four identifiers or more."""

from __future__ import annotations

__all__ = ["LETTERS"]

_TEXT = """
{trust:} - {fac:}
U.O. Medicina Interna - Direttore: {d}
Paziente: {pf}  nat{g:o|a} a {bplace} il {dob}
Cartella clinica n. {rec}
Ricovero dal {from} al {today}. {#apr} {#lab} Terapia: {#ter}
{sig}
%%
LETTERA DI DIMISSIONE
Cognome e nome: {pf}
Data di nascita: {dob}
Residenza: {addr}, {cap}
Tel: {tel}
Diagnosi: <polmonite lobare|IMA NSTEMI|frattura femore>. {#img} {#plan}
Il medico {sig}
%%
Gentile collega, dimettiamo in data odierna {pt}, {#age} anni, giunt{g:o|a} {fac:da} il {dt} per <emorragia \
digestiva|scompenso>. {#lab} \
{#ter} Controllo il {next} presso il nostro ambulatorio (tel. {tel}). Cordiali saluti, {sig}
%%
Egr. {gp}
vedo oggi {pt} di {loc}, nat{g:o|a} il {dob}, {job} in pensione. {#apr} {#eo} Proporrei {#ter} Rivedo a {dm}.
{sig}
%%
PAZIENTE: {pf}
C.F.: {cf}
NOSOLOGICO: {rec}
REPARTO: Ortopedia
DATA INTERVENTO: {dtn}
Operatori: {d}, {d}
Anestesista {d}
Procedura: osteosintesi omero prossimale con placca Philos. Paziente in beach chair. Accesso deltoideo-pettorale. \
Emostasi.
%%
Accettazione {today}
Nome {pf} - sesso {g:M|F} - età {#age}
CF {cf}
Recapito {tel} ({rel})
Medico curante: {d}
Motivo: {#apr}
{#pv}
%%
SCHEDA RSA
Ospite: {pf}, {a90x}, nat{g:o|a} a {bplace}
Struttura: {home:}
Referente: {rel} {tel}
Invalidità 100%. {#care}
Terapia: {#ter}
%%
Prot. {rec} del {today}
Si certifica che {pt}, nat{g:o|a} a {bplace} il {dob} e residente a {locp}, è affett{g:o|a} da m. di Parkinson st. \
Hoehn e Yahr [2-4]. \
In fede, {sig}, OMCeO n. {ord}
%%
Relazione clinica {fac:}
Pz {pi}, {#age}enne, in carico dal {dy} per disturbo bipolare. Ricovero {dw} con TSO a {loc}; {#ter} Riferimento: {d}.
%%
{fac:} - Radiologia
Data esame {today}  Rich. {rec}
{pf}  {dob}
{#img}
Medico referente {sig}
Referto disponibile su {url}
%%
Trasferimento secondario
Da: {fac:}
A: {fac:}
Pz {pf} nat{g:o|a} {dob}. {#pv} {#img} Accettazione concordata con {d}. Equipaggio: {inf}.
%%
Analisi cliniche {shop:} P.IVA {vat} tel. {tel}
Sig. {rm}
Data prelievo {dtn}
{#lab}
Il direttore {sig}
%%
CERTIFICATO DI DECESSO
{pf}, nat{g:o|a} a {bplace} il {dob}, decedut{g:o|a} il {dod} alle ore [1-23]:[10-59] {fac:presso} per shock settico. \
Il medico {sig}
%%
La salma di {pt} ({dob}), decedut{g:o|a} in data {dod}, viene trasferita in camera mortuaria. Avvisata {rel} al n. {tel}.
%%
Spett.le {trust:}, si trasmette via PEC ({pec}) relazione di {pf}, C.F. {cf}, per commissione invalidi del {next}. \
{#apr} {sig}
%%
IMPIANTO ICD del {dtn}
Pz: {pf} ({dob})
Generatore Biotronik Ilivia S/N {dev}, elettrocatetere Plexa S/N {dev}
Operatore: {d}
Soglia [0.4-0.9] V, R [7-14] mV, impedenza [420-680] ohm.
%%
Pz dimess{g:o|a} il {dt} {fac:da}, rientrat{g:o|a} {dw}, {#ter} Contattato {gp} (tel. {tel}). {#plan}
%%
Foglio di viaggio ambulanza, mezzo targato {plate}
Partenza {fac:}, arrivo {addr} {loc}
Paziente {pf} - barellato - O2 2 l/min
Equipaggio: {r}, {r}
{#pv}
"""

LETTERS = tuple(template.strip() for template in _TEXT.split("%%"))
