"""`open=true`, said to be what was not returned yet, keeps what has no time of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.inputs import FilterRole, UnusedRole
from tests.passes.contracts import answer, body, design_of, endpoint, query, ref

if TYPE_CHECKING:
    from pathlib import Path

LOAN: dict[str, Any] = {
    "type": "object",
    "required": ["id", "lent_at"],
    "properties": {
        "id": {"type": "integer"},
        "lent_at": {"type": "string", "format": "date-time"},
        "returned_at": {"type": ["string", "null"], "format": "date-time"},
    },
}


@pytest.mark.parametrize(
    ("name", "description", "op"),
    [
        ("open", "Only loans that are not returned yet", "unset"),
        ("open", "Loans never returned", "unset"),
        ("active", "Whether it is not yet been returned", "unset"),
        ("open", "Unreturned loans", "unset"),
        ("returned", "Whether it was returned", "set"),
        ("open", "Loans that are not long", None),
        ("open", "Whether it is open", None),
    ],
)
def test_what_a_description_denies(
    tmp_path: Path, name: str, description: str, op: str | None
) -> None:
    told = {**query(name, type="boolean"), "description": description}
    listed = answer({"type": "array", "items": ref("Loan")})
    made = {**body(ref("Loan")), **answer(ref("Loan"), "201")}
    paths = {"/loans": {"get": {"parameters": [told], **listed}, "post": made}}
    role = endpoint(design_of(tmp_path, paths, {"Loan": LOAN}), "GET /loans").inputs[0].role
    if op is None:
        assert isinstance(role, UnusedRole)
    else:
        assert role == FilterRole(column="returned_at", op=op)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "op"), [("uncategorized", "unset"), ("uncategorised", "unset"), ("united", None)]
)
def test_rows_without_what_others_are_grouped_by(tmp_path: Path, name: str, op: str | None) -> None:
    category = {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}}
    kept = {"type": "integer", "nullable": True}
    shown = {"type": "object", "properties": {"id": {"type": "integer"}, "categoryId": kept}}
    sent = {"type": "object", "properties": {"categoryId": kept}}
    asked = {"parameters": [query(name, type="boolean")]}
    many = {"type": "array", "items": ref("Note")}
    categories = {"post": {**body(ref("Category")), **answer(ref("Category"), "201")}}
    paths = {
        "/categories": {"get": answer({"type": "array", "items": ref("Category")}), **categories},
        "/notes": {
            "get": {**asked, **answer(many)},
            "post": {**body(sent), **answer(ref("Note"), "201")},
        },
    }
    design = design_of(tmp_path, paths, {"Note": shown, "Category": category})
    role = endpoint(design, "GET /notes").inputs[0].role
    if op is None:
        assert isinstance(role, UnusedRole)
    else:
        assert role == FilterRole(column="category_id", op=op)  # type: ignore[arg-type]
