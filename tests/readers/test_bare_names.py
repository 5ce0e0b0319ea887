"""Names of components where a reference or a type must stand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pactgen.readers.openapi import read_contract
from tests.passes.contracts import answer

if TYPE_CHECKING:
    from pathlib import Path


def read(folder: Path, pet: dict[str, Any], *paths: str) -> Any:
    document = {
        "openapi": "3.0.3",
        "info": {"title": "Pets", "version": "1"},
        "paths": {path: {"get": answer({"$ref": "Pet"})} for path in paths},
        "components": {"schemas": {"Pet": pet, "Owner": {"type": "object"}}},
    }
    (folder / "api.json").write_text(json.dumps(document), encoding="utf-8")
    (folder / "shared.json").write_text(json.dumps({"Toy": {"type": "object"}}), encoding="utf-8")
    return read_contract(folder / "api.json")


def test_each_use_of_a_bare_name_is_repaired(tmp_path: Path) -> None:
    found = read(tmp_path, {"type": "object"}, *(f"/pets{number}" for number in range(8)))
    assert not [each for each in found.diagnostics if each.code.startswith("reference")]
    assert [each.code for each in found.repairs] == ["repair-reference"] * 8


def test_a_schema_as_type_is_a_reference_to_it(tmp_path: Path) -> None:
    pet = {"type": "object", "properties": {"owner": {"type": "Owner"}, "toy": {"type": "Toy"}}}
    found = read(tmp_path, pet, "/pets")
    assert [each.code for each in found.diagnostics if each.severity == "error"] == ["value-choice"]
    (owner, _) = found.draft.schemas["Pet"].properties
    assert owner.schema.ref == "Owner"


def test_a_pointer_without_its_first_slash_is_one(tmp_path: Path) -> None:
    pet = {"type": "object", "properties": {"toy": {"$ref": "shared.json#Toy"}}}
    found = read(tmp_path, pet, "/pets")
    (toy,) = found.contract.schemas["Pet"].properties
    assert toy.schema.ref == "shared.json#/Toy"
