"""Which licence a model may be published under: the strictest of its base and of what it was trained on, or a refusal that names both.

- `decide(base, datasets)`: the `Decision`, with the duties that come with it.
- Refused are a licence that nobody has read, one that lets nothing derived from it be shared, two that cannot be kept at once,
  and a wish for a wider licence than the sources allow.

Pure: nothing is read from disk. This is a rule of a house, not legal advice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adaptation.lineage.licences import Terms, known_licences, terms_of
from datasets_builders.errors import Refused
from datasets_builders.spec import CorpusSpec, Republish
from validation.findings import Code, Finding, Severity

__all__ = [
    "CODES",
    "Decision",
    "Duty",
    "LicenceConflict",
    "LicenceRefused",
    "LicenceTooWide",
    "LicenceUnknown",
    "LicensedSource",
    "NoDerivatives",
    "decide",
    "name_fits",
    "source_of_corpus",
]

UNKNOWN = Code(
    "LINE06",
    "source-licence-unknown",
    Severity.ERROR,
    cause="The base model or a training dataset has no licence, or one whose terms nobody here has read.",
    remedy="Find out the licence; read it, and add its terms to adaptation/lineage/licences.py. Nothing is taken for permission.",
)
NO_DERIVATIVES = Code(
    "LINE07",
    "source-forbids-derivatives",
    Severity.ERROR,
    cause="The licence of a source lets nobody share adapted material, and weights are taken for such.",
    remedy="Leave the source out, or get a written permission of the rights holder and state it as `permission`.",
)
CONFLICT = Code(
    "LINE08",
    "source-licences-conflict",
    Severity.ERROR,
    cause="Two sources make demands that no licence of the model can meet together.",
    remedy="Leave one of the two out.",
)
TOO_WIDE = Code(
    "LINE09",
    "wished-licence-too-wide",
    Severity.ERROR,
    cause="The licence that was asked for allows more than a source does, or drops its terms.",
    remedy="Publish under the licence that was computed, or a stricter one.",
)
CODES = (UNKNOWN, NO_DERIVATIVES, CONFLICT, TOO_WIDE)


class LicenceRefused(Refused):
    """No licence can be given; `finding` says the same as a report does."""

    code = CONFLICT

    @property
    def finding(self) -> Finding:
        """The refusal as a finding."""
        return self.code.at(column="run.json", hint=self.fact)


class LicenceUnknown(LicenceRefused):
    """A source's licence is not known."""

    code = UNKNOWN


class NoDerivatives(LicenceRefused):
    """A source lets nothing derived from it be shared."""

    code = NO_DERIVATIVES


class LicenceConflict(LicenceRefused):
    """Two sources cannot be kept together; both are named."""

    code = CONFLICT


class LicenceTooWide(LicenceRefused):
    """What was asked for allows more than the sources do."""

    code = TOO_WIDE


@dataclass(frozen=True)
class LicensedSource:
    """Something a model is made from.

    Args:
        id: the Hub id, or how a person calls it; it is named in refusals and in the card.
        licences: all licences in it; a corpus may hold rows of several. Empty means that none is known.
        base: whether it is the base model, whose licence decides between equally strict ones.
        non_commercial: it may be used for no commerce even where its licences do not say so.
        permission: a written permission to share adapted material; lifts "no derivatives" of this source and stands in the card.
    """

    id: str
    licences: tuple[str, ...]
    base: bool = False
    non_commercial: bool = False
    permission: str = ""


@dataclass(frozen=True)
class Duty:
    """What one source obliges the publisher to, in one sentence."""

    source: str
    licence: str
    text: str


@dataclass(frozen=True)
class Decision:
    """The licence of the model, and what comes with it.

    Args:
        hub_id: of the Hub's list; "other" where two agreements stand together.
        name: how the licence is called where `hub_id` is "other".
        link: where its text stands.
        commercial: whether the model may be used commercially.
        because: the source that decided, and its licence, for the card.
        chosen: whether the publisher chose a stricter licence than the sources demand.
        files: what must lie beside the weights ("LICENSE", "NOTICE", ...).
        notices: the lines that NOTICE must hold.
        statements: what the card must show, word for word.
        name_prefixes: how the model's name must begin, with the pattern of it.
        duties: all of them, source by source.
        permissions: the written permissions that were relied on, by source.
    """

    hub_id: str
    name: str
    link: str
    commercial: bool
    because: tuple[str, str]
    chosen: bool = False
    files: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    name_prefixes: tuple[tuple[str, str], ...] = ()
    duties: tuple[Duty, ...] = ()
    permissions: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """How the licence is called: its id on the Hub, or its name where the Hub has none."""
        return self.name or self.hub_id

    @property
    def metadata(self) -> dict[str, str]:
        """The licence fields of a card's front matter."""
        named = {"license_name": self.name, "license_link": self.link} if self.hub_id == "other" else {}
        return {"license": self.hub_id, **named}


