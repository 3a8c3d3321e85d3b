"""`referto publish`, `plan` and `verify`: a release file, all the way or a part of it."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from datasets_builders.errors import Refused, UserError
from release.cli.output import format_option, make_bars, say, show_json, show_plan, show_report
from release.cli.package import show_model_report

if TYPE_CHECKING:
    from release.desk import Ready, Target
    from release.prepare import Prepared
    from release.release_file import Release

__all__ = ["plan", "publish", "verify"]

_file = click.argument("release_file", metavar="RELEASE.toml", type=click.Path(path_type=Path))
_to = click.option(
    "--to",
    "target",
    default="local:hub",
    show_default=True,
    metavar="local:DIR|URL",
    help="An embedded Hub in a folder, or the URL of a Hub (token from HF_TOKEN or the stored login).",
)
_work = click.option(
    "--work",
    type=click.Path(path_type=Path),
    help="Where the release is prepared.  [default: NAME-VERSION beside the release file]",
)
_adopt = click.option(
    "--adopt",
    is_flag=True,
    help="Replace what somebody else put into a repository: commit on top, delete what is not ours.",
)


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (_work, _to, _file):
        command = option(command)
    return command


def _make_ready(release: Release, work: Path) -> Ready:
    from release.desk import make_ready

    return make_ready(release, work, today=datetime.date.today(), say=say, bars=make_bars())


def _show_refusals(prepared: list[Prepared]) -> None:
    for each in prepared:
        if each.report.verdict != "pass":
            show = show_report if each.local.kind == "dataset" else show_model_report
            show(each.report, each.entry.repo_id)
            click.echo("")


@click.command(short_help="Build, check, describe, plan, push and verify: all of it.")
@_options
@_adopt
@click.option("--yes", is_flag=True, help="Do not ask before the first change on the Hub.")
def publish(release_file: Path, target: str, work: Path | None, adopt: bool, yes: bool) -> None:
    """Build, check, describe, plan, push and verify everything that RELEASE.toml names: datasets, then models.

    Nothing is sent unless every report passes and is about the very bytes that go. Running it again goes on where it stopped,
    and does nothing when all is done.
    """
    from release.desk import Target, carry_out, open_target, plan_against, settle, work_folder
    from release.prepare import refuse_unless_passed
    from release.release_file import read_release_file

    release = read_release_file(release_file)
    to = Target(target)
    with work_folder(release, work) as folder, open_target(to, release.namespace) as remote:
        ready = _make_ready(release, folder)
        prepared = settle(remote, release, ready, say=say)
        _show_refusals(prepared)
        refuse_unless_passed(prepared)
        planned = plan_against(remote, release, [each.local for each in prepared], adopt=adopt, say=say)
        show_plan(planned)
        if planned.blocked:
            raise Refused("The plan is blocked:\n  - " + "\n  - ".join(planned.blocked))
        if not planned.is_done:
            _confirm(yes)
        receipt = carry_out(remote, release, ready, folder, adopt=adopt, say=say)
        _show_receipt(receipt, folder, nothing_done=planned.is_done)
        _show_how_to_load(prepared[0], release.tag, to)


def _confirm(yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise UserError(
            "Nobody can be asked here, and nothing was sent.", remedy="Add --yes once you have read the plan."
        )
    click.confirm("Carry this out?", abort=True, err=True)


def _show_receipt(receipt: dict[str, Any], work: Path, *, nothing_done: bool) -> None:
    from release.verify import UNITS

    click.echo("\nalready published, verified again:" if nothing_done else "\npublished and verified:")
    for repo in receipt["repos"]:
        click.echo(
            f"  {repo['repo']} {receipt['release']['tag']}: commit {repo['commit'][:12]}, {repo['files']} files, "
            f"{repo['bytes']:,} bytes, {repo[UNITS[repo['kind']] + '_loaded']:,} {UNITS[repo['kind']]} loaded, "
            f"{repo['visibility']}"
        )
    click.echo(f"receipt: {work / 'receipt.json'}")


def _show_how_to_load(first: Prepared, tag: str, to: Target) -> None:
    """Write the lines that load what was published first."""
    lines = ["", "To load it:"]
    if to.folder is not None:
        token = to.folder / "token"
        lines += [f"  referto hub {to.folder} --port 8675 &", "  export HF_ENDPOINT=http://127.0.0.1:8675"]
        lines += [f"  export HF_TOKEN=$(cat {token})"]
    elif not to.text.startswith("https://huggingface.co"):
        lines += [f"  export HF_ENDPOINT={to.text}    # and HF_TOKEN, while it is private"]
    click.echo("\n".join([*lines, f"  python -c '{_loading_code(first, tag)}'"]))


def _loading_code(first: Prepared, tag: str) -> str:
    repo = first.local.repo_id
    if first.local.kind == "model":
        # An adapter is put on its base by a library that is no dependency here; its card tells how.
        is_adapter = "adapter_config.json" in first.local.manifest.files
        library, load = (
            ("huggingface_hub", "snapshot_download")
            if is_adapter
            else ("transformers", "AutoModelForCausalLM.from_pretrained")
        )
        return f'from {library} import {load.partition(".")[0]}; print({load}("{repo}", revision="{tag}"))'
    config = next(iter(json.loads((first.local.folder / "corpus.json").read_text(encoding="utf-8"))["configs"]))
    return f'from datasets import load_dataset; print(load_dataset("{repo}", "{config}", revision="{tag}"))'


@click.command(short_help="Show what publishing would do, and do none of it.")
@_options
@_adopt
@format_option
def plan(release_file: Path, target: str, work: Path | None, adopt: bool, as_format: str) -> None:
    """Build and check, then show what publishing would do; change nothing on the Hub.

    Exits with 0 when there is nothing to do, 1 when there is, 3 when it may not be done.
    """
    from datasets_builders.staging import write_text
    from release.desk import Target, open_target, plan_against, settle, work_folder
    from release.prepare import refuse_unless_passed
    from release.release_file import read_release_file

    release = read_release_file(release_file)
    with work_folder(release, work) as folder, open_target(Target(target), release.namespace) as remote:
        prepared = settle(remote, release, _make_ready(release, folder), say=say)
        if as_format == "text":
            _show_refusals(prepared)
        refuse_unless_passed(prepared)
        planned = plan_against(remote, release, [each.local for each in prepared], adopt=adopt, say=say)
        write_text(folder / "plan.json", json.dumps(planned.to_json(), ensure_ascii=False, indent=1) + "\n")
        if as_format == "json":
            show_json(planned.to_json())
        else:
            show_plan(planned)
    raise SystemExit(3 if planned.blocked else 0 if planned.is_done else 1)


@click.command(short_help="Download what was published and compare it.")
@_options
def verify(release_file: Path, target: str, work: Path | None) -> None:
    """Download what was published, hash every file, load every config and model, and compare with what is here."""
    from release.desk import Target, open_target, settle, work_folder
    from release.prepare import refuse_unless_passed
    from release.release_file import read_release_file
    from release.verify import UNITS, verify_repo

    release = read_release_file(release_file)
    with work_folder(release, work) as folder, open_target(Target(target), release.namespace) as remote:
        prepared = settle(remote, release, _make_ready(release, folder), say=say)
        refuse_unless_passed(prepared)
        for each in prepared:
            loaded = verify_repo(remote, each.local, release.tag, say=say)
            unit = UNITS[each.local.kind]
            click.echo(f"{each.local.repo_id} {release.tag}: every file and {loaded:,} {unit} as examined")
