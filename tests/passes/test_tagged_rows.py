"""Answers of several kinds: the tag of a row says as which of them it is shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, ref

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def rule(kind: str, target: dict[str, Any], *, known: bool) -> dict[str, Any]:
    """Return a rule of a kind, whose target is of a form of its own."""
    properties = {
        "ruleType": {"type": "string", "enum": [kind]},
        "target": {"type": "object", "required": list(target), "properties": target},
    }
    shown = {"id": {"type": "string", "format": "uuid"}} if known else {}
    required = ["ruleType", "target", *shown]
    return {"type": "object", "required": required, "properties": {**shown, **properties}}


def kinds(**names: str) -> dict[str, Any]:
    mapping = {kind: f"#/components/schemas/{name}" for kind, name in names.items()}
    return {
        "oneOf": [ref(name) for name in names.values()],
        "discriminator": {"propertyName": "ruleType", "mapping": mapping},
    }


URL = {"url": {"type": "string"}}
QUEUE = {"queue": {"type": "integer"}}
NAMED = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
CONTRACT = {
    "openapi": "3.0.3",
    "info": {"title": "Rules", "version": "1"},
    "paths": {
        "/rules": {
            "get": answer({"type": "array", "items": ref("Rule")}),
            "post": {**body(ref("NewRule")), **answer(ref("Rule"), "201")},
        },
        "/rules/{id}": {"parameters": [NAMED], "get": answer(ref("Rule"))},
    },
    "components": {
        "schemas": {
            "Rule": kinds(http="Http", amqp="Amqp"),
            "NewRule": kinds(http="NewHttp", amqp="NewAmqp"),
            "Http": rule("http", URL, known=True),
            "Amqp": rule("amqp", QUEUE, known=True),
            "NewHttp": rule("http", URL, known=False),
            "NewAmqp": rule("amqp", QUEUE, known=False),
        }
    },
}


async def test_rows_of_every_kind_are_made_listed_and_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "api.json"
    place.write_text(json.dumps(CONTRACT))
    backend = Backend(place, tmp_path / "out", "tagged_rules")
    brought = [
        {"ruleType": "http", "target": {"url": "https://example.org"}},
        {"ruleType": "amqp", "target": {"queue": 7}},
    ]
    async with backend.client(monkeypatch, tmp_path / "rules.db") as client:
        made = [(await client.post("/rules", json=each)).json() for each in brought]
        listed = (await client.get("/rules")).json()
        found = (await client.get(f"/rules/{made[1]['id']}")).json()
    assert [{**brought[at], "id": made[at]["id"]} for at in (0, 1)] == made
    assert sorted(listed, key=str) == sorted(made, key=str)
    assert found == made[1]
