"""Find what PUT puts in place of one part of an item: `PUT /posts/{id}/tags` with a list of names.

The list is the body itself, or the only member of it (`{"tagIds": [4, 7]}`). Objects are a part
where the item shows a list that is called so, and nothing else makes or changes those of its path.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pactgen.ir.contract import Property
from pactgen.passes.reading.messages import json_media
from pactgen.passes.reading.shapes import is_object, items_of, shape_of, types_of
from pactgen.passes.resources.groups import lists_rows
from pactgen.passes.resources.values import Part
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.ir.contract import Contract, Operation, Schema
    from pactgen.passes.resources.values import CollectionKey, Sighting


def part_of(contract: Contract, operation: Operation, called: str) -> Part | None:
    """Return the list of plain values that a PUT brings; None where it brings something else.

    Args:
        contract: for schemas that are referred to.
        operation: whose path ends in the name of the part.
        called: that name.
    """
    found = _listed(contract, operation, called)
    return found if found is not None and _lists_values(contract, found.value.schema) else None


def shown_parts(contract: Contract, seen: Iterable[Sighting]) -> dict[str, Part]:
    """Return by operation the lists that PUT puts in place of those which the item above shows.

    Where GET of the same path reads them, PUT answers what is there afterwards.
    """
    at: dict[str, list[Sighting]] = defaultdict(list)
    shown: dict[CollectionKey, set[str]] = defaultdict(set)
    items: set[CollectionKey] = set()
    for one in seen:
        at[one.operation.path].append(one)
        items |= {one.place.collection} if one.place.is_item else set()
        if one.method == "get" and one.place.is_item and one.answer is not None:
            shown[one.place.collection] |= set(_lists_in(contract, one.answer.schema))
    found = {}
    for one in seen:
        if one.method != "put" or len(one.place.tail) != 1 or one.place.collection in items:
            continue
        part = _listed(contract, one.operation, one.place.tail[0])
        above = tuple(step.literals for step in one.place.steps)
        others = [each for each in at[one.operation.path] if each is not one]
        read = [each for each in others if lists_rows(each)]
        alone = len(read) == len(others) and (not read or _answers_rows(one))
        if part is not None and alone and bare(part.value.name) in shown[above]:
            found[one.operation.label] = part
    return found


def _answers_rows(one: Sighting) -> bool:
    return one.answer is not None and one.answer.many


def _lists_in(contract: Contract, schema: Schema) -> Iterator[str]:
    """Yield what the lists of objects are called that an answer shows."""
    for member in shape_of(contract, schema).properties:
        items = items_of(contract, member.schema)
        if items is not None and is_object(contract, items):
            yield bare(member.name)


def _listed(contract: Contract, operation: Operation, called: str) -> Part | None:
    """Return the list that a body is, or has as its only member."""
    body = operation.body
    if operation.method != "put" or body is None or not body.required:
        return None
    media = json_media(body.media)
    if media is None or media.schema is None or "null" in types_of(contract, media.schema):
        return None
    if items_of(contract, media.schema) is not None:
        return Part(member=None, value=Property(name=called, schema=media.schema, required=True))
    members = shape_of(contract, media.schema).properties
    if len(members) != 1 or not members[0].required:
        return None
    schema = members[0].schema
    if items_of(contract, schema) is None or "null" in types_of(contract, schema):
        return None
    return Part(member=members[0].name, value=Property(name=called, schema=schema, required=True))


def _lists_values(contract: Contract, schema: Schema) -> bool:
    items = items_of(contract, schema)
    plain = items is not None and not is_object(contract, items)
    return plain and "null" not in types_of(contract, schema)
