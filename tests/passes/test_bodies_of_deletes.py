"""What the body of a DELETE says is how a row goes, and nothing that is kept of it."""

from pathlib import Path

from tests.passes.contracts import THING, answer, body, design_of, path_parameter, ref


def test_the_body_of_a_delete_is_no_column(tmp_path: Path):
    purge = {"type": "object", "properties": {"purge": {"type": "boolean"}}}
    paths = {
        "/things": {
            "get": answer({"type": "array", "items": ref("Thing")}),
            "post": {**body(ref("Thing")), **answer(ref("Thing"), "201")},
        },
        "/things/{id}": {
            "parameters": [path_parameter("id", type="string", format="uuid")],
            "get": answer(ref("Thing")),
            "delete": {**body(purge), "responses": {"204": {"description": "gone"}}},
        },
    }
    design = design_of(tmp_path, paths, {"Thing": THING})
    (table,) = design.tables.values()
    assert "purge" not in {column.name for column in table.columns}
