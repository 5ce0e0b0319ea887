"""Paths that end in a parameter and are a collection all the same: `/shelves/{library}`.

Another path goes on with the parameter that names a row (`/shelves/{library}/{shelf}`), and this
one lists such rows, or only makes them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pactgen.passes.reading.entities import entity_in
from pactgen.passes.reading.messages import answered_schema
from pactgen.passes.reading.paths import place_in
from pactgen.passes.reading.shapes import shape_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.contract import Contract, Operation
    from pactgen.passes.reading.entities import Entity
    from pactgen.passes.reading.paths import Place
    from pactgen.passes.resources.values import CollectionKey

_OF_A_ROW = frozenset({"get", "delete", "patch"})
"""Methods on an item that no collection has without saying which rows are meant."""


def open_places(contract: Contract) -> frozenset[str]:
    """Return the paths whose last parameter names a parent and no row."""
    places: dict[str, Place] = {}
    operations: dict[str, list[Operation]] = defaultdict(list)
    for one in contract.operations:
        place = place_in(one)
        if place.is_item and not place.odd:
            places[one.path] = place
            operations[one.path].append(one)
    longer: dict[CollectionKey, list[str]] = defaultdict(list)
    for path, place in places.items():
        if not place.steps[-1].literals:
            longer[place.collection[:-1]].append(path)
    return frozenset(
        path
        for path, place in places.items()
        if any(
            _is_above(contract, operations[path], operations[other])
            for other in longer[place.collection]
        )
    )


def _is_above(contract: Contract, here: Iterable[Operation], below: Iterable[Operation]) -> bool:
    """Whether these operations are on all the rows that the others are on one of."""
    above, items = {one.method: one for one in here}, {one.method: one for one in below}
    if not _OF_A_ROW & items.keys() or {"delete", "patch", "head"} & above.keys():
        return False
    if "get" not in above:
        return bool({"post", "put"} & above.keys()) and "delete" in items
    listed, row = _shown(contract, above.get("get")), _shown(contract, items.get("get"))
    if listed is None or not listed.many:
        return False
    return row is None or row.many or _is_alike(contract, listed, row)


def _shown(contract: Contract, operation: Operation | None) -> Entity | None:
    schema = None if operation is None else answered_schema(operation)
    if operation is None or schema is None:
        return None
    return entity_in(contract, schema, place_in(operation).noun)


def _is_alike(contract: Contract, one: Entity, other: Entity) -> bool:
    """Whether half of the smaller one is shown by the larger one too."""
    names = [
        {member.name for member in shape_of(contract, each.schema).properties}
        for each in (one, other)
    ]
    return len(names[0] & names[1]) * 2 >= min(map(len, names))
