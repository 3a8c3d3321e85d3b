"""Serving the review page to this machine, until a signal or while a block runs."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from datasets_builders.errors import UserError
from release.review.app import create_app
from release.review.guard import Entrance
from release.review.session import ReviewSession

__all__ = ["ReviewAddress", "running", "serve"]

_HOST = "127.0.0.1"
_GRACE_SECONDS = 2


@dataclass(frozen=True)
class ReviewAddress:
    """A page that is running: the port, the address that opens it once (not shown by `repr`), and when it is over."""

    port: int
    url: str
    stopped: threading.Event

    def __repr__(self) -> str:
        return f"ReviewAddress(port={self.port})"


def serve(session: ReviewSession, *, port: int, language: str, announce: Callable[[str], None]) -> None:
    """Serve the page until SIGTERM or SIGINT.

    Args:
        session: what is reviewed.
        port: where to listen on 127.0.0.1; 0 takes a free one.
        language: "it" or "en".
        announce: called once, with the address that opens the page, when requests are answered.

    Raises:
        UserError: the port is taken.
    """
    with running(session, port=port, language=language) as address, _signals_set(address.stopped):
        announce(address.url)
        address.stopped.wait()


@contextmanager
def running(session: ReviewSession, *, port: int = 0, language: str = "it") -> Iterator[ReviewAddress]:
    """Serve the page in a thread while the block runs; the arguments are those of `serve`.

    Raises:
        UserError: the port is taken.
    """
    listener = _listen(port)
    entrance = Entrance(listener.getsockname()[1])
    server = _Server(create_app(session, entrance, language=language), listener)
    server.start()
    try:
        yield ReviewAddress(entrance.port, entrance.url, server.stopped)
    finally:
        server.stop()


class _Server(uvicorn.Server):
    """A uvicorn server in a thread of its own, on a socket that is listening already."""

    def __init__(self, app: ASGIApp, listener: socket.socket) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                loop="asyncio",
                http="h11",
                ws="none",
                lifespan="off",
                access_log=False,
                log_config=None,
                log_level="warning",
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=_GRACE_SECONDS,
            )
        )
        self.stopped = threading.Event()
        self._ready = threading.Event()
        self._listener = listener
        self._thread = threading.Thread(target=self._work, name="referto-review", daemon=True)

    def start(self) -> None:
        """Return when requests are answered."""
        self._thread.start()
        self._ready.wait()
        if self.stopped.is_set():
            raise RuntimeError("the server ended while it was starting; its thread told why")

    def stop(self) -> None:
        """Return when all is finished or given up."""
        self.should_exit = True
        self._thread.join()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Tell the thread that waits in `start`."""
        await super().startup(sockets)
        self._ready.set()

    def _work(self) -> None:
        try:
            self.run(sockets=[self._listener])
        finally:
            self._listener.close()
            self.stopped.set()
            self._ready.set()


@contextmanager
def _signals_set(event: threading.Event) -> Iterator[None]:
    """While the block runs, SIGTERM and SIGINT set `event`; call it from the main thread."""

    def on_signal(number: int, frame: FrameType | None) -> None:
        event.set()

    before = {number: signal.signal(number, on_signal) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, previous in before.items():
            signal.signal(number, previous)


def _listen(port: int) -> socket.socket:
    # With the protocol named, asyncio turns Nagle's algorithm off; without, each small answer waits for 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((_HOST, port))
        listener.listen(128)
    except (OSError, OverflowError) as error:
        listener.close()
        raise UserError(
            f"Port {port} of this machine cannot be listened on.",
            cause=f"{error}; another program may have it.",
            remedy="Choose another port, or 0 for any that is free.",
        ) from error
    return listener
