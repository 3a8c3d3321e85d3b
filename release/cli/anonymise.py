"""`referto anonymise`: mask or replace the identifiers of a built dataset."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from release.cli.output import make_bars, say
from release.cli.where import Where, where_options

if TYPE_CHECKING:
    from validation.anonymisation.repair.folder import Anonymised
    from validation.anonymisation.repair.keys import Key

__all__ = ["anonymise"]


@click.command(short_help="Mask or replace the identifiers of a built dataset.")
@click.argument("built", type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), help="The folder to make, or to replace; needed without --shard."
)
@click.option(
    "--mode",
    required=True,
    type=click.Choice(["mask", "surrogate"]),
    help="mask: [NOME], [DATA], ...; surrogate: fictional values, the same for the same person of a group.",
)
@click.option(
    "--key-file",
    type=click.Path(path_type=Path),
    help="A file of 32 random bytes or more, needed for surrogates; it is read, by every worker too, and written nowhere.",
)
@click.option("--only", multiple=True, metavar="ENTITY", help="Replace this entity alone; may be given again.")
@click.option("--keep", multiple=True, metavar="ENTITY", help="Leave this entity as it is; may be given again.")
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default="everything that `referto check` reports",
    help="Leave what is found with a lower score.",
)
@where_options
def anonymise(
    built: Path,
    out: Path | None,
    mode: str,
    key_file: Path | None,
    only: tuple[str, ...],
    keep: tuple[str, ...],
    min_score: float,
    where: Where,
) -> None:
    """Write to --out what the folder BUILT holds, with its identifiers masked or replaced; annotations move along.

    BUILT stays as it is. Prints how many replacements of each entity stand in the new folder. What was left, and spans that
    an identifier cut, are counted in OUT/repair.json. Exits with 3 when there was no text to look at.
    """
    from validation.anonymisation.repair.keys import read_key

    asked = where.require_out(out)
    key = read_key(key_file) if key_file else None
    if key_file:
        _refuse_key_inside(key_file, *(folder for folder in (built, out, where.work, where.merge) if folder))
    facts = _earlier(built)
    if key and facts.get("mode") == "surrogate" and facts.get("key_fingerprint") != key.fingerprint:
        say("the surrogates in this folder were made with another key; they are replaced like any identifier")
    how = {"mode": mode, "only": only, "keep": keep, "min_score": min_score}
    done = _shared(built, asked, key_file, how, where) if where.is_shared else _alone(built, asked, key, how)
    if done is not None:
        _show(done, asked, key)


def _alone(built: Path, out: Path, key: Key | None, how: dict[str, Any]) -> Anonymised:
    from validation.anonymisation.engine import default_engine
    from validation.anonymisation.repair.folder import anonymise_folder

    return anonymise_folder(
        built, out, default_engine(), key=key, progress=make_bars().batches, describe=_describe, **how
    )


def _shared(built: Path, out: Path, key_file: Path | None, how: dict[str, Any], where: Where) -> Anonymised | None:
    """Let others do the work, and write what they made; None where this was one of several jobs."""
    from validation.anonymisation.repair.folder import refuse_nested
    from validation.executors.repairing import plan_repair, write_states

    if where.shard is None:
        refuse_nested(built, out)
    plan = plan_repair(built, key_file=key_file, **how)
    if where.do_shard(plan):
        return None
    with where.states(plan, out.with_name(f".{out.name}.waiting")) as states:
        return write_states(out, plan, states, _describe)


def _earlier(built: Path) -> dict[str, Any]:
    from datasets_builders.built import open_built

    record = open_built(built).facts.get("anonymised")
    return record if isinstance(record, dict) else {}


def _describe(folder: Path) -> None:
    """Write the card anew; a dataset that is no corpus of the catalogue has none."""
    from datasets_builders.built import open_built
    from release.prepare import describe_folder

    if "corpus" in open_built(folder).facts:
        describe_folder(folder)


def _refuse_key_inside(key_file: Path, *folders: Path) -> None:
    from datasets_builders.errors import UserError

    for folder in folders:
        if key_file.resolve().is_relative_to(folder.resolve()):
            raise UserError(
                f"The key {key_file} lies in {folder}.",
                cause="Whoever gets the data would get the key with it.",
                remedy="Move it to a folder of its own that is not handed on.",
            )


def _show(done: Anonymised, out: Path, key: Key | None) -> None:
    for entity, count in sorted(done.counts.items()):
        click.echo(f"{entity}  {count:,}")
    say(
        f"{done.rows:,} rows, {done.texts:,} texts, {done.characters:,} characters; "
        f"{done.counts.total():,} replacements, {done.kept:,} of them from earlier runs; written to {out}"
    )
    if key:
        say(f"key {key.fingerprint} (its fingerprint, not the key)")
    if done.cut:
        say(
            f"{done.cut:,} annotated spans were cut by an identifier and now cover the whole replacement; see repair.json"
        )
    if done.dropped:
        say(f"{done.dropped:,} annotated spans did not cover their text before and were left out; see repair.json")
    if done.left:
        say(f"{done.left.total():,} places in labels and other closed columns were left as they are; see repair.json")
    say(f"next: referto check {out}")
