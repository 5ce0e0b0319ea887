"""Find verbs that are true of whoever is calling: `POST /articles/{slug}/favorite`.

Location: pactgen/passes/resources/find_personal.py. Used by `design_backend`, once it is known who
logs in. What one of them says of a thing is no property of the thing: a row of its own says it of
one person, whether the answer shows the thing or nothing.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.callers import tells_caller
from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.paths import place_in
from pactgen.passes.reading.shapes import shape_of, types_of
from pactgen.passes.resources.find_faces import with_faces
from pactgen.passes.resources.find_owners import person_of
from pactgen.passes.resources.groups import shown_component, shown_components
from pactgen.passes.resources.name_resources import free_name
from pactgen.passes.resources.values import Kept
from pactgen.passes.words.marks import counts_of, flags_of, mark_in, past_of
from pactgen.passes.words.names import pascal
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import Sighting

_SAYING: Final = frozenset({"post", "put"})


def with_personal(
    contract: Contract, sightings: tuple[Sighting, ...], kept: tuple[Kept, ...]
) -> tuple[tuple[Sighting, ...], tuple[Kept, ...]]:
    """Make such verbs marks of the things that they stand below, and people of their faces."""
    person = person_of(kept)
    if person is None:
        return sightings, kept
    found = _with_marks(contract, with_faces(contract, kept), person)
    seen = {each.operation.label: each for one in found for each in one.sightings}
    return tuple(seen.get(one.operation.label, one) for one in sightings), found


def _with_marks(contract: Contract, kept: tuple[Kept, ...], person: str) -> tuple[Kept, ...]:
    taken = {one.name for one in kept}
    found: list[Kept] = []
    marks: list[Kept] = []
    for one in kept:
        acted = [*_marks(contract, one, person)]
        used = {each.operation.label for _, group in acted for each in group}
        actions = tuple(each for each in one.actions if each.operation.label not in used)
        found.append(replace(one, actions=actions) if used else one)
        for mark, group in acted:
            name = free_name(f"{one.name}{pascal(mark)}", taken)
            taken.add(name)
            marks.append(_kept(name, mark, one, group))
    return (*found, *marks)


def _marks(contract: Contract, one: Kept, person: str) -> Iterator[tuple[str, list[Sighting]]]:
    """Yield the marks that verbs below items say and take back, with those verbs."""
    groups: dict[str, list[Sighting]] = defaultdict(list)
    for each in one.actions:
        mark = mark_in(each.action or "")
        if mark is not None and each.called is None and _says_nothing_else(contract, each, one):
            groups[mark].append(each)
    for mark, group in groups.items():
        said = [each for each in group if not takes_back(each)]
        if len(said) == 1 and len(group) == 2 and is_personal(contract, one, mark, person):
            yield mark, group


def _says_nothing_else(contract: Contract, one: Sighting, kept: Kept) -> bool:
    """Whether it brings nothing, and shows nothing but the thing that the path names."""
    if one.operation.body is not None or not tells_caller(contract, one.operation):
        return False
    if one.answer is None:
        return True
    known = shown_components(contract, kept)
    return not one.answer.many and shown_component(contract, one) in known


def takes_back(one: Sighting) -> bool:
    """Whether it takes a mark back: by DELETE, or by a verb that says so (`/unlike`)."""
    word = bare(one.action or one.place.noun)
    return one.operation.method not in _SAYING or word.startswith("un")


def is_personal(contract: Contract, one: Kept, mark: str, person: str) -> bool:
    """Whether it is said by one person, and not of the thing for everybody.

    So it is where numbers count how many have said it, where people say it of people, and where no
    property of the thing could say it: no boolean, and no state (`status: subscribed`).
    """
    kinds = [
        (bare(member.name), kind)
        for schema in one.representations
        for member in shape_of(contract, schema).properties
        for kind in types_of(contract, member.schema)
    ]
    numbers = {name for name, kind in kinds if kind in {"integer", "number"}}
    booleans = {name for name, kind in kinds if kind == "boolean"}
    states = {
        bare(value)
        for schema in one.representations
        for member in shape_of(contract, schema).properties
        for value in effective(contract, member.schema).enum or ()
        if isinstance(value, str)
    }
    counted = bool(numbers & counts_of(mark))
    told = bool(booleans & flags_of(mark)) or bool(states & {mark, past_of(mark)})
    return counted or one.name == person or not told


def _kept(name: str, mark: str, target: Kept, group: list[Sighting]) -> Kept:
    """Return the marks as a resource, its operations where their paths have them."""
    sightings = tuple(
        replace(each, place=place_in(each.operation), action=None, part=None) for each in group
    )
    said = next(one for one, each in zip(sightings, group, strict=True) if not takes_back(each))
    return Kept(
        name=name,
        noun=mark,
        keys=(said.place.collection,),
        sightings=sightings,
        representations=(),
        inputs=(),
        creations=(),
        singleton=False,
        is_mark=True,
        marks=target.name,
    )
