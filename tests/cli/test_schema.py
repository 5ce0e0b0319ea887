from pathlib import Path

import pytest

from pactgen.readers.schema import read_schema
from pactgen.record.schema_document import schema_document


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
