"""CREATE TABLE.

Location: pactgen/readers/sql/tables.py. Used by `statements`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.diagnostics import Note, diagnostic
from pactgen.ir.schema import Table
from pactgen.readers.sql.columns import read_column
from pactgen.readers.sql.constraints import Rules, at_table_constraint, read_table_constraint
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.diagnostics import Diagnostic
    from pactgen.ir.schema import Column, Name
    from pactgen.readers.sql.catalog import Catalog
    from pactgen.readers.sql.cursor import Cursor
    from pactgen.source import Origin

_COMMENT: Final = re.compile(r"\bCOMMENT\s*=?\s*'((?:[^'\\]|''|\\.)*)'", re.IGNORECASE)
_COUNTER: Final = re.compile(r",?\s*\bAUTO_INCREMENT\s*=\s*\d+", re.IGNORECASE)


def create_table(cursor: Cursor, catalog: Catalog) -> Name:
    """Consume what follows CREATE TABLE; return the table's name."""
    lenient = cursor.accept("IF", "NOT", "EXISTS")
    mark = cursor.mark
    name = catalog.canonical(cursor.name("a table"))
    origin = cursor.origin_from(mark)
    known = catalog.find_table(name)
    if known is not None:
        if not lenient:
            catalog.findings.append(_twice(name, origin, known))
        cursor.rest()
        return known.name
    if cursor.accept("PARTITION", "OF"):
        _partition(cursor, catalog, name, origin)
    elif cursor.accept("LIKE"):
        _copy(catalog, cursor.name("a table"), name, origin)
    elif not cursor.at("("):
        text = cursor.rest()
        why = "its columns are those of a query or a type, which the document does not list"
        catalog.skip("CREATE TABLE", f"CREATE TABLE {name} {text}"[:80], origin, why)
    else:
        table = _described(cursor, catalog, name, origin)
        options = cursor.rest()
        catalog.tables[name] = _with_options(table, options) if options else table
    return name


def _twice(name: Name, origin: Origin, known: Table) -> Diagnostic:
    note = Note(where=known.origin, message="it is declared first")
    return diagnostic("schema-declared-twice", origin, what="table", name=name, related=(note,))


def _described(cursor: Cursor, catalog: Catalog, name: Name, origin: Origin) -> Table:
    columns: list[Column] = []
    rules = Rules()
    for element in cursor.group().elements():
        if element.accept("LIKE"):
            source = catalog.find_table(element.name("a table"))
            columns += source.columns if source else ()
        elif at_table_constraint(element):
            read_table_constraint(element, rules)
        elif not element.done:
            columns.append(read_column(element, rules).column)
        if not element.done:
            raise element.fault("`,` or `)`")
    return with_rules(Table(name=name, columns=tuple(columns), origin=origin), rules)


def with_rules(table: Table, rules: Rules) -> Table:
    """Add constraints."""
    return replace(
        table,
        primary_key=rules.primary_key or table.primary_key,
        uniques=(*table.uniques, *rules.uniques),
        foreign_keys=(*table.foreign_keys, *rules.foreign_keys),
        checks=(*table.checks, *rules.checks),
        exclusions=(*table.exclusions, *rules.exclusions),
        indexes=(*table.indexes, *rules.indexes),
    )


def _with_options(table: Table, options: str) -> Table:
    found = _COMMENT.search(options)
    comment = found[1].replace("''", "'").replace("\\'", "'") if found else None
    kept = _COUNTER.sub("", _COMMENT.sub("", options)).strip().strip(",").strip()
    return replace(table, options=kept or None, comment=comment)


def _partition(cursor: Cursor, catalog: Catalog, name: Name, origin: Origin) -> None:
    """Keep a partition with the columns and keys of its table."""
    parent_name = catalog.canonical(cursor.name("a table"))
    parent = catalog.find_table(parent_name)
    if parent is None:
        catalog.findings.append(diagnostic("schema-table-not-found", origin, name=parent_name))
        return
    rules = Rules()
    if cursor.at("("):
        for element in cursor.group().elements():
            if at_table_constraint(element):
                read_table_constraint(element, rules)
    bounds = cursor.text_to({"PARTITION", "WITH", "TABLESPACE"})
    table = Table(
        name=name,
        columns=tuple(replace(each, origin=origin) for each in parent.columns),
        origin=origin,
        options=cursor.rest() or None,
        partition_of=parent_name,
        bounds=bounds,
    )
    catalog.tables[name] = with_rules(table, rules)


def _copy(catalog: Catalog, source: Name, name: Name, origin: Origin) -> None:
    """Take everything but references from another table, as MySQL's LIKE does."""
    table = catalog.find_table(source)
    if table is None:
        catalog.findings.append(diagnostic("schema-table-not-found", origin, name=source))
        return
    catalog.tables[name] = replace(table, name=name, origin=origin, foreign_keys=())
