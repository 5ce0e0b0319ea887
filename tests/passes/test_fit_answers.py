"""What bodies bring fits what answers show, and drawn keys fit the paths that name them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, path_parameter, query, ref, written

NOTHING = {"responses": {"200": {"description": "changed"}}}

if TYPE_CHECKING:
    from pathlib import Path

SENT = {
    "type": "object",
    "properties": {
        "id": {"type": "integer"},
        "state": {"type": "string"},
        "name": {"type": "string"},
        "size": {"type": "integer"},
        "rank": {"type": "integer"},
        "note": {"type": "string", "maxLength": 3},
    },
}
SHOWN = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "integer"},
        "state": {"type": "string", "enum": ["new", "old"]},
        "name": {"type": "string", "maxLength": 5},
        "size": {"type": "integer", "maximum": 10},
        "rank": {"type": "integer", "format": "int32"},
        "note": {"type": "string", "maxLength": 4},
    },
}
PATHS = {
    "/things": {
        "get": answer({"type": "array", "items": ref("Thing")}),
        "post": {**body(SENT), "responses": {"201": {"description": "made"}}},
    },
    "/things/{id}": {
        "parameters": [path_parameter("id", type="integer", format="int32")],
        "get": answer(ref("Thing")),
    },
}


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"state": "new", "name": "abcde", "size": 10, "note": "abc"}, 201),
        ({"state": "lost"}, 409),
        ({"name": "abcdef"}, 409),
        ({"size": 11}, 409),
        ({"rank": 2**31 - 1}, 201),
        ({"rank": 2**31}, 409),
        ({"note": "abcd"}, 422),
    ],
)
async def test_what_no_answer_can_show_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sent: dict[str, Any], status: int
) -> None:
    file = tmp_path / "api.json"
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Fitting", "version": "1"},
        "paths": PATHS,
        "components": {"schemas": {"Thing": SHOWN}},
    }
    file.write_text(json.dumps(document), encoding="utf-8")
    backend = Backend(file, tmp_path / "out", f"fitting_{'_'.join(sent)}_{status}")
    async with backend.client(monkeypatch, tmp_path / "things.db") as client:
        assert (await client.post("/things", json=sent)).status_code == status
        listed = await client.get("/things")
        assert (listed.status_code, len(listed.json())) == (200, status == 201)


def test_each_is_a_decision(tmp_path: Path) -> None:
    design = design_of(tmp_path, PATHS, {"Thing": SHOWN})
    taken = {one.id for one in design.decisions if one.id.startswith("shown/")}
    assert taken == {
        "shown/Thing.state",
        "shown/Thing.name",
        "shown/Thing.size",
        "shown/Thing.rank",
    }


def owner(kind: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": {"kind": kind, "name": {"type": "string"}}}


TEXT = {"type": "string"}
LISTED = {"type": "string", "enum": ["user", "group"]}
WORDS = {"type": "array", "items": {"type": "string", "pattern": "^[a-z]{1,5}$"}}


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"owner": {"kind": "group"}, "words": ["abc"], "others": [{"kind": "user"}]}, 201),
        ({"owner": {"kind": "robot"}}, 409),
        ({"others": [{"kind": "user"}, {"kind": "robot"}]}, 409),
        ({"words": ["abc", "no-word"]}, 409),
        ({"lock": {"type": "shut"}}, 201),
        ({"lock": {"type": "open"}}, 409),
        ({"lock": {"type": 7}}, 409),
        ({"few": [1, 2]}, 201),
        ({"few": [1, 2, 3]}, 409),
    ],
)
async def test_what_is_inside_has_to_fit_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sent: dict[str, Any], status: int
) -> None:
    def thing(kind: dict[str, Any], words: dict[str, Any], few: dict[str, Any]) -> dict[str, Any]:
        others = {"type": "array", "items": owner(kind)}
        members = {"owner": owner(kind), "others": others, "words": words, "few": few}
        return {"type": "object", "properties": {"id": {"type": "integer"}, **members}}

    name = {"name": TEXT}
    numbers = {"type": "array", "items": {"type": "integer"}}
    brought = thing(TEXT, {"type": "array", "items": TEXT}, numbers)
    brought["properties"]["lock"] = {"type": "object", "required": ["type"], "properties": name}
    shown = thing(LISTED, WORDS, {**numbers, "maxItems": 2})
    shut = {**name, "type": {"type": "string", "enum": ["shut"]}}
    shown["properties"]["lock"] = {"type": "object", "properties": shut}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Inside", "version": "1"},
        "paths": {
            "/things": {
                "get": answer({"type": "array", "items": ref("Thing")}),
                "post": {**body(brought), "responses": {"201": {"description": "made"}}},
            }
        },
        "components": {"schemas": {"Thing": shown}},
    }
    file = tmp_path / "api.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    backend = Backend(file, tmp_path / "out", f"inside_{'_'.join(sent)}_{status}")
    async with backend.client(monkeypatch, tmp_path / "things.db") as client:
        assert (await client.post("/things", json=sent)).status_code == status
        assert (await client.get("/things")).status_code == 200


def test_a_class_of_several_bodies_is_narrowed_where_all_ask_it(tmp_path: Path) -> None:
    def things(kind: dict[str, Any]) -> dict[str, Any]:
        shown = {"type": "object", "properties": {"id": {"type": "integer"}, "owner": owner(kind)}}
        sent = {"type": "object", "properties": {"owner": ref("Owner")}}
        return {"post": {**body(sent), **answer(shown, "201")}}

    def narrowed(**kinds: dict[str, Any]) -> set[str]:
        paths = {f"/{name}": things(kind) for name, kind in kinds.items()}
        design = design_of(tmp_path, paths, {"Owner": owner(TEXT)})
        return {one.id for one in design.decisions if one.id.startswith("shown/")}

    assert narrowed(books=LISTED, films=LISTED) == {"shown/Book.owner.kind"}
    assert narrowed(books=LISTED, films=TEXT) == set()


def test_a_class_of_answers_is_not_narrowed(tmp_path: Path) -> None:
    def thing(kind: dict[str, Any]) -> dict[str, Any]:
        return {"type": "object", "properties": {"id": {"type": "integer"}, "owner": kind}}

    paths = {
        "/books": {"post": {**body(thing(ref("Owner"))), **answer(thing(owner(LISTED)), "201")}},
        "/films": {"get": answer({"type": "array", "items": thing(ref("Owner"))})},
    }
    design = design_of(tmp_path, paths, {"Owner": owner(TEXT)})
    assert not [one.id for one in design.decisions if one.id.startswith("shown/")]


def test_keys_are_drawn_within_what_paths_take(tmp_path: Path) -> None:
    (table,) = design_of(tmp_path, PATHS, {"Thing": SHOWN}).tables.values()
    assert table.key.generated is not None
    assert (table.key.generated.kind, table.key.generated.bits) == ("random_int", 31)


async def test_rows_show_their_own_metadata(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = {"type": "object", "additionalProperties": {"type": "string"}}
    properties = {"id": {"type": "integer"}, "metadata": labels, "registry": {"type": "string"}}
    thing = {"type": "object", "properties": properties}
    things = {
        "get": answer({"type": "array", "items": ref("Thing")}),
        "post": {**body(ref("Thing")), **answer(ref("Thing"), "201")},
    }
    file = tmp_path / "api.json"
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Labels", "version": "1"},
        "paths": {"/things": things},
        "components": {"schemas": {"Thing": thing}},
    }
    file.write_text(json.dumps(document), encoding="utf-8")
    backend = Backend(file, tmp_path / "out", "labelled")
    sent = {"metadata": {"colour": "red"}, "registry": "north"}
    async with backend.client(monkeypatch, tmp_path / "things.db") as client:
        assert (await client.post("/things", json={"registry": "south"})).status_code == 201
        made = await client.post("/things", json=sent)
        assert made.json() == {"id": made.json()["id"], **sent}
        listed = (await client.get("/things")).json()
        assert [one.get("metadata") for one in listed if one["registry"] == "south"] == [None]


async def test_answers_leave_out_what_is_only_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def source(kind: str, **properties: Any) -> dict[str, Any]:
        named = {"object": {"type": "string", "const": kind}, **properties}
        return {"type": "object", "properties": named, "additionalProperties": False}

    card = source("card", cvc={"type": "string", "writeOnly": True}, year={"type": "integer"})
    bank = source("bank", number={"type": "string"})
    payment = {
        "type": "object",
        "properties": {
            "id": {"type": "integer", "readOnly": True},
            "source": {"anyOf": [card, bank]},
        },
    }
    made = {"post": {**body(ref("Payment")), **answer(ref("Payment"), "201")}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Paying", "version": "1"},
        "paths": {"/payments": made},
        "components": {"schemas": {"Payment": payment}},
    }
    file = tmp_path / "api.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    backend = Backend(file, tmp_path / "out", "paying")
    async with backend.client(monkeypatch, tmp_path / "payments.db") as client:
        sent = {"source": {"object": "card", "cvc": "123", "year": 2030}}
        answered = await client.post("/payments", json=sent)
        assert answered.status_code == 201
        assert answered.json()["source"] == {"object": "card", "year": 2030}
        refused = {"source": {"object": "card", "other": 1}}
        assert (await client.post("/payments", json=refused)).status_code == 422


@pytest.mark.parametrize("key", [7, -3067, 0, 2**63 - 1, -(2**63)])
async def test_every_number_is_a_key_that_a_text_can_spell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: int
) -> None:
    thing = {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Keys", "version": "1"},
        "paths": {
            "/things": {"post": {**body(ref("Thing")), **answer(ref("Thing"), "201")}},
            "/things/{thingId}": {
                "parameters": [path_parameter("thingId")],
                "get": answer(ref("Thing")),
            },
        },
        "components": {"schemas": {"Thing": thing}},
    }
    file = tmp_path / "api.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    backend = Backend(file, tmp_path / "out", f"keyed_{key}".replace("-", "minus_"))
    async with backend.client(monkeypatch, tmp_path / "things.db") as client:
        assert (await client.post("/things", json={"id": key})).status_code == 201
        assert (await client.get(f"/things/{key}")).json() == {"id": key}
        assert (await client.get(f"/things/{2**63}")).status_code == 404


@pytest.mark.parametrize("values", [{}, {"additionalProperties": True}, {"properties": {}}])
def test_an_open_object_shows_every_object(tmp_path: Path, values: dict[str, Any]) -> None:
    at = {"type": "object", "required": ["room"], "properties": {"room": {"type": "string"}}}
    on = {"type": "object", "required": ["url"], "properties": {"url": {"type": "string"}}}
    new = {"type": "object", "properties": {"place": {"oneOf": [at, on]}, "desk": at}}
    open_ = {"type": "object", **values}
    shown = {"type": "object", "properties": {"id": {"type": "integer"}}}
    shown["properties"] |= {"place": open_, "desk": open_}
    paths = {"/things": {"post": {**body(new), **answer(shown, "201")}}}
    design = design_of(tmp_path, paths)
    assert [one.id for one in design.decisions if one.id.startswith("shown/")] == []


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"box": {"wide": 1}}, 201),
        ({"box": {"wide": 1, "label": None}}, 201),
        ({"box": {}}, 409),
        ({"box": {"wide": None}}, 409),
        ({"boxes": [{"wide": 1}, {"label": "x"}]}, 409),
        ({"name": "no box"}, 201),
    ],
)
async def test_what_answers_need_of_an_object_has_to_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sent: dict[str, Any], status: int
) -> None:
    def thing(box: dict[str, Any]) -> dict[str, Any]:
        boxes = {"type": "array", "items": box}
        members = {"id": {"type": "integer"}, "name": TEXT, "box": box, "boxes": boxes}
        return {"type": "object", "properties": members}

    label = {"type": ["string", "null"]}
    brought = {"wide": {"type": ["integer", "null"]}, "label": label}
    shown = {"wide": {"type": "integer"}, "label": label}
    box = {"type": "object", "required": ["wide", "label"], "properties": shown}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Needing", "version": "1"},
        "paths": {
            "/things": {
                "get": answer({"type": "array", "items": ref("Thing")}),
                "post": {
                    **body(thing({"type": "object", "properties": brought})),
                    "responses": {"201": {"description": "made"}},
                },
            }
        },
        "components": {"schemas": {"Thing": thing(box)}},
    }
    file = tmp_path / "api.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    backend = Backend(file, tmp_path / "out", f"needing_{'_'.join(sent)}_{status}_{len(str(sent))}")
    async with backend.client(monkeypatch, tmp_path / "things.db") as client:
        assert (await client.post("/things", json=sent)).status_code == status
        assert (await client.get("/things")).status_code == 200


def test_an_object_that_changes_member_by_member_may_leave_them_out(tmp_path: Path) -> None:
    wide = {"type": "object", "properties": {"wide": {"type": "integer"}}}
    members = {"id": {"type": "integer"}, "box": {**wide, "required": ["wide"]}}
    thing = {"type": "object", "properties": members}
    sent = {"type": "object", "properties": {"box": wide}}
    patch = body(sent)
    patch["requestBody"]["content"] = {
        "application/merge-patch+json": patch["requestBody"]["content"]["application/json"]
    }
    item = {"parameters": [path_parameter("id", type="integer")], "get": answer(ref("Thing"))}
    listed = answer({"type": "array", "items": ref("Thing")})
    for change, asked in ((patch, False), (body(sent), True)):
        changed = {**change, "responses": {"204": {"description": "changed"}}}
        paths = {"/things": {"get": listed}, "/things/{id}": {**item, "patch": changed}}
        design = design_of(tmp_path, paths, {"Thing": thing})
        taken = {one.id for one in design.decisions if one.id.startswith("needed/")}
        assert taken == ({"needed/Thing.box.wide"} if asked else set())


async def test_what_parameters_set_has_to_fit_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = PATHS["/things/{id}"]
    changed = {"post": {"parameters": [query("state", type="string")], **NOTHING}}
    paths = {**PATHS, "/things/{id}": {**item, **changed}}
    backend = Backend(written(tmp_path, paths, {"Thing": SHOWN}), tmp_path / "out", "fit_queries")
    async with backend.client(monkeypatch, tmp_path / "fit.db") as client:
        assert (await client.post("/things", json={"id": 1, "state": "new"})).status_code == 201
        assert (await client.post("/things/1?state=lost")).status_code == 409
        assert (await client.post("/things/1?state=old")).status_code == 200
        assert (await client.get("/things/1")).json()["state"] == "old"
