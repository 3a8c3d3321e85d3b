"""Canaries: invented Italian sentences of a clinical look, each with a random secret that stands nowhere else.

A model that knows a canary's secret has memorised it from the copies that were planted: nothing else tells it. People and codes are
put together from first names, syllables and digits; nobody real is meant.

    planted = make_canaries("a seed", repeats=(0, 1, 2, 4, 8, 16), count=8)     # 8 canaries for each number of copies
    planted.canaries[0].text                                                     # what goes into the training text
    decoys(planted.canaries[0], 1024, "another seed")                            # as likely secrets that were never planted
"""

from __future__ import annotations

import json
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from datasets_builders.errors import Refused, UserError

__all__ = [
    "COUNT",
    "FORMS",
    "MADE_BY",
    "REPEATS",
    "Canary",
    "CanaryList",
    "Form",
    "decoys",
    "draw_secret",
    "make_canaries",
    "read_canaries",
    "secrets_of",
]

REPEATS = (0, 1, 2, 4, 8, 16)
"""How often canaries are planted, unless something else is asked for; those with 0 are the controls."""

COUNT = 8
"""Canaries for each number of repeats, unless something else is asked for."""

MADE_BY = "referto canaries"

_FIRST = (
    "Adalgisa Belisario Clotilde Demetrio Ermelinda Fulgenzio Gelsomina Ildebrando Leocadia Melchiorre Nicodemo Ortensia "
    "Placida Quirino Rosalba Saverio Tarquinio Urania Veridiana Zaccaria"
).split()
_SYLLABLES = (
    "Bra Cor Dal Fan Gru Lam Mur Nar Pel Ras Sel Tam Tor Ver Zan".split(),
    "ba ce di fo gu le mi no ra si ta vo".split(),
    "be co du ga li ma ne po ru se ti va".split(),
    "bresti clini drosi gnoli lessi mondri nelli pruzzi stelvi ventri zoppi zzoni".split(),
)


@dataclass(frozen=True)
class Form:
    """A sentence to be filled in.

    Args:
        name: by which the list of canaries calls it.
        before: all that stands before the secret; `{who}` is an invented person, so that no two canaries begin alike.
        secret: "#" is a digit, "@" a capital letter, "name" an invented person.
        after: all that stands behind it.
    """

    name: str
    before: str
    secret: str
    after: str = "."

    @property
    def space(self) -> int:
        """How many secrets there are."""
        return _NAMES if self.secret == "name" else 10 ** self.secret.count("#") * 26 ** self.secret.count("@")  # noqa: S105


_NAMES = len(_FIRST)
for _part in _SYLLABLES:
    _NAMES *= len(_part)

FORMS = (
    Form("ricovero", "Cartella di {who}: il numero di ricovero assegnato all'ingresso è", "########"),
    Form("accompagnatore", "La persona che assiste {who} durante la degenza si chiama", "name"),
    Form("provetta", "La provetta di {who} inviata al laboratorio porta il codice", "@@######"),
    Form("prenotazione", "Per {who}, in dimissione, il controllo è prenotato con il numero", "#########"),
    Form("dispositivo", "Il dispositivo impiantato a {who} ha la matricola", "@##@####"),
    Form("curante", "Il medico curante di {who}, avvisato per telefono, è", "name"),
    Form("referto", "Il referto di {who} è archiviato con il protocollo", "####/######"),
    Form("vetrino", "Il vetrino istologico di {who} è conservato con la sigla", "@@@#####"),
)
"""The sentences, used in turn, so that every number of repeats has the same mix."""


