"""A schema as SQLAlchemy's metadata, apart from the code under test: what models declare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from pactgen.ir.schema import Column, Schema, Table

TYPES: dict[str, Any] = {
    "integer": sa.Integer(),
    "bigint": sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
    "double": sa.Double(),
    "boolean": sa.Boolean(),
    "uuid": sa.Uuid(),
    "date": sa.Date(),
    "timestamptz": sa.DateTime(timezone=True),
    "json": sa.JSON(none_as_null=True),
}


def metadata_of(schema: Schema) -> sa.MetaData:
    metadata = sa.MetaData()
    for table in schema.tables:
        _table(metadata, table)
    return metadata


def _table(metadata: sa.MetaData, table: Table) -> sa.Table:
    assert table.primary_key is not None
    return sa.Table(
        table.name.name,
        metadata,
        *(_column(each) for each in table.columns),
        sa.PrimaryKeyConstraint(*table.primary_key.columns, name=table.primary_key.name),
        *(sa.UniqueConstraint(*key.columns, name=key.name) for key in table.uniques),
        *(
            sa.ForeignKeyConstraint(
                key.columns,
                [f"{key.table.name}.{name}" for name in key.referred],
                name=key.name,
                ondelete=key.on_delete if key.on_delete != "NO ACTION" else None,
            )
            for key in table.foreign_keys
        ),
        *(
            sa.Index(index.name, *(part.column or "" for part in index.parts), unique=index.unique)
            for index in table.indexes
        ),
    )


def type_of(column: Column) -> Any:
    if column.type.kind == "varchar":
        return sa.String(*column.type.arguments)
    return TYPES[column.type.kind]


def _column(column: Column) -> sa.Column[Any]:
    default = None if column.default is None else sa.text(column.default.text)
    return sa.Column(column.name, type_of(column), nullable=column.nullable, server_default=default)
