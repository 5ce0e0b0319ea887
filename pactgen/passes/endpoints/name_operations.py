"""Give every operation an id and a function name that a person would choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgen.decisions import Decision, behaviour
from pactgen.passes.reading.paths import place_in
from pactgen.passes.words.names import Scope, plural, singular, snake
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.passes.resources.values import Sighting

_VERBS = {
    "get": "get",
    "post": "create",
    "put": "replace",
    "patch": "update",
    "delete": "delete",
}


_ALONE = frozenset({"login", "logout", "register", "signin", "signout", "signup"})
"""Verbs that say all there is to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationNames:
    """Ids by `GET /bookings`."""

    ids: Mapping[str, str]
    decisions: tuple[Decision, ...]


def name_operations(sightings: tuple[Sighting, ...]) -> OperationNames:
    """Keep the contract's ids; name the others after method and path."""
    scope = Scope(one.operation.operation_id for one in sightings if one.operation.operation_id)
    ids: dict[str, str] = {}
    decisions: list[Decision] = []
    seen: set[str] = set()
    for one in sightings:
        operation = one.operation
        told = operation.operation_id
        if told and told not in seen:
            seen.add(told)
            ids[operation.label] = told
            continue
        name = scope.claim(_made(one), _long(one))
        ids[operation.label] = name
        why = "The contract gives it no operationId." if not told else "Its operationId is taken."
        decisions.append(behaviour.named(operation, name, why))
    return OperationNames(ids=ids, decisions=tuple(decisions))


def _made(one: Sighting) -> str:
    method = one.operation.method
    noun = snake(one.place.noun) if one.place.noun else "root"
    lists = one.answer is not None and one.answer.many
    if method == "get" and not one.place.is_item and lists:
        return f"list_{plural(noun)}"
    if one.action is not None:
        undo = "undo_" if method == "delete" else ""
        return f"{undo}{snake(one.action)}_{singular(noun)}"
    if method == "post" and bare(noun) in _ALONE and not one.place.is_item:
        return noun
    if one.values is not None:
        return f"list_{snake(place_in(one.operation).noun)}"
    if one.counts:
        return f"count_{plural(noun)}"
    if one.many or one.keys is not None:
        return f"{_VERBS.get(one.method, one.method)}_many_{plural(noun)}"
    verb = _VERBS.get(method, method)
    many = method in {"get", "delete", "put", "patch"} and not one.place.is_item
    return f"{verb}_{noun}" if many else f"{verb}_{singular(noun)}"


def _long(one: Sighting) -> str:
    literals = [snake(word) for group in one.place.collection for word in group]
    by = "_by_" + snake(one.place.steps[-1].parameter) if one.place.is_item else ""
    return f"{one.operation.method}_{'_'.join(literals)}{by}"
