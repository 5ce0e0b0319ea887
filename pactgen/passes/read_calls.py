"""Paths that call procedures: `POST /documents.create`, `GET /users.info?id=`, `POST /jobs/delete`.

A noun and one of the few verbs that mean the same everywhere are read as the operation on a
collection that they stand for. What a verb beyond these does, no document tells.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from pactgen.passes.names import singular
from pactgen.passes.paths import Place
from pactgen.passes.shapes import input_shape_of
from pactgen.passes.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.contract import Contract
    from pactgen.passes.find_resources import Sighting

Called = Literal["create", "list", "read", "update", "delete"]

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
"""Verbs behind one noun, from which on the paths are calls and not things."""


def as_calls(sightings: Iterable[Sighting]) -> tuple[Sighting, ...]:
    """Give every call the place of its collection."""
    every = tuple(sightings)
    parts = [found for one in every if (found := _parts(one)) is not None]
    verbs = Counter(place.collection for place, _ in parts)
    collections = {one.place.collection for one in every}
    return tuple(_as_call(one, verbs, collections) for one in every)


def names_of_key(noun: str, key: str) -> frozenset[str]:
    """Return what an input that names a row may be called, separators left out."""
    one = bare(singular(noun))
    return frozenset({bare(key), "id", one, f"{one}id"})


def key_place(
    contract: Contract, one: Sighting, noun: str, key: str
) -> tuple[Literal["query", "body"], str] | None:
    """Return where a call names its row, and by what; None where it does not."""
    names = names_of_key(noun, key)
    for parameter in one.operation.parameters:
        if parameter.location == "query" and bare(parameter.name) in names:
            return "query", parameter.name
    members = input_shape_of(contract, one.body).properties if one.body is not None else ()
    if any(bare(member.name) == bare(key) for member in members):
        return "body", key
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
    if found is None:
        return one
    place, called = found
    if verbs[place.collection] < _ENOUGH or place.collection in collections:
        return one
    return replace(one, place=place, called=called)
