"""Notes of the emergency department and of ambulances, with one to three identifiers."""

from __future__ import annotations

__all__ = ["EMERGENCY"]

_TEXT = """
TRIAGE {today} ore [7-23]:[10-59]
{g:accompagnato|accompagnata} dal 118 per caduta a domicilio, trauma cranico non commotivo. {#apr} {#pv}
%%
Giunge in PS {g:inviato|inviata} da {gp} per dispnea ingravescente. {#pv} {#eo}
%%
Paziente di {#age} anni trasferit{g:o|a} {fac:da} per competenza. {#apr} {#img}
%%
Consulenza cardiologica ({d}): {#eo} ECG invariato. {#plan}
%%
Anamnesi raccolta da {rel}: da [2-5] gg iporessia, stato soporoso. {#apr} {#pv}
%%
{#eo} Rivalutat{g:o|a} alle [10-23]:[10-59], asintomatic{g:o|a}. Dimissione a domicilio. {#plan}
{sig}
%%
Incidente stradale auto-moto a {loc}, conducente con casco. FAST neg. {#pv} {#img} Antitetanica eseguita.
%%
{rel} chiede di essere contattata al {tel} in caso di dimissione. Pz in OBI, {#pv}
%%
Verbale PS n. {rec}. {g:Uomo|Donna} di {#age} anni, dolore addominale in FID. {#eo} {#lab}
%%
{g:Uomo|Donna} {a90x}, {home:da}, per febbre e calo della diuresi. {#pv} {#lab} Tp: {#ter}
%%
Contusione polso dx sul lavoro ({q:magazziniere} presso {firm}), infortunio INAIL aperto. RX neg. Prognosi gg [3-12].
%%
dimess{g:o|a} da questo ospedale il {dt} per polmonite, rientra per tosse e febbre {#pv} {#lab}
%%
accesso ripetuto (ultimo {dw}) per cefalea. {#eo} {#img} Toradol 30 mg ev con beneficio.
%%
118 - equipaggio automedica. Intervento in {addr}, {loc}. Pz seduto, polipnoico, {#pv}. CPAP PEEP 7,5, Lasix 40 mg ev.
%%
Cittadin{g:o|a} {qn}, barriera linguistica, visitat{g:o|a} con mediatrice. Dolore epigastrico da [2-9] gg. {#eo} \
Tessera: codice STP {stp}.
%%
Cons. ortopedica: si riduce lussazione spalla sec. Kocher, bendaggio Desault. Ricontrollo il {next} con RX. {d} informato.
%%
pz portat{g:o|a} dai carabinieri per agitazione psicomotoria, inviato da {prison}. \
Rifiuta la visita. {#pv}
%%
Ustione II grado mano sin mentre era al lavoro come {job}. Flittene integre 3%, Connettivina, garze grasse. \
Antitetanica: \
ultimo richiamo {dy}.
%%
Investit{g:o|a} da auto targata {plate} mentre attraversava. Politrauma, TC total body: {#img} {#pv} collare Schanz, \
asse spinale.
%%
NRE impegnativa {nre} urgenza U, sospetta TVP arto inf. sin. CUS: vena poplitea non comprimibile. Clexane 6000 x 2, \
visita angiologica.
%%
Riferisce assunzione volontaria di [10-30] cpr di Xanax. Contattato CAV {fac:di}. Carbone vegetale, monitoraggio. {#pv}
%%
Sincope a pranzo il giorno di {hol}, prodromi vagali. {#eo} {#pv} Test di Schellong neg.
%%
Pz {pi}, {#age} aa, dolore toracico atipico; troponina seriata neg. {#img} Dimissibile. {#plan}
%%
Ipoglicemia severa in {g:uomo|donna} residente a {fraz}, trovat{g:o|a} dal vicino di casa. HGT 28, glucosata 33% ev. {#pv}
%%
PS pediatrico. Trauma a scuola ({school}) durante ginnastica. Madre presente. Ferita mento [1-3] cm, colla Dermabond. \
Nega vomito.
%%
Arriva da {state} da [3-9] gg, febbre con brividi. Striscio per malaria in corso, emocolture x 2. {#pv} {#lab}
%%
Ore [8-22] arriva chiamata {fac:da}: accettano {g:il|la} pz in stroke unit. NIHSS [4-17]. {#img}
Partenza con {inf}.
"""

EMERGENCY = tuple(template.strip() for template in _TEXT.split("%%"))
