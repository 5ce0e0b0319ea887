"""Databases with rows, and revisions carried out on them inside the test process."""

from __future__ import annotations

import asyncio
import json
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from secrets import token_hex
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import UUID

import asyncpg
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy.ext.asyncio import create_async_engine

from pactgen.migrations.plan import NewRevision
from pactgen.prove.postgres import known_servers
from pactgen.render import proven
from pactgen.views.migration.revision import revision_view
from tests.migrations.metadata import metadata_of, type_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from pactgen.ir.schema import Column, Schema, Table
    from pactgen.migrations.changes import Change

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Of the generated database.py."""
Rows = dict[str, dict[Any, dict[str, Any]]]
"""Table to primary key to values."""


def module_of(old: Schema, changes: tuple[Change, ...]) -> dict[str, Any]:
    """Return the revision that carries the changes out, executed as a module."""
    text = text_of(old, changes)
    module: dict[str, Any] = {"__name__": "revision"}
    exec(compile(text, "revision.py", "exec"), module)  # noqa: S102 - our own output
    return module | {"text": text}


def text_of(old: Schema, changes: tuple[Change, ...]) -> str:
    """Return the text of a revision."""
    revision = NewRevision(
        number=2,
        slug="change",
        id="cafe",
        down=("0001",),
        summary="Change",
        old=old,
        changes=changes,
    )
    return proven("project/revision.py.jinja", lambda: revision_view(revision))


@contextmanager
def sqlite() -> Iterator[sa.Connection]:
    """Hold an empty SQLite database, prepared as migrations/env.py prepares it."""
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        yield connection
    engine.dispose()


@contextmanager
def throwaway() -> Iterator[str | None]:
    """Give the URL of a PostgreSQL database that is dropped afterwards, None without a server."""
    server, name = urlsplit(known_servers()[0]), f"pactgen_{token_hex(6)}"
    try:
        asyncio.run(_command(server.geturl(), f"CREATE DATABASE {name}"))
    except OSError:
        yield None
        return
    yield server._replace(scheme="postgresql+asyncpg", path=f"/{name}").geturl()
    asyncio.run(_command(server.geturl(), f"DROP DATABASE {name}"))


async def _command(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(statement)
    await connection.close()


def on_postgresql(url: str, act: Callable[[sa.Connection], None]) -> None:
    """Act inside a transaction that is rolled back, so that the database stays empty."""

    async def run() -> None:
        engine = create_async_engine(url)
        async with engine.connect() as connection:
            await connection.run_sync(act)
            await connection.rollback()
        await engine.dispose()

    asyncio.run(run())


class Database:
    """A connection that revisions run on."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection

    def run(self, module: dict[str, Any], name: str) -> None:
        """Run `upgrade` or `downgrade` of a revision."""
        metadata = sa.MetaData(naming_convention=NAMING)
        context = MigrationContext.configure(
            self.connection, opts={"target_metadata": metadata, "as_sql": False}
        )
        with Operations.context(context):
            module[name]()
        if self.connection.dialect.name == "sqlite":
            broken = self.connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            assert not broken, broken

    def differs_from(self, schema: Schema) -> list[Any]:
        """Return what autogenerate would do to reach this schema."""
        context = MigrationContext.configure(
            self.connection, opts={"compare_type": True, "compare_server_default": True}
        )
        return [*compare_metadata(context, metadata_of(schema)), *self._other_rules(schema)]

    def _other_rules(self, schema: Schema) -> list[Any]:
        """Return the tables with other checks than the schema's, which Alembic does not compare."""
        inspector = sa.inspect(self.connection)
        found = []
        for table in schema.tables:
            there = {one["name"] for one in inspector.get_check_constraints(table.name.name)}
            wanted = {one.name for one in table.checks}
            if there != wanted:
                found.append((table.name.name, there, wanted))
        return found

    def fill(self, random: Random, schema: Schema, rows: int) -> None:
        """Put rows into every table."""
        keys: dict[str, list[Any]] = {}
        for table in sorted(schema.tables, key=lambda one: str(one.name)):
            made = []
            for number in range(rows):
                row = {one.name: _drawn(random, table, one, number, keys) for one in table.columns}
                made.append(row)
            self.connection.execute(_typed(table).insert(), made)
            keys[table.name.name] = [row["id"] for row in made]

    def clear(self, schema: Schema) -> None:
        """Remove every row; foreign keys are no obstacle where all tables are emptied at once."""
        names = [one.name.name for one in schema.tables]
        if self.connection.dialect.name == "postgresql":
            self.connection.exec_driver_sql(f"TRUNCATE {', '.join(names)}")
            return
        for name in names:
            self.connection.execute(sa.delete(sa.table(name)))

    def rows(self, schema: Schema) -> Rows:
        """Return every row of every table."""
        found: Rows = {}
        for table in schema.tables:
            typed = _typed(table)
            rows = self.connection.execute(sa.select(typed)).mappings().all()
            found[table.name.name] = {row["id"]: dict(row) for row in rows}
        return found


