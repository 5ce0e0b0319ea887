"""Find the collections that hold nothing but links: who is a member, which tag is on what.

`PUT` and `DELETE /teams/{team}/members/{user}` without a body say that a user belongs to a team,
and `GET /teams/{team}/members` shows users. What is kept is a row of two names, not another user.
`POST /teams/{team}/members` with nothing but a `user_id` says the same, and what else brings only
keys of what stands for itself (`find_ties`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.reading.columns import storage_of
from pactgen.passes.reading.messages import json_media, success_of
from pactgen.passes.reading.read_bulk import PLAIN
from pactgen.passes.reading.shapes import input_shape_of, shape_of
from pactgen.passes.resources.find_ties import brings_only_keys, from_other_ends, ties
from pactgen.passes.resources.groups import component_owners
from pactgen.passes.words.callers import names_caller
from pactgen.passes.words.names import singular
from pactgen.passes.words.vocabulary import bare
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgen.ir.contract import Contract, Property
    from pactgen.passes.resources.values import CollectionKey, Sighting


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The collections of links, and what else follows from them."""

    targets: Mapping[CollectionKey, CollectionKey]
    """Each with the collection of what is linked."""
    backwards: Mapping[CollectionKey, CollectionKey]
    """Lists from the other end (`/users/{id}/projects`), each with its links."""
    owners: Mapping[str, CollectionKey]
    """Whose the components are: a collection of links owns none of what its answers show."""


def find_links(contract: Contract, groups: Mapping[CollectionKey, list[Sighting]]) -> Links:
    """Return the collections of links, and the lists from their other ends."""
    plain = {key: group for key, group in groups.items() if not holds_links(key, group)}
    keyed = {key for key, group in plain.items() if brings_only_keys(contract, key, group)}
    apart = {key: group for key, group in plain.items() if key not in keyed}
    others = component_owners(contract, apart)
    tied = {key: target for key in keyed if (target := ties(contract, key, groups, others))}
    plain = {key: group for key, group in plain.items() if key not in tied}
    owners = component_owners(contract, plain)
    linked = {**_linked(contract, groups, owners), **tied}
    targets = {key: linked[key] for key in groups if key in linked}
    backwards = from_other_ends(contract, groups, targets)
    if backwards:
        plain = {key: group for key, group in plain.items() if key not in backwards}
        owners = component_owners(contract, plain)
    return Links(targets=targets, backwards=backwards, owners=owners)


def _linked(
    contract: Contract,
    groups: Mapping[CollectionKey, list[Sighting]],
    owners: Mapping[str, CollectionKey],
) -> dict[CollectionKey, CollectionKey]:
    """Return those that paths and single keys tell."""
    shaped = [
        key
        for key, group in groups.items()
        if holds_links(key, group)
        or replaces_links(key, group)
        or adds_links(contract, key, group, owners)
    ]
    things = {
        bare(singular(key[-1][-1])): key
        for key, group in reversed(list(groups.items()))
        if key not in shaped and key[-1] and any(one.place.is_item for one in group)
    }
    found: dict[CollectionKey, CollectionKey] = {}
    for key in shaped:
        shown = list(_shown(contract, groups[key]))
        if shown:
            targets = {owners.get(component or "") for component in shown}
        else:
            targets = {things.get(bare(singular(key[-1][-1])))}
        target = next(iter(targets)) if len(targets) == 1 else None
        if target is not None and target not in shaped and () not in target:
            found[key] = target
    return found


def holds_links(key: CollectionKey, group: Iterable[Sighting]) -> bool:
    """Whether the collection's items are put and taken without saying anything about them."""
    if not _is_below_one(key):
        return False
    items = [one for one in group if one.place.is_item]
    puts = [one for one in items if one.method in {"put", "post"}]
    if not puts or any(one.operation.body is not None for one in items):
        return False
    return not any(one.method == "patch" or answers(one) for one in items)


def _is_below_one(key: CollectionKey) -> bool:
    """Whether it stands below one thing that it links to others: an item, or whoever is calling."""
    if len(key) == 1:
        return names_caller(key[-1][:-1])
    return bool(key[-1] and key[-2])


def replaces_links(key: CollectionKey, group: Iterable[Sighting]) -> bool:
    """Whether a list of keys takes the place of all that a collection shows, and nothing else."""
    if len(key) == 1 or not _is_below_one(key):
        return False
    methods = {one.method: one for one in group}
    whole = set(methods) == {"get", "put"} and not any(one.place.is_item for one in group)
    shown = methods["get"].answer if whole else None
    return shown is not None and shown.many and methods["put"].part is not None


def adds_links(
    contract: Contract,
    key: CollectionKey,
    group: Iterable[Sighting],
    owners: Mapping[str, CollectionKey],
) -> bool:
    """Whether POST names one of the things of another collection, which are listed here.

    What is put there, changed or asked for one by one says more than that.
    """
    others = {"get": False, "post": False, "delete": True}
    if not _is_below_one(key) or any(one.place.is_item != others.get(one.method) for one in group):
        return False
    targets = {owners.get(component or "") for component in _shown(contract, group)}
    target = next(iter(targets)) if len(targets) == 1 else None
    posts = [one for one in group if one.method == "post"]
    named = [key_brought(contract, one) for one in posts]
    if target is None or target == key or not named or None in named:
        return False
    nouns = {bare(singular(noun)) for noun in (key[-1][-1], target[-1][-1])}
    stems = {bare(each.name).removesuffix("id") for each in named if each is not None}
    return all(any(stem.endswith(noun) for noun in nouns) for stem in stems)


def key_brought(contract: Contract, one: Sighting) -> Property | None:
    """Return the only member of a body, where it may be the key of something else.

    An `id` would be that of the link.
    """
    if one.body is None or one.many or one.file is not None or one.member is not None:
        return None
    members = input_shape_of(contract, one.body).properties
    only = members[0] if len(members) == 1 else None
    if only is None or not bare(only.name).endswith("id") or bare(only.name) in {"id", "uuid"}:
        return None
    return only if storage_of(contract, only.schema).kind in PLAIN else None


def answers(one: Sighting) -> bool:
    """Whether the success of the operation has content that would have to be made."""
    success = success_of(one.operation)
    if success is None or not success.media:
        return False
    media = json_media(success.media)
    return one.answer is not None or media is None


def _shown(contract: Contract, group: Iterable[Sighting]) -> Iterable[str | None]:
    for one in group:
        if one.method == "get" and not one.place.is_item:
            schema = one.answer.schema if one.answer is not None and one.answer.many else None
            yield shape_of(contract, schema).component if schema is not None else None
