"""Take every resource through its life, knowing nothing but the document and REST conventions.

A resource is a path with `POST` and the same path with one more parameter. Its row is created, read
back equal, found in the list and by its filters, changed, removed, and then gone. Steps that answer
501 are left out; what cannot be created (a parent without `POST`) is reported as such.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from pactgen.prove.exchange import Reply, Request, send
from pactgen.prove.instances import NoInstanceError
from pactgen.prove.requests import Composer, Wish

if TYPE_CHECKING:
    from pactgen.prove.documents import Described, Document
    from pactgen.prove.server import RunningBackend

FIRST_ERROR = 400
LEVELS = 3
"""How deep an envelope is searched: `[…]`, `{"items": […]}`, `{"data": {"items": […]}}`."""
PAGING = {"page", "per_page", "limit", "offset", "cursor", "size", "sort", "order", "q", "search"}
Row = Mapping[str, Any]


class CannotCreateError(Exception):
    """There is no way to a row of this resource over HTTP."""


@dataclass
class Life:
    """What one run saw."""

    server: RunningBackend
    document: Document
    problems: list[str] = field(default_factory=list)
    complete: list[str] = field(default_factory=list)
    not_creatable: dict[str, str] = field(default_factory=dict)
    salt: int = 100

    @property
    def composer(self) -> Composer:
        return Composer(
            document=self.document,
            base_path=self.server.base_path,
            credentials=self.server.credentials,
        )

    def call(
        self, operation: Described, given: Mapping[tuple[Any, str], Any], variant: Any = "full"
    ) -> tuple[Request, Reply]:
        self.salt += 1
        wish = Wish(variant=variant, salt=self.salt, examples=False)
        request = self.composer.compose(operation, wish, given)
        return request, send(self.server.url, request)

    def note(self, operation: Described, problem: str, request: Request, reply: Reply) -> None:
        self.problems.append(f"{operation.label}: {problem}\n    {request}\n    {reply}")


def live(server: RunningBackend, document: Document) -> Life:
    """Take every resource of a document through its life."""
    life = Life(server=server, document=document)
    for collection, item in resources(document):
        try:
            _one(life, collection, item)
        except (CannotCreateError, NoInstanceError) as error:
            life.not_creatable[collection] = str(error)
    return life


def resources(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the path of each collection with the path of its items."""
    paths = list(dict.fromkeys(path for _, path in document.operations))
    for collection in paths:
        base = collection.rstrip("/")
        items = [path for path in paths if _extends(base, path)]
        if ("POST", collection) in document.operations and items:
            yield collection, items[0]


def _extends(base: str, path: str) -> bool:
    rest = path.removeprefix(f"{base}/")
    return rest != path and rest.startswith("{") and rest.endswith("}") and "/" not in rest


@dataclass(frozen=True)
class Born:
    """A row that was made, and what names it."""

    request: Request
    row: Row
    key: str
    parents: Mapping[tuple[Any, str], Any]
    given: Mapping[tuple[Any, str], Any]
    """All parameters of the path of the row."""


def bear(life: Life, collection: str, item: str) -> Born:
    """Make a row of a collection, and the rows above it."""
    create = life.document.operations["POST", collection]
    parameter = item.rpartition("{")[2].rstrip("}")
    parents = _parents(life, collection)
    request, row = _create(life, create, parents)
    key = key_of(row, parameter)
    if key is None:
        row = dict(_row_from_list(life, collection, parents))
        key = key_of(row, parameter)
    if key is None:
        raise CannotCreateError(f"rows of {collection} show no key")
    given = {**parents, ("path", parameter): row[key]}
    return Born(request=request, row=row, key=key, parents=parents, given=given)


def _one(life: Life, collection: str, item: str) -> None:
    problems = len(life.problems)
    born = bear(life, collection, item)
    _read_back(life, item, born.given, born.request)
    _find(life, collection, born.parents, born.row, born.key)
    for method in ("PUT", "PATCH"):
        _change(life, method, item, born.given, born.row)
    _remove(life, item, born.given)
    if len(life.problems) == problems:
        life.complete.append(collection)


def _parents(life: Life, collection: str) -> dict[tuple[Any, str], Any]:
    """Create what the path of a collection names."""
    given: dict[tuple[Any, str], Any] = {}
    segments = collection.split("/")
    for index, segment in enumerate(segments):
        if not segment.startswith("{"):
            continue
        above = "/".join(segments[:index])
        create = life.document.operations.get(("POST", above))
        if create is None:
            raise CannotCreateError(f"{above} has no POST")
        _, row = _create(life, create, given)
        key = key_of(row, segment.strip("{}"))
        if key is None:
            raise CannotCreateError(f"POST {above} shows no key")
        given["path", segment.strip("{}")] = row[key]
    return given


