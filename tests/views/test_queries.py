"""Parameters that may be null."""

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
