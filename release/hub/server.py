"""Serving a folder: in the foreground until a signal, or beside other work in a thread."""

from __future__ import annotations

import asyncio
import os
import re
import secrets
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from datasets_builders.errors import UserError, disk_errors
from release.hub.app import create_app
from release.hub.calls import Settings
from release.hub.faults import ABORT, FaultRule, Faults
from release.hub.repositories import add_organisation
from release.hub.store import Store, open_store

__all__ = ["HubAddress", "running", "serve"]

_HOST = "127.0.0.1"
_TOKEN = re.compile(r"[!-~]{8,200}")
_GRACE_SECONDS = 5


@dataclass(frozen=True)
class HubAddress:
    """A Hub that is running.

    Args:
        endpoint: what goes into `HF_ENDPOINT`, or `HfApi(endpoint=...)`.
        token: what goes into `HF_TOKEN`; not shown by `repr`.
        store: what it remembers, for looking in from the same process.
        faults: what goes wrong on purpose; more can be armed while it runs.
        stopped: set when it is over, for whatever reason.
    """

    endpoint: str
    token: str
    store: Store
    faults: Faults
    stopped: threading.Event

    def __repr__(self) -> str:
        return f"HubAddress(endpoint={self.endpoint!r})"


def serve(
    folder: Path,
    *,
    port: int = 0,
    token: str | None = None,
    faults: Sequence[FaultRule] = (),
    announce: Callable[[str, str], None],
    user: str = "local",
    organisations: Sequence[str] = (),
    settings: Settings | None = None,
) -> None:
    """Serve `folder` until SIGTERM or SIGINT; what is under way may finish within five seconds.

    Args:
        folder: the Hub's folder, made when it is missing.
        port: where to listen on 127.0.0.1; 0 takes a free one.
        token: the token that writes; by default the one in `folder/token`, which is made on the first start.
        faults: what goes wrong on purpose.
        announce: called once with endpoint and token, when requests are answered.
        user: the name of the account that the token stands for.
        organisations: namespaces to list as this account's, beside those in use; any other may be written to as well.
        settings: sizes of parts and pages.

    Raises:
        UserError: the folder cannot be used, or the port is taken.
    """
    with (
        running(
            folder,
            port=port,
            token=token,
            faults=faults,
            user=user,
            organisations=organisations,
            settings=settings,
        ) as hub,
        _signals_set(hub.stopped),
    ):
        announce(hub.endpoint, hub.token)
        hub.stopped.wait()


@contextmanager
def running(
    folder: Path,
    *,
    port: int = 0,
    token: str | None = None,
    faults: Sequence[FaultRule] = (),
    user: str = "local",
    organisations: Sequence[str] = (),
    settings: Settings | None = None,
) -> Iterator[HubAddress]:
    """Serve `folder` in a thread while the block runs; the arguments are those of `serve`.

    Raises:
        UserError: the folder cannot be used, or the port is taken.
    """
    with open_store(folder, user=user) as store:
        token = _check_token(token) if token is not None else _kept_token(folder)
        listener = _listen(port)
        endpoint = f"http://{_HOST}:{listener.getsockname()[1]}"
        store.lock.describe(f"process {os.getpid()} serves it at {endpoint}.")
        for name in organisations:
            add_organisation(store.database, name)
        armed = Faults(faults)
        server = _Server(create_app(store, token, armed, settings=settings), listener)
        server.start()
        try:
            yield HubAddress(endpoint, token, store, armed, server.stopped)
        finally:
            server.stop()


class _Connection(H11Protocol):
    """A connection that the application can break, as a fault on purpose."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        app = self.app

        async def breakable(scope: Scope, receive: Receive, send: Send) -> None:
            scope.setdefault("extensions", {})[ABORT] = transport.abort
            await app(scope, receive, send)

        self.app = breakable


class _Server(uvicorn.Server):
    """A uvicorn server in a thread of its own, on a socket that is listening already."""

    def __init__(self, app: ASGIApp, listener: socket.socket) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                loop="asyncio",
                http=_Connection,
                ws="none",
                lifespan="off",
                access_log=False,
                log_config=None,
                log_level="warning",
                server_header=False,
                proxy_headers=False,
                timeout_keep_alive=30,
                timeout_graceful_shutdown=_GRACE_SECONDS,
            )
        )
        self.stopped = threading.Event()
        self._ready = threading.Event()
        self._listener = listener
        self._thread = threading.Thread(target=self._work, name="referto-hub", daemon=True)

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
    """While the block runs, SIGTERM and SIGINT set `event` (elsewhere than in the main thread they stay as they are)."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

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


def _check_token(token: str) -> str:
    if not _TOKEN.fullmatch(token):
        raise UserError(
            "The token of a Hub must be 8 to 200 printable ASCII characters without spaces.",
            remedy="Leave it out to have one made, or give another.",
        )
    return token


def _kept_token(folder: Path) -> str:
    """The token in `folder/token`, which only its owner may read; made the first time."""
    path = folder / "token"
    with disk_errors(path, doing="keeping the Hub's token"):
        with suppress(FileExistsError):
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(f"hf_{secrets.token_urlsafe(30)}\n")
        kept = path.read_text(encoding="utf-8").strip()
    if not _TOKEN.fullmatch(kept):
        raise UserError(
            f"{path} does not hold a token.",
            remedy="Delete that file to have a new token made, or write one into it.",
        )
    return kept
