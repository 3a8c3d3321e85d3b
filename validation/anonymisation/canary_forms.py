"""The forms of canaries: how Italian clinical notes write each kind of identifier, at least thirty ways a kind.

    Accompagnata dalla figlia ‹{Nome}›.

What stands between ‹ and › is planted and must be found, the rest only stands around it. Fields in braces are drawn anew in
every run (see `canary_values`). A form that begins with ^ is a line at the head of a note, with $ a line at its end; any other
may stand at the head, at the end, and between two sentences, and is planted at all three.

Forms are told by number: they are only ever added at the end of their kind, so that a number keeps its meaning. A form holds
no value, so naming one in a report says nothing about anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["ANYWHERE", "END", "FORMS", "KNOWN_MISSED_FORMS", "START", "Form"]

START, END, ANYWHERE = "start", "end", "anywhere"


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which an identifier is written.

    Args:
        number: its number among the forms of its entity, from 1.
        before: the template of what stands before the value.
        value: the template of what must be found.
        after: the template of what stands after it.
        where: `START`, `END` or `ANYWHERE` in the note.
    """

    number: int
    before: str
    value: str
    after: str
    where: str

    @property
    def is_line(self) -> bool:
        """Whether it stands in a line of its own."""
        return self.where != ANYWHERE


def _written(text: str) -> list[str]:
    """Take one form a line, or several with " | " between them."""
    return [form.strip() for line in text.strip().splitlines() for form in line.split(" | ")]


def _each(leads: str, values: str, after: str = ".") -> list[str]:
    """Write every value of `values` behind every lead of `leads`, both with "|" between them."""
    return [f"{lead}‹{value}›{after}" for lead in leads.split("|") for value in values.split("|")]


def _forms(lines: list[str]) -> tuple[Form, ...]:
    places = {"^": START, "$": END}
    forms = []
    for number, line in enumerate(lines, start=1):
        where = places.get(line[0], ANYWHERE)
        before, _, rest = line.removeprefix("^").removeprefix("$").replace("\\n", "\n").partition("‹")
        value, _, after = rest.partition("›")
        forms.append(Form(number, before, value, after, where))
    return tuple(forms)


_PERSON = """
Sig.ra ‹{Nome} {Cognome}›, vigile e collaborante. | La sig.ra ‹{Cognome}› riferisce dolore.
Si visita il sig. ‹{Cognome} {Nome}›. | Colloquio con la sig.ra ‹{COGNOME} {NOME}›. | La signora ‹{cognome}› nega febbre.
^‹{COGNOME} {Nome}› | ^Paziente: ‹{COGNOME} {NOME}› | ^Paziente: ‹{Cognome} {Nome}› | ^Cognome e nome: ‹{COGNOME} {NOME}›
^Nome: ‹{Nome}› | ^Pz. ‹{Cognome} {Nome}›, M, 54 anni | ^‹{Cognome} {Nome}›, nata il 12/03/1961
Accompagnata dalla figlia ‹{Nome}›. | Il figlio ‹{Nome} {Cognome}› riferisce calo ponderale.
In presenza della moglie ‹{Nome}›. | La badante ‹{Nome}› riferisce caduta. | Caregiver: ‹{Nome} {Cognome}›.
Contattata la sorella (‹{Nome}›). | Presente il marito, sig. ‹{Cognome}›. | La piccola ‹{Nome}› piange.
Vive con la nipote ‹{NOME}›. | Il nonno ‹{Nome}› è iperteso. | La mamma ‹{Nome}› è presente. | La zia ‹{Nome}› ha il diabete.
Riferito dal genero ‹{Nome}›. | Allertata la vicina di casa ‹{Nome} {Cognome}›. | La convivente ‹{Nome}› conferma.
$Dott. ‹{Nome} {Cognome}› | $Dott.ssa ‹{N}. {Cognome}› | $Dr. ‹{COGNOME}› | $dr.ssa ‹{Cognome} {Nome}›
$Prof. ‹{Nome} {Cognome}› | $Firmato: ‹{Cognome} {Nome}› | $F.to dott. ‹{COGNOME} {NOME}›
$Il medico di guardia\\n‹{Nome} {Cognome}› | $Il Medico: ‹{Cognome}› | $Medico refertante: ‹{COGNOME} {N}.›
Visto con il collega ‹{Cognome}›. | Discusso il caso con il dott. ‹{Cognome}›. | Inf. ‹{Cognome}›: eseguito prelievo.
Medico curante: ‹{Cognome} {Nome}›. | MMG dr ‹{Cognome}›. | Medico di base dott.ssa ‹{Cognome}›.
Consulenza cardiologica (dr. ‹{Cognome}›). | Sentito il prof. ‹D'{Cognome}›. | Sig. ‹D' {Cognome}›, allettato.
Sig. ‹De {Cognome} {Nome}›, vigile. | Sig.ra ‹{Cognome}-{Cognome}›, vigile. | Sig.ra ‹{N}. {Cognome}›, lucida.
Il paziente ‹{N}.{C}.› nega allergie. | Sig. ‹{N}. {C}.›, stabile. | Pz. ‹{C}.{N}.›, noto al servizio.
Referente: ‹{Nome} {Cognome}›. | Amministratore di sostegno: ‹{Nome} {Cognome}›. | Anestesista: ‹{Cognome}›.
Chirurgo: dr. ‹{Cognome} {N}.›; esito regolare. | Il paziente ‹{Nome} {Cognome}› è stato dimesso.
Si contatta il sig. ‹{cognome} {nome}›. | Dott. ‹{Cognome}/{Cognome}›. | SIG.RA ‹{NOME} {COGNOME}› IN ATTESA.
"""

