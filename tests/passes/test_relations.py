"""Which column holds the row that a path names above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Custom, ReadRow
from pactgen.ir.inputs import ScopeRole
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, endpoint, path_parameter, ref, written

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.database import Table

INTEGER = {"type": "integer", "format": "int64"}
TEXT = {"type": "string"}
IMAGE = {
    "type": "object",
    "required": ["digest"],
    "properties": {"id": {**INTEGER, "readOnly": True}, "digest": TEXT},
}


def shop(of_image: dict[str, Any]) -> dict[str, Any]:
    label = {"type": "object", "properties": {"name": TEXT, "image_id": of_image}}
    named = {"parameters": [path_parameter("digest")]}
    return {
        "/images": {"post": {**body(IMAGE), **answer(IMAGE, "201")}},
        "/images/{digest}": {**named, "get": answer(IMAGE)},
        "/images/{digest}/labels": {
            **named,
            "get": answer({"type": "array", "items": label}),
            "post": {**body(label), **answer(label, "201")},
        },
    }


@pytest.mark.parametrize(
    ("of_image", "kind", "holds"),
    [
        (INTEGER, "bigint", "image_digest"),
        ({"type": "boolean"}, "boolean", "image_digest"),
        (TEXT, "text", "image_id"),
    ],
)
def test_what_is_no_text_does_not_hold_a_parent_named_by_one(
    tmp_path: Path, of_image: dict[str, Any], kind: str, holds: str
) -> None:
    labels = design_of(tmp_path, shop(of_image)).tables["labels"]
    assert [each.name for each in labels.columns if each.references is not None] == [holds]
    assert labels.column(holds).kind == "text"
    assert labels.column("image_id").kind == kind


def test_a_text_holds_no_parent_that_a_number_names(tmp_path: Path) -> None:
    label = {"type": "object", "properties": {"name": TEXT, "image_id": TEXT}}
    named = {"parameters": [path_parameter("imageId", **INTEGER)]}
    paths = {
        "/images": {"post": {**body(IMAGE), **answer(IMAGE, "201")}},
        "/images/{imageId}": {**named, "get": answer(IMAGE)},
        "/images/{imageId}/labels": {**named, "post": {**body(label), **answer(label, "201")}},
    }
    labels = design_of(tmp_path, paths).tables["labels"]
    assert [each.kind for each in labels.columns if each.references is not None] == ["bigint"]
    assert labels.column("image_id").kind == "text"


CLUBS = {"parameters": [path_parameter("clubId")]}
CLUB = {"type": "object", "properties": {"id": TEXT, "name": TEXT}}


def songs(*, shown: list[str], sent: list[str]) -> dict[str, Any]:
    members = {"title": TEXT, "club_id": TEXT}
    song = {"type": "object", "required": shown, "properties": {"id": INTEGER, **members}}
    new = {"type": "object", "required": sent, "properties": members}
    listed = answer({"type": "array", "items": song})
    return {
        "/clubs": {"post": {**body(CLUB), **answer(CLUB, "201")}},
        "/clubs/{clubId}": {**CLUBS, "get": answer(CLUB)},
        "/clubs/{clubId}/songs": {**CLUBS, "get": listed, "post": {**body(new), **answer(song)}},
        "/songs": {"get": listed, "post": {**body(new), **answer(song, "201")}},
    }


@pytest.mark.parametrize(
    ("shown", "sent", "expected"),
    [
        ([], [], ("club_id: clubs or null")),
        (["club_id"], ["club_id"], "club_id: clubs"),
        (["club_id"], ["title"], "club_id: made up"),
    ],
)
def test_a_parent_that_some_request_leaves_out_is_not_asked_for(
    tmp_path: Path, shown: list[str], sent: list[str], expected: str
) -> None:
    found = design_of(tmp_path, songs(shown=shown, sent=sent)).tables["songs"]
    assert parents(found) == [expected]


def test_rows_of_several_parents_need_none_of_them(tmp_path: Path) -> None:
    note = {"type": "object", "properties": {"id": INTEGER, "text": TEXT}}
    made = {**body(ref("Note")), **answer(ref("Note"), "201")}
    paths: dict[str, Any] = {}
    for parent in ("club", "band"):
        named = {"parameters": [path_parameter(f"{parent}Id")]}
        one = {"type": "object", "properties": {"id": TEXT, f"{parent}_name": TEXT}}
        paths[f"/{parent}s/{{{parent}Id}}"] = {**named, "get": answer(one)}
        paths[f"/{parent}s/{{{parent}Id}}/notes"] = {**named, "post": made}
    tables = design_of(tmp_path, paths, {"Note": note}).tables
    assert parents(tables["notes"]) == ["club_id: clubs or null", "band_id: bands or null"]


def parents(table: Table) -> list[str]:
    """Say of each column that holds a parent which one, and whether there must be one."""
    found = []
    for column in table.columns:
        if column.references is not None:
            found.append(f"{column.name}: {column.references.table}{' or null' * column.nullable}")
        elif column.index:
            found.append(f"{column.name}: {'made up' if column.generated else 'anything'}")
    return found


@pytest.mark.parametrize(
    ("noun", "member", "holds"),
    [
        ("applications", "appid", "appid"),
        ("organizations", "org_id", "org_id"),
        ("user_groups", "user_id", "user_group_id"),
        ("applications", "apid", "application_id"),
    ],
)
def test_a_parent_may_be_called_by_the_beginning_of_its_noun(
    tmp_path: Path, noun: str, member: str, holds: str
) -> None:
    parent = {"type": "object", "properties": {"id": INTEGER, "name": TEXT}}
    note = {
        "type": "object",
        "required": ["text", member],
        "properties": {"id": INTEGER, "text": TEXT, member: INTEGER},
    }
    named = {"parameters": [path_parameter("id", **INTEGER)]}
    paths = {
        f"/{noun}": {"post": {**body(parent), **answer(parent, "201")}},
        f"/{noun}/{{id}}": {**named, "get": answer(parent)},
        f"/{noun}/{{id}}/notes": {**named, "get": answer({"type": "array", "items": note})},
        "/notes": {"post": {**body(note), **answer(note, "201")}},
    }
    tables = design_of(tmp_path, paths).tables
    notes = next(table for name, table in tables.items() if name.endswith("notes"))
    assert [one.name for one in notes.columns if one.references is not None] == [holds]


AGENT = {"type": "object", "required": ["id"], "properties": {"id": TEXT, "name": TEXT}}
ROUTE = {
    "type": "object",
    "properties": {"id": TEXT, "parent_agent_id": TEXT, "label": TEXT},
}


@pytest.mark.parametrize("is_reversed", [False, True])
def test_one_parent_is_one_column_whatever_paths_call_it(
    tmp_path: Path, *, is_reversed: bool
) -> None:
    many = {
        "parameters": [path_parameter("id")],
        "get": answer({"type": "array", "items": ref("Route")}),
        "post": {**body(ref("Route")), **answer(ref("Route"), "201")},
    }
    one = {
        "parameters": [path_parameter("parent_agent_id"), path_parameter("route_id")],
        "put": {**body(ref("Route")), **answer(ref("Route"))},
    }
    routes = {
        "/agents/{id}/routes": many,
        "/agents/{parent_agent_id}/routes/{route_id}": one,
    }
    if is_reversed:
        routes = dict(reversed(routes.items()))
    paths = {
        "/agents": {"post": {**body(ref("Agent")), **answer(ref("Agent"), "201")}},
        "/agents/{id}": {"parameters": [path_parameter("id")], "get": answer(ref("Agent"))},
        **routes,
    }
    table = design_of(tmp_path, paths, {"Agent": AGENT, "Route": ROUTE}).tables["routes"]
    parents = [each.name for each in table.columns if each.references is not None]
    assert parents == ["parent_agent_id"]


def test_a_number_does_not_name_what_a_text_names_at_the_same_place(tmp_path: Path) -> None:
    routes = {
        "parameters": [path_parameter("number", **INTEGER)],
        "get": answer({"type": "array", "items": ref("Route")}),
        "post": {**body(ref("Route")), **answer(ref("Route"), "201")},
    }
    route = {
        "parameters": [path_parameter("name"), path_parameter("route_id")],
        "get": answer(ref("Route")),
    }
    paths = {"/agents/{number}/routes": routes, "/agents/{name}/routes/{route_id}": route}
    table = design_of(tmp_path, paths, {"Route": ROUTE}).tables["routes"]
    assert {"number", "name"} <= {each.name for each in table.columns}


def test_a_number_names_no_row_that_other_paths_name_by_a_text(tmp_path: Path) -> None:
    members = {"name": TEXT, "number": INTEGER}
    agent = {"type": "object", "required": ["name"], "properties": members}
    item = answer(ref("Agent"))
    paths = {
        "/shops/{shop}/agents/{name}": {
            "parameters": [path_parameter("shop"), path_parameter("name")],
            "get": item,
        },
        "/shops/{shop}/agents": {
            "parameters": [path_parameter("shop")],
            "post": {**body(ref("Agent")), **answer(ref("Agent"), "201")},
        },
        "/agents/{number}": {"parameters": [path_parameter("number", **INTEGER)], "get": item},
    }
    design = design_of(tmp_path, paths, {"Agent": agent})
    found = {one.operation.path: one.behaviour for one in design.endpoints}
    assert isinstance(found["/shops/{shop}/agents/{name}"], ReadRow)
    assert isinstance(found["/agents/{number}"], Custom)


def test_a_number_holds_no_parent_that_two_texts_name(tmp_path: Path) -> None:
    repo = {"type": "object", "required": ["name"], "properties": {"id": INTEGER, "name": TEXT}}
    feed = {"type": "object", "properties": {"id": INTEGER, "repo_id": INTEGER, "text": TEXT}}
    named = {"parameters": [path_parameter("owner"), path_parameter("repo")]}
    paths = {
        "/repos/{owner}/{repo}": {**named, "get": answer(repo)},
        "/repos/{owner}/{repo}/feeds": {
            **named,
            "get": answer({"type": "array", "items": feed}),
            "post": {**body(feed), **answer(feed, "201")},
        },
    }
    design = design_of(tmp_path, paths)
    roles = [one.role for one in endpoint(design, "GET /repos/{owner}/{repo}/feeds").inputs]
    columns = [one.column for one in roles if isinstance(one, ScopeRole)]
    assert [design.tables["feeds"].column(name).kind for name in columns] == ["text", "text"]


async def test_a_replaced_row_stays_below_the_parent_that_its_body_leaves_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = {"type": "object", "properties": {"id": TEXT, "agent_id": TEXT, "label": TEXT}}
    new = {"type": "object", "properties": {"agent_id": TEXT, "label": TEXT}}
    agent = path_parameter("agent_id")
    listed = answer({"type": "array", "items": ref("Key")})
    made = {**body(new), **answer(ref("Key"), "201")}
    paths = {
        "/agents": {"post": {**body(ref("Agent")), **answer(ref("Agent"), "201")}},
        "/agents/{agent_id}": {"parameters": [agent], "get": answer(ref("Agent"))},
        "/agents/{agent_id}/keys": {"parameters": [agent], "get": listed, "post": made},
        "/agents/{agent_id}/keys/{id}": {
            "parameters": [agent, path_parameter("id")],
            "put": {**body(new), **answer(ref("Key"))},
        },
        "/models/keys": {"get": listed, "post": made},
    }
    contract = written(tmp_path, paths, {"Agent": AGENT, "Key": key})
    backend = Backend(contract, tmp_path / "out", "keys_stay")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        await client.post("/agents", json={"id": "a"})
        row = (await client.post("/agents/a/keys", json={"label": "one"})).json()
        place = f"/agents/a/keys/{row['id']}"
        for label in ("two", "three"):
            done = await client.put(place, json={"label": label})
            assert (done.status_code, done.json()["label"]) == (200, label)
            assert done.json()["agent_id"] == "a"


def test_a_number_does_not_hold_a_parent_that_two_texts_name(tmp_path: Path) -> None:
    project = {"type": "object", "properties": {"owner": TEXT, "slug": TEXT, "name": TEXT}}
    job = {"type": "object", "properties": {"version": TEXT, "projectId": INTEGER}}
    named = [path_parameter("owner"), path_parameter("projectSlug")]
    below = {"parameters": [*named, path_parameter("version")]}
    paths = {
        "/projects": {"get": answer({"type": "array", "items": project})},
        "/projects/{owner}/{projectSlug}": {"parameters": named, "get": answer(project)},
        "/projects/{owner}/{projectSlug}/jobs/{version}": {**below, "get": answer(job)},
    }
    jobs = design_of(tmp_path, paths).tables["jobs"]
    assert [each.kind for each in jobs.columns if each.name.startswith("project")] == [
        "bigint",
        "text",
    ]


RIDE = {"type": "object", "properties": {"id": {**INTEGER, "readOnly": True}, "driver_id": INTEGER}}
THING = {"type": "object", "properties": {"id": {**INTEGER, "readOnly": True}, "name": TEXT}}


def rides(names: tuple[str, str, str]) -> dict[str, Any]:
    """Return paths of rides below three things, with these names of their parameters."""
    paths: dict[str, Any] = {}
    for kind, plural, name in zip(THINGS, THINGS.values(), names, strict=True):
        paths[f"/{plural}"] = {"post": {**body(ref(kind)), **answer(ref(kind), "201")}}
        paths[f"/{plural}/{{{name}}}/rides"] = {
            "parameters": [path_parameter(name, **INTEGER)],
            "get": answer({"type": "array", "items": ref("Ride")}),
        }
    paths[f"/cabs/{{{names[0]}}}/rides"]["post"] = {
        **body(ref("Ride")),
        **answer(ref("Ride"), "201"),
    }
    return paths


THINGS = {"Cab": "cabs", "Driver": "drivers", "City": "cities"}


@pytest.mark.parametrize(
    ("names", "columns"),
    [
        (("id", "id", "id"), ("cab_id", "driver_id", None)),
        (("cab_id", "driver_id", "city_id"), ("cab_id", "driver_id", None)),
        (("web", "web", "web"), ("cab_id", "driver_id", None)),
        (("cab", "cab", "cab"), ("cab_id", "cab_id", "cab_id")),
    ],
    ids=["any", "own", "neither", "one"],
)
def test_an_id_is_one_of_what_stands_before_it(
    tmp_path: Path, names: tuple[str, str, str], columns: tuple[str | None, ...]
) -> None:
    schemas = {"Ride": RIDE, **dict.fromkeys(THINGS, THING)}
    design = design_of(tmp_path, rides(names), schemas)
    for plural, name, column in zip(THINGS.values(), names, columns, strict=True):
        found = endpoint(design, f"GET /{plural}/{{{name}}}/rides")
        if column is None:
            assert isinstance(found.behaviour, Custom)
            assert "No operation says which" in found.behaviour.reason
        else:
            (role,) = (each.role for each in found.inputs)
            assert isinstance(role, ScopeRole)
            assert role.column == column


def test_what_rows_are_called_themselves_does_not_hold_their_parent(tmp_path: Path) -> None:
    named = {"type": "object", "properties": {"id": {**INTEGER, "readOnly": True}, "slug": TEXT}}
    below = {"parameters": [path_parameter("slug")]}
    paths = {
        "/topics": {"post": {**body(ref("Topic")), **answer(ref("Topic"), "201")}},
        "/topics/{slug}": {**below, "get": answer(ref("Topic"))},
        "/topics/{slug}/posts": {
            **below,
            "get": answer({"type": "array", "items": ref("Post")}),
            "post": {**body(ref("Post")), **answer(ref("Post"), "201")},
        },
        "/posts/{id}": {
            "parameters": [path_parameter("id", **INTEGER)],
            "get": answer(ref("Post")),
        },
    }
    design = design_of(tmp_path, paths, {"Topic": named, "Post": named})
    posts = design.tables["posts"]
    assert posts.column("slug").references is None
    assert posts.column("topic_id").references is not None


def test_of_two_lists_of_a_parents_rows_one_is_all_of_them(tmp_path: Path) -> None:
    def listed(last: str) -> dict[str, Any]:
        many = answer({"type": "array", "items": ref("Ride")})
        return {f"/cabs/{{cab_id}}/{last}": {"parameters": [path_parameter("cab_id")], "get": many}}

    paths = {**rides(("cab_id", "driver_id", "city_id")), **listed("likes"), **listed("rides")}
    paths["/cabs/{cab_id}/rides"]["post"] = {**body(ref("Ride")), **answer(ref("Ride"), "201")}
    design = design_of(tmp_path, paths, {"Ride": RIDE, **dict.fromkeys(THINGS, THING)})
    likes = endpoint(design, "GET /cabs/{cab_id}/likes").behaviour
    assert isinstance(likes, Custom)
    assert "which of them `likes` are" in likes.reason
    assert not isinstance(endpoint(design, "GET /cabs/{cab_id}/rides").behaviour, Custom)
