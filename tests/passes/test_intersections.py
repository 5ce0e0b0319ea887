"""A choice that stands beside a choice: what both offer stays what it is, the rest is not made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactgen.ir.wire import ListOf, Named, WireModel
from tests.passes.contracts import answer, body, design_of

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("Prose", "Image", "Quote", "Table")


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def holds(kind: str, below: str) -> dict[str, Any]:
    """Return a block that holds blocks."""
    return {
        "type": "object",
        "required": ["kind"],
        "properties": {
            "kind": {"type": "string", "enum": [kind]},
            "blocks": {"type": "array", "items": ref(below)},
        },
    }


def schemas(special: dict[str, Any]) -> dict[str, Any]:
    return {
        **{kind: holds(kind, "AnyBlock") for kind in KINDS},
        "Caption": holds("Caption", "AnyBlock"),
        "AnyBlock": {"oneOf": [ref(kind) for kind in KINDS]},
        "Frame": {"properties": {"blocks": {"type": "array", "items": ref("AnyBlock")}}},
        "Page": {
            "allOf": [ref("Frame"), {"properties": {"blocks": {"type": "array", "items": special}}}]
        },
    }


def written(tmp_path: Path, special: dict[str, Any]) -> tuple[WireModel, int]:
    """Return what a page takes, and how many classes there are in all."""
    paths = {"/pages": {"post": {**body(ref("Page")), **answer(ref("Page"), "201")}}}
    models = design_of(tmp_path, paths, schemas=schemas(special)).models.values()
    (page,) = (one for one in models if one.mode != "read" and attributes(one) == ["blocks"])
    return page, len(models)


def attributes(model: WireModel) -> list[str]:
    return [field.attribute for field in model.fields]


def item_of(page: WireModel) -> Any:
    told = page.fields[0].type
    return told.item if isinstance(told, ListOf) else told.inner.item


def test_a_member_of_a_choice_is_that_member(tmp_path: Path) -> None:
    page, _ = written(tmp_path, ref("Prose"))
    assert item_of(page) == Named(name="Prose")


def test_a_choice_of_members_is_that_choice(tmp_path: Path) -> None:
    page, _ = written(tmp_path, {"oneOf": [ref("Prose"), ref("Image")]})
    assert item_of(page).options == (Named(name="Prose"), Named(name="Image"))


def test_what_only_one_side_offers_is_not_made(tmp_path: Path) -> None:
    page, classes = written(tmp_path, {"oneOf": [ref("Prose"), ref("Image"), ref("Caption")]})
    assert item_of(page).options == (Named(name="Prose"), Named(name="Image"))
    assert classes <= len(KINDS) + 3
