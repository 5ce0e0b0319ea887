"""Which behaviour an operation gets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.config import Config, OperationConfig
from pactgen.ir.behaviours import CreateRow, Custom, ListRows, ReplaceRow, UpdateRow, WriteSingleton
from pactgen.ir.wire import Scalar
from tests.passes.contracts import (
    THING,
    answer,
    body,
    design_of,
    endpoint,
    path_parameter,
    query,
    ref,
)

if TYPE_CHECKING:
    from pathlib import Path

ITEM = path_parameter("thingId")
CRUD: dict[str, Any] = {
    "/things": {
        "get": answer({"type": "array", "items": ref("Thing")}),
        "post": {**body(ref("Thing")), **answer(ref("Thing"), "201")},
    },
    "/things/{thingId}": {
        "parameters": [ITEM],
        "get": answer(ref("Thing")),
        "put": {**body(ref("Thing")), **answer(ref("Thing"))},
        "patch": {**body(ref("Thing")), **answer(ref("Thing"))},
        "delete": {"responses": {"204": {"description": "gone"}}},
    },
}


def kinds(folder: Path, paths: dict[str, Any], config: Config | None = None) -> dict[str, str]:
    design = design_of(folder, paths, {"Thing": THING}, config)
    return {one.operation.label: type(one.behaviour).__name__ for one in design.endpoints}


def test_crud_by_the_book(tmp_path: Path) -> None:
    assert kinds(tmp_path, CRUD) == {
        "GET /things": "ListRows",
        "POST /things": "CreateRow",
        "GET /things/{thingId}": "ReadRow",
        "PUT /things/{thingId}": "ReplaceRow",
        "PATCH /things/{thingId}": "UpdateRow",
        "DELETE /things/{thingId}": "DeleteRow",
    }


@pytest.mark.parametrize(
    ("path", "operation", "reason"),
    [
        ("/auth/login", {"post": {**body(THING), **answer({"type": "object"})}}, "action"),
        ("/reports/sales", {"get": answer({"type": "array", "items": THING})}, "computed"),
        (
            "/files/{name}.{ext}",
            {
                "parameters": [path_parameter("name"), path_parameter("ext")],
                "get": answer(THING),
            },
            "mixes text",
        ),
        ("/things/count", {"get": answer({"type": "integer"})}, "neither shows nor takes"),
    ],
)
def test_what_no_spec_can_tell_is_custom(
    tmp_path: Path, path: str, operation: dict[str, Any], reason: str
) -> None:
    design = design_of(tmp_path, {path: operation})
    behaviour = design.endpoints[0].behaviour
    assert isinstance(behaviour, Custom)
    assert reason in behaviour.reason


def test_a_view_below_a_collection_is_not_a_collection_of_its_own(tmp_path: Path) -> None:
    found = kinds(
        tmp_path, {**CRUD, "/things/cheapest": CRUD["/things"] | {"post": CRUD["/things"]["post"]}}
    )
    assert found["GET /things"] == "ListRows"
    only_get = {"get": CRUD["/things"]["get"]}
    assert (
        kinds(tmp_path, {**CRUD, "/things/cheapest": only_get})["GET /things/cheapest"] == "Custom"
    )


def test_a_finder_lists_the_collection_it_stands_below(tmp_path: Path) -> None:
    finder = {
        "get": {**answer({"type": "array", "items": ref("Thing")}), "parameters": [query("name")]}
    }
    design = design_of(tmp_path, {**CRUD, "/things/findByName": finder}, {"Thing": THING})
    behaviour = endpoint(design, "GET /things/findByName").behaviour
    assert isinstance(behaviour, ListRows)
    assert behaviour.resource == "Thing"
    assert len(design.tables) == 1


def test_a_finder_without_a_property_to_find_by_is_custom(tmp_path: Path) -> None:
    finder = {
        "get": {**answer({"type": "array", "items": ref("Thing")}), "parameters": [query("mood")]}
    }
    found = kinds(tmp_path, {**CRUD, "/things/findByMood": finder})
    assert found["GET /things/findByMood"] == "Custom"


def test_get_and_put_of_one_object_is_a_singleton(tmp_path: Path) -> None:
    settings = {"type": "object", "properties": {"theme": {"type": "string"}}}
    paths = {"/settings": {"get": answer(settings), "put": {**body(settings), **answer(settings)}}}
    design = design_of(tmp_path, paths)
    assert endpoint(design, "PUT /settings").behaviour == WriteSingleton(
        resource="Settings", partial=False
    )


def test_put_on_the_collection_with_an_id_in_the_body_replaces(tmp_path: Path) -> None:
    paths = {
        **CRUD,
        "/things": {**CRUD["/things"], "put": {**body(ref("Thing")), **answer(ref("Thing"))}},
    }
    design = design_of(tmp_path, paths, {"Thing": THING})
    assert endpoint(design, "PUT /things").behaviour == ReplaceRow(
        resource="Thing", key_in_body="id"
    )


def test_post_to_an_item_with_its_own_properties_updates(tmp_path: Path) -> None:
    changes = {"type": "object", "properties": {"name": {"type": "string"}}}
    post = {**body(changes), **answer(ref("Thing"))}
    paths = {**CRUD, "/things/{thingId}": {**CRUD["/things/{thingId}"], "post": post}}
    design = design_of(tmp_path, paths, {"Thing": THING})
    assert endpoint(design, "POST /things/{thingId}").behaviour == UpdateRow(resource="Thing")


def test_clearing_by_a_body_is_never_clearing_all(tmp_path: Path) -> None:
    clear = {**body(ref("Thing")), "responses": {"204": {"description": "gone"}}}
    paths = {**CRUD, "/things": {**CRUD["/things"], "delete": clear}}
    assert kinds(tmp_path, paths)["DELETE /things"] == "Custom"


def test_the_user_overrules(tmp_path: Path) -> None:
    config = Config(operations={"GET /things": OperationConfig(behaviour="custom")})
    assert kinds(tmp_path, CRUD, config)["GET /things"] == "Custom"


def test_the_contract_overrules(tmp_path: Path) -> None:
    get = {**CRUD["/things"]["get"], "x-pactgen-behaviour": "custom"}
    paths = {**CRUD, "/things": {**CRUD["/things"], "get": get}}
    assert kinds(tmp_path, paths)["GET /things"] == "Custom"


def test_nested_collections_belong_to_their_parent(tmp_path: Path) -> None:
    note = {"type": "object", "properties": {"id": {"type": "integer"}, "text": {"type": "string"}}}
    nested = {
        "parameters": [ITEM],
        "get": answer({"type": "array", "items": note}),
        "post": {**body(note), **answer(note, "201")},
    }
    design = design_of(tmp_path, {**CRUD, "/things/{thingId}/notes": nested}, {"Thing": THING})
    assert isinstance(endpoint(design, "POST /things/{thingId}/notes").behaviour, CreateRow)
    column = design.tables["notes"].column("thing_id")
    assert column.references is not None
    assert (column.references.table, column.references.on_delete) == ("things", "CASCADE")
    assert not column.nullable


def test_every_behaviour_is_a_decision_with_an_override(tmp_path: Path) -> None:
    design = design_of(tmp_path, CRUD, {"Thing": THING})
    ids = {decision.id: decision for decision in design.decisions}
    for one in design.endpoints:
        decision = ids[f"behaviour/{one.operation_id}"]
        assert decision.override is not None
        assert decision.evidence == (one.operation.origin,)


def test_a_replaced_row_keeps_its_key(tmp_path: Path) -> None:
    design = design_of(tmp_path, CRUD, {"Thing": THING})
    replaced = endpoint(design, "PUT /things/{thingId}").behaviour
    assert isinstance(replaced, ReplaceRow)
    assert replaced.ignored == ("id",)


def test_what_is_read_only_never_comes_in(tmp_path: Path) -> None:
    key = {"type": "string", "format": "uuid", "readOnly": True}
    thing = {**THING, "properties": {**THING["properties"], "id": key}}
    design = design_of(tmp_path, CRUD, {"Thing": thing})
    replaced = endpoint(design, "PUT /things/{thingId}").behaviour
    assert isinstance(replaced, ReplaceRow)
    assert replaced.ignored == ()


def settings(shown: dict[str, Any], brought: dict[str, Any]) -> dict[str, Any]:
    """Return the paths of a singleton."""
    return {"/settings": {"get": answer(shown), "put": {**body(brought), **answer(shown)}}}


MAP = {"type": "object", "additionalProperties": True}


def test_a_body_without_members_is_kept_whole_where_there_is_one_place_for_it(
    tmp_path: Path,
) -> None:
    shown = {"type": "object", "properties": {"values": {"type": "object"}}}
    design = design_of(tmp_path, settings(shown, MAP))
    write = endpoint(design, "PUT /settings").behaviour
    assert isinstance(write, WriteSingleton)
    assert write.whole == "values_"


@pytest.mark.parametrize("values", [True, {"type": "object", "properties": {"a": {}}}])
def test_a_body_without_members_is_custom_elsewhere(tmp_path: Path, values: object) -> None:
    shown = {"type": "object", "properties": {"name": {"type": "string"}}}
    brought = {"type": "object", "additionalProperties": values}
    write = endpoint(design_of(tmp_path, settings(shown, brought)), "PUT /settings").behaviour
    assert isinstance(write, Custom)
    assert "map of members" in write.reason


def test_a_write_of_which_most_would_be_lost_is_custom(tmp_path: Path) -> None:
    told = {"type": "object", "properties": {"value": {"type": "string"}}}
    shown = {"type": "object", "properties": dict.fromkeys(("mode", "limit", "url"), told)}
    text = {"type": "string"}
    brought = {"type": "object", "properties": dict.fromkeys(("mode", "limit", "url"), text)}
    write = endpoint(design_of(tmp_path, settings(shown, brought)), "PUT /settings").behaviour
    assert isinstance(write, Custom)
    assert "Most of what its body brings" in write.reason


def test_bodies_are_called_what_they_are(tmp_path: Path) -> None:
    design = design_of(tmp_path, CRUD, {"Thing": THING})
    names = {
        one.operation.method: one.body.name for one in design.endpoints if one.body is not None
    }
    assert names == {"post": "new", "put": "new", "patch": "changes"}


def test_a_parameter_that_may_be_any_text_is_text(tmp_path: Path) -> None:
    parameter = path_parameter("thingId", oneOf=[{"type": "integer"}, {"type": "string"}])
    paths = {"/things/{thingId}": {"parameters": [parameter], "get": answer(THING)}}
    told = endpoint(design_of(tmp_path, paths), "GET /things/{thingId}").inputs[0].type
    assert told == Scalar(kind="text")


def test_no_function_is_called_like_one_of_pythons_own(tmp_path: Path) -> None:
    listing = {"operationId": "filter", **answer({"type": "array", "items": ref("Thing")})}
    design = design_of(tmp_path, {"/things": {"get": listing}}, {"Thing": THING})
    assert design.endpoints[0].function == "filter_things"


def test_one_thing_of_a_parent_is_no_collection_of_the_same_name(tmp_path: Path) -> None:
    config = {"type": "object", "properties": {"theme": {"type": "string"}}}
    one = {"parameters": [ITEM], "get": answer(config), "put": {**body(config), **answer(config)}}
    listed = {"get": answer({"type": "array", "items": config}), "post": body(config)}
    paths = {"/config": {**listed, "post": {**body(config), **answer(config, "201")}}, **CRUD}
    design = design_of(tmp_path, {**paths, "/things/{thingId}/config": one}, {"Thing": THING})
    nested = "/things/{thingId}/config"
    assert isinstance(endpoint(design, "GET /config").behaviour, ListRows)
    assert endpoint(design, f"PUT {nested}").behaviour == WriteSingleton(
        resource="ThingConfig", partial=False
    )
    assert design.tables["thing_config"].uniques == (("thing_id",),)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"parameters": [query("mood")]}, "Which rows it deletes depends on input"),
        ({}, "GET of the same path answers one thing"),
    ],
)
def test_a_collection_is_cleared_only_where_nothing_else_can_be_meant(
    tmp_path: Path, more: dict[str, Any], reason: str
) -> None:
    gone = {"responses": {"204": {"description": "gone"}}}
    shown = answer(THING if reason.startswith("GET") else {"type": "array", "items": THING})
    paths = {
        "/things": {
            "get": shown,
            "post": {**body(THING), **answer(THING, "201")},
            "delete": {**more, **gone},
        },
        "/things/{id}": {"parameters": [path_parameter("id")], "get": answer(THING)},
    }
    behaviour = endpoint(design_of(tmp_path, paths), "DELETE /things").behaviour
    assert isinstance(behaviour, Custom)
    assert behaviour.reason.startswith(reason)
