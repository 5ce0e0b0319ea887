"""Find the lists of what whoever is calling has marked: `/users/me/favorites`, `/me/following`.

Location: pactgen/passes/resources/find_marked.py. Used by `design_backend`, once it is known that
the marks are the caller's. Such a list shows the things that the marks stand below.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.callers import tells_caller
from pactgen.passes.reading.paths import EDITION
from pactgen.passes.reading.shapes import shape_of
from pactgen.passes.resources.find_owners import nouns_of
from pactgen.passes.resources.groups import is_marking, lists_rows
from pactgen.passes.resources.values import Marked
from pactgen.passes.words.callers import names_caller
from pactgen.passes.words.names import snake
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import Kept, Sighting

_OTHERS: Final = {"followers": "follow"}
"""Lists of those who have marked the caller, and the mark."""


def with_marked(
    contract: Contract, sightings: tuple[Sighting, ...], kept: tuple[Kept, ...]
) -> tuple[Kept, ...]:
    """Give the marks of whoever is calling the lists of what they stand below."""
    taken = {one.operation.label for each in kept for one in each.paths}
    free = [
        one
        for one in sightings
        if one.operation.label not in taken
        and lists_rows(one)
        and not one.place.steps
        and not one.required_queries
        and tells_caller(contract, one.operation)
    ]
    return tuple(_with_lists(contract, each, kept, free) for each in kept)


def _with_lists(
    contract: Contract, marks: Kept, kept: tuple[Kept, ...], free: Iterable[Sighting]
) -> Kept:
    is_mark = marks.is_mark and all(map(is_marking, marks.sightings))
    if not is_mark or marks.owned is None or len(marks.keys) != 1:
        return marks
    above = marks.keys[0][:-1]
    target = next((each for each in kept if above in each.keys), None)
    person = next(each for each in kept if each.name == marks.owned.person)
    if target is None:
        return marks
    shown = {shape_of(contract, schema).component for schema in target.representations} - {None}
    people = nouns_of(person)
    found = []
    for one in free:
        backwards = _called(one, bare(marks.noun), people)
        component = None if one.answer is None else shape_of(contract, one.answer.schema).component
        if backwards is None or component not in shown or (backwards and target is not person):
            continue
        found.append(Marked(sighting=one, target=target.name, backwards=backwards))
    if not found:
        return marks
    labels = {each.sighting.operation.label for each in found}
    owned = replace(marks.owned, keeping=marks.owned.keeping | labels)
    return replace(marks, marked=tuple(found), owned=owned)


def _called(one: Sighting, mark: str, people: frozenset[str]) -> bool | None:
    """Return whether a path lists who has marked the caller; None where it lists no marks."""
    words = [snake(word).removeprefix("my_") for word in one.place.tail]
    last = bare(words[-1]) if words else ""
    alone = len([word for word in words if not EDITION.match(word)]) == 1
    if not (alone or names_caller(one.place.tail[:-1], people)):
        return None
    if _OTHERS.get(last) == mark:
        return True
    return False if last in _forms(mark) else None


def _forms(mark: str) -> frozenset[str]:
    """Return what a list of things is called that bear the mark: `favorites`, `starred`."""
    past = f"{mark}d" if mark.endswith("e") else f"{mark}ed"
    return frozenset({f"{mark}s", f"{mark}es", past, f"{mark}{mark[-1]}ed", f"{mark}ing"})
