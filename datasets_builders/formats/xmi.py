"""UIMA CAS XMI, as WebAnno and INCEpTION export it, read by dkpro-cassis.

Offsets in the file are UTF-16 code units; what comes out of here is Unicode code points. They differ after every character
beyond U+FFFF, which is where naive readers go wrong by one.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

__all__ = ["Annotation", "AnnotationType", "Link", "UnreadableXmi", "XmiDocument", "read_xmi"]


class UnreadableXmi(ValueError):
    """The file is not well-formed XMI: truncated, not XML, or refers to what it does not hold."""


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow to another annotation, by its id."""

    role: str
    target: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation: `start`/`end` in code points, half-open; `features` as the strings the file holds.

    `links` are those of all its link features, in the order in which the features were asked for.
    """

    id: str
    start: int
    end: int
    features: Mapping[str, str]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class AnnotationType:
    """Which annotations to read: the type's `name`, its plain `features`, and the features that hold `links`."""

    name: str
    features: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class XmiDocument:
    """A document's text and the annotations of the types asked for, by type name, in the order of the text."""

    text: str
    annotations: Mapping[str, tuple[Annotation, ...]]

    @property
    def beyond_bmp(self) -> int:
        """How many characters take two UTF-16 code units, so that naive offsets after them are wrong."""
        return sum(ord(character) > 0xFFFF for character in self.text)


def read_xmi(path: Path, types: tuple[AnnotationType, ...], *, package: str = "webanno.custom") -> XmiDocument:
    """Read one document.

    Args:
        path: the `.xml` or `.xmi` file.
        types: what to read; annotations of other types are passed over.
        package: the package of the types.

    Raises:
        UnreadableXmi: when the file cannot be parsed, holds no text or refers to what it does not hold.
    """
    from cassis import load_cas_from_xmi

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # cassis warns once per passed-over annotation
            cas = load_cas_from_xmi(path, typesystem=_typesystem(types, package), lenient=True)
    except (etree.XMLSyntaxError, KeyError, ValueError, TypeError, RuntimeError) as error:
        raise UnreadableXmi(f"{path.name}: {type(error).__name__}") from error
    if not cas.sofa_string:
        raise UnreadableXmi(f"{path.name}: holds no text")
    if any(ord(character) > 0xFFFF for character in cas.sofa_string):
        _enforce_whole_characters(path, cas.sofa_string, {kind.name for kind in types})
    found = {
        kind.name: tuple(_annotation(each, kind) for each in cas.select(f"{package}.{kind.name}")) for kind in types
    }
    return XmiDocument(text=cas.sofa_string, annotations=found)


def _enforce_whole_characters(path: Path, text: str, names: set[str]) -> None:
    """Look that no annotation begins or ends in the middle of a character of two UTF-16 units.

    Raises:
        UnreadableXmi: one does; its place cannot be told in code points.
    """
    units = 0
    boundaries = {0}
    for character in text:
        units += 2 if ord(character) > 0xFFFF else 1
        boundaries.add(units)
    for element in etree.fromstring(path.read_bytes()):
        if etree.QName(element).localname not in names:
            continue
        offsets = (element.get("begin"), element.get("end"))
        if any(offset is not None and int(offset) <= units and int(offset) not in boundaries for offset in offsets):
            raise UnreadableXmi(f"{path.name}: an annotation begins or ends in the middle of a character")


def _typesystem(types: tuple[AnnotationType, ...], package: str) -> Any:
    """Declare just what is asked for; a feature the file has and this does not would be a `TypeError`."""
    from cassis import TypeSystem

    system = TypeSystem()
    for kind in types:
        declared = system.create_type(f"{package}.{kind.name}")
        for feature in kind.features:
            system.create_feature(declared, feature, "uima.cas.String")
        for holder in kind.links:
            # WebAnno names a link's type after its owner and its feature: TIMEX3 and timexLink give TIMEX3TimexLinkLink.
            name = f"{kind.name}{holder[0].upper()}{holder[1:]}Link"
            link = system.create_type(f"{package}.{name}", supertypeName="uima.cas.TOP")
            # The target stays a string: a dangling one is the reader's to report, not a crash here.
            for feature in ("role", "target"):
                system.create_feature(link, feature, "uima.cas.String")
            system.create_feature(declared, holder, "uima.cas.FSArray", elementType=link)
    return system


def _annotation(structure: Any, kind: AnnotationType) -> Annotation:
    values = ((name, getattr(structure, name)) for name in kind.features)
    arrays = (getattr(structure, holder) for holder in kind.links)
    return Annotation(
        id=str(structure.xmiID),
        start=structure.begin,
        end=structure.end,
        features={name: value for name, value in values if value is not None},
        links=tuple(Link(each.role or "", each.target) for array in arrays if array for each in array.elements),
    )
