"""Rows that answers show in two parts: JSON:API's `{type, id, attributes, relationships}`.

What stands in `attributes` is the row's own, and so is what a relationship to one leads to
(JSON:API 1.1, sections 7.2 and 7.3). A row has them all beside its id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.contract import Property, Schema
from pactgen.passes.reading.remembered import remembered
from pactgen.passes.reading.shapes import (
    forms_of,
    input_shape_of,
    is_object,
    items_of,
    listed_values,
    shape_of,
    types_of,
)
from pactgen.passes.words.names import attribute_name, singular
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.ir.contract import Contract, Json

ATTRIBUTES: Final = "attributes"
RELATIONSHIPS: Final = "relationships"
DATA: Final = "data"
PARTS: Final = frozenset({ATTRIBUTES, RELATIONSHIPS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """A member of a row that stands inside of an object."""

    member: Property
    """As if it stood beside the id of the row."""
    way: tuple[str, ...]
    """The names on the wire that lead to it: `attributes`, `title`."""
    kind: Json = None
    """Of a relationship that keys tell: the type of what it leads to."""
    many: bool = False
    """It leads to several."""
    nullable: bool = False
    """Of a relationship: its `data` may be null."""
    sure: bool = True
    """Whoever brings the row must bring what it stands in."""


@remembered
def inner_members(contract: Contract, schema: Schema) -> tuple[Inner, ...]:
    """Return what stands in the parts of a resource object; nothing where it is none."""
    members = {member.name: member for member in input_shape_of(contract, schema).properties}
    if not ({"id", "type"} & set(members) and ATTRIBUTES in members):
        return ()
    own = tuple(_attributes(contract, members[ATTRIBUTES]))
    links = members.get(RELATIONSHIPS)
    found = (*own, *(() if links is None else _relationships(contract, links)))
    beside = (name for name in members if name not in _opened(found))
    names = [*beside, *(each.member.name for each in found)]
    return found if own and _are_apart(names) else ()


def _opened(found: Iterable[Inner]) -> frozenset[str]:
    """Return the parts whose members are found."""
    return frozenset(each.way[0] for each in found)


def in_parts(contract: Contract, schemas: Iterable[Schema]) -> bool:
    """Whether all that shows or brings a row agrees that it has parts.

    `{value, attributes}` brings no resource object: there, `attributes` is one value.
    """
    listed = tuple(schemas)
    opened = [_opened(inner_members(contract, schema)) for schema in listed]
    closed = (
        {member.name for member in input_shape_of(contract, schema).properties} & PARTS - parts
        for schema, parts in zip(listed, opened, strict=True)
    )
    every = frozenset[str]().union(*opened)
    return bool(every) and not any(every & parts for parts in closed)


def row_members(
    contract: Contract, schema: Schema, *, sent: bool = False, opened: bool = True
) -> tuple[Property, ...]:
    """Return the members of a row, those in its parts beside the others.

    Args:
        contract: for the schema.
        schema: of an answer or a body.
        sent: it is of a body.
        opened: what stands in its parts counts, and not the parts.
    """
    shape = input_shape_of(contract, schema) if sent else shape_of(contract, schema)
    inner = inner_members(contract, schema) if opened else ()
    beside = (member for member in shape.properties if member.name not in _opened(inner))
    return (
        *beside,
        *(
            each.member if each.sure or not sent else replace(each.member, required=False)
            for each in inner
        ),
    )


def _are_apart(names: Iterable[str]) -> bool:
    listed = list(names)
    attributes = [attribute_name(name) for name in listed]
    return len(set(attributes)) == len(attributes)


def _attributes(contract: Contract, part: Property) -> Iterator[Inner]:
    if not is_object(contract, part.schema) or forms_of(contract, part.schema):
        return
    for member in shape_of(contract, part.schema).properties:
        yield Inner(member=member, way=(part.name, member.name), sure=part.required)


def _below(outer: Property, member: Property) -> Property:
    return member if outer.required else replace(member, required=False)


def _relationships(contract: Contract, part: Property) -> Iterator[Inner]:
    members = input_shape_of(contract, part.schema).properties
    if any(member.required and not _data(contract, member) for member in members):
        return
    for one in members:
        data = _data(contract, one)
        if data is None:
            continue
        here = _below(part, _below(one, data))
        way = (part.name, one.name, DATA)
        items = items_of(contract, data.schema)
        linkage = shape_of(contract, items or data.schema)
        kind, key = linkage.property("type"), linkage.property("id")
        kinds = () if kind is None else listed_values(contract, kind.schema)
        nullable = "null" in types_of(contract, data.schema)
        if key is None or len(kinds) != 1:
            yield Inner(member=replace(here, name=one.name), way=way, nullable=nullable)
        elif items is not None:
            keys = Schema(origin=data.schema.origin, types=("array",), items=key.schema)
            member = Property(name=f"{singular(one.name)}_ids", schema=keys, required=here.required)
            yield Inner(member=member, way=way, kind=kinds[0], many=True)
        else:
            required = here.required and not nullable
            member = Property(name=f"{one.name}_id", schema=key.schema, required=required)
            yield Inner(member=member, way=(*way, "id"), kind=kinds[0], nullable=nullable)


def _data(contract: Contract, relationship: Property) -> Property | None:
    """Return the linkage that a relationship has: it may have links alone."""
    data = shape_of(contract, relationship.schema).property(DATA)
    if data is None:
        return None
    told = is_object(contract, data.schema) or items_of(contract, data.schema) is not None
    return data if told else None
