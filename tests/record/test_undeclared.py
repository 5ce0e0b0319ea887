"""Path parameters that nothing declares are declared by the overlay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from pactgen.config import Config
from pactgen.passes import design_backend
from pactgen.readers.openapi import read_contract
from pactgen.readers.openapi.overlay import apply_overlay
from pactgen.record.gaps import gap_overlay, with_gaps
from tests.passes.contracts import answer, path_parameter

if TYPE_CHECKING:
    from pathlib import Path

V3: dict[str, Any] = {"openapi": "3.0.3", "info": {"title": "Shop", "version": "1"}}
V2: dict[str, Any] = {"swagger": "2.0", "info": {"title": "Shop", "version": "1"}}
GONE = {"responses": {"204": {"description": "gone"}}}


def merged(folder: Path, document: dict[str, Any]) -> dict[str, Any]:
    """Return the contract with its overlay, after which no parameter is repaired any more."""
    file = folder / "api.yaml"
    file.write_text(yaml.safe_dump(document), encoding="utf-8")
    contract = read_contract(file).contract
    assert contract is not None
    design = design_backend(contract, Config())
    found: dict[str, Any] = with_gaps(document, design)
    applied, findings = apply_overlay(document, gap_overlay(document, design), "gaps.yaml")
    assert findings == ()
    assert applied == found
    file.write_text(yaml.safe_dump(found), encoding="utf-8")
    assert "repair-path-parameter" not in {one.code for one in read_contract(file).diagnostics}
    return found


def test_a_part_of_the_path_is_declared_as_text(tmp_path: Path) -> None:
    kept = {"v": path_parameter("v", type="integer")}
    item = {"get": answer({}), "delete": {"parameters": [*kept.values()], **GONE}}
    paths = {"/api/{v}/pets/{id}": item, "/pets": {"get": answer({})}}
    found = merged(tmp_path, {**V3, "paths": paths})["paths"]
    text = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    shown = found["/api/{v}/pets/{id}"]
    assert shown["get"]["parameters"] == [{**text, "name": "v"}, text]
    assert shown["delete"]["parameters"] == [kept["v"], text]
    assert "parameters" not in found["/pets"]["get"]


def test_swagger_2_declares_the_type_itself(tmp_path: Path) -> None:
    found = merged(tmp_path, {**V2, "paths": {"/pets/{id}": {"delete": GONE}}})["paths"]
    declared = {"name": "id", "in": "path", "required": True, "type": "string"}
    assert found["/pets/{id}"]["delete"]["parameters"] == [declared]


def test_a_parameter_of_another_spelling_is_declared_as_the_path_spells_it(tmp_path: Path) -> None:
    item = {"delete": {"parameters": [path_parameter("petId", type="integer")], **GONE}}
    found = merged(tmp_path, {**V3, "paths": {"/pets/{pet_id}": item}})["paths"]
    declared = found["/pets/{pet_id}"]["delete"]["parameters"]
    assert [each["name"] for each in declared] == ["petId", "pet_id"]
    assert declared[1]["schema"] == {"type": "integer"}
