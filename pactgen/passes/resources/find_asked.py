"""Lists that are asked for by POST, with what to look for in the body: `POST /orders/search`.

So are rows whose keys the body lists: `POST /orders/batch-get`, and those of the path itself where
POST is called, and said to be, a question: `getPrograms`, `Gets the programs that …`.

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
from pactgen.passes.words.told_deeds import only_asks
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
        if _asks(contract, one, shown):
            yield _as_asked(one)
        elif _asks_there(contract, one, shown):
            yield replace(one, called="list", asks=True)
        else:
            yield one


def _as_asked(one: Sighting) -> Sighting:
    place = replace(one.place, tail=one.place.tail[:-1])
    return replace(one, place=place, called="list", asks=True)


def _asks(contract: Contract, one: Sighting, shown: Mapping[CollectionKey, set[str]]) -> bool:
    place, body = one.place, one.operation.body
    if len(place.tail) < 2 or not _brings_question(contract, one):
        return False
    if body is None or not body.required:
        return False
    if bare(place.tail[-1]) not in vocabulary.ASKING and not _names_keys(contract, one):
        return False
    above = (*place.collection[:-1], place.tail[:-1])
    return shown_component(contract, one) in shown.get(above, set())


def _asks_there(contract: Contract, one: Sighting, shown: Mapping[CollectionKey, set[str]]) -> bool:
    """Whether GET of the same path lists the same, and all that is told of POST is a question."""
    listed = shown.get(one.place.collection, set())
    return (
        _brings_question(contract, one)
        and shown_component(contract, one) in listed
        and only_asks(one.operation.operation_id, one.operation.texts)
    )


def _brings_question(contract: Contract, one: Sighting) -> bool:
    """Whether a POST that answers a list brings an object that may say what to look for."""
    body = one.operation.body
    if one.operation.method != "post" or one.place.is_item or one.place.odd:
        return False
    if body is None or one.body is None:
        return False
    plain = one.called is None and one.member is None and not one.many and one.file is None
    lists = one.answer is not None and one.answer.many
    return plain and lists and bool(input_shape_of(contract, one.body).properties)


def _names_keys(contract: Contract, one: Sighting) -> bool:
    """Whether its body is a list of keys, of rows to be shown: `POST /tasks/batch-get {ids}`."""
    last = bare(one.place.tail[-1])
    if last not in vocabulary.BY_KEYS or one.body is None:
        return False
    above = replace(one.place, tail=one.place.tail[:-1])
    return keys_of(contract, one.body, above) is not None
