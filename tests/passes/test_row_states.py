"""What a request knows of a row: entity tags, versions in bodies, and requests that come late."""

from __future__ import annotations

import sqlite3
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from pactgen.ir.behaviours import Guard
from pactgen.ir.fills import RowTag
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, endpoint, path_parameter, query, ref

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.design import Design

WHOLE = {"type": "integer"}
NOTE: dict[str, Any] = {
    "type": "object",
    "required": ["id", "text"],
    "properties": {"id": WHOLE, "text": {"type": "string"}},
}
NEW = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
TAG = {"ETag": {"schema": {"type": "string"}}}
ITEM = "/notes/{id}"


def header(name: str, *, required: bool = False, **schema: Any) -> dict[str, Any]:
    told = schema or {"type": "string"}
    return {"name": name, "in": "header", "required": required, "schema": told}


def tagged(status: str = "200", *others: str, headers: Any = None) -> dict[str, Any]:
    found = answer(ref("Note"), status)
    found["responses"][status]["headers"] = TAG if headers is None else headers
    found["responses"] |= {other: {"description": "no"} for other in others}
    return found


def notes(**methods: Any) -> dict[str, Any]:
    listed = answer({"type": "array", "items": ref("Note")})
    return {
        "/notes": {"get": listed, "post": body(NEW) | tagged("201")},
        ITEM: {"parameters": [path_parameter("id", type="integer")], **methods},
    }


def conditional() -> dict[str, Any]:
    known = {"parameters": [header("If-None-Match")]}
    match = {"parameters": [header("If-Match")]}
    demanded = {"parameters": [header("If-Match", required=True)]}
    gone = {"responses": {"204": {"description": "gone"}, "412": {"description": "no"}}}
    head = {"responses": {"200": {"description": "there", "headers": TAG}}}
    return notes(
        get=known | tagged("200", "304", "404"),
        head=known | head,
        put=body(NEW) | match | tagged("200", "404", "412"),
        patch=body(NEW) | demanded | tagged("200", "404", "412", "428"),
        delete=demanded | gone,
    )


def versioned(new: dict[str, Any], **methods: Any) -> dict[str, Any]:
    paths = notes(get=answer(ref("Note")), **methods)
    paths["/notes"]["post"] = body(new) | answer(ref("Note"), "201")
    return paths


def shown(**version: Any) -> dict[str, Any]:
    return {**NOTE, "properties": {**NOTE["properties"], "version": WHOLE | version}}


def changed(**version: Any) -> dict[str, Any]:
    return {**NEW, "properties": {**NEW["properties"], "version": WHOLE | version}}


def design(folder: Path, paths: dict[str, Any], note: dict[str, Any] | None = None) -> Design:
    return design_of(folder, paths, {"Note": note or NOTE})


def written(folder: Path, paths: dict[str, Any], note: dict[str, Any]) -> Path:
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Notes", "version": "1.0.0"},
        "paths": paths,
        "components": {"schemas": {"Note": note}},
    }
    file = folder / "notes.yaml"
    file.write_text(yaml.safe_dump(document), encoding="utf-8")
    return file


def test_tags_need_a_column_that_counts(tmp_path: Path) -> None:
    found = design(tmp_path, conditional())
    table = found.tables["notes"]
    assert table.version == "version"
    assert table.column("version").fill == 1
    assert endpoint(found, f"GET {ITEM}").answer.headers == (("ETag", RowTag(column="version")),)
    guards = {each: endpoint(found, f"{each} {ITEM}").guard for each in ("GET", "PUT", "PATCH")}
    assert guards["GET"] is None
    assert guards["PUT"] == Guard(column="version")
    assert guards["PATCH"] == Guard(column="version", missing=428)


def test_nothing_counts_where_no_contract_asks_for_it(tmp_path: Path) -> None:
    paths = notes(get=answer(ref("Note")), put=body(NEW) | answer(ref("Note")))
    paths["/notes"]["post"] = body(NEW) | answer(ref("Note"), "201")
    assert design(tmp_path, paths).tables["notes"].version is None


