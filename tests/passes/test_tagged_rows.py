"""Things of several kinds: one table keeps them, and each row is shown as what it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Custom
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, ref

if TYPE_CHECKING:
    from pathlib import Path


def rule(kind: str, target: dict[str, Any], *, known: bool) -> dict[str, Any]:
    """Return a rule of a kind, whose target is of a form of its own."""
    properties = {
        "ruleType": {"type": "string", "enum": [kind]},
        "target": {"type": "object", "required": list(target), "properties": target},
    }
    shown = {"id": {"type": "string", "format": "uuid"}} if known else {}
    required = ["ruleType", "target", *shown]
    return {"type": "object", "required": required, "properties": {**shown, **properties}}


def kinds(**names: str) -> dict[str, Any]:
    mapping = {kind: f"#/components/schemas/{name}" for kind, name in names.items()}
    return {
        "oneOf": [ref(name) for name in names.values()],
        "discriminator": {"propertyName": "ruleType", "mapping": mapping},
    }


URL = {"url": {"type": "string"}}
QUEUE = {"queue": {"type": "integer"}}
NAMED = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
CONTRACT = {
    "openapi": "3.0.3",
    "info": {"title": "Rules", "version": "1"},
    "paths": {
        "/rules": {
            "get": answer({"type": "array", "items": ref("Rule")}),
            "post": {**body(ref("NewRule")), **answer(ref("Rule"), "201")},
        },
        "/rules/{id}": {"parameters": [NAMED], "get": answer(ref("Rule"))},
    },
    "components": {
        "schemas": {
            "Rule": kinds(http="Http", amqp="Amqp"),
            "NewRule": kinds(http="NewHttp", amqp="NewAmqp"),
            "Http": rule("http", URL, known=True),
            "Amqp": rule("amqp", QUEUE, known=True),
            "NewHttp": rule("http", URL, known=False),
            "NewAmqp": rule("amqp", QUEUE, known=False),
        }
    },
}


async def test_rows_of_every_kind_are_made_listed_and_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "api.json"
    place.write_text(json.dumps(CONTRACT))
    backend = Backend(place, tmp_path / "out", "tagged_rules")
    brought = [
        {"ruleType": "http", "target": {"url": "https://example.org"}},
        {"ruleType": "amqp", "target": {"queue": 7}},
    ]
    async with backend.client(monkeypatch, tmp_path / "rules.db") as client:
        made = [(await client.post("/rules", json=each)).json() for each in brought]
        listed = (await client.get("/rules")).json()
        found = (await client.get(f"/rules/{made[1]['id']}")).json()
    assert [{**brought[at], "id": made[at]["id"]} for at in (0, 1)] == made
    assert sorted(listed, key=str) == sorted(made, key=str)
    assert found == made[1]


PLATE = {"plate": {"type": "string", "maxLength": 12}}
DOORS = {"doors": {"type": "integer", "minimum": 2, "maximum": 5}}
LOAD = {"load": {"type": "number"}}


def vehicle(own: dict[str, Any], kind: str | None, *, known: bool = False) -> dict[str, Any]:
    """Return what a kind of vehicles has, where its own members must be there."""
    tag = {} if kind is None else {"kind": {"type": "string", "enum": [kind]}}
    shown = {"id": {"type": "string", "format": "uuid"}} if known else {}
    properties = {**shown, **tag, **PLATE, **own}
    return {"type": "object", "required": list(properties), "properties": properties}


def vehicles(*, tagged: bool) -> dict[str, Any]:
    car, truck = ("car", "truck") if tagged else (None, None)
    changes = {"type": "object", "properties": {"kind": {"enum": ["car", "truck"]}, **PLATE}}
    item = {"put": {**body(ref("NewVehicle")), **answer(ref("Vehicle"))}}
    if tagged:
        item["patch"] = {**body(changes), **answer(ref("Vehicle"))}
    return {
        "openapi": "3.0.3",
        "info": {"title": "Vehicles", "version": "1"},
        "paths": {
            "/vehicles": {
                "get": answer({"type": "array", "items": ref("Vehicle")}),
                "post": {**body(ref("NewVehicle")), **answer(ref("Vehicle"), "201")},
            },
            "/vehicles/{id}": {"parameters": [NAMED], "get": answer(ref("Vehicle")), **item},
        },
        "components": {
            "schemas": {
                "Vehicle": {"oneOf": [ref("Car"), ref("Truck")]},
                "NewVehicle": {"oneOf": [ref("NewCar"), ref("NewTruck")]},
                "Car": vehicle(DOORS, car, known=True),
                "Truck": vehicle(LOAD, truck, known=True),
                "NewCar": vehicle(DOORS, car),
                "NewTruck": vehicle(LOAD, truck),
            }
        },
    }


@pytest.mark.parametrize("tagged", [True, False])
async def test_kinds_have_members_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, tagged: bool
) -> None:
    place = tmp_path / "api.json"
    place.write_text(json.dumps(vehicles(tagged=tagged)))
    backend = Backend(place, tmp_path / "out", f"kinds_{tagged}".lower())
    car: dict[str, Any] = {"plate": "AB 12", "doors": 3}
    truck: dict[str, Any] = {"plate": "CD 34", "load": 7.5}
    if tagged:
        car, truck = {"kind": "car", **car}, {"kind": "truck", **truck}
    async with backend.client(monkeypatch, tmp_path / "vehicles.db") as client:
        made = [(await client.post("/vehicles", json=each)).json() for each in (car, truck)]
        listed = (await client.get("/vehicles")).json()
        path = f"/vehicles/{made[0]['id']}"
        other = await client.put(path, json=truck)
        back = await client.put(path, json=car)
        refused = await client.patch(path, json={"kind": "truck"})
        changed = await client.patch(path, json={"kind": "car", "plate": "EF 56"})
    assert made == [{**car, "id": made[0]["id"]}, {**truck, "id": made[1]["id"]}]
    assert sorted(listed, key=str) == sorted(made, key=str)
    assert other.json() == {**truck, "id": made[0]["id"]}
    assert back.json() == made[0]
    if tagged:
        assert refused.status_code == 409
        assert changed.json() == {**made[0], "plate": "EF 56"}


def test_what_tells_no_kinds_apart_stays_custom(tmp_path: Path) -> None:
    document = vehicles(tagged=False)
    for name, schema in document["components"]["schemas"].items():
        if name not in {"Vehicle", "NewVehicle"}:
            schema["required"] = ["plate"]
    place = tmp_path / "api.json"
    place.write_text(json.dumps(document))
    design = Backend(place, tmp_path / "out", "kinds_of_nothing").design
    assert all(isinstance(each.behaviour, Custom) for each in design.endpoints)


def test_one_table_for_all_kinds_is_a_decision(tmp_path: Path) -> None:
    place = tmp_path / "api.json"
    place.write_text(json.dumps(vehicles(tagged=True)))
    design = Backend(place, tmp_path / "out", "kinds_decided").design
    told = [each for each in design.decisions if each.id == "storage/Vehicle/kinds"]
    assert [each.question for each in told] == [
        "Where are the kinds of Vehicle kept: `Car`, `Truck`?"
    ]
