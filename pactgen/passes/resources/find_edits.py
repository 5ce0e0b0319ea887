"""Find what adds to a list of an item and takes from it: POST and DELETE of the same members.

`POST /servers/{id}/tags` and `DELETE` of the same path bring `{"tags": […]}`, and the server shows
`tags`: what is brought is put into its list, or taken out.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pactgen.passes.reading.messages import json_media
from pactgen.passes.reading.shapes import can_show, is_object, items_of, shape_of
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgen.ir.contract import Contract, Property, Schema
    from pactgen.passes.resources.values import CollectionKey, Edit, Sighting

_EDITS: Mapping[str, Edit] = {"post": "add", "delete": "remove"}


def as_edits(contract: Contract, sightings: Iterable[Sighting]) -> tuple[Sighting, ...]:
    """Give every pair of such operations the place of the item whose lists they edit."""
    seen = tuple(sightings)
    shown = {
        one.place.collection: one.answer.schema
        for one in seen
        if one.method == "get" and one.place.is_item and one.answer and not one.answer.many
    }
    by_path: dict[str, list[Sighting]] = defaultdict(list)
    for one in seen:
        by_path[one.operation.path].append(one)
    edited = {path for path, group in by_path.items() if _edit_lists(contract, group, shown)}
    return tuple(
        _as_edit(one, _EDITS[one.method]) if one.operation.path in edited else one for one in seen
    )


def _as_edit(one: Sighting, edit: Edit) -> Sighting:
    place = replace(one.place, tail=())
    return replace(
        one,
        place=place,
        action=one.place.tail[0],
        edits=edit,
        body=_body(one),
        member=None,
        beside=(),
        keys=None,
        many=False,
    )


def _body(one: Sighting) -> Schema | None:
    media = None if one.operation.body is None else json_media(one.operation.body.media)
    return None if media is None else media.schema


def _edit_lists(
    contract: Contract, group: list[Sighting], shown: Mapping[CollectionKey, Schema]
) -> bool:
    if {one.operation.method for one in group} != set(_EDITS) or len(group[0].place.tail) != 1:
        return False
    item = shown.get(tuple(step.literals for step in group[0].place.steps))
    brought = [_lists(contract, _body(one)) for one in group]
    if item is None or not brought[0] or {*brought[0]} != {*brought[1]}:
        return False
    shape = shape_of(contract, item)
    return all(
        (kept := shape.property(name)) is not None
        and items_of(contract, kept.schema) is not None
        and can_show(contract, kept.schema, member.schema)
        for members in brought
        for name, member in members.items()
    )


def _lists(contract: Contract, body: Schema | None) -> dict[str, Property]:
    """Return the members of a body that brings nothing but lists."""
    if body is None or not is_object(contract, body):
        return {}
    members = shape_of(contract, body).properties
    lists = {one.name: one for one in members if items_of(contract, one.schema) is not None}
    return lists if len(lists) == len(members) else {}
