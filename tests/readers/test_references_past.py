"""Pointers that lead through references, and references of which nothing is built."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pactgen.readers.openapi import read_contract
from tests.passes.contracts import answer

if TYPE_CHECKING:
    from pathlib import Path

CAT: dict[str, Any] = {"type": "object", "properties": {"name": {"type": "string"}}}
SCHEMAS: dict[str, Any] = {
    "Cat": CAT,
    "Cats": {"type": "array", "items": {"$ref": "#/components/schemas/Cat"}},
    "Dogs": {"type": "array", "items": {"$ref": "shared.json#/Dog"}},
    "name": {"type": "integer"},
}


def read(folder: Path, reference: str, **more: Any) -> Any:
    operation = answer({"$ref": reference})
    operation["responses"]["200"]["content"]["application/json"].update(more)
    document = {
        "openapi": "3.0.3",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/names": {"get": operation}},
        "components": {"schemas": SCHEMAS},
    }
    (folder / "shared.json").write_text(
        json.dumps({"Dog": {"$ref": "#/Kept"}, "Kept": CAT}), encoding="utf-8"
    )
    (folder / "api.json").write_text(json.dumps(document), encoding="utf-8")
    return read_contract(folder / "api.json")


@pytest.mark.parametrize(
    ("reference", "reading"),
    [
        (
            "#/components/schemas/Cats/items/properties/name",
            "#/components/schemas/Cat/properties/name",
        ),
        ("#/components/schemas/Dogs/items/properties/name", "shared.json#/Kept/properties/name"),
    ],
)
def test_what_a_reference_on_the_way_names_is_meant(
    tmp_path: Path, reference: str, reading: str
) -> None:
    found = read(tmp_path, reference)
    assert [each.code for each in found.repairs] == ["repair-reference-past"]
    assert f"`{reading}`" in found.repairs[0].reading
    (media,) = found.contract.operations[0].responses[0].media
    shown = media.schema
    while shown.ref is not None:
        shown = found.contract.schemas[shown.ref]
    assert shown.types == ("string",)


def test_a_way_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, "#/components/schemas/Cats/items/properties/age")
    assert [each.code for each in found.diagnostics] == ["reference-not-found"]


def test_a_way_in_a_circle_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop.json").write_text(json.dumps({"A": {"$ref": "#/A"}}), encoding="utf-8")
    found = read(tmp_path, "loop.json#/A/items")
    assert [each.code for each in found.diagnostics] == ["reference-not-found"]


def test_an_example_that_was_not_handed_over_is_left_out(tmp_path: Path) -> None:
    missing = {"$ref": "./examples/pet.json"}
    found = read(tmp_path, "#/components/schemas/Cat", examples={"a": missing, "b": {"value": {}}})
    assert [each.code for each in found.repairs] == ["repair-reference-documenting"]
    assert found.contract is not None
