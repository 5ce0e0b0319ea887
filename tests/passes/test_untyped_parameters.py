"""Parameters of no type or of one value, and defaults that Python's types do not take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.contract import ABSENT
from pactgen.ir.inputs import UnusedRole
from pactgen.ir.wire import Choice, ListOf, Nullable
from pactgen.passes.model_wire.defaults import fitting_default
from tests.passes.contracts import THING, answer, design_of, endpoint, query, ref

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("told", "read"), [(24, "24"), ("a", "a"), (["a"], ABSENT)])
def test_a_default_is_a_text(tmp_path: Path, told: Any, read: object) -> None:
    period = {"in": "query", "name": "period", "schema": {"default": told}}
    paths = {"/things": {"get": {"parameters": [period], **answer(THING)}}}
    design = design_of(tmp_path, paths, {})
    assert endpoint(design, "GET /things").inputs[0].default == read


def test_a_sort_that_only_ascends_asks_nothing(tmp_path: Path) -> None:
    told = {"parameters": [query("sortOrder", type="string", enum=["ASCENDING"])]}
    listed = {**told, **answer({"type": "array", "items": ref("Thing")})}
    design = design_of(tmp_path, {"/things": {"get": listed}}, {"Thing": THING})
    assert isinstance(endpoint(design, "GET /things").inputs[0].role, UnusedRole)


def test_a_list_of_choices_or_null_has_no_default_that_mypy_refuses() -> None:
    choices = ListOf(item=Choice(values=("a", "b")))
    assert fitting_default(["a"], choices, {}) == ["a"]
    assert fitting_default(["a"], Nullable(inner=choices), {}) is ABSENT
