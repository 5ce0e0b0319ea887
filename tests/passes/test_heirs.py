"""What extends a schema with a discriminator is one of its kinds: kept, and shown as what it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pactgen.passes.reading.heirs import with_heirs
from pactgen.readers.openapi import read_contract
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.contract import Contract

PATHS = {
    "/assets": {
        "get": answer({"type": "array", "items": ref("Asset")}),
        "post": {**body(ref("Asset")), **answer(ref("Asset"), "201")},
    },
    "/assets/{id}": {
        "parameters": [path_parameter("id", type="integer", format="int64")],
        "get": answer(ref("Asset")),
        "put": {**body(ref("Asset")), **answer(ref("Asset"))},
    },
}


def heir(base: str, /, **members: dict[str, Any]) -> dict[str, Any]:
    """Return a schema that extends another by members that it must have."""
    own = {"type": "object", "required": list(members), "properties": members}
    return {"allOf": [ref(base), own]}


def schemas(kind: dict[str, Any] | None = None, **mapping: str) -> dict[str, Any]:
    return {
        "Asset": {
            "type": "object",
            "required": ["kind", "name"],
            "discriminator": {"propertyName": "kind", "mapping": mapping},
            "properties": {
                "id": {"type": "integer", "format": "int64", "readOnly": True},
                "kind": kind or {"type": "string"},
                "name": {"type": "string"},
            },
        },
        "Vehicle": heir("Asset", plate={"type": "string"}),
        "Truck": heir("Vehicle", payload={"type": "number"}),
        "Building": heir("Asset", floors={"type": "integer"}),
    }


def written(folder: Path, components: dict[str, Any], paths: dict[str, Any] = PATHS) -> Path:
    place = folder / "api.json"
    info = {"title": "Assets", "version": "1"}
    document = {"openapi": "3.0.3", "info": info, "paths": paths}
    place.write_text(json.dumps({**document, "components": {"schemas": components}}))
    return place


def read(place: Path) -> Contract:
    found = read_contract(place)
    assert found.contract is not None, found.diagnostics
    return found.contract


def told(contract: Contract) -> dict[str | None, tuple[Any, ...] | None]:
    """Return the values that tell each option of the base; None for all others."""
    changed, _ = with_heirs(contract)
    names = [option.ref for option in changed.schemas["Asset"].any_of]
    tags = [changed.schemas[name or ""].all_of[-1].properties[0].schema for name in names]
    return {name: tag.enum for name, tag in zip(names, tags, strict=True)}


async def test_each_kind_keeps_what_it_adds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = written(tmp_path, schemas(home="Building"))
    backend = Backend(place, tmp_path / "out", "heirs_of_assets")
    brought = [
        {"kind": "Vehicle", "name": "van", "plate": "B-1"},
        {"kind": "Truck", "name": "lorry", "plate": "B-2", "payload": 7.5},
        {"kind": "home", "name": "office", "floors": 3},
        {"kind": "bridge", "name": "south"},
    ]
    async with backend.client(monkeypatch, tmp_path / "assets.db") as client:
        made = [(await client.post("/assets", json=each)).json() for each in brought]
        listed = (await client.get("/assets")).json()
        refused = await client.post("/assets", json={"kind": "Truck", "name": "lorry"})
        another = await client.put(f"/assets/{made[0]['id']}", json=brought[2])
    assert [{**brought[at], "id": made[at]["id"]} for at in range(4)] == made
    assert listed == made
    assert refused.status_code == 422
    assert another.json() == {**brought[2], "id": made[0]["id"]}


@pytest.mark.parametrize(
    ("kind", "mapping", "expected"),
    [
        (
            None,
            {"van": "Vehicle", "car": "#/components/schemas/Vehicle"},
            {
                "Vehicle": ("van", "car"),
                "Truck": ("Truck",),
                "Building": ("Building",),
                "OtherAsset": None,
            },
        ),
        (
            {"type": "string", "enum": ["VEHICLE", "TRUCK", "BUILDING"]},
            {},
            {"Vehicle": ("VEHICLE",), "Truck": ("TRUCK",), "Building": ("BUILDING",)},
        ),
        (
            {"type": "string", "enum": ["vehicle", "truck", "building", "bridge"]},
            {},
            {
                "Vehicle": ("vehicle",),
                "Truck": ("truck",),
                "Building": ("building",),
                "OtherAsset": ("bridge",),
            },
        ),
    ],
    ids=["mapped or by name", "as the base spells them", "a value that no kind has"],
)
def test_values_tell_the_kinds(
    tmp_path: Path, kind: dict[str, Any] | None, mapping: dict[str, str], expected: Any
) -> None:
    assert told(read(written(tmp_path, schemas(kind, **mapping)))) == expected


@pytest.mark.parametrize(
    ("kind", "mapping"),
    [
        ({"type": "integer"}, {}),
        ({"type": "string", "enum": ["V", "T", "B"]}, {}),
    ],
    ids=["no text", "values that are no names"],
)
def test_kinds_that_nothing_tells_stay_what_the_base_is(
    tmp_path: Path, kind: dict[str, Any], mapping: dict[str, str]
) -> None:
    contract = read(written(tmp_path, schemas(kind, **mapping)))
    assert with_heirs(contract) == (contract, ())


def test_a_base_that_only_its_kinds_name_stays(tmp_path: Path) -> None:
    paths = {"/trucks": {"get": answer({"type": "array", "items": ref("Truck")})}}
    contract = read(written(tmp_path, schemas(), paths))
    assert with_heirs(contract) == (contract, ())
