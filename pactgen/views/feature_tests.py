"""The view of a feature's tests: what is created can be read, and what is deleted is gone.

Location: pactgen/views/feature_tests.py. Used by plan.py; printed by test_feature.py.jinja. Only
what can be tested without guessing is: rows that need no other rows, and values that the contract
allows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactgen.emit import Emitted, code, fstring_text, string
from pactgen.ir.behaviours import CreateRow, DeleteRow, ReadRow
from pactgen.ir.contract import ABSENT, Absent, Json
from pactgen.ir.fills import FromRow
from pactgen.ir.wire import Choice, Named, Nullable, Scalar
from pactgen.passes.reading.messages import is_json
from pactgen.values import dataclass
from pactgen.views.access import (
    keys,
    lookup_of,
    own_column,
    reads_by_path,
    resource_of,
    scopes,
    table_of,
)
from pactgen.views.known import known
from pactgen.views.layout import call, laid_out, prefixed, quoted
from pactgen.views.literals import json_code
from pactgen.views.naming import pascal, subject_of
from pactgen.views.samples import sample
from pactgen.views.types import resolved

if TYPE_CHECKING:
    from pactgen.ir.binding import NestedWrite
    from pactgen.ir.database import Column
    from pactgen.ir.design import Design, Endpoint, Feature, Resource
    from pactgen.ir.inputs import Input, KeyRole
    from pactgen.ir.wire import WireModel, WireType

INDENT = 8
PLAIN_NAME = re.compile(r"[A-Za-z0-9_-]+")
"""Names that may stand between quotes inside an f-string."""

MOST = 5
"""Members of a new row in a test, unless more are required."""
_PLAIN = frozenset({"boolean", "int32", "int64", "integer", "number", "text", "uuid"})

_ASKING = frozenset({"get", "head"})
UNKNOWN = {"uuid": "00000000-0000-0000-0000-000000000000", "text": "nobody", "int": "987654321"}
"""Keys that no row has in an empty database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundTrip:
    """A row that is created, read back, and deleted where the contract lets it."""

    create_class: Emitted
    body: Emitted
    created: Emitted
    status: int
    answered: Emitted
    """That the answer has what was sent; empty where it shows something of it otherwise."""
    found: Emitted
    is_deletable: bool
    delete_class: Emitted
    path: Emitted
    delete_status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A row that nobody has created."""

    read_class: Emitted
    response: Emitted


@dataclass(frozen=True, slots=True, kw_only=True)
class TestsView:
    """Everything that the tests of a feature print."""

    subject: Emitted
    location: Emitted
    trips: tuple[RoundTrip, ...]
    missing: tuple[Missing, ...]
    owned: tuple[Missing, ...]
    """What is the caller's own, asked for by somebody who has no row."""


def has_tests(design: Design, feature: Feature) -> bool:
    """Tell whether there is anything to test without guessing."""
    view = tests_view(design, feature)
    return bool(view.trips or view.missing or view.owned)


def tests_view(design: Design, feature: Feature) -> TestsView:
    """Prepare tests/test_<feature>.py."""
    made = ((resource_of(design, each), _trip(design, feature, each)) for each in feature.endpoints)
    trips = {resource.name: trip for resource, trip in made if resource and trip}
    missing = (_missing(design, each) for each in feature.endpoints)
    owned = (_owned(design, each) for each in feature.endpoints)
    return TestsView(
        subject=code(subject_of(design, feature)),
        location=code(f"tests/test_{feature.package}.py"),
        trips=tuple(trips.values()),
        missing=tuple(each for each in missing if each is not None),
        owned=tuple(each for each in owned if each is not None),
    )


# ---- rows that nobody has created -----------------------------------------------------------


def _missing(design: Design, endpoint: Endpoint) -> Missing | None:
    if not reads_by_path(endpoint) or endpoint.caller is not None:
        return None
    return _asked(design, endpoint)


def _owned(design: Design, endpoint: Endpoint) -> Missing | None:
    if endpoint.operation.method != "get":
        return None
    own = endpoint.caller is not None or own_column(endpoint) is not None
    return _asked(design, endpoint) if own else None


