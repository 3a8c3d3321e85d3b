"""How much of what identifies does the check find, and what does it flag for nothing?

    python benchmarks/anonymisation_recall.py --notes 4000 --seed 20261123

Prints figures by entity for generated notes (`held_out`; with `--development` those of `notes`, on which the rules were made),
the same for Presidio's own analyser on the first of them, then recall on two corpora that people marked. Missed rows are named
by row and entity, never quoted; `--show N` prints N missed places and N false alarms in context, for the eyes of whoever
runs it.
"""

from __future__ import annotations

import argparse
import platform
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from benchmarks.corpora import INCOMPLETE, GoldRow, addiction, case_reports, gold80
from benchmarks.held_out import generate as generate_held_out
from benchmarks.metrics import Place, Rate, Score, Span, cover
from benchmarks.notes import Note, generate
from benchmarks.presidio import DefaultPresidio, close_sockets
from validation.anonymisation.engine import THRESHOLD, default_engine
from validation.anonymisation.tags import TAG_OF

__all__ = ["main"]

SEED = 20261123

Scan = Callable[[str], Sequence[Place]]


def main() -> None:
    """Run what the command line asks for and print it."""
    asked = _arguments()
    if asked.show and not asked.development:
        raise SystemExit("--show reads notes, and nobody reads the held-out ones: add --development.")
    close_sockets()
    engine = default_engine()
    print(
        f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}; threshold {THRESHOLD}"
    )
    kind = "development" if asked.development else "held out"
    notes: list[Note] = list((generate if asked.development else generate_held_out)(asked.notes, asked.seed))
    began = time.process_time()
    print(f"\n# Generated notes: {len(notes)}, seed {asked.seed} ({kind})\n")
    score = _score_notes(notes, engine.scan, THRESHOLD, _Shown(asked.show, asked.only))
    _print_entities(score)
    _print_totals(score)
    print(f"scored in {time.process_time() - began:.1f} s of CPU")
    if asked.forms:
        _print_forms(score)
    if asked.presidio:
        sample = notes[: asked.presidio]
        print(
            f"\n# Presidio's AnalyzerEngine, default Italian recognisers, any score: the first {len(sample)} of these notes\n"
        )
        score = _score_notes(sample, DefaultPresidio().scan, 0.0, _Shown(0, ""))
        _print_entities(score)
        _print_totals(score)
    if not asked.no_corpora:
        _print_reports(engine.scan, asked.reports)
        _print_corpus("deid-gold80-it: 80 real notes, ages under 90 left out", gold80(), engine.scan, asked)
        _print_corpus(
            "substance-abuse-phi-it, test: synthetic notes of an addiction clinic", addiction(), engine.scan, asked
        )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--notes", type=int, default=4000, help="how many notes to generate (4000)")
    parser.add_argument("--seed", type=int, default=SEED, help=f"the seed of the notes ({SEED})")
    parser.add_argument(
        "--development", action="store_true", help="the notes on which the rules were made, not the held-out ones"
    )
    parser.add_argument("--presidio", type=int, default=500, help="how many of them Presidio reads too (500; 0: none)")
    parser.add_argument("--no-corpora", action="store_true", help="leave out the corpora under REFERTO_SHARED")
    parser.add_argument("--reports", type=int, default=300_000, help="words of E3C layer 3 to read for alarms (300000)")
    parser.add_argument("--forms", action="store_true", help="print recall by surface form, too")
    parser.add_argument("--rows", type=int, default=40, help="how many missed rows of a corpus to name (40)")
    parser.add_argument("--show", type=int, default=0, help="print this many misses and false alarms IN CONTEXT")
    parser.add_argument("--only", default="", help="with --show: only misses of this entity")
    return parser.parse_args()


def _score_notes(notes: Iterable[Note], scan: Scan, threshold: float, shown: _Shown) -> Score:
    score = Score(threshold=threshold)
    for number, note in enumerate(notes):
        hits = scan(note.text)
        missed = score.add(note.text, note.spans, note.forms, hits)
        shown.add(str(number), note.text, note.spans, missed, hits)
    return score


def _print_corpus(title: str, rows: list[GoldRow] | None, scan: Scan, asked: argparse.Namespace) -> None:
    print(f"\n# {title}\n")
    if rows is None:
        print("not here: set REFERTO_SHARED to the folder that holds corpora/")
        return
    score = Score(threshold=THRESHOLD)
    shown = _Shown(asked.show, asked.only)
    missed_rows: list[str] = []
    for row in rows:
        hits = scan(row.text)
        missed = score.add(row.text, row.spans, [""] * len(row.spans), hits)
        missed_rows += _counted(row.row, missed)
        shown.add(row.row, row.text, row.spans, missed, hits)
    _print_entities(score)
    print(
        f"\nnotes with a missed span: {_percent(score.leak_rate())}; "
        f"words flagged outside the gold: {score.false_per_thousand():.1f} per 1,000 (at most: the gold is incomplete)"
    )
    print(f"missed: {'; '.join(missed_rows[: asked.rows]) or 'none'}{' ...' if len(missed_rows) > asked.rows else ''}")
    _print_gold_errors(rows)


