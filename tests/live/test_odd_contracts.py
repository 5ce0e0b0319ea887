"""Contracts with names and paths that people do write: the result is still a clean backend."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, path_parameter, ref

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

WORDS = (
    "class", "def", "None", "True", "async", "as", "a", "id", "type", "list", "print", "map",
    "object", "main", "session", "settings", "Base", "features", "tests", "router", "service",
    "schemas",
    "__init__", "__dict__", "self", "request", "response", "query", "Query", "Path", "Any",
    "Sequence", "con", "aux", "lpt9", "sqlalchemy", "datetime", "uuid", "operations", "requires",
    "select", "count", "timeout", "File", "Connection", "Exception", "model_config", "metadata",
)  # fmt: skip
LONG = "veryLong" * 30
KINDS = tuple(f"KindOfMeasurement{number}" for number in range(6))
REPORT = "ReportOfWhatIsWrongWithTheMeasurementsOfOneStationOfTheRegion"


def collection(path: str, key: str, schema: str) -> dict[str, Any]:
    """Return the paths of a collection and its items."""
    one, sent = ref(schema), body(ref(schema))
    named = {"name": key, "in": "path", "required": True, "schema": {"type": "string"}}
    return {
        path: {
            "get": answer({"type": "array", "items": one}),
            "post": {**sent, **answer(one, "201")},
        },
        f"{path}/{{{key}}}": {
            "parameters": [named],
            "get": answer(one),
            "put": {**sent, **answer(one)},
            "delete": {"responses": {"204": {"description": "gone"}}},
        },
    }


def thing(*names: str) -> dict[str, Any]:
    """Return an object with text properties, the first one required."""
    return {
        "type": "object",
        "required": [names[0]],
        "properties": {name: {"type": "string"} for name in names},
    }


def contract(
    paths: dict[str, Any], schemas: dict[str, Any] | None = None, title: str = "Shop"
) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas or {}},
    }


def getters(paths: Iterable[str]) -> dict[str, Any]:
    return {path: {"get": answer({"type": "string"})} for path in paths}


def calls() -> dict[str, Any]:
    """Return operations of one method and path, told apart by what follows the path."""
    action = {"name": "Action", "in": "query", "required": True}
    return {
        **getters(("/rest?method=list", "/rest?method=count", "/rest?near={place}", "/rest")),
        **getters(("/rides?page={page}",)),
        **{
            f"/#Action={name}": {
                "parameters": [{**action, "schema": {"type": "string", "enum": [name]}}],
                "post": answer({"type": "string"}),
            }
            for name in ("Put", "Get")
        },
    }


def everywhere(words: tuple[str, ...]) -> dict[str, Any]:
    """Use each word as tag, operation and parameter."""
    paths: dict[str, Any] = {}
    for number, word in enumerate(words):
        shown = [
            {"name": word, "in": place, "schema": {"type": "string"}}
            for place in ("header", "cookie", "query")
        ]
        named = {"name": word, "in": "path", "required": True, "schema": {"type": "string"}}
        paths[f"/x{number}/{{{word}}}"] = {
            "parameters": [named],
            "get": {"operationId": word, "tags": [word], "parameters": shown, **answer({})},
        }
    return paths


def crud_of(words: tuple[str, ...]) -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for word in words:
        paths |= collection(f"/{word}", word, word)
    return contract(paths, {word: thing("id", word, "name") for word in words})


ODD: dict[str, dict[str, Any]] = {
    "words-as-resources": crud_of(WORDS),
    "words-as-names": contract(everywhere(WORDS)),
    "russian": contract(
        collection("/книги", "номер", "Книга"), {"Книга": thing("номер", "название")}, "Каталог"
    ),
    "japanese": contract(collection("/本", "番号", "本"), {"本": thing("番号", "題名")}, "図書館"),
    "marks": contract(
        collection("/items", "item.id", "Item.V1"),
        {"Item.V1": thing("@id", "@type", "a.b", "a_b", "aB", "A-B", "+1", "-1", "1st", "", " ")},
        "!!!",
    ),
    "one-identifier": contract(
        {
            **collection("/foos", "id", "Foo"),
            **collection("/foo_s", "id", "foo"),
            "/x": {
                method: {"operationId": name, "tags": [tag], **answer({})}
                for method, name, tag in (
                    ("get", "getFoo", "Users"),
                    ("put", "get_foo", "users"),
                    ("post", "GetFoo", "user s"),
                    ("patch", "", ".."),
                    ("delete", "???", "CON"),
                )
            },
        },
        {"Foo": thing("id"), "foo": thing("id"), "F-oo": thing("id"), "FooRead": thing("id")},
    ),
    "long": contract(
        {
            **collection(f"/{LONG}", f"{LONG}Id", LONG),
            "/y": {"get": {"operationId": "o" * 300, "tags": ["t" * 300], **answer({})}},
            "/z": {"get": {"operationId": "o" * 301, "tags": ["t" * 301], **answer({})}},
        },
        {LONG: thing(f"{LONG}Id", LONG, f"{LONG}2")},
        "T" * 400,
    ),
    "lines-that-are-broken": contract(
        {
            **collection("/stations-of-the-region", "stationOfTheRegionId", "Station"),
            **collection(
                "/stations-of-the-region/{stationOfTheRegionId}/measurements-of-the-station",
                "measurementOfTheStationId",
                KINDS[0],
            ),
            "/measurements": {
                "post": {**body({"oneOf": list(map(ref, KINDS))}), **answer(ref(REPORT), "400")},
                "get": answer({"type": "array", "prefixItems": list(map(ref, KINDS))}),
            },
        },
        {
            "Station": thing("id", "name"),
            REPORT: thing("message", "code"),
            **{kind: thing("id", f"value{number}") for number, kind in enumerate(KINDS)},
        },
    ),
    "paths": contract(
        getters(
            (
                "/", "/a:verb", "/a/{b}.{c}", "/a/{b}-{c}", "/x.json", "/y.{format}", "/trailing",
                "/trailing/", "/same/{a}", "/same/{b}/c", "/same/fixed", "/p/{a}/{b}",
                "/p/{a}/fixed",
                "/p/fixed/{b}", "/{x}", "//double", "/sp ace", "/per%20cent", "/uni/ü",
                "/both/{a}{b}",
                "/a/{b}:cancel", "noslash", "/.well-known/x", "/~tilde/@at", "/UPPER", "/upper",
            )
        )
    ),
    "switch-in-a-path": contract(
        {
            "/anonymize/{source}/{on}/{token}": {
                "parameters": [
                    path_parameter("source"),
                    path_parameter("on", type="boolean"),
                    path_parameter("token"),
                ],
                "get": answer(thing("source", "token") | {"title": "Anonymized"}),
            }
        }
    ),
    "one-path": contract(calls()),
    "contains-itself": contract(
        getters(("/a",)) | {"/e": {"get": answer(ref("E"))}},
        {
            "E": {
                "allOf": [
                    {
                        "type": "object",
                        "properties": {
                            "or": {"allOf": [ref("E"), {"description": "inner"}]},
                            "and": {"type": "array", "items": {"allOf": [ref("E")]}},
                        },
                    }
                ]
            }
        },
    ),
    "three-hundred-tags": contract(
        {f"/r{n}": {"get": {"tags": [f"Tag {n}"], **answer({})}} for n in range(300)}
    ),
}  # fmt: skip
COUNT = """
import sys; sys.path.insert(0, "src")
import importlib, pathlib
for file in sorted(pathlib.Path("src").rglob("*.py")):
    importlib.import_module(".".join(file.relative_to("src").with_suffix("").parts))
features = importlib.import_module(sys.argv[1] + ".features")
print(sum(len(one.methods) for each in features.ROUTERS for one in each.operations))
importlib.import_module(sys.argv[1] + ".main").create_app()
"""


@pytest.mark.parametrize("name", ODD)
def test_the_backend_is_clean_and_complete(name: str, tmp_path: Path) -> None:
    file = tmp_path / "api.json"
    file.write_text(json.dumps(ODD[name]), encoding="utf-8")
    out = tmp_path / "out"
    backend = Backend(file, out, None)
    for command in (["ruff", "check", "--no-cache", "."], ["ruff", "format", "--check", "."]):
        done = subprocess.run(command, cwd=out, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[:2_000]
    package = backend.design.package
    done = subprocess.run(
        [sys.executable, "-c", COUNT, package], cwd=out, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    methods = {"get", "put", "post", "patch", "delete"}
    stated = sum(len(methods & set(item)) for item in ODD[name]["paths"].values())
    assert int(done.stdout) == stated
    own = ["tests/test_smoke.py::TestLimits", "tests/test_contract.py"]
    command = ["pytest", "-q", "-p", "no:cacheprovider", *own]
    done = subprocess.run(command, cwd=out, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2_000:]
