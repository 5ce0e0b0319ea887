"""Inputs and answers that spell one property in two ways store it once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, path_parameter, written

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "string"}


def _paths(sent: dict[str, Any], shown: dict[str, Any]) -> dict[str, Any]:
    thing = {"type": "object", "properties": {"id": {**TEXT, "readOnly": True}, **shown}}
    return {
        "/things": {
            "post": {**body({"type": "object", "properties": sent}), **answer(thing, "201")}
        },
        "/things/{id}": {"parameters": [path_parameter("id")], "get": answer(thing)},
    }


@pytest.mark.parametrize(
    ("sent", "shown", "stored"),
    [
        (["FriendlyName"], ["friendly_name"], ["friendly_name"]),
        (["friendly-name"], ["friendlyName"], ["friendly_name"]),
        (["Name"], ["name", "Name"], ["name", "name_2"]),
        (["Name", "NAME"], ["name"], ["name", "name_2", "name_3"]),
    ],
)
def test_one_column_for_both(
    tmp_path: Path, sent: list[str], shown: list[str], stored: list[str]
) -> None:
    paths = _paths(dict.fromkeys(sent, TEXT), dict.fromkeys(shown, TEXT))
    (table,) = design_of(tmp_path, paths).tables.values()
    assert sorted(column.name for column in table.columns if column.name != "id") == stored


async def test_answers_show_what_inputs_brought(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = _paths({"FriendlyName": TEXT}, {"friendly_name": TEXT})
    backend = Backend(written(tmp_path, paths), tmp_path / "out", "spellings")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        made = await client.post("/things", json={"FriendlyName": "Ada"})
    assert made.json()["friendly_name"] == "Ada"
