"""What the body of an operation may bring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactgen.views.bodies import row_fields
from tests.passes.contracts import answer, body, design_of, ref

if TYPE_CHECKING:
    from pathlib import Path


def test_a_list_of_itself_brings_what_its_objects_have(tmp_path: Path) -> None:
    leaf = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
    schemas: dict[str, Any] = {
        "Tree": {"type": "array", "items": {"oneOf": [ref("Tree"), ref("Leaf")]}},
        "Leaf": leaf,
    }
    paths = {"/trees": {"post": {**body(ref("Tree")), **answer(ref("Tree"), "201")}}}
    design = design_of(tmp_path, paths, schemas)
    sent = design.endpoints[0].body
    assert sent is not None
    assert [field.wire_name for field in row_fields(design, sent)] == ["name"]
