import json

import jsonschema_rs
import pytest

from pactgen.assets import schemas_root
from pactgen.config import Config, OperationConfig, ResourceConfig, parse_config

FULL = {
    "contract": "docs/api.yaml",
    "overlays": ["docs/gaps.overlay.yaml"],
    "package": "train_travel",
    "feature": "travel",
    "base_path": "/v1",
    "migrations": "external",
    "schema": ["docs/schema.sql"],
    "features": {"Train Stations": "stations"},
    "operations": {
        "GET /bookings": {"behaviour": "list", "resource": "Booking", "feature": "bookings"},
        "get-booking": {"name": "read_booking", "invalid_status": 422},
    },
    "resources": {"Booking": {"table": "bookings", "key": "id", "columns": {"postedAt": "made"}}},
    "relations": {"Booking.trip_id": "Trip", "Booking.agent": False},
    "unique": ["Member.email", ["Seat.trip_id", "Seat.number"]],
    "defaults": {"Booking.status": "pending", "Booking.seats": 1},
    "renames": {"Booking.remark": "note", "Trip": "Journey"},
    "paging": {"default_size": 10, "max_size": 50},
    "decisions": {"storage/Trip": "trips"},
}


def test_an_empty_document_is_the_default():
    assert parse_config(None) == (Config(), ())
    assert parse_config({}) == (Config(), ())


def test_every_key_of_the_schema_is_read():
    schema = json.loads((schemas_root() / "pactgen.schema.json").read_text())
    assert set(schema["properties"]) == set(FULL)
    config, problems = parse_config(FULL)
    assert problems == ()
    assert config.overlays == ("docs/gaps.overlay.yaml",)
    assert config.unique == (("Member.email",), ("Seat.trip_id", "Seat.number"))
    assert config.relations == {"Booking.trip_id": "Trip", "Booking.agent": False}
    assert config.paging.max_size == 50
    assert config.schema == ("docs/schema.sql",)
    booking = config.resource("Booking")
    assert (booking.table, booking.key, booking.columns) == ("bookings", "id", {"postedAt": "made"})
    assert config.renames == {"Booking.remark": "note", "Trip": "Journey"}
    assert config.migrations == "external"
    assert config.resource("Trip") == ResourceConfig(table="trips")
    assert config.resource("Member") == ResourceConfig()


@pytest.mark.parametrize(
    ("written", "read"),
    [("schema.sql", ("schema.sql",)), (["a.sql", "b.sql"], ("a.sql", "b.sql")), (False, ())],
)
def test_a_schema_is_one_document_or_several_or_none(written, read):
    config, problems = parse_config({"schema": written})
    assert (config.schema, problems) == (read, ())


@pytest.mark.parametrize(
    ("decisions", "plain"),
    [
        ({"project/package": "memos"}, {"package": "memos"}),
        ({"project/base-path": "/v2"}, {"base_path": "/v2"}),
        ({"behaviour/getIt": "health"}, {"operations": {"getIt": {"behaviour": "health"}}}),
        ({"invalid/getIt": 422}, {"operations": {"getIt": {"invalid_status": 422}}}),
        ({"operation/GET /it": "read_it"}, {"operations": {"GET /it": {"name": "read_it"}}}),
        ({"key/Trip": "code"}, {"resources": {"Trip": {"key": "code"}}}),
        ({"feature/trips": "travel"}, {"features": {"trips": "travel"}}),
        ({"relation/Trip.agent_id": False}, {"relations": {"Trip.agent_id": False}}),
        ({"fill/Trip.seats": 4}, {"defaults": {"Trip.seats": 4}}),
    ],
)
def test_a_decision_says_the_same_as_its_section(decisions, plain):
    assert parse_config({"decisions": decisions}) == parse_config(plain)


def test_a_section_comes_before_a_decision():
    config, _ = parse_config({"decisions": {"project/package": "a"}, "package": "b"})
    assert config.package == "b"


def test_an_operation_is_found_by_id_or_label():
    config, _ = parse_config(FULL)
    assert config.operation(None, "GET /bookings").behaviour == "list"
    assert config.operation("get-booking", "GET /bookings/{id}").invalid_status == 422
    assert config.operation("other", "GET /other") == OperationConfig()


@pytest.mark.parametrize(
    ("document", "pointer"),
    [
        ([], ""),
        ({"operation": {}}, ""),
        ({"operations": {"GET /x": {"behaviour": "lst"}}}, "/operations/GET ~1x/behaviour"),
        ({"paging": {"max_size": "10"}}, "/paging/max_size"),
        ({"package": "Train-Travel"}, "/package"),
        ({"decisions": {"project/database": "mysql"}}, "/decisions/project~1database"),
        ({"decisions": {"behaviour/getIt": "lst"}}, "/operations/getIt/behaviour"),
        ({"relations": {"Booking.trip_id": True}}, "/relations/Booking.trip_id"),
    ],
)
def test_a_wrong_key_is_reported_where_it_stands(document, pointer):
    config, problems = parse_config(document)
    assert config == Config()
    assert [problem.origin.pointer for problem in problems] == [pointer]


def test_the_schemas_are_schemas():
    for path in sorted(schemas_root().glob("*.json")):
        schema = json.loads(path.read_text())
        jsonschema_rs.meta.validate(schema)
        assert schema["$id"].endswith(path.name)
