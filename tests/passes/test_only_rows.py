"""What a write of the only such thing leaves as it is, and what fills what nobody brought."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import ReadSingleton, WriteSingleton
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

CLAIM: dict[str, Any] = {
    "type": "object",
    "required": ["evidence", "labels", "reason"],
    "properties": {
        "evidence": {"type": "object", "properties": {"text": {"type": "string"}}},
        "labels": {"type": "object", "additionalProperties": {"type": "string"}},
        "reason": {"type": "string"},
        "note": {"type": "string"},
    },
}
CHANGES = {"type": "object", "properties": CLAIM["properties"]}


def paths(method: str, brought: dict[str, Any]) -> dict[str, Any]:
    """Return a claim that is read and written."""
    shown = answer(ref("Claim"))
    return {"/claim": {"get": shown, method: {**body(brought), **shown}}}


@pytest.mark.parametrize(
    ("method", "brought", "partial"),
    [
        ("post", CHANGES, True),
        ("patch", CHANGES, True),
        ("put", CHANGES, False),
        ("post", CLAIM, False),
    ],
)
def test_post_that_need_not_bring_anything_leaves_the_rest(
    tmp_path: Path, method: str, brought: dict[str, Any], *, partial: bool
) -> None:
    design = design_of(tmp_path, paths(method, brought), {"Claim": CLAIM})
    found = endpoint(design, f"{method.upper()} /claim").behaviour
    assert found == WriteSingleton(resource="Claim", partial=partial)


@pytest.mark.parametrize("method", ["post", "put"])
async def test_what_nobody_brought_is_shown_as_the_contract_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    contract = written(tmp_path, paths(method, CHANGES), {"Claim": CLAIM})
    backend = Backend(contract, tmp_path / "out", f"claims_by_{method}")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        first = await client.request(method, "/claim", json={"note": "torn"})
        assert (first.status_code, first.json()["evidence"]) == (200, {}), first.text
        second = await client.request(method, "/claim", json={"reason": "late"})
        assert (second.json()["labels"], second.json()["reason"]) == ({}, "late")
        left = "torn" if method == "post" else None
        assert second.json().get("note") == left


async def test_the_only_row_has_a_uuid_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {"id": {"type": "string", "format": "uuid"}, "name": {"type": "string"}}
    shop = {"type": "object", "required": ["id"], "properties": names}
    renamed = {"type": "object", "properties": {"name": {"type": "string"}}}
    shown = answer(ref("Shop"))
    contract = written(
        tmp_path, {"/shop": {"get": shown, "patch": {**body(renamed), **shown}}}, {"Shop": shop}
    )
    backend = Backend(contract, tmp_path / "out", "only_uuid_shop")
    async with backend.client(monkeypatch, tmp_path / "shop.db") as client:
        first, again = [(await client.get("/shop")).json()["id"] for _ in range(2)]
    assert first == again


@pytest.mark.parametrize(
    ("path", "name", "sets"),
    [
        ("/dial", "tone", True),
        ("/dial", "Tone", True),
        ("/voice-settings", "tone", True),
        ("/reviews/{id}/notes", "tone", False),
        ("/shipments/shipped", "tone", False),
        ("/account", "tone", False),
    ],
)
def test_post_of_what_get_shows_sets_it(
    tmp_path: Path, path: str, name: str, *, sets: bool
) -> None:
    shown = {"type": "object", "properties": {"tone": {"type": "string"}, "at": {}}}
    brought = {"type": "object", "properties": {name: {"type": "string"}}}
    group = {"get": answer(shown), "post": {**body(brought), **answer(shown)}}
    group |= {"parameters": [path_parameter("id")]} if "{" in path else {}
    found = endpoint(design_of(tmp_path, {path: group}), f"POST {path}").behaviour
    assert isinstance(found, WriteSingleton) is sets


@pytest.mark.parametrize(
    ("name", "kept"), [("api-version", True), ("apiKey", True), ("period", False)]
)
def test_what_every_call_brings_chooses_nothing(tmp_path: Path, name: str, *, kept: bool) -> None:
    told = paths("put", CHANGES)
    for operation in told["/claim"].values():
        operation["parameters"] = [{**query(name), "required": True}]
    design = design_of(tmp_path, told, {"Claim": CLAIM})
    assert isinstance(endpoint(design, "GET /claim").behaviour, ReadSingleton) is kept
    assert isinstance(endpoint(design, "PUT /claim").behaviour, WriteSingleton) is kept
