"""Operations of one method and path: what else a request carries finds the handler."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.passes.backends import Backend

if TYPE_CHECKING:
    from pathlib import Path


def operation(asks: str, *more: dict[str, Any]) -> dict[str, Any]:
    """Return an operation that a request without the parameter `asks` shows to be this one."""
    asked = {"name": asks, "in": "query", "required": True, "schema": {"type": "integer"}}
    return {"parameters": [asked, *more], "responses": {"200": {"description": "Fine"}}}


def target(name: str) -> dict[str, Any]:
    only = {"type": "string", "enum": [name]}
    return {"name": "X-Target", "in": "header", "required": True, "schema": only}


PATHS = {
    "/rest?method=list": {"get": operation("of-list")},
    "/rest?method=count": {"get": operation("of-count")},
    "/rest?near={place}": {"get": operation("of-near")},
    "/rest": {"get": operation("of-rest")},
    "/#X-Target=Put": {"post": operation("of-put", target("Put"))},
    "/#X-Target=Get": {"post": operation("of-get", target("Get"))},
}


@pytest.mark.parametrize(
    ("method", "url", "headers", "meant"),
    [
        ("GET", "/rest?method=list", {}, "of-list"),
        ("GET", "/rest?method=count", {}, "of-count"),
        ("GET", "/rest?near=here", {}, "of-near"),
        ("GET", "/rest?method=other", {}, "of-rest"),
        ("POST", "/", {"x-target": "Get"}, "of-get"),
        ("POST", "/", {"x-target": "Put"}, "of-put"),
    ],
)
async def test_a_request_reaches_the_operation_that_it_means(
    *,
    method: str,
    url: str,
    headers: dict[str, str],
    meant: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    contract = {"openapi": "3.0.3", "info": {"title": "Calls", "version": "1"}, "paths": PATHS}
    place = tmp_path / "api.json"
    place.write_text(json.dumps(contract))
    package = f"calls_{meant.replace('-', '_')}"
    backend = Backend(place, tmp_path / package, package)
    async with backend.client(monkeypatch, tmp_path / "calls.db") as client:
        answer = await client.request(method, url, headers=headers)
    assert answer.status_code == 422
    assert meant in answer.text
