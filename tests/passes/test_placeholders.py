"""What stands in where an answer requires what no input brings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.contract import ABSENT
from pactgen.ir.database import Generated
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


def test_the_default_of_a_body_stands_in_for_nothing_that_answers_show_otherwise(
    tmp_path: Path,
) -> None:
    sent = {"type": "integer", "default": 0}
    generated = column(things(tmp_path, ref("Person"), sent), "value").generated
    assert generated is not None
    assert generated.value == {"id": "", "name": "-"}


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ({**TEXT, "format": "date-time"}, "the time at which it was made"),
        ({**TEXT, "format": "uuid"}, "a UUID drawn for each row"),
        (TEXT, "`''`"),
    ],
)
def test_the_log_says_what_new_rows_really_get(
    tmp_path: Path, shown: dict[str, Any], told: str
) -> None:
    decisions = {one.id: one.choice for one in things(tmp_path, shown).decisions}
    assert decisions["fill/Thing.value"] == told


def made(folder: Path, **members: Any) -> Design:
    new = {"type": "object", "properties": {"name": TEXT}}
    shown = {"type": "object", "properties": {"id": {"type": "integer"}, "name": TEXT, **members}}
    item = {"parameters": [path_parameter("id", type="integer")], "get": answer(shown)}
    paths = {"/things": {"post": {**body(new), **answer(shown, "201")}}, "/things/{id}": item}
    return design_of(folder, paths)


@pytest.mark.parametrize(
    ("members", "level", "named"),
    [
        ({"total": {"type": "integer"}}, "MEDIUM", "`total`"),
        ({"total": {"type": "integer"}, "token": TEXT}, "HIGH", "`total`, `token`"),
        ({"size": {"type": "integer", "default": 0}}, None, ""),
        ({"createdAt": TEXT}, None, ""),
        ({}, None, ""),
    ],
)
def test_what_nothing_fills_is_told(
    tmp_path: Path, members: dict[str, Any], level: str | None, named: str
) -> None:
    decisions = made(tmp_path, **members).decisions
    told = [one for one in decisions if one.id == "filled/Thing"]
    assert [one.uncertainty for one in told] == ([level] if level else [])
    assert all(named in one.question for one in told)


def test_a_time_that_is_a_text_by_the_contract_is_filled(tmp_path: Path) -> None:
    table = made(tmp_path, createdAt=TEXT, updatedAt=TEXT).tables["things"]
    assert table.column("created_at").generated == Generated(kind="now")
    assert table.column("updated_at").generated == Generated(kind="now", on_update=True)
    short = made(tmp_path, createdAt={**TEXT, "maxLength": 10}).tables["things"]
    assert short.column("created_at").generated is None


def test_what_paths_name_things_by_is_no_empty_text(tmp_path: Path) -> None:
    author = {
        "type": "object",
        "required": ["slug", "bio"],
        "properties": {"slug": TEXT, "bio": TEXT},
    }
    design = things(tmp_path, author)
    assert column(design, "value").generated == Generated(
        kind="constant", value={"slug": "-", "bio": ""}
    )
