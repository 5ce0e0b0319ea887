"""What a type made of several parts is said to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.passes.contracts import THING, answer, design_of, ref

if TYPE_CHECKING:
    from pathlib import Path

LINKS: dict[str, Any] = {
    "type": "object",
    "description": "The link to a station.",
    "properties": {"self": {"type": "string"}},
}
TOLD = THING | {"description": "A trip."}


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([ref("Trip"), ref("Links")], None),
        ([ref("ToldTrip"), ref("Links")], "A trip."),
        ([ref("Trip"), {"description": "A trip with links.", **THING}], "A trip with links."),
    ],
)
def test_a_part_that_is_a_component_describes_itself(
    tmp_path: Path, parts: list[dict[str, Any]], said: str | None
) -> None:
    listed = answer({"type": "array", "items": {"allOf": parts}})
    design = design_of(
        tmp_path,
        {"/trips": {"get": listed}},
        {"Trip": THING, "ToldTrip": TOLD, "Links": LINKS},
    )
    told = {each.description for each in design.models.values()}
    assert said in told
    assert "The link to a station." not in told
    assert {each.description for each in design.tables.values()} == {said}
