"""What request bodies mean and do not say stands in the overlay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from pactgen.cli.progress import Watch
from pactgen.config import Config
from pactgen.passes import design_backend
from pactgen.pipeline import gaps
from pactgen.readers.openapi import read_contract
from pactgen.readers.openapi.overlay import apply_overlay
from pactgen.record.gaps import gap_overlay, with_gaps
from pactgen.record.narrowing import narrowed
from pactgen.stages.values import Request
from pactgen.values import replace
from tests.passes.contracts import answer, body, design_of, ref, written

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


@pytest.mark.parametrize("name", ["Sent", "Shown"])
def test_null_is_one_of_the_values_of_what_is_nullable(tmp_path: Path, name: str) -> None:
    color = {"type": "string", "nullable": True, "enum": ["red", "blue"]}
    told = {"type": "string", "nullable": True, "enum": ["red", None]}
    schemas = {
        each: {"type": "object", "properties": {"color": color, "told": told}}
        for each in ("Sent", "Shown")
    }
    place = written(
        tmp_path, {"/a": {"post": {**body(ref("Sent")), **answer(ref("Shown"))}}}, schemas
    )
    document = yaml.safe_load(place.read_text(encoding="utf-8").replace("3.1.0", "3.0.3"))
    place.write_text(yaml.safe_dump(document), encoding="utf-8")
    contract = read_contract(place).contract
    assert contract is not None
    design = replace(design_backend(contract, Config()), gaps=())
    applied, findings = apply_overlay(document, gap_overlay(document, design), "gaps.yaml")
    assert findings == ()
    assert applied == narrowed(document, design)
    shown = narrowed(document, design)["components"]["schemas"][name]["properties"]
    assert shown["color"]["enum"] == ["red", "blue", None]
    assert shown["told"] == told


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ({"pattern": "^a"}, "string"),
        ({"format": "date-time"}, "string"),
        ({"format": "int64"}, "integer"),
        ({"minimum": 1}, "number"),
        ({"items": {"type": "string"}}, "array"),
        ({"description": "anything"}, None),
        ({"enum": [1, "a"], "minLength": 1}, None),
        ({"minimum": 1, "maxLength": 1}, None),
    ],
)
def test_keywords_of_one_type_mean_it(
    tmp_path: Path, schema: dict[str, Any], kind: str | None
) -> None:
    whole = {"type": "object", "properties": {"part": schema}}
    assert sent(merged(tmp_path, whole))["properties"]["part"].get("type") == kind


def test_an_alternative_has_the_type_of_its_holder(tmp_path: Path) -> None:
    whole = {"type": "string", "anyOf": [{"pattern": "^a"}, {"minLength": 3}]}
    assert sent(merged(tmp_path, {"properties": {"part": whole}}))["properties"]["part"] == whole


def test_a_body_that_need_not_be_there_may_be_null(tmp_path: Path) -> None:
    schema = {"type": ["object", "null"], **named()}
    post = {**body(schema), **FINE}
    post["requestBody"]["required"] = False
    design = replace(design_of(tmp_path, {"/things": {"post": post}}), gaps=())
    document = yaml.safe_load((tmp_path / "api.yaml").read_text(encoding="utf-8"))
    assert sent(narrowed(document, design)) == schema


def test_a_list_that_must_be_there_has_an_item(tmp_path: Path) -> None:
    def listed(**bounds: int) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string"}, **bounds}

    parameters = [
        {"name": "ids", "in": "query", "required": True, "schema": listed()},
        {"name": "csv", "in": "query", "required": True, "explode": False, "schema": listed()},
        {"name": "more", "in": "query", "schema": listed()},
        {"name": "two", "in": "query", "required": True, "schema": listed(minItems=2)},
    ]
    paths = {"/things": {"get": {"parameters": parameters, **answer({})}}}
    design = replace(design_of(tmp_path, paths), gaps=())
    document = yaml.safe_load((tmp_path / "api.yaml").read_text(encoding="utf-8"))
    found: dict[str, Any] = narrowed(document, design)
    told = [each["schema"] for each in found["paths"]["/things"]["get"]["parameters"]]
    assert told == [listed(minItems=1), listed(), listed(), listed(minItems=2)]


def test_what_other_files_mean_stands_in_the_one_document(tmp_path: Path) -> None:
    sort = {"type": "string", "nullable": True, "enum": ["asc", "desc"]}
    thing = {"type": "object", "properties": {"sort": sort}}
    item = {"post": {**body(ref_to("thing.yaml")), **answer(ref_to("thing.yaml"))}}
    root = {
        "openapi": "3.0.3",
        "info": {"title": "Things", "version": "1"},
        "paths": {"/things": {"$ref": "./things.yaml"}},
    }
    for name, node in (("api", root), ("things", item), ("thing", thing)):
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(node), encoding="utf-8")
    request = Request(contract=tmp_path / "api.yaml", out=tmp_path / "out")
    source, design = gaps(request, Watch(quiet=True))
    found = with_gaps(source.document, design, source.places)["components"]["schemas"]
    assert found["thing"]["properties"]["sort"]["enum"] == ["asc", "desc", None]
    assert source.document["components"]["schemas"]["thing"] == thing


def ref_to(file: str) -> dict[str, Any]:
    return {"$ref": file}
