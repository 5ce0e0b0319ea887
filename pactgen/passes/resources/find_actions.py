"""Tell verbs below items from things: `/bookings/{id}/cancel` acts on a booking."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.entities import Entity
from pactgen.passes.reading.messages import answered_schema, success_of
from pactgen.passes.reading.read_files import file_in
from pactgen.passes.reading.shapes import shape_of, types_of
from pactgen.passes.resources.find_parts import part_of, shown_parts
from pactgen.passes.resources.groups import is_mark, lists_rows
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import singular, snake
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgen.ir.contract import Contract, Schema
    from pactgen.passes.resources.values import CollectionKey, Part, Sighting


_STEM: Final = 3
"""Letters of a verb that its participle has as well."""
_KEYS: Final = frozenset({"id", "uuid", "uid", "code", "slug", "key"})
"""Last words of names of keys."""


def as_actions(contract: Contract, sightings: Iterable[Sighting]) -> tuple[Sighting, ...]:
    """Give every verb the place of the item that it acts on.

    Nobody reads a verb, and it has no items of its own. What DELETE takes back is told by the
    PUT or POST of the same path (`DELETE /installations/{id}/suspended`).
    """
    seen = tuple(sightings)
    items = {one.place.collection for one in seen if one.place.is_item}
    things = items | {one.place.collection for one in seen if lists_rows(one) or _posts_one(one)}
    shown = _shown(contract, seen)
    readers = {one.operation.path: one for one in seen if one.method == "get"}
    read = {
        one.operation.path
        for one in seen
        if _is_thing(readers.get(one.operation.path))
        or file_in(contract, one.operation) is not None
    }
    read -= {
        one.operation.path
        for one in seen
        if (reader := readers.get(one.operation.path)) is not None
        and _sets_what_is_shown(contract, one, reader)
    }
    groups: dict[str, list[Sighting]] = defaultdict(list)
    for one in seen:
        groups[one.operation.path].append(one)
    marks = {path for path, group in groups.items() if is_mark(group)}
    marks -= {path for path in marks if _tells_state(contract, groups[path][0], seen)}
    parts = shown_parts(contract, seen)
    acting = [
        one
        for one in seen
        if one.operation.label in parts
        or (
            _may_act(one, things)
            and one.operation.path not in marks
            and one.operation.path not in read
            and one.place.collection not in items
            and (_is_verb(contract, one, shown) or _part(contract, one) is not None)
        )
    ]
    acted = {one.operation.path for one in acting}
    labels = {one.operation.label for one in acting} | {
        one.operation.label
        for one in seen
        if one.method == "delete" and one.operation.path in acted and _may_act(one, things)
    }
    return tuple(
        _placing(contract, one, parts[one.operation.label], shown)
        if one.operation.label in parts
        else _acting(contract, one)
        if one.operation.label in labels
        else _parting(contract, one)
        for one in seen
    )


def _is_thing(reader: Sighting | None) -> bool:
    """Whether GET of a path shows something of its own, and no part of the item above."""
    return reader is not None and reader.shows is None


def _parting(contract: Contract, one: Sighting) -> Sighting:
    """Note the list that PUT of a collection brings in place of what it holds."""
    part = _part(contract, one) if len(one.place.tail) == 1 and one.place.steps else None
    return one if part is None else replace(one, part=part)


def _acting(contract: Contract, one: Sighting) -> Sighting:
    """Return it at the item that it acts on; a file that it brings is no row's."""
    body = one.body if one.file is None else None
    place = replace(one.place, tail=())
    part = _part(contract, one)
    return replace(one, place=place, action=one.place.tail[0], part=part, body=body, file=None)


def _placing(
    contract: Contract, one: Sighting, part: Part, shown: Mapping[CollectionKey, str]
) -> Sighting:
    """Return it at the item whose list it puts: what the list holds are no rows of its own."""
    place = replace(one.place, tail=())
    answer, whole = one.answer, answered_schema(one.operation)
    item = shown.get(tuple(step.literals for step in one.place.steps))
    if whole is not None and item is not None and shape_of(contract, whole).component == item:
        answer = Entity(schema=whole, many=False)
    brought = replace(one, body=None, member=None, beside=(), many=False, answer=answer)
    return replace(brought, place=place, action=one.place.tail[0], part=part)


def _part(contract: Contract, one: Sighting) -> Part | None:
    return part_of(contract, one.operation, one.place.tail[0])


