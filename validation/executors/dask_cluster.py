"""Work on units on a Dask cluster: an address is enough, whoever started it (by hand, dask-jobqueue, dask-kubernetes).

Every worker must see the data, the key and the files of a roster or of voices at the same paths, and have the same versions.
A worker that is lost loses nothing: Dask gives its units to others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Self

from datasets_builders.errors import UserError
from validation.executors.work import Kernel, U

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["DaskCluster"]

_SECONDS_TO_ANSWER = 30


class DaskCluster:
    """A cluster, as an `Executor`.

    Args:
        address: of its scheduler, such as `tcp://node07:8786` or `tls://node07:8786`.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._client: Client | None = None

    def __enter__(self) -> Self:
        """Greet the scheduler.

        Raises:
            UserError: Dask is not installed, or nobody answers there.
        """
        try:
            from distributed import Client
        except ImportError as error:
            raise UserError(
                "Dask is not installed.", remedy="pip install 'referto[dask]', here and where the workers run."
            ) from error
        try:
            self._client = Client(self._address, timeout=_SECONDS_TO_ANSWER, set_as_default=False)
        except (OSError, ValueError) as error:  # a timeout is an OSError
            raise UserError(
                f"No Dask scheduler answers at {self._address}.",
                cause="It is not running, listens elsewhere, or a firewall stands between.",
                remedy="Give the address that `dask scheduler` writes when it starts.",
            ) from error
        return self

    def __exit__(self, *exception: object) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    def map(self, kernel: Kernel, task: Any, units: Sequence[U]) -> Iterator[tuple[U, bytes]]:
        """Work on each unit once, and give it with its state, as they are done.

        Raises:
            UserError: what a worker raised; or the workers that were given a unit were lost again and again.
        """
        from distributed import KilledWorker, as_completed
        from distributed.client import FutureCancelledError

        if not units:
            return
        assert self._client is not None, "an executor is used within `with`"  # noqa: S101
        try:
            # Every worker gets the task, so that it outlives any of them.
            shared = self._client.scatter(task, broadcast=True, hash=False, timeout=_SECONDS_TO_ANSWER)
        except TimeoutError as error:
            raise UserError(
                f"The Dask cluster at {self._address} has no worker.", remedy="Start one: dask worker " + self._address
            ) from error
        futures = {self._client.submit(_on_worker, kernel, shared, unit, pure=False): unit for unit in units}
        try:
            for future in as_completed(list(futures), loop=self._client.loop):
                unit = futures.pop(future)
                try:
                    state: bytes = future.result()
                except (KilledWorker, FutureCancelledError) as error:
                    raise UserError(
                        f"{unit}: every worker that was given it was lost.",
                        cause="They were killed for want of memory, or the rows break what examines them.",
                        remedy="Give each worker more memory, or look at these rows by themselves.",
                    ) from error
                future.release()
                yield unit, state
        finally:
            for future in futures:
                future.cancel()


def _on_worker(kernel: Any, task: Any, unit: Any) -> bytes:
    result: bytes = kernel(task, unit)
    return result
