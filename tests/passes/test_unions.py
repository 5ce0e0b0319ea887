"""What becomes of null inside oneOf and anyOf."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.wire import ListOf, Named, Nullable, UnionOf
from tests.passes.contracts import answer, body, design_of, path_parameter, ref

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


@pytest.mark.parametrize("more", [{}, {"type": "string"}, {"type": ["string", "null"]}])
@pytest.mark.parametrize("word", ["oneOf", "anyOf"])
def test_a_list_of_nothing_but_null_is_null(
    tmp_path: Path, word: str, more: dict[str, Any]
) -> None:
    """`NullEnum: {enum: [null]}` is how generators write that a choice may be empty."""
    schemas = {"Size": {"type": "string", "enum": ["s", "m"]}, "NullEnum": {**more, "enum": [None]}}
    told = {word: [ref("Size"), ref("NullEnum")]}
    thing = {"type": "object", "properties": {"size": told}}
    paths = {"/things": {"post": {**body(thing), **answer(thing, "201")}}}
    design = design_of(tmp_path, paths, schemas)
    types = [one.fields[0].type for one in design.models.values() if one.mode == "write"]
    assert types == [Nullable(inner=Named(name="Size"))]


@pytest.mark.parametrize("tagged", [True, False])
def test_options_that_a_tag_tells_apart_are_not_counted(tmp_path: Path, *, tagged: bool) -> None:
    kind = {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}}
    schemas = {
        "Pet": kind,
        "Cat": {"allOf": [ref("Pet"), {"type": "object", "properties": {"age": {}}}]},
        "Dog": {"allOf": [ref("Pet"), {"type": "object", "properties": {"bark": {}}}]},
    }
    told: dict[str, Any] = {"oneOf": [ref("Cat"), ref("Dog")]}
    if tagged:
        told["discriminator"] = {"propertyName": "kind"}
    thing = {"type": "object", "properties": {"pet": told}}
    paths = {"/things": {"post": {**body(thing), **answer(thing, "201")}}}
    design = design_of(tmp_path, paths, schemas)
    fields = [field for model in design.models.values() for field in model.fields]
    unions = [field.type for field in fields if isinstance(field.type, UnionOf)]
    assert {union.exclusive for union in unions} == ({False} if tagged else {True, False})


def test_a_union_inside_itself_is_no_option_that_a_tag_tells_apart(tmp_path: Path) -> None:
    def kind(value: str, **more: Any) -> dict[str, Any]:
        told = {"kind": {"type": "string", "enum": [value]}, **more}
        return {"type": "object", "required": [*told], "properties": told}

    inside = {"type": "array", "items": {"oneOf": [ref("Folder"), ref("Link")]}}
    text = {"type": "string"}
    schemas = {
        "Content": {"oneOf": [kind("folder", plain=text), kind("folder", rich=text)]},
        "Folder": {"allOf": [ref("Content"), kind("folder", inside=inside)]},
        "Link": kind("link", target=text),
    }
    paths = {"/folders/{id}": {"get": answer(ref("Folder"))}}
    paths["/folders/{id}"]["parameters"] = [path_parameter("id", type="string")]
    design = design_of(tmp_path, paths, schemas)
    fields = [field.type for model in design.models.values() for field in model.fields]
    unions = [each.item for each in fields if isinstance(each, ListOf)]
    assert len(unions) == 2
    assert all(isinstance(each, UnionOf) and each.discriminator is None for each in unions)
