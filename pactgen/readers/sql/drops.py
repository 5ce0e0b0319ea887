"""DROP: scripts that begin by removing what they create, and migrations that take something away.

Location: pactgen/readers/sql/drops.py. Used by `statements`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.diagnostics import diagnostic
from pactgen.readers.sql.alter import without_rule
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.ir.schema import Name
    from pactgen.readers.sql.catalog import Catalog
    from pactgen.readers.sql.cursor import Cursor
    from pactgen.source import Origin

_DROPPED = frozenset(
    {
        *("TABLE", "VIEW", "MATERIALIZED", "INDEX", "TYPE", "DOMAIN", "SEQUENCE", "SCHEMA"),
        *("EXTENSION", "TRIGGER", "FUNCTION", "PROCEDURE", "DATABASE"),
    }
)


def drop(cursor: Cursor, catalog: Catalog) -> bool:
    """Consume what follows DROP; False when it is something that the catalog does not keep."""
    cursor.accept("TEMPORARY")
    what = cursor.accept_any(_DROPPED)
    if what is None:
        return False
    cursor.accept("VIEW")
    cursor.accept("CONCURRENTLY")
    lenient = cursor.accept("IF", "EXISTS")
    if what in {"FUNCTION", "PROCEDURE", "TRIGGER", "DATABASE"}:
        _drop_routine(cursor, catalog, what)
        return True
    while True:
        mark = cursor.mark
        name = cursor.name()
        _Removal(catalog, name, cursor.origin_from(mark), lenient=lenient).remove(what)
        if what == "INDEX" and cursor.accept("ON"):
            cursor.name("a table")
        if not cursor.accept(","):
            break
    cursor.rest()
    return True


class _Removal:
    def __init__(self, catalog: Catalog, name: Name, origin: Origin, *, lenient: bool) -> None:
        self._catalog = catalog
        self._name = name
        self._origin = origin
        self._lenient = lenient

    def remove(self, what: str) -> None:
        catalog = self._catalog
        match what:
            case "TABLE":
                self._table()
            case "VIEW" | "MATERIALIZED":
                catalog.views.pop(catalog.known(self._name, catalog.views), None)
            case "TYPE":
                catalog.enums.pop(catalog.known(self._name, catalog.enums), None)
            case "DOMAIN":
                catalog.domains.pop(catalog.known(self._name, catalog.domains), None)
            case "SEQUENCE":
                catalog.sequences.pop(catalog.known(self._name, catalog.sequences), None)
            case "SCHEMA":
                self._namespace()
            case "EXTENSION":
                catalog.extensions.pop(self._name.name, None)
            case _:
                self._index()

    def _table(self) -> None:
        catalog = self._catalog
        known = catalog.known(self._name, catalog.tables)
        if catalog.tables.pop(known, None) is None:
            if not self._lenient:
                catalog.findings.append(
                    diagnostic("schema-table-not-found", self._origin, name=self._name)
                )
            return
        for name, table in list(catalog.tables.items()):
            kept = tuple(each for each in table.foreign_keys if each.table != known)
            catalog.tables[name] = replace(table, foreign_keys=kept)
            if table.partition_of == known:
                del catalog.tables[name]

    def _namespace(self) -> None:
        catalog = self._catalog
        gone = self._name.name
        catalog.namespaces.pop(gone, None)
        for name in [each for each in catalog.tables if each.namespace == gone]:
            del catalog.tables[name]

    def _index(self) -> None:
        for name, table in list(self._catalog.tables.items()):
            if any(each.name == self._name.name for each in table.indexes):
                self._catalog.tables[name] = without_rule(table, self._name.name)


def _drop_routine(cursor: Cursor, catalog: Catalog, what: str) -> None:
    """Forget a function or trigger that an earlier file created."""
    name = cursor.name().name.casefold()
    cursor.rest()
    catalog.skipped = [
        each
        for each in catalog.skipped
        if each.sql is None
        or what not in each.text.upper().split()
        or name not in each.text.casefold()
    ]
