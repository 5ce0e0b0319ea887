"""A list is filtered by what its rows refer to: columns of other tables, by key and by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.binding import Within
from pactgen.ir.inputs import FilterRole, Role, UnusedRole
from tests.passes.contracts import answer, design_of, endpoint, path_parameter, query, ref
from tests.passes.test_bind import bound

if TYPE_CHECKING:
    from pathlib import Path

DDL = """
CREATE TABLE bands (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE records (id UUID PRIMARY KEY, title TEXT NOT NULL,
  band_id INTEGER NOT NULL REFERENCES bands, cover_id INTEGER REFERENCES bands);
CREATE TABLE songs (id INTEGER PRIMARY KEY, name TEXT NOT NULL, price NUMERIC(8, 2),
  record_id UUID NOT NULL REFERENCES records);
CREATE TABLE labels (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, story TEXT);
CREATE TABLE stages (code TEXT PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE concerts (id INTEGER PRIMARY KEY, song_id INTEGER NOT NULL REFERENCES songs,
  stage_code TEXT NOT NULL REFERENCES stages);
CREATE TABLE song_labels (song_id INTEGER REFERENCES songs, label_id INTEGER REFERENCES labels,
  PRIMARY KEY (song_id, label_id));
"""
SONG: dict[str, Any] = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {
        "id": {"type": "integer"},
        "name": {"type": "string"},
        "price": {"type": "string"},
    },
}
OF_RECORD = Within(table="records", select="id", where="band_id")
LABELLED = Within(table="song_labels", select="song_id", where="label_id")


def role_of(folder: Path, parameter: dict[str, Any]) -> Role:
    listed = answer({"type": "array", "items": SONG})
    design = bound(folder, {"/songs": {"get": {"parameters": [parameter], **listed}}}, ddl=DDL)
    return endpoint(design, "GET /songs").inputs[0].role


@pytest.mark.parametrize(
    ("parameter", "column", "op", "through"),
    [
        (query("band_id", type="integer"), "record_id", "eq", (OF_RECORD,)),
        (
            query("title", type="string") | {"description": "Title of the record"},
            "record_id",
            "eq",
            (Within(table="records", select="id", where="title"),),
        ),
        (
            query("stage", type="string") | {"description": "Code of a stage with concerts of it"},
            "id",
            "eq",
            (Within(table="concerts", select="song_id", where="stage_code"),),
        ),
        (
            query("record", type="string"),
            "record_id",
            "eq",
            (Within(table="records", select="id", where="title"),),
        ),
        (
            query("recordTitle", type="string"),
            "record_id",
            "eq",
            (Within(table="records", select="id", where="title"),),
        ),
        (
            query("band", type="string"),
            "record_id",
            "eq",
            (OF_RECORD, Within(table="bands", select="id", where="name")),
        ),
        (query("labelId", type="integer"), "id", "eq", (LABELLED,)),
        (
            query("label", type="string"),
            "id",
            "eq",
            (LABELLED, Within(table="labels", select="id", where="code")),
        ),
        (
            query("labels", type="array", items={"type": "string"}),
            "id",
            "in",
            (LABELLED, Within(table="labels", select="id", where="code")),
        ),
    ],
)
def test_it_names_a_column_of_another_table(
    tmp_path: Path, parameter: dict[str, Any], column: str, op: str, through: tuple[Within, ...]
):
    assert role_of(tmp_path, parameter) == FilterRole(column=column, op=op, through=through)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "parameter",
    [
        query("story", type="string"),  # of a label: nothing says of whose
        query("band", type="boolean"),
        query("colour", type="string"),
    ],
)
def test_what_names_nothing_or_no_one_thing_has_no_effect(
    tmp_path: Path, parameter: dict[str, Any]
):
    assert isinstance(role_of(tmp_path, parameter), UnusedRole)


def test_two_references_to_one_table_are_told_apart_by_their_role(tmp_path: Path):
    listed = answer({"type": "array", "items": ref("Record")})
    paths = {"/records": {"get": {"parameters": [query("cover")], **listed}}}
    role = endpoint(bound(tmp_path, paths, ddl=DDL), "GET /records").inputs[0].role
    through = (Within(table="bands", select="id", where="name"),)
    assert role == FilterRole(column="cover_id", op="eq", through=through)


def test_the_description_says_which_text(tmp_path: Path):
    spoken = {**query("label", type="string"), "description": "The story of the label."}
    role = role_of(tmp_path, spoken)
    assert isinstance(role, FilterRole)
    assert role.through[-1].where == "story"


def test_the_description_says_that_a_part_is_enough(tmp_path: Path):
    spoken = {**query("name", type="string"), "description": "A substring of the name."}
    assert role_of(tmp_path, spoken) == FilterRole(column="name", op="contains")
    assert role_of(tmp_path, query("name")) == FilterRole(column="name", op="eq")


def test_money_that_travels_as_text_has_a_range(tmp_path: Path):
    assert role_of(tmp_path, query("min_price", type="number")) == FilterRole(
        column="price", op="ge"
    )


def test_it_needs_no_schema_document(tmp_path: Path):
    band = {"type": "object", "properties": {"id": {"type": "string"}, "name": {"type": "string"}}}
    record = {
        "type": "object",
        "properties": {
            "id": {"type": "string"},
            "title": {"type": "string"},
            "band_id": {"type": "string"},
        },
    }
    listed = answer({"type": "array", "items": ref("Record")})
    paths = {
        "/bands/{bandId}": {"parameters": [path_parameter("bandId")], "get": answer(ref("Band"))},
        "/bands/{bandId}/records": {"parameters": [path_parameter("bandId")], "get": listed},
        "/records": {"get": {"parameters": [query("bandName")], **listed}},
    }
    design = design_of(tmp_path, paths, {"Band": band, "Record": record})
    role = endpoint(design, "GET /records").inputs[0].role
    through = (Within(table="bands", select="id", where="name"),)
    assert role == FilterRole(column="band_id", op="eq", through=through)


@pytest.mark.parametrize(
    ("name", "description", "op"),
    [
        ("max_price", "Cheaper than this: before it", "lt"),
        ("max_price", "At or before this price", "le"),
        ("min_price", "After this price", "gt"),
        ("min_price", "On or after this price", "ge"),
        ("min_price", None, "ge"),
    ],
)
def test_an_end_that_the_description_leaves_out_is_left_out(
    tmp_path: Path, name: str, description: str | None, op: str
) -> None:
    told = {} if description is None else {"description": description}
    role = role_of(tmp_path, query(name, type="number") | told)
    assert role == FilterRole(column="price", op=op)
