"""How failures are written: in the contract's schemas, and in its media types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from pactgen.config import Config
from pactgen.ir.failures import ErrorConst, ErrorEach, ErrorObject, ErrorPart
from pactgen.passes import design_backend
from pactgen.readers.openapi import read_contract
from pactgen.record.gaps import gap_overlay, with_gaps
from pactgen.views.failures import failures_view
from tests.passes.contracts import answer, design_of, path_parameter

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.design import Design


@pytest.mark.parametrize(
    ("content_type", "schema", "kind"),
    [
        (
            "application/yaml",
            {"type": "object", "properties": {"message": {"type": "string"}}},
            ErrorObject,
        ),
        ("text/plain", {"type": "string"}, ErrorPart),
        ("text/html", {"type": "string", "format": "binary"}, ErrorPart),
    ],
)
def test_failures_may_be_yaml_or_text(
    tmp_path: Path, content_type: str, schema: dict[str, Any], kind: type
) -> None:
    operation = {**answer({"type": "object"}), "parameters": [path_parameter("name")]}
    operation["responses"]["404"] = {
        "description": "nothing there",
        "content": {content_type: {"schema": schema}},
    }
    (shape,) = design_of(tmp_path, {"/files/{name}": {"get": operation}}).failures.shapes
    assert shape.media_type == content_type
    assert isinstance(shape.body, kind)


@pytest.mark.parametrize("base", [{}, {"properties": {"code": {"type": "string"}}}])
def test_a_failure_is_one_of_its_forms_and_no_other(tmp_path: Path, base: dict[str, Any]) -> None:
    """Each form requires a member of its own: an answer with both would be valid as neither."""
    text = {"type": "string"}
    one = {"type": "object", "required": ["error"], "properties": {"error": text}}
    many = {"type": "array", "items": text}
    other = {"type": "object", "required": ["errors"], "properties": {"errors": many}}
    operation = {**answer({"type": "object"}), "parameters": [path_parameter("name")]}
    operation["responses"]["422"] = {
        "description": "wrong",
        "content": {"application/json": {"schema": {**base, "oneOf": [one, other]}}},
    }
    (shape,) = design_of(tmp_path, {"/files/{name}": {"get": operation}}).failures.shapes
    assert isinstance(shape.body, ErrorObject)
    assert [name for name, _ in shape.body.members] == [*base.get("properties", ()), "error"]


@pytest.mark.parametrize("word", ["oneOf", "anyOf"])
def test_of_failures_of_several_forms_the_first_is_sent(tmp_path: Path, word: str) -> None:
    text = {"type": "string"}
    full = {"type": "object", "properties": {"message": text, "code": text}}
    plain = {"type": "object", "required": ["detail"], "properties": {"detail": text}}
    operation = {**answer({"type": "object"}), "parameters": [path_parameter("name")]}
    operation["responses"]["422"] = {
        "description": "wrong",
        "content": {"application/json": {"schema": {word: [full, plain]}}},
    }
    (shape,) = design_of(tmp_path, {"/files/{name}": {"get": operation}}).failures.shapes
    assert isinstance(shape.body, ErrorObject)
    assert [name for name, _ in shape.body.members] == ["message", "code"]


def test_failures_satisfy_all_parts_that_describe_a_member(tmp_path: Path) -> None:
    text = {"type": "string"}
    fault = {"type": "object", "required": ["issue"], "properties": {"issue": text, "field": text}}
    general = {"type": "object", "properties": {"issues": {"type": "array", "items": fault}}}
    cases = [
        {"properties": {"issue": {**text, "enum": [name]}, "description": {"enum": ["No."]}}}
        for name in ("CLOSED", "EXPIRED")
    ]
    special = {"properties": {"issues": {"type": "array", "items": {"anyOf": cases}}}}
    operation = answer({"type": "object"})
    told = {"application/json": {"schema": {"allOf": [general, special]}}}
    operation["responses"]["422"] = {"description": "no", "content": told}
    design = design_of(tmp_path, {"/things": {"get": operation}})
    (shape,) = design.failures.shapes
    assert isinstance(shape.body, ErrorObject)
    ((name, issues),) = shape.body.members
    assert name == "issues"
    assert isinstance(issues, ErrorEach)
    assert isinstance(issues.item, ErrorObject)
    assert dict(issues.item.members) == {
        "issue": ErrorConst(value="CLOSED"),
        "field": ErrorPart(part="field"),
    }


def test_failures_show_nothing_that_is_only_written(tmp_path: Path) -> None:
    text = {"type": "string"}
    properties = {"message": text, "password": {**text, "writeOnly": True}}
    wrong = {"type": "object", "required": [*properties], "properties": properties}
    operation = {**answer({"type": "object"}), "parameters": [path_parameter("name")]}
    operation["responses"]["default"] = {
        "description": "wrong",
        "content": {"application/json": {"schema": wrong}},
    }
    (shape,) = design_of(tmp_path, {"/files/{name}": {"get": operation}}).failures.shapes
    assert isinstance(shape.body, ErrorObject)
    assert [name for name, _ in shape.body.members] == ["message"]


@pytest.mark.parametrize(
    ("content_type", "sent", "kind"),
    [
        ("application/json", "application/json", ErrorObject),
        ("application/vnd.api+json; charset=utf-8", "application/vnd.api+json", ErrorObject),
        ("*/*", "application/json", ErrorObject),
        ("text/plain", "text/plain", ErrorPart),
    ],
)
def test_a_failure_without_a_schema_is_sent_as_its_media_type(
    tmp_path: Path, content_type: str, sent: str, kind: type
) -> None:
    operation = {**answer({"type": "object"}), "parameters": [path_parameter("name")]}
    operation["responses"]["404"] = {
        "description": "nothing there",
        "content": {content_type: {"example": "gone"}},
    }
    design = design_of(tmp_path, {"/files/{name}": {"get": operation}})
    (shape,) = design.failures.shapes
    assert shape.media_type == sent
    assert isinstance(shape.body, kind)
    assert dict(design.failures.by_operation) or design.failures.default == shape.name


def swagger(folder: Path, **members: Any) -> Design:
    document = {
        "swagger": "2.0",
        "info": {"title": "Shop", "version": "1"},
        "securityDefinitions": {"login": {"type": "basic"}},
        "paths": {
            "/things/{name}": {
                "parameters": [{"name": "name", "in": "path", "required": True, "type": "string"}],
                "get": {
                    "responses": {"200": {"description": "", "schema": {"$ref": "#/definitions/T"}}}
                },
                "delete": {
                    "security": [{"login": []}],
                    "responses": {"200": {"description": "gone"}},
                },
            }
        },
        "definitions": {"T": {"type": "object", "properties": {"name": {"type": "string"}}}},
        **members,
    }
    file = folder / "api.yaml"
    file.write_text(yaml.safe_dump(document), encoding="utf-8")
    read = read_contract(file)
    assert read.contract is not None, read.diagnostics
    return design_backend(read.contract, Config())


def test_in_2_0_all_answers_are_what_it_produces(tmp_path: Path) -> None:
    design = swagger(tmp_path, produces=["application/json"])
    deleted = next(one for one in design.endpoints if one.operation.method == "delete")
    assert deleted.answer.media_type == "application/json"
    assert deleted.answer.fill is None
    assert [shape.media_type for shape in design.failures.shapes] == ["application/json"]
    assert design.failures.default == design.failures.shapes[0].name


def test_in_2_0_a_success_that_is_not_told_is_what_it_produces(tmp_path: Path) -> None:
    refused = {"delete": {"responses": {"404": {"description": "gone"}}}}
    path = {"parameters": [{"name": "name", "in": "path", "required": True, "type": "string"}]}
    kinds = ["application/xml", "application/json"]
    design = swagger(tmp_path, produces=kinds, paths={"/things/{name}": {**path, **refused}})
    deleted = next(one for one in design.endpoints if one.operation.method == "delete")
    assert deleted.answer.media_type == "application/json"


def test_in_2_0_nothing_is_said_of_answers_where_it_tells_no_types(tmp_path: Path) -> None:
    design = swagger(tmp_path)
    deleted = next(one for one in design.endpoints if one.operation.method == "delete")
    assert deleted.answer.media_type is None
    assert design.failures.default is None


def test_gaps_of_2_0_are_written_as_2_0(tmp_path: Path) -> None:
    design = swagger(tmp_path, produces=["application/json"])
    (action,) = (
        one for one in gap_overlay({}, design)["actions"] if one["target"].endswith(".delete")
    )
    refused = action["update"]["responses"]["401"]
    assert refused["headers"] == {"WWW-Authenticate": {"type": "string"}}
    assert "content" not in refused
    assert "schema" in refused
    document = {"paths": {"/things/{name}": {"delete": {"responses": {}}}}}
    merged = with_gaps(document, design)["paths"]["/things/{name}"]["delete"]["responses"]
    assert merged["401"] == refused


def test_in_2_0_failures_add_to_what_an_operation_produces(tmp_path: Path) -> None:
    error = {"type": "object", "properties": {"message": {"type": "string"}}}
    log = {
        "produces": ["text/plain"],
        "responses": {
            "200": {"description": "", "schema": {"type": "string"}},
            "500": {"description": ""},
        },
    }
    listed = {
        "responses": {
            "200": {"description": "", "schema": {"type": "object"}},
            "400": {"description": "", "schema": error},
        }
    }
    paths = {"/log": {"get": log}, "/things/count": {"get": listed}}
    design = swagger(tmp_path, produces=["application/json"], paths=paths)
    merged = with_gaps({"paths": {"/log": {"get": dict(log)}}}, design)
    assert merged["paths"]["/log"]["get"]["produces"] == ["text/plain", "application/json"]
    updates = [one["update"] for one in gap_overlay({}, design)["actions"]]
    assert {"produces": ["text/plain", "application/json"]} in updates


def test_a_failure_tells_its_address_and_every_wrong_input(tmp_path: Path) -> None:
    fault = {"type": "object", "required": ["message"], "properties": {"message": {}, "field": {}}}
    for member in fault["properties"].values():
        member["type"] = "string"
    failure = {
        "type": "object",
        "required": ["path", "fieldErrors"],
        "properties": {
            "path": {"type": "string", "format": "uri"},
            "instance": {"type": "string", "format": "uri-reference"},
            "fieldErrors": {"type": "array", "items": fault},
        },
    }
    operation = answer({"type": "object"})
    told = {"application/json": {"schema": failure}}
    operation["responses"]["400"] = {"description": "no", "content": told}
    design = design_of(tmp_path, {"/things": {"get": operation}})
    (shape,) = design.failures.shapes
    assert isinstance(shape.body, ErrorObject)
    members = dict(shape.body.members)
    assert members["path"] == ErrorPart(part="address")
    assert members["instance"] == ErrorPart(part="instance")
    each = members["fieldErrors"]
    assert isinstance(each, ErrorEach)
    assert isinstance(each.item, ErrorObject)
    assert dict(each.item.members)["field"] == ErrorPart(part="field")
    assert "absolute(failure.instance)" in str(failures_view(design).shapes[0].body)
