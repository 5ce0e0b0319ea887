"""ALTER TABLE: what a folder of migrations, or pg_dump after its CREATE TABLE, says.

Location: pactgen/readers/sql/alter.py. Used by `statements`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.diagnostics import diagnostic
from pactgen.ir.schema import Column, Name, Table
from pactgen.readers.sql.catalog import column_named
from pactgen.readers.sql.columns import read_column
from pactgen.readers.sql.constraints import Rules, at_table_constraint, read_table_constraint
from pactgen.readers.sql.defaults import default
from pactgen.readers.sql.tables import with_rules
from pactgen.readers.sql.types import read_type
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.readers.sql.catalog import Catalog
    from pactgen.readers.sql.cursor import Cursor

_ADD_WORDS: Final = frozenset({"PARTITION", "GENERATED"})


def alter_table(cursor: Cursor, catalog: Catalog) -> Name:
    """Consume what follows ALTER TABLE; return the table's name, which it may have changed."""
    lenient = cursor.accept("IF", "EXISTS")
    cursor.accept("ONLY")
    mark = cursor.mark
    name = cursor.name("a table")
    cursor.accept("*")
    origin = cursor.origin_from(mark)
    if catalog.find_table(name) is None:
        other = catalog.known(name, {**catalog.views, **catalog.sequences})
        if not lenient and other not in {*catalog.views, *catalog.sequences}:
            catalog.findings.append(diagnostic("schema-table-not-found", origin, name=name))
        cursor.rest()
        return name
    known = catalog.known(name, catalog.tables)
    for action in cursor.elements():
        known = _Alteration(catalog, known, action).apply()
        if not action.done:
            raise action.fault("`,` or the end of the statement")
    return known


