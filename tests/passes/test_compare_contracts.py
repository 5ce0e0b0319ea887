"""Every class of change between two contracts is found, and nothing where nothing changed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from pactgen.passes.compare_contracts import BREAKING, compare_contracts
from pactgen.readers.openapi import read_contract
from tests.passes.contracts import answer, body, path_parameter, query

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactgen.ir.contract import Contract

THING = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string", "maxLength": 80},
        "kind": {"type": "string", "enum": ["a", "b"]},
        "size": {"type": "integer"},
    },
}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Shop", "version": "1"},
    "paths": {
        "/things": {
            "get": {
                "parameters": [query("q"), {**query("r"), "required": True}],
                **answer({"type": "array", "items": THING}),
            },
            "post": {**body(THING), **answer(THING, "201")},
        },
        "/things/{id}": {"delete": {"parameters": [path_parameter("id")], "responses": {}}},
    },
    "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}},
}
DOCUMENT["paths"]["/things/{id}"]["delete"]["responses"] = {
    "204": {"description": "gone"},
    "404": {"description": "none"},
}
GET, POST = ("paths", "/things", "get"), ("paths", "/things", "post")
SENT = (*POST, "requestBody", "content", "application/json", "schema")
SHOWN = (*GET, "responses", "200", "content", "application/json", "schema", "items")


def fresh(document: dict[str, Any]) -> dict[str, Any]:
    """Return a copy in which no part stands twice."""
    copied: dict[str, Any] = json.loads(json.dumps(document))
    return copied


def at(document: dict[str, Any], path: tuple[str, ...]) -> Any:
    for step in path:
        document = document[step]
    return document


def put(*path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda document: at(document, path[:-1]).__setitem__(path[-1], value)


def drop(*path: str) -> Callable[[dict[str, Any]], None]:
    return lambda document: at(document, path[:-1]).__delitem__(path[-1])


CHANGES: dict[str, tuple[str, Callable[[dict[str, Any]], None]]] = {
    "operation": ("operation-removed operation-added", drop(*POST)),
    "servers": ("base-path-changed base-path-changed", put("servers", value=[{"url": "/v2"}])),
    "deprecated": ("operation-deprecated -", put(*GET, "deprecated", value=True)),
    "parameter": (
        "parameter-removed parameter-added",
        put(*GET, "parameters", value=[{**query("r"), "required": True}]),
    ),
    "required parameter": (
        "parameter-removed parameter-required-added",
        put(*GET, "parameters", value=[query("q")]),
    ),
    "need of a parameter": (
        "parameter-became-optional parameter-became-required",
        put(*GET, "parameters", value=[query("q"), query("r")]),
    ),
    "body": ("body-removed body-required-added", drop(*POST, "requestBody")),
    "optional body": (
        "body-became-optional body-became-required",
        put(*POST, "requestBody", "required", value=False),
    ),
    "request media": (
        "request-media-added request-media-removed",
        put(*POST, "requestBody", "content", "text/plain", value={"schema": {"type": "string"}}),
    ),
    "sent property": (
        "request-property-removed request-property-added",
        drop(*SENT, "properties", "size"),
    ),
    "required sent property": (
        "request-property-removed request-required-property-added",
        lambda document: (
            drop(*SENT, "properties", "name")(document),
            drop(*SENT, "required")(document),
        )[-1],
    ),
    "need of a sent property": (
        "request-property-became-optional request-property-became-required",
        put(*SENT, "required", value=[]),
    ),
    "sent length": (
        "request-narrowed request-widened",
        put(*SENT, "properties", "name", "maxLength", value=40),
    ),
    "sent enum": (
        "request-narrowed request-widened",
        put(*SENT, "properties", "kind", "enum", value=["a"]),
    ),
    "sent type": (
        "request-widened request-narrowed",
        put(*SENT, "properties", "size", "type", value="number"),
    ),
    "success": (
        "success-added success-removed",
        put(*POST, "responses", "202", value={"description": "later"}),
    ),
    "failure": (
        "failure-added failure-removed",
        put(*POST, "responses", "409", value={"description": "there"}),
    ),
    "response media": (
        "response-media-added response-media-removed",
        put(*GET, "responses", "200", "content", "text/csv", value={"schema": {"type": "string"}}),
    ),
    "shown property": (
        "response-property-removed response-property-added",
        drop(*SHOWN, "properties", "size"),
    ),
    "need of a shown property": (
        "response-property-became-optional response-property-became-required",
        put(*SHOWN, "required", value=[]),
    ),
    "shown null": (
        "response-widened response-narrowed",
        put(*SHOWN, "properties", "size", "type", value=["integer", "null"]),
    ),
    "shown enum": (
        "response-widened response-narrowed",
        put(*SHOWN, "properties", "kind", "enum", value=["a", "b", "c"]),
    ),
    "security": (
        "security-tightened security-loosened",
        put(*GET, "security", value=[{"key": []}]),
    ),
    "optional new body": (
        "- body-added",
        lambda document: (
            put(*POST, "requestBody", "required", value=False)(document),
            drop(*POST, "requestBody")(document),
        )[-1],
    ),
}


def contract(folder: Path, document: dict[str, Any]) -> Contract:
    file = folder / "api.yaml"
    file.write_text(yaml.safe_dump(document, sort_keys=False))
    read = read_contract(file)
    assert read.contract is not None, read.diagnostics
    return read.contract


def classes(old: Contract, new: Contract) -> set[str]:
    bases = ("".join(old.servers), "".join(new.servers))
    return {change.kind for change in compare_contracts(old, new, bases=bases)}


def test_nothing_changed(tmp_path: Path) -> None:
    assert compare_contracts(contract(tmp_path, DOCUMENT), contract(tmp_path, DOCUMENT)) == ()


@pytest.mark.parametrize("name", [name for name in CHANGES if name != "optional new body"])
def test_each_class_there_and_back(name: str, tmp_path: Path) -> None:
    expected, change = CHANGES[name]
    document = fresh(DOCUMENT)
    change(document)
    old, new = contract(tmp_path, DOCUMENT), contract(tmp_path, document)
    there, back = expected.split()
    assert classes(old, new) == {there}
    assert classes(new, old) == ({back} - {"-"})


def test_a_base_path_that_moved_into_the_paths_changes_nothing(tmp_path: Path) -> None:
    document = fresh(DOCUMENT)
    document["paths"] = {f"/v2{path}": item for path, item in document["paths"].items()}
    old, new = contract(tmp_path, DOCUMENT), contract(tmp_path, document)
    assert compare_contracts(old, new, bases=("/v2", "")) == ()
    assert compare_contracts(new, old, bases=("", "/v2")) == ()


def test_a_scheme_is_what_a_request_carries_whatever_it_is_called(tmp_path: Path) -> None:
    scheme = ("components", "securitySchemes")
    before = fresh(DOCUMENT)
    put(*GET, "security", value=[{"key": []}])(before)
    called = fresh(before)
    put(*scheme, value={"token": before["components"]["securitySchemes"]["key"]})(called)
    put(*GET, "security", value=[{"token": []}])(called)
    other = fresh(before)
    put(*scheme, "key", "name", value="X-Token")(other)
    old = contract(tmp_path, before)
    assert classes(old, contract(tmp_path, called)) == set()
    assert classes(old, contract(tmp_path, other)) == {"security-tightened"}


def test_an_optional_body_breaks_nobody(tmp_path: Path) -> None:
    without, optional = fresh(DOCUMENT), fresh(DOCUMENT)
    drop(*POST, "requestBody")(without)
    put(*POST, "requestBody", "required", value=False)(optional)
    assert classes(contract(tmp_path, without), contract(tmp_path, optional)) == {"body-added"}


def test_a_schema_that_contains_itself_is_compared_once(tmp_path: Path) -> None:
    document = fresh(DOCUMENT)
    node = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Node"}}}
    document["components"]["schemas"] = {"Node": node}
    at(document, SHOWN)["properties"]["node"] = {"$ref": "#/components/schemas/Node"}
    changed = fresh(document)
    changed["components"]["schemas"]["Node"]["properties"]["name"] = {"type": "string"}
    old, new = contract(tmp_path, document), contract(tmp_path, changed)
    assert classes(old, new) == {"response-property-added"}


def test_every_class_occurs_above_and_in_the_docs() -> None:
    tested = {word for words, _ in CHANGES.values() for word in words.split()} - {"-"}
    assert tested == set(BREAKING)
    page = (Path(__file__).parents[2] / "docs/regenerating.md").read_text()
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (breaking|safe) \|", page, re.MULTILINE))
    assert rows == {kind: "breaking" if bad else "safe" for kind, bad in BREAKING.items()}


def test_an_operation_that_is_elsewhere_is_told_where(tmp_path: Path) -> None:
    old, new = fresh(DOCUMENT), fresh(DOCUMENT)
    for document in (old, new):
        document["paths"]["/things/{id}"]["delete"]["operationId"] = "drop"
    new["paths"]["/goods/{id}"] = new["paths"].pop("/things/{id}")
    (gone,) = [
        each.says
        for each in compare_contracts(contract(tmp_path, old), contract(tmp_path, new))
        if each.kind == "operation-removed"
    ]
    assert gone == "is gone: `drop` is DELETE /goods/{id} now"
