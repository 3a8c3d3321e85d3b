# ruff: noqa: E501  # a line of a template is a line of a note
"""Templates of letters, reports and forms: discharge letters with headers and footers, referrals, laboratory and images.

The writing is told in `templates_emergency`.
"""

from __future__ import annotations

__all__ = ["LETTERS"]

LETTERS = """
{fac} - U.O. di Medicina Interna
Cartella: {rec}
Paziente: {pt}  {born}  {cf}
Residente in {home}  {tel}
Ricovero dal {date} al {date}
Diagnosi: {cond}, {cond}.
Decorso: {hist} {lab} {img}
Terapia alla dimissione: {drug} {dose} {freq}; {drug} {dose} {freq}; {drug} {dose}.
{plan}
{sign}

LETTERA DI DIMISSIONE
Gentile Collega, dimettiamo in data odierna {pt_sig}, {born}, ricoverata per {cond}. {hist} {exam} {lab} {img} {plan}
Cordiali saluti, {sign}

Egregio {doc}, ho visitato {pt_sig} di anni 64 per {symptom}. {hist} {exam} {img} Concludo per {cond}. Consiglio {drug} {dose}. {plan} Distinti saluti. {sign}

Alla cortese attenzione di {mmg}. Si dimette {pt}, residente a {town}. {cond}. {lab} {plan} Per comunicazioni: {mail}, {tel}. {sign}

Diagnosi di dimissione: {cond}. {cond}. Procedure: {img} Decorso regolare. {lab} Terapia: {drug} {dose} {freq}; {drug} {freq}. {plan}

Relazione clinica. {hist} {hist} {exam} {lab} {lab} {img} {plan} {plan}

Visita cardiologica del {today}. {hist} {exam} {img} Conclusioni: {cond}. {plan} <<0.7|{sign}>> <<0.4|{albo}>>

Visita fisiatrica. {age}. Esiti di {cond}. {exam} {eponym}. {plan}

REFERTO - {rec} - {today}
{img} {img}
Confronto con esame del {date}. <<0.6|Medico refertatore: {doc}>> <<0.5|TSRM {nurse}>>

Laboratorio analisi {fac}. Richiesta {rec}. Sig. {pt}. {lab} {lab} {lab} Validato da {doc} il {date}.

Anatomia patologica, {rec}. Notizie: {cond}. Descrizione macroscopica: frammento di 1,2 x 0,8 cm. Diagnosi: adenoma tubulare con displasia di basso grado. {sign}

Esami del {dm}: {lab} {lab} {lab}

Esami ematici: {lab} {lab} {lab} {lab}

RX TORACE 2P: {img} {img} Non lesioni a focolaio in atto. OCM nei limiti.

IMPEGNATIVA {nre} per {img} Quesito: {symptom}. Prescrittore {doc}, {albo}. {cf}

Verbale di invalidità civile. {pt}, {born} a {town}, {cf}, residente {home}. Diagnosi: {cond}; {cond}. Percentuale 74%. Documento: {docid}.

CERTIFICATO. Si certifica che {pt}, {born}, necessita di {n} giorni di riposo per {symptom}. {home}. {sign}

Scheda anagrafica: {pt} | {born} | {cf} | {team} | {home} | {tel} | {mail} | medico {doc}

Si trasmette copia, {rec}, richiesta da {rel}, {docid}, {mail}. {money}. {asl}, ufficio {net}.

Impianto di PM bicamerale il {date} c/o {hosp}. Generatore {device}, elettrocateteri {device}. Soglie 0,5 V x 0,4 ms, sensing 8 mV. {plan}

Protesi totale di anca dx, stelo non cementato {device}, coppa 52 mm {device}. {exam} {plan}

Intervento del {date}: {eponym}. Operatore {doc}, strumentista {nurse}, anestesista {doc}. Perdite 200 cc. {plan}

Anestesia: ASA III, Mallampati 2, Cormack II. {cond}. {lab} Consenso firmato. {plan}

Consulenza genetica: probando {age}, {detail}. Albero genealogico: {rel} affetto da {cond}; nonna {died}. {plan}

Constatazione: {pt}, {age}, {died}. Familiari avvisati: {rel}, {tel}. {sign}

Follow-up oncologico. {cond} nel {year}, operata a {town}. Ultima TC {month}: {img} Marcatori: {lab} {plan}

Controllo diabetologico {month}. {lab} {exam} {plan} Prossimo controllo {month}.

Visita nefrologica: {cond}. {lab} {lab} Avviare dialisi presso {fac}. {plan} {sign}

Piano terapeutico {drug} {dose}. Centro prescrittore {fac}, {asl}. Assistito {pt}, {cf}. Valido 12 mesi. {doc}

Gentile collega, La ringrazio per l'invio del Vostro comune paziente. {hist} {exam} {eponym}. {img} {plan}

Nota: paziente già noto come {half}. {hist} {plan} Vedi {url}.
"""
