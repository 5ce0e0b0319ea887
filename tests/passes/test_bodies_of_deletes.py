"""What the body of a DELETE says is how a row goes, and nothing that is kept of it."""

from pathlib import Path

from pactgen.ir.behaviours import Custom
from tests.passes.contracts import THING, answer, body, design_of, endpoint, path_parameter, ref

THINGS = {
    "get": answer({"type": "array", "items": ref("Thing")}),
    "post": {**body(ref("Thing")), **answer(ref("Thing"), "201")},
}


def test_the_body_of_a_delete_is_no_column(tmp_path: Path):
    purge = {"type": "object", "properties": {"purge": {"type": "boolean"}}}
    paths = {
        "/things": THINGS,
        "/things/{id}": {
            "parameters": [path_parameter("id", type="string", format="uuid")],
            "get": answer(ref("Thing")),
            "delete": {**body(purge), "responses": {"204": {"description": "gone"}}},
        },
    }
    design = design_of(tmp_path, paths, {"Thing": THING})
    (table,) = design.tables.values()
    assert "purge" not in {column.name for column in table.columns}


def test_what_a_delete_lists_goes_and_what_its_path_names_stays(tmp_path: Path):
    roles = {"type": "array", "items": {"type": "object", "properties": {"name": {}}}}
    below = [path_parameter("user"), path_parameter("id", type="string", format="uuid")]
    paths = {
        "/things": THINGS,
        "/things/{id}": {
            "parameters": [path_parameter("id", type="string", format="uuid")],
            "get": answer(ref("Thing")),
        },
        "/users/{user}/roles/things/{id}": {
            "parameters": below,
            "get": answer(roles),
            "delete": {**body(roles), "responses": {"204": {"description": "gone"}}},
        },
    }
    design = design_of(tmp_path, paths, {"Thing": THING})
    found = endpoint(design, "DELETE /users/{user}/roles/things/{id}")
    assert isinstance(found.behaviour, Custom)
