"""What the ledger calls enforced is refused by a running backend; what it calls unsupported is not.

The cases go both ways: a keyword that the backend learns to check must leave the list of those
that it does not.
"""

from __future__ import annotations

import json
import logging
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from pactgen.prove.documents import Document
from pactgen.prove.instances import Maker
from tests.passes.backends import Backend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REFUSED = (400, 422)
OBJECT = {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}}
INTEGERS = {"type": "array", "items": {"type": "integer"}}
INTEGER = {"type": "integer"}
DEEP = {
    "type": "object",
    "properties": {
        "a": INTEGER,
        "b": {"type": "object", "properties": {"c": INTEGER}},
        "d": INTEGERS,
    },
}
TEXTS = {"type": "array", "items": {"type": "string"}}

BODIES: list[tuple[str, dict[str, Any], Any, Any]] = [
    ("type", {"type": "string"}, "a", 1),
    ("type", {"type": "integer"}, 1, "1"),
    ("type", {"type": "number"}, 1.5, "1.5"),
    ("type", {"type": "boolean"}, True, "true"),
    ("type", {"type": "array"}, [1], {}),
    ("type", {"type": "object"}, {"a": 1}, []),
    ("type", {"type": ["string", "null"]}, None, 1),
    ("enum", {"enum": ["a", 1]}, 1, "b"),
    ("const", {"const": "a"}, "a", "b"),
    ("minLength", {"type": "string", "minLength": 2}, "ab", "a"),
    ("maxLength", {"type": "string", "maxLength": 2}, "ab", "abc"),
    ("maxLength", {"type": "string", "format": "email", "maxLength": 9}, "a@b.cd", "abc@defg.hi"),
    ("minLength", {"type": "string", "format": "date", "minLength": 12},
     "2030-01-01", "2030-01-01"),
    ("pattern", {"type": "string", "pattern": "^a+$"}, "aa", "b"),
    ("pattern", {"type": "string", "pattern": r"^(?=.*\d)a"}, "a1", "a"),
    ("pattern", {"type": "string", "format": "date", "pattern": "^2"}, "2030-01-01", "1990-01-01"),
    ("format", {"type": "string", "format": "uuid"}, "0b9b1b5e-58c1-4c4f-8f4a-0e4f1a2b3c4d", "x"),
    ("format", {"type": "string", "format": "date-time"}, "2030-01-01T00:00:00Z", "2030-01-01"),
    ("format", {"type": "string", "format": "date"}, "2030-01-01", "x"),
    ("format", {"type": "string", "format": "time"}, "10:00:00Z", "x"),
    ("format", {"type": "string", "format": "duration"}, "P1D", "x"),
    ("format", {"type": "string", "format": "email"}, "a@b.cd", "x"),
    ("format", {"type": "string", "format": "uri"}, "https://a.bc/", "x y"),
    ("format", {"type": "string", "format": "hostname"}, "a.bc", "-"),
    ("format", {"type": "string", "format": "ipv4"}, "127.0.0.1", "x"),
    ("format", {"type": "string", "format": "ipv6"}, "::1", "x"),
    ("format", {"type": "string", "format": "byte"}, "YQ==", "*"),
    ("format", {"type": "integer", "format": "int32"}, 1, 2**31),
    ("format", {"type": "integer", "format": "int64"}, 1, 2**63),
    ("contentEncoding", {"type": "string", "contentEncoding": "base64"}, "YQ==", "*"),
    ("minimum", {"type": "integer", "minimum": 2}, 2, 1),
    ("maximum", {"type": "number", "maximum": 2}, 2, 2.5),
    ("exclusiveMinimum", {"type": "number", "exclusiveMinimum": 2}, 2.5, 2),
    ("exclusiveMaximum", {"type": "integer", "exclusiveMaximum": 2}, 1, 2),
    ("multipleOf", {"type": "number", "multipleOf": 0.1}, 0.3, 0.35),
    ("multipleOf", {"type": "integer", "multipleOf": 5}, 10, 11),
    ("items", {"type": "array", "items": {"type": "string"}}, ["a"], [1]),
    ("minItems", {"type": "array", "minItems": 1}, [1], []),
    ("maxItems", {"type": "array", "items": {"type": "integer"}, "maxItems": 1}, [1], [1, 2]),
    ("uniqueItems", {"type": "array", "uniqueItems": True}, [1, True], [1, 1]),
    ("prefixItems", {"type": "array", "prefixItems": [{"type": "string"}], "items": False},
     ["a"], [1]),
    ("items", {"type": "array", "prefixItems": [{"type": "string"}], "items": False},
     ["a"], ["a", 1]),
    ("prefixItems", {"type": "array", "prefixItems": [{"type": "string"}]}, ["a", 1], [1]),
    ("prefixItems", {"type": "array", "prefixItems": [{"type": "string"}] * 5, "items": False},
     [], [1]),
    ("items", {"type": "array", "prefixItems": [{"type": "string"}], "items": {"type": "string"}},
     ["a", "b"], ["a", 1]),
    ("minItems", {"type": "array", "prefixItems": [{"type": "string"}], "minItems": 1},
     ["a"], []),
    ("maxItems", {"type": "array", "prefixItems": [{"type": "string"}], "maxItems": 1},
     ["a"], ["a", 1]),
    ("uniqueItems", {"type": "array", "prefixItems": [{}, {}], "uniqueItems": True},
     ["a", 1], [1, 1]),
    ("properties", OBJECT, {"a": "x"}, {"a": 1}),
    ("required", {**OBJECT, "required": ["a"]}, {"a": "x"}, {"b": "x"}),
    ("required", {"type": "object", "required": ["z"]}, {"z": 1}, {"y": 1}),
    ("additionalProperties", {**OBJECT, "additionalProperties": False}, {"a": "x"}, {"c": 1}),
    ("additionalProperties", {**OBJECT, "additionalProperties": {"type": "string"}},
     {"c": "x"}, {"c": 1}),
    ("additionalProperties", {"type": "object", "additionalProperties": {"type": "string"}},
     {"c": "x"}, {"c": 1}),
    ("minProperties", {"type": "object", "minProperties": 1}, {"a": 1}, {}),
    ("maxProperties", {"type": "object", "maxProperties": 1}, {"a": 1}, {"a": 1, "b": 1}),
    ("minProperties", {**OBJECT, "minProperties": 1}, {"a": "x"}, {}),
    ("maxProperties", {**OBJECT, "maxProperties": 1}, {"a": "x"}, {"a": "x", "b": "x"}),
    ("patternProperties", {"type": "object", "patternProperties": {"^x": {"type": "string"}}},
     {"y": 1}, {"x": 1}),
    ("patternProperties", {**OBJECT, "patternProperties": {"^x": {"type": "string"}}},
     {"x": "a"}, {"x": 1}),
    ("allOf", {"allOf": [OBJECT, {"required": ["a"]}]}, {"a": "x"}, {"b": "x"}),
    ("anyOf", {"anyOf": [{"type": "string"}, {"type": "integer"}]}, "a", True),
    ("oneOf", {"oneOf": [{"type": "string"}, {"type": "integer"}]}, "a", True),
    ("oneOf", {"oneOf": [{"type": "integer", "minimum": 1}, {"type": "integer", "maximum": 5}]},
     9, 3),
    ("not", {"type": "string", "not": {"enum": ["a"]}}, "b", "a"),
    ("not", {"not": {"type": "integer"}}, "b", 1),
    ("not", {**OBJECT, "not": {"required": ["a", "b"]}}, {"a": "x"}, {"a": "x", "b": "x"}),
    ("not", {**OBJECT, "not": {"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}},
     {"c": 1}, {"b": "x"}),
    ("allOf", {"allOf": [{**OBJECT, "not": {"required": ["a"]}}, {"not": {"required": ["b"]}}]},
     {"c": 1}, {"a": 1}),
    ("anyOf", {**OBJECT, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, {"b": "x"}, {}),
    ("oneOf", {**OBJECT, "oneOf": [{"required": [name]} for name in "abcde"]},
     {"a": "x"}, {"a": "x", "c": 1}),
    ("oneOf",
     {**OBJECT, "oneOf": [{"required": ["a"], "not": {"required": ["b"]}}, {"required": ["b"]}]},
     {"a": "x"}, {}),
    ("else", {**OBJECT, "if": {"properties": {"a": {"const": "x"}}, "required": ["a"]},
              "else": {"required": ["b"]}}, {"a": "x"}, {"a": "y"}),
    ("then", {**OBJECT, "if": {"properties": {"a": {"const": "x"}}, "required": ["a"]},
              "then": {"properties": {"b": {"const": "y"}}}}, {"a": "z", "b": "z"},
     {"a": "x", "b": "z"}),
    ("dependentSchemas",
     {**OBJECT, "dependentSchemas": {"a": {"properties": {"b": {"minLength": 2}}}}},
     {"b": "x"}, {"a": "x", "b": "x"}),
    ("minContains", {"type": "array", "contains": {"const": 1}, "minContains": 2}, [1, 1], [1]),
    ("maxContains", {"type": "array", "contains": {"const": 1}, "maxContains": 1}, [1], [1, 1]),
    ("additionalProperties",
     {"type": "object", "patternProperties": {"^x": {}}, "additionalProperties": False},
     {"x": 1}, {"y": 1}),
    ("propertyNames", {**OBJECT, "propertyNames": {"enum": ["a", "c"]}}, {"c": 1}, {"b": "x"}),
    ("unevaluatedProperties",
     {"allOf": [OBJECT], "properties": {"c": {}}, "unevaluatedProperties": False},
     {"a": "x", "c": 1}, {"d": 1}),
    ("if", {"type": "object", "if": {"required": ["a"]}, "then": {"required": ["b"]}},
     {"a": 1, "b": 1}, {"a": 1}),
    ("dependentRequired", {**OBJECT, "dependentRequired": {"a": ["b"]}}, {"b": "x"}, {"a": "x"}),
    ("contains", {"type": "array", "contains": {"const": 1}}, [1], [2]),
    ("propertyNames", {"type": "object", "propertyNames": {"maxLength": 1}}, {"a": 1}, {"ab": 1}),
    ("unevaluatedProperties", {**OBJECT, "unevaluatedProperties": False}, {"a": "x"}, {"c": 1}),
    ("unevaluatedItems", {"type": "array", "prefixItems": [{}], "unevaluatedItems": False},
     [1], [1, 2]),
]  # fmt: skip
"""Keyword, schema, a value that fits, one that breaks the keyword."""

QUERIES: list[tuple[str, dict[str, Any], str, str]] = [
    ("schema/type", {"schema": {"type": "integer"}}, "v=1", "v=a"),
    ("schema/type", {"schema": {"type": "boolean"}}, "v=true", "v=1"),
    ("schema/maximum", {"schema": {"type": "integer", "maximum": 3}}, "v=3", "v=4"),
    ("schema/maxLength", {"schema": {"type": "string", "maxLength": 2}}, "v=ab", "v=abc"),
    ("schema/pattern", {"schema": {"type": "string", "pattern": "^a"}}, "v=a", "v=b"),
    ("schema/format", {"schema": {"type": "string", "format": "date"}}, "v=2030-01-01", "v=a"),
    ("schema/enum", {"schema": {"type": "string", "enum": ["a", "b"]}}, "v=a", "v=c"),
    ("schema/enum", {"schema": {"type": "integer", "enum": [1, 2]}}, "v=1", "v=3"),
    ("schema/const", {"schema": {"const": "a"}}, "v=a", "v=c"),
    ("schema/items", {"schema": INTEGERS}, "v=1&v=2", "v=a"),
    ("schema/minItems", {"schema": {**TEXTS, "minItems": 2}}, "v=1&v=2", "v=1"),
    ("schema/maxItems", {"schema": {**TEXTS, "maxItems": 1}}, "v=1", "v=1&v=2"),
    ("schema/uniqueItems", {"schema": {**TEXTS, "uniqueItems": True}}, "v=1&v=2", "v=1&v=1"),
    ("schema/not", {"schema": {"type": "integer", "not": {"const": 3}}}, "v=4", "v=3"),
    ("schema/contains", {"schema": {**INTEGERS, "contains": {"const": 3}}}, "v=4&v=3", "v=4&v=5"),
    ("schema/anyOf", {"schema": {"anyOf": [{"type": "integer"}, {"type": "boolean"}]}},
     "v=1", "v=a"),
    ("schema/oneOf",
     {"schema": {"oneOf": [{"type": "integer", "minimum": 1}, {"type": "integer", "maximum": 5}]}},
     "v=9", "v=3"),
    ("required", {"required": True, "schema": {"type": "string"}}, "v=a", ""),
    ("schema/items", {"explode": False, "schema": INTEGERS}, "v=1,2", "v=1,a"),
    ("schema/items", {"style": "pipeDelimited", "explode": False, "schema": INTEGERS},
     "v=1%7C2", "v=a"),
    ("schema/items", {"style": "spaceDelimited", "explode": False, "schema": INTEGERS},
     "v=1%202", "v=a"),
    ("schema", {"style": "deepObject", "schema": {**OBJECT, "required": ["a"]}},
     "v[a]=1", "v[b]=1"),
    ("schema/properties", {"style": "deepObject", "schema": DEEP}, "v[a]=1&v[b][c]=2", "v[a]=x"),
    ("schema/properties", {"style": "deepObject", "schema": DEEP}, "v[d]=1&v[d]=2", "v[b][c]=x"),
    ("schema/properties", {"style": "deepObject", "schema": DEEP}, "v[d][]=1", "v[d][]=x"),
    ("schema/properties", {"schema": DEEP}, "a=1&z=x", "a=x"),
    ("schema/additionalProperties",
     {"style": "deepObject", "schema": {"type": "object", "additionalProperties": INTEGER}},
     "v[a]=1", "v[a]=x"),
    ("schema/anyOf", {"style": "deepObject", "schema": {"anyOf": [DEEP, INTEGER]}}, "v=1", "v=x"),
    ("schema/properties", {"explode": False, "schema": DEEP}, "v=a,1", "v=a,x"),
    ("schema/properties", {"explode": False, "style": "pipeDelimited", "schema": DEEP},
     "v=a%7C1", "v=a%7Cx"),
    ("schema/uniqueItems",
     {"explode": False, "schema": {**INTEGERS, "uniqueItems": True}}, "v=1,2", "v=1,1"),
    ("schema/minItems",
     {"explode": False, "style": "pipeDelimited", "schema": {**INTEGERS, "minItems": 2}},
     "v=1%7C2", "v=1"),
    ("allowEmptyValue", {"allowEmptyValue": True, "schema": INTEGER}, "v=", "v="),
    ("schema/type", {"allowEmptyValue": True, "schema": {**INTEGER, "default": 2}}, "v=", "v=x"),
    ("schema/type", {"allowEmptyValue": True, "schema": INTEGER}, "v=", "v=x"),
    ("schema", {"style": "form", "schema": {**OBJECT, "required": ["a"]}}, "a=1", "b=1"),
    ("content", {"content": {"application/json": {"schema": {"type": "integer"}}}}, "v=1", "v=a"),
    ("content", {"content": {"application/json": {"schema": {"type": "string", "maxLength": 1}}}},
     "v=%22a%22", "v=%22aa%22"),
    ("content", {"content": {"application/json": {"schema": OBJECT}}}, "v=%7B%7D", "v=1"),
]  # fmt: skip
"""Keyword, parameter, a query string that fits, one that breaks the keyword."""

OTHERS: list[tuple[str, str, dict[str, Any], str, str]] = [
    ("path", "schema/type", {"schema": {"type": "integer"}}, "1", "a"),
    ("path", "schema/maxLength", {"schema": {"type": "string", "maxLength": 1}}, "a", "ab"),
    ("path", "schema/enum", {"schema": {"enum": ["a", "b"]}}, "a", "c"),
    ("path", "schema/format", {"schema": {"type": "string", "format": "uuid"}},
     "0b9b1b5e-58c1-4c4f-8f4a-0e4f1a2b3c4d", "c"),
    ("path", "schema/type", {"style": "label", "schema": {"type": "integer"}}, ".1", "a"),
    ("path", "schema/type", {"style": "matrix", "schema": {"type": "integer"}}, ";v=1", "a"),
    ("path", "schema/items", {"schema": INTEGERS}, "1,2", "1,a"),
    ("path", "schema/maxItems", {"schema": {**INTEGERS, "maxItems": 1}}, "1", "1,2"),
    ("path", "schema/items", {"style": "label", "schema": INTEGERS}, ".1,2", ".1,a"),
    ("path", "schema/items", {"style": "label", "explode": True, "schema": INTEGERS},
     ".1.2", ".1.a"),
    ("path", "schema/items", {"style": "matrix", "explode": True, "schema": INTEGERS},
     ";v=1;v=2", ";v=1;v=a"),
    ("path", "schema/items", {"style": "matrix", "schema": INTEGERS}, ";v=1,2", ";v=1,a"),
    ("path", "schema/properties", {"schema": DEEP}, "a,1,d,2", "a,x"),
    ("path", "schema/properties", {"explode": True, "schema": DEEP}, "a=1,d=2", "a=x"),
    ("path", "schema/properties", {"style": "matrix", "explode": True, "schema": DEEP},
     ";a=1;d=2", ";a=x"),
    ("path", "content", {"content": {"application/json": {"schema": INTEGERS}}}, "[1]", "[true]"),
    ("header", "schema/properties", {"schema": DEEP}, "a,1", "a,x"),
    ("header", "schema/properties", {"explode": True, "schema": DEEP}, "a=1,d=2", "a=x"),
    ("header", "content", {"content": {"application/json": {"schema": DEEP}}},
     '{"a": 1}', '{"a": "1"}'),
    ("header", "schema/type", {"schema": {"type": "integer"}}, "1", "a"),
    ("header", "required", {"required": True, "schema": {"type": "string"}}, "a", ""),
    ("header", "schema/items", {"schema": INTEGERS}, "1,2", "a"),
    ("header", "schema/maxItems", {"schema": {**TEXTS, "maxItems": 1}}, "1", "1,2"),
    ("cookie", "schema/type", {"schema": {"type": "integer"}}, "1", "a"),
    ("cookie", "required", {"required": True, "schema": {"type": "string"}}, "a", ""),
    ("cookie", "schema/items", {"explode": False, "schema": INTEGERS}, "1,2", "a"),
]  # fmt: skip
"""Place, keyword, parameter, a value that fits, one that breaks the keyword ("": none at all)."""


def operation(**parts: Any) -> dict[str, Any]:
    done = {"responses": {"200": {"description": "done"}}}
    return {"post": {**parts, **done, "x-pactgen-behaviour": "custom"}}


def contract() -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for number, (_, schema, _, _) in enumerate(BODIES):
        whole = {"type": "object", "properties": {"v": schema}, "required": ["v"]}
        body = {"required": True, "content": {"application/json": {"schema": whole}}}
        paths[f"/bodies/{number}/run"] = operation(requestBody=body)
    for number, (_, parameter, _, _) in enumerate(QUERIES):
        stated = {"name": "v", "in": "query", **parameter}
        paths[f"/queries/{number}/run"] = operation(parameters=[stated])
    for number, (place, _, parameter, _, _) in enumerate(OTHERS):
        stated = {"name": "v", "in": place, **parameter}
        if place == "path":
            stated["required"] = True
        name = "{v}" if place == "path" else "run"
        paths[f"/others/{number}/{name}"] = operation(parameters=[stated])
    return {"openapi": "3.1.0", "info": {"title": "Sink", "version": "1"}, "paths": paths}


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Backend:
    folder = tmp_path_factory.mktemp("sink")
    (folder / "api.json").write_text(json.dumps(contract()), encoding="utf-8")
    return Backend(folder / "api.json", folder / "out", "ledger_sink")


@pytest.fixture
async def client(backend, tmp_path, monkeypatch):
    async with backend.client(monkeypatch, tmp_path / "sink.db") as client:
        logging.disable()
        yield client
        logging.disable(logging.NOTSET)


def judged(backend: Backend, pointer: str, statuses: list[int]) -> str | None:
    """Return what is wrong with a row, if anything is."""
    row = backend.rows[pointer]
    keeps = statuses[0] == 501 and statuses[1] in REFUSED
    told = f"{pointer}: {row.status} ({row.why}), answered {statuses[0]} and {statuses[1]}"
    return None if keeps == (row.status == "enforced") else told


async def test_keywords_of_bodies(backend, client):
    wrong = []
    for number, (word, _, fits, breaks) in enumerate(BODIES):
        answers = [
            await client.post(f"/bodies/{number}/run", json={"v": value})
            for value in (fits, breaks)
        ]
        place = f"/paths/~1bodies~1{number}~1run/post/requestBody/content/application~1json/schema"
        statuses = [answer.status_code for answer in answers]
        wrong.append(judged(backend, f"{place}/properties/v/{word}", statuses))
    assert "\n".join(filter(None, wrong)) == ""


async def test_keywords_of_query_parameters(backend, client):
    wrong = []
    for number, (word, _, *queries) in enumerate(QUERIES):
        answers = [await client.post(f"/queries/{number}/run?{query}") for query in queries]
        statuses = [answer.status_code for answer in answers]
        place = f"/paths/~1queries~1{number}~1run/post/parameters/0/{word}"
        wrong.append(judged(backend, place, statuses))
    assert "\n".join(filter(None, wrong)) == ""


async def test_keywords_of_other_parameters(backend, client):
    wrong = []
    for number, (location, word, _, *values) in enumerate(OTHERS):
        statuses = []
        for value in values:
            path = f"/others/{number}/{quote(value) if location == 'path' else 'run'}"
            headers = {"v": value} if location == "header" and value else {}
            if location == "cookie" and value:
                headers = {"cookie": f"v={value}"}
            answer = await client.post(path, headers=headers)
            statuses.append(answer.status_code)
        name = "{v}" if location == "path" else "run"
        place = f"/paths/~1others~1{number}~1{name}/post/parameters/0/{word}"
        wrong.append(judged(backend, place, statuses))
    assert "\n".join(filter(None, wrong)) == ""


# ---- a contract as people write it --------------------------------------------------------

BOOKSHOP = Path(__file__).parents[2] / "examples" / "bookshop" / "docs" / "api.yaml"
MISFIT = {"no": ["such", "thing"]}
BREAKS: dict[str, Callable[[Any, Any], Any]] = {
    "type": lambda _, value: [MISFIT] if isinstance(value, dict) else MISFIT,
    "properties": lambda stated, _: dict.fromkeys(stated, MISFIT),
    "required": lambda stated, value: {k: v for k, v in value.items() if k != stated[0]},
    "additionalProperties": lambda _, value: {**value, "no_such_property": 1},
    "enum": lambda *_: "no such value",
    "anyOf": lambda *_: MISFIT,
    "format": lambda stated, _: 2**40 if stated.startswith("int") else "no such format",
    "pattern": lambda *_: "\u2603",
    "minLength": lambda stated, _: "x" * (stated - 1),
    "maxLength": lambda stated, _: "x" * (stated + 1),
    "minimum": lambda stated, _: stated - 1,
    "maximum": lambda stated, _: stated + 1,
    "exclusiveMinimum": lambda stated, _: stated,
    "items": lambda *_: [MISFIT],
    "maxItems": lambda stated, value: (value or ["x"]) * (stated + 1),
}
"""Keyword to what breaks it, made of what the contract states and of a value that fits."""


def spots(
    document: Document, pointer: str, value: Any, path: tuple[Any, ...] = ()
) -> Iterator[tuple[str, tuple[Any, ...], Any]]:
    """Yield every schema that a value is checked by, and where in the instance the value stands."""
    schema = document.at(f"#{pointer}")
    yield pointer, path, value
    if "$ref" in schema:
        yield from spots(document, schema["$ref"][1:], value, path)
    for number, _ in enumerate(schema.get("allOf", [])):
        yield from spots(document, f"{pointer}/allOf/{number}", value, path)
    for name in schema.get("properties", {}):
        if isinstance(value, dict) and name in value:
            yield from spots(document, f"{pointer}/properties/{name}", value[name], (*path, name))
    if "items" in schema and isinstance(value, list) and value:
        yield from spots(document, f"{pointer}/items", value[0], (*path, 0))


def changed(instance: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = instance.copy()
    copy[path[0]] = changed(instance[path[0]], path[1:], value)
    return copy


async def test_keywords_of_the_bookshop(tmp_path, monkeypatch):
    shop = Backend(BOOKSHOP, tmp_path / "out", "ledger_bookshop")
    document = Document(shop.document)
    maker = Maker(document, "request")
    accepted, broken = [], Counter()
    async with shop.client(monkeypatch, tmp_path / "shop.db") as client:
        logging.disable()
        for endpoint in shop.design.endpoints:
            operation = endpoint.operation
            if operation.body is None:
                continue
            media = operation.body.media[0]
            root = f"{media.origin.pointer}/schema"
            sent = {"content-type": media.content_type}
            instance = maker.make(document.at(f"#{root}"), variant="full")
            path = re.sub(r"{.*?}", "0b9b1b5e-58c1-4c4f-8f4a-0e4f1a2b3c4d", operation.path)
            fits = await client.request(
                operation.method, path, content=json.dumps(instance), headers=sent
            )
            assert fits.status_code not in REFUSED, fits.text
            for pointer, place, value in spots(document, root, instance):
                for word, stated in document.at(f"#{pointer}").items():
                    row = shop.rows[f"{pointer}/{word}"]
                    if row.status != "enforced":
                        continue
                    wrong = changed(instance, place, BREAKS[word](stated, value))
                    content = json.dumps(wrong)
                    answer = await client.request(
                        operation.method, path, content=content, headers=sent
                    )
                    broken[word] += 1
                    if answer.status_code not in REFUSED:
                        accepted.append((operation.label, pointer, word, answer.status_code))
        logging.disable(logging.NOTSET)
    assert accepted == []
    assert set(broken) == set(BREAKS)
    assert broken.total() > 100