def _print_reports(scan: Scan, most: int) -> None:
    """Print what is flagged in public texts, which hold few identifiers: nearly all of it is false."""
    print(f"\n# E3C layer 3: leaflets, case reports and theses, every ninth document, to {most} words\n")
    score = Score(threshold=THRESHOLD)
    for text in islice(case_reports(), 0, None, 9):
        if score.words >= most:
            break
        score.add(text, [], [], scan(text))
    if not score.words:
        print("not here: set REFERTO_SHARED to the folder that holds corpora/")
        return
    print(f"{score.notes} texts, {score.words} words; flagged words per 1,000: {score.false_per_thousand():.1f}")
    print("hits by entity: " + ", ".join(f"{name} {count}" for name, count in score.alarms.most_common(16)))


def _counted(row: str, missed: Iterable[Span]) -> list[str]:
    counts = Counter(entity for _, _, entity in missed)
    return [f"{row} {entity}" + (f" x{count}" if count > 1 else "") for entity, count in counts.items()]


def _print_gold_errors(rows: list[GoldRow]) -> None:
    absent = [f"{row.row} {entity}" for row in rows for entity in row.absent]
    unmarked = [f"{row.row} {INCOMPLETE[name]}" for row in rows for name in INCOMPLETE if name in row.row]
    print(
        f"gold errors: not in the text: {'; '.join(absent) or 'none'}; left unmarked: {'; '.join(unmarked) or 'none listed'}"
    )


def _print_entities(score: Score) -> None:
    print(f"{'entity':<28}{'spans':>7}{'found':>7}  recall")
    order = {name: place for place, name in enumerate(TAG_OF)}
    for entity in sorted(score.spans, key=lambda name: (order.get(name.split(" ")[0], 99), name)):
        _print_rate(entity, score.recall(entity))
        if entity == "PERSON" and score.form_spans["PERSON", "rare"]:
            known = [form for (name, form) in score.form_spans if name == "PERSON"]
            for form in sorted(known):
                _print_rate(f"  {form}", score.form_recall("PERSON", form))
    _print_rate("direct identifiers", score.direct_recall())
    _print_rate("all", score.recall())


def _print_rate(label: str, rate: Rate) -> None:
    print(f"{label:<28}{rate.total:>7}{rate.found:>7}  {rate.share:.3f}")


def _print_totals(score: Score) -> None:
    print(f"\nwords read                      {score.words}")
    print(f"false-flagged words per 1,000   {score.false_per_thousand():.1f}")
    for label, direct in (("direct identifiers", True), ("any identifier    ", False)):
        rate, bound = score.leak_rate(direct=direct), score.leak_bound(direct=direct)
        print(f"leaky notes, {label} {_percent(rate)}, at most {100 * bound:.2f}% (95%)")
    print(
        "false alarms by entity          "
        + ", ".join(f"{name} {count}" for name, count in score.alarms.most_common(12))
    )


def _print_forms(score: Score) -> None:
    print(f"\n{'entity, form':<50}{'spans':>7}{'found':>7}  recall")
    for entity, form in sorted(score.form_spans):
        rate = score.form_recall(entity, form)
        print(f"{entity + ', ' + form:<50}{rate.total:>7}{rate.found:>7}  {rate.share:.3f}")


def _percent(rate: Rate) -> str:
    return f"{100 * rate.share:.2f}% ({rate.found} of {rate.total})"


class _Shown:
    """Prints the first misses and the first false alarms in their context, as many of each as was asked."""

    def __init__(self, count: int, only: str) -> None:
        self._misses = self._alarms = count
        self._only = only

    def add(self, row: str, text: str, gold: Sequence[Span], missed: Iterable[Span], hits: Iterable[Place]) -> None:
        for start, end, entity in missed:
            if self._misses > 0 and self._only in entity:
                self._misses -= 1
                print(f"  missed {row} {entity}: {_context(text, start, end)}")
        golden = cover(len(text), ((start, end) for start, end, _ in gold))
        for hit in hits:
            if self._alarms > 0 and not any(golden[hit.start : hit.end]):
                self._alarms -= 1
                print(f"  alarm  {row} {hit.entity} {hit.score:.2f}: {_context(text, hit.start, hit.end)}")


def _context(text: str, start: int, end: int) -> str:
    left, right = text[max(0, start - 30) : start], text[end : end + 30]
    return f"{left}⟦{text[start:end]}⟧{right}".replace("\n", "⏎")


if __name__ == "__main__":
    main()