def _sets_what_is_shown(contract: Contract, one: Sighting, reader: Sighting) -> bool:
    """Whether PUT puts a part into the item that GET of the same path shows alone.

    It brings the key of the thing that is shown (`{userId: 3}`, where GET shows a user), or a list
    of values, as GET answers one.
    """
    if one.method != "put" or len(one.place.tail) != 1:
        return False
    if _part(contract, one) is not None:
        return reader.answer is None
    if one.body is None or reader.answer is None or reader.answer.many:
        return False
    members = shape_of(contract, one.body).properties
    shown = {member.name for member in shape_of(contract, reader.answer.schema).properties}
    keys = len(members) == 1 and snake(members[0].name).rpartition("_")[2] in _KEYS
    return keys and members[0].name not in shown


def _posts_one(one: Sighting) -> bool:
    """Whether it makes a thing and shows it: `POST /estimates`, which nothing may read again."""
    shows = one.answer is not None and not one.answer.many
    return one.method == "post" and makes(one) and shows and len(one.place.tail) == 1


def _may_act(one: Sighting, things: set[CollectionKey]) -> bool:
    """Whether it stands below what names one of the things that are shown."""
    place = one.place
    acts = one.method in {"post", "put", "patch", "delete"} and len(place.tail) == 1
    below = tuple(step.literals for step in place.steps)
    listed = {key[-1:] for key in things} if one.method == "post" else set()
    return acts and not one.many and (below in things or below in listed)


def _is_verb(contract: Contract, one: Sighting, shown: Mapping[CollectionKey, str]) -> bool:
    word = one.place.tail[0]
    known = {word.lower(), snake(word).partition("_")[0]} & vocabulary.VERBS
    acts = bool(known) or _acts(one) or _sets(one) or _shows_item(contract, one, shown)
    return acts or _chooses(contract, one, shown)


def _acts(one: Sighting) -> bool:
    """Whether a call that brings nothing, and makes nothing, can only be an action."""
    return one.method in {"post", "put"} and one.operation.body is None and not makes(one)


def _sets(one: Sighting) -> bool:
    """Whether what it brings may be a part of the item (`PUT /posts/{id}/category`)."""
    return one.method in {"put", "patch"} and one.body is not None and not makes(one)


def _chooses(contract: Contract, one: Sighting, shown: Mapping[CollectionKey, str]) -> bool:
    """Whether it brings the state of the item that it is called by: one of few values.

    `POST /orders/{id}/status {status}` makes no status of its own; of a price it might.
    """
    item = shown.get(tuple(step.literals for step in one.place.steps))
    if one.method != "post" or makes(one) or one.body is None or item is None:
        return False
    called = bare(one.place.tail[0])
    brought = {bare(member.name) for member in shape_of(contract, one.body).properties}
    held = shape_of(contract, contract.schemas[item]).properties
    return called in brought and any(
        bare(member.name) == called and is_choice(contract, member.schema) for member in held
    )


def is_choice(contract: Contract, schema: Schema) -> bool:
    """Whether it is one of few values: a state, and nothing of which there may be several."""
    return bool(effective(contract, schema).enum) or "boolean" in types_of(contract, schema)


def _shows_item(contract: Contract, one: Sighting, shown: Mapping[CollectionKey, str]) -> bool:
    """Whether it makes nothing and answers the item itself (`POST /invoices/{id}/finalize`)."""
    if one.method != "post" or makes(one) or one.answer is None or one.answer.many:
        return False
    item = shown.get(tuple(step.literals for step in one.place.steps))
    many = singular(one.place.tail[0]) != one.place.tail[0]
    return not many and item == shape_of(contract, one.answer.schema).component is not None


def _tells_state(contract: Contract, one: Sighting, seen: Iterable[Sighting]) -> bool:
    """Whether rows show a boolean that a mark may be: `liked`, `isFollowing`."""
    above = tuple(step.literals for step in one.place.steps)
    stem = bare(one.place.noun)[:_STEM]
    return any(
        stem in bare(member.name) and "boolean" in types_of(contract, member.schema)
        for each in seen
        if each.place.collection == above and each.answer is not None
        for member in shape_of(contract, each.answer.schema).properties
    )


def makes(one: Sighting) -> bool:
    """Whether it says that there is something new (201 Created)."""
    success = success_of(one.operation)
    return success is not None and success.status == "201"


def _shown(contract: Contract, sightings: Iterable[Sighting]) -> dict[CollectionKey, str]:
    """Return the component that GET of an item shows, by its collection."""
    return {
        one.place.collection: component
        for one in sightings
        if one.method == "get" and one.place.is_item and one.answer is not None
        if (component := shape_of(contract, one.answer.schema).component) is not None
    }