@pytest.mark.parametrize(
    ("new", "change", "says", "counts"),
    [
        (NEW, changed(), {}, True),
        (changed(), changed(), {}, False),
        (changed(), changed(), {"description": "For optimistic locking."}, True),
        (NEW, NEW, {"readOnly": True}, True),
    ],
    ids=["only changes bring it", "what makes a row brings it", "described", "only shown"],
)
def test_a_number_called_version(
    tmp_path: Path, new: Any, change: Any, says: Any, *, counts: bool
) -> None:
    paths = versioned(new, put=body(change) | answer(ref("Note")))
    found = design(tmp_path, paths, shown(**says))
    assert (found.tables["notes"].version is not None) is counts
    guard = endpoint(found, f"PUT {ITEM}").guard
    brings = "version" in change["properties"] and counts
    expected = Guard(column="version", attribute="version", stale=409) if brings else None
    assert guard == expected


def test_versions_of_their_own_are_what_a_number_counts(tmp_path: Path) -> None:
    paths = versioned(NEW, put=body(NEW) | answer(ref("Note")))
    paths["/notes/{id}/versions"] = {
        "parameters": [path_parameter("id", type="integer")],
        "get": answer({"type": "array", "items": ref("Note")}),
    }
    assert design(tmp_path, paths, shown(readOnly=True)).tables["notes"].version is None


@pytest.mark.parametrize(
    ("statuses", "stale"),
    [((), 412), (("412",), 412), (("409",), 412), (("409", "412"), 412)],
)
def test_another_tag_is_412(tmp_path: Path, statuses: tuple[str, ...], stale: int) -> None:
    match = {"parameters": [header("If-Match")]}
    found = design(tmp_path, notes(put=body(NEW) | match | tagged("200", *statuses)))
    guard = endpoint(found, f"PUT {ITEM}").guard
    assert guard is not None
    assert guard.stale == stale


def test_a_conflict_that_speaks_of_the_version_is_409(tmp_path: Path) -> None:
    put = body(NEW) | {"parameters": [header("If-Match")]} | tagged()
    put["responses"]["409"] = {"description": "The ETag is stale."}
    guard = endpoint(design(tmp_path, notes(put=put)), f"PUT {ITEM}").guard
    assert guard == Guard(column="version", stale=409)


@pytest.mark.parametrize(
    ("schema", "tag"),
    [
        ({"type": "integer"}, RowTag(column="version", is_bare=True)),
        ({"type": "string", "pattern": r"^\d+$"}, RowTag(column="version", is_bare=True)),
        ({"type": "string", "pattern": '^".+"$'}, RowTag(column="version")),
    ],
)
def test_tags_have_the_form_of_their_header(tmp_path: Path, schema: Any, tag: RowTag) -> None:
    get = tagged(headers={"ETag": {"schema": schema}})
    found = design(tmp_path, notes(get=get, put=body(NEW) | tagged()))
    assert endpoint(found, f"GET {ITEM}").answer.headers == (("ETag", tag),)


def test_a_form_that_no_version_has_is_left_out(tmp_path: Path) -> None:
    get = tagged(headers={"ETag": {"schema": {"type": "string", "pattern": "^W/.{40}$"}}})
    get |= {"parameters": [header("If-None-Match")]}
    put = body(NEW) | {"parameters": [header("If-Match")]} | tagged()
    found = design(tmp_path, notes(get=get, put=put))
    assert endpoint(found, f"GET {ITEM}").answer.headers == ()
    assert endpoint(found, f"PUT {ITEM}").guard is None


def test_gaps_tell_what_is_undocumented(tmp_path: Path) -> None:
    match = {"parameters": [header("If-Match")]}
    known = {"parameters": [header("If-None-Match")]}
    found = design(tmp_path, notes(get=known | tagged(), put=body(NEW) | match | tagged()))
    gaps = {(each.method, each.status) for each in found.gaps}
    assert {("put", 412), ("get", 304)} <= gaps