class _Alteration:
    """One action on one table."""

    def __init__(self, catalog: Catalog, name: Name, cursor: Cursor) -> None:
        self._catalog = catalog
        self._name = name
        self._cursor = cursor

    def apply(self) -> Name:
        """Change the table in the catalog; what changes no table is listed."""
        cursor = self._cursor
        mark = cursor.mark
        match cursor.accept_any({"ADD", "DROP", "ALTER", "MODIFY", "CHANGE", "RENAME", "ATTACH"}):
            case "ADD" if not cursor.at_any(_ADD_WORDS):
                self._add()
            case "DROP" if not cursor.at_any({"PARTITION"}):
                self._drop()
            case "ALTER" if not cursor.at_any({"INDEX", "CONSTRAINT", "CHECK"}):
                cursor.accept("COLUMN")
                self._alter(cursor.identifier("a column"))
            case "MODIFY":
                cursor.accept("COLUMN")
                self._redefine(None)
            case "CHANGE":
                cursor.accept("COLUMN")
                self._redefine(cursor.identifier("a column"))
            case "RENAME":
                self._rename()
            case "ATTACH":
                self._attach()
            case _:
                cursor.back(mark)
                self._unknown()
        return self._name

    def _unknown(self) -> None:
        cursor = self._cursor
        mark = cursor.mark
        if cursor.accept("SET", "SCHEMA"):
            namespace = cursor.identifier("a schema")
            self._rename_table(Name(name=self._name.name, namespace=namespace))
            return
        text = cursor.rest()
        origin = cursor.origin_from(mark)
        why = "it changes no table, column, key or index"
        kind = "ALTER TABLE " + " ".join(text.upper().split()[:2])
        self._catalog.skip(kind, f"ALTER TABLE {self._name} {text}"[:80], origin, why)

    def _table(self) -> Table:
        return self._catalog.tables[self._name]

    def _keep(self, table: Table) -> None:
        self._catalog.tables[self._name] = table

    def _add(self) -> None:
        cursor = self._cursor
        rules = Rules()
        if at_table_constraint(cursor):
            read_table_constraint(cursor, rules)
            cursor.accept("NOT", "VALID")
            self._keep(with_rules(self._table(), rules))
            return
        cursor.accept("COLUMN")
        lenient = cursor.accept("IF", "NOT", "EXISTS")
        for element in cursor.list() if cursor.at("(") else (cursor,):
            if at_table_constraint(element):
                read_table_constraint(element, rules)
            else:
                self._add_column(element, rules, lenient=lenient)
        self._keep(with_rules(self._table(), rules))

    def _add_column(self, cursor: Cursor, rules: Rules, *, lenient: bool) -> None:
        own = Rules()
        defined = read_column(cursor, own)
        table = self._table()
        if column_named(table, defined.column.name, self._catalog.dialect) is not None:
            if not lenient:
                self._catalog.findings.append(
                    diagnostic(
                        "schema-declared-twice",
                        defined.column.origin,
                        what="column",
                        name=f"{table.name}.{defined.column.name}",
                    )
                )
            return
        rules.primary_key = own.primary_key or rules.primary_key
        rules.uniques += own.uniques
        rules.foreign_keys += own.foreign_keys
        rules.checks += own.checks
        columns = _placed(table.columns, defined.column, defined.first, defined.after)
        self._keep(replace(table, columns=columns))

    def _drop(self) -> None:
        cursor = self._cursor
        table = self._table()
        if cursor.accept("PRIMARY", "KEY"):
            self._keep(replace(table, primary_key=None))
            return
        what = cursor.accept_any({"CONSTRAINT", "FOREIGN", "INDEX", "KEY", "CHECK", "COLUMN"})
        cursor.accept("KEY")
        cursor.accept("IF", "EXISTS")
        name = cursor.identifier()
        cursor.accept_any({"CASCADE", "RESTRICT"})
        if what in {None, "COLUMN"}:
            self._keep(without_column(table, name))
        else:
            self._keep(without_rule(table, name))

    def _alter(self, written: str) -> None:
        cursor = self._cursor
        column = self._column(written)
        if column is None:
            cursor.rest()
            return
        if cursor.accept("SET", "DEFAULT"):
            column = replace(column, default=default(cursor.rest(), cursor.dialect))
        elif cursor.accept("DROP", "DEFAULT"):
            column = replace(column, default=None, identity=None)
        elif cursor.accept("SET", "NOT", "NULL"):
            column = replace(column, nullable=False)
        elif cursor.accept("DROP", "NOT", "NULL"):
            column = replace(column, nullable=True)
        elif cursor.accept("SET", "DATA", "TYPE") or cursor.accept("TYPE"):
            column = replace(column, type=read_type(cursor) or column.type)
            if cursor.accept("COLLATE"):
                column = replace(column, collation=cursor.name("a collation").name)
            cursor.rest()
        elif cursor.accept("ADD", "GENERATED"):
            column = replace(column, identity="always" if cursor.accept("ALWAYS") else "by default")
            cursor.rest()
        elif cursor.accept("DROP", "IDENTITY"):
            cursor.rest()
            column = replace(column, identity=None)
        elif cursor.accept("DROP", "EXPRESSION"):
            cursor.rest()
            column = replace(column, generated=None)
        else:
            self._unknown()
            return
        self._replace_column(column.name, column)

    def _column(self, written: str) -> Column | None:
        table = self._table()
        name = column_named(table, written, self._catalog.dialect)
        if name is not None:
            return table.column(name)
        self._catalog.findings.append(
            diagnostic(
                "schema-column-not-found",
                self._cursor.origin_from(max(0, self._cursor.mark - 1)),
                table=table.name,
                name=written,
            )
        )
        return None

    def _replace_column(self, name: str, column: Column) -> None:
        table = self._table()
        columns = tuple(column if each.name == name else each for each in table.columns)
        self._keep(replace(table, columns=columns))

    def _redefine(self, old: str | None) -> None:
        """Consume MySQL's MODIFY and CHANGE, which define the whole column anew."""
        cursor = self._cursor
        rules = Rules()
        defined = read_column(cursor, rules)
        column = self._column(old or defined.column.name)
        if column is None:
            return
        self._replace_column(column.name, replace(defined.column, name=column.name))
        if column.name != defined.column.name:
            self._rename_column(column.name, defined.column.name)
        table = self._table()
        if defined.first or defined.after:
            others = tuple(each for each in table.columns if each.name != defined.column.name)
            kept = table.column(defined.column.name)
            table = replace(table, columns=_placed(others, kept, defined.first, defined.after))
        self._keep(with_rules(table, rules))

    def _rename(self) -> None:
        cursor = self._cursor
        if cursor.accept_any({"TO", "AS"}):
            new = cursor.name("a table")
            if new.namespace is None:
                new = Name(name=new.name, namespace=self._name.namespace)
            self._rename_table(new)
            return
        what = cursor.accept_any({"CONSTRAINT", "INDEX", "KEY", "COLUMN"})
        old = cursor.identifier()
        cursor.expect("TO")
        new_name = cursor.identifier()
        if what in {None, "COLUMN"}:
            column = self._column(old)
            if column is not None:
                self._rename_column(column.name, new_name)
        else:
            self._keep(rename_rule(self._table(), old, new_name))

    def _rename_table(self, written: Name) -> None:
        new = self._catalog.canonical(written)
        self._catalog.rename_table(self._name, new)
        self._name = new

    def _rename_column(self, old: str, new: str) -> None:
        self._keep(rename_column(self._table(), old, new))
        for key, other in self._catalog.tables.items():
            self._catalog.tables[key] = replace(
                other,
                foreign_keys=tuple(
                    replace(each, referred=_renamed(each.referred, old, new))
                    if each.table == self._name
                    else each
                    for each in other.foreign_keys
                ),
            )

    def _attach(self) -> None:
        cursor = self._cursor
        cursor.expect("PARTITION")
        child = cursor.name("a table")
        bounds = cursor.rest()
        if self._catalog.find_table(child) is not None:
            self._catalog.change(
                child, lambda table: replace(table, partition_of=self._name, bounds=bounds)
            )


