"""Maps that items show, with a path of their own: `/plans/{code}/metadata`, and of one member.

Location: pactgen/passes/resources/find_maps.py. Used by `sight`. GET shows the map, PUT replaces
it, PATCH adds to it, DELETE empties it, or takes out the member that `/metadata/{key}` names. It is
the item's: rows of their own would be there for nobody.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.messages import answered_schema
from pactgen.passes.reading.shapes import input_shape_of, is_object, shape_of
from pactgen.passes.words.told_deeds import replaces
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pactgen.ir.contract import Contract, Property, Schema
    from pactgen.passes.resources.values import CollectionKey, Sighting

_WRITES: Final = frozenset({"patch", "post", "put"})


def as_maps(contract: Contract, seen: Sequence[Sighting]) -> Iterator[Sighting]:
    """Give all operations of such a map the place of the item that shows it."""
    at: dict[CollectionKey, list[Sighting]] = defaultdict(list)
    for one in seen:
        at[one.place.collection].append(one)
    above = {key[:index] for key in at for index in range(1, len(key))}
    found = {
        key: name
        for key, group in at.items()
        if key not in above and (name := _map_of(contract, key, group, at.get(key[:-1], ())))
    }
    for one in seen:
        name = found.get(one.place.collection)
        yield one if name is None else _as_map(one, name)


def _as_map(one: Sighting, name: str) -> Sighting:
    place, steps, key = one.place, one.place.steps, None
    if place.is_item:
        key, steps = steps[-1].parameter, steps[:-1]
    moved = replace(one, place=replace(place, steps=steps, tail=()), action=name, mapped=name)
    if one.method == "get":
        return replace(moved, answer=None, shows="")
    return replace(moved, map_key=key)


def _map_of(
    contract: Contract, key: CollectionKey, group: Sequence[Sighting], items: Sequence[Sighting]
) -> str | None:
    """Return what the item calls the map; None where it is none, or more is done to it."""
    shown = [
        one.answer.schema
        for one in items
        if one.place.is_item and one.method == "get" and one.answer and not one.answer.many
    ]
    if not shown or len(key[-1]) != 1:
        return None
    called = bare(key[-1][0])
    maps = [each for each in shape_of(contract, shown[0]).properties if bare(each.name) == called]
    if len(maps) != 1 or not _is_map(contract, maps[0]):
        return None
    known = _writes(group) and all(_is_of_map(contract, one, called, shown[0]) for one in group)
    return maps[0].name if known else None


def _writes(group: Sequence[Sighting]) -> bool:
    return any(one.method in _WRITES for one in group)


def _is_map(contract: Contract, member: Property) -> bool:
    """Whether it is an object that declares no members."""
    return is_object(contract, member.schema) and not shape_of(contract, member.schema).properties


def _is_of_map(contract: Contract, one: Sighting, called: str, item: Schema) -> bool:
    """Whether an operation says no more than what becomes of the map; POST says that it is set."""
    answered = answered_schema(one.operation)
    if one.place.odd or not (answered is None or _shows(contract, answered, called, item)):
        return False
    if one.method in _WRITES and not one.place.is_item:
        told = one.method != "post" or replaces(one.operation.texts)
        return told and _brings(contract, one, called)
    if one.method == "get":
        return answered is not None and not one.place.is_item
    return one.method == "delete" and one.operation.body is None


def _brings(contract: Contract, one: Sighting, called: str) -> bool:
    body = one.operation.body
    if one.body is None or one.many or one.member is not None or body is None:
        return False
    members = input_shape_of(contract, one.body).properties
    alone = len(members) == 1 and bare(members[0].name) == called
    return alone and body.required and members[0].required and _is_map(contract, members[0])


def _shows(contract: Contract, answered: Schema, called: str, item: Schema) -> bool:
    """Whether an answer is the item itself, or an object that holds the map alone."""
    shape = shape_of(contract, answered)
    if shape.component is not None and shape.component == shape_of(contract, item).component:
        return True
    members = shape.properties
    return len(members) == 1 and bare(members[0].name) == called and _is_map(contract, members[0])
