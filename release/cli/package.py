"""`referto package`: a Hub-ready folder from what a trainer left."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from release.cli.output import format_option, show_json, show_report

if TYPE_CHECKING:
    from adaptation.checkpoint.package import Packaged
    from validation.findings import Report

__all__ = ["bar_of_files", "package", "show_model_report"]


def _bytes(context: click.Context, option: click.Parameter, value: str | None) -> int | None:
    """Read a size as people write it: 2GB, 500MB, 1GiB."""
    if value is None:
        return None
    from adaptation.checkpoint.sizes import bytes_of

    size = bytes_of(value)
    if size is None:
        raise click.BadParameter(f"{value!r} is no size such as 2GB", context, option)
    return size


@click.command(short_help="Make a Hub-ready folder from a checkpoint.")
@click.argument("model_dir", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The folder to make.")
@click.option(
    "--merge", type=click.Path(path_type=Path), help="The base's folder; the adapter is added to it in float32."
)
@click.option(
    "--dtype", type=click.Choice(["float32", "bfloat16", "float16"]), help="Cast to this; left out, nothing is cast."
)
@click.option(
    "--max-shard-size",
    callback=_bytes,
    metavar="SIZE",
    help="Cut the weights into files of at most this size, such as 2GB.",
)
@click.option("--base", default="", metavar="ID", help="The base model on the Hub, NAMESPACE/NAME.")
@click.option("--base-revision", default="", metavar="REV", help="The base's commit, 40 hexadecimal digits.")
@click.option("--base-licence", default="", metavar="LICENCE", help="The base's licence, by its identifier on the Hub.")
@format_option
def package(
    model_dir: Path,
    out: Path,
    merge: Path | None,
    dtype: str | None,
    max_shard_size: int | None,
    base: str,
    base_revision: str,
    base_licence: str,
    as_format: str,
) -> None:
    """Write what belongs to the model in MODEL_DIR to --out: safetensors, cleaned configurations, tokenizer, template, package.json.

    Every tensor is looked at on the way. Exits with 1 when an error is found, 3 when there was nothing to look at; nothing is
    written then.
    """
    from adaptation.checkpoint.mending import Base
    from adaptation.checkpoint.package import package_model

    packaged = package_model(
        model_dir,
        out,
        merge=merge,
        dtype=dtype,
        max_shard_size=max_shard_size,
        base=Base(base, base_revision, base_licence),
        progress=bar_of_files,
    )
    if as_format == "json":
        left_out = [{"path": stray.path, "kind": stray.kind} for stray in packaged.left_out]
        show_json(
            {
                "written": packaged.is_written,
                "left_out": left_out,
                "report": packaged.report.to_json(),
                **_told(packaged),
            }
        )
    else:
        _show(packaged)
    raise SystemExit(packaged.report.exit_code)


def bar_of_files(names: Iterable[str]) -> Iterable[str]:
    """Show how far the files of weights are read, on a terminal only."""
    if not sys.stderr.isatty():
        return names
    from tqdm import tqdm

    bar: Iterable[str] = tqdm(names, desc="reading weights", unit=" files", file=sys.stderr, leave=False)
    return bar


def show_model_report(report: Report, name: str) -> None:
    """Write a model's report: as a dataset's, with what its rows are."""
    show_report(report, name, certified=False)
    counts = report.examined.splits.get("model", {})
    if counts:
        click.echo(f"a row is a tensor: {counts['parameters']:,} parameters in {counts['files']:,} files")


def _told(packaged: Packaged) -> dict[str, object]:
    return {"package": dict(packaged.record)} if packaged.is_written else {}


def _show(packaged: Packaged) -> None:
    record = packaged.record
    show_model_report(packaged.report, str(packaged.folder))
    for stray in packaged.left_out:
        click.echo(f"left out  {stray.kind}  {stray.path}")
    if not packaged.is_written:
        click.echo("nothing was written")
        return
    for change in record["changed"]:
        click.echo(f"{change['what']}  {change['key']} in {change['file']}")
    for name, effect in record["effects"].items():
        if effect:
            click.echo(
                f"effect of the {name}: logits differ by at most {effect['max_logit_difference']:g} (largest "
                f"{effect['largest_logit']:g}), the likeliest token stays at {effect['argmax_kept']:.1%} of "
                f"{effect['positions']} positions"
            )
    size = sum(file["size"] for file in record["files"].values())
    click.echo(f"written: {len(record['files']) + 1} files, {size:,} bytes, {record['parameters']:,} parameters")
