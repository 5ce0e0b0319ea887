"""Who signs up is a row of those that are listed; wrapped bodies, tokens beside and inside rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import ChangePassword, CreateRow, LogIn, ReadRow, ReplaceRow, UpdateRow
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, endpoint, path_parameter, ref, written
from tests.passes.test_accounts import BEARER, CREDENTIALS, GUARDED, MEMBER, NEW, TEXT, TOKEN

if TYPE_CHECKING:
    from pathlib import Path

LIST = {"get": answer({"type": "array", "items": ref("Member")})}
SIGN_UP = {"post": {**body(NEW), **answer(TOKEN, "201")}}
LOGIN = {"post": {**body(CREDENTIALS), **answer(TOKEN)}}
KEY = {
    "jwt": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "A JWT: `Token xxxxx.yyyyy.zzzzz`.",
    }
}
SHOWN = {
    "type": "object",
    "required": ["email", "token", "name"],
    "properties": {"email": TEXT, "token": TEXT, "name": TEXT},
}


def wrapped(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": ["user"], "properties": {"user": schema}}


def news_paths() -> dict[str, Any]:
    """The accounts of a blog: bodies and answers wrap a user, whose token is one of its members."""
    change = {"type": "object", "properties": {"name": TEXT, "password": TEXT}}
    guarded = {"security": [{"jwt": []}]}
    return {
        "/users": {"post": {**body(wrapped(NEW)), **answer(wrapped(ref("User")), "201")}},
        "/users/login": {"post": {**body(wrapped(CREDENTIALS)), **answer(wrapped(ref("User")))}},
        "/user": {
            "get": {**answer(wrapped(ref("User"))), **guarded},
            "put": {**body(wrapped(change)), **answer(wrapped(ref("User"))), **guarded},
        },
    }


def test_who_registers_is_one_of_those_that_are_listed(tmp_path: Path) -> None:
    paths = {
        "/members": LIST,
        "/members/{id}": {"parameters": [path_parameter("id")], "get": answer(ref("Member"))},
        "/auth/register": SIGN_UP,
        "/auth/login": LOGIN,
        "/auth/me": {"get": {**answer(ref("Member")), **GUARDED}},
    }
    design = design_of(tmp_path, paths, {"Member": MEMBER}, schemes=BEARER)
    assert list(design.resources) == ["Member"]
    assert isinstance(endpoint(design, "POST /auth/register").behaviour, CreateRow)
    assert isinstance(endpoint(design, "POST /auth/login").behaviour, LogIn)
    assert endpoint(design, "GET /auth/me").behaviour == ReadRow(resource="Member", of_caller="id")


def test_a_password_said_twice_is_kept_once(tmp_path: Path) -> None:
    twice = {
        **NEW,
        "required": [*NEW["required"], "password_confirmation"],  # type: ignore[misc]
        "properties": {**NEW["properties"], "password_confirmation": TEXT},  # type: ignore[dict-item]
    }
    change = {
        "type": "object",
        "required": ["current_password", "password", "password_confirmation"],
        "properties": dict.fromkeys(
            ("current_password", "password", "password_confirmation"), TEXT
        ),
    }
    paths = {
        "/register": {"post": {**body(twice), **answer(TOKEN, "201")}},
        "/login": LOGIN,
        "/user": {"get": {**answer(ref("Member")), **GUARDED}},
        "/user/password": {"put": {**body(change), "responses": {"204": {"description": "done"}}}},
    }
    paths["/user/password"]["put"].update(GUARDED)
    design = design_of(tmp_path, paths, {"Member": MEMBER}, schemes=BEARER)
    table = design.tables[design.resources["Member"].table]
    assert "password_confirmation" not in {column.name for column in table.columns}
    changed = endpoint(design, "PUT /user/password").behaviour
    assert isinstance(changed, ChangePassword)
    assert (changed.current, changed.new) == ("current_password", "password")


def test_calls_log_in_and_tell_who_calls(tmp_path: Path) -> None:
    paths = {
        "/agents.create": {"post": {**body(NEW), **answer(ref("Member"))}},
        "/agents.list": LIST,
        "/auth.login": LOGIN,
        "/auth.me": {"get": {**answer(ref("Member")), **GUARDED}},
    }
    design = design_of(tmp_path, paths, {"Member": MEMBER}, schemes=BEARER)
    assert isinstance(endpoint(design, "POST /auth.login").behaviour, LogIn)
    assert isinstance(endpoint(design, "GET /auth.me").behaviour, ReadRow)


def test_put_that_needs_nothing_leaves_the_rest(tmp_path: Path) -> None:
    thing = {"type": "object", "required": ["id", "name"], "properties": {"id": TEXT, "name": TEXT}}
    new = {"type": "object", "required": ["name"], "properties": {"name": TEXT, "note": TEXT}}
    change = {"type": "object", "properties": {"name": TEXT, "note": TEXT}}
    paths = {
        "/things": {"post": {**body(new), **answer(ref("Thing"), "201")}},
        "/things/{id}": {
            "parameters": [path_parameter("id")],
            "get": answer(ref("Thing")),
            "put": {**body(change), **answer(ref("Thing"))},
        },
    }
    found = endpoint(design_of(tmp_path, paths, {"Thing": thing}), "PUT /things/{id}").behaviour
    assert isinstance(found, UpdateRow)


def test_put_that_repeats_the_key_brings_the_whole_row(tmp_path: Path) -> None:
    thing = {"type": "object", "properties": {"id": TEXT, "name": TEXT}}
    paths = {
        "/things": {"post": {**body(ref("Thing")), **answer(ref("Thing"), "201")}},
        "/things/{id}": {
            "parameters": [path_parameter("id")],
            "get": answer(ref("Thing")),
            "put": {**body(ref("Thing")), **answer(ref("Thing"))},
        },
    }
    found = endpoint(design_of(tmp_path, paths, {"Thing": thing}), "PUT /things/{id}").behaviour
    assert isinstance(found, ReplaceRow)


async def test_an_identifier_is_a_name_or_an_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    member = {"type": "object", "required": ["id", "email", "username"], "properties": {}}
    member["properties"] = {"id": {"type": "integer"}, "email": TEXT, "username": TEXT}
    new = {"type": "object", "required": ["email", "username", "password"], "properties": {}}
    new["properties"] = {"email": TEXT, "username": TEXT, "password": TEXT}
    asked = {"type": "object", "required": ["identifier", "password"], "properties": {}}
    asked["properties"] = {"identifier": TEXT, "password": TEXT}
    paths = {
        "/auth/local/register": {"post": {**body(new), **answer(TOKEN, "201")}},
        "/auth/local": {"post": {**body(asked), **answer(TOKEN)}},
    }
    file = written(tmp_path, paths, {"Member": member}, BEARER, title="Names or addresses")
    backend = Backend(file, tmp_path / "out", None)
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        ada = {"email": "ada@example.com", "username": "ada", "password": "secret"}
        assert (await client.post("/auth/local/register", json=ada)).status_code == 201
        for name, status in (("ada", 200), ("ada@example.com", 200), ("eve", 401)):
            login = {"identifier": name, "password": "secret"}
            assert (await client.post("/auth/local", json=login)).status_code == status


async def test_wrapped_users_sign_up_and_carry_their_tokens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, news_paths(), {"User": SHOWN}, KEY, title="News of the blog")
    backend = Backend(file, tmp_path / "out", None)
    ada = {"email": "ada@example.com", "name": "Ada", "password": "secret"}
    table = backend.design.tables[backend.design.resources["User"].table]
    assert "token" not in {column.name for column in table.columns}
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        made = (await client.post("/users", json={"user": ada})).json()["user"]
        login = {"user": {"email": ada["email"], "password": ada["password"]}}
        token = (await client.post("/users/login", json=login)).json()["user"]["token"]
        for spelled in (token, f"Token {token}", f"Bearer {made['token']}"):
            own = await client.get("/user", headers={"Authorization": spelled})
            assert own.json()["user"]["name"] == "Ada"
            assert own.json()["user"]["token"]
        named = {"Authorization": f"Token {token}"}
        changed = await client.put("/user", json={"user": {"name": "Countess"}}, headers=named)
        assert changed.json()["user"]["email"] == ada["email"]
        assert (await client.post("/users/login", json=login)).status_code == 200
        assert (await client.get("/user", headers={"Authorization": "Token x"})).status_code == 401


PROFILE = {"type": "object", "properties": {"id": TEXT, "name": TEXT, "phone": TEXT}}
OWN = {"type": "object", "properties": {"id": TEXT, "name": TEXT, "phone": TEXT, "email": TEXT}}


def me(component: str) -> dict[str, Any]:
    change = {"type": "object", "properties": {"phone": TEXT}}
    return {
        "get": {**answer(ref(component)), **GUARDED},
        "patch": {**body(change), **answer(ref(component)), **GUARDED},
    }


def listed(component: str) -> dict[str, Any]:
    return {
        "get": {**answer({"type": "array", "items": ref(component)}), **GUARDED},
        "post": {**body(ref(component)), **answer(ref(component), "201"), **GUARDED},
    }


@pytest.mark.parametrize(
    ("collection", "shown", "own"),
    [("/staff", "Profile", "Profile"), ("/users", "Profile", "Own")],
    ids=["the same rows", "people who look alike"],
)
def test_where_nobody_logs_in_the_caller_is_one_of_those_that_are_listed(
    tmp_path: Path, collection: str, shown: str, own: str
) -> None:
    paths = {collection: listed(shown), "/me": me(own)}
    design = design_of(tmp_path, paths, {"Profile": PROFILE, "Own": OWN}, schemes=BEARER)
    (person,) = design.resources
    assert endpoint(design, "GET /me").behaviour == ReadRow(resource=person, of_caller="id")
    assert isinstance(endpoint(design, "PATCH /me").behaviour, UpdateRow)


@pytest.mark.parametrize(
    "paths",
    [
        {"/clinics": listed("Profile"), "/me": me("Own")},
        {"/users": listed("Profile"), "/staff": listed("Profile"), "/me": me("Profile")},
    ],
    ids=["no people", "two sorts of people"],
)
def test_whose_row_it_is_must_be_certain(tmp_path: Path, paths: dict[str, Any]) -> None:
    design = design_of(tmp_path, paths, {"Profile": PROFILE, "Own": OWN}, schemes=BEARER)
    found = endpoint(design, "GET /me").behaviour
    assert not isinstance(found, ReadRow)
