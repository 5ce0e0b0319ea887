"""Lists of rows in one request: all of them are written, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import ClearRows, CountRows, CreateRow, Custom, ReplaceRow, UpdateRow
from pactgen.ir.fills import FromRow, FromRows
from tests.passes.backends import Backend
from tests.passes.contracts import (
    THING,
    answer,
    body,
    design_of,
    endpoint,
    path_parameter,
    query,
    ref,
    written,
)

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = {"responses": {"204": {"description": "done"}}}
THINGS = {"type": "array", "items": ref("Thing")}
NEW = {
    "type": "object",
    "required": ["name"],
    "properties": {"name": {"type": "string"}, "price": {"type": "number"}, "note": {}},
}
CHANGE = {
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"type": "string", "format": "uuid"}, "price": {"type": "number"}},
}
SCHEMAS = {"Thing": THING, "New": NEW, "Change": CHANGE}
PATHS: dict[str, Any] = {
    "/things": {"get": answer(THINGS), "post": {**body(ref("New")), **answer(ref("Thing"), "201")}},
    "/things/{id}": {
        "get": {"parameters": [path_parameter("id", type="string")], **answer(ref("Thing"))}
    },
}


def listed(name: str = "New") -> dict[str, Any]:
    """Return the body of a list."""
    return body({"type": "array", "items": ref(name)})


@pytest.mark.parametrize("path", ["batch", "bulk", "createWithList", "bulk-create", "batch_things"])
def test_a_list_below_a_collection_makes_its_rows(tmp_path: Path, path: str) -> None:
    paths = {**PATHS, f"/things/{path}": {"post": {**listed(), **answer(THINGS, "201")}}}
    made = endpoint(design_of(tmp_path, paths, SCHEMAS), f"POST /things/{path}")
    assert isinstance(made.behaviour, CreateRow)
    assert (made.behaviour.resource, made.behaviour.many) == ("Thing", True)
    assert isinstance(made.answer.fill, FromRows)


def test_the_collection_itself_may_take_a_list(tmp_path: Path) -> None:
    paths = {**PATHS, "/things": {**PATHS["/things"], "post": {**listed(), **NOTHING}}}
    made = endpoint(design_of(tmp_path, paths, SCHEMAS), "POST /things").behaviour
    assert isinstance(made, CreateRow)
    assert made.many


def test_the_list_may_be_called_like_the_collection(tmp_path: Path) -> None:
    def made(name: str) -> object:
        inner = {"type": "array", "items": ref("New")}
        wrapped = {"type": "object", "required": [name], "properties": {name: inner}}
        paths = {**PATHS, "/things/batch": {"post": {**body(wrapped), **NOTHING}}}
        return endpoint(design_of(tmp_path, paths, SCHEMAS), "POST /things/batch").behaviour

    assert isinstance(made("things"), CreateRow)
    assert isinstance(made("parts"), Custom)


def test_one_row_in_the_answer_is_the_last(tmp_path: Path) -> None:
    paths = {**PATHS, "/things/batch": {"post": {**listed(), **answer(ref("Thing"))}}}
    made = endpoint(design_of(tmp_path, paths, SCHEMAS), "POST /things/batch")
    assert isinstance(made.answer.fill, FromRow)


def test_a_verb_is_no_list(tmp_path: Path) -> None:
    for path in ("/things/search", "/things/{id}/batch", "/things/validate-batch"):
        steps = [path_parameter("id", type="string")] if "{id}" in path else []
        paths = {**PATHS, path: {"post": {"parameters": steps, **listed(), **NOTHING}}}
        design = design_of(tmp_path, paths, SCHEMAS)
        assert isinstance(endpoint(design, f"POST {path}").behaviour, Custom)


def test_lists_of_changes_name_their_rows(tmp_path: Path) -> None:
    def changed(method: str, path: str, name: str) -> object:
        operation = {**listed(name), **answer(THINGS)}
        paths = {**PATHS, path: {**PATHS.get(path, {}), method: operation}}
        design = design_of(tmp_path, paths, SCHEMAS)
        return endpoint(design, f"{method.upper()} {path}").behaviour

    for path in ("/things", "/things/batch"):
        update = changed("patch", path, "Change")
        assert isinstance(update, UpdateRow)
        assert (update.many, update.key_in_body) == (True, "id")
    replacement = changed("put", "/things/bulk", "Change")
    assert isinstance(replacement, ReplaceRow)
    assert replacement.many
    assert isinstance(changed("put", "/things", "Change"), Custom), "are the others gone?"
    assert isinstance(changed("patch", "/things", "New"), Custom), "no row is named"


async def test_all_rows_of_a_list_are_written_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = {
        "type": "object",
        "required": ["count"],
        "properties": {"count": {"type": "integer"}},
    }
    operation = {**listed("Change"), **answer(THINGS)}
    new = {**NEW, "properties": {**NEW["properties"], "id": CHANGE["properties"]["id"]}}
    paths = {
        **PATHS,
        "/things": {**PATHS["/things"], "patch": operation},
        "/things/batch": {"post": {**listed(), **answer(THINGS, "201")}},
        "/things/bulk": {"post": {**listed(), **answer(counted)}},
        "/things/createWithList": {"post": {**listed(), **answer(ref("Thing"))}},
    }
    file = written(tmp_path, paths, {**SCHEMAS, "New": new}, title="Shop of lists")
    backend = Backend(file, tmp_path / "project", None)
    one, two = (f"00000000-0000-0000-0000-00000000000{digit}" for digit in (1, 2))
    async with backend.client(monkeypatch, tmp_path / "shop.db") as client:

        async def shown() -> dict[str, float]:
            return {
                each["name"]: each.get("price") for each in (await client.get("/things")).json()
            }

        made = await client.post("/things/batch", json=[{"name": "a", "id": one}, {"name": "b"}])
        assert made.status_code == 201
        assert [each["name"] for each in made.json()] == ["a", "b"]
        clash = await client.post("/things/batch", json=[{"name": "c"}, {"name": "d", "id": one}])
        assert clash.status_code == 409
        assert (await client.post("/things/batch", json=[{"name": "c"}, {}])).status_code == 422
        assert set(await shown()) == {"a", "b"}
        many = await client.post("/things/bulk", json=[{"name": "e"}, {"name": "f", "id": two}])
        assert many.json() == {"count": 2}
        assert (await client.post("/things/bulk", json=[])).json() == {"count": 0}
        last = await client.post("/things/createWithList", json=[{"name": "g"}, {"name": "h"}])
        assert last.json()["name"] == "h"
        assert (await client.post("/things/createWithList", json=[])).status_code == 409
        both = [{"id": one, "price": 1.5}, {"id": two, "price": 2}]
        changed = await client.patch("/things", json=both)
        assert [each["price"] for each in changed.json()] == [1.5, 2]
        unknown = {"id": one.replace("1", "9"), "price": 4}
        assert (
            await client.patch("/things", json=[{"id": one, "price": 3}, unknown])
        ).status_code == 404
        assert (await shown())["a"] == 1.5


GONE = {"responses": {"204": {"description": "gone"}}}
KEYS = {"type": "array", "items": {"type": "string", "format": "uuid"}}
IDS = {"type": "object", "required": ["ids"], "properties": {"ids": KEYS}}


def removing(*parameters: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return the DELETE of a collection."""
    return {"delete": {"parameters": list(parameters), **GONE, **more}}


