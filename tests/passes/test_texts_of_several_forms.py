"""A text that may be a UUID, a day, a moment or a word is kept as the text that it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, written

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TEXT = {"type": "string"}
DAY = {**TEXT, "format": "date"}
MOMENT = {**TEXT, "format": "date-time"}
SENT: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "owner": (
        {"anyOf": [{**TEXT, "format": "uuid"}, {**TEXT, "enum": ["nobody"]}]},
        ("01a22df2-ad37-768f-a2bb-108a6ead10c7", "nobody"),
    ),
    "until": ({"oneOf": [DAY, MOMENT]}, ("2020-01-01", "2020-01-01T10:00:00Z")),
    "since": ({"anyOf": [MOMENT, {**TEXT, "enum": ["now"]}]}, ("2020-01-01T10:00:00Z", "now")),
    "at": (MOMENT, ("2020-01-01T10:00:00Z",)),
}
"""What bodies bring; answers show a text."""
FILTERS = ("owner", "until", "since")


async def test_it_comes_back_and_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    brought = {"type": "object", "properties": {name: schema for name, (schema, _) in SENT.items()}}
    shown = {"type": "object", "properties": dict.fromkeys(SENT, TEXT)}
    filters = [{"name": name, "in": "query", "schema": SENT[name][0]} for name in FILTERS]
    paths = {
        "/things": {
            "post": {**body(brought), **answer(shown, "201")},
            "get": {**answer({"type": "array", "items": shown}), "parameters": filters},
        }
    }
    backend = Backend(written(tmp_path, paths), tmp_path / "out", "several_forms")
    (table,) = backend.design.tables.values()
    assert {column.kind for column in table.columns if column.name in SENT} == {"text"}
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        for name, (_, values) in SENT.items():
            for value in values:
                made = await client.post("/things", json={name: value})
                assert (made.status_code, made.json()) == (201, {name: value})
                found = await client.get("/things", params={name: value} if name in FILTERS else {})
                assert {name: value} in found.json()
                assert len(found.json()) == 1 or name not in FILTERS
