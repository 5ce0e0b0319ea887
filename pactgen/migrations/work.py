"""Both schemas on the desk, sorted by what happens to their tables.

Location: pactgen/migrations/work.py. Used by difference.py and holding.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.migrations import signatures
from pactgen.migrations.changes import EmptyTable
from pactgen.migrations.conversions import conversion, family
from pactgen.migrations.fills import fill_of
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pactgen.ir.schema import Column, Name, Schema, Table
    from pactgen.migrations.changes import Fill

_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A table that stays, before and after, under its new names."""

    before: Table
    after: Table

    @property
    def name(self) -> Name:
        """Its new name."""
        return self.after.name

    values: frozenset[Name] = frozenset()
    """The named types that get other values."""

    @property
    def columns(self) -> tuple[tuple[Column, Column], ...]:
        """Those that stay."""
        return tuple(both for both in self._both if both[0].name not in self.recomputed)

    @property
    def _both(self) -> tuple[tuple[Column, Column], ...]:
        there = {column.name: column for column in self.before.columns}
        return tuple((there[one.name], one) for one in self.after.columns if one.name in there)

    @property
    def recomputed(self) -> frozenset[str]:
        """Generated columns that are made anew: their expression is another, or what it reads."""
        names: frozenset[str] = frozenset()
        while True:
            found = frozenset(
                one.name
                for one, two in self._both
                if one.generated is not None or two.generated is not None
                if signatures.of_generated(one) != signatures.of_generated(two)
                or mentions(one.generated, names | self._moved)
            )
            if found == names:
                return names
            names = found

    @property
    def touched(self) -> frozenset[str]:
        """Columns that no expression may lean on while they change."""
        return self._moved | self.recomputed

    @property
    def _moved(self) -> frozenset[str]:
        return frozenset(
            one.name
            for one, two in self._both
            if signatures.of_type(one.type) != signatures.of_type(two.type)
            or one.type.enum in self.values
        )

    @property
    def added(self) -> tuple[Column, ...]:
        """Those that come."""
        there = {column.name for column in self.before.columns} - self.recomputed
        return tuple(one for one in self.after.columns if one.name not in there)

    @property
    def dropped(self) -> tuple[Column, ...]:
        """Those that go."""
        there = {column.name for column in self.after.columns} - self.recomputed
        return tuple(one for one in self.before.columns if one.name not in there)

    @property
    def retyped(self) -> frozenset[str]:
        """Those that hold another kind of value afterwards."""
        return frozenset(
            one.name for one, two in self.columns if family(one.type) != family(two.type)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Everything that the difference is made of."""

    old: Schema
    """Under its new names."""
    new: Schema
    pairs: tuple[Pair, ...]
    gone: tuple[Table, ...]
    """Removed or made anew, as they were."""
    come: tuple[Table, ...]
    """New or made anew, as they will be."""
    fills: Mapping[tuple[str, str], Fill]
    values: frozenset[Name]
    """The named types that get other values."""

    def fill(self, table: Table, column: Column) -> Fill | None:
        """Return what rows of a table get in this column; nothing is needed where null will do."""
        if column.nullable or column.generated is not None:
            return None
        return fill_of(table, column, self.fills) or EmptyTable()


def mentions(expression: str | None, names: Collection[str]) -> bool:
    """Tell whether an expression may name one of these columns."""
    return expression is not None and not set(_WORD.findall(expression)).isdisjoint(names)


def sort_out(old: Schema, new: Schema, fills: Mapping[tuple[str, str], Fill]) -> Work:
    """Compare the tables of two schemas, the old one under its new names."""
    before = {table.name: table for table in old.tables}
    was = {enum.name: enum.values for enum in old.enums}
    values = frozenset(
        each.name for each in new.enums if was.get(each.name) not in {None, each.values}
    )
    both = [
        Pair(before=before[table.name], after=table, values=values)
        for table in new.tables
        if table.name in before
    ]
    pairs = tuple(pair for pair in both if not is_made_anew(pair))
    kept = {pair.name for pair in pairs}
    return Work(
        old=old,
        new=new,
        pairs=pairs,
        gone=tuple(table for table in old.tables if table.name not in kept),
        come=tuple(table for table in new.tables if table.name not in kept),
        fills=fills,
        values=values,
    )


def is_made_anew(pair: Pair) -> bool:
    """Rows cannot keep a key of other columns, or of a type that no value converts to."""
    before, after = (
        () if table.primary_key is None else table.primary_key.columns
        for table in (pair.before, pair.after)
    )
    if before != after:
        return True
    types = [(one.type, two.type) for one, two in pair.columns if one.name in after]
    return any(
        conversion(one, two) is None or (family(two) == "int" != family(one))
        for one, two in types
        if signatures.of_type(one) != signatures.of_type(two)
    )
