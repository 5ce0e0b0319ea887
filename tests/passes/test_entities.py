"""The thing that an answer carries inside its wrapping."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import ListRows, UpdateRow
from pactgen.ir.fills import Built, Constant, FromRow, FromRows, FromWindow
from tests.passes.contracts import THING, answer, design_of, endpoint, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "string"}
LINES = {"type": "array", "items": {"type": "object", "properties": {"text": TEXT}}}


def read(folder: Path, **members: Any) -> object:
    shown = {"type": "object", "properties": members}
    path = "/things/{thingId}"
    paths = {path: {"parameters": [path_parameter("thingId")], "get": answer(shown)}}
    return endpoint(design_of(folder, paths, {"Thing": THING}), f"GET {path}").answer.fill


def test_beside_a_word_of_success_the_thing_is_what_the_path_names(tmp_path: Path) -> None:
    ok = {"type": "boolean"}
    fill = read(tmp_path, ok=ok, thing=ref("Thing"), remarks=LINES, html=TEXT, editor=TEXT)
    assert isinstance(fill, Built)
    assert isinstance(dict(fill.fields)["thing"], FromRow)


def test_without_one_what_says_more_is_a_thing_itself(tmp_path: Path) -> None:
    fill = read(tmp_path, thing=ref("Thing"), remarks=LINES, html=TEXT, editor=TEXT)
    assert isinstance(fill, FromRow)


def test_lists_of_odata_are_pages(tmp_path: Path) -> None:
    page = {
        "type": "object",
        "properties": {
            "@odata.context": TEXT,
            "@odata.count": {"type": "integer"},
            "@odata.nextLink": TEXT,
            "value": {"type": "array", "items": ref("Thing")},
        },
    }
    design = design_of(tmp_path, {"/things": {"get": answer(page)}}, {"Thing": THING})
    assert isinstance(endpoint(design, "GET /things").behaviour, ListRows)


@pytest.mark.parametrize(
    ("word", "wraps"), [("data", True), ("payload", True), ("object", False), ("item", False)]
)
def test_an_object_among_values_is_a_part_and_not_what_the_answer_is_about(
    tmp_path: Path, word: str, *, wraps: bool
) -> None:
    fill = read(tmp_path, **{word: ref("Thing"), "tag": TEXT, "sha": TEXT, "node": TEXT})
    assert isinstance(fill, Built if wraps else FromRow)


@pytest.mark.parametrize("name", ["thingsCount", "total_things", "numberOfThings", "thingCount"])
def test_a_number_called_after_the_things_is_how_many_there_are(tmp_path: Path, name: str) -> None:
    things = {"type": "array", "items": ref("Thing")}
    page = {
        "type": "object",
        "required": ["things", name],
        "properties": {"things": things, name: {"type": "integer"}},
    }
    design = design_of(tmp_path, {"/things": {"get": answer(page)}}, {"Thing": THING})
    fill = endpoint(design, "GET /things").answer.fill
    assert isinstance(fill, Built)
    assert [each for _, each in fill.fields if isinstance(each, FromWindow)] == [
        FromWindow(figure="total")
    ]


HREF = {"type": "object", "required": ["href"], "properties": {"href": TEXT}}
NUMBER = {"type": "integer"}
FLAG = {"type": "boolean"}


def listed(folder: Path, **members: Any) -> dict[str, Any]:
    """Return what a page of things is filled with, each member by its attribute."""
    page = [{"name": name, "in": "query", "schema": NUMBER} for name in ("page", "size")]
    shown = answer({"type": "object", "required": list(members), "properties": members})
    paths = {"/things": {"get": {**shown, "parameters": page}}}
    found = endpoint(design_of(folder, paths, {"Thing": THING}), "GET /things")
    assert isinstance(found.behaviour, ListRows)
    assert isinstance(found.answer.fill, Built)
    return dict(found.answer.fill.fields)


@pytest.mark.parametrize("name", ["_embedded", "rows"])
def test_what_an_answer_reports_beside_its_rows_is_no_list_of_rows(
    tmp_path: Path, name: str
) -> None:
    report = {"type": "object", "properties": {"code": NUMBER}}
    reports = {"type": "array", "items": report}
    rows = {"type": "array", "items": ref("Thing")}
    fields = listed(tmp_path, **{name: rows, "totalSize": NUMBER, "messages": reports})
    assert fields[name.strip("_")] == FromRows(model="ThingRead")
    assert fields["messages"] == Constant(value=[])


def test_hal_may_tell_more_beside_what_it_embeds(tmp_path: Path) -> None:
    things = {"type": "array", "items": ref("Thing")}
    fields = listed(
        tmp_path,
        _embedded={"type": "object", "properties": {"things": things}},
        record_index=NUMBER,
        motto={"type": "string", "default": "All of them"},
    )
    assert dict(fields["embedded"].fields) == {"things": FromRows(model="ThingRead")}
    assert fields["record_index"] == FromWindow(figure="offset")
    assert fields["motto"] == Constant(value="All of them")


def test_lists_of_hal_are_pages_with_links(tmp_path: Path) -> None:
    things = {"type": "array", "items": ref("Thing")}
    fields = listed(
        tmp_path,
        _embedded={"type": "object", "properties": {"things": things}},
        _links={"type": "object", "properties": {"self": HREF, "next": HREF, "docs": HREF}},
        page={"type": "object", "properties": {"totalElements": NUMBER, "number": NUMBER}},
    )
    assert dict(fields["embedded"].fields) == {"things": FromRows(model="ThingRead")}
    assert dict(fields["links"].fields) == {
        "self_": FromWindow(figure="self_url", is_link=True),
        "next": FromWindow(figure="next_url", is_link=True),
    }
    assert dict(fields["page"].fields) == {
        "total_elements": FromWindow(figure="total"),
        "number": FromWindow(figure="page"),
    }


def test_pages_tell_where_they_stand(tmp_path: Path) -> None:
    fields = listed(
        tmp_path,
        content={"type": "array", "items": ref("Thing")},
        first=FLAG,
        last=FLAG,
        empty=FLAG,
        sort={"type": "object", "properties": {"empty": FLAG}},
    )
    assert fields["first"] == FromWindow(figure="is_first")
    assert fields["last"] == FromWindow(figure="is_last")
    assert fields["empty"] == FromWindow(figure="is_empty")
    assert fields["sort"].fields == ()


def test_a_number_called_after_the_list_beside_it_makes_a_page(tmp_path: Path) -> None:
    page = {
        "type": "object",
        "properties": {
            "books": {"type": "array", "items": ref("Thing")},
            "booksCount": {"type": "integer"},
        },
    }
    design = design_of(tmp_path, {"/things": {"get": answer(page)}}, {"Thing": THING})
    found = endpoint(design, "GET /things")
    assert isinstance(found.behaviour, ListRows)


def test_below_an_item_the_item_may_be_wrapped(tmp_path: Path) -> None:
    shown = {"type": "object", "required": ["thing"], "properties": {"thing": ref("Thing")}}
    void = {"parameters": [path_parameter("id")], "post": answer(shown)}
    read_one = {"parameters": [path_parameter("id")], "get": answer(shown)}
    state = {"status": {"type": "string", "enum": ["open", "voided"]}}
    thing = {**THING, "properties": {**THING["properties"], **state}}
    paths = {"/things/{id}": read_one, "/things/{id}/void": void}
    design = design_of(tmp_path, paths, {"Thing": thing})
    found = endpoint(design, "POST /things/{id}/void")
    assert isinstance(found.behaviour, UpdateRow)
    assert isinstance(found.answer.fill, Built)
