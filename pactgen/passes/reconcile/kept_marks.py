"""`PUT` and `DELETE /posts/{id}/bookmark`, where a table of the schema keeps who has marked what.

Location: pactgen/passes/reconcile/kept_marks.py. Used by `design_backend`. Without such a table a
verb that rows show as a boolean sets that; with it, a row of the table says so of each person.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pactgen.passes.reading.paths import place_in
from pactgen.passes.reconcile.wording import ends_with, essence
from pactgen.passes.resources.groups import is_mark, is_marking
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.passes.reconcile.tables_of import Catalog
    from pactgen.passes.resources.values import Kept, Sighting


def as_marks(sightings: tuple[Sighting, ...], catalog: Catalog | None) -> tuple[Sighting, ...]:
    """Return verbs below items to their own paths, where a join table is called like them."""
    if catalog is None:
        return sightings
    acted: dict[str, list[Sighting]] = defaultdict(list)
    for one in sightings:
        if one.action is not None and one.part is None and _keeps(catalog, one.action):
            acted[one.operation.path].append(
                replace(one, action=None, place=place_in(one.operation))
            )
    restored = {
        one.operation.label: one
        for group in acted.values()
        if is_mark(group) and all(map(is_marking, group))
        for one in group
    }
    return tuple(restored.get(one.operation.label, one) for one in sightings)


def free_for_marks(
    sightings: tuple[Sighting, ...], kept: Iterable[Kept], catalog: Catalog | None
) -> tuple[Sighting, ...]:
    """Return the operations that may list marks: none where no table of the schema keeps any."""
    if catalog is None or any(one.is_mark and _keeps(catalog, one.noun) for one in kept):
        return sightings
    return ()


def _keeps(catalog: Catalog, mark: str) -> bool:
    """Whether a table that does little but join two others is called like a mark."""
    spoken = essence(mark)
    return any(
        ends_with(words, spoken) and catalog.joins(catalog.tables[name])
        for name, words in catalog.words.items()
    )
