"""Take every operation apart: its place, what it shows, what it brings, what it is a call of."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pactgen.ir.contract import schema_named
from pactgen.passes.reading.entities import Entity, entity_in, wrapped_row
from pactgen.passes.reading.messages import JSON_PATCH, answered_schema, essence, json_media
from pactgen.passes.reading.paths import place_in
from pactgen.passes.reading.read_bulk import (
    counts_in,
    keys_of,
    removes_many,
    rows_in,
    without_bulk,
)
from pactgen.passes.reading.read_files import file_beside, is_plain_form
from pactgen.passes.reading.shapes import input_shape_of, is_object, items_of, shape_of
from pactgen.passes.resources.find_actions import as_actions
from pactgen.passes.resources.find_asked import as_asked
from pactgen.passes.resources.find_edits import as_edits
from pactgen.passes.resources.find_maps import as_maps
from pactgen.passes.resources.find_members import as_members
from pactgen.passes.resources.find_named import as_named
from pactgen.passes.resources.find_narrowed import as_narrowed
from pactgen.passes.resources.find_redirects import as_redirects
from pactgen.passes.resources.find_tables import as_tables
from pactgen.passes.resources.find_values import as_values
from pactgen.passes.resources.named_above import named_above
from pactgen.passes.resources.open_places import open_places
from pactgen.passes.resources.picks import as_picks
from pactgen.passes.resources.read_calls import as_calls, as_looked_up, key_place
from pactgen.passes.resources.told_lists import told_list
from pactgen.passes.resources.values import Sighting
from pactgen.passes.resources.verbs_first import VerbFirst, verbs_first
from pactgen.passes.words import vocabulary
from pactgen.passes.words.callers import ends_with_caller
from pactgen.passes.words.names import singular
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pactgen.ir.contract import Contract, Operation, Schema
    from pactgen.passes.reading.paths import Place
    from pactgen.passes.resources.values import CollectionKey


def sight(contract: Contract, *, by_schema: bool = False) -> tuple[Sighting, ...]:
    """Take every operation apart, in contract order; `by_schema`: the tables are known."""
    shown = {one.path for one in contract.operations if one.method in {"get", "head"}}
    calls = verbs_first(contract)
    above = open_places(contract)
    behind = named_above(contract, above)
    seen = [
        _spoken(contract, operation, calls.get(operation.label))
        or _sighting(contract, operation, shown, _placed(operation, above, behind))
        for operation in contract.operations
    ]
    rows = _rows(seen)
    seen = [_as_part(contract, one, rows[one.place.collection]) for one in seen]
    seen = [_as_list(contract, one, rows[one.place.collection]) for one in seen]
    seen = list(as_named(contract, as_tables(as_values(contract, seen))))
    seen = list(as_narrowed(contract, as_redirects(contract, seen)))
    bases = {one.place.collection for one in seen}
    seen = list(as_asked(contract, [_as_finder(one, bases) for one in seen]))
    seen = list(as_maps(contract, list(as_picks(contract, seen))))
    seen = list(as_members(contract, seen, by_schema=by_schema))
    edited = as_edits(contract, seen)
    acted = as_actions(contract, edited)
    found = [_unwrapped(contract, *pair) for pair in zip(acted, as_calls(acted), strict=True)]
    items = {one.place.collection for one in found if one.place.is_item}
    return tuple(as_looked_up(one, items) for one in found)


def _unwrapped(contract: Contract, before: Sighting, one: Sighting) -> Sighting:
    """`{"team": {…}}` wraps what `/team/add` answers and takes: the verb is no noun."""
    if one.place == before.place or one.action is not None:
        return one
    again = _sighting_at(contract, one.operation, one.place)
    if again.answer is not None and again.answer.route and not _is_wrapped(before):
        one = replace(one, answer=again.answer)
    if again.member is not None and one.member is None:
        one = replace(one, body=again.body, member=again.member, beside=again.beside)
    return one


def _is_wrapped(one: Sighting) -> bool:
    return one.answer is not None and bool(one.answer.route)


def _rows(seen: Iterable[Sighting]) -> Mapping[CollectionKey, list[Schema]]:
    """Return what the answers of each collection show."""
    found: dict[CollectionKey, list[Schema]] = defaultdict(list)
    for one in seen:
        if one.answer is not None:
            found[one.place.collection].append(one.answer.schema)
    return found


def _as_part(contract: Contract, one: Sighting, rows: Iterable[Schema]) -> Sighting:
    """What rows show as a member of their own wraps none: `{"geometry": {…}}` of a boundary."""
    name = None if one.member is None else one.member.name
    if (
        name is None
        or _proves(contract, one)
        or not any(shape_of(contract, row).property(name) for row in rows)
    ):
        return one
    schema = _row_schema(contract, one.operation)
    body = schema if schema is not None and is_object(contract, schema) else None
    return replace(one, body=body, member=None, beside=(), many=False)


def _proves(contract: Contract, one: Sighting) -> bool:
    """What brings a password is what is wrapped: `{user: {…}}` beside an answer with a `user`."""
    brought = () if one.body is None else input_shape_of(contract, one.body).properties
    return any(bare(member.name) in vocabulary.PASSWORD for member in brought)


def _as_list(contract: Contract, one: Sighting, rows: Iterable[Schema]) -> Sighting:
    """The rows that other answers of a collection show make a list, in whatever language."""
    if one.operation.method != "get" or one.place.is_item or one.answer is None or one.answer.many:
        return one
    shown = {id(schema_named(contract, row)) for row in rows}
    shown.discard(id(schema_named(contract, one.answer.schema)))
    held = [
        Entity(schema=items, many=True, route=(*one.answer.route, member.name))
        for member in shape_of(contract, one.answer.schema).properties
        if (items := items_of(contract, member.schema)) is not None
        and id(schema_named(contract, items)) in shown
    ]
    return replace(one, answer=held[0]) if len(held) == 1 else one


def _spoken(contract: Contract, operation: Operation, call: VerbFirst | None) -> Sighting | None:
    """Return the call that its path says; None where it says none."""
    if call is None:
        return None
    one = _sighting_at(contract, operation, call.place)
    lists = one.answer is not None and one.answer.many
    if not call.tells(operation, lists=lists) and not _tells_key(contract, one):
        return None
    changes = call.is_alone and call.verb in {"update", "delete"} and not call.place.is_item
    if changes and not _tells_key(contract, one):
        return None  # `/swarm/update` of the only swarm
    return _as_called(one, call, lists=lists)


def _tells_key(contract: Contract, one: Sighting) -> bool:
    """Whether an input names a row by what only a key is called; a `user` may be a way to do it."""
    found = key_place(contract, one, one.place.noun, "id")
    return found is not None and bare(found[1]).endswith(("id", "key", "code", "guid"))


def _as_called(one: Sighting, call: VerbFirst, *, lists: bool) -> Sighting:
    called = call.called(one.operation.method, lists=lists)
    return replace(one, called=called, spoken=call.spoken)


def _placed(operation: Operation, above: Collection[str], behind: Collection[str]) -> Place:
    """Return the place; `DELETE /talks/{id}/registrations/me` is about one of the registrations."""
    place = _place(operation, above, behind)
    if operation.method != "delete" or not (place.steps and ends_with_caller(place.tail)):
        return place
    return replace(place, tail=place.tail[:-1])


def _place(operation: Operation, above: Collection[str], behind: Collection[str]) -> Place:
    """Return the place of an operation; `behind`: the end of its path names nothing."""
    place = place_in(operation)
    odd = place.odd or operation.path in behind
    return replace(place, is_open=operation.path in above, odd=odd)


def _sighting(
    contract: Contract, operation: Operation, shown: Collection[str], place: Place
) -> Sighting:
    collection = without_bulk(place, operation.method, shown, operation.path)
    if collection != place:
        many = _sighting_at(contract, operation, collection)
        removes = removes_many(place)
        if many.many and not removes:
            return many
        if many.keys is not None and (removes or operation.method == "delete"):
            return replace(many, called="delete")
        if operation.method == "delete" and operation.body is None:
            return many
    return _sighting_at(contract, operation, place)


def _sighting_at(contract: Contract, operation: Operation, place: Place) -> Sighting:
    if counts_in(contract, operation, place):
        place = replace(place, tail=place.tail[:-1])
        return Sighting(operation=operation, place=place, answer=None, body=None, counts=True)
    schema = answered_schema(operation)
    answer = None
    if schema is not None:
        item = place.is_item and operation.method == "get"
        answer = entity_in(contract, schema, place.noun, is_item=item)
        answer = _of_item_above(contract, schema, place) or answer
        answer = answer if place.is_item else told_list(contract, operation, answer)
    return replace(_brought(contract, operation, place, answer), answer=answer)


def _of_item_above(contract: Contract, schema: Schema, place: Place) -> Entity | None:
    """Return the thing that stands above in the path, where the answer wraps nothing else.

    `POST /articles/{slug}/favorite` answers `{"article": {…}}`.
    """
    members = shape_of(contract, schema).properties
    above = place.steps[-1].literals[-1:] if place.tail and place.steps else ()
    if len(members) != 1 or not above or bare(members[0].name) != bare(singular(above[0])):
        return None
    found = entity_in(contract, schema, above[0])
    return found if found is not None and found.route and not found.many else None


def _brought(
    contract: Contract, operation: Operation, place: Place, answer: Entity | None
) -> Sighting:
    """What the body brings: a row, several, or the keys of some."""
    nothing = Sighting(operation=operation, place=place, answer=None, body=None)
    form = file_beside(contract, operation) if operation.method == "post" else None
    if form is not None and not place.is_item:
        return replace(nothing, file=form[0], body=form[1])
    schema = _row_schema(contract, operation)
    if schema is None:
        return nothing
    keys = keys_of(contract, schema, place) if _may_remove(operation) else None
    if keys is not None:
        return replace(nothing, keys=keys)
    if operation.method in {"post", "put", "patch"}:
        rows = rows_in(contract, schema, place)
        if rows is not None:
            return replace(nothing, body=rows.schema, member=rows.member, many=True)
    body = schema if is_object(contract, schema) else None
    if body is None or operation.method == "get":
        return replace(nothing, body=body)
    member = wrapped_row(contract, body, place.noun, answer)
    if member is None:
        return replace(nothing, body=body)
    properties = shape_of(contract, body).properties
    beside = tuple(each for each in properties if each.name != member.name)
    return replace(nothing, body=member.schema, member=member, beside=beside)


def _row_schema(contract: Contract, operation: Operation) -> Schema | None:
    """Return the schema of a body that may be a row: of JSON, else of a form."""
    if operation.body is None:
        return None
    forms = [entry for entry in operation.body.media if is_plain_form(contract, entry)]
    entry = json_media(operation.body.media) or next(iter(forms), None)
    if entry is None or essence(entry.content_type) == JSON_PATCH:
        return None
    return entry.schema


def _may_remove(operation: Operation) -> bool:
    """Whether keys in its body may name what is to be deleted."""
    return operation.method == "delete" or (
        operation.method == "post" and removes_many(place_in(operation))
    )


def _as_finder(one: Sighting, bases: set[CollectionKey]) -> Sighting:
    tail = one.place.tail
    if one.method != "get" or len(tail) < 2:
        return one
    if not vocabulary.FIND.match(tail[-1]) and not _names_keys(one):
        return one
    if one.answer is None or not one.answer.many:
        return one
    if (*one.place.collection[:-1], tail[:-1]) not in bases:
        return one
    return replace(one, finder=True)


def _names_keys(one: Sighting) -> bool:
    """Whether it cannot be asked without a list of keys: `/tasks/by-ids?ids=1,2`."""
    noun = bare(singular(one.place.tail[-2]))
    names = {bare(each.name) for each in one.required_queries}
    keys = vocabulary.KEYS | {f"{noun}ids", f"{noun}id", f"{noun}keys"}
    return bare(one.place.tail[-1]) in vocabulary.BY_KEYS and len(names) == 1 and names <= keys
