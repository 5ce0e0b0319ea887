"""Lists of the rows that have the value which their path tells: `GET /tasks/status/{status}`.

Location: pactgen/passes/resources/find_narrowed.py. Used by `sight`. The answer is a list of what
the collection above shows, and its rows show the property that the segment before the parameter
is called by (`/tasks/by-status/{status}`, `/tasks/project/{id}` of a `project_id`), or else the
parameter (`/games/{season}`).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.columns import alike, storage_of
from pactgen.passes.reading.shapes import items_of, shape_of
from pactgen.passes.resources.groups import lists_rows, shown_component
from pactgen.passes.words.names import singular, snake
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pactgen.ir.contract import Contract
    from pactgen.passes.reading.paths import Step
    from pactgen.passes.resources.values import CollectionKey, Sighting

_KINDS: Final = frozenset({"text", "uuid", "integer", "bigint"})
_KEYS: Final = frozenset({"id", "uuid", "uid", "guid"})


def as_narrowed(contract: Contract, seen: Sequence[Sighting]) -> tuple[Sighting, ...]:
    """Give every such list the place of the collection whose rows it lists."""
    at: dict[CollectionKey, list[Sighting]] = defaultdict(list)
    for one in seen:
        at[one.place.collection].append(one)
    above = {key[:index] for key in at for index in range(1, len(key))}
    return tuple(_as_narrowed(contract, one, at, above) for one in seen)


def _as_narrowed(
    contract: Contract,
    one: Sighting,
    at: Mapping[CollectionKey, Sequence[Sighting]],
    above: set[CollectionKey],
) -> Sighting:
    place = one.place
    if one.method != "get" or not place.is_item or one.answer is None or not one.answer.many:
        return one
    last, key = place.steps[-1], place.collection
    home = (*key[:-1], last.literals[:-1])
    if len(at[key]) == 1 and key not in above and _lists(contract, at.get(home, ()), one):
        return _moved(one, last.literals[:-1], _property(contract, one, _words(last)))
    word = bare(last.parameter)
    is_key = word in {*_KEYS, f"{bare(singular(place.noun))}id"}
    if is_key or _has_items(at[key], one) or not _lists(contract, at[key], one):
        return one
    return _moved(one, last.literals, _property(contract, one, {word}))


def _moved(one: Sighting, home: tuple[str, ...], held: str | None) -> Sighting:
    if held is None:
        return one
    place = replace(one.place, steps=one.place.steps[:-1], tail=home)
    return replace(one, place=place, narrowed=(one.place.steps[-1].parameter, held))


def _lists(contract: Contract, group: Sequence[Sighting], one: Sighting) -> bool:
    """Whether one of these lists, or shows by its key, what the operation lists."""
    shown = shown_component(contract, one)
    return shown is not None and any(
        each is not one and each.method == "get" and shown_component(contract, each) == shown
        for each in group
        if lists_rows(each) or (each.place.is_item and each.answer and not each.answer.many)
    )


def _has_items(group: Sequence[Sighting], one: Sighting) -> bool:
    """Whether another operation works on one row, which the parameter names then."""
    name = one.place.steps[-1].parameter
    items = (each for each in group if each.place.is_item and each.method != "post")
    return any(each is not one and each.place.steps[-1].parameter == name for each in items)


def _words(last: Step) -> set[str]:
    """Return what the property may be called: as the segment says, or the parameter."""
    told = "_".join(part for part in snake(last.literals[-1]).split("_") if part != "by")
    names = {bare(told), bare(singular(told))} - {""}
    given = {bare(last.parameter)} - _KEYS
    return {*names, *(f"{name}id" for name in names), *given}


def _property(contract: Contract, one: Sighting, names: set[str]) -> str | None:
    """Return the only plain property of the rows that is called so and holds such values."""
    parameter = one.place.steps[-1].parameter
    given = [
        each.schema
        for each in one.operation.parameters
        if each.location == "path" and each.name == parameter
    ]
    if one.answer is None or not given or items_of(contract, given[0]) is not None:
        return None
    told = storage_of(contract, given[0]).kind
    found = [
        member.name
        for member in shape_of(contract, one.answer.schema).properties
        if bare(member.name) in names
        and (kind := storage_of(contract, member.schema).kind) in _KINDS
        and (alike(kind, told) or {kind, told} == {"text", "uuid"})
    ]
    return found[0] if len(found) == 1 else None
