"""Real databases: run a script on one, migrate another, and say what is in each.

PostgreSQL and MariaDB are asked at PACTGEN_POSTGRES_URL and PACTGEN_MYSQL_URL, else on this
machine; tests skip where none answers. Every database has a random name and is dropped at the end.
"""

from __future__ import annotations

import asyncio
import os
import re
import secrets
import sqlite3
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy.ext.asyncio import create_async_engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""That of generated backends."""
POSTGRES = os.environ.get("PACTGEN_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
MYSQL = os.environ.get("PACTGEN_MYSQL_URL", "mysql://root@127.0.0.1:3306/mysql")


class Database:
    """An empty database of one kind."""

    def __init__(self, dialect: str, name: str) -> None:
        self.dialect = dialect
        self.name = name

    def script(self, path: Path) -> None:
        """Run a script with the database's own client."""
        if self.dialect == "sqlite":
            with sqlite3.connect(self.name) as connection:
                connection.executescript(path.read_text(encoding="utf-8"))
            return
        done = subprocess.run(
            client(self.dialect, self.name),
            input=_local(path, self),
            capture_output=True,
            check=False,
        )
        problems = done.stderr.decode()
        assert done.returncode == 0, problems[-2000:]
        assert "ERROR:" not in problems, problems[-2000:]

    def run(self, work: Callable[[sa.Connection], Any]) -> Any:
        """Call a function with a connection, in one transaction."""
        if self.dialect == "postgresql":
            return _run_postgres(self.name, work)
        url = f"sqlite:///{self.name}"
        if self.dialect == "mysql":
            server = urlsplit(MYSQL)
            url = f"mysql+pymysql://{server.netloc}/{self.name}"
        engine = sa.create_engine(url)
        with engine.begin() as connection:
            found = work(connection)
        engine.dispose()
        return found

    def migrate(self, revision: str, step: str = "upgrade") -> None:
        """Run one step of a revision, given as its text."""

        def work(connection: sa.Connection) -> None:
            metadata = sa.MetaData(naming_convention=NAMING)
            context = MigrationContext.configure(connection, opts={"target_metadata": metadata})
            namespace: dict[str, Any] = {"__name__": "revision"}
            with Operations.context(context):
                exec(compile(revision, "0001_initial.py", "exec"), namespace)  # noqa: S102
                namespace[step]()

        self.run(work)


def _run_postgres(name: str, work: Callable[[sa.Connection], Any]) -> Any:
    async def inside() -> Any:
        server = urlsplit(POSTGRES)
        engine = create_async_engine(f"postgresql+asyncpg://{server.netloc}/{name}")
        try:
            async with engine.begin() as connection:
                return await connection.run_sync(work)
        finally:
            await engine.dispose()

    return asyncio.run(inside())


def client(dialect: str, name: str) -> list[str]:
    if dialect == "postgresql":
        server = urlsplit(POSTGRES)
        return ["psql", "-q", "-v", "ON_ERROR_STOP=1", f"postgresql://{server.netloc}/{name}"]
    server = urlsplit(MYSQL)
    user = ["-u", server.username or "root", "-h", server.hostname or "127.0.0.1"]
    return ["mysql", "--comments", *user, "-P", str(server.port or 3306), name]


def _local(path: Path, database: Database) -> bytes:
    """Keep a script inside its own database: it may drop, create and choose one by name."""
    text = path.read_text(encoding="utf-8")
    elsewhere = r"^(?:DROP|CREATE) (?:DATABASE|SCHEMA) [^;]*;|^USE [^;]*;|^\\(?:c|connect)\b[^\n]*"
    if database.dialect == "postgresql":
        elsewhere = r"^(?:DROP|CREATE) DATABASE [^;]*;|^\\(?:c|connect)\b[^\n]*"
        return re.sub(elsewhere, "", text, flags=re.MULTILINE).encode()
    own = re.search(r"^USE (\w+)", text, re.MULTILINE)
    text = re.sub(elsewhere, "", text, flags=re.MULTILINE)
    return (text.replace(f"{own[1]}.", f"{database.name}.") if own else text).encode()


def answers(dialect: str) -> bool:
    name = "postgres" if dialect == "postgresql" else "mysql"
    statement = ["-c", "SELECT 1"] if dialect == "postgresql" else ["-e", "SELECT 1"]
    try:
        asked = subprocess.run(
            [*client(dialect, name), *statement], capture_output=True, check=False, timeout=10
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def _command(dialect: str, statement: str) -> None:
    name = "postgres" if dialect == "postgresql" else "mysql"
    option = "-c" if dialect == "postgresql" else "-e"
    subprocess.run([*client(dialect, name), option, statement], capture_output=True, check=True)


@contextmanager
def database(dialect: str, folder: Path) -> Iterator[Database]:
    """Make an empty database, and drop it at the end."""
    name = f"pactgen_{secrets.token_hex(6)}"
    if dialect == "sqlite":
        yield Database(dialect, str(folder / f"{name}.db"))
        return
    if not answers(dialect):
        pytest.skip(f"no {dialect} answers")
    _command(dialect, f"CREATE DATABASE {name}")
    try:
        yield Database(dialect, name)
    finally:
        _command(dialect, f"DROP DATABASE {name}")