_FACILITY = _written(
    """
Trasferita dall'Ospedale ‹{Struttura}›. | Ricoverato presso l'ospedale ‹{Struttura}›. | Proviene dall'Osp. ‹{Struttura}›.
Inviato dal Policlinico ‹{Struttura}›. | Seguita al Policlinico ‹{Struttura}›. | Dimesso dalla Clinica ‹{Struttura}›.
Ospite della RSA ‹{Struttura}›. | Proviene da RSA ‹{Struttura}›. | Ospite della Casa di Riposo ‹{Struttura}›.
Ricovero in Casa di Cura ‹{Struttura}›. | Operato alla casa di cura ‹{Struttura}›. | Ospite della R.S.A. ‹{Struttura}›.
Trasferito dall'Ospedale di ‹{Comune}›. | Inviata dal PS di ‹{Comune}›. | Inviato dal Pronto Soccorso di ‹{Comune}›.
In carico all'ASL di ‹{Comune}›. | Seguito dall'ASL ‹{Comune}›. | In carico alla ASST ‹{Comune}›. | Segue presso AOU ‹{Comune}›.
Visita all'Ospedale Civile di ‹{Comune}›. | Visitato al P.O. ‹{Struttura}›. | Seguita all'Istituto ‹{Struttura}›.
Ricoverata presso OSPEDALE ‹{STRUTTURA}›. | Rientra in hospice ‹{Struttura}›. | Visita al poliambulatorio ‹{Struttura}›.
Seguito dal CSM di ‹{Comune}›. | Seguito dal SerD di ‹{Comune}›. | In carico all'AUSL di ‹{Comune}›.
^Azienda Ospedaliera ‹{Struttura}› | ^Ospedale ‹{Struttura}› | ^ASL ‹{Comune}› | ^Presidio Ospedaliero ‹{Struttura}›
Esami eseguiti presso il laboratorio ‹{Struttura}›. | Centro trapianti dell'ospedale ‹{Struttura}›.
"""
)

_LOCATION = _written(
    """
Residente a ‹{Comune}›. | Vive a ‹{Comune}› con la moglie. | Nato a ‹{Comune}› (RM). | Proviene da ‹{Comune}›.
Domiciliata a ‹{Comune}› ({prov}). | Abita a ‹{Comune}›. | Residente in ‹{Comune}›, pensionato. | Originario di ‹{Comune}›.
Trasferito da ‹{Comune}›. | CAP ‹#####›. | ‹00### {Comune}›, residenza. | ‹2#### {Comune}› (MI). | Comune di ‹{Comune}›.
Residente nel comune di ‹{Comune}›. | In vacanza a ‹{Comune}›. | Lavora a ‹{Comune}› in un bar. | Caduta in casa a ‹{Comune}›.
Residente a ‹{COMUNE}›. | Luogo di nascita: ‹{Comune}›. | Nata a ‹{COMUNE}› il 12/03/1961. | Residenza: ‹{Comune}›.
Domicilio: ‹{Comune}›. | È tornato da ‹{Comune}› ieri. | Si è trasferita a ‹{Comune}› nel 2019. | Nato a ‹{Comune}›.
Residente a ‹{Comune}› in via Verdi 3. | Nativa di ‹{Comune}›. | Vive da solo a ‹{Comune}›. | nata a ‹{comune}›.
Incidente stradale nei pressi di ‹{Comune}›. | Viene da ‹{Comune}› per controllo. | Frazione di ‹{Comune}›.
Residente in provincia di ‹{Comune}›. | Soccorso a ‹{Comune}› dal 118. | $‹{Comune}›, 12/03/2024 | $‹{Comune}›, lì 12 marzo 2024
"""
)