async def test_a_row_is_changed_by_whoever_knows_its_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contract = written(tmp_path, conditional(), NOTE)
    backend = Backend(contract, tmp_path / "out", "row_states_tags")
    async with backend.client(monkeypatch, tmp_path / "notes.db") as client:
        made = await client.post("/notes", json={"text": "a"})
        assert made.headers["etag"] == '"1"'
        place = f"/notes/{made.json()['id']}"

        async def answered(method: str, **sent: str) -> tuple[int, str | None]:
            content = (
                {} if method in {"GET", "HEAD", "DELETE"} else {"json": {"text": sent.pop("text")}}
            )
            headers = {name.replace("_", "-"): value for name, value in sent.items()}
            found = await client.request(method, place, headers=headers, **content)
            return found.status_code, found.headers.get("etag")

        assert await answered("GET") == (200, '"1"')
        assert await answered("GET", If_None_Match='W/"1"') == (304, '"1"')
        assert await answered("GET", If_None_Match='"0"') == (200, '"1"')
        assert await answered("HEAD", If_None_Match='"1"') == (304, '"1"')
        assert await answered("HEAD") == (200, '"1"')
        assert await answered("PUT", text="b", If_Match='"1"') == (200, '"2"')
        assert await answered("PUT", text="c", If_Match='"1"') == (412, None)
        assert await answered("PUT", text="c", If_Match='W/"2"') == (412, None)
        assert await answered("PUT", text="c", If_Match='"1", "2"') == (200, '"3"')
        assert await answered("PUT", text="d") == (200, '"4"')
        assert await answered("PATCH", text="e") == (428, None)
        assert await answered("PATCH", text="e", If_Match="*") == (200, '"5"')
        assert await answered("DELETE", If_Match='"4"') == (412, None)
        assert await answered("DELETE", If_Match='"5"') == (204, None)
        assert await answered("PUT", text="f", If_Match="*") == (404, None)


async def test_who_makes_a_row_may_say_that_it_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = {**NOTE, "properties": {"id": {"type": "string"}, "text": {"type": "string"}}}
    headers = {"parameters": [header("If-Match"), header("If-None-Match")]}
    paths = {
        "/notes": {"get": answer({"type": "array", "items": ref("Note")})},
        ITEM: {
            "parameters": [path_parameter("id")],
            "get": tagged("200", "404"),
            "put": body(NEW) | headers | tagged("200", "201", "412"),
        },
    }
    backend = Backend(written(tmp_path, paths, page), tmp_path / "out", "row_states_put")
    async with backend.client(monkeypatch, tmp_path / "notes.db") as client:

        async def put(**headers: str) -> int:
            told = {name.replace("_", "-"): value for name, value in headers.items()}
            return (await client.put("/notes/a", json={"text": "a"}, headers=told)).status_code

        assert await put(If_Match="*") == 412
        assert await put(If_None_Match="*") in {200, 201}
        assert await put(If_None_Match="*") == 412
        assert await put(If_Match='"1"') == 200


async def test_a_version_comes_back_with_the_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conflict = answer(ref("Note"))
    conflict["responses"]["409"] = {"description": "stale"}
    gone = {
        "parameters": [query("version", type="integer")],
        "responses": {"204": {"description": "gone"}, "409": {"description": "stale"}},
    }
    required = {**changed(), "required": ["text", "version"]}
    paths = versioned(NEW, put=body(required) | conflict, delete=gone)
    backend = Backend(written(tmp_path, paths, shown()), tmp_path / "out", "row_states_bodies")
    async with backend.client(monkeypatch, tmp_path / "notes.db") as client:
        made = (await client.post("/notes", json={"text": "a"})).json()
        assert made["version"] == 1
        place = f"/notes/{made['id']}"
        first = await client.put(place, json={"text": "b", "version": 1})
        second = await client.put(place, json={"text": "c", "version": 1})
        assert (first.status_code, first.json()["version"]) == (200, 2)
        assert second.status_code == 409
        assert (await client.delete(f"{place}?version=1")).status_code == 409
        assert (await client.delete(f"{place}?version=2")).status_code == 204


async def test_who_is_slower_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contract, database = written(tmp_path, conditional(), NOTE), tmp_path / "notes.db"
    backend = Backend(contract, tmp_path / "out", "row_states_race")
    async with backend.client(monkeypatch, database) as client:
        made = (await client.post("/notes", json={"text": "a"})).json()
        repository = next(
            module.NoteRepository
            for name, module in sys.modules.items()
            if name.startswith("row_states_race.") and hasattr(module, "NoteRepository")
        )
        found = repository.get

        async def get(self: Any, key: int) -> Any:
            row = await found(self, key)
            with sqlite3.connect(database) as connection:
                connection.execute("UPDATE notes SET text = 'theirs', version = version + 1")
            return row

        monkeypatch.setattr(repository, "get", get)
        place, known = f"/notes/{made['id']}", {"If-Match": '"1"'}
        late = await client.put(place, json={"text": "ours"}, headers=known)
        assert late.status_code == 412
        late = await client.delete(place, headers={"If-Match": '"2"'})
        assert late.status_code == 412
        with sqlite3.connect(database) as connection:
            assert connection.execute("SELECT text FROM notes").fetchall() == [("theirs",)]


