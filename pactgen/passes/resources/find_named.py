"""Rows that a path names by another property than their key: `/posts/slug/{slug}`.

Location: pactgen/passes/resources/find_named.py. Used by `sight`. The segment before the parameter
says which property it is, and the answer shows what the collection above shows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from pactgen.passes.reading.columns import storage_of
from pactgen.passes.reading.shapes import shape_of
from pactgen.passes.resources.groups import shown_component
from pactgen.passes.words.names import snake
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import CollectionKey, Sighting

_KINDS = frozenset({"text", "uuid", "integer", "bigint"})


def as_named(contract: Contract, seen: Sequence[Sighting]) -> tuple[Sighting, ...]:
    """Give every such look at a row the place of an item of the collection above."""
    at = Counter(one.place.collection for one in seen)
    above = {key[:index] for key in at for index in range(1, len(key))}
    shown: dict[CollectionKey, set[str]] = defaultdict(set)
    for one in seen:
        component = shown_component(contract, one)
        if component is not None:
            shown[one.place.collection].add(component)
    return tuple(
        one
        if at[one.place.collection] > 1 or one.place.collection in above
        else _as_named(contract, one, shown)
        for one in seen
    )


def _as_named(
    contract: Contract, one: Sighting, shown: Mapping[CollectionKey, set[str]]
) -> Sighting:
    place = one.place
    if one.method != "get" or not place.is_item or one.answer is None or one.answer.many:
        return one
    last = place.steps[-1]
    home = (*place.collection[:-1], last.literals[:-1])
    if len(last.literals) < 2 or shown_component(contract, one) not in shown.get(home, set()):
        return one
    word = bare("_".join(part for part in snake(last.literals[-1]).split("_") if part != "by"))
    for member in shape_of(contract, one.answer.schema).properties:
        fits = storage_of(contract, member.schema).kind in _KINDS
        if bare(member.name) == word and fits:
            steps = (*place.steps[:-1], replace(last, literals=last.literals[:-1]))
            return replace(one, place=replace(place, steps=steps), by=member.name)
    return one
