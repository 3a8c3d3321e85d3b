"""Templates of the emergency department: telegraphic, triage, consultations, calls by telephone.

`{slot}` is drawn anew each time; `<<0.4|...>>` stays with that chance. Blank lines part the templates.
"""

from __future__ import annotations

__all__ = ["EMERGENCY"]

EMERGENCY = """
Pz {age}, {symptom} da stamane. {hist} {exam} {lab} {img} {plan}

{age}. {hist} {exam} {exam} {plan}

{hist} {hist} {exam} {lab} {img} {plan}

Paziente di sesso maschile giunge per {symptom}. {hist} {exam} {lab} {plan}

APR: {cond}, {cond}. TD: {drug}, {drug}, {drug}. {hist} EO: {exam} {img} {plan} <<0.3|Visto con {collega}.>>

Rivalutato dopo terapia: asintomatico. {exam} {lab} {plan}

{exam} {lab} {lab} {img} Si attende troponina di controllo. {plan}

Accede accompagnata da {rel}, che riferisce {symptom} da {n} giorni. {hist} {exam} {img} {plan}

pz inviato da {mmg} per {symptom}. {hist} {exam} {lab} {plan} <<0.5|{sign}>>

Caduta in casa questa mattina, trovata a terra da {carer}. Trauma {site}. {hist} {exam} {img} {plan}

TRIAGE {clock}: {symptom}. PA {pa} FC {fc} SAT {sat} TC {tc}. Allergie nega. <<0.4|Accompagnatore: {rel} {tel}.>> Codice verde.

Trasferito da {hosp} per {symptom}. {hist} Ricoverato {range} per {cond}. {exam} {lab} {plan}

Ricovero in {fac} a {month} per {cond}. Oggi {symptom}. {exam} {img} {plan}

Ultimo accesso il {date} per {symptom}, dimesso con {drug}. {hist} {exam} {plan}

{pt_init}, {age}. {hist} {exam} {lab} {plan} {sigla}

Incidente stradale {loose} in {addr}, conducente, {targa}, cintura allacciata, airbag esploso. {exam} {img} {plan}

Aggressione da parte di persona nota. Riferisce pugno al {site} il {dm}. {exam} {img} {rec}. Avvisati i CC di {town}. {plan}

Infortunio sul lavoro: {employer}, {symptom} {clock}. {exam} {img} Prognosi INAIL {n} gg. <<0.4|{cf}>>

{pt_sig}, {age}: {hist} {exam} {lab} {img} {plan}

Cons. ortopedica: {img} {exam} Ridotta frattura {site}, doccia gessata. Controllo il {date} c/o {fac}. <<0.6|{sign}>>

Consulenza neurologica richiesta da {doc}: {exam} {eponym}. {img} Conclusioni: {cond}. {plan} {sign}

Consulenza telefonica {clock}: sentito {collega} del centro trapianti di {town}, consiglia {drug} {dose}. {plan}

Telefonata da {rel} ({tel}): chiede esito esami. {lab} Si rimanda a {mmg}.

ore 22 chiama {carer}, dice che {pt_first} ha {symptom}; consigliato {drug} {dose}, se non passa 118. {plan}

Bambino di 4 anni, accompagnato dalla madre. Da {n} gg {symptom}. {exam} {eponym}. {plan}

{age}, gravida alla 32+4 settimane, G2P1001. MAF ++, BCF presente. {exam} {lab} {plan} Segue controllo da {doc}.

Pz {removed}, {age}. {hist} {exam} {plan}

Alcolemia su richiesta della Polizia Stradale, {rec}. {docid}. {exam} {plan}

Paziente {detail}, giunge per {symptom}. Mediatore culturale assente. {exam} {lab} {plan}

Pz irregolare, {stp}, arrivato da {country} {loose}. {symptom}. {exam} {plan}

DOLORE TORACICO TIPICO DA {n} ORE. {exam} {lab} ALLERTATA EMODINAMICA {fac}. PARLATO CON {collega}. {plan}

rivisto ore 14 sta meglio.{exam}{plan}si allontana prima della dimissione, contattato al {tel} non risponde

Politrauma trasportato con elisoccorso da {hamlet}. FAST negativa. {exam} {img} {img} {plan}
"""
