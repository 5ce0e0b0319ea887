"""Find the lists of what people have marked, and of who has.

Location: pactgen/passes/resources/find_marked.py. Used by `design_backend`, once it is known that
the marks are the caller's. `/users/me/favorites` and `/users/{id}/favorites` show the things that
the marks stand below, `/posts/{id}/likes` and `/users/{id}/followers` the people who made them,
`/articles/feed` what those have made whom the caller follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.reading.callers import tells_caller
from pactgen.passes.reading.paths import EDITION
from pactgen.passes.resources.find_owners import nouns_of
from pactgen.passes.resources.groups import (
    is_marking,
    lists_rows,
    shown_component,
    shown_components,
)
from pactgen.passes.resources.values import Marked
from pactgen.passes.words import vocabulary
from pactgen.passes.words.callers import names_caller
from pactgen.passes.words.marks import called_by, listed_as, people_of
from pactgen.passes.words.names import snake
from pactgen.passes.words.vocabulary import bare
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import Kept, Sighting


def with_marked(
    contract: Contract, sightings: tuple[Sighting, ...], kept: tuple[Kept, ...]
) -> tuple[Kept, ...]:
    """Give marks the lists of what bears them, and of who has made them."""
    taken = {one.operation.label for each in kept for one in each.paths if one not in each.views}
    free = [
        one
        for one in sightings
        if one.operation.label not in taken and lists_rows(one) and not one.required_queries
    ]
    found = tuple(_with_lists(contract, each, kept, free) for each in kept)
    listed = {marked.sighting.operation.label for each in found for marked in each.marked}
    return tuple(
        replace(each, views=tuple(one for one in each.views if one.operation.label not in listed))
        for each in found
    )


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
    lists = _Lists(mark=called_by(marks.noun), target=target, person=person)
    found = list(_feeds(contract, marks, kept, free)) if target is person else []
    for one in free:
        backwards = lists.of_caller(contract, one) if not one.place.steps else lists.below(one)
        listed = person if backwards else target
        if backwards is not None and _shows(contract, one, listed):
            found.append(Marked(sighting=one, target=listed.name, backwards=backwards))
    labels = {one.sighting.operation.label for one in found if not one.sighting.place.steps}
    owned = replace(marks.owned, keeping=marks.owned.keeping | labels)
    return replace(marks, marked=tuple(found), owned=owned)


def _feeds(
    contract: Contract, marks: Kept, kept: tuple[Kept, ...], free: Iterable[Sighting]
) -> Iterator[Marked]:
    """Find the lists of what those have made whom the caller has marked: `/articles/feed`."""
    for one in free:
        tail = one.place.tail
        if one.place.steps or not tail or bare(tail[-1]) not in vocabulary.FEEDS:
            continue
        follows = called_by(marks.noun) in vocabulary.FOLLOWING
        if not follows or not tells_caller(contract, one.operation):
            continue
        for each in kept:
            made = each.owned is not None and bool(each.owned.making)
            beside = not tail[:-1] or (tail[:-1],) in each.keys
            if made and beside and _shows(contract, one, each):
                yield Marked(sighting=one, target=each.name, backwards=False, by_makers=True)
                break


def _shows(contract: Contract, one: Sighting, listed: Kept) -> bool:
    """Whether its answer lists such rows."""
    if one.answer is None:
        return False
    places = {schema.origin for schema in listed.representations}
    known = shown_component(contract, one) in shown_components(contract, listed)
    return known or one.answer.schema.origin in places


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lists:
    """What the lists of a mark are called, and where they stand.

    Each question returns whether people are listed (who has made the mark), and not what bears it;
    None where it is no such list.
    """

    mark: str
    target: Kept
    person: Kept

    def of_caller(self, contract: Contract, one: Sighting) -> bool | None:
        """`/users/me/favorites`, `/favorites`, `/me/followers`."""
        words = [snake(word).removeprefix("my_") for word in one.place.tail]
        alone = len([word for word in words if not EDITION.match(word)]) == 1
        if not words or not tells_caller(contract, one.operation):
            return None
        if not (alone or names_caller(one.place.tail[:-1], nouns_of(self.person))):
            return None
        if self.target is self.person and bare(words[-1]) == people_of(self.mark):
            return True
        return False if bare(words[-1]) in self._forms else None

    def below(self, one: Sighting) -> bool | None:
        """`/users/{id}/favorites`, `/users/{id}/followers`, `/posts/{id}/likes`."""
        above = tuple(step.literals for step in one.place.steps)
        if len(one.place.tail) != 1:
            return None
        word = bare(one.place.tail[0])
        if (
            self.target is self.person
            and above in self.person.keys
            and word == people_of(self.mark)
        ):
            return True
        if above in self.person.keys:
            return False if word in self._forms else None
        return True if above in self.target.keys and word in self._forms else None

    @property
    def _forms(self) -> frozenset[str]:
        """What a list of things is called that bear the mark."""
        return listed_as(self.mark)
