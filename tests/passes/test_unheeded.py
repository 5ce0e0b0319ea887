"""What a request must tell counts, or the operation is custom: it would do something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import (
    ClearRows,
    CreateRow,
    Custom,
    DeleteRow,
    ListRows,
    ReadRow,
    ReplaceRow,
)
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

    from pactgen.ir.behaviours import Behaviour

THINGS = {"type": "array", "items": ref("Thing")}
GONE = {"responses": {"204": {"description": "gone"}}}
ITEM = "/things/{id}"
SHOWN = {"get": answer(ref("Thing"))}


def behaviour(folder: Path, label: str, **changes: Any) -> Behaviour:
    """Return what an operation does in a contract of things, some operation changed."""
    method, path = label.split(" ", 1)
    paths: dict[str, Any] = {
        "/things": {"get": answer(THINGS), "post": {**body(ref("Thing")), **answer(ref("Thing"))}},
        ITEM: {
            "parameters": [path_parameter("id", type="string", format="uuid")],
            "get": answer(ref("Thing")),
            "delete": GONE,
        },
    }
    paths[path][method.lower()] = {**paths[path].get(method.lower(), {}), **changes}
    return endpoint(design_of(folder, paths, {"Thing": THING}), label).behaviour


def must(name: str, **schema: Any) -> dict[str, Any]:
    return {**query(name, **schema), "required": True}


@pytest.mark.parametrize(
    ("label", "name", "kind"),
    [
        ("GET /things", "projectId", Custom),
        ("GET /things", "lat", Custom),
        ("GET /things", "name", ListRows),
        ("GET /things", "lang", ListRows),
        ("GET /things", "api_key", ListRows),
        ("GET /things", "page", ListRows),
        ("GET /things", "response_format", ListRows),
        (f"GET {ITEM}", "range_start", Custom),
        (f"GET {ITEM}", "locale", ReadRow),
        (f"DELETE {ITEM}", "tagKeys", Custom),
        ("POST /things", "surname", Custom),
    ],
)
def test_what_must_be_told_counts(tmp_path: Path, label: str, name: str, kind: type) -> None:
    assert isinstance(behaviour(tmp_path, label, parameters=[must(name)]), kind)


def test_what_may_be_left_out_does_not(tmp_path: Path) -> None:
    found = behaviour(tmp_path, "GET /things", parameters=[query("projectId")])
    assert isinstance(found, ListRows)


def test_the_only_value_says_nothing(tmp_path: Path) -> None:
    one = must("op", type="string", enum=["issuing"])
    assert isinstance(behaviour(tmp_path, "GET /things", parameters=[one]), ListRows)


def test_what_most_operations_ask_for_is_of_the_api(tmp_path: Path) -> None:
    tenant = {"parameters": [must("tenant")]}
    makes = {**tenant, **body(ref("Thing")), **answer(ref("Thing"))}
    paths = {f"/{name}": {"get": {**tenant, **answer(THINGS)}, "post": makes} for name in "abc"}
    found = endpoint(design_of(tmp_path, paths, {"Thing": THING}), "GET /a").behaviour
    assert isinstance(found, ListRows)


def test_a_required_member_is_kept_or_nothing_is_made(tmp_path: Path) -> None:
    shown = {**THING, "properties": {**THING["properties"], "role": ref("Thing")}}
    brought = {
        "type": "object",
        "required": ["name", "role"],
        "properties": {"name": {"type": "string"}, "role": {"type": "string"}},
    }
    for required, kind in ((["name", "role"], Custom), (["name"], CreateRow)):
        paths = {
            "/things": {
                "get": answer({"type": "array", "items": ref("Shown")}),
                "post": {**body({**brought, "required": required}), **answer(ref("Shown"))},
            },
            ITEM: {"parameters": [path_parameter("id")], "get": answer(ref("Shown"))},
        }
        design = design_of(tmp_path, paths, {"Thing": THING, "Shown": shown})
        found = endpoint(design, "POST /things").behaviour
        assert isinstance(found, kind), required


@pytest.mark.parametrize(
    ("summary", "statuses", "creates"),
    [
        ("Update a thing", ("200", "404"), False),
        ("Update an existing thing", ("200",), False),
        ("Create or update a thing", ("200", "404"), True),
        ("Update a thing", ("201", "404"), True),
        ("Set a thing", ("200", "404"), True),
        ("Update a thing", ("200",), True),
    ],
)
def test_put_of_what_is_said_to_be_there_makes_nothing(
    tmp_path: Path, summary: str, statuses: tuple[str, ...], *, creates: bool
) -> None:
    shown = answer(ref("Thing"))["responses"]["200"]
    put = {
        "summary": summary,
        **body(ref("Thing")),
        "responses": {
            status: shown if status < "3" else {"description": "no"} for status in statuses
        },
    }
    paths = {ITEM: {"parameters": [path_parameter("id")], "get": answer(ref("Thing")), "put": put}}
    found = endpoint(design_of(tmp_path, paths, {"Thing": THING}), f"PUT {ITEM}").behaviour
    assert isinstance(found, ReplaceRow)
    assert found.creates is creates


def test_what_is_added_to_others_without_a_name_is_no_mark(tmp_path: Path) -> None:
    path = "/groups/{name}/users"
    for summary, kind in (("Adds user to group", Custom), ("Turns users on", ReplaceRow)):
        operations = {
            "parameters": [path_parameter("name")],
            "get": {"responses": {"204": {"description": "it is so"}}},
            "put": {"summary": summary, **GONE},
            "delete": {"summary": "Removes user from group", **GONE},
        }
        found = endpoint(design_of(tmp_path, {path: operations}), f"PUT {path}").behaviour
        assert isinstance(found, kind), summary


def test_a_tie_is_taken_back_and_what_it_ties_stays(tmp_path: Path) -> None:
    path = "/users/{userId}/things/{id}"
    parameters = [path_parameter("userId"), path_parameter("id")]
    nested = {"parameters": parameters, "get": answer(ref("Thing")), "delete": GONE}
    for extra, kind in (({}, DeleteRow), ({"post": answer(ref("Thing"))}, Custom)):
        paths = {
            "/things": {
                "get": answer(THINGS),
                "post": {**body(ref("Thing")), **answer(ref("Thing"))},
            },
            ITEM: {
                "parameters": [path_parameter("id")],
                "delete": GONE,
                "get": answer(ref("Thing")),
            },
            "/users/{userId}/things": {
                "parameters": [path_parameter("userId")],
                "get": answer(THINGS),
            },
            path: {**nested, **extra},
        }
        design = design_of(tmp_path, paths, {"Thing": THING})
        assert isinstance(endpoint(design, f"DELETE {path}").behaviour, kind), extra


def test_one_of_a_collection_called_in_the_singular_is_not_all_of_it(tmp_path: Path) -> None:
    for summary, kind in (("Delete an entry", Custom), ("Delete all entries", ClearRows)):
        paths = {
            "/expense": {
                "get": answer(THINGS),
                "post": {**body(ref("Thing")), **answer(ref("Thing"))},
                "delete": {"summary": summary, **GONE},
            },
            "/expense/{id}": {"parameters": [path_parameter("id")], "get": answer(ref("Thing"))},
        }
        found = endpoint(design_of(tmp_path, paths, {"Thing": THING}), "DELETE /expense").behaviour
        assert isinstance(found, kind), summary
