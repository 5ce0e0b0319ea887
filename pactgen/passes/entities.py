"""Find the thing that an answer carries inside its wrapping."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgen.passes import vocabulary
from pactgen.passes.names import singular
from pactgen.passes.shapes import Shape, is_object, items_of, shape_of
from pactgen.passes.vocabulary import bare

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Property, Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A schema of one thing, and the way to it through the envelope."""

    schema: Schema
    many: bool
    route: tuple[str, ...] = ()
    """Wire names of the properties that lead to it; empty: the answer is the thing itself."""


def entity_in(contract: Contract, schema: Schema, noun: str, depth: int = 0) -> Entity | None:
    """Return the thing inside the schema; None where it is neither an object nor a list of them.

    An object is a wrapper when one of its members is called like one (`data`, `items`, the noun
    of the path) and holds objects; a member that only refers to another thing is no wrapping.
    """
    items = items_of(contract, schema)
    if items is not None:
        return Entity(schema=items, many=True) if is_object(contract, items) else None
    if not is_object(contract, schema):
        return None
    shape = shape_of(contract, schema)
    inner = None if depth > 1 else _wrapped(contract, shape, noun, depth)
    if inner is not None:
        return inner
    return Entity(schema=schema, many=False) if shape.properties else None


def wrapped_row(contract: Contract, schema: Schema, noun: str) -> Property | None:
    """Return the only member of a body that does nothing but wrap a row: `{"issue": {…}}`."""
    members = shape_of(contract, schema).properties
    if len(members) != 1 or not is_object(contract, members[0].schema):
        return None
    inner = shape_of(contract, members[0].schema)
    names = {bare(noun), bare(singular(noun)), *vocabulary.ITEM_WRAPPERS}
    names |= {bare(inner.component or "")} - {""}
    told = bare(members[0].name) in names or _called_alike(members[0].name, noun)
    return members[0] if told and inner.properties else None


def _called_alike(name: str, noun: str) -> bool:
    """`issue_category` wraps a row of `categories`, `pool` one of `node_pools`."""
    one, other = bare(singular(name)), bare(singular(noun))
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or long.endswith(short)


def _wrapped(contract: Contract, shape: Shape, noun: str, depth: int) -> Entity | None:
    names = {bare(noun), bare(singular(noun))} - {""}
    if any(bare(member.name) in {"id", "uuid"} for member in shape.properties):
        return None
    lists = [member for member in shape.properties if _holds_objects(contract, member)]
    named = [member for member in lists if bare(member.name) in vocabulary.LIST_WRAPPERS | names]
    scalar_rest = len(shape.properties) - len(lists)
    chosen = named or (lists if len(lists) == 1 and _is_page(shape) and scalar_rest else [])
    if not chosen and len(lists) == 1 and len(shape.properties) == 1:
        chosen = lists
    if chosen:
        items = items_of(contract, chosen[0].schema)
        return Entity(schema=items, many=True, route=(chosen[0].name,)) if items else None
    alone = len(shape.properties) == 1
    for member in shape.properties:
        told = bare(member.name) in vocabulary.ITEM_WRAPPERS | names
        if not told and not (alone and _called_alike(member.name, noun)):
            continue
        if not is_object(contract, member.schema):
            continue
        if bare(member.name) in names and _says_more(contract, shape):
            return None
        inner = entity_in(contract, member.schema, noun, depth + 1)
        if inner is not None:
            route = (member.name, *inner.route)
            return Entity(schema=inner.schema, many=inner.many, route=route)
    return None


def _holds_objects(contract: Contract, member: Property) -> bool:
    items = items_of(contract, member.schema)
    return items is not None and is_object(contract, items)


def _says_more(contract: Contract, shape: Shape) -> bool:
    """Whether values stand beside it: `{medication: {…}, dose, since}` is a thing itself."""
    values = [
        member
        for member in shape.properties
        if not is_object(contract, member.schema) and items_of(contract, member.schema) is None
    ]
    return sum(bare(member.name) not in vocabulary.RECEIPTS for member in values) > 1


def _is_page(shape: Shape) -> bool:
    """Whether the other members speak of pages and totals."""
    words = (
        vocabulary.TOTAL
        | vocabulary.PAGE
        | vocabulary.SIZE
        | vocabulary.PAGES
        | vocabulary.LINKS
        | vocabulary.MORE
        | vocabulary.NEXT
        | vocabulary.NEXT_CURSOR
        | {"meta", "pagination", "metadata", "page", "paging"}
    )
    return any(bare(member.name) in words for member in shape.properties)
