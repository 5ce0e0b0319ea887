"""Calls that name their row in the input: `/users.info?id=`, `/jobs/delete`, `GET /job?id=`.

A noun and one of the few verbs that mean the same everywhere are read as the operation on a
collection that they stand for. What a verb beyond these does, no document tells.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from pactgen.passes.reading.paths import Place
from pactgen.passes.reading.shapes import input_shape_of, types_of
from pactgen.passes.words.names import attribute_names, singular
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import Called, CollectionKey, Sighting

_VERBS: dict[str, Called] = {
    "add": "create",
    "create": "create",
    "delete": "delete",
    "destroy": "delete",
    "edit": "update",
    "get": "read",
    "info": "read",
    "list": "list",
    "read": "read",
    "remove": "delete",
    "retrieve": "read",
    "show": "read",
    "update": "update",
}
_ENOUGH = 2
"""Verbs behind one noun, from which on the paths are calls and not things; a dot tells at once."""


def as_calls(sightings: Iterable[Sighting]) -> tuple[Sighting, ...]:
    """Give every call the place of its collection."""
    every = tuple(sightings)
    parts = [found for one in every if (found := _parts(one)) is not None]
    verbs = Counter(place.collection for place, _ in parts)
    collections = {one.place.collection for one in every}
    return tuple(_as_call(one, verbs, collections) for one in every)


def as_looked_up(one: Sighting, items: Collection[CollectionKey]) -> Sighting:
    """Take `GET /user?id=` for a look at one row: what it must be given, in the query, names it.

    `PUT`, `PATCH` and `DELETE` of `/user?id=` are about that row as well, where no path names it:
    `DELETE /users?id=` beside `DELETE /users/{id}` is about several. `items` are the collections
    with such paths.
    """
    called = _BY_QUERY.get(one.operation.method)
    if called != "read" and one.place.collection in items:
        return one
    if (
        called is None
        or one.called is not None
        or one.action is not None
        or one.counts
        or one.values is not None
    ):
        return one
    if one.place.is_item or one.place.odd or not one.place.tail or one.many or one.finder:
        return one
    names = [bare(each.name) for each in one.required_queries]
    if len(names) != 1 or names[0] not in names_of_key(one.place.noun, "uid"):
        return one
    if called == "read" and (one.answer is None or one.answer.many):
        return one
    if called == "update" and one.body is None:
        return one
    return replace(one, called=called)


_BY_QUERY: dict[str, Called] = {
    "get": "read",
    "put": "update",
    "patch": "update",
    "delete": "delete",
}


def names_of_key(noun: str, key: str) -> tuple[str, ...]:
    """Return what an input that names a row may be called, separators left out; the best first."""
    one = bare(singular(noun.rpartition(".")[2]))
    return (*dict.fromkeys((bare(key), "id", f"{one}id", one)),)


def key_place(
    contract: Contract, one: Sighting, noun: str, key: str
) -> tuple[Literal["query", "body"], str] | None:
    """Return where a call names its row, and by what; None where it does not."""
    members = input_shape_of(contract, one.body).properties if one.body is not None else ()
    queries = [each for each in one.operation.parameters if each.location == "query"]
    for name in names_of_key(noun, key):
        for parameter in queries:
            if bare(parameter.name) == name:
                return "query", parameter.name
        for member in members:
            told = types_of(contract, member.schema)
            if bare(member.name) == name and told and told <= {"string", "integer", "null"}:
                return "body", attribute_names(each.name for each in members)[member.name]
    return None


def _parts(one: Sighting) -> tuple[Place, Called] | None:
    """Split `/documents.create` and `/documents/create` into the collection and the verb."""
    tail = one.place.tail
    if one.place.steps or not tail or one.operation.method not in {"get", "post"}:
        return None
    noun, dot, verb = tail[-1].rpartition(".")
    rest = (*tail[:-1], noun) if dot and noun else tail[:-1]
    called = _VERBS.get(verb.lower() if dot else tail[-1].lower())
    if called is None or not rest:
        return None
    if one.operation.method == "post" and called == "list" and one.operation.body is not None:
        return None
    return Place(steps=(), tail=rest, odd=False), called


def _as_call(
    one: Sighting,
    verbs: Counter[tuple[tuple[str, ...], ...]],
    collections: set[tuple[tuple[str, ...], ...]],
) -> Sighting:
    found = _parts(one)
    place, verb = (found[0], None) if found is not None else _deed(one)
    if place is None or place.collection in collections:
        return one
    if verbs[place.collection] < (1 if "." in one.place.tail[-1] else _ENOUGH):
        return one
    if found is None:
        return replace(one, place=place, called="update", action=verb)
    return replace(one, place=place, called=found[1])


def _deed(one: Sighting) -> tuple[Place | None, str | None]:
    """Split `/reminders.complete`, a verb beyond the few, into the collection and the verb."""
    tail = one.place.tail
    noun, _, verb = tail[-1].rpartition(".") if tail else ("", "", "")
    if one.place.steps or not noun or one.operation.method != "post":
        return None, None
    return Place(steps=(), tail=(*tail[:-1], noun), odd=False), verb
