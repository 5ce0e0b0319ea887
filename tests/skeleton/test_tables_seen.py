"""Alembic sees the tables of the schema document, whether or not any operation needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.passes.backends import Backend
from tests.passes.contracts import answer, path_parameter, written

if TYPE_CHECKING:
    from pathlib import Path


def test_tables_that_no_feature_asks_for_are_seen(tmp_path: Path) -> None:
    thing = {
        "type": "object",
        "required": ["id", "smell"],
        "properties": {"id": {"type": "integer"}, "smell": {"type": "string"}},
    }
    item = {"parameters": [path_parameter("id", type="integer")], "get": answer(thing)}
    (tmp_path / "schema.sql").write_text("CREATE TABLE things (id integer PRIMARY KEY);")
    contract = written(tmp_path, {"/things/{id}": item})
    project = tmp_path / "out"
    backend = Backend(contract, project, "tables_seen", schema=tmp_path / "schema.sql")
    imports = [
        line.split()[1]
        for line in (project / "migrations/env.py").read_text().splitlines()
        if line.startswith("import tables_seen.")
    ]
    assert imports == ["tables_seen.models"]
    backend.module("models")
    assert list(backend.module("database").Base.metadata.tables) == ["things"]
