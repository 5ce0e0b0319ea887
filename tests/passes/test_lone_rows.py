"""A list that an item answers has that row in it, where nothing speaks of several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Custom, ReadRow
from tests.passes.backends import Backend
from tests.passes.contracts import (
    THING,
    answer,
    body,
    design_of,
    endpoint,
    path_parameter,
    ref,
    written,
)

if TYPE_CHECKING:
    from pathlib import Path

ROWS = {"type": "array", "items": ref("Thing")}
PAGE = {"type": "object", "properties": {"things": ROWS}}
NEW = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}


def paths_of(
    summary: str = "Get a thing", item: str = "/things/{id}", parameter: str = "id"
) -> dict[str, Any]:
    """Return the paths of things, each of which is answered as a list of one."""
    return {
        "/things": {"get": answer(PAGE), "post": {**body(NEW), **answer(PAGE)}},
        item: {
            "parameters": [path_parameter(parameter)],
            "get": {"summary": summary, **answer(PAGE)},
            "put": {**body(NEW), **answer(ROWS)},
        },
    }


@pytest.mark.parametrize(
    ("summary", "item", "parameter", "kind"),
    [
        ("Get a thing", "/things/{id}", "id", ReadRow),
        ("Retrieves a thing by its id", "/things/{thingId}", "thingId", ReadRow),
        ("Get all things", "/things/{id}", "id", Custom),
        ("List the things of a batch", "/things/{id}", "id", Custom),
        ("Get things", "/things/{owner}", "owner", Custom),
    ],
)
def test_what_names_a_row_by_its_key_shows_it(
    tmp_path: Path, summary: str, item: str, parameter: str, kind: type
) -> None:
    design = design_of(tmp_path, paths_of(summary, item, parameter), {"Thing": THING})
    assert isinstance(endpoint(design, f"GET {item}").behaviour, kind)


def test_what_lists_other_things_is_no_look_at_one(tmp_path: Path) -> None:
    item = "/batches/{batchid}"
    thing = {**THING, "properties": {**THING["properties"], "batchid": {"type": "string"}}}
    paths = {
        "/things": {"get": answer(ROWS), "post": {**body(NEW), **answer(ref("Thing"))}},
        item: {"parameters": [path_parameter("batchid")], "get": answer(ROWS)},
    }
    found = endpoint(design_of(tmp_path, paths, {"Thing": thing}), f"GET {item}").behaviour
    assert not isinstance(found, ReadRow)


async def test_the_row_is_answered_in_a_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contract = written(tmp_path, paths_of(), {"Thing": THING})
    backend = Backend(contract, tmp_path / "out", "lone")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        made = await client.post("/things", json={"name": "one"})
        await client.post("/things", json={"name": "other"})
        (row,) = made.json()["things"]
        assert row["name"] == "one"
        found = await client.get(f"/things/{row['id']}")
        assert found.json() == {"things": [row]}
        changed = await client.put(f"/things/{row['id']}", json={"name": "new"})
        assert [each["name"] for each in changed.json()] == ["new"]
        assert (await client.get("/things/none")).status_code == 404


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ({"type": "string", "nullable": True}, ""),
        ({"type": "string", "nullable": True, "default": None}, ""),
        ({"anyOf": [{"type": "string", "maxLength": 9}, {"type": "null"}]}, ""),
    ],
)
def test_the_key_of_the_only_row_is_no_null(tmp_path: Path, key: Any, value: str) -> None:
    company = {"type": "object", "properties": {"id": key, "name": {"type": "string"}}}
    paths = {"/company": {"get": answer(ref("Company")), "put": {**body(ref("Company"))}}}
    paths["/company"]["put"] |= answer(ref("Company"))
    design = design_of(tmp_path, paths, {"Company": company})
    (table,) = design.tables.values()
    assert table.key.generated is not None
    assert table.key.generated.value == value


def test_a_post_that_makes_one_of_several_replaces_none(tmp_path: Path):
    """GET answers a page or a list: neither is one comment."""
    many = {"type": "array", "items": ref("Thing")}
    page = {"type": "object", "properties": {"collection": many}}
    shown = answer({"oneOf": [page, many]})
    paths = {
        "/comments": {"get": shown, "post": {**body(ref("Thing")), **answer(ref("Thing"), "201")}}
    }
    design = design_of(tmp_path, paths, {"Thing": THING})
    assert isinstance(endpoint(design, "POST /comments").behaviour, Custom)
