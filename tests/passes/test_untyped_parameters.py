"""Parameters of no type: they are read as texts, and so are their defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.contract import ABSENT
from tests.passes.contracts import THING, answer, design_of, endpoint

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("told", "read"), [(24, "24"), ("a", "a"), (["a"], ABSENT)])
def test_a_default_is_a_text(tmp_path: Path, told: Any, read: object) -> None:
    period = {"in": "query", "name": "period", "schema": {"default": told}}
    paths = {"/things": {"get": {"parameters": [period], **answer(THING)}}}
    design = design_of(tmp_path, paths, {})
    assert endpoint(design, "GET /things").inputs[0].default == read
