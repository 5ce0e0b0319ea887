"""Listed values are kept as what they are, whatever `type` or `format` says beside the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, written

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

VALUES: dict[str, tuple[dict[str, Any], Any, str]] = {
    "day": ({"type": "string", "format": "date", "enum": ["2020-01-01"]}, "2020-01-01", "text"),
    "moment": (
        {"type": "string", "format": "date-time", "const": "2020-01-01T00:00:00Z"},
        "2020-01-01T00:00:00Z",
        "text",
    ),
    "maybe": (
        {"type": ["string", "null"], "format": "date", "enum": ["2020-01-01", None]},
        "2020-01-01",
        "text",
    ),
    "version": ({"type": "string", "enum": [1, 2]}, 2, "bigint"),
    "step": ({"type": "integer", "enum": ["1", "2"]}, "2", "text"),
    "flag": ({"type": "boolean", "enum": ["on", "off"]}, "off", "text"),
    "rate": ({"type": "number", "enum": [1, 2]}, 2, "double"),
    "wide": ({"type": "integer", "format": "int32", "enum": [1, 2**40]}, 2**40, "bigint"),
    "whole": (
        {"allOf": [{"type": "string", "format": "date"}, {"type": "string", "minLength": 10}]},
        "2020-01-01",
        "date",
    ),
    "small": ({"type": "integer", "format": "int32", "enum": [1]}, 1, "integer"),
}  # fmt: skip


async def test_they_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    thing = {
        "type": "object",
        "required": list(VALUES),
        "properties": {name: schema for name, (schema, _, _) in VALUES.items()},
    }
    paths = {
        "/things": {
            "post": {**body(thing), **answer(thing, "201")},
            "get": answer({"type": "array", "items": thing}),
        }
    }
    backend = Backend(written(tmp_path, paths), tmp_path / "out", "listed_values")
    (table,) = backend.design.tables.values()
    kinds = {column.name: column.kind for column in table.columns if column.name != "id"}
    assert kinds == {name: kind for name, (_, _, kind) in VALUES.items()}
    sent = {name: value for name, (_, value, _) in VALUES.items()}
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        assert (await client.post("/things", json=sent)).json() == sent
        assert (await client.get("/things")).json() == [sent]


async def test_what_a_long_chain_of_bases_brings_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schemas: dict[str, Any] = {
        "Kind0": {"type": "object", "properties": {"id": {"type": "integer"}}}
    }
    for number in range(1, 20):
        part = {"type": "object", "properties": {f"of_{number}": {"type": "string"}}}
        base = {"$ref": f"#/components/schemas/Kind{number - 1}"}
        schemas[f"Kind{number}"] = {"allOf": [base, part]}
    thing = {"$ref": "#/components/schemas/Kind19"}
    paths = {"/things": {"post": {**body(thing), **answer(thing, "201")}}}
    backend = Backend(written(tmp_path, paths, schemas), tmp_path / "out", "long_chain")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        sent = {"id": 7, "of_1": "first", "of_19": "last"}
        made = await client.post("/things", json=sent)
        assert made.json() == sent
