"""POST puts what it brings into a list of an item, DELETE of the same path takes it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import UpdateRow
from pactgen.views.list_edits import editors
from tests.passes.contracts import answer, body, design_of, endpoint, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.design import Design

TEXTS = {"type": "array", "items": {"type": "string"}}
SERVER: dict[str, Any] = {
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"type": "integer"}, "tags": TEXTS, "size": {"type": "integer"}},
}
TAGS = {"type": "object", "properties": {"tags": TEXTS}}
DONE = {"responses": {"204": {"description": "done"}}}
PATH = "/servers/{id}/tags"


def design(folder: Path, **methods: Any) -> Design:
    item = {"parameters": [path_parameter("id", type="integer")]}
    paths = {
        "/servers": {"post": {**body(ref("Server")), **answer(ref("Server"), "201")}},
        "/servers/{id}": {**item, "get": answer(ref("Server"))},
        PATH: {**item, **methods},
    }
    return design_of(folder, paths, {"Server": SERVER})


def test_a_pair_of_operations_edits_the_list(tmp_path: Path) -> None:
    found = design(tmp_path, post={**body(TAGS), **DONE}, delete={**body(TAGS), **DONE})
    edits = {name: endpoint(found, f"{name} {PATH}").behaviour for name in ("POST", "DELETE")}
    assert edits["POST"] == UpdateRow(resource="Server", edits="add")
    assert edits["DELETE"] == UpdateRow(resource="Server", edits="remove")
    functions = [str(each.signature) for each in editors(found.features[0])]
    assert [text.partition("(")[0] for text in functions] == ["def _with_all", "def _without"]


def test_lists_of_objects_are_edited_and_are_no_rows(tmp_path: Path) -> None:
    rule = {"type": "object", "properties": {"port": {"type": "integer"}}}
    rules = {"type": "object", "properties": {"tags": {"type": "array", "items": rule}}}
    server = SERVER | {"properties": {**SERVER["properties"], **rules["properties"]}}  # type: ignore[dict-item]
    edit = {"post": {**body(rules), **DONE}, "delete": {**body(rules), **DONE}}
    item = {"parameters": [path_parameter("id", type="integer")]}
    paths = {
        "/servers": {"post": {**body(ref("Server")), **answer(ref("Server"), "201")}},
        "/servers/{id}": {**item, "get": answer(ref("Server"))},
        PATH: {**item, **edit},
    }
    found = design_of(tmp_path, paths, {"Server": server})
    added = endpoint(found, f"POST {PATH}")
    assert added.behaviour == UpdateRow(resource="Server", edits="add")
    assert added.body is not None
    assert added.body.member is None


NUMBERS = {"type": "object", "properties": {"tags": {"type": "array", "items": {"type": "number"}}}}
OTHERS = {"type": "object", "properties": {"labels": TEXTS}}
SIZED = {"type": "object", "properties": {"tags": TEXTS, "size": {"type": "integer"}}}


@pytest.mark.parametrize(
    ("added", "removed"), [(TAGS, None), (NUMBERS, NUMBERS), (OTHERS, OTHERS), (SIZED, SIZED)]
)
def test_what_is_no_pair_or_no_list_of_the_item_edits_nothing(
    tmp_path: Path, added: dict[str, Any], removed: dict[str, Any] | None
) -> None:
    methods = {"post": {**body(added), **DONE}}
    if removed is not None:
        methods["delete"] = {**body(removed), **DONE}
    found = design(tmp_path, **methods)
    behaviours = [one.behaviour for one in found.endpoints if one.operation.path == PATH]
    assert not any(isinstance(one, UpdateRow) and one.edits for one in behaviours)
