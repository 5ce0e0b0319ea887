"""Bodies that bring or name many rows at once, and paths that say so: `POST /users/batch`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.reading.columns import storage_of
from pactgen.passes.reading.messages import success_of
from pactgen.passes.reading.shapes import items_of, shape_of, types_of
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import attribute_name, singular, snake
from pactgen.passes.words.vocabulary import bare
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Collection

    from pactgen.ir.contract import Contract, Operation, Property, Schema
    from pactgen.passes.reading.paths import Place

PLAIN = frozenset({"text", "integer", "bigint", "uuid"})
"""Kinds of columns that a key may have."""
_FILL = frozenset({"with", "in", "of", "by", "all", "input"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows that a body brings."""

    schema: Schema
    """Of each of them."""
    member: Property | None = None
    """The member that holds the list; None: the body is the list."""


def rows_in(contract: Contract, schema: Schema, place: Place) -> Rows | None:
    """Return the rows of a body that is a list of objects, or an object with nothing but one.

    The only member must be called like the collection: an order with its `items` is one order.
    `entries` are those of `/time-entries`.
    """
    if place.is_item:
        return None
    items = items_of(contract, schema)
    if items is not None:
        return Rows(schema=items) if _is_row(contract, items) else None
    members = shape_of(contract, schema).properties
    if len(members) != 1 or not members[0].required:
        return None
    items = items_of(contract, members[0].schema)
    alike = _is_called(members[0].name, place.noun)
    if items is None or not alike or not _is_row(contract, items):
        return None
    return Rows(schema=items, member=members[0])


def _is_called(name: str, noun: str) -> bool:
    called, things = (snake(singular(each)).split("_") for each in (name, noun))
    return bare(singular(name)) == bare(singular(noun)) or things[-len(called) :] == called


def _is_row(contract: Contract, items: Schema) -> bool:
    return types_of(contract, items) == {"object"} and bool(shape_of(contract, items).properties)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The keys of rows that a body names."""

    items: Schema
    member: str | None
    """The wire name of the list; None: the body is the list."""
    attribute: str | None


def keys_of(contract: Contract, schema: Schema, place: Place) -> Keys | None:
    """Return the keys in a body that is a list of plain values, or has nothing but one."""
    items = items_of(contract, schema)
    if items is not None:
        plain = storage_of(contract, items).kind in PLAIN
        return Keys(items=items, member=None, attribute=None) if plain else None
    members = shape_of(contract, schema).properties
    if len(members) != 1:
        return None
    name, items = members[0].name, items_of(contract, members[0].schema)
    if items is None or storage_of(contract, items).kind not in PLAIN:
        return None
    noun = bare(singular(place.noun))
    if bare(name) not in vocabulary.KEYS | {f"{noun}ids", f"{noun}id", f"{noun}keys"}:
        return None
    return Keys(items=items, member=name, attribute=attribute_name(name))


def counts_in(contract: Contract, one: Operation, place: Place) -> bool:
    """Whether `/users/count` asks how many there are: its answer is a number, and no more."""
    if one.method != "get" or len(place.tail) < 2:
        return False
    if bare(place.tail[-1].lstrip("_$")) not in vocabulary.COUNT:
        return False
    success = success_of(one)
    schema = next((each.schema for each in success.media if each.schema), None) if success else None
    return schema is not None and number_in(contract, schema) is not None


def number_in(contract: Contract, schema: Schema) -> tuple[str, ...] | None:
    """Return the way to the only number in an answer; None where it says anything else."""
    told = types_of(contract, schema) - {"null"}
    if told and told <= {"integer", "number"}:
        return ()
    members = shape_of(contract, schema).properties
    if told != {"object"} or len(members) != 1:
        return None
    way = number_in(contract, members[0].schema)
    return None if way is None else (members[0].name, *way)


def without_bulk(place: Place, method: str, read: Collection[str], path: str) -> Place:
    """Return the place of the collection that `/users/batch`, `/users/createWithList` fill.

    `read` are the paths that show something: what is read there is a thing of its own.
    """
    if len(place.tail) < 2 or path in read or method not in _VERBS:
        return place
    words = snake(place.tail[-1]).split("_")
    nouns = {snake(place.tail[-2]), singular(snake(place.tail[-2]))}
    rest = set(words) - vocabulary.BULK - _FILL - nouns
    if not set(words) & vocabulary.BULK or rest - _VERBS[method]:
        return place
    return replace(place, tail=place.tail[:-1])


def removes_many(place: Place) -> bool:
    """Whether the last segment asks to delete many: `POST /users/bulk-delete`."""
    words = set(snake(place.tail[-1]).split("_")) if place.tail else set()
    return bool(words & vocabulary.BULK and words & _REMOVE)


_REMOVE = frozenset({"delete", "remove", "destroy"})
_VERBS = {
    "post": frozenset({"create", "add", "insert", "post", "save"}) | _REMOVE,
    "delete": _REMOVE,
    "put": frozenset({"update", "edit", "put", "save"}),
    "patch": frozenset({"update", "edit", "patch"}),
}
"""What the last segment may call what the method does anyway."""
