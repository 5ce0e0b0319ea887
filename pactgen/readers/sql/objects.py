"""Types, domains, sequences and comments.

Location: pactgen/readers/sql/objects.py. Used by `statements`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.diagnostics import diagnostic
from pactgen.ir.derived_names import object_name
from pactgen.ir.schema import DataType, Domain, EnumType, Name, Sequence
from pactgen.readers.sql.catalog import column_named
from pactgen.readers.sql.constraints import read_check
from pactgen.readers.sql.defaults import default
from pactgen.readers.sql.types import read_type
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.ir.schema import Check, Default, Table
    from pactgen.readers.sql.catalog import Catalog
    from pactgen.readers.sql.cursor import Cursor

_DOMAIN_CLAUSES = frozenset({"CONSTRAINT", "NOT", "NULL", "DEFAULT", "CHECK", "COLLATE"})


def create_type(cursor: Cursor, catalog: Catalog) -> bool:
    """Consume what follows CREATE TYPE; False when it is no enum."""
    mark = cursor.mark
    name = catalog.canonical(cursor.name("a type"))
    origin = cursor.origin_from(mark)
    if not cursor.accept("AS", "ENUM"):
        return False
    values = tuple(element.string() for element in cursor.list())
    if name in catalog.enums:
        catalog.findings.append(diagnostic("schema-declared-twice", origin, what="type", name=name))
    catalog.enums[name] = EnumType(name=name, values=values, origin=origin)
    return True


def alter_type(cursor: Cursor, catalog: Catalog) -> bool:
    """Consume what follows ALTER TYPE; False when no enum is changed."""
    name = catalog.canonical(cursor.name("a type"))
    known = catalog.enums.get(name)
    if known is None:
        return False
    values = list(known.values)
    if cursor.accept("ADD", "VALUE"):
        cursor.accept("IF", "NOT", "EXISTS")
        added = cursor.string()
        where = cursor.accept_any({"BEFORE", "AFTER"})
        if added not in values:
            index = len(values)
            if where is not None:
                neighbour = cursor.string()
                index = (
                    values.index(neighbour) + (where == "AFTER") if neighbour in values else index
                )
            values.insert(index, added)
    elif cursor.accept("RENAME", "VALUE"):
        old = cursor.string()
        cursor.expect("TO")
        new = cursor.string()
        values = [new if value == old else value for value in values]
    elif cursor.accept("RENAME", "TO"):
        _rename_enum(catalog, known, cursor.name("a type"))
        return True
    else:
        return False
    cursor.rest()
    catalog.enums[name] = replace(known, values=tuple(values))
    return True


def _rename_enum(catalog: Catalog, known: EnumType, written: Name) -> None:
    new = catalog.canonical(Name(name=written.name, namespace=known.name.namespace))
    del catalog.enums[known.name]
    catalog.enums[new] = replace(known, name=new)
    for name, table in catalog.tables.items():
        columns = tuple(
            replace(column, type=replace(column.type, enum=new, text=str(new)))
            if column.type.enum is not None and catalog.canonical(column.type.enum) == known.name
            else column
            for column in table.columns
        )
        catalog.tables[name] = replace(table, columns=columns)


def create_domain(cursor: Cursor, catalog: Catalog) -> None:
    """Consume what follows CREATE DOMAIN."""
    mark = cursor.mark
    name = catalog.canonical(cursor.name("a domain"))
    origin = cursor.origin_from(mark)
    cursor.accept("AS")
    kind = read_type(cursor) or DataType(kind="other", text="")
    nullable, value = True, None
    checks: list[Check] = []
    constraint: str | None = None
    while not cursor.done:
        start = cursor.mark
        if cursor.accept("CONSTRAINT"):
            constraint = cursor.identifier("a constraint's name")
            continue
        if cursor.accept("NOT", "NULL"):
            nullable = False
        elif cursor.accept("DEFAULT"):
            value = _default(cursor)
        elif cursor.accept("CHECK"):
            given = constraint or object_name(name.name, "", f"check{len(checks) or ''}")
            checks.append(read_check(cursor, given, start))
        elif cursor.accept("COLLATE"):
            cursor.name("a collation")
        elif not cursor.accept("NULL"):
            raise cursor.fault("the end of the domain, or one of its clauses,")
        constraint = None
    catalog.domains[name] = Domain(
        name=name,
        type=kind,
        origin=origin,
        nullable=nullable,
        default=value,
        checks=tuple(checks),
    )


def _default(cursor: Cursor) -> Default:
    return default(cursor.text_to(_DOMAIN_CLAUSES, at_least_one=True), cursor.dialect)


def create_sequence(cursor: Cursor, catalog: Catalog) -> None:
    """Consume what follows CREATE SEQUENCE."""
    cursor.accept("IF", "NOT", "EXISTS")
    mark = cursor.mark
    name = catalog.canonical(cursor.name("a sequence"))
    origin = cursor.origin_from(mark)
    options = cursor.text_to({"OWNED"})
    catalog.sequences[name] = Sequence(name=name, origin=origin, options=options)
    _owner(cursor, catalog, name)
    cursor.rest()


def alter_sequence(cursor: Cursor, catalog: Catalog) -> bool:
    """Consume what follows ALTER SEQUENCE, of which only the owner matters."""
    cursor.accept("IF", "EXISTS")
    name = catalog.canonical(cursor.name("a sequence"))
    _owner(cursor, catalog, name)
    cursor.rest()
    return True


def _owner(cursor: Cursor, catalog: Catalog, name: Name) -> None:
    if not cursor.accept("OWNED", "BY") or cursor.accept("NONE"):
        return
    owner = cursor.name("a column")
    parts = (owner.namespace or "").rpartition(".")
    table = catalog.canonical(Name(name=parts[2]))
    for known in catalog.tables:
        if known.name == parts[2] and known.namespace == name.namespace:
            table = known
    catalog.owned[name] = (table, owner.name)


def comment_on(cursor: Cursor, catalog: Catalog) -> bool:
    """Consume what follows COMMENT ON; False when it is about something that is not kept."""
    what = cursor.accept_any({"TABLE", "COLUMN", "VIEW", "TYPE", "MATERIALIZED"})
    if what is None:
        return False
    cursor.accept("VIEW")
    mark = cursor.mark
    parts = [cursor.identifier()]
    while cursor.accept("."):
        parts.append(cursor.identifier())
    origin = cursor.origin_from(mark)
    cursor.expect("IS")
    comment = None if cursor.accept("NULL") else cursor.string()
    if what == "COLUMN":
        column = parts.pop()
        _comment_column(catalog, _joined(parts), column, comment)
        return True
    name = catalog.canonical(_joined(parts))
    if what == "TYPE":
        known = catalog.enums.get(name)
        if known is not None:
            catalog.enums[name] = replace(known, comment=comment)
    elif what == "TABLE":
        if name not in catalog.tables:
            catalog.findings.append(diagnostic("schema-table-not-found", origin, name=name))
            return True
        catalog.change(name, lambda table: replace(table, comment=comment))
    elif name in catalog.views:
        catalog.views[name] = replace(catalog.views[name], comment=comment)
    return True


def _joined(parts: list[str]) -> Name:
    return Name(name=parts[-1], namespace=parts[-2] if len(parts) > 1 else None)


def _comment_column(catalog: Catalog, name: Name, column: str, comment: str | None) -> None:
    def commented(table: Table) -> Table:
        known = column_named(table, column, catalog.dialect)
        columns = tuple(
            replace(each, comment=comment) if each.name == known else each for each in table.columns
        )
        return replace(table, columns=columns)

    if catalog.find_table(name) is not None:
        catalog.change(name, commented)
