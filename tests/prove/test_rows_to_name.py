"""Which rows the proof names in a request, and what it fills tables with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pactgen.prove.from_design import script_of
from pactgen.prove.script import namings
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, path_parameter, ref, written

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.prove.script import Script

TEXT = {"type": "string"}
SCHEMA = """
CREATE TABLE places (code varchar(6) PRIMARY KEY, label text GENERATED ALWAYS AS (code) STORED);
CREATE TABLE bins (
    place_code varchar(6) NOT NULL REFERENCES places,
    bin varchar(6) NOT NULL,
    PRIMARY KEY (place_code, bin)
);
CREATE TABLE moves (
    id       serial PRIMARY KEY,
    source   varchar(6) NOT NULL REFERENCES places,
    target   varchar(6) NOT NULL REFERENCES places,
    CHECK (source <> target)
);
CREATE TABLE counts (
    id         serial PRIMARY KEY,
    place_code varchar(6) NOT NULL,
    bin        varchar(6) NOT NULL,
    FOREIGN KEY (place_code, bin) REFERENCES bins (place_code, bin)
);
"""


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Script:
    folder: Path = tmp_path_factory.mktemp("places")

    def of(*names: str) -> dict[str, object]:
        return {"type": "object", "required": list(names), "properties": dict.fromkeys(names, TEXT)}

    schemas = {
        "Place": of("code", "label"),
        "Bin": of("place_code", "bin"),
        "Move": of("source", "target"),
        "Count": of("place_code", "bin"),
    }
    paths = {
        "/places/{code}": {"parameters": [path_parameter("code")], "get": answer(ref("Place"))},
        "/bins": {"get": answer({"type": "array", "items": ref("Bin")})},
        "/moves": {"post": {**body(ref("Move")), **answer(ref("Move"), "201")}},
        "/counts": {"post": {**body(ref("Count")), **answer(ref("Count"), "201")}},
    }
    (folder / "schema.sql").write_text(SCHEMA, encoding="utf-8")
    contract = written(folder, paths, schemas)
    backend = Backend(contract, folder / "out", "places", schema=folder / "schema.sql")
    return script_of(backend.design)


def test_columns_that_must_differ_name_two_rows(script: Script) -> None:
    (move,) = (step for step in script.steps if step.path == "/moves")
    assert {bind.name: bind.apart for bind in move.binds} == {"source": False, "target": True}
    (store,) = (each for each in script.stores if each.table == "moves")
    assert [column.name for column in store.columns if column.apart] == ["target"]


def test_members_that_name_a_row_together_are_of_one_row(script: Script) -> None:
    (count,) = (step for step in script.steps if step.path == "/counts")
    assert {(bind.name, bind.resource, bind.column) for bind in count.binds} == {
        ("place_code", "Bin", "place_code"),
        ("bin", "Bin", "bin"),
    }


def test_what_the_database_computes_is_not_filled(script: Script) -> None:
    (store,) = (each for each in script.stores if each.table == "places")
    assert [column.name for column in store.columns if column.counted] == ["label"]


def test_bodies_name_rows_as_paths_do(script: Script) -> None:
    told = {(step.path, bind.name) for step, bind in namings(script, "Place")}
    assert told == {("/places/{code}", "code"), ("/moves", "source"), ("/moves", "target")}
