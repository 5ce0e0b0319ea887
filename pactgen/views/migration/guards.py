"""What the rows of a database must obey before a revision may change anything.

Location: pactgen/views/migration/guards.py. A guard is a query over the database as the revision
finds it: how many rows break a rule that it is about to make. One that needs a column or rows which
the revision itself makes is left to the database, whose refusal rolls everything back. Used by
revision.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.emit import string
from pactgen.migrations import changes as c
from pactgen.migrations.conversions import conversion, family
from pactgen.values import dataclass, field, replace
from pactgen.views.migration.sql import (
    calling,
    counted,
    full,
    orphaned,
    quoted,
    repeated,
    repeated_values,
    text,
    under_new_names,
)
from pactgen.views.migration.values import Database, converted, fitting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.ir.schema import Index, Name, Schema

DEMAND: Final = "demand"
"""A function of the revision: stops it when a query counts a row."""
DEMAND_ON: Final = "demand_on"
"""The same for the SQL of one database."""


def guards_of(
    schema: Schema, changes: Iterable[c.Change], *, only: Database | None = None
) -> Iterator[str]:
    """Return the statements that stop a revision before its first change.

    Args:
        schema: as the revision finds it.
        changes: what it does.
        only: the one database that it runs on.
    """
    every = tuple(changes)
    names = _Names(every)
    for change in every:
        for guard in _guards(schema, change, names):
            if guard.database is None or guard.database == only:
                yield calling(DEMAND, string(guard.rule), sql=guard.query)
            elif only is None:
                arguments = (string(guard.database), string(guard.rule))
                yield calling(DEMAND_ON, *arguments, sql=guard.query)
        names.follow(change)


@dataclass(frozen=True, slots=True)
class _Guard:
    rule: str
    query: str
    database: Database | None = None
    """The one that understands the query."""


def _allowed(schema: Schema, change: c.ChangeEnum) -> Iterator[_Guard]:
    kept = {*change.after.values, *(before for before, _ in change.renamed)}
    gone = [value for value in change.before.values if value not in kept]
    if not gone:
        return
    words = ", ".join(text(value) for value in gone)
    for table in schema.tables:
        for column in table.columns:
            if column.type.enum == change.before.name:
                name = quoted(column.name)
                held = f"{name}::text IN ({words})"
                if column.type.dimensions:
                    held = f"{name}::text[] && ARRAY[{words}]"
                rule = f"no {table.name}.{column.name} may be {' or '.join(gone)} any more"
                yield _Guard(rule, counted(full(table.name), held), "postgresql")


def _guards(schema: Schema, change: c.Change, names: _Names) -> Iterator[_Guard]:
    match change:
        case c.ChangeEnum():
            yield from _allowed(schema, change)
        case c.ChangeType(strict=True):
            yield from _fitting(change, names)
        case c.ChangeValues():
            yield from _told(change, names)
        case c.AddUnique():
            yield from _distinct(change.table, change.key.columns, names)
        case c.AddIndex() if change.index.unique and (columns := _plain(change.index)):
            yield from _distinct(change.table, columns, names)
        case c.AddForeignKey():
            yield from _referring(change, names)
        case c.AddCheck():
            yield from _obeying(change, names)
        case c.ChangeNullability(guarded=True):
            yield from _given(change, names)
        case _:
            return


def _fitting(change: c.ChangeType, names: _Names) -> Iterator[_Guard]:
    how = conversion(change.before.type, change.after.type)
    here = names.of(change.table, (change.before.name,))
    if how is None or how.fits is None or here is None:
        return
    table, (name,) = here
    column = replace(change.before, name=name)
    rule = f"every {change.table}.{change.after.name} must fit {change.after.type.text}"
    empty = f" AND {quoted(name)} <> ''" if family(column.type) == "text" else ""
    spare = empty if not isinstance(change.fill, c.EmptyTable) else ""
    given = f"{quoted(name)} IS NOT NULL{spare}"
    for database in ("postgresql", "sqlite"):
        where = f"{given} AND ({fitting(how.fits, column, database)}) IS NOT TRUE"
        alike = how.fits.postgresql == how.fits.sqlite
        if database == "sqlite" or not alike:
            yield _Guard(rule, counted(full(table), where), None if alike else database)


def _told(change: c.ChangeValues, names: _Names) -> Iterator[_Guard]:
    here = names.of(change.table, (change.before.name,))
    if here is not None and change.gone:
        table, (name,) = here
        words = ", ".join(text(value) for value in change.gone)
        rule = f"no {change.table}.{change.after.name} may be {' or '.join(change.gone)} any more"
        yield _Guard(rule, counted(full(table), f"{quoted(name)} IN ({words})"))


def _distinct(table: Name, columns: tuple[str, ...], names: _Names) -> Iterator[_Guard]:
    if (table, frozenset(columns)) in names.distinct:
        return
    rule = f"no two rows of {table} may share {', '.join(columns)}"
    here = names.of(table, columns)
    if here is not None:
        yield _Guard(rule, repeated(*here))
        return
    for database in ("postgresql", "sqlite"):
        values = names.values_of(table, columns, database)
        if values is not None:
            yield _Guard(rule, repeated_values(*values), database)


def _referring(change: c.AddForeignKey, names: _Names) -> Iterator[_Guard]:
    key = change.key
    here = names.of(change.table, key.columns)
    there = names.of(key.table, key.referred)
    if here is None or there is None or (change.table, key.columns) in names.referring:
        return
    rule = f"every {change.table}.{', '.join(key.columns)} must name a row of {key.table}"
    yield _Guard(rule, counted(full(here[0]), orphaned(*here, *there)))


def _obeying(change: c.AddCheck, names: _Names) -> Iterator[_Guard]:
    """A rule is asked as it stands, so the rows are shown to it under their new names."""
    expression = change.check.expression
    words = set(re.findall(r"\w+", expression))
    moved = {name: was for name, was in names.moved(change.table).items() if name in words}
    here = names.of(change.table, ())
    renamed = {name: was for name, was in moved.items() if was is not None}
    if here is not None and len(renamed) == len(moved) and expression not in names.rules:
        rule = f"every row of {change.table} must obey {expression}"
        shown = under_new_names(here[0], change.table, renamed)
        yield _Guard(rule, counted(shown, f"NOT ({expression})"))


def _given(change: c.ChangeNullability, names: _Names) -> Iterator[_Guard]:
    here = names.of(change.table, (change.after.name,))
    if here is not None and (change.table, change.after.name) not in names.cleared:
        table, (name,) = here
        rule = f"every {change.table}.{change.after.name} must have a value"
        yield _Guard(rule, counted(full(table), f"{quoted(name)} IS NULL"))


def _plain(index: Index) -> tuple[str, ...]:
    """Return the columns of an index over all rows; none of one with expressions or a condition."""
    columns = tuple(part.column for part in index.parts if part.column is not None)
    whole = len(columns) == len(index.parts) and index.where is None
    return columns if whole else ()


@dataclass(slots=True)
class _Names:
    """What the tables and columns of a change are called where the revision starts."""

    changes: tuple[c.Change, ...]
    tables: dict[Name, Name | None] = field(default_factory=dict)
    """By the name at this moment; None: it has no rows, or not those that it had."""
    columns: dict[tuple[Name, str], str | None] = field(default_factory=dict)
    distinct: set[tuple[Name, frozenset[str]]] = field(default_factory=set)
    """Columns that no two rows share."""
    changed: dict[tuple[Name, str], c.ChangeType] = field(default_factory=dict)
    """Columns whose values the revision brings to another type, with their first names."""
    referring: set[tuple[Name, tuple[str, ...]]] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)
    """Of checks that every row obeys."""
    cleared: set[tuple[Name, str]] = field(default_factory=set)
    """References that the revision takes away, or took away on its way forth."""

    def __post_init__(self) -> None:
        for change in self.changes:
            if isinstance(change, c.Unlink):
                self.cleared |= {(change.table, name) for name in change.key.columns}
            match change:
                case c.AddColumn(fill=c.EmptyTable()) | c.Unlink(forth=True, nullable=False):
                    self.tables[change.table] = None
                case c.ChangeNullability(fill=c.EmptyTable(), guarded=False):
                    if not change.after.nullable:
                        self.tables[change.table] = None
                case c.ChangeType(fill=c.EmptyTable()):
                    if conversion(change.before.type, change.after.type) is None:
                        self.tables[change.table] = None
                case _:
                    continue

    def of(self, table: Name, columns: tuple[str, ...]) -> tuple[Name, tuple[str, ...]] | None:
        """Return the first names; None where nothing can be asked before the revision."""
        first = self.tables.get(table, table)
        known = tuple(self.columns.get((table, name), name) for name in columns)
        plain = tuple(name for name in known if name is not None)
        return None if first is None or len(plain) < len(known) else (first, plain)

    def values_of(
        self, table: Name, columns: tuple[str, ...], database: Database
    ) -> tuple[Name, list[str]] | None:
        """Return what columns will hold, said of the rows as they are; None where nobody knows."""
        first = self.tables.get(table, table)
        values: list[str] = []
        for name in columns:
            change = self.changed.get((table, name))
            was = self.columns.get((table, name), name) if change is None else change.before.name
            if was is None:
                return None
            held = None if change is None else converted(change, database)
            values.append(held or quoted(was))
        return None if first is None else (first, values)

    def moved(self, table: Name) -> dict[str, str | None]:
        """Return the columns of a table that were called otherwise, or held something else."""
        return {
            name: was for (of, name), was in self.columns.items() if of == table and was != name
        }

    def follow(self, change: c.Change) -> None:
        """Go on to what is there after a change."""
        match change:
            case c.AddTable():
                self.tables[change.table.name] = None
            case c.RenameTable():
                self._rename(change.before, change.after)
            case c.RenameColumn():
                was = self.columns.pop((change.table, change.before.name), change.before.name)
                self.columns[change.table, change.after] = was
            case c.AddColumn():
                self.columns[change.table, change.column.name] = None
            case c.ChangeType():
                self._convert(change)
            case c.Unlink(forth=True):
                self.columns |= {(change.table, name): None for name in change.key.columns}
            case c.DropUnique():
                self.distinct.add((change.table, frozenset(change.key.columns)))
            case c.DropForeignKey():
                self.referring.add((change.table, change.key.columns))
            case c.DropCheck():
                self.rules.add(change.check.expression)
            case _:
                return

    def _convert(self, change: c.ChangeType) -> None:
        was = self.columns.get((change.table, change.before.name), change.before.name)
        keeps = conversion(change.before.type, change.after.type) is not None
        if was is not None and keeps:
            first = replace(change, before=replace(change.before, name=was))
            self.changed[change.table, change.after.name] = first
        self.columns[change.table, change.after.name] = None

    def _rename(self, before: Name, after: Name) -> None:
        self.tables[after] = self.tables.pop(before, before)
        for (table, name), was in list(self.columns.items()):
            if table == before:
                del self.columns[table, name]
                self.columns[after, name] = was
