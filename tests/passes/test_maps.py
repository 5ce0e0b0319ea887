"""Maps that items show, with paths of their own: `/plans/{code}/metadata`, or of a member."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import ReadRow, UpdateRow
from tests.passes.backends import Backend
from tests.passes.contracts import (
    answer,
    body,
    design_of,
    endpoint,
    path_parameter,
    query,
    ref,
    written,
)

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "string"}
MAP = {"type": ["object", "null"], "additionalProperties": {"type": ["string", "null"]}}
PLAN: dict[str, Any] = {
    "type": "object",
    "required": ["code", "name"],
    "properties": {"code": TEXT, "name": TEXT, "metadata": ref("Map")},
}
HELD = {"type": "object", "required": ["metadata"], "properties": {"metadata": ref("Map")}}
SCHEMAS = {"Plan": PLAN, "Map": MAP, "Held": HELD}
SENT = {**body(ref("Held")), **answer(ref("Held"))}


def paths(**more: Any) -> dict[str, Any]:
    by_code = path_parameter("code")
    group = {
        "parameters": [by_code],
        "get": answer(ref("Held")),
        "post": {"summary": "Replace the metadata", **SENT},
        "patch": {"summary": "Merge metadata", **SENT},
        "delete": answer(ref("Held")),
        **more,
    }
    one = {"parameters": [by_code, path_parameter("key")], "delete": answer(ref("Held"))}
    return {
        "/plans": {"post": {**body(ref("Plan")), **answer(ref("Plan"), "201")}},
        "/plans/{code}": {"parameters": [by_code], "get": answer(ref("Plan"))},
        "/plans/{code}/metadata": group,
        "/plans/{code}/metadata/{key}": one,
    }


def test_a_map_is_the_items(tmp_path: Path) -> None:
    design = design_of(tmp_path, paths(), SCHEMAS)
    found = {each.operation.label: each.behaviour for each in design.endpoints}
    assert found.pop("GET /plans/{code}/metadata") == ReadRow(resource="Plan")
    assert set(design.resources) == {"Plan"}
    below = [each for label, each in found.items() if "metadata" in label]
    assert all(isinstance(each, UpdateRow) for each in below)
    assert sum(bool(each.joined) for each in below if isinstance(each, UpdateRow)) == 1


@pytest.mark.parametrize(
    "more",
    [
        {"post": {"summary": "Add metadata", **SENT}},  # beside what is there, or in its place?
        {"delete": {**body({"type": "object", "properties": {"keys": TEXT}}), **answer(HELD)}},
        {"patch": {**body({**HELD, "properties": {**HELD["properties"], "note": TEXT}})}},
    ],
)
def test_what_is_said_otherwise_is_none_of_its(tmp_path: Path, more: dict[str, Any]) -> None:
    design = design_of(tmp_path, paths(**more), SCHEMAS)
    assert endpoint(design, "GET /plans/{code}/metadata").behaviour != ReadRow(resource="Plan")


async def test_maps_at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path, paths(parameters=[path_parameter("code"), query("member")]), SCHEMAS)
    backend = Backend(file, tmp_path / "out", "maps")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        await client.post("/plans", json={"code": "a", "name": "A"})

        async def held(method: str, end: str = "", brought: dict[str, Any] | None = None) -> Any:
            sent = None if brought is None else {"metadata": brought}
            told = await client.request(method, f"/plans/a/metadata{end}", json=sent)
            assert told.status_code == 200
            return told.json()["metadata"]

        assert await held("get") is None
        assert await held("patch", brought={"x": "1"}) == {"x": "1"}
        assert await held("patch", brought={"y": None}) == {"x": "1", "y": None}
        assert await held("delete", "/x") == {"y": None}
        assert await held("delete", "/none") == {"y": None}
        assert await held("post", brought={"z": "3"}) == {"z": "3"}
        assert (await client.get("/plans/a")).json()["metadata"] == {"z": "3"}
        assert await held("delete") == {}
        assert await held("get") == {}
        assert (await client.delete("/plans/b/metadata/x")).status_code == 404
