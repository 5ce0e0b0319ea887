"""Find the collections that only show people's public face: `GET /profiles/{username}`.

Location: pactgen/passes/resources/find_faces.py. Used by `design_backend`, once it is known who
logs in. A profile that nobody makes, and that shows nothing but what people brought when they
registered, is their row: one of its own would be there for nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.columns import storage_of
from pactgen.passes.reading.shapes import input_shape_of, shape_of, types_of
from pactgen.passes.resources.find_owners import nouns_of, person_of
from pactgen.passes.resources.find_resources import makes_rows
from pactgen.passes.resources.groups import lists_rows, undressed
from pactgen.passes.words import vocabulary
from pactgen.passes.words.marks import tells_of_marks
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import Kept, Sighting

_IDS: Final = frozenset({"id", "uuid", "uid"})


def with_faces(contract: Contract, kept: tuple[Kept, ...]) -> tuple[Kept, ...]:
    """Give people the operations on their public faces."""
    name = person_of(kept)
    person = next((one for one in kept if one.name == name), None)
    if person is None:
        return kept
    known = _properties(contract, person)
    faces = {one.name: by for one in kept if (by := _face(contract, one, person, known))}
    for one in kept:
        if one.name in faces:
            person = _with_face(person, one, faces[one.name])
    kept = tuple(one for one in kept if one.name not in faces)
    return tuple(person if one.name == name else one for one in kept)


def _face(
    contract: Contract, one: Kept, person: Kept, known: Mapping[str, tuple[str, str]]
) -> str | None:
    """Return the property of people by which paths name such a face; None where it is none."""
    nouns = {bare(one.name), bare(undressed(one.name))}
    if one.name == person.name or one.inputs or not nouns & (nouns_of(person) | vocabulary.OWN):
        return None
    items = [each for each in one.sightings if each.place.is_item and each.method == "get"]
    others = [each for each in one.sightings if each not in items]
    if not items or any(makes_rows(each, one.sightings) for each in one.sightings):
        return None
    if not all(lists_rows(each) or each.method == "head" for each in others):
        return None
    names = {each.place.steps[-1].parameter for each in items}
    named = known.get(bare(names.pop())) if len(names) == 1 else None
    if named is None or any(each.place.scopes for each in items):
        return None
    return named[0] if _shows_people(contract, one, known) else None


def _shows_people(contract: Contract, one: Kept, known: Mapping[str, tuple[str, str]]) -> bool:
    """Whether what it shows are properties of people, but for what marks tell of them."""
    members = [
        member for schema in one.representations for member in shape_of(contract, schema).properties
    ]
    told = [
        member
        for member in members
        if types_of(contract, member.schema) != {"boolean"}
        and not tells_of_marks(bare(member.name))
    ]
    return bool(told) and all(
        bare(member.name) in known
        and known[bare(member.name)][1] == storage_of(contract, member.schema).kind
        for member in told
    )


def _properties(contract: Contract, person: Kept) -> dict[str, tuple[str, str]]:
    """Return what is kept of people, by the bare name: the name, and the kind of column."""
    shapes = [shape_of(contract, schema) for schema in person.representations]
    shapes += [input_shape_of(contract, schema) for schema in person.creations]
    return {
        bare(member.name): (member.name, storage_of(contract, member.schema).kind)
        for shape in reversed(shapes)
        for member in shape.properties
    }


def _with_face(person: Kept, face: Kept, by: str) -> Kept:
    """Put the operations on a face beside those of the people, who are named by a property."""
    named = None if bare(by) in _IDS else by
    return replace(
        person,
        keys=(*person.keys, *face.keys),
        sightings=(*person.sightings, *(_named(each, named) for each in face.sightings)),
        representations=(*person.representations, *face.representations),
        actions=(*person.actions, *(_named(each, named) for each in face.actions)),
        views=(*person.views, *face.views),
    )


def _named(one: Sighting, by: str | None) -> Sighting:
    return replace(one, by=by) if one.place.is_item else one
