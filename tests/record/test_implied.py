"""What request bodies mean and do not say stands in the overlay."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from pactgen.readers.openapi.overlay import apply_overlay
from pactgen.record.gaps import gap_overlay
from pactgen.record.narrowing import narrowed
from tests.passes.contracts import answer, body, design_of, ref

if TYPE_CHECKING:
    from pathlib import Path

FINE = {"responses": {"204": {"description": "Fine"}}}


def named() -> dict[str, Any]:
    """Return a schema with a property and no type; each stands once in the document."""
    return {"properties": {"name": {"type": "string"}}}


def merged(folder: Path, schema: dict[str, Any], **schemas: Any) -> dict[str, Any]:
    """Return the contract after its overlay, which says the same as the proof asks by."""
    paths = {"/things": {"post": {**body(schema), **FINE}, "get": answer(ref("Shown"))}}
    schemas["Shown"] = named()
    design = replace(design_of(folder, paths, schemas), gaps=())
    document = yaml.safe_load((folder / "api.yaml").read_text(encoding="utf-8"))
    applied, findings = apply_overlay(document, gap_overlay(document, design), "gaps.yaml")
    assert findings == ()
    assert applied == narrowed(document, design)
    found: dict[str, Any] = narrowed(document, design)
    return found


def sent(document: dict[str, Any]) -> dict[str, Any]:
    media = document["paths"]["/things"]["post"]["requestBody"]["content"]
    found: dict[str, Any] = media["application/json"]["schema"]
    return found


def test_properties_without_a_type_are_those_of_an_object(tmp_path: Path) -> None:
    whole = {
        **named(),
        "properties": {"inner": named(), "list": {"type": "array", "items": named()}},
    }
    found = merged(tmp_path, ref("Whole"), Whole=whole)["components"]["schemas"]
    assert found["Whole"]["type"] == "object"
    assert found["Whole"]["properties"]["inner"]["type"] == "object"
    assert found["Whole"]["properties"]["list"]["items"]["type"] == "object"
    assert "type" not in found["Shown"]


def test_an_extension_of_an_object_is_one_already(tmp_path: Path) -> None:
    base = {"type": "object", **named()}
    document = merged(tmp_path, {"allOf": [ref("Base"), named()]}, Base=base)
    assert sent(document) == {"allOf": [ref("Base"), named()]}


def test_a_schema_that_contains_itself_comes_to_an_end(tmp_path: Path) -> None:
    tree = {"properties": {"left": ref("Tree")}}
    found = merged(tmp_path, ref("Tree"), Tree=tree)["components"]["schemas"]["Tree"]
    assert found == {**tree, "type": "object"}


@pytest.mark.parametrize("types", [["object", "null"], ["null", "object"]])
def test_no_body_is_null(tmp_path: Path, types: list[str]) -> None:
    assert sent(merged(tmp_path, {**named(), "type": types}))["type"] == ["object"]