_Claim = tuple[LicensedSource, Terms]
_CHOICE = "the publisher's choice"


def decide(base: LicensedSource, datasets: Sequence[LicensedSource], *, wished: str = "") -> Decision:
    """Decide the licence of a model.

    Args:
        base: the base model.
        datasets: what it was trained on.
        wished: the licence that the publisher wants; "" for the one that follows. It may be stricter, never wider.

    Raises:
        LicenceUnknown: a source has no licence that is known here.
        NoDerivatives: a source lets no adapted material be shared.
        LicenceConflict: two sources exclude each other; names them.
        LicenceTooWide: `wished` allows more than the sources do.
    """
    claims = [claim for source in (base, *datasets) for claim in _claims(source)]
    _refuse_conflicts(claims)
    outcome = _strictest(claims)
    chosen = _narrowed(wished, outcome, claims) if wished else outcome
    return _decision(chosen, claims, (base, *datasets))


def _claims(source: LicensedSource) -> list[_Claim]:
    if not source.licences:
        raise LicenceUnknown(f"The licence of {source.id} is not stated.", cause=UNKNOWN.cause, remedy=UNKNOWN.remedy)
    found: list[_Claim] = []
    for licence in source.licences:
        terms = terms_of(licence)
        if terms is None:
            raise LicenceUnknown(
                f"The licence {licence!r} of {source.id} is not known here.",
                cause="Known are " + ", ".join(known_licences()) + ".",
                remedy=UNKNOWN.remedy,
            )
        if not terms.derivatives and not source.permission:
            raise NoDerivatives(
                f"{source.id} is under {terms.id}, which lets nobody share what is adapted from it.",
                cause=NO_DERIVATIVES.cause,
                remedy=NO_DERIVATIVES.remedy,
            )
        terms = terms if terms.derivatives else _permitted(terms)
        if all(terms.id != each.id for _, each in found):
            found.append((source, terms))
    if source.non_commercial and all(terms.commercial for _, terms in found):
        found.append((source, _known("cc-by-nc-4.0")))
    return found


def _known(licence: str) -> Terms:
    terms = terms_of(licence)
    assert terms is not None, licence  # noqa: S101 - an id that stands in this module
    return terms


def _permitted(terms: Terms) -> Terms:
    """The terms that remain when the rights holder allowed adaptation in writing: the same without "no derivatives"."""
    return _known("cc-by-4.0" if terms.commercial else "cc-by-nc-4.0")


def _refuse_conflicts(claims: Sequence[_Claim]) -> None:
    for source, terms in claims:
        if not (terms.share_alike or terms.own_agreement):
            continue
        for other, theirs in claims:
            if _excludes(terms, theirs):
                raise LicenceConflict(
                    f"{source.id} ({terms.id}) and {other.id} ({theirs.id}) cannot be kept in one model.",
                    cause=f"What is made from {source.id} must be shared under {terms.id}, "
                    f"and {theirs.id} demands what that licence does not give.",
                    remedy=CONFLICT.remedy,
                )


def _excludes(terms: Terms, theirs: Terms) -> bool:
    """Does `terms`, which must be passed on, leave no place for `theirs`?"""
    if terms.share_alike:
        return not theirs.flows_into(terms) and not terms.flows_into(theirs)
    # Two agreements may not replace each other. A licence that only takes commerce away can stand beside an agreement.
    return theirs.id != terms.id and theirs.own_agreement


def _strictest(claims: Sequence[_Claim]) -> tuple[_Claim, ...]:
    """Return the claims that the licence is made of: one, or an agreement and what is added to it."""
    ranked = sorted(
        claims,
        key=lambda claim: (claim[1].share_alike, claim[1].strictness, claim[1].version, claim[0].base, claim[1].id),
        reverse=True,
    )
    # Of equally strict licences the base's is kept: it is the one whose text goes with the weights.
    first = next((claim for claim in ranked if claim[0].base and _as_strict(claim[1], ranked[0][1])), ranked[0])
    agreement = next((claim for claim in ranked if claim[1].own_agreement), None)
    if agreement is None or agreement[1].id == first[1].id:
        return (first,)
    return (agreement, first) if agreement[1].commercial and not first[1].commercial else (agreement,)


