"""Answers of several forms, and lists inside of things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Custom, ListRows, ReadRow
from pactgen.ir.fills import Built, FromRow
from tests.passes.contracts import (
    THING,
    answer,
    body,
    design_of,
    endpoint,
    path_parameter,
    ref,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.design import Design

GONE = {
    "type": "object",
    "required": ["id", "deleted"],
    "properties": {"id": {"type": "string"}, "deleted": {"type": "boolean", "enum": [True]}},
}
LESS = {"type": "object", "properties": {"id": {"type": "string"}, "name": {"type": "string"}}}
OTHER = {"type": "object", "properties": {"wheels": {"type": "integer"}}}


def reading(folder: Path, shown: dict[str, Any]) -> Design:
    paths = {
        "/things": {"post": {**body(ref("Thing")), **answer(ref("Thing"), "201")}},
        "/things/{id}": {"parameters": [path_parameter("id")], "get": answer(shown)},
    }
    return design_of(folder, paths, {"Thing": THING, "Gone": GONE, "Less": LESS, "Other": OTHER})


@pytest.mark.parametrize(
    "shown",
    [
        {"anyOf": [ref("Gone"), ref("Thing")]},
        {"oneOf": [ref("Less"), ref("Thing")]},
        {"anyOf": [ref("Thing"), {"type": "object"}]},
    ],
)
def test_a_row_that_is_there_is_shown_in_full(tmp_path: Path, shown: dict[str, Any]) -> None:
    design = reading(tmp_path, shown)
    found = endpoint(design, "GET /things/{id}")
    assert found.behaviour == ReadRow(resource="Thing")
    assert isinstance(found.answer.fill, FromRow)
    assert found.answer.fill.is_chosen
    assert any(one.id == f"answer/{found.operation_id}" for one in design.decisions)


def test_things_of_different_kinds_are_custom(tmp_path: Path) -> None:
    design = reading(tmp_path, {"anyOf": [ref("Thing"), ref("Other")]})
    assert isinstance(endpoint(design, "GET /things/{id}").behaviour, Custom)


def test_a_list_inside_of_an_item_is_a_part_of_it(tmp_path: Path) -> None:
    parts = {"type": "array", "items": OTHER}
    whole = {"type": "object", "properties": {"sha": {"type": "string"}, "parts": parts}}
    item = {"parameters": [path_parameter("sha")], "get": answer(whole)}
    design = design_of(tmp_path, {"/parts/{sha}": item}, {})
    assert isinstance(endpoint(design, "GET /parts/{sha}").behaviour, ReadRow)
    assert {"sha", "parts"} <= {each.name for each in design.tables["parts"].columns}


def test_a_list_beside_its_total_is_the_list(tmp_path: Path) -> None:
    parts = {"type": "array", "items": OTHER}
    page = {"type": "object", "properties": {"total": {"type": "integer"}, "parts": parts}}
    design = design_of(tmp_path, {"/parts": {"get": answer(page)}}, {})
    assert isinstance(endpoint(design, "GET /parts").behaviour, ListRows)


def test_a_receipt_shows_no_column_of_another_form(tmp_path: Path) -> None:
    parts = {"type": "array", "items": OTHER}
    whole = {"type": "object", "properties": {"id": {"type": "string"}, "data": parts}}
    nothing = {"type": "array", "items": {"type": "string"}}
    receipt = {"type": "object", "properties": {"data": nothing, "status": {"type": "integer"}}}
    item = {"parameters": [path_parameter("id")], "get": answer(whole), "delete": answer(receipt)}
    design = design_of(tmp_path, {"/entries/{id}": item})
    fill = endpoint(design, "DELETE /entries/{id}").answer.fill
    assert isinstance(fill, Built)
    assert not fill.fields


def test_a_receipt_shows_no_free_text_where_it_lists_words(tmp_path: Path) -> None:
    words = {"type": "string", "enum": ["success", "error"]}
    receipt = {"type": "object", "properties": {"status": words}}
    thing = {**THING, "properties": {**THING["properties"], "status": {"type": "string"}}}  # type: ignore[dict-item]
    paths = {
        "/things": {"get": answer({"type": "array", "items": ref("Thing")})},
        "/things/{id}": {"parameters": [path_parameter("id")], "delete": answer(receipt)},
    }
    fill = endpoint(design_of(tmp_path, paths, {"Thing": thing}), "DELETE /things/{id}").answer.fill
    assert fill == Built(model="ThingAnswer", fields=())


@pytest.mark.parametrize(("form", "works"), [("oneOf", False), ("anyOf", True)])
def test_an_empty_answer_is_of_one_form_or_none(tmp_path: Path, form: str, *, works: bool) -> None:
    shown = {form: [ref("Other"), {"type": "object", "properties": {"rows": {"type": "integer"}}}]}
    paths = {
        "/things": {"post": {**body(ref("Thing")), **answer(shown, "201")}},
        "/things/{id}": {"parameters": [path_parameter("id")], "get": answer(ref("Thing"))},
    }
    design = design_of(tmp_path, paths, {"Thing": THING, "Other": OTHER})
    assert isinstance(endpoint(design, "POST /things").behaviour, Custom) != works
