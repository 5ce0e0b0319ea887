"""Rows that an operation can reach: by PUT, by HEAD, below another resource."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import CreateRow, Custom, ListRows, ReadRow, ReplaceRow
from pactgen.ir.inputs import ScopeRole
from tests.passes.contracts import (
    THING,
    answer,
    body,
    design_of,
    endpoint,
    path_parameter,
    query,
    ref,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.behaviours import Behaviour
    from pactgen.ir.design import Design

LIST = answer({"type": "array", "items": ref("Thing")})
MAKE = {**body(ref("Thing")), **answer(ref("Thing"), "201")}
TEAM = {"type": "object", "properties": {"id": {"type": "string"}, "title": {"type": "string"}}}


def designed(folder: Path, paths: dict[str, Any], **extra: Any) -> Design:
    properties = {**THING["properties"], **extra}  # type: ignore[dict-item]
    return design_of(folder, paths, {"Thing": {**THING, "properties": properties}, "Team": TEAM})


def item(**operations: Any) -> dict[str, Any]:
    return {"parameters": [path_parameter("id")], **operations}


def test_put_makes_rows_that_nothing_else_makes(tmp_path: Path) -> None:
    put = {**body(ref("Thing")), **answer(ref("Thing"))}
    alone = designed(tmp_path, {"/things/{id}": item(get=answer(ref("Thing")), put=put)})
    made = endpoint(alone, "PUT /things/{id}").behaviour
    assert isinstance(made, ReplaceRow)
    assert made.creates
    both = designed(tmp_path, {"/things": {"post": MAKE}, "/things/{id}": item(put=put)})
    replaced = endpoint(both, "PUT /things/{id}").behaviour
    assert isinstance(replaced, ReplaceRow)
    assert not replaced.creates


def test_put_to_a_collection_creates_where_post_changes_items(tmp_path: Path) -> None:
    new = {"type": "object", "properties": {"name": {"type": "string"}}}
    paths = {
        "/things": {"get": LIST, "put": {**body(new), **answer(ref("Thing"), "201")}},
        "/things/{id}": item(post={**body(new), **answer(ref("Thing"))}),
    }
    made = endpoint(designed(tmp_path, paths), "PUT /things").behaviour
    assert isinstance(made, CreateRow)


def test_put_of_what_a_message_brought_makes_nothing(tmp_path: Path) -> None:
    change = {"parameters": [path_parameter("resetToken")], "put": MAKE}
    design = designed(tmp_path, {"/users/forgot-password/{resetToken}": change})
    made = endpoint(design, "PUT /users/forgot-password/{resetToken}").behaviour
    assert isinstance(made, Custom)


def test_head_asks_for_what_get_shows(tmp_path: Path) -> None:
    there = {"responses": {"200": {"description": "there"}}}
    paths = {"/things/{id}": item(get=answer(ref("Thing")), head=there)}
    assert isinstance(endpoint(designed(tmp_path, paths), "HEAD /things/{id}").behaviour, ReadRow)


def below(folder: Path, **extra: Any) -> Design:
    paths = {
        "/teams/{team}": {"parameters": [path_parameter("team")], "get": answer(ref("Team"))},
        "/things": {"get": LIST, "post": MAKE},
        "/teams/{team}/backlog": {"parameters": [path_parameter("team")], "get": LIST},
    }
    return designed(folder, paths, **extra)


def test_a_list_below_another_resource_keeps_to_the_column_that_names_it(tmp_path: Path) -> None:
    found = endpoint(below(tmp_path, team_id={"type": "string"}), "GET /teams/{team}/backlog")
    assert isinstance(found.behaviour, ListRows)
    assert [one.role for one in found.inputs] == [
        ScopeRole(column="team_id", parent="Team", named_by=(("team", "id"),))
    ]


def test_a_list_below_another_resource_needs_a_column_that_names_it(tmp_path: Path) -> None:
    found = endpoint(below(tmp_path), "GET /teams/{team}/backlog").behaviour
    assert isinstance(found, Custom)
    assert "`team`" in found.reason


def test_a_list_that_nothing_could_fill_is_a_rule_of_its_own(tmp_path: Path) -> None:
    paths = {
        "/teams/{team}": {"parameters": [path_parameter("team")], "get": answer(ref("Team"))},
        "/things": {"get": LIST, "post": MAKE},
        "/teams/{team}/things": {"parameters": [path_parameter("team")], "get": LIST},
    }
    empty = endpoint(designed(tmp_path, paths), "GET /teams/{team}/things").behaviour
    assert isinstance(empty, Custom)
    team = {"type": "string"}
    told = endpoint(designed(tmp_path, paths, team_id=team), "GET /teams/{team}/things")
    assert isinstance(told.behaviour, ListRows)


def test_a_row_that_no_path_could_name_is_not_made(tmp_path: Path) -> None:
    paths = {
        "/things": {"get": {**LIST, "parameters": [query("name")]}, "post": MAKE},
        "/owners/{owner}/things/{id}": {
            "parameters": [path_parameter("owner"), path_parameter("id")],
            "get": answer(ref("Thing")),
        },
    }
    found = endpoint(designed(tmp_path, paths), "POST /things").behaviour
    assert isinstance(found, Custom)
    assert "`owner`" in found.reason


def test_bodies_of_several_forms_are_stored(tmp_path: Path) -> None:
    one = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
    other = {"type": "object", "required": ["code"], "properties": {"code": {"type": "integer"}}}
    paths = {"/things": {"get": LIST, "post": {**body({"oneOf": [one, other]}), **MAKE}}}
    paths["/things"]["post"] = {**body({"oneOf": [one, other]}), **answer(ref("Thing"), "201")}
    design = designed(tmp_path, paths)
    assert isinstance(endpoint(design, "POST /things").behaviour, CreateRow)
    assert design.tables["things"].column("code").kind == "bigint"


def test_no_number_names_a_row_whose_key_is_a_drawn_text(tmp_path: Path) -> None:
    versions = {
        "parameters": [path_parameter("title"), path_parameter("version", type="integer")],
        "get": answer(ref("Thing")),
    }
    paths = {
        "/things/{title}": {"parameters": [path_parameter("title")], "get": answer(ref("Thing"))},
        "/things/{title}/{version}": versions,
    }
    thing = {"type": "object", "properties": {"text": {"type": "string"}}}
    design = design_of(tmp_path, paths, {"Thing": thing})
    assert isinstance(endpoint(design, "GET /things/{title}").behaviour, ReadRow)
    assert isinstance(endpoint(design, "GET /things/{title}/{version}").behaviour, Custom)
    (table,) = design.tables.values()
    assert [column.name for column in table.columns] == ["title", "text"]


def test_no_day_names_a_row_whose_key_is_a_drawn_text(tmp_path: Path) -> None:
    day = path_parameter("for", type="string", format="date-time")
    seats = {"type": "object", "properties": {"total": {"type": "integer"}}}
    paths = {"/seats/{for}": {"parameters": [day], "get": answer(ref("Seats"))}}
    design = design_of(tmp_path, paths, {"Seats": seats})
    assert isinstance(endpoint(design, "GET /seats/{for}").behaviour, Custom)
    assert not design.tables


def test_a_resource_that_nothing_reaches_has_no_table(tmp_path: Path) -> None:
    item = {"parameters": [path_parameter("id", type="boolean")], "get": answer(ref("Team"))}
    design = designed(tmp_path, {"/teams/{id}": item})
    assert isinstance(endpoint(design, "GET /teams/{id}").behaviour, Custom)
    assert (dict(design.tables), dict(design.resources)) == ({}, {})
    assert not [one.id for one in design.decisions if one.id.startswith("storage/")]


def test_a_row_whose_answer_nobody_can_fill_is_not_made(tmp_path: Path) -> None:
    shown = {
        "type": "object",
        "required": ["id", "owner"],
        "properties": {
            "id": {"type": "string", "format": "uuid"},
            "name": {"type": "string"},
            "owner": {"type": "string", "pattern": "^(?!X)U[0-9]{3}$"},
        },
    }
    sent = {"type": "object", "properties": {"name": {"type": "string"}}}
    posts = {"/things": {"post": {**body(sent), **answer(shown, "201")}}}
    found = endpoint(design_of(tmp_path, posts), "POST /things").behaviour
    assert isinstance(found, Custom)
    assert "`owner`" in found.reason


def test_a_writer_below_a_parent_that_no_row_tells_fills_no_list(tmp_path: Path) -> None:
    numbers = {"type": "array", "items": {"type": "integer"}}
    value = {"type": "object", "properties": {"value": {"type": "integer"}}}
    table, index = path_parameter("table_name"), path_parameter("index", type="integer")
    paths = {
        "/tables": {"get": answer({"type": "array", "items": ref("Info")})},
        "/tables/{table_name}": {
            "parameters": [table],
            "get": answer(numbers),
            "post": {**body(numbers), **answer(numbers)},
        },
        "/tables/{table_name}/{index}": {
            "parameters": [table, index],
            "get": answer(value),
            "post": {**body(value), **answer(numbers)},
        },
    }
    told = {"table_name": {"type": "string"}, "length": {"type": "integer"}}
    design = design_of(tmp_path, paths, {"Info": {"type": "object", "properties": told}})
    assert len(design.endpoints) == 5


@pytest.mark.parametrize("shown", [{}, {"format": "ipv4"}])
@pytest.mark.parametrize(("sent", "behaviour"), [("region", Custom), ("ip", CreateRow)])
def test_an_address_is_brought_or_nobody_makes_one(
    tmp_path: Path, sent: str, behaviour: type[Behaviour], shown: dict[str, str]
) -> None:
    address = {"type": "string", "format": "ipv4"}
    ip = {"type": "string", **shown}
    place = {"type": "object", "required": ["ip"], "properties": {"ip": ip}}
    new = {"type": "object", "properties": {sent: {"type": "string"}}}
    by_address = {"parameters": [path_parameter("ip", **address)], "get": answer(ref("Place"))}
    paths = {
        "/places": {"post": {**body(new), **answer(ref("Place"), "201")}},
        "/places/{ip}": by_address,
    }
    design = design_of(tmp_path, paths, {"Place": place})
    assert isinstance(endpoint(design, "POST /places").behaviour, behaviour)
    assert isinstance(endpoint(design, "GET /places/{ip}").behaviour, ReadRow)


def test_a_list_in_the_path_names_no_parent(tmp_path: Path) -> None:
    users = {
        "type": "object",
        "properties": {"id": {"type": "integer"}, "name": {"type": "string"}},
    }
    several = path_parameter("id", type="array", items={"type": "integer"})
    paths = {
        "/users": {"post": {**body(ref("User")), **answer(ref("User"), "201")}},
        "/users/{id}": {
            "parameters": [path_parameter("id", type="integer")],
            "get": answer(ref("User")),
        },
        "/users/{id}/things": {"parameters": [several], "get": LIST},
    }
    design = design_of(tmp_path, paths, {"User": users, "Thing": THING})
    behaviour = endpoint(design, "GET /users/{id}/things").behaviour
    assert isinstance(behaviour, Custom)
    assert behaviour.reason == "`id` of its path names several rows at once."


@pytest.mark.parametrize(("kind", "behaviour"), [("string", ListRows), ("integer", Custom)])
def test_no_number_leads_below_a_parent_that_is_known_by_a_text(
    tmp_path: Path, kind: str, behaviour: type[Behaviour]
) -> None:
    note = {"type": "object", "properties": {"text": {"type": "string"}}}
    team = {"type": "object", "required": ["slug"], "properties": {"slug": {"type": "string"}}}
    named, other = path_parameter("slug"), path_parameter("team_id", type=kind)
    paths = {
        "/teams": {"post": {**body(team), **answer(team, "201")}},
        "/teams/{slug}": {"parameters": [named], "get": answer(team)},
        "/teams/{team_id}/notes": {
            "parameters": [other],
            "get": answer({"type": "array", "items": note}),
            "post": {**body(note), **answer(note, "201")},
        },
    }
    design = design_of(tmp_path, paths)
    assert isinstance(endpoint(design, "GET /teams/{team_id}/notes").behaviour, behaviour)


@pytest.mark.parametrize(
    ("path", "works"), [("/things/{page_num}", False), ("/pages/{page}", True)]
)
def test_a_page_in_the_path_names_no_row(tmp_path: Path, path: str, *, works: bool) -> None:
    kind = "string" if works else "integer"
    parameter = path_parameter(path.split("{")[1].strip("}"), type=kind)
    shown = answer(ref("Thing")) if works else LIST
    paths = {"/things": {"post": MAKE}, path: {"parameters": [parameter], "get": shown}}
    found = endpoint(designed(tmp_path, paths), f"GET {path}").behaviour
    assert isinstance(found, Custom) is not works
