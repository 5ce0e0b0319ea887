"""Lists of what whoever is calling has marked, and of who has marked whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Custom, ListRows, SetMark, UpdateRow
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, endpoint, path_parameter, ref, written
from tests.passes.test_accounts import BEARER, GUARDED, LOGIN, ME, MEMBER, REGISTER

if TYPE_CHECKING:
    from pathlib import Path

    from httpx import AsyncClient

POST = {
    "type": "object",
    "required": ["title"],
    "properties": {"id": {"type": "integer", "readOnly": True}, "title": {"type": "string"}},
}
SCHEMAS = {"Member": MEMBER, "Post": POST}
DONE = {"responses": {"204": {"description": "done"}}, **GUARDED}


def marks(method: str = "post") -> dict[str, Any]:
    return {"parameters": [path_parameter("id")], method: DONE, "delete": DONE}


def listed(name: str) -> dict[str, Any]:
    return {"get": {**answer({"type": "array", "items": ref(name)}), **GUARDED}}


def people() -> dict[str, Any]:
    return {
        "/auth/register": REGISTER,
        "/auth/login": LOGIN,
        "/members/me": ME,
        "/members/{id}": {"parameters": [path_parameter("id")], "get": answer(ref("Member"))},
        "/members/{id}/follow": marks(),
        "/posts": {
            **listed("Post"),
            "post": {**body(ref("Post")), **answer(ref("Post"), "201"), **GUARDED},
        },
        "/posts/{id}": {"parameters": [path_parameter("id")], "get": answer(ref("Post"))},
        "/posts/{id}/favorite": marks("put"),
    }


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/members/me/favorites", "Post"),
        ("/me/favorited", "Post"),
        ("/my-favorites", "Post"),
        ("/favorites", "Post"),
        ("/members/me/following", "Member"),
        ("/me/followers", "Member"),
    ],
)
def test_what_bears_the_marks_of_the_caller_is_listed(tmp_path: Path, path: str, name: str) -> None:
    design = design_of(tmp_path, {**people(), path: listed(name)}, SCHEMAS, schemes=BEARER)
    found = endpoint(design, f"GET {path}")
    assert isinstance(found.behaviour, ListRows)
    assert found.behaviour.resource == name
    assert found.caller is not None


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/members/{id}/favorites", "Post"),
        ("/members/{id}/following", "Member"),
        ("/members/{id}/followers", "Member"),
        ("/posts/{id}/favorites", "Member"),
    ],
)
def test_anybodys_marks_are_listed_below_them_and_below_what_bears_them(
    tmp_path: Path, path: str, name: str
) -> None:
    below = {**listed(name), "parameters": [path_parameter("id")]}
    design = design_of(tmp_path, {**people(), path: below}, SCHEMAS, schemes=BEARER)
    found = endpoint(design, f"GET {path}")
    assert isinstance(found.behaviour, ListRows)
    assert found.behaviour.resource == name
    assert found.caller is None


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/members/me/likes", "Post"),
        ("/members/me/favorites", "Member"),
        ("/members/me/followers", "Post"),
        ("/blog/favorites", "Post"),
    ],
)
def test_other_lists_are_left_to_people(tmp_path: Path, path: str, name: str) -> None:
    design = design_of(tmp_path, {**people(), path: listed(name)}, SCHEMAS, schemes=BEARER)
    assert isinstance(endpoint(design, f"GET {path}").behaviour, Custom)


async def test_two_people_mark_the_same_things(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = {"favorites": "Post", "following": "Member", "followers": "Member"}
    paths = people() | {f"/members/me/{path}": listed(name) for path, name in lists.items()}
    lists |= {"../posts/{id}/favorites": "Member"}
    for path, name in lists.items():
        below = {**listed(name), "parameters": [path_parameter("id")]}
        paths[f"/members/{{id}}/{path}".replace("/members/{id}/..", "")] = below
    file = written(tmp_path, paths, SCHEMAS, BEARER, title="Club of marks")
    made = Backend(file, tmp_path / "project", None)
    async with made.client(monkeypatch, tmp_path / "club.db") as client:
        (ada, ada_key), (eve, eve_key) = [await joined(client, name) for name in ("ada", "eve")]
        for title in ("one", "two"):
            assert (await client.post("/posts", json={"title": title}, headers=ada)).is_success
        first, second = (await client.get("/posts", headers=ada)).json()

        async def seen(who: dict[str, str], what: str) -> list[Any]:
            return await shown(f"/members/me/{what}", who)

        async def shown(path: str, who: dict[str, str] = ada) -> list[Any]:
            answered = await client.get(path, headers=who)
            assert answered.status_code == 200
            return [each["id"] for each in answered.json()]

        for _ in range(2):
            marked = await client.put(f"/posts/{second['id']}/favorite", headers=ada)
            assert marked.status_code == 204
        await client.put(f"/posts/{first['id']}/favorite", headers=eve)
        assert await seen(ada, "favorites") == [second["id"]]
        assert await seen(eve, "favorites") == [first["id"]]
        assert await shown(f"/members/{eve_key}/favorites") == [first["id"]]
        assert await shown(f"/posts/{second['id']}/favorites") == [ada_key]
        await client.delete(f"/posts/{second['id']}/favorite", headers=ada)
        assert await seen(ada, "favorites") == []

        assert (await client.post(f"/members/{eve_key}/follow", headers=ada)).status_code == 204
        assert await seen(ada, "following") == [eve_key]
        assert await seen(eve, "followers") == [ada_key]
        assert await shown(f"/members/{eve_key}/followers") == [ada_key]
        assert await shown(f"/members/{ada_key}/following") == [eve_key]
        assert (await client.get("/posts/99/favorites", headers=ada)).status_code == 404
        assert await seen(eve, "following") == await seen(ada, "followers") == []


async def joined(client: AsyncClient, name: str) -> tuple[dict[str, str], Any]:
    person = {"email": f"{name}@example.com", "name": name, "password": "correct horse"}
    key = (await client.post("/auth/register", json=person)).json()["id"]
    credentials = {"email": person["email"], "password": person["password"]}
    token = (await client.post("/auth/login", json=credentials)).json()["token"]
    return {"Authorization": f"Bearer {token}"}, key


@pytest.mark.parametrize("counted", [True, False])
def test_one_row_cannot_tell_who_likes_it(tmp_path: Path, *, counted: bool) -> None:
    number = {"likesCount": {"type": "integer", "readOnly": True}} if counted else {}
    liked = {"liked": {"type": "boolean", "readOnly": True}}
    post = {**POST, "properties": {**POST["properties"], **liked, **number}}
    like = {**answer(ref("Post")), **GUARDED}
    paths = {
        **people(),
        "/posts/{id}/like": {"parameters": [path_parameter("id")], "post": like, "delete": like},
    }
    design = design_of(tmp_path, paths, {**SCHEMAS, "Post": post}, schemes=BEARER)
    found = endpoint(design, "POST /posts/{id}/like").behaviour
    if counted:
        assert isinstance(found, SetMark)
        assert (found.target, found.on) == ("Post", True)
    else:
        assert isinstance(found, UpdateRow)
