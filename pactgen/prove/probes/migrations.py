"""Apply the migrations of DATABASE_URL, compare, go back, apply again: `migrations.py PACKAGE`.

Prints `{"done": [[command, [table, …]], …], "failed": command or null, "why": …}`, the tables being
those that are there after a command. One process does it all: starting Python and importing
the libraries is most of the cost.
"""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
import io
import json
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.util import CommandError

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS: Final[tuple[tuple[str, Callable[[Config], object]], ...]] = (
    ("upgrade head", lambda config: command.upgrade(config, "head")),
    ("check", command.check),
    ("downgrade base", lambda config: command.downgrade(config, "base")),
    ("upgrade head again", lambda config: command.upgrade(config, "head")),
)


async def tables(package: str) -> list[str]:
    """List the tables that are really there, Alembic's own left out."""
    database = importlib.import_module(f"{package}.database")
    settings = importlib.import_module(f"{package}.settings").Settings()
    engine = database.create_engine(settings)
    try:
        async with engine.connect() as connection:
            names = await connection.run_sync(_named)
    finally:
        await engine.dispose()
    return sorted(name for name in names if name != "alembic_version")


def _named(connection: sa.Connection) -> list[str]:
    """Return the tables of all schemas but the database's own."""
    inspector = sa.inspect(connection)
    own = {"information_schema"}
    spaces = [name for name in inspector.get_schema_names() if name not in own]
    return [name for space in spaces for name in inspector.get_table_names(schema=space)]


async def create_tables(package: str) -> None:
    """Make the tables from the models, where the team brings its own migrations."""
    importlib.import_module(f"{package}.features")
    if importlib.util.find_spec(f"{package}.models") is not None:  # features may not ask for it
        importlib.import_module(f"{package}.models")
    database = importlib.import_module(f"{package}.database")
    engine = database.create_engine(importlib.import_module(f"{package}.settings").Settings())
    try:
        async with engine.begin() as connection:
            await connection.run_sync(database.Base.metadata.create_all)
    finally:
        await engine.dispose()


def main() -> None:
    """Run one command after the other; stop at the first that fails."""
    answer: dict[str, Any] = {"done": [], "failed": None, "why": ""}
    commands = COMMANDS
    if not any(Path("migrations", "versions").glob("*.py")):
        asyncio.run(create_tables(sys.argv[1]))
        answer["done"].append(["create tables", asyncio.run(tables(sys.argv[1]))])
        commands = ()
    for name, act in commands:
        try:
            act(Config("alembic.ini", stdout=io.StringIO()))
        except CommandError as error:
            answer |= {"failed": name, "why": str(error)}
            break
        except Exception:  # noqa: BLE001 - whatever it is, it is the finding
            answer |= {"failed": name, "why": traceback.format_exc(limit=-4)}
            break
        answer["done"].append([name, asyncio.run(tables(sys.argv[1]))])
    print(json.dumps(answer))  # noqa: T201 - its output


if __name__ == "__main__":
    main()
