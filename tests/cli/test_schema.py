import shutil
from pathlib import Path

import pytest

from pactgen.readers.schema import read_schema
from pactgen.record.schema_document import schema_document
from tests.live.projects import ROOT

SCHEMAS = [
    ROOT / "examples" / "records" / "docs" / "schema.sql",
    ROOT / "tests" / "live" / "existing" / "pascal.sql",
    *sorted((ROOT / "tests" / "live" / "schemas" / "documents").glob("*.sql")),
]


@pytest.mark.parametrize("dialect", ["postgresql", "mysql", "sqlite"])
def test_the_inferred_tables_are_printed_and_can_be_handed_back(pactgen, project, dialect):
    said = pactgen("schema", "--dialect", dialect)
    assert said.code == 0, said.err
    assert "CREATE TABLE" in said.out
    path = Path(project) / "schema.sql"
    path.write_text(said.out, encoding="utf-8")
    read = read_schema([path], base=path.parent, dialect=dialect)
    assert read.findings == ()
    assert schema_document(read.schema, "sql", dialect) == said.out


def test_dbml_goes_to_a_file(pactgen, project):
    path = Path(project) / "schema.dbml"
    said = pactgen("schema", "--format", "dbml", "-o", str(path), "--json")
    assert said.code == 0, said.err
    read = read_schema([path], base=path.parent)
    assert read.findings == ()
    assert said.json["tables"] == len(read.schema.tables)
    assert schema_document(read.schema, "dbml", "postgresql") == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["sql", "dbml"])
@pytest.mark.parametrize("document", SCHEMAS, ids=lambda path: path.stem)
def test_a_schema_document_comes_back_as_it_was_printed(pactgen, project, document, form):
    docs = Path(project) / "docs"
    shutil.copy(document, docs / "schema.sql")
    first = pactgen("schema", "--format", form)
    assert first.code == 0, first.err
    (docs / "schema.sql").unlink()
    (docs / f"schema.{form}").write_text(first.out, encoding="utf-8")
    assert pactgen("schema", "--format", form).out == first.out
