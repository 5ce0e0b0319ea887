"""Give every operation an id and a function name that a person would choose."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pactgen.decisions import Decision, behaviour
from pactgen.passes.reading.paths import EDITION, Place, place_in
from pactgen.passes.words.names import Scope, plural, singular, snake
from pactgen.passes.words.phrases import ALONE, OF_ONE, QUALIFIERS, is_phrase, is_verb
from pactgen.passes.words.vocabulary import BULK, bare
from pactgen.values import dataclass

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
_KEYS = ("_id", "_code", "_slug", "_name", "_key")


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationNames:
    """Ids by `GET /bookings`."""

    ids: Mapping[str, str]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    """A name, as two parts between which a word may tell it apart."""

    head: str
    tail: str = ""

    @property
    def plain(self) -> str:
        return f"{self.head}_{self.tail}" if self.tail else self.head

    def of(self, parent: str) -> str:
        """Return `list_member_activities`, where `list_activities` is not the only one."""
        return f"{self.head}_{parent}_{self.tail}" if parent and self.tail else self.plain


def name_operations(sightings: tuple[Sighting, ...]) -> OperationNames:
    """Keep the contract's ids; name the others after method and path."""
    scope = Scope(one.operation.operation_id for one in sightings if one.operation.operation_id)
    paths = _Paths.of(sightings)
    ids: dict[str, str] = {}
    decisions: list[Decision] = []
    seen: set[str] = set()
    nameless: list[Sighting] = []
    for one in sightings:
        told = one.operation.operation_id
        if told and told not in seen:
            seen.add(told)
            ids[one.operation.label] = told
        else:
            nameless.append(one)
    made = [_made(one, paths) for one in nameless]
    times = Counter(name.plain for name in made)
    for one, name in zip(nameless, made, strict=True):
        apart = name.of(_parent(one, name))
        first = name.plain if times[name.plain] == 1 else apart
        ids[one.operation.label] = scope.claim(first, apart, *_long(one))
        told = one.operation.operation_id
        why = "The contract gives it no operationId." if not told else "Its operationId is taken."
        decisions.append(behaviour.named(one.operation, ids[one.operation.label], why))
    return OperationNames(ids=ids, decisions=tuple(decisions))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paths:
    """What stands at the paths of a contract."""

    methods: Counter[str]
    """How many operations, by path."""
    collections: frozenset[tuple[tuple[str, ...], ...]]
    """Those whose items have paths."""
    listed: frozenset[tuple[tuple[str, ...], ...]]
    """Those that GET lists."""

    @classmethod
    def of(cls, sightings: tuple[Sighting, ...]) -> _Paths:
        places = [(one, place_in(one.operation)) for one in sightings]
        return cls(
            methods=Counter(one.operation.path for one in sightings),
            collections=frozenset(place.collection for _, place in places if place.is_item),
            listed=frozenset(place.collection for one, place in places if _lists(one)),
        )


def _lists(one: Sighting) -> bool:
    return one.operation.method == "get" and one.answer is not None and one.answer.many


def _made(one: Sighting, paths: _Paths) -> _Name:
    method = one.method
    noun = snake(one.place.noun or place_in(one.operation).noun).rstrip("_") or "root"
    said = _said(one, paths) or _looked_up(one, paths)
    if said is not None:
        return said
    qualified = _qualified(one)
    if qualified is not None:
        noun = qualified
    if not one.place.is_item and _lists(one):
        return _Name("list", plural(noun))
    if one.action is not None:
        undo = "undo_" if method == "delete" else ""
        return _Name(f"{undo}{snake(one.action).rstrip('_')}", singular(noun))
    if one.values is not None:
        return _Name("list", snake(place_in(one.operation).noun))
    if one.counts:
        return _Name("count", plural(noun))
    if one.many or one.keys is not None:
        return _Name(f"{_VERBS.get(one.method, one.method)}_many", plural(noun))
    verb = _VERBS.get(method, method)
    many = method in {"get", "delete", "put", "patch"} and not one.place.is_item
    keeps = qualified is None or qualified.startswith("all_")
    return _Name(verb, noun if many and keeps else singular(noun))


def _said(one: Sighting, paths: _Paths) -> _Name | None:
    """Return what the last segment says: `wipe_inventory`, `search_products`, `login`."""
    place = place_in(one.operation)
    noun, method = snake(place.noun).rstrip("_"), one.operation.method
    if not noun or one.action is not None or paths.methods[one.operation.path] > 1:
        return None
    if method == "post" and bare(noun) in ALONE and not place.is_item:
        return _Name(noun)
    if method == "post" and noun in QUALIFIERS and bare(_before(place)) in ALONE:
        return _Name(f"{_before(place)}_{noun}")
    if is_phrase(noun, method, of_one=place.is_item):
        is_thing = not place.is_item and place.collection in paths.collections
        head, _, tail = noun.partition("_")
        return None if is_thing else _Name(head, tail)
    if place.is_item or place.collection in paths.collections or not is_verb(noun, method):
        return None
    parent = _before(place)
    if not parent:
        return _Name(noun) if method != "get" else None
    if len(place.tail) > 1 and snake(place.tail[-2]) in BULK:
        return _Name(f"{noun}_many", plural(parent))
    return _Name(noun, singular(parent) if len(place.tail) == 1 or noun in OF_ONE else parent)


def _looked_up(one: Sighting, paths: _Paths) -> _Name | None:
    """Name what a path reads by another property: `/orders/status/{status}`."""
    place = place_in(one.operation)
    if one.operation.method != "get" or not place.is_item or len(place.steps) > 1:
        return None
    *above, noun = place.steps[0].literals or ("",)
    if not above or (tuple(above),) not in paths.listed:
        return None
    parent, column = snake(above[-1]), snake(noun)
    named = snake(place.steps[0].parameter)
    if one.answer is not None and one.answer.many:
        stem = next((named.removesuffix(end) for end in _KEYS if named.endswith(end)), named)
        return _Name("list", f"{plural(parent)}_by_{column}") if stem == column else None
    return _Name("get", f"{singular(parent)}_by_{column}") if named == column else None


def _qualified(one: Sighting) -> str | None:
    """Return `all_groups` of `/groups/all`."""
    place = place_in(one.operation)
    noun, parent = snake(place.noun), _before(place)
    if place.is_item or noun not in QUALIFIERS or not parent:
        return None
    return f"{noun}_{parent}"


def _things(place: Place) -> list[str]:
    """Return the fixed segments that name something."""
    return [word for group in place.collection for word in group if not EDITION.match(word)]


def _before(place: Place) -> str:
    """Return the thing that stands before the last one."""
    *above, _ = [snake(word).rstrip("_") for word in _things(place)] or [""]
    return next((word for word in reversed(above) if word not in BULK), "")


def _parent(one: Sighting, name: _Name) -> str:
    """Return what the thing belongs to that is named so, or nothing."""
    said = {singular(name.tail), *name.plain.split("_")}
    above = (singular(snake(word)) for word in reversed(_things(place_in(one.operation))[:-1]))
    return next((word for word in above if word not in said), "")


def _long(one: Sighting) -> tuple[str, str]:
    """Return names made of all that the path says, without and with its edition."""
    literals = [word for group in one.place.collection for word in group]
    by = "_by_" + snake(one.place.steps[-1].parameter) if one.place.is_item else ""
    things = [word for word in literals if not EDITION.match(word)]
    plain, whole = ("_".join(map(snake, words)) for words in (things, literals))
    method = one.operation.method
    return f"{method}_{plain}{by}", f"{method}_{whole}{by}"
