"""Lists of the values that rows have in a property: `/products/tags`, `/categories` of articles.

Location: pactgen/passes/resources/find_values.py. Used by `sight`. The answer is a list of texts,
and the last word of the path is what the rows of one collection call a text, or a list of texts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from pactgen.passes.reading.messages import answered_schema
from pactgen.passes.reading.paths import EDITION
from pactgen.passes.reading.shapes import can_show, items_of, shape_of, types_of
from pactgen.passes.resources.groups import called_by, lists_rows
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import singular
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from pactgen.ir.contract import Contract, Schema
    from pactgen.passes.resources.values import CollectionKey, Sighting

Lists = dict["CollectionKey", list["Sighting"]]
_NARROWING = (
    vocabulary.PAGE
    | vocabulary.SIZE
    | vocabulary.OFFSET
    | vocabulary.CURSOR
    | (vocabulary.SEARCH | vocabulary.SORT)
)
"""What an answer of values would have to follow, and no list of rows tells how."""


def as_values(contract: Contract, seen: Sequence[Sighting]) -> tuple[Sighting, ...]:
    """Give every such list the place of the collection whose rows have the values."""
    lists: Lists = defaultdict(list)
    for one in seen:
        if lists_rows(one) and not one.finder:
            lists[one.place.collection].append(one)
    at = Counter(one.place.collection for one in seen)
    above = {key[:index] for key in at for index in range(len(key))}
    return tuple(
        one
        if at[one.place.collection] > 1 or one.place.collection in above
        else _as_values(contract, one, lists)
        for one in seen
    )


def _as_values(contract: Contract, one: Sighting, lists: Lists) -> Sighting:
    texts = _texts(contract, one)
    if texts is None:
        return one
    place = one.place
    homes = lists.get((*place.collection[:-1], place.tail[:-1]), [])
    words = [word for word in place.tail if not EDITION.match(word)]
    if not homes and len(words) == 1 and not place.steps:
        homes = [one for one in _every(lists) if _is_called_like(contract, one)]
    found = {
        each.place.collection: (each, name)
        for each in homes
        if (name := _property(contract, each, place.tail[-1], texts)) is not None
    }
    whole = [found[key] for key in found if not _is_view(key, found)]
    if len(whole) != 1:
        return one
    home, name = whole[0]
    return replace(one, place=home.place, values=name, answer=None)


def _is_view(key: CollectionKey, others: Collection[CollectionKey]) -> bool:
    """Whether a list stands at fixed segments below another: `/articles/feed` of `/articles`."""
    *before, last = key
    return any((*before, last[:end]) in others for end in range(1, len(last)))


def _every(lists: Lists) -> Iterator[Sighting]:
    return (each for group in lists.values() for each in group if not each.place.steps)


def _is_called_like(contract: Contract, home: Sighting) -> bool:
    """Whether the list is that of the things, and none that shows some of them: `/search`."""
    shown = None if home.answer is None else shape_of(contract, home.answer.schema).component
    return shown is None or called_by(shown, home.place.noun)


def _texts(contract: Contract, one: Sighting) -> Schema | None:
    """Return what the values look like where nothing but a list of texts is answered."""
    place = one.place
    asked = {bare(each.name) for each in one.operation.parameters if each.location == "query"}
    plain = one.method == "get" and not place.is_item and not place.odd and bool(place.tail)
    if not plain or one.operation.body is not None or asked & _NARROWING or one.required_queries:
        return None
    schema = answered_schema(one.operation)
    if schema is None:
        return None
    members = shape_of(contract, schema).properties
    if items_of(contract, schema) is None and len(members) == 1:
        schema = members[0].schema
    items = items_of(contract, schema)
    return items if items is not None and types_of(contract, items) == {"string"} else None


def _property(contract: Contract, home: Sighting, word: str, texts: Schema) -> str | None:
    """Return the property of the rows that is called like the word, and holds such texts."""
    if home.answer is None:
        return None
    one, many = bare(singular(word)), bare(word)
    for member in shape_of(contract, home.answer.schema).properties:
        held = items_of(contract, member.schema)
        names = {one, many} if held is None else {one, many, f"{one}list", f"{one}names"}
        kept = member.schema if held is None else held
        told = types_of(contract, kept) - {"null"}
        if bare(member.name) in names and told == {"string"} and can_show(contract, texts, kept):
            return member.name
    return None
