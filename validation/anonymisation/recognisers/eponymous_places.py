r"""Cities abroad that name a classification, a scale or a mutation: "esofagite B Los Angeles", "H. pylori +, Sydney A2".

Consensus conferences take the names of the cities in which they meet, and reports leave the word "classificazione" out. Such a city
is no place where what it classifies stands beside it and no preposition leads to it.

This module never imports Presidio.
"""

from __future__ import annotations

import re

from validation.anonymisation import gazetteers

__all__ = ["is_of_a_classification"]

_CITIES = frozenset(
    """
    los angeles|sydney|vienna|parigi|paris|montreal|vancouver|glasgow|bristol|boston|toronto|chicago|amsterdam|lugano|berlino|berlin
    |atlanta|tokyo|cambridge|oxford|ottawa|rotterdam|philadelphia|filadelfia|copenhagen|copenaghen|cincinnati|pittsburgh|ginevra|gand
    |ghent|maastricht|barcellona|barcelona|edimburgo|edinburgh|norwich|baltimora|baltimore|helsinki|san francisco|minnesota|leiden
    |leida|marsiglia|kyoto|banff|dublino|stoccolma|stockholm|dallas|houston|denver|washington|memphis|seattle|lione|lyon|nancy|utrecht
    |heidelberg|monaco|oslo|lisbona|praga|budapest|delhi|new york|liverpool|manchester|nottingham|birmingham
    """.replace("\n", "")
    .replace("    ", "")
    .strip()
    .split("|")
)
_CLASSIFIED = re.compile(
    r"esofag|gastrit|pylori|displasi|metaplasi|atrofi|polip|early|ernia iatale|egds|gastroscop|colon|pulizia|preparazione|feci|stips"
    r"|alvo|crohn|ulcerosa|rcu|mici|pancreatit|colecistit|colangit|litiasi|epatocarc|hcc|bclc|trapiant|ards|linfom|hodgkin|citolog"
    r"|tiroid|agoaspirat|urinar|ovaio|pcos|anovul|caviglia|ginocchio|frattur|sincope|ictus|stroke|nihss|coma|gcs|cicatric|marfan|lynch"
    r"|cromosom|traslocaz|fattore|mutazion|sonno|insonnia|depress|epds|nefrit|iga|rigetto|biopsi|embolia|tep|tvp|motilità"
    r"|manometri|acalasia|demenza|parkinson|cefale|test|scala|scale|score|grado|stadio|classe|indice|questionario|criteri|classif"
    r"|grad(?:o|ing)|protocollo",
    re.IGNORECASE,
)
_GRADED = re.compile(r"[ \t\u00a0]?[:(]?[ \t\u00a0]?(?:[A-D][0-9]?|I{1,3}|IV|V|[0-9]{1,2})(?![A-Za-z0-9/])")
_NEAR = 45


def is_of_a_classification(text: str, start: int, end: int) -> bool:
    """Tell whether the city `text[start:end]`, in code points, names a classification: what it classifies, or a grade, is near."""
    if gazetteers.key(text[start:end]) not in _CITIES:
        return False
    return bool(_CLASSIFIED.search(text, max(0, start - _NEAR), end + 25) or _GRADED.match(text, end))
