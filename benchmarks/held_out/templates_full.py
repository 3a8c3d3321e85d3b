"""Forms, diaries and reports of all kinds, with four identifiers or more."""

from __future__ import annotations

__all__ = ["FULL"]

_TEXT = """
SEGNALAZIONE SERVIZIO SOCIALE
Nominativo: {pf}
Nat{g:o|a}: {bplace}, {dob}
Domicilio: {addr} - {loc}
Nucleo: vive con {rel}, {job}
Tel. {tel}
Bisogno: inserimento in RSA, SVaMA [40-90]. AS: {r}
%%
Pz {qn} nat{g:o|a} a {bplace}, in Italia dal {dy}, lavora come {job} a {loc}. Connazionale {r} fa da interprete. {#eo} \
Permesso di soggiorno n. {permit}. {#plan}
%%
{today} colloquio con {pn} e {rel}. Riferisce lite {dw} in famiglia, segnalato ai CC di {loc}. Umore ansioso. {#ter} {sig}
%%
Diario. {dts} ore 7 {inf}: {#care}
{dts} ore 14 {inf}: {pn} chiede di telefonare alla figlia. {#pv}
%%
Incidente: auto Fiat Punto tg {plate}, telaio {vin}, conducente {pf} patente n. {lic}, trauma cervicale. {#pv} {#img} \
Prelievo per alcolemia \
su richiesta della Polstrada di {loc}.
%%
Identificazione in PS: {g:uomo|donna} senza documenti, poi riconosciut{g:o|a} come {pf} da {rel}. CI {cie}, {dob}. {#pv}
%%
Iscrizione SSN
{pf} nat{g:o|a} {dob} a {bplace}
Passaporto: {pass}
STP: {stp}
Domicilio: {addr} {loc}
Motivo: gravidanza [8-30] sett.
%%
Richiesta rimborso trasporto dialisi: {pf}, CF {cf}, IBAN {iban}. Tragitto {loc} - {fac:}. 3 sedute/sett.
%%
Paz. {phn} nat{g:o|a} a {bplace} il {dob}, accompagnat{g:o|a} da {rel}; inviat{g:o|a} da {d}. {#apr} {#pv}
%%
Ricoverat{g:o|a} {ph} il {today} {fac:da}. Visto da {d} e {d}. {#img} {#ter}
%%
MODULO CONSENSO
Io sottoscritt{g:o|a} {pf}
nat{g:o|a} a {bplace} il {dob}
documento CI n. {cie}
acconsento a colangio-RM con mdc
{loc}, {today}
%%
ADI - PIANO ASSISTENZIALE
Assistit{g:o|a}: {pf}
TS {ts}
Indirizzo: {addr}, {fraz} di {loc}
Caregiver: {carer} cell. {tel}
{#care}
{inf}
%%
Psichiatria: {pt}, {#age} anni, {job}, vive a {loc}. In carico al CSM dal {dy}. Minaccia la vicina sui social \
({social}). \
Contatto: {mail}. {#ter}
%%
Inserimento presso {home:} dal {from}. Tutore: avv. {r}, tel. {tel}, email {mail}. MDRS, {#ter}
%%
Relazione per la commissione patenti: {pf}, nat{g:o|a} {dob}, patente {lic}, epilessia libera da crisi dal {dy}. \
Depakin [500-900] mg. {sig}
%%
Ambulatorio STP: {qn}, codice {stp}, nat{g:o|a} {dob}, ospite {home:presso}. Scabbia, Nix crema. Accompagnat{g:o|a} \
da {r}. {#plan}
%%
Home monitoring: modem S/N {dev}, MAC {mac}, IP {ip}. Pz {pf}. Ultima trasmissione {dtn}. {#pv}
%%
Infortunio: {pf} ({job} della ditta {firm}), cadut{g:o|a} da ponteggio a {loc} {dw}. {#eo} INAIL pratica {rec}.
%%
{today} - seduta FKT con {inf}. {pt} riferisce dolore. Concordato con {d} di ridurre carico. Prossima seduta {dts}. {#eo}
%%
Verbale di riunione UVMD del {today}: presenti {d}, AS {r}, {gp}. Caso: {pi}, ospite {home:di}. Esito: progetto \
residenziale.
%%
Pz {pf}, matricola {rec}, da {prison}, piantonat{g:o|a}. {#eo} Inviat{g:o|a} da {d} il {dt}.
%%
Presa in carico {home:} {today}. {pt}, {a90x}, {#ter} Familiari presenti: {rel}. Medico {sig}
%%
Smarrimento effetti: {rel} dichiara mancanti portafogli con carta di credito {card} e CI {cie}; avvisati i CC di \
{loc} il {dt}.
%%
Farmacia ospedaliera {fac:}
Ricetta {nre} - CF {cf}
Medico prescrittore {d} cod. reg. {ord}
Clexane 4000 UI fl 10, 2 conf.
%%
EMAIL inoltrata: "Buongiorno dottore, sono {r}, parente di {pf}, la TAC è prenotata {dt}. mi chiami al {tel} o scriva \
a {mail}"
Risposta telefonica data. Pz con {#pv}
%%
Contatto con la scuola ({school}): la prof.ssa {rf} segnala assenze di {pn} dal {dts}. Madre {rf}, {qnf}. Valutazione \
NPI: \
WISC-IV QI [78-110], disgrafia.
%%
Nata a termine il {dtn} da {rf} (28 anni, {qnf}), {fac:presso}. Peso [2600-3900] g, Apgar 9-10. Dimissione il {dts}.
"""

FULL = tuple(template.strip() for template in _TEXT.split("%%"))
