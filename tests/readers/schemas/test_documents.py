from pathlib import Path

import pytest

from pactgen.ir.schema import Name
from pactgen.readers.schema import read_schema
from pactgen.readers.sql.dialects import recognise


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("CREATE TABLE `t` (`a` int) ENGINE=InnoDB;", "mysql"),
        ("CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT);", "sqlite"),
        ("CREATE TABLE t (a SERIAL PRIMARY KEY, b JSONB);", "postgresql"),
        ("CREATE TABLE t (a int);", "postgresql"),
        ("INSERT INTO t VALUES ('ENGINE=InnoDB `x`');\nCREATE TABLE t (a uuid);", "postgresql"),
    ],
)
def test_the_dialect_is_told_by_what_only_one_database_knows(text, dialect) -> None:
    assert recognise([("schema.sql", text)]).dialect == dialect


def test_what_is_written_behind_a_column_tells_no_database() -> None:
    text = "CREATE TABLE logs (id INTEGER PRIMARY KEY, -- uuid, jsonb or inet\n  rowid_ text);"
    assert recognise([("schema.sql", text)]).dialect == "sqlite"


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        folder.joinpath(name).write_text(text, encoding="utf-8")


def test_migrations_are_applied_in_the_order_of_their_versions(tmp_path) -> None:
    write(
        tmp_path,
        {
            "V2__add.sql": "ALTER TABLE t ADD b int;",
            "V10__rename.sql": "ALTER TABLE t RENAME TO u; ALTER TABLE u RENAME COLUMN b TO c;",
            "V1__init.sql": "CREATE TABLE t (a int PRIMARY KEY);",
            "U1__undo.sql": "DROP TABLE t;",
            "R__last.sql": "CREATE INDEX i ON u (c);",
        },
    )
    result = read_schema([tmp_path], base=tmp_path, dialect="postgresql")
    assert result.findings == ()
    table = result.schema.table(Name(name="u"))
    assert [column.name for column in table.columns] == ["a", "c"]
    assert table.primary_key is not None
    assert table.primary_key.name == "t_pkey"
    assert [index.name for index in table.indexes] == ["i"]


@pytest.mark.parametrize(
    ("up", "down"),
    [
        ("-- +goose Up", "-- +goose Down"),
        ("-- migrate:up", "-- migrate:down"),
        ("-- +migrate Up", "-- +migrate Down"),
        ("-- rambler up", "-- rambler down"),
    ],
)
def test_only_the_half_that_builds_is_read(tmp_path, up, down) -> None:
    text = f"{up}\nCREATE TABLE t (a int);\n{down}\nDROP TABLE t;\n{up}\nCREATE TABLE u (a int);"
    write(tmp_path, {"1.sql": text})
    result = read_schema([tmp_path], base=tmp_path)
    assert [str(table.name) for table in result.schema.tables] == ["t", "u"]
    assert result.schema.tables[1].origin.place is not None
    assert result.schema.tables[1].origin.place.line == 6


def test_down_files_are_left_out(tmp_path) -> None:
    write(tmp_path, {"1_a.up.sql": "CREATE TABLE t (a int);", "1_a.down.sql": "DROP TABLE t;"})
    assert len(read_schema([tmp_path], base=tmp_path).schema.tables) == 1


def test_several_files_are_one_schema(tmp_path) -> None:
    write(
        tmp_path,
        {
            "b.sql": "CREATE TABLE b (a int REFERENCES a);",
            "a.sql": "CREATE TABLE a (id int PRIMARY KEY);",
        },
    )
    result = read_schema([tmp_path / "b.sql", tmp_path / "a.sql"], base=tmp_path)
    assert result.findings == ()
    assert [file.name for file in result.files] == ["b.sql", "a.sql"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "schema-empty"),
        (b"SELECT 1;", "schema-empty"),
        (b"CREATE TABLE t (a int -- \xff\n);", "text-encoding"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path, data, code) -> None:
    (tmp_path / "s.sql").write_bytes(data)
    result = read_schema([tmp_path / "s.sql"], base=tmp_path)
    assert [finding.code for finding in result.findings] == [code]


def test_a_missing_file_is_said(tmp_path) -> None:
    result = read_schema([tmp_path / "s.sql"], base=tmp_path)
    assert [finding.code for finding in result.findings] == ["file-not-found"]
