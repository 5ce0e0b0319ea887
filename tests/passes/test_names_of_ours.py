"""Things of a contract that are called as classes of the backend itself are."""

from __future__ import annotations

import ast
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, path_parameter, query, ref, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = {"type": "string"}
LISTED = answer({"type": "array", "items": {"type": "object", "properties": {"q": TEXT}}})
FILE = {"content": {"image/png": {"schema": {**TEXT, "format": "binary"}}}}


def contract(folder: Path, name: str) -> Path:
    thing = {
        "type": "object",
        "required": ["id", "name"],
        "properties": {"id": {**TEXT, "format": "uuid", "readOnly": True}, "name": TEXT},
    }
    page = {
        "type": "object",
        "properties": {
            "items": {"type": "array", "items": ref(name)},
            "next_cursor": {**TEXT, "nullable": True},
        },
    }
    key = {"parameters": [path_parameter("id", type="string", format="uuid")]}
    plural = f"{name.lower()}s"
    paths: dict[str, Any] = {
        f"/{plural}": {
            "get": {"parameters": [query("cursor")], **answer(page)},
            "post": {**body(ref(name)), **answer(ref(name), "201")},
        },
        f"/{plural}/{{id}}": {**key, "get": answer(ref(name))},
        f"/{plural}/{{id}}/image": {
            **key,
            "put": {
                "requestBody": {"required": True, **FILE},
                "responses": {"204": {"description": "kept"}},
            },
        },
    }
    return written(folder, paths, {name: thing})


def imported(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.ImportFrom | ast.Import):
            yield from (each.asname or each.name for each in node.names)


@pytest.mark.parametrize("name", ["Key", "OrderKey", "SentFile", "Slice", "Upload", "Window"])
def test_no_module_imports_two_things_of_one_name(tmp_path: Path, name: str) -> None:
    Backend(contract(tmp_path, name), tmp_path / "out", f"named_{name.lower()}")
    for path in sorted((tmp_path / "out" / "src").rglob("*.py")):
        counted = Counter(imported(ast.parse(path.read_text(encoding="utf-8"))))
        assert max(counted.values(), default=1) == 1, (path, counted.most_common(1))


@pytest.mark.parametrize("name", ["I", "O"])
def test_no_class_looks_like_a_digit(tmp_path: Path, name: str) -> None:
    backend = Backend(contract(tmp_path, name), tmp_path / "out", f"digit_{name.lower()}")
    assert name not in {table.model for table in backend.design.tables.values()}


def test_query_parameters_are_called_as_no_schema_is(tmp_path: Path) -> None:
    asked = {"type": "object", "properties": {"word": TEXT}}
    paths = {
        "/things": {"get": {"operationId": "getThings", "parameters": [query("q")], **LISTED}},
        "/searches": {"post": {**body(ref("GetThingsQuery")), **answer(asked, "201")}},
    }
    backend = Backend(
        written(tmp_path, paths, {"GetThingsQuery": asked}), tmp_path / "out", "asked_for"
    )
    classes = [
        node.name
        for path in (tmp_path / "out" / "src").rglob("schemas.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    ]
    assert {"GetThingsQuery", "GetThingsQueryParameters"} <= set(classes)
    assert "GetThingsQuery" in backend.design.models


@pytest.mark.parametrize(
    ("ours", "path"),
    [
        ("Service", "/calendar-services"),
        ("Repository", "/calendar-repositories"),
        ("NotFoundError", "/calendar-not-found-errors"),
    ],
)
def test_rows_may_be_called_as_what_serves_others(tmp_path: Path, ours: str, path: str) -> None:
    """`Calendar` and `CalendarService`, under one tag: the service of calendars is no row."""
    thing = {"type": "object", "properties": {"id": {"type": "integer"}, "name": TEXT}}
    named = path_parameter("id", type="integer")
    paths: dict[str, Any] = {}
    for place, name in (("/calendars", "Calendar"), (path, f"Calendar{ours}")):
        tagged = {"tags": ["calendars"]}
        listed = {"type": "array", "items": ref(name)}
        made = {**tagged, **body(ref(name)), **answer(ref(name), "201")}
        paths[place] = {"get": {**tagged, **answer(listed)}, "post": made}
        read = {**tagged, **answer(ref(name))}
        paths[f"{place}/{{id}}"] = {"parameters": [named], "get": read}
    schemas = {"Calendar": thing, f"Calendar{ours}": thing}
    Backend(written(tmp_path, paths, schemas), tmp_path / "out", f"serving_{ours.lower()}")
    for file in sorted((tmp_path / "out" / "src").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        own = (node.name for node in tree.body if isinstance(node, ast.ClassDef))
        counted = Counter([*imported(tree), *own])
        assert max(counted.values(), default=1) == 1, (file, counted.most_common(1))
