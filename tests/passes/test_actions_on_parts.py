"""Verbs that renew a credential, take something out, or say why; rows inside the rows above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import CreateRow, Custom, ListRows, UpdateRow
from pactgen.ir.fills import Constant, Redrawn
from tests.passes.backends import Backend
from tests.passes.contracts import (
    answer,
    body,
    design_of,
    endpoint,
    path_parameter,
    ref,
    written,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.design import Design

TEXT, NUMBER, FLAG = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
BY_ID = {"parameters": [path_parameter("id", type="integer")]}
HOOK = {
    "type": "object",
    "required": ["id", "url", "secret", "active"],
    "properties": {
        "id": NUMBER,
        "url": TEXT,
        "secret": TEXT,
        "active": FLAG,
        "status": {**TEXT, "enum": ["open", "cancelled"]},
        "assigneeId": {"type": ["integer", "null"]},
    },
}
NEW = {"type": "object", "required": ["url"], "properties": {"url": TEXT}}


def hooks(verb: str, brought: dict[str, Any] | None = None) -> dict[str, Any]:
    sent = {} if brought is None else body(brought)
    return {
        "/hooks": {
            "get": answer({"type": "array", "items": ref("Hook")}),
            "post": {**body(NEW), **answer(ref("Hook"), "201")},
        },
        "/hooks/{id}": {**BY_ID, "get": answer(ref("Hook"))},
        f"/hooks/{{id}}/{verb}": {**BY_ID, "post": {**sent, **answer(ref("Hook"))}},
    }


def does(tmp_path: Path, verb: str, brought: dict[str, Any] | None = None) -> object:
    design = design_of(tmp_path, hooks(verb, brought), {"Hook": HOOK})
    return endpoint(design, f"POST /hooks/{{id}}/{verb}").behaviour


@pytest.mark.parametrize("verb", ["rotate-secret", "regenerate", "resetSecret", "rotate"])
def test_a_credential_is_drawn_anew(tmp_path: Path, verb: str) -> None:
    found = does(tmp_path, verb)
    assert isinstance(found, UpdateRow)
    ((column, fill),) = found.sets
    assert column == "secret"
    assert isinstance(fill, Redrawn)


@pytest.mark.parametrize("verb", ["reset", "refresh", "reset-auth", "rotate-logs"])
def test_what_may_renew_anything_is_left_to_people(tmp_path: Path, verb: str) -> None:
    assert isinstance(does(tmp_path, verb), Custom)


def test_a_new_row_has_a_credential_of_its_own(tmp_path: Path) -> None:
    design = design_of(tmp_path, hooks("rotate"), {"Hook": HOOK})
    drawn = design.tables["hooks"].column("secret").generated
    assert drawn is not None
    assert drawn.kind == "form"
    assert any(each.id == "issued/Hook.secret" for each in design.decisions)


def test_a_verb_may_be_called_otherwise_than_the_flag(tmp_path: Path) -> None:
    for verb, on in (("enable", True), ("disable", False)):
        found = does(tmp_path, verb)
        assert isinstance(found, UpdateRow)
        assert found.sets == (("active", Constant(value=on)),)


def test_nobody_is_assigned_afterwards(tmp_path: Path) -> None:
    found = does(tmp_path, "unassign")
    assert isinstance(found, UpdateRow)
    assert found.sets == (("assignee_id", Constant(value=None)),)


@pytest.mark.parametrize(
    ("member", "works"),
    [({"reason": TEXT}, True), ({"cancelNote": TEXT}, True), ({"fee": NUMBER}, False)],
)
def test_a_reason_that_no_row_keeps_changes_nothing(
    tmp_path: Path, member: dict[str, Any], *, works: bool
) -> None:
    found = does(tmp_path, "cancel", {"type": "object", "properties": member})
    assert isinstance(found, UpdateRow if works else Custom)


CATEGORY = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {"id": NUMBER, "name": TEXT, "parentId": {"type": ["integer", "null"]}},
}
NODE = {
    "type": "object",
    "required": ["id", "name", "children"],
    "properties": {
        "id": NUMBER,
        "name": TEXT,
        "children": {"type": "array", "items": ref("Node")},
    },
}
NAMED = {
    "type": "object",
    "required": ["name"],
    "properties": {"name": TEXT, "parentId": NUMBER},
}


def categories() -> dict[str, Any]:
    listed = answer({"type": "array", "items": ref("Category")})
    name = {"type": "object", "required": ["name"], "properties": {"name": TEXT}}
    return {
        "/categories": {"get": listed, "post": {**body(NAMED), **answer(ref("Category"), "201")}},
        "/categories/tree": {"get": answer({"type": "array", "items": ref("Node")})},
        "/categories/{id}": {**BY_ID, "get": answer(ref("Category"))},
        "/categories/{id}/children": {
            **BY_ID,
            "get": listed,
            "post": {**body(name), **answer(ref("Category"), "201")},
        },
    }


def designed(tmp_path: Path, node: dict[str, Any] = NODE) -> Design:
    return design_of(tmp_path, categories(), {"Category": CATEGORY, "Node": node})


def test_rows_below_a_row_of_their_kind_name_it(tmp_path: Path) -> None:
    design = designed(tmp_path)
    listed = endpoint(design, "GET /categories/{id}/children").behaviour
    assert isinstance(listed, ListRows)
    assert listed.roots is None
    assert isinstance(endpoint(design, "POST /categories/{id}/children").behaviour, CreateRow)
    (below,) = design.tables["categories"].relations
    assert (below.name, below.pairs) == ("children", (("id", "parent_id"),))


def test_a_tree_shows_the_rows_at_the_top(tmp_path: Path) -> None:
    found = endpoint(designed(tmp_path), "GET /categories/tree").behaviour
    assert isinstance(found, ListRows)
    assert (found.resource, found.roots) == ("Category", "parent_id")


def test_a_tree_that_shows_more_is_left_to_people(tmp_path: Path) -> None:
    more = {**NODE, "properties": {**NODE["properties"], "depth": NUMBER}}
    found = endpoint(designed(tmp_path, more), "GET /categories/tree").behaviour
    assert isinstance(found, Custom)


async def test_trees_and_credentials_at_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = {**categories(), **hooks("rotate-secret")}
    schemas = {"Category": CATEGORY, "Node": NODE, "Hook": HOOK}
    file = written(tmp_path, paths, schemas, title="Trees and hooks")
    made = Backend(file, tmp_path / "project", None)
    async with made.client(monkeypatch, tmp_path / "trees.db") as client:
        top = (await client.post("/categories", json={"name": "top"})).json()
        below = await client.post(f"/categories/{top['id']}/children", json={"name": "below"})
        assert below.json()["parentId"] == top["id"]
        sent = {"name": "deep", "parentId": below.json()["id"]}
        assert (await client.post("/categories", json=sent)).status_code == 201
        (tree,) = (await client.get("/categories/tree")).json()
        (child,) = tree["children"]
        assert (tree["name"], child["name"]) == ("top", "below")
        assert [each["name"] for each in child["children"]] == ["deep"]
        children = (await client.get(f"/categories/{top['id']}/children")).json()
        assert [each["name"] for each in children] == ["below"]
        assert (await client.get("/categories/99/children")).status_code == 404

        one, two = [
            (await client.post("/hooks", json={"url": "https://a.example"})).json()
            for _ in range(2)
        ]
        assert len(one["secret"]) == 40
        assert one["secret"] != two["secret"]
        turned = (await client.post(f"/hooks/{one['id']}/rotate-secret")).json()
        assert turned["secret"] not in {one["secret"], two["secret"]}
        assert (await client.get(f"/hooks/{one['id']}")).json() == turned
