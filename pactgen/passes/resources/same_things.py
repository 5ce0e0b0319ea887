"""Whether two collections hold the same rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.paths import EDITION
from pactgen.passes.reading.shapes import shape_of, types_of
from pactgen.passes.resources.groups import (
    is_single,
    noun_of,
    representations_of,
    undressed,
)
from pactgen.passes.words.names import singular, snake
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.contract import Contract, Property, Schema
    from pactgen.passes.resources.values import CollectionKey, Sighting

_BESIDE: Final = frozenset({"links", "embedded"})
"""What HAL puts beside the members of a row."""


def is_same_thing(
    contract: Contract,
    key: CollectionKey,
    others: list[CollectionKey],
    groups: Mapping[CollectionKey, list[Sighting]],
) -> bool:
    """`/teams/{id}/members` and `/members` hold the same members."""
    if not all(bare(noun_of(key)) == bare(noun_of(other)) for other in others):
        return all(_is_one_of_them(contract, key, other, groups) for other in others)
    return all(_stand_alike(key, other, groups) for other in others) and any(
        may_be_one(contract, key, other, groups) for other in others
    )


def _is_one_of_them(
    contract: Contract,
    key: CollectionKey,
    other: CollectionKey,
    groups: Mapping[CollectionKey, list[Sighting]],
) -> bool:
    """`/book` is one of `/books`: what is made, and looked up, there is listed here."""
    one, two = groups[key], groups[other]
    if is_single(one) or is_single(two) or not key[-1] or not other[-1]:
        return False
    beside = (*key[:-1], key[-1][:-1]) == (*other[:-1], other[-1][:-1])
    words = {bare(singular(noun)) for noun in (noun_of(key), noun_of(other))}
    return beside and len(words) == 1 and look_alike(contract, one, two)


def may_be_one(
    contract: Contract,
    key: CollectionKey,
    other: CollectionKey,
    groups: Mapping[CollectionKey, list[Sighting]],
) -> bool:
    """Whether the rows are the same: what is only shown must look like what is written.

    So must what is written in both places, `/monitoring/alerts` and `/checks/{id}/alerts`.
    """
    one, two = groups[key], groups[other]
    shown_only = any(all(each.method == "get" for each in group) for group in (one, two))
    single = is_single(one) and is_single(two)
    compared = single or shown_only or (_makes_rows(one) and _makes_rows(two))
    alike = not compared or look_alike(contract, one, two)
    apart = _are_told_apart(contract, (key, other), groups) or _share_nothing(contract, one, two)
    alike = alike and not apart and not _contradict(contract, one, two)
    return alike and _stand_alike(key, other, groups)


def _are_told_apart(
    contract: Contract,
    keys: tuple[CollectionKey, CollectionKey],
    groups: Mapping[CollectionKey, list[Sighting]],
) -> bool:
    """Whether the rows of each are called after its own path.

    `/follows/shows` shows a `ShowFollow`, `/votes/shows` a `ShowVote`.
    """
    words = [{bare(singular(word)) for literals in key for word in literals} for key in keys]
    told = zip(keys, (words[0] - words[1], words[1] - words[0]), strict=True)
    return all(_are_called_after(contract, groups[key], own) for key, own in told)


def _are_called_after(contract: Contract, group: list[Sighting], words: set[str]) -> bool:
    """Whether all that a collection shows has one of the words in its name."""
    shown = [shape_of(contract, each).component for each in representations_of(contract, group)]
    return bool(shown) and all(
        component is not None and words & {singular(part) for part in snake(component).split("_")}
        for component in shown
    )


def _share_nothing(contract: Contract, one: list[Sighting], other: list[Sighting]) -> bool:
    """Whether no member that one takes or shows is one of the other.

    `POST /scrobble/shows` takes the episodes that somebody saw. What only changes rows may bring
    members of its own: `PUT /subscribers/lists {ids, action}`.
    """
    if not all({"get", "post"} & {each.method for each in group} for group in (one, other)):
        return False
    first, second = (
        {
            name
            for schema in (*representations_of(contract, group), *_bodies(group))
            for name in _members(contract, schema) - _BESIDE
        }
        for group in (one, other)
    )
    return bool(first and second) and first.isdisjoint(second)


def _bodies(group: list[Sighting]) -> Iterator[Schema]:
    return (one.body for one in group if one.body is not None and one.method != "delete")


def _members(contract: Contract, schema: Schema) -> set[str]:
    return {bare(member.name) for member in shape_of(contract, schema).properties}


def _makes_rows(group: list[Sighting]) -> bool:
    """Whether rows are made here, and can be asked for one by one."""
    made = any(one.method == "post" and one.body is not None for one in group)
    return made and any(one.method == "get" and one.place.is_item for one in group)


def _contradict(contract: Contract, one: list[Sighting], other: list[Sighting]) -> bool:
    """Whether no row can be shown as both: a member that some row must show has no common value.

    One that no row must show is enough where both are read: nothing leaves out what is stored.
    """
    shown = [_shown(contract, group) for group in (one, other)]
    read = all(any(each.method == "get" for each in group) for group in (one, other))
    return any(
        _is_apart(contract, shown[0][name], shown[1][name], read=read)
        for name in shown[0]
        if name in shown[1]
    )


def _shown(contract: Contract, group: list[Sighting]) -> dict[str, Property]:
    return {
        member.name: member
        for schema in representations_of(contract, group)[:1]
        for member in shape_of(contract, schema).properties
    }


def _is_apart(contract: Contract, one: Property, other: Property, *, read: bool) -> bool:
    """Whether one is null and the other never is, or the values that both list differ in all."""
    due = read or one.required or other.required
    kinds = types_of(contract, one.schema), types_of(contract, other.schema)
    if one.required and other.required and all(kinds) and {"null"} in kinds:
        return not kinds[0] & kinds[1]
    listed = effective(contract, one.schema).enum, effective(contract, other.schema).enum
    told = [[each for each in values or () if each is not None] for values in listed]
    return due and all(told) and not any(each in told[1] for each in told[0])


def _stand_alike(
    key: CollectionKey, other: CollectionKey, groups: Mapping[CollectionKey, list[Sighting]]
) -> bool:
    """One thing is no collection, and that of one parent is not that of another.

    `/admin/settings` and `/settings` are, `/backup/schedule` and `/scan/schedule` are not.
    """
    single = is_single(groups[key])
    if len(key) == len(other) == 1:
        both = single and is_single(groups[other])
        return not both or _ends_alike(key[0], other[0])
    return single == is_single(groups[other]) and not single


def _ends_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one path goes on before the other, editions left out: `/v1/me`, `/v2/me`."""
    short, long = sorted((_named(one), _named(other)), key=len)
    return long[len(long) - len(short) :] == short


