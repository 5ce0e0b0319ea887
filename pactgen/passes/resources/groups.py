"""What the operations of one collection say together: its noun, what its answers show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactgen.passes.reading.messages import success_of
from pactgen.passes.reading.shapes import shape_of
from pactgen.passes.words import vocabulary
from pactgen.passes.words.marks import mark_in
from pactgen.passes.words.names import pascal, singular, snake
from pactgen.passes.words.told_deeds import adds
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.contract import Contract, Schema
    from pactgen.passes.resources.values import CollectionKey, Kept, Sighting

_DRESS = re.compile(
    r"(Response|ResponseBody|Read|Dto|DTO|Out|Output|Schema|Model|Details?|Resource|Entity"
    r"|Representation|View|Result)$"
)
_SAID = frozenset({"message", "msg", "status", "code"})
"""What is told beside success."""
_DEPTH = 2
_MARKING = frozenset({"get", "head", "put", "post", "delete"})
_PREFIX = re.compile(r"^(Get|Describe|Create|Created|New|Single|Objs?)(?=[A-Z])")


def is_single(group: list[Sighting]) -> bool:
    """Whether it shows one thing that no path names: settings, a profile."""
    many = any(
        one.place.is_item
        or one.called is not None
        or one.many
        or one.counts
        or one.values is not None
        or lists_rows(one)
        for one in group
    )
    return not many and any(one.method == "get" for one in group)


def is_written_single(contract: Contract, group: list[Sighting]) -> bool:
    """Whether one thing is shown and replaced, whatever it is called (`/gc/schedule`).

    What PUT or PATCH brings looks like what GET shows: no verb is read and written so.
    """
    if not is_single(group):
        return False
    shown, brought = _members(contract, group, "get"), _members(contract, group, "put", "patch")
    return bool(brought) and len(shown & brought) * 2 >= min(len(shown), len(brought))


def is_posted_single(contract: Contract, group: list[Sighting]) -> bool:
    """Whether POST sets the one thing that GET shows: `POST /settings`.

    It brings what GET shows for the most part, and answers the same thing or nothing. Of several
    things (`/reviews/{id}/comments`, `/orders/shipped`) or of whoever calls it may do more.
    """
    word = snake(group[0].place.noun).rpartition("_")[2]
    several = singular(word) != word and singular(word) not in vocabulary.SETTINGS
    own = bare(word) in vocabulary.CALLER | vocabulary.OWN
    if not is_single(group) or several or own or word.endswith("ed"):
        return False
    shown, brought = _members(contract, group, "get"), _members(contract, group, "post")
    answered = [one for one in group if one.method in {"get", "post"} and one.answer is not None]
    same = len({shown_component(contract, one) for one in answered}) == 1
    return bool(brought) and same and len(shown & brought) * 2 >= len(brought)


def _members(contract: Contract, group: list[Sighting], *methods: str) -> set[str]:
    schemas = (
        one.answer.schema if one.method == "get" and one.answer is not None else one.body
        for one in group
        if one.method in methods
    )
    told = (shape_of(contract, schema).properties for schema in schemas if schema is not None)
    return {bare(member.name) for members in told for member in members}


def is_mark(group: list[Sighting]) -> bool:
    """Whether something is set, taken back and asked for, without a word about it.

    `PUT`, `DELETE` and `GET /posts/{id}/star`: nothing is brought, nothing is shown.
    """
    methods = {one.operation.method for one in group}
    silent = all(
        one.answer is None
        and one.operation.body is None
        and (success := success_of(one.operation)) is not None
        and not success.media
        and not one.place.is_item
        and not any(each.location == "query" for each in one.operation.parameters)
        and (mark_in(one.place.noun) is not None or not adds(one.operation.texts))
        for one in group
    )
    sets = bool(methods & {"put", "post"})
    asked = "get" in methods or all(is_marking(one) for one in group)
    return silent and sets and asked and "delete" in methods and methods <= _MARKING


def is_marking(one: Sighting) -> bool:
    """Whether its path says something of a thing that is true of whoever calls: `/like`."""
    return bool(one.operation.security) and mark_in(one.place.noun) is not None


def lists_rows(one: Sighting) -> bool:
    """Whether it answers many rows of its collection."""
    return (
        one.method == "get" and not one.place.is_item and one.answer is not None and one.answer.many
    )


def is_receipt(contract: Contract, group: list[Sighting]) -> bool:
    """Whether it asks, and is told nothing but that all went well: `{status, data: {success}}`."""
    answers = [None if one.method != "get" else one.answer for one in group]
    told: set[str] = set()
    for answer in answers:
        if answer is None or answer.many:
            return False
        told.update(_told(contract, answer.schema))
    return bool(told & vocabulary.TRUTHS) and told <= vocabulary.TRUTHS | _SAID


def _told(contract: Contract, schema: Schema, depth: int = 0) -> Iterator[str]:
    for member in shape_of(contract, schema).properties:
        if depth < _DEPTH and shape_of(contract, member.schema).properties:
            yield from _told(contract, member.schema, depth + 1)
        else:
            yield bare(member.name)


def shown_component(contract: Contract, one: Sighting) -> str | None:
    """Return the component that an answer shows one or many of."""
    return None if one.answer is None else shape_of(contract, one.answer.schema).component


def shown_components(contract: Contract, kept: Kept) -> frozenset[str]:
    """Return the components that the answers about a resource show."""
    shown = (shape_of(contract, schema).component for schema in kept.representations)
    return frozenset(each for each in shown if each is not None)


def representations_of(contract: Contract, group: list[Sighting]) -> tuple[Schema, ...]:
    """Return what answers show, GET first; receipts such as `{"message": …}` show nothing."""
    ranked = [one for one in sorted(group, key=_rank) if one.answer is not None]
    shown = [one.answer.schema for one in ranked if one.method == "get" and one.answer]
    known = {member.name for schema in shown for member in shape_of(contract, schema).properties}
    for one in ranked:
        if one.method in {"get", "delete"} or one.answer is None or one.answer.many:
            continue
        names = {member.name for member in shape_of(contract, one.answer.schema).properties}
        if not shown or len(names & known) * 3 >= len(names) * 2:
            shown.append(one.answer.schema)
    return tuple(shown)


def _rank(one: Sighting) -> int:
    if one.method == "get":
        return 0 if one.place.is_item else 1
    return 2 if one.method in {"post", "put", "patch"} else 3


def noun_of(key: CollectionKey) -> str:
    """Return the last fixed segment, or nothing for the root."""
    for literals in reversed(key):
        if literals:
            return literals[-1]
    return ""


def component_owners(
    contract: Contract, groups: Mapping[CollectionKey, list[Sighting]]
) -> dict[str, CollectionKey]:
    """Tell which collection a component schema belongs to: the one whose noun it is called by."""
    owners: dict[str, CollectionKey] = {}
    for key, group in groups.items():
        for schema in representations_of(contract, group):
            component = shape_of(contract, schema).component
            if component is not None and called_by(component, noun_of(key)):
                owners.setdefault(component, key)
    return owners


def called_by(component: str, noun: str) -> bool:
    """Whether a component schema is called like the things of a collection."""
    return bool(noun) and bare(singular(noun)) in bare(undressed(component))


def undressed(component: str) -> str:
    """Return what a component is called without `Response`, `Dto`, `Create` and the like."""
    bare_name = _last_part(component)
    plain = _DRESS.sub("", bare_name)
    if "_" in plain or "-" in plain:
        plain = pascal(plain)
    stripped = _PREFIX.sub("", plain)
    return stripped or bare_name


def _last_part(component: str) -> str:
    """Return what a component is called: `repo.Group`, `models/region.yml`, `pages.yml#/links`."""
    file, _, fragment = component.partition("#")
    name = (fragment or file.rpartition("/")[2]).rpartition("/")[2]
    if not fragment and "/" in file:
        name = name.partition(".")[0]
    return name.rpartition(".")[2] or component
