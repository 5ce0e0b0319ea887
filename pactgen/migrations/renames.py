"""What only has another name: stated, or told by its shape and its name.

Location: pactgen/migrations/renames.py. A rename by rule needs one candidate on each side: columns
of one type whose names are similar, tables of one shape. What could be one and need not is left
to a person (losses.py names the candidates). Used by pactgen/stages/migrating.py.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, TypeVar

from pactgen.migrations import signatures
from pactgen.migrations.work import Pair, is_made_anew
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

    from pactgen.ir.schema import (
        Check,
        Column,
        Exclusion,
        ForeignKey,
        Index,
        Key,
        Name,
        Schema,
        Table,
    )

Part = TypeVar("Part")

SIMILAR: Final = 0.8
"""Of two names, by difflib: `colour` and `color` are, `first_name` and `last_name` are not."""
TELLING: Final = 4
"""Tables that share this many columns are one, whatever their names."""
_WORDS: Final = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\w+(?!\w|\s*\()""")
"""Texts, names in quotes, and words that call no function."""
_PLAIN: Final = re.compile(r"[a-z_][a-z0-9_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Renames:
    """Old names to new ones; columns by the new name of their table."""

    tables: tuple[tuple[Name, Name], ...] = ()
    columns: tuple[tuple[Name, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a person said: the new table or column to its former name."""

    tables: Mapping[str, str]
    columns: Mapping[tuple[str, str], str]
    """By table and column."""


def find_renames(old: Schema, new: Schema, stated: Stated) -> tuple[Renames, Renames]:
    """Return the renames that were stated, and those that were found by rule."""
    said_tables = _stated_tables(old, new, stated)
    found_tables = _same_shape(old, new, said_tables)
    tables = (*said_tables, *found_tables)
    said: list[tuple[Name, str, str]] = []
    found: list[tuple[Name, str, str]] = []
    moved = renamed(old, Renames(tables=tables))
    for before in moved.tables:
        after = next((each for each in new.tables if each.name == before.name), None)
        if after is not None:
            pairs = _stated_columns(before, after, stated)
            said += [(after.name, *pair) for pair in pairs]
            alike = _similar(before, after, pairs)
            named = tuple((before.name, *pair) for pair in (*pairs, *alike))
            last = renamed(replace(moved, tables=(before,)), Renames(columns=named)).tables[0]
            if not is_made_anew(Pair(before=last, after=after)):
                found += [(after.name, *pair) for pair in alike]
    return (
        Renames(tables=said_tables, columns=tuple(said)),
        Renames(tables=found_tables, columns=tuple(found)),
    )


def renamed(schema: Schema, renames: Renames) -> Schema:
    """Return the schema under its new names, in expressions too, as a database renames a column.

    Constraints and indexes keep theirs.
    """
    tables = dict(renames.tables)
    columns = {(table, before): after for table, before, after in renames.columns}

    def column(table: Name, name: str) -> str:
        return columns.get((table, name), name)

    def words(table: Name, text: str | None) -> str | None:
        names = {before: after for where, before, after in renames.columns if where == table}
        return text if text is None or not names else _reworded(text, names)

    def key(table: Name, one: Key) -> Key:
        return replace(one, columns=tuple(column(table, name) for name in one.columns))

    def reference(table: Name, one: ForeignKey) -> ForeignKey:
        target = tables.get(one.table, one.table)
        return replace(
            one,
            columns=tuple(column(table, name) for name in one.columns),
            table=target,
            referred=tuple(column(target, name) for name in one.referred),
        )

    def index(table: Name, one: Index) -> Index:
        parts = (
            replace(part, expression=words(table, part.expression))
            if part.column is None
            else replace(part, column=column(table, part.column))
            for part in one.parts
        )
        include = tuple(column(table, name) for name in one.include)
        return replace(one, parts=tuple(parts), include=include, where=words(table, one.where))

    def check(table: Name, one: Check) -> Check:
        return replace(
            one,
            expression=words(table, one.expression) or one.expression,
            column=None if one.column is None else column(table, one.column),
            ordered=tuple((column(table, less), column(table, more)) for less, more in one.ordered),
        )

    def exclusion(table: Name, one: Exclusion) -> Exclusion:
        apart = tuple(tuple(column(table, name) for name in each) for each in one.apart)
        return replace(one, text=words(table, one.text) or one.text, apart=apart)

    def field(table: Name, one: Column) -> Column:
        return replace(one, name=column(table, one.name), generated=words(table, one.generated))

    def whole(one: Table) -> Table:
        name = tables.get(one.name, one.name)
        return replace(
            one,
            name=name,
            columns=tuple(field(name, each) for each in one.columns),
            primary_key=None if one.primary_key is None else key(name, one.primary_key),
            uniques=tuple(key(name, each) for each in one.uniques),
            foreign_keys=tuple(reference(name, each) for each in one.foreign_keys),
            checks=tuple(check(name, each) for each in one.checks),
            exclusions=tuple(exclusion(name, each) for each in one.exclusions),
            indexes=tuple(index(name, each) for each in one.indexes),
        )

    return replace(schema, tables=tuple(whole(table) for table in schema.tables))


def _reworded(text: str, names: Mapping[str, str]) -> str:
    """Return an expression with other names of columns; texts in it stay."""

    def other(found: re.Match[str]) -> str:
        word = found[0]
        if word[0] in '"`':
            return word[0] + names.get(word[1:-1], word[1:-1]) + word[0]
        new = names.get(word) or names.get(word.lower())
        if new is None:
            return word
        return new if _PLAIN.fullmatch(new) else f'"{new}"'

    return _WORDS.sub(other, text)


def are_similar(one: str, other: str) -> bool:
    """Tell whether two names are likely to mean one thing."""
    left, right = (re.findall(r"[a-z]+|\d+", name.lower()) for name in (one, other))
    if [word for word in left if word.isdigit()] != [word for word in right if word.isdigit()]:
        return False
    if "".join(left) == "".join(right) or set(left) < set(right) or set(right) < set(left):
        return True
    return SequenceMatcher(a=one, b=other).ratio() >= SIMILAR


def renamed_values(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the values of a named type that only have another spelling, at the same place."""
    if len(before) != len(after):
        return ()
    pairs = tuple(pair for pair in zip(before, after, strict=True) if pair[0] != pair[1])
    old, new = ({pair[side] for pair in pairs} for side in (0, 1))
    alike = all(are_similar(*pair) for pair in pairs)
    return pairs if alike and old.isdisjoint(after) and new.isdisjoint(before) else ()


def _stated_tables(old: Schema, new: Schema, stated: Stated) -> tuple[tuple[Name, Name], ...]:
    former = {str(table.name): table.name for table in old.tables}
    there = {table.name for table in new.tables}
    return tuple(
        (former[stated.tables[str(table.name)]], table.name)
        for table in new.tables
        if stated.tables.get(str(table.name)) in former
        and table.name not in former.values()
        and former[stated.tables[str(table.name)]] not in there
    )


def _same_shape(
    old: Schema, new: Schema, known: tuple[tuple[Name, Name], ...]
) -> tuple[tuple[Name, Name], ...]:
    before = {table.name for table in old.tables} | {after for _, after in known}
    after = {table.name for table in new.tables} | {before for before, _ in known}
    gone = [table for table in old.tables if table.name not in after]
    come = [table for table in new.tables if table.name not in before]
    return tuple(
        (one.name, two.name)
        for one, two in _only(gone, come, _shape)
        if len(one.columns) >= TELLING or are_similar(one.name.name, two.name.name)
    )


def _shape(table: Table) -> Hashable:
    return tuple((one.name, signatures.of_type(one.type), one.nullable) for one in table.columns)


def _stated_columns(before: Table, after: Table, stated: Stated) -> list[tuple[str, str]]:
    former = {column.name for column in before.columns}
    there = {column.name for column in after.columns}
    return [
        (was, column.name)
        for column in after.columns
        if (was := stated.columns.get((str(after.name), column.name))) is not None
        and was in former - there
        and column.name not in former
    ]


def _similar(before: Table, after: Table, known: list[tuple[str, str]]) -> list[tuple[str, str]]:
    taken = {name for pair in known for name in pair}
    old, new = ({column.name for column in table.columns} for table in (before, after))
    gone = [one for one in before.columns if one.name not in new | taken]
    come = [one for one in after.columns if one.name not in old | taken]
    pairs = [
        (one.name, two.name)
        for one, two in _only(gone, come, _sort_of(before, after))
        if are_similar(one.name, two.name)
        or _is_key(before, one)
        or _targets(before, one) & _targets(after, two)
    ]
    keys = [(one.name, two.name) for one, two in _keys(before, gone, after, come)]
    return [*pairs, *(pair for pair in keys if pair not in pairs and are_similar(*pair))]


def _keys(
    before: Table, gone: list[Column], after: Table, come: list[Column]
) -> Iterator[tuple[Column, Column]]:
    """Yield the columns that are the key by themselves, whatever their types."""
    for one in gone:
        for two in come:
            if _is_key(before, one) and _is_key(after, two):
                yield one, two


def _sort_of(before: Table, after: Table) -> Callable[[Column], Hashable]:
    """Columns of one sort can be each other: one type, and both of the key or none."""
    keys = {name for table in (before, after) for name in _key(table)}
    return lambda column: (signatures.of_type(column.type), column.name in keys)


def _is_key(table: Table, column: Column) -> bool:
    return _key(table) == (column.name,)


def _key(table: Table) -> tuple[str, ...]:
    return () if table.primary_key is None else table.primary_key.columns


def _targets(table: Table, column: Column) -> set[tuple[Name, tuple[str, ...]]]:
    return {
        (key.table, key.referred) for key in table.foreign_keys if key.columns == (column.name,)
    }


def _only(
    gone: Iterable[Part], come: Iterable[Part], sort: Callable[[Part], Hashable]
) -> list[tuple[Part, Part]]:
    """Pair what is alone of its sort on both sides."""
    left, right = list(gone), list(come)
    counts = (Counter(sort(each) for each in left), Counter(sort(each) for each in right))
    by_sort = {sort(each): each for each in right}
    return [
        (each, by_sort[sort(each)])
        for each in left
        if counts[0][sort(each)] == 1 == counts[1][sort(each)]
    ]
