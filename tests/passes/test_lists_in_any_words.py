"""A list whose wrapping is called by words that nobody here knows: its rows tell what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.passes.contracts import answer, body, design_of, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

THING = {
    "type": "object",
    "properties": {
        "id": {"type": "integer", "readOnly": True},
        "naam": {"type": "string"},
        "delen": {"type": "array", "items": ref("Deel")},
    },
}
PART = {"type": "object", "properties": {"soort": {"type": "string"}}}


def wrapped(**members: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": members}


@pytest.mark.parametrize(
    ("shown", "behaviour"),
    [
        (wrapped(elementen={"type": "array", "items": ref("Ding")}), "ListRows"),
        (
            wrapped(elementen={"type": "array", "items": ref("Ding")}, aantal={"type": "integer"}),
            "ListRows",
        ),
        (
            wrapped(delen={"type": "array", "items": ref("Deel")}, aantal={"type": "integer"}),
            "Custom",
        ),
        (ref("Ding"), "Custom"),
    ],
    ids=["alone", "beside a number", "other rows", "one row"],
)
def test_what_other_answers_show_makes_a_list(
    tmp_path: Path, shown: dict[str, Any], behaviour: str
) -> None:
    paths = {
        "/dingen": {
            "get": answer(shown),
            "post": {**body(ref("Ding")), **answer(ref("Ding"), "201")},
        },
        "/dingen/{id}": {
            "parameters": [path_parameter("id", type="integer")],
            "get": answer(ref("Ding")),
        },
    }
    design = design_of(tmp_path, paths, {"Ding": THING, "Deel": PART})
    listed = next(one for one in design.endpoints if one.operation.label == "GET /dingen")
    assert type(listed.behaviour).__name__ == behaviour
