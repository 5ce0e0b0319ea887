"""What can be asked of a schema document: keys, references, join tables."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pactgen.passes.reconcile.other_words import common, short_forms, written_out
from pactgen.passes.reconcile.wording import (
    KEY_WORDS,
    Words,
    essence,
    same,
    spelled_out,
    table_words,
    without,
)
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import singular, words
from pactgen.passes.words.vocabulary import bare
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgen.ir.schema import Column, ForeignKey, Schema, Table

STANDING: Final = re.compile(r"[\s(]*[\"`\[]?\w+(?:_at|_on)[\"`\]]? is null[\s)]*", re.IGNORECASE)
"""The rows that a time does not set aside: `deleted_at IS NULL`."""
JOINED: Final = 2
"""A join table refers to two others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenants:
    """What the row of whoever is calling belongs to, and the rows of other tables with it."""

    person: str
    """The resource whose rows call."""
    people: str
    """Their table."""
    of: str
    """The table of the tenants."""
    columns: Mapping[str, str]
    """By table: the column that names the tenant of a row."""

    def fills(self, table: Table, column: Column) -> bool:
        """Whether a column of a new row is the tenant of whoever makes it."""
        name = str(table.name)
        return name != self.of and self.columns.get(name) == column.name and not table.is_view


@dataclass(frozen=True, kw_only=True)
class Catalog:
    """A schema document, indexed."""

    schema: Schema
    tenants: Tenants | None = None

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """The tables by name, then the views whose columns are known."""
        views = [view.as_table() for view in self.schema.views if view.columns]
        return {str(table.name): table for table in (*self.schema.tables, *views)}

    @cached_property
    def words(self) -> Mapping[str, Words]:
        """What each table is called, in words."""
        spoken = table_words(table.name.name for table in self.tables.values())
        return {name: spoken[table.name.name] for name, table in self.tables.items()}

    @cached_property
    def prefixes(self) -> Mapping[str, tuple[Words, ...]]:
        """What the columns of each table may go without: `svc_name` of services is their name."""
        return {key: _prefixes(table, self.words[key]) for key, table in self.tables.items()}

    @cached_property
    def short(self) -> Mapping[str, Words]:
        """What columns abbreviate: `wh_code` is the code of a warehouse."""
        return short_forms((table, self.words[key]) for key, table in self.tables.items())

    def in_full(self, spoken: Words) -> Words:
        """Return the words of a name without the short forms that are common or taught here."""
        return spelled_out(written_out(spoken, self.short))

    def is_called(self, table: Table, column: Column, spoken: Words) -> bool:
        """Whether a column is called so, perhaps without the name of its table: `entry_date`."""
        other = essence(column.name)
        prefixes = ((), *self.prefixes[str(table.name)])
        if any(same(without(other, prefix), spoken) for prefix in prefixes):
            return True
        full, mine = self.in_full(other), common(self.in_full(spoken))
        return any(same(common(without(full, prefix)), mine) for prefix in prefixes)

    def plain_name(self, table: Table) -> str:
        """Return the name of a table without a prefix that says nothing about its rows."""
        parts = words(table.name.name)
        dressed = len(parts) - len(self.words[str(table.name)])
        return "_".join(parts[dressed:])

    def references(self, table: Table, other: str) -> tuple[ForeignKey, ...]:
        """Return the foreign keys of a table to another one."""
        return tuple(key for key in table.foreign_keys if str(key.table) == other)

    def joins(self, table: Table) -> bool:
        """Whether the table does little but connect two others: its key is two references."""
        if len(table.foreign_keys) < JOINED:
            return False
        referring = {name for key in table.foreign_keys for name in key.columns}
        return any(set(key) <= referring and len(key) >= JOINED for key in unique_keys(table))

    def is_joined_as(self, join: Table, parent: Table, noun: Words) -> bool:
        """Whether the links of a parent are called so: `ticket_watcher` are its watchers."""
        called, above = self.words[str(join.name)], self.words[str(parent.name)]
        return same(noun, called) or same(noun, without(called, above))

    def join_tables(self, one: str, other: str) -> tuple[Table, ...]:
        """Return the join tables between two tables."""
        return tuple(
            table
            for table in self.tables.values()
            if self.joins(table)
            and self.references(table, one)
            and self.references(table, other)
            and (one != other or len(self.references(table, one)) >= JOINED)
        )


def columns_told(catalog: Catalog | None) -> Mapping[str, frozenset[str]]:
    """Return what each table keeps one of, to its columns, in small letters: `user` of sys_user.

    Several tables that end so tell nothing.
    """
    if catalog is None:
        return {}
    ends = Counter(spoken[-1] for spoken in catalog.words.values())
    found = {}
    for name, table in catalog.tables.items():
        spoken = catalog.words[name]
        for told in ("".join(spoken), *([spoken[-1]] if ends[spoken[-1]] == 1 else [])):
            found[told] = frozenset(bare(column.name) for column in table.columns)
    return found


def makers_told(catalog: Catalog | None) -> frozenset[str]:
    """Return what those are called whom rows must name as who has made them: `created_by`."""
    if catalog is None:
        return frozenset()
    return frozenset(
        "".join(catalog.words[str(key.table)])
        for table in catalog.tables.values()
        for key in table.foreign_keys
        if len(key.columns) == 1 and str(key.table) in catalog.words
        if bare(key.columns[0]) in vocabulary.OWNED_BY and not table.column(key.columns[0]).nullable
    )


