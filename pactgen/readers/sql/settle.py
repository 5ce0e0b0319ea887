"""What follows from a declaration without being written: names, NOT NULL keys, targets, serials.

Location: pactgen/readers/sql/settle.py. `settle` runs after every statement that declares a table
or an index, `finish` once at the end of the script.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.diagnostics import diagnostic
from pactgen.ir.derived_names import object_name, with_names
from pactgen.ir.schema import DataType, Domain, EnumType, ForeignKey, Index, IndexPart, Name, Table
from pactgen.readers.sql.catalog import column_named
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.schema import Check, Column
    from pactgen.readers.sql.catalog import Catalog
    from pactgen.source import Origin

_SEQUENCE: Final = re.compile(r"nextval\s*\(\s*'([^']+)'", re.IGNORECASE)
_VALUE: Final = re.compile(r"(?P<text>'(?:[^']|'')*')|\bVALUE\b", re.IGNORECASE)
"""What a domain calls the value, or a text that may say the word."""
_COUNTED: Final = frozenset({"smallint", "integer", "bigint"})


def settle(catalog: Catalog, name: Name) -> None:
    """Fix what later statements may name."""
    table = catalog.find_table(name)
    if table is None:
        return
    table = replace(
        table,
        foreign_keys=tuple(
            replace(each, table=catalog.known(each.table, catalog.tables))
            if each.table != table.name
            else each
            for each in table.foreign_keys
        ),
    )
    table = _not_null_key(table, catalog)
    catalog.tables[table.name] = with_names(
        table, catalog.taken.setdefault(table.name.namespace, set()), catalog.dialect
    )


def finish(catalog: Catalog) -> None:
    """Resolve references, types and counters, once everything is declared."""
    for name, table in list(catalog.tables.items()):
        columns = tuple(_typed(each, catalog) for each in table.columns)
        columns = tuple(_serial(each, table, catalog) for each in columns)
        catalog.tables[name] = replace(table, columns=columns)
    for name, table in list(catalog.tables.items()):
        referring = tuple(
            found for each in table.foreign_keys if (found := _resolved(each, table, catalog))
        )
        checked = _checked(replace(table, foreign_keys=referring), catalog)
        catalog.tables[name] = _with_key_indexes(checked) if catalog.dialect == "mysql" else checked


def _not_null_key(table: Table, catalog: Catalog) -> Table:
    """Make the columns of the primary key NOT NULL; SQLite does so only for its rowid.

    Its other keys may hold NULL (https://sqlite.org/lang_createtable.html, "The PRIMARY KEY"),
    unless the table is WITHOUT ROWID or STRICT.
    """
    if table.primary_key is None:
        return table
    names = {each.casefold() for each in table.primary_key.columns}
    every = catalog.dialect != "sqlite" or "WITHOUT" in (table.options or "").upper()

    def never_null(column: Column) -> bool:
        if column.name.casefold() not in names:
            return False
        return every or (len(names) == 1 and column.type.text.upper() == "INTEGER")

    columns = tuple(
        replace(each, nullable=False) if never_null(each) else each for each in table.columns
    )
    return replace(table, columns=columns)


def _typed(column: Column, catalog: Catalog) -> Column:
    kind = typed(column.type, catalog)
    domain = None if kind.domain is None else catalog.domains[kind.domain]
    forbids = domain is not None and not domain.nullable
    return replace(
        column,
        type=kind,
        rules=() if kind.dimensions else tuple(_ruled(column, catalog, kind.domain)),
        nullable=column.nullable and not forbids,
        null_by_domain=column.nullable and forbids,
    )


def _ruled(column: Column, catalog: Catalog, name: Name | None) -> Iterator[Check]:
    """Yield what a domain, and the one that it is made of, refuse of a column."""
    domain = None if name is None else catalog.domains[name]
    if domain is None:
        return
    yield from _ruled(column, catalog, typed(domain.type, catalog).domain)
    for check in domain.checks:
        named = '"' + column.name.replace('"', '""') + '"'
        said = _VALUE.sub(lambda found: found["text"] or named, check.expression)  # noqa: B023
        yield replace(check, expression=said, column=column.name)


def typed(kind: DataType, catalog: Catalog) -> DataType:
    """Find what a type's name means: an enum, a domain, or something else."""
    if kind.enum is None or kind.kind != "other":
        return kind
    named = catalog.known(kind.enum, {**catalog.enums, **catalog.domains})
    match catalog.enums.get(named) or catalog.domains.get(named):
        case EnumType(values=values):
            return replace(kind, kind="enum", enum=named, values=values)
        case Domain(type=base):
            unfolded = typed(base, catalog)
            return replace(unfolded, text=kind.text, domain=named, dimensions=kind.dimensions)
        case _:
            return replace(kind, enum=None)


def _serial(column: Column, table: Table, catalog: Catalog) -> Column:
    """Read pg_dump's long form of `serial`: a sequence, its owner, and a default."""
    if column.default is None or column.default.kind != "sequence":
        return column
    found = _SEQUENCE.search(column.default.text)
    if found is None or column.type.kind not in _COUNTED:
        return column
    namespace, _, plain = found[1].replace('"', "").rpartition(".")
    name = catalog.canonical(Name(name=plain, namespace=namespace or table.name.namespace))
    expected = object_name(table.name.name, column.name, "seq")
    sequence = catalog.sequences.get(name)
    owner = catalog.owned.get(name)
    if sequence is None or owner != (table.name, column.name) or plain != expected:
        return column
    del catalog.sequences[name]
    return replace(column, identity="serial", default=None, nullable=False)


def _resolved(key: ForeignKey, table: Table, catalog: Catalog) -> ForeignKey | None:
    target = catalog.find_table(key.table)
    if target is None:
        catalog.findings.append(diagnostic("schema-table-not-found", key.origin, name=key.table))
        return None
    referred = key.referred
    if not referred and target.primary_key is not None:
        referred = target.primary_key.columns
    columns = _known_columns(key.columns, table, catalog, key.origin)
    others = _known_columns(referred, target, catalog, key.origin)
    if not columns or not others:
        return None
    return replace(key, table=target.name, columns=columns, referred=others)


def _known_columns(
    names: tuple[str, ...], table: Table, catalog: Catalog, origin: Origin
) -> tuple[str, ...]:
    """Return columns as their table spells them; () when one is missing, which is reported."""
    found = []
    for name in names:
        known = column_named(table, name, catalog.dialect)
        if known is None:
            catalog.findings.append(
                diagnostic("schema-column-not-found", origin, table=table.name, name=name)
            )
            return ()
        found.append(known)
    return tuple(found)


def _checked(table: Table, catalog: Catalog) -> Table:
    """Hold the columns of keys and indexes against those of the table."""
    key = table.primary_key
    indexes = []
    for index in table.indexes:
        names = tuple(part.column for part in index.parts if part.column is not None)
        known = _known_columns(names, table, catalog, index.origin)
        if names and not known:
            continue
        spelled = dict(zip(names, known, strict=True))
        parts = tuple(
            replace(part, column=spelled.get(part.column or "", part.column))
            for part in index.parts
        )
        indexes.append(replace(index, parts=parts))
    return replace(
        table,
        primary_key=key
        and replace(key, columns=_known_columns(key.columns, table, catalog, key.origin)),
        uniques=tuple(
            replace(each, columns=known)
            for each in table.uniques
            if (known := _known_columns(each.columns, table, catalog, each.origin))
        ),
        indexes=tuple(indexes),
    )


def _with_key_indexes(table: Table) -> Table:
    """Add the indexes that InnoDB makes for references that no index serves."""
    leading = [tuple(part.column for part in each.parts) for each in table.indexes]
    leading += [each.columns for each in table.uniques]
    leading += [table.primary_key.columns] if table.primary_key else []
    added = []
    for key in table.foreign_keys:
        if any(each[: len(key.columns)] == key.columns for each in leading):
            continue
        leading.append(key.columns)
        derived = key.name is not None and key.name.startswith(f"{table.name.name}_ibfk_")
        added.append(
            Index(
                name=key.columns[0] if derived else key.name or key.columns[0],
                parts=tuple(IndexPart(column=column) for column in key.columns),
                origin=key.origin,
                implicit=True,
            )
        )
    return replace(table, indexes=(*table.indexes, *added))
