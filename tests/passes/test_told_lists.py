"""Lists that only the text tells from one thing, and rows that a body names by their own key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Custom, ListRows, ReplaceRow
from tests.passes.contracts import THING, answer, body, design_of, endpoint, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

ROWS = {"type": "array", "items": ref("Thing")}
TEXT = {"type": "string"}
WHOLE = {"type": "integer"}


@pytest.mark.parametrize(
    ("summary", "beside", "lists"),
    [
        ("Returns a list of things", {"number_of_things": WHOLE, "number_of_pages": WHOLE}, True),
        ("Lists things", {"status_code": WHOLE, "status_reason": TEXT}, True),
        ("Get all things", {"header": {"type": "object", "properties": {"code": WHOLE}}}, True),
        ("Get a thing", {"status_code": WHOLE, "status_reason": TEXT}, False),
        ("List of the things of a box", {"colour": TEXT, "owner": TEXT}, False),
    ],
)
def test_what_is_said_to_list_does(
    tmp_path: Path, summary: str, beside: dict[str, Any], *, lists: bool
) -> None:
    shown = {"type": "object", "properties": {"thingList": ROWS, **beside}}
    paths = {
        "/things": {
            "get": {"summary": summary, **answer(shown)},
            "post": {**body(ref("Thing")), "responses": {"204": {"description": "made"}}},
        }
    }
    found = endpoint(design_of(tmp_path, paths, {"Thing": THING}), "GET /things").behaviour
    assert isinstance(found, ListRows) is lists


@pytest.mark.parametrize(
    ("summary", "kind"), [("Update an employee", ReplaceRow), ("Add or update one", Custom)]
)
def test_a_body_names_the_row_by_what_paths_ask_for(
    tmp_path: Path, summary: str, kind: type
) -> None:
    person = {
        "type": "object",
        "required": ["number", "name"],
        "properties": {"number": WHOLE, "name": TEXT},
    }
    paths = {
        "/employees": {
            "post": {**body(ref("Employee")), **answer(ref("Employee"), "201")},
            "put": {"summary": summary, **body(ref("Employee")), **answer(ref("Employee"))},
        },
        "/employees/{number}": {
            "parameters": [path_parameter("number", type="integer")],
            "get": answer(ref("Employee")),
        },
    }
    found = endpoint(design_of(tmp_path, paths, {"Employee": person}), "PUT /employees").behaviour
    assert isinstance(found, kind)
    if isinstance(found, ReplaceRow):
        assert found.key_in_body == "number"
