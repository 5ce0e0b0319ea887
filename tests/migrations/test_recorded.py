"""The record of a design is read as it was written, merged as git merges lines, or refused."""

from __future__ import annotations

import json
import subprocess
from random import Random
from typing import TYPE_CHECKING

import pytest

from pactgen.decisions import migration as decide
from pactgen.migrations.difference import difference
from pactgen.migrations.recorded import (
    ATTRIBUTES_TEXT,
    Record,
    RecordError,
    dump_record,
    parse_record,
)
from pactgen.passes.tables.schema_of_design import schema_of_design
from pactgen.values import replace
from tests.migrations.schemas import column, drawn, schema, table
from tests.views.designs import railway

if TYPE_CHECKING:
    from pathlib import Path

TRIPS = table("trips", column("id", "uuid", nullable=False), column("note", "varchar"))


def with_columns(*names: str) -> Record:
    more = (column(name, "integer") for name in names)
    return Record(schema=schema(replace(TRIPS, columns=(*TRIPS.columns, *more))))


def test_it_comes_back_as_it_was() -> None:
    decisions = (decide.adopted(), decide.allowed("0002", "trips", "all rows"))
    for whole in (schema_of_design(railway()), *(drawn(Random(seed)) for seed in range(20))):  # noqa: S311 - repeatable
        text = dump_record(Record(schema=whole, decisions=decisions))
        read = parse_record(text)
        assert difference(whole, read.schema) == ()
        assert read.decisions == decisions
        assert dump_record(read) == text


def test_two_branches_that_add_columns_merge(tmp_path: Path) -> None:
    def git(*command: str) -> None:
        subprocess.run(["git", "-C", tmp_path, *command], check=True, capture_output=True)

    def commit(record: Record) -> None:
        (tmp_path / "schema.jsonl").write_text(dump_record(record))
        git("add", ".")
        git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-m", "x")

    git("init", "-b", "main")
    (tmp_path / ".gitattributes").write_text(ATTRIBUTES_TEXT)
    commit(with_columns())
    git("checkout", "-b", "other")
    commit(with_columns("seats"))
    git("checkout", "main")
    commit(with_columns("price"))
    git("-c", "user.name=x", "-c", "user.email=x@example.org", "merge", "other")
    merged = parse_record((tmp_path / "schema.jsonl").read_text())
    assert [one.name for one in merged.schema.tables[0].columns] == ["id", "note", "price", "seats"]


def test_conflict_markers_mean_both_sides() -> None:
    ours, theirs = (dump_record(with_columns(name)).splitlines() for name in ("seats", "price"))
    text = "\n".join((*ours[:-1], "<<<<<<< ours", ours[-1], "=======", theirs[-1], ">>>>>>> x"))
    names = [one.name for one in parse_record(text).schema.tables[0].columns]
    assert names == ["id", "note", "seats", "price"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense\n",
        '{"format": 9, "dialect": null}\n',
        dump_record(with_columns()) + '{"table": {"name": "trips"}, "nonsense": 1}\n',
        dump_record(with_columns()).replace('"uuid"', '"uuid", "odd": 1'),
        dump_record(with_columns("seats"))
        + json.dumps(
            {
                "table": {"name": "trips"},
                "columns": {"name": "seats", "type": {"kind": "text", "text": "TEXT"}},
            }
        ),
    ],
)
def test_what_cannot_be_understood_is_refused(text: str) -> None:
    with pytest.raises(RecordError):
        parse_record(text)
