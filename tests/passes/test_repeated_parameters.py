"""A parameter that stands twice in a path is one value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pactgen.ir.behaviours import Custom
from pactgen.views.handlers import route_path
from tests.passes.backends import Backend
from tests.passes.contracts import answer, design_of, path_parameter, written

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "object", "properties": {"text": {"type": "string"}}}


@pytest.mark.parametrize(
    ("path", "routed"),
    [
        ("/a/{key}/b/{key}", "/a/{key}/b/{key_2}"),
        ("/a/{key}/{key_2}/{key}/{key}", "/a/{key}/{key_2}/{key_3}/{key_4}"),
        ("/a/{key}/{key}/{key_2}", "/a/{key}/{key_3}/{key_2}"),
    ],
)
def test_each_place_has_a_name_of_its_own(tmp_path: Path, path: str, routed: str) -> None:
    names = [name for name in ("key", "key_2") if f"{{{name}}}" in path]
    item = {"parameters": [path_parameter(name) for name in names], "get": answer(TEXT)}
    (endpoint,) = design_of(tmp_path, {path: item}).endpoints
    assert isinstance(endpoint.behaviour, Custom)
    assert endpoint.behaviour.reason == "Its path names `key` twice."
    assert route_path(endpoint) == routed


async def test_the_backend_serves_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    item = {"parameters": [path_parameter("key")], "get": answer(TEXT)}
    backend = Backend(written(tmp_path, {"/a/{key}/b/{key}": item}), tmp_path / "out", "twice")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        assert (await client.get("/a/x/b/x")).status_code == 501
