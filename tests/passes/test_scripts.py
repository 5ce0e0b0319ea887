"""Names in scripts other than Latin: their words are told apart like any others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.views.handlers import route_path
from tests.passes.contracts import (
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

    from pactgen.ir.design import Design

TEXT = {"type": "string"}
NEW_BOOK = {
    "type": "object",
    "required": ["название", "автор"],
    "properties": {"название": TEXT, "автор": TEXT},
}
BOOK = {
    "type": "object",
    "required": ["ид", "название", "автор"],
    "properties": {"ид": {"type": "integer"}, **NEW_BOOK["properties"]},
}


def library(folder: Path) -> Design:
    paths = {
        "/книги": {
            "get": {
                "parameters": [query("автор", type="string")],
                **answer({"type": "array", "items": ref("Книга")}),
            },
            "post": {**body(ref("НоваяКнига")), **answer(ref("Книга"), "201")},
        },
        "/книги/{ид}": {
            "parameters": [path_parameter("ид", type="integer")],
            "get": answer(ref("Книга")),
        },
    }
    return design_of(folder, paths, {"Книга": BOOK, "НоваяКнига": NEW_BOOK})


def test_the_path_names_its_own_property(tmp_path: Path) -> None:
    assert [table.key.name for table in library(tmp_path).tables.values()] == ["ид"]


def test_routes_name_their_parts_in_ascii(tmp_path: Path) -> None:
    found = endpoint(library(tmp_path), "GET /книги/{ид}")
    assert [each.name for each in found.inputs] == ["key"]
    assert route_path(found) == "/книги/{key}"
