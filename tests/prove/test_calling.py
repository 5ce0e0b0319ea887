"""What the proof names in later requests: the rows that it made."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from pactgen.prove.documents import Document
from pactgen.prove.exchange import Reply, Request
from pactgen.prove.script import Bind, Script, Step, Store, StoredColumn
from pactgen.prove.stages import calling

if TYPE_CHECKING:
    import pytest

    from pactgen.prove.seeding import Seeder
    from pactgen.prove.server import RunningBackend

PATH = "/apps/{appId}/settings"
SHOWN = {"type": "object", "properties": {"url": {"type": "string"}}}
CONTENT = {"content": {"application/json": {"schema": SHOWN}}}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "paths": {
        PATH: {
            "parameters": [
                {"name": "appId", "in": "path", "required": True, "schema": {"type": "integer"}}
            ],
            "get": {"responses": {"200": {"description": "them", **CONTENT}}},
            "put": {"requestBody": CONTENT, "responses": {"200": {"description": "", **CONTENT}}},
        }
    },
}


def test_the_only_row_below_a_name_is_read_where_it_was_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def send(_: str, request: Request) -> Reply:
        asked.append(request.target)
        return Reply(status=200, headers={"content-type": "application/json"}, body=b"{}")

    monkeypatch.setattr(calling, "send", send)
    app = Bind(
        place="path",
        name="appId",
        resource="Settings",
        property="app_id",
        column="app_id",
        fills="app_id",
        is_free=True,
    )
    steps = tuple(
        Step(
            operation_id=method,
            method=method,
            path=PATH,
            behaviour=behaviour,
            resource="Settings",
            binds=(app,),
            row=(),
        )
        for method, behaviour in (("GET", "read_singleton"), ("PUT", "write_singleton"))
    )
    columns = tuple(
        StoredColumn(name=name, wire_name=name, kind="bigint") for name in ("id", "app_id")
    )
    store = Store(resource="Settings", table="settings", key="id", columns=columns)
    document = Document(DOCUMENT)
    result = calling.call_everything(
        cast("RunningBackend", SimpleNamespace(url="", base_path="", credentials={}, log=None)),
        document,
        Script(steps=steps, stores=(store,)),
        cast("Seeder", SimpleNamespace(withheld_keys=lambda _: None)),
        "sqlite",
        asked=document,
    )
    assert result.failures == ()
    assert len(asked) == 3
    assert len(set(asked)) == 1
