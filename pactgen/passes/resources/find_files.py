"""Find the files that belong to things: a picture of an item, attachments by name.

`PUT /players/{id}/logo` stores bytes and `GET` answers them: a table of one file a player. Those of
`/players/{id}/attachments/{name}` are many, told apart by their names.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from pactgen.passes.reading.callers import tells_caller
from pactgen.passes.reading.read_files import answers_file, file_in
from pactgen.passes.resources.find_resources import kept_of
from pactgen.passes.resources.values import Sighting
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import pascal, singular, snake
from pactgen.passes.words.shorten import RESOURCE, keep_last_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import CollectionKey, Kept


def with_files(
    contract: Contract, sightings: tuple[Sighting, ...], kept: tuple[Kept, ...]
) -> tuple[Kept, ...]:
    """Add a resource for every path that takes a file of a thing that is kept."""
    homes = {key: one.name for one in kept for key in one.keys}
    own = _own_places(kept)
    taken = {each.operation.label for one in kept for each in one.paths}
    groups: dict[str, list[Sighting]] = defaultdict(list)
    for one in sightings:
        is_own = one.place.tail[:-1] in own and tells_caller(contract, one.operation)
        if (one.place.steps or is_own) and not one.place.odd and one.action is None:
            groups[one.operation.path].append(one)
    found = list(kept)
    for group in groups.values():
        if any(one.operation.label in taken for one in group):
            continue
        parent = _parent(group[0], homes) or own.get(group[0].place.tail[:-1])
        if parent is not None and _keeps_file(contract, group):
            found.append(_kept(contract, group, parent, {one.name for one in found}))
    for owner in kept:
        brought = _brought_file(contract, owner, groups.values())
        if brought is not None:
            found.append(_kept(contract, brought, owner.name, {each.name for each in found}))
    return tuple(found)


def _own_places(kept: Iterable[Kept]) -> dict[tuple[str, ...], str]:
    """Return where whoever is calling finds their own row: `/users/me`, which may have files."""
    return {
        one.place.tail: each.name
        for each in kept
        if each.account is not None
        for one in each.account.own
    }


def _brought_file(
    contract: Contract, kept: Kept, groups: Iterable[list[Sighting]]
) -> list[Sighting] | None:
    """Return the operations on a file that comes with a new row; None where none comes.

    Where no path shows it, the one that would is made up, so that its table refers to the row.
    """
    makers = [one for one in kept.sightings if one.file is not None and not one.place.is_item]
    items = [one for one in kept.sightings if one.place.is_item]
    if not makers or not items or any(not step.literals for step in items[0].place.steps):
        return None
    maker, item = makers[0], items[0]
    for group in groups:
        one = group[0]
        steps = tuple(step.literals for step in one.place.steps)
        shows = all(answers_file(contract, each.operation) for each in group)
        below = len(one.place.tail) == 1 and steps == item.place.collection
        if shows and below and snake(one.place.tail[0]).rpartition("_")[2] in _SHOWING:
            return group
    named = {each.name for each in maker.operation.parameters}
    parameters = [each for each in item.operation.parameters if each.location == "path"]
    known = (*maker.operation.parameters, *(each for each in parameters if each.name not in named))
    operation = replace(maker.operation, parameters=known)
    place = replace(item.place, tail=("file",))
    implied = Sighting(operation=operation, place=place, answer=None, body=None, is_implied=True)
    return [implied]


_SHOWING = vocabulary.FILES | {"download", "raw", "data", "binary", "original", "media", "blob"}


def _keeps_file(contract: Contract, group: list[Sighting]) -> bool:
    """Whether files are put there, perhaps shown and removed, and nothing else is done."""
    rest = [
        one
        for one in group
        if file_in(contract, one.operation) is None and not answers_file(contract, one.operation)
    ]
    deletes = [one for one in rest if one.method == "delete" and one.operation.body is None]
    puts = [one for one in group if file_in(contract, one.operation) is not None]
    shows = any(answers_file(contract, one.operation) for one in group)
    if not puts or len(rest) > len(deletes):
        return False
    return shows or (not group[0].place.is_item and _is_called_file(group[0]))


def _is_called_file(one: Sighting) -> bool:
    """`image`, `profile-picture`, `uploadImage`: the last word says that it is a file."""
    return snake(one.place.tail[0]).rpartition("_")[2] in vocabulary.FILES


def _parent(one: Sighting, homes: dict[CollectionKey, str]) -> str | None:
    """Return the resource that the file belongs to, where every parameter before it is known."""
    steps = one.place.scopes
    if not steps or len(one.place.tail) > 1 or any(not step.literals for step in one.place.steps):
        return None
    keys = [tuple(step.literals for step in steps[: index + 1]) for index in range(len(steps))]
    return homes.get(keys[-1]) if all(key in homes for key in keys) else None


def _kept(contract: Contract, group: list[Sighting], parent: str, taken: Collection[str]) -> Kept:
    words = [word for word in snake(group[0].place.noun).split("_") if word not in _VERBS]
    name = keep_last_words(parent + pascal(singular("_".join(words) or "file")), RESOURCE)
    number, free = 2, name
    while free in taken:
        free = f"{name}{number}"
        number += 1
    kept = kept_of(contract, free, [group[0].place.collection], group)
    single = not group[0].place.is_item
    return replace(
        kept, representations=(), inputs=(), creations=(), singleton=single, file_of=parent
    )


_VERBS = frozenset({"upload", "set", "add", "change", "update"})
