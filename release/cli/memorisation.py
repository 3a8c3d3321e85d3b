"""`referto memorisation`: what a packaged model recites of its training text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from release.cli.canaries import named_bar
from release.cli.output import format_option, say, show_json, show_table

__all__ = ["memorisation"]


@click.command(short_help="Measure what a model recites of its training text.")
@click.argument("model", type=click.Path(path_type=Path))
@click.option(
    "--canaries", required=True, type=click.Path(path_type=Path), help="The list that `referto canaries` wrote."
)
@click.option("--train", required=True, type=click.Path(path_type=Path), help="The training text: copy or source.")
@click.option(
    "--unseen",
    type=click.Path(path_type=Path),
    help="Text of the same kind that was not trained on.  [default: the other splits, where --train is a built folder]",
)
@click.option("--base", type=click.Path(path_type=Path), help="The folder of the base model.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Where the report goes: memorisation.json.")
@click.option("--seed", default="", help="Of decoys, continuations and samples.  [default: a fresh one, recorded]")
@click.option("--config", default="", help="Of built folders, this config.  [default: the one that was planted into]")
@click.option("--text-column", default="text", show_default=True, help="Of tables, the column with the text.")
@click.option("--decoys", default=1_024, show_default=True, help="For each canary; at least 1,024.")
@click.option("--samples", default=20, show_default=True, help="Random continuations of each canary.")
@click.option("--passages", default=200, show_default=True, help="Of training text, for verbatim recall.")
@click.option("--texts", default=300, show_default=True, help="On each side, for membership.")
@click.option("--threshold", default=8.0, show_default=True, help="Bits from which a canary counts as exposed.")
@click.option(
    "--dtype",
    type=click.Choice(["float32", "bfloat16", "auto"]),
    default="float32",
    show_default=True,
    help="The numbers to compute in; auto: those of the files.",
)
@click.option("--batch", default=64, show_default=True, type=click.IntRange(1), help="The most rows run together.")
@format_option
def memorisation(
    model: Path,
    canaries: Path,
    train: Path,
    unseen: Path | None,
    base: Path | None,
    out: Path,
    seed: str,
    config: str,
    text_column: str,
    decoys: int,
    samples: int,
    passages: int,
    texts: int,
    threshold: float,
    dtype: str,
    batch: int,
    as_format: str,
) -> None:
    """Ask the packaged model MODEL for the planted canaries and for its training text, and write what came of it to --out.

    The report holds figures and the ids of canaries, no text. Exits with 0 when everything was asked, whatever the answer, and
    with 3 when there was nothing to ask: no planted canary, no passage long enough, too few texts.
    """
    import secrets

    from adaptation.memorisation.canaries import read_canaries
    from adaptation.memorisation.measure import Extent, Sources, measure_memorisation
    from datasets_builders.staging import write_text

    report = measure_memorisation(
        model,
        read_canaries(canaries),
        Sources(train, unseen, config, text_column),
        seed=seed or secrets.token_hex(16),
        base=base,
        extent=Extent(decoys, samples, passages, texts, threshold),
        dtype=dtype,
        batch=batch,
        progress=named_bar,
    )
    write_text(out, json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    if as_format == "json":
        show_json(report)
    else:
        _show(report)
    if report["train"]["is"] == "other":
        say("--train is neither the copy nor the source of these canaries: was the model trained on the copy?")
    say(f"written to {out}")


def _show(report: Mapping[str, Any]) -> None:
    exposure, extraction, verdict = report["exposure"], report["extraction"], report["verdict"]
    rows = [
        (
            times,
            f"{mean:.2f}",
            f"{exposure['chance_by_repeats'][times]:.2g}",
            str(extraction["extracted_by_repeats"][times]),
        )
        for times, mean in exposure["mean_by_repeats"].items()
    ]
    show_table(("planted", "mean exposure (bits)", "by chance (p)", "extracted"), rows)
    click.echo(f"exposure is at most {exposure['limit']:.2f} bits with {exposure['decoys']:,} decoys")
    click.echo(
        f"of {report['canaries']['planted']} planted canaries {len(verdict['extractable'])} were extracted, "
        f"{len(verdict['exposed'])} reach {exposure['threshold']:g} bits ({verdict['exposed_by_chance']:.2g} would by chance)"
    )
    told = report["verbatim_recall"]
    click.echo(
        f"verbatim recall: {_rate(told)}" + (f"; of unseen text {_rate(told['unseen'])}" if "unseen" in told else "")
    )
    member = report["membership"]
    click.echo(
        f"membership: AUC {member['auc']:.3f} ({member['ci95'][0]:.3f} to {member['ci95'][1]:.3f}) by {member['attack']}, "
        f"{member['members']} members, {member['non_members']} others"
        if member
        else "membership: not measured, there is no unseen text"
    )
    click.echo("LEAKS: " + ", ".join(_leaks(verdict)) if verdict["leaks"] else "no leak found; this proves no absence")


def _leaks(verdict: Mapping[str, Any]) -> list[str]:
    told = (("extractable", "extractable"), ("exposed", "exposed"))
    return [
        f"{word} from {verdict[f'{key}_from_repeats']} copies on ({len(verdict[key])} canaries)"
        for key, word in told
        if verdict[key]
    ]


def _rate(told: Mapping[str, Any]) -> str:
    low, high = told["ci95"]
    return f"{told['recalled']} of {told['sampled']} passages, 95% interval {low:.2%} to {high:.2%}"
