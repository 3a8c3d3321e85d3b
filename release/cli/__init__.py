"""The command line: it parses, calls, shows and exits. No rule lives here, and nothing heavy is imported before a command runs."""

from __future__ import annotations

import importlib
import sys
import traceback

import click

from datasets_builders.errors import UserError

__all__ = ["BUG", "INTERRUPTED", "main", "referto"]

BUG = 70
"""The exit code of an exception that nobody foresaw (EX_SOFTWARE of sysexits.h)."""

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it."""

_COMMANDS = {
    "corpora": "release.cli.corpora",
    "fetch": "release.cli.fetch",
    "build": "release.cli.build",
    "gather": "release.cli.gather",
    "check": "release.cli.check",
    "report": "release.cli.report",
    "scan": "release.cli.scan",
    "anonymise": "release.cli.anonymise",
    "roster": "release.cli.roster",
    "risk": "release.cli.risk",
    "ngrams": "release.cli.ngrams",
    "package": "release.cli.package",
    "canaries": "release.cli.canaries",
    "memorisation": "release.cli.memorisation",
    "publish": "release.cli.publish",
    "plan": "release.cli.publish",
    "verify": "release.cli.publish",
    "review": "release.cli.review",
    "hub": "release.cli.hub",
}


class _Lazy(click.Group):
    """Imports a command's module when the command is named, so that the help of `referto` costs nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(_COMMANDS[cmd_name]), cmd_name)
        return command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="referto")
def referto() -> None:
    """Build, examine and publish Italian medical datasets: nothing leaves the house without a report.

    Results go to stdout, talk goes to stderr. Exit codes: 0 all is well, 1 there are findings, 2 the call was wrong,
    3 refused or nothing examined, 70 a bug, 130 interrupted.
    """


def main() -> None:
    """Run the command line; the one place where an exception becomes a message and an exit code."""
    try:
        code = referto(prog_name="referto", standalone_mode=False)
    except UserError as error:
        click.echo(f"referto: {error}", err=True)
        code = error.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except click.Abort:
        click.echo("referto: interrupted", err=True)
        code = INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away, as `head` does; there is nobody to tell.
        sys.stderr.close()
        code = 0
    except Exception:
        # Python would exit with 1, which says here that there are findings.
        traceback.print_exc()
        code = BUG
    sys.exit(code if isinstance(code, int) else 0)