def _placed(
    columns: tuple[Column, ...],
    column: Column,
    first: bool,  # noqa: FBT001  (two facts that one clause states)
    after: str | None,
) -> tuple[Column, ...]:
    if first:
        return (column, *columns)
    for index, each in enumerate(columns):
        if after is not None and each.name.casefold() == after.casefold():
            return (*columns[: index + 1], column, *columns[index + 1 :])
    return (*columns, column)


def _renamed(names: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(new if name == old else name for name in names)


def rename_column(table: Table, old: str, new: str) -> Table:
    """Rename a column wherever its own table names it."""
    key = table.primary_key
    return replace(
        table,
        columns=tuple(replace(e, name=new) if e.name == old else e for e in table.columns),
        primary_key=key and replace(key, columns=_renamed(key.columns, old, new)),
        uniques=tuple(replace(e, columns=_renamed(e.columns, old, new)) for e in table.uniques),
        foreign_keys=tuple(
            replace(e, columns=_renamed(e.columns, old, new)) for e in table.foreign_keys
        ),
        checks=tuple(
            replace(
                e,
                column=new if e.column == old else e.column,
                ordered=tuple(
                    (less, more) for less, more in (_renamed(pair, old, new) for pair in e.ordered)
                ),
            )
            for e in table.checks
        ),
        exclusions=tuple(
            replace(e, apart=tuple(_renamed(names, old, new) for names in e.apart))
            for e in table.exclusions
        ),
        indexes=tuple(
            replace(
                index,
                parts=tuple(
                    replace(part, column=new) if part.column == old else part
                    for part in index.parts
                ),
            )
            for index in table.indexes
        ),
    )


def without_column(table: Table, name: str) -> Table:
    """Drop a column, and the rules that need it."""
    key = table.primary_key
    return replace(
        table,
        columns=tuple(e for e in table.columns if e.name.casefold() != name.casefold()),
        primary_key=None if key is not None and name in key.columns else key,
        uniques=tuple(e for e in table.uniques if name not in e.columns),
        foreign_keys=tuple(e for e in table.foreign_keys if name not in e.columns),
        checks=tuple(e for e in table.checks if e.column != name),
        indexes=tuple(e for e in table.indexes if all(part.column != name for part in e.parts)),
    )


def without_rule(table: Table, name: str) -> Table:
    """Drop a key, reference, check or index by its name."""
    key = table.primary_key
    return replace(
        table,
        primary_key=None if key is not None and key.name == name else key,
        uniques=tuple(e for e in table.uniques if e.name != name),
        foreign_keys=tuple(e for e in table.foreign_keys if e.name != name),
        checks=tuple(e for e in table.checks if e.name != name),
        exclusions=tuple(e for e in table.exclusions if e.name != name),
        indexes=tuple(e for e in table.indexes if e.name != name),
    )


def rename_rule(table: Table, old: str, new: str) -> Table:
    """Rename a key, reference, check or index."""
    key = table.primary_key
    return replace(
        table,
        primary_key=replace(key, name=new) if key is not None and key.name == old else key,
        uniques=tuple(replace(e, name=new) if e.name == old else e for e in table.uniques),
        foreign_keys=tuple(
            replace(e, name=new) if e.name == old else e for e in table.foreign_keys
        ),
        checks=tuple(replace(e, name=new) if e.name == old else e for e in table.checks),
        indexes=tuple(replace(e, name=new) if e.name == old else e for e in table.indexes),
    )
