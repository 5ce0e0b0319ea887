"""What a resource is called: by the schema that is called like its collection, by its noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.reading.paths import EDITION
from pactgen.passes.reading.shapes import shape_of
from pactgen.passes.resources.groups import (
    is_single,
    lists_rows,
    noun_of,
    representations_of,
    undressed,
)
from pactgen.passes.resources.same_things import may_be_one
from pactgen.passes.words.names import pascal, singular
from pactgen.passes.words.shorten import RESOURCE, keep_last_words
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import CollectionKey, Sighting

_NAMELESS = frozenset({"all", "list", "find", "search", "query"})
"""Segments that say how things are asked for, and name none: `/operations/all`."""


def name_of(
    contract: Contract,
    key: CollectionKey,
    group: list[Sighting],
    taken: Collection[str],
    same: Collection[str],
    *,
    namesake: bool,
) -> str:
    """Return a name that no other resource has; the nearest segments before tell apart.

    `same` are the names of resources that hold the same rows, `namesake` says that another kind
    of row has the better right to the plain name.
    """
    noun = _speaking(key)
    candidates = (
        *representations_of(contract, group),
        *(one.body for one in group if one.body is not None),
    )
    components = [shape_of(contract, schema).component for schema in candidates]
    told = [
        pascal(undressed(name))
        for name in components
        if name and noun and bare(undressed(name)).endswith(bare(singular(noun)))
    ]
    plain = pascal(noun if is_single(group) else singular(noun)) if noun else ""
    if not plain:
        others = [pascal(undressed(name)) for name in components if name]
        plain = others[0] if others else "Item"
    name = keep_last_words(told[0] if told else plain, RESOURCE)
    namesake = namesake and (name == plain or not is_single(group))
    if (name not in taken or name in same) and not namesake:
        return name
    if noun != noun_of(key):
        # `/operations/all` beside `/operations`, which holds other rows.
        return free_name(name + pascal(noun_of(key)), taken)
    parents = [pascal(singular(literals[-1])) for literals in key[:-1] if literals]
    parents += [pascal(singular(literal)) for literal in key[-1][:-1] if not EDITION.match(literal)]
    prefixed = name
    for parent in reversed(parents):
        if prefixed.startswith(parent):
            continue
        prefixed = keep_last_words(parent + prefixed, RESOURCE)
        if prefixed not in taken:
            return prefixed
    number = 2
    while prefixed in taken:
        prefixed = f"{name}{number}"
        number += 1
    return prefixed


def _speaking(key: CollectionKey) -> str:
    """Return the last fixed segment that names a thing, or the last one if none does."""
    literals = [literal for literals in key for literal in literals]
    told = [each for each in literals if bare(each) not in _NAMELESS and not EDITION.match(each)]
    return told[-1] if told else noun_of(key)


def has_namesake(
    contract: Contract, key: CollectionKey, groups: Mapping[CollectionKey, list[Sighting]]
) -> bool:
    """Whether another kind of row has the better right to a name.

    What is only read is called like rows that are written (`/add-ons/apps`, `/apps`), or one thing
    like the rows of a list (`/backup/schedule`, `/schedules`).
    """
    only_read = all(lists_rows(one) for one in groups[key])
    single = is_single(groups[key]) and len(key[-1]) > 1
    if not (only_read or single):
        return False
    noun = bare(singular(noun_of(key)))
    return any(
        bare(singular(noun_of(other))) == noun
        and not (is_single(group) if single else all(lists_rows(one) for one in group))
        and (single or not may_be_one(contract, key, other, groups))
        for other, group in groups.items()
        if other != key
    )


def free_name(name: str, taken: Collection[str]) -> str:
    """Return a name that no resource has, nor the class that fetches the rows of one."""
    name = keep_last_words(name, RESOURCE)
    clashes = {*taken, *(f"{one}Repository" for one in taken)}
    wished = name if name not in clashes else f"{name}Link"
    number, free = 2, wished
    while free in clashes:
        free = f"{wished}{number}"
        number += 1
    return free
