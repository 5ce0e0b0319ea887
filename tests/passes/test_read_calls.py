"""Paths that call procedures: `/documents.create`, `/people/list`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import CreateRow, Custom, DeleteRow, ListRows, ReadRow, UpdateRow
from pactgen.ir.fills import Built, Constant, FromWindow
from pactgen.ir.inputs import KeyRole
from tests.passes.contracts import THING, answer, body, design_of, endpoint, query, ref

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.design import Design

NAME = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
KEY = {"type": "object", "properties": {"id": {"type": "string", "format": "uuid"}}}
BOTH = {"type": "object", "properties": {**NAME["properties"], **KEY["properties"]}}  # type: ignore[dict-item]
WRAPPED = answer({"type": "object", "properties": {"data": ref("Thing")}})
MANY = answer({"type": "array", "items": ref("Thing")})


def called(folder: Path, sign: str, **verbs: dict[str, Any]) -> Design:
    paths = {f"/things{sign}{verb}": operation for verb, operation in verbs.items()}
    return design_of(folder, paths, {"Thing": THING})


def test_the_body_names_the_row(tmp_path: Path) -> None:
    design = called(
        tmp_path,
        ".",
        create={"post": {**body(NAME), **WRAPPED}},
        info={"post": {**body(KEY), **WRAPPED}},
        update={"post": {**body(BOTH), **WRAPPED}},
        delete={"post": {**body(KEY), **answer({"type": "object"})}},
        list={"get": MANY},
    )
    behaviours = {one.operation.path: one.behaviour for one in design.endpoints}
    assert isinstance(behaviours["/things.create"], CreateRow)
    assert behaviours["/things.info"] == ReadRow(resource="Thing", key_in_body="id")
    assert behaviours["/things.update"] == UpdateRow(resource="Thing", key_in_body="id")
    assert behaviours["/things.delete"] == DeleteRow(resource="Thing", key_in_body="id")
    assert isinstance(behaviours["/things.list"], ListRows)
    assert len(design.tables) == 1


def test_a_query_parameter_names_the_row(tmp_path: Path) -> None:
    thing = query("thing_id", type="string", format="uuid")
    design = called(
        tmp_path,
        "/",
        add={"post": {**body(NAME), **answer(ref("Thing"))}},
        get={"get": {**answer(ref("Thing")), "parameters": [thing]}},
    )
    read = endpoint(design, "GET /things/get")
    assert read.behaviour == ReadRow(resource="Thing")
    assert [one.role for one in read.inputs] == [KeyRole(column="id")]


def test_a_call_that_names_no_row_stays_with_a_person(tmp_path: Path) -> None:
    design = called(
        tmp_path,
        ".",
        list={"get": MANY},
        info={"get": {**answer(ref("Thing")), "parameters": [query("mood")]}},
    )
    found = endpoint(design, "GET /things.info").behaviour
    assert isinstance(found, Custom)
    assert "names a Thing" in found.reason


def test_the_row_is_named_by_what_the_answer_calls_it(tmp_path: Path) -> None:
    thing = {"type": "object", "required": ["thing"], "properties": {"thing": {"type": "string"}}}
    named = {"type": "object", "properties": {**thing["properties"], **NAME["properties"]}}  # type: ignore[dict-item]
    one = {"type": "object", "properties": {"ok": {"type": "boolean"}, "thing": ref("Thing")}}
    receipt = answer({"type": "object", "properties": {"ok": {"type": "boolean"}}})
    flagged = {**THING, "properties": {**THING["properties"], "is_archived": {"type": "boolean"}}}  # type: ignore[dict-item]
    paths = {
        "/things.info": {"get": {**answer(one), "parameters": [query("thing")]}},
        "/things.rename": {"post": {**body(named), **answer(one)}},
        "/things.archive": {"post": {**body(thing), **receipt}},
        "/things.mute": {"post": {**body(thing), **receipt}},
    }
    design = design_of(tmp_path, paths, {"Thing": flagged})
    found = {one.operation.path: one.behaviour for one in design.endpoints}
    assert found["/things.info"] == ReadRow(resource="Thing")
    ignored = ("thing",)
    assert found["/things.rename"] == UpdateRow(
        resource="Thing", key_in_body="thing", ignored=ignored
    )
    assert found["/things.archive"] == UpdateRow(
        resource="Thing",
        key_in_body="thing",
        ignored=ignored,
        sets=(("is_archived", Constant(value=True)),),
    )
    assert isinstance(found["/things.mute"], Custom)
    assert "thing" not in {column.name for column in design.tables["things"].columns}


def test_a_text_is_due_where_there_is_no_next_page(tmp_path: Path) -> None:
    told = {
        "type": "object",
        "required": ["next_cursor"],
        "properties": {"next_cursor": {"type": "string"}},
    }
    page = {
        "type": "object",
        "required": ["ok", "things", "response_metadata"],
        "properties": {
            "ok": {"type": "boolean"},
            "things": {"type": "array", "items": ref("Thing")},
            "response_metadata": told,
        },
    }
    cursor = [query("cursor"), query("limit", type="integer")]
    paths = {"/things.list": {"get": {**answer(page), "parameters": cursor}}}
    design = design_of(tmp_path, paths, {"Thing": THING})
    fill = endpoint(design, "GET /things.list").answer.fill
    assert isinstance(fill, Built)
    meta = dict(fill.fields)["response_metadata"]
    assert isinstance(meta, Built)
    assert dict(meta.fields)["next_cursor"] == FromWindow(figure="next_cursor", is_text=True)


BY_QUERY = {
    "get": {**answer(ref("Thing")), "parameters": [{**query("id"), "required": True}]},
    "put": {
        **body(NAME),
        **answer(ref("Thing")),
        "parameters": [{**query("id"), "required": True}],
    },
    "delete": {
        "responses": {"204": {"description": "gone"}},
        "parameters": [{**query("id"), "required": True}],
    },
}


@pytest.mark.parametrize("noun", ["thing", "order"])
def test_a_required_query_parameter_names_the_row_without_a_verb(tmp_path: Path, noun: str) -> None:
    design = design_of(
        tmp_path,
        {
            f"/{noun}": {**BY_QUERY, "post": {**body(NAME), **answer(ref("Thing"), "201")}},
            f"/{noun}s": {"get": MANY},
        },
        {"Thing": THING},
    )
    kinds = {one.operation.label: type(one.behaviour) for one in design.endpoints}
    assert kinds == {
        f"GET /{noun}": ReadRow,
        f"PUT /{noun}": UpdateRow,
        f"DELETE /{noun}": DeleteRow,
        f"POST /{noun}": CreateRow,
        f"GET /{noun}s": ListRows,
    }
    assert len(design.tables) == 1


def test_a_query_parameter_that_names_no_row_of_what_is_shown_tells_nothing(tmp_path: Path) -> None:
    report = {"type": "object", "properties": {"total": {"type": "integer"}}}
    year = {**query("year"), "required": True}
    design = design_of(tmp_path, {"/report": {"get": {**answer(report), "parameters": [year]}}})
    assert isinstance(endpoint(design, "GET /report").behaviour, Custom)


def test_one_thing_that_is_there_once_is_none_of_many(tmp_path: Path) -> None:
    other = {"type": "object", "properties": {"name": {"type": "string"}}}
    design = design_of(
        tmp_path,
        {
            "/thing": {"get": answer(other), "put": {**body(NAME), **answer(other)}},
            "/things": {"get": MANY, "post": {**body(NAME), **answer(ref("Thing"), "201")}},
        },
        {"Thing": THING},
    )
    assert len(design.tables) == 2


def test_a_search_with_nothing_but_pages_lists_all(tmp_path: Path) -> None:
    pages = [query("page", type="integer"), query("per_page", type="integer")]
    design = design_of(
        tmp_path,
        {
            "/things": {"get": MANY, "post": {**body(NAME), **answer(ref("Thing"), "201")}},
            "/things/search": {"get": {**MANY, "parameters": pages}},
            "/things/find": {"get": {**MANY, "parameters": [query("nearby")]}},
        },
        {"Thing": THING},
    )
    assert isinstance(endpoint(design, "GET /things/search").behaviour, ListRows)
    assert isinstance(endpoint(design, "GET /things/find").behaviour, Custom)


def test_what_is_deleted_by_a_query_beside_items_is_no_single_row(tmp_path: Path) -> None:
    one = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    design = design_of(
        tmp_path,
        {
            "/things": {
                "get": MANY,
                "post": {**body(NAME), **answer(ref("Thing"), "201")},
                "delete": BY_QUERY["delete"],
            },
            "/things/{id}": {"parameters": [one], "get": answer(ref("Thing"))},
        },
        {"Thing": THING},
    )
    assert not isinstance(endpoint(design, "DELETE /things").behaviour, DeleteRow)
