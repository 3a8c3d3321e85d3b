# ruff: noqa: E501  # a line of a template is a line of a note
"""Templates of the ward and the territory: nurses' diaries, wards, psychiatry, home care, social reports, sloppy notes.

The writing is told in `templates_emergency`.
"""

from __future__ import annotations

__all__ = ["DIARIES"]

DIARIES = """
{ward} {ward} {ward}

MATTINO: {ward} {ward} POMERIGGIO: {ward} NOTTE: {ward} <<0.3|{nurse}>>

{today} {clock} {ward} {ward} <<0.5|{nurse}>>

{dm} {ward} {ward}
{dm} {ward} {ward} {plan}

Consegne: letto 12 {pt_last}: {ward} Letto 14: {ward} {ward}

diario clinico: condizioni stazionarie. {exam} {lab} {ward} {plan}

Giro visita. {exam} {lab} {plan} <<0.25|Parlato con {rel}.>>

Decorso: {n}a giornata post-operatoria. {ward} {exam} {plan}

Fisioterapia: deambula con deambulatore 20 m. {exam} {ward} Tinetti 16/28.

ADI: accesso domiciliare da {pt_sig}, {home}. {ward} {ward} Presente {carer}. Prossimo accesso {date}. {nurse}

Valutazione UVM: {age}, vive con {rel}, assistita da {carer} 24h. Barthel 25/100. {cond}. Domanda RSA: {fac}.

{pt_pet} oggi è più tranquilla, ha mangiato tutto. {ward} Nel pomeriggio è venuta {rel}. {ward}

CSM: colloquio con {pt_first}. {psy} {psy} {psy} <<0.4|Prossimo appuntamento {date}.>>

{psy} {psy} {psy} {plan}

SPDC: TSO convalidato dal sindaco di {town} il {date}. {psy} {psy} Terapia: {drug} {dose}. <<0.5|{sign}>>

Colloquio psicologico. {pt_first} racconta di {rel} e del trasferimento da {region}. {psy} {psy} Gioca con il cane, segue il calcio. {psy}

Riferisce che da quando ha ripreso il lavoro i sintomi sono ridotti. {psy} {psy}

SerD: in carico dal {year}. {detail}. {psy} Invio in comunità {fac}. {psy} <<0.3|{social}>>

Assistente sociale: nucleo composto da {pt}, {rel} e {rel}. {detail}. Alloggio in {addr}. {tel}. {psy}

NPI: bambina di 8 anni, frequenta la terza. {employer}. Insegnante riferisce disattenzione. {psy} {psy}

paz {age} {symptom}, {hist} {exam} terapia {drug} {drug} {plan} firmato {sigla}

allettata, {old}, {cond}. {ward} {ward} decubito sacrale. {plan}

{old} in buone condizioni generali, {hist} {exam} {plan}

MONITORAGGIO PARAMETRI: PA {pa} - {pa} - {pa}; FC {fc} - {fc}; SPO2 {sat}% - {sat}%; TC {tc}; DTX {gly} - {gly}. {ward}

Nota: {pt_married} chiede copia cartella. Consegnata a mano. {rec}. <<0.5|{docid}>>

Trasporto in ambulanza {targa}, da {town} a {fac}. {ward} Equipaggio: {nurse}, {nurse}. <<0.2|{telaio}>>

Teleconsulto con {fac}: collegamento {net}. {collega} suggerisce {drug} {dose}. {plan}

rifiuta ricovero, firma. {hist} {exam} lascia recapito {tel}

Rientra da permesso {loose}. {ward} {ward} {psy}

Dimissione protetta concordata con {asl}. {ward} {plan} Contatti: {rel} {tel}; {carer} {tel}.

Terapia ricontrollata: {drug} {dose} {freq}, {drug} {dose} {freq}, {drug} {dose} {freq}, {drug} {dose}. {plan}

{exam} {eponym}. {eponym}. {lab} {plan}

Da riferire: medicazione il {dm} e il {dm}, punti da rimuovere il {date} da {mmg}. {ward}

Volontaria {carer} segnala che {pt_last} è {detail}. {ward} {psy}

Ufficio cassa: rimborso ticket a {pt}, {cf}, {money}. Seconda coordinata {money}. {tel}

Fattura libera professione {doc}: {money}. Visita del {today} in {fac}. {plan}

Denuncia di sinistro: {targa}, {telaio}, intestato a {rel}. {hist} {exam} {img}

Adolescente, {psy} La madre ha trovato video pubblicati su {social}. {employer}. {psy}

Referti anche su {url}; per la disdetta {mail} o {tel}. {plan}

Medico in formazione {collega}, tutor {doc} {albo}. {ward} {exam} {plan}
"""
