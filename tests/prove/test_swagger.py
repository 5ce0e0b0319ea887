"""A document of 2.0 is measured like one of 3.0; lists that must be sent are sent."""

from __future__ import annotations

from typing import Any

import pytest

from pactgen.prove.documents import Document
from pactgen.prove.requests import Composer, Wish
from pactgen.prove.server import base_path_of

DOCUMENT: dict[str, Any] = {
    "swagger": "2.0",
    "basePath": "/v2/",
    "consumes": ["application/json"],
    "produces": ["application/json"],
    "parameters": {"Name": {"name": "name", "in": "path", "required": True, "type": "string"}},
    "responses": {"Gone": {"description": "gone"}},
    "paths": {
        "/things/{name}": {
            "parameters": [{"$ref": "#/parameters/Name"}],
            "put": {
                "parameters": [
                    {
                        "name": "ids",
                        "in": "query",
                        "required": True,
                        "type": "array",
                        "items": {"type": "integer"},
                        "minItems": 2,
                        "collectionFormat": "pipes",
                    },
                    {
                        "name": "thing",
                        "in": "body",
                        "required": True,
                        "schema": {"$ref": "#/definitions/Thing"},
                    },
                ],
                "responses": {
                    "200": {"description": "", "schema": {"$ref": "#/definitions/Thing"}},
                    "404": {"$ref": "#/responses/Gone"},
                },
            },
            "post": {
                "consumes": ["multipart/form-data"],
                "parameters": [
                    {"name": "file", "in": "formData", "required": True, "type": "file"},
                    {"name": "note", "in": "formData", "type": "string"},
                ],
                "responses": {"204": {"description": "stored"}},
            },
        }
    },
    "definitions": {
        "Thing": {
            "type": "object",
            "required": ["size"],
            "properties": {
                "size": {"type": "integer"},
                "note": {"type": "string", "x-nullable": True},
            },
        }
    },
}


@pytest.fixture
def document() -> Document:
    return Document(DOCUMENT)


def compose(document: Document, method: str) -> Any:
    composer = Composer(document=document, base_path=base_path_of(DOCUMENT), credentials={})
    return composer.compose(document.operations[method, "/things/{name}"], Wish(), {})


def test_the_parameter_of_the_body_is_the_body(document: Document) -> None:
    request = compose(document, "PUT")
    assert request.target.startswith("/v2/things/")
    assert "ids=" in request.target
    assert "%7C" in request.target or "|" in request.target
    assert request.headers["Content-Type"] == "application/json"
    assert b'"size"' in request.body


def test_a_list_that_must_be_sent_is_not_empty() -> None:
    parameter = {
        "name": "ids",
        "in": "query",
        "required": True,
        "schema": {"type": "array", "items": {"type": "integer"}},
    }
    paths = {"/things": {"get": {"parameters": [parameter], "responses": {}}}}
    document = Document({"openapi": "3.1.0", "paths": paths})
    composer = Composer(document=document, base_path="", credentials={})
    assert "ids=" in composer.compose(document.operations["GET", "/things"], Wish(), {}).target


@pytest.mark.parametrize(("method", "length"), [("PUT", "6"), ("DELETE", "0")])
def test_a_documented_length_is_that_of_the_body(method: str, length: str) -> None:
    told = {"name": "Content-Length", "in": "header", "required": True}
    parameter = {**told, "schema": {"type": "integer", "example": 17}}
    text = {"schema": {"type": "string", "example": "a text"}}
    body = {"requestBody": {"required": True, "content": {"text/plain": text}}}
    operation = {"parameters": [parameter], "responses": {}}
    paths = {"/parts": {"put": {**operation, **body}, "delete": operation}}
    document = Document({"openapi": "3.1.0", "paths": paths})
    composer = Composer(document=document, base_path="", credentials={})
    request = composer.compose(document.operations[method, "/parts"], Wish(), {})
    assert request.headers["Content-Length"] == length


def test_parameters_of_a_form_are_its_fields(document: Document) -> None:
    request = compose(document, "POST")
    assert request.headers["Content-Type"].startswith("multipart/form-data")
    assert b'name="file"; filename=' in request.body


@pytest.mark.parametrize(("version", "items"), [("3.1.0", True), ("3.0.3", [{"type": "string"}])])
def test_a_list_of_anything_in_a_form_is_no_file(version: str, items: object) -> None:
    form = {"type": "object", "properties": {"tags": {"type": "array", "items": items}}}
    content = {"multipart/form-data": {"schema": form}}
    paths = {"/things": {"post": {"requestBody": {"content": content}, "responses": {}}}}
    document = Document({"openapi": version, "paths": paths})
    composer = Composer(document=document, base_path="", credentials={})
    request = composer.compose(document.operations["POST", "/things"], Wish(), {})
    assert b"filename=" not in (request.body or b"")


def test_answers_have_the_types_that_it_produces(document: Document) -> None:
    responses = document.operations["PUT", "/things/{name}"].node["responses"]
    assert responses["200"]["content"] == {
        "application/json": {"schema": {"$ref": "#/definitions/Thing"}}
    }
    assert "content" not in responses["404"]


def test_null_is_allowed_where_the_extension_says_so(document: Document) -> None:
    validator = document.validator({"$ref": "#/definitions/Thing"}, "response")
    assert validator.is_valid({"size": 1, "note": None})
    assert not validator.is_valid({"size": None})
