"""Operations whose requirements no request can meet are told from those that somebody may call."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from pactgen.prove.backend import Credential
from pactgen.prove.documents import Document
from pactgen.prove.exchange import Reply, Request
from pactgen.prove.requests import Composer
from pactgen.prove.script import Script
from pactgen.prove.stages import guarding

if TYPE_CHECKING:
    from pactgen.prove.server import RunningBackend

BASIC = Credential(location="header", name="Authorization", value="Basic YTpi")
BEARER = Credential(location="header", name="Authorization", value="Bearer t")
KEY = Credential(location="header", name="X-Key", value="k")


@pytest.mark.parametrize(
    ("security", "closed"),
    [
        ([], False),
        ([{"key": []}], False),
        ([{"key": [], "basic": []}], False),
        ([{"tls": []}], True),
        ([{"basic": [], "bearer": []}], True),
        ([{"basic": [], "bearer": []}, {"key": []}], False),
        ([{"tls": []}, {}], False),
    ],
)
def test_one_header_carries_one_credential(security: list[dict[str, Any]], closed: object) -> None:
    operation = {"responses": {"204": {"description": "done"}}, "security": security}
    document = Document({"openapi": "3.1.0", "paths": {"/x": {"get": operation}}})
    credentials = {"basic": BASIC, "bearer": BEARER, "key": KEY}
    composer = Composer(document=document, base_path="", credentials=credentials)
    assert composer.is_closed(document.operations["GET", "/x"]) is closed


def test_nobody_knocks_where_another_operation_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = {"responses": {"204": {"description": "done"}}, "security": [{"key": []}]}
    paths = {"/a": {"get": closed}, "/b": {"get": closed}}
    document = Document({"openapi": "3.1.0", "paths": paths})
    asked: list[str] = []

    def answer(_url: str, request: Request) -> Reply:
        asked.append(request.target)
        return Reply(status=401, headers={}, body=b"")

    monkeypatch.setattr(guarding, "send", answer)
    server = cast("RunningBackend", SimpleNamespace(url="", base_path="", credentials={"key": KEY}))
    script = Script(steps=(), unreached=frozenset({("GET", "/b")}))
    result = guarding.check_guards(server, document, script, "sqlite")
    assert result.counts == {"secured": 1, "refusals": 2}
    assert asked == ["/a", "/a"]
