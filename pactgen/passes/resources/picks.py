"""Some rows of a collection, told by one more word: `/orders/pending`, or one: `/releases/latest`.

Location: pactgen/passes/resources/picks.py. Used by `sight`. Which rows the word means is found out
when the columns are known (`pick_rows`).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.shapes import items_of, shape_of
from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import CollectionKey, Sighting


_BY_RULE: Final = frozenset({"nearby", "popular", "recommended", "related", "similar", "trending"})
"""Last segments of lists of the same things, each near to another in a way of its own."""


def is_by_rule(one: Sighting) -> bool:
    """Whether a rule that no document tells says which rows it lists: `/songs/{id}/similar`."""
    return bare(one.place.noun) in _BY_RULE


def as_picks(contract: Contract, seen: Sequence[Sighting]) -> Iterator[Sighting]:
    """Mark the lists of what the collection above lists, where nothing else has their path."""
    at: dict[CollectionKey, list[Sighting]] = defaultdict(list)
    for one in seen:
        at[one.place.collection].append(one)
    for one in seen:
        if not one.finder and _picks(contract, one, at):
            yield replace(one, finder=True, picks=one.place.tail[-1])
        elif not one.finder and _is_tree(contract, one, at):
            yield replace(one, finder=True)
        elif not one.finder and _ends(contract, one, at):
            yield replace(one, finder=True, ends=one.place.tail[-1])
        else:
            yield one


def _picks(
    contract: Contract, one: Sighting, at: Mapping[CollectionKey, Sequence[Sighting]]
) -> bool:
    if bare(one.place.noun) in vocabulary.FEEDS:  # says whose they are, and not which
        return False
    shown = _listed(contract, one)
    return shown is not None and _is_below(contract, one, shown, at) and not one.required_queries


def _is_tree(
    contract: Contract, one: Sighting, at: Mapping[CollectionKey, Sequence[Sighting]]
) -> bool:
    """Whether it lists what the collection above lists, with the rows below inside of each.

    `/categories/tree` may show nothing else than a category has, but for such a list.
    """
    node, place = _listed(contract, one), one.place
    if node is None or one.answer is None or bare(place.noun) not in vocabulary.TREES:
        return False
    above = at.get((*place.collection[:-1], place.tail[:-1]), ())
    flat = [each.answer.schema for each in above if _listed(contract, each) and each.answer]
    if len(place.tail) < 2 or len(at[place.collection]) > 1 or len(flat) != 1:
        return False
    known = {member.name for member in shape_of(contract, flat[0]).properties}
    below = [
        member.name
        for member in shape_of(contract, one.answer.schema).properties
        if (item := items_of(contract, member.schema)) is not None
        and shape_of(contract, item).component == node
    ]
    shown = {member.name for member in shape_of(contract, one.answer.schema).properties}
    return len(below) == 1 and shown - set(below) <= known


def _ends(
    contract: Contract, one: Sighting, at: Mapping[CollectionKey, Sequence[Sighting]]
) -> bool:
    """Whether it shows the first or the last of what the collection above lists, and no other."""
    if one.method != "get" or one.answer is None or one.answer.many:
        return False
    asks = {bare(each.name) for each in one.operation.parameters if each.location == "query"}
    word = bare(one.place.noun)
    shown = shape_of(contract, one.answer.schema).component
    if shown is None or word not in vocabulary.LAST | vocabulary.FIRST:
        return False
    return not asks - vocabulary.SHAPING and _is_below(contract, one, shown, at)


def _is_below(
    contract: Contract,
    one: Sighting,
    shown: str,
    at: Mapping[CollectionKey, Sequence[Sighting]],
) -> bool:
    """Whether its path adds one word to that of a list of the same things, and stands alone."""
    place = one.place
    if place.is_item or place.odd or len(place.tail) < 2:
        return False
    above = at.get((*place.collection[:-1], place.tail[:-1]), ())
    same = any(not each.finder and _listed(contract, each) == shown for each in above)
    return same and len(at[place.collection]) == 1


def _listed(contract: Contract, one: Sighting) -> str | None:
    """Return the component whose rows it lists; None where it lists none."""
    lists = one.method == "get" and one.answer is not None and one.answer.many
    return shape_of(contract, one.answer.schema).component if lists and one.answer else None
