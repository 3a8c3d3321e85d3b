"""Try again what may pass: the Hub busy, the connection lost. After each failure the act begins anew, so it reads before it writes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from release.remote import HubBusy, HubUnreachable

__all__ = ["ATTEMPTS", "patiently"]

ATTEMPTS = 7
T = TypeVar("T")


def patiently(
    act: Callable[[], T],
    what: str,
    *,
    say: Callable[[str], None] = lambda line: None,
    pause: Callable[[float], None] = time.sleep,
) -> T:
    """Call `act` until it does not raise `HubBusy`, waiting longer each time.

    Args:
        act: may be called again after any failure.
        what: the repository or thing it is about, for the messages.
        say: told of each failure.
        pause: waits, seconds.

    Raises:
        HubUnreachable: it failed `ATTEMPTS` times.
    """
    for failures in range(1, ATTEMPTS + 1):
        try:
            return act()
        except HubBusy as error:
            if failures == ATTEMPTS:
                raise HubUnreachable(
                    f"{what}: gave up after {failures} attempts.",
                    cause=str(error),
                    remedy="Run the same command again later; it goes on where it stopped.",
                ) from error
            say(f"{what}: {error}; trying again")
            pause(error.wait or min(0.25 * 2**failures, 15.0))
    raise AssertionError("unreachable")
