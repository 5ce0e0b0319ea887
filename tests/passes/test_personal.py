"""What is true of whoever is calling: public faces, makers, marks that answer, feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Custom, ListRows, ReadRow, ReplaceRow, SetMark, UpdateRow
from tests.passes.backends import Backend
from tests.passes.contracts import (
    answer,
    body,
    design_of,
    endpoint,
    path_parameter,
    query,
    ref,
    written,
)
from tests.passes.test_accounts import BEARER, GUARDED, LOGIN, MEMBER, REGISTER
from tests.passes.test_marked import joined

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from httpx import AsyncClient

    from pactgen.ir.design import Design

TEXT, NUMBER, FLAG = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
FACE = {
    "type": "object",
    "required": ["name", "isFollowed", "followersCount", "followingCount"],
    "properties": {
        "name": TEXT,
        "isFollowed": FLAG,
        "followersCount": NUMBER,
        "followingCount": NUMBER,
    },
}
STORY = {
    "type": "object",
    "required": ["id", "title", "author", "liked", "likesCount"],
    "properties": {
        "id": NUMBER,
        "title": TEXT,
        "createdAt": {**TEXT, "format": "date-time"},
        "author": ref("Profile"),
        "liked": FLAG,
        "likesCount": NUMBER,
    },
}
NEW = {"type": "object", "required": ["title"], "properties": {"title": TEXT}}
SCHEMAS = {"Member": MEMBER, "Profile": FACE, "Story": STORY}


def wrapped(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": [name], "properties": {name: schema}}


def magazine() -> dict[str, Any]:
    stories = {"type": "array", "items": ref("Story")}
    by_name = {"parameters": [path_parameter("name")]}
    by_id = {"parameters": [path_parameter("id", type="integer")]}
    follow = {**answer(wrapped("profile", ref("Profile"))), **GUARDED}
    like = {**answer(wrapped("story", ref("Story"))), **GUARDED}
    return {
        "/auth/register": REGISTER,
        "/auth/login": LOGIN,
        "/profiles/{name}": {**by_name, "get": answer(ref("Profile"))},
        "/profiles/{name}/follow": {**by_name, "post": follow, "delete": follow},
        "/stories": {
            "get": {
                **answer(stories),
                "summary": "List recent stories",
                "parameters": [query("author"), query("liked"), query("minLikesCount", **NUMBER)],
            },
            "post": {**body(NEW), **answer(ref("Story"), "201"), **GUARDED},
        },
        "/stories/feed": {"get": {**answer(stories), **GUARDED}},
        "/stories/{id}": {**by_id, "get": answer(ref("Story"))},
        "/stories/{id}/like": {**by_id, "post": like},
        "/stories/{id}/unlike": {**by_id, "post": like},
    }


def designed(
    tmp_path: Path, paths: Mapping[str, Any], schemas: Mapping[str, Any] = SCHEMAS
) -> Design:
    return design_of(tmp_path, dict(paths), dict(schemas), schemes=BEARER)


def test_a_public_face_is_a_row_of_people(tmp_path: Path) -> None:
    design = designed(tmp_path, magazine())
    found = endpoint(design, "GET /profiles/{name}").behaviour
    assert isinstance(found, ReadRow)
    assert found.resource == "Member"
    assert "Profile" not in design.resources
    table = design.tables[design.resources["Member"].table]
    assert table.column("name").unique
    assert {(each.name, each.figure) for each in table.derived} == {
        ("is_followed", "mine"),
        ("followers_count", "count"),
        ("following_count", "count"),
    }


def test_a_profile_that_shows_more_is_kept_apart(tmp_path: Path) -> None:
    more = {**FACE, "properties": {**FACE["properties"], "motto": TEXT}}
    design = designed(tmp_path, magazine(), {**SCHEMAS, "Profile": more})
    found = endpoint(design, "GET /profiles/{name}").behaviour
    assert isinstance(found, ReadRow)
    assert found.resource == "Profile"


def test_who_made_a_row_is_read_with_it(tmp_path: Path) -> None:
    design = designed(tmp_path, magazine())
    table = design.tables[design.resources["Story"].table]
    (author,) = table.relations
    assert (author.name, author.table, author.pairs) == (
        "author",
        "members",
        (("author_id", "id"),),
    )
    assert table.column("author_id").references is not None
    assert any(each.id == "ownership/Story" for each in design.decisions)


@pytest.mark.parametrize(("verb", "on"), [("like", True), ("unlike", False)])
def test_a_mark_answers_what_it_is_said_of(tmp_path: Path, verb: str, *, on: bool) -> None:
    design = designed(tmp_path, magazine())
    found = endpoint(design, f"POST /stories/{{id}}/{verb}")
    assert found.behaviour == SetMark(resource="StoryLike", target="Story", on=on)
    assert found.caller is not None


def test_a_flag_that_nothing_counts_stays_a_column(tmp_path: Path) -> None:
    properties = {key: value for key, value in STORY["properties"].items() if key != "likesCount"}
    story = {**STORY, "properties": properties}
    design = designed(tmp_path, magazine(), {**SCHEMAS, "Story": story})
    assert isinstance(endpoint(design, "POST /stories/{id}/like").behaviour, UpdateRow)


def test_nobody_is_followed_where_nobody_is_known(tmp_path: Path) -> None:
    paths = {path: each for path, each in magazine().items() if not path.startswith("/auth")}
    design = designed(tmp_path, paths)
    assert not any(isinstance(each.behaviour, SetMark) for each in design.endpoints)
    assert isinstance(endpoint(design, "GET /stories/feed").behaviour, Custom)


def test_a_feed_lists_what_those_make_who_are_followed(tmp_path: Path) -> None:
    found = endpoint(designed(tmp_path, magazine()), "GET /stories/feed")
    assert isinstance(found.behaviour, ListRows)
    assert found.behaviour.resource == "Story"
    assert found.caller is not None


async def test_two_people_see_what_is_true_of_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, magazine(), SCHEMAS, BEARER, title="Magazine of two")
    made = Backend(file, tmp_path / "project", None)
    async with made.client(monkeypatch, tmp_path / "magazine.db") as client:
        (ada, _), (eve, _) = [await joined(client, name) for name in ("ada", "eve")]
        one = await _posted(client, "/stories", ada, {"title": "one"})
        two = await _posted(client, "/stories", eve, {"title": "two"})
        assert one["author"] == {
            "name": "ada",
            "isFollowed": False,
            "followersCount": 0,
            "followingCount": 0,
        }
        for _ in range(2):
            liked = (await _posted(client, f"/stories/{one['id']}/like", eve))["story"]
            assert (liked["liked"], liked["likesCount"]) == (True, 1)
        seen = await _got(client, f"/stories/{one['id']}", ada)
        assert (seen["liked"], seen["likesCount"]) == (False, 1)
        seen = await _got(client, f"/stories/{one['id']}", {})
        assert (seen["liked"], seen["likesCount"]) == (False, 1)
        seen = await _got(client, f"/stories/{one['id']}", {"Authorization": "Bearer nonsense"})
        assert seen["liked"] is False
        assert await _ids(client, "/stories", eve) == [two["id"], one["id"]]
        assert await _ids(client, "/stories?author=ada", eve) == [one["id"]]
        assert await _ids(client, "/stories?liked=eve", ada) == [one["id"]]
        assert await _ids(client, "/stories?liked=ada", ada) == []
        assert await _ids(client, "/stories?minLikesCount=1", {}) == [one["id"]]

        followed = (await _posted(client, "/profiles/eve/follow", ada))["profile"]
        assert (followed["isFollowed"], followed["followersCount"]) == (True, 1)
        assert (await _got(client, "/profiles/eve", eve))["isFollowed"] is False
        assert (await _got(client, "/profiles/ada", {}))["followingCount"] == 1
        await _posted(client, "/profiles/ada/follow", ada)
        feed = (await client.get("/stories/feed", headers=ada)).json()
        assert [each["id"] for each in feed] == [one["id"], two["id"]]
        assert [each["author"]["isFollowed"] for each in feed] == [True, True]
        assert await _ids(client, "/stories/feed", eve) == []

        for _ in range(2):
            back = await client.delete("/profiles/eve/follow", headers=ada)
            assert back.status_code == 200
            assert back.json()["profile"]["isFollowed"] is False
        unliked = (await _posted(client, f"/stories/{one['id']}/unlike", eve))["story"]
        assert (unliked["liked"], unliked["likesCount"]) == (False, 0)
        missing = await client.post("/stories/99/like", headers=eve)
        assert missing.status_code == 404
        assert (await client.post(f"/stories/{one['id']}/like")).status_code == 401


async def _posted(
    client: AsyncClient, path: str, who: dict[str, str], sent: object = None
) -> dict[str, Any]:
    answered = await client.post(path, json=sent, headers=who)
    assert answered.is_success, answered.text
    found: dict[str, Any] = answered.json()
    return found


async def _got(client: AsyncClient, path: str, who: dict[str, str]) -> dict[str, Any]:
    answered = await client.get(path, headers=who)
    assert answered.is_success, answered.text
    found: dict[str, Any] = answered.json()
    return found


async def _ids(client: AsyncClient, path: str, who: dict[str, str]) -> list[Any]:
    answered = await client.get(path, headers=who)
    assert answered.is_success, answered.text
    return [each["id"] for each in answered.json()]


def counted_by(word: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a magazine whose stories are said something of, and how many say it."""
    paths = {path: one for path, one in magazine().items() if "like" not in path}
    nothing = {"responses": {"204": {"description": "done"}}, **GUARDED}
    by_id = {"parameters": [path_parameter("id", type="integer")]}
    paths[f"/stories/{{id}}/{word}"] = {**by_id, "put": nothing, "delete": nothing}
    members = {"id": NUMBER, "title": TEXT, "votes_count": NUMBER, "subscribersCount": NUMBER}
    story = {"type": "object", "required": list(members), "properties": members}
    return paths, {**SCHEMAS, "Story": story}


