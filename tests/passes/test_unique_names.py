"""A name that paths tell below a parent only is unique there, and not in the whole table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, path_parameter, ref, written

if TYPE_CHECKING:
    from pathlib import Path

ID = {"type": "integer"}
NAME = {"type": "string"}
SCHEMAS = {
    "Album": {"type": "object", "properties": {"id": {**ID, "readOnly": True}, "title": NAME}},
    "Vote": {"type": "object", "properties": {"id": {**ID, "readOnly": True}, "points": ID}},
    "Tag": {
        "type": "object",
        "required": ["name"],
        "properties": {"id": {**ID, "readOnly": True}, "name": NAME},
    },
}
ALBUM = path_parameter("album_id", **ID)
TAG = path_parameter("tag_name")
PATHS: dict[str, Any] = {
    "/albums": {"post": {**body(ref("Album")), **answer(ref("Album"), "201")}},
    "/albums/{album_id}": {"parameters": [ALBUM], "get": answer(ref("Album"))},
    "/albums/{album_id}/tags": {
        "parameters": [ALBUM],
        "get": answer({"type": "array", "items": ref("Tag")}),
        "post": {**body(ref("Tag")), **answer(ref("Tag"), "201")},
    },
    "/albums/{album_id}/tags/{tag_name}": {
        "parameters": [ALBUM, TAG],
        "get": answer(ref("Tag")),
        "delete": {"responses": {"204": {"description": "done"}}},
    },
}
ALONE = {"/tags/{tag_name}": {"parameters": [TAG], "get": answer(ref("Tag"))}}
BELOW = {
    "/albums/{album_id}/tags/{tag_name}/votes": {
        "parameters": [ALBUM, TAG],
        "get": answer({"type": "array", "items": ref("Vote")}),
        "post": {**body(ref("Vote")), **answer(ref("Vote"), "201")},
    }
}


@pytest.mark.parametrize(
    ("more", "alone", "uniques"),
    [({}, False, (("album_id", "name"),)), (ALONE, True, ()), (BELOW, True, ())],
)
def test_a_name_is_as_unique_as_paths_need_it(
    tmp_path: Path, more: dict[str, Any], *, alone: bool, uniques: tuple[tuple[str, ...], ...]
) -> None:
    design = design_of(tmp_path, PATHS | more, SCHEMAS)
    table = design.tables["tags"] if "tags" in design.tables else design.tables["album_tags"]
    assert (table.column("name").unique, table.uniques) == (alone, uniques)


async def test_two_parents_have_things_of_one_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = Backend(written(tmp_path, PATHS, SCHEMAS), tmp_path / "out", "same_names")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        albums = [(await client.post("/albums", json={})).json()["id"] for _ in range(2)]
        made = []
        for album in albums:
            tag = await client.post(f"/albums/{album}/tags", json={"name": "new"})
            assert tag.status_code == 201, tag.text
            made.append(tag.json()["id"])
        again = await client.post(f"/albums/{albums[0]}/tags", json={"name": "new"})
        assert again.status_code == 409
        found = [(await client.get(f"/albums/{album}/tags/new")).json()["id"] for album in albums]
        assert found == made
        assert (await client.delete(f"/albums/{albums[0]}/tags/new")).status_code == 204
        assert (await client.get(f"/albums/{albums[0]}/tags/new")).status_code == 404
        assert (await client.get(f"/albums/{albums[1]}/tags/new")).status_code == 200


@pytest.mark.parametrize(
    ("below", "named"),
    [
        ("/baskets/{basket_id}/lines", "product_id"),
        ("/lines/{shelf}", "label"),
    ],
)
async def test_what_callers_choose_below_a_parent_is_no_key_of_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, below: str, named: str
) -> None:
    parent = "basket_id" if "basket_id" in below else "shelf"
    texts = [path_parameter(parent), path_parameter(named)]
    sent = {parent: NAME} if parent == "shelf" else {}
    line = {
        "type": "object",
        "required": [named],
        "properties": {named: NAME, **sent, "amount": ID},
    }
    many = {"parameters": texts[:1], "get": answer({"type": "array", "items": ref("Line")})}
    make = {**body(ref("Line")), **answer(ref("Line"), "201")}
    paths: dict[str, Any] = {
        below: {**many, **({} if sent else {"post": make})},
        f"{below}/{{{named}}}": {"parameters": texts, "get": answer(ref("Line"))},
        **({"/lines": {"post": make}} if sent else {}),
    }
    backend = Backend(written(tmp_path, paths, {"Line": line}), tmp_path / "out", f"by_{named}")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        for amount, above in enumerate(("north", "south"), start=1):
            told = {parent: above} if sent else {}
            place = below.partition("/{shelf}")[0].replace("{basket_id}", above)
            row = {named: "tea", "amount": amount, **told}
            assert [(await client.post(place, json=row)).status_code for _ in range(2)] == [
                201,
                409,
            ]
        for amount, above in enumerate(("north", "south"), start=1):
            place = below.replace(f"{{{parent}}}", above)
            assert (await client.get(f"{place}/tea")).json()["amount"] == amount


async def test_a_row_of_another_parent_is_no_parent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [ALBUM, path_parameter("track_id", **ID)]
    track = {"type": "object", "properties": {"id": {**ID, "readOnly": True}, "title": NAME}}
    paths: dict[str, Any] = {
        "/albums": PATHS["/albums"],
        "/albums/{album_id}/tracks": {
            "parameters": [ALBUM],
            "post": {**body(ref("Track")), **answer(ref("Track"), "201")},
        },
        "/albums/{album_id}/tracks/{track_id}/votes": {
            "parameters": keys,
            "get": answer({"type": "array", "items": ref("Vote")}),
            "post": {**body(ref("Vote")), **answer(ref("Vote"), "201")},
        },
    }
    document = written(tmp_path, paths, {**SCHEMAS, "Track": track})
    backend = Backend(document, tmp_path / "out", "others_tracks")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        albums = [(await client.post("/albums", json={})).json()["id"] for _ in range(2)]
        made = await client.post(f"/albums/{albums[0]}/tracks", json={})
        for album, statuses in zip(albums, ((201, 200), (404, 404)), strict=True):
            votes = f"/albums/{album}/tracks/{made.json()['id']}/votes"
            told = await client.post(votes, json={"points": 1}), await client.get(votes)
            assert tuple(each.status_code for each in told) == statuses


def test_a_name_that_others_refer_to_is_told_to_be_unique_everywhere(tmp_path: Path) -> None:
    decisions = design_of(tmp_path, PATHS | BELOW, SCHEMAS).decisions
    told = [one.uncertainty for one in decisions if one.id.startswith("unique/")]
    assert told == ["MEDIUM"]


@pytest.mark.parametrize(
    ("name", "description", "level"),
    [
        ("album_name_or_id", None, "HIGH"),
        ("album", "The name or the id of the album.", "HIGH"),
        ("album", "The id of the album, or nothing.", None),
    ],
)
def test_a_parameter_that_names_in_two_ways_is_told(
    tmp_path: Path, name: str, description: str | None, level: str | None
) -> None:
    said = {} if description is None else {"description": description}
    album = {**path_parameter(name, **ID), **said}
    paths = {
        "/albums": PATHS["/albums"],
        f"/albums/{{{name}}}": {"parameters": [album], "get": answer(ref("Album"))},
        f"/albums/{{{name}}}/votes": {
            "parameters": [album],
            "get": answer({"type": "array", "items": ref("Vote")}),
            "post": {**body(ref("Vote")), **answer(ref("Vote"), "201")},
        },
    }
    design = design_of(tmp_path, paths, SCHEMAS)
    told = [one for one in design.decisions if one.id == f"either/Album.{name}"]
    assert [one.uncertainty for one in told] == ([level] if level else [])
    assert all(len(one.evidence) == 3 for one in told)
