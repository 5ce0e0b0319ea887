"""Resources below segments that name no thing are called after the segment before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.passes.contracts import answer, body, design_of, path_parameter

if TYPE_CHECKING:
    from pathlib import Path


def rows(*names: str) -> dict[str, Any]:
    properties = {key: {"type": "string"} for key in ("id", *names)}
    return {"type": "object", "properties": properties}


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/operations/all", "Operation"),
        ("/labels/v4", "Label"),
        ("/shops/{shop}/search", "Shop"),
        ("/search", "Search"),
        ("/api/v2", "V2"),
        ("/add-ons/list", "AddOn"),
    ],
)
def test_what_says_how_things_are_asked_for_is_no_name(
    tmp_path: Path, path: str, name: str
) -> None:
    shop = [path_parameter("shop")] if "{shop}" in path else []
    item = {
        path: {"parameters": shop, "get": answer({"type": "array", "items": rows("kind")})},
        f"{path}/{{id}}": {
            "parameters": [*shop, path_parameter("id")],
            "get": answer(rows("kind")),
            "put": {**body(rows("kind")), **answer(rows("kind"))},
        },
    }
    assert set(design_of(tmp_path, item).resources) == {name}


@pytest.mark.parametrize(
    ("noun", "names"),
    [("parcels", {"Parcel", "ParcelList"}), ("files", {"FileRecord", "FileList"})],
)
def test_it_tells_rows_apart_from_those_that_have_the_name(
    tmp_path: Path, noun: str, names: set[str]
) -> None:
    paths = {
        f"/{noun}": {
            "get": answer({"type": "array", "items": rows("name", "size", "owner")}),
            "post": {**body(rows("name", "size", "owner")), **answer(rows("name"), "201")},
        },
        f"/{noun}/list/{{id}}": {
            "parameters": [path_parameter("id")],
            "get": answer(rows("next", "total", "page")),
        },
    }
    assert set(design_of(tmp_path, paths).resources) == names
