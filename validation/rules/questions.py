"""Questions with a right answer: the key is among the options, options differ, and no trick answers them without being read.

A model that always says "B", or always takes the longest option, must not score above chance; and a stem that is asked twice must
not have two right answers.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from datasets_builders.built import Batch
from datasets_builders.ngrams import fold
from validation.checks import Check, Facts
from validation.findings import Code, Finding, Severity
from validation.rules.digests import digest_of
from validation.rules.examples import example, row

__all__ = ["CHECK"]

KEY_NOT_AN_OPTION = Code(
    "QA01",
    "key-not-an-option",
    Severity.ERROR,
    cause="The right answer's key is not among the keys of the options.",
    remedy="Reject the row in the reader with this reason.",
)
OPTION_REPEATED = Code(
    "QA02",
    "option-repeated",
    Severity.ERROR,
    cause="Two options of a question have the same key, or say the same but for case, spacing and a full stop.",
    remedy="Mend the options from the source, or reject the row; where the right one stands twice, no answer is right.",
)
EMPTY = Code(
    "QA03",
    "question-or-answer-empty",
    Severity.ERROR,
    cause="A question, an option or an answer has no letter or digit.",
    remedy="Mend it from the source, or reject the row.",
)
TWO_KEYS = Code(
    "QA04",
    "question-with-two-answers",
    Severity.ERROR,
    cause="The same question with the same options is asked more than once, and different options are right.",
    remedy="Ask who wrote the questions which is right; reject the others.",
)
STEM_REPEATED = Code(
    "QA05",
    "stem-repeated",
    Severity.WARNING,
    cause="The same stem is asked more than once with other options, so that one row may give another's answer away.",
    remedy="Keep such rows in one split, or accept the finding with the reason.",
)
KEYS_SKEWED = Code(
    "QA06",
    "keys-skewed",
    Severity.WARNING,
    cause="One key is right so often that naming it always scores well above chance.",
    remedy="Shuffle the options of each row, or tell the share in the card.",
)
LONGEST_RIGHT = Code(
    "QA07",
    "longest-option-right",
    Severity.WARNING,
    cause="The longest option is right so often that taking it always scores well above chance.",
    remedy="Tell the share in the card, and report what taking the longest option scores.",
)

FEWEST = 50
"""Questions of a split from which on a skew is told; fewer show one by chance."""
EXCESS = 1.5
"""A skew is told where a key is right this many times as often as chance, and `SIGMAS` standard deviations more often."""
SIGMAS = 4.0


@dataclass(frozen=True, slots=True, order=True)
class _Asked:
    """Where a stem was asked, with digests of its set of options and of the text that is right."""

    split: str
    row: str
    options: int
    right: int


class _Questions:
    def __init__(self, facts: Facts) -> None:
        self._stems: dict[tuple[str, int], set[_Asked]] = defaultdict(set)
        self._keys: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._chance: dict[tuple[str, str], float] = defaultdict(float)
        self._longest: Counter[tuple[str, str]] = Counter()

    def see(self, batch: Batch) -> Iterator[Finding]:
        names = batch.table.schema.names
        if "answer" not in names:
            return
        for number, values in enumerate(batch.solid_rows):
            where: dict[str, Any] = {
                "config": batch.config,
                "split": batch.split,
                "row": values.get("id") or f"#{batch.first + number}",
            }
            yield from _empty_places(values, where)
            if "options" in names:
                yield from self._choose(values, where)

    def _choose(self, values: Mapping[str, Any], where: dict[str, Any]) -> Iterator[Finding]:
        options = values.get("options") or []
        texts = {option["key"] or "": _said(option["text"]) for option in options}
        told = [text for text in (_said(option["text"]) for option in options) if text]
        if len(texts) < len(options) or len(set(told)) < len(told):
            yield OPTION_REPEATED.at(**where, column="options")
        key = values.get("answer")
        if key not in texts:
            yield KEY_NOT_AN_OPTION.at(**where, column="answer")
            return
        self._count(where["config"], where["split"], key, texts)
        stem = fold(f"{values.get('text') or ''} {values.get('question') or ''}")
        asked = _Asked(where["split"], where["row"], digest_of("\n".join(sorted(set(told)))), digest_of(texts[key]))
        self._stems[where["config"], digest_of(stem)].add(asked)

    def _count(self, config: str, split: str, key: str, texts: Mapping[str, str]) -> None:
        place = config, split
        self._keys[place][key] += 1
        self._chance[place] += 1 / len(texts)
        longest = max(map(len, texts.values()))
        alone = [each for each, text in texts.items() if len(text) == longest]
        self._longest[place] += alone == [key]

    def merge(self, other: Self) -> None:
        """Take over what another examination saw."""
        for stem, asked in other._stems.items():
            self._stems[stem] |= asked
        for place, keys in other._keys.items():
            self._keys[place] += keys
        for place, chance in other._chance.items():
            self._chance[place] += chance
        self._longest += other._longest

    def conclude(self) -> Iterator[Finding]:
        for (config, _), asked in self._stems.items():
            yield from _repeated(config, sorted(asked))
        for (config, split), keys in sorted(self._keys.items()):
            total, chance = keys.total(), self._chance[config, split]
            key, times = max(sorted(keys.items()), key=lambda item: item[1])
            for code, count, what in (
                (KEYS_SKEWED, times, f"key {key!r}" if len(key) == 1 else "one key"),
                (LONGEST_RIGHT, self._longest[config, split], "the longest option"),
            ):
                if total >= FEWEST and _is_skewed(count, chance, total):
                    said = f"{what} is right in {count:,} of {total:,} questions ({count / total:.0%}; by chance {chance / total:.0%})"
                    yield code.at(config=config, split=split, column="answer", hint=said)


def _empty_places(values: Mapping[str, Any], where: dict[str, Any]) -> Iterator[Finding]:
    for column in ("question", "answer"):
        if column in values and not fold(values[column] or ""):
            yield EMPTY.at(**where, column=column)
    for number, option in enumerate(values.get("options") or ()):
        if not any(character.isalnum() for character in option["text"] or "") and not _is_sign(option["text"]):
            yield EMPTY.at(**where, column=f"options[{number}].text")


def _said(text: str | None) -> str:
    """Fold case, spacing and the full stop at the end, and nothing else: in options a sign or an accent may be all there is."""
    return " ".join(unicodedata.normalize("NFKC", text or "").casefold().split()).strip(" .;:,")


def _is_sign(text: str | None) -> bool:
    """Is this an option made of signs alone, such as "+" and "-", which says something?"""
    return bool(text) and any(character in "+-±<>=≤≥≠∞→←↑↓" for character in text or "")


def _repeated(config: str, asked: list[_Asked]) -> Iterator[Finding]:
    if len(asked) < 2:
        return
    by_options: dict[int, list[_Asked]] = defaultdict(list)
    for each in asked:
        by_options[each.options].append(each)
    for same in by_options.values():
        if len({each.right for each in same}) > 1:
            yield _told(TWO_KEYS, config, same)
    if len(by_options) > 1:
        yield _told(STEM_REPEATED, config, asked)


def _told(code: Code, config: str, asked: list[_Asked]) -> Finding:
    first, *others = asked
    splits = sorted({each.split for each in asked})
    said = f"asked {len(asked)} times in {', '.join(splits)}, with {len({each.right for each in asked})} right answers"
    return code.at(
        config=config,
        split=first.split,
        row=first.row,
        related=[each.row for each in others],
        column="question",
        hint=said,
    )


def _is_skewed(count: int, chance: float, total: int) -> bool:
    share = chance / total
    spread = (total * share * (1 - share)) ** 0.5
    return count > EXCESS * chance and count > chance + SIGMAS * spread


_OPTIONS = [{"key": "A", "text": "Amoxicillina."}, {"key": "B", "text": "Attesa vigile, con controllo."}]


def _asked(id: str, *, answer: str = "A", options: Any = None, **columns: Any) -> dict[str, Any]:
    columns = {"question": f"Quale terapia per il caso {id}?", **columns}
    return row(id, options=_OPTIONS if options is None else options, answer=answer, explanation="", **columns)


def _many(right: str, *, long: str = "") -> list[dict[str, Any]]:
    """Ask 64 different questions of four options; `right` names the keys that are right in turn, `long` makes that option long."""
    rows = []
    for number in range(64):
        key = right[number % len(right)]
        options = [{"key": each, "text": f"reparto {each}{number:02d}"} for each in "ABCD"]
        for option in options:
            option["text"] += " entro sei ore" if long == "right" and option["key"] == key else ""
        rows.append(_asked(f"n{number:02d}", answer=key, options=options))
    return rows


CHECK = Check(
    name="questions",
    title="Right answers are among the options, options differ, no question has two answers, and no key or length gives it away.",
    codes=(KEY_NOT_AN_OPTION, OPTION_REPEATED, EMPTY, TWO_KEYS, STEM_REPEATED, KEYS_SKEWED, LONGEST_RIGHT),
    start=_Questions,
    accepts=example(*_many("ABCD")),
    rejects={
        "QA01": example(_asked("n1", answer="E")),
        "QA02": example(_asked("n1", options=[*_OPTIONS, {"key": "C", "text": "amoxicillina"}])),
        "QA03": example(_asked("n1", question=" ")),
        "QA04": example(_asked("n1", question="Quale?"), test=[_asked("n2", question="quale", answer="B")]),
        "QA05": example(
            _asked("n1", question="Quale?"),
            _asked(
                "n2", question="Quale?", options=[{"key": "A", "text": "Riposo."}, {"key": "B", "text": "Idratazione."}]
            ),
        ),
        "QA06": example(*_many("AAAB")),
        "QA07": example(*_many("ABCD", long="right")),
    },
)
