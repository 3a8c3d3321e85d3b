"""`referto corpora`: the catalogue."""

from __future__ import annotations

from collections import Counter
from typing import Any

import click

from release.cli.output import format_option, show_json, show_table

__all__ = ["corpora"]

EVALUATION = ("ner", "re", "crf", "mcqa", "qa", "arg")
"""The task types that are scored; text is for pre-training, phi for checking anonymisation."""


def _entry(spec: Any) -> dict[str, Any]:
    return {
        "id": spec.id,
        "title": spec.title,
        "tasks": [{"id": config.name, "type": config.task.value} for config in spec.configs],
        "origin": spec.origin.value,
        "licence": spec.licence.name or spec.licence.hub_id,
        "republish": spec.republish.value,
        "builder": bool(spec.read),
        "sources": [{"url": s.url, "revision": s.revision, "path": s.path, "sha256": s.sha256} for s in spec.sources],
    }


@click.group(invoke_without_command=True, short_help="List the corpora: tasks, origin, licence, builder.")
@format_option
@click.pass_context
def corpora(ctx: click.Context, as_format: str) -> None:
    """List every corpus there is: tasks, origin, licence, and whether it may be published again."""
    if ctx.invoked_subcommand:
        return
    from datasets_builders.catalogue import CORPORA

    entries = [_entry(spec) for spec in CORPORA]
    if as_format == "json":
        show_json(entries)
        return
    rows = [
        (
            e["id"],
            ", ".join(f"{kind} {times}" for kind, times in Counter(t["type"] for t in e["tasks"]).items()),
            e["origin"],
            e["licence"],
            e["republish"],
            "yes" if e["builder"] else "no",
        )
        for e in entries
    ]
    show_table(("corpus", "tasks", "origin", "licence", "republish", "builder"), rows)
    scored = Counter(t["type"] for e in entries if e["builder"] for t in e["tasks"] if t["type"] in EVALUATION)
    told = ", ".join(f"{kind} {times}" for kind, times in sorted(scored.items()))
    click.echo(f"\n{scored.total()} evaluation tasks with a builder: {told}")


@corpora.command("show")
@click.argument("id")
@format_option
def show(id: str, as_format: str) -> None:
    """Show all that is declared of one corpus: sources, splits, licence and its evidence, known defects."""
    from datasets_builders.catalogue import get_corpus

    spec = get_corpus(id)
    if as_format == "json":
        show_json(
            {
                **_entry(spec),
                "summary": spec.summary,
                "split_policy": spec.split_policy,
                "licence_evidence": spec.licence.evidence,
                "contradictions": list(spec.licence.contradictions),
                "defects": list(spec.defects),
                "unknown": list(spec.unknown),
            }
        )
        return
    click.echo(f"{spec.title}\n\n{spec.summary}\n")
    click.echo(f"origin     {spec.origin.value}: {spec.origin_note}")
    click.echo(f"licence    {spec.licence.name or spec.licence.hub_id}: {spec.licence.evidence}")
    for line in spec.licence.contradictions:
        click.echo(f"           {line}")
    click.echo(f"republish  {spec.republish.value}")
    click.echo(f"splits     {spec.split_policy}")
    for source in spec.sources:
        click.echo(f"source     {source.url} at {source.revision}: {source.path}")
    for config in spec.configs:
        click.echo(f"config     {config.name} ({config.task.value}; {', '.join(config.splits)}): {config.description}")
    for defect in spec.defects:
        click.echo(f"defect     {defect}")
    for line in spec.unknown:
        click.echo(f"unknown    {line}")
