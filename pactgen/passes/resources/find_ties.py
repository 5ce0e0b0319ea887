"""Find the collections that list what is made elsewhere, and are told which of it by its key.

Location: pactgen/passes/resources/find_ties.py. Used by `find_links`. `POST /projects/{id}/members`
with nothing but a `user_id` makes no user, whatever it answers: who belongs to what is kept. Lists
of keys say the same of several, and PUT of a path that names both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.columns import storage_of
from pactgen.passes.reading.messages import json_media
from pactgen.passes.reading.read_bulk import PLAIN
from pactgen.passes.reading.shapes import input_shape_of, is_object, items_of, shape_of
from pactgen.passes.resources.groups import component_owners, lists_rows
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import attribute_name, singular
from pactgen.passes.words.vocabulary import bare
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pactgen.ir.contract import Contract, Schema
    from pactgen.passes.resources.values import CollectionKey, Sighting

KEYS: Final = ("identifier", "username", "uuid", "guid", "code", "name", "slug", "key", "uid", "id")
"""What ends the name of a member that names a row, the longer ones first."""
_ADDS: Final = re.compile(
    r"^\W*(?:add|assign|attach|enroll?|link|subscribe)(?:e?s|ing)?\b", re.IGNORECASE
)
_BELOW: Final = 2
_ADDERS: Final = frozenset({"post", "put"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The keys that a body brings, and nothing else."""

    wire_name: str | None
    """The member that holds them; None: the body is the list."""
    attribute: str | None
    value: Schema
    """Of one of them."""
    many: bool


def named_in(contract: Contract, one: Sighting) -> Named | None:
    """Return the keys in a body whose only member, or which itself, is a key or a list of them."""
    media = None if one.operation.body is None else json_media(one.operation.body.media)
    schema = None if media is None else media.schema
    if schema is None or one.file is not None:
        return None
    items = items_of(contract, schema)
    if items is not None:
        return _keys(contract, None, items, many=True)
    if not is_object(contract, schema):
        return None
    members = input_shape_of(contract, schema).properties
    if len(members) != 1:
        return None
    items = items_of(contract, members[0].schema)
    value = members[0].schema if items is None else items
    return _keys(contract, members[0].name, value, many=items is not None)


def _keys(contract: Contract, name: str | None, value: Schema, *, many: bool) -> Named | None:
    if storage_of(contract, value).kind not in PLAIN:
        return None
    attribute = None if name is None else attribute_name(name)
    return Named(wire_name=name, attribute=attribute, value=value, many=many)


def brings_only_keys(contract: Contract, key: CollectionKey, group: Iterable[Sighting]) -> bool:
    """Whether a collection below an item is told nothing but keys, by bodies or by paths."""
    every = list(group)
    if len(key) < 2 or not (key[-1] and key[-2]):
        return False
    adds = [one for one in every if one.method in _ADDERS]
    removes = any(one.method == "delete" for one in every)
    listed = any(not one.place.is_item for one in adds)
    told = removes or listed or any(one.operation.says(_ADDS) for one in adds)
    return bool(adds) and told and all(_is_plain(contract, one) for one in every)


def _is_plain(contract: Contract, one: Sighting) -> bool:
    """Whether an operation says no more than which rows it is about."""
    if one.called or one.counts or one.finder or one.asks or one.narrowed or one.values:
        return False
    brings = one.operation.body is not None
    match one.method:
        case "get" | "head":
            return not brings
        case "post" | "put" if one.place.is_item:
            return not brings
        case "delete":
            return not brings or (not one.place.is_item and names_many(contract, one))
        case "post":
            return named_in(contract, one) is not None
        case "put":
            return names_many(contract, one)
        case _:
            return False


def names_many(contract: Contract, one: Sighting) -> bool:
    """Tell whether a body is a list of keys, or holds one."""
    named = named_in(contract, one)
    return named is not None and named.many


def shown_by(contract: Contract, group: Iterable[Sighting]) -> set[str | None]:
    """Return the components that its lists and items show."""
    shown = (one.answer.schema for one in group if one.method == "get" and one.answer is not None)
    return {shape_of(contract, schema).component for schema in shown}


