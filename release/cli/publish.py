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

if TYPE_CHECKING:
    from release.desk import Target
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


def _prepared(release: Release, work: Path) -> list[Prepared]:
    from release.prepare import prepare

    return prepare(release, work, today=datetime.date.today(), say=say, bars=make_bars())


def _show_refusals(prepared: list[Prepared]) -> None:
    for each in prepared:
        if each.report.verdict != "pass":
            show_report(each.report, each.entry.repo_id)
            click.echo("")


@click.command(short_help="Build, check, describe, plan, push and verify: all of it.")
@_options
@_adopt
@click.option("--yes", is_flag=True, help="Do not ask before the first change on the Hub.")
def publish(release_file: Path, target: str, work: Path | None, adopt: bool, yes: bool) -> None:
    """Build, check, describe, plan, push and verify everything that RELEASE.toml names.

    Nothing is sent unless every report passes and is about the very bytes that go. Running it again goes on where it stopped,
    and does nothing when all is done.
    """
    from release.desk import Target, carry_out, open_target, plan_against, work_folder
    from release.prepare import refuse_unless_passed
    from release.release_file import read_release_file

    release = read_release_file(release_file)
    to = Target(target)
    with work_folder(release, work) as folder, open_target(to, release.namespace) as remote:
        prepared = _prepared(release, folder)
        _show_refusals(prepared)
        refuse_unless_passed(prepared)
        repos = [each.local for each in prepared]
        planned = plan_against(remote, release, repos, adopt=adopt, say=say)
        show_plan(planned)
        if planned.blocked:
            raise Refused("The plan is blocked:\n  - " + "\n  - ".join(planned.blocked))
        if not planned.is_done:
            _confirm(yes)
        receipt = carry_out(remote, release, repos, folder, adopt=adopt, say=say)
        _show_receipt(receipt, to, repos[0].folder, folder, nothing_done=planned.is_done)


def _confirm(yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise UserError(
            "Nobody can be asked here, and nothing was sent.", remedy="Add --yes once you have read the plan."
        )
    click.confirm("Carry this out?", abort=True, err=True)


def _show_receipt(receipt: dict[str, Any], to: Target, folder: Path, work: Path, *, nothing_done: bool) -> None:
    click.echo("\nalready published, verified again:" if nothing_done else "\npublished and verified:")
    for repo in receipt["repos"]:
        click.echo(
            f"  {repo['repo']} {receipt['release']['tag']}: commit {repo['commit'][:12]}, {repo['files']} files, "
            f"{repo['bytes']:,} bytes, {repo['rows_loaded']:,} rows loaded, {repo['visibility']}"
        )
    click.echo(f"receipt: {work / 'receipt.json'}")
    first = receipt["repos"][0]["repo"]
    config = next(iter(json.loads((folder / "corpus.json").read_text(encoding="utf-8"))["configs"]))
    lines = ["", "To load it:"]
    if to.folder is not None:
        token = to.folder / "token"
        lines += [f"  referto hub {to.folder} --port 8675 &", "  export HF_ENDPOINT=http://127.0.0.1:8675"]
        lines += [f"  export HF_TOKEN=$(cat {token})"]
    elif not to.text.startswith("https://huggingface.co"):
        lines += [f"  export HF_ENDPOINT={to.text}    # and HF_TOKEN, while it is private"]
    lines += [
        f'  python -c \'from datasets import load_dataset; print(load_dataset("{first}", "{config}", '
        f'revision="{receipt["release"]["tag"]}"))\''
    ]
    click.echo("\n".join(lines))


@click.command(short_help="Show what publishing would do, and do none of it.")
@_options
@_adopt
@format_option
def plan(release_file: Path, target: str, work: Path | None, adopt: bool, as_format: str) -> None:
    """Build and check, then show what publishing would do; change nothing on the Hub.

    Exits with 0 when there is nothing to do, 1 when there is, 3 when it may not be done.
    """
    from datasets_builders.staging import write_text
    from release.desk import Target, open_target, plan_against, work_folder
    from release.prepare import refuse_unless_passed
    from release.release_file import read_release_file

    release = read_release_file(release_file)
    with work_folder(release, work) as folder, open_target(Target(target), release.namespace) as remote:
        prepared = _prepared(release, folder)
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
    """Download what was published, hash every file, load every config, and compare with what is here."""
    from release.desk import Target, open_target, work_folder
    from release.prepare import refuse_unless_passed
    from release.release_file import read_release_file
    from release.verify import verify_repo

    release = read_release_file(release_file)
    with work_folder(release, work) as folder, open_target(Target(target), release.namespace) as remote:
        prepared = _prepared(release, folder)
        refuse_unless_passed(prepared)
        for each in prepared:
            rows = verify_repo(remote, each.local, release.tag, say=say)
            click.echo(f"{each.local.repo_id} {release.tag}: every file and {rows:,} rows as examined")
