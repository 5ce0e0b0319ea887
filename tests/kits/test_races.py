"""A row that another request removes while this one looks at it is not there."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.passes.backends import Backend

if TYPE_CHECKING:
    import pytest

KIT = Path(__file__).with_name("in_other_words")


async def test_what_is_removed_meanwhile_is_404(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = Backend(KIT / "api.yaml", tmp_path / "out", "kit_races", schema=KIT / "schema.sql")
    database = tmp_path / "kit.db"
    async with backend.client(monkeypatch, database) as client:
        with sqlite3.connect(database) as connection:
            connection.executescript((KIT / "rows.sql").read_text(encoding="utf-8"))
        home = next(
            module
            for name, module in sys.modules.items()
            if name.startswith("kit_races.") and hasattr(module, "StayRepository")
        )
        found = home.StayRepository.get

        async def get(self: Any, key: int) -> Any:
            row = await found(self, key)
            with sqlite3.connect(database) as connection:
                connection.execute("DELETE FROM stays WHERE id = ?", (key,))
            return row

        monkeypatch.setattr(home.StayRepository, "get", get)
        base = str(client.base_url).rstrip("/")
        locked = await client.post(f"{base}/stays/3/tie-up")
        changed = await client.post(f"{base}/stays/4/extend", json={"endsOn": "2025-06-01"})
        assert (locked.status_code, changed.status_code) == (404, 404), (locked.text, changed.text)
