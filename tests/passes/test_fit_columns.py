"""What a CHECK refuses is refused by the bodies that bring it, where they mean nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactgen.config import Config
from pactgen.ir.wire import Nullable, Scalar
from pactgen.passes import design_backend
from pactgen.readers.openapi import read_contract
from pactgen.readers.schema import read_schema
from tests.passes.contracts import answer, body, ref, written

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.design import Design

DDL = r"""
CREATE DOMAIN sail_number AS text CHECK (VALUE ~ '^[A-Z]{3}-\d+$');
CREATE TABLE boats (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sail sail_number NOT NULL,
    class varchar(40) NOT NULL CHECK (length(class) BETWEEN 2 AND 9),
    crew integer NOT NULL CHECK (crew > 0),
    price numeric(8, 2) NOT NULL CHECK (price > 0),
    motto text CHECK (motto ~ '^\w+$'),
    harbour text NOT NULL CHECK (harbour LIKE 'Port %')
);
CREATE TABLE buoys (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    harbour text NOT NULL
);
CREATE TABLE marinas (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    address_city varchar(9),
    address_street text
);
"""
NEW: dict[str, Any] = {
    "sail": {"type": "string"},
    "class": {"type": "string"},
    "crew": {"type": "integer", "maximum": 12},
    "price": {"type": "number"},
    "motto": {"type": ["string", "null"]},
    "harbour": {"type": "string", "pattern": "^Port"},
}


def bound(folder: Path, paths: dict[str, Any], schemas: dict[str, Any]) -> Design:
    (folder / "schema.sql").write_text(DDL, encoding="utf-8")
    read = read_contract(written(folder, paths, schemas))
    assert read.contract is not None, read.diagnostics
    schema = read_schema([folder / "schema.sql"], base=folder).schema
    return design_backend(read.contract, Config(), (), schema)


def collection(name: str, brought: str, shown: str) -> dict[str, Any]:
    """Return the operations that list and make things."""
    return {
        "get": {"operationId": f"list{name}", **answer({"type": "array", "items": ref(shown)})},
        "post": {"operationId": f"make{name}", **body(ref(brought)), **answer(ref(shown), "201")},
    }


def objects(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": [*properties], "properties": properties}


def fields(design: Design, model: str) -> dict[str, Any]:
    return {one.wire_name: one.type for one in design.models[model].fields}


def test_bodies_ask_for_what_the_checks_ask_for(tmp_path: Path) -> None:
    schemas = {"NewBoat": objects(**NEW), "Boat": objects(id={"type": "integer"}, **NEW)}
    design = bound(tmp_path, {"/boats": collection("Boats", "NewBoat", "Boat")}, schemas)
    made = fields(design, "NewBoat")
    assert made["sail"] == Scalar(kind="text", pattern=r"^[A-Z]{3}-\d+$")
    assert made["class"] == Scalar(kind="text", min_length=2, max_length=9)
    assert made["crew"] == Scalar(kind="integer", minimum=1, maximum=12)
    # A price of 0.005 is kept as 0.01, letters of other languages may be letters to the database,
    # and a form that the contract gives is not replaced.
    assert made["price"] == Scalar(kind="number")
    assert made["motto"] == Nullable(inner=Scalar(kind="text"))
    assert made["harbour"] == Scalar(kind="text", pattern="^Port")


def test_answers_show_what_there_is(tmp_path: Path) -> None:
    schemas = {"Boat": objects(**NEW)}
    design = bound(tmp_path, {"/boats": collection("Boats", "Boat", "Boat")}, schemas)
    assert fields(design, "BoatRead")["sail"] == Scalar(kind="text")
    assert fields(design, "BoatWrite")["sail"] == Scalar(kind="text", pattern=r"^[A-Z]{3}-\d+$")


def test_a_class_that_makes_rows_of_two_tables_asks_for_what_both_take(tmp_path: Path) -> None:
    place = {"harbour": {"type": "string"}}
    shown = objects(id={"type": "integer"}, **place)
    paths = {
        "/boats": collection("Boats", "Place", "Boat"),
        "/buoys": collection("Buoys", "Place", "Buoy"),
    }
    schemas = {"Place": objects(**place), "Boat": shown, "Buoy": shown}
    design = bound(tmp_path, paths, schemas)
    assert fields(design, "Place")["harbour"] == Scalar(kind="text")
    assert [one.code for one in design.contradictions if one.narrows is not None].count(
        "schema-check"
    ) == 1


def test_an_end_that_is_left_out_is_no_number_that_a_check_refuses(tmp_path: Path) -> None:
    price = {"type": "number", "exclusiveMinimum": 0}
    brought = objects(**NEW | {"price": price})
    schemas = {"NewBoat": brought, "Boat": objects(id={"type": "integer"}, **NEW)}
    design = bound(tmp_path, {"/boats": collection("Boats", "NewBoat", "Boat")}, schemas)
    told = {one.values.get("property") for one in design.contradictions}
    assert "crew" in told
    assert "price" not in told


def test_objects_that_columns_keep_bring_no_more_than_these(tmp_path: Path) -> None:
    address = objects(city={"type": "string"}, street={"type": "string"})
    marina = {"name": {"type": "string"}, "address": address}
    schemas = {"NewMarina": objects(**marina), "Marina": objects(id={"type": "integer"}, **marina)}
    design = bound(tmp_path, {"/marinas": collection("Marinas", "NewMarina", "Marina")}, schemas)
    (found,) = (one for one in design.contradictions if one.code == "schema-length")
    assert (found.values["property"], found.values["kept"]) == ("address.city", "9")


def test_columns_of_a_schema_keep_the_former_names_that_the_contract_states(tmp_path: Path) -> None:
    name = {"type": "string", "x-pactgen-renamed-from": "title"}
    marina = {**objects(name=name), "x-pactgen-renamed-from": "Port"}
    paths = {"/marinas": collection("Marinas", "Marina", "Marina")}
    table = bound(tmp_path, paths, {"Marina": marina}).tables["marinas"]
    assert table.renamed_from == "Port"
    assert table.column("name").renamed_from == "title"
    assert table.column("address_city").renamed_from is None
