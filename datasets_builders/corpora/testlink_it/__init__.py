"""TESTLINK (IberLEF 2023): the twin of CLinkaRT, of which no Italian part is known. In the catalogue, without a reader."""

from __future__ import annotations

from datasets_builders.spec import CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

SPEC = CorpusSpec(
    id="testlink-it",
    title="TESTLINK: test results linked to their tests (no Italian part known)",
    summary="Clinical cases of E3C with results and measurements linked to the tests they come from, in Spanish and Basque: the twin "
    "task of CLinkaRT, which is the Italian one.",
    language="it",
    origin=Origin.NATIVE,
    origin_note="cases of E3C; the call names Spanish and Basque, not Italian",
    licence=Licence(
        hub_id="cc-by-nc-4.0",
        link="https://creativecommons.org/licenses/by-nc/4.0/",
        evidence="The organisers' call for participation says that E3C, of which the data are made, is available under "
        "CC-BY-NC-4.0.",
        row_values=(),
    ),
    republish=Republish.NO,
    sources=(Source(url="https://e3c.fbk.eu/testlinkiberlef", revision="unknown"),),
    configs=(),
    split_policy="not known",
    read="",
    unknown=(
        "Whether there is an Italian part: the call names Spanish and Basque, and Italian is the language of its twin clinkart-it.",
        "Where the files can be had: no copy was found on GitHub, and evalitahf/relation_extraction holds CLinkaRT.",
    ),
)
