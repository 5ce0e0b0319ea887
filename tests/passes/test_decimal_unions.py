"""A decimal arrives as a number or as its digits, and is shown as digits: pydantic spells it so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, ref, written

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

DIGITS = {"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$"}
NEW = {"type": "object", "properties": {"price": {"anyOf": [{"type": "number"}, DIGITS]}}}
SHOWN = {"type": "object", "properties": {"price": DIGITS}}
PATHS: dict[str, Any] = {"/offers": {"post": {**body(ref("New")), **answer(ref("Shown"), "201")}}}


async def test_numbers_are_kept_as_their_digits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = written(tmp_path, PATHS, {"New": NEW, "Shown": SHOWN})
    backend = Backend(document, tmp_path / "out", "decimals")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        for sent, shown in ((12.5, "12.5"), ("12.50", "12.50"), (1e21, "1" + "0" * 21)):
            made = await client.post("/offers", json={"price": sent})
            assert (made.status_code, made.json()) == (201, {"price": shown})
