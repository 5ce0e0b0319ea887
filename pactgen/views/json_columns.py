"""What a JSON column holds: a list, an object, or anything.

Location: pactgen/views/json_columns.py. Used by the views of models and repository.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.fills import FromRow, FromRows
from pactgen.ir.wire import ListOf, MapOf, Named, Nullable, Scalar, TupleOf, WireType
from pactgen.views.access import endpoints_on
from pactgen.views.bodies import row_models
from pactgen.views.fills import all_leaves
from pactgen.views.once import once
from pactgen.views.types import resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.database import Column, Table
    from pactgen.ir.design import Design, Endpoint


TELLING = ("name", "title", "label", "value", "slug", "key", "code", "id")
"""Members by which people call a thing, the most telling first."""


def json_type(design: Design, table: Table, column: Column) -> str:
    """Return the annotation of a JSON column."""
    for type_ in _declared(design, table, column):
        match type_:
            case ListOf(item=item) if _is_text(design, item):
                return "list[str]"
            case ListOf() | TupleOf():
                return "list[Any]"
            case MapOf() | Named():
                return "dict[str, Any]"
            case _:
                return "Any"
    return "Any"


def member_to_match(design: Design, table: Table, column: Column) -> str | None:
    """Return the member of the listed objects that a filter means; None: they are no objects."""
    for type_ in _declared(design, table, column):
        item = resolved(design, type_.item) if isinstance(type_, ListOf) else type_
        if isinstance(item, Named) and item.name in design.models:
            texts = [
                field.wire_name
                for field in design.models[item.name].fields
                if _is_text(design, field.type)
            ]
            telling = [name for name in TELLING if name in texts]
            return next(iter([*telling, *texts]), None)
    return None


def _declared(design: Design, table: Table, column: Column) -> Iterator[WireType]:
    """Find the types that the contract gives to the property which the column stores."""
    for name in _models(design, table):
        for field in design.models[name].fields:
            if field.attribute == column.name:
                type_ = resolved(design, field.type)
                yield resolved(design, type_.inner) if isinstance(type_, Nullable) else type_


def _models(design: Design, table: Table) -> Iterator[str]:
    for endpoint in _endpoints_on(design, table):
        for leaf in all_leaves(endpoint.answer):
            if isinstance(leaf, FromRow | FromRows):
                yield from leaf.models
        if endpoint.body is not None:
            yield from (model.name for model in row_models(design, endpoint.body))


@once
def _endpoints_on(design: Design, table: Table) -> tuple[Endpoint, ...]:
    return tuple(
        endpoint
        for resource in design.resources.values()
        if resource.table == table.name
        for endpoint in endpoints_on(design, resource)
    )


def _is_text(design: Design, type_: WireType) -> bool:
    type_ = resolved(design, type_)
    return isinstance(type_, Scalar) and type_.kind == "text"
