"""Look into, or put rows into, the tables of a migrated database.

    rows.py PACKAGE keys TABLE COLUMN    prints {"keys": […]}
    rows.py PACKAGE insert               reads {"table": …, "key": column, "rows": [{column:
                                         value}], "texts": columns that travel as text,
                                         "secrets": those that hold the hash of a password}
                                         from the variable ROWS, prints the keys that these
                                         rows were given, in their order

The database is that of DATABASE_URL, opened with the backend's own engine and column types.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import sys
import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.ext.asyncio import AsyncConnection


async def keys(connection: AsyncConnection, column: sa.Column[Any]) -> dict[str, Any]:
    """List the values of a column."""
    found = await connection.execute(sa.select(column))
    return {"keys": [row[0] for row in found]}


async def insert(
    connection: AsyncConnection, metadata: sa.MetaData, hashed: Callable[[str], str]
) -> dict[str, Any]:
    """Insert rows; the columns' own types turn the JSON values into what the database takes."""
    wanted = json.loads(os.environ["ROWS"])
    table = metadata.tables[wanted["table"]]
    made = []
    for row in wanted["rows"]:
        values = {
            table.c[name]: value if name in wanted["texts"] else stored(table.c[name], value)
            for name, value in row.items()
        }
        values |= {table.c[name]: hashed(row[name]) for name in wanted["secrets"] if row.get(name)}
        done = await connection.execute(table.insert().values(values))
        made.append(getattr(done.inserted_primary_key, wanted["key"]))
    return {"keys": made}


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
    """Do what the arguments say."""
    package = sys.argv[1]
    importlib.import_module(f"{package}.features")
    database = importlib.import_module(f"{package}.database")
    settings = importlib.import_module(f"{package}.settings").Settings()
    metadata: sa.MetaData = database.Base.metadata
    engine = database.create_engine(settings)
    try:
        async with engine.begin() as connection:
            match sys.argv[2:]:
                case ["keys", table, column]:
                    answer = await keys(connection, metadata.tables[table].c[column])
                case ["insert"]:
                    hashed = importlib.import_module(f"{package}.security").hash_password
                    answer = await insert(connection, metadata, hashed)
                case unknown:
                    raise SystemExit(f"rows.py: {unknown}")
    finally:
        await engine.dispose()
    print(json.dumps(answer, default=str))  # noqa: T201 - its output


if __name__ == "__main__":
    asyncio.run(main())
