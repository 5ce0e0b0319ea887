"""What the description of a filter says beside its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.inputs import FilterRole, UnusedRole
from tests.passes.contracts import THING, answer, body, design_of, endpoint, query, ref

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.inputs import Role

MOMENT = {"type": "string", "format": "date-time"}
NUMBER = {"type": "number"}
PLACE = {
    **THING,
    "properties": {**THING["properties"], "lat": NUMBER, "lng": NUMBER, "kind": {"type": "string"}},
}


def roles(tmp_path: Path, *parameters: dict[str, Any]) -> list[Role]:
    """Return what such parameters of a list do."""
    listed = answer({"type": "array", "items": ref("Place")})
    paths = {
        "/places": {
            "get": {"parameters": list(parameters), **listed},
            "post": {**body(ref("Place")), **answer(ref("Place"), "201")},
        }
    }
    design = design_of(tmp_path, paths, {"Place": PLACE})
    return [each.role for each in endpoint(design, "GET /places").inputs]


@pytest.mark.parametrize(
    ("name", "schema", "said", "op"),
    [
        ("created_at", MOMENT, "Only what was made after this moment", "gt"),
        ("created_at", MOMENT, "Only what was made on or after this moment", "ge"),
        ("created_at", MOMENT, "Older than this", "le"),
        ("created_at", MOMENT, "Made before or after this", "eq"),
        ("created_at", MOMENT, "When it was made", "eq"),
        ("price", NUMBER, "The minimum price", "ge"),
        ("price", NUMBER, "At most so much", "le"),
        ("price", NUMBER, "So much", "eq"),
        ("price", NUMBER, "One or more prices", "eq"),
        ("kind", {"type": "string"}, "Values separated by a comma", "among"),
        ("kind", {"type": "string"}, "For several, seperate values by a comma.", "among"),
    ],
)
def test_the_description_says_how_values_are_compared(
    tmp_path: Path, name: str, schema: dict[str, Any], said: str, op: str
) -> None:
    (found,) = roles(tmp_path, {**query(name, **schema), "description": said})
    assert found == FilterRole(column=name, op=op)


def test_a_place_on_the_map_is_no_point_that_rows_are_at(tmp_path: Path) -> None:
    found = roles(tmp_path, query("lat", **NUMBER), query("lng", **NUMBER))
    assert all(isinstance(each, UnusedRole) for each in found)
    (alone,) = roles(tmp_path, query("lat", **NUMBER))
    assert alone == FilterRole(column="lat", op="eq")