def ties(
    contract: Contract,
    key: CollectionKey,
    groups: Mapping[CollectionKey, list[Sighting]],
    owners: Mapping[str, CollectionKey],
) -> CollectionKey | None:
    """Return the collection of what such a collection ties to its parent; None where it does not.

    What is tied stands for itself, at the top, and is known there by a key; the parent is known.
    """
    group = groups[key]
    targets = {owners.get(component or "") for component in shown_by(contract, group)}
    target = next(iter(targets)) if len(targets) == 1 else None
    if target is None or target == key or len(target) != 1 or not target[0]:
        return None
    if not _has_items(groups[target]) or not _has_items(groups.get(key[:-1], ())):
        return None
    nouns = frozenset(bare(singular(noun)) for noun in (key[-1][-1], target[-1][-1]))
    known = _key_called(groups[target])
    for one in group:
        named = named_in(contract, one)
        if named is not None and not _tells(named, nouns, known):
            return None
    return target


def _has_items(group: Iterable[Sighting]) -> bool:
    return any(one.place.is_item for one in group)


def _key_called(group: Iterable[Sighting]) -> frozenset[str]:
    """Return what paths call the key of a row."""
    return frozenset(bare(one.place.steps[-1].parameter) for one in group if one.place.is_item)


def one_of(name: str) -> str:
    """Return what one of a list of keys would be called: `userid` of `userIds`."""
    called = bare(name)
    plain = called.removesuffix("s")
    return plain if plain.endswith(KEYS) else bare(singular(name))


def _tells(named: Named, nouns: Collection[str], known: Collection[str]) -> bool:
    """Whether a member is called like the key of what is listed: `user_ids`, `users`, `ids`.

    An `id` alone would be that of the tie; a `name` alone may be what a new row is called.
    """
    if named.wire_name is None:
        return True
    called = one_of(named.wire_name) if named.many else bare(named.wire_name)
    if named.many and (called in nouns or called in KEYS):
        return True
    if called in known and called not in KEYS:
        return True
    stem = next((called.removesuffix(end) for end in KEYS if called.endswith(end)), "")
    return bool(stem) and any(stem.endswith(noun) for noun in nouns)


def from_other_ends(
    contract: Contract,
    groups: Mapping[CollectionKey, list[Sighting]],
    links: Mapping[CollectionKey, CollectionKey],
) -> dict[CollectionKey, CollectionKey]:
    """Return the lists of what something is tied to, each with the only links that tell it.

    `/users/{id}/projects` beside the members of projects, where no project names a user itself.
    """
    tops: dict[CollectionKey, list[Sighting]]
    tops = {key: group for key, group in groups.items() if len(key) == 1}
    owners = component_owners(contract, tops)
    found: dict[CollectionKey, CollectionKey] = {}
    for key, group in groups.items():
        shown = shown_by(contract, group)
        listed = owners.get(next(iter(shown)) or "") if len(shown) == 1 else None
        if key in links or len(key) != _BELOW or not all(map(_only_lists, group)):
            continue
        telling = [one for one, end in links.items() if (one[:-1], end) == (listed, key[:-1])]
        if listed is None or len(telling) != 1 or listed == key[:-1]:
            continue
        if not _names(contract, groups[listed], key[0][-1]):
            found[key] = telling[0]
    return found


def _only_lists(one: Sighting) -> bool:
    """Whether it lists rows, and is no search, count or the like."""
    odd = one.finder or one.asks or one.narrowed or one.picks or one.ends or one.called
    return lists_rows(one) and not odd and not one.required_queries


def _names(contract: Contract, group: Iterable[Sighting], noun: str) -> bool:
    """Whether rows show or bring a member that may name one of what the noun says."""
    words = {bare(singular(noun)), *vocabulary.OWNERS, *vocabulary.MAKERS}
    schemas = [one.answer.schema for one in group if one.answer is not None]
    schemas += [one.body for one in group if one.body is not None]
    names = {
        bare(member.name)
        for schema in schemas
        for member in input_shape_of(contract, schema).properties
    }
    return any(name.removesuffix("id") in words or name in vocabulary.OWNED_BY for name in names)