def removed(tmp_path: Path, path: str, operation: dict[str, Any]) -> object:
    """Return the behaviour of an operation that deletes things."""
    paths = {**PATHS, path: {**PATHS.get(path, {}), **operation}}
    method = next(iter(operation)).upper()
    return endpoint(design_of(tmp_path, paths, SCHEMAS), f"{method} {path}").behaviour


def test_filters_say_which_rows_go(tmp_path: Path) -> None:
    operation = removing(query("name"), query("created_before", type="string", format="date-time"))
    assert removed(tmp_path, "/things", operation) == ClearRows(resource="Thing")
    for strange in ("force", "page", "sort"):
        operation = removing(query("name"), query(strange, type="integer"))
        assert isinstance(removed(tmp_path, "/things", operation), Custom), strange


def test_keys_in_the_body_say_which_rows_go(tmp_path: Path) -> None:
    named = ClearRows(resource="Thing", column="id", attribute="ids")
    assert removed(tmp_path, "/things", removing(**body(IDS))) == named
    assert removed(tmp_path, "/things/bulk", removing(**body(IDS))) == named
    plain = ClearRows(resource="Thing", column="id")
    assert removed(tmp_path, "/things", removing(**body(KEYS))) == plain
    post = {"post": {**body(IDS), **GONE}}
    assert removed(tmp_path, "/things/bulk-delete", post) == named
    numbers = {"type": "array", "items": {"type": "integer"}}
    assert isinstance(removed(tmp_path, "/things", removing(**body(numbers))), Custom)
    assert isinstance(removed(tmp_path, "/things/merge", post), Custom)


def test_how_many_rows_change_does_not_say_which(tmp_path: Path) -> None:
    """LoopBack's `updateAll` takes any row's id in its body as well."""
    where = query("where", type="object", additionalProperties=True)
    count = {"type": "object", "properties": {"count": {"type": "number"}}}
    change = {"parameters": [where], **body(ref("Change")), **answer(count)}
    paths = {**PATHS, "/things": {**PATHS["/things"], "patch": change}}
    found = endpoint(design_of(tmp_path, paths, SCHEMAS), "PATCH /things").behaviour
    assert isinstance(found, Custom)
    assert "how many" in found.reason


