"""References to rows that a migration takes away, and references to those in turn.

Location: pactgen/migrations/orphans.py. A foreign key would do the same, but not while it is
dropped, and SQLite copies tables with foreign keys switched off. Used by difference.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.migrations import changes as c
from pactgen.migrations.conversions import conversion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pactgen.ir.schema import Name, Table
    from pactgen.migrations.work import Work


def left_behind(work: Work, columns: Iterable[c.Change]) -> tuple[c.Unlink, ...]:
    """Return what loses its target on the way forth, once all columns are changed."""
    emptied = {name for change in columns if (name := _emptied(change)) is not None}
    new = {pair.name: {one.name for one in pair.added} for pair in work.pairs}
    tables = tuple(pair.after for pair in work.pairs)
    gone = emptied | {table.name for table in work.come}
    return tuple(_closure(tables, gone, new, forth=True))


def left_behind_back(work: Work, columns: Iterable[c.Change]) -> tuple[c.Unlink, ...]:
    """Return what loses its target on the way back; reversed, as the whole downgrade is."""
    emptied = {name for change in columns if (name := _emptied(c.inverse(change))) is not None}
    new = {pair.name: {one.name for one in pair.dropped} for pair in work.pairs}
    tables = tuple(pair.before for pair in work.pairs)
    gone = emptied | {table.name for table in work.gone}
    return tuple(_closure(tables, gone, new, forth=False))[::-1]


def _emptied(change: c.Change) -> Name | None:
    """Return the table that loses rows by this change."""
    match change:
        case c.AddColumn(fill=c.EmptyTable()):
            return change.table
        case c.ChangeType(fill=c.EmptyTable()):
            known = conversion(change.before.type, change.after.type)
            return change.table if known is None else None
        case c.ChangeNullability(fill=c.EmptyTable()) if not change.after.nullable:
            return change.table
        case _:
            return None


def _closure(
    tables: tuple[Table, ...],
    gone: set[Name],
    new: Mapping[Name, set[str]],
    *,
    forth: bool,
) -> Iterator[c.Unlink]:
    """Go from tables without their rows to those that refer to them, as long as rows go there.

    Args:
        tables: those that stay.
        gone: the tables that lost rows, or had none.
        new: by table, the columns that hold no old value.
        forth: on the way forth.
    """
    waiting, seen = sorted(gone, key=str), set(gone)
    while waiting:
        target = waiting.pop(0)
        for table in tables:
            for key in table.foreign_keys:
                if key.table != target or set(key.columns) <= new[table.name]:
                    continue
                nullable = all(table.column(name).nullable for name in key.columns)
                yield c.Unlink(table=table.name, key=key, nullable=nullable, forth=forth)
                if not nullable and table.name not in seen:
                    seen.add(table.name)
                    waiting.append(table.name)
