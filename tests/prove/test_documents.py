"""References lead into schemas that may be null, wherever a view has put these."""

from __future__ import annotations

from typing import Any

from pactgen.prove.documents import Document

USERS = {
    "type": "array",
    "nullable": True,
    "items": {"type": "object", "properties": {"name": {"type": "string"}}},
}
INSIDE = "#/components/schemas/Group/properties/users/items"
DOCUMENT: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "Groups", "version": "1"},
    "paths": {},
    "components": {"schemas": {"Group": {"type": "object", "properties": {"users": USERS}}}},
}


def test_a_reference_leads_into_what_may_be_null() -> None:
    document = Document(DOCUMENT)
    validator = document.validator(document.lift({"$ref": INSIDE}, "response"), "response")
    assert validator.is_valid({"name": "Ada"})
    assert not validator.is_valid({"name": 1})


def test_a_reference_to_what_may_be_null_takes_null() -> None:
    document = Document(DOCUMENT)
    whole = {"$ref": INSIDE.removesuffix("/items")}
    validator = document.validator(document.lift(whole, "response"), "response")
    assert validator.is_valid(None)
    assert not validator.is_valid("Ada")