def _as_strict(terms: Terms, most: Terms) -> bool:
    if terms.share_alike or most.share_alike:
        return terms.id == most.id
    return terms.strictness == most.strictness


def _narrowed(wished: str, outcome: tuple[_Claim, ...], claims: Sequence[_Claim]) -> tuple[_Claim, ...]:
    if wished == _name_of(outcome):
        return outcome
    terms = terms_of(wished)
    if terms is None:
        raise LicenceUnknown(f"The licence {wished!r} that was asked for is not known here.", remedy=UNKNOWN.remedy)
    if terms.id == _name_of(outcome):
        return outcome
    for source, each in claims:
        if not each.flows_into(terms):
            raise _too_wide(terms, source, each)
    source, strictest = outcome[0]
    if terms.strictness <= strictest.strictness or terms.own_agreement:
        raise _too_wide(terms, source, strictest)
    return ((LicensedSource(_CHOICE, (terms.id,)), terms),)


def _name_of(outcome: tuple[_Claim, ...]) -> str:
    return "-with-".join(terms.id for _, terms in outcome)


def _too_wide(wished: Terms, source: LicensedSource, terms: Terms) -> LicenceTooWide:
    return LicenceTooWide(
        f"A model made from {source.id} ({terms.id}) cannot be published under {wished.id}.",
        cause=TOO_WIDE.cause,
        remedy=TOO_WIDE.remedy,
    )


def _decision(chosen: tuple[_Claim, ...], claims: Sequence[_Claim], sources: Sequence[LicensedSource]) -> Decision:
    used = [terms for _, terms in claims]
    decider, decisive = chosen[-1]
    alone = chosen[0][1] if len(chosen) == 1 else None
    listed = alone is not None and alone.on_hub
    return Decision(
        hub_id=alone.id if alone is not None and listed else "other",
        name="" if listed else _name_of(chosen),
        link=alone.link if alone is not None else "LICENSE",
        commercial=all(terms.commercial for terms in (*used, decisive)),
        because=(decider.id, decisive.id),
        chosen=decider.id == _CHOICE,
        files=tuple(dict.fromkeys(name for terms in (*used, decisive) for name in terms.files)),
        notices=_unique(terms.notice for terms in used),
        statements=_unique(terms.statement for terms in used),
        name_prefixes=tuple(dict.fromkeys((each.name_prefix, each.name_pattern) for each in used if each.name_prefix)),
        duties=tuple(
            dict.fromkeys(
                Duty(source.id, terms.id, text.format(source=source.id))
                for source, terms in claims
                for text in terms.duties
            )
        ),
        permissions=tuple((source.id, source.permission) for source in sources if source.permission),
    )


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def name_fits(decision: Decision, repo: str) -> bool:
    """Tell whether the name of a repository ("namespace/name") begins as the licences of its sources demand."""
    name = repo.rpartition("/")[2]
    return all(re.match(pattern, name) for _, pattern in decision.name_prefixes)


def source_of_corpus(
    spec: CorpusSpec, corpus: Mapping[str, Any], *, id: str = "", permission: str = ""
) -> LicensedSource:
    """Return a built corpus as a source: the licences of its rows where they are told one by one, else that of the corpus.

    Args:
        spec: the corpus.
        corpus: its corpus.json.
        id: what to call it; the spec's id by default.
        permission: see `LicensedSource`.
    """
    rows = sorted(
        {
            licence
            for config in corpus.get("configs", {}).values()
            for split in config["splits"].values()
            for licence in split.get("licences", {})
        }
    )
    told = spec.licence.hub_id if spec.licence.hub_id != "other" else spec.licence.name
    # A corpus is no freer than its rows, and its rows no freer than the corpus where the corpus has a licence of its own.
    licences = rows if spec.licence.hub_id == "other" and rows else [told, *rows]
    return LicensedSource(
        id=id or spec.id,
        licences=tuple(licences),
        non_commercial=spec.republish is Republish.NON_COMMERCIAL,
        permission=permission,
    )
