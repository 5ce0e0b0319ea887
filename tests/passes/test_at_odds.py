"""Answers that show a value of rows in another form than others do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import CreateRow, Custom, ListRows
from tests.passes.contracts import answer, body, design_of, endpoint, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "string"}
GROUP = {"type": "object", "properties": {"code": TEXT}}


def plan(group: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": {"id": TEXT, "group": group}}


@pytest.mark.parametrize(
    ("listed", "is_custom"),
    [(TEXT, True), (GROUP, False), ({"anyOf": [TEXT, GROUP]}, False), ({}, False)],
)
def test_rows_of_another_system_have_one_form(
    tmp_path: Path, listed: dict[str, Any], *, is_custom: bool
) -> None:
    paths = {
        "/plans": {"get": answer({"type": "array", "items": plan(listed)})},
        "/plans/{id}": {"parameters": [path_parameter("id")], "get": answer(plan(GROUP))},
    }
    found = design_of(tmp_path, paths).endpoints
    assert [isinstance(one.behaviour, Custom) for one in found] == [is_custom, False]


def test_what_a_change_drops_comes_from_elsewhere_too(tmp_path: Path) -> None:
    item, names = {"parameters": [path_parameter("id")]}, {"type": "array", "items": TEXT}
    change = {**body(plan(TEXT)), **answer({"type": "object"})}
    paths = {
        "/plans": {"get": answer({"type": "array", "items": plan(TEXT)})},
        "/plans/{id}": {**item, "get": answer(plan(names)), "put": change},
    }
    found = design_of(tmp_path, paths)
    assert isinstance(endpoint(found, "GET /plans").behaviour, Custom)
    assert not isinstance(endpoint(found, "GET /plans/{id}").behaviour, Custom)


def test_a_whole_number_is_a_number(tmp_path: Path) -> None:
    paths = {
        "/plans": {"get": answer({"type": "array", "items": plan({"type": "integer"})})},
        "/plans/{id}": {
            "parameters": [path_parameter("id")],
            "get": answer(plan({"type": "number"})),
        },
    }
    found = design_of(tmp_path, paths).endpoints
    assert not any(isinstance(one.behaviour, Custom) for one in found)


def test_what_nothing_brings_is_left_out(tmp_path: Path) -> None:
    new = {"type": "object", "properties": {"id": TEXT}}
    paths = {
        "/plans": {
            "get": answer({"type": "array", "items": plan(TEXT)}),
            "post": {**body(new), **answer(plan(GROUP), "201")},
        }
    }
    found = design_of(tmp_path, paths).endpoints
    assert not any(isinstance(one.behaviour, Custom) for one in found)


@pytest.mark.parametrize(
    ("closed", "behaviour"),
    [
        ({"allOf": [ref("Thing")], "additionalProperties": False}, Custom),
        ({"allOf": [ref("Thing")]}, CreateRow),
        ({"allOf": [ref("Shut"), {"properties": {"size": {"type": "integer"}}}]}, Custom),
        ({"allOf": [ref("Shut"), {"required": ["name"]}]}, CreateRow),
    ],
)
def test_what_closes_itself_to_what_it_extends_shows_no_row(
    tmp_path: Path, closed: dict[str, Any], behaviour: type
) -> None:
    name = {"type": "object", "properties": {"name": {"type": "string"}}}
    schemas = {"Thing": name, "Shut": {**name, "additionalProperties": False}}
    paths = {"/things": {"post": {**body(ref("Thing")), **answer(closed, "201")}}}
    found = endpoint(design_of(tmp_path, paths, schemas), "POST /things").behaviour
    assert isinstance(found, behaviour)


@pytest.mark.parametrize("closed", [True, False])
def test_a_list_that_is_closed_to_what_it_carries_is_not_listed(
    tmp_path: Path, *, closed: bool
) -> None:
    name = {"type": "object", "properties": {"name": {"type": "string"}}}
    things = {"properties": {"results": {"type": "array", "items": ref("Thing")}}}
    page = {"type": "object", "properties": {"total": {"type": "integer"}}}
    whole = {"allOf": [things, page], **({"additionalProperties": False} if closed else {})}
    many = {"get": answer(whole), "post": {**body(ref("Thing")), **answer(ref("Thing"), "201")}}
    design = design_of(tmp_path, {"/things": many}, {"Thing": name})
    assert isinstance(endpoint(design, "GET /things").behaviour, Custom if closed else ListRows)


def test_a_key_of_a_parent_is_filled_by_paths(tmp_path: Path) -> None:
    """The column refers to a row that a UUID names; no answer shows that as a text without form."""
    uuid = {"type": "string", "format": "uuid"}
    event = {"type": "object", "properties": {"id": uuid, "plan_id": TEXT}}
    plans = {"type": "object", "properties": {"id": uuid, "name": TEXT}}
    paths = {
        "/plans": {"post": {**body(plans), **answer(plans, "201")}},
        "/plans/{plan_id}": {"parameters": [path_parameter("plan_id")], "get": answer(plans)},
        "/plans/{plan_id}/events": {
            "parameters": [path_parameter("plan_id")],
            "get": answer({"type": "array", "items": event}),
        },
        "/events/{id}": {"parameters": [path_parameter("id")], "get": answer(event)},
    }
    found = endpoint(design_of(tmp_path, paths), "GET /events/{id}").behaviour
    assert isinstance(found, Custom)
