"""What a path shows of the item above: `GET /jobs/{id}/status`, `GET /customers/{id}/address`.

Location: pactgen/passes/resources/find_members.py. Used by `sight`. The item shows all of it: what
the answer has are members of its own, one of which the path is called by, or the answer is the
member that is called so. A table of its own would be there for nobody: nothing else writes it.
What PUT or POST of the same path sets is the item's, too: a state, or whatever else the path is
called by. Lists of objects are left alone: those are rows below the item.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pactgen.passes.reading.messages import answered_schema
from pactgen.passes.reading.shapes import can_show, is_object, items_of, shape_of
from pactgen.passes.resources.find_actions import is_choice, makes
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pactgen.ir.contract import Contract, Schema
    from pactgen.passes.resources.values import CollectionKey, Sighting


def as_members(
    contract: Contract, seen: Sequence[Sighting], *, by_schema: bool
) -> tuple[Sighting, ...]:
    """Give every such look the place of the item; `by_schema`: tables are known by themselves."""
    at: dict[CollectionKey, list[Sighting]] = defaultdict(list)
    for one in seen:
        at[one.place.collection].append(one)
    above = {key[:index] for key in at for index in range(1, len(key))}
    rows = _rows(contract, seen)
    return tuple(_as_member(contract, one, at, above, rows, by_schema=by_schema) for one in seen)


def _rows(contract: Contract, seen: Sequence[Sighting]) -> frozenset[str]:
    """Return the components that lists and items show: those are rows of their own."""
    return frozenset(
        component
        for one in seen
        if one.method == "get" and one.answer is not None
        if one.answer.many or one.place.is_item
        if (component := shape_of(contract, one.answer.schema).component) is not None
    )


def _as_member(
    contract: Contract,
    one: Sighting,
    at: Mapping[CollectionKey, Sequence[Sighting]],
    above: set[CollectionKey],
    rows: frozenset[str],
    *,
    by_schema: bool,
) -> Sighting:
    place, shown = one.place, answered_schema(one.operation)
    key = place.collection
    if one.operation.method != "get" or place.odd or not place.steps or len(place.tail) != 1:
        return one
    lists = one.answer is not None and one.answer.many
    if shown is None or lists or key in above or one.required_queries:
        return one
    beside = [each for each in at[key] if each is not one]
    items = [
        each.answer.schema
        for each in at.get(key[:-1], ())
        if each.place.is_item and each.method == "get" and each.answer and not each.answer.many
    ]
    if not items or shape_of(contract, shown).component in rows:
        return one
    sets = bool(beside) and _shows_some(contract, items[0], shown, place.tail[0])
    if beside and not (sets and _set_it(contract, beside, items[0], shown, place.tail[0])):
        return one
    whole = None if by_schema or beside else _whole(contract, items[0], shown, place.tail[0])
    if whole is None and not (sets or _shows_some(contract, items[0], shown, place.tail[0])):
        return one
    moved = replace(place, tail=())
    return replace(one, place=moved, action=place.tail[0], answer=None, shows=whole or "")


def _set_it(
    contract: Contract, beside: Sequence[Sighting], item: Schema, shown: Schema, called: str
) -> bool:
    """Whether all others of the path set what it is called by, and nothing that the item lacks.

    What must be shown, the item must have: before it is set, there would be nothing to answer.
    """
    held = {bare(member.name): member for member in shape_of(contract, item).properties}
    must = [bare(member.name) for member in shape_of(contract, shown).properties if member.required]
    return all(held[name].required for name in must) and all(
        one.method in {"put", "patch", "post"}
        and not makes(one)
        and bare(called) in (brought := _brought(contract, one))
        and brought <= held.keys()
        and (one.method != "post" or is_choice(contract, held[bare(called)].schema))
        for one in beside
    )


def _brought(contract: Contract, one: Sighting) -> set[str]:
    if one.body is None or one.many:
        return set()
    return {bare(member.name) for member in shape_of(contract, one.body).properties}


def _whole(contract: Contract, item: Schema, shown: Schema, called: str) -> str | None:
    """Return the member of the item that the answer is: an object, or a list of plain values."""
    for member in shape_of(contract, item).properties:
        if bare(member.name) != bare(called):
            continue
        component = shape_of(contract, shown).component
        same = component is not None and component == shape_of(contract, member.schema).component
        values = items_of(contract, shown)
        plain = values is not None and not is_object(contract, values)
        if same or (plain and can_show(contract, shown, member.schema)):
            return member.name
    return None


def _shows_some(contract: Contract, item: Schema, shown: Schema, called: str) -> bool:
    """Whether it shows nothing but members of the item, one of which is called like the path."""
    held = {member.name: member.schema for member in shape_of(contract, item).properties}
    members = shape_of(contract, shown).properties
    named = any(bare(member.name) == bare(called) for member in members)
    return named and all(
        member.name in held and can_show(contract, member.schema, held[member.name])
        for member in members
    )
