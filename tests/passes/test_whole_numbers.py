"""`number` over a column of integers: what is shown is spelled as what it is."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, path_parameter, ref, written

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NUMBER = {"type": "number"}
SHELF = {
    "type": "object",
    "properties": {"id": {**NUMBER, "readOnly": True}, "boards": NUMBER, "load": NUMBER},
}
SCHEMA = """
CREATE TABLE shelves (
    id SERIAL PRIMARY KEY,
    boards INTEGER NOT NULL DEFAULT 1,
    load NUMERIC(6, 2) NOT NULL DEFAULT 0
);
"""


async def test_an_id_is_no_fraction(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    item = {"parameters": [path_parameter("id", type="string")], "get": answer(ref("Shelf"))}
    made = {**body(ref("Shelf")), **answer(ref("Shelf"), "201")}
    paths = {"/shelves": {"post": made}, "/shelves/{id}": item}
    document = written(tmp_path, paths, {"Shelf": SHELF})
    (tmp_path / "schema.sql").write_text(SCHEMA, encoding="utf-8")
    backend = Backend(document, tmp_path / "out", "whole_numbers", schema=tmp_path / "schema.sql")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        shelf = await client.post("/shelves", json={"boards": 4.0, "load": 2.5})
        assert shelf.text == '{"id":1,"boards":4,"load":2.5}'
        assert (await client.get(f"/shelves/{shelf.json()['id']}")).json()["boards"] == 4
        assert (await client.post("/shelves", json={"boards": 4.5})).status_code == 422
    with sqlite3.connect(tmp_path / "rows.db") as connection:
        assert connection.execute("SELECT count(*) FROM shelves").fetchone() == (1,)
