"""SQL in migrations, as SQLAlchemy hands it to the database."""

import ast

import pytest
from sqlalchemy import text
from sqlalchemy.dialects import postgresql

from pactgen.views.migration.sql import literal


@pytest.mark.parametrize(
    "sql",
    [
        "CHECK (VALUE ~ '^[^@[:space:]]+@[[:alpha:]]$')",
        "SELECT 'a'::text, now()::date",
        'DEFAULT \'{"a": 1, "b":true}\'',
        "CHECK (code ~ '^\\d\\:x$')",
        "SELECT ' :name', ':a:b', '::c'",
    ],
)
def test_sql_reaches_the_database_as_it_is(sql: str):
    statement = text(ast.literal_eval(str(literal(sql))))
    compiled = str(statement.compile(dialect=postgresql.asyncpg.dialect()))
    assert compiled.replace("%%", "%") == sql
