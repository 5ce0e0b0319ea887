"""Requests that nobody sends by accident, made from the valid ones of a document.

Each attack stands in the place of one value: a leaf of the body, a parameter, a header, the whole
body. `must_fail` tells what has to be refused from what a contract may allow, a date far off say.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pactgen.prove.exchange import Request, send
from pactgen.prove.instances import NoInstanceError
from pactgen.prove.requests import Composer, Wish
from pactgen.values import replace
from tests.live.round_trip import CannotCreateError, Life, bear, resources

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.prove.documents import Described, Document
    from pactgen.prove.server import RunningBackend

Way = tuple[Any, ...]
Given = dict[tuple[Any, str], Any]

MEBIBYTE: Final = 2**20
MARK: Final = "hostile0mark"
"""Stands in a composed request where the attack goes."""
LEAKS: Final = (
    "Traceback", "sqlalchemy", "sqlite3", "asyncpg", "SELECT ", "INSERT INTO", "UPDATE ",
    "site-packages",
)  # fmt: skip
"""What no answer may show."""


def noise(length: int) -> str:
    """Return text that no database makes smaller."""
    digests = (hashlib.sha256(str(n).encode()).hexdigest() for n in range(length // 64 + 1))
    return "".join(digests)[:length]


def nested(depth: int) -> str:
    """Return a JSON list in a list in a list."""
    return "[" * depth + "]" * depth


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
DATES: Final = (
    "0000-00-00", "2023-02-29", "10000-01-01", "9999-12-31", "0001-01-01", "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "-0001-01-01T00:00:00Z",
    "2024-06-30T23:59:60Z", "+275760-09-13T00:00:00Z", "2024-01-01T25:61:61+99:99",
)  # fmt: skip
TEXTS: Final[Mapping[str, tuple[str, bool]]] = {
    "NUL": (r'"a\u0000b"', True),
    "lone surrogate": (r'"\ud800"', True),
    "900 KB": (f'"{noise(900_000)}"', False),
    "4 KB": (f'"{noise(4_000)}"', False),
    **{f"date {date}": (f'"{date}"', False) for date in DATES},
}
"""In the place of a text: the JSON, and whether it has to be refused."""
NUMBERS: Final[Mapping[str, tuple[str, bool]]] = {
    "NaN": ("NaN", True),
    "infinity": ("-Infinity", True),
    "1e999": ("1e999", True),
    "10^400": ("1" + "0" * 400, True),
    **{str(number): (str(number), False) for number in (2**63, -(2**63) - 1, 2**64, 10**30)},
}
MEMBERS: Final[Mapping[str, tuple[str, bool]]] = {
    "NUL in a name": (r'{"a\u0000b": 1}', False),
    "lone surrogate in a name": (r'{"\udfff": 1}', True),
    "200 lists": (nested(200), False),
    "900 lists": (nested(900), False),
    "a large number": (str(10**30), False),
}
"""As one more member of an object."""
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
    "slashes": "%2F..%2F..%2F",
    "4 KB": noise(4_000),
    "60 KB": noise(60_000),
}
HEADERS: Final = (
    ("Content-Type", "multipart/form-data"),
    ("Content-Type", "application/json; charset=utf-16"),
    ("Content-Type", "text/plain; charset=\xff"),
    ("Content-Type", ";"),
    ("Accept", "\xff"),
    ("Content-Encoding", "gzip"),
    ("Cookie", "=\xff; a=\xff;;;"),
    ("X-Request-ID", "\xff" * 300),
)
CREDENTIALS: Final = (
    "Basic", "Basic !", "Basic AAAA", "Basic AGE6AGI=", "Bearer", "Bearer a.b.c", "Bearer \xff",
    "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.", "Digest a=b", "\xff",
)  # fmt: skip
"""None of them may pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """A request and what is known about its answer."""

    operation: str
    what: str
    request: Request
    must_fail: bool = False

    def judged(self, url: str, custom: frozenset[str]) -> str | None:
        """Send it; return what is wrong with the answer."""
        try:
            reply = send(url, self.request)
        except OSError as error:
            return f"{self.operation}: {self.what}: {error}"
        text = reply.body.decode(errors="replace")
        leaks = [leak for leak in LEAKS if leak in text]
        refused = 400 <= reply.status < 500
        honest = reply.status == 501 and self.operation in custom and not self.must_fail
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
        given: Given = {}
        for path, named in rows.items():
            given |= named if operation.path.startswith(path) else {}
        with suppress(NoInstanceError):
            yield from _on(composer, operation, given)


