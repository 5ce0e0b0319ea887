"""Whether a list that an item answers has that one row in it: `GET /payruns/{PayRunID}`.

Location: pactgen/passes/behaviours/lone_rows.py. Used by on_items.py. The parameter names a row by
its key, the collection lists the same things or the path changes one of them, and no text speaks of
several. `GET /batches/{batchid}` of the messages in a batch is a list below the batch.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.shapes import shape_of
from pactgen.passes.resources.groups import lists_rows, shown_component
from pactgen.passes.words.names import singular
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import Kept, Sighting

_KEYS: Final = ("id", "uuid", "uid", "guid")
_CALLED: Final = (
    *_KEYS,
    "key",
    "code",
    "number",
    "slug",
    "name",
    "ref",
    "digest",
    "hash",
    "domain",
)
"""Ends of what else may name one row: a day or a year names many."""
_CHANGES: Final = frozenset({"put", "patch"})
_SEVERAL: Final = re.compile(
    r"\b(?:all|array|each|every|history|list(?:s|ed|ing)?|several)\b", re.IGNORECASE
)


def shows_the_one(contract: Contract, one: Sighting, kept: Kept) -> bool:
    """Tell whether the list that GET of an item answers shows the row that the path names."""
    if one.answer is None or not _names_by_key(contract, one):
        return False
    if one.operation.says(_SEVERAL):
        return False
    shown = shown_component(contract, one)
    beside = [each for each in kept.sightings if each is not one]
    listed = shown is not None and any(
        lists_rows(each) and shown_component(contract, each) == shown for each in beside
    )
    return listed or any(
        each.method in _CHANGES
        and each.body is not None
        and not each.many
        and each.operation.path == one.operation.path
        for each in beside
    )


def _names_by_key(contract: Contract, one: Sighting) -> bool:
    """Whether the last parameter is called like a property of the rows, or like their key."""
    if one.answer is None:
        return False
    names = {bare(member.name) for member in shape_of(contract, one.answer.schema).properties}
    word = bare(one.place.steps[-1].parameter)
    keys = {*_KEYS, *(f"{bare(singular(one.place.noun))}{key}" for key in _KEYS)}
    is_told = word in names and word.endswith(_CALLED)
    return is_told or (word in keys and bool(names & set(_KEYS)))