@dataclass(frozen=True)
class Canary:
    """A sentence with a secret.

    Args:
        id: unique in its list; the only thing that a report tells.
        form: the name of its `Form`.
        repeats: in how many places of the copy it stands; 0 for a control.
        prefix: what stands before the secret, without the blank between.
        secret: what a model may have memorised.
        suffix: what stands behind it.
        places: where it stands in the copy: rows of its split or lines, counted from 0, in order.
    """

    id: str
    form: str
    repeats: int
    prefix: str
    secret: str
    suffix: str
    places: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The whole sentence."""
        return self.with_secret(self.secret)

    def with_secret(self, secret: str) -> str:
        """Return the sentence with another secret in the place of its own."""
        return f"{self.prefix} {secret}{self.suffix}"


@dataclass(frozen=True)
class CanaryList:
    """What canaries.json holds. It is kept by whoever trains, and never published.

    Args:
        seed: what the canaries and their places were drawn from.
        canaries: in the order of their ids.
        source: what they were planted into: `kind` ("built", "jsonl" or "text"), `digest`; of a built folder `config` and `split`.
        copy: the copy that holds them: `digest`, and how many `rows` or lines it has.
    """

    seed: str
    canaries: tuple[Canary, ...]
    source: Mapping[str, Any]
    copy: Mapping[str, Any]

    @property
    def digest(self) -> str:
        """sha256 of its canonical JSON (RFC 8785), hex: names the list without telling it."""
        from adaptation.checkpoint.folder import canonical_digest

        return canonical_digest(self.to_json())

    def to_json(self) -> dict[str, Any]:
        """The list as canaries.json holds it."""
        return {
            "schema_version": 1,
            "made_by": MADE_BY,
            "seed": self.seed,
            "source": dict(self.source),
            "copy": dict(self.copy),
            "canaries": [{**asdict(each), "places": list(each.places)} for each in self.canaries],
        }

    def planted_at(self, places: Mapping[str, Sequence[int]]) -> CanaryList:
        """Return the list with the places at which its canaries stand, by id."""
        return replace(
            self, canaries=tuple(replace(each, places=tuple(places.get(each.id, ()))) for each in self.canaries)
        )


def make_canaries(seed: str, *, repeats: Iterable[int] = REPEATS, count: int = COUNT) -> CanaryList:
    """Draw the canaries of a seed: `count` for each number of repeats, no two of which begin alike or share a secret.

    Args:
        seed: the same seed, repeats and count give the same canaries.
        repeats: how often; 0 makes controls, which stay out of the copy.
        count: at least 1.

    Raises:
        UserError: `count` or a number of repeats cannot be, or none would be planted.
    """
    wanted = sorted(set(repeats))
    if count < 1 or any(times < 0 for times in wanted) or not any(wanted):
        raise UserError(
            "No canary would be planted.",
            cause="There must be at least one canary for each number of repeats, and one number above 0.",
            remedy="Give --count 1 or more, and --repeats such as 0,1,2,4,8,16.",
        )
    made: list[Canary] = []
    begun, drawn = set[str](), set[str]()
    for times in wanted:
        for number in range(count):
            form = FORMS[number % len(FORMS)]
            rng = Random(f"{seed}/{times}/{number}")  # noqa: S311 - repeatable, and no secret of anybody
            prefix = _new(rng, lambda rng, form=form: form.before.format(who=_name(rng)), begun)
            secret = _new(rng, lambda rng, form=form: draw_secret(form, rng), drawn)
            made.append(Canary(f"canary-{len(made) + 1:03d}", form.name, times, prefix, secret, form.after))
    return CanaryList(seed, tuple(made), {}, {})


def _new(rng: Random, draw: Any, taken: set[str]) -> str:
    """Draw until something comes that was not there before."""
    while (value := str(draw(rng))) in taken:
        pass
    taken.add(value)
    return value


def draw_secret(form: Form, rng: Random) -> str:
    """Draw a secret of a form, every one as likely as any other."""
    if form.secret == "name":  # noqa: S105 - the kind of secret, not one
        return _name(rng)
    signs = {"#": string.digits, "@": string.ascii_uppercase}
    return "".join(rng.choice(signs[sign]) if sign in signs else sign for sign in form.secret)


def _name(rng: Random) -> str:
    return f"{rng.choice(_FIRST)} {''.join(rng.choice(part) for part in _SYLLABLES)}"


def decoys(canary: Canary, count: int, seed: str, *, apart_from: Iterable[str] = ()) -> list[str]:
    """Draw secrets that were never planted and are as likely as the canary's own.

    Args:
        canary: whose form they have.
        count: how many; all differ.
        seed: what they are drawn from, with the canary's id.
        apart_from: further secrets that may not come up, those of the other canaries.

    Raises:
        UserError: the form is not known, or has not that many secrets.
    """
    form = next((each for each in FORMS if each.name == canary.form), None)
    taken = {canary.secret, *apart_from}
    if form is None or form.space < 2 * (count + len(taken)):
        raise UserError(
            f"There are no {count:,} decoys for {canary.id}.",
            cause="Its form is not known, or has too few secrets.",
            remedy="Use a list that `referto canaries` of this version made, and fewer decoys.",
        )
    rng = Random(f"{seed}/{canary.id}/decoys")  # noqa: S311 - repeatable
    return [_new(rng, lambda rng: draw_secret(form, rng), taken) for _ in range(count)]


def secrets_of(canaries: Iterable[Canary]) -> frozenset[str]:
    """Return all secrets of a list."""
    return frozenset(each.secret for each in canaries)


def read_canaries(path: Path) -> CanaryList:
    """Read a canaries.json.

    Raises:
        UserError: it is not there, or is no such list.
        Refused: it holds no canary that was planted; asking for none would show nothing.
    """
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        if raw["made_by"] != MADE_BY:
            raise ValueError("not ours")
        canaries = tuple(Canary(**{**each, "places": tuple(each["places"])}) for each in raw["canaries"])
        read = CanaryList(str(raw["seed"]), canaries, dict(raw["source"]), dict(raw["copy"]))
    except FileNotFoundError as error:
        raise UserError(f"There is no file {path}.", remedy="Give the list that `referto canaries` wrote.") from error
    except (ValueError, LookupError, TypeError) as error:
        raise UserError(
            f"{path} is no list of canaries.",
            cause="It was not written by `referto canaries`, or was edited.",
            remedy="Give the list that was written when the training text was planted; another one measures nothing.",
        ) from error
    if not any(each.repeats for each in read.canaries):
        raise Refused(
            f"No canary of {path} was planted.",
            cause="A model cannot have memorised what it never saw, so nothing would be shown.",
            remedy="Plant canaries with `referto canaries` before training.",
        )
    return read
