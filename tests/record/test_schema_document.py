"""`pactgen schema` and back: what is printed says the same when it is read and printed again."""

from pathlib import Path

import pytest

from pactgen.readers.schema import read_schema
from pactgen.record.schema_document import schema_document

DOCUMENTS = sorted(Path(__file__).parents[1].joinpath("live/schemas/documents").glob("*.sql"))
DIALECTS = ("postgresql", "mysql", "sqlite")


@pytest.fixture(params=DOCUMENTS, ids=lambda path: path.stem)
def schema(request):
    result = read_schema([request.param], base=request.param.parent)
    assert result.findings == ()
    return result.schema


def again(text: str, form: str, dialect: str, folder: Path) -> str:
    path = folder / f"schema.{form}"
    path.write_text(text, encoding="utf-8")
    result = read_schema([path], base=folder, dialect=dialect)
    assert result.findings == (), [finding.message for finding in result.findings]
    return schema_document(result.schema, form, dialect)


@pytest.mark.parametrize(
    ("form", "dialect"), [*(("sql", dialect) for dialect in DIALECTS), ("dbml", "postgresql")]
)
def test_the_round_trip_is_a_fixed_point(schema, form, dialect, tmp_path) -> None:
    text = schema_document(schema, form, dialect)
    assert again(text, form, dialect, tmp_path) == text


def test_sql_of_the_same_database_keeps_everything(schema, tmp_path) -> None:
    path = tmp_path / "schema.sql"
    path.write_text(schema_document(schema, "sql", schema.dialect), encoding="utf-8")
    read = read_schema([path], base=tmp_path, dialect=schema.dialect).schema

    def facts(one):
        return {
            str(table.name): (
                [(e.name, e.type.kind, e.nullable, e.identity, e.generated) for e in table.columns],
                table.primary_key and table.primary_key.columns,
                sorted((e.columns, e.name or "") for e in table.uniques),
                sorted((e.columns, str(e.table), e.on_delete) for e in table.foreign_keys),
                sorted(e.expression for e in table.checks),
                sorted((e.name, e.unique, e.where or "") for e in table.indexes),
            )
            for table in one.tables
        }

    assert facts(read) == facts(schema)
    assert [view.name for view in read.views] == [view.name for view in schema.views]
