"""Lists whose first words say which rows they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import ListRows
from tests.passes.contracts import answer, design_of, endpoint, query, ref

if TYPE_CHECKING:
    from pathlib import Path

TASK: dict[str, Any] = {
    "type": "object",
    "required": ["id", "status"],
    "properties": {
        "id": {"type": "integer"},
        "status": {"type": "string", "enum": ["open", "in_progress", "done"]},
        "title": {"type": "string"},
    },
}


def shown(folder: Path, summary: str, *parameters: dict[str, Any]) -> Any:
    listed = answer({"type": "array", "items": ref("Task")})
    paths = {"/tasks": {"get": {"summary": summary, **listed, "parameters": list(parameters)}}}
    found = endpoint(design_of(folder, paths, {"Task": TASK}), "GET /tasks").behaviour
    assert isinstance(found, ListRows)
    return found.where


@pytest.mark.parametrize(
    ("summary", "where"),
    [
        ("Open tasks", (("status", "open"),)),
        ("List all open tasks of the team", (("status", "open"),)),
        ("Lists only in-progress tasks, newest first", (("status", "in_progress"),)),
        ("Tasks", ()),
        ("All tasks, open or done", ()),
        ("Open and done tasks", ()),
        ("Open tasks and notes", ()),
        ("Opens tasks", ()),
        ("Open doors", ()),
        ("Top-level tasks", ()),
    ],
)
def test_a_state_before_the_noun_is_what_is_listed(
    tmp_path: Path, summary: str, where: tuple[tuple[str, str], ...]
) -> None:
    assert shown(tmp_path, summary) == where


def test_who_may_ask_for_states_asks_for_all_of_them(tmp_path: Path) -> None:
    assert shown(tmp_path, "Open tasks", query("status")) == ()
