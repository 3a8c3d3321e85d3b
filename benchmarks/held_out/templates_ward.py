"""Notes of wards, laboratories, operating rooms and rehabilitation, with one to three identifiers."""

from __future__ import annotations

__all__ = ["WARD"]

_TEXT = """
Diario infermieristico - {today}
{#care} {#pv}
%%
{pn} oggi più vigile, ha mangiato tutta la colazione. {#care}
%%
ore 21 {pt} lamenta dolore alla gamba operata, somministrata Tachipirina come da tp al bisogno. Rivist{g:o|a} alle \
23: riposa.
%%
{#care} Parlato con {rel} che porterà gli indumenti. Firma: {sigi}
%%
Consegna: {pn} letto [1-30] digiun{g:o|a} per TC, {phn} letto [31-40] da medicare. {#care}
%%
Intervento di PTA <dx|sin>. I operatore: {d}. Accesso postero-laterale, cotile Trident 52, stelo Accolade 3, testina \
ceramica 36. \
Conta corretta.
%%
Impianto PM bicamerale St. Jude Medical mod. Assurity, S/N {dev}. Soglie ottimali, RX torace di controllo neg. \
Medicazione asciutta.
%%
Referto n. {rec}
{#img}
Il medico radiologo {sig}
%%
Esame istologico {rec}: adenocarcinoma tubulare G2, margini indenni, linfonodi 0/[12-24]. IHC: MLH1 conservato, Ki67 \
[10-60]%.
%%
Campione n. {rec} - Prelievo del {dtn}
{#lab}
%%
emocolture del {dts}: E. coli ESBL+, S a meropenem MIC <0.25, R ciprofloxacina. Consulenza infettivologica: Merrem 1 \
g x 3.
%%
Visita fisiatrica. Pz di {#age} anni con esiti di ictus ({dm}), emiparesi sin, spasticità MAS 2. Botox tricipite \
surale. {#eo}
%%
PRI: trasferimento programmato {fac:presso}, posto letto confermato {dt}. FIM [40-90]. {#care}
%%
Riunione d'équipe con {d} e fisioterapista {r}. Obiettivi: verticalizzazione, TUG < 20 sec. Barthel [20-80].
%%
In anamnesi: bypass femoro-popliteo nel {dy}, TEA carotidea sin {dm}. {#apr} {#ter}
%%
familiarità: padre deceduto nel {dody} per IMA, madre vivente di {a90} anni con demenza. {#apr}
%%
Exitus constatato alle ore [1-23],[10-59] del {dod}. ECG isoelettrico per 20'. Avvisati i familiari. {sig}
%%
Visita guardia: chiamato per desaturazione. {#pv} EGA: {#lab} Aumento Venturi 40%. {sig}
%%
Trasferit{g:o|a} dalla MAC al {ward} in giornata. Condizioni stazionarie. {#care} {#ter}
%%
Chiamato collega {d}, concorda per TC urgente. {#img}
%%
Ecografia eseguita {dw}, refertata oggi. {#img} Confronto non disponibile.
%%
Test sierologico eseguito {shop:presso}: {#lab}
%%
Pz {a90x}, allettat{g:o|a}, PAINAD [2-7]. Attivate cure palliative, morfina 10 mg sc/24 h elastomero. {#care}
%%
Psicologa: {pn} esprime rabbia verso la diagnosi, ha buon sostegno familiare. Test Rorschach non eseguito. Proseguono \
colloqui.
%%
SPDC - TSO n. {rec} convalidato, ordinanza del sindaco di {loc}. Pz delirante, a dosaggio pieno: {#ter}
%%
Colloquio con {rel}: riferisce gesto autolesivo il giorno di {hol}. Pz poco collaborante. Contratto terapeutico. {#ter}
%%
Allergologia: prick test pos. graminacee, Parietaria, acari. Riferisce lavorare come {job}. Flixonase, Xyzal. {#plan}
%%
Pz {qn}, di religione {faith}, chiede dieta conforme. {#ter}
%%
Trasfusione: rifiuta emocomponenti in quanto {q:testimone di Geova}. Hb [6.4-7.9]. Venofer 200 mg, Epo 40000. \
Consenso negato in cartella.
%%
Telemonitoraggio: gateway MAC {mac}, trasmissione assente da [2-6] gg. Contattato il paziente, {#pv}
%%
Teleconsulto aperto da IP {ip}: immagini caricate sul portale {url}. {#img}
%%
Consegnati a {rel}: occhiali, protesi dentaria, carta bancomat n. {card}. {#care}
%%
DIMISSIONE PROTETTA concordata per il {next} con COT. {#care} Ausili: letto articolato, sollevatore.
%%
Bustina effetti personali: patente {lic}, portafogli, chiavi. Pz in rianimazione, sedat{g:o|a} con Propofol. {#pv}
%%
Consulenza chiesta a {d}: {#eo} Conclusioni: no indicazione chirurgica attuale. {#plan}
%%
{#img} Esame eseguito {fac:presso} il {dtn}.
%%
Microinfusore Medtronic 780G matricola {dev}, HbA1c [52-70], TIR [55-82]%. Basale [12-28] U. Sostituita cannula.
"""

WARD = tuple(template.strip() for template in _TEXT.split("%%"))
