"""Parameters and forms are spelled as OpenAPI says: the tables of its section on style values."""

from __future__ import annotations

from typing import Any

import pytest

from pactgen.prove.documents import Document
from pactgen.prove.requests import Composer, Wish
from pactgen.prove.script import Bind
from pactgen.values import replace

COLOURS, RGB = ["blue", "black"], {"R": 100, "G": 200}


def composed(**operation: Any) -> Any:
    path = "/x/{v}" if operation.get("parameters", [{}])[0].get("in") == "path" else "/x"
    described = {"operationId": "x", "responses": {"204": {"description": ""}}, **operation}
    document = Document(
        {
            "openapi": "3.1.0",
            "info": {"title": "", "version": "1"},
            "paths": {path: {"post": described}},
        }
    )
    composer = Composer(document=document, base_path="", credentials={})
    return lambda given: composer.compose(document.operations["POST", path], Wish(), given)


@pytest.mark.parametrize(
    ("style", "explode", "value", "expected"),
    [
        ("simple", False, COLOURS, "blue,black"),
        ("simple", False, RGB, "R,100,G,200"),
        ("simple", True, RGB, "R=100,G=200"),
        ("label", False, COLOURS, ".blue,black"),
        ("label", True, COLOURS, ".blue.black"),
        ("label", True, RGB, ".R=100.G=200"),
        ("matrix", False, COLOURS, ";v=blue,black"),
        ("matrix", True, COLOURS, ";v=blue;v=black"),
        ("matrix", False, RGB, ";v=R,100,G,200"),
        ("matrix", True, RGB, ";R=100;G=200"),
    ],
)
def test_paths(style: str, explode: object, value: Any, expected: str) -> None:
    parameter = {"name": "v", "in": "path", "required": True, "style": style, "explode": explode}
    made = composed(parameters=[{**parameter, "schema": {}}])
    assert made({("path", "v"): value}).target == f"/x/{expected}"


@pytest.mark.parametrize(
    ("style", "explode", "value", "expected"),
    [
        ("form", True, COLOURS, "v=blue&v=black"),
        ("form", False, COLOURS, "v=blue,black"),
        ("form", True, RGB, "R=100&G=200"),
        ("form", False, RGB, "v=R,100,G,200"),
        ("spaceDelimited", False, COLOURS, "v=blue%20black"),
        ("spaceDelimited", False, RGB, "v=R%20100%20G%20200"),
        ("pipeDelimited", False, COLOURS, "v=blue|black"),
        ("pipeDelimited", False, RGB, "v=R|100|G|200"),
        ("deepObject", True, RGB, "v%5BR%5D=100&v%5BG%5D=200"),
        ("deepObject", True, {"a": {"b": [1]}}, "v%5Ba%5D%5Bb%5D%5B0%5D=1"),
    ],
)
def test_queries(style: str, explode: object, value: Any, expected: str) -> None:
    parameter = {"name": "v", "in": "query", "required": True, "style": style, "explode": explode}
    made = composed(parameters=[{**parameter, "schema": {}}])
    assert made({("query", "v"): value}).target == f"/x?{expected}"


def test_content_is_json() -> None:
    content = {"application/json": {"schema": {}}}
    parameters = [
        {"name": "v", "in": place, "required": True, "content": content}
        for place in ("query", "header")
    ]
    request = composed(parameters=parameters)({("query", "v"): RGB, ("header", "v"): [1]})
    assert request.target == "/x?v=%7B%22R%22%3A+100%2C+%22G%22%3A+200%7D"
    assert request.headers["v"] == "[1]"


def test_deep_objects_in_forms() -> None:
    schema = {
        "type": "object",
        "required": ["card"],
        "properties": {
            "card": {
                "type": "object",
                "required": ["n"],
                "properties": {"n": {"type": "integer"}},
            }
        },
    }
    media = {"schema": schema, "encoding": {"card": {"style": "deepObject", "explode": True}}}
    body = {"content": {"application/x-www-form-urlencoded": media}}
    assert composed(requestBody=body)({}).body == b"card%5Bn%5D=1"


def test_a_header_whose_name_nothing_can_carry_is_not_sent() -> None:
    said = {"in": "header", "required": True, "schema": {"type": "integer"}}
    made = composed(parameters=[{"name": "X-Tag", **said}, {"name": "X-Tag:", **said}])
    assert made({}).headers.keys() == {"Accept", "X-Tag"}


def test_an_object_in_a_path_is_never_empty() -> None:
    schema = {"type": "object", "properties": {"R": {"type": "integer"}}}
    made = composed(parameters=[{"name": "v", "in": "path", "required": True, "schema": schema}])
    assert made({}).target.startswith("/x/R,")


def test_a_list_of_edits_is_sent_where_nothing_else_is() -> None:
    edits = {"application/json-patch+json": {"schema": {"type": "array", "maxItems": 0}}}
    merge = {"application/merge-patch+json": {"schema": {"type": "object"}}}
    for content, body in ((edits | merge, b"{}"), (edits, b"[]")):
        assert composed(requestBody={"required": True, "content": content})({}).body == body


def test_a_path_is_filled_whatever_its_parameters_say_of_themselves() -> None:
    parameter = {"name": "v", "in": "path", "schema": {"type": "integer"}}
    assert "{" not in composed(parameters=[parameter])({}).target


def test_a_path_without_its_first_slash_is_asked_for_with_one() -> None:
    described = {"responses": {"204": {"description": ""}}}
    paths = {"users": {"get": described}, "/": {"get": described}, "//a": {"get": described}}
    assert [path for _, path in Document({"openapi": "3.1.0", "paths": paths}).operations] == [
        "/users",
        "/",
        "//a",
    ]


def test_what_a_column_keeps_as_a_whole_number_is_one_where_the_contract_says_text() -> None:
    said = {"in": "path", "required": True}
    texts = {"v": {"type": "string"}, "w": {"type": "string", "pattern": "^[a-z]+$"}}
    document = Document(
        {
            "openapi": "3.1.0",
            "paths": {
                "/x/{v}/{w}": {
                    "post": {
                        "parameters": [{**said, "name": n, "schema": s} for n, s in texts.items()]
                    }
                }
            },
        }
    )
    composer = Composer(document=document, base_path="", credentials={})
    operation = document.operations["POST", "/x/{v}/{w}"]
    bind = Bind(place="path", name="v", resource="X", property="v", column="v", is_whole=True)
    assert composer.value(operation, bind, 3) == "3"
    assert not str(composer.value(operation, replace(bind, name="w"), 3)).isdecimal()
    assert composer.value(operation, replace(bind, is_whole=False), 3) != "3"
