"""Lists in bodies become rows of other tables; links that carry values are things themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import CreateRow, WriteSingleton
from pactgen.ir.fills import FromRow
from pactgen.passes.reconcile.answer_references import reference_status
from tests.passes.contracts import answer, body, endpoint, path_parameter
from tests.passes.test_bind import bound

if TYPE_CHECKING:
    from pathlib import Path

DDL = """
CREATE TABLE discs (id INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title TEXT NOT NULL);
CREATE TABLE songs (disc_id INTEGER NOT NULL REFERENCES discs, song_no SMALLINT NOT NULL,
  title TEXT NOT NULL, PRIMARY KEY (disc_id, song_no));
CREATE TABLE players (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE disc_players (disc_id INTEGER REFERENCES discs, player_id INTEGER REFERENCES players,
  fee NUMERIC(8, 2) NOT NULL, since DATE, PRIMARY KEY (disc_id, player_id));
CREATE TABLE seats (disc_id INTEGER NOT NULL REFERENCES discs, seat_no SMALLINT NOT NULL,
  row_no SMALLINT NOT NULL, title TEXT NOT NULL, PRIMARY KEY (disc_id, row_no, seat_no));
"""
TITLE = {"title": {"type": "string"}}
PLAYER = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {"id": {"type": "integer"}, "name": {"type": "string"}},
}
ENGAGED = {
    "type": "object",
    "required": ["player", "fee"],
    "properties": {
        "player": PLAYER,
        "fee": {"type": "number"},
        "since": {"type": "string", "format": "date"},
    },
}
FEE = {"type": "object", "required": ["fee"], "properties": {"fee": {"type": "number"}}}


def listing(member: str) -> dict[str, Any]:
    items = {"type": "object", "required": ["title"], "properties": TITLE}
    return {
        "type": "object",
        "required": ["title"],
        "properties": {**TITLE, member: {"type": "array", "items": items}},
    }


def disc(member: str) -> dict[str, Any]:
    plain = listing(member)
    return {**plain, "properties": {"id": {"type": "integer"}, **plain["properties"]}}


def posting(member: str, **responses: str) -> dict[str, Any]:
    made = answer(disc(member), "201")
    made["responses"] |= {code[1:]: {"description": text} for code, text in responses.items()}
    return {"/discs": {"post": {**body(listing(member)), **made}}}


def test_a_key_that_nobody_sends_counts_the_elements(tmp_path: Path):
    design = bound(tmp_path, posting("songs"), ddl=DDL)
    behaviour = endpoint(design, "POST /discs").behaviour
    assert isinstance(behaviour, CreateRow)
    (nested,) = behaviour.nested
    assert nested.numbered == "song_no"
    assert dict(nested.members) == {"title": "title"}
    (decision,) = [one for one in design.decisions if one.id == "write/Disc.songs"]
    assert "`song_no` counting them from 1" in decision.choice


def test_two_of_them_are_not_guessed(tmp_path: Path):
    behaviour = endpoint(bound(tmp_path, posting("seats"), ddl=DDL), "POST /discs")
    assert isinstance(behaviour.behaviour, CreateRow)
    assert behaviour.behaviour.nested == ()


def test_a_link_that_carries_values_is_shown_whole(tmp_path: Path):
    item = "/discs/{discId}/players/{playerId}"
    paths = {
        "/discs/{discId}/players": {
            "parameters": [path_parameter("discId", type="integer")],
            "get": answer({"type": "array", "items": ENGAGED}),
        },
        item: {
            "parameters": [
                path_parameter("discId", type="integer"),
                path_parameter("playerId", type="integer"),
            ],
            "put": {**body(FEE), **answer(ENGAGED)},
        },
    }
    found = endpoint(bound(tmp_path, paths, ddl=DDL), f"PUT {item}")
    assert isinstance(found.behaviour, WriteSingleton)
    assert isinstance(found.answer.fill, FromRow)


@pytest.mark.parametrize(
    ("responses", "status"),
    [
        ({"_409": "Taken", "_422": "Wrong"}, 422),
        ({"_409": "Taken"}, 409),
        ({"_409": "It refers to nothing", "_422": "Wrong"}, 409),
        ({"_422": "Wrong"}, 422),
        ({}, 409),
    ],
)
def test_a_reference_to_nothing_is_answered_as_documented(
    tmp_path: Path, responses: dict[str, str], status: int
):
    design = bound(tmp_path, posting("songs", **responses), ddl=DDL)
    assert reference_status(endpoint(design, "POST /discs")) == status
