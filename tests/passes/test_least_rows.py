"""Lists that must show rows: fewer are answered 404, which the gaps tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import ListRows
from pactgen.project import render_project
from pactgen.prove.from_design import script_of
from tests.passes.contracts import THING, answer, design_of, endpoint, path_parameter, query

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.design import Design


def listing(folder: Path, least: int, *, envelope: bool = False, paged: bool = False) -> Design:
    rows: dict[str, Any] = {"type": "array", "minItems": least, "items": THING}
    shown = {"type": "object", "properties": {"data": rows}} if envelope else rows
    cut = [{**query("limit", type="integer"), "required": True}] if paged else []
    cut += [{**query("page", type="integer", minimum=1), "required": True}] if paged else []
    item = {"parameters": [path_parameter("id")], "get": answer(THING)}
    listed = {"get": {"parameters": cut, **answer(shown)}}
    return design_of(folder, {"/things": listed, "/things/{id}": item})


@pytest.mark.parametrize("envelope", [False, True])
def test_a_list_that_must_show_rows_is_missing_without(tmp_path: Path, *, envelope: bool) -> None:
    design = listing(tmp_path, 2, envelope=envelope)
    behaviour = endpoint(design, "GET /things").behaviour
    assert isinstance(behaviour, ListRows)
    assert behaviour.least == 2
    assert ("GET /things", 404) in {(gap.operation_label, gap.status) for gap in design.gaps}
    assert "least/list_things" in {each.id for each in design.decisions}


def test_a_list_that_may_be_empty_is(tmp_path: Path) -> None:
    design = listing(tmp_path, 0)
    assert "GET /things" not in {gap.operation_label for gap in design.gaps}
    assert not any("TooFew" in text for text in printed(design))


@pytest.mark.parametrize(
    ("least", "paged", "condition"),
    [
        (1, False, "if not found:"),
        (1, True, "if not found.items:"),
        (2, False, "if len(found) < least:"),
    ],
)
def test_the_service_says_so(tmp_path: Path, least: int, *, paged: bool, condition: str) -> None:
    lines = [
        line.strip()
        for text in printed(listing(tmp_path, least, paged=paged))
        for line in text.splitlines()
    ]
    assert condition in lines
    assert "raise TooFewThingsError" in lines


def test_the_proof_begins_at_the_first_page(tmp_path: Path) -> None:
    listed, _ = script_of(listing(tmp_path, 1, paged=True)).steps
    assert listed.starts == (("query", "page", 1),)


def printed(design: Design) -> list[str]:
    files = render_project(design, document={}, inputs={"api.yaml": b""})
    return [file.text for file in files]


@pytest.mark.parametrize(("least", "refusals"), [(0, ()), (2, (404,))])
def test_the_proof_knows_what_too_few_are_answered(
    tmp_path: Path, least: int, refusals: tuple[int, ...]
) -> None:
    steps = {one.label: one for one in script_of(listing(tmp_path, least)).steps}
    assert steps["GET /things"].refusals == refusals
