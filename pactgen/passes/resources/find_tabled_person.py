"""Find whose row `/me` is where only the schema document has a table of such people.

Location: pactgen/passes/resources/find_tabled_person.py. Used by `find_accounts`. A contract may
show nobody but whoever is calling, while rows of `users` are made elsewhere. It may even show
nobody at all, and speak of `/me/addresses`, or make rows that must name who has made them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.reading.callers import tells_caller
from pactgen.passes.reading.shapes import shape_of
from pactgen.passes.resources.find_people import component_of
from pactgen.passes.resources.find_resources import kept_of
from pactgen.passes.resources.groups import shown_components, undressed
from pactgen.passes.resources.told_people import told_person
from pactgen.passes.resources.values import Account, Kept
from pactgen.passes.words import vocabulary
from pactgen.passes.words.callers import names_caller
from pactgen.passes.words.names import pascal, plural, snake
from pactgen.passes.words.prose import says_callers, sentences
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import Sighting


def find_tabled_person(
    contract: Contract,
    kept: tuple[Kept, ...],
    callers: tuple[Sighting, ...],
    tables: Mapping[str, Collection[str]],
) -> tuple[Kept, tuple[Sighting, ...]] | None:
    """Return such people as a resource, and the operations on the row of whoever is calling.

    Args:
        contract: what the API promises.
        kept: what it keeps; where a collection shows the same, the people are its rows.
        callers: the operations whose paths speak of the caller.
        tables: what each table keeps one of, to its columns, all without their cases.
    """
    seen = [
        one
        for one in callers
        if one.method == "get" and one.answer is not None and not one.answer.many
    ]
    component = component_of(contract, seen[0]) if seen else None
    if component is None or len({one.operation.path for one in seen}) != 1:
        return None
    listed = [one for one in kept if not one.singleton]
    if any(component in shown_components(contract, one) for one in listed):
        return None
    person = told_person(contract, tables)
    name = pascal(person or undressed(component))
    columns = tables.get(bare(name), ())
    shown = [each.answer.schema for each in seen if each.answer is not None]
    members = {bare(each.name) for each in shape_of(contract, shown[0]).properties}
    alike = len(members & set(columns)) * 2 >= len(members)
    if person is None and not (bare(name) in vocabulary.PEOPLE and alike):
        return None
    own = tuple(one for one in callers if one.operation.path == seen[0].operation.path)
    people = kept_of(contract, name, [((plural(snake(name)),),)], [seen[0]])
    return replace(people, singleton=False, sightings=()), own


def find_untold_person(
    contract: Contract,
    sightings: tuple[Sighting, ...],
    kept: tuple[Kept, ...],
    tables: Collection[str],
    makers: Collection[str],
) -> Kept | None:
    """Return the people whose keys are the subjects of tokens, where no operation shows the caller.

    Rows must name one of them who has made them; else they are the only ones that the schema
    document has a table of, and the contract speaks of whoever calls.

    Args:
        contract: what the API promises.
        sightings: its operations.
        kept: what it keeps; where a resource is called like the people, it is them.
        tables: what the schema document has tables of, in small letters.
        makers: those that rows must name as who has made them.
    """
    known = [one for one in sightings if tells_caller(contract, one.operation)]
    person = told_person(contract, tables)
    people = [noun for noun in tables if noun in vocabulary.PEOPLE]
    spoken = any(map(_speaks_of_caller, known))
    nouns = [noun for noun in people if noun in makers] or (people if spoken else [])
    nouns = nouns if person is None else [person]
    if not known or len(nouns) != 1:
        return None
    account = Account(logins=(), own=())
    listed = next((one for one in kept if bare(one.name) == nouns[0]), None)
    if listed is not None:
        return replace(listed, account=account)
    return Kept(
        name=pascal(nouns[0]),
        noun=nouns[0],
        keys=(((plural(nouns[0]),),),),
        sightings=(),
        representations=(),
        inputs=(),
        creations=(),
        singleton=False,
        account=account,
    )


def _speaks_of_caller(one: Sighting) -> bool:
    spoken = sentences(*one.operation.texts)
    return names_caller(one.place.literals) or any(map(says_callers, spoken))