def test_counts_are_counted(tmp_path: Path) -> None:
    counted = {"type": "object", "properties": {"count": {"type": "integer"}}}
    for schema in (counted, {"type": "integer"}):
        for last in ("count", "total", "$count"):
            get = {"get": {"parameters": [query("name")], **answer(schema)}}
            assert removed(tmp_path, f"/things/{last}", get) == CountRows(resource="Thing")
    more = {**counted["properties"], "mean": {"type": "number"}}
    get = {"get": answer({"type": "object", "properties": more})}
    assert isinstance(removed(tmp_path, "/things/count", get), Custom)


async def test_exactly_the_rows_that_are_meant_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = {
        **PATHS,
        "/things": {
            **PATHS["/things"],
            "get": {"parameters": [query("ids")], **answer({"type": "array", "items": ref("New")})},
            **removing(query("name"), query("min_price", type="number"), **answer(DELETED)),
        },
        "/things/batch": removing({**query("ids", **KEYS)}),
        "/things/bulk-delete": {"post": {**body(IDS), **answer(DELETED)}},
        "/things/count": {"get": {"parameters": [query("name")], **answer({"type": "integer"})}},
        "/things/total": {
            "get": {
                "responses": {
                    "200": {
                        "description": "so many",
                        "content": {"text/plain": {"schema": {"type": "integer"}}},
                    }
                }
            }
        },
    }
    file = written(tmp_path, paths, SCHEMAS, title="Shop of removals")
    backend = Backend(file, tmp_path / "project", None)
    async with backend.client(monkeypatch, tmp_path / "shop.db") as client:

        async def made(name: str, price: float = 1) -> str:
            new = await client.post("/things", json={"name": name, "price": price})
            return str(new.json()["id"])

        async def left() -> int:
            count = await client.get("/things/count")
            assert (await client.get("/things/total")).text == count.text
            return int(count.json())

        keys = [await made(name) for name in "aabbc"]
        await made("d", 5)
        assert (await client.get("/things/count?name=b")).json() == 2
        assert (await client.request("DELETE", "/things?name=b")).json() == {"deleted": 2}
        assert (await client.delete("/things?min_price=4")).json() == {"deleted": 1}
        assert await left() == 3
        assert (await client.delete("/things/batch")).status_code == 204
        assert await left() == 3, "no key, no row"
        assert (
            await client.delete(f"/things/batch?ids={keys[0]}&ids={keys[2]}")
        ).status_code == 204
        assert await left() == 2
        some = {"ids": [keys[1], keys[0]]}
        assert (await client.post("/things/bulk-delete", json=some)).json() == {"deleted": 1}
        assert (await client.post("/things/bulk-delete", json={})).status_code == 422
        assert await left() == 1
        assert (await client.delete("/things")).json() == {"deleted": 1}
        assert await left() == 0


DELETED = {
    "type": "object",
    "required": ["deleted"],
    "properties": {"deleted": {"type": "integer"}},
}


@pytest.mark.parametrize("method", ["put", "patch"])
def test_a_key_that_is_called_by_the_noun_names_the_row(tmp_path: Path, method: str) -> None:
    members = {"thingId": {"type": "integer"}, "name": {"type": "string"}}
    thing = {"type": "object", "required": ["thingId"], "properties": members}
    item = {"parameters": [path_parameter("thingId", type="integer")], "get": answer(ref("Thing"))}
    changed = {**body(ref("Thing")), **answer(ref("Thing"))}
    made = {"post": {**body(ref("New")), **answer(ref("Thing"), "201")}}
    paths = {"/things": {**made, method: changed}, "/things/{thingId}": item}
    found = endpoint(
        design_of(tmp_path, paths, {"Thing": thing, "New": NEW}), f"{method.upper()} /things"
    ).behaviour
    assert isinstance(found, ReplaceRow if method == "put" else UpdateRow)
    assert found.key_in_body == "thing_id"


def test_a_body_that_brings_nothing_but_the_key_changes_nothing(tmp_path: Path) -> None:
    build = {"type": "object", "properties": {"buildId": {"type": "integer"}, "state": {}}}
    again = {
        "type": "object",
        "properties": {"buildId": {"type": "integer"}, "onlyFailed": {"type": "boolean"}},
    }
    item = {"parameters": [path_parameter("buildId", type="integer")], "get": answer(ref("Build"))}
    paths = {"/builds": {"put": {**body(again), **NOTHING}}, "/builds/{buildId}": item}
    found = endpoint(design_of(tmp_path, paths, {"Build": build}), "PUT /builds").behaviour
    assert isinstance(found, Custom)
