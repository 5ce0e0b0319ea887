"""DELETE of a collection removes everything only where nothing says that less is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import ClearRows, Custom
from tests.passes.backends import Backend
from tests.passes.contracts import (
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

TEXT = {"type": "string"}
LIST = {"type": "object", "properties": {"id": {"type": "integer"}, "name": TEXT, "state": TEXT}}
LISTS = {"type": "array", "items": ref("List")}


def behaviour_of(folder: Path, path: str, summary: str, *parameters: dict[str, Any]) -> Any:
    removal = {"summary": summary, "parameters": list(parameters)}
    operations = {
        "get": answer(LISTS),
        "post": {**body(ref("List")), **answer(ref("List"), "201")},
        "delete": {**removal, "responses": {"204": {"description": "gone"}}},
    }
    parents = [path_parameter("boardId")] if "{" in path else []
    above = {"/boards/{boardId}": {"parameters": parents, "get": answer(ref("List"))}}
    paths = {path: {"parameters": parents, **operations}, **(above if parents else {})}
    return endpoint(design_of(folder, paths, {"List": LIST}), f"DELETE {path}").behaviour


@pytest.mark.parametrize(
    ("path", "summary", "parameters"),
    [
        ("/lists", "Delete all lists", []),
        ("/lists", "", []),
        ("/lists", "Delete a list of lists", []),
        ("/lists", "Delete a list", [{**query("name"), "required": True}]),
        ("/lists", "Delete the finished ones", [query("state")]),
        ("/boards/{boardId}/lists", "Deletes a board's lists", []),
        ("/boards/{boardId}/lists", "Deletes the lists of a board", []),
    ],
)
def test_all_rows_go(
    tmp_path: Path, path: str, summary: str, parameters: list[dict[str, Any]]
) -> None:
    assert isinstance(behaviour_of(tmp_path, path, summary, *parameters), ClearRows)


@pytest.mark.parametrize(
    ("path", "summary", "parameters", "reason"),
    [
        ("/lists", "Delete a list", [], "speaks of one"),
        ("/lists", "Delete multiple lists", [], "speaks of some"),
        ("/lists", "Bulk delete lists", [], "speaks of some"),
        ("/lists/{id}", "Deletes a list of lists by query", [], "its path names one"),
        ("/boards/{boardId}/lists", "Leave a board", [], "somebody leaves"),
        ("/boards/{boardId}/lists", "Stop a board", [], "something stops"),
        (
            "/boards/{boardId}/lists",
            "Delete the association of this board with all lists",
            [],
            "a tie is cut",
        ),
        ("/account/lists", "Delete all lists", [], "the caller's own"),
    ],
)
def test_what_goes_by_mistake_is_gone(
    tmp_path: Path, path: str, summary: str, parameters: list[dict[str, Any]], reason: str
) -> None:
    behaviour = behaviour_of(tmp_path, path, summary, *parameters)
    assert isinstance(behaviour, Custom)
    assert reason in behaviour.reason


async def test_nothing_goes_where_nothing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    removal = {
        "summary": "Delete a list by its name",
        "parameters": [query("name"), query("state")],
        "responses": {"204": {"description": "gone"}},
    }
    made = {**body(ref("List")), **answer(ref("List"), "201")}
    paths = {"/lists": {"get": answer(LISTS), "post": made, "delete": removal}}
    backend = Backend(written(tmp_path, paths, {"List": LIST}), tmp_path / "out", "named_removals")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        for name in ("a", "b"):
            await client.post("/lists", json={"name": name, "state": "new"})
        assert (await client.delete("/lists")).status_code == 204
        assert len((await client.get("/lists")).json()) == 2
        assert (await client.delete("/lists?name=a")).status_code == 204
        assert [each["name"] for each in (await client.get("/lists")).json()] == ["b"]


@pytest.mark.parametrize("name", ["lists_bulk_delete", "deleteManyLists", "batchDestroyLists"])
def test_operations_that_are_called_after_some_rows_leave_all(tmp_path: Path, name: str) -> None:
    operations = {
        "get": answer(LISTS),
        "post": {**body(ref("List")), **answer(ref("List"), "201")},
        "delete": {"operationId": name, "responses": {"204": {"description": "gone"}}},
    }
    design = design_of(tmp_path, {"/lists": operations}, {"List": LIST})
    assert isinstance(endpoint(design, "DELETE /lists").behaviour, Custom)