async def test_tags_tell_of_the_rows_that_are_shown_with_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = {**NOTE, "required": ["id", "text", "remarks"]}
    shown["properties"] = NOTE["properties"] | {"remarks": {"type": "array", "items": NOTE}}
    paths = conditional()
    item = path_parameter("id", type="integer")
    remark = {"type": "array", "items": NOTE}
    paths["/notes/{id}/remarks"] = {
        "parameters": [item],
        "get": answer(remark),
        "post": body(NEW) | answer(NOTE, "201"),
    }
    schema = tmp_path / "schema.sql"
    schema.write_text(
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL,"
        " lock_version INTEGER NOT NULL);"
        "CREATE TABLE remarks (id INTEGER PRIMARY KEY, text TEXT NOT NULL,"
        " note_id INTEGER NOT NULL REFERENCES notes (id));",
        encoding="utf-8",
    )
    contract = written(tmp_path, paths, shown)
    backend = Backend(contract, tmp_path / "out", "row_states_shown", schema=schema)
    assert backend.design.tables["notes"].version == "lock_version"
    async with backend.client(monkeypatch, tmp_path / "notes.db") as client:
        made = await client.post("/notes", json={"text": "a"})
        place, tag = f"/notes/{made.json()['id']}", made.headers["etag"]
        assert (await client.get(place)).headers["etag"] == tag
        await client.post(f"{place}/remarks", json={"text": "b"})
        read = await client.get(place, headers={"If-None-Match": tag})
        assert (read.status_code, len(read.json()["remarks"])) == (200, 1)

        async def put(known: str) -> int:
            headers = {"If-Match": known}
            return (await client.put(place, json={"text": "c"}, headers=headers)).status_code

        assert await put(tag) == 412
        assert await put(read.headers["etag"]) == 200


async def test_times_tell_of_a_row_what_tags_do_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = {**NOTE, "required": ["id", "text", "updatedAt"]}
    note["properties"] = NOTE["properties"] | {
        "updatedAt": {"type": "string", "format": "date-time"}
    }
    changed_at = {"Last-Modified": {"schema": {"type": "string"}}}
    since, unmodified = header("If-Modified-Since"), header("If-Unmodified-Since")
    paths = notes(
        get={"parameters": [since]} | tagged("200", "304", headers=changed_at),
        put=body(NEW) | {"parameters": [unmodified]} | tagged("200", "412", headers=changed_at),
    )
    paths["/notes"]["post"] = body(NEW) | tagged("201", headers=changed_at)
    backend = Backend(written(tmp_path, paths, note), tmp_path / "out", "row_states_times")
    async with backend.client(monkeypatch, tmp_path / "notes.db") as client:
        made = await client.post("/notes", json={"text": "a"})
        place, time = f"/notes/{made.json()['id']}", made.headers["last-modified"]
        long_ago = "Wed, 21 Oct 2015 07:28:00 GMT"

        async def get(told: str) -> int:
            return (await client.get(place, headers={"If-Modified-Since": told})).status_code

        async def put(told: str) -> int:
            headers = {"If-Unmodified-Since": told}
            return (await client.put(place, json={"text": "b"}, headers=headers)).status_code

        assert (await get(time), await get(long_ago), await get("never")) == (304, 200, 200)
        assert (await put(long_ago), await put(time), await put("never")) == (412, 200, 200)


def test_resources_of_one_table_count_in_it_together(tmp_path: Path) -> None:
    paths = conditional()
    listed = answer({"type": "array", "items": ref("Memo")})
    paths["/memos"] = {"get": listed, "post": body(NEW) | answer(ref("Memo"), "201")}
    document = written(tmp_path, paths, NOTE)
    told = yaml.safe_load(document.read_text(encoding="utf-8"))
    told["components"]["schemas"]["Memo"] = NOTE | {"x-pactgen-table": "notes"}
    document.write_text(yaml.safe_dump(told), encoding="utf-8")
    schema = tmp_path / "schema.sql"
    columns = "id INTEGER PRIMARY KEY, text TEXT NOT NULL, version INTEGER NOT NULL"
    schema.write_text(f"CREATE TABLE notes ({columns});", encoding="utf-8")
    found = Backend(document, tmp_path / "out", "row_states_shared", schema=schema).design
    assert {each.table for each in found.resources.values()} <= {"notes"}
    assert found.tables["notes"].version == "version"
