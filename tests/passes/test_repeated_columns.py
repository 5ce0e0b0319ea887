"""Answers beside the row: what they repeat of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.fills import Built, FromColumn
from tests.passes.contracts import answer, body, design_of, endpoint, path_parameter

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "string"}
RULE = {"type": "object", "properties": {"id": TEXT, "title": TEXT, "state": {"enum": ["a", "b"]}}}
SENT = {
    "type": "object",
    "properties": {
        "title": TEXT,
        "names": {"type": "array", "items": TEXT},
        "state": RULE["properties"]["state"],  # type: ignore[index]
    },
}


@pytest.mark.parametrize(
    ("name", "shown", "repeated"),
    [
        ("names", {"type": "array", "items": TEXT}, True),
        ("names", {"type": "array", "items": {"type": "object", "required": ["id"]}}, False),
        ("state", {"enum": ["c", "b", "a"]}, True),
        ("state", {"enum": ["b", "c"]}, False),
        ("title", {"type": "integer"}, False),
    ],
)
def test_only_what_an_answer_may_show_is_repeated(
    tmp_path: Path, name: str, shown: dict[str, Any], *, repeated: bool
) -> None:
    receipt = {"type": "object", "required": [name], "properties": {name: shown, "sum": TEXT}}
    named = {"parameters": [path_parameter("id")]}
    done = {"type": "object", "required": ["receipt"], "properties": {"receipt": receipt}}
    paths = {
        "/rules": {"post": {**body(SENT), **answer(RULE, "201")}},
        "/rules/{id}": {**named, "get": answer(RULE), "patch": {**body(SENT), **answer(done)}},
    }
    fill = endpoint(design_of(tmp_path, paths), "PATCH /rules/{id}").answer.fill
    assert isinstance(fill, Built)
    ((_, inner),) = fill.fields
    assert isinstance(inner, Built)
    assert isinstance(dict(inner.fields)[name], FromColumn) is repeated
