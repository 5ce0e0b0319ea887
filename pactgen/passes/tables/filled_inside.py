"""Members of objects inside of rows that answers must show, and that are read-only.

An order is created with its lines, and each line is shown with an `id`: nobody else can make it.

Location: pactgen/passes/tables/filled_inside.py. Used where columns are designed, and where they
are bound to a schema document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.decisions import storage
from pactgen.ir.contract import ABSENT
from pactgen.ir.database import Inside
from pactgen.passes.reading.columns import effective, is_read_only, storage_of
from pactgen.passes.reading.samples import smallest_member
from pactgen.passes.reading.shapes import input_shape_of, is_object, items_of, shape_of, types_of
from pactgen.passes.tables.keys import ID_NAMES
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.contract import Contract, Property, Schema
    from pactgen.ir.database import ColumnKind, Made
    from pactgen.passes.tables.desk import Desk, Draft

_DEPTH: Final = 6
"""Objects inside of objects beyond this are recursive."""
_IDS: Final = frozenset(map(bare, ID_NAMES))
_DRAWN: Final[Mapping[ColumnKind, Made]] = {"timestamp": "moment", "date": "day", "uuid": "uuid"}
_KEYS: Final[Mapping[ColumnKind, Made]] = {"text": "uuid", "integer": "number", "bigint": "number"}
_Way = tuple[str, ...]


def filled_inside(desk: Desk, draft: Draft) -> tuple[Inside, ...]:
    """Return what is made for the objects of a property, and say so."""
    due: dict[_Way, Property] = {}
    for shown in draft.answers:
        for sent in draft.inputs:
            for way, member in _due(desk.contract, shown.schema, sent.schema, (), 0):
                due.setdefault(way, member)
    found: list[Inside] = []
    for way, member in due.items():
        made = _made(desk.contract, member, ".".join(way))
        if made is not None:
            found.append(made)
            name = f"{draft.name}.{made.way}"
            decision = storage.filled(desk.kept.name, name, _spoken(made), draft.origins)
            desk.decisions.append(decision)
    return tuple(found)


def _due(
    contract: Contract, shown: Schema, sent: Schema, way: _Way, depth: int
) -> Iterator[tuple[_Way, Property]]:
    """Yield the members that the objects of an answer must have, and those of a body cannot."""
    items = items_of(contract, shown), items_of(contract, sent)
    if depth > _DEPTH:
        return
    if items[0] is not None and items[1] is not None:
        yield from _due(contract, items[0], items[1], way, depth + 1)
        return
    if not (is_object(contract, shown) and is_object(contract, sent)):
        return
    brought = input_shape_of(contract, sent)
    for member in shape_of(contract, shown).properties:
        other = brought.property(member.name)
        if other is None or "." in member.name:
            continue
        here = (*way, member.name)
        if not is_read_only(contract, other.schema):
            yield from _due(contract, member.schema, other.schema, here, depth + 1)
        elif member.required:
            yield here, member


def _made(contract: Contract, member: Property, way: str) -> Inside | None:
    """Return how a member is made; None where no value of it is known."""
    kind = storage_of(contract, member.schema).kind
    drawn = _DRAWN.get(kind)
    if drawn is None and bare(member.name) in _IDS and _is_free(contract, member.schema):
        drawn = _KEYS.get(kind)
    if drawn is not None:
        return Inside(way=way, made=drawn)
    value = smallest_member(contract, member)
    if value is None and "null" not in types_of(contract, member.schema):
        return None
    return Inside(way=way, made="constant", value=value)


def _is_free(contract: Contract, schema: Schema) -> bool:
    """Whether any text or number of the type will do."""
    found = effective(contract, schema)
    said = (found.pattern, found.format, found.enum, found.max_length, found.maximum)
    return found.const is ABSENT and all(each in {None, "int32", "int64"} for each in said)


def _spoken(made: Inside) -> str:
    match made.made:
        case "moment" | "day":
            return "the time at which it was stored"
        case "constant":
            return f"`{made.value!r}`"
        case _:
            return "drawn for each object"
