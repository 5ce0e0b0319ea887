"""What the body of an operation brings for the row: its key, its columns, rows of other tables.

Location: pactgen/passes/endpoints/brought_members.py. Used by the designers of endpoints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.contract import Schema
from pactgen.passes.behaviours.remarks import brought_as
from pactgen.passes.reading.columns import effective, is_read_only
from pactgen.passes.reading.shapes import input_shape_of, is_object
from pactgen.passes.resources.read_calls import key_place
from pactgen.passes.words.names import attribute_names
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from pactgen.ir.binding import NestedWrite
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.endpoints.context import Context
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored


def called_key(context: Context, one: Sighting, stored: Stored) -> str | None:
    """Return the attribute by which the body of a call names its row."""
    key = stored.table.key.name
    if one.called is None or one.place.is_item:
        return None
    found = key_place(context.contract, one, stored.kept.noun, key)
    return found[1] if found is not None and found[0] == "body" else None


def update_key(context: Context, one: Sighting, verdict: Verdict, stored: Stored) -> str | None:
    """Return the attribute by which the body names the row that a write changes."""
    if verdict.name == "update" and one.called is not None:
        return called_key(context, one, stored)
    return _key_in_body(one, stored)


def _key_in_body(one: Sighting, stored: Stored) -> str | None:
    return None if one.place.is_item or stored.kept.is_mark else stored.table.key.name


def nested_writes(context: Context, one: Sighting, stored: Stored) -> tuple[NestedWrite, ...]:
    """Return the members of this body that are kept in other tables."""
    brought = brought_members(context, one)
    return tuple(each for each in stored.nested if each.attribute in brought)


def kept_part(one: Sighting, stored: Stored) -> tuple[NestedWrite, ...]:
    """Return how the list that an action brings is kept in another table."""
    called = bare(one.action or "")
    return tuple(each for each in stored.nested if bare(each.attribute) == called)


def brought_members(context: Context, one: Sighting) -> tuple[str, ...]:
    """Return the attributes that the body may carry."""
    return tuple(_brought_names(context, one).values())


def _brought_names(context: Context, one: Sighting) -> dict[str, str]:
    """Return the attributes that the body may carry, by what they are called in it."""
    if one.body is None:
        return {}
    members = [
        member
        for member in input_shape_of(context.contract, one.body).properties
        if not is_read_only(context.contract, member.schema)
    ]
    return attribute_names(member.name for member in members)


def whole_column(context: Context, one: Sighting, verdict: Verdict, stored: Stored) -> str | None:
    """Return the column that keeps a body without declared members: the only one, of JSON."""
    if one.body is None or one.method == "patch" or verdict.name == "update":
        return None
    if brought_members(context, one) or _holds_models(context, one.body):
        return None
    columns = [
        column
        for column in stored.table.columns
        if not column.primary_key and column.references is None and column.generated is None
    ]
    return columns[0].name if len(columns) == 1 and columns[0].kind == "json" else None


def _holds_models(context: Context, body: Schema) -> bool:
    additional = effective(context.contract, body).additional
    return isinstance(additional, Schema) and is_object(context.contract, additional)


def ignored_attributes(
    context: Context, one: Sighting, stored: Stored, verdict: Verdict
) -> tuple[str, ...]:
    """Return the attributes of the body that no column takes: a row never changes its key.

    `tags[]` of one body is no `tags` of another, and where a row has both it is kept elsewhere.
    """
    columns = {column.name for column in stored.table.columns} - set(stored.unstorable)
    if verdict.name != "create" and (one.place.is_item or verdict.of_caller):
        columns -= {stored.table.key.name}
    nested = {each.attribute for each in stored.nested}
    columns |= nested | brought_as(verdict.sets)
    columns |= {each.name for each in stored.table.gathered}
    homes = {column.wire_name: column.name for column in stored.table.columns}
    return tuple(
        attribute
        for name, attribute in _brought_names(context, one).items()
        if attribute not in columns
        or (attribute not in nested and homes.get(name, attribute) != attribute)
    )