def _asked(design: Design, endpoint: Endpoint) -> Missing | None:
    """Ask for what nobody has, where the path is all that it takes."""
    method = endpoint.operation.method
    if method not in _ASKING or not _is_plain(endpoint):
        return None
    path = endpoint.operation.path
    for each in endpoint.inputs:
        if each.parameter.location != "path":
            continue
        unknown = _unknown(design, each)
        if unknown is None:
            return None
        path = path.replace("{" + each.parameter.name + "}", unknown)
    return Missing(
        read_class=code(f"Test{pascal(endpoint.function)}"),
        response=code(
            laid_out(call(f"response = await client.{method}", quoted(string(path))), indent=INDENT)
        ),
    )


def _unknown(design: Design, each: Input) -> str | None:
    type_ = resolved(design, each.type)
    if not isinstance(type_, Scalar) or type_.pattern or type_.max_length or type_.maximum:
        return None
    kind = "int" if type_.kind in {"integer", "int32", "int64"} else type_.kind
    return UNKNOWN.get(kind)


def _is_plain(endpoint: Endpoint) -> bool:
    """Tell whether the path is all that a caller must give."""
    return all(
        each.parameter.location == "path" or not each.required for each in endpoint.inputs
    ) and all(each.parameter.location == "path" for each in endpoint.inputs if each.required)


# ---- rows that are created ------------------------------------------------------------------


def _trip(design: Design, feature: Feature, endpoint: Endpoint) -> RoundTrip | None:
    resource = resource_of(design, endpoint)
    body = _body(design, endpoint)
    if resource is None or body is None or not _is_plain(endpoint) or scopes(endpoint):
        return None
    reader = _by_key(design, feature, resource, ReadRow)
    shown = endpoint.answer.fill
    if reader is None or not isinstance(shown, FromRow) or reader.answer.fill != shown:
        return None
    role = keys(reader)[0][1]
    key = _wire_key(design, shown.model, role)
    body = _with_key(design, endpoint, body, role)
    if key is None or body is None:
        return None
    path = _path_code(reader, key)
    deleter = _by_key(design, feature, resource, DeleteRow)
    constant = f"NEW_{resource.singular.upper()}"
    sent = f"created = await client.{endpoint.operation.method}"
    posted = call(sent, quoted(string(endpoint.operation.path)), f"json={constant}")
    return RoundTrip(
        create_class=code(f"Test{pascal(endpoint.function)}"),
        body=code(laid_out(prefixed(f"{constant}: dict[str, object] = ", json_code(body)))),
        created=code(laid_out(posted, indent=INDENT)),
        status=endpoint.answer.status,
        answered=code(
            laid_out(f"assert created.json().items() >= {constant}.items()", indent=INDENT)
            if isinstance(body, dict) and body and _is_shown(design, shown.model, body)
            else ""
        ),
        found=code(laid_out(call("found = await client.get", quoted(path)), indent=INDENT)),
        is_deletable=deleter is not None,
        delete_class=code(f"Test{pascal(deleter.function)}" if deleter is not None else ""),
        path=code(laid_out(prefixed("path = ", quoted(path)), indent=INDENT)),
        delete_status=deleter.answer.status if deleter is not None else 0,
    )


def _by_key(
    design: Design, feature: Feature, resource: Resource, kind: type[ReadRow | DeleteRow]
) -> Endpoint | None:
    """Return the endpoint of this kind that is given nothing but the key of the row."""
    for endpoint in feature.endpoints:
        if not isinstance(endpoint.behaviour, kind) or resource_of(design, endpoint) != resource:
            continue
        by_path = all(each.parameter.location == "path" for each, _ in keys(endpoint))
        lookup = lookup_of(design, endpoint)
        if by_path and _is_plain(endpoint) and lookup is not None and len(lookup.columns) == 1:
            return endpoint if keys(endpoint) else None
    return None