@pytest.mark.parametrize(
    ("word", "shown"), [("vote", "votes_count"), ("subscription", "subscribers_count")]
)
def test_votes_and_subscriptions_are_the_callers_and_counted(
    tmp_path: Path, word: str, shown: str
) -> None:
    design = designed(tmp_path, *counted_by(word))
    put = endpoint(design, f"PUT /stories/{{id}}/{word}")
    assert isinstance(put.behaviour, ReplaceRow)
    assert put.behaviour.creates
    assert put.caller is not None
    derived = design.tables["stories"].derived
    assert [(each.name, each.figure) for each in derived] == [(shown, "count")]


def test_what_a_state_says_of_a_thing_is_said_for_everybody(tmp_path: Path) -> None:
    paths = {path: one for path, one in magazine().items() if "like" not in path}
    by_id = {"parameters": [path_parameter("id", type="integer")]}
    done = {**answer(ref("Story")), **GUARDED}
    for verb in ("subscribe", "unsubscribe"):
        paths[f"/stories/{{id}}/{verb}"] = {**by_id, "post": done}
    state = {"type": "string", "enum": ["subscribed", "unsubscribed"]}
    story = {**STORY, "properties": {**STORY["properties"], "state": state}}  # type: ignore[dict-item]
    design = designed(tmp_path, paths, {**SCHEMAS, "Story": story})
    found = endpoint(design, "POST /stories/{id}/subscribe").behaviour
    assert isinstance(found, UpdateRow)
