"""Faults on purpose: the network and the server as they are on a bad day, to be survived in a test or a rehearsal.

A rule names the requests it strikes by a regular expression over `METHOD /path?query` and says what happens to them:

```
[{"match": "^POST /api/.*/commit/", "status": 504, "apply": true}]          done, but the answer says otherwise
[{"match": "^PUT /_upload/", "drop": true, "times": 2}]                     the connection breaks, twice
[{"match": "/tree/", "delay_s": 3, "times": null}]                          every look at a tree is slow
match=/commit/;status=429;skip=1;headers={"Retry-After": "2"}               the same in short
```
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from datasets_builders.errors import UserError

__all__ = ["ABORT", "FaultRule", "Faults", "parse_faults"]

ABORT = "referto.abort"
"""The ASGI extension by which a server lets an application break its connection."""


@dataclass(frozen=True)
class FaultRule:
    """What goes wrong, where, and how often.

    Args:
        match: regular expression looked for in `METHOD /path?query`, percent-encoded as on the wire.
        status: answer this instead of the truth.
        drop: break the connection instead of answering.
        apply: do what the request asks first, so that only the answer is lost.
        delay_s: seconds to wait before anything else; alone, the request is merely slow.
        times: how many requests are struck; None is all of them.
        skip: how many matching requests are let through first.
        headers: of the false answer.
        body: of the false answer: a string as it stands, anything else as JSON.
    """

    match: str
    status: int | None = None
    drop: bool = False
    apply: bool = False
    delay_s: float = 0.0
    times: int | None = 1
    skip: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: object = None

    def __post_init__(self) -> None:
        problem = self._problem()
        if problem:
            raise UserError(
                f"The fault for {self.match!r} makes no sense: {problem}.",
                remedy='Write a rule like {"match": "^POST .*/commit/", "status": 503}.',
            )

    def _problem(self) -> str:
        try:
            re.compile(self.match)
        except re.error as error:
            return f"its pattern is not a regular expression ({error})"
        if self.status is not None and not 400 <= self.status <= 599:
            return "its status must be from 400 to 599"
        if self.drop and self.status is not None:
            return "it cannot both answer with a status and drop the connection"
        if not self.drop and self.status is None and not self.delay_s:
            return "it needs a status, drop, or delay_s"
        if self.apply and not self.drop and self.status is None:
            return "apply needs a status or drop, to lose the answer"
        if self.delay_s < 0 or self.skip < 0 or (self.times is not None and self.times < 1):
            return "delay_s and skip cannot be negative, and times is at least 1"
        return ""


def parse_faults(spec: str) -> tuple[FaultRule, ...]:
    """Read rules from JSON (one object or a list), from `@file` that holds it, or from `name=value;name=value`.

    Raises:
        UserError: the text is none of these, has a name no rule has, or a value of another type than that name's.
    """
    text = spec.strip()
    if text.startswith("@"):
        text = _read_spec(Path(text[1:])).strip()
    if text.startswith(("[", "{")):
        try:
            loaded = json.loads(text)
        except ValueError as error:
            raise _unreadable(spec, str(error)) from error
        rules = loaded if isinstance(loaded, list) else [loaded]
    else:
        rules = [_read_short(spec, text)]
    return tuple(_rule(spec, rule) for rule in rules)


class Faults:
    """The rules in force, with what is left of each, and a record of what they struck.

    All of it happens in the event loop of one server, so the counting needs no lock; `arm` and `disarm` replace the
    list as a whole and may be called from any thread.
    """

    def __init__(self, rules: Iterable[FaultRule] = ()) -> None:
        self._armed: list[_ArmedRule] = []
        self.struck: list[str] = []
        self.arm(*rules)

    def arm(self, *rules: FaultRule) -> None:
        """Add rules; the first that matches a request strikes it."""
        self._armed = [*self._armed, *(_ArmedRule(rule) for rule in rules)]

    def disarm(self) -> None:
        """Let everything go well again."""
        self._armed = []

    def strike(self, request: str) -> FaultRule | None:
        """The rule that strikes this request, which counts as having happened."""
        for armed in self._armed:
            if armed.strikes(request):
                self.struck.append(request)
                return armed.rule
        return None

    def around(self, app: ASGIApp) -> ASGIApp:
        """`app` as it answers on a bad day."""

        async def faulty(scope: Scope, receive: Receive, send: Send) -> None:
            rule = self.strike(_request_line(scope)) if scope["type"] == "http" else None
            await (app(scope, receive, send) if rule is None else _suffer(rule, app, scope, receive, send))

        return faulty


@dataclass
class _ArmedRule:
    rule: FaultRule
    seen: int = 0

    def strikes(self, request: str) -> bool:
        if re.search(self.rule.match, request) is None:
            return False
        self.seen += 1
        due = self.seen - self.rule.skip
        return due > 0 and (self.rule.times is None or due <= self.rule.times)


async def _suffer(rule: FaultRule, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    await asyncio.sleep(rule.delay_s)
    if rule.status is None and not rule.drop:
        await app(scope, receive, send)
        return
    if rule.apply:
        await app(scope, receive, _swallow)
    if rule.drop:
        await _break_connection(scope, receive)
        return
    if not rule.apply:
        await _read_all(receive)
    await _false_answer(rule)(scope, receive, send)


async def _break_connection(scope: Scope, receive: Receive) -> None:
    abort: Callable[[], None] | None = scope.get("extensions", {}).get(ABORT)
    if abort is None:
        raise ConnectionResetError("a fault rule dropped this connection")
    abort()
    while (await receive())["type"] != "http.disconnect":
        pass


async def _read_all(receive: Receive) -> None:
    """A server that refuses reads the body first; otherwise the client would see a broken pipe, not the status."""
    while (await receive()).get("more_body"):
        pass


async def _swallow(message: Message) -> None:
    """Lose an answer."""


def _false_answer(rule: FaultRule) -> Response:
    status = rule.status or 500
    if isinstance(rule.body, str):
        return Response(rule.body, status, dict(rule.headers))
    body = {"error": "injected fault"} if rule.body is None else rule.body
    return JSONResponse(body, status, dict(rule.headers))


def _request_line(scope: Scope) -> str:
    query = scope["query_string"].decode("latin-1")
    path = scope["raw_path"].decode("latin-1")
    return f"{scope['method']} {path}{'?' + query if query else ''}"


_TYPES: dict[str, tuple[type, ...]] = {
    "match": (str,),
    "status": (int,),
    "drop": (bool,),
    "apply": (bool,),
    "delay_s": (int, float),
    "times": (int, type(None)),
    "skip": (int,),
    "headers": (dict,),
    "body": (object,),
}


def _rule(spec: str, rule: object) -> FaultRule:
    if not isinstance(rule, dict) or "match" not in rule:
        raise _unreadable(spec, 'a rule is an object with "match"')
    for name, value in rule.items():
        if name not in _TYPES:
            raise _unreadable(spec, f"no rule has {name!r}; there are {', '.join(_names())}")
        is_misplaced_bool = isinstance(value, bool) and bool not in _TYPES[name] and name != "body"
        if not isinstance(value, _TYPES[name]) or is_misplaced_bool:
            raise _unreadable(spec, f"{name!r} cannot be {json.dumps(value)}")
    if not all(isinstance(value, str) for value in rule.get("headers", {}).values()):
        raise _unreadable(spec, "the values of 'headers' must be strings")
    return FaultRule(**rule)


def _read_short(spec: str, text: str) -> dict[str, object]:
    rule: dict[str, object] = {}
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        if not equals and name.strip() not in ("drop", "apply"):
            raise _unreadable(spec, f"{part!r} is not of the form name=value")
        rule[name.strip()] = _short_value(name.strip(), value) if equals else True
    return rule


def _short_value(name: str, value: str) -> object:
    if name == "match":
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _read_spec(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"The fault rules in {path} cannot be read.", cause=str(error)) from error


def _unreadable(spec: str, cause: str) -> UserError:
    return UserError(
        f"The fault rules cannot be read: {spec!r}",
        cause=cause,
        remedy='Write for example \'[{"match": "^POST .*/commit/", "status": 504, "apply": true}]\'.',
    )


def _names() -> Sequence[str]:
    return [known.name for known in fields(FaultRule)]
