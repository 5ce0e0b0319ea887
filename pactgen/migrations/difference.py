"""The changes that lead from one schema to another, in an order in which they can be carried out.

Location: pactgen/migrations/difference.py. Names first, then whatever holds on to something that
will change (references, indexes, constraints), then tables and columns, then what holds on again.
The reversed inverses lead back. Used by pactgen/stages/migrating.py.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pactgen.migrations import changes as c
from pactgen.migrations import signatures
from pactgen.migrations.conversions import conversion
from pactgen.migrations.holding import creatable, drop_order, droppable, hold_on, let_go
from pactgen.migrations.order import in_creation_order
from pactgen.migrations.orphans import left_behind, left_behind_back
from pactgen.migrations.renames import Renames, renamed, renamed_values
from pactgen.migrations.work import sort_out
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.schema import Column, EnumType, Schema, Table
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
    work = sort_out(_with_key_names(renamed(old, renames), renames, new), new, fills)
    altered = tuple(change for pair in work.pairs for change in _columns(work, pair))
    dropped = tuple(
        c.DropColumn(table=pair.name, column=one, fill=work.fill(pair.before, one))
        for pair in work.pairs
        for one in pair.dropped
        if one.name not in pair.recomputed
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


def _with_key_names(moved: Schema, renames: Renames, new: Schema) -> Schema:
    """A table that is renamed takes the new name of its key along."""
    names = {after: new.table(after).primary_key for _, after in renames.tables}

    def whole(table: Table) -> Table:
        key, now = table.primary_key, names.get(table.name)
        if key is None or now is None:
            return table
        return replace(table, primary_key=replace(key, name=now.name))

    return replace(moved, tables=tuple(whole(table) for table in moved.tables))


def _renamed(old: Schema, renames: Renames, new: Schema) -> Iterator[c.Change]:
    for before, after in renames.tables:
        keys = (old.table(before).primary_key, new.table(after).primary_key)
        names = [None if key is None else key.name for key in keys]
        yield c.RenameTable(before=before, after=after, key_before=names[0], key_after=names[1])
    moved = renamed(old, replace(renames, columns=()))
    for table, was, name in renames.columns:
        yield c.RenameColumn(table=table, before=moved.table(table).column(was), after=name)


def _columns(work: Work, pair: Pair) -> Iterator[c.Change]:
    anew = pair.recomputed
    for column in pair.dropped:
        if column.name in anew:
            fill = work.fill(pair.before, column)
            yield c.DropColumn(table=pair.name, column=column, fill=fill)
    for column in pair.added:
        if column.name not in anew:
            yield c.AddColumn(table=pair.name, column=column, fill=_needed(work, pair, column))
    for before, after in pair.columns:
        yield from _altered(work, pair, before, after)
    for column in pair.added:
        if column.name in anew:
            yield c.AddColumn(table=pair.name, column=column, fill=_needed(work, pair, column))
    yield from _details(pair)


def _details(pair: Pair) -> Iterator[c.Change]:
    before, after = pair.before.primary_key, pair.after.primary_key
    names = [None if key is None else key.name for key in (before, after)]
    if names[0] is not None and names[1] is not None and names[0] != names[1]:
        yield c.RenameKey(table=pair.name, before=names[0], after=names[1])
    if (pair.before.comment, pair.before.options) != (pair.after.comment, pair.after.options):
        yield c.ChangeTable(before=pair.before, after=pair.after)


def _needed(work: Work, pair: Pair, column: Column) -> c.Fill | None:
    """Return the fill of a new column; the database's own default fills by itself."""
    return None if column.default is not None else work.fill(pair.after, column)


def _altered(work: Work, pair: Pair, before: Column, after: Column) -> Iterator[c.Change]:
    """Change null, type and default of a column one by one.

    A default never outlives its type. Null is allowed before and forbidden after everything else,
    so that a value which has no counterpart can be null in between.
    """
    now = _started(work, before, after)
    if _allows_less(before, after):
        fewer = replace(now, type=replace(now.type, values=after.type.values))
        yield c.ChangeValues(table=pair.name, before=now, after=fewer)
        now = fewer
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
        now = replace(now, nullable=False)
    if signatures.of_details(now) != signatures.of_details(after):
        yield c.ChangeDetails(table=pair.name, before=now, after=after)


def _allows_less(before: Column, after: Column) -> bool:
    """Whether the contract forbids texts of a column that it allowed."""
    is_text = {before.type.kind, after.type.kind} == {"varchar"}
    allowed = set(after.type.values)
    return is_text and bool(allowed) and not allowed.issuperset(before.type.values)


def _started(work: Work, before: Column, after: Column) -> Column:
    """Return the column once its named type is changed."""
    same = signatures.of_default(before) == signatures.of_default(after)
    return before if same or before.type.enum not in work.values else replace(before, default=None)


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
    those that came later on its way back, and a column that no stand-in is right for keeps all, as
    does one whose type only becomes a wider one: `integer` and then `number`.
    """
    forth, back = conversion(now.type, typed.type), conversion(typed.type, now.type)
    fill, fill_back = work.fill(pair.after, typed), work.fill(pair.before, now)
    wider = forth is not None and forth.widens
    kept = forth is not None and (forth.keeps or wider)
    return c.ChangeType(
        table=pair.name,
        before=now,
        after=typed,
        fill=fill,
        fill_back=fill_back,
        strict=_is_partial(forth) and (wider or isinstance(fill, c.EmptyTable)),
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
            yield from _other_defaults(work, enum)
            yield c.ChangeEnum(
                before=was,
                after=enum,
                used=_is_used(work, enum, set(enum.values) - set(was.values)),
                renamed=renamed_values(was.values, enum.values),
            )


def _other_defaults(work: Work, enum: EnumType) -> Iterator[c.Change]:
    """Drop the defaults that will be others: the type may not know the old ones any more."""
    for pair in work.pairs:
        for one, two in pair.columns:
            same = signatures.of_default(one) == signatures.of_default(two)
            if one.type.enum == enum.name and one.default is not None and not same:
                bare = replace(one, default=None)
                yield c.ChangeDefault(table=pair.name, before=one, after=bare)


def _is_used(work: Work, enum: EnumType, come: set[str]) -> bool:
    """Whether a default, or what fills a column, is one of the values that come."""
    columns = [
        (table, column)
        for table in work.new.tables
        for column in table.columns
        if column.type.enum == enum.name
    ]
    defaults = {column.default.value for _, column in columns if column.default is not None}
    fills = [work.fill(table, column) for table, column in columns]
    given = {fill.value for fill in fills if isinstance(fill, c.FillValue)}
    return not come.isdisjoint(each for each in (*defaults, *given) if isinstance(each, str))


def _unused_enums(work: Work) -> Iterator[c.Change]:
    there = {enum.name for enum in work.new.enums}
    for enum in work.old.enums:
        if enum.name not in there:
            yield c.DropEnum(enum=enum)
