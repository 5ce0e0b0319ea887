"""Lists that are answered as comma-separated values: `/contacts/export`, `/export/items`.

Location: pactgen/passes/resources/find_tables.py. Used by `sight`. The rows are those of the list
that stands above, or that the rest of the path names: `/items.csv`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.messages import essence, success_of
from pactgen.passes.resources.groups import lists_rows
from pactgen.passes.words.names import snake
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pactgen.passes.reading.paths import Place
    from pactgen.passes.resources.values import CollectionKey, Sighting

CSV: Final = "text/csv"
_SAYING: Final = frozenset({"csv", "download", "export", "exports", "to", "as"})
"""Words of a path that say how the rows are answered, and name none."""
_SUFFIX: Final = re.compile(r"\.csv$", re.IGNORECASE)


def as_tables(seen: Sequence[Sighting]) -> tuple[Sighting, ...]:
    """Give every such list the place and the rows of the list that is answered as JSON."""
    lists = {one.place.collection: one for one in seen if lists_rows(one) and not one.finder}
    return tuple(_as_table(one, lists) if answers_csv(one) else one for one in seen)


def answers_csv(one: Sighting) -> bool:
    """Whether the success is a table of comma-separated values, and nothing else."""
    success = success_of(one.operation)
    media = () if success is None else success.media
    asks = one.method == "get" and not one.place.is_item and not one.place.odd
    told = bool(media) and all(essence(entry.content_type) == CSV for entry in media)
    return asks and told and one.operation.body is None


def _as_table(one: Sighting, lists: Mapping[CollectionKey, Sighting]) -> Sighting:
    for place in _places(one.place):
        home = lists.get(place.collection)
        if home is not None:
            return replace(one, place=place, as_csv=True, answer=home.answer)
    return one


def _places(place: Place) -> Iterator[Place]:
    """Yield where the rows may be listed: the path without the words that ask for a table."""
    tail = tuple(_SUFFIX.sub("", word) for word in place.tail)
    named = tuple(word for word in tail if not _says_csv(word))
    yield replace(place, tail=named)
    if tail != place.tail:
        yield replace(place, tail=tail)


def _says_csv(word: str) -> bool:
    return {bare(each) for each in snake(word).split("_")} <= _SAYING
