"""What is said of rows that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.views.service import service_view
from tests.passes.contracts import answer, body, design_of, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

GONE = {"responses": {"204": {"description": "gone"}}}
REGISTRY = {
    "type": "object",
    "required": ["name", "region"],
    "properties": {"name": {"type": "string"}, "region": {"type": "string"}},
}
TAGS = {"type": "array", "items": {"type": "object", "properties": {"tag": {"type": "string"}}}}


def test_the_only_row_may_be_missed_by_name_as_well(tmp_path: Path) -> None:
    name = path_parameter("name")
    paths = {
        "/registry": {
            "get": answer(ref("Registry")),
            "post": {**body(ref("Registry")), **answer(ref("Registry"))},
            "delete": GONE,
        },
        "/registry/{name}/tags": {"parameters": [name], "get": answer(TAGS)},
        "/registry/{name}/tags/{tag}": {
            "parameters": [name, path_parameter("tag")],
            "delete": GONE,
        },
    }
    design = design_of(tmp_path, paths, {"Registry": REGISTRY})
    errors = [one for each in design.features for one in service_view(design, each).errors]
    missing = next(one for one in errors if one.name == "RegistryNotFoundError")
    assert "name: str | None = None, value: object = None" in missing.signature
    assert '"There is no registry yet."' in missing.call
