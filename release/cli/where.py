"""Where a command does its work: here, in processes, on a Dask cluster, or as one job of an array."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from validation.executors.work import Executor

__all__ = ["Where", "where_options"]

F = TypeVar("F", bound=Callable[..., Any])

_FOLDER = click.Path(path_type=Path)
_OPTIONS = (
    click.option("--workers", type=click.IntRange(min=1), help="Do the work in so many processes of this machine."),
    click.option("--dask", metavar="ADDRESS", help="Do the work on the Dask cluster with this scheduler."),
    click.option("--shard", metavar="I/N", help="Do the share of job I of N, and leave it in --work; see --merge."),
    click.option("--work", type=_FOLDER, help="The folder that the jobs share; as sensitive as the data."),
    click.option("--merge", type=_FOLDER, help="Conclude from the --work folder in which all jobs are done."),
    click.option(
        "--keep-work", is_flag=True, help="With --merge: do not remove the folder when the report is written."
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
