"""What is only shown: catalogues and single things whose rows come from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.config import Config, OperationConfig
from pactgen.ir.behaviours import Custom, DeleteRow, ListRows, ReadSingleton, WriteSingleton
from tests.passes.contracts import THING, answer, body, design_of, endpoint, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

ITEM = path_parameter("thingId")
CRUD: dict[str, Any] = {
    "/things": {
        "get": answer({"type": "array", "items": ref("Thing")}),
        "post": {**body(ref("Thing")), **answer(ref("Thing"), "201")},
    },
    "/things/{thingId}": {"parameters": [ITEM], "get": answer(ref("Thing"))},
}
CERTIFICATE: dict[str, Any] = {
    "type": "object",
    "required": ["pem"],
    "properties": {"pem": {"type": "string"}},
}
GONE = {"responses": {"204": {"description": "gone"}}}


def read(folder: Path, path: str, schema: dict[str, Any], **more: Any) -> object:
    parameters = {"parameters": [ITEM]} if "{thingId}" in path else {}
    paths = {**CRUD, path: {**parameters, "get": {**answer(schema), **more}}}
    return endpoint(design_of(folder, paths, {"Thing": THING}), f"GET {path}").behaviour


def test_one_thing_of_a_parent_is_read_from_its_own_row(tmp_path: Path) -> None:
    found = read(tmp_path, "/things/{thingId}/certificate", CERTIFICATE)
    assert found == ReadSingleton(resource="Certificate", springs=False)


@pytest.mark.parametrize(
    "path",
    [
        "/things/{thingId}/usage",
        "/things/{thingId}/download_url",
        "/things/{thingId}/_deletable",
        "/things/{thingId}/status",
        "/me/certificate",
        "/account",
        "/version",
        "/systeminfo",
    ],
)
def test_what_is_worked_out_or_depends_on_the_caller_is_custom(tmp_path: Path, path: str) -> None:
    assert isinstance(read(tmp_path, path, CERTIFICATE), Custom)


def test_what_depends_on_a_question_is_custom(tmp_path: Path) -> None:
    amount = {"name": "amount", "in": "query", "schema": {"type": "integer"}}
    found = read(tmp_path, "/things/{thingId}/certificate", CERTIFICATE, parameters=[amount])
    assert isinstance(found, Custom)


def test_one_of_the_rows_of_a_collection_is_no_thing_of_its_own(tmp_path: Path) -> None:
    assert isinstance(read(tmp_path, "/boxes/{thingId}/thing", ref("Thing")), Custom)


def test_a_list_of_other_things_below_a_collection_is_a_catalogue(tmp_path: Path) -> None:
    size = {"type": "object", "properties": {"slug": {"type": "string"}}}
    found = read(tmp_path, "/things/sizes", {"type": "array", "items": size})
    assert isinstance(found, ListRows)
    assert found.resource == "Size"


def test_rows_that_no_operation_makes_are_an_assumption(tmp_path: Path) -> None:
    path = "/things/{thingId}/certificate"
    paths = {**CRUD, path: {"parameters": [ITEM], "get": answer(CERTIFICATE)}}
    made = design_of(tmp_path, paths, {"Thing": THING}).decisions
    rows = [one for one in made if one.id.startswith("rows/")]
    assert [one.id for one in rows] == ["rows/Certificate"]
    assert rows[0].assumption
    assert not [one for one in made if one.id.startswith("fill/Certificate")]
    stated = Config(operations={f"GET {path}": OperationConfig(behaviour="custom")})
    design = design_of(tmp_path, paths, {"Thing": THING}, stated)
    assert isinstance(endpoint(design, f"GET {path}").behaviour, Custom)


def test_single_things_of_different_parents_are_kept_apart(tmp_path: Path) -> None:
    one = {"get": answer(CERTIFICATE)}
    paths = {
        "/shops/{thingId}/certificate": {"parameters": [ITEM], **one},
        "/boxes/{thingId}/certificate": {"parameters": [ITEM], **one},
    }
    design = design_of(tmp_path, paths)
    assert list(design.resources) == ["Certificate", "BoxCertificate"]


@pytest.mark.parametrize(("missing", "springs"), [("404", False), ("403", True)])
def test_the_removal_of_a_single_thing_leaves_what_the_contract_says(
    tmp_path: Path, missing: str, springs: object
) -> None:
    window = {"type": "object", "properties": {"day": {"type": "string"}}}
    get = answer(window)
    get["responses"][missing] = {"description": "none"}
    put = {**body(window), **answer(window)}
    path = "/things/{thingId}/window"
    paths = {**CRUD, path: {"parameters": [ITEM], "get": get, "put": put, "delete": GONE}}
    design = design_of(tmp_path, paths, {"Thing": THING})
    name = next(name for name in design.resources if name != "Thing")
    assert endpoint(design, f"DELETE {path}").behaviour == DeleteRow(resource=name)
    assert isinstance(endpoint(design, f"PUT {path}").behaviour, WriteSingleton)
    assert endpoint(design, f"GET {path}").behaviour == ReadSingleton(
        resource=name, springs=springs is True
    )


def test_a_single_thing_whose_key_callers_choose_is_not_there_before(tmp_path: Path) -> None:
    scanner = {
        "type": "object",
        "properties": {"uuid": {"type": "string"}, "name": {"type": "string"}},
    }
    chosen = {"type": "object", "required": ["uuid"], "properties": scanner["properties"]}
    path = "/things/{thingId}/scanner"
    scoped = {"parameters": [ITEM], "get": answer(scanner), "put": {**body(chosen), **GONE}}
    design = design_of(tmp_path, {**CRUD, path: scoped}, {"Thing": THING})
    found = endpoint(design, f"GET {path}").behaviour
    assert isinstance(found, ReadSingleton)
    assert not found.springs


def test_a_call_that_answers_a_question_makes_nothing(tmp_path: Path) -> None:
    question = {"type": "object", "properties": {"prompt": {"type": "string"}}}
    reply = {"type": "object", "properties": {"id": {"type": "string"}, "text": {}, "cost": {}}}
    post = {**body(question), **answer(ref("Completion"))}
    design = design_of(tmp_path, {"/completions": {"post": post}}, {"Completion": reply})
    assert isinstance(endpoint(design, "POST /completions").behaviour, Custom)


SCHEDULE = {"type": "object", "properties": {"cron": {"type": "string"}}}


def test_what_is_read_and_replaced_is_no_verb_whatever_it_is_called(tmp_path: Path) -> None:
    written = {**body(ref("Schedule")), **GONE}
    paths = {
        "/system/backup/schedule": {"get": answer(ref("Schedule")), "put": written},
        "/system/scan/schedule": {"get": answer(ref("Schedule")), "put": written},
        "/schedules": {"get": answer({"type": "array", "items": ref("Schedule")})},
    }
    design = design_of(tmp_path, paths, {"Schedule": SCHEDULE})
    resources = [
        endpoint(design, f"PUT /system/{place}/schedule").behaviour for place in ("backup", "scan")
    ]
    assert resources == [
        WriteSingleton(resource="BackupSchedule", partial=False),
        WriteSingleton(resource="ScanSchedule", partial=False),
    ]
    assert set(design.resources) == {"BackupSchedule", "ScanSchedule", "Schedule"}


def test_one_path_that_goes_on_before_the_other_shows_the_same_thing(tmp_path: Path) -> None:
    settings = {"get": answer(ref("Schedule")), "put": {**body(ref("Schedule")), **GONE}}
    paths = {"/v1/admin/settings": settings, "/v1/settings": {"get": answer(ref("Schedule"))}}
    design = design_of(tmp_path, paths, {"Schedule": SCHEDULE})
    assert list(design.resources) == ["Settings"]


def test_a_verb_that_is_asked_about_stays_a_verb(tmp_path: Path) -> None:
    outcome = {"type": "object", "properties": {"merged": {"type": "boolean"}}}
    message = {"type": "object", "properties": {"message": {"type": "string"}}}
    paths = {
        **CRUD,
        "/things/{thingId}/merge": {
            "parameters": [ITEM],
            "get": answer(outcome),
            "put": {**body(message), **answer(outcome)},
        },
    }
    design = design_of(tmp_path, paths, {"Thing": THING})
    assert isinstance(endpoint(design, "PUT /things/{thingId}/merge").behaviour, Custom)