def _named(literals: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(bare(each) for each in literals if not EDITION.match(each))


def look_alike(contract: Contract, one: list[Sighting], other: list[Sighting]) -> bool:
    """Whether two collections show rows that may be the same; what shows nothing may be any."""
    shown = [
        {
            name
            for schema in representations_of(contract, group)
            for name in _members(contract, schema)
        }
        for group in (one, other)
    ]
    fewest = min(map(len, shown))
    return fewest == 0 or len(shown[0] & shown[1]) * 3 >= fewest


def is_new(
    contract: Contract,
    key: CollectionKey,
    groups: Mapping[CollectionKey, list[Sighting]],
    owners: Mapping[str, CollectionKey],
) -> bool:
    """Whether no other collection keeps what it shows."""
    noun = bare(singular(noun_of(key)))
    for schema in representations_of(contract, groups[key]):
        component = shape_of(contract, schema).component or ""
        many = is_single(groups[key]) and noun != bare(noun_of(key))
        if many and bare(undressed(component)) == noun:
            return False
        owner = owners.get(component, key)
        if owner != key and not is_single(groups[owner]):
            return False
    return not any(
        other != key
        and bare(singular(noun_of(other))) == noun
        and any(one.method != "get" for one in group)
        and look_alike(contract, groups[key], group)
        for other, group in groups.items()
    )
