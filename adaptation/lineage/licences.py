"""What the licences of base models and corpora demand of a model made from them: `Terms`, looked up by the Hub's id.

Only licences that were read stand here; any other is unknown, and what is unknown is never taken for permission. Weights are taken for
adapted material of the data they were trained on. Whether the law sees it so is open; this is the reading that cannot do harm.

Sources: the Llama 3, 3.1, 3.2, 3.3 and 4 Community License Agreements, section 1.b; the Gemma Terms of Use, section 3; the legal
codes of Creative Commons 3.0 and 4.0; Apache License 2.0, section 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Terms", "known_licences", "terms_of"]


@dataclass(frozen=True)
class Terms:
    """What one licence demands.

    Args:
        id: the id of the Hub's licence list, or a name of this project where the Hub has none ("research-only").
        strictness: 0 asks nothing, 1 a notice, 2 attribution and more, 3 its own agreement, 4 no commerce, 5 research only.
        link: where its text stands.
        commercial: whether commercial use is allowed.
        derivatives: whether adapted material may be shared at all.
        share_alike: adapted material must be shared under this licence, or a later version of it.
        own_agreement: what is derived stays under this very agreement, whatever is added to it.
        on_hub: whether the Hub's list has the id.
        files: what must lie beside the weights.
        notice: the line that the file NOTICE must hold.
        mark: a pattern of what stands in the text of this licence and of no other; "" where nothing is known of the text.
        statement: what the card must show, word for word.
        name_prefix: how the model's name must begin, as it is told to a person.
        name_pattern: the same as a pattern of the repository's name.
        duties: the further duties, one sentence each.
    """

    id: str
    strictness: int
    link: str
    commercial: bool = True
    derivatives: bool = True
    share_alike: bool = False
    own_agreement: bool = False
    on_hub: bool = True
    files: tuple[str, ...] = ()
    mark: str = ""
    notice: str = ""
    statement: str = ""
    name_prefix: str = ""
    name_pattern: str = ""
    duties: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The id without its version: "cc-by-sa" for "cc-by-sa-4.0"."""
        return re.sub(r"-\d+(\.\d+)?$", "", self.id)

    @property
    def version(self) -> tuple[int, ...]:
        """The version at the end of the id, to be compared; () where there is none."""
        match = re.search(r"-(\d+(?:\.\d+)?)$", self.id)
        return tuple(int(part) for part in match[1].split(".")) if match else ()

    def flows_into(self, target: Terms) -> bool:
        """Tell whether material under these terms may become part of a work that is shared under `target` alone."""
        if self.id == target.id:
            return True
        if self.own_agreement or not self.derivatives:
            return False
        if self.share_alike:
            return target.family == self.family and target.version >= self.version
        return target.strictness >= self.strictness  # from 4 on no licence allows commerce


_ATTRIBUTION = "Name the authors of {source}, link its licence, and say that it was changed."
_NOTICES = "Keep the licence text and the copyright notices of {source}."


def _llama(version: str, folder: str, *, statement: str, name: str, prefix: str, pattern: str) -> Terms:
    return Terms(
        id=f"llama{version}",
        strictness=3,
        link=f"https://www.llama.com/{folder}/license/",
        own_agreement=True,
        files=("LICENSE", "NOTICE", "USE_POLICY.md"),
        mark=rf"(?i)\b{re.escape(name)}\s+community\s+license\s+agreement",
        notice=f"{name} is licensed under the {name} Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.",
        statement=statement,
        name_prefix=prefix,
        name_pattern=pattern,
        duties=(
            "Pass on a copy of the agreement with the weights.",
            f"Keep to the Acceptable Use Policy, https://www.llama.com/{folder}/use-policy/.",
            "Whoever had more than 700 million monthly active users when the base was released needs a licence from Meta.",
        ),
    )


_ANY_LLAMA = {"statement": "Built with Llama", "prefix": "Llama", "pattern": r"(?i)llama(?![a-z])"}


_ON_HUB = {
    "by": ("2.0", "2.5", "3.0", "4.0"),
    "by-nc": ("2.0", "3.0", "4.0"),
    "by-sa": ("3.0", "4.0"),
    "by-nd": ("4.0",),
    "by-nc-sa": ("2.0", "3.0", "4.0"),
    "by-nc-nd": ("3.0", "4.0"),
}
"""Which versions of Creative Commons the Hub's list has."""