def _wire_key(design: Design, model: str, role: KeyRole) -> str | None:
    """Return the property of the answer that holds the key."""
    for field in design.models[model].fields if model in design.models else ():
        if field.attribute == role.column and PLAIN_NAME.fullmatch(field.wire_name):
            return field.wire_name
    return None


def _is_shown(design: Design, model: str, body: dict[str, Json]) -> bool:
    """Tell whether the answer has every member of the body, spelled in the one way there is."""
    types = {each.wire_name: resolved(design, each.type) for each in design.models[model].fields}
    return all(name in types and _is_plain_type(types[name]) for name in body)


def _is_plain_type(type_: WireType) -> bool:
    one = type_.inner if isinstance(type_, Nullable) else type_
    return isinstance(one, Choice) or (isinstance(one, Scalar) and one.kind in _PLAIN)


def _with_key(design: Design, endpoint: Endpoint, body: Json, role: KeyRole) -> Json | None:
    """Return the body with the key by which rows are found, where only callers supply it."""
    resource, type_ = known(resource_of(design, endpoint)), known(endpoint.body).type
    if table_of(design, resource).column(role.column).generated is not None:
        return body
    if not isinstance(body, dict) or not isinstance(type_, Named):
        return None
    for field in design.models[type_.name].fields:
        if field.attribute == role.column:
            made = body.get(field.wire_name, sample(design, field.shown or field.type))
            return None if isinstance(made, Absent) else {**body, field.wire_name: made}
    return None


def _path_code(reader: Endpoint, key: str) -> str:
    """Return the f-string of the path of the created row."""
    before, _, rest = reader.operation.path.partition("{")
    after = rest.partition("}")[2]
    shown = f"{{created.json()['{fstring_text(key)}']}}"
    return f'f"{fstring_text(before)}{shown}{fstring_text(after)}"'


def _body(design: Design, endpoint: Endpoint) -> Json | None:
    """Return a valid body that refers to no other row."""
    resource, body = resource_of(design, endpoint), endpoint.body
    if not isinstance(endpoint.behaviour, CreateRow) or resource is None or body is None:
        return None
    if not isinstance(body.type, Named) or not any(is_json(each) for each in body.media_types):
        return None
    made = sample(design, body.type)
    if isinstance(made, Absent) or not isinstance(made, dict):
        return None
    model = design.models.get(body.type.name)
    if model is None:
        return None
    given = {field.attribute for field in model.fields if field.required}
    columns = table_of(design, resource).columns
    refers = any(each.references and (each.name in given or not each.nullable) for each in columns)
    below = any(
        each.attribute in given and _refers(design, each) for each in endpoint.behaviour.nested
    )
    return None if refers or below else _telling(design, endpoint, model, made)


def _telling(
    design: Design, endpoint: Endpoint, model: WireModel, least: dict[str, Json]
) -> dict[str, Json]:
    """Return the body with some of what may be left out, in the contract's order.

    These are values that no rule compares and no row is found by, the first few of them.
    """
    table = table_of(design, known(resource_of(design, endpoint)))
    if table.declared is not None or model.rules or model.max_properties is not None:
        return least
    free = {each.name for each in table.columns if _is_free(each)}
    made: dict[str, Json] = {}
    for field in model.fields:
        type_ = resolved(design, field.type)
        value = least.get(field.wire_name, ABSENT)
        if (
            value is ABSENT
            and _is_plain_type(type_)
            and field.attribute in free
            and len(made) < MOST
        ):
            value = sample(design, field.shown or field.type)
        if not isinstance(value, Absent):
            made[field.wire_name] = value
    return {**made, **least}


def _is_free(column: Column) -> bool:
    """Whether a row may have any value there."""
    return not (
        column.primary_key
        or column.unique
        or column.secret
        or column.references
        or column.generated
        or column.digits
    )


def _refers(design: Design, nested: NestedWrite) -> bool:
    """Tell whether the rows of a member refer to rows besides the one that they belong to."""
    relation = nested.relation
    if nested.called is not None:
        return True
    own = {theirs for _, theirs in relation.pairs}
    columns = design.tables[relation.table].columns
    return relation.through is not None or any(
        each.references and each.name not in own for each in columns
    )
