"""Addresses that lead on: `GET /{code}` answers where a short link points.

Location: pactgen/passes/resources/find_redirects.py. Used by `sight`. Its only success is a
redirection, and the rows of one collection show both the name in the path and an address that
bodies bring.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.columns import effective, sendable
from pactgen.passes.reading.messages import REDIRECTIONS, success_of
from pactgen.passes.reading.paths import Step
from pactgen.passes.reading.shapes import shape_of, types_of
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import CollectionKey, Sighting

_ADDRESSES: Final = frozenset(
    {"url", "longurl", "originalurl", "targeturl", "destinationurl", "fullurl", "redirecturl"}
    | {"target", "destination", "link", "uri", "longlink", "original"}
)
"""What rows call the address that they stand for."""
_NAMES: Final = frozenset(
    {"code", "shortcode", "slug", "alias", "hash", "shortid", "key", "token", "shortkey", "short"}
)
"""What rows call the name by which the address is asked for."""


def as_redirects(contract: Contract, seen: Sequence[Sighting]) -> tuple[Sighting, ...]:
    """Give every such look at an address the place of an item of the collection that keeps it."""
    if not any(_leads_on(one) for one in seen):
        return tuple(seen)
    homes = _homes(contract, seen)
    keys: dict[CollectionKey, set[str]] = defaultdict(set)
    for one in seen:
        if one.place.is_item and not _leads_on(one):
            keys[one.place.collection].add(bare(one.place.steps[-1].parameter))
    return tuple(
        _as_redirect(contract, one, homes, keys) if _leads_on(one) else one for one in seen
    )


def _leads_on(one: Sighting) -> bool:
    success = success_of(one.operation)
    leads = success is not None and success.status in REDIRECTIONS
    return leads and one.place.is_item and len(one.place.steps) == 1 and one.answer is None


def _homes(contract: Contract, seen: Sequence[Sighting]) -> Mapping[CollectionKey, list[Sighting]]:
    """Return the operations that make rows with an address, by their collections."""
    found: dict[CollectionKey, list[Sighting]] = defaultdict(list)
    for one in seen:
        makes = one.method == "post" and one.body is not None and not one.many
        if makes and not one.place.steps and len(list(_addresses(contract, one))) == 1:
            found[one.place.collection].append(one)
    return found


def _addresses(contract: Contract, one: Sighting) -> Iterator[str]:
    """Yield the members of a new row that are the address it stands for."""
    for member in () if one.body is None else sendable(contract, one.body):
        text = types_of(contract, member.schema) == {"string"}
        is_address = bare(member.name) in _ADDRESSES
        if text and member.required and is_address:
            yield member.name


def _as_redirect(
    contract: Contract,
    one: Sighting,
    homes: Mapping[CollectionKey, list[Sighting]],
    keys: Mapping[CollectionKey, set[str]],
) -> Sighting:
    """Return the look at an address as one at a row, by its key or by what else names it."""
    (step,) = one.place.steps
    fitting = [
        (made, name)
        for group in homes.values()
        for made in group
        for name in [_named(contract, made, step.parameter)]
        if name is not None
    ]
    if len(fitting) != 1:
        return one
    made, name = fitting[0]
    address = next(_addresses(contract, made))
    if one.place.collection == (*made.place.collection, ()):
        return replace(one, redirects=address)
    steps = (Step(literals=made.place.tail, parameter=step.parameter),)
    known = keys.get(made.place.collection)
    by = name if known and bare(name) not in known else None
    return replace(one, place=replace(one.place, steps=steps), by=by, redirects=address)


def _named(contract: Contract, made: Sighting, parameter: str) -> str | None:
    """Return the member of a row that the parameter names."""
    if made.answer is None:
        return None
    members = [
        member.name
        for member in shape_of(contract, made.answer.schema).properties
        if types_of(contract, member.schema) <= {"string", "integer"}
        and effective(contract, member.schema).format != "uri"
    ]
    exact = [name for name in members if bare(name) == bare(parameter)]
    alike = [name for name in members if bare(name) in _NAMES]
    found = exact or (alike if bare(parameter) in _NAMES | {"id"} else [])
    return found[0] if len(found) == 1 else None
