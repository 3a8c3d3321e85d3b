r"""Addresses of machines that no standard writes so: a MAC address without marks, an IP with dashes, a workstation's name.

    "MAC 001B44113AB7"     "IP 10-10-1-25"     "host WS-RAD-012"

Importing this module imports Presidio, which takes more than a second: `codes` does it in a function.
"""

from __future__ import annotations

import re

from validation.anonymisation.recognisers.numbering import EDGE, FLAGS, START
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule

__all__ = ["machine_voices"]

_MARKS = r"[ \xa0:=.(n°-]{0,4}"
_MAC = r"mac(?:[ -]?(?:address|addr\.?|eth|wifi))?"
_IP = r"ip(?:v4)?|indirizzo ip|host|postazione|workstation|terminale|client|server|pc"


def machine_voices() -> list[PatternVoice]:
    """Make the recognisers of MAC_ADDRESS and IP_ADDRESS in unusual writing, with their gates."""
    hexadecimal = r"[0-9a-f]{2}(?:[ .:_-]?[0-9a-f]{2}){5}"
    mac = (
        Rule(
            "MAC behind its noun",
            re.compile(rf"{START}{_MAC}{_MARKS}(?P<place>{hexadecimal})(?![0-9A-Za-z])", FLAGS),
            0.6,
            _has_figure,
        ),
    )
    figures = r"[0-9]{1,3}"
    ip = (
        Rule(
            "IP behind its noun",
            re.compile(
                rf"{START}(?:{_IP}){_MARKS}(?P<place>{figures}(?:[.-]{figures}){{3}}(?:[:/][0-9]{{1,5}})?)"
                r"(?![0-9A-Za-z.])",
                FLAGS,
            ),
            0.5,
        ),
        Rule(
            "IP with a port",
            re.compile(r"(?<![0-9A-Za-z.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}:[0-9]{2,5}(?![0-9A-Za-z.])"),
            0.5,
        ),
        Rule(
            "name of a workstation",
            re.compile(
                rf"{START}(?:host(?:name)?|postazione|workstation|terminale|pc)[ :]{{1,3}}"
                rf"(?P<place>[A-Z]{{2,8}}[-_][A-Z0-9]{{1,10}}(?:[-_][A-Z0-9]{{1,10}}){{0,3}})(?![A-Za-z0-9])",
                FLAGS,
            ),
            0.5,
            _has_figure,
        ),
    )
    return [
        PatternVoice("mac-address-named", "MAC_ADDRESS", mac, gate=(rf"(?i){EDGE}{_MAC}{_MARKS}[0-9a-f]{{2}}",)),
        PatternVoice(
            "ip-address-named",
            "IP_ADDRESS",
            ip,
            gate=(
                rf"(?i){EDGE}(?:{_IP}){_MARKS}[0-9]",
                r"[0-9]\.[0-9]{1,3}:[0-9]{2}",
                rf"(?i){EDGE}(?:host(?:name)?|postazione|workstation|terminale|pc)[ :]{{1,3}}[a-z]{{2,8}}[-_]",
            ),
        ),
    ]


def _has_figure(found: re.Match[str]) -> float | None:
    return 0.5 if any(map(str.isdecimal, found["place"])) else None
