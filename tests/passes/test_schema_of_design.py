"""The designed tables as a schema hold what SQLAlchemy makes of the same design's migration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations

from pactgen.passes.tables.schema_of_design import schema_of_design
from pactgen.render import render
from pactgen.views.migration import migration_view
from tests.views.designs import railway

if TYPE_CHECKING:
    from pactgen.ir.schema import Schema, Table


@pytest.fixture(scope="module")
def migrated() -> sa.Inspector:
    """Return the database that the first migration of the railway makes."""
    engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    text = render("project/0001_initial.py.jinja", migration_view(railway()))
    with engine.connect() as connection:
        names: dict[str, Any] = {}
        exec(compile(text, "0001_initial.py", "exec"), names)  # noqa: S102 - our own output
        with Operations.context(MigrationContext.configure(connection)):
            names["upgrade"]()
        connection.commit()
    return sa.inspect(engine)


@pytest.fixture(scope="module")
def schema() -> Schema:
    return schema_of_design(railway())


def named(rows: list[Any], *wanted: str) -> set[tuple[Any, ...]]:
    return {
        tuple(tuple(row[key]) if isinstance(row[key], list) else row[key] for key in wanted)
        for row in rows
    }


def test_tables_and_their_columns(schema: Schema, migrated: sa.Inspector) -> None:
    assert {str(table.name) for table in schema.tables} == set(migrated.get_table_names())
    for table in schema.tables:
        columns = migrated.get_columns(str(table.name))
        assert {(one.name, one.nullable) for one in table.columns} == named(
            columns, "name", "nullable"
        )


def test_keys_and_indexes_have_the_names_of_the_migration(
    schema: Schema, migrated: sa.Inspector
) -> None:
    def described(table: Table) -> tuple[set[tuple[Any, ...]], ...]:
        return (
            {(key.name, key.columns) for key in table.uniques},
            {(index.name, tuple(part.column for part in index.parts)) for index in table.indexes},
            {(key.name, key.columns, key.table.name, key.referred) for key in table.foreign_keys},
        )

    for table in schema.tables:
        name = str(table.name)
        indexes = [index for index in migrated.get_indexes(name) if not index["unique"]]
        assert described(table) == (
            named(migrated.get_unique_constraints(name), "name", "column_names"),
            named(indexes, "name", "column_names"),
            named(
                migrated.get_foreign_keys(name),
                "name",
                "constrained_columns",
                "referred_table",
                "referred_columns",
            ),
        )


def test_counted_keys_are_told_from_drawn_ones(schema: Schema) -> None:
    counted = {
        str(table.name)
        for table in schema.tables
        for column in table.columns
        if column.identity is not None
    }
    expected = {
        table.name
        for table in railway().tables.values()
        if table.key.generated is not None and table.key.generated.kind == "identity"
    }
    assert counted == expected
    assert counted
