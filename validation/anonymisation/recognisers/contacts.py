r"""Ways to reach somebody that no standard knows: short numbers called telephones, addresses spelt out, links in pieces.

    "int. 4512"     "mario.rossi (at) posta.it"     "mario.rossi @ posta.it"     "www. ospedale.it"

Importing this module imports Presidio, which takes more than a second: `codes` does it in a function.
"""

from __future__ import annotations

import re

from validation.anonymisation.recognisers.numbering import BLANK, EDGE, FLAGS, START, digits, is_date, is_measure, named
from validation.anonymisation.recognisers.patterns import PatternVoice, Rule

__all__ = ["named_phone_voice", "spelt_email_voice", "spelt_url_voice"]

_B = BLANK
_NEAR = "[ \xa0./()_-]{0,3}"


def named_phone_voice() -> PatternVoice:
    """Make the recogniser of what is no telephone number but is called one: "tel. 4521", "int. 4521", "cicalino 451"."""
    whose = (
        r"casa|abitazione|ab\.?|ufficio|uff\.?|rep(?:arto|\.)?|interno|int\.?|cell\.?|figli[oa]|moglie|marito"
        r"|madre|padre|mamma|pap(?:à|a')|badante|nipote"
        r"|fratello|sorella|segreteria|segr\.?|amb(?:ulatorio|\.)?|medico|mmg|curante|fisso|breve|diretto|servizio"
        r"|guardia|urgenze|coordinatore|caposala"
    )
    nouns = (
        rf"tel(?:efono|ef\.?|\.)?(?:[ /.]?(?:fax|cell\.?))?(?:{_B}?(?:{whose})){{0,2}}|fax|cordless|dect"
        r"|cerca(?:pers(?:one|\.)?)?|cicalino|pager|guardiola|capoturno|cp|(?:medico{_B}di{_B})?guardia|reperibile"
        r"|beep(?:er)?|bip(?:er)?"
        rf"|int(?:erno|\.)?|ext\.?|est\.|centralino|recapit[oi](?:{_B}telefonic[oi])?|(?:numero|num\.?|n\.){_B}"
        rf"(?:di{_B})?(?:telefono|telefonico|breve|tel\.?)"
        rf"|telefonare(?:{_B}a[li]?)?|contattare(?:{_B}a[li]?)?|chiamare(?:{_B}a[li]?)?|cel(?:l(?:ulare|\.)?|\.)?"
        rf"|whatsapp|phone|mobile|linea{_B}diretta"
    )
    rest = r"(?:(?:[ \xa0/()-]{0,2}|\.)[0-9]){2,14}"
    made = named(nouns, prefix="[+(]{0,3}", rest=rest)
    gap = "[ \xa0./()-]{0,2}"
    # phonenumbers refuses what no operator has given out yet; a plus sign and nine figures are a number all the same.
    foreign = re.compile(rf"(?<![0-9A-Za-z])\+[0-9](?:{gap}[0-9]){{8,14}}(?![0-9])")
    mobile = re.compile(
        r"(?<![0-9A-Za-z.,])3[2-9][0-9][_ ]{1,3}[0-9]{6,7}(?![0-9])|(?<![0-9A-Za-z] )(?<![0-9A-Za-z])3"
        r"(?: [0-9]){8,9}(?! ?[0-9])"
    )
    second = re.compile(
        rf"(?<![0-9])(?<![0-9][-/.])0[0-9]{{1,3}}{_NEAR}[0-9]{{5,8}}(?P<place>(?:[ ]?[-–/][ ]?[0-9]{{1,8}}){{1,3}})"
        r"(?![0-9/])"
    )
    rules = (
        Rule("named number", made.pattern, 0.5, _named_number),
        Rule("international number", foreign, 0.4),
        Rule("mobile number in pieces", mobile, 0.4),
        Rule("second number of a line", second, 0.4),
    )
    gate = (
        made.gate,
        rf"\+[0-9](?:{gap}[0-9]){{8}}",
        r"3[2-9][0-9][_ ]{1,3}[0-9]{6}|3(?: [0-9]){8}",
        rf"0[0-9]{{1,3}}{_NEAR}[0-9]{{5,8}}[ ]?[–/-][ ]?[0-9]",
    )
    return PatternVoice("phone-named", "PHONE_NUMBER", rules, gate=gate)


_MOBILE = re.compile(r"(?:\+39|0039)?[ .(]*3")
_BRIEF = ("cicalino", "cerca", "pager", "beep", "bip", "cordless", "dect")


def _named_number(found: re.Match[str]) -> float | None:
    noun, number = found["noun"].lower(), found["place"]
    if is_date(number) or is_measure(found):
        return None
    few = digits(number)
    if few < 4 and not (noun.startswith(_BRIEF) and few == 3):
        return None
    if noun.startswith(("cel", "whatsapp", "mobile")) and not (few >= 9 and _MOBILE.match(number)):
        return None  # "cell" counts cells
    if noun in {"int", "ext", "ext.", "est."} and not (few == 4 and number.isdecimal()):
        return None
    if noun.startswith(("chiamare", "contattare", "mobile")) and few < 6:
        return None
    return None if noun.startswith("int") and digits(re.split("[ /-]", number)[0]) > 6 else 0.5


