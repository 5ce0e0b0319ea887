"""The names that a database derives where the document gives none.

Location: pactgen/ir/derived_names.py. Used by the readers (of SQL, after every
statement, so that a later one can drop a constraint by the name that it got) and by `translation`.

Sources: PostgreSQL `ChooseConstraintName`, `ChooseIndexName` and `makeObjectName`
(src/backend/commands/indexcmds.c); InnoDB "FOREIGN KEY Constraints"; MariaDB "CONSTRAINT".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.schema import (
        Check,
        Dialect,
        Exclusion,
        ForeignKey,
        Index,
        IndexPart,
        Key,
        Table,
    )

_EXCLUDED: Final = re.compile(r"[(,]\s*([^(,]\S*(?: \S+)*?)\s+WITH\s", re.IGNORECASE)
LONGEST: Final = 63
"""Bytes of a name in PostgreSQL (NAMEDATALEN - 1)."""


def with_names(table: Table, taken: set[str], dialect: Dialect) -> Table:
    """Name what has no name; `taken` are the relations of the namespace, and grows."""
    match dialect:
        case "postgresql":
            return _PostgreSQL(table, taken).named()
        case "mysql":
            return _mysql(table)
        case "sqlite":
            return table


def named_index(index: Index, relation: str, taken: set[str], dialect: Dialect) -> Index:
    """Name an index of something that is no table: a materialized view."""
    if index.name or dialect != "postgresql":
        return index
    return replace(index, name=_free(relation, _index_columns(index), "idx", taken))


class _PostgreSQL:
    def __init__(self, table: Table, taken: set[str]) -> None:
        self._table = table
        self._taken = taken
        self._own = {each.name for each in table.foreign_keys if each.name}
        self._own |= {each.name for each in table.checks if each.name}
        keys = (table.primary_key, *table.uniques)
        self._taken |= {each.name for each in keys if each is not None and each.name}
        self._taken |= {each.name for each in table.indexes if each.name}

    def named(self) -> Table:
        table = self._table
        key = table.primary_key
        return replace(
            table,
            checks=tuple(self._check(each) for each in table.checks),
            primary_key=key and self._key(key, "", "pkey"),
            uniques=tuple(self._key(e, "_".join(e.columns), "key") for e in table.uniques),
            exclusions=tuple(
                each if each.name else replace(each, name=self._relation(_excluded(each), "excl"))
                for each in table.exclusions
            ),
            indexes=tuple(self._index(each) for each in table.indexes),
            foreign_keys=tuple(self._reference(each) for each in table.foreign_keys),
        )

    def _key(self, key: Key, columns: str, label: str) -> Key:
        return key if key.name else replace(key, name=self._relation(columns, label))

    def _index(self, index: Index) -> Index:
        if index.name:
            return index
        return replace(index, name=self._relation(_index_columns(index), "idx"))

    def _check(self, check: Check) -> Check:
        if check.name:
            return check
        return replace(check, name=self._constraint(check.column or "", "check"))

    def _reference(self, key: ForeignKey) -> ForeignKey:
        if key.name:
            return key
        return replace(key, name=self._constraint("_".join(key.columns), "fkey"))

    def _relation(self, second: str, label: str) -> str:
        return _free(self._table.name.name, second, label, self._taken)

    def _constraint(self, second: str, label: str) -> str:
        return _free(self._table.name.name, second, label, self._own)


def _free(first: str, second: str, label: str, taken: set[str]) -> str:
    """Return the first name that is not taken, and take it."""
    number = 0
    while (name := object_name(first, second, f"{label}{number or ''}")) in taken:
        number += 1
    taken.add(name)
    return name


def _index_columns(index: Index) -> str:
    return "_".join(_part_names(index.parts))


def object_name(first: str, second: str, label: str) -> str:
    """Join the parts of a name, the longer of the two shortened until it fits."""
    room = LONGEST - len(label) - 1 - (1 if second else 0)
    one, two = first.encode(), second.encode()
    while len(one) + len(two) > room:
        if len(one) > len(two):
            one = one[:-1]
        else:
            two = two[:-1]
    parts = (one.decode(errors="ignore"), two.decode(errors="ignore"), label)
    return "_".join(part for part in parts if part)


def _excluded(exclusion: Exclusion) -> str:
    parts = _EXCLUDED.findall(exclusion.text)
    names = (part if part.isidentifier() else _function(part) for part in parts)
    return "_".join(names)


def _part_names(parts: Iterable[IndexPart]) -> list[str]:
    """Name the columns of an index: an expression has the name of its function, or `expr`."""
    names: list[str] = []
    for part in parts:
        wanted = part.column or _function(part.expression or "")
        name, number = wanted, 0
        while name in names:
            number += 1
            name = f"{wanted}{number}"
        names.append(name)
    return names


def _function(expression: str) -> str:
    head, opened, _ = expression.partition("(")
    return head.rpartition(".")[2].strip().lower() if opened and head.strip() else "expr"


def _mysql(table: Table) -> Table:
    taken = {each.name.casefold() for each in table.indexes if each.name}
    taken |= {each.name.casefold() for each in table.uniques if each.name}
    key = table.primary_key

    def index_name(column: str) -> str:
        number, name = 1, column
        while name.casefold() in taken:
            number += 1
            name = f"{column}_{number}"
        taken.add(name.casefold())
        return name

    uniques = tuple(
        e if e.name else replace(e, name=index_name(e.columns[0])) for e in table.uniques
    )
    indexes = tuple(
        e if e.name else replace(e, name=index_name(e.parts[0].column or "functional_index"))
        for e in table.indexes
    )
    return replace(
        table,
        primary_key=key and replace(key, name="PRIMARY"),
        uniques=uniques,
        indexes=indexes,
        foreign_keys=_numbered_references(table),
        checks=_numbered_checks(table),
    )


def _numbered_references(table: Table) -> tuple[ForeignKey, ...]:
    taken = {each.name for each in table.foreign_keys}
    named, number = [], 1
    for each in table.foreign_keys:
        if each.name:
            named.append(each)
            continue
        while (name := f"{table.name.name}_ibfk_{number}") in taken:
            number += 1
        taken.add(name)
        named.append(replace(each, name=name))
    return tuple(named)


def _numbered_checks(table: Table) -> tuple[Check, ...]:
    taken = {each.name for each in table.checks}
    named, number = [], 1
    for each in table.checks:
        if each.name:
            named.append(each)
            continue
        while (name := f"CONSTRAINT_{number}") in taken:
            number += 1
        taken.add(name)
        named.append(replace(each, name=name))
    return tuple(named)
