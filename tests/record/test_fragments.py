"""Operations of a path with a fragment belong to the path without it, where it has room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from pactgen.readers.openapi.overlay import apply_overlay
from pactgen.record.gaps import gap_overlay, with_gaps
from tests.passes.contracts import answer, design_of, path_parameter, query

if TYPE_CHECKING:
    from pathlib import Path

PET = {"type": "object", "properties": {"id": {"type": "string"}, "name": {"type": "string"}}}
GONE = {"responses": {"204": {"description": "gone"}}}


def merged(folder: Path, paths: dict[str, Any]) -> dict[str, Any]:
    """Return the paths of the contract with its overlay."""
    design = design_of(folder, paths)
    document = yaml.safe_load((folder / "api.yaml").read_text(encoding="utf-8"))
    applied, findings = apply_overlay(document, gap_overlay(document, design), "gaps.yaml")
    found: dict[str, Any] = with_gaps(document, design)
    assert findings == ()
    assert applied == found
    return dict(found["paths"])


def test_an_operation_goes_to_the_path_that_its_requests_have(tmp_path: Path) -> None:
    named = {**query("lang"), "required": True}
    shared = [path_parameter("id"), query("trace")]
    own = [named, query("trace", type="integer")]
    paths = {
        "/pets/{id}": {"get": {"parameters": [path_parameter("id")], **answer(PET)}},
        "/pets/{id}#name": {"parameters": shared, "delete": {"parameters": own, **GONE}},
    }
    found = merged(tmp_path, paths)
    assert list(found) == ["/pets/{id}"]
    assert list(found["/pets/{id}"]) == ["get", "delete"]
    deletion = found["/pets/{id}"]["delete"]
    assert deletion["parameters"] == [path_parameter("id"), *own]
    assert {"204", "404"} <= deletion["responses"].keys()


def test_a_path_that_nothing_else_has_loses_its_fragment(tmp_path: Path) -> None:
    named = {"parameters": [path_parameter("id")]}
    paths = {"/pets/{id}#a": {**named, "get": answer(PET), "delete": GONE}}
    found = merged(tmp_path, paths)
    assert list(found) == ["/pets/{id}"]
    assert list(found["/pets/{id}"]) == ["get", "delete"]


def test_what_answers_501_stays_where_it_is_listed(tmp_path: Path) -> None:
    paths = {"/pets#a": {"get": answer({"type": "array", "items": PET}), "patch": GONE}}
    found = merged(tmp_path, paths)
    assert list(found["/pets"]) == ["get"]
    assert list(found["/pets#a"]) == ["patch"]


def test_operations_that_only_a_value_tells_apart_stay(tmp_path: Path) -> None:
    action = [{**query("Action"), "required": True}]
    paths: dict[str, Any] = {
        f"/#Action={name}": {"parameters": action, "get": {"operationId": name, **answer({})}}
        for name in ("AddPets", "DropPets")
    }
    paths["/pets/{pet}#a"] = {"delete": {"parameters": [path_parameter("pet")], **GONE}}
    paths["/pets/{id}"] = {"get": {"parameters": [path_parameter("id")], **answer({})}}
    assert merged(tmp_path, paths).keys() == paths.keys()
