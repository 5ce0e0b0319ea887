"""The view of the first migration: every table, constraint and index, by name.

Location: pactgen/views/migration.py. Used by plan.py; printed by 0001_initial.py.jinja.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgen.emit import Emitted, code, string
from pactgen.views.columns import in_creation_order
from pactgen.views.known import known
from pactgen.views.layout import Code, call, laid_out, listing, prefixed

if TYPE_CHECKING:
    from pactgen.ir.database import Column, ColumnKind, Table
    from pactgen.ir.design import Design

STEP = 4
LONGEST_NAME = 63
"""Of PostgreSQL; `op.f` shortens longer names as the models do."""

SQL_TYPES: dict[ColumnKind, str] = {
    "uuid": "sa.Uuid()",
    "text": "sa.String()",
    "integer": "sa.Integer()",
    "bigint": "BIG_INT",
    "double": "sa.Double()",
    "boolean": "sa.Boolean()",
    "timestamp": "sa.DateTime(timezone=True)",
    "date": "sa.Date()",
    "json": "sa.JSON()",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationView:
    """Everything that the revision prints."""

    imports: tuple[Emitted, ...]
    has_tables: bool
    has_big_integers: bool
    upgrade: tuple[Emitted, ...]
    downgrade: tuple[Emitted, ...]


def migration_view(design: Design) -> MigrationView:
    """Prepare migrations/versions/0001_initial.py."""
    tables = in_creation_order(design.tables.values())
    known: set[str] = set()
    upgrade: list[Code] = []
    late: list[Code] = []
    for table in tables:
        known.add(table.name)
        upgrade += [_create_table(table, known), *_create_indexes(table)]
        late += _late_foreign_keys(table, known)
    downgrade: list[Code] = [
        call("op.drop_table", string(table.name)) for table in reversed(tables)
    ]
    return MigrationView(
        imports=tuple(code(line) for line in _imports(tables)),
        has_big_integers=any(_has_big_integers(table) for table in tables),
        has_tables=bool(tables),
        upgrade=tuple(code(laid_out(each, indent=STEP)) for each in (*upgrade, *late)),
        downgrade=tuple(code(laid_out(each, indent=STEP)) for each in downgrade),
    )


def _imports(tables: tuple[Table, ...]) -> tuple[str, ...]:
    return ("import sqlalchemy as sa", "from alembic import op") if tables else ()


def _has_big_integers(table: Table) -> bool:
    return any(column.kind == "bigint" for column in table.columns)


def _create_table(table: Table, known: set[str]) -> Code:
    columns = [_column(column) for column in table.columns]
    key = call(
        "sa.PrimaryKeyConstraint", string(table.key.name), f"name={_named('pk', table.name)}"
    )
    foreign = [
        _foreign_key(table, column, "sa.ForeignKeyConstraint")
        for column in table.columns
        if column.references is not None and column.references.table in known
    ]
    unique = [
        call(
            "sa.UniqueConstraint",
            *(string(name) for name in names),
            f"name={_named('uq', table.name, *names)}",
        )
        for names in _uniques(table)
    ]
    return call("op.create_table", string(table.name), *columns, *foreign, key, *unique)


def _column(column: Column) -> Code:
    kind = SQL_TYPES[column.kind]
    if column.kind == "text" and column.length is not None:
        kind = f"sa.String({column.length})"
    return call("sa.Column", string(column.name), kind, f"nullable={column.nullable}")


def _uniques(table: Table) -> list[tuple[str, ...]]:
    single = [(column.name,) for column in table.columns if column.unique]
    return [*single, *table.uniques]


def _create_indexes(table: Table) -> list[Code]:
    return [
        call(
            "op.create_index",
            _named("ix", table.name, column.name),
            string(table.name),
            listing(string(column.name)),
        )
        for column in table.columns
        if column.index and not column.unique
    ]


def _foreign_key(table: Table, column: Column, function: str) -> Code:
    target = known(column.references)
    return call(
        function,
        listing(string(column.name)),
        listing(string(f"{target.table}.{target.column}")),
        prefixed("name=", _named("fk", table.name, column.name, target.table)),
        f"ondelete={string(target.on_delete)}",
    )


def _late_foreign_keys(table: Table, known: set[str]) -> list[Code]:
    """Close circles of references once both tables are there."""
    return [
        f"with op.batch_alter_table({string(table.name)}) as batch:\n"
        + laid_out(_batch_foreign_key(table, column), indent=2 * STEP)
        for column in table.columns
        if column.references is not None and column.references.table not in known
    ]


def _batch_foreign_key(table: Table, column: Column) -> Code:
    target = known(column.references)
    return call(
        "batch.create_foreign_key",
        _named("fk", table.name, column.name, target.table),
        string(target.table),
        listing(string(column.name)),
        listing(string(target.column)),
        f"ondelete={string(target.on_delete)}",
    )


def _named(kind: str, *parts: str) -> str:
    name = "_".join((kind, *parts))
    return f"op.f({string(name)})" if len(name) > LONGEST_NAME else string(name)
