"""Every corpus there is, listed by hand: adding one is one folder and one line here."""

from __future__ import annotations

import difflib

from datasets_builders.corpora.casimedicos_arg_it import SPEC as CASIMEDICOS_ARG_IT
from datasets_builders.corpora.cpt_it import SPEC as CPT_IT
from datasets_builders.corpora.e3c_it import SPEC as E3C_IT
from datasets_builders.corpora.emergency_example_it import SPEC as EMERGENCY_EXAMPLE_IT
from datasets_builders.errors import UserError
from datasets_builders.spec import CorpusSpec

__all__ = ["CORPORA", "get_corpus"]

CORPORA: tuple[CorpusSpec, ...] = (
    E3C_IT,
    CASIMEDICOS_ARG_IT,
    EMERGENCY_EXAMPLE_IT,
    CPT_IT,
)


def get_corpus(id: str) -> CorpusSpec:
    """Return the corpus called `id`.

    Raises:
        UserError: when there is none; names the nearest.
    """
    for corpus in CORPORA:
        if corpus.id == id:
            return corpus
    near = difflib.get_close_matches(id, [corpus.id for corpus in CORPORA], n=1, cutoff=0.5)
    raise UserError(
        f"There is no corpus {id!r} in the catalogue.",
        cause=f"Did you mean {near[0]!r}?" if near else "",
        remedy="List them with: referto corpora",
    )
