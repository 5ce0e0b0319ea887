"""Rows that objects inside of a body name: the proof fills in keys that it knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.prove.from_design import script_of
from pactgen.prove.requests import Inside
from tests.passes.contracts import answer, body
from tests.passes.test_bind import bound

if TYPE_CHECKING:
    from pathlib import Path

DDL = """
CREATE TABLE songs (id INTEGER PRIMARY KEY, title TEXT NOT NULL);
CREATE TABLE discs (id INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title TEXT NOT NULL);
CREATE TABLE takes (disc_id INTEGER NOT NULL REFERENCES discs, take_no INTEGER NOT NULL,
  song_id INTEGER NOT NULL REFERENCES songs, PRIMARY KEY (disc_id, take_no));
"""
TITLED = {"id": {"type": "integer"}, "title": {"type": "string"}}
TAKE = {"type": "object", "required": ["songId"], "properties": {"songId": {"type": "integer"}}}
DISC = {
    "type": "object",
    "required": ["title", "takes"],
    "properties": {**TITLED, "takes": {"type": "array", "items": TAKE}},
}


def test_the_script_knows_whose_key_an_element_carries(tmp_path: Path) -> None:
    song = {"type": "object", "required": ["id", "title"], "properties": TITLED}
    paths = {
        "/songs": {"get": answer({"type": "array", "items": song})},
        "/discs": {"post": {**body(DISC), **answer(DISC, "201")}},
    }
    script = script_of(bound(tmp_path, paths, ddl=DDL))
    (step,) = [one for one in script.steps if one.method == "POST"]
    (bind,) = [one for one in step.binds if one.member is not None]
    assert (bind.name, bind.member, bind.resource, bind.property) == (
        "takes",
        "songId",
        "Song",
        "id",
    )


def test_the_key_is_put_into_every_element() -> None:
    inside = Inside(members={"songId": 7})
    assert inside.put_into([{"songId": 1, "x": 2}, {}]) == [{"songId": 7, "x": 2}, {"songId": 7}]
    assert inside.put_into({"x": 2}) == {"x": 2, "songId": 7}
    assert inside.put_into(None) is None


def test_tables_that_no_operation_works_with_have_rows_to_refer_to(tmp_path: Path) -> None:
    taken = {**DISC, "required": ["title", "songId"]}
    taken["properties"] = {**TITLED, "songId": {"type": "integer"}}
    ddl = DDL.replace(
        "title TEXT NOT NULL);\nCREATE TABLE takes",
        "title TEXT NOT NULL,\n  song_id INTEGER NOT NULL REFERENCES songs);\nCREATE TABLE takes",
    )
    paths = {"/discs": {"post": {**body(taken), **answer(taken, "201")}}}
    script = script_of(bound(tmp_path, paths, ddl=ddl))
    assert {store.resource for store in script.stores} == {"Disc", "Song"}
    (bind,) = [one for step in script.steps for one in step.binds]
    assert (bind.name, bind.resource, bind.property) == ("songId", "Song", "id")
