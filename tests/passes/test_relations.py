"""Which column holds the row that a path names above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.passes.contracts import answer, body, design_of, path_parameter

if TYPE_CHECKING:
    from pathlib import Path

INTEGER = {"type": "integer", "format": "int64"}
TEXT = {"type": "string"}
IMAGE = {
    "type": "object",
    "required": ["digest"],
    "properties": {"id": {**INTEGER, "readOnly": True}, "digest": TEXT},
}


def shop(of_image: dict[str, Any]) -> dict[str, Any]:
    label = {"type": "object", "properties": {"name": TEXT, "image_id": of_image}}
    named = {"parameters": [path_parameter("digest")]}
    return {
        "/images": {"post": {**body(IMAGE), **answer(IMAGE, "201")}},
        "/images/{digest}": {**named, "get": answer(IMAGE)},
        "/images/{digest}/labels": {
            **named,
            "get": answer({"type": "array", "items": label}),
            "post": {**body(label), **answer(label, "201")},
        },
    }


@pytest.mark.parametrize(
    ("of_image", "kind", "holds"),
    [
        (INTEGER, "bigint", "image_digest"),
        ({"type": "boolean"}, "boolean", "image_digest"),
        (TEXT, "text", "image_id"),
    ],
)
def test_what_is_no_text_does_not_hold_a_parent_named_by_one(
    tmp_path: Path, of_image: dict[str, Any], kind: str, holds: str
) -> None:
    labels = design_of(tmp_path, shop(of_image)).tables["labels"]
    assert [each.name for each in labels.columns if each.references is not None] == [holds]
    assert labels.column(holds).kind == "text"
    assert labels.column("image_id").kind == kind
