"""Identifiers of persons left in the data: names, codes, numbers, addresses on the network. Tells places, never what stands there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from datasets_builders.built import Batch
from datasets_builders.errors import Refused, UserError
from validation.anonymisation.certificate import Proof
from validation.checks import Check, Facts
from validation.findings import Code, Finding, Severity
from validation.rules.examples import example, row

__all__ = ["CHECK", "CODE_OF", "PUBLICATION_COLUMNS"]

_REMEDY = "Look at the place in the source. Mask or replace it there, or accept it in the release file with the reason."

NAME = Code("ANON01", "person-name-found", Severity.ERROR, "A name stands after a title or form of address.", _REMEDY)
FISCAL_CODE = Code(
    "ANON02", "fiscal-code-found", Severity.ERROR, "A codice fiscale, whatever its check digit.", _REMEDY
)
PHONE = Code("ANON03", "phone-number-found", Severity.ERROR, "An Italian telephone number.", _REMEDY)
EMAIL = Code("ANON04", "email-address-found", Severity.ERROR, "An e-mail or PEC address.", _REMEDY)
DOCUMENT = Code(
    "ANON05",
    "identity-document-found",
    Severity.ERROR,
    "An identity card, passport or driving licence number.",
    _REMEDY,
)
PAYMENT = Code("ANON06", "payment-number-found", Severity.ERROR, "An IBAN, a payment card or a VAT number.", _REMEDY)
NETWORK = Code("ANON07", "network-address-found", Severity.ERROR, "An IP or MAC address.", _REMEDY)
URL = Code(
    "ANON08",
    "url-found",
    Severity.WARNING,
    cause="An address of a web page, which may lead to a person or only to a publisher.",
    remedy="See where it leads; mask it if to a person.",
)

CODE_OF: Mapping[str, Code] = {
    "PERSON": NAME,
    "IT_FISCAL_CODE": FISCAL_CODE,
    "PHONE_NUMBER": PHONE,
    "EMAIL_ADDRESS": EMAIL,
    "IT_IDENTITY_CARD": DOCUMENT,
    "IT_PASSPORT": DOCUMENT,
    "IT_DRIVER_LICENSE": DOCUMENT,
    "IBAN_CODE": PAYMENT,
    "CREDIT_CARD": PAYMENT,
    "IT_VAT_CODE": PAYMENT,
    "IP_ADDRESS": NETWORK,
    "MAC_ADDRESS": NETWORK,
    "URL": URL,
}
"""Which code a found entity type has; every type that the engine serves must stand here."""

PUBLICATION_COLUMNS = frozenset({"licence", "source", "url", "doi", "publication_date", "attribution"})
"""Columns about the publication a text was taken from; its authors are named there on purpose."""

_ID_COLUMNS = frozenset({"id", "document_id", "group_id"})


def _engine() -> Any:
    from validation.anonymisation.engine import default_engine

    engine = default_engine()
    try:
        engine.require(CODE_OF)
    except UserError as error:  # nobody asked for too much: the engine lacks what every examination promises
        raise Refused(
            error.fact, cause=error.cause, remedy="Install referto anew; its recognisers are incomplete."
        ) from error
    return engine


class _Identifiers:
    def __init__(self, facts: Facts) -> None:
        from validation.anonymisation.canaries import Sample

        self._engine = _engine()
        self._seed = facts.seed
        self._sample = Sample(facts.seed)

    def see(self, batch: Batch) -> Iterator[Finding]:
        ids = batch.strings("id")
        for column, index, text in _texts(batch):
            if column == "text" and self._seed:
                self._sample.add(batch.config, batch.split, batch.first + index, text)
            for hit in self._engine.scan(text):
                # An id that is itself an identifier must not be repeated in the report.
                place = (ids[index] if ids and column not in _ID_COLUMNS else None) or f"#{batch.first + index}"
                yield CODE_OF[hit.entity].at(
                    config=batch.config,
                    split=batch.split,
                    row=place,
                    column=column,
                    start=hit.start,
                    end=hit.end,
                    hint=f"{hit.entity} by {hit.recogniser}, score {hit.score:.2f}",
                )

    def conclude(self) -> tuple[Finding, ...]:
        return ()

    def prove(self) -> Proof | None:
        """Let the engine that saw these rows look for canaries in copies of some of them."""
        from validation.anonymisation.canaries import prove

        return prove(self._engine, self._sample.texts, self._seed) if self._seed else None


def _texts(batch: Batch) -> Iterator[tuple[str, int, str]]:
    """Give every text of a batch with its column and the row's index; nested ones as "options[2].text"."""
    for field in batch.table.schema:
        if field.name in PUBLICATION_COLUMNS or field.name == "entities":
            continue  # an entity's text is a slice of the row's text
        if pa.types.is_string(field.type) or pa.types.is_large_string(field.type):
            for index, text in enumerate(batch.strings(field.name)):
                if text:
                    yield field.name, index, text
        else:  # whatever holds text further in: lists of any kind, structs, maps, dictionary-encoded strings
            for index, row_values in enumerate(batch.table.column(field.name).to_pylist()):
                for path, text in _nested(row_values, field.name):
                    yield path, index, text


def _nested(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, (list, tuple)):  # a map's entries are tuples
        for number, item in enumerate(value):
            yield from _nested(item, f"{path}[{number}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _nested(item, f"{path}.{key}")


def _note(text: str) -> Any:
    return example(row(text=text, entities=[]))


CHECK = Check(
    name="identifiers",
    title="No name after a title, no Italian code or document number, no phone, e-mail, payment or network address is left.",
    codes=(NAME, FISCAL_CODE, PHONE, EMAIL, DOCUMENT, PAYMENT, NETWORK, URL),
    start=_Identifiers,
    accepts=_note(
        "Donna di 54 anni, nota sig.ra ipertesa, EO: Murphy negativo, PA 130/80, FC 88, SpO2 97%. Morbo di Parkinson."
    ),
    rejects={
        "ANON01": _note("La signora Ersilia Montefalchi riferisce dispnea."),
        "ANON02": _note("CF MNTRSL48C52H501A, dispnea da ieri."),
        "ANON03": _note("Contattare il figlio al cell. 347 555 0147."),
        "ANON04": _note("Referto da inviare a ersilia.montefalchi@example.org come da richiesta."),
        "ANON05": _note("Documento: carta d'identità AA1234567, valida."),
        "ANON06": _note("Rimborso su IBAN IT60X0542811101000000123456 come da modulo."),
        "ANON07": _note("Accesso registrato dalla postazione 10.24.3.118 alle 8."),
        "ANON08": _note("Si veda https://www.example.org/caso/12 per le immagini."),
    },
    entities=lambda: tuple(_engine().entities),
)
