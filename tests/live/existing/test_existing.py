"""A database that was there before the backend: another script made and filled it.

The contract is that of examples/records; the tables are its own on PostgreSQL, and those of another
engineer, named in another way, on SQLite.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
import pytest
import sqlalchemy as sa

from pactgen.passes.words.inflection import singular_of
from pactgen.prove.proving import open_backend
from pactgen.prove.server import base_path_of, running, sqlite_url
from tests.live.projects import ROOT, Project, scaffold
from tests.live.schemas.databases import POSTGRES, Database, database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.prove.backend import Backend

EXAMPLE = ROOT / "examples" / "records"
PASCAL = Path(__file__).with_name("pascal.sql")
STATEMENTS = Path(__file__).with_name("statements.py")
MANY = 1200
"""More rows than SQLAlchemy's selectinload asks for at once."""
ONE_ROW = {
    "/artists/1": 1,
    "/records/1": 2,  # and its tracks
    "/sales/1": 2,  # and its lines, records and artists with them
}
LISTS = {
    "/artists": 1,
    "/records": 2,
    "/records?genre=Jazz&shelf=Window": 2,
    "/shelves": 2,
    "/shelves/1/records": 4,  # the shelf, with what its own answers show
    "/sales": 3,  # the total
    "/sales?per_page=100": 3,
}


def over(schema: Path, folder: Path, config: str = "") -> Project:
    """Scaffold the example's contract over a schema."""
    (folder / "docs").mkdir(parents=True)
    shutil.copy(EXAMPLE / "docs" / "api.yaml", folder / "docs")
    shutil.copy(schema, folder / "docs" / "schema.sql")
    (folder / "pactgen.yaml").write_text(config, encoding="utf-8")
    return scaffold(folder / "docs" / "api.yaml", folder)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    schema = PASCAL if request.param == "sqlite" else EXAMPLE / "docs" / "schema.sql"
    return over(schema, tmp_path_factory.mktemp(request.param) / "records")


