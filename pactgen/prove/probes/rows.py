"""Look into, or put rows into, the tables of a migrated database: `rows.py PACKAGE`.

Each line of standard input is a question, each answer a line `{"keys": […]}` or `{"error": trace}`:

    {"do": "keys", "table": …, "column": …}     the values of a column
    {"do": "value", "table": …, "column": …, "key": column, "of": key}     the value in that row
    {"do": "insert", "table": …, "key": column, "rows": [{column: value}],
     "texts": columns that travel as text,
     "secrets": those that hold the hash of a password}     the keys that these rows were given

One process answers them all: importing a large backend takes longer than any question. The database
is that of DATABASE_URL, opened with the backend's own engine and column types.
"""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
import json
import sys
import traceback
import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy.ext.asyncio import AsyncConnection


async def keys(connection: AsyncConnection, column: sa.Column[Any]) -> list[Any]:
    """List the values of a column."""
    found = await connection.execute(sa.select(column))
    return [row[0] for row in found]


async def value(
    connection: AsyncConnection, table: sa.Table, wanted: Mapping[str, Any]
) -> list[Any]:
    """Read one value of the row that has a key."""
    key = table.c[wanted["key"]]
    query = sa.select(table.c[wanted["column"]]).where(key == stored(key, wanted["of"]))
    return [row[0] for row in await connection.execute(query)]


async def insert(
    connection: AsyncConnection,
    table: sa.Table,
    wanted: dict[str, Any],
    hashed: Callable[[str], str],
) -> list[Any]:
    """Insert rows; the columns' own types turn the JSON values into what the database takes."""
    made = []
    for row in wanted["rows"]:
        values = {
            table.c[name]: value if name in wanted["texts"] else stored(table.c[name], value)
            for name, value in row.items()
        }
        values |= {table.c[name]: hashed(row[name]) for name in wanted["secrets"] if row.get(name)}
        done = await connection.execute(table.insert().values(values))
        made.append(getattr(done.inserted_primary_key, wanted["key"]))
    return made


def stored(column: sa.Column[Any], value: object) -> object:
    """Return a JSON value as the Python value that the column takes."""
    held = column.type.impl_instance if isinstance(column.type, sa.TypeDecorator) else column.type
    if value is None or isinstance(held, sa.JSON):
        return value
    kind = held.python_type
    if isinstance(value, str) and kind is uuid.UUID:
        return uuid.UUID(value)
    if isinstance(value, str) and kind is datetime:
        return datetime.fromisoformat(value)
    if isinstance(value, str) and kind is date:
        return date.fromisoformat(value)
    return Decimal(str(value)) if kind is Decimal else value


async def main() -> None:
    """Answer until there are no more questions."""
    package = sys.argv[1]
    answers, sys.stdout = sys.stdout, sys.stderr  # whatever the backend prints is no answer
    importlib.import_module(f"{package}.features")
    if importlib.util.find_spec(f"{package}.models") is not None:  # features may not ask for it
        importlib.import_module(f"{package}.models")
    database = importlib.import_module(f"{package}.database")
    settings = importlib.import_module(f"{package}.settings").Settings()
    tables = database.Base.metadata.tables
    engine = database.create_engine(settings)
    answer: dict[str, Any]
    try:
        for line in sys.stdin:
            try:
                async with engine.begin() as connection:
                    answer = {"keys": await answered(connection, tables, json.loads(line), package)}
            except Exception:  # noqa: BLE001 - whatever it is, it is the answer
                answer = {"error": traceback.format_exc()}
            print(json.dumps(answer, default=str), file=answers, flush=True)
    finally:
        await engine.dispose()


async def answered(
    connection: AsyncConnection,
    tables: Mapping[str, sa.Table],
    question: dict[str, Any],
    package: str,
) -> list[Any]:
    """Answer one question in a transaction of its own."""
    table = tables[question["table"]]
    match question["do"]:
        case "keys":
            return await keys(connection, table.c[question["column"]])
        case "value":
            return await value(connection, table, question)
        case "insert":
            hashed = importlib.import_module(f"{package}.security").hash_password
            return await insert(connection, table, question, hashed)
        case unknown:
            raise ValueError(unknown)


if __name__ == "__main__":
    asyncio.run(main())
