"""The script that a design gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from pactgen.ir.behaviours import Behaviour as Designed
from pactgen.prove import script
from pactgen.prove.from_design import BEHAVIOURS, script_of
from tests.passes.contracts import answer, body, design_of, path_parameter

if TYPE_CHECKING:
    from pathlib import Path

TEXT, WHOLE = {"type": "string"}, {"type": "integer"}


def test_every_behaviour_has_a_plain_name() -> None:
    assert set(BEHAVIOURS) == set(get_args(Designed))
    kinds = {*BEHAVIOURS.values(), "delete_many", "copy"}  # what filtered removals and copies are
    assert kinds == set(get_args(script.Behaviour))


def test_a_text_that_a_column_keeps_as_a_whole_number_is_sent_as_one(tmp_path: Path) -> None:
    path = "/employees/{employeeId}/accounts"
    row: dict[str, Any] = {
        "type": "object",
        "properties": {"id": WHOLE, "employeeId": WHOLE, "name": TEXT},
    }
    rows = {"type": "array", "items": row}
    operations = {"get": answer(rows), "post": {**body(row), **answer(row)}}
    paths = {path: {"parameters": [path_parameter("employeeId")], **operations}}
    steps = script_of(design_of(tmp_path, paths)).steps
    (made,) = [step for step in steps if step.behaviour == "create"]
    assert [bind.is_whole for bind in made.binds if bind.place == "path"] == [True]
