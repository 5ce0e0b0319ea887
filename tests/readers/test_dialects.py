"""What repairs make of a document is one that needs none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pactgen.readers.openapi import read_contract
from tests.passes.contracts import answer

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "a limit beside which a flag must be": (
        "3.0.3",
        {"type": "integer", "exclusiveMinimum": 3},
        {"type": "integer", "minimum": 3, "exclusiveMinimum": True},
    ),
    "the tighter of two limits": (
        "3.0.3",
        {"type": "integer", "exclusiveMaximum": 9, "maximum": 5},
        {"type": "integer", "maximum": 5},
    ),
    "a flag where the limit must be": (
        "3.1.0",
        {"type": "integer", "maximum": 5, "exclusiveMaximum": True},
        {"type": "integer", "exclusiveMaximum": 5},
    ),
    "a flag that excludes nothing": (
        "3.1.0",
        {"type": "integer", "maximum": 5, "exclusiveMaximum": False},
        {"type": "integer", "maximum": 5},
    ),
    "a flag without a limit": (
        "3.1.0",
        {"type": "integer", "exclusiveMinimum": True},
        {"type": "integer"},
    ),
    "a type or null": (
        "3.0.3",
        {"type": ["string", "null"]},
        {"type": "string", "nullable": True},
    ),
    "one type in a list": ("3.0.3", {"type": ["string"]}, {"type": "string"}),
    "the name of a discriminator": (
        "3.0.3",
        {"type": "object", "required": ["kind"], "discriminator": "kind"},
        {"type": "object", "required": ["kind"], "discriminator": {"propertyName": "kind"}},
    ),
}


def read(folder: Path, document: dict[str, Any]) -> Any:
    (folder / "api.json").write_text(json.dumps(document), encoding="utf-8")
    return read_contract(folder / "api.json")


@pytest.mark.parametrize("case", WRITTEN)
def test_keywords_of_another_version_are_put_into_this_one(tmp_path: Path, case: str) -> None:
    version, written, meant = WRITTEN[case]
    document: dict[str, Any] = {
        "openapi": version,
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/things": {"get": answer({"$ref": "#/components/schemas/100%25"})}},
        "components": {"schemas": {"100%": written}},
    }
    found = read(tmp_path, document)
    assert "repair-other-dialect" in {each.code for each in found.repairs}
    repaired = found.repaired["api.json"]
    assert repaired["components"]["schemas"]["100%"] == meant
    again = read(tmp_path, repaired)
    assert not {each.code for each in again.repairs} - {"repair-component-name"}
    assert found.contract.schemas == again.contract.schemas


@pytest.mark.parametrize(
    ("written", "meant", "code"),
    [
        ({"type": "any", "description": "open"}, {"description": "open"}, "repair-type-name"),
        ({"type": "string", "maxLength": -1}, {"type": "string"}, "repair-limit"),
        ({"type": "number", "multipleOf": 0}, {"type": "number"}, "repair-limit"),
        ({"type": "string", "enum": []}, {"type": "string"}, "repair-empty-list"),
    ],
)
def test_what_limits_nothing_is_left_out(
    tmp_path: Path, written: dict[str, Any], meant: dict[str, Any], code: str
) -> None:
    document: dict[str, Any] = {
        "openapi": "3.0.3",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/things": {"get": answer({"$ref": "#/components/schemas/Thing"})}},
        "components": {"schemas": {"Thing": written}},
    }
    found = read(tmp_path, document)
    assert [each.code for each in found.repairs] == [code]
    assert found.repaired["api.json"]["components"]["schemas"]["Thing"] == meant
    assert found.contract is not None


def test_the_discriminator_of_swagger_is_a_name(tmp_path: Path) -> None:
    kinds = {"type": "object", "discriminator": {"propertyName": "kind"}}
    thing = {"description": "OK", "schema": {"$ref": "#/definitions/Thing"}}
    document: dict[str, Any] = {
        "swagger": "2.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/things": {"get": {"responses": {"200": thing}}}},
        "definitions": {"Thing": kinds},
    }
    found = read(tmp_path, document)
    assert [each.code for each in found.repairs] == ["repair-other-dialect"]
    assert found.repaired["api.json"]["definitions"]["Thing"]["discriminator"] == "kind"


def test_a_limit_of_a_parameter_of_swagger_is_read(tmp_path: Path) -> None:
    size = {"name": "size", "in": "query", "type": "integer", "exclusiveMinimum": 3}
    found = read(
        tmp_path,
        {
            "swagger": "2.0",
            "info": {"title": "Shop", "version": "1"},
            "paths": {
                "/things": {
                    "get": {"parameters": [size], "responses": {"200": {"description": "OK"}}}
                }
            },
        },
    )
    assert [each.code for each in found.repairs] == ["repair-other-dialect"]
    (parameter,) = found.contract.operations[0].parameters
    assert parameter.schema.exclusive_minimum == 3