def _creative_commons() -> Iterator[Terms]:
    for kind in _ON_HUB:
        parts = kind.split("-")
        free = "nc" not in parts
        for version in ("2.0", "2.5", "3.0", "4.0"):
            yield Terms(
                id=f"cc-{kind}-{version}",
                strictness=2 if free else 4,
                link=f"https://creativecommons.org/licenses/{kind}/{version}/",
                commercial=free,
                derivatives="nd" not in parts,
                on_hub=version in _ON_HUB[kind],
                share_alike="sa" in parts,
                duties=(
                    _ATTRIBUTION,
                    *(() if free else ("Do not use it for commercial advantage or monetary compensation.",)),
                ),
            )


_TERMS: tuple[Terms, ...] = (
    Terms("cc0-1.0", 0, "https://creativecommons.org/publicdomain/zero/1.0/"),
    Terms("unlicense", 0, "https://unlicense.org/"),
    Terms("pddl", 0, "https://opendatacommons.org/licenses/pddl/1-0/"),
    Terms("mit", 1, "https://opensource.org/license/mit", duties=(_NOTICES,)),
    Terms("isc", 1, "https://opensource.org/license/isc-license-txt", duties=(_NOTICES,)),
    Terms("bsd-2-clause", 1, "https://opensource.org/license/bsd-2-clause", duties=(_NOTICES,)),
    Terms("bsd-3-clause", 1, "https://opensource.org/license/bsd-3-clause", duties=(_NOTICES,)),
    Terms("odc-by", 2, "https://opendatacommons.org/licenses/by/1-0/", duties=(_ATTRIBUTION,)),
    Terms("cdla-permissive-2.0", 1, "https://cdla.dev/permissive-2-0/", duties=(_NOTICES,)),
    Terms(
        "apache-2.0",
        2,
        "https://www.apache.org/licenses/LICENSE-2.0",
        files=("LICENSE",),
        mark=r"Apache License\s+Version 2\.0, January 2004",
        duties=(_NOTICES, "Say which files were changed; pass on the NOTICE of {source} where it has one."),
    ),
    *_creative_commons(),
    _llama(
        "3",
        "llama3",
        name="Meta Llama 3",
        statement="Built with Meta Llama 3",
        prefix="Llama 3",
        pattern=r"(?i)llama[ _-]3(?!\d)",
    ),
    _llama("3.1", "llama3_1", name="Llama 3.1", **_ANY_LLAMA),
    _llama("3.2", "llama3_2", name="Llama 3.2", **_ANY_LLAMA),
    _llama("3.3", "llama3_3", name="Llama 3.3", **_ANY_LLAMA),
    _llama("4", "llama4", name="Llama 4", **_ANY_LLAMA),
    Terms(
        id="gemma",
        strictness=3,
        link="https://ai.google.dev/gemma/terms",
        own_agreement=True,
        files=("LICENSE", "NOTICE"),
        mark=r"(?i)\bgemma\s+terms\s+of\s+use",
        notice="Gemma is provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms",
        statement="Gemma is provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms",
        duties=(
            "Pass on a copy of the terms with the weights, and say in changed files that they were changed.",
            "Bind whoever receives the model to the use restrictions of section 3.2, "
            "https://ai.google.dev/gemma/prohibited_use_policy.",
        ),
    ),
    Terms(
        id="research-only",
        strictness=5,
        link="LICENSE",
        commercial=False,
        own_agreement=True,
        on_hub=False,
        files=("LICENSE",),
        duties=("Use it for research only, under the agreement of {source}.",),
    ),
)

_BY_ID = {terms.id: terms for terms in _TERMS}
# As corpora write them in a row's `licence`. Creative Commons without a version lets adapted material be shared under 4.0.
_ALIASES = {
    **{f"cc-{kind}": f"cc-{kind}-4.0" for kind in _ON_HUB},
    "cc-by-nc-version-not-stated": "cc-by-nc-4.0",
    "cc0": "cc0-1.0",
    "apache 2.0": "apache-2.0",
    "bsd": "bsd-3-clause",
    "research only": "research-only",
}


def terms_of(licence: str) -> Terms | None:
    """Return the terms of a licence by the Hub's id or as corpora write it ("CC-BY-NC"); None where nobody here has read it."""
    name = " ".join(licence.lower().split())
    return _BY_ID.get(_ALIASES.get(name, name))


def known_licences() -> tuple[str, ...]:
    """Return the ids that `terms_of` knows, in alphabetical order."""
    return tuple(sorted(_BY_ID))
