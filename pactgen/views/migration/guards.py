"""What the rows of a database must obey before a revision may change anything.

Location: pactgen/views/migration/guards.py. A guard is a query over the database as the revision
finds it: how many rows break a rule that it is about to make. One that needs a column or rows which
the revision itself makes is left to the database, whose refusal rolls everything back. Used by
revision.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from pactgen.emit import string
from pactgen.migrations import changes as c
from pactgen.migrations.conversions import conversion, family
from pactgen.views.migration.sql import calling, counted, lacking, quoted, repeated
from pactgen.views.migration.values import fitting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.ir.schema import Index, Name

DEMAND: Final = "demand"
"""A function of the revision: stops it when a query counts a row."""
DEMAND_ON: Final = "demand_on"
"""The same for the SQL of one database."""


def guards_of(changes: Iterable[c.Change]) -> Iterator[str]:
    """Return the statements that stop a revision before its first change."""
    every = tuple(changes)
    names = _Names(every)
    for change in every:
        yield from _guards(change, names)
        names.follow(change)


def _guards(change: c.Change, names: _Names) -> Iterator[str]:
    match change:
        case c.ChangeType(strict=True):
            yield from _fitting(change, names)
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


def _fitting(change: c.ChangeType, names: _Names) -> Iterator[str]:
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
    queries = {
        "postgresql": f"{given} AND ({fitting(how.fits, column, 'postgresql')}) IS NOT TRUE",
        "sqlite": f"{given} AND ({fitting(how.fits, column, 'sqlite')}) IS NOT TRUE",
    }
    if len(set(queries.values())) == 1:
        yield _demand(rule, counted(table, queries["sqlite"]))
        return
    for database, where in queries.items():
        arguments = (string(database), string(rule))
        yield calling(DEMAND_ON, *arguments, sql=counted(table, where))


def _distinct(table: Name, columns: tuple[str, ...], names: _Names) -> Iterator[str]:
    here = names.of(table, columns)
    if here is not None and (table, frozenset(columns)) not in names.distinct:
        rule = f"no two rows of {table} may share {', '.join(columns)}"
        yield _demand(rule, repeated(*here))


def _referring(change: c.AddForeignKey, names: _Names) -> Iterator[str]:
    key = change.key
    here = names.of(change.table, key.columns)
    there = names.of(key.table, key.referred)
    if here is None or there is None or (change.table, key.columns) in names.referring:
        return
    table, columns = here
    target, referred = there
    given = [f"{quoted(table)}.{quoted(name)} IS NOT NULL" for name in columns]
    pairs = zip(referred, columns, strict=True)
    missing = lacking(target, {one: f"{quoted(table)}.{quoted(two)}" for one, two in pairs})
    rule = f"every {change.table}.{', '.join(key.columns)} must name a row of {key.table}"
    yield _demand(rule, counted(table, " AND ".join((*given, missing))))


def _obeying(change: c.AddCheck, names: _Names) -> Iterator[str]:
    """A rule is asked as it stands, so every name in it must mean the same before."""
    words = set(re.findall(r"\w+", change.check.expression))
    moved = names.moved(change.table) & words
    here = names.of(change.table, ())
    if here is None or moved or change.check.expression in names.rules:
        return
    rule = f"every row of {change.table} must obey {change.check.expression}"
    yield _demand(rule, counted(here[0], f"NOT ({change.check.expression})"))


def _given(change: c.ChangeNullability, names: _Names) -> Iterator[str]:
    here = names.of(change.table, (change.after.name,))
    if here is not None and (change.table, change.after.name) not in names.cleared:
        table, (name,) = here
        rule = f"every {change.table}.{change.after.name} must have a value"
        yield _demand(rule, counted(table, f"{quoted(name)} IS NULL"))


def _demand(rule: str, query: str) -> str:
    return calling(DEMAND, string(rule), sql=query)


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

    def of(self, table: Name, columns: tuple[str, ...]) -> tuple[str, tuple[str, ...]] | None:
        """Return the first names; None where nothing can be asked before the revision."""
        first = self.tables.get(table, table)
        known = tuple(self.columns.get((table, name), name) for name in columns)
        plain = tuple(name for name in known if name is not None)
        return None if first is None or len(plain) < len(known) else (first.name, plain)

    def moved(self, table: Name) -> set[str]:
        """Return the columns of a table that were called otherwise, or held something else."""
        return {name for (of, name), was in self.columns.items() if of == table and was != name}

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
            case c.ChangeType() | c.Unlink(forth=True):
                names = (
                    (change.after.name,) if isinstance(change, c.ChangeType) else change.key.columns
                )
                self.columns |= {(change.table, name): None for name in names}
            case c.DropUnique():
                self.distinct.add((change.table, frozenset(change.key.columns)))
            case c.DropForeignKey():
                self.referring.add((change.table, change.key.columns))
            case c.DropCheck():
                self.rules.add(change.check.expression)
            case _:
                return

    def _rename(self, before: Name, after: Name) -> None:
        self.tables[after] = self.tables.pop(before, before)
        for (table, name), was in list(self.columns.items()):
            if table == before:
                del self.columns[table, name]
                self.columns[after, name] = was
