"""Times inside of what bodies bring are shown as any text where answers say no more of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, ref, written

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "string"}
TIME = {"type": "string", "format": "date-time"}
DAY = {"type": "string", "format": "date"}
KEY = {"type": "string", "format": "uuid"}


def signed(when: dict[str, Any], **more: Any) -> dict[str, Any]:
    signer = {"type": "object", "properties": {"name": TEXT, "date": when}}
    return {"type": "object", "properties": {"label": TEXT, "signer": signer, **more}}


def paths(shown: dict[str, Any], sent: dict[str, Any]) -> dict[str, Any]:
    listed = answer({"type": "array", "items": shown})
    return {"/seals": {"get": listed, "post": {**body(sent), **answer(shown, "201")}}}


def times(time: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": time}


@pytest.mark.parametrize(
    ("shown", "sent", "as_json"),
    [
        (signed(TEXT), signed(TIME), True),
        (signed(TEXT), signed(DAY), True),
        (signed(TEXT), signed(KEY), True),
        (signed(TIME), signed(TIME), False),
        (signed(TEXT), signed(TEXT), False),
        ({"type": "object", "properties": {"signer": times(TEXT)}},
         {"type": "object", "properties": {"signer": times(TIME)}}, True),
    ],
)  # fmt: skip
def test_what_is_read_from_a_body_is_kept_as_the_text_that_answers_show(
    tmp_path: Path, shown: dict[str, Any], sent: dict[str, Any], *, as_json: bool
) -> None:
    (table,) = design_of(tmp_path, paths(shown, sent)).tables.values()
    assert table.column("signer").as_json is as_json


async def test_what_is_made_is_shown_as_it_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schemas = {"Seal": signed(TEXT, id=TEXT), "New": signed(TIME)}
    contract = written(tmp_path, paths(ref("Seal"), ref("New")), schemas)
    backend = Backend(contract, tmp_path / "out", "seals_as_text")
    signer = {"name": "Ada", "date": "2020-01-07T12:00:00Z"}
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        made = await client.post("/seals", json={"signer": signer})
        assert made.status_code == 201, made.text
        (listed,) = (await client.get("/seals")).json()
    assert made.json()["signer"] == listed["signer"] == signer
