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
    "features": {"Train Stations": "stations"},
    "operations": {
        "GET /bookings": {"behaviour": "list", "resource": "Booking", "feature": "bookings"},
        "get-booking": {"name": "read_booking", "invalid_status": 422},
    },
    "resources": {"Booking": {"table": "bookings", "key": "id", "parent": False}},
    "relations": {"Booking.trip_id": "Trip", "Booking.agent": False},
    "unique": ["Member.email", ["Seat.trip_id", "Seat.number"]],
    "defaults": {"Booking.status": "pending", "Booking.seats": 1},
    "paging": {"default_size": 10, "max_size": 50},
    "decisions": {"storage/Booking": "json"},
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
    assert config.resource("Booking") == ResourceConfig(table="bookings", key="id", parent=False)
    assert config.resource("Trip") == ResourceConfig()


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
