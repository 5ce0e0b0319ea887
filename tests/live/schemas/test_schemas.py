"""The reader and the first revision against real databases.

Every document is executed by the database's own client. What the reader counts must be what the
database reports, and a database that the first revision made must be the same in every word.

`PACTGEN_SCHEMAS=folder` adds the documents of a folder to those in `tests/live/schemas/documents`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pactgen.readers.schema import read_schema
from pactgen.render import proven
from pactgen.views.migration.exact.revision import exact_migration_view
from tests.live.schemas.contents import contents, counts
from tests.live.schemas.databases import database

pytestmark = pytest.mark.live


def documents() -> list[Path]:
    folders = [Path(__file__).parent / "documents"]
    if given := os.environ.get("PACTGEN_SCHEMAS"):
        folders.append(Path(given))
    return [path for folder in folders for path in sorted(folder.glob("*.sql"))]


@pytest.fixture(params=documents(), ids=lambda path: path.stem)
def document(request: pytest.FixtureRequest) -> Path:
    return request.param


def revision_of(document: Path) -> tuple[str, str]:
    result = read_schema([document], base=document.parent)
    assert result.findings == ()
    text = proven("project/0001_schema.py.jinja", lambda: exact_migration_view(result.schema))
    assert result.schema.dialect is not None
    return result.schema.dialect, text


def test_the_reader_counts_what_the_database_reports(document: Path, tmp_path: Path) -> None:
    schema = read_schema([document], base=document.parent).schema
    tables = schema.tables
    assert schema.dialect is not None
    mysql = schema.dialect == "mysql"
    with database(schema.dialect, tmp_path) as original:
        original.script(document)
        reported = original.run(counts)
    indexes = sum(len(table.indexes) for table in tables)
    assert reported == {
        "tables": len(tables),
        "columns": sum(len(table.columns) for table in tables),
        "keys": sum(table.primary_key is not None for table in tables),
        "uniques": sum(len(table.uniques) for table in tables)
        + (sum(i.unique for table in tables for i in table.indexes) if mysql else 0),
        "references": sum(len(table.foreign_keys) for table in tables),
        "indexes": indexes - (sum(i.unique for t in tables for i in t.indexes) if mysql else 0),
    }


def test_the_first_revision_makes_the_same_database(document: Path, tmp_path: Path) -> None:
    dialect, revision = revision_of(document)
    with database(dialect, tmp_path) as original, database(dialect, tmp_path) as migrated:
        original.script(document)
        migrated.migrate(revision)
        assert migrated.run(contents) == original.run(contents)


def test_a_database_that_the_document_filled_is_taken_as_it_is(
    document: Path, tmp_path: Path
) -> None:
    dialect, revision = revision_of(document)
    with database(dialect, tmp_path) as original:
        original.script(document)
        before = original.run(contents)
        original.migrate(revision)
        assert original.run(contents) == before


def test_the_downgrade_leaves_nothing(document: Path, tmp_path: Path) -> None:
    dialect, revision = revision_of(document)
    with database(dialect, tmp_path) as migrated:
        migrated.migrate(revision)
        migrated.migrate(revision, "downgrade")
        assert migrated.run(counts)["tables"] == 0
        migrated.migrate(revision)


def test_the_tables_can_be_made_on_sqlite(document: Path, tmp_path: Path) -> None:
    _, revision = revision_of(document)
    with database("sqlite", tmp_path) as elsewhere:
        elsewhere.migrate(revision)
        assert elsewhere.run(counts)["tables"] > 0
        elsewhere.migrate(revision, "downgrade")
        assert elsewhere.run(counts)["tables"] == 0
