"""What a schema's own database puts into a new row, on a database that does not know its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.translation import translated
from pactgen.readers.schema import read_schema

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.schema import Schema

from pactgen.views.schema_models import schema_models_view
from tests.passes.contracts import answer
from tests.passes.test_bind import bound

DDL = """
CREATE TABLE songs (id UUID PRIMARY KEY DEFAULT gen_random_uuid(), title TEXT NOT NULL,
  moods TEXT[] NOT NULL DEFAULT '{}');
"""


def schema(folder: Path) -> Schema:
    path = folder / "schema.sql"
    path.write_text(DDL, encoding="utf-8")
    return read_schema([path], base=folder, dialect="postgresql").schema


def test_an_empty_array_is_an_empty_list(tmp_path: Path) -> None:
    (table,) = translated(schema(tmp_path), "sqlite").tables
    default = table.column("moods").default
    assert default is not None
    assert default.text == "'[]'"


def test_a_uuid_is_drawn_by_the_backend_as_well(tmp_path: Path) -> None:
    song = {
        "type": "object",
        "properties": {"id": {"type": "string", "format": "uuid"}, "title": {"type": "string"}},
    }
    paths = {"/songs": {"get": answer({"type": "array", "items": song})}}
    printed = str(schema_models_view(bound(tmp_path, paths, ddl=DDL)))
    assert "default=uuid4" in printed
