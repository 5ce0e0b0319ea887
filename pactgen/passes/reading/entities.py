"""Find the thing that an answer carries inside its wrapping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.contract import schema_named
from pactgen.passes.reading.shapes import Shape, is_gone, is_object, items_of, shape_of, types_of
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import singular
from pactgen.passes.words.totals import totals_of
from pactgen.passes.words.vocabulary import bare
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection

    from pactgen.ir.contract import Contract, Property, Schema


_PAGE = (
    vocabulary.TOTAL
    | vocabulary.PAGE
    | vocabulary.SIZE
    | vocabulary.PAGES
    | vocabulary.LINKS
    | vocabulary.MORE
    | vocabulary.NEXT
    | vocabulary.NEXT_CURSOR
    | {"meta", "pagination", "metadata", "page", "paging", "responsemetadata"}
)
_BESIDE = (
    _PAGE
    | vocabulary.OFFSET
    | vocabulary.HERE
    | vocabulary.LESS
    | vocabulary.PREVIOUS
    | vocabulary.CURSOR
    | vocabulary.RECEIPTS
)
"""What stands beside a list and says nothing of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A schema of one thing, and the way to it through the envelope."""

    schema: Schema
    many: bool
    route: tuple[str, ...] = ()
    """Wire names of the properties that lead to it; empty: the answer is the thing itself."""


def entity_in(
    contract: Contract, schema: Schema, noun: str, *, is_item: bool = False, depth: int = 0
) -> Entity | None:
    """Return the thing inside the schema; None where it is neither an object nor a list of them.

    An object is a wrapper when one of its members is called like one (`data`, `items`, the noun
    of the path) and holds objects; a member that only refers to another thing is no wrapping.
    Where the path names one thing (`is_item`), a list beside values is a part of that thing.
    """
    items = items_of(contract, schema)
    if items is not None:
        if not is_object(contract, items):
            return None
        return Entity(schema=_unwrapped(contract, items, noun), many=True)
    if not is_object(contract, schema):
        return None
    shape = shape_of(contract, schema)
    inner = None if depth > 1 else _wrapped(contract, shape, noun, is_item=is_item, depth=depth)
    if inner is not None:
        return inner
    if shape.properties:
        return Entity(schema=schema, many=False)
    full = full_option(contract, schema)
    return None if full is None else Entity(schema=full, many=False)


def full_option(contract: Contract, schema: Schema) -> Schema | None:
    """Return the alternative that shows a whole row, where the others show less of it, or none.

    `anyOf: [Customer, DeletedCustomer]`, `oneOf: [PrivateUser, PublicUser]`: a row that is there
    can be shown as the first.
    """
    named = schema_named(contract, schema)
    options = [
        (option, shape_of(contract, option))
        for option in named.one_of or named.any_of
        if types_of(contract, option) != {"null"}
    ]
    live = [(option, shape) for option, shape in options if shape.properties and not is_gone(shape)]
    if len(options) < 2 or not live:
        return None
    full, widest = max(live, key=lambda each: len(each[1].properties))
    known = {member.name for member in widest.properties}
    narrower = ({member.name for member in shape.properties} <= known for _, shape in live)
    return full if all(narrower) else None


def wrapped_element(contract: Contract, items: Schema, noun: str) -> Property | None:
    """Return the member that holds the row in each element of a list: `[{"page": {…}}]`.

    It is the only one, and called like what paths name.
    """
    members = shape_of(contract, items).properties
    if len(members) != 1 or not is_object(contract, members[0].schema):
        return None
    told = bare(members[0].name) in {bare(noun), bare(singular(noun))} - {""}
    return members[0] if told and shape_of(contract, members[0].schema).properties else None


def _unwrapped(contract: Contract, items: Schema, noun: str) -> Schema:
    member = wrapped_element(contract, items, noun)
    return items if member is None else member.schema


def wrapped_row(
    contract: Contract, schema: Schema, noun: str, answer: Entity | None
) -> Property | None:
    """Return the member of a body that does nothing but wrap a row: `{"issue": {…}}`.

    It is the only one, or the only one that must be there, and the answer wraps the row alike.
    """
    members = shape_of(contract, schema).properties
    needed = [member for member in members if member.required]
    if len(members) > 1:
        route = None if answer is None else answer.route
        members = tuple(member for member in needed if route == (member.name,))
    if len(members) != 1 or len(needed) > 1 or not is_object(contract, members[0].schema):
        return None
    inner = shape_of(contract, members[0].schema)
    names = {bare(noun), bare(singular(noun)), *vocabulary.ITEM_WRAPPERS}
    names |= {bare(inner.component or "")} - {""}
    told = bare(members[0].name) in names | vocabulary.PEOPLE
    told = told or _called_alike(members[0].name, noun)
    return members[0] if told and inner.properties else None


def _called_alike(name: str, noun: str) -> bool:
    """`issue_category` wraps a row of `categories`, `pool` one of `node_pools`."""
    one, other = bare(singular(name)), bare(singular(noun))
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or long.endswith(short)


def _wrapped(
    contract: Contract, shape: Shape, noun: str, *, is_item: bool, depth: int
) -> Entity | None:
    names = {bare(noun), bare(singular(noun))} - {""}
    if any(bare(member.name) in {"id", "uuid"} for member in shape.properties):
        return None
    if not is_item and (embedded := _embedded(contract, shape, names)) is not None:
        return embedded
    lists = _lists(contract, shape, names)
    named = [member for member in lists if bare(member.name) in vocabulary.LIST_WRAPPERS | names]
    scalar_rest = len(shape.properties) - len(lists)
    held = None if named else _carried(contract, shape, names)
    if held is not None:
        items = items_of(contract, held.schema)
        return Entity(schema=items or held.schema, many=items is not None, route=(held.name,))
    chosen = named or (
        lists if len(lists) == 1 and _is_page(shape, lists[0]) and scalar_rest else []
    )
    if not chosen and len(lists) == 1 and len(shape.properties) == 1:
        chosen = lists
    beside = (member for member in shape.properties if member not in lists)
    if is_item and any(bare(member.name) not in _BESIDE for member in beside):
        chosen = []
    if chosen:
        return _list_in(contract, chosen[0], noun)
    alone = len(shape.properties) == 1
    for member in shape.properties:
        told = bare(member.name) in vocabulary.ITEM_WRAPPERS | names
        if not told and not (alone and _wraps(member.name, noun)):
            continue
        if not is_object(contract, member.schema):
            continue
        if bare(member.name) not in vocabulary.ENVELOPES - names and _says_more(contract, shape):
            return None
        inner = entity_in(contract, member.schema, noun, is_item=is_item, depth=depth + 1)
        if inner is not None:
            route = (member.name, *inner.route)
            return Entity(schema=inner.schema, many=inner.many, route=route)
    return None


def _list_in(contract: Contract, member: Property, noun: str) -> Entity | None:
    items = items_of(contract, member.schema)
    if items is None:
        return None
    return Entity(schema=_unwrapped(contract, items, noun), many=True, route=(member.name,))


def _wraps(name: str, noun: str) -> bool:
    """Whether the only member of an object is called like a wrapping: `{"user": {…}}` always is."""
    return bare(name) in vocabulary.PEOPLE or _called_alike(name, noun)


def _embedded(contract: Contract, shape: Shape, names: Collection[str]) -> Entity | None:
    """Return the list that a page of HAL embeds: `{"_embedded": {"books": […]}, "page": …}`.

    Beside one that is called like what paths name anything may stand: `payment_id` of its parent.
    """
    member = shape.property("_embedded")
    if member is None:
        return None
    held = [
        one for one in shape_of(contract, member.schema).properties if _holds_objects(contract, one)
    ]
    called = [one for one in held if bare(one.name) in names]
    if not called and all(bare(one.name) in _BESIDE for one in shape.properties if one != member):
        called = held
    items = items_of(contract, called[0].schema) if len(called) == 1 else None
    if items is None:
        return None
    return Entity(schema=items, many=True, route=(member.name, called[0].name))


def _lists(contract: Contract, shape: Shape, names: Collection[str]) -> list[Property]:
    """Return the members that hold lists of things; beside one of them, warnings are none."""
    lists = [member for member in shape.properties if _holds_objects(contract, member)]
    told = [
        member
        for member in lists
        if (name := bare(member.name)) in names or name not in vocabulary.REPORTS
    ]
    return told or lists


def _holds_objects(contract: Contract, member: Property) -> bool:
    items = items_of(contract, member.schema)
    return items is not None and is_object(contract, items)


def _carried(contract: Contract, shape: Shape, names: Collection[str]) -> Property | None:
    """Return what `{ok: true, channel: {…}}` carries beside the word of success: one thing.

    Of several things it is the one that is called like what paths name.
    """
    if not any(bare(member.name) in vocabulary.TRUTHS for member in shape.properties):
        return None
    rest = [member for member in shape.properties if bare(member.name) not in _BESIDE]
    held = [
        member
        for member in rest
        if _holds_objects(contract, member)
        or (is_object(contract, member.schema) and shape_of(contract, member.schema).properties)
    ]
    called = [member for member in held if bare(member.name) in names]
    if len(called) == 1:
        return called[0]
    return held[0] if len(held) == 1 and len(rest) <= len(held) + 1 else None


def _says_more(contract: Contract, shape: Shape) -> bool:
    """Whether values stand beside it: `{medication: {…}, dose, since}` is a thing itself."""
    values = [
        member
        for member in shape.properties
        if not is_object(contract, member.schema) and items_of(contract, member.schema) is None
    ]
    return sum(bare(member.name) not in vocabulary.RECEIPTS for member in values) > 1


def _is_page(shape: Shape, rows: Property) -> bool:
    """Whether the other members speak of pages and totals: an invoice has a `total`, too."""
    names = [bare(member.name) for member in shape.properties if member is not rows]
    totals = totals_of(rows.name)
    strange = sum(name not in _BESIDE and name not in totals for name in names)
    paged = any(name in _PAGE or name in totals for name in names)
    return paged and strange * 2 <= len(names)
