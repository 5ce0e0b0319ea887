"""Lists filter, sort and page by columns that have an index where one is worth its cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.config import Config, ResourceConfig, parse_config
from pactgen.migrations.changes import AddIndex
from pactgen.migrations.difference import difference
from pactgen.passes.tables.index_columns import MOST
from pactgen.passes.tables.schema_of_design import schema_of_design
from pactgen.stages.checking import unmatched
from tests.passes.contracts import answer, body, design_of, path_parameter, query, ref

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.decisions import Decision
    from pactgen.ir.design import Design

TRIP: dict[str, Any] = {
    "type": "object",
    "required": ["id", "origin", "created_at"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "origin": {"type": "string", "maxLength": 80},
        "country": {"type": "string", "pattern": "^[A-Z]{2}$"},
        "remark": {"type": "string"},
        "state": {"type": "string", "enum": ["planned", "running", "done"]},
        "currency": {"type": "string", "enum": ["AUD", "CHF", "EUR", "GBP", "SEK", "USD"]},
        "bikes": {"type": "boolean"},
        "seats": {"type": "integer"},
        "leaves_at": {"type": "string", "format": "date-time"},
        "tags": {"type": "array", "items": {"type": "string"}},
        "created_at": {"type": "string", "format": "date-time"},
    },
}
PAGE = (query("page", type="integer"), query("per_page", type="integer", maximum=50))


def indexes(design: Design, table: str) -> set[tuple[str, ...]]:
    """Return the columns of every index of a table that is none of a unique key."""
    found = design.tables[table]
    single = {(one.name,) for one in found.columns if one.index and not one.unique}
    return single | {*found.indexes}


def decision(design: Design, resource: str) -> Decision:
    return next(one for one in design.decisions if one.id == f"indexes/{resource}")


def trips(folder: Path, *parameters: dict[str, Any], config: Config | None = None) -> Design:
    """Return a backend that lists trips, filtered and ordered by these parameters."""
    many = {"type": "array", "items": ref("Trip")}
    paths = {
        "/trips": {
            "get": {"operationId": "listTrips", "parameters": [*parameters], **answer(many)},
            "post": {
                "operationId": "createTrip",
                **body(ref("Trip")),
                **answer(ref("Trip"), "201"),
            },
        },
    }
    return design_of(folder, paths, {"Trip": TRIP}, config)


def test_what_finds_few_rows_is_indexed(tmp_path: Path) -> None:
    told = (
        query("origin", type="string"),
        query("country", type="string"),
        query("currency", **TRIP["properties"]["currency"]),
        query("leaves_at_from", type="string", format="date-time"),
    )
    design = trips(tmp_path, *told)
    assert indexes(design, "trips") == {
        ("origin",),
        ("country",),
        ("currency",),
        ("leaves_at",),
    }
    assert decision(design, "Trip").uncertainty is None


def test_what_finds_many_rows_or_has_no_bound_is_not(tmp_path: Path) -> None:
    told = (
        query("state", **TRIP["properties"]["state"]),
        query("bikes", type="boolean"),
        query("remark", type="string"),
        query("tags", type="string"),
        query("q", type="string"),
    )
    design = trips(tmp_path, *told)
    assert indexes(design, "trips") == set()
    told_not = "none; not `state` (one of 3 values), `remark` (a text of any length)"
    assert decision(design, "Trip").choice == told_not
    assert decision(design, "Trip").uncertainty == "LOW"


@pytest.mark.parametrize("form", ["hostname", "ipv4", "ipv6"])
def test_some_formats_are_a_bound(tmp_path: Path, form: str) -> None:
    text = {"type": "string", "format": form}
    schema = {"type": "object", "required": ["id"], "properties": {"id": {}, "peer": text}}
    schema["properties"]["id"] = {"type": "integer", "readOnly": True}
    paths = {
        "/trips": {
            "get": {
                "operationId": "listTrips",
                "parameters": [query("peer", type="string")],
                **answer({"type": "array", "items": ref("Trip")}),
            },
            "post": {"operationId": "make", **body(ref("Trip")), **answer(ref("Trip"), "201")},
        }
    }
    assert indexes(design_of(tmp_path, paths, {"Trip": schema}), "trips") == {("peer",)}


def test_a_time_that_the_backend_spells_is_no_long_text(tmp_path: Path) -> None:
    schema = {
        "type": "object",
        "required": ["id", "created_at"],
        "properties": {
            "id": {"type": "integer", "readOnly": True},
            "created_at": {"type": "string"},
            "name": {"type": "string"},
        },
    }
    new = {"type": "object", "properties": {"name": {"type": "string"}}}
    paths = {
        "/trips": {
            "get": {
                "operationId": "listTrips",
                "parameters": [*PAGE],
                **answer({"type": "array", "items": ref("Trip")}),
            },
            "post": {"operationId": "make", **body(ref("New")), **answer(ref("Trip"), "201")},
        }
    }
    design = design_of(tmp_path, paths, {"Trip": schema, "New": new})
    assert indexes(design, "trips") == {("created_at", "id")}


def test_pages_are_read_in_their_order(tmp_path: Path) -> None:
    assert indexes(trips(tmp_path), "trips") == set()
    assert indexes(trips(tmp_path, *PAGE), "trips") == {("created_at", "id")}


def test_the_order_that_callers_get_who_ask_for_none_is_that_of_the_parameter(
    tmp_path: Path,
) -> None:
    told = query("sort", type="string", enum=["origin", "-seats"], default="origin")
    design = trips(tmp_path, *PAGE, told)
    assert indexes(design, "trips") == {("origin", "id"), ("seats",)}


def test_two_directions_are_no_order_of_an_index(tmp_path: Path) -> None:
    told = query("sort", type="string", enum=["origin", "-seats"], default="-seats")
    assert indexes(trips(tmp_path, *PAGE, told), "trips") == {("seats",), ("origin",)}


def test_what_can_be_sorted_by_anything_is_not_indexed_for_it(tmp_path: Path) -> None:
    every = ["origin", "country", "currency", "seats", "leaves_at", "created_at"]
    told = query("sort", type="string", enum=every)
    assert indexes(trips(tmp_path, *PAGE, told), "trips") == {("created_at", "id")}


def test_writes_pay_for_each_so_there_are_not_more_than_some(tmp_path: Path) -> None:
    names = ("origin", "country", "currency", "seats", "leaves_at")
    told = [query(name, **TRIP["properties"][name]) for name in names]
    design = trips(tmp_path, *told, *PAGE)
    made = indexes(design, "trips")
    assert len(made) == MOST
    assert ("created_at", "id") in made
    assert decision(design, "Trip").alternatives == ("as well: `leaves_at`",)


def test_rows_of_a_parent_are_read_in_their_order_and_filtered_without_an_index(
    tmp_path: Path,
) -> None:
    stop = {
        "type": "object",
        "required": ["id", "place"],
        "properties": {
            "id": {"type": "integer", "format": "int64", "readOnly": True},
            "place": {"type": "string", "maxLength": 80},
        },
    }
    trip = {"id": {"type": "string", "format": "uuid"}, "name": {"type": "string"}}
    path = path_parameter("trip_id", type="string", format="uuid")
    many = {"type": "array", "items": ref("Stop")}
    place = query("place", type="string", maxLength=80)
    paths = {
        "/trips/{trip_id}": {
            "parameters": [path],
            "get": {"operationId": "getTrip", **answer(ref("Trip"))},
        },
        "/trips/{trip_id}/stops": {
            "parameters": [path],
            "get": {"operationId": "listStops", "parameters": [*PAGE, place], **answer(many)},
            "post": {"operationId": "addStop", **body(ref("Stop")), **answer(ref("Stop"), "201")},
        },
    }
    schemas = {"Trip": {"type": "object", "required": ["id"], "properties": trip}, "Stop": stop}
    design = design_of(tmp_path, paths, schemas)
    assert indexes(design, "stops") == {("trip_id", "id")}


def test_a_unique_column_is_found_already(tmp_path: Path) -> None:
    config = Config(unique=(("Trip.origin",),))
    told = query("origin", type="string", maxLength=80)
    assert indexes(trips(tmp_path, told, config=config), "trips") == set()


def test_what_is_made_text_to_be_compared_has_no_use_for_an_index(tmp_path: Path) -> None:
    assert indexes(trips(tmp_path, query("seats", type="string")), "trips") == set()


def test_pactgen_yaml_says_which(tmp_path: Path) -> None:
    stated = ResourceConfig(indexes=(("leaves_at", "origin"), ("bikes",)))
    config = Config(resources={"Trip": stated})
    design = trips(tmp_path, query("country"), *PAGE, config=config)
    assert indexes(design, "trips") == {("leaves_at", "origin"), ("bikes",)}
    assert decision(design, "Trip").why == "pactgen.yaml says so."
    none = Config(resources={"Trip": ResourceConfig(indexes=())})
    assert indexes(trips(tmp_path, *PAGE, config=none), "trips") == set()


def test_an_index_is_a_property_or_several_in_a_list() -> None:
    read, problems = parse_config({"resources": {"Trip": {"indexes": ["a", ["b", "c"]]}}})
    assert not problems
    assert read.resource("Trip").indexes == (("a",), ("b", "c"))
    assert read.resource("Stop").indexes is None


def test_an_index_of_what_is_not_there_is_told(tmp_path: Path) -> None:
    config = Config(resources={"Trip": ResourceConfig(indexes=(("leaves", "origin"),))})
    found = [*unmatched(config, trips(tmp_path, config=config))]
    assert [one.code for one in found] == ["config-unmatched"]
    assert "Trip.leaves" in found[0].message


def test_an_existing_project_gets_them_by_its_next_revision(tmp_path: Path) -> None:
    none = Config(resources={"Trip": ResourceConfig(indexes=())})
    old = schema_of_design(trips(tmp_path, *PAGE, config=none))
    told = [*PAGE, query("origin", type="string")]
    changes = difference(old, schema_of_design(trips(tmp_path, *told)))
    added = [one.index.name for one in changes if isinstance(one, AddIndex)]
    assert added == ["ix_trips_origin", "ix_trips_created_at_id"]
    assert len(added) == len(changes)
