"""Parameters that hold several fields of the query string.

Location: pactgen/readers/openapi/query_fields.py. Used by `lower_payload`. A form that is the whole
query string (3.2, `in: querystring`) says the same as a query parameter for each of its fields
("Parameter Locations" of 3.2), and so does an object that `explode` spreads over the query (`style:
form`, RFC 6570 section 3.2.8: `pageable` is sent as `page=2&size=10`). That is how both are read.
Content of another type stays in the ledger as not served.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.contract import Parameter
from pactgen.readers.openapi.grammar import Kind
from pactgen.readers.openapi.lower_schema import lower_schema
from pactgen.readers.openapi.values import flag, listing, mapping, text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pactgen.ir.contract import Json
    from pactgen.readers.openapi.context import Context, Found
    from pactgen.source import Origin

_FORM: Final = "application/x-www-form-urlencoded"
_COMPOSED: Final = ("patternProperties", "allOf", "anyOf", "oneOf")
"""With these an object has more than its properties."""


def lower_query_fields(
    value: Json, origin: Origin, context: Context, taken: Collection[str]
) -> Iterator[Parameter]:
    """Yield a query parameter for each field of such a parameter; nothing for all others.

    `taken` are the names of the other parameters: an object that has one of them stays whole.
    """
    found = context.resolve(value, origin, Kind.PARAMETER)
    if found is None:
        return
    form = _form(found, context) or _spread(found, context, taken)
    if form is None:
        return
    required = listing(form.node.get("required")) if flag(found.node.get("required")) else []
    for name, field in mapping(form.node.get("properties")).items():
        schema = lower_schema(field, form.origin.child("properties", name), context)
        yield Parameter(
            origin=found.origin,
            name=name,
            location="query",
            required=name in required,
            schema=schema,
            style="form",
            explode=True,
            description=schema.description,
            deprecated=schema.deprecated,
        )


def _form(found: Found, context: Context) -> Found | None:
    """Return the form that is the whole query string."""
    if text(found.node.get("in")) != "querystring":
        return None
    media = mapping(mapping(found.node.get("content")).get(_FORM))
    place = found.origin.child("content", _FORM, "schema")
    return context.resolve(media.get("schema"), place, Kind.SCHEMA)


def _spread(found: Found, context: Context, taken: Collection[str]) -> Found | None:
    """Return the object that is spread over the query, where its fields can stand alone."""
    node = found.node
    style, explode = text(node.get("style")) or "form", node.get("explode", True)
    if text(node.get("in")) != "query" or style != "form" or explode is not True:
        return None
    told = context.resolve(node.get("schema"), found.origin.child("schema"), Kind.SCHEMA)
    if told is None or any(word in told.node for word in (*_COMPOSED, "nullable")):
        return None
    if told.node.get("additionalProperties", False) is not False:
        return None
    fields = mapping(told.node.get("properties"))
    due = listing(told.node.get("required")) and not flag(node.get("required"))
    alone = fields and all(
        name not in taken and _is_flat(field, told.origin.child("properties", name), context)
        for name, field in fields.items()
    )
    return told if alone and not due else None


def _is_flat(field: Json, origin: Origin, context: Context) -> bool:
    """Whether a field is a value or a list: nothing says how objects in objects are spelled."""
    found = context.resolve(field, origin, Kind.SCHEMA)
    words = ("properties", "additionalProperties", *_COMPOSED)
    return found is not None and not any(word in found.node for word in words)
