"""Transitions that may not start from everywhere: what the contract says of it, and what not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Start, UpdateRow
from pactgen.ir.fills import Constant, Now
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, endpoint, path_parameter, ref, written

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.design import Design

STATES = ["draft", "in_review", "posted", "void"]
ENTRY: dict[str, Any] = {
    "type": "object",
    "required": ["id", "status"],
    "properties": {
        "id": {"type": "integer"},
        "status": {"type": "string", "enum": STATES, "default": "draft"},
        "lockedAt": {"type": ["string", "null"], "format": "date-time"},
        "reason": {"type": "string"},
    },
}
ITEM = path_parameter("id", type="integer")


def start_of(
    folder: Path, verb: str, said: dict[str, str], refusals: dict[str, str], about: str = ""
) -> Start | None:
    properties = {**ENTRY["properties"]}
    properties["status"] = {**properties["status"], "description": about}
    responses = {
        "200": answer(ref("Entry"))["responses"]["200"],
        **{status: {"description": text} for status, text in refusals.items()},
    }
    paths = {
        "/entries/{id}": {"parameters": [ITEM], "get": answer(ref("Entry"))},
        f"/entries/{{id}}/{verb}": {"parameters": [ITEM], "post": {**said, "responses": responses}},
    }
    design = design_of(folder, paths, {"Entry": {**ENTRY, "properties": properties}})
    behaviour = endpoint(design, f"POST /entries/{{id}}/{verb}").behaviour
    assert isinstance(behaviour, UpdateRow)
    return behaviour.start


@pytest.mark.parametrize(
    ("said", "refusal", "states"),
    [
        ({"summary": "draft -> posted"}, "Conflict", ("draft",)),
        ({"summary": "draft, in_review → posted"}, "Conflict", ("draft", "in_review")),
        ({}, "The entry is not a draft.", ("draft",)),
        ({}, "Not in review.", ("in_review",)),
        ({}, "Entry is already posted or void", ("draft", "in_review")),
        ({}, "It was voided or is void.", ("draft", "in_review")),
        ({"description": "Only a `draft` entry can be posted."}, "Conflict", ("draft",)),
        ({"description": "Posts it. Only drafts."}, "Conflict", ("draft",)),
        ({"description": "A draft can be posted."}, "Conflict", ("draft",)),
        ({"description": "The entry must be in review."}, "Conflict", ("in_review",)),
        ({"description": "A void entry cannot be posted."}, "No", ("draft", "in_review")),
        ({"description": "Void entries can not be posted"}, "No", ("draft", "in_review")),
        ({"description": "Posts it. A posted entry can be void later."}, "Too late", None),
        ({"description": "Posts it."}, "Conflict", ()),
        ({"description": "Posts it."}, "The book is closed.", None),
        ({"description": "Posts it."}, "Already posted", ()),
    ],
)
def test_from_where_it_starts(
    tmp_path: Path, said: dict[str, str], refusal: str, states: tuple[str, ...] | None
) -> None:
    expected = None if states is None else Start(column="status", states=states)
    assert start_of(tmp_path, "post", said, {"409": refusal}) == expected


def test_the_state_itself_may_tell_its_course(tmp_path: Path) -> None:
    course = "Course: draft -> in_review -> posted -> void"
    found = start_of(tmp_path, "post", {}, {"409": "Conflict"}, course)
    assert found == Start(column="status", states=("in_review",))


def test_without_a_documented_refusal_nothing_is_refused(tmp_path: Path) -> None:
    only = {"summary": "Only a draft can be posted"}
    assert start_of(tmp_path, "post", only, {"404": "No such entry"}) is None
    assert start_of(tmp_path, "post", only, {"422": "Invalid input"}) is None


def test_422_that_speaks_of_the_state(tmp_path: Path) -> None:
    found = start_of(tmp_path, "post", {}, {"422": "The entry is not a draft"})
    assert found == Start(column="status", states=("draft",), status=422)


def test_a_time_that_is_set_already(tmp_path: Path) -> None:
    assert start_of(tmp_path, "lock", {}, {"409": "Locked already"}) == Start(column="locked_at")


async def test_the_backend_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def verb(summary: str, refusal: str, **more: Any) -> dict[str, Any]:
        shown = answer(ref("Entry"))["responses"]
        responses = {**shown, "409": {"description": refusal}}
        return {"parameters": [ITEM], "post": {"summary": summary, "responses": responses, **more}}

    reason = {
        "type": "object",
        "required": ["reason"],
        "properties": {"reason": {"type": "string"}},
    }
    paths = {
        "/entries": {"post": {**body(ref("Entry")), **answer(ref("Entry"), "201")}},
        "/entries/{id}": {"parameters": [ITEM], "get": answer(ref("Entry"))},
        "/entries/{id}/post": verb("draft, in_review -> posted", "Conflict"),
        "/entries/{id}/void": verb("posted -> void", "Conflict", **body(reason)),
        "/entries/{id}/lock": verb("Lock it", "It is locked"),
    }
    backend = Backend(written(tmp_path, paths, {"Entry": ENTRY}), tmp_path / "out", "starting")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        assert (await client.post("/entries", json={"id": 1, "status": "draft"})).is_success
        told = {"json": {"reason": "wrong"}}
        assert (await client.post("/entries/1/void", **told)).status_code == 409
        assert (await client.post("/entries/1/post")).json()["status"] == "posted"
        assert (await client.post("/entries/1/post")).status_code == 409
        assert (await client.post("/entries/1/void", **told)).json()["status"] == "void"
        assert (await client.post("/entries/1/lock")).json()["lockedAt"]
        again = await client.post("/entries/1/lock")
        assert (again.status_code, again.json()["detail"]) == (409, "It is so already.")
        assert (await client.get("/entries/1")).json()["reason"] == "wrong"


MARKED = {
    "paidAt": {"type": ["string", "null"], "format": "date-time"},
    "cancelledAt": {"type": ["string", "null"], "format": "date-time"},
    "archived": {"type": "boolean"},
    "isBlocked": {"type": "boolean"},
    "note": {"type": "string"},
}


def locked(folder: Path, description: str) -> Design:
    refused = {"409": {"description": "A problem"}}
    shown = {"200": answer(ref("Entry"))["responses"]["200"]}
    deed = {"description": description, "responses": {**shown, **refused}}
    paths = {
        "/entries/{id}": {"parameters": [ITEM], "get": answer(ref("Entry"))},
        "/entries/{id}/lock": {"parameters": [ITEM], "post": deed},
    }
    entry = {**ENTRY, "properties": {**ENTRY["properties"], **MARKED}}
    return design_of(folder, paths, {"Entry": entry})


def locking(folder: Path, description: str) -> UpdateRow:
    behaviour = endpoint(locked(folder, description), "POST /entries/{id}/lock").behaviour
    assert isinstance(behaviour, UpdateRow)
    return behaviour


@pytest.mark.parametrize(
    ("description", "barred"),
    [
        ("", ()),
        ("A cancelled entry cannot be locked.", (("cancelled_at", Now()),)),
        ("One that is locked already or was cancelled is 409.", (("cancelled_at", Now()),)),
        ("Archived entries are refused.", (("archived", Constant(value=True)),)),
        ("A blocked entry is 409.", (("is_blocked", Constant(value=True)),)),
        ("Entries that are not paid cannot be locked.", (("paid_at", Constant(value=None)),)),
        ("Only paid entries can be locked.", (("paid_at", Constant(value=None)),)),
        ("It may be cancelled later.", ()),
    ],
)
def test_flags_and_times_in_the_way(
    tmp_path: Path, description: str, barred: tuple[Any, ...]
) -> None:
    assert locking(tmp_path, description).start == Start(column="locked_at", barred=barred)


def test_times_that_an_action_is_said_to_set(tmp_path: Path) -> None:
    described = "Locks it. Sets `lockedAt` to now and `paidAt`, moves cancelledAt to another day."
    assert locking(tmp_path, described).sets == (("locked_at", Now()), ("paid_at", Now()))


@pytest.mark.parametrize(
    ("description", "told"),
    [
        ("A cancelled entry cannot be locked.", False),
        ("A cancelled entry cannot be locked, and only admins may unlock.", True),
        ("A blocked entry is refused. Its total is limited to 100.", True),
    ],
)
def test_what_is_seen_to_is_no_rule_that_is_left(
    tmp_path: Path, description: str, *, told: bool
) -> None:
    design = locked(tmp_path, description)
    found = endpoint(design, "POST /entries/{id}/lock")
    assert (f"rule/{found.operation_id}" in {each.id for each in design.decisions}) is told
