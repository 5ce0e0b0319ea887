"""Tokens are taken back: by logging out, by RFC 7009, by being exchanged for others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Custom, LogOut, RenewTokens
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, endpoint, written
from tests.passes.test_accounts import (
    BEARER,
    GUARDED,
    LOGIN,
    ME,
    MEMBER,
    REFRESH,
    REGISTER,
)

if TYPE_CHECKING:
    from pathlib import Path

    from httpx import AsyncClient

    from pactgen.ir.design import Design

TEXT = {"type": "string"}
OUT = {"responses": {"204": {"description": "out"}}}
ADA = {"email": "ada@example.com", "name": "Ada", "password": "correct horse"}
CREDENTIALS = {"email": ADA["email"], "password": ADA["password"]}


def taking(*names: str) -> dict[str, Any]:
    return body({"type": "object", "required": [*names], "properties": dict.fromkeys(names, TEXT)})


def designed(folder: Path, paths: dict[str, Any]) -> Design:
    people = {"/auth/login": LOGIN, "/auth/register": REGISTER}
    return design_of(folder, {**people, **paths}, {"Member": MEMBER}, schemes=BEARER)


@pytest.mark.parametrize(
    ("label", "operation", "expected"),
    [
        ("POST /auth/logout", {**OUT, **GUARDED}, LogOut(token=None, of_caller=True)),
        ("DELETE /members/sign_out", {**OUT, **GUARDED}, LogOut(token=None, of_caller=True)),
        (
            "POST /auth/logout-all",
            {**OUT, **GUARDED},
            LogOut(token=None, of_caller=True, everywhere=True),
        ),
        (
            "POST /auth/logout",
            {**taking("refreshToken"), **OUT, **GUARDED},
            LogOut(token="refresh_token", of_caller=True),  # noqa: S106 - an attribute
        ),
        (
            "POST /token/blacklist",
            {**taking("refresh"), **OUT},
            LogOut(token="refresh", of_caller=False),  # noqa: S106 - an attribute
        ),
        (
            "POST /oauth/revoke",
            {**taking("token"), **OUT},
            LogOut(token="token", of_caller=False),  # noqa: S106 - an attribute
        ),
    ],
)
def test_tokens_are_taken_back(
    tmp_path: Path, label: str, operation: dict[str, Any], expected: LogOut
) -> None:
    method, _, path = label.partition(" ")
    design = designed(tmp_path, {path: {method.lower(): operation}})
    assert endpoint(design, label).behaviour == expected
    assert design.revocations == "revoked_tokens"


@pytest.mark.parametrize(
    ("label", "operation"),
    [
        ("POST /auth/logout", OUT),
        ("GET /auth/logout", {**OUT, **GUARDED}),
        ("POST /auth/logout", {**taking("reason"), **OUT, **GUARDED}),
        ("POST /invites/revoke", {**taking("token"), **OUT, **GUARDED}),
    ],
)
def test_what_does_not_say_whose_tokens_go_is_left_to_people(
    tmp_path: Path, label: str, operation: dict[str, Any]
) -> None:
    method, _, path = label.partition(" ")
    design = designed(tmp_path, {path: {method.lower(): operation}})
    assert isinstance(endpoint(design, label).behaviour, Custom)
    assert design.revocations is None


def test_a_session_that_a_login_made_ends_where_it_was_made(tmp_path: Path) -> None:
    paths = {
        "/members": REGISTER,
        "/session": {**LOGIN, "delete": {**OUT, **GUARDED}},
    }
    design = design_of(tmp_path, paths, {"Member": MEMBER}, schemes=BEARER)
    found = endpoint(design, "DELETE /session").behaviour
    assert found == LogOut(token=None, of_caller=True)


def test_a_refresh_token_serves_once_where_another_one_is_answered(tmp_path: Path) -> None:
    alone = {"post": {**taking("refresh_token"), **answer({"properties": {"token": TEXT}})}}
    for renewal, once in ((REFRESH, True), (alone, False)):
        found = endpoint(designed(tmp_path, {"/auth/refresh": renewal}), "POST /auth/refresh")
        assert isinstance(found.behaviour, RenewTokens)
        assert found.behaviour.once is once


def test_a_table_of_that_name_is_left_alone(tmp_path: Path) -> None:
    row = {"type": "object", "properties": {"id": {"type": "integer"}, "text": TEXT}}
    paths = {
        "/revoked_tokens": {
            "get": answer({"type": "array", "items": row}),
            "post": body(row) | OUT,
        },
        "/auth/logout": {"post": {**OUT, **GUARDED}},
    }
    assert designed(tmp_path, paths).revocations == "revoked_tokens_2"


async def logged_in(client: AsyncClient) -> tuple[dict[str, str], str]:
    issued = (await client.post("/auth/login", json=CREDENTIALS)).json()
    return {"Authorization": f"Bearer {issued['token']}"}, issued["refresh_token"]


async def test_after_logging_out_no_token_of_the_session_is_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = {
        "/auth/register": REGISTER,
        "/auth/login": LOGIN,
        "/auth/refresh": REFRESH,
        "/auth/logout": {"post": {**OUT, **GUARDED}},
        "/auth/logout/all": {"post": {**OUT, **GUARDED}},
        "/auth/revoke": {"post": {**taking("token"), **OUT}},
        "/me": ME,
    }
    file = written(tmp_path, paths, {"Member": MEMBER}, BEARER, title="Club of guests")
    made = Backend(file, tmp_path / "project", None)
    async with made.client(monkeypatch, tmp_path / "club.db") as client:

        async def status(headers: dict[str, str]) -> int:
            return (await client.get("/me", headers=headers)).status_code

        async def renewed(token: str) -> Any:
            return await client.post("/auth/refresh", json={"refresh_token": token})

        assert (await client.post("/auth/register", json=ADA)).status_code == 201
        (own, refresh), (other, beside) = await logged_in(client), await logged_in(client)
        assert [await status(own), await status(other)] == [200, 200]
        assert (await client.post("/auth/logout", headers=own)).status_code == 204
        assert [await status(own), await status(other)] == [401, 200]
        assert (await client.post("/auth/logout", headers=own)).status_code == 401
        assert (await renewed(refresh)).status_code == 401

        again = (await renewed(beside)).json()
        fresh = {"Authorization": f"Bearer {again['token']}"}
        assert [await status(other), await status(fresh)] == [200, 200]
        # Somebody has a copy of a refresh token: nobody of that session goes on.
        assert (await renewed(beside)).status_code == 401
        assert [await status(other), await status(fresh)] == [401, 401]
        assert (await renewed(again["refresh_token"])).status_code == 401

        for given in (0, 1):
            pair = await logged_in(client)
            token = (pair[0]["Authorization"].removeprefix("Bearer "), pair[1])[given]
            taken = await client.post("/auth/revoke", json={"token": token})
            assert (taken.status_code, await status(pair[0])) == (204, 401)
        assert (await client.post("/auth/revoke", json={"token": "x"})).status_code == 204

        (own, refresh), (other, _) = await logged_in(client), await logged_in(client)
        assert (await client.post("/auth/logout/all", headers=own)).status_code == 204
        assert [await status(own), await status(other)] == [401, 401]
        assert (await renewed(refresh)).status_code == 401
        later, _ = await logged_in(client)
        assert await status(later) == 200