def _create(
    life: Life, create: Described, given: Mapping[tuple[Any, str], Any], depth: int = 0
) -> tuple[Request, dict[str, Any]]:
    references = dict(given)
    if depth == 0:
        references |= _references(life, create)
    request, reply = life.call(create, references)
    if reply.status == HTTPStatus.NOT_IMPLEMENTED:
        raise CannotCreateError(f"{create.label} is custom")
    if reply.status in {HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT}:
        request, reply = life.call(create, references, "required")
    if reply.status in {HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT}:
        raise CannotCreateError(f"{create.label}: {reply}")
    if reply.status >= FIRST_ERROR:
        life.note(create, "a valid row was refused", request, reply)
        raise CannotCreateError(f"{create.label}: {reply}")
    sent = sent_by(request)
    return request, {**sent, **row_of(reply, sent)}


def _references(life: Life, create: Described) -> dict[tuple[Any, str], Any]:
    """Create rows for body properties such as `author_id`, where `/authors` can be posted to."""
    found: dict[tuple[Any, str], Any] = {}
    try:
        probe = life.composer.compose(create, Wish(variant="full", salt=1, examples=False), {})
    except NoInstanceError:
        return found
    for name, value in sent_by(probe).items():
        many = isinstance(value, list) and all(isinstance(one, str | int) for one in value)
        stem = re.sub(r"(?<=.)(_?ids?|s)$", "", name.lower()) if many else ""
        stem = stem or name.removesuffix("_id").removesuffix("Id").lower().replace("_", "")
        if (stem == name.lower() and not many) or not stem:
            continue
        for (method, path), operation in life.document.operations.items():
            last = path.rstrip("/").rpartition("/")[2].lower().replace("-", "").replace("_", "")
            plural = last in {f"{stem}s", f"{stem}es", f"{stem[:-1]}ies"}
            if method == "POST" and plural and "{" not in path and operation is not create:
                try:
                    _, row = _create(life, operation, _references(life, operation), 1)
                except CannotCreateError:
                    continue
                key = key_of(row, name)
                if key is not None:
                    found["body", name] = [row[key]] if many else row[key]
    return found


def _read_back(
    life: Life, item: str, given: Mapping[tuple[Any, str], Any], written: Request
) -> None:
    read = life.document.operations.get(("GET", item))
    if read is None:
        return
    request, reply = life.call(read, given)
    if reply.status == HTTPStatus.NOT_IMPLEMENTED:
        return
    if reply.status >= FIRST_ERROR:
        life.note(read, "the row cannot be read", request, reply)
        return
    sent = sent_by(written)
    row = row_of(reply, sent)
    different = [name for name in sent if name in row and not same(sent[name], row[name])]
    if different:
        life.note(read, f"{different} differ from what {written} sent", request, reply)


def _rows(
    life: Life, collection: str, given: Mapping[tuple[Any, str], Any]
) -> tuple[Request, Reply, list[Row]] | None:
    listing = life.document.operations.get(("GET", collection))
    if listing is None:
        return None
    request, reply = life.call(listing, given)
    if reply.status == HTTPStatus.NOT_IMPLEMENTED:
        return None
    if reply.status >= FIRST_ERROR:
        life.note(listing, "the list cannot be read", request, reply)
        return None
    return request, reply, rows_of(reply)


def _row_from_list(life: Life, collection: str, given: Mapping[tuple[Any, str], Any]) -> Row:
    """Find the only row, where creating it showed no key."""
    found = _rows(life, collection, given)
    if found is None or not found[2]:
        raise CannotCreateError(f"POST {collection} shows no key, and no list does")
    return found[2][-1]


def _find(
    life: Life,
    collection: str,
    given: Mapping[tuple[Any, str], Any],
    row: Row,
    key: str,
) -> None:
    found = _rows(life, collection, given)
    if found is None or key not in row:
        return
    listing = life.document.operations["GET", collection]
    if not _among(found[2], row, key):
        life.note(listing, f"does not show the row with {key} {row[key]}", *found[:2])
    for parameter in listing.parameters:
        name = parameter["name"]
        value = row.get(name)
        if parameter["in"] != "query" or name in PAGING or not isinstance(value, str | int):
            continue
        if isinstance(value, bool) or not _accepts(life, parameter, value):
            continue
        filtered = _rows(life, collection, {**given, ("query", name): value})
        if filtered is None:
            continue
        request, reply, rows = filtered
        if not _among(rows, row, key):
            life.note(listing, f"{name}={value} does not find the row", request, reply)
        if any(one.get(name, value) != value for one in rows):
            life.note(listing, f"{name}={value} shows other rows as well", request, reply)


