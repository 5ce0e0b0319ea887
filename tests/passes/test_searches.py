"""What searches look through, and filters that only ever narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.design import FilterRole, SearchRole
from tests.passes.contracts import answer, body, design_of, endpoint, query, ref

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.design import Design

STATION = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "name": {"type": "string"},
        "address": {"type": "string"},
        "country_code": {"type": "string"},
        "timezone": {"type": "string"},
        "dogs_allowed": {"type": "boolean"},
    },
}


def listed(folder: Path, **parameter: Any) -> Design:
    paths = {
        "/stations": {
            "get": {
                **answer({"type": "array", "items": ref("Station")}),
                "parameters": [parameter],
            },
            "post": {**body(ref("Station")), **answer(ref("Station"), "201")},
        }
    }
    return design_of(folder, paths, {"Station": STATION})


@pytest.mark.parametrize(
    ("description", "columns"),
    [
        ("Filter the stations by name or address.", ("name", "address")),
        ("By country code.", ("country_code",)),
        ("The term.", ("name", "address")),
        (None, ("name", "address")),
    ],
)
def test_a_search_looks_where_its_description_says_or_where_people_write(
    tmp_path: Path, description: str | None, columns: tuple[str, ...]
) -> None:
    said = {} if description is None else {"description": description}
    design = listed(tmp_path, **query("search"), **said)
    (found,) = endpoint(design, "GET /stations").inputs
    assert found.role == SearchRole(columns=columns)


@pytest.mark.parametrize(
    ("description", "op"),
    [("Only return stations that allow dogs", "only"), ("Whether dogs are allowed", "eq")],
)
def test_a_flag_that_only_narrows_leaves_out_nothing_when_it_is_false(
    tmp_path: Path, description: str, op: str
) -> None:
    design = listed(tmp_path, **query("dogs", type="boolean"), description=description)
    (found,) = endpoint(design, "GET /stations").inputs
    assert found.role == FilterRole(column="dogs_allowed", op=op)
