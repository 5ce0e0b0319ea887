"""Answers that would be made up of constants are honest instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import CreateRow, Custom
from tests.passes.contracts import THING, answer, body, design_of, endpoint, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "string"}
NUMBER = {"type": "integer"}


def envelope(**beside: Any) -> dict[str, Any]:
    properties = {"things": {"type": "array", "items": ref("Thing")}, **beside}
    return {"type": "object", "required": list(properties), "properties": properties}


def thing(*required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(required),
        "properties": dict.fromkeys(required, TEXT),
    }


@pytest.mark.parametrize(
    ("beside", "is_custom"),
    [
        ({}, False),
        ({"message": TEXT, "status": TEXT, "code": NUMBER, "success": {"type": "boolean"}}, False),
        ({"object": {"type": "string", "enum": ["list"]}, "sha": TEXT}, False),
        ({"sha": TEXT, "owner": thing("login", "mail")}, True),
        ({"sha": TEXT, "size": NUMBER, "day": {"type": "string", "format": "date"}}, True),
    ],
)
def test_a_list_does_not_invent_what_stands_beside_it(
    tmp_path: Path, beside: dict[str, Any], *, is_custom: bool
) -> None:
    paths = {
        "/things": {
            "get": answer(envelope(**beside)),
            "post": {**body(ref("Thing")), **answer(ref("Thing"), "201")},
        }
    }
    design = design_of(tmp_path, paths, {"Thing": THING})
    found = endpoint(design, "GET /things")
    assert isinstance(found.behaviour, Custom) is is_custom
    assert isinstance(endpoint(design, "POST /things").behaviour, Custom) is False


def test_a_look_that_shows_no_row_is_custom(tmp_path: Path) -> None:
    bank, card = thing("bank", "iban", "holder"), {**thing("brand", "last4"), "required": []}
    either = {"oneOf": [bank, card]}
    listed = {"type": "object", "properties": {"data": {"type": "array", "items": either}}}
    paths = {
        "/sources": {"get": answer(listed), "post": {**body(bank), **answer(bank, "201")}},
        "/sources/{id}": {
            "parameters": [path_parameter("id")],
            "patch": {**body(bank), **answer(either)},
            "delete": answer(bank),
        },
    }
    design = design_of(tmp_path, paths)
    behaviours = {one.operation.label: one.behaviour for one in design.endpoints}
    assert {name for name, one in behaviours.items() if isinstance(one, Custom)} == {
        "GET /sources",
        "PATCH /sources/{id}",
    }


def test_of_an_object_of_several_forms_none_is_made_up(tmp_path: Path) -> None:
    shown = {
        "type": "object",
        "anyOf": [thing("kind", "login", "mail"), thing("kind", "slug", "x")],
    }
    new = {"type": "object", "properties": {"kind": TEXT, "role": TEXT}}
    listed = answer({"type": "array", "items": new})
    paths = {"/friends": {"get": listed, "post": {**body(new), **answer(shown, "201")}}}
    made = endpoint(design_of(tmp_path, paths), "POST /friends").behaviour
    assert isinstance(made, Custom)
    assert "nothing tells" in made.reason


@pytest.mark.parametrize(
    ("brought", "is_custom"),
    [(("symbol", "units"), True), (("units", "note"), False), (("price", "units"), False)],
)
def test_a_new_row_shows_something_of_what_made_it(
    tmp_path: Path, brought: tuple[str, ...], *, is_custom: bool
) -> None:
    """Also where it is another answer that shows it: `note` is in the list alone."""
    sold = thing("agent", "price", "cargo")
    listed = {"type": "array", "items": thing("agent", "price", "cargo", "note")}
    paths = {"/sales": {"get": answer(listed), "post": {**body(thing(*brought)), **answer(sold)}}}
    found = endpoint(design_of(tmp_path, paths), "POST /sales")
    assert isinstance(found.behaviour, Custom) is is_custom


@pytest.mark.parametrize(
    ("values", "state"),
    [(["canceled", "failed", "pending"], "pending"), (["Error", "deleted"], "Error")],
)
def test_nothing_is_over_when_it_has_just_been_made(
    tmp_path: Path, values: list[str], state: str
) -> None:
    shown = thing("title")
    shown["properties"]["state"] = {"type": "string", "enum": values}
    shown["required"] = ["title", "state"]
    made = {**body(thing("title")), **answer(shown, "201")}
    read = {"parameters": [path_parameter("id")], "get": answer(shown)}
    design = design_of(tmp_path, {"/jobs": {"post": made}, "/jobs/{id}": read})
    behaviour = endpoint(design, "POST /jobs").behaviour
    assert isinstance(behaviour, CreateRow)
    assert dict(behaviour.filled)["state"] == state
