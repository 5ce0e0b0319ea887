"""One parameter that is several fields of the query: the whole string (3.2), or a spread object."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pactgen.prove.documents import Document
from pactgen.readers.openapi.read import read_contract
from tests.passes.backends import Backend

if TYPE_CHECKING:
    from pathlib import Path

FILTER = {
    "type": "object",
    "required": ["status"],
    "properties": {
        "status": {"type": "string", "enum": ["held", "paid"]},
        "limit": {"type": "integer", "description": "How many at most."},
    },
}
FORM = "application/x-www-form-urlencoded"


def document(media_type: str, schema: dict[str, Any], *, required: bool = True) -> dict[str, Any]:
    whole = {
        "name": "filter",
        "in": "querystring",
        "required": required,
        "content": {media_type: {"schema": schema}},
    }
    get = {"parameters": [whole], "responses": {"200": {"description": "fine"}}}
    return {
        "openapi": "3.2.0",
        "info": {"title": "Bookings", "version": "1"},
        "paths": {"/bookings": {"get": get}},
        "components": {"schemas": {"Filter": FILTER}},
    }


def asked(folder: Path, written: dict[str, Any]) -> list[tuple[str, str, bool]]:
    place = folder / "api.json"
    place.write_text(json.dumps(written), encoding="utf-8")
    found = read_contract(place)
    assert found.contract is not None, found.diagnostics
    (operation,) = found.contract.operations
    return [(one.name, one.location, one.required) for one in operation.parameters]


def proved(written: dict[str, Any]) -> list[tuple[str, str, bool]]:
    operation = Document(written).operations["GET", "/bookings"]
    return [(one["name"], one["in"], one.get("required", False)) for one in operation.parameters]


@pytest.mark.parametrize("schema", [FILTER, {"$ref": "#/components/schemas/Filter"}])
def test_its_fields_are_query_parameters(tmp_path: Path, schema: dict[str, Any]) -> None:
    written = document(FORM, schema)
    fields = [("status", "query", True), ("limit", "query", False)]
    assert asked(tmp_path, written) == proved(written) == fields


def test_no_field_is_needed_where_the_query_string_is_not(tmp_path: Path) -> None:
    written = document(FORM, FILTER, required=False)
    fields = [("status", "query", False), ("limit", "query", False)]
    assert asked(tmp_path, written) == proved(written) == fields


def test_other_content_has_no_fields(tmp_path: Path) -> None:
    written = document("application/json", FILTER)
    assert asked(tmp_path, written) == proved(written) == []
    rows = Backend(tmp_path / "api.json", tmp_path / "out", None).rows
    content = rows["/paths/~1bookings/get/parameters/0/content"]
    assert (content.status, content.level) == ("unsupported", "HIGH")


def spread(schema: dict[str, Any], beside: str = "status", **said: Any) -> dict[str, Any]:
    """Return a document whose operation takes an object from the query, and another parameter."""
    whole = {"name": "pageable", "in": "query", "schema": schema, **said}
    other = {"name": beside, "in": "query", "schema": {"type": "string"}}
    get = {"parameters": [whole, other], "responses": {"200": {"description": "fine"}}}
    return {
        "openapi": "3.0.3",
        "info": {"title": "Bookings", "version": "1"},
        "paths": {"/bookings": {"get": get}},
        "components": {"schemas": {"Pageable": PAGEABLE}},
    }


SORT = {"type": "array", "items": {"type": "string"}}
PAGEABLE = {"type": "object", "properties": {"page": {"type": "integer"}, "sort": SORT}}
STATUS = ("status", "query", False)


@pytest.mark.parametrize("schema", [PAGEABLE, {"$ref": "#/components/schemas/Pageable"}])
def test_a_spread_object_is_its_fields(tmp_path: Path, schema: dict[str, Any]) -> None:
    written = spread(schema, required=True)
    fields = [("page", "query", False), ("sort", "query", False), STATUS]
    assert asked(tmp_path, written) == proved(written) == fields


@pytest.mark.parametrize(
    "written",
    [
        spread(PAGEABLE, style="deepObject"),
        spread(PAGEABLE, explode=False),
        spread({**PAGEABLE, "additionalProperties": {"type": "string"}}),
        spread({**PAGEABLE, "required": ["page"]}),
        spread({"type": "object", "properties": {"in": {"type": "object", "properties": {}}}}),
        spread({"type": "object", "properties": {"status": {"type": "string"}}}),
    ],
)
def test_an_object_that_says_more_than_its_fields_stays_whole(
    tmp_path: Path, written: dict[str, Any]
) -> None:
    whole = [("pageable", "query", False), STATUS]
    assert asked(tmp_path, written) == proved(written) == whole
