"""What becomes of null inside oneOf and anyOf."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.wire import Nullable, UnionOf
from tests.passes.contracts import answer, body, design_of

if TYPE_CHECKING:
    from pathlib import Path

TEXT_OR_NULL = {"type": ["string", "null"]}
NUMBER_OR_NULL = {"type": ["number", "null"]}
LIST = {"type": "array", "items": {"type": "string"}}


@pytest.mark.parametrize(
    ("keyword", "options", "is_null_told"),
    [
        ("oneOf", [TEXT_OR_NULL, LIST], True),
        ("anyOf", [TEXT_OR_NULL, LIST], True),
        ("oneOf", [TEXT_OR_NULL, NUMBER_OR_NULL], False),
        ("anyOf", [TEXT_OR_NULL, NUMBER_OR_NULL], True),
        ("oneOf", [{"type": "string"}, LIST], False),
    ],
)
def test_null_stands_beside_the_union(
    tmp_path: Path, keyword: str, options: list[dict[str, Any]], *, is_null_told: bool
) -> None:
    thing = {"type": "object", "properties": {"value": {keyword: options}}}
    design = design_of(tmp_path, {"/things": {"post": {**body(thing), **answer(thing, "201")}}})
    (model,) = (one for one in design.models.values() if one.mode == "write")
    told = model.fields[0].type
    assert isinstance(told, Nullable) is is_null_told
    union = told.inner if isinstance(told, Nullable) else told
    assert isinstance(union, UnionOf)
    assert not any(isinstance(option, Nullable) for option in union.options)
