"""References by the URI that a schema or a document says it has."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pactgen.readers.openapi import read_contract
from tests.passes.contracts import answer

if TYPE_CHECKING:
    from pathlib import Path

NAME = {"$anchor": "name", "type": "string", "maxLength": 10}
PET: dict[str, Any] = {
    "$id": "https://pets.org/pet",
    "type": "object",
    "properties": {
        "name": {"$ref": "#/$defs/Name"},
        "nick": {"$ref": "#name"},
        "owner": {"$ref": "owner"},
    },
    "$defs": {"Name": NAME},
}
OWNER: dict[str, Any] = {
    "$id": "https://pets.org/owner",
    "type": "object",
    "properties": {"name": {"$ref": "#/$defs/Name"}},
    "$defs": {"Name": {"type": "integer"}},
}


def read(folder: Path, reference: str, **members: Any) -> Any:
    document = {
        "openapi": "3.2.0",
        "$self": "https://pets.org/api",
        "info": {"title": "Pets", "version": "1"},
        "paths": {"/pets": {"get": answer({"$ref": reference})}},
        "components": {
            "schemas": {"Pet": PET, "Owner": OWNER, "Code": {"$id": "urn:code", **NAME}}
        },
        **members,
    }
    (folder / "api.json").write_text(json.dumps(document), encoding="utf-8")
    return read_contract(folder / "api.json")


@pytest.mark.parametrize(
    ("reference", "key"),
    [
        ("https://pets.org/pet", "Pet"),
        ("pet", "Pet"),
        ("https://pets.org/api#/components/schemas/Owner", "Owner"),
        ("urn:code", "Code"),
        ("urn:code#name", "Code"),
        ("pet#name", "api.json#/components/schemas/Pet/$defs/Name"),
        ("pet#/$defs/Name", "api.json#/components/schemas/Pet/$defs/Name"),
    ],
)
def test_they_name_what_has_the_uri(tmp_path: Path, reference: str, key: str) -> None:
    found = read(tmp_path, reference)
    assert not found.diagnostics
    (media,) = found.contract.operations[0].responses[0].media
    assert media.schema.ref == key


def test_pointers_count_from_the_schema_that_has_a_uri(tmp_path: Path) -> None:
    contract = read(tmp_path, "pet").contract
    types = {
        name: {
            each.name: contract.schemas[each.schema.ref].types
            for each in contract.schemas[name].properties
        }
        for name in ("Pet", "Owner")
    }
    assert types["Pet"] == {"name": ("string",), "nick": ("string",), "owner": ("object",)}
    assert types["Owner"] == {"name": ("integer",)}


def test_a_uri_that_nothing_has_is_not_fetched(tmp_path: Path) -> None:
    found = read(tmp_path, "https://pets.org/cat")
    assert [each.code for each in found.diagnostics] == ["reference-network"]
