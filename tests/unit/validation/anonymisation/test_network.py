"""Nothing underneath opens a connection or looks up a name, and importing the package loads nothing heavy."""

import logging
import socket
import subprocess
import sys

import pytest

from validation.anonymisation.network import stay_offline

TEXT = "scrivere a m.rossi@example.it o www.example.it, tel. 051 6363636, sig. Verdi, 192.168.1.10"


class Refusal(AssertionError):
    pass


def refuse(*_args: object, **_kwargs: object) -> None:
    raise Refusal("something reached for the network")


def test_everything_works_where_no_socket_can_be_made(engine, monkeypatch):
    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    assert [hit.entity for hit in engine.scan(TEXT)] == ["EMAIL_ADDRESS", "URL", "PHONE_NUMBER", "PERSON", "IP_ADDRESS"]


def test_the_cut_is_needed(monkeypatch, tmp_path):
    # tldextract as it comes reaches for the network on its first question; if this fails, `network` may go.
    import tldextract

    tried = []

    def record(*args: object, **_kwargs: object) -> None:
        tried.append(args)
        raise OSError("no network in this test")

    monkeypatch.setattr(socket, "getaddrinfo", record)
    logging.getLogger("tldextract").setLevel(logging.CRITICAL)
    tldextract.TLDExtract(cache_dir=str(tmp_path))("m.rossi@example.it")
    assert tried


def test_whoever_took_the_extract_function_earlier_is_cut_off_too(monkeypatch):
    import tldextract
    from tldextract import tldextract as inner

    stay_offline()
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert tldextract.extract is inner.TLD_EXTRACTOR
    assert inner.extract("m.rossi@example.it").fqdn == "example.it"
    stay_offline()  # twice does no harm
    assert tldextract.extract is inner.TLD_EXTRACTOR


WATCHED = """
import sys
seen = []
sending = {"connect", "getaddrinfo", "gethostbyname", "gethostbyaddr", "sendto", "sendmsg"}
sys.addaudithook(lambda event, args: seen.append(event) if event.removeprefix("socket.") in sending else None)
from validation.anonymisation.engine import default_engine
assert len(default_engine().scan(sys.argv[1])) == 5
print(seen)
"""

LIGHT = """
import sys
import validation.anonymisation.engine, validation.anonymisation.recognisers, validation.anonymisation.network
heavy = {"presidio_analyzer", "spacy", "transformers", "torch", "tldextract", "phonenumbers", "great_expectations"}
print(sorted(heavy.intersection(sys.modules)))
"""


def run(code: str, *arguments: str) -> str:
    ran = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    assert ran.stderr == ""
    return ran.stdout.strip()


def test_a_fresh_interpreter_connects_to_nothing_and_says_nothing_on_stderr():
    assert run(WATCHED, TEXT) == "[]"


def test_importing_the_engine_loads_nothing_heavy():
    assert run(LIGHT) == "[]"


@pytest.mark.parametrize("text", [TEXT, "C.F. RSSMRA80A01H501X, IT60X0542811101000000123457, cell. 3401234567"])
def test_no_log_record_holds_a_piece_of_the_text(engine, caplog, text):
    with caplog.at_level(logging.DEBUG):
        engine.scan_ungated(text)
    told = " ".join([*caplog.messages, *(str(record.args) for record in caplog.records)])
    assert not [word for word in text.replace(",", " ").split() if len(word) > 4 and word in told]
