"""Find the files that belong to things: a picture of an item, attachments by name.

`PUT /players/{id}/logo` stores bytes and `GET` answers them: a table of one file a player. Those of
`/players/{id}/attachments/{name}` are many, told apart by their names, and so are those that belong
to nothing: `/blobs/{digest}/content`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pactgen.passes.reading.callers import tells_caller
from pactgen.passes.reading.read_files import answers_file, file_in
from pactgen.passes.resources.find_resources import kept_of
from pactgen.passes.resources.values import Sighting
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import pascal, singular, snake
from pactgen.passes.words.shorten import RESOURCE, keep_last_words
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import CollectionKey, Kept


def with_files(
    contract: Contract, sightings: tuple[Sighting, ...], kept: tuple[Kept, ...]
) -> tuple[tuple[Sighting, ...], tuple[Kept, ...]]:
    """Add a resource for every path that takes a file of a thing that is kept, or of nothing."""
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
        if any(one.operation.label in taken for one in group) or not _keeps_file(contract, group):
            continue
        parent = _parent(group[0], homes) or own.get(group[0].place.tail[:-1])
        names = {one.name for one in found}
        if parent is not None:
            found.append(_kept(contract, group, parent, names))
        elif _stands_alone(contract, group) and group[0].place.collection not in homes:
            found.append(_alone(contract, group, names))
    for index, owner in enumerate(kept):
        brought = _brought_file(contract, owner, groups.values())
        if brought is not None:
            found[index] = _named_by(owner, brought[0])
            found.append(_kept(contract, brought, owner.name, {each.name for each in found}))
    return _placed(sightings, found), tuple(found)


def _placed(sightings: tuple[Sighting, ...], kept: Iterable[Kept]) -> tuple[Sighting, ...]:
    """Return the operations, those on files that belong to nothing where they name the file."""
    alone = (one for one in kept if one.file_of == one.name)
    found = {each.operation.label: each for one in alone for each in one.sightings}
    return tuple(found.get(one.operation.label, one) for one in sightings)


def _stands_alone(contract: Contract, group: list[Sighting]) -> bool:
    """Whether the path names nothing but the file: `/blobs/{digest}`, `/blobs/{digest}/content`.

    It must be shown there as well: `POST /clubs/{id}/logo` says that there are clubs.
    """
    place = group[0].place
    named = len(place.steps) == 1 and bool(place.steps[0].literals)
    shows = any(answers_file(contract, one.operation) for one in group)
    called = place.is_item or (len(place.tail) == 1 and _shows(place.tail[0]))
    return named and shows and called


def _alone(contract: Contract, group: list[Sighting], taken: Collection[str]) -> Kept:
    """Return files that belong to nothing: each is found by its name, as a row is."""
    named = [replace(one, place=replace(one.place, tail=())) for one in group]
    kept = _kept(contract, named, "", taken)
    return replace(kept, file_of=kept.name)


def _named_by(owner: Kept, shown: Sighting) -> Kept:
    """Add the place at which a path names the rows whose files it shows: `/attachments/{id}`."""
    key = tuple(step.literals for step in shown.place.steps)
    return owner if key in owner.keys else replace(owner, keys=(*owner.keys, key))


def _own_places(kept: Iterable[Kept]) -> dict[tuple[str, ...], str]:
    """Return where whoever is calling finds their own row: `/users/me`, which may have files."""
    people = [each for each in kept if each.account is not None]
    named = {
        (*key[0], word): each.name
        for each in people
        for key in each.keys
        if len(key) == 1
        for word in vocabulary.MINE
    }
    return named | {one.place.tail: each.name for each in people for one in _own(each)}


def _own(kept: Kept) -> tuple[Sighting, ...]:
    return () if kept.account is None else kept.account.own


def _brought_file(
    contract: Contract, kept: Kept, groups: Iterable[list[Sighting]]
) -> list[Sighting] | None:
    """Return the operations on a file that comes with a new row; None where none comes.

    Where no path shows it, the one that would is made up, so that its table refers to the row.
    """
    makers = [one for one in kept.sightings if one.file is not None and not one.place.is_item]
    items = [one for one in kept.sightings if one.place.is_item]
    if not makers or any(not step.literals for one in items[:1] for step in one.place.steps):
        return None
    for group in groups:
        one = group[0]
        steps = tuple(step.literals for step in one.place.steps)
        shows = all(answers_file(contract, each.operation) for each in group)
        below = steps == items[0].place.collection if items else _is_called(kept, steps)
        if shows and below and len(one.place.tail) == 1 and _shows(one.place.tail[0]):
            return group
    if not items:
        return None
    maker, item = makers[0], items[0]
    named = {each.name for each in maker.operation.parameters if each.location == "path"}
    parameters = [each for each in item.operation.parameters if each.location == "path"]
    known = (*maker.operation.parameters, *(each for each in parameters if each.name not in named))
    operation = replace(maker.operation, parameters=known)
    place = replace(item.place, tail=("file",))
    implied = Sighting(operation=operation, place=place, answer=None, body=None, is_implied=True)
    return [implied]


def _is_called(kept: Kept, steps: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a path that lists nothing is called like the rows: `/attachments/{id}/download`."""
    return len(steps) == 1 and bool(steps[0]) and bare(steps[0][-1]) == bare(kept.noun)


def _shows(word: str) -> bool:
    return snake(word).rpartition("_")[2] in _SHOWING


_SHOWING = vocabulary.FILES | {"download", "raw", "data", "binary", "original", "media", "blob"}


def _keeps_file(contract: Contract, group: list[Sighting]) -> bool:
    """Whether files are put there, perhaps shown and removed, and nothing else is done."""
    rest = [
        one
        for one in group
        if file_in(contract, one.operation) is None
        and not answers_file(contract, one.operation)
        and one.operation.method != "head"
    ]
    deletes = [one for one in rest if one.method == "delete" and one.operation.body is None]
    puts = [one for one in group if file_in(contract, one.operation) is not None]
    shows = any(answers_file(contract, one.operation) for one in group)
    if not puts or len(rest) > len(deletes):
        return False
    return shows or (not group[0].place.is_item and _is_called_file(group[0]))


def _is_called_file(one: Sighting) -> bool:
    """`image`, `profile-picture`, `uploadImage`: the last word says that it is a file."""
    return snake(one.place.noun).rpartition("_")[2] in vocabulary.FILES


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