_ADDRESS_VALUES = "via {Via} #|Via {Via}, 1#|viale {Via} n. 2#|p.zza {Via} #|c.so {Via} 1##|v.le {Via} 4/A|VIA {VIA} 3#"
_DATES = "{date:%d/%m/%Y}|{date:%d.%m.%y}|{date:%d-%m-%Y}|{date:%d/%m/%y}|{date:words}|{date:%Y-%m-%d}"
_BIRTHS = "{birth:%d/%m/%Y}|{birth:%d.%m.%Y}|{birth:words}|{birth:%d/%m/%y}|{birth:%d-%m-%Y}"
_DEATHS = "{date:%d/%m/%Y}|{date:words}|{date:%d.%m.%y}|{date:%d/%m/%y}|{date:%d-%m-%Y}"
_DOCUMENT = "carta d'identità |Carta di identità n. |C.I. |CIE n. |documento di riconoscimento: |Documento d'identità "
_PHONE_VALUES = (
    "347 #######|333#######|+39 338 ### ####|0039 349 #######|06 5#######|051/3#####|(02) 4#######|0541-7#####"
    "|328.###.####|320/#######"
)
_MAILS = (
    "{n.mail}.{c.mail}@gmail.com|{n.mail}{c.mail}##@libero.it|{c.mail}.{n.mail}@pec.example.it|{c.mail}_{n.mail}@asl.example.it"
    "|info.{c.mail}@posta.example.org"
)
_LEFT = "[PAZIENTE]|XXXXX|[OMISSIS]|<NAME>|[**Nome**]|_____"

