"""What the proof names in later requests: the rows that it made."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from pactgen.prove.backend import Credential
from pactgen.prove.documents import Document
from pactgen.prove.exchange import Reply, Request
from pactgen.prove.script import Bind, Script, Step, Store, StoredColumn
from pactgen.prove.seeding import SeedingError
from pactgen.prove.stages import calling

if TYPE_CHECKING:
    from pactgen.prove.memory import Memory
    from pactgen.prove.result import StageResult
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


ORDERS = "/me/orders"
ORDER = {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "integer"}}}}
OWNED: dict[str, Any] = {
    "openapi": "3.1.0",
    "paths": {
        ORDERS: {
            "get": {
                "security": [{"token": []}],
                "responses": {
                    "200": {
                        "description": "them",
                        "content": {"application/json": {"schema": ORDER}},
                    }
                },
            }
        }
    },
    "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
}


def listed_for(shown: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> StageResult:
    """List as the first of two people, whose tokens are their keys, then as the other one."""

    def answer(_: str, request: Request) -> Reply:
        caller = request.headers["Authorization"].removeprefix("Bearer ")
        headers = {"content-type": "application/json"}
        return Reply(status=200, headers=headers, body=shown[caller])

    def seed(store: Store, memory: Memory, *, alone: bool) -> int:
        assert not alone
        for key in ("ann", "bob"):
            memory.store(store.resource, {"id": key})
        return 2

    monkeypatch.setattr(calling, "send", answer)
    step = Step(
        operation_id="orders",
        method="GET",
        path=ORDERS,
        behaviour="list",
        resource="Order",
        row=(),
        caller="User",
        keeps=True,
    )
    column = StoredColumn(name="id", wire_name="id", kind="text")
    server = SimpleNamespace(
        url="",
        base_path="",
        credentials={
            "token": Credential(location="header", name="Authorization", value="Bearer nobody")
        },
        log=None,
        token_for=lambda key: key,
    )
    seeder = SimpleNamespace(withheld_keys=lambda _: None, key_name=lambda _: "id", seed=seed)
    document = Document(OWNED)
    return calling.call_everything(
        cast("RunningBackend", server),
        document,
        Script(
            steps=(step,),
            stores=(Store(resource="User", table="users", key="id", columns=(column,)),),
        ),
        cast("Seeder", seeder),
        "sqlite",
        asked=document,
    )


def test_what_is_the_callers_own_is_asked_for_by_somebody_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    result = listed_for({"ann": b'[{"id": 1}]', "bob": b"[]"}, monkeypatch)
    assert result.failures == ()
    assert result.counts["apart"] == 1


def test_rows_that_somebody_else_sees_are_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    result = listed_for({"ann": b'[{"id": 1}]', "bob": b'[{"id": 1}]'}, monkeypatch)
    assert [failure.problem for failure in result.failures] == [
        "answers 200 to somebody else with what is the caller's own"
    ]


@pytest.mark.parametrize(
    ("status", "body", "counted", "fails"),
    [
        (501, b"{}", {"custom": 1}, False),
        (200, b'{"url": "x"}', {"written by the team": 1}, False),
        (200, b'{"url": 1}', {"written by the team": 1}, True),
        (418, b"{}", {"written by the team": 1}, True),
    ],
)
def test_a_rule_that_the_team_wrote_over_a_stub_answers_what_the_contract_says(
    monkeypatch: pytest.MonkeyPatch,
    status: int,
    body: bytes,
    counted: dict[str, int],
    *,
    fails: bool,
) -> None:
    reply = Reply(status=status, headers={"content-type": "application/json"}, body=body)
    monkeypatch.setattr(calling, "send", lambda *_: reply)
    path = "/forecast"
    described = {"get": {"responses": {"200": {"description": "it", **CONTENT}}}}
    document = Document({"openapi": "3.1.0", "paths": {path: described}})
    step = Step(operation_id="forecast", method="GET", path=path, behaviour="custom")
    result = calling.call_everything(
        cast("RunningBackend", SimpleNamespace(url="", base_path="", credentials={}, log=None)),
        document,
        Script(steps=(step,), stores=()),
        cast("Seeder", SimpleNamespace(withheld_keys=lambda _: None)),
        "sqlite",
        asked=document,
    )
    assert bool(result.failures) is fails
    assert {name: result.counts.get(name) for name in counted} == counted


def test_what_refers_to_rows_that_none_can_be_is_not_called() -> None:
    body = {"type": "object", "required": ["store"], "properties": {"store": {"type": "integer"}}}
    content = {"content": {"application/json": {"schema": body}}}
    made = {"responses": {"201": {"description": "made"}}}
    document = Document(
        {"openapi": "3.1.0", "paths": {"/staff": {"post": {"requestBody": content, **made}}}}
    )
    store = Bind(place="body", name="store", resource="Store", property="id", column="store_id")
    step = Step(
        operation_id="hire",
        method="POST",
        path="/staff",
        behaviour="create",
        resource="Staff",
        binds=(store,),
        row=(),
    )
    columns = (StoredColumn(name="id", wire_name="id", kind="bigint"),)
    stores = tuple(
        Store(resource=name, table=name, key="id", columns=columns) for name in ("Store", "Staff")
    )

    def refuse(*_: object, **__: object) -> int:
        raise SeedingError("no row of Staff to refer to")

    result = calling.call_everything(
        cast("RunningBackend", SimpleNamespace(url="", base_path="", credentials={}, log=None)),
        document,
        Script(steps=(step,), stores=stores),
        cast("Seeder", SimpleNamespace(withheld_keys=lambda _: None, seed=refuse)),
        "sqlite",
        asked=document,
    )
    assert result.failures == ()
    assert "POST /staff: not called, there is no row to name" in result.notes
