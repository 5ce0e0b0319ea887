"""A contract, a database engineer's schema with rows, and what must be answered: a folder each.

`api.yaml` and `schema.sql` (where there is one) are scaffolded, `rows.sql` fills the tables on
SQLite, and each line of `checks.txt` is a request, perhaps with a header in brackets, with its
answer; `(as: 2)` calls with a token of the row whose key is 2. Of an object that is expected, the
answer has at least those members; a list has exactly those elements, in their order.
`SELECT … -> VALUE` asks the database itself.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy.dialects import sqlite

from pactgen.prove.from_design import script_of
from tests.passes.backends import Backend

if TYPE_CHECKING:
    import httpx

KITS = sorted(path.parent for path in Path(__file__).parent.glob("*/checks.txt"))
CHECK = re.compile(
    r"(?P<method>[A-Z]+) (?P<target>/\S*)(?: \((?P<header>\S+): (?P<value>\S+)\))?"
    r"(?: (?P<body>[\[{].*))? "
    r"-> (?P<status>\d+)(?P<location>/\S*)?(?: (?P<answer>.+))?"
)
VIEW = re.compile(r"(CREATE VIEW (\w+)[^;]*;)")
"""The models make a table of each."""

pytestmark = pytest.mark.filterwarnings("error::sqlalchemy.exc.SAWarning")


@pytest.mark.parametrize("kit", KITS, ids=lambda kit: kit.name)
async def test_kit(kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schema = kit / "schema.sql" if (kit / "schema.sql").exists() else None
    backend = Backend(kit / "api.yaml", tmp_path / "out", f"kit_{kit.name}", schema=schema)
    database = tmp_path / "kit.db"
    async with backend.client(monkeypatch, database) as client:
        if schema is not None:
            with sqlite3.connect(database) as connection:
                for view, name in VIEW.findall(schema.read_text(encoding="utf-8")):
                    connection.executescript(f"DROP TABLE {name}; {view}")
                connection.executescript((kit / "rows.sql").read_text(encoding="utf-8"))
        for line in (kit / "checks.txt").read_text(encoding="utf-8").splitlines():
            if line.startswith("SELECT"):
                query, _, value = line.partition(" -> ")
                with sqlite3.connect(database) as connection:
                    assert connection.execute(query).fetchone() == (json.loads(value),), line
            elif line:
                await check(client, line, backend)


async def check(client: httpx.AsyncClient, line: str, backend: Backend) -> None:
    found = CHECK.fullmatch(line)
    assert found is not None, line
    content = found["body"]
    headers = {} if content is None else {"Content-Type": "application/json"}
    headers |= header(found["header"], found["value"], backend)
    answered = await client.request(
        found["method"],
        str(client.base_url).rstrip("/") + found["target"],
        content=content,
        headers=headers,
    )
    said = f"{line}\n{answered.status_code} {answered.text}"
    assert answered.status_code == int(found["status"]), said
    if found["location"] is not None:
        assert answered.headers.get("location") == found["location"], answered.headers
    if found["answer"] is not None:
        assert fits(json.loads(found["answer"]), answered.json()), said


def header(name: str | None, value: str, backend: Backend) -> dict[str, str]:
    if name != "as":
        return {} if name is None else {name: value}
    issued = backend.module("credentials").issue(subject=value, key=os.environ["JWT_KEY"])
    return {
        each["name"]: each["value"]
        for each in issued["credentials"].values()
        if each["name"] == "Authorization"
    }


def fits(expected: Any, found: Any) -> bool:
    match expected:
        case dict():
            return isinstance(found, dict) and all(
                fits(value, found.get(name)) for name, value in expected.items()
            )
        case list():
            return (
                isinstance(found, list)
                and len(found) == len(expected)
                and all(map(fits, expected, found))
            )
        case _:
            return bool(expected == found)


def test_the_proof_knows_the_status_of_a_row_that_put_makes(tmp_path: Path) -> None:
    kit = Path(__file__).with_name("put_makes")
    backend = Backend(
        kit / "api.yaml", tmp_path / "out", "proof_of_puts", schema=kit / "schema.sql"
    )
    steps = {
        step.operation_id: (step.status, step.made) for step in script_of(backend.design).steps
    }
    assert steps["putStore"] == steps["setStock"] == (200, 201)
    assert steps["addStore"] == (201, None)


def test_the_proof_names_rows_in_parts_and_knows_refusals(tmp_path: Path) -> None:
    kit = Path(__file__).with_name("parts_of_rows")
    backend = Backend(
        kit / "api.yaml", tmp_path / "out", "proof_of_parts", schema=kit / "schema.sql"
    )
    steps = {step.operation_id: step for step in script_of(backend.design).steps}
    assert (steps["closeTicket"].refusals, steps["setLabels"].refusals) == ((409,), ())
    assert (steps["addCustomer"].only_one, steps["closeTicket"].only_one) == (True, False)
    named = {
        name: [(each.name, each.resource, each.column, each.many) for each in steps[name].binds[1:]]
        for name in ("setLabels", "setAssignee", "setWatchers")
    }
    assert named == {
        "setLabels": [("", "Label", "name", True)],
        "setAssignee": [("userId", "User", "id", False)],
        "setWatchers": [("", "User", "id", True)],
    }


def test_what_no_table_keeps_is_left_out_where_it_may_be_null(tmp_path: Path) -> None:
    kit = Path(__file__).with_name("told_in_words")
    Backend(kit / "api.yaml", tmp_path / "out", "left_out_nulls", schema=kit / "schema.sql")
    printed = "".join(one.read_text(encoding="utf-8") for one in tmp_path.rglob("schemas.py"))
    assert "motto: Omittable[str] = None" in printed


def test_models_say_what_databases_tell_of_comments_and_descending_indexes(
    tmp_path: Path,
) -> None:
    kit = Path(__file__).with_name("parts_of_rows")
    backend = Backend(
        kit / "api.yaml", tmp_path / "out", "comments_of_parts", schema=kit / "schema.sql"
    )
    tickets = backend.module("database").Base.metadata
    backend.module("models")
    table = tickets.tables["tickets"]
    assert table.comment == "What customers ask for"
    assert table.c.due_date.comment == "The day by which it must be done"
    index = next(one for one in table.indexes if one.name == "tickets_due_idx")
    assert [column.name for column in index.columns] == ["project_id", "due_date"]


def test_a_number_below_a_parent_is_no_number_of_the_database(tmp_path: Path) -> None:
    kit = Path(__file__).with_name("prefixed_shop")
    backend = Backend(
        kit / "api.yaml", tmp_path / "out", "numbers_below", schema=kit / "schema.sql"
    )
    tables = backend.module("database").Base.metadata
    backend.module("models")
    number = tables.tables["tbl_notes"].c.note_no
    assert (number.autoincrement, str(number.type)) == (False, "SMALLINT")
    assert number.type.dialect_impl(sqlite.dialect()).__class__.__name__ == "SmallInteger"


def test_alembic_takes_a_timestamp_of_sqlite_for_a_moment(tmp_path: Path) -> None:
    kit = Path(__file__).with_name("figures_of_many")
    Backend(kit / "api.yaml", tmp_path / "out", "kept_moments", schema=kit / "schema.sql")
    printed = (tmp_path / "out" / "migrations" / "env.py").read_text(encoding="utf-8")
    assert "compare_type=has_other_type," in printed


def test_the_proof_names_no_row_by_half_of_its_key(tmp_path: Path) -> None:
    (tmp_path / "schema.sql").write_text(
        "CREATE TABLE sites (id integer PRIMARY KEY, name text NOT NULL);"
        "CREATE TABLE rooms (site_id integer REFERENCES sites (id), room_no text,"
        " PRIMARY KEY (site_id, room_no));"
        "CREATE TABLE visits (id integer PRIMARY KEY, site_id integer NOT NULL REFERENCES sites,"
        " room_no text, FOREIGN KEY (site_id, room_no) REFERENCES rooms (site_id, room_no));",
        encoding="utf-8",
    )
    visit: dict[str, Any] = {
        "type": "object",
        "required": ["site_id"],
        "properties": {"site_id": {"type": "integer"}, "room_no": {"type": ["string", "null"]}},
    }
    shown = {**visit, "properties": {**visit["properties"], "id": {"type": "integer"}}}
    content = {"application/json": {"schema": visit}}
    made = {"description": "made", "content": {"application/json": {"schema": shown}}}
    posts = {
        "operationId": "addVisit",
        "requestBody": {"required": True, "content": content},
        "responses": {"201": made},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Visits", "version": "1"},
        "paths": {"/visits": {"post": posts}},
    }
    (tmp_path / "api.json").write_text(json.dumps(document), encoding="utf-8")
    backend = Backend(
        tmp_path / "api.json", tmp_path / "out", "half_keys", schema=tmp_path / "schema.sql"
    )
    (step,) = [one for one in script_of(backend.design).steps if one.operation_id == "addVisit"]
    assert dict(step.fixed) == {"room_no": None}


def test_the_proof_names_rows_inside_of_a_list_that_is_put(tmp_path: Path) -> None:
    kit = Path(__file__).with_name("lists_of_items")
    backend = Backend(
        kit / "api.yaml", tmp_path / "out", "proof_of_lists", schema=kit / "schema.sql"
    )
    steps = {step.path: step for step in script_of(backend.design).steps if step.binds}
    (put,) = (step for path, step in steps.items() if path.endswith("/skills"))
    named = [(one.name, one.member, one.resource) for one in put.binds[1:]]
    assert named == [("", "skillCode", "Skill")]


def test_keys_of_rows_that_put_makes_are_told_how_long_they_may_be(tmp_path: Path) -> None:
    kit = Path(__file__).with_name("values_of_rows")
    backend = Backend(
        kit / "api.yaml", tmp_path / "out", "lengths_of_keys", schema=kit / "schema.sql"
    )
    told = [
        (one.narrows.keyword, one.narrows.value, one.values["property"])
        for one in backend.design.contradictions
        if one.code == "schema-length" and one.narrows is not None
    ]
    assert told == [("maxLength", 4, "code")]
