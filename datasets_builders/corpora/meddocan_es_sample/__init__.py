"""Forty documents of MEDDOCAN: identifiers in Spanish clinical cases, a peer in format for Italian corpora."""

from __future__ import annotations

from datasets_builders.schema import TaskType
from datasets_builders.spec import ConfigSpec, CorpusSpec, Licence, Origin, Republish, Source

__all__ = ["SPEC"]

_URL = "https://github.com/PlanTL-GOB-ES/SPACCC_MEDDOCAN"
_COMMIT = "783a6df385c975b328c99bcffb54196a9ba4078a"

SPEC = CorpusSpec(
    id="meddocan-es-sample",
    title="MEDDOCAN sample: identifiers in forty Spanish clinical cases",
    summary=(
        "Forty documents of the development part of MEDDOCAN: Spanish clinical cases into which invented identifiers were "
        "written, with the identifiers marked. For comparison with Italian corpora, not a substitute for one."
    ),
    language="es",
    origin=Origin.NATIVE,
    origin_note="clinical cases written in Spanish; the identifiers in them are invented",
    licence=Licence(
        hub_id="cc-by-4.0",
        link="https://creativecommons.org/licenses/by/4.0/",
        evidence="LICENSE: Creative Commons Attribution 4.0 International, Copyright (c) 2019 Secretaría de Estado para el "
        "Avance Digital (SEAD).",
        row_values=("CC-BY-4.0",),
    ),
    republish=Republish.AS_IS,
    sources=(Source(url=_URL, revision=_COMMIT, path="the first 40 documents of the development part, brat and xml"),),
    configs=(
        ConfigSpec(
            name="phi",
            task=TaskType.PHI,
            splits=("validation",),
            labels=(
                "TERRITORIO", "FECHAS", "EDAD_SUJETO_ASISTENCIA", "NOMBRE_SUJETO_ASISTENCIA", "NOMBRE_PERSONAL_SANITARIO",
                "CALLE", "SEXO_SUJETO_ASISTENCIA", "PAIS", "ID_SUJETO_ASISTENCIA", "ID_TITULACION_PERSONAL_SANITARIO",
                "CORREO_ELECTRONICO", "ID_ASEGURAMIENTO", "HOSPITAL", "FAMILIARES_SUJETO_ASISTENCIA", "NUMERO_TELEFONO",
                "ID_CONTACTO_ASISTENCIAL", "INSTITUCION", "ID_EMPLEO_PERSONAL_SANITARIO", "PROFESION",
            ),
            description="The identifiers of patients and staff, by their 19 kinds that occur here.",
        ),
    ),
    split_policy="all forty are of the published development part, here `validation`",
    read="datasets_builders.corpora.meddocan_es_sample.read:read",
    tags=("medical", "clinical", "de-identification", "phi", "spanish"),
    defects=(
        "Seven text files begin with a byte-order mark, and the offsets of their 164 entities count it.",
        "One character of S0210-48062006000300015-1 is damaged (U+0082).",
        "It is a sample: 40 of the 1,000 documents of the whole corpus.",
    ),
    synthetic_people=True,
)  # fmt: skip
