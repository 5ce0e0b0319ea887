"""Find the rows that belong to whoever is calling: `/users/me/orders`, `/my/bookings`.

Location: pactgen/passes/resources/find_owners.py. Used by `design_backend`. Somebody must be able
to call: the contract keeps people who log in, or who ask for their own row. Where paths say nothing
and the words about a list do (“Lists the current user's orders”), the words count. Where neither
does, an `owner_id` that answers show and no body brings is that of whoever made the row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.callers import tells_caller
from pactgen.passes.reading.columns import brought
from pactgen.passes.reading.shapes import shape_of
from pactgen.passes.resources.find_resources import makes_rows
from pactgen.passes.resources.groups import is_marking
from pactgen.passes.resources.values import Ownership
from pactgen.passes.words import vocabulary
from pactgen.passes.words.callers import names_caller
from pactgen.passes.words.names import singular
from pactgen.passes.words.prose import says_callers, sentences
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pactgen.config import Config
    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import Kept, Sighting

NOBODYS: Final = "none"
"""What pactgen.yaml says of rows that are nobody's."""


def person_of(kept: Iterable[Kept]) -> str | None:
    """Return the only resource whose rows log in or ask for themselves."""
    found = [one.name for one in kept if one.account is not None]
    return found[0] if len(found) == 1 else None


def with_owners(contract: Contract, kept: tuple[Kept, ...], config: Config) -> tuple[Kept, ...]:
    """Tell which operations of each resource keep to the rows of whoever is calling."""
    person = person_of(kept)
    if person is None:
        return kept
    nouns = nouns_of(next(one for one in kept if one.name == person))
    others = {bare(one.name) for one in kept if one.name != person}
    things = _callers_things(each for one in kept for each in one.paths)
    makers = person_words(person, others, vocabulary.MAKERS)
    found = []
    for one in kept:
        if one.name != person and config.resource(one.name).owner != NOBODYS:
            owned = _with_owner(contract, one, person, nouns, config, things)
            one = owned if owned.owned else _with_maker(contract, one, person, makers)  # noqa: PLW2901 - the same resource
        found.append(one)
    return tuple(found)


def person_words(
    person: str, others: Collection[str], nouns: Iterable[str] = vocabulary.OWNERS
) -> tuple[str, ...]:
    """Return what a property is called that names a person, the likeliest first.

    What names another thing of the contract is no person: `account_id` where there are accounts.
    """
    free = [noun for noun in dict.fromkeys((bare(person), *nouns)) if noun not in others]
    spelled = [f"{noun}{end}" for noun in free for end in ("id", "uuid", "")]
    return (*spelled, *vocabulary.OWNED_BY)


def _with_maker(contract: Contract, kept: Kept, person: str, words: tuple[str, ...]) -> Kept:
    """Tell which operations make rows that keep in mind who made them."""
    making = [one for one in kept.sightings if makes_rows(one, kept.sightings)]
    making += [one for one in kept.views if one.method == "post"]
    no_rows = kept.singleton or kept.is_mark or kept.links is not None
    if no_rows or not making:
        return kept
    if not all(tells_caller(contract, one.operation) for one in making):
        return kept
    shown = {
        bare(member.name): member.name
        for schema in kept.representations
        for member in shape_of(contract, schema).properties
    }
    column = next((shown[word] for word in words if word in shown), None)
    if column is None or any(brought(contract, each, column) for each in kept.inputs):
        return kept
    owned = Ownership(
        person=person,
        keeping=frozenset(),
        making=frozenset(one.operation.label for one in making),
        column=column,
        sentence=None,
    )
    return replace(kept, owned=owned)


def nouns_of(person: Kept) -> frozenset[str]:
    """Return what the people are called in paths."""
    return vocabulary.PEOPLE | {bare(person.name), bare(singular(person.noun))}


def _with_owner(
    contract: Contract,
    kept: Kept,
    person: str,
    people: frozenset[str],
    config: Config,
    things: frozenset[tuple[str, ...]],
) -> Kept:
    stated = config.resource(kept.name).owner
    above = any(one.place.scopes for one in kept.sightings)
    if kept.links is not None and above:
        return kept
    all_ = (*kept.sightings, *kept.actions, *kept.views)
    known = [one for one in all_ if tells_caller(contract, one.operation)]
    below = [one for one in known if names_caller(_last_literals(one), people)]
    below = below or [one for one in known if _is_below(one, things)]
    said = [] if below else [one for one in known if _says_callers(one)]
    marks = known if kept.is_mark and all(map(is_marking, kept.sightings)) else []
    every = known if stated is not None and not below and not said else []
    items = [one for one in known if one.place.is_item and any(_callers_words(one))]
    found = [*below, *said, *(items if below or said else every)] or marks
    if not found or _is_named_elsewhere(kept, found):
        return kept
    making = [one for one in known if makes_rows(one, kept.sightings)]
    making += [
        one for one in kept.views if one.method == "post" and tells_caller(contract, one.operation)
    ]
    makers = frozenset(one.operation.label for one in making)
    return replace(
        kept,
        owned=Ownership(
            person=person,
            keeping=frozenset(one.operation.label for one in found),
            making=makers,
            column=stated,
            sentence=next((each for one in said for each in _callers_words(one)), None),
        ),
    )


def _callers_things(every: Iterable[Sighting]) -> frozenset[tuple[str, ...]]:
    """Return where the caller's only thing of a sort stands: `GET /cart` shows the caller's cart.

    Nobody else's is emptied by `DELETE /cart`, or changed by `PUT /cart/items/{sku}`.
    """
    return frozenset(
        one.place.tail
        for one in every
        if one.method == "get" and one.place.tail and not one.place.steps
        if one.answer is not None and any(_callers_words(one))
        if not (one.answer.many and singular(one.place.tail[-1]) != one.place.tail[-1])
    )


def _is_below(one: Sighting, things: Iterable[tuple[str, ...]]) -> bool:
    return any(one.place.literals[: len(thing)] == thing for thing in things)


def _last_literals(one: Sighting) -> tuple[str, ...]:
    """Return the segments right before what the operation works with."""
    return one.place.steps[-1].literals if one.place.is_item else one.place.tail


def _is_named_elsewhere(kept: Kept, found: list[Sighting]) -> bool:
    """Whether callers choose the names of rows, which other paths find by the name alone.

    Two of them may choose the same: `PUT /me/notes/{day}`.
    """
    return names_by_put(kept) and any(
        one.place.is_item and one not in found for one in (*kept.sightings, *kept.actions)
    )


def names_by_put(kept: Kept) -> bool:
    """Whether PUT makes the rows, by the names in their paths."""
    puts = any(one.method == "put" and one.place.is_item for one in kept.sightings)
    return kept.is_mark or (puts and not any(_posts(one) for one in kept.sightings))


def _posts(one: Sighting) -> bool:
    return one.method == "post" and not one.place.is_item and one.body is not None


def _says_callers(one: Sighting) -> bool:
    """Whether the words about a whole list say whose rows it shows."""
    lists = one.method == "get" and one.answer is not None and one.answer.many
    return lists and not one.place.steps and any(_callers_words(one))


def _callers_words(one: Sighting) -> Iterator[str]:
    told = sentences(*one.operation.texts)
    return (each for each in told if says_callers(each))
