"""Read CasiMedicos-Arg Italian: token-per-line files with word, BIO label, quality and a note.

A case runs from one head "QUESTION TYPE:" to the next. Sentences of a case are joined by a line end, tokens by a blank, and
offsets are taken on that text. What the source makes hard:

- lines whose columns are parted by blanks instead of tabs (85 + 5 + 7): read, and counted as `blank-separated-line`;
- an I- label with no B- before it: opens a component, counted as `orphan-inside-label`;
- options that lost their dash ("2 Chemioterapia"): read when the number is the next one, counted as `option-dash-missing`;
- fifth options that say "nan", a missing value of the translator's table: left out, counted as `option-nan-left-out`;
- a case whose options or key cannot be read: rejected with the reason;
- a case that nothing was written about after its key: rejected from `qa` as `explanation-missing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from datasets_builders.formats.conll import Token, bio_spans, join_tokens, read_sentences
from datasets_builders.reading import Event, Record, Rejected, Repaired, Seen, SourceMismatch
from datasets_builders.schema import Document, Entity, Option

__all__ = ["read"]

_FILES = {"train": "train.tsv", "validation": "dev.tsv", "test": "test.tsv"}
_LICENCE = "CC-BY-4.0"
_HEAD = ("QUESTION", "TYPE:")
_OPTION = re.compile(r"(\d)\s?(-?)\s*(.*)", re.DOTALL)
_KEY = re.compile(r"RISPOSTA CORRETTA\s*:\s*(\d)")

Sentence = list[Token]


def read(source: Path) -> Iterator[Event]:
    """Give every case as one row of `arg`, one of `mcqa` and one of `qa`, in the order of the files.

    Raises:
        SourceMismatch: one of the three files is missing.
    """
    paths = {split: source / "IT" / name for split, name in _FILES.items()}
    missing = [path.name for path in paths.values() if not path.is_file()]
    if missing:
        raise SourceMismatch(
            f"IT/{', IT/'.join(missing)} missing in {source}.",
            cause="The three Italian files of casimedicos-arg.tar.gz are needed.",
            remedy="Unpack the archive of the pinned commit and give its folder to --source.",
        )
    for split, path in paths.items():
        yield from _read_file(path, split)


def _read_file(path: Path, split: str) -> Iterator[Event]:
    heads = _count_heads(path)
    for config in ("arg", "mcqa", "qa"):
        yield Seen(config, split, heads)
    for number, sentences in enumerate(_cases(read_sentences(path)), start=1):
        id = f"{split}-{number:04d}"
        yield from _irregular_lines(split, id, sentences)
        yield from _arguments(split, id, sentences)
        lines = [_words(sentence) for sentence in sentences]
        parts = _parts([line for line in lines[1:] if line not in ("CLINICAL CASE:", "CASE:")])
        yield from _question(split, id, sentences, lines, parts)
        yield from _open_question(split, id, sentences, lines, parts)


def _count_heads(path: Path) -> int:
    """Count the cases apart from parsing them: lines whose first column is QUESTION followed by one that is TYPE:."""
    words = [re.split(r"[\t ]", line, maxsplit=1)[0] for line in path.read_text(encoding="utf-8-sig").splitlines()]
    return sum(pair == _HEAD for pair in pairwise(words))


def _cases(sentences: Iterator[Sentence]) -> Iterator[list[Sentence]]:
    case: list[Sentence] = []
    for sentence in sentences:
        if _starts_case(sentence) and case:
            yield case
            case = []
        case.append(sentence)
    if case:
        yield case


def _starts_case(sentence: Sentence) -> bool:
    return tuple(token.text for token in sentence[:2]) == _HEAD


def _words(sentence: Sentence) -> str:
    return " ".join(token.text for token in sentence)


def _specialty(sentences: Sequence[Sentence]) -> str:
    return " ".join(token.text for token in sentences[0][2:])


def _irregular_lines(split: str, id: str, sentences: Sequence[Sentence]) -> Iterator[Event]:
    irregular = sum(not token.regular for sentence in sentences for token in sentence)
    if irregular:
        yield Repaired("arg", split, id, "blank-separated-line", irregular)


def _tag(token: Token) -> str:
    return token.columns[0] if token.columns and token.columns[0] else "O"


def _is_low_quality(tokens: Sequence[Token]) -> bool:
    return any(len(token.columns) > 1 and token.columns[1].startswith("Low") for token in tokens)


def _arguments(split: str, id: str, sentences: Sequence[Sentence]) -> Iterator[Event]:
    joined = join_tokens([[token.text for token in sentence] for sentence in sentences])
    entities: list[Entity] = []
    low_quality: list[str] = []
    first = 0
    for sentence in sentences:
        for span in bio_spans([_tag(token) for token in sentence]):
            if span.orphan:
                yield Repaired("arg", split, id, "orphan-inside-label")
            start, end = joined.offsets[first + span.start][0], joined.offsets[first + span.end - 1][1]
            entities.append(Entity.of(joined.text, start, end, id=f"c{len(entities) + 1}", label=span.label))
            if _is_low_quality(sentence[span.start : span.end]):
                low_quality.append(entities[-1].id)
        first += len(sentence)
    fields = {"specialty": _specialty(sentences), "low_quality_entities": low_quality}
    yield Record("arg", split, Document(id, id, id, joined.text, _LICENCE, tuple(entities), fields=fields))


@dataclass(frozen=True)
class _Parts:
    """The lines of a case by what they are."""

    stem: list[str]
    options: list[Option]
    key: str
    explanation: list[str]
    without_dash: int
    nan: int


def _parts(lines: Sequence[str]) -> _Parts:
    stem: list[str] = []
    options: list[Option] = []
    key, after = "", []
    without_dash = 0
    for line in lines:
        found = _KEY.search(line)
        option = None if key or found else _next_option(line, len(options) + 1)
        if key:
            after.append(line)
        elif found:
            key = found[1]
            rest = line[found.end() :].strip(" .")
            after.extend([rest] if rest else [])
        elif option:
            without_dash += not option[2]
            options.append(Option(option[1], option[3].strip()))
        elif options:
            options[-1] = Option(options[-1].key, f"{options[-1].text} {line}".strip())
        else:
            stem.append(line)
    real = [option for option in options if option.text != "nan"]
    return _Parts(stem, real, key, after, without_dash, len(options) - len(real))


def _next_option(line: str, number: int) -> re.Match[str] | None:
    """Match an option line that bears `number`; the first must have its dash, or "1 paziente ..." would be one."""
    option = _OPTION.match(line)
    if option and int(option[1]) == number and (option[2] or (number > 1 and line[1:2] == " ")):
        return option
    return None


def _question(
    split: str, id: str, sentences: Sequence[Sentence], lines: Sequence[str], parts: _Parts
) -> Iterator[Event]:
    reason = _reason_to_reject(parts)
    if reason:
        yield Rejected("mcqa", split, id, reason, "\n".join(lines))
        return
    for code, times in (("option-dash-missing", parts.without_dash), ("option-nan-left-out", parts.nan)):
        if times:
            yield Repaired("mcqa", split, id, code, times)
    fields = {
        "question": next(line for line in reversed(parts.stem) if any(c.isalpha() for c in line)),
        "options": parts.options,
        "answer": parts.key,
        "explanation": "\n".join(parts.explanation),
        "specialty": _specialty(sentences),
    }
    yield Record("mcqa", split, Document(id, id, id, "\n".join(parts.stem), _LICENCE, fields=fields))


def _open_question(
    split: str, id: str, sentences: Sequence[Sentence], lines: Sequence[str], parts: _Parts
) -> Iterator[Event]:
    asked, answer = "\n".join(parts.stem), "\n".join(parts.explanation)
    if not _has_words(asked) or not _has_words(answer):
        reason = "explanation-missing" if _has_words(asked) else "question-missing"
        yield Rejected("qa", split, id, reason, "\n".join(lines))
        return
    fields = {"question": asked, "answer": answer, "specialty": _specialty(sentences)}
    yield Record("qa", split, Document(id, id, id, asked, _LICENCE, fields=fields))


def _has_words(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _reason_to_reject(parts: _Parts) -> str:
    if not _has_words("".join(parts.stem)):
        return "question-missing"
    if len(parts.options) < 2:
        return "options-missing"
    if any(not option.text for option in parts.options):
        return "option-empty"
    if parts.key not in {option.key for option in parts.options}:
        return "key-not-an-option"
    return ""
