"""Find whose rows keep a password: those that an operation makes, or that register.

Location: pactgen/passes/resources/find_people.py. Used by `find_accounts`. Who registers is a row
of the collection that shows such people, or of one that no path lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.reading.shapes import input_shape_of, is_object, shape_of
from pactgen.passes.resources.find_resources import kept_of
from pactgen.passes.resources.groups import shown_components, undressed
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import pascal, plural, snake
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.ir.contract import Contract, Schema
    from pactgen.passes.resources.values import CollectionKey, Kept, Sighting

_METHODS = frozenset({"get", "put", "patch", "delete"})
_ALONE = frozenset({"user", "account"})
"""Last segments that stand for whoever is calling, where no list is asked for."""
PERSON = "User"
"""What somebody who registers is called, where no collection tells."""


def find_person(
    contract: Contract,
    sightings: tuple[Sighting, ...],
    kept: tuple[Kept, ...],
    callers: tuple[Sighting, ...],
) -> Kept | None:
    """Return the only resource whose new rows bring a password; who registers makes one."""
    registers = [one for one in sightings if _registers(contract, one)]
    register = registers[0] if len(registers) == 1 else None
    secret = [
        one
        for one in kept
        if brings_password(contract, one.creations) and not _is_the_callers(one, callers)
    ]
    if register is None or any(register in one.sightings for one in kept):
        return secret[0] if len(secret) == 1 else None
    if len(secret) > 1:
        return None
    homes = secret or _homes(contract, register, kept, callers)
    if homes:
        return _grown(contract, homes[0], register)
    name = _called(contract, (register, *callers))
    same = [one for one in kept if one.name == name and not _is_the_callers(one, callers)]
    if same and same[0].creations:
        return None
    if same:
        return _grown(contract, same[0], register)
    made = kept_of(contract, name, [((plural(snake(name)),),)], [register])
    return replace(made, singleton=False)


def _grown(contract: Contract, home: Kept, register: Sighting) -> Kept:
    """Return the collection with who registers among its rows."""
    grown = kept_of(contract, home.name, list(home.keys), [*home.sightings, register])
    return replace(grown, actions=home.actions, views=home.views)


def _is_the_callers(kept: Kept, callers: tuple[Sighting, ...]) -> bool:
    """Whether the only thing that is called so is the row of whoever is calling."""
    return kept.singleton and all(one in callers for one in kept.sightings)


def _homes(
    contract: Contract,
    register: Sighting,
    kept: tuple[Kept, ...],
    callers: tuple[Sighting, ...],
) -> list[Kept]:
    """Return the collection that the path of who registers names, or that shows such people."""
    base: CollectionKey = (*register.place.collection[:-1], register.place.tail[:-1])
    named = [one for one in kept if base in one.keys and not one.singleton]
    if named:
        return named
    shown = set(people_in(contract, register)) | {component_of(contract, one) for one in callers}
    found = [one for one in kept if not one.singleton and shown & shown_components(contract, one)]
    return found if len(found) == 1 else []


def people_in(contract: Contract, one: Sighting) -> Iterator[str]:
    """Yield the components that an answer shows, itself and inside: `{token, user: {…}}`."""
    if one.answer is None or one.answer.many:
        return
    shape = shape_of(contract, one.answer.schema)
    members = (each.schema for each in shape.properties if is_object(contract, each.schema))
    for schema in (one.answer.schema, *members):
        component = shape_of(contract, schema).component
        if component is not None:
            yield component


def _called(contract: Contract, sightings: Iterable[Sighting]) -> str:
    """Return what the answers call the person."""
    components = [name for one in sightings for name in people_in(contract, one)]
    names = [pascal(undressed(name)) for name in components]
    return next((name for name in names if bare(name) in vocabulary.PEOPLE), PERSON)


def brings_password(contract: Contract, schemas: Iterable[Schema]) -> bool:
    """Whether any of the bodies has a password."""
    return any(
        bare(member.name) in vocabulary.PASSWORD
        for schema in schemas
        for member in input_shape_of(contract, schema).properties
    )


def _registers(contract: Contract, one: Sighting) -> bool:
    if one.operation.method != "post" or one.place.steps or one.body is None:
        return False
    return deed_of(one) in vocabulary.REGISTER and brings_password(contract, (one.body,))


def deed_of(one: Sighting) -> str:
    """Return the last word of a path: `login` of `/auth/login` and of `/auth.login`."""
    return bare(one.place.noun.rpartition(".")[2])


def callers_of(sightings: tuple[Sighting, ...]) -> Iterator[Sighting]:
    """Yield the operations whose path speaks of the caller."""
    lists = {one.operation.path for one in sightings if one.answer is not None and one.answer.many}
    for one in sightings:
        words = tuple(bare(word) for word in one.place.tail)
        if one.place.steps or one.place.odd or one.operation.method not in _METHODS:
            continue
        about_caller = deed_of(one) in vocabulary.CALLER or words[-2:] == ("current", "user")
        alone = words[-1:] and words[-1] in _ALONE and one.operation.path not in lists
        if one.operation.security and (about_caller or alone):
            yield one


def component_of(contract: Contract, one: Sighting) -> str | None:
    """Return the component that an answer shows one of."""
    if one.answer is None or one.answer.many:
        return None
    return shape_of(contract, one.answer.schema).component
