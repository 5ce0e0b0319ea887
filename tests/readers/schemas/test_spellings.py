"""Expressions of one database, as another one reads them."""

import sqlite3

import pytest

from pactgen.ir.translation import translated
from tests.readers.schemas.reading import schema_of


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("day >= DATE '1900-01-01'", "day >= '1900-01-01'"),
        ("char_length(code) <= 10", "LENGTH(code) <= 10"),
        ("state::text = ANY (ARRAY['on'::text, 'off'::text])", "state IN ('on', 'off')"),
        ("((state)::text <> ''::text)", "((state) <> '')"),
        ("(price >= (0)::numeric)", "(price >= (0))"),
        ("state IS DISTINCT FROM code", "state IS NOT code"),
        ("state ILIKE 'o%'", None),
        ("code ~ '^[A-Z]+$'", None),
        ("num_nonnulls(state, code) = 1", None),
    ],
)
def test_checks_of_postgresql_on_sqlite(written: str, spelled: str | None):
    columns = "day date, code text, state varchar(9), price numeric(8, 2)"
    schema = schema_of("postgresql", f"CREATE TABLE t ({columns}, CHECK ({written}));")
    (table,) = translated(schema, "sqlite").tables
    found = [check.expression for check in table.checks if "length(state)" not in check.expression]
    assert found == ([] if spelled is None else [spelled])
    for check in table.checks:
        sqlite3.connect(":memory:").execute(
            f"CREATE TABLE t ({columns}, CHECK ({check.expression}))"
        )


def test_what_is_computed_and_indexed():
    schema = schema_of(
        "postgresql",
        """
        CREATE TABLE t (
            first text, last text,
            whole text GENERATED ALWAYS AS (first || ' ' || last) STORED,
            found tsvector GENERATED ALWAYS AS (to_tsvector('english', first)) STORED
        );
        CREATE UNIQUE INDEX a ON t (lower(first)) WHERE (last IS NOT NULL);
        CREATE INDEX b ON t (date_trunc('day', now()));
        """,
    )
    (table,) = translated(schema, "sqlite").tables
    computed = [column.generated for column in table.columns]
    assert computed == [None, None, "first || ' ' || last", None]
    (index,) = table.indexes
    assert (index.parts[0].expression, index.where) == ("LOWER(first)", "(last IS NOT NULL)")


def test_checks_of_mysql_on_sqlite_by_way_of_postgresql():
    schema = schema_of("mysql", "CREATE TABLE t (`day` DATE, CHECK (`day` >= '2000-01-01'));")
    (table,) = translated(translated(schema, "postgresql"), "sqlite").tables
    assert [check.expression for check in table.checks] == ["\"day\" >= '2000-01-01'"]
