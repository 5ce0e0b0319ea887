"""Bodies that wrap the row: `{"thing": {…}}`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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


@pytest.mark.parametrize("member", ["thing", "data", "new_thing"])
def test_the_only_member_holds_the_row(tmp_path: Path, member: str) -> None:
    wrapped = {"type": "object", "required": [member], "properties": {member: ref("Thing")}}
    paths = {"/things": {"post": {**body(wrapped), **answer(wrapped, "201")}}}
    design = design_of(tmp_path, paths, {"Thing": THING})
    taken = endpoint(design, "POST /things").body
    assert taken is not None
    assert taken.member == member
    assert "name" in {column.name for column in design.tables["things"].columns}


def test_a_member_of_another_name_is_a_property(tmp_path: Path) -> None:
    address = {"type": "object", "properties": {"street": {"type": "string"}}}
    moved = {"type": "object", "properties": {"address": address}}
    paths = {
        "/things/{id}": {
            "parameters": [path_parameter("id", type="string")],
            "get": answer(ref("Thing")),
            "patch": {**body(moved), **answer(ref("Thing"))},
        }
    }
    design = design_of(tmp_path, paths, {"Thing": THING})
    taken = endpoint(design, "PATCH /things/{id}").body
    assert taken is not None
    assert taken.member is None
    assert design.tables["things"].column("address").kind == "json"


@pytest.mark.parametrize("described", [{}, {"type": "object"}, {"description": "its hours"}])
async def test_a_wrapped_row_is_shown_without_what_it_has_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, described: dict[str, str]
) -> None:
    day = {"type": "object", "properties": {"open": {"type": "string"}}}
    days = {"type": "object", "properties": {"monday": day, "friday": day}}
    hours = {"allOf": [ref("Days")], **described}
    paths = {"/shops/{id}/hours": {"get": answer(ref("Hours")), "put": body(ref("Hours"))}}
    paths["/shops/{id}/hours"]["put"] |= answer(ref("Hours"))
    paths["/shops/{id}/hours"]["parameters"] = [path_parameter("id")]
    wrapped = {"type": "object", "properties": {"hours": hours}}
    contract = written(tmp_path, paths, {"Hours": wrapped, "Days": days})
    backend = Backend(contract, tmp_path / "out", f"wrapped_{'_'.join(described) or 'plain'}")
    sent = {"hours": {"monday": {"open": "9"}}}
    async with backend.client(monkeypatch, tmp_path / "hours.db") as client:
        put = await client.put("/shops/7/hours", json=sent)
        assert (put.status_code, put.json()) == (200, sent)
        assert (await client.get("/shops/7/hours")).json() == sent


@pytest.mark.parametrize(
    ("needed", "shown", "taken"),
    [(["thing"], "thing", "thing"), (["thing", "payment"], "thing", None), (["thing"], None, None)],
)
def test_options_stand_beside_a_row_that_the_answer_wraps_alike(
    tmp_path: Path, needed: list[str], shown: str | None, taken: str | None
) -> None:
    payment = {"type": "object", "properties": {"amount": {"type": "integer"}}}
    sent = {
        "type": "object",
        "required": needed,
        "properties": {"payment": payment, "thing": ref("Thing")},
    }
    alike = {"type": "object", "properties": {shown: ref("Thing")}} if shown else ref("Thing")
    paths = {"/things": {"post": {**body(sent), **answer(alike, "201")}}}
    design = design_of(tmp_path, paths, {"Thing": THING})
    found = endpoint(design, "POST /things").body
    assert found is not None
    assert found.member == taken
    told = {decision.id: decision.choice for decision in design.decisions}
    assert (told.get("stored/Thing.payment") == "validated, then dropped") is bool(taken)


@pytest.mark.parametrize("own", [True, False])
def test_what_rows_show_as_a_member_wraps_none(tmp_path: Path, *, own: bool) -> None:
    barrier = {"type": "object", "properties": {"id": {"type": "string"}, "kind": {"const": "b"}}}
    member = {"barrier": ref("Barrier")}
    shown = {"type": "object", "properties": {"id": {"type": "string"}, **member}}
    sent = {"type": "object", "properties": member}
    receipt = {"type": "object", "properties": {"id": {"type": "string"}}}
    paths = {
        "/barrier_reports": {"post": {**body(sent), **answer(shown if own else receipt, "201")}},
        "/barrier_reports/{id}": {"parameters": [path_parameter("id")], "get": answer(shown)},
    }
    design = design_of(tmp_path, paths, {"Barrier": barrier})
    taken = endpoint(design, "POST /barrier_reports").body
    assert taken is not None
    assert taken.member is None
    (table,) = design.tables.values()
    assert table.column("barrier").kind == "json"
