"""Requests that nobody sends by accident, made from the valid ones of a document.

Each attack stands in the place of one value: a leaf of the body, a parameter, the whole body.
`must_fail` tells what has to be refused from what a contract may allow, a date in year 9999 say.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from pactgen.prove.exchange import Request, send
from pactgen.prove.instances import NoInstanceError
from pactgen.prove.requests import Composer, Wish
from tests.live.round_trip import CannotCreateError, Life, bear, resources

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.prove.documents import Described, Document
    from pactgen.prove.server import RunningBackend

MEBIBYTE: Final = 2**20
MARK: Final = "hostile0mark"
"""Stands in a composed request where the attack goes."""
LEAKS: Final = (
    "Traceback", "sqlalchemy", "sqlite3", "asyncpg", "SELECT ", "INSERT INTO", "UPDATE ",
    "site-packages",
)  # fmt: skip
"""What no answer may show."""

WHOLE_BODIES: Final[Mapping[str, bytes]] = {
    "NUL": b"\0",
    "not UTF-8": b"\xff\xfe",
    "NaN": b'{"a": NaN}',
    "infinity": b"[1e999999]",
    "lone surrogate": b'{"\\ud800": "\\udfff"}',
    "nested lists": b"[" * 100_000,
    "nested objects": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "10 MiB": b'{"a": "' + b"a" * (10 * MEBIBYTE) + b'"}',
}
TEXTS: Final[Mapping[str, Any]] = {
    "NUL": "a\0b",
    "lone surrogate": "\ud800",
}
DATES: Final = (
    "0000-00-00", "2023-02-29", "10000-01-01", "9999-12-31", "0001-01-01", "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "-0001-01-01T00:00:00Z",
    "2024-06-30T23:59:60Z", "+275760-09-13T00:00:00Z", "2024-01-01T25:61:61+99:99",
)  # fmt: skip
NUMBERS: Final[Mapping[str, Any]] = {
    "NaN": float("nan"),
    "infinity": float("inf"),
}
LARGE_NUMBERS: Final = (2**63, -(2**63) - 1, 2**64, 10**30, 10**400)
IN_PARAMETERS: Final[Mapping[str, str]] = {
    "NUL": "%00",
    "not UTF-8": "%ff%fe",
    "lone surrogate": "%ed%a0%80",
    "beyond 64 bits": str(2**64),
    "below 64 bits": str(-(2**63) - 1),
    "beyond floats": "9" * 400,
    "beyond Python's digits": "9" * 5_000,
    "NaN": "NaN",
    "absurd date": "9999-12-31T23:59:59-23:59",
    "pattern of LIKE": "%25_%5C",
    "SQL": "%27%3B%20DROP%20TABLE%20a%3B--",
    "20 KB": "a" * 20_000,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """A request and what is known about its answer."""

    operation: str
    what: str
    request: Request
    must_fail: bool

    def judged(self, url: str, custom: frozenset[str]) -> str | None:
        """Send it; return what is wrong with the answer."""
        try:
            reply = send(url, self.request)
        except OSError as error:
            return f"{self.operation}: {self.what}: {error}"
        text = reply.body.decode(errors="replace")
        leaks = [leak for leak in LEAKS if leak in text]
        refused = 400 <= reply.status < 500
        honest = reply.status == 501 and self.operation in custom
        taken = reply.status < 400 and not self.must_fail
        if (refused or honest or taken) and not leaks:
            return None
        return f"{self.operation}: {self.what}: {str(self.request)[:300]}\n    {reply} {leaks}"


def attacks(server: RunningBackend, document: Document) -> Iterator[Attack]:
    """Yield every attack on every operation; rows are made first, so that storage is reached."""
    composer = Composer(
        document=document, base_path=server.base_path, credentials=server.credentials
    )
    rows = _rows(server, document)
    for operation in document.operations.values():
        given = {
            key: value
            for path, keys in rows.items()
            if operation.path.startswith(path)
            for key, value in keys.items()
        }
        try:
            valid = composer.compose(operation, Wish(variant="full", salt=7, examples=False), given)
        except NoInstanceError:
            continue
        yield from _on_body(operation, valid)
        yield from _on_parameters(composer, operation, given)


def _rows(server: RunningBackend, document: Document) -> dict[str, Mapping[tuple[Any, str], Any]]:
    """Make a row of each resource; return the parameters that name it by the path of its items."""
    life = Life(server=server, document=document)
    found: dict[str, Mapping[tuple[Any, str], Any]] = {}
    for collection, item in resources(document):
        with suppress(CannotCreateError, NoInstanceError):
            found[item] = bear(life, collection, item).given
    return found


def _on_body(operation: Described, valid: Request) -> Iterator[Attack]:
    if valid.body is None:
        return
    is_json = "json" in valid.headers["Content-Type"]
    for what, body in WHOLE_BODIES.items():
        if is_json or len(body) > MEBIBYTE:
            request = replace(valid, body=body)
            yield Attack(operation=operation.label, what=what, request=request, must_fail=True)
    if not is_json:
        return
    whole = json.loads(valid.body)
    for way, leaf in _leaves(whole, ()):
        for what, value, must_fail in _instead_of(leaf):
            body = json.dumps(_replaced(whole, way, value)).encode()
            yield Attack(
                operation=operation.label,
                what=f"{what} at {'.'.join(map(str, way))}",
                request=replace(valid, body=body),
                must_fail=must_fail,
            )


def _leaves(node: Any, way: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    match node:
        case dict():
            for key, value in node.items():
                yield from _leaves(value, (*way, key))
        case [first, *_]:
            yield from _leaves(first, (*way, 0))
        case str() | int() | float() if not isinstance(node, bool):
            yield way, node


def _instead_of(leaf: str | float) -> Iterator[tuple[str, Any, bool]]:
    if isinstance(leaf, str):
        yield from ((what, text, True) for what, text in TEXTS.items())
        yield from ((f"date {text}", text, False) for text in DATES)
        yield "1 MB of text", "a" * 1_000_000, False
        return
    yield from ((what, number, True) for what, number in NUMBERS.items())
    yield from (
        (f"{number:.0e}" if number < 10**300 else "10^400", number, False)
        for number in LARGE_NUMBERS
    )


def _replaced(node: Any, way: tuple[Any, ...], value: Any) -> Any:
    if not way:
        return value
    step, *rest = way
    inner = _replaced(node[step], tuple(rest), value)
    if isinstance(node, list):
        return [inner, *node[1:]]
    return {**node, step: inner}


def _on_parameters(
    composer: Composer, operation: Described, given: Mapping[tuple[Any, str], Any]
) -> Iterator[Attack]:
    for parameter in operation.parameters:
        place, name = parameter["in"], parameter["name"]
        if place not in {"path", "query"}:
            continue
        marked = {**given, (place, name): MARK}
        valid = composer.compose(operation, Wish(variant="full", salt=7, examples=False), marked)
        schema = composer.document.resolve(parameter.get("schema", {}))
        for what, text in IN_PARAMETERS.items():
            yield Attack(
                operation=operation.label,
                what=f"{what} in {place} {name}",
                request=replace(valid, target=valid.target.replace(MARK, text)),
                must_fail=place == "path" and schema.get("type") == "integer",
            )
