"""Where a command does its work: here, in processes, on a Dask cluster, or as one job of an array."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from release.cli.output import bar_of_units, say

if TYPE_CHECKING:
    from validation.executors.shards import Shard
    from validation.executors.work import Executor, Plan

__all__ = ["Where", "told_shard", "where_options"]

F = TypeVar("F", bound=Callable[..., Any])

_FOLDER = click.Path(path_type=Path)
_OPTIONS = (
    click.option("--workers", type=click.IntRange(min=1), help="Do the work in so many processes of this machine."),
    click.option("--dask", metavar="ADDRESS", help="Do the work on the Dask cluster with this scheduler."),
    click.option("--shard", metavar="I/N", help="Do the share of job I of N, and leave it in --work; see --merge."),
    click.option(
        "--work",
        type=_FOLDER,
        help="The folder that the jobs share, as sensitive as the data; made for your user alone.",
    ),
    click.option("--merge", type=_FOLDER, help="Conclude from the --work folder in which all jobs are done."),
    click.option(
        "--keep-work", is_flag=True, help="With --merge: do not remove the folder when the result is written."
    ),
)


@dataclass(frozen=True)
class Where:
    """What these options say; they are checked against each other.

    Raises:
        click.UsageError: two of them cannot go together, or one lacks the other.
    """

    workers: int | None = None
    dask: str | None = None
    shard: str | None = None
    work: Path | None = None
    merge: Path | None = None
    keep_work: bool = False

    def __post_init__(self) -> None:
        if self.workers and self.dask:
            raise click.UsageError("--workers and --dask do not go together.")
        if (self.shard is None) != (self.work is None):
            raise click.UsageError("--shard and --work go together.")
        if self.merge and (self.workers or self.dask or self.shard):
            raise click.UsageError("--merge only concludes; the work was done by the jobs.")
        if self.keep_work and not self.merge:
            raise click.UsageError("--keep-work goes with --merge.")

    def executor(self) -> Executor | None:
        """Give what does the work, to be used within `with`; None for this process."""
        if self.dask:
            from validation.executors.dask_cluster import DaskCluster

            return DaskCluster(self.dask)
        if self.workers:
            from validation.executors.processes import Processes

            return Processes(self.workers)
        return None

    @property
    def is_shared(self) -> bool:
        """Whether the work is shared out at all."""
        return bool(self.workers or self.dask or self.shard or self.merge)

    def require_out(self, out: Path | None) -> Path:
        """Give where the result goes; a job has none.

        Raises:
            click.UsageError: it lacks, or a job was given one.
        """
        if (out is None) == (self.shard is None):
            raise click.UsageError("Give --out, unless --shard is given: the result of the jobs is written by --merge.")
        return out or Path()

    def do_shard(self, plan: Plan) -> bool:
        """Do the share of a job, and say so, if one was asked for; tell whether it was.

        Raises:
            UserError: a unit could not be worked on, or the work folder is open to others.
            Refused: the jobs before had other data, versions or options.
        """
        if self.shard is None or self.work is None:
            return False
        from validation.executors.shards import Shard, do_shard, open_work
        from validation.executors.work import Inline

        shard = Shard.parse(self.shard)
        plan, folder = open_work(self.work, plan, shard.of)
        with self.executor() or Inline() as executor:
            done, before = do_shard(plan, shard, folder, executor)
        told_shard(shard, done, before)
        return True

    @contextmanager
    def states(self, plan: Plan, waiting: Path) -> Iterator[Iterable[Any]]:
        """Give what the workers or the jobs made of each unit, in the order of the data, to be used within `with`.

        The folder of the jobs is removed behind it, unless something went wrong or it was to be kept.

        Args:
            plan: what is done.
            waiting: a folder to make for a while, beside the result, for what comes before its turn.

        Raises:
            UserError: a unit could not be worked on, or a job is not finished.
            Refused: the states are of other data, versions or options.
        """
        if self.merge is not None:
            from validation.executors.shards import merged_states, open_work

            plan, folder = open_work(self.merge, plan, None)
            yield merged_states(plan, folder)
            if not self.keep_work:
                folder.remove()
            return
        from validation.executors.gathering import states_in_order
        from validation.executors.work import Inline

        with (
            self.executor() or Inline() as executor,
            states_in_order(plan, executor, waiting, progress=bar_of_units) as states,
        ):
            yield states


def told_shard(shard: Shard, done: int, before: int) -> None:
    """Say what a job did."""
    say(f"shard {shard.number}/{shard.of}: {done} units of work done, {before} had been before")


def where_options(command: F) -> F:
    """Add these options to a command, which takes them together as `where`."""

    @functools.wraps(command)
    def told(*args: Any, **options: Any) -> Any:
        given = {field.name: options.pop(field.name) for field in fields(Where)}
        return command(*args, where=Where(**given), **options)

    told.__click_params__ = list(getattr(command, "__click_params__", ()))  # type: ignore[attr-defined]
    wrapped: Any = told
    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    result: F = wrapped
    return result
