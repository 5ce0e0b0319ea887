"""Collections that hold nothing but links between the rows of two others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Custom, DeleteRow, ListRows, ReadRow, ReplaceLinks, ReplaceRow
from pactgen.ir.inputs import KeyRole, ScopeRole
from tests.passes.backends import Backend
from tests.passes.contracts import (
    THING,
    answer,
    body,
    design_of,
    endpoint,
    path_parameter,
    ref,
    written,
)

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = {"responses": {"204": {"description": "done"}}}
TEAM, USER = path_parameter("team", type="integer"), path_parameter("user")
PERSON = {"type": "object", "properties": {"id": {"type": "string"}, "name": {"type": "string"}}}
PEOPLE = answer({"type": "array", "items": ref("User")})
PATHS: dict[str, Any] = {
    "/users": {"get": PEOPLE, "post": {**body(ref("User")), **answer(ref("User"), "201")}},
    "/users/{id}": {"parameters": [path_parameter("id")], "get": answer(ref("User"))},
    "/teams/{team}": {"parameters": [TEAM], "get": answer(ref("Team"))},
    "/teams/{team}/members": {"parameters": [TEAM], "get": PEOPLE},
    "/teams/{team}/members/{user}": {
        "parameters": [TEAM, USER],
        "get": NOTHING,
        "put": NOTHING,
        "delete": NOTHING,
    },
}
SCHEMAS = {
    "User": PERSON,
    "Team": {**THING, "properties": {**THING["properties"], "id": {"type": "integer"}}},  # type: ignore[dict-item]
}


def test_a_row_for_each_pair(tmp_path: Path) -> None:
    design = design_of(tmp_path, PATHS, SCHEMAS)
    table = design.tables["team_members"]
    assert table.uniques == (("team_id", "user"),)
    references = {
        column.name: column.references.table for column in table.columns if column.references
    }
    assert references == {"team_id": "teams", "user": "users"}


def test_links_are_put_taken_and_asked_for(tmp_path: Path) -> None:
    design = design_of(tmp_path, PATHS, SCHEMAS)
    item = "/teams/{team}/members/{user}"
    assert endpoint(design, f"PUT {item}").behaviour == ReplaceRow(
        resource="TeamMember", creates=True
    )
    assert endpoint(design, f"GET {item}").behaviour == ReadRow(resource="TeamMember")
    assert endpoint(design, f"DELETE {item}").behaviour == DeleteRow(resource="TeamMember")
    roles = [one.role for one in endpoint(design, f"DELETE {item}").inputs]
    assert roles == [ScopeRole(column="team_id", parent="Team"), KeyRole(column="user")]


def test_what_a_method_means_for_a_link_is_not_guessed(tmp_path: Path) -> None:
    item = "/teams/{team}/members/{user}"
    paths = {**PATHS, item: {**PATHS[item], "patch": NOTHING, "options": NOTHING}}
    design = design_of(tmp_path, paths, SCHEMAS)
    assert isinstance(endpoint(design, f"PATCH {item}").behaviour, Custom)
    assert isinstance(endpoint(design, f"OPTIONS {item}").behaviour, Custom)


def test_a_number_links_nothing_to_a_parent_that_is_known_by_a_text(tmp_path: Path) -> None:
    slug = path_parameter("slug")
    paths = {
        **PATHS,
        "/teams/{slug}": {"parameters": [slug], "get": answer(ref("Team"))},
        "/teams/{slug}/projects": {
            "parameters": [slug],
            "get": answer({"type": "array", "items": ref("Project")}),
        },
    }
    paths.pop("/teams/{team}")
    slug_too = {**SCHEMAS["Team"]["properties"], "slug": {"type": "string"}}  # type: ignore[dict-item]
    schemas = {**SCHEMAS, "Team": {**SCHEMAS["Team"], "properties": slug_too}, "Project": THING}
    design = design_of(tmp_path, paths, schemas)
    for path in ("/teams/{team}/members", "/teams/{team}/members/{user}"):
        found = endpoint(design, f"GET {path}").behaviour
        assert isinstance(found, Custom)
        assert "no number is one" in found.reason


def test_a_new_link_needs_both_ends(tmp_path: Path) -> None:
    design = design_of(tmp_path, PATHS, SCHEMAS)
    put = endpoint(design, "PUT /teams/{team}/members/{user}")
    assert [one.role for one in put.inputs if isinstance(one.role, ScopeRole)] == [
        ScopeRole(column="team_id", parent="Team"),
        ScopeRole(column="user", parent="User", named_by=(("user", "id"),)),
    ]


def test_what_is_linked_is_listed(tmp_path: Path) -> None:
    found = endpoint(design_of(tmp_path, PATHS, SCHEMAS), "GET /teams/{team}/members")
    assert isinstance(found.behaviour, ListRows)
    assert found.behaviour.resource == "User"
    assert [one.role for one in found.inputs] == [
        ScopeRole(column="team_id", parent="Team", named_by=(("team", "id"),), through="TeamMember")
    ]


def test_a_link_that_says_more_is_a_thing_of_its_own(tmp_path: Path) -> None:
    role = {"type": "object", "properties": {"role": {"type": "string"}}}
    item = {**PATHS["/teams/{team}/members/{user}"], "put": {**body(role), **NOTHING}}
    design = design_of(tmp_path, {**PATHS, "/teams/{team}/members/{user}": item}, SCHEMAS)
    assert "team_members" not in design.tables


def test_links_of_what_nobody_keeps_stay_with_a_person(tmp_path: Path) -> None:
    item = "/teams/{team}/ghosts/{user}"
    paths = {
        "/teams/{team}": PATHS["/teams/{team}"],
        item: {"parameters": [TEAM, USER], "put": NOTHING},
    }
    found = endpoint(design_of(tmp_path, paths, SCHEMAS), f"PUT {item}").behaviour
    assert isinstance(found, Custom)


def test_links_are_designed_in_the_order_of_the_contract(tmp_path: Path) -> None:
    nouns = ["members", "owners", "guests", "editors", "readers", "auditors", "sponsors", "fans"]
    shared = {key: value for key, value in PATHS.items() if "members" not in key}
    links = {
        f"/teams/{{team}}/{noun}{end}": operations
        for noun in nouns
        for end, operations in (
            ("", PATHS["/teams/{team}/members"]),
            ("/{user}", PATHS["/teams/{team}/members/{user}"]),
        )
    }
    design = design_of(tmp_path, {**shared, **links}, SCHEMAS)
    made = [name.removeprefix("team_") for name in design.tables if name.startswith("team_")]
    assert made == nouns


def a_list(**items: Any) -> dict[str, Any]:
    """Return a PUT that names what is linked."""
    named = {"type": "object", "properties": {"user_ids": {"type": "array", "items": items}}}
    return {**body({**named, "required": ["user_ids"]}), **NOTHING}


def test_a_list_of_keys_replaces_the_links(tmp_path: Path) -> None:
    place = "/teams/{team}/members"
    members = {**PATHS[place], "put": a_list(type="string")}
    design = design_of(tmp_path, {**PATHS, place: members}, SCHEMAS)
    assert endpoint(design, f"PUT {place}").behaviour == ReplaceLinks(
        resource="TeamMember", attribute="user_ids", column="user"
    )


def test_a_list_of_other_keys_is_not_understood(tmp_path: Path) -> None:
    place = "/teams/{team}/members"
    for items in ({"type": "integer"}, {"type": "object"}):
        members = {**PATHS[place], "put": a_list(**items)}
        design = design_of(tmp_path, {**PATHS, place: members}, SCHEMAS)
        assert isinstance(endpoint(design, f"PUT {place}").behaviour, Custom)


async def test_all_of_a_list_is_linked_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = "/teams/{team}/members"
    paths = {**PATHS, place: {**PATHS[place], "put": a_list(type="string")}}
    paths["/teams"] = {"post": {**body(ref("Team")), **answer(ref("Team"), "201")}}
    file = written(tmp_path, paths, SCHEMAS, title="Club of links")
    made = Backend(file, tmp_path / "project", None)
    async with made.client(monkeypatch, tmp_path / "club.db") as client:
        for name in ("ada", "eve", "kim"):
            await client.post("/users", json={"id": name, "name": name})
        team = {"id": 7, "name": "seven"}
        assert (await client.post("/teams", json=team)).status_code == 201

        async def linked(*names: str) -> int:
            answered = await client.put("/teams/7/members", json={"user_ids": names})
            return answered.status_code

        async def shown() -> set[str]:
            return {one["id"] for one in (await client.get("/teams/7/members")).json()}

        assert await linked("ada", "eve", "ada") == 204
        assert await shown() == {"ada", "eve"}
        assert await linked("kim", "nobody") == 409
        assert await shown() == {"ada", "eve"}
        assert await linked("kim") == 204
        assert await shown() == {"kim"}
        assert await linked() == 204
        assert await shown() == set()
        absent = await client.put("/teams/8/members", json={"user_ids": ["ada"]})
        assert absent.status_code == 404


def test_a_put_without_a_body_makes_what_its_path_says(tmp_path: Path) -> None:
    follow = {
        "type": "object",
        "required": ["show_id"],
        "properties": {"show_id": {"type": "integer"}, "since": {"type": "string"}},
    }
    named = {
        "type": "object",
        "required": ["show_id", "title"],
        "properties": {"title": {"type": "string"}},
    }
    show = path_parameter("show_id", type="integer")
    for shown, kind in ((follow, ReplaceRow), ({**follow, **named}, Custom)):
        shown["properties"] = {**follow["properties"], **shown["properties"]}
        paths: dict[str, Any] = {
            "/follows": {"get": answer({"type": "array", "items": shown})},
            "/follows/{show_id}": {"parameters": [show], "put": answer(shown), "delete": NOTHING},
        }
        paths["/follows/{show_id}"]["get"] = answer(shown)
        made = endpoint(design_of(tmp_path, paths), "PUT /follows/{show_id}").behaviour
        assert isinstance(made, kind)
        assert not isinstance(made, ReplaceRow) or made.creates


def test_a_put_without_a_body_is_no_making_of_what_others_make(tmp_path: Path) -> None:
    run = {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}}
    shown = {"get": answer({"type": "array", "items": run})}
    item = {"parameters": [path_parameter("id", type="integer")], "get": answer(run)}
    made = {"post": {**body(run), **answer(run, "201")}}
    for collection, more in ((shown, {}), ({**shown, **made}, {"delete": NOTHING})):
        paths = {"/runs": collection, "/runs/{id}": {**item, **more, "put": NOTHING}}
        assert isinstance(endpoint(design_of(tmp_path, paths), "PUT /runs/{id}").behaviour, Custom)


def adding(key: str, **rest: Any) -> dict[str, Any]:
    named = {"type": "object", "required": [key], "properties": {key: {"type": "string"}, **rest}}
    item = {"parameters": [path_parameter("team", type="integer"), path_parameter(key)]}
    return {
        **{path: one for path, one in PATHS.items() if "members" not in path},
        "/teams": {"post": {**body(ref("Team")), **answer(ref("Team"), "201")}},
        "/teams/{team}/members": {
            **PATHS["/teams/{team}/members"],
            "post": {**body(named), **NOTHING},
        },
        f"/teams/{{team}}/members/{{{key}}}": {**item, "delete": NOTHING},
    }


async def test_a_key_that_is_posted_links_what_it_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, adding("user_id"), SCHEMAS, title="Club of keys")
    made = Backend(file, tmp_path / "project", None)
    async with made.client(monkeypatch, tmp_path / "keys.db") as client:
        for name in ("ada", "eve"):
            await client.post("/users", json={"id": name, "name": name})
        for team in (7, 8):
            await client.post("/teams", json={"id": team, "name": "a team"})
        for team in (7, 8, 8):
            linked = await client.post(f"/teams/{team}/members", json={"user_id": "ada"})
            assert linked.status_code == 204
        assert (await client.get("/teams/7/members")).json() == [{"id": "ada", "name": "ada"}]
        unknown = await client.post("/teams/7/members", json={"user_id": "nobody"})
        assert unknown.status_code == 409
        assert (await client.delete("/teams/7/members/ada")).status_code == 204
        assert (await client.get("/teams/7/members")).json() == []
        assert [one["id"] for one in (await client.get("/teams/8/members")).json()] == ["ada"]


@pytest.mark.parametrize(
    ("key", "rest", "links"),
    [
        ("target_user_id", {}, True),
        ("id", {}, False),
        ("user_id", {"role": {"type": "string"}}, False),
        ("badge_id", {}, False),
    ],
)
def test_only_the_key_of_what_is_listed_links(
    tmp_path: Path, key: str, rest: dict[str, Any], *, links: bool
) -> None:
    design = design_of(tmp_path, adding(key, **rest), SCHEMAS)
    assert ("team_members" in design.tables) == links


def test_a_new_link_is_answered_with_what_it_names_or_with_what_it_is_linked_to(
    tmp_path: Path,
) -> None:
    paths = adding("user_id")
    for name, what in (("User", "row"), ("Team", "parent")):
        paths["/teams/{team}/members"]["post"] |= answer(ref(name), "201")
        found = endpoint(design_of(tmp_path, paths, SCHEMAS), "POST /teams/{team}/members")
        assert isinstance(found.behaviour, ReplaceLinks)
        assert found.behaviour.once
        assert found.links_shown is not None
        assert (found.links_shown.resource, found.links_shown.what) == (name, what)


async def test_a_link_that_is_put_anew_is_answered_like_one_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = "/teams/{team}/members/{user}"
    both = {**answer(ref("User"))["responses"], **answer(ref("User"), "201")["responses"]}
    paths = {**PATHS, item: {"parameters": [TEAM, USER], "put": {"responses": both}}}
    paths["/teams"] = {"post": {**body(ref("Team")), **answer(ref("Team"), "201")}}
    paths[item]["delete"] = NOTHING
    file = written(tmp_path, paths, SCHEMAS, title="Club that puts")
    made = Backend(file, tmp_path / "project", None)
    async with made.client(monkeypatch, tmp_path / "puts.db") as client:
        await client.post("/users", json={"id": "ada", "name": "ada"})
        await client.post("/teams", json={"id": 7, "name": "a team"})
        for _ in range(2):
            put = await client.put("/teams/7/members/ada")
            assert (put.status_code, put.json()["name"]) == (200, "ada")


def test_what_else_an_answer_shows_of_a_new_link_stays_with_a_person(tmp_path: Path) -> None:
    paths = adding("user_id")
    invitation = {"type": "object", "properties": {"sent_to": {"type": "string"}}}
    paths["/teams/{team}/members"]["post"] |= answer(invitation, "201")
    found = endpoint(design_of(tmp_path, paths, SCHEMAS), "POST /teams/{team}/members").behaviour
    assert isinstance(found, Custom)


async def test_a_boolean_says_whether_the_link_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = adding("user_id")
    says = {"type": "object", "properties": {"data": {"type": "object"}}}
    says["properties"]["data"] |= {"properties": {"member": {"type": "boolean"}}}  # type: ignore[index]
    paths["/teams/{team}/members"]["post"] |= answer(says)
    paths["/teams/{team}/members/{user_id}"]["delete"] = answer(says)
    file = written(tmp_path, paths, SCHEMAS, title="Club that says so")
    made = Backend(file, tmp_path / "project", None)
    async with made.client(monkeypatch, tmp_path / "says.db") as client:
        await client.post("/users", json={"id": "ada", "name": "ada"})
        await client.post("/teams", json={"id": 7, "name": "a team"})
        for _ in range(2):
            linked = await client.post("/teams/7/members", json={"user_id": "ada"})
            assert linked.json() == {"data": {"member": True}}
        gone = await client.delete("/teams/7/members/ada")
        assert gone.json() == {"data": {"member": False}}


def test_a_key_of_another_name_than_links_keep_names_nothing(tmp_path: Path) -> None:
    paths = adding("user_id")
    schemas = {**SCHEMAS, "User": {**PERSON, "properties": {**PERSON["properties"]}}}  # type: ignore[dict-item]
    schemas["User"]["properties"]["username"] = {"type": "string"}
    item = paths.pop("/teams/{team}/members/{user_id}")
    by_name = {**item, "parameters": [TEAM, path_parameter("username")]}
    paths["/teams/{team}/members/{username}"] = by_name
    found = endpoint(design_of(tmp_path, paths, schemas), "DELETE /teams/{team}/members/{username}")
    assert isinstance(found.behaviour, Custom)
    assert "another key" in found.behaviour.reason


def test_a_list_from_the_other_end_is_what_the_only_links_tell(tmp_path: Path) -> None:
    below = "/users/{user}/teams"
    listed = {"parameters": [USER], "get": answer({"type": "array", "items": ref("Team")})}
    design = design_of(tmp_path, {**PATHS, below: listed}, SCHEMAS)
    found = endpoint(design, f"GET {below}")
    assert isinstance(found.behaviour, ListRows)
    assert found.behaviour.resource == "Team"
    assert [one.role for one in found.inputs] == [
        ScopeRole(column="user", parent="User", named_by=(("user", "id"),), through="TeamMember")
    ]
    assert {column.name for column in design.tables["teams"].columns}.isdisjoint({"user_id"})


def test_a_list_from_the_other_end_is_no_guess(tmp_path: Path) -> None:
    below = "/users/{user}/teams"
    listed = {"parameters": [USER], "get": answer({"type": "array", "items": ref("Team")})}
    fans = {
        path.replace("members", "fans"): one for path, one in PATHS.items() if "members" in path
    }
    owned = {**SCHEMAS["Team"]["properties"], "owner_id": {"type": "string"}}  # type: ignore[dict-item]
    schemas = {**SCHEMAS, "Team": {**SCHEMAS["Team"], "properties": owned}}
    for paths, shown in (
        ({**PATHS, **fans, below: listed}, SCHEMAS),
        ({**PATHS, below: listed}, schemas),
    ):
        found = endpoint(design_of(tmp_path, paths, shown), f"GET {below}")
        assert all(getattr(one.role, "through", None) is None for one in found.inputs)


def test_verbs_below_links_are_no_links(tmp_path: Path) -> None:
    paths = {**PATHS, "/teams/{team}/members/{user}/promote": {"post": NOTHING}}
    paths["/teams/{team}/members/{user}/promote"]["parameters"] = [TEAM, USER]
    design = design_of(tmp_path, paths, SCHEMAS)
    found = endpoint(design, "POST /teams/{team}/members/{user}/promote").behaviour
    assert isinstance(found, Custom)


def test_a_receipt_says_no_more_than_that_a_link_is_gone(tmp_path: Path) -> None:
    paths = adding("user_id")
    receipt = answer({"type": "object", "properties": {"member": {"type": "boolean"}}})
    paths["/teams/{team}/members/{user_id}"]["delete"] = receipt
    found = endpoint(design_of(tmp_path, paths, SCHEMAS), "DELETE /teams/{team}/members/{user_id}")
    assert found.behaviour == DeleteRow(resource="TeamMember")


def test_adding_to_a_parent_what_is_made_elsewhere_makes_and_deletes_no_row(
    tmp_path: Path,
) -> None:
    keys = {"type": "object", "properties": {"user_ids": {"type": "array"}}}
    below, item = "/teams/{team}/users", "/teams/{team}/users/{user}"
    paths = {
        **{path: PATHS[path] for path in ("/users", "/users/{id}", "/teams/{team}")},
        below: {
            "parameters": [TEAM],
            "get": PEOPLE,
            "post": {"summary": "Add users to a team", **body(keys), **NOTHING},
            "delete": NOTHING,
        },
        item: {"parameters": [TEAM, USER], "delete": NOTHING},
    }
    design = design_of(tmp_path, paths, SCHEMAS)
    for label in (f"POST {below}", f"DELETE {below}", f"DELETE {item}"):
        assert isinstance(endpoint(design, label).behaviour, Custom), label
    paths[below]["post"]["summary"] = "Hire"
    made = endpoint(design_of(tmp_path, paths, SCHEMAS), f"DELETE {item}").behaviour
    assert isinstance(made, DeleteRow)
