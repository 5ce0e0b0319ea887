"""Verbs below items: what they change, and when nobody can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Custom, UpdateRow
from pactgen.ir.fills import Constant, Flipped, Now
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, endpoint, path_parameter, ref, written

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.behaviours import Behaviour

TIME = {"type": "string", "format": "date-time"}
TICKET: dict[str, Any] = {
    "type": "object",
    "required": ["id", "status"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "status": {"type": "string", "enum": ["open", "closed", "Cancelled", "paid"]},
        "isLocked": {"type": "boolean"},
        "archivedAt": {**TIME, "type": ["string", "null"]},
        "note": {"type": "string"},
    },
}
BOOLEAN = {"type": "boolean"}
NOTHING = {"responses": {"204": {"description": "done"}}}


def behaviour_of(folder: Path, verb: str, method: str = "post", **operation: Any) -> Behaviour:
    item = path_parameter("id", type="string", format="uuid")
    paths = {
        "/tickets/{id}": {"parameters": [item], "get": answer(ref("Ticket"))},
        f"/tickets/{{id}}{verb}": {"parameters": [item], method: {**NOTHING, **operation}},
    }
    design = design_of(folder, paths, {"Ticket": TICKET})
    return endpoint(design, f"{method.upper()} /tickets/{{id}}{verb}").behaviour


@pytest.mark.parametrize(
    ("verb", "sets"),
    [
        ("/close", (("status", Constant(value="closed")),)),
        ("/cancel", (("status", Constant(value="Cancelled")),)),
        (":cancel", (("status", Constant(value="Cancelled")),)),
        ("/pay", (("status", Constant(value="paid")),)),
        ("/reopen", (("status", Constant(value="open")),)),
        ("/lock", (("is_locked", Constant(value=True)),)),
        ("/unlock", (("is_locked", Constant(value=False)),)),
        ("/archive", (("archived_at", Now()),)),
        ("/toggle", (("is_locked", Flipped()),)),
        ("/toggle-locked", (("is_locked", Flipped()),)),
        ("/unarchive", (("archived_at", Constant(value=None)),)),
        ("/restore", (("archived_at", Constant(value=None)),)),
    ],
)
def test_a_state_that_is_called_after_the_verb(tmp_path: Path, verb: str, sets: object) -> None:
    assert behaviour_of(tmp_path, verb) == UpdateRow(resource="Ticket", sets=sets)


@pytest.mark.parametrize(
    ("verb", "sets"),
    [
        ("deactivate", (("deactivated_at", Now()), ("active", Constant(value=False)))),
        ("complete", (("done", Constant(value=True)), ("done_at", Now()))),
    ],
)
def test_a_mark_and_its_time_go_together(tmp_path: Path, verb: str, sets: object) -> None:
    item = path_parameter("id", type="string", format="uuid")
    moment = {**TIME, "type": ["string", "null"]}
    marks = {"active": {"type": "boolean"}, "done": {"type": "boolean"}}
    times = {"deactivatedAt": moment, "doneAt": moment}
    job = {"type": "object", "properties": {"id": TICKET["properties"]["id"], **marks, **times}}
    paths = {
        "/jobs/{id}": {"parameters": [item], "get": answer(ref("Job"))},
        f"/jobs/{{id}}/{verb}": {"parameters": [item], "post": NOTHING},
    }
    design = design_of(tmp_path, paths, {"Job": job})
    found = endpoint(design, f"POST /jobs/{{id}}/{verb}").behaviour
    assert found == UpdateRow(resource="Job", sets=sets)


@pytest.mark.parametrize(
    ("verb", "mark", "on"),
    [("enable", "disabled", False), ("activate", "deactivated", False), ("hide", "hidden", True)],
)
def test_a_mark_that_says_the_opposite(tmp_path: Path, verb: str, mark: str, *, on: bool) -> None:
    item = path_parameter("id", type="string", format="uuid")
    hook = {"type": "object", "properties": {"id": TICKET["properties"]["id"], mark: BOOLEAN}}
    paths = {
        "/hooks/{id}": {"parameters": [item], "get": answer(ref("Hook"))},
        f"/hooks/{{id}}/{verb}": {"parameters": [item], "post": NOTHING},
    }
    design = design_of(tmp_path, paths, {"Hook": hook})
    found = endpoint(design, f"POST /hooks/{{id}}/{verb}").behaviour
    assert found == UpdateRow(resource="Hook", sets=((mark, Constant(value=on)),))


def test_delete_takes_back_what_put_does(tmp_path: Path) -> None:
    taken_back = (("is_locked", Constant(value=False)),)
    assert behaviour_of(tmp_path, "/lock", "delete") == UpdateRow(
        resource="Ticket", sets=taken_back
    )


@pytest.mark.parametrize("verb", ["/escalate", "/merge", "/publish", "/toggle-note"])
def test_no_column_is_called_after_the_verb(tmp_path: Path, verb: str) -> None:
    found = behaviour_of(tmp_path, verb)
    assert isinstance(found, Custom)
    assert "names an action" in found.reason


def test_a_body_of_columns_is_stored_as_well(tmp_path: Path) -> None:
    note = {"type": "object", "properties": {"note": {"type": "string"}}}
    found = behaviour_of(tmp_path, "/close", **body(note))
    assert isinstance(found, UpdateRow)
    assert found.sets == (("status", Constant(value="closed")),)


def test_to_assign_is_to_set_what_is_brought(tmp_path: Path) -> None:
    brought = {"type": "object", "required": ["note"], "properties": {"note": {"type": "string"}}}
    assert behaviour_of(tmp_path, "/assign", **body(brought)) == UpdateRow(resource="Ticket")


def test_a_body_that_no_column_keeps_is_a_rule_of_its_own(tmp_path: Path) -> None:
    refund = {"type": "object", "properties": {"refund": {"type": "boolean"}}}
    found = behaviour_of(tmp_path, "/cancel", **body(refund))
    assert isinstance(found, Custom)
    assert "`refund`" in found.reason


@pytest.mark.parametrize(
    ("column", "values", "verb", "found"),
    [
        ("status", ["draft", "void"], "void", "void"),
        ("jobState", ["JOB_STATE_OPEN", "JOB_STATE_CANCELLED", "JOB_STATE_DONE"], "cancel", 1),
        ("on_failure", ["retry", "abort", "ignore"], "retry", None),
    ],
)
def test_values_that_are_called_like_the_verb_or_begin_alike(
    tmp_path: Path, column: str, values: list[str], verb: str, found: str | int | None
) -> None:
    schema = {**TICKET, "properties": {"id": TICKET["properties"]["id"], column: {"enum": values}}}
    schema["properties"][column]["type"] = "string"
    schema["required"] = ["id"]
    item = path_parameter("id", type="string", format="uuid")
    paths = {
        "/tickets/{id}": {"parameters": [item], "get": answer(ref("Ticket"))},
        f"/tickets/{{id}}/{verb}": {"parameters": [item], "post": NOTHING},
    }
    design = design_of(tmp_path, paths, {"Ticket": schema})
    behaviour = endpoint(design, f"POST /tickets/{{id}}/{verb}").behaviour
    if found is None:
        assert isinstance(behaviour, Custom)
        return
    value = values[found] if isinstance(found, int) else found
    assert isinstance(behaviour, UpdateRow)
    assert [fill for _, fill in behaviour.sets] == [Constant(value=value)]


def test_verbs_below_items_that_are_only_listed(tmp_path: Path) -> None:
    item = path_parameter("id", type="string", format="uuid")
    paths = {
        "/tickets": {"get": answer({"type": "array", "items": ref("Ticket")})},
        "/tickets/{id}/close": {"parameters": [item], "post": NOTHING},
    }
    design = design_of(tmp_path, paths, {"Ticket": TICKET})
    sets = (("status", Constant(value="closed")),)
    found = endpoint(design, "POST /tickets/{id}/close").behaviour
    assert found == UpdateRow(resource="Ticket", sets=sets)


def test_delete_takes_back_a_state_that_is_no_verb(tmp_path: Path) -> None:
    item = path_parameter("id", type="string", format="uuid")
    paths = {
        "/tickets/{id}": {"parameters": [item], "get": answer(ref("Ticket"))},
        "/tickets/{id}/archived": {"parameters": [item], "put": NOTHING, "delete": NOTHING},
    }
    design = design_of(tmp_path, paths, {"Ticket": TICKET})
    found = endpoint(design, "DELETE /tickets/{id}/archived").behaviour
    assert found == UpdateRow(resource="Ticket", sets=(("archived_at", Constant(value=None)),))


async def test_an_action_does_what_it_is_called_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = path_parameter("id", type="string", format="uuid")
    shown = answer(ref("Ticket"))
    paths = {
        "/tickets": {"post": {**body(ref("Ticket")), **answer(ref("Ticket"), "201")}},
        "/tickets/{id}": {"parameters": [item], "get": shown},
        "/tickets/{id}/archive": {"parameters": [item], "post": shown},
        "/tickets/{id}/close": {"parameters": [item], "post": shown},
        "/tickets/{id}/toggle": {"parameters": [item], "post": shown},
        "/tickets/{id}:lock": {
            "parameters": [item],
            "post": {**body({"type": "object"}), **shown},
        },
    }
    ticket = {**TICKET, "properties": {**TICKET["properties"], "closed_at": TIME}}
    contract = written(tmp_path, paths, {"Ticket": ticket})
    backend = Backend(contract, tmp_path / "out", "again")
    new = {"id": "6d9ae8b6-4a4c-4f0e-9d2b-1d3c8b1f0001", "status": "open"}
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        assert (await client.post("/tickets", json=new)).status_code == 201
        for verb, time in (("archive", "archivedAt"), ("close", "closed_at")):
            first = (await client.post(f"/tickets/{new['id']}/{verb}")).json()
            assert first[time] is not None
            assert (await client.post(f"/tickets/{new['id']}/{verb}")).json() == first
        locked = await client.post(f"/tickets/{new['id']}:lock", json={"isLocked": False})
        assert locked.json()["isLocked"], "an open body says nothing to an action"
        for turned in (False, True):
            answered = await client.post(f"/tickets/{new['id']}/toggle")
            assert answered.json()["isLocked"] is turned


def test_the_log_says_which_refusal_no_rule_tells(tmp_path: Path) -> None:
    item = path_parameter("id", type="string", format="uuid")
    refused = {"responses": {**NOTHING["responses"], "409": {"description": "Too late."}}}
    paths = {
        "/tickets/{id}": {"parameters": [item], "get": answer(ref("Ticket"))},
        "/tickets/{id}/cancel": {"parameters": [item], "post": refused},
    }
    design = design_of(tmp_path, paths, {"Ticket": TICKET})
    told = next(one for one in design.decisions if one.choice == "update Ticket")
    assert (told.uncertainty, "nor when 409 is due" in told.why) == ("MEDIUM", True)


def test_what_a_verb_does_not_say(tmp_path: Path) -> None:
    """`updated_at` tells of every change, `schedule` is about a time to come."""
    optional = {**TIME, "type": ["string", "null"]}
    properties = {
        "id": {"type": "integer"},
        "updated_at": TIME,
        "scheduled_at": optional,
        "type": {"type": "string", "enum": ["draft", "canceled"]},
        "cancelled": {"type": "boolean"},
    }
    verbs = ("update", "schedule", "cancel")
    item = path_parameter("id", type="integer")
    paths = {
        f"/papers/{{id}}/{verb}": {"parameters": [item], "post": answer(ref("Paper"))}
        for verb in verbs
    }
    paths["/papers/{id}"] = {"parameters": [item], "get": answer(ref("Paper"))}
    design = design_of(tmp_path, paths, {"Paper": {"type": "object", "properties": properties}})
    update, schedule, cancel = (
        endpoint(design, f"POST /papers/{{id}}/{verb}").behaviour for verb in verbs
    )
    assert isinstance(update, Custom)
    assert isinstance(schedule, Custom)
    assert isinstance(cancel, UpdateRow)
    assert cancel.sets == (("cancelled", Constant(value=True)),)


@pytest.mark.parametrize(
    ("text", "is_cleared"),
    [
        ("Clears `archivedAt`.", True),
        ("Clears the note and the archivedAt.", True),
        ("Sets archivedAt to null.", True),
        ("Resets what was told before archivedAt was there.", False),
        ("Clears the cache of tickets with an archivedAt of today.", False),
    ],
)
def test_what_is_said_to_be_cleared(tmp_path: Path, text: str, *, is_cleared: bool) -> None:
    found = behaviour_of(tmp_path, "/close", description=text)
    assert isinstance(found, UpdateRow)
    assert (("archived_at", Constant(value=None)) in found.sets) is is_cleared


def test_a_number_names_no_row_that_a_text_is_drawn_for(tmp_path: Path) -> None:
    """`PUT /tickets/{id}/close` of an integer, where other paths take a text."""
    text, number = path_parameter("id"), path_parameter("id", type="integer")
    ticket = {**TICKET, "properties": {**TICKET["properties"], "id": {"type": "string"}}}
    paths = {
        "/tickets": {"post": {**body(ref("Ticket")), **answer(ref("Ticket"), "201")}},
        "/tickets/{id}": {"parameters": [text], "get": answer(ref("Ticket"))},
        "/tickets/{id}/close": {"parameters": [number], "put": NOTHING},
    }
    found = endpoint(design_of(tmp_path, paths, {"Ticket": ticket}), "PUT /tickets/{id}/close")
    assert isinstance(found.behaviour, Custom)
    assert "`id`" in found.behaviour.reason
