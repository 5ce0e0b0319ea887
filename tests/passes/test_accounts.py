"""Who logs in, who registers, and which row is the caller's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import (
    CreateRow,
    Custom,
    DeleteRow,
    LogIn,
    ReadRow,
    RenewTokens,
    ReplaceRow,
    UpdateRow,
)
from pactgen.ir.fills import Built, FromToken
from pactgen.passes.resources.find_accounts import with_accounts
from pactgen.passes.resources.find_resources import find_resources
from pactgen.passes.resources.sight import sight
from pactgen.readers.openapi import read_contract
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, ref, written

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.behaviours import Behaviour
    from pactgen.ir.design import Design

TEXT = {"type": "string"}
MEMBER = {
    "type": "object",
    "required": ["id", "email", "name"],
    "properties": {"id": {**TEXT, "format": "uuid"}, "email": TEXT, "name": TEXT},
}
NEW = {
    "type": "object",
    "required": ["email", "name", "password"],
    "properties": {"email": TEXT, "name": TEXT, "password": TEXT},
}
CREDENTIALS = {
    "type": "object",
    "required": ["email", "password"],
    "properties": {"email": TEXT, "password": TEXT},
}
TOKEN = {
    "type": "object",
    "required": ["token"],
    "properties": {
        "token": TEXT,
        "refresh_token": TEXT,
        "expires_in": {"type": "integer"},
        "member": ref("Member"),
    },
}
BEARER = {"token": {"type": "http", "scheme": "bearer"}}
GUARDED: dict[str, Any] = {"security": [{"token": []}]}
LOGIN = {"post": {**body(CREDENTIALS), **answer(TOKEN)}}
REFRESH = {
    "post": {
        **body(
            {
                "type": "object",
                "required": ["refresh_token"],
                "properties": {"refresh_token": TEXT},
            }
        ),
        **answer(TOKEN),
    }
}
REGISTER = {"post": {**body(NEW), **answer(ref("Member"), "201")}}
MEMBERS = {"post": {**body(NEW), **answer(ref("Member"), "201")}}
ME = {
    "get": {**answer(ref("Member")), **GUARDED},
    "put": {
        **body({"type": "object", "required": ["name"], "properties": {"name": TEXT}}),
        **answer(ref("Member")),
        **GUARDED,
    },
    "delete": {"responses": {"204": {"description": "gone"}}, **GUARDED},
}


def designed(folder: Path, paths: dict[str, Any], schemes: dict[str, Any] = BEARER) -> Design:
    return design_of(folder, paths, {"Member": MEMBER}, schemes=schemes)


def behaviours(design: Design) -> dict[str, Behaviour]:
    return {one.operation.label: one.behaviour for one in design.endpoints}


def test_a_login_checks_the_password_of_a_row(tmp_path: Path) -> None:
    design = designed(tmp_path, {"/members": MEMBERS, "/login": LOGIN})
    assert behaviours(design)["POST /login"] == LogIn(
        resource="Member",
        name="email",
        password="password",  # noqa: S106 - the name of a member
        column="email",
        secret="password",  # noqa: S106 - the name of a column
        is_hashed=True,
    )
    login = next(one for one in design.endpoints if one.operation.path == "/login")
    assert isinstance(login.answer.fill, Built)
    fills = dict(login.answer.fill.fields)
    assert fills["token"] == FromToken(part="access")
    assert fills["refresh_token"] == FromToken(part="refresh")
    assert fills["expires_in"] == FromToken(part="seconds")
    table = design.tables[design.resources["Member"].table]
    assert table.column("email").unique
    assert table.column("password").secret


def test_who_registers_is_a_resource_of_its_own(tmp_path: Path) -> None:
    design = designed(tmp_path, {"/auth/register": REGISTER, "/auth/login": LOGIN, "/me": ME})
    found = behaviours(design)
    assert isinstance(found["POST /auth/register"], CreateRow)
    assert found["POST /auth/register"].resource == "Member"
    assert isinstance(found["POST /auth/login"], LogIn)
    assert found["GET /me"] == ReadRow(resource="Member", of_caller="id")
    assert found["PUT /me"] == ReplaceRow(resource="Member", of_caller="id")
    assert found["DELETE /me"] == DeleteRow(resource="Member", of_caller="id")


def test_me_below_a_collection_needs_no_login(tmp_path: Path) -> None:
    patch = {
        **body({"type": "object", "properties": {"name": TEXT}}),
        **answer(ref("Member")),
        **GUARDED,
    }
    paths = {"/members": MEMBERS, "/members/me": {"get": ME["get"], "patch": patch}}
    paths["/members/{id}"] = {
        "parameters": [{"name": "id", "in": "path", "required": True, "schema": TEXT}],
        "get": answer(ref("Member")),
    }
    found = behaviours(designed(tmp_path, paths))
    assert found["GET /members/me"] == ReadRow(resource="Member", of_caller="id")
    assert found["PATCH /members/me"] == UpdateRow(resource="Member", of_caller="id")


def test_without_a_bearer_scheme_no_token_is_issued(tmp_path: Path) -> None:
    paths = {"/members": MEMBERS, "/login": LOGIN, "/token/refresh": REFRESH}
    found = behaviours(designed(tmp_path, paths, schemes={}))
    assert isinstance(found["POST /login"], Custom)
    assert isinstance(found["POST /token/refresh"], Custom)


def test_a_refresh_token_is_exchanged_where_there_is_a_login(tmp_path: Path) -> None:
    paths = {"/members": MEMBERS, "/login": LOGIN, "/token/refresh": REFRESH}
    found = behaviours(designed(tmp_path, paths))["POST /token/refresh"]
    assert found == RenewTokens(
        resource="Member",
        token="refresh_token",  # noqa: S106 - the name of a member
        column="id",
        once=True,
    )
    del paths["/login"]
    assert isinstance(behaviours(designed(tmp_path, paths))["POST /token/refresh"], Custom)


@pytest.mark.parametrize(
    ("login", "schemes"),
    [
        (LOGIN, {}),
        ({"post": {**body(CREDENTIALS), **answer({"type": "object"})}}, BEARER),
        (
            {
                "post": {
                    **body({**CREDENTIALS, "required": ["otp"], "properties": {"otp": TEXT}}),
                    **answer(TOKEN),
                }
            },
            BEARER,
        ),
        (
            {
                "post": {
                    **body({"properties": {"device": TEXT, "password": TEXT}, "type": "object"}),
                    **answer(TOKEN),
                }
            },
            BEARER,
        ),
    ],
    ids=["nothing takes the token", "no token", "more than a password", "nobody is named"],
)
def test_a_login_with_another_reading_is_custom(
    tmp_path: Path, login: dict[str, Any], schemes: dict[str, Any]
) -> None:
    design = designed(tmp_path, {"/members": MEMBERS, "/login": login}, schemes)
    assert isinstance(behaviours(design)["POST /login"], Custom)


def test_an_api_key_does_not_tell_who_is_calling(tmp_path: Path) -> None:
    key = {"token": {"type": "apiKey", "in": "header", "name": "X-Key"}}
    paths = {"/members": MEMBERS, "/members/me": ME}
    found = behaviours(designed(tmp_path, paths, key))["GET /members/me"]
    assert isinstance(found, Custom)
    assert "who" in found.reason


def test_an_api_key_that_is_called_bearer_is_a_token(tmp_path: Path) -> None:
    key = {"BearerAuth": {"type": "apiKey", "in": "header", "name": "Authorization"}}
    design = designed(tmp_path, {"/members": MEMBERS, "/login": LOGIN}, key)
    assert isinstance(behaviours(design)["POST /login"], LogIn)


def test_a_contract_without_accounts_is_left_alone(tmp_path: Path) -> None:
    paths = {"/members": {"get": answer({"type": "array", "items": ref("Member")})}}
    file = written(tmp_path, paths, {"Member": MEMBER})
    contract = read_contract(file).contract
    assert contract is not None
    sightings = sight(contract)
    kept = find_resources(contract, sightings, {})
    assert with_accounts(contract, sightings, kept, {}) == kept


async def test_the_token_opens_the_row_that_it_was_issued_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = {
        "/auth/register": REGISTER,
        "/auth/login": LOGIN,
        "/auth/refresh": REFRESH,
        "/me": ME,
    }
    file = written(tmp_path, paths, {"Member": MEMBER}, BEARER, title="Club of tokens")
    made = Backend(file, tmp_path / "project", None)
    ada = {"email": "ada@example.com", "name": "Ada", "password": "correct horse"}
    monkeypatch.setenv("ACCESS_TOKEN_SECONDS", "90")
    async with made.client(monkeypatch, tmp_path / "club.db") as client:
        registered = await client.post("/auth/register", json=ada)
        assert registered.status_code == 201
        assert "password" not in registered.json()
        assert (await client.post("/auth/register", json=ada)).status_code == 409
        for email, password in (("ada@example.com", "wrong"), ("eve@example.com", "correct horse")):
            wrong = {"email": email, "password": password}
            refused = await client.post("/auth/login", json=wrong)
            assert refused.status_code == 401
            assert refused.headers["WWW-Authenticate"] == "Bearer"
        right = {"email": ada["email"], "password": ada["password"]}
        issued = (await client.post("/auth/login", json=right)).json()
        assert issued["member"] == registered.json()
        assert issued["expires_in"] == 90
        stranger = await client.get("/me")
        assert stranger.status_code == 401
        refreshed = {"Authorization": f"Bearer {issued['refresh_token']}"}
        assert (await client.get("/me", headers=refreshed)).status_code == 401
        for token, status in ((issued["token"], 401), (issued["refresh_token"], 200)):
            renewed = await client.post("/auth/refresh", json={"refresh_token": token})
            assert renewed.status_code == status
        own = {"Authorization": f"Bearer {renewed.json()['token']}"}
        assert (await client.get("/me", headers=own)).json() == registered.json()
        changed = await client.put("/me", json={"name": "Countess"}, headers=own)
        assert changed.json()["name"] == "Countess"
        assert (await client.post("/auth/login", json=right)).status_code == 200
        assert (await client.delete("/me", headers=own)).status_code == 204
        assert (await client.get("/me", headers=own)).status_code == 401
        gone = {"refresh_token": issued["refresh_token"]}
        assert (await client.post("/auth/refresh", json=gone)).status_code == 401
