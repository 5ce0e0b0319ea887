"""The first revision takes back what it did: circles of references are opened first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.views.migration import migration_view
from tests.passes.contracts import answer, body, design_of, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

NAMED = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {"id": {"type": "integer"}, "name": {"type": "string"}},
}


def collection(name: str) -> dict[str, object]:
    listed = answer({"type": "array", "items": ref(name)})
    return {"get": listed, "post": {**body(ref(name)), **answer(ref(name), "201")}}


def test_references_in_a_circle_go_before_the_tables(tmp_path: Path) -> None:
    key = path_parameter("id", type="integer")
    paths = {
        "/teams/{id}": {"parameters": [key], "get": answer(ref("Team"))},
        "/pilots/{id}": {"parameters": [key], "get": answer(ref("Pilot"))},
        "/teams/{id}/pilots": {"parameters": [key], **collection("Pilot")},
        "/pilots/{id}/teams": {"parameters": [key], **collection("Team")},
    }
    design = design_of(tmp_path, paths, {"Team": NAMED, "Pilot": {**NAMED, "title": "Pilot"}})
    view = migration_view(design)
    down = [str(each) for each in view.downgrade]
    assert "batch.create_foreign_key" in str(view.upgrade[-1])
    assert "batch.drop_constraint" in down[0]
    assert all("op.drop_table" in each for each in down[1:])
