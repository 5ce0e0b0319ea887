"""Small random contracts, and the ways in which the next version of one differs."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random

Document = dict[str, Any]

NOUNS = ("book", "author", "order", "ticket", "venue", "pet", "invoice", "lesson")
WORDS = ("title", "size", "price", "note", "colour", "code", "rank", "email", "weight", "state")
TYPES: tuple[Document, ...] = (
    {"type": "string"},
    {"type": "string", "maxLength": 80},
    {"type": "integer"},
    {"type": "number"},
    {"type": "boolean"},
    {"type": "string", "format": "date-time"},
    {"type": "string", "enum": ["a", "b"]},
)
UUID: Document = {"type": "string", "format": "uuid"}
OPERATIONS = ("list", "create", "get", "update", "delete")


def draw_contract(draw: random.Random) -> Document:
    """Return a contract of one to three resources."""
    document: Document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {},
        "components": {"schemas": {}},
    }
    for noun in draw.sample(NOUNS, draw.randint(1, 3)):
        add_resource(document, draw, noun)
    return document


def add_resource(document: Document, draw: random.Random, noun: str) -> None:
    words = draw.sample(WORDS, draw.randint(2, 5))
    document["components"]["schemas"][noun.title()] = {
        "type": "object",
        "required": ["id", words[0]],
        "properties": {
            "id": {"type": "string", "format": "uuid", "readOnly": True},
            **{word: dict(draw.choice(TYPES)) for word in words},
        },
    }
    for operation in draw.sample(OPERATIONS, draw.randint(2, 5)):
        add_operation(document, noun, operation)


def add_operation(document: Document, noun: str, operation: str) -> None:
    one = {"application/json": {"schema": {"$ref": f"#/components/schemas/{noun.title()}"}}}
    many = {
        "application/json": {
            "schema": {"type": "array", "items": {"$ref": f"#/components/schemas/{noun.title()}"}}
        }
    }
    path, method, answer = {
        "list": (f"/{noun}s", "get", {"200": {"description": "All.", "content": many}}),
        "create": (f"/{noun}s", "post", {"201": {"description": "Stored.", "content": one}}),
        "get": (f"/{noun}s/{{id}}", "get", {"200": {"description": "It.", "content": one}}),
        "update": (f"/{noun}s/{{id}}", "patch", {"200": {"description": "It.", "content": one}}),
        "delete": (f"/{noun}s/{{id}}", "delete", {"204": {"description": "Gone."}}),
    }[operation]
    item = document["paths"].setdefault(path, {})
    if method in item:
        return
    item[method] = {
        "operationId": f"{operation}{noun.title()}",
        "tags": [f"{noun}s"],
        "summary": f"{operation.title()} {noun}.",
        "responses": answer,
    }
    if "{id}" in path:
        item.setdefault(
            "parameters",
            [{"name": "id", "in": "path", "required": True, "schema": dict(UUID)}],
        )
    if operation in {"create", "update"}:
        item[method]["requestBody"] = {"required": True, "content": copy.deepcopy(one)}


def operations(document: Document) -> list[tuple[str, str, Document]]:
    return [
        (path, method, operation)
        for path, item in sorted(document["paths"].items())
        for method, operation in sorted(item.items())
        if method != "parameters"
    ]


def changed(document: Document, draw: random.Random, count: int) -> tuple[Document, list[str]]:
    """Return the next version, and the names of what was done to it."""
    newer = copy.deepcopy(document)
    done = []
    for _ in range(count):
        change = draw.choice(CHANGES)
        change(newer, draw)
        done.append(change.__name__)
    newer["paths"] = {
        path: item for path, item in newer["paths"].items() if set(item) - {"parameters"}
    }
    return (newer if newer["paths"] else document), done


def _new_operation(document: Document, draw: random.Random) -> None:
    noun = draw.choice(sorted(document["components"]["schemas"])).lower()
    if noun in NOUNS:
        add_operation(document, noun, draw.choice(OPERATIONS))


def _no_operation(document: Document, draw: random.Random) -> None:
    found = operations(document)
    if len(found) > 1:
        path, method, _ = draw.choice(found)
        del document["paths"][path][method]


def _renamed_operation(document: Document, draw: random.Random) -> None:
    found = operations(document)
    if found:
        _, _, operation = draw.choice(found)
        verb = draw.choice(("do", "make", "run"))
        operation["operationId"] = f"{verb}{operation['operationId'].title()}"


def _new_summary(document: Document, draw: random.Random) -> None:
    found = operations(document)
    if found:
        draw.choice(found)[2]["summary"] = f"Version {draw.randint(2, 99)}."


def _new_property(document: Document, draw: random.Random) -> None:
    schema = _schema(document, draw)
    schema["properties"].setdefault(draw.choice(WORDS), dict(draw.choice(TYPES)))


def _no_property(document: Document, draw: random.Random) -> None:
    schema = _schema(document, draw)
    names = [name for name in schema["properties"] if name not in schema["required"]]
    if names:
        del schema["properties"][draw.choice(names)]


def _renamed_property(document: Document, draw: random.Random) -> None:
    schema = _schema(document, draw)
    names = [name for name in schema["properties"] if name not in schema["required"]]
    fresh = [word for word in WORDS if word not in schema["properties"]]
    if names and fresh:
        old, new = draw.choice(names), draw.choice(fresh)
        schema["properties"] = {
            new if name == old else name: value for name, value in schema["properties"].items()
        }


def _other_type(document: Document, draw: random.Random) -> None:
    schema = _schema(document, draw)
    names = [name for name in schema["properties"] if name != "id"]
    if names:
        schema["properties"][draw.choice(names)] = dict(draw.choice(TYPES))


def _renamed_schema(document: Document, draw: random.Random) -> None:
    old = draw.choice(sorted(document["components"]["schemas"]))
    new = f"Grand{old}"
    schemas = document["components"]["schemas"]
    document["components"]["schemas"] = {
        new if name == old else name: value for name, value in schemas.items()
    }
    _replace(document, f"#/components/schemas/{old}", f"#/components/schemas/{new}")


def _renamed_tag(document: Document, draw: random.Random) -> None:
    found = sorted({tag for _, _, operation in operations(document) for tag in operation["tags"]})
    if found:
        tag = draw.choice(found)
        for _, _, operation in operations(document):
            operation["tags"] = [f"my-{tag}" if each == tag else each for each in operation["tags"]]


def _new_parameter(document: Document, draw: random.Random) -> None:
    lists = [
        each for path, method, each in operations(document) if method == "get" and "{" not in path
    ]
    if lists:
        found = draw.choice(lists).setdefault("parameters", [])
        name = draw.choice(("limit", "offset", *WORDS))
        if all(each["name"] != name for each in found):
            kind = "integer" if name in {"limit", "offset"} else "string"
            found.append({"name": name, "in": "query", "schema": {"type": kind}})


def _new_status(document: Document, draw: random.Random) -> None:
    found = operations(document)
    if found:
        status = draw.choice(("400", "404", "409", "503"))
        draw.choice(found)[2]["responses"][status] = {"description": "No."}


def _new_resource(document: Document, draw: random.Random) -> None:
    noun = draw.choice(NOUNS)
    if noun.title() not in document["components"]["schemas"]:
        add_resource(document, draw, noun)


def _schema(document: Document, draw: random.Random) -> Document:
    return document["components"]["schemas"][draw.choice(sorted(document["components"]["schemas"]))]


def _replace(node: Any, old: str, new: str) -> None:
    if isinstance(node, dict):
        for key, value in node.items():
            if value == old:
                node[key] = new
            else:
                _replace(value, old, new)
    elif isinstance(node, list):
        for value in node:
            _replace(value, old, new)


CHANGES = (
    _new_operation, _new_operation, _no_operation, _renamed_operation, _new_summary, _new_property,
    _no_property, _renamed_property, _other_type, _renamed_schema, _renamed_tag, _new_parameter,
    _new_status, _new_resource,
)  # fmt: skip
