"""Which blocks of two versions are the same definition.

Location: pactgen/merge/pairing.py. Identity is the name; a name that went and another that came are
one definition when what they hold is nearly the same. Used by python.py.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from pactgen.merge.blocks import Kind
from pactgen.merge.tokens import tokens_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pactgen.merge.blocks import Block

Key = tuple[str, str, int]
"""What sort of identity, the identity, and the how many-th of it."""

_TABLE: Final = re.compile(r"""\s*__tablename__ = ["'](?P<table>[^"']*)["']""")
_ALIKE: Final = 0.8
_ENOUGH: Final = 12
"""Tokens below which two bodies look alike by chance."""
COMMON: Final = frozenset({"__init__", "get", "add", "change", "remove"})
"""What pactgen calls methods of many classes: `add` is no name that a person gave to `remove`."""

_DEEDS: Final = re.compile(r"\bself\._session\.(\w+)")
"""What methods of a repository ask the session for."""


def table_of(block: Block) -> str | None:
    """Return the table that a class describes."""
    inner = block.suite.blocks if block.suite is not None else ()
    found = (_TABLE.match(each.head) for each in inner if each.name == "__tablename__")
    return next((each["table"] for each in found if each is not None), None)


def by_table(
    base: Mapping[Key, Block], ours: Mapping[Key, Block], theirs: Mapping[Key, Block]
) -> dict[Key, Block]:
    """Return a person's blocks; a class of theirs is the new one that describes its table.

    It was renamed and stayed when the contract dropped it, and a table cannot be described twice.
    """
    tables = {table: key for key, each in theirs.items() if (table := table_of(each)) is not None}
    found: dict[Key, Block] = {}
    for key, block in ours.items():
        new = tables.get(table_of(block) or "", key)
        known = key in base or new in base or new in ours or new in found
        found[key if known else new] = block
    return found


def keyed(
    blocks: Sequence[Block], keys_of_import: Callable[[Block], Sequence[Key]] | None = None
) -> dict[Key, Block]:
    """Return the blocks by their identity, in their order.

    Args:
        blocks: of one version.
        keys_of_import: what an import is called, where that is more than its text.
    """
    found: dict[Key, Block] = {}
    for block in blocks:
        if block.kind is Kind.IMPORT and keys_of_import is not None:
            for key in keys_of_import(block):
                found.setdefault(key, block)
            continue
        sort = block.kind if block.kind in {Kind.DOCSTRING, Kind.CODE, Kind.IMPORT} else "name"
        number = 0
        while (key := (str(sort), block.name, number)) in found:
            number += 1
        found[key] = block
    return found


def paired(
    base: Mapping[Key, Block], side: Mapping[Key, Block], *, by_person: bool
) -> dict[Key, Block]:
    """Return the side's blocks under the keys of the base, renamed ones too.

    A function that alone has the signature and docstring of one is that one, whatever it holds: its
    body may be a function of its own by then, under another name.

    A person's renaming shows in what the definition holds. Of what pactgen renamed only values are
    searched here, since their functions and classes come renamed (workspace/renames.py).
    """
    gone = [key for key in base if key not in side]
    come = [key for key in side if key not in base and side[key].kind is not Kind.IMPORT]
    pairs = [
        (old, new)
        for old in gone
        for new in come
        if base[old].kind is side[new].kind and side[new].name not in COMMON
        if not _does_other(base[old], side[new])
    ]
    if not by_person:
        pairs = _values_alone(base, pairs)
    same: dict[Key, Key] = {}
    for new in come if by_person else ():
        left = [old for old, other in pairs if other == new and old not in same.values()]
        if (signed := _signed_alike(base, left, side, (new, come))) is not None:
            same[new] = signed
    for old, new in _most_alike(base, side, pairs):
        if new not in same and old not in same.values():
            same[new] = old
    return {same.get(key, key): block for key, block in side.items()}


def _does_other(one: Block, two: Block) -> bool:
    """Whether both do something to rows, and not the same: what inserts is not what deletes."""
    old, new = (set(_DEEDS.findall(block.code)) - {"flush"} for block in (one, two))
    return bool(old) and bool(new) and old.isdisjoint(new)


def _values_alone(
    base: Mapping[Key, Block], pairs: Sequence[tuple[Key, Key]]
) -> list[tuple[Key, Key]]:
    """Return the pairs of statements, and that of values where it is the only one."""
    found = {
        kind: [pair for pair in pairs if base[pair[0]].kind is kind]
        for kind in (Kind.VALUE, Kind.CODE)
    }
    return [*(found[Kind.VALUE] if len(found[Kind.VALUE]) == 1 else ()), *found[Kind.CODE]]


def _most_alike(
    base: Mapping[Key, Block], side: Mapping[Key, Block], pairs: Sequence[tuple[Key, Key]]
) -> list[tuple[Key, Key]]:
    """Return the pairs that are nearly the same, the most alike first."""
    likeness = {(old, new): _likeness(base[old], side[new]) for old, new in pairs}
    return sorted(
        (pair for pair in pairs if likeness[pair] >= _ALIKE),
        key=lambda pair: likeness[pair],
        reverse=True,
    )


def _signed_alike(
    base: Mapping[Key, Block],
    old: Sequence[Key],
    side: Mapping[Key, Block],
    named: tuple[Key, Sequence[Key]],
) -> Key | None:
    """Return the one function that had the signature and docstring which one alone has now."""
    new, come = named
    signed = _signed(side[new])
    if not side[new].doc or sum(_signed(side[key]) == signed for key in come) > 1:
        return None
    found = [key for key in old if _signed(base[key]) == signed]
    return found[0] if len(found) == 1 else None


def _signed(block: Block) -> tuple[Kind, list[str]]:
    tokens = tokens_of(block.head + block.doc)
    return block.kind, [each for each in tokens if not each.isspace() and each != block.name]


def _likeness(one: Block, two: Block) -> float:
    """Return how much two definitions share besides their names, from 0 to 1."""
    old, new = _tokens(one), _tokens(two)
    if one.kind is not Kind.VALUE and min(len(old), len(new)) < _ENOUGH:
        return 0.0
    return SequenceMatcher(None, old, new, autojunk=False).ratio()


def _tokens(block: Block) -> list[str]:
    return [token for token in tokens_of(block.code) if not token.isspace() and token != block.name]
