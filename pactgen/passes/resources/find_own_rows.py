"""Find the operations on the row of whoever is calling: `/users/me`, `/auth/me`, `/me`.

Location: pactgen/passes/resources/find_own_rows.py. Used by `find_accounts`. Where nobody logs in
here, tokens come from elsewhere, and their subject is the key of a row: `/me` shows one of what a
collection shows, or of the people that a collection is called after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.shapes import shape_of
from pactgen.passes.resources.find_people import component_of, people_in
from pactgen.passes.resources.groups import shown_components
from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import Kept, Sighting

_WORKERS: Final = frozenset({"employee", "staff", "staffmember", "teammember", "profile"})
"""What people who call are called as well, where a collection is called after them."""


def own_of_person(
    contract: Contract, person: Kept, kept: tuple[Kept, ...], callers: tuple[Sighting, ...]
) -> list[Sighting]:
    """Return the operations on the row of the caller: those that show what the person is."""
    below = own_below(contract, person, callers)
    if below:
        return below
    seen = [one for one in callers if _shows_one(one)]
    paths = {one.operation.path for one in seen}
    if any(one.method == "get" for one in person.sightings):
        shown = shown_components(contract, person)
        made = {
            name
            for one in person.sightings
            if one.method == "post"
            for name in people_in(contract, one)
        }
        fitting = {one.operation.path for one in seen if component_of(contract, one) in shown}
        paths = fitting or {
            one.operation.path for one in seen if component_of(contract, one) in made
        }
    if len(paths) != 1:
        return []
    return [one for one in callers if one.operation.path in paths and not _is_kept(one, kept)]


def own_below(contract: Contract, kept: Kept, callers: tuple[Sighting, ...]) -> list[Sighting]:
    """Return the operations on `/users/me`, where `/users` shows the same thing."""
    shown = shown_components(contract, kept)
    paths = {
        one.operation.path
        for one in callers
        if one.method == "get"
        and (one.place.tail[:-1],) in kept.keys
        and component_of(contract, one) in shown
    }
    return [one for one in callers if one.operation.path in paths]


def own_alone(
    contract: Contract, kept: tuple[Kept, ...], callers: tuple[Sighting, ...]
) -> tuple[str, tuple[Sighting, ...]] | None:
    """Return whose row `/me` is, and the operations on it, where nobody logs in here.

    That of the only collection that shows such rows; else of the only one that is called after
    people and shows most of the same.
    """
    found = [one for one in callers if _shows_one(one) and one.place.tail[-1:] != ("current",)]
    paths = {one.operation.path for one in found}
    if len(paths) != 1:
        return None
    component = component_of(contract, found[0])
    listed = [one for one in kept if not one.singleton and one.links is None]
    showing = [
        one
        for one in listed
        if component is not None and component in shown_components(contract, one)
    ]
    homes = showing or [one for one in listed if _is_alike(contract, one, found[0])]
    if len(homes) != 1:
        return None
    own = [one for one in callers if one.operation.path in paths and not _is_kept(one, kept)]
    return homes[0].name, tuple(own)


def _is_alike(contract: Contract, kept: Kept, own: Sighting) -> bool:
    """Whether a collection of people shows most of what the row of the caller shows."""
    people = vocabulary.PEOPLE | _WORKERS
    if own.answer is None or bare(kept.name) not in people:
        return False
    shown = {
        bare(member.name)
        for schema in kept.representations
        for member in shape_of(contract, schema).properties
    }
    names = {bare(member.name) for member in shape_of(contract, own.answer.schema).properties}
    return len(names & shown) * 3 >= min(len(names), len(shown)) * 2 > 0


def _shows_one(one: Sighting) -> bool:
    return one.method == "get" and one.answer is not None and not one.answer.many


def _is_kept(one: Sighting, kept: tuple[Kept, ...]) -> bool:
    """Whether it belongs to a collection that keeps more than this."""
    return any(
        one in each.sightings and len({two.operation.path for two in each.sightings}) > 1
        for each in kept
    )
