"""Lists that are asked for by POST, with what to look for in the body: `POST /orders/search`.

So are rows whose keys the body lists: `POST /orders/batch-get`.

Location: pactgen/passes/resources/find_asked.py. Used by `sight`. The collection above must list,
or show, the same things.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pactgen.passes.reading.read_bulk import keys_of
from pactgen.passes.reading.shapes import input_shape_of
from pactgen.passes.resources.groups import shown_component
from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import CollectionKey, Sighting


def as_asked(contract: Contract, seen: Sequence[Sighting]) -> Iterator[Sighting]:
    """Give every such list the place of the collection that it asks for."""
    shown: dict[CollectionKey, set[str]] = defaultdict(set)
    for one in seen:
        component = shown_component(contract, one)
        if component is not None and one.method == "get":
            shown[one.place.collection].add(component)
    for one in seen:
        yield _as_asked(one) if _asks(contract, one, shown) else one


def _as_asked(one: Sighting) -> Sighting:
    place = replace(one.place, tail=one.place.tail[:-1])
    return replace(one, place=place, called="list", asks=True)


def _asks(contract: Contract, one: Sighting, shown: Mapping[CollectionKey, set[str]]) -> bool:
    place, body = one.place, one.operation.body
    if one.operation.method != "post" or place.is_item or place.odd or len(place.tail) < 2:
        return False
    if body is None or not body.required:
        return False
    if bare(place.tail[-1]) not in vocabulary.ASKING and not _names_keys(contract, one):
        return False
    brings = one.body is not None and bool(input_shape_of(contract, one.body).properties)
    plain = one.called is None and one.member is None and not one.many and one.file is None
    above = (*place.collection[:-1], place.tail[:-1])
    lists = one.answer is not None and one.answer.many
    return brings and plain and lists and shown_component(contract, one) in shown.get(above, set())


def _names_keys(contract: Contract, one: Sighting) -> bool:
    """Whether its body is a list of keys, of rows to be shown: `POST /tasks/batch-get {ids}`."""
    last = bare(one.place.tail[-1])
    if last not in vocabulary.BY_KEYS or one.body is None:
        return False
    above = replace(one.place, tail=one.place.tail[:-1])
    return keys_of(contract, one.body, above) is not None
