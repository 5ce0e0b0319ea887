"""The designed tables as a database schema: what migrations create and `pactgen schema` prints.

Location: pactgen/passes/tables/schema_of_design.py. Names follow the naming convention of the
generated `database.py`; they are given in full, so a printer that faces a limit (PostgreSQL: 63
characters) shortens them as SQLAlchemy does.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pactgen.ir.schema import (
    Column,
    DataType,
    ForeignKey,
    Index,
    IndexPart,
    Key,
    Name,
    Schema,
    Table,
    TypeKind,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir import database
    from pactgen.ir.design import Design

_TYPES: Final[Mapping[database.ColumnKind, tuple[TypeKind, str]]] = MappingProxyType(
    {
        "uuid": ("uuid", "UUID"),
        "text": ("varchar", "VARCHAR"),
        "integer": ("integer", "INTEGER"),
        "bigint": ("bigint", "BIGINT"),
        "double": ("double", "DOUBLE PRECISION"),
        "boolean": ("boolean", "BOOLEAN"),
        "timestamp": ("timestamptz", "TIMESTAMP WITH TIME ZONE"),
        "date": ("date", "DATE"),
        "json": ("json", "JSON"),
        "bytes": ("bytes", "BYTEA"),
    }
)


def schema_of_design(design: Design) -> Schema:
    """Return the database that the models of this design describe, in the design's order."""
    return schema_of_tables(tuple(design.tables.values()))


def schema_of_tables(tables: tuple[database.Table, ...]) -> Schema:
    """Return the database that these tables make; it fits every dialect."""
    return Schema(dialect=None, tables=tuple(_table(table) for table in tables))


def _table(table: database.Table) -> Table:
    key = (table.key.name,)
    unique = [(column.name,) for column in table.columns if column.unique]
    single = [(each.name,) for each in table.columns if each.index and not each.unique]
    return Table(
        name=Name(name=table.name),
        columns=tuple(_column(table, column) for column in table.columns),
        origin=table.origin,
        primary_key=Key(columns=key, name=f"pk_{table.name}", origin=table.origin),
        uniques=tuple(
            Key(columns=names, name=_named("uq", table, *names), origin=table.origin)
            for names in (*unique, *table.uniques)
        ),
        foreign_keys=tuple(
            _foreign_key(table, column, column.references)
            for column in table.columns
            if column.references is not None
        ),
        indexes=tuple(
            Index(
                name=_named("ix", table, *names),
                parts=tuple(IndexPart(column=name) for name in names),
                origin=table.origin,
            )
            for names in (*single, *table.indexes)
        ),
    )


def _column(table: database.Table, column: database.Column) -> Column:
    counted = column.generated is not None and column.generated.kind == "identity"
    return Column(
        name=column.name,
        type=_type(column),
        nullable=column.nullable,
        identity="auto" if counted else None,
        origin=table.origin,
    )


def _type(column: database.Column) -> DataType:
    kind, text = _TYPES[column.kind]
    arguments = () if column.kind != "text" or column.length is None else (column.length,)
    measured = f"{text}({column.length})" if arguments else text
    return DataType(kind=kind, text=measured, arguments=arguments, values=column.values)


def _foreign_key(
    table: database.Table, column: database.Column, target: database.ForeignKey
) -> ForeignKey:
    return ForeignKey(
        columns=(column.name,),
        table=Name(name=target.table),
        referred=(target.column,),
        name=_named("fk", table, column.name, target.table),
        on_delete=target.on_delete,
        origin=table.origin,
    )


def _named(kind: str, table: database.Table, *parts: str) -> str:
    return "_".join((kind, table.name, *parts))
