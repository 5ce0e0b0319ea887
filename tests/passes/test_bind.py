"""What the API keeps is found in a schema document: tables, columns, relations, ways in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Custom
from pactgen.ir.inputs import KeyRole, ScopeRole
from pactgen.passes import design_backend
from pactgen.readers.openapi import read_contract
from pactgen.readers.schema import read_schema
from tests.passes.contracts import answer, body, endpoint, path_parameter, query, ref

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.design import Design

import yaml

from pactgen.config import Config, ResourceConfig

DDL = """
CREATE TABLE tbl_bands (band_id INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  band_name VARCHAR(80) NOT NULL UNIQUE, founded_on DATE, is_active BOOLEAN NOT NULL DEFAULT true,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now());
CREATE TABLE tbl_records (id UUID PRIMARY KEY, band_id INTEGER NOT NULL REFERENCES tbl_bands,
  title TEXT NOT NULL, price NUMERIC(8, 2), label_code TEXT NOT NULL DEFAULT 'none');
CREATE TABLE tbl_shelves (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE tbl_shelf_records (shelf_id INTEGER NOT NULL REFERENCES tbl_shelves,
  record_id UUID NOT NULL REFERENCES tbl_records, PRIMARY KEY (shelf_id, record_id));
CREATE TABLE tbl_audits (id INTEGER PRIMARY KEY, actor TEXT NOT NULL);
"""
INTEGER: dict[str, Any] = {"type": "integer"}
TEXT: dict[str, Any] = {"type": "string"}
BAND = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {
        "id": INTEGER,
        "name": TEXT,
        "active": {"type": "boolean"},
        "founded": {"type": "string", "format": "date"},
        "recordCount": INTEGER,
        "nickname": TEXT,
    },
}
RECORD = {
    "type": "object",
    "required": ["id", "title", "bandId"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "title": TEXT,
        "bandId": INTEGER,
        "bandName": TEXT,
        "band": ref("Band"),
        "price": TEXT,
    },
}
SHELF = {
    "type": "object",
    "required": ["id", "name", "records"],
    "properties": {
        "id": INTEGER,
        "name": TEXT,
        "records": {"type": "array", "items": ref("Record")},
    },
}
NEW_SHELF = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": TEXT,
        "recordIds": {"type": "array", "items": {"type": "string", "format": "uuid"}},
    },
}
SCHEMAS = {"Band": BAND, "Record": RECORD, "Shelf": SHELF, "NewShelf": NEW_SHELF}


def listed(name: str) -> dict[str, Any]:
    return answer({"type": "array", "items": ref(name)})


PATHS: dict[str, Any] = {
    "/bands": {"get": {"parameters": [query("active", type="boolean")], **listed("Band")}},
    "/bands/{bandId}": {
        "parameters": [path_parameter("bandId", type="integer")],
        "get": answer(ref("Band")),
    },
    "/bands/{bandId}/records": {
        "parameters": [path_parameter("bandId", type="integer")],
        "get": listed("Record"),
    },
    "/records": {"get": listed("Record")},
    "/shelves": {
        "get": listed("Shelf"),
        "post": {**body(ref("NewShelf")), **answer(ref("Shelf"), "201")},
    },
    "/shelves/{id}/records": {
        "parameters": [path_parameter("id", type="integer")],
        "get": listed("Record"),
    },
    "/shelves/{id}/records/{recordId}": {
        "parameters": [
            path_parameter("id", type="integer"),
            path_parameter("recordId", type="string", format="uuid"),
        ],
        "put": {"responses": {"204": {"description": "there"}}},
        "delete": {"responses": {"204": {"description": "gone"}}},
    },
}


def bound(
    folder: Path,
    paths: dict[str, Any] | None = None,
    ddl: str = DDL,
    config: Config | None = None,
) -> Design:
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Records API", "version": "1"},
        "paths": PATHS if paths is None else paths,
        "components": {"schemas": SCHEMAS},
    }
    contract = folder / "api.yaml"
    contract.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    schema = folder / "schema.sql"
    schema.write_text(ddl, encoding="utf-8")
    read = read_contract(contract)
    assert read.contract is not None, read.diagnostics
    result = read_schema([schema], base=folder, dialect="postgresql")
    return design_backend(read.contract, config or Config(), (), result.schema)


@pytest.fixture
def design(tmp_path: Path) -> Design:
    return bound(tmp_path)


def test_a_prefix_that_all_tables_share_says_nothing(design: Design):
    tables = {name: resource.table for name, resource in design.resources.items()}
    assert tables["Band"] == "tbl_bands"
    assert tables["Record"] == "tbl_records"
    assert tables["Shelf"] == "tbl_shelves"


def test_columns_are_found_without_the_noun_the_type_and_the_case(design: Design):
    bands = design.tables["tbl_bands"]
    assert {column.stored_name: column.name for column in bands.columns} == {
        "band_id": "id",
        "band_name": "name",
        "founded_on": "founded",
        "is_active": "active",
        "created_at": "created_at",
    }


def test_every_table_is_mapped_and_none_is_added(design: Design):
    assert list(design.tables) == [
        "tbl_bands",
        "tbl_records",
        "tbl_shelves",
        "tbl_shelf_records",
        "tbl_audits",
    ]


def test_rows_of_other_tables_are_relations(design: Design):
    records = design.tables["tbl_records"]
    band = records.relation("band")
    assert band is not None
    assert (band.table, band.many, band.pairs) == ("tbl_bands", False, (("band_id", "id"),))
    shelf = design.tables["tbl_shelves"].relation("records")
    assert shelf is not None
    assert shelf.through is not None
    assert shelf.through.table == "tbl_shelf_records"


def test_figures_of_other_tables_are_derived(design: Design):
    assert [
        (one.name, one.figure, one.relation.table, one.column)
        for name in ("tbl_bands", "tbl_records")
        for one in design.tables[name].derived
    ] == [
        ("record_count", "count", "tbl_records", None),
        ("band_name", "value", "tbl_bands", "name"),
    ]


def test_paths_lead_along_foreign_keys_and_join_tables(design: Design):
    roles = {
        label: endpoint(design, label).inputs[0].role
        for label in (
            "GET /bands/{bandId}",
            "GET /bands/{bandId}/records",
            "GET /shelves/{id}/records",
        )
    }
    assert roles["GET /bands/{bandId}"] == KeyRole(column="id")
    assert roles["GET /bands/{bandId}/records"] == ScopeRole(column="band_id", parent="Band")
    through = roles["GET /shelves/{id}/records"]
    assert isinstance(through, ScopeRole)
    assert through.within is not None
    assert through.within.table == "tbl_shelf_records"


def test_writes_below_a_parent_go_to_the_join_table(design: Design):
    for label in (
        "PUT /shelves/{id}/records/{recordId}",
        "DELETE /shelves/{id}/records/{recordId}",
    ):
        behaviour = endpoint(design, label).behaviour
        assert not isinstance(behaviour, Custom)
        resource = getattr(behaviour, "resource", "")
        assert design.resources[resource].table == "tbl_shelf_records"


def test_ids_in_a_body_become_rows_of_the_join_table(design: Design):
    [write] = getattr(endpoint(design, "POST /shelves").behaviour, "nested", ())
    assert (write.attribute, write.items, write.column) == ("record_ids", "values", "record_id")


def test_a_property_that_is_nowhere_is_reported_with_both_places(design: Design):
    [found] = [one for one in design.contradictions if one.values.get("property") == "nickname"]
    assert found.code == "schema-column-missing"
    assert found.contract is not None
    assert found.contract.file == "api.yaml"
    assert found.schema is not None
    assert found.schema.file == "schema.sql"


def test_a_resource_without_a_table_answers_501(tmp_path: Path):
    paths = {"/ships": {"get": listed("Band")}, "/ships/{id}": {}}
    design = bound(tmp_path, paths, "CREATE TABLE logs (id INTEGER PRIMARY KEY, text TEXT);")
    assert isinstance(endpoint(design, "GET /ships").behaviour, Custom)
    assert not design.resources


def test_pactgen_yaml_names_table_and_column(tmp_path: Path):
    stated = ResourceConfig(table="tbl_audits", columns={"name": "actor"})
    config = Config(resources={"Band": stated})
    paths = {"/bands": PATHS["/bands"]}
    design = bound(tmp_path, paths, config=config)
    assert design.resources["Band"].table == "tbl_audits"
    assert design.tables["tbl_audits"].column("name").stored_name == "actor"


def test_a_row_that_nobody_can_complete_is_not_made(tmp_path: Path):
    ddl = DDL.replace("name TEXT NOT NULL);", "name TEXT NOT NULL, room TEXT NOT NULL);", 1)
    behaviour = endpoint(bound(tmp_path, ddl=ddl), "POST /shelves").behaviour
    assert isinstance(behaviour, Custom)
    assert "`room`" in behaviour.reason


def test_the_id_of_what_stands_above_is_not_that_of_the_new_row(tmp_path: Path):
    below = {
        "parameters": [path_parameter("id", type="integer")],
        "post": {**body(ref("NewShelf")), **answer(ref("Shelf"), "201")},
    }
    paths = {**PATHS, "/templates/{id}/create-shelf": below}
    behaviour = endpoint(bound(tmp_path, paths), "POST /templates/{id}/create-shelf").behaviour
    assert isinstance(behaviour, Custom)
    assert "no column for `id` of its path" in behaviour.reason