_AT = r"(?:[ ]?[\[({][ ]?(?:at|chiocciola|@)[ ]?[\])}][ ]?| (?:chiocciola|(?-i:AT)) | ?@ ?)"
_DOT = r"(?:[.,]| ?[\[({](?:dot|punto)[\])}] ?| punto | (?-i:DOT) | \. ?|\. )"
_HOST = r"[a-z0-9][a-z0-9-]{1,40}"
_SUFFIX = r"(?:it|com|org|net|eu|info|edu|gov|me|fr|de|ch|ro|al|ua|es|uk)"


def spelt_email_voice() -> PatternVoice:
    """Make the recogniser of e-mail addresses that hide from robots, or that a line or a slip broke."""
    local = r"[a-z0-9_%+][a-z0-9._%+-]{0,40}"
    spelt = re.compile(rf"(?<![a-z0-9._@+-]){local}{_AT}(?:{_HOST}{_DOT}){{1,3}}{_SUFFIX}(?![a-z0-9@])", FLAGS)
    plain = re.compile(
        rf"(?<![a-z0-9._@+-]){local} at (?:{_HOST}(?:\.| dot | punto )){{1,3}}{_SUFFIX}(?![a-z0-9@])", FLAGS
    )
    bare = re.compile(
        rf"(?<![a-z0-9._@+-])[a-z][a-z0-9_+-]{{0,30}}[._][a-z0-9_+-]{{1,30}}@{_HOST}(?![a-z0-9@.])", FLAGS
    )
    mailto = re.compile(rf"{START}mailto:{local}@[a-z0-9.-]{{3,60}}(?<![.-])", FLAGS)
    rules = (
        Rule("e-mail in pieces", spelt, 0.5),
        Rule("e-mail with 'at'", plain, 0.4),
        Rule("e-mail without its suffix", bare, 0.4),
        Rule("mailto", mailto, 0.6),
    )
    gate = (r"(?i)[a-z0-9_%+.-]" + _AT + "[a-z0-9]", rf"(?i)[a-z0-9_%+.-] at {_HOST}(?:\.| dot | punto )[a-z0-9]")
    return PatternVoice("email-spelt", "EMAIL_ADDRESS", rules, gate=gate)


def spelt_url_voice() -> PatternVoice:
    """Make the recogniser of links that a blank or a capital broke, and of paths on a hospital's own machines."""
    name = r"[a-z0-9][a-z0-9-]{1,40}"
    rules = (
        Rule(
            "www in pieces",
            re.compile(
                rf"{START}www(?: ?\. ?| )(?:{name}(?: ?\. ?| )){{1,2}}(?:it|com|org|net|eu|info)(?![a-z0-9@])", FLAGS
            ),
            0.5,
        ),
        Rule(
            "host in capitals",
            re.compile(
                r"(?<![\w@.-])(?:(?:[A-Z0-9-]{2,40}\.){1,4}(?:IT|COM|ORG|NET|EU)|(?:BIT\.LY|T\.ME|WA\.ME|YOUTU\.BE"
                r"|GOO\.GL)(?=/))(?:/[^\x00-\x20\xa0<>\"]{1,200})?(?![\w@-])",
                re.ASCII,
            ),
            0.5,
        ),
        Rule(
            "other scheme",
            re.compile(
                r"(?<![a-z])(?:(?:hxxps?|file|smb)://|(?:https?|ftp)(?: ?: /| :/|:/"
                r"(?!/)))[^\x00-\x20\xa0<>\"'«»]{2,200}[^\x00-\x20\xa0<>\"'«».,;:!?()\[\]{}]",
                FLAGS,
            ),
            0.5,
        ),
        Rule(
            "path on a server",
            re.compile(r"(?<![\\A-Za-z0-9])(?:\\\\[a-z0-9_.-]{2,40}|[a-z]:)\\[^\x00-\x20\xa0<>\"'«»|]{2,200}", FLAGS),
            0.5,
        ),
        Rule(
            "site of a kind",
            re.compile(
                rf"{START}sito(?: web| internet)?[ :]{{1,3}}(?P<place>{name}(?:\.{name}){{0,2}}\.[a-z]{{2,10}})"
                r"(?![a-z0-9@])",
                FLAGS,
            ),
            0.5,
        ),
    )
    gate = (
        rf"(?i){EDGE}www(?: ?\. ?| )[a-z0-9]",
        r"[A-Z0-9-]{2}\.(?:IT|COM|ORG|NET|EU)(?:$|[^A-Za-z0-9])",
        r"(?:BIT\.LY|T\.ME|WA\.ME|YOUTU\.BE|GOO\.GL)/",
        r"(?i)(?:hxxps?|file|smb)://|(?:https?|ftp)(?: ?: /| :/|:/(?:$|[^/]))",
        r"\\\\[A-Za-z0-9_.-]|[A-Za-z]:\\",
        rf"(?i){EDGE}sito[ :wi]",
    )
    return PatternVoice("url-spelt", "URL", rules, gate=gate)
