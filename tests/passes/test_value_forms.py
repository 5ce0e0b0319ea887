"""Rows that come as forms of several parts, none of which is a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import CreateRow, Custom, UpdateRow
from tests.passes.backends import Backend
from tests.passes.contracts import answer, design_of, endpoint, path_parameter, ref, written

if TYPE_CHECKING:
    from pathlib import Path

TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
STATION: dict[str, Any] = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {"id": NUMBER, "name": TEXT, "port": NUMBER},
}
VALUES = {"name": TEXT, "port": NUMBER}


def form(members: dict[str, Any], *required: str) -> dict[str, Any]:
    schema = {"type": "object", "properties": members, "required": list(required)}
    content = {"multipart/form-data": {"schema": schema}}
    return {"requestBody": {"required": True, "content": content}}


def stations(new: dict[str, Any]) -> dict[str, Any]:
    return {
        "/stations": {"post": {**form(new, "name"), **answer(ref("Station"), "201")}},
        "/stations/{id}": {
            "parameters": [path_parameter("id", type="integer")],
            "get": answer(ref("Station")),
            "patch": {**form(VALUES), **answer(ref("Station"))},
        },
    }


def test_a_form_of_values_is_a_row(tmp_path: Path) -> None:
    design = design_of(tmp_path, stations(VALUES), {"Station": STATION})
    assert isinstance(endpoint(design, "POST /stations").behaviour, CreateRow)
    assert isinstance(endpoint(design, "PATCH /stations/{id}").behaviour, UpdateRow)


@pytest.mark.parametrize(
    "files",
    [
        {"plans": {"type": "array", "items": {"type": "string", "format": "binary"}}},
        {"image": TEXT},
    ],
)
def test_one_of_files_is_none(tmp_path: Path, files: dict[str, Any]) -> None:
    design = design_of(tmp_path, stations({**VALUES, **files}), {"Station": STATION})
    assert isinstance(endpoint(design, "POST /stations").behaviour, Custom)


async def test_its_parts_are_the_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path, stations(VALUES), {"Station": STATION})
    backend = Backend(file, tmp_path / "out", "value_forms")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        new = {"name": (None, "north"), "port": (None, "8080")}
        made = await client.post("/stations", files=new)
        assert made.status_code == 201
        assert made.json() | {"id": 0} == {"id": 0, "name": "north", "port": 8080}
        path = f"/stations/{made.json()['id']}"
        changed = await client.patch(path, files={"port": (None, "9090")})
        assert changed.json() == made.json() | {"port": 9090}
        assert (await client.patch(path, files={"port": (None, "many")})).status_code == 422