def _typed(table: Table) -> sa.TableClause:
    columns = (sa.column(one.name, type_of(one)) for one in table.columns)
    return sa.table(table.name.name, *columns)


def _drawn(
    random: Random, table: Table, one: Column, number: int, keys: dict[str, list[Any]]
) -> Any:
    """Return a value that differs from row to row, or null where it may be."""
    for key in table.foreign_keys:
        if key.columns == (one.name,):
            known = keys.get(key.table.name)
            return random.choice(known) if known and not (one.nullable and number == 0) else None
    if one.nullable and random.random() < 0.2:
        return None
    if one.name == "id" or any(one.name in key.columns for key in table.uniques):
        return VALUES[one.type.kind](number, random)
    again = max(0, number - (random.random() < 0.15))  # so that two rows share a value
    if one.type.kind == "varchar":
        return _text(again, random)[: one.type.arguments[0] if one.type.arguments else None]
    if one.type.kind == "bigint" and random.random() < 0.3:
        return 2**40 + again
    return VALUES[one.type.kind](again, random)


def _text(number: int, random: Random) -> str:
    """Return a text that may look like a value of another type, or nearly."""
    return random.choice(
        (
            VALUES["varchar"](number, random),
            random.choice(("", "  ", "-", "+7", f" {number}", "007", "1e3", "-0.5", "1e999", "5.")),
            random.choice(("true", "No", "t", "0", "2")),
            random.choice(("2026-01-31", "2026-02-30", "0000-01-01", "2024-02-29 ", "2026-13-01")),
            random.choice(("2026-01-31T10:00:00Z", "2026-01-31 23:59:59.25+02:00", "now", "12:00")),
            random.choice((str(UUID(int=number)), UUID(int=number).hex.upper(), "{}", "null")),
            str(random.choice((number, -number, 2**31, 2**63, 10**18))),
        )
    )


def _moment(number: int, random: Random) -> datetime:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    return start + timedelta(days=number, seconds=random.randint(0, 86_399), microseconds=number)


TEXTS = ("a", "ß", "it's", ":x", "%s", '"')
VALUES: dict[str, Callable[[int, Random], Any]] = {
    "varchar": lambda number, random: f"{number} {random.choice(TEXTS)}",
    "integer": lambda number, random: number * 10 + random.randint(0, 9),
    "bigint": lambda number, random: 2**30 + number * 10 + random.randint(0, 9),
    "double": lambda number, random: number + random.choice((0.5, 0.25, 0.0)),
    "boolean": lambda number, random: bool(number % 2) == random.choice((True, False)),
    "uuid": lambda number, random: UUID(int=random.getrandbits(100) + number),
    "date": lambda number, _: date(2026, 1, 1) + timedelta(days=number),
    "timestamptz": _moment,
    "json": lambda number, random: random.choice(
        ({"a": [number, None]}, [number], f"text {number}", number, True)
    ),
}


def told(value: Any) -> Any:
    """Return a value as it can be compared, whatever type holds it now."""
    match value:
        case bool():
            return "true" if value else "false"
        case UUID():
            return str(value)
        case datetime():
            moment = value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC)
            return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        case date():
            return told(datetime(value.year, value.month, value.day, tzinfo=UTC))
        case float() if value.is_integer():
            return str(int(value))
        case int() | float():
            return str(value)
        case dict() | list():
            return json.dumps(value, sort_keys=True)
        case _:
            return value
