"""What has been declared so far, as a database keeps it while a script runs.

Location: pactgen/readers/sql/catalog.py. The files of the grammar add to it, change it and drop
from it; `schema` is what remains at the end. Names are compared as the database compares them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.schema import Name, Schema, Skipped
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from pactgen.diagnostics import Diagnostic
    from pactgen.ir.schema import Dialect, Domain, EnumType, Sequence, Table, View
    from pactgen.source import Origin

_DEFAULT_NAMESPACES: Final[dict[Dialect, str]] = {
    "postgresql": "public",
    "mysql": "",
    "sqlite": "main",
}


class Catalog:
    """The objects of a database, each kind in the order of its creation."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.tables: dict[Name, Table] = {}
        self.enums: dict[Name, EnumType] = {}
        self.domains: dict[Name, Domain] = {}
        self.sequences: dict[Name, Sequence] = {}
        self.owned: dict[Name, tuple[Name, str]] = {}
        """Sequence to the table and column that own it."""
        self.views: dict[Name, View] = {}
        self.namespaces: dict[str, None] = {}
        self.extensions: dict[str, None] = {}
        self.skipped: list[Skipped] = []
        self.findings: list[Diagnostic] = []
        self.taken: dict[str | None, set[str]] = {}
        """Names of keys and indexes, by namespace."""
        self.default_namespace = _DEFAULT_NAMESPACES[dialect]
        self.search_path: str | None = None

    def canonical(self, name: Name) -> Name:
        """Return a name as it is kept: the default namespace is None."""
        namespace = name.namespace
        if namespace is None:
            namespace = self.search_path
        if namespace == self.default_namespace:
            namespace = None
        return Name(name=name.name, namespace=namespace)

    def find_table(self, name: Name) -> Table | None:
        """Return a table by its name, or None."""
        return self.tables.get(self.known(name, self.tables))

    def known(self, name: Name, among: Collection[Name]) -> Name:
        """Return the key under which a name is kept, which only PostgreSQL tells by case."""
        wanted = self.canonical(name)
        if self.dialect == "postgresql" or wanted in among:
            return wanted
        for key in among:
            if str(key).casefold() == str(wanted).casefold():
                return key
        return wanted

    def change(self, name: Name, change: Callable[[Table], Table]) -> None:
        """Replace a table by what a function makes of it."""
        key = self.known(name, self.tables)
        self.tables[key] = change(self.tables[key])

    def rename_table(self, old: Name, new: Name) -> None:
        """Rename a table, in its place and wherever others refer to it."""
        self.tables = {
            new if key == old else key: replace(
                table,
                name=new if key == old else table.name,
                partition_of=new if table.partition_of == old else table.partition_of,
                foreign_keys=tuple(
                    replace(each, table=new) if each.table == old else each
                    for each in table.foreign_keys
                ),
            )
            for key, table in self.tables.items()
        }

    def skip(self, kind: str, text: str, origin: Origin, why: str, sql: str | None = None) -> None:
        """List a statement that makes no table; neighbours alike are counted."""
        last = self.skipped[-1] if self.skipped else None
        if last is not None and sql is None and (last.kind, last.why) == (kind, why):
            same = last.sql is None and last.origin.file == origin.file
            if same:
                self.skipped[-1] = replace(last, count=last.count + 1)
                return
        self.skipped.append(Skipped(kind=kind, text=text, origin=origin, why=why, sql=sql))

    def schema(self) -> Schema:
        """Return everything that is declared."""
        return Schema(
            dialect=self.dialect,
            tables=tuple(self.tables.values()),
            enums=tuple(self.enums.values()),
            domains=tuple(self.domains.values()),
            sequences=tuple(self.sequences.values()),
            views=tuple(self.views.values()),
            namespaces=tuple(self.namespaces),
            extensions=tuple(self.extensions),
            skipped=tuple(self.skipped),
        )


def column_named(table: Table, name: str, dialect: Dialect) -> str | None:
    """Return the name of a column as the table has it; None when it has none."""
    for column in table.columns:
        if column.name == name:
            return column.name
        if dialect != "postgresql" and column.name.casefold() == name.casefold():
            return column.name
    return None
