"""Whoever is calling gets another password: who has the present one, where the body brings it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import ChangePassword, Custom
from tests.passes.backends import Backend
from tests.passes.contracts import body, design_of, endpoint, path_parameter, written
from tests.passes.test_accounts import BEARER, GUARDED, LOGIN, MEMBER, REGISTER

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.design import Design

TEXT = {"type": "string"}
DONE = {"responses": {"204": {"description": "changed"}}}


def passwords(*names: str) -> dict[str, Any]:
    return {"type": "object", "required": [*names], "properties": dict.fromkeys(names, TEXT)}


def changing(path: str, *names: str, method: str = "post") -> dict[str, Any]:
    return {
        "/auth/login": LOGIN,
        "/auth/register": REGISTER,
        path: {method: {**body(passwords(*names)), **DONE, **GUARDED}},
    }


def designed(folder: Path, paths: dict[str, Any]) -> Design:
    return design_of(folder, paths, {"Member": MEMBER}, schemes=BEARER)


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/auth/change-password", ("old_password", "new_password")),
        ("/users/me/password", ("currentPassword", "newPassword")),
        ("/password/change", ("current", "new")),
        ("/me/password", ("password", "new_password")),
        ("/users/me/password", ("password",)),
    ],
)
def test_a_body_of_passwords_changes_that_of_the_caller(
    tmp_path: Path, path: str, names: tuple[str, ...]
) -> None:
    found = endpoint(designed(tmp_path, changing(path, *names)), f"POST {path}").behaviour
    assert isinstance(found, ChangePassword)
    assert (found.current is None) == (len(names) == 1)
    assert (found.column, found.secret) == ("id", "password")


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/auth/change-password", ("token", "new_password")),
        ("/auth/change-password", ("old_password", "new_password", "reason")),
        ("/auth/reset-password", ("old_password", "new_password")),
        ("/settings/password", ("password",)),
    ],
)
def test_what_brings_or_says_anything_else_is_left_to_people(
    tmp_path: Path, path: str, names: tuple[str, ...]
) -> None:
    found = endpoint(designed(tmp_path, changing(path, *names)), f"POST {path}").behaviour
    assert isinstance(found, Custom)


def test_the_password_of_somebody_else_is_not_that_of_the_caller(tmp_path: Path) -> None:
    paths = changing("/users/{id}/password", "old_password", "new_password")
    paths["/users/{id}/password"]["parameters"] = [path_parameter("id")]
    found = endpoint(designed(tmp_path, paths), "POST /users/{id}/password").behaviour
    assert not isinstance(found, ChangePassword)


async def test_the_new_password_opens_and_the_old_one_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = changing("/auth/change-password", "old_password", "new_password")
    contract = written(tmp_path, paths, {"Member": MEMBER}, BEARER)
    backend = Backend(contract, tmp_path / "out", "passwords")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:

        async def login(password: str) -> Any:
            return await client.post("/auth/login", json={"email": "a", "password": password})

        async def change(old: str, new: str, token: str) -> int:
            answered = await client.post(
                "/auth/change-password",
                json={"old_password": old, "new_password": new},
                headers={"Authorization": f"Bearer {token}"},
            )
            return answered.status_code

        registration = {"email": "a", "name": "A", "password": "first"}
        assert (await client.post("/auth/register", json=registration)).status_code == 201
        token = (await login("first")).json()["token"]
        assert await change("wrong", "second", token) == 401
        assert (await login("first")).status_code == 200
        assert await change("first", "second", token) == 204
        assert (await login("first")).status_code == 401
        assert (await login("second")).status_code == 200