_LINES: Mapping[str, list[str]] = {
    "PERSON": _written(_PERSON),
    "IT_FISCAL_CODE": [
        *_each(
            "CF |C.F. |Codice fiscale: |cod. fisc. |Paziente con CF: |Cod. fiscale ",
            "{cf}|{cf.small}|{cf:omocode}|{cf:wrong}|{cf:spaced}|{cf:foreign}",
        ),
        "Ricevuta intestata a ‹{cf}›.",
        "^‹{cf}›",
        "CF parziale ‹{cf:half}›.",
    ],
    "IT_HEALTH_CARD": _each(
        "TEAM |TEAM n. |Tessera sanitaria |tessera sanitaria n. |N. tessera TEAM: |Tessera europea ",
        "{team}|{team:5}|{team:4}|{team:wrong}|{team:-5}",
    ),
    "IT_STP_CODE": [
        *_each(
            "Codice |In possesso di |Tesserino |Cod. regionale |Iscritto con codice ",
            "STP120#######000|ENI120#######000",
        ),
        *_each(
            "codice STP |STP: |Codice ENI |ENI n. |tesserino STP ",
            "120#######000|030 ### ####000|090###0000###|1200000######",
        ),
    ],
    "IT_PRESCRIPTION": _each(
        "NRE |NRE: |ricetta elettronica |Ricetta n. |impegnativa n. |Numero ricetta elettronica ",
        "1200A4#########|0300A##########|1200A 4#########|1200a##########|0800A4#########",
    ),
    "RECORD_NUMBER": _each(
        "cartella clinica n. |N. cartella |nosologico |N. nosologico: |SDO n. |verbale di PS n. |n. accettazione "
        "|Referto n. |prot. n. ",
        "2023/0#####|2024######|##4###/23|PS-2024-0####",
    ),
    "PROFESSIONAL_ID": _each(
        "OMCeO Roma n. |Iscritto all'Ordine dei Medici di Milano n. |Albo medici n. |n. iscrizione albo |OPI Torino n. "
        "|OMCeO n. |Iscr. Ordine Medici Napoli n. |Codice regionale medico |Ordine dei Medici di Bari al n. |cod. medico ",
        "#####|2####|1####5",
    ),
    "PHONE_NUMBER": _each("cell. |tel. |Telefono: |contattare il figlio al |recapito |fax ", _PHONE_VALUES),
    "EMAIL_ADDRESS": [
        *_each("e-mail |mail: |scrivere a |PEC |posta elettronica: |Referto inviato a ", _MAILS),
        "Mail ‹{c.mail}@pec.example.it›, figlia.",
    ],
    "URL": _each(
        "sito |Si veda |link |cfr. |Immagini su |Teleconsulto: ",
        "https://www.{site}.it/pazienti/####|www.{site}.it|http://{site}.org/ref?id=####|{site}.com|https://fse.{site}.it/doc/####",
        after="",
    ),
    "SOCIAL_HANDLE": _each(
        "Instagram |profilo IG: |profilo Facebook |Telegram |TikTok |contatto Twitter ",
        "@{n.mail}.{c.mail}|@{n.mail}{c.mail}##|@{c.mail}_{n.mail}|@{n.mail}_##|@{word}##",
        after="",
    ),
    "ADDRESS": [
        *_each("residente in |abita in |Domiciliata in |Indirizzo: |Residenza: ", _ADDRESS_VALUES),
        "Abita in ‹Loc. {Via} 1#›.",
        "Residente in ‹via {Nome} {Cognome} 12, scala B int. #›.",
        "Caduta in ‹via {Via}›.",
        "Domicilio: ‹piazza {Via} 3/B›.",
    ],
    "LOCATION": _LOCATION,
    "FACILITY": _FACILITY,
    "DATE_TIME": [
        *_each("In data |Visita del |Ricovero dal |Controllo il |Accesso del ", _DATES),
        *_written(
            "Operato il ‹{day}/{month}›. | Dimesso il ‹{day} {mese}›. | Intervento a ‹{mese} {year}›. | TC di ‹{mese} {year}›."
        ),
        *_written(
            "Ricoverato nel ‹{mese} '{year2}›. | RM (‹{mese3} {year}›) negativa. | Rivalutata il ‹1° {mese} {year}›."
        ),
    ],
    "DATE_OF_BIRTH": [
        *_each("nato il |Nata il |n. il |data di nascita: |Data di nascita |Nato a Roma il |nata in data ", _BIRTHS),
        *_each("Nato nel |Anno di nascita: |classe ", "{birthyear}"),
    ],
    "DATE_OF_DEATH": _each(
        "deceduto il |Deceduta in data |morto il |exitus il |Data del decesso: |decesso il |Exitus in data ", _DEATHS
    ),
    "AGE_OVER_89": [
        *_each("Donna di |Uomo di |Paziente di |Pz. di |Signora di |Assistito di |Ospite di ", "{age}", " anni."),
        *_each("Donna di |Uomo di |Paziente di |Madre di ", "{age.words}", " anni."),
        *_each("Paziente |Donna |Uomo |Pz. ", "{age}", "enne in buone condizioni."),
        *_each("Paziente |Donna |Si visita una |Uomo ", "{age.adjective}", ", lucida."),
        *_each("Paziente di |Donna di |F, |M, ", "{age}", " aa, vigile."),
        *_each("età: |Età |anni |Eta: ", "{age}", "; vive in RSA."),
        *_each("Paziente |Donna |Uomo ", "ultranovantenne", "."),
        *_each("Deceduta a |Caduto a |Operata a ", "{age}", " anni."),
        *_each("Paziente |Donna ", "ultracentenaria", "."),
    ],
    "IT_LICENSE_PLATE": _each(
        "targa |auto targata |veicolo tg. |Targa: |ambulanza targata |targa n. ",
        "{plate}|{plate: }|{plate:-}|{plate.small}|EX###§§",
    ),
    "VEHICLE_ID": _each(
        "telaio |n. telaio |numero di telaio: |VIN |VIN: |Telaio n. ",
        "{vin:ZFA}|{vin:WVW}|{vin:VF1}|{vin.small:ZAR}|{vin:WBA}",
    ),
    "IT_IDENTITY_CARD": _each(_DOCUMENT, "A§#######|§§ #######|CA#####§§|AX#######|#######§§"),
    "IT_PASSPORT": _each(
        "passaporto |Passaporto n. |passaporto italiano |n. passaporto |Passaporto: |passaporto numero ",
        "YA#######|YB#######|AA#######|ya#######|YC#######",
    ),
    "IT_DRIVER_LICENSE": _each(
        "patente |patente n. |Patente di guida |patente B n. |n. patente |licenza di guida ",
        "RM#######§|U1B######§|MI#######§|u1m######z|U1######N§",
    ),
    "IT_RESIDENCE_PERMIT": _each(
        "permesso di soggiorno |Permesso di soggiorno n. |PdS n. |carta di soggiorno n. |titolo di soggiorno |N. permesso sogg. ",
        "I########|A########|I0#######|i########|I1#######",
    ),
    "IBAN_CODE": _each(
        "IBAN |IBAN: |bonifico su |rimborso su IBAN |c/c |coordinate bancarie ",
        "{iban}|{iban:4}|{iban:DE}|{iban:printed}|{iban:-4}",
    ),
    "CREDIT_CARD": _each(
        "carta di credito |carta n. |Visa |pagamento con carta |Saldo con Mastercard |Ticket pagato con carta ",
        "{card}|{card:4}|{card:-4}|{amex}|{mastercard:4}",
    ),
    "IT_VAT_CODE": [
        *_each(
            "P.IVA |partita IVA |P. IVA: |p.iva |PIVA |Fattura a partita IVA |Partita Iva n. ",
            "{vat}|IT{vat}|{vat:4}|{vat:3}",
        ),
        *_each("P.IVA IT |part. IVA |Partita IVA: ", "{vat}"),
    ],
    "DEVICE_NUMBER": _each(
        "pacemaker s/n |Pacemaker matricola |protesi, n. di serie |S/N: |ICD matricola |numero seriale |Stent lotto |serial number ",
        "PJN######|4##7####|§§§######§|AB-12###-#",
    ),
    "IP_ADDRESS": _each(
        "IP |indirizzo IP |postazione |accesso da |host |ip: ",
        "192.168.{octet}.{octet}|10.{octet}.{octet}.{octet}|172.16.{octet}.{octet}|85.{octet}.{octet}.{octet}|{ip6}",
    ),
    "MAC_ADDRESS": _each(
        "MAC |MAC address |indirizzo MAC |mac: |scheda di rete |monitor, MAC ",
        "{mac}|{MAC}|{MAC:-}|{mac:-}|{mac.cisco:.}",
    ),
    "QUASI_IDENTIFIER": [
        *_each("Di professione |Lavora come |Professione: |Ex |È un |Pensionato, ex ", "{lavoro}"),
        *_each("Di nazionalità |Cittadina |Donna di origine |Nazionalità: |Paziente di etnia |Signora ", "{paese}"),
        *_each("Di religione |Di fede |Religione: |Famiglia ", "{fede}"),
        *_written(
            "È ‹testimone di Geova›. | Attualmente ‹detenuto›. | Giunge dal ‹carcere›. | Vive in un ‹campo nomadi›."
        ),
        *_written(
            "Ha una ‹gemella› sana. | È il secondo di due ‹gemelli›. | Nata da parto ‹trigemellare›. | Richiedente ‹asilo›."
        ),
        *_written(
            "È ‹rifugiato› politico. | Minore ‹adottato›. | È agli ‹arresti domiciliari›. | Caso finito sui ‹giornali›."
        ),
        *_written(
            "Noto ‹calciatore›. | Ex ‹sindaco di {Comune}›. | Persona ‹senza fissa dimora›. | Lavora presso ‹{Cognome} Legnami›."
        ),
        *_written(
            "Frequenta il liceo ‹{Cognome}›. | Dipendente della ‹{Cognome} Trasporti›. | È la ‹terza di sette figli›."
        ),
    ],
    "PLACEHOLDER": _each("Sig. |Nato a |Residente in |Visto dal dott. |Telefono |In data ", _LEFT, ", vigile."),
}

FORMS: Mapping[str, tuple[Form, ...]] = MappingProxyType({entity: _forms(lines) for entity, lines in _LINES.items()})
"""The forms of every entity of `tags.TAG_OF`."""

_MISSED: Mapping[str, str] = {}
KNOWN_MISSED_FORMS = frozenset((entity, int(number)) for entity, told in _MISSED.items() for number in told.split())
"""Forms, by entity and number, that the recognisers are known to miss and that are not planted; empty in a release."""
