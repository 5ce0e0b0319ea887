"""Lists of some rows of a collection, told by one more word: `/orders/pending`, `/posts/latest`.

Location: pactgen/passes/resources/picks.py. Used by `sight`. Which rows the word means is found out
when the columns are known (`pick_rows`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from pactgen.passes.reading.shapes import shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import CollectionKey, Sighting


def as_picks(contract: Contract, seen: Sequence[Sighting]) -> Iterator[Sighting]:
    """Mark the lists of what the collection above lists, where nothing else has their path."""
    at: dict[CollectionKey, list[Sighting]] = defaultdict(list)
    for one in seen:
        at[one.place.collection].append(one)
    for one in seen:
        is_pick = not one.finder and _picks(contract, one, at)
        yield replace(one, finder=True, picks=one.place.tail[-1]) if is_pick else one


def _picks(
    contract: Contract, one: Sighting, at: Mapping[CollectionKey, Sequence[Sighting]]
) -> bool:
    place = one.place
    shown = _listed(contract, one)
    if shown is None or place.is_item or place.odd or len(place.tail) < 2:
        return False
    above = at.get((*place.collection[:-1], place.tail[:-1]), ())
    same = any(not each.finder and _listed(contract, each) == shown for each in above)
    return same and len(at[place.collection]) == 1 and not one.required_queries


def _listed(contract: Contract, one: Sighting) -> str | None:
    """Return the component whose rows it lists; None where it lists none."""
    lists = one.method == "get" and one.answer is not None and one.answer.many
    return shape_of(contract, one.answer.schema).component if lists and one.answer else None
