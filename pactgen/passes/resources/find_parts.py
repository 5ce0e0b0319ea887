"""Find what PUT puts in place of one part of an item: `PUT /posts/{id}/tags` with a list of names.

The list is the body itself, or the only member of it (`{"tagIds": [4, 7]}`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.contract import Property
from pactgen.passes.reading.messages import json_media
from pactgen.passes.reading.shapes import is_object, items_of, shape_of, types_of
from pactgen.passes.resources.values import Part

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Operation, Schema


def part_of(contract: Contract, operation: Operation, called: str) -> Part | None:
    """Return the list of plain values that a PUT brings; None where it brings something else.

    Args:
        contract: for schemas that are referred to.
        operation: whose path ends in the name of the part.
        called: that name.
    """
    body = operation.body
    if operation.method != "put" or body is None or not body.required:
        return None
    media = json_media(body.media)
    if media is None or media.schema is None or "null" in types_of(contract, media.schema):
        return None
    if _lists_values(contract, media.schema):
        return Part(member=None, value=Property(name=called, schema=media.schema, required=True))
    members = shape_of(contract, media.schema).properties
    if len(members) != 1 or not members[0].required:
        return None
    if not _lists_values(contract, members[0].schema):
        return None
    value = Property(name=called, schema=members[0].schema, required=True)
    return Part(member=members[0].name, value=value)


def _lists_values(contract: Contract, schema: Schema) -> bool:
    items = items_of(contract, schema)
    plain = items is not None and not is_object(contract, items)
    return plain and "null" not in types_of(contract, schema)
