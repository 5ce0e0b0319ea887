"""Which values of a body answers can show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactgen.prove.from_design import script_of
from tests.passes.contracts import answer, design_of, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

ID = {"type": "string", "format": "uuid"}
PART = {"type": "object", "required": ["code"], "properties": {"code": {"type": "string"}}}


def test_items_of_which_the_answer_says_no_more_are_those_of_the_body(tmp_path: Path) -> None:
    def kit(**parts: Any) -> dict[str, Any]:
        rows = {"type": "array", "items": ref("Part"), **parts}
        return {"type": "object", "required": ["id"], "properties": {"id": ID, "parts": rows}}

    body = {"requestBody": {"content": {"application/json": {"schema": ref("KitCreate")}}}}
    paths = {"/kits": {"post": {**body, **answer(ref("Kit"), "201")}}}
    schemas = {"Part": PART, "KitCreate": kit(), "Kit": kit(minItems=1, maxItems=9)}
    (step,) = script_of(design_of(tmp_path, paths, schemas)).steps
    ((name, parts),) = step.fixed
    assert name == "parts"
    assert [set(part) for part in parts] == [{"code"}]


def test_what_paths_name_a_row_by_is_told_apart_from_that_of_other_rows(tmp_path: Path) -> None:
    person = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
    body = {"requestBody": {"content": {"application/json": {"schema": ref("Person")}}}}
    item = {"parameters": [path_parameter("name", type="string")], "get": answer(ref("Person"))}
    paths = {"/people": {"post": {**body, **answer(ref("Person"), "201")}}, "/people/{name}": item}
    design = design_of(tmp_path, paths, {"Person": person})
    made = next(step for step in script_of(design).steps if step.behaviour == "create")
    assert made.fixed == ()
