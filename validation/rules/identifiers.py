"""Identifiers of persons left in the data: names, codes, numbers, addresses, dates, places. Tells where, never what stands there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from datasets_builders.built import Batch
from datasets_builders.errors import Refused, UserError
from validation.anonymisation.certificate import Proof
from validation.anonymisation.tags import SURE
from validation.checks import Check, Facts
from validation.findings import Code, Finding
from validation.rules.examples import example, row
from validation.rules.identifier_codes import CODE_OF, CODES, INDIRECT, NAME, UNEXPLAINED_NUMBER, UNKNOWN_WORD
from validation.texts import texts_of

if TYPE_CHECKING:
    from validation.anonymisation.engine import Hit, IdentifierEngine

__all__ = ["CHECK"]

_ID_COLUMNS = frozenset({"id", "document_id", "group_id"})
TOGETHER = 512
"""Texts that are scanned together."""


def _engine() -> IdentifierEngine:
    from validation.anonymisation.engine import default_engine

    engine = default_engine()
    try:
        engine.require(CODE_OF)
    except UserError as error:  # nobody asked for too much: the engine lacks what every examination promises
        raise Refused(
            error.fact, cause=error.cause, remedy="Install referto anew; its recognisers are incomplete."
        ) from error
    return engine


@lru_cache(maxsize=2)
def _knowing(engine: IdentifierEngine, words: frozenset[str]) -> IdentifierEngine:
    """Tell an engine the words of a corpus, once for all the parts of it that this process examines."""
    return engine.knowing(words)


class _Identifiers:
    def __init__(self, facts: Facts) -> None:
        from validation.anonymisation.canaries import Sample

        engine = facts.engine or _engine()
        self._engine = _knowing(engine, facts.words) if facts.words else engine
        self._seed = facts.seed
        self._sample = Sample(facts.seed)
        self._counted: Counter[tuple[Code, str, str, str]] = Counter()
        self._rows: Counter[tuple[Code, str, str, str]] = Counter()

    def see(self, batch: Batch) -> Iterator[Finding]:
        found = list(texts_of(batch))
        if self._seed:
            for column, index, text in found:
                if column == "text":
                    self._sample.add(batch.config, batch.split, batch.first + index, text)
        for begin in range(0, len(found), TOGETHER):
            some = found[begin : begin + TOGETHER]
            for (column, index, _), hits in zip(some, self._engine.scan_many([text for *_, text in some]), strict=True):
                if hits:
                    yield from self._told(batch, column, index, hits)

    def _told(self, batch: Batch, column: str, index: int, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Tell the direct identifiers of a text one by one, and count the others."""
        ids = batch.strings("id")
        # An id that is itself an identifier must not be repeated in the report.
        place = (ids[index] if ids and column not in _ID_COLUMNS else None) or f"#{batch.first + index}"
        seen: set[tuple[Code, str, str, str]] = set()
        for hit in hits:
            if column in _ID_COLUMNS and hit.score < SURE:
                continue
            code = _code_of(hit)
            if code in INDIRECT:
                key = (code, batch.config, batch.split, column.partition("[")[0].partition(".")[0])
                self._counted[key] += 1
                self._rows[key] += key not in seen
                seen.add(key)
                continue
            yield code.at(
                config=batch.config,
                split=batch.split,
                row=place,
                column=column,
                start=hit.start,
                end=hit.end,
                hint=f"{hit.entity} by {hit.recogniser}, score {hit.score:.2f}",
            )

    def merge(self, other: _Identifiers) -> None:
        self._sample = self._sample.merge(other._sample)
        self._counted.update(other._counted)
        self._rows.update(other._rows)

    def conclude(self) -> Iterator[Finding]:
        for key in sorted(self._counted, key=lambda key: (key[0].id, *key[1:])):
            code, config, split, column = key
            hint = f"{self._counted[key]:,} in {self._rows[key]:,} texts"
            yield code.at(config=config, split=split, column=column, hint=hint)

    def prove(self) -> Proof | None:
        """Let the engine that saw these rows look for canaries in copies of some of them."""
        from validation.anonymisation.canaries import prove

        return prove(self._engine, self._sample.texts, self._seed) if self._seed else None


def _code_of(hit: Hit) -> Code:
    if hit.recogniser == "unexplained-number":
        return UNEXPLAINED_NUMBER
    code = CODE_OF[hit.entity]
    return UNKNOWN_WORD if code is NAME and hit.score < SURE else code


def _note(text: str) -> Any:
    return example(row(text=text, entities=[]))


CHECK = Check(
    name="identifiers",
    title="No name, number, code, address or date of a person is left, and what may lead to one is counted.",
    codes=CODES,
    start=_Identifiers,
    reads_words=True,
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
        "ANON09": _note("Cartella clinica n. 2023/004512, dispnea da ieri."),
        "ANON10": _note("Risiede in via delle Ginestre 14, dispnea da ieri."),
        "ANON11": _note("Investito da auto targata AB123CD, dispnea da ieri."),
        "ANON12": _note("Nata il 12/03/1948, dispnea da ieri."),
        "ANON13": _note("Donna di 94 anni, dispnea da ieri."),
        "ANON14": _note("Residente a Legnago, dispnea da ieri."),
        "ANON15": _note("Trasferita dall'Ospedale San Gaudenzio, dispnea da ieri."),
        "ANON16": _note("Dimessa il 12 marzo 2021, dispnea da ieri."),
        "ANON17": _note("Paziente di origine nigeriana, dispnea da ieri."),
        "ANON18": _note("Riferisce dispnea da ieri, avvisato [PAZIENTE] al telefono."),
        "ANON20": _note("Riferisce dispnea (AP-23-004512) da ieri."),
        "ANON19": _note("Assume Zarvipran da ieri, con dispnea."),
    },
    entities=lambda: tuple(_engine().entities),
)
