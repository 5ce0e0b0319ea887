"""Calls below an item that bring a part of it and say what it is to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Custom, DeleteRow, Part, UpdateRow
from tests.passes.contracts import THING, answer, body, design_of, endpoint, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.behaviours import Behaviour

ITEM = path_parameter("thingId")
CRUD: dict[str, Any] = {
    "/things": {"post": {**body(ref("Thing")), **answer(ref("Thing"), "201")}},
    "/things/{thingId}": {"parameters": [ITEM], "get": answer(ref("Thing"))},
}


def called(folder: Path, method: str, tail: str, **properties: Any) -> Behaviour:
    sent = {"type": "object", "properties": properties}
    path = f"/things/{{thingId}}/{tail}"
    operation = {**body(sent), "responses": {"204": {"description": "done"}}}
    paths = {**CRUD, path: {"parameters": [ITEM], method: operation}}
    design = design_of(folder, paths, {"Thing": THING})
    return endpoint(design, f"{method.upper()} {path}").behaviour


@pytest.mark.parametrize(
    ("method", "tail"),
    [("put", "price"), ("patch", "costs"), ("put", "reprice"), ("post", "set-price")],
)
def test_what_is_brought_is_what_it_is_to_be(tmp_path: Path, method: str, tail: str) -> None:
    assert called(tmp_path, method, tail, price={"type": "number"}) == UpdateRow(resource="Thing")


def test_the_row_may_be_named_again(tmp_path: Path) -> None:
    found = called(tmp_path, "put", "tags", id={"type": "string"}, tags=THING["properties"]["tags"])  # type: ignore[index]
    assert isinstance(found, UpdateRow)


@pytest.mark.parametrize(
    ("method", "tail", "properties"),
    [
        ("post", "refund", {"price": {"type": "number"}}),
        ("put", "mood", {"mood": {"type": "string"}}),
        ("put", "price", {"price": {"type": "string"}}),
        ("put", "tags", {"tags": {"type": "array", "items": {"type": "integer"}}}),
        ("post", "price", {"price": {"type": "number"}}),
        ("put", "keep", {"id": {"type": "string"}}),
    ],
)
def test_anything_else_is_custom(
    tmp_path: Path, method: str, tail: str, properties: dict[str, Any]
) -> None:
    assert isinstance(called(tmp_path, method, tail, **properties), Custom)


def test_a_list_that_such_a_call_fills_is_no_catalogue(tmp_path: Path) -> None:
    default = {"type": "object", "properties": {"kind": {"type": "string"}}}
    put = {**body(default), "responses": {"204": {"description": "done"}}}
    paths = {
        **CRUD,
        "/things/defaults": {"get": answer({"type": "array", "items": default})},
        "/things/{thingId}/defaults": {"parameters": [ITEM], "put": put},
    }
    design = design_of(tmp_path, paths, {"Thing": THING})
    assert isinstance(endpoint(design, "GET /things/defaults").behaviour, Custom)


@pytest.mark.parametrize("name", ["value", "new_price", "newPrice"])
def test_the_path_says_what_a_value_is_to_be(tmp_path: Path, name: str) -> None:
    sent = {"type": "object", "required": [name], "properties": {name: {"type": "number"}}}
    path = "/things/{thingId}/price"
    operation = {**body(sent), **answer(ref("Thing"))}
    paths = {**CRUD, path: {"parameters": [ITEM], "put": operation}}
    found = endpoint(design_of(tmp_path, paths, {"Thing": THING}), f"PUT {path}").behaviour
    attribute = "value" if name == "value" else "new_price"
    assert isinstance(found, UpdateRow)
    assert found.part == Part(attribute=attribute, column="price")


@pytest.mark.parametrize(
    ("tail", "name", "kind"),
    [("price", "value", "string"), ("price", "delta", "number"), ("id", "value", "string")],
)
def test_a_value_of_another_kind_or_for_a_key_is_custom(
    tmp_path: Path, tail: str, name: str, kind: str
) -> None:
    sent = {"type": "object", "required": [name], "properties": {name: {"type": kind}}}
    path = f"/things/{{thingId}}/{tail}"
    paths = {**CRUD, path: {"parameters": [ITEM], "put": {**body(sent), **answer(ref("Thing"))}}}
    design = design_of(tmp_path, paths, {"Thing": THING})
    assert isinstance(endpoint(design, f"PUT {path}").behaviour, Custom)


def test_a_post_may_be_called_like_the_state_that_it_brings(tmp_path: Path) -> None:
    state = {"type": "string", "enum": ["new", "sold"]}
    thing = {**THING, "properties": {**THING["properties"], "state": state}}  # type: ignore[dict-item]
    path = "/things/{thingId}/state"
    sent = {"type": "object", "required": ["state"], "properties": {"state": state}}
    done = {"responses": {"204": {"description": "done"}}}
    paths = {**CRUD, path: {"parameters": [ITEM], "post": {**body(sent), **done}}}
    design = design_of(tmp_path, paths, {"Thing": thing})
    assert endpoint(design, f"POST {path}").behaviour == UpdateRow(resource="Thing")


@pytest.mark.parametrize("verb", ["delete", "destroy"])
def test_a_verb_may_say_that_an_item_goes(tmp_path: Path, verb: str) -> None:
    path = f"/things/{{thingId}}/{verb}"
    gone = {"responses": {"204": {"description": "gone"}}}
    paths = {**CRUD, path: {"parameters": [ITEM], "post": gone}}
    design = design_of(tmp_path, paths, {"Thing": THING})
    assert endpoint(design, f"POST {path}").behaviour == DeleteRow(resource="Thing")


def test_a_verb_that_takes_something_out_of_an_item_is_custom(tmp_path: Path) -> None:
    found = called(tmp_path, "post", "remove", member={"type": "string"})
    assert isinstance(found, Custom)


@pytest.mark.parametrize(
    ("verb", "name", "kind"),
    [("assign", "user_id", "integer"), ("reassign", "memberId", "integer")],
)
def test_whom_a_verb_chooses_is_named_by_a_key(
    tmp_path: Path, verb: str, name: str, kind: str
) -> None:
    found = assigned(tmp_path, verb, name, kind)
    attribute = "user_id" if name == "user_id" else "member_id"
    assert isinstance(found, UpdateRow)
    assert found.part == Part(attribute=attribute, column="assignee_id")


@pytest.mark.parametrize(
    ("verb", "name", "kind"),
    [
        ("assign", "user_id", "string"),
        ("assign", "reviewer", "integer"),
        ("poke", "user_id", "integer"),
    ],
)
def test_what_names_nobody_chooses_nobody(tmp_path: Path, verb: str, name: str, kind: str) -> None:
    assert isinstance(assigned(tmp_path, verb, name, kind), Custom)


def assigned(folder: Path, verb: str, name: str, kind: str) -> Behaviour:
    """Return what a verb does to things that somebody may be assigned to."""
    chosen = {"assignee_id": {"type": "integer", "nullable": True}}
    thing = {**THING, "properties": {**THING["properties"], **chosen}}  # type: ignore[dict-item]
    sent = {"type": "object", "required": [name], "properties": {name: {"type": kind}}}
    path = f"/things/{{thingId}}/{verb}"
    paths = {**CRUD, path: {"parameters": [ITEM], "post": {**body(sent), **answer(ref("Thing"))}}}
    return endpoint(design_of(folder, paths, {"Thing": thing}), f"POST {path}").behaviour


@pytest.mark.parametrize(("verb", "asked"), [("remove", False), ("delete", True)])
def test_a_verb_may_take_something_out_of_an_item(
    tmp_path: Path, verb: str, *, asked: bool
) -> None:
    member = {"name": "member", "in": "query", "required": True, "schema": {"type": "string"}}
    gone = {"parameters": [member] if asked else [], "responses": {"204": {"description": ""}}}
    path = f"/things/{{thingId}}/{verb}"
    paths = {**CRUD, path: {"parameters": [ITEM], "post": gone}}
    design = design_of(tmp_path, paths, {"Thing": THING})
    assert isinstance(endpoint(design, f"POST {path}").behaviour, Custom)
