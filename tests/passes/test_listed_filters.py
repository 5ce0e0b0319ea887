"""Filters by one value of what rows list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.inputs import FilterRole
from tests.passes.contracts import answer, body, design_of, endpoint, query, ref

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = {
    "type": "object",
    "required": ["title"],
    "properties": {
        "title": {"type": "string"},
        "tagList": {"type": "array", "items": {"type": "string"}},
    },
}


def test_a_tag_is_one_of_the_tag_list(tmp_path: Path) -> None:
    listed = answer({"type": "array", "items": ref("Article")})
    paths = {
        "/articles": {
            "get": {"parameters": [query("tag")], **listed},
            "post": {**body(ref("Article")), **answer(ref("Article"), "201")},
        }
    }
    design = design_of(tmp_path, paths, {"Article": ARTICLE})
    (tag,) = endpoint(design, "GET /articles").inputs
    assert tag.role == FilterRole(column="tag_list", op="has")
