"""What the routes of a backend must read of what its contract describes."""

from __future__ import annotations

import pytest

from pactgen.prove.documents import Document
from pactgen.prove.script import Script
from pactgen.prove.stages.comparing import compare_routes


@pytest.mark.parametrize(
    ("header", "asked"),
    [("X-Trace", True), ("x_trace!", True), ("Accept", False), ("x trace", False)],
)
def test_headers_that_say_something_must_be_read(header: str, *, asked: bool) -> None:
    parameter = {"name": header, "in": "header", "schema": {"type": "string"}}
    shown = {"parameters": [parameter], "responses": {"200": {"description": "done"}}}
    document = Document({"openapi": "3.0.3", "info": {}, "paths": {"/a": {"get": shown}}})
    route = {"methods": ["GET"], "path": "/a", "parameters": [], "conditions": [], "status": 200}
    found = compare_routes({"routes": [route], "base_path": ""}, document, Script(steps=()))
    assert [each.problem for each in found.failures] == (
        [f"does not read the header parameter {header.lower()}"] if asked else []
    )


def test_a_route_of_the_team_is_noted() -> None:
    document = Document({"openapi": "3.0.3", "info": {}, "paths": {}})
    route = {"methods": ["GET"], "path": "/own", "parameters": [], "conditions": [], "status": 200}
    found = compare_routes({"routes": [route], "base_path": ""}, document, Script(steps=()))
    assert found.ok
    assert found.notes == ("GET /own: served, and not in the contract",)