def tables_called(catalog: Catalog | None, nouns: Iterable[str]) -> frozenset[str]:
    """Return the nouns, in the singular, that tables keep rows of: `report` of post_reports."""
    if catalog is None:
        return frozenset()
    kept = {catalog.words[name][-1] for name, one in catalog.tables.items() if not one.is_view}
    return frozenset(kept & {singular(noun) for noun in nouns})


def _prefixes(table: Table, called: Words) -> tuple[Words, ...]:
    """Return the name of the rows, its last word, and what the key begins with as others do."""
    found = [called, called[-1:]]
    keys = table.primary_key.columns if table.primary_key is not None else ()
    own = essence(keys[0])[:-1] if len(keys) == 1 else ()
    referring = {name for key in table.foreign_keys for name in key.columns}
    others = (essence(column.name) for column in table.columns if column.name not in keys)
    if own and not referring & set(keys) and any(without(one, own) != one for one in others):
        found.append(own)
    return tuple(dict.fromkeys(found))


def primary_key(table: Table) -> tuple[str, ...]:
    """Return the columns of the primary key; without one, of the first key that has no NULL.

    What has no key at all is told apart by all of its plain columns.
    """
    if table.primary_key is not None:
        return table.primary_key.columns
    if table.is_view:
        return table.identity or _own_identity(table) or _plain(table)
    solid = [key for key in unique_keys(table) if not any(_nullable(table, name) for name in key)]
    return next(iter(solid or unique_keys(table)), _plain(table))


def _plain(table: Table) -> tuple[str, ...]:
    """Return the columns whose values can be compared."""
    return tuple(
        column.name
        for column in table.columns
        if column.type.kind not in {"json", "jsonb"} and not column.type.dimensions
    )


def unique_keys(table: Table) -> tuple[tuple[str, ...], ...]:
    """Return the sets of columns whose values no two rows share."""
    primary: tuple[tuple[str, ...], ...] = ()
    if table.primary_key is not None:
        primary = (table.primary_key.columns,)
    elif table.identity:
        primary = (table.identity,)
    elif table.is_view:
        primary = tuple((name,) for name in _identity(table))
    indexed = tuple(
        tuple(part.column for part in index.parts if part.column is not None)
        for index in table.indexes
        if index.unique
        and index.where is None
        and all(part.column is not None for part in index.parts)
    )
    return tuple(dict.fromkeys((*primary, *(key.columns for key in table.uniques), *indexed)))


def _own_identity(table: Table) -> tuple[str, ...]:
    """Return the column that surely tells the rows of a view apart: `id`.

    A view may have several rows of each order, whatever it is called: `order_totals (order_id, …)`.
    """
    told = _identity(table)
    return told if [essence(name) for name in told] == [("id",)] else ()


def _identity(table: Table) -> tuple[str, ...]:
    """Return the column that names a row of a view: `id`, or `order_id` of a view of orders."""
    named = [column.name for column in table.columns if essence(column.name) == ("id",)]
    first = table.columns[0].name
    if not named and essence(first)[-1] in KEY_WORDS:
        named = [first]
    return tuple(named[:1])


def is_unique(table: Table, column: str) -> bool:
    """Whether no two rows share a value of this column."""
    return (column,) in unique_keys(table)


def is_unique_standing(table: Table, column: str) -> bool:
    """Whether no two rows share a value of this column that no time sets aside."""
    return any(
        index.unique
        and [part.column for part in index.parts] == [column]
        and STANDING.fullmatch(index.where or "") is not None
        for index in table.indexes
    )


def is_indexed(table: Table, column: str) -> bool:
    """Whether the database finds rows by this column without reading all of them."""
    starts = [key[0] for key in unique_keys(table)]
    starts += [index.parts[0].column for index in table.indexes if index.parts[0].column]
    return column in starts


def telling_part(key: ForeignKey) -> ForeignKey:
    """Return the part of a reference that tells the row: `(book_id, parent_id)` to `(book_id, id)`.

    What both tables call the same only says that both belong to one thing.
    """
    pairs = list(zip(key.columns, key.referred, strict=False))
    telling = [(own, other) for own, other in pairs if own != other]
    if len(pairs) == 1 or len(telling) != 1:
        return key
    return replace(key, columns=(telling[0][0],), referred=(telling[0][1],))


def reference_of(table: Table, column: str) -> ForeignKey | None:
    """Return the foreign key that consists of this column, or that it alone tells the row of."""
    alone = [key for key in table.foreign_keys if key.columns == (column,)]
    told = (telling_part(key) for key in table.foreign_keys)
    return next((key for key in (*alone, *told) if key.columns == (column,)), None)


def fills_itself(catalog: Catalog, table: Table, column: Column) -> bool:
    """Whether the database puts a value into a new row when nobody gives one."""
    given = column.default is not None and column.default.kind != "null"
    told = given or column.identity is not None or column.generated is not None
    return told or _is_rowid(catalog, table, column)


def _is_rowid(catalog: Catalog, table: Table, column: Column) -> bool:
    """Whether it is another name of the row number (SQLite: CREATE TABLE, section 5)."""
    if catalog.schema.dialect != "sqlite" or column.type.text.upper() != "INTEGER":
        return False
    return primary_key(table) == (column.name,) and "ROWID" not in (table.options or "").upper()


def _nullable(table: Table, name: str) -> bool:
    return table.column(name).nullable
