"""Lists of the rows that have the value which a path tells: `/tasks/status/{status}`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Custom, ListRows
from pactgen.ir.inputs import FilterRole
from tests.passes.backends import Backend
from tests.passes.contracts import (
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

TASK: dict[str, Any] = {
    "type": "object",
    "required": ["id", "title", "project_id"],
    "properties": {
        "id": {"type": "integer"},
        "title": {"type": "string"},
        "status": {"type": "string"},
        "project_id": {"type": "integer"},
        "season": {"type": "integer"},
        "place": {"type": "object", "properties": {"city": {"type": "string"}}},
    },
}
NEW = {
    "type": "object",
    "required": ["title", "project_id"],
    "properties": {each: TASK["properties"][each] for each in ("title", "status", "project_id")},
}
TASKS = answer({"type": "array", "items": ref("Task")})
SCHEMAS = {"Task": TASK, "New": NEW}
PATHS: dict[str, Any] = {
    "/tasks": {"get": TASKS, "post": {**body(ref("New")), **answer(ref("Task"), "201")}},
    "/tasks/{id}": {
        "parameters": [path_parameter("id", type="integer")],
        "get": answer(ref("Task")),
    },
}


def listed(path: str, name: str, told: str) -> dict[str, Any]:
    """Return the paths with a list that its path narrows."""
    return {**PATHS, path: {"get": {"parameters": [path_parameter(name, type=told)], **TASKS}}}


@pytest.mark.parametrize(
    ("path", "name", "told", "column"),
    [
        ("/tasks/status/{status}", "status", "string", "status"),
        ("/tasks/by-status/{value}", "value", "string", "status"),
        ("/tasks/project/{id}", "id", "integer", "project_id"),
        ("/tasks/projects/{projectId}", "projectId", "integer", "project_id"),
        ("/tasks/of/{project_id}", "project_id", "integer", "project_id"),
    ],
)
def test_the_segment_or_the_parameter_says_which_property(
    tmp_path: Path, path: str, name: str, told: str, column: str
) -> None:
    design = design_of(tmp_path, listed(path, name, told), SCHEMAS)
    found = endpoint(design, f"GET {path}")
    assert isinstance(found.behaviour, ListRows)
    assert found.inputs[0].role == FilterRole(column=column, op="eq")
    assert set(design.resources) == {"Task"}


@pytest.mark.parametrize(
    ("path", "name", "told"),
    [
        ("/tasks/mood/{mood}", "mood", "string"),  # no property
        ("/tasks/project/{id}", "id", "string"),  # another kind of value
        ("/tasks/place/{place}", "place", "string"),  # no plain value
    ],
)
def test_what_no_plain_property_says_is_custom(
    tmp_path: Path, path: str, name: str, told: str
) -> None:
    design = design_of(tmp_path, listed(path, name, told), SCHEMAS)
    assert isinstance(endpoint(design, f"GET {path}").behaviour, Custom)


def test_a_parameter_of_the_collection_may_be_called_so(tmp_path: Path) -> None:
    paths = listed("/tasks/{season}", "season", "integer")
    del paths["/tasks/{id}"]
    found = endpoint(design_of(tmp_path, paths, SCHEMAS), "GET /tasks/{season}")
    assert isinstance(found.behaviour, ListRows)
    assert found.inputs[0].role == FilterRole(column="season", op="eq")


async def test_it_answers_those_rows_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = listed("/tasks/status/{status}", "status", "string")
    backend = Backend(written(tmp_path, paths, SCHEMAS), tmp_path / "out", "narrowed")
    async with backend.client(monkeypatch, tmp_path / "narrowed.db") as client:
        for title, status in (("a", "open"), ("b", "done"), ("c", "open")):
            sent = {"title": title, "status": status, "project_id": 1}
            assert (await client.post("/tasks", json=sent)).status_code == 201
        found = (await client.get("/tasks/status/open")).json()
        assert [each["title"] for each in found] == ["a", "c"]
        assert (await client.get("/tasks/status/none")).json() == []


@pytest.mark.parametrize("word", ["batch", "by-ids", "byIds"])
def test_a_list_of_keys_says_which_rows_are_listed(tmp_path: Path, word: str) -> None:
    keys = {"type": "array", "items": {"type": "integer"}}
    asked = {"name": "ids", "in": "query", "required": True, "schema": keys}
    path = f"/tasks/{word}"
    paths = {**PATHS, path: {"get": {"parameters": [asked], **TASKS}}}
    found = endpoint(design_of(tmp_path, paths, SCHEMAS), f"GET {path}")
    assert isinstance(found.behaviour, ListRows)
    assert found.inputs[0].role == FilterRole(column="id", op="in")


async def test_rows_are_asked_for_by_their_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = {"type": "array", "items": {"type": "integer"}}
    asked = {"type": "object", "required": ["ids"], "properties": {"ids": keys}}
    paths = {**PATHS, "/tasks/batch-get": {"post": {**body(asked), **TASKS}}}
    backend = Backend(written(tmp_path, paths, SCHEMAS), tmp_path / "out", "asked_by_keys")
    async with backend.client(monkeypatch, tmp_path / "asked.db") as client:
        made = [
            (await client.post("/tasks", json={"title": title, "project_id": 1})).json()["id"]
            for title in "abc"
        ]
        found = await client.post("/tasks/batch-get", json={"ids": [made[0], made[2], 99]})
        assert [each["title"] for each in found.json()] == ["a", "c"]


def test_a_batch_that_brings_more_than_keys_is_custom(tmp_path: Path) -> None:
    keys = {"type": "array", "items": {"type": "integer"}}
    asked = {"type": "object", "properties": {"ids": keys, "mood": {"type": "string"}}}
    paths = {**PATHS, "/tasks/batch-get": {"post": {**body(asked), **TASKS}}}
    found = endpoint(design_of(tmp_path, paths, SCHEMAS), "POST /tasks/batch-get")
    assert isinstance(found.behaviour, Custom)
