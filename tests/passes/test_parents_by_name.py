"""A parent in the path is named by another column than the one that its rows are referred to by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Custom
from pactgen.ir.binding import Within
from pactgen.ir.inputs import KeyRole, ScopeRole
from pactgen.views.finders import finder_of
from tests.passes.contracts import answer, body, endpoint, path_parameter
from tests.passes.test_bind import bound

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.design import Design

DDL = """
CREATE TABLE clubs (id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, motto TEXT);
CREATE TABLE songs (id INTEGER PRIMARY KEY, club_id INTEGER NOT NULL REFERENCES clubs,
  slug TEXT NOT NULL, title TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'draft',
  UNIQUE (club_id, slug));
CREATE TABLE remarks (id INTEGER PRIMARY KEY, song_id INTEGER NOT NULL REFERENCES songs,
  text TEXT NOT NULL);
"""
INTEGER = {"type": "integer"}
TEXT = {"type": "string"}
CLUB = {"type": "object", "properties": {"id": INTEGER, "slug": TEXT, "motto": TEXT}}
SONG = {
    "type": "object",
    "required": ["slug", "title"],
    "properties": {
        "id": {**INTEGER, "readOnly": True},
        "slug": TEXT,
        "title": TEXT,
        "state": {**TEXT, "enum": ["draft", "published"]},
    },
}
REMARK = {"type": "object", "required": ["text"], "properties": {"id": INTEGER, "text": TEXT}}
PARAMETERS = {"parameters": [path_parameter("club"), path_parameter("slug")]}
PATHS: dict[str, Any] = {
    "/clubs": {"get": answer({"type": "array", "items": CLUB})},
    "/clubs/{club}/songs": {
        "parameters": [path_parameter("club")],
        "get": answer({"type": "array", "items": SONG}),
        "post": {**body(SONG), **answer(SONG, "201")},
    },
    "/clubs/{club}/songs/{slug}": {
        **PARAMETERS,
        "get": answer(SONG),
        "delete": {"responses": {"204": {"description": "gone"}}},
    },
    "/clubs/{club}/songs/{slug}/publish": {**PARAMETERS, "post": answer(SONG)},
    "/clubs/{club}/songs/{slug}/remarks": {
        **PARAMETERS,
        "post": {**body(REMARK), **answer(REMARK, "201")},
    },
}
OF_CLUB = ScopeRole(
    column="club_id",
    parent="Club",
    key="slug",
    within=Within(table="clubs", select="id", where="slug"),
    by_parent=True,
)


@pytest.fixture
def design(tmp_path: Path) -> Design:
    return bound(tmp_path, PATHS, ddl=DDL)


@pytest.mark.parametrize(
    "label",
    [
        "GET /clubs/{club}/songs",
        "POST /clubs/{club}/songs",
        "GET /clubs/{club}/songs/{slug}",
        "DELETE /clubs/{club}/songs/{slug}",
        "POST /clubs/{club}/songs/{slug}/publish",
    ],
)
def test_every_operation_below_it_keeps_to_its_rows(design: Design, label: str):
    found = endpoint(design, label)
    assert not isinstance(found.behaviour, Custom)
    assert found.inputs[0].role == OF_CLUB


def test_what_is_unique_within_the_parent_names_a_row(design: Design):
    found = endpoint(design, "GET /clubs/{club}/songs/{slug}")
    assert found.inputs[1].role == KeyRole(column="slug")
    finder = finder_of(design, found)
    assert finder is not None
    assert finder.expressions == ("parent_club.id", "slug")
    assert finder.raw == ("club", "slug")


def test_two_parents_away_is_left_to_a_person(design: Design):
    behaviour = endpoint(design, "POST /clubs/{club}/songs/{slug}/remarks").behaviour
    assert isinstance(behaviour, Custom)


def test_the_description_says_which_text_is_meant(tmp_path: Path):
    ddl = DDL.replace("motto TEXT)", "motto TEXT UNIQUE)")
    spoken = {**path_parameter("club"), "description": "The motto of the club."}
    paths = {
        "/clubs": PATHS["/clubs"],
        "/clubs/{club}": {"parameters": [spoken], "get": answer(CLUB)},
    }
    found = endpoint(bound(tmp_path, paths, ddl=ddl), "GET /clubs/{club}")
    assert found.inputs[0].role == KeyRole(column="motto")
