"""A contract changes under a backend whose database is full: what people stored is still there.

The project is scaffolded, filled through its own API on SQLite and PostgreSQL, scaffolded again
with the changed contract and its proof, migrated, asked, taken back and migrated again. The
changes: a property with another name, a new required one, one that goes, a wider enum, a wider and
another type, a new relation, a new resource.
"""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from pactgen.prove.exchange import Request, send
from pactgen.prove.postgres import NoPostgres, throwaway_database
from pactgen.prove.proving import open_backend
from pactgen.prove.server import running, sqlite_url
from tests.live.projects import pactgen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.live, pytest.mark.slow]

TRIP: dict[str, Any] = {
    "type": "object",
    "required": ["title", "state", "seats", "day"],
    "properties": {
        "id": {"type": "string", "format": "uuid", "readOnly": True},
        "title": {"type": "string", "minLength": 1, "maxLength": 40},
        "state": {"type": "string", "enum": ["open", "full"]},
        "seats": {"type": "integer", "format": "int32", "minimum": 0},
        "day": {"type": "string", "format": "date"},
        "meeting": {"type": "string", "maxLength": 200},
        "code": {"type": "string", "maxLength": 20},
        "price": {"type": "integer", "format": "int32"},
    },
}
BOAT: dict[str, Any] = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "id": {"type": "string", "format": "uuid", "readOnly": True},
        "name": {"type": "string", "maxLength": 60},
    },
}
TRIPS = (
    {"title": "Round the cape", "state": "open", "seats": 8, "day": "2026-05-01", "code": "17"},
    {"title": "It's a night sail", "state": "full", "seats": 0, "day": "2026-05-02", "code": "x"},
    {"title": "Ωmega: :x %s", "state": "open", "seats": 3, "day": "2026-06-30", "price": 12},
)
FULL = {"meeting": "Pier 3"}


def contract(**schemas: dict[str, Any]) -> dict[str, Any]:
    """Return a contract with a collection for each schema."""
    paths: dict[str, Any] = {}
    for name in schemas:
        plural, reference = f"{name.lower()}s", {"$ref": f"#/components/schemas/{name}"}
        one = {"application/json": {"schema": reference}}
        many = {"application/json": {"schema": {"type": "array", "items": reference}}}
        paths[f"/{plural}"] = {
            "get": operation(f"list{name}s", plural, "200", many),
            "post": operation(f"create{name}", plural, "201", one)
            | {"requestBody": {"required": True, "content": one}},
        }
        paths[f"/{plural}/{{id}}"] = {
            "parameters": [
                {
                    "name": "id",
                    "in": "path",
                    "required": True,
                    "schema": {"type": "string", "format": "uuid"},
                }
            ],
            "get": operation(f"get{name}", plural, "200", one),
        }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Sailing", "version": "1.0.0"},
        "security": [],
        "paths": paths,
        "components": {"schemas": dict(schemas)},
    }


def operation(name: str, tag: str, status: str, content: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": name,
        "tags": [tag],
        "responses": {status: {"description": "Done.", "content": content}},
    }


def changed() -> dict[str, Any]:
    """Return the second contract."""
    trip = deepcopy(TRIP)
    properties = trip["properties"]
    properties["label"] = properties.pop("title") | {"x-pactgen-renamed-from": "title"}
    trip["required"] = ["label", "state", "seats", "day", "berths"]
    properties["berths"] = {"type": "integer", "format": "int32", "default": 2}
    del properties["meeting"]
    properties["state"]["enum"] = ["open", "full", "cancelled"]
    properties["seats"]["format"] = "int64"
    properties["code"] = {"type": "integer", "format": "int32"}
    properties["price"] = {"type": "string", "maxLength": 40}
    properties["boat_id"] = {"type": "string", "format": "uuid"}
    return contract(Trip=trip, Boat=BOAT)


def ask(url: str, method: str, target: str, body: object = None) -> Any:
    """Return the body of a good answer."""
    headers = {} if body is None else {"Content-Type": "application/json"}
    sent = None if body is None else json.dumps(body).encode()
    reply = send(url, Request(method=method, target=target, headers=headers, body=sent))
    assert reply.status in {200, 201}, str(reply)
    return reply.json()


