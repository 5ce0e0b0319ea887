"""`in: querystring` of OpenAPI 3.2: one parameter that is the whole query string.

Location: pactgen/readers/openapi/query_strings.py. Used by `lower_payload`. A form in the query
string says the same as a query parameter for each of its fields ("Parameter Locations" of 3.2), and
that is how it is read. Content of another type stays in the ledger as not served.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.contract import Parameter
from pactgen.readers.openapi.grammar import Kind
from pactgen.readers.openapi.lower_schema import lower_schema
from pactgen.readers.openapi.values import flag, listing, mapping, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Json
    from pactgen.readers.openapi.context import Context
    from pactgen.source import Origin

_FORM: Final = "application/x-www-form-urlencoded"


def lower_query_string(value: Json, origin: Origin, context: Context) -> Iterator[Parameter]:
    """Yield a query parameter for each field of the form; nothing for other parameters."""
    found = context.resolve(value, origin, Kind.PARAMETER)
    if found is None or text(found.node.get("in")) != "querystring":
        return
    media = mapping(mapping(found.node.get("content")).get(_FORM))
    place = found.origin.child("content", _FORM, "schema")
    form = context.resolve(media.get("schema"), place, Kind.SCHEMA)
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
