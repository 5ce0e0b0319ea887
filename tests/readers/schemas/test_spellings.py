"""Expressions of one database, as another one reads them."""

import sqlite3

import pytest

from pactgen.ir.translation import translated, translated_views
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
        ("day - until > 3", "CAST(JULIANDAY(day) - JULIANDAY(until) AS INTEGER) > 3"),
        ("day + 3 > until", None),
        ("code ~ '^[A-Z]+$'", None),
        ("num_nonnulls(state, code) = 1", None),
    ],
)
def test_checks_of_postgresql_on_sqlite(written: str, spelled: str | None):
    columns = "day date, until date, code text, state varchar(9), price numeric(8, 2)"
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


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("SUM(CASE WHEN t.paid = 1 THEN 2 ELSE 0 END)", "t.paid = TRUE"),
        ("SUM(t.paid)", "SUM(CASE WHEN t.paid THEN 1 ELSE 0 END)"),
        ("SUM(CASE WHEN t.paid IN (0, 1) THEN 2 ELSE 0 END)", "t.paid IN (FALSE, TRUE)"),
        ("SUM(CASE WHEN t.n = 1 THEN 2 ELSE 0 END)", "t.n = 1"),
    ],
)
def test_marks_of_mysql_are_true_or_false_on_postgresql(written: str, spelled: str):
    view_of = "CREATE VIEW v AS SELECT EXPRESSION AS s FROM t;".replace("EXPRESSION", written)
    schema = schema_of("mysql", "CREATE TABLE t (n INT, paid TINYINT(1) NOT NULL);" + view_of)
    (view,) = translated_views(schema, "postgresql")
    assert spelled in view.query


def test_views_over_tables_of_a_schema_name_them_alone_on_sqlite():
    schema = schema_of(
        "postgresql",
        "CREATE SCHEMA a; CREATE TABLE a.t (n int);"
        "CREATE VIEW a.v AS SELECT count(*) FILTER (WHERE t.n > 1) AS some FROM a.t;",
    )
    (view,) = translated_views(schema, "sqlite")
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (n int)")
    connection.execute("INSERT INTO t VALUES (1), (2)")
    assert connection.execute(view.query).fetchall() == [(1,)]


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("REGEXP_LIKE(code, '^[A-Z]{2}$', 'c')", "code ~ '^[A-Z]{2}$'"),
        ("code REGEXP BINARY '^x'", "code ~ '^x'"),
        ("code REGEXP '^x'", "code ~* '^x'"),
        (r"regexp_like(`code`, _utf8mb4'^\\d+(?:x)?$')", r"""code ~* '^\d+(?:x)?$'"""),
        (r"code REGEXP '^\\p{L}+$'", None),
        ("code REGEXP '^(?i)x'", None),
        ("REGEXP_LIKE(code, '^x', 'm')", None),
        ("code REGEXP other", None),
    ],
)
def test_regular_expressions_of_mysql_on_postgresql(written: str, spelled: str | None):
    made = f"CREATE TABLE t (code varchar(9), other varchar(9), CHECK ({written}));"
    schema = schema_of("mysql", made)
    (table,) = translated(schema, "postgresql").tables
    found = [check.expression.replace('"', "") for check in table.checks]
    assert found == ([] if spelled is None else [spelled])
    assert translated(schema, "sqlite").tables[0].checks[:-2] == ()
