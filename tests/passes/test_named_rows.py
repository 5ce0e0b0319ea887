"""Rows that a path names by another property than their key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pactgen.ir.behaviours import ReadRow
from tests.passes.backends import Backend
from tests.passes.contracts import (
    answer,
    body,
    design_of,
    endpoint,
    path_parameter,
    ref,
    written,
)

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "string"}
POST = {
    "type": "object",
    "required": ["id", "slug"],
    "properties": {"id": {"type": "integer"}, "slug": TEXT, "title": TEXT},
}
NEW = {"type": "object", "required": ["slug"], "properties": {"slug": TEXT, "title": TEXT}}
PATHS = {
    "/posts": {
        "get": answer({"type": "array", "items": ref("Post")}),
        "post": {**body(NEW), **answer(ref("Post"), "201")},
    },
    "/posts/{id}": {
        "parameters": [path_parameter("id", type="integer")],
        "get": answer(ref("Post")),
    },
}


@pytest.mark.parametrize("path", ["/posts/slug/{slug}", "/posts/by-slug/{s}"])
def test_the_word_before_says_which_property(tmp_path: Path, path: str) -> None:
    name = path.rpartition("{")[2].rstrip("}")
    looked_up = {"parameters": [path_parameter(name)], "get": answer(ref("Post"))}
    design = design_of(tmp_path, {**PATHS, path: looked_up}, {"Post": POST})
    assert endpoint(design, f"GET {path}").behaviour == ReadRow(resource="Post")
    assert list(design.resources) == ["Post"]
    assert design.tables["posts"].column("slug").unique


async def test_a_row_is_found_by_either_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up = {"parameters": [path_parameter("slug")], "get": answer(ref("Post"))}
    paths = {**PATHS, "/posts/slug/{slug}": looked_up}
    backend = Backend(
        written(tmp_path, paths, {"Post": POST}, title="Posts by slug"), tmp_path / "out", None
    )
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        made = await client.post("/posts", json={"slug": "first", "title": "One"})
        assert (await client.get("/posts/slug/first")).json() == made.json()
        assert (await client.get(f"/posts/{made.json()['id']}")).json() == made.json()
        assert (await client.get("/posts/slug/second")).status_code == 404
        assert (await client.post("/posts", json={"slug": "first"})).status_code == 409
