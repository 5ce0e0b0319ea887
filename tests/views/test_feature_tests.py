"""The tests that a backend gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pactgen.ir.behaviours import CreateRow
from pactgen.views.feature_tests import tests_view as view_of
from tests.passes.contracts import THING, answer, body, design_of, endpoint, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("method", ["post", "put"])
def test_rows_are_made_with_the_method_of_the_contract(tmp_path: Path, method: str) -> None:
    new = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
    paths = {
        "/things": {method: {**body(new), **answer(ref("Thing"), "201")}},
        "/things/{id}": {"parameters": [path_parameter("id")], "get": answer(ref("Thing"))},
    }
    design = design_of(tmp_path, paths, {"Thing": THING})
    assert isinstance(endpoint(design, f"{method.upper()} /things").behaviour, CreateRow)
    (trip,) = view_of(design, design.features[0]).trips
    assert f"client.{method}(" in trip.created


def test_a_new_row_brings_more_than_it_must_and_is_answered_so(tmp_path: Path) -> None:
    told = {
        "title": {"type": "string"},
        "is_open": {"type": "boolean"},
        "code": {"type": "string", "pattern": "^[a-f]{6}$"},
        "starts": {"type": "string", "format": "date-time"},
        "size": {"type": "integer", "readOnly": True},
    }
    fair = {"type": "object", "properties": {"id": {"type": "integer", "readOnly": True}, **told}}
    paths = {
        "/fairs": {"post": {**body(ref("Fair")), **answer(ref("Fair"), "201")}},
        "/fairs/{id}": {"parameters": [path_parameter("id")], "get": answer(ref("Fair"))},
    }
    design = design_of(tmp_path, paths, {"Fair": fair})
    (trip,) = view_of(design, design.features[0]).trips
    assert '{"title": "example", "is_open": True}' in trip.body
    assert trip.answered == " " * 8 + "assert created.json().items() >= NEW_FAIR.items()"


def test_whether_a_row_is_there_is_asked_with_the_method_of_the_contract(tmp_path: Path) -> None:
    new = {"type": "object", "properties": {"name": {"type": "string"}}}
    there = {"responses": {"200": {"description": "it is there"}, "404": {"description": "no"}}}
    paths = {
        "/things": {"post": {**body(new), **answer(ref("Thing"), "201")}},
        "/things/{id}": {
            "parameters": [path_parameter("id")],
            "get": answer(ref("Thing")),
            "head": there,
        },
    }
    design = design_of(tmp_path, paths, {"Thing": THING})
    asked = [each.response for each in view_of(design, design.features[0]).missing]
    methods = (line.partition("client.")[2].partition("(")[0] for line in asked)
    assert sorted(methods) == ["get", "head"]
