"""CREATE INDEX.

Location: pactgen/readers/sql/indexes.py. Used by `statements`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.diagnostics import diagnostic
from pactgen.ir.derived_names import named_index
from pactgen.ir.schema import Index
from pactgen.readers.sql.constraints import UNNAMED, read_parts, skip_index_options
from pactgen.readers.sql.settle import settle
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.ir.schema import Name
    from pactgen.readers.sql.catalog import Catalog
    from pactgen.readers.sql.cursor import Cursor
    from pactgen.source import Origin

_AFTER_WHERE = frozenset({"USING", "COMMENT", "ALGORITHM", "LOCK", "TABLESPACE"})


def create_index(cursor: Cursor, catalog: Catalog, special: str | None) -> None:
    """Consume what follows CREATE INDEX; `special` is UNIQUE, FULLTEXT or SPATIAL."""
    mark = cursor.mark
    cursor.accept("CONCURRENTLY")
    lenient = cursor.accept("IF", "NOT", "EXISTS")
    name = UNNAMED if cursor.at("ON") else cursor.name("an index's name").name
    method = None
    if cursor.accept("USING"):
        method = cursor.take().value.lower()
    cursor.expect("ON")
    cursor.accept("ONLY")
    place = cursor.mark
    table_name = cursor.name("a table")
    table_origin = cursor.origin_from(place)
    if cursor.accept("USING"):
        method = cursor.take().value.lower()
    parts = read_parts(cursor)
    origin = cursor.origin_from(mark)
    index = Index(
        name=name,
        parts=parts,
        origin=origin,
        unique=special == "UNIQUE",
        method=special.lower() if special in {"FULLTEXT", "SPATIAL"} else method,
    )
    index = _clauses(cursor, index)
    if index.method == "btree":
        index = replace(index, method=None)
    _attach(catalog, index, table_name, table_origin, lenient=lenient)


def _attach(
    catalog: Catalog, index: Index, name: Name, table_origin: Origin, *, lenient: bool
) -> None:
    """Give the index to its table, or to the materialized view that it speeds up."""
    table = catalog.find_table(name)
    if table is not None:
        known = next((each for each in table.indexes if each.name == index.name != UNNAMED), None)
        if known is None:
            catalog.tables[table.name] = replace(table, indexes=(*table.indexes, index))
            settle(catalog, table.name)
        elif not lenient:
            catalog.findings.append(
                diagnostic("schema-declared-twice", index.origin, what="index", name=index.name)
            )
        return
    view_name = catalog.known(name, catalog.views)
    view = catalog.views.get(view_name)
    if view is not None:
        taken = catalog.taken.setdefault(view_name.namespace, set())
        index = named_index(index, view_name.name, taken, catalog.dialect)
        catalog.views[view_name] = replace(view, indexes=(*view.indexes, index))
    else:
        catalog.findings.append(diagnostic("schema-table-not-found", table_origin, name=name))


def _clauses(cursor: Cursor, index: Index) -> Index:
    while not cursor.done:
        if cursor.accept("INCLUDE"):
            include = tuple(part.identifier("a column") for part in cursor.list())
            index = replace(index, include=include)
        elif cursor.accept("NULLS"):
            index = replace(index, nulls_not_distinct=cursor.accept("NOT"))
            cursor.expect("DISTINCT")
        elif cursor.accept("WHERE"):
            index = replace(index, where=cursor.text_to(_AFTER_WHERE))
        elif cursor.at("USING") or cursor.at("COMMENT"):
            comment = skip_index_options(cursor)
            index = replace(index, comment=comment or index.comment)
        else:
            cursor.take()
    return index
