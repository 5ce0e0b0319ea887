"""PUT turns something on, DELETE turns it off, GET says whether it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Custom, ReadSingleton, WriteSingleton
from pactgen.ir.fills import Constant
from tests.passes.contracts import answer, design_of, endpoint, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.design import Design

PROJECT: dict[str, Any] = {
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"type": "integer"}, "name": {"type": "string"}},
}
ALERTS: dict[str, Any] = {
    "type": "object",
    "required": ["enabled", "paused"],
    "properties": {"enabled": {"type": "boolean"}, "paused": {"type": "boolean"}},
}
DONE = {"responses": {"204": {"description": "done"}}}
PATH = "/projects/{id}/alerts"


def design(folder: Path, **methods: Any) -> Design:
    item = path_parameter("id", type="integer")
    shown = answer(ref("Alerts"))
    shown["responses"]["404"] = {"description": "off"}
    paths = {
        "/projects": {"get": answer({"type": "array", "items": ref("Project")})},
        "/projects/{id}": {"parameters": [item], "get": answer(ref("Project"))},
        PATH: {"parameters": [item], "get": shown, "put": DONE, "delete": DONE, **methods},
    }
    return design_of(folder, paths, {"Project": PROJECT, "Alerts": ALERTS})


def test_put_turns_on_and_delete_turns_off(tmp_path: Path) -> None:
    found = design(tmp_path)
    sets = {method: endpoint(found, f"{method} {PATH}").behaviour for method in ("PUT", "DELETE")}
    assert sets["PUT"] == WriteSingleton(
        resource="Alerts", partial=True, sets=(("enabled", Constant(value=True)),)
    )
    assert sets["DELETE"] == WriteSingleton(
        resource="Alerts", partial=True, sets=(("enabled", Constant(value=False)),)
    )


def test_it_is_off_until_somebody_turns_it_on(tmp_path: Path) -> None:
    found = design(tmp_path)
    assert endpoint(found, f"GET {PATH}").behaviour == ReadSingleton(resource="Alerts")
    column = found.tables["alerts"].column("enabled")
    assert column.generated is not None
    assert column.generated.value is False


@pytest.mark.parametrize(
    ("method", "operation"),
    [
        ("get", answer({"type": "object", "properties": {"count": {"type": "integer"}}})),
        ("get", answer({"type": "array", "items": {"type": "string"}})),
        ("delete", {"parameters": [{"name": "force", "in": "query", "required": True}], **DONE}),
    ],
)
def test_nothing_is_turned_on_that_no_answer_shows(
    tmp_path: Path, method: str, operation: dict[str, Any]
) -> None:
    for parameter in operation.get("parameters", ()):
        parameter["schema"] = {"type": "boolean"}
    found = endpoint(design(tmp_path, **{method: operation}), f"PUT {PATH}")
    assert isinstance(found.behaviour, Custom)
