"""What is set, taken back and asked for without a word about it: a star, a subscription."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Custom, DeleteRow, ReadRow, ReplaceRow
from tests.passes.contracts import THING, answer, body, design_of, endpoint, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

ITEM = path_parameter("thingId")
DONE = {"responses": {"204": {"description": "done"}}}
CRUD: dict[str, Any] = {
    "/things": {"post": {**body(ref("Thing")), **answer(ref("Thing"), "201")}},
    "/things/{thingId}": {"parameters": [ITEM], "get": answer(ref("Thing"))},
}
STAR = "/things/{thingId}/star"


def test_a_row_that_is_there_says_so(tmp_path: Path) -> None:
    star = {"parameters": [ITEM], "get": DONE, "put": DONE, "delete": DONE}
    design = design_of(tmp_path, {**CRUD, STAR: star}, {"Thing": THING})
    assert endpoint(design, f"GET {STAR}").behaviour == ReadRow(resource="Star")
    assert endpoint(design, f"PUT {STAR}").behaviour == ReplaceRow(resource="Star", creates=True)
    assert endpoint(design, f"DELETE {STAR}").behaviour == DeleteRow(resource="Star")
    assert design.tables["star"].uniques == (("thing_id",),)
    told = next(one for one in design.decisions if one.id == "storage/Star")
    assert "that it is so" in told.choice


@pytest.mark.parametrize(
    "operations",
    [
        {"get": DONE, "put": DONE},
        {"get": DONE, "put": {**body(ref("Thing")), **DONE}, "delete": DONE},
        {"get": answer({"type": "array", "items": {"type": "string"}}), "put": DONE,
         "delete": DONE},
    ],
)  # fmt: skip
def test_anything_that_says_more_is_none(tmp_path: Path, operations: dict[str, Any]) -> None:
    paths = {**CRUD, STAR: {"parameters": [ITEM], **operations}}
    design = design_of(tmp_path, paths, {"Thing": THING})
    assert isinstance(endpoint(design, f"GET {STAR}").behaviour, Custom)
