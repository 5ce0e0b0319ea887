"""Parameters that may be null, or empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.project import render_project
from tests.passes.contracts import answer, design_of, query

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("schema", "printed"),
    [
        ({"type": ["integer", "null"]}, "size: IntegerParam | NullParam"),
        ({"type": ["string", "null"]}, "size: TextParam"),
        ({"anyOf": [{"type": "boolean"}, {"type": "null"}]}, "size: BooleanParam | NullParam"),
        ({"type": "integer"}, "size: IntegerParam"),
    ],
)
def test_null_is_spelled_null_where_that_is_no_text(
    tmp_path: Path, schema: dict[str, Any], printed: str
) -> None:
    parameter = {**query("size", **schema), "required": True}
    paths = {"/reports/sales": {"get": {"parameters": [parameter], **answer({"type": "object"})}}}
    files = render_project(design_of(tmp_path, paths), document={}, inputs={"api.yaml": b""})
    lines = {line.strip() for file in files for line in file.text.splitlines()}
    assert printed in lines


@pytest.mark.parametrize(
    ("schema", "printed"),
    [
        ({"type": "integer"}, "size: Annotated[IntegerParam | None, EMPTY_IS_NONE] = None"),
        (
            {"type": "integer", "default": 5},
            'size: Annotated[IntegerParam, empty_means("5")] = 5',
        ),
        (
            {"type": "boolean", "default": True},
            'size: Annotated[BooleanParam, empty_means("true")] = True',
        ),
        (
            {"enum": ["a", "b"], "default": "a"},
            'size: Annotated[Literal["a", "b"], empty_means("a")] = "a"',
        ),
        ({"type": "string", "default": "a"}, 'size: TextParam = "a"'),
        (
            {"type": "string", "enum": ["a"]},
            'size: Annotated[Literal["a"] | None, EMPTY_IS_NONE] = None',
        ),
    ],
)
def test_an_empty_value_asks_for_the_default(
    tmp_path: Path, schema: dict[str, Any], printed: str
) -> None:
    parameter = {**query("size", **schema), "allowEmptyValue": True}
    other = query("other")
    paths = {"/reports/sales": {"get": {"parameters": [parameter, other], **answer({})}}}
    files = render_project(design_of(tmp_path, paths), document={}, inputs={"api.yaml": b""})
    lines = {line.strip() for file in files for line in file.text.splitlines()}
    assert printed in lines
