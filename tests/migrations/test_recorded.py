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
    from collections.abc import Callable
    from pathlib import Path

    Merge = Callable[[Record, Record, Record], Record]

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


@pytest.fixture
def merged(tmp_path: Path) -> Callable[[Record, Record, Record], Record]:
    """Return what merges the records of two branches."""

    def git(*command: str) -> None:
        identity = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        subprocess.run(
            ["git", "-C", tmp_path, *identity, *command], check=True, capture_output=True
        )

    def commit(record: Record) -> None:
        (tmp_path / "schema.jsonl").write_text(dump_record(record))
        git("add", ".")
        git("commit", "-m", "x")

    def merge(base: Record, ours: Record, theirs: Record) -> Record:
        git("init", "-b", "main")
        (tmp_path / ".gitattributes").write_text(ATTRIBUTES_TEXT)
        commit(base)
        git("checkout", "-b", "other")
        commit(theirs.after(base))
        git("checkout", "main")
        commit(ours.after(base))
        git("merge", "other")
        return parse_record((tmp_path / "schema.jsonl").read_text())

    return merge


def columns_of(record: Record) -> dict[str, bool]:
    return {one.name: one.nullable for one in record.schema.tables[0].columns}


def test_two_branches_that_add_columns_merge(merged: Merge) -> None:
    both = merged(with_columns(), with_columns("price"), with_columns("seats"))
    assert [*columns_of(both)] == ["id", "note", "price", "seats"]


def test_what_one_branch_drops_beside_what_another_adds_stays_dropped(merged: Merge) -> None:
    both = merged(with_columns("seats"), with_columns(), with_columns("seats", "price"))
    assert [*columns_of(both)] == ["id", "note", "price"]


def test_what_one_branch_changes_beside_what_another_adds_is_changed(merged: Merge) -> None:
    seats = column("seats", "integer", nullable=False)
    changed = Record(schema=schema(replace(TRIPS, columns=(*TRIPS.columns, seats))))
    both = merged(with_columns("seats"), changed, with_columns("seats", "price"))
    assert columns_of(both) == {"id": False, "note": True, "seats": False, "price": True}


def test_what_comes_again_is_no_longer_left() -> None:
    first, none = with_columns("seats"), with_columns()
    dropped = none.after(first)
    assert len(dropped.left) == 1
    assert parse_record(dump_record(dropped)).left == dropped.left
    assert not first.after(dropped).left


def test_two_lines_that_each_branch_left_for_the_other_are_refused() -> None:
    seats = column("seats", "integer", nullable=False)
    changed = Record(schema=schema(replace(TRIPS, columns=(*TRIPS.columns, seats))))
    first = with_columns("seats")
    again = first.after(changed.after(first))
    text = dump_record(again) + dump_record(changed.after(first))
    with pytest.raises(RecordError, match="two lines differ about seats of trips"):
        parse_record(text)


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