@pytest.fixture(scope="module")
def filled(store: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Return a database that the original script made and filled."""
    schema = store.folder / "docs" / "schema.sql"
    dialect = "sqlite" if "[Artist]" in schema.read_text(encoding="utf-8") else "postgresql"
    with database(dialect, tmp_path_factory.mktemp("original")) as found:
        found.script(schema)
        if dialect == "postgresql":
            found.script(EXAMPLE / "data.sql")
        yield found


def url_of(filled: Database) -> str:
    if filled.dialect == "sqlite":
        return sqlite_url(Path(filled.name))
    return f"postgresql+asyncpg://{urlsplit(POSTGRES).netloc}/{filled.name}"


@pytest.fixture(scope="module")
def backend(store: Project) -> Backend:
    return open_backend(store.folder)


@pytest.fixture(scope="module")
def api(store: Project, backend: Backend, filled: Database) -> Iterator[httpx.Client]:
    base_path = base_path_of(store.document)
    with running(backend, database_url=url_of(filled), base_path=base_path) as server:
        headers = {
            each.name: each.value
            for each in server.credentials.values()
            if each.location == "header"
        }
        with httpx.Client(base_url=f"{server.url}{base_path}", headers=headers) as client:
            yield client


def test_nothing_is_custom(store: Project) -> None:
    assert store.custom == frozenset()


def test_its_rows_are_answered(api: httpx.Client) -> None:
    titles = [one["title"] for one in api.get("/records").json()]
    assert titles == ["Low Tide", "Fog", "Azulejos", "Nordlys"]
    record = api.get("/records/1").json()
    assert (record["price"], record["condition"]) == (12.5, "mint")
    assert record["addedAt"] == "2024-01-02T10:00:00Z"
    assert record["tracks"] == [
        {"position": 1, "title": "Ebb", "seconds": 201},
        {"position": 2, "title": "Flow", "seconds": 188},
    ]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("genre=Jazz", ["Low Tide", "Nordlys"]),
        ("shelf=Window", ["Low Tide", "Azulejos"]),
        ("genre=Jazz&shelf=Window", ["Low Tide"]),
        ("artistId=1&condition=worn", ["Fog"]),
        ("genre=Polka", []),
    ],
)
def test_lists_are_filtered_through_relations(
    api: httpx.Client, query: str, titles: list[str]
) -> None:
    assert [one["title"] for one in api.get(f"/records?{query}").json()] == titles


def test_links_are_put_and_taken(api: httpx.Client) -> None:
    assert [one["id"] for one in api.get("/shelves").json()[0]["records"]] == [1, 3]
    for _ in range(2):
        assert api.put("/shelves/2/records/4").status_code == 204
    assert [one["id"] for one in api.get("/shelves/2/records").json()] == [3, 4]
    assert api.delete("/shelves/2/records/4").status_code == 204
    assert api.delete("/shelves/2/records/4").status_code == 404
    assert api.put("/shelves/2/records/99").status_code == 404
    made = api.post("/shelves", json={"name": "Door", "recordIds": [4, 2]})
    assert made.status_code == 201
    artists = {one["artist"]["name"] for one in made.json()["records"]}
    assert artists == {"The Harbour Lights", "Trio Nord"}


def sale(*records: int) -> dict[str, Any]:
    lines = [{"recordId": each, "quantity": 1, "unitPrice": 9.5} for each in records]
    return {"buyer": "Ida", "lines": lines}


def test_a_sale_is_made_with_its_lines(api: httpx.Client) -> None:
    first = api.get("/sales/1").json()
    assert [line["lineNo"] for line in first["lines"]] == [1, 2]
    assert first["lines"][1]["record"]["artist"]["name"] == "Trio Nord"
    before = api.get("/sales").json()["total"]
    made = api.post("/sales", json=sale(3, 2))
    assert made.status_code == 201
    assert [line["record"]["title"] for line in made.json()["lines"]] == ["Azulejos", "Fog"]
    assert api.get(f"/sales/{made.json()['id']}").json() == made.json()
    assert api.get("/sales?per_page=1").json()["total"] == before + 1


def test_what_cannot_be_kept_leaves_nothing_behind(api: httpx.Client) -> None:
    before = api.get("/sales").json()["total"]
    assert api.post("/sales", json=sale(1, 99)).status_code == 409
    assert api.get("/sales").json()["total"] == before
    new = {"artistId": 1, "title": "Fog", "price": 1}
    assert api.post("/records", json=new).status_code == 409
    assert api.post("/records", json={**new, "title": "New", "artistId": 99}).status_code == 409
    # Its line refers to it, and the schema says nothing of what shall become of that.
    assert api.delete("/records/4").status_code == 409


def counted(backend: Backend, filled: Database, paths: dict[str, int]) -> dict[str, int]:
    full = [f"/v1{path}" for path in paths]
    done = backend.python(STATEMENTS, backend.package, *full, env={"DATABASE_URL": url_of(filled)})
    assert done.ok, done.tail
    counts = json.loads(done.stdout.splitlines()[-1])  # the backend logs above it
    return {path.removeprefix("/v1"): count for path, count in counts.items()}


def test_no_row_costs_a_query(backend: Backend, filled: Database) -> None:
    assert counted(backend, filled, LISTS | ONE_ROW) == LISTS | ONE_ROW
    filled.run(multiply)
    assert counted(backend, filled, LISTS | ONE_ROW) == LISTS | ONE_ROW


def multiply(connection: sa.Connection) -> None:
    """Add many rows to each table, all of which some list shows."""
    metadata = sa.MetaData()
    metadata.reflect(connection)
    tables = {singular_of(bare(name)) or bare(name): each for name, each in metadata.tables.items()}
    rows = [rows_of(number) for number in range(100, 100 + MANY)]
    for name in rows[0]:
        (key, *_) = tables[name].primary_key.columns
        columns = {bare(column.name): column.name for column in tables[name].columns}
        columns["key"] = key.name
        connection.execute(
            tables[name].insert(),
            [{columns[column]: value for column, value in row[name].items()} for row in rows],
        )


def bare(name: str) -> str:
    return name.replace("_", "").lower()


def rows_of(number: int) -> dict[str, dict[str, Any]]:
    """Return a row for each table; `key` is whatever its key is called."""
    return {
        "artist": {"key": number, "name": f"Artist {number}"},
        "record": {"key": number, "artistid": number, "title": f"Record {number}", "price": 5},
        "track": {"recordid": number, "position": 1, "title": "Only"},
        "shelf": {"key": number, "name": f"Shelf {number}"},
        "shelfrecord": {"shelfid": number, "recordid": number},
        "sale": {"key": number, "buyer": f"Buyer {number}"},
        "saleline": {
            "saleid": number, "lineno": 1, "recordid": number, "quantity": 1, "unitprice": 5,
        },
    }  # fmt: skip


def revision_of(filled: Database) -> list[str]:
    def read(connection: sa.Connection) -> list[str]:
        if not sa.inspect(connection).has_table("alembic_version"):
            return []
        return list(connection.scalars(sa.text("SELECT version_num FROM alembic_version")))

    found: list[str] = filled.run(read)
    return found


def test_it_is_stamped_by_hand_or_by_the_first_revision(backend: Backend, filled: Database) -> None:
    stamped = backend.alembic(["stamp", "head"], url_of(filled))
    assert stamped.ok, stamped.tail
    assert revision_of(filled) == ["0001"]
    again = backend.alembic(["upgrade", "head"], url_of(filled))
    assert again.ok, again.tail


def test_a_half_made_database_is_refused(backend: Backend, tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "half.db")
    assert backend.alembic(["upgrade", "head"], url).ok
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'half.db'}")
    with engine.begin() as connection:
        tables = sa.inspect(connection).get_table_names()
        last = next(name for name in tables if name.lower().startswith("sale") and "ine" in name)
        connection.exec_driver_sql(f'DROP TABLE "{last}"')
        connection.exec_driver_sql("DELETE FROM alembic_version")
    engine.dispose()
    refused = backend.alembic(["upgrade", "head"], url)
    assert not refused.ok
    assert last in refused.tail


def test_the_team_migrates_by_itself(tmp_path: Path) -> None:
    project = over(PASCAL, tmp_path / "records", "migrations: external\n")
    assert not list(project.folder.glob("migrations/versions/*.py"))
    with database("sqlite", tmp_path) as filled:
        filled.script(PASCAL)
        command = [
            sys.executable, "-m", "pactgen", "run", "--out", str(project.folder), "--json",
            "--port", "0", "--database-url", url_of(filled),
        ]  # fmt: skip
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as started:
            assert started.stdout is not None
            said = json.loads(started.stdout.readline())
            titles = [one["title"] for one in httpx.get(f"{said['url']}/v1/records").json()]
            started.terminate()
        assert titles == ["Low Tide", "Fog", "Azulejos", "Nordlys"]
        assert revision_of(filled) == []
