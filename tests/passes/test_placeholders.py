"""What stands in where an answer requires what no input brings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.contract import ABSENT
from tests.passes.contracts import answer, body, design_of, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.database import Column
    from pactgen.ir.design import Design

TEXT = {"type": "string"}
PERSON = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {"id": TEXT, "name": {"type": "string", "minLength": 1}},
}


def things(folder: Path, shown: dict[str, Any], sent: dict[str, Any] | None = None) -> Design:
    """Design things that show one required `value`, named in paths by their `slug`."""
    thing = {
        "type": "object",
        "required": ["id", "slug", "value"],
        "properties": {"id": {"type": "integer"}, "slug": TEXT, "value": shown},
    }
    new = {"type": "object", "properties": {"note": TEXT, **({"value": sent} if sent else {})}}
    named = {"parameters": [path_parameter("slug")], **answer(ref("Thing"))}
    paths = {
        "/things": {"post": {**body(new), **answer(ref("Thing"), "201")}},
        "/things/{slug}": {"get": named},
    }
    return design_of(folder, paths, {"Thing": thing, "Person": PERSON})


def column(design: Design, name: str) -> Column:
    return next(iter(design.tables.values())).column(name)


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        ({"anyOf": [ref("Person"), TEXT]}, ""),
        ({"oneOf": [ref("Person"), {"type": "array", "items": TEXT}]}, []),
        ({"oneOf": [{"enum": ["inf"]}, {"type": "integer"}]}, "inf"),
        ({"oneOf": [ref("Person"), ref("Person")]}, {"id": "", "name": "-"}),
        ({**TEXT, "example": "Ada"}, ""),
        ({"type": "integer", "examples": [42]}, 0),
        ({**TEXT, "pattern": "^USR_[a-f0-9-]+$", "example": "USR_550e"}, "USR_a"),
        ({**TEXT, "pattern": "^(?=U)U.*$", "example": "U7"}, "U7"),
    ],
)
def test_the_smallest_value_stands_in_and_no_example(
    tmp_path: Path, shown: dict[str, Any], value: object
) -> None:
    generated = column(things(tmp_path, shown), "value").generated
    assert generated is not None
    assert generated.value == value


def test_what_may_only_be_null_is_null(tmp_path: Path) -> None:
    unclear = {"allOf": [{"type": ["object", "null"]}, {"type": ["array", "null"]}]}
    found = column(things(tmp_path, unclear), "value")
    assert (found.nullable, found.generated, found.fill) == (True, None, ABSENT)


def test_rows_that_nobody_names_are_told_apart(tmp_path: Path) -> None:
    slug = column(things(tmp_path, TEXT), "slug")
    assert slug.unique
    assert slug.generated is not None
    assert slug.generated.kind == "uuid"


def test_a_key_that_answers_may_show_as_a_row_is_stored_as_it_is_brought(tmp_path: Path) -> None:
    found = column(things(tmp_path, {"anyOf": [TEXT, ref("Person")]}, TEXT), "value")
    assert found.kind == "text"
    assert found.generated is not None
    assert found.generated.value == ""