def _among(rows: list[Row], row: Row, key: str) -> bool:
    """Whether a list shows the row; what one answer calls `booking_id` another calls `id`."""
    return any(row[key] in (one.get(key), one.get("id")) for one in rows)


def _accepts(life: Life, parameter: Mapping[str, Any], value: object) -> bool:
    schema = life.document.lift(parameter.get("schema", {}), "request")
    return bool(life.document.validator(schema, "request").is_valid(value))


def _change(
    life: Life, method: str, item: str, given: Mapping[tuple[Any, str], Any], row: Row
) -> None:
    """Change a row; a body that names it names it as before: no row changes its key."""
    change = life.document.operations.get((method, item))
    if change is None:
        return
    parameter = item.rpartition("{")[2].rstrip("}")
    references = _references(life, change)
    keep = {
        ("body", parameter): given["path", parameter],
        **{("body", name): row[name] for name in ("id", parameter) if name in row},
    }
    request, reply = life.call(change, {**references, **given, **keep})
    if reply.status == HTTPStatus.NOT_IMPLEMENTED:
        return
    if reply.status >= FIRST_ERROR:
        life.note(change, "a valid change was refused", request, reply)
        return
    _read_back(life, item, given, request)


def _remove(life: Life, item: str, given: Mapping[tuple[Any, str], Any]) -> None:
    remove = life.document.operations.get(("DELETE", item))
    read = life.document.operations.get(("GET", item))
    if remove is None:
        return
    request, reply = life.call(remove, given)
    if reply.status == HTTPStatus.NOT_IMPLEMENTED:
        return
    if reply.status >= FIRST_ERROR:
        life.note(remove, "the row cannot be removed", request, reply)
        return
    again = read or remove
    request, reply = life.call(again, given)
    if reply.status not in {HTTPStatus.NOT_FOUND, HTTPStatus.NOT_IMPLEMENTED}:
        life.note(again, f"answers {reply.status} for a removed row", request, reply)


def sent_by(request: Request) -> dict[str, Any]:
    """Return the JSON object that a request carried."""
    if request.body is None or "json" not in request.headers.get("Content-Type", ""):
        return {}
    sent = json.loads(request.body)
    return sent if isinstance(sent, dict) else {}


def row_of(reply: Reply, like: Row) -> dict[str, Any]:
    """Return the object of an answer that shares most with a row, at most one level down."""
    if not reply.is_json:
        return {}
    body = reply.json()
    objects = [body, *(body.values() if isinstance(body, dict) else ())]
    candidates = [one for one in objects if isinstance(one, dict)]
    return max(candidates, key=lambda one: len(one.keys() & like.keys()), default={})


def rows_of(reply: Reply) -> list[Row]:
    """Return the list of objects of an answer, itself or at most two levels down."""
    level: list[Any] = [reply.json() if reply.is_json else None]
    for _ in range(LEVELS):
        for one in level:
            if isinstance(one, list) and all(isinstance(row, dict) for row in one):
                return one
        level = [inner for one in level if isinstance(one, dict) for inner in one.values()]
    return []


def key_of(row: Row, parameter: str) -> str | None:
    """Return the property that a path parameter repeats: by name, by tail, or the usual one."""
    plain = parameter.replace("-", "_")
    tails = [plain[index + 1 :] for index, char in enumerate(plain) if char == "_"]
    for name in (parameter, plain, *tails, "id", "uid", "uuid", "_id", "code", "name"):
        if name in row:
            return name
    return None


def same(sent: object, shown: object) -> bool:
    """Whether two JSON values mean the same; moments may be written in another way."""
    if isinstance(sent, str) and isinstance(shown, str):
        return sent == shown or sent.replace("+00:00", "Z") == shown.replace("+00:00", "Z")
    if isinstance(sent, dict) and isinstance(shown, dict):
        return all(name in shown and same(value, shown[name]) for name, value in sent.items())
    if isinstance(sent, list) and isinstance(shown, list):
        return len(sent) == len(shown) and all(map(_same_element, sent, shown))
    return sent == shown


def _same_element(sent: object, shown: object) -> bool:
    """Whether elements of lists mean the same; a key that is sent may be shown as its row."""
    if isinstance(shown, dict) and isinstance(sent, str | int):
        return sent in shown.values()
    return same(sent, shown)