class Databases:
    """A SQLite file, and a PostgreSQL database where one answers."""

    def __init__(self, project: Path, urls: dict[str, str]) -> None:
        self.project = project
        self.urls = urls

    def fill(self) -> None:
        for url in self.urls.values():
            with running(open_backend(self.project), database_url=url, base_path="") as server:
                for trip in TRIPS:
                    ask(server.url, "POST", "/trips", trip | FULL)

    def rows(self, url: str) -> dict[str, dict[str, Any]]:
        """Return the trips by their day, read one by one as clients do."""
        backend = open_backend(self.project)
        with running(backend, database_url=url, base_path="", migrated=True) as server:
            listed = ask(server.url, "GET", "/trips")
            found = [ask(server.url, "GET", f"/trips/{one['id']}") for one in listed]
            return {one["day"]: one for one in found}

    def alembic(self, url: str, *command: str) -> None:
        done = open_backend(self.project).alembic(command, url)
        assert done.ok, done.tail


@pytest.fixture
def databases(tmp_path: Path) -> Iterator[Databases]:
    document, project = tmp_path / "api.json", tmp_path / "backend"
    document.write_text(json.dumps(contract(Trip=TRIP)))
    done = pactgen("scaffold", document, "--out", project, "--no-prove", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    urls = {"sqlite": sqlite_url(tmp_path / "filled.db")}
    with throwaway_database(open_backend(project)) as found:
        if not isinstance(found, NoPostgres):
            urls["postgresql"] = found.database_url
        yield Databases(project, urls)


def test_what_was_stored_survives_the_change_of_the_contract(
    databases: Databases, tmp_path: Path
) -> None:
    databases.fill()
    document = tmp_path / "api.json"
    document.write_text(json.dumps(changed()))
    scaffold = ("scaffold", document, "--out", databases.project)

    asked = pactgen(*scaffold)
    assert asked.returncode == 4, asked.stdout + asked.stderr
    names = ("trips.meeting", "trips.code")
    assert all(f"--allow-destructive {name}" in asked.stderr for name in names), asked.stderr
    assert "trips.seats" not in asked.stderr
    assert "trips.price" not in asked.stderr

    allowed = [word for name in names for word in ("--allow-destructive", name)]
    done = pactgen(*scaffold, *allowed, "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list((databases.project / "migrations/versions").glob("0002_*.py"))) == 1

    for url in databases.urls.values():
        databases.alembic(url, "upgrade", "head")
        after = databases.rows(url)
        check(after)
        databases.alembic(url, "downgrade", "-1")
        databases.alembic(url, "upgrade", "head")
        check(databases.rows(url))
    for end in ENDS:
        break_in_the_middle(databases, end)


BROKEN = """
revision = "broken"
down_revision = {down!r}

import os, signal
import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    op.create_table("halves", sa.Column("id", sa.Integer()))
    op.execute("UPDATE trips SET label = 'broken'")
    with op.batch_alter_table("trips") as batch:
        batch.drop_column("seats")
    {end}
"""
ENDS = ("raise RuntimeError", "os.kill(os.getpid(), signal.SIGKILL)")


def break_in_the_middle(databases: Databases, end: str) -> None:
    """A revision that fails, or is killed, half-way leaves every database as it was."""
    (before,) = (databases.project / "migrations/versions").glob("0002_*.py")
    down = before.read_text().partition('revision = "')[2].partition('"')[0]
    broken = databases.project / "migrations/versions/0003_broken.py"
    broken.write_text(BROKEN.format(down=down, end=end))
    for url in databases.urls.values():
        done = open_backend(databases.project).alembic(("upgrade", "head"), url)
        assert not done.ok
        check(databases.rows(url))
        databases.alembic(url, "downgrade", "-1")
        databases.alembic(url, "upgrade", "+1")
    broken.unlink()


def check(rows: dict[str, dict[str, Any]]) -> None:
    """Every value that has a place is in it."""
    assert [*sorted(rows)] == [trip["day"] for trip in TRIPS]
    for trip in TRIPS:
        row = rows[str(trip["day"])]
        assert row["label"] == trip["title"]
        assert {name: row[name] for name in ("state", "seats")} == {
            name: trip[name] for name in ("state", "seats")
        }
        assert row["berths"] == 2
        assert "meeting" not in row
        assert row.get("boat_id") is None
    codes = [rows[str(trip["day"])].get("code") for trip in TRIPS]
    prices = [rows[str(trip["day"])].get("price") for trip in TRIPS]
    assert codes == [17, None, None]
    assert prices == [None, None, "12"]
