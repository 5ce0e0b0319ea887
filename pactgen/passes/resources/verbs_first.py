"""Paths with a verb before the noun: `POST /createUser`, `GET /getUser/{id}`, `/user/addUser`.

One verb before a noun may be a part of its name (`/add-ons`); several are calls on a collection,
and so is one where other paths name that collection (`/user/{id}`, `/createUser`). So is a verb
that is a segment of its own behind the noun: `POST /users/create`, `DELETE /users/delete/{id}`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pactgen.passes.reading.paths import EDITION, Place, place_in
from pactgen.passes.words.names import plural, singular, snake
from pactgen.passes.words.vocabulary import bare
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Contract, Operation
    from pactgen.passes.resources.values import Called

_VERBS: Mapping[str, Called] = {
    "add": "create",
    "create": "create",
    "insert": "create",
    "describe": "read",
    "fetch": "read",
    "get": "read",
    "list": "list",
    "read": "read",
    "retrieve": "read",
    "show": "read",
    "edit": "update",
    "modify": "update",
    "update": "update",
    "delete": "delete",
    "destroy": "delete",
    "remove": "delete",
}
_ALONE = frozenset(_VERBS) - {"describe", "read", "retrieve", "show"}
"""Those that say it as a segment of their own: `/notifications/read` lists what was read."""
_INTO = frozenset({"add", "insert", "remove"})
"""Those that may work on what one thing holds: `/cart/add`, not `/tasks/add`."""
_ENOUGH = 2
"""Kinds of verbs before one noun, from which on they are verbs."""
_BY_PATH: Mapping[tuple[Called, bool], frozenset[str]] = {
    ("create", False): frozenset({"post"}),
    ("list", False): frozenset({"get"}),
    ("read", True): frozenset({"get", "head"}),
    ("update", True): frozenset({"put", "patch"}),
    ("delete", True): frozenset({"delete"}),
}
"""The methods that say without a verb what is called, on a collection and on an item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbFirst:
    """The collection, or the item, that a call works on."""

    place: Place
    verb: Called
    spoken: str
    """The segment that says verb and noun: `createUser`."""
    is_alone: bool = False
    """It says the verb, and the one before it the noun."""

    def tells(self, operation: Operation, *, lists: bool) -> bool:
        """Whether it can be what the verb says: what is alone may as well be a word of a path.

        `/bookmarks/list` that answers one thing is a thing of its own.
        """
        reads = self.is_alone and self.verb in {"read", "list"} and not self.place.is_item
        asks = any(each.location == "query" and each.required for each in operation.parameters)
        return lists or asks or not reads

    def called(self, method: str, *, lists: bool) -> Called | None:
        """Return what is called; None where the method says the same, as of a plain path."""
        verb = self.verb
        if verb in {"read", "list"} and not self.place.is_item:
            verb = "list" if lists else "read"
        plain = _BY_PATH.get((verb, self.place.is_item), frozenset())
        return None if method in plain else verb


def verbs_first(contract: Contract) -> dict[str, VerbFirst]:
    """Return the calls among the operations, by their label."""
    found = {one.label: call for one in contract.operations if (call := _call(one)) is not None}
    places = (place_in(one) for one in contract.operations if one.label not in found)
    plain = {_thing(place): place.collection[0] for place in places if len(place.collection) == 1}
    verbs: dict[tuple[str, ...], set[Called]] = defaultdict(set)
    for call in found.values():
        verbs[_thing(call.place)].add("read" if call.verb == "list" else call.verb)
    return {
        label: replace(call, place=_moved(call.place, plain[thing])) if thing in plain else call
        for label, call in found.items()
        if (thing := _thing(call.place)) in plain or len(verbs[thing]) >= _ENOUGH
    }


def _thing(place: Place) -> tuple[str, ...]:
    """Return what a collection is called, however it is spelled."""
    return tuple(bare(singular(literal)) for literal in place.collection[0])


def _call(operation: Operation) -> VerbFirst | None:
    place = place_in(operation)
    if place.odd or len(place.scopes) > 0:
        return None
    literals = place.steps[0].literals if place.is_item else place.tail
    words = snake(literals[-1]).split("_") if literals else []
    verb = _VERBS.get(words[0]) if words else None
    noun, is_alone = _noun(words[1:]), len(words) == 1
    noun = noun or _noun_before(literals)
    if verb is None or not noun:
        return None
    if operation.method == "post" and verb == "list" and operation.body is not None:
        return None
    if place.is_item and not _works_on_item(operation, verb):
        return None
    before = literals[:-1]
    if before and bare(singular(before[-1])) == bare(singular(noun)):
        noun, before = before[-1], before[:-1]
    moved = _moved(place, (*before, noun))
    return VerbFirst(place=moved, verb=verb, spoken=literals[-1], is_alone=is_alone)


def _noun_before(literals: tuple[str, ...]) -> str:
    """Return the noun that a verb of its own stands behind: `users` of `/api/users/create`."""
    noun, verb = ("", "", *literals)[-2:]
    if not noun or EDITION.match(noun) or bare(verb) not in _ALONE:
        return ""
    return "" if bare(verb) in _INTO and singular(noun) == noun else noun


def _works_on_item(operation: Operation, verb: Called) -> bool:
    """Whether the parameter may name the row: that of `/create-tags/{system}` names a parent."""
    return verb == "update" or (verb in {"read", "delete"} and operation.body is None)


def _noun(words: list[str]) -> str:
    """Return the plural of what the verb is about: `users` of `all_users`, `user_by_id`."""
    about = words[: words.index("by")] if "by" in words else words
    about = about[1:] if about[:1] == ["all"] else about
    return plural("_".join(about))


def _moved(place: Place, literals: tuple[str, ...]) -> Place:
    if place.is_item:
        step = replace(place.steps[0], literals=literals)
        return replace(place, steps=(step,))
    return replace(place, tail=literals)
