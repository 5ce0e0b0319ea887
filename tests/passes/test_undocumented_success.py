"""Operations that document only what goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.passes.contracts import THING, answer, body, design_of, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path


def test_the_success_that_nobody_documented_is_a_gap(tmp_path: Path) -> None:
    missing = {"404": {"description": "there is none"}}
    paths = {
        "/things": {"post": {**body(ref("Thing")), **answer(ref("Thing"), "201")}},
        "/things/{id}": {
            "parameters": [path_parameter("id")],
            "get": answer(ref("Thing")),
            "put": {**body(ref("Thing")), "responses": {"default": {"description": "done"}}},
            "delete": {"responses": missing},
        },
    }
    gaps = design_of(tmp_path, paths, {"Thing": THING}).gaps
    told = [(gap.operation_label, gap.status, gap.content) for gap in gaps if gap.status < 300]
    assert told == [("DELETE /things/{id}", 200, None)]
