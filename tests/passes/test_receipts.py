"""What an answer says about itself: its status, the only page there is, at least `OK`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.fills import Built, Constant, FromColumn
from tests.passes.contracts import THING, answer, body, design_of, endpoint, ref

if TYPE_CHECKING:
    from pathlib import Path

NUMBER = {"type": "integer"}
ROWS = {"type": "array", "items": ref("Thing")}


def constants(folder: Path, label: str, **members: Any) -> dict[str, Any]:
    """Return what stands beside the thing, or the things, of an answer."""
    post = label.startswith("POST")
    data = ref("Thing") if post else ROWS
    shown = {"type": "object", "required": [*members], "properties": {**members, "data": data}}
    made = {"get": answer(ROWS), "post": {**body(ref("Thing")), **answer(ref("Thing"), "201")}}
    made["post" if post else "get"] |= answer(shown, "201" if post else "200")
    fill = endpoint(design_of(folder, {"/things": made}, {"Thing": THING}), label).answer.fill
    assert isinstance(fill, Built)
    return {name: each.value for name, each in fill.fields if isinstance(each, Constant)}


@pytest.mark.parametrize(
    ("label", "name", "schema", "value"),
    [
        ("GET /things", "status", NUMBER, 200),
        ("POST /things", "statusCode", NUMBER, 201),
        ("POST /things", "code", NUMBER, 0),
        ("POST /things", "code", {**NUMBER, "description": "The HTTP status."}, 201),
        ("GET /things", "code", {**NUMBER, "example": 2000}, 2000),
        ("GET /things", "status", {**NUMBER, "maximum": 1}, 0),
        ("GET /things", "status", {**NUMBER, "enum": [1, 2]}, 1),
        ("GET /things", "current_page", NUMBER, 1),
        ("GET /things", "total_pages", NUMBER, 1),
        ("POST /things", "page", NUMBER, 0),
        ("GET /things", "message", {"type": "string"}, "OK"),
    ],
)
def test_what_an_answer_says_about_itself(
    tmp_path: Path, label: str, name: str, schema: dict[str, Any], value: object
) -> None:
    (found,) = constants(tmp_path, label, **{name: schema}).values()
    assert found == value


@pytest.mark.parametrize("name", ["thing_id", "thi_id", "entity_id", "newId", "request_id"])
def test_the_key_of_what_was_made(tmp_path: Path, name: str) -> None:
    shown = {"type": "object", "required": [name], "properties": {name: THING["properties"]["id"]}}
    made = {**body(ref("Thing")), **answer(shown, "201")}
    paths = {"/things": {"get": answer(ROWS), "post": made}}
    design = design_of(tmp_path, paths, {"Thing": THING})
    fill = endpoint(design, "POST /things").answer.fill
    assert isinstance(fill, Built)
    ((_, told),) = fill.fields
    assert isinstance(told, FromColumn) is (name != "request_id")
