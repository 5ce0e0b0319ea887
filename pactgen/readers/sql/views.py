"""CREATE VIEW, and the columns that its query selects as far as they can be told.

Location: pactgen/readers/sql/views.py. `create_view` is used by `statements`; `with_columns` once
everything is declared, because views may name each other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pactgen.ir.schema import Column, DataType, Name, View
from pactgen.readers.sql.expressions import GLOT, parsed
from pactgen.readers.sql.portable import elsewhere, kinds_of
from pactgen.readers.sql.types import read_alone
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.readers.sql.catalog import Catalog
    from pactgen.readers.sql.cursor import Cursor

_FILLED: Final = re.compile(r"\s+WITH\s+(?:NO\s+)?DATA$", re.IGNORECASE)
_UNTOLD: Final = DataType(kind="other", text="")


def create_view(cursor: Cursor, catalog: Catalog, options: str, *, materialized: bool) -> None:
    """Consume what follows VIEW."""
    cursor.accept("IF", "NOT", "EXISTS")
    mark = cursor.mark
    name = catalog.canonical(cursor.name("a view"))
    origin = cursor.origin_from(mark)
    names: tuple[str, ...] = ()
    if cursor.at("("):
        names = tuple(element.identifier("a column") for element in cursor.list())
    after = cursor.text_to({"AS"})
    cursor.expect("AS")
    query = cursor.rest_without(catalog.default_namespace)
    if materialized:
        query = _FILLED.sub("", query)
    columns = tuple(Column(name=each, type=_UNTOLD, nullable=True, origin=origin) for each in names)
    catalog.views[name] = View(
        name=name,
        query=query,
        origin=origin,
        columns=columns,
        named=bool(names),
        materialized=materialized,
        options=" ".join(part for part in (options, after) if part) or None,
    )


def with_columns(catalog: Catalog) -> None:
    """Find the columns of every view."""
    reading = _Reading(catalog)
    kinds = kinds_of(catalog.tables.values())
    for name, view in list(catalog.views.items()):
        tree = parsed(view.query, catalog.dialect)
        columns = reading.columns(view, tree)
        if view.columns and len(columns) == len(view.columns):
            renamed = zip(view.columns, columns, strict=True)
            columns = tuple(replace(told, name=named.name) for named, told in renamed)
        columns = _distinct(columns or view.columns)
        catalog.views[name] = replace(
            view,
            columns=columns,
            identity=grouped_by(tree, columns, catalog),
            elsewhere=tuple(elsewhere(view.query, catalog.dialect, kinds)),
        )


def grouped_by(
    tree: Any,  # noqa: ANN401  (sqlglot)
    columns: tuple[Column, ...],
    catalog: Catalog,
) -> tuple[str, ...]:
    """Return the columns that a query groups by: no two of its rows share their values.

    Nothing where it does not group, or by something that it does not show.
    """
    group = None if tree is None else tree.args.get("group")
    if group is None or len(tree.selects) != len(columns):
        return ()
    shown = [each.unalias().sql() for each in tree.selects]
    aliases = [each.alias_or_name for each in tree.selects]
    found = []
    for key in _determining(tree, group.expressions, catalog):
        text = key.sql()
        names = shown if text in shown else aliases
        place = int(text) - 1 if text.isdigit() else names.index(text) if text in names else -1
        if not 0 <= place < len(columns):
            return ()
        found.append(columns[place].name)
    return tuple(dict.fromkeys(found)) if len(group.args) == 1 else ()


def _determining(tree: Any, keys: list[Any], catalog: Catalog) -> list[Any]:  # noqa: ANN401  (sqlglot)
    """Leave out what depends on the primary key of its table, which is grouped by as well."""
    from sqlglot import exp  # noqa: PLC0415  (a third of a second)

    tables = {_key(name): table for name, table in catalog.tables.items()}
    sources = {each.alias_or_name: each.name.casefold() for each in tree.find_all(exp.Table)}
    only = next(iter(sources)) if len(sources) == 1 else ""
    places = [
        (key.table or only, key.name.casefold()) if isinstance(key, exp.Column) else None
        for key in keys
    ]
    primary: dict[str, set[str]] = {}
    for alias, name in sources.items():
        table = tables.get(name)
        if table is not None and table.primary_key is not None:
            due = {column.casefold() for column in table.primary_key.columns}
            if all((alias, column) in places for column in due):
                primary[alias] = due
    return [
        key
        for key, place in zip(keys, places, strict=True)
        if place is None or place[0] not in primary or place[1] in primary[place[0]]
    ]


def _distinct(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return the columns if their names tell them apart; a mapped class needs that."""
    return columns if len({column.name for column in columns}) == len(columns) else ()


class _Reading:
    """Resolves names in queries against the tables and the views before."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._sources: dict[str, tuple[Column, ...]] = {
            _key(name): table.columns for name, table in catalog.tables.items()
        }

    def columns(self, view: View, tree: Any) -> tuple[Column, ...]:  # noqa: ANN401  (sqlglot)
        """Return what a view selects; () when its query cannot be understood."""
        selected = () if tree is None else self._selected(tree.copy(), view)
        self._sources[_key(view.name)] = selected
        return selected

    def _selected(self, tree: Any, view: View) -> tuple[Column, ...]:  # noqa: ANN401  (sqlglot)
        from sqlglot import exp  # noqa: PLC0415  (a third of a second)
        from sqlglot.errors import SqlglotError  # noqa: PLC0415  (as above)
        from sqlglot.optimizer.annotate_types import annotate_types  # noqa: PLC0415  (as above)
        from sqlglot.optimizer.qualify import qualify  # noqa: PLC0415  (as above)

        dialect = GLOT[self._catalog.dialect]
        for table in tree.find_all(exp.Table):
            table.set("db", None)
            table.set("catalog", None)
        schema: dict[str, object] = {
            name: {column.name: column.type.text or "text" for column in columns}
            for name, columns in self._sources.items()
        }
        try:
            names = [each.alias_or_name for each in tree.selects]
            tree = qualify(
                tree,
                schema=schema,
                dialect=dialect,
                validate_qualify_columns=False,
                quote_identifiers=False,
            )
            tree = annotate_types(tree, schema=schema, dialect=dialect)
        except (SqlglotError, RecursionError, ValueError, KeyError, AttributeError):
            return tuple(self._column(name, _UNTOLD, view) for name in names if name != "*")
        return tuple(
            self._column(each.alias_or_name, self._type(each, tree), view) for each in tree.selects
        )

    def _column(self, name: str, kind: DataType, view: View) -> Column:
        return Column(name=name, type=kind, nullable=True, origin=view.origin)

    def _type(self, projection: Any, tree: Any) -> DataType:  # noqa: ANN401  (sqlglot)
        """Return the type of the column that is selected, or of the expression."""
        from sqlglot import exp  # noqa: PLC0415  (as above)

        value = projection.unalias()
        if isinstance(value, exp.Column):
            for table in tree.find_all(exp.Table):
                if table.alias_or_name == value.table:
                    for column in self._sources.get(table.name.casefold(), ()):
                        if column.name.casefold() == value.name.casefold():
                            return column.type
        kind = value.type
        if kind is None or kind.this in {exp.DataType.Type.UNKNOWN, exp.DataType.Type.NULL}:
            return _UNTOLD
        return read_alone(kind.sql(GLOT[self._catalog.dialect]), self._catalog.dialect)


def _key(name: Name) -> str:
    return name.name.casefold()
