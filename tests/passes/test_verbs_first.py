"""Paths that say the verb before the noun: `/createUser`, `/getUser/{id}`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import (
    CreateRow,
    Custom,
    DeleteRow,
    ListRows,
    ReadRow,
    ReadSingleton,
    ReplaceRow,
    UpdateRow,
)
from tests.passes.contracts import answer, body, design_of, path_parameter, query, ref

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.behaviours import Behaviour

NAME = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
USER = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {"id": {"type": "integer"}, "name": {"type": "string"}},
}
USERS = answer({"type": "array", "items": ref("User")})
ITEM = {"parameters": [path_parameter("id", type="integer")]}
GONE = {"responses": {"204": {"description": "gone"}}}


def spoken(folder: Path, paths: dict[str, Any]) -> dict[str, Behaviour]:
    design = design_of(folder, paths, {"User": USER})
    return {one.operation.path: one.behaviour for one in design.endpoints}


@pytest.mark.parametrize("before", ["", "/user", "/api/v1/users"])
def test_verbs_before_a_noun(tmp_path: Path, before: str) -> None:
    behaviours = spoken(
        tmp_path,
        {
            f"{before}/createUser": {"post": {**body(NAME), **answer(ref("User"))}},
            f"{before}/getUserById/{{id}}": {**ITEM, "get": answer(ref("User"))},
            f"{before}/get-all-users": {"get": USERS},
            f"{before}/update_user/{{id}}": {
                **ITEM,
                "post": {**body(NAME), **answer(ref("User"))},
            },
            f"{before}/removeUser/{{id}}": {**ITEM, "delete": GONE},
        },
    )
    found = [type(one) for one in behaviours.values()]
    assert found == [CreateRow, ReadRow, ListRows, UpdateRow, DeleteRow]


def test_a_verb_before_a_noun_and_an_input_that_names_the_row(tmp_path: Path) -> None:
    user = {"type": "object", "properties": {"userId": {"type": "integer"}}}
    behaviours = spoken(
        tmp_path,
        {
            "/addUser": {"post": {**body(NAME), **answer(ref("User"))}},
            "/getUser": {"post": {**body(user), **answer(ref("User"))}},
            "/deleteUser": {"delete": {**GONE, "parameters": [query("id", type="integer")]}},
        },
    )
    assert behaviours["/getUser"] == ReadRow(resource="User", key_in_body="user_id")
    assert behaviours["/deleteUser"] == DeleteRow(resource="User")


def test_one_verb_acts_on_a_collection_that_other_paths_name(tmp_path: Path) -> None:
    behaviours = spoken(
        tmp_path,
        {
            "/user/{id}": {**ITEM, "get": answer(ref("User"))},
            "/createUser": {"post": {**body(NAME), **answer(ref("User"))}},
        },
    )
    assert isinstance(behaviours["/createUser"], CreateRow)
    assert behaviours["/createUser"].resource == "User"


def test_one_verb_before_a_noun_may_be_a_part_of_its_name(tmp_path: Path) -> None:
    addon = {"type": "object", "properties": {"id": {"type": "integer"}}}
    paths = {
        "/add-ons": {"get": answer({"type": "array", "items": ref("AddOn")})},
        "/add-ons/{id}": {**ITEM, "get": answer(ref("AddOn"))},
    }
    design = design_of(tmp_path, paths, {"AddOn": addon})
    assert list(design.resources) == ["AddOn"]


def test_what_is_made_below_a_parameter_belongs_to_what_it_names(tmp_path: Path) -> None:
    tags = {"type": "object", "properties": {"name": {"type": "string"}}}
    system = {"parameters": [path_parameter("system", type="integer")]}
    behaviours = spoken(
        tmp_path,
        {
            "/create-tags/{system}": {**system, "post": {**body(tags), **GONE}},
            "/delete-tags/{system}": {**system, "post": {**body(tags), **GONE}},
        },
    )
    assert {type(one) for one in behaviours.values()} == {Custom}


def test_a_key_that_nobody_is_told_names_no_row(tmp_path: Path) -> None:
    robot = {"type": "object", "properties": {"robot": {"type": "string"}}}
    behaviours = spoken(
        tmp_path,
        {
            "/createRobot": {"post": {**body(NAME), **answer(NAME)}},
            "/describeRobot": {"post": {**body(robot), **answer(NAME)}},
        },
    )
    assert isinstance(behaviours["/describeRobot"], Custom)


def test_post_of_a_collection_asks_for_it_where_a_call_makes_the_rows(tmp_path: Path) -> None:
    behaviours = spoken(
        tmp_path,
        {
            "/user/{id}": {**ITEM, "get": answer(ref("User"))},
            "/user": {"post": {**body(NAME), **USERS}},
            "/addUser": {"post": {**body(NAME), **answer(ref("User"))}},
        },
    )
    assert isinstance(behaviours["/addUser"], CreateRow)
    assert isinstance(behaviours["/user"], Custom)


@pytest.mark.parametrize("noun", ["users", "api/v1/users", "user"])
def test_a_verb_may_be_a_segment_of_its_own(tmp_path: Path, noun: str) -> None:
    design = design_of(
        tmp_path,
        {
            f"/{noun}/create": {"post": {**body(NAME), **answer(ref("User"))}},
            f"/{noun}/get/{{id}}": {**ITEM, "get": answer(ref("User"))},
            f"/{noun}/update/{{id}}": {**ITEM, "put": {**body(NAME), **answer(ref("User"))}},
            f"/{noun}/delete/{{id}}": {**ITEM, "delete": GONE},
        },
        {"User": USER},
    )
    behaviours = [type(one.behaviour) for one in design.endpoints]
    assert behaviours == [CreateRow, ReadRow, ReplaceRow, DeleteRow]
    assert set(design.resources) == {"User"}


def test_what_is_put_into_one_thing_is_none_of_its_kind(tmp_path: Path) -> None:
    cart = {"type": "object", "properties": {"total": {"type": "number"}}}
    paths = {"/cart": {"get": answer(cart)}, "/cart/add": {"post": {**body(NAME), **GONE}}}
    assert isinstance(spoken(tmp_path, paths)["/cart/add"], Custom)


def test_what_was_read_is_listed(tmp_path: Path) -> None:
    paths = {"/users": {"get": USERS}, "/users/read": {"get": USERS}}
    assert not isinstance(spoken(tmp_path, paths)["/users/read"], ReadRow)


def test_a_list_of_its_own_that_answers_one_thing_is_no_call(tmp_path: Path) -> None:
    page = {"type": "object", "properties": {"size": {"type": "integer"}, "title": {}}}
    item = {**ITEM, "get": answer(ref("User"))}
    paths = {"/users/list": {"get": answer(page)}, "/users/{id}": item}
    design = design_of(tmp_path, paths, {"User": USER})
    table = design.tables[design.resources["User"].table]
    assert [column.name for column in table.columns] == ["id", "name"]


def test_a_verb_behind_what_there_is_one_of_names_no_row(tmp_path: Path) -> None:
    swarm = {"type": "object", "properties": {"name": {"type": "string"}}}
    changed = {"post": {**body(NAME), **GONE}}
    paths = {"/swarm": {"get": answer(swarm)}, "/swarm/update": changed}
    found = spoken(tmp_path, paths)
    assert isinstance(found["/swarm"], ReadSingleton)
    assert isinstance(found["/swarm/update"], Custom)


def test_what_tells_how_to_delete_names_no_row(tmp_path: Path) -> None:
    keys = {"type": "array", "items": {"type": "integer"}}
    told = {"type": "object", "properties": {"user": {"type": "string"}, "user_ids": keys}}
    paths = {
        "/users": {"get": USERS},
        "/users/{id}": {**ITEM, "get": answer(ref("User"))},
        "/users/delete": {"post": {**body(told), **GONE}},
    }
    assert isinstance(spoken(tmp_path, paths)["/users/delete"], Custom)
