"""Changes that reach into objects: merge patches (RFC 7396), and the attributes of JSON:API.

Where plain JSON changes a row, an object that it brings takes the place of the stored one: no
standard says otherwise. These two media types do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.reading.messages import essence
from pactgen.passes.reading.shapes import input_shape_of, is_object, shape_of
from pactgen.passes.words.names import attribute_names

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

MERGE_PATCH = "application/merge-patch+json"
JSON_API = "application/vnd.api+json"


def merged_columns(contract: Contract, one: Sighting, stored: Stored) -> tuple[str, ...]:
    """Return the columns whose objects are merged member by member."""
    body = one.operation.body
    if body is None or one.body is None or not body.required:
        return ()
    kinds = {essence(entry.content_type) for entry in body.media}
    if not kinds & {MERGE_PATCH, JSON_API} and not _is_resource_object(contract, one):
        return ()
    members = input_shape_of(contract, one.body).properties
    names = attribute_names(member.name for member in members)
    objects = {names[each.name] for each in members if is_object(contract, each.schema)}
    nested = {each.attribute for each in stored.nested}
    kept = [column.name for column in stored.table.columns if column.kind == "json"]
    kept += [each.name for each in stored.table.gathered]
    return tuple(name for name in kept if name in objects - nested)


def _is_resource_object(contract: Contract, one: Sighting) -> bool:
    """Whether it is JSON:API under another name: `{"data": {"type": …, "attributes": {…}}}`."""
    if one.member is None or one.member.name != "data" or one.body is None:
        return False
    schemas = (one.body, *([] if one.answer is None else [one.answer.schema]))
    return any(
        {"type", "attributes"} <= {member.name for member in shape_of(contract, schema).properties}
        for schema in schemas
    )
