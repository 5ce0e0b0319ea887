"""Figures of rows: how many there are, how many in each state, sums and averages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from pactgen.ir.behaviours import Custom, RowFigure, Summarize
from pactgen.ir.database import Condition
from tests.passes.backends import Backend
from tests.passes.contracts import (
    answer,
    body,
    design_of,
    endpoint,
    path_parameter,
    query,
    ref,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.behaviours import Behaviour

TEXT, WHOLE, NUMBER = {"type": "string"}, {"type": "integer"}, {"type": "number"}
MAYBE = {"type": ["number", "null"]}
STATUS = {"type": "string", "enum": ["todo", "in_progress", "done"]}


def thing(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": [*required], "properties": properties}


TASK = thing(
    *("id", "projectId", "title", "status", "urgent"),
    id=WHOLE,
    projectId=WHOLE,
    title=TEXT,
    status=STATUS,
    urgent={"type": "boolean"},
    estimate=WHOLE,
    cost=NUMBER,
    count=WHOLE,
)
NEW = thing(
    *("title", "status", "urgent"),
    title=TEXT,
    status=STATUS,
    urgent={"type": "boolean"},
    estimate=WHOLE,
    cost=NUMBER,
)
SCHEMAS = {"Task": TASK, "Project": thing("id", "name", id=WHOLE, name=TEXT)}
ITEM = path_parameter("projectId", type="integer")
STATS = "/projects/{projectId}/stats"


def paths(shown: dict[str, Any], *parameters: dict[str, Any]) -> dict[str, Any]:
    tasks = answer({"type": "array", "items": ref("Task")})
    return {
        "/projects": {
            "get": answer({"type": "array", "items": ref("Project")}),
            "post": body(thing("name", name=TEXT)) | answer(ref("Project"), "201"),
        },
        "/projects/{projectId}": {"parameters": [ITEM], "get": answer(ref("Project"))},
        "/projects/{projectId}/tasks": {
            "parameters": [ITEM],
            "get": tasks,
            "post": body(NEW) | answer(ref("Task"), "201"),
        },
        "/tasks": {"get": tasks},
        "/tasks/stats": {"get": answer(shown) | {"parameters": [*parameters]}},
        STATS: {"parameters": [ITEM, *parameters], "get": answer(shown)},
    }


def behaviour(folder: Path, shown: dict[str, Any], *parameters: dict[str, Any]) -> Behaviour:
    return endpoint(design_of(folder, paths(shown, *parameters), SCHEMAS), f"GET {STATS}").behaviour


@pytest.mark.parametrize(
    ("name", "type_", "figure"),
    [
        ("total", WHOLE, RowFigure(name="total", figure="count")),
        ("taskCount", WHOLE, RowFigure(name="task_count", figure="count")),
        ("numberOfTasks", WHOLE, RowFigure(name="number_of_tasks", figure="count")),
        ("averageCost", MAYBE, RowFigure(name="average_cost", figure="average", column="cost")),
        (
            "maxEstimate",
            MAYBE,
            RowFigure(name="max_estimate", figure="greatest", column="estimate"),
        ),
        ("totalCost", MAYBE, RowFigure(name="total_cost", figure="sum", column="cost")),
    ],
)
def test_a_number_is_told_by_its_name(
    tmp_path: Path, name: str, type_: dict[str, Any], figure: RowFigure
) -> None:
    found = behaviour(tmp_path, thing(name, **{name: type_}))
    assert found == Summarize(resource="Task", figures=(figure,))


@pytest.mark.parametrize("name", ["done", "doneTasks", "doneCount", "doneTaskCount"])
def test_a_state_is_counted(tmp_path: Path, name: str) -> None:
    found = behaviour(tmp_path, thing(name, **{name: WHOLE}))
    assert isinstance(found, Summarize)
    assert [each.only for each in found.figures] == [Condition(column="status", value="done")]


@pytest.mark.parametrize(
    "shown",
    [
        thing("total", "overdue", total=WHOLE, overdue=WHOLE),
        thing("total", "progress", total=WHOLE, progress=NUMBER),
        thing("total", "name", total=WHOLE, name=TEXT),
        thing("minCost", minCost=NUMBER),
        thing("averageCost", averageCost=WHOLE),
        thing("averageId", averageId=NUMBER),
        thing("count", count=WHOLE),
        thing("byTitle", byTitle={"type": "object", "additionalProperties": WHOLE}),
    ],
    ids=[
        "no such state",
        "no such column",
        "a text",
        "least of none",
        "a broken number as a whole one",
        "a key",
        "a property of the rows, too",
        "any text",
    ],
)
def test_one_member_that_is_not_certain_is_enough(tmp_path: Path, shown: dict[str, Any]) -> None:
    assert isinstance(behaviour(tmp_path, shown), Custom)


def test_what_narrows_it_must_be_understood(tmp_path: Path) -> None:
    shown = thing("total", total=WHOLE)
    told = behaviour(tmp_path, shown, query("urgent", type="boolean"))
    assert isinstance(told, Summarize)
    assert isinstance(behaviour(tmp_path, shown, query("since", type="string")), Custom)


async def test_figures_are_those_of_the_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = thing(
        *("total", "byStatus", "urgentTasks", "totalEstimate", "cost", "data"),
        total=WHOLE,
        byStatus={"type": "object", "additionalProperties": WHOLE},
        urgentTasks=WHOLE,
        totalEstimate=WHOLE,
        cost=thing("sum", "average", sum=NUMBER, average=MAYBE, max=MAYBE),
        data=thing("doneCount", doneCount=WHOLE),
    )
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Work", "version": "1.0.0"},
        "paths": paths(shown, query("status", **STATUS)),
        "components": {"schemas": SCHEMAS},
    }
    contract = tmp_path / "api.yaml"
    contract.write_text(yaml.safe_dump(document), encoding="utf-8")
    backend = Backend(contract, tmp_path / "out", "summaries_of_tasks")
    async with backend.client(monkeypatch, tmp_path / "work.db") as client:
        ids = [(await client.post("/projects", json={"name": name})).json()["id"] for name in "ab"]
        for status, estimate, cost in (("todo", 1, 0.5), ("done", 2, 1.5), ("done", 4, 4.0)):
            new = {"title": "t", "status": status, "urgent": cost > 1}
            new |= {"estimate": estimate, "cost": cost}
            await client.post(f"/projects/{ids[0]}/tasks", json=new)

        async def stats(of: str) -> Any:
            return (await client.get(of)).json()

        assert await stats(f"/projects/{ids[0]}/stats") == {
            "total": 3,
            "byStatus": {"todo": 1, "in_progress": 0, "done": 2},
            "urgentTasks": 2,
            "totalEstimate": 7,
            "cost": {"sum": 6.0, "average": 2.0, "max": 4.0},
            "data": {"doneCount": 2},
        }
        empty = await stats(f"/projects/{ids[1]}/stats")
        assert (empty["total"], empty["cost"]["sum"], empty["cost"]["average"]) == (0, 0, None)
        assert (await stats("/tasks/stats?status=done"))["total"] == 2
        assert (await client.get("/projects/99/stats")).status_code == 404


@pytest.mark.parametrize(
    ("said", "is_counted"),
    [
        ("Returns task inventories by status.", True),
        ("Number of tasks per status", True),
        ("Returns inventories by status.", False),
        ("Tasks by title", False),
        ("Projects and tasks by status", True),
    ],
)
def test_a_map_of_numbers_counts_what_its_text_says(
    tmp_path: Path, said: str, *, is_counted: bool
) -> None:
    counts = {"type": "object", "additionalProperties": WHOLE}
    told = paths(counts) | {"/inventory": {"get": {"summary": said, **answer(counts)}}}
    found = endpoint(design_of(tmp_path, told, SCHEMAS), "GET /inventory").behaviour
    assert isinstance(found, Summarize) is is_counted
    if isinstance(found, Summarize):
        assert [each.name for each in found.figures] == ["todo", "in_progress", "done"]
