"""Collections of one name below several parents: the same rows, or other ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Custom
from tests.passes.contracts import answer, body, design_of, endpoint, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "string"}
OBJECT = {"type": "object", "properties": {"code": TEXT}}


def alarms(kind: dict[str, Any], metric: dict[str, Any]) -> dict[str, Any]:
    shown = {"id": {"type": "integer"}, "kind": kind, "metric": metric}
    alarm = {"type": "object", "required": ["kind", "metric"], "properties": shown}
    posted = {"content": {"application/json": {"schema": {**alarm, "required": []}}}}
    return {"requestBody": posted, **answer(alarm, "201")}


@pytest.mark.parametrize(
    ("kinds", "metrics", "tables"),
    [
        ((["low"], ["low", "high"]), (OBJECT, OBJECT), 1),
        ((["low"], ["high"]), (OBJECT, OBJECT), 2),
        ((["low"], ["low"]), ({"type": "null"}, OBJECT), 2),
        ((["low"], ["low"]), ({"type": "null"}, {**OBJECT, "type": ["object", "null"]}), 1),
    ],
)
def test_rows_that_no_answer_could_show_as_both_are_kept_apart(
    tmp_path: Path,
    kinds: tuple[list[str], list[str]],
    metrics: tuple[dict[str, Any], dict[str, Any]],
    tables: int,
) -> None:
    paths: dict[str, Any] = {}
    for parent, kind, metric in zip(("club", "band"), kinds, metrics, strict=True):
        named = {"parameters": [path_parameter(f"{parent}Id")]}
        post = alarms({**TEXT, "enum": kind}, metric)
        paths[f"/{parent}s/{{{parent}Id}}/alarms"] = {**named, "post": post}
    found = design_of(tmp_path, paths).tables
    assert sum(name.endswith("alarms") for name in found) == tables


@pytest.mark.parametrize(
    ("first", "second", "tables"),
    [(["kind"], [], 2), ([], ["kind"], 2), ([], [], 1)],
)
def test_a_word_that_one_of_them_must_show_is_enough(
    tmp_path: Path, first: list[str], second: list[str], tables: int
) -> None:
    paths: dict[str, Any] = {}
    for parent, required, kind in (("club", first, "low"), ("band", second, "high")):
        named = {"parameters": [path_parameter(f"{parent}Id")]}
        shown = {"id": {"type": "integer"}, "kind": {**TEXT, "enum": [kind]}}
        alarm = {"type": "object", "required": required, "properties": shown}
        posted = {"content": {"application/json": {"schema": {**alarm, "required": []}}}}
        post = {"requestBody": posted, **answer(alarm, "201")}
        paths[f"/{parent}s/{{{parent}Id}}/alarms"] = {**named, "post": post}
    found = design_of(tmp_path, paths).tables
    assert sum(name.endswith("alarms") for name in found) == tables


def test_a_word_that_no_row_must_show_is_enough_where_both_are_read(tmp_path: Path) -> None:
    paths: dict[str, Any] = {}
    for parent, kind in (("club", "low"), ("band", "high")):
        shown = {"id": {"type": "integer"}, "kind": {**TEXT, "enum": [kind]}, "day": TEXT}
        alarm = {"type": "object", "properties": shown}
        paths[f"/{parent}s/alarms"] = {"get": answer({"type": "array", "items": alarm})}
    found = design_of(tmp_path, paths).tables
    assert sum(name.endswith("alarms") for name in found) == len(paths)


def kept(*names: str) -> dict[str, Any]:
    shown = {"id": {"type": "integer"}, **dict.fromkeys(names, TEXT)}
    alarm = {"type": "object", "properties": shown}
    sent = {"type": "object", "properties": dict.fromkeys(names, TEXT)}
    posted = {"content": {"application/json": {"schema": sent}}}
    listed = {"get": answer({"type": "array", "items": alarm})}
    return {**listed, "post": {"requestBody": posted, **answer(alarm, "201")}}


@pytest.mark.parametrize(
    ("names", "tables"), [(("kind", "bells"), 1), (("metric", "limit", "until"), 2)]
)
def test_what_is_made_in_two_places_looks_alike_or_is_two_things(
    tmp_path: Path, names: tuple[str, ...], tables: int
) -> None:
    key = {"parameters": [path_parameter("alarmId", type="integer")]}
    club = {"parameters": [path_parameter("clubId")]}
    paths: dict[str, Any] = {}
    for place, parent, own in (
        ("/alarms", {}, ("kind", "bells", "colour", "tune")),
        ("/clubs/{clubId}/alarms", club, names),
    ):
        collection = kept(*own)
        shown = collection["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        paths[place] = {**parent, **collection}
        parameters = [*parent.get("parameters", ()), *key["parameters"]]
        paths[f"{place}/{{alarmId}}"] = {"parameters": parameters, "get": answer(shown["items"])}
    found = design_of(tmp_path, paths).tables
    assert sum(name.endswith("alarms") for name in found) == tables


@pytest.mark.parametrize(("names", "tables"), [(("kind", "bells"), 1), (("range", "feeds"), 2)])
def test_what_is_only_looked_up_looks_alike_or_is_two_things(
    tmp_path: Path, names: tuple[str, ...], tables: int
) -> None:
    paths: dict[str, Any] = {}
    for place, own in (("scores", ("kind", "bells", "tune")), ("sources", names)):
        alarm = {"type": "object", "properties": dict.fromkeys(own, TEXT)}
        named = {"parameters": [path_parameter("name")]}
        paths[f"/{place}/alarm/{{name}}"] = {**named, "get": answer(alarm)}
    found = design_of(tmp_path, paths).tables
    assert sum(name.endswith("alarms") for name in found) == tables


def shelf(component: str) -> dict[str, Any]:
    listed = answer({"type": "array", "items": ref(component)})
    item = {
        "parameters": [path_parameter("id")],
        "get": answer(ref(component)),
        "put": {**body(ref(component)), **answer(ref(component))},
        "delete": {"responses": {"204": {"description": "gone"}}},
    }
    return {"": {"get": listed}, "/{id}": item}


@pytest.mark.parametrize(
    ("first", "second", "tables"),
    [
        ("SongFollow", "SongVote", {"songs", "vote_songs"}),
        ("SongFollow", "SongFollow", {"songs"}),
        ("Song", "SongVote", {"songs"}),
    ],
)
def test_rows_that_are_called_after_their_paths_are_kept_apart(
    tmp_path: Path, first: str, second: str, tables: set[str]
) -> None:
    paths = {
        f"/user/{word}/songs{rest}": item
        for word, component in (("follows", first), ("votes", second))
        for rest, item in shelf(component).items()
    }
    song = {"type": "object", "properties": {"id": TEXT, "at": TEXT}}
    found = design_of(tmp_path, paths, {first: song, second: song}).tables
    assert set(found) == tables


def test_what_is_taken_has_members_of_what_is_shown(tmp_path: Path) -> None:
    song = {"type": "object", "properties": {"id": TEXT, "_links": OBJECT}}
    seen = {"type": "object", "properties": {"verse": TEXT, "minute": TEXT, "_links": OBJECT}}
    posted = body({"type": "array", "items": seen})
    paths = {
        **{f"/user/songs{rest}": item for rest, item in shelf("Song").items()},
        "/heard/songs": {"post": {**posted, "responses": {"200": {"description": "noted"}}}},
    }
    design = design_of(tmp_path, paths, {"Song": song})
    columns = design.tables["songs"].columns
    assert {column.name for column in columns}.isdisjoint({"verse", "minute"})


def test_what_only_changes_rows_makes_no_things_of_its_own(tmp_path: Path) -> None:
    song = {"type": "object", "properties": {"id": TEXT, "title": TEXT}}
    change = {"type": "object", "properties": {"action": TEXT, "chosen": {"type": "array"}}}
    paths = {
        **{f"/songs{rest}": item for rest, item in shelf("Song").items()},
        "/shelves/songs": {
            "put": {**body(change), **answer({"type": "object", "properties": {"data": TEXT}})}
        },
    }
    design = design_of(tmp_path, paths, {"Song": song})
    assert set(design.tables) == {"songs"}
    assert isinstance(endpoint(design, "PUT /shelves/songs").behaviour, Custom)
