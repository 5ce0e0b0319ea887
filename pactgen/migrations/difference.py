"""The changes that lead from one schema to another, in an order in which they can be carried out.

Location: pactgen/migrations/difference.py. Names first, then whatever holds on to something that
will change (references, indexes, constraints), then tables and columns, then what holds on again.
The reversed inverses lead back. Used by pactgen/stages/migrating.py.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pactgen.migrations import changes as c
from pactgen.migrations import signatures
from pactgen.migrations.conversions import conversion
from pactgen.migrations.holding import creatable, drop_order, droppable, hold_on, let_go
from pactgen.migrations.order import in_creation_order
from pactgen.migrations.orphans import left_behind, left_behind_back
from pactgen.migrations.renames import Renames, renamed
from pactgen.migrations.work import sort_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.schema import Column, Schema
    from pactgen.migrations.conversions import Conversion
    from pactgen.migrations.work import Pair, Work

_NO_RENAMES: Final = Renames()
_NO_FILLS: Final[Mapping[tuple[str, str], c.Fill]] = MappingProxyType({})


def difference(
    old: Schema,
    new: Schema,
    *,
    renames: Renames = _NO_RENAMES,
    fills: Mapping[tuple[str, str], c.Fill] = _NO_FILLS,
) -> tuple[c.Change, ...]:
    """Return what changes.

    Args:
        old: as it is.
        new: as it should be.
        renames: what only has another name.
        fills: by table and column, what rows that are there get where the contract says it.
    """
    work = sort_out(renamed(old, renames), new, fills)
    altered = tuple(change for pair in work.pairs for change in _columns(work, pair))
    dropped = tuple(
        c.DropColumn(table=pair.name, column=one, fill=work.fill(pair.before, one))
        for pair in work.pairs
        for one in pair.dropped
    )
    return (
        *_renamed(old, renames, new),
        *let_go(work),
        *left_behind_back(work, (*altered, *dropped)),
        *(c.DropTable(table=droppable(work, table)) for table in drop_order(work)),
        *_enums(work),
        *altered,
        *(c.AddTable(table=creatable(work, table)) for table in in_creation_order(work.come)),
        *dropped,
        *left_behind(work, altered),
        *hold_on(work),
        *_unused_enums(work),
    )


def _renamed(old: Schema, renames: Renames, new: Schema) -> Iterator[c.Change]:
    for before, after in renames.tables:
        keys = (old.table(before).primary_key, new.table(after).primary_key)
        names = [None if key is None else key.name for key in keys]
        yield c.RenameTable(before=before, after=after, key_before=names[0], key_after=names[1])
    moved = renamed(old, replace(renames, columns=()))
    for table, was, name in renames.columns:
        yield c.RenameColumn(table=table, before=moved.table(table).column(was), after=name)


def _columns(work: Work, pair: Pair) -> Iterator[c.Change]:
    for column in pair.added:
        yield c.AddColumn(table=pair.name, column=column, fill=_needed(work, pair, column))
    for before, after in pair.columns:
        yield from _altered(work, pair, before, after)


def _needed(work: Work, pair: Pair, column: Column) -> c.Fill | None:
    """Return the fill of a new column; the database's own default fills by itself."""
    return None if column.default is not None else work.fill(pair.after, column)


def _altered(work: Work, pair: Pair, before: Column, after: Column) -> Iterator[c.Change]:
    """Change null, type and default of a column one by one.

    A default never outlives its type. Null is allowed before and forbidden after everything else,
    so that a value which has no counterpart can be null in between.
    """
    now = before
    retyped = signatures.of_type(before.type) != signatures.of_type(after.type)
    if after.nullable and not now.nullable:
        yield _nullability(work, pair, now, nullable=True)
        now = replace(now, nullable=True)
    if retyped and now.default is not None:
        bare = replace(now, default=None)
        yield c.ChangeDefault(table=pair.name, before=now, after=bare)
        now = bare
    if retyped:
        typed = replace(now, type=after.type)
        yield _retyped(work, pair, now, typed)
        now = typed
    if signatures.of_default(now) != signatures.of_default(after):
        filled = replace(now, default=after.default)
        yield c.ChangeDefault(table=pair.name, before=now, after=filled)
        now = filled
    if now.nullable and not after.nullable:
        yield _nullability(work, pair, now, nullable=False)


def _nullability(work: Work, pair: Pair, now: Column, *, nullable: bool) -> c.ChangeNullability:
    demanding = replace(now, nullable=False)
    fill = work.fill(pair.before if nullable else pair.after, demanding)
    return c.ChangeNullability(
        table=pair.name,
        before=now,
        after=replace(now, nullable=nullable),
        fill=fill,
        guarded_back=nullable and isinstance(fill, c.EmptyTable),
    )


def _retyped(work: Work, pair: Pair, now: Column, typed: Column) -> c.ChangeType:
    """Tell what becomes of values without a counterpart.

    Whoever lets values go is told what stands in for them. What keeps every value must not lose
    those that came later on its way back, and a column that no stand-in is right for keeps all.
    """
    forth, back = conversion(now.type, typed.type), conversion(typed.type, now.type)
    fill, fill_back = work.fill(pair.after, typed), work.fill(pair.before, now)
    kept = forth is not None and forth.keeps
    return c.ChangeType(
        table=pair.name,
        before=now,
        after=typed,
        fill=fill,
        fill_back=fill_back,
        strict=_is_partial(forth) and isinstance(fill, c.EmptyTable),
        strict_back=_is_partial(back) and (kept or isinstance(fill_back, c.EmptyTable)),
    )


def _is_partial(how: Conversion | None) -> bool:
    return how is not None and how.fits is not None


# ---- named types ------------------------------------------------------------------------------


def _enums(work: Work) -> Iterator[c.Change]:
    before = {enum.name: enum for enum in work.old.enums}
    for enum in work.new.enums:
        was = before.get(enum.name)
        if was is None:
            yield c.AddEnum(enum=enum)
        elif was.values != enum.values:
            columns = tuple(
                (pair.name, column)
                for pair in work.pairs
                for column in pair.before.columns
                if column.type.enum == enum.name
            )
            yield c.ChangeEnum(before=was, after=enum, columns=columns)


def _unused_enums(work: Work) -> Iterator[c.Change]:
    there = {enum.name for enum in work.new.enums}
    for enum in work.old.enums:
        if enum.name not in there:
            yield c.DropEnum(enum=enum)