def _rows(server: RunningBackend, document: Document) -> dict[str, Given]:
    """Make a row of each resource; return the parameters that name it by the path of its items."""
    life = Life(server=server, document=document)
    found: dict[str, Given] = {}
    for collection, item in resources(document):
        with suppress(CannotCreateError, NoInstanceError):
            found[item] = dict(bear(life, collection, item).given)
    return found


def _on(composer: Composer, operation: Described, given: Given) -> Iterator[Attack]:
    wish = Wish(variant="full", salt=7, examples=False)
    valid = composer.compose(operation, wish, given)
    attack = Attack(operation=operation.label, what="", request=valid)
    yield from _on_body(attack)
    yield from _on_headers(attack)
    if operation.secured:
        yield from _on_credentials(
            replace(attack, request=composer.compose(operation, wish, given, anonymous=True))
        )
    for parameter in operation.parameters:
        place, name = parameter["in"], parameter["name"]
        if place not in {"path", "query"}:
            continue
        marked = composer.compose(operation, wish, {**given, (place, name): MARK})
        schema = composer.document.resolve(parameter.get("schema", {}))
        for what, text in IN_PARAMETERS.items():
            yield replace(
                attack,
                what=f"{what} in {place} {name}",
                request=replace(marked, target=marked.target.replace(MARK, text)),
                must_fail=place == "path" and schema.get("type") == "integer",
            )


def _on_headers(attack: Attack) -> Iterator[Attack]:
    for name, value in HEADERS:
        headers = {**attack.request.headers, name: value}
        request = replace(attack.request, headers=headers)
        yield replace(attack, what=f"{name}: {value!r}", request=request)


def _on_credentials(attack: Attack) -> Iterator[Attack]:
    for value in CREDENTIALS:
        headers = {**attack.request.headers, "Authorization": value}
        request = replace(attack.request, headers=headers)
        yield replace(attack, what=repr(value), request=request, must_fail=True)


def _on_body(attack: Attack) -> Iterator[Attack]:
    valid = attack.request
    if valid.body is None:
        return
    is_json = "json" in valid.headers["Content-Type"]
    for what, body in WHOLE_BODIES.items():
        if is_json or len(body) > MEBIBYTE:
            yield replace(attack, what=what, request=replace(valid, body=body), must_fail=True)
    if not is_json:
        return
    whole = json.loads(valid.body)
    for way, node in _nodes(whole, ()):
        for what, (text, must_fail) in _instead_of(node).items():
            marked = json.dumps(_replaced(whole, way, node))
            body = marked.replace(json.dumps(MARK), text).encode()
            yield replace(
                attack,
                what=f"{what} at {'.'.join(map(str, way))}",
                request=replace(valid, body=body),
                must_fail=must_fail,
            )


def _nodes(node: Any, way: Way) -> Iterator[tuple[Way, Any]]:
    yield way, node
    match node:
        case dict():
            for key, value in node.items():
                yield from _nodes(value, (*way, key))
        case [first, *_]:
            yield from _nodes(first, (*way, 0))


def _instead_of(node: Any) -> Mapping[str, tuple[str, bool]]:
    match node:
        case bool():
            return {}
        case str():
            return TEXTS
        case int() | float():
            return NUMBERS
        case dict():
            return MEMBERS
        case _:
            return {}


def _replaced(node: Any, way: Way, old: Any) -> Any:
    """Mark the place: the value, or one more member of the object."""
    if not way:
        return {**old, "hostile": MARK} if isinstance(old, dict) else MARK
    step, *rest = way
    inner = _replaced(node[step], tuple(rest), old)
    if isinstance(node, list):
        return [inner, *node[1:]]
    return {**node, step: inner}
