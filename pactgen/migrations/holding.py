"""What holds on to tables and columns: references, unique constraints, rules, indexes.

Location: pactgen/migrations/holding.py. A reference lets go of what is dropped, made anew or given
another type, also where it is the same afterwards: PostgreSQL changes nothing that is referred to.
Used by difference.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pactgen.ir.schema import Check, Exclusion, Index, Key
from pactgen.migrations import signatures
from pactgen.migrations.changes import (
    AddCheck,
    AddExclusion,
    AddForeignKey,
    AddIndex,
    AddUnique,
    DropCheck,
    DropExclusion,
    DropForeignKey,
    DropIndex,
    DropUnique,
)
from pactgen.migrations.order import in_creation_order
from pactgen.migrations.work import mentions
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from pactgen.ir.schema import ForeignKey, Name, Table
    from pactgen.migrations.changes import Change
    from pactgen.migrations.work import Pair, Work

Part = TypeVar("Part", Index, Key, Check, Exclusion)


def let_go(work: Work) -> Iterator[Change]:
    """Drop what is different afterwards or stands in the way."""
    for pair in work.pairs:
        for key in pair.before.foreign_keys:
            if not _is_kept(work, pair, key):
                yield DropForeignKey(table=pair.name, key=key)
    for table in drop_order(work):
        for key in _late(work, table):
            yield DropForeignKey(table=table.name, key=key)
    for pair in work.pairs:
        before, after, name = pair.before, pair.after, pair.name
        for index in _only_in(before.indexes, after.indexes, signatures.of_index, pair):
            yield DropIndex(table=name, index=index)
        for unique in _only_in(before.uniques, after.uniques, signatures.of_key, pair):
            yield DropUnique(table=name, key=unique)
        for check in _only_in(before.checks, after.checks, signatures.of_check, pair):
            yield DropCheck(table=name, check=check)
        for one in _only_in(before.exclusions, after.exclusions, signatures.of_exclusion, pair):
            yield DropExclusion(table=name, exclusion=one)


def hold_on(work: Work) -> Iterator[Change]:
    """Add what was not there or had to let go."""
    for pair in work.pairs:
        before, after, name = pair.before, pair.after, pair.name
        for check in _only_in(after.checks, before.checks, signatures.of_check, pair):
            yield AddCheck(table=name, check=check)
        for unique in _only_in(after.uniques, before.uniques, signatures.of_key, pair):
            yield AddUnique(table=name, key=unique)
        for one in _only_in(after.exclusions, before.exclusions, signatures.of_exclusion, pair):
            yield AddExclusion(table=name, exclusion=one)
        for index in _only_in(after.indexes, before.indexes, signatures.of_index, pair):
            yield AddIndex(table=name, index=index)
    yield from _refer(work)


def _only_in(
    these: tuple[Part, ...],
    those: tuple[Part, ...],
    mark: Callable[[Part], Hashable],
    pair: Pair,
) -> Iterator[Part]:
    """Return what the others lack, and what leans on something that changes."""
    marks = {mark(one) for one in those}
    return (one for one in these if mark(one) not in marks or _leans(one, pair))


def _leans(part: Index | Key | Check | Exclusion, pair: Pair) -> bool:
    """Whether a part cannot stay while its columns get other types or are made anew."""
    match part:
        case Key():
            return not pair.recomputed.isdisjoint(part.columns)
        case Check():
            return mentions(part.expression, pair.touched)
        case Exclusion():
            return mentions(part.text, pair.touched)
        case Index():
            expressions = (part.where, *(one.expression for one in part.parts))
            columns = {one.column for one in part.parts}
            return bool(columns & pair.recomputed) or any(
                mentions(each, pair.touched) for each in expressions
            )


def _refer(work: Work) -> Iterator[Change]:
    for pair in work.pairs:
        for key in pair.after.foreign_keys:
            if not _is_kept(work, pair, key):
                yield AddForeignKey(table=pair.name, key=key)
    for table in in_creation_order(work.come):
        ready = creatable(work, table).foreign_keys
        for key in table.foreign_keys:
            if key not in ready:
                yield AddForeignKey(table=table.name, key=key)


def drop_order(work: Work) -> tuple[Table, ...]:
    """Return the tables that go, those that refer to others first."""
    return tuple(reversed(in_creation_order(work.gone)))


def droppable(work: Work, table: Table) -> Table:
    """Return a table that goes without the references that were dropped before it."""
    late = _late(work, table)
    return replace(table, foreign_keys=tuple(key for key in table.foreign_keys if key not in late))


def creatable(work: Work, table: Table) -> Table:
    """Return a table that comes with the references that can be made at once."""
    order = [each.name for each in in_creation_order(work.come)]
    known = set(order[: order.index(table.name) + 1])
    steady = {pair.name: pair for pair in work.pairs}

    def is_ready(key: ForeignKey) -> bool:
        pair = steady.get(key.table)
        return key.table in known if pair is None else _stands(pair, key)

    return replace(table, foreign_keys=tuple(key for key in table.foreign_keys if is_ready(key)))


def _late(work: Work, table: Table) -> tuple[ForeignKey, ...]:
    """Return the references of a table that goes which must go before any table does."""
    order = [each.name for each in drop_order(work)]
    passed: set[Name] = set(order[: order.index(table.name)])
    steady = {pair.name: pair for pair in work.pairs}
    return tuple(
        key
        for key in table.foreign_keys
        if key.table in passed or (key.table in steady and not _stands(steady[key.table], key))
    )


def _is_kept(work: Work, pair: Pair, key: ForeignKey) -> bool:
    """Whether a reference is there before and after, and nothing about it changes."""
    mark = signatures.of_foreign_key(key)
    both = (pair.before.foreign_keys, pair.after.foreign_keys)
    if not all(mark in {signatures.of_foreign_key(one) for one in keys} for keys in both):
        return False
    target = next((each for each in work.pairs if each.name == key.table), None)
    return target is not None and not pair.retyped & set(key.columns) and _stands(target, key)


def _stands(target: Pair, key: ForeignKey) -> bool:
    """Whether the columns that a reference leans on stay as they are, and stay a key."""
    lost = _keys(target.before) - _keys(target.after)
    come = _keys(target.after) - _keys(target.before)
    there = {column.name for column, _ in target.columns} - target.retyped
    moved = {columns for _, columns in lost | come}
    return set(key.referred) <= there and key.referred not in moved


def _keys(table: Table) -> set[tuple[str | None, tuple[str | None, ...]]]:
    primary = () if table.primary_key is None else table.primary_key.columns
    return {
        (None, primary),
        *((key.name, key.columns) for key in table.uniques),
        *(
            (index.name, tuple(part.column for part in index.parts))
            for index in table.indexes
            if index.unique
        ),
    }
