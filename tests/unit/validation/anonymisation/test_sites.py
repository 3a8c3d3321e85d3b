"""Facilities that a kind of their own tells: pavilions, districts, rescue, bodies of welfare, hospitals abroad."""

from __future__ import annotations

import pytest

from validation.anonymisation.recognisers.sites import site_voice

VOICE = site_voice()


def found(text: str) -> list[str]:
    """Give what the voice finds in `text`."""
    return [text[said.start : said.end] for said in VOICE.spans(text)]


ACCEPTED = [
    ("visita presso Pad. Tremolada, piano 2", "Pad. Tremolada"),
    ("trasferita al polo chirurgico Brusaferri per intervento", "polo chirurgico Brusaferri"),
    ("giunge dall'H Treviso in ambulanza", "H Treviso"),
    ("intervento nel 2011 (h latisana), poi bene", "h latisana"),
    ("ricovero presso CTO di Firenze nel 2010", "CTO di Firenze"),
    ("in carico al distretto di schio dal 2019", "distretto di schio"),
    ("trasporto con croce verde di lugo", "croce verde di lugo"),
    ("misericordia di empoli sul posto", "misericordia di empoli"),
    ("seguita dal Ser.D. Gela", "Ser.D. Gela"),
    ("ospite di IPAB Santa Chiara dal 2018", "IPAB Santa Chiara"),
    ("giunge da rsa sacra famiglia", "rsa sacra famiglia"),
    ("fisioterapia al Centro Don Gnocchi di Pavia", "Centro Don Gnocchi di Pavia"),
    ("proveniente da klinikum rechts der isar", "klinikum rechts der isar"),
    ("operato all'Hôpital de Grasse", "Hôpital de Grasse"),
    ("studio coordinato da università di pavia", "università di pavia"),
    ("protocollo dell'università cattolica di roma", "università cattolica di roma"),
    ("farmaci ritirati presso farmacia brusaferri", "farmacia brusaferri"),
    ("ricovero in ospedale di circolo nel 2015", "ospedale di circolo"),
    ("protesi nel 2009 (prof. Neri, San Luca), poi bene", "San Luca"),
]


@pytest.mark.parametrize(("text", "site"), ACCEPTED, ids=[site for _, site in ACCEPTED])
def test_a_site_is_found_whole(text: str, site: str) -> None:
    assert site in found(text)


REJECTED = [
    "padiglione auricolare nella norma",
    "polo superiore del rene destro",
    "reparto Cardiologia, letto 4",
    "ogni 12 h controllo dei parametri",
    "occlusione cronica (CTO) della coronaria destra",
    "distretto di competenza da contattare",
    "farmaco in distribuzione dalla farmacia ospedaliera",
    "farmacia di turno",
    "università degli studi, corso di laurea",
    "Hospital Anxiety and Depression Scale 7",
    "l'esperienza clinica relativa al farmaco",
    "cardiopolmonite e ricovero per polmonite basale",
    "reparto covid, poi centro antidolore",
]


@pytest.mark.parametrize("text", REJECTED)
def test_words_of_medicine_and_services_without_a_seat_are_no_site(text: str) -> None:
    assert found(text) == []
