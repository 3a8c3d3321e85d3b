"""Make the vocabularies that are kept beside this module from packages, the same bytes each time.

    pip install spacy-lookups-data==1.0.5
    pip install --no-deps drug-named-entity-recognition==2.0.9
    python -m validation.anonymisation.vocabulary.build

`italian.txt.xz` holds the words of the Italian and the English table of spacy-lookups-data (MIT; the English table is
WordNet's): inflected forms in small letters, no proper nouns. The later Italian tables of the same package, by part of speech,
come from a lexicon under a share-alike licence and are not used. `medicines.txt.xz` holds names of medicines from
drug-named-entity-recognition (MIT), and what Italian makes of the international names. The packages weigh 99 MB and ask for
more; that is why the words are kept here and the packages are no dependencies. `first_abroad.txt.xz` and `last_abroad.txt.xz`
hold the names of Faker's other countries (MIT), Cyrillic ones as passports write them; to read them all anew would take seconds.
"""

from __future__ import annotations

import bz2
import gzip
import importlib.resources
import importlib.util
import io
import json
import lzma
import pickle
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

__all__ = [
    "FIRST_ABROAD",
    "KEPT",
    "LAST_ABROAD",
    "MEDICINES",
    "TABLES",
    "general_words",
    "medicine_words",
    "names_abroad",
    "pack",
    "unpack",
]

TABLES = ("it_lemma_lookup.json.gz", "en_lemma_lookup.json.gz")
KEPT = Path(__file__).with_name("italian.txt.xz")
MEDICINES = Path(__file__).with_name("medicines.txt.xz")
FIRST_ABROAD = Path(__file__).with_name("first_abroad.txt.xz")
LAST_ABROAD = Path(__file__).with_name("last_abroad.txt.xz")
SHORTEST = 5
"""Letters of a medicine's name that is taken: shorter ones may be anybody's name. So too of a name from abroad."""

_COUNTRIES = """
    az_AZ bg_BG cs_CZ de_AT de_CH de_DE en_IN en_KE en_NG en_PK es_AR es_CL es_CO es_ES es_MX fr_DZ fr_FR ha_NG hr_HR hu_HU ig_NG
    lt_LT lv_LV mk_MK nl_NL pl_PL pt_BR pt_PT ro_RO ru_RU sk_SK sl_SI sw tr_TR tw_GH uk_UA uz_UZ yo_NG
""".split()
_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґѓѕјљњќџ",
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e iu ia i i ie g gj dz j lj nj kj dzh".split(),
        strict=True,
    )
)

_ITALIAN_ENDINGS = (
    *(("ine", "ina"), ("in", "ina"), ("ole", "olo"), ("ol", "olo"), ("ate", "ato"), ("ene", "ene"), ("en", "ene")),
    *(("il", "ile"), ("ium", "io"), ("um", "o"), ("one", "one"), ("on", "one"), ("ide", "ide"), ("cin", "cina")),
)


def general_words() -> list[str]:
    """Read the words out of the installed package: lower case, letters only, sorted.

    Raises:
        ModuleNotFoundError: spacy-lookups-data is not installed.
    """
    folder = importlib.resources.files("spacy_lookups_data") / "data"
    words: set[str] = set()
    for name in TABLES:
        table = json.loads(gzip.decompress((folder / name).read_bytes()))
        words.update(map(_decoded, (*table, *table.values())))
    return sorted(word for word in words if word.isalpha() and word.islower())


def medicine_words() -> list[str]:
    """Read names of medicines out of the installed package, and write the international ones the Italian way; sorted.

    Raises:
        ModuleNotFoundError: drug-named-entity-recognition is not installed.
    """
    # Looked up without importing the package, which asks for others.
    spec = importlib.util.find_spec("drug_named_entity_recognition")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("drug_named_entity_recognition")
    packed = Path(spec.origin).with_name("drug_ner_dictionary.pkl.bz2").read_bytes()
    table = _Plain(io.BytesIO(bz2.decompress(packed))).load()["drug_variant_to_canonical"]
    words = {word for name in table for word in re.findall(r"[^\W\d_]+", name.lower()) if len(word) >= SHORTEST}
    return sorted(words.union(*map(_in_italian, words)))


def names_abroad(kind: str) -> list[str]:
    """Read names out of the Faker package, in small letters of the Latin alphabet, sorted.

    Args:
        kind: "first_name" or "last_name".
    """
    words: set[str] = set()
    for country in _COUNTRIES:
        provider = importlib.import_module(f"faker.providers.person.{country}").Provider
        for name in dir(provider):
            held = getattr(provider, name)
            if name.startswith(kind) and isinstance(held, Iterable):
                words.update(word for each in held for word in re.findall(r"[^\W\d_]+", _in_latin(each.lower())))
    return sorted(word for word in words if len(word) >= SHORTEST and word.isalpha() and max(word) < "\u0250")


def _in_latin(word: str) -> str:
    """Write Cyrillic letters as passports do: Олександр, oleksandr."""
    return "".join(_CYRILLIC.get(letter, letter) for letter in word).replace("_", "")


class _Plain(pickle.Unpickler):
    """Reads a pickle that holds nothing but lists, dictionaries and strings: it can build nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name}")


def _in_italian(word: str) -> set[str]:
    """Write an international name with Italian endings: enoxaparin, enoxaparina; omeprazole, omeprazolo."""
    plain = word.replace("ph", "f").replace("th", "t").replace("y", "i")
    stems = {word, plain, plain.replace("ae", "e").replace("oe", "e")}
    return {
        stem.removesuffix(old) + new for stem in stems for old, new in _ITALIAN_ENDINGS if stem.endswith(old)
    } | stems


def _decoded(word: str) -> str:
    """Undo the double encoding of the accented letters in the Italian table."""
    try:
        return word.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return word


def pack(words: list[str]) -> bytes:
    """Write sorted words as one compressed text, the same bytes for the same words."""
    return lzma.compress("\n".join(words).encode(), format=lzma.FORMAT_XZ, preset=9 | lzma.PRESET_EXTREME)


def unpack(packed: bytes) -> list[str]:
    """Give back what `pack` was given."""
    return lzma.decompress(packed).decode().split("\n")


if __name__ == "__main__":
    KEPT.write_bytes(pack(general_words()))
    MEDICINES.write_bytes(pack(medicine_words()))
    FIRST_ABROAD.write_bytes(pack(names_abroad("first_name")))
    LAST_ABROAD.write_bytes(pack(names_abroad("last_name")))
