"""What the text of an operation says that it does keeps rows from being made of questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import CreateRow, Custom, ListRows, ReadRow, UpdateRow, WriteSingleton
from pactgen.passes.words.told_deeds import (
    asks,
    calls_itself,
    joins,
    makes_beside,
    only_asks,
    tells_act,
    tells_deed,
)
from tests.passes.contracts import answer, body, design_of, endpoint, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "string"}
QUESTION = {"type": "object", "required": ["code"], "properties": {"code": TEXT, "state": TEXT}}
SEAT = {"type": "object", "properties": {"id": {"type": "integer"}, "code": TEXT}}


@pytest.mark.parametrize(
    ("noun", "text", "tells"),
    [
        ("components", "Lists all the components.", True),
        ("seat-maps", "Returns the seat maps of an offer", True),
        ("channel", "Truncates a channel", True),
        ("captures", "Cancel an authorised payment", False),
        ("following", "Update the following status", True),
        ("tag", "Tag a service", True),
        ("tag", "Tags of services", False),
        ("register", "Register a person", False),
        ("report", "Report the author of a comment", False),
        ("vote", "Vote for a candidate", False),
        ("channels", "Get or create a channel", True),
        ("unconfirm", "Un-confirm the transaction", True),
        ("rerun", "Re-run a job from a workflow run", True),
        ("unmaproute", "Unmap a public route from a group", True),
        ("rerun-failed-jobs", "Re-run failed jobs from a workflow run", True),
        ("commits", "Commit a fix for an alert", False),
        ("networks", "Net works are all around", False),
        ("invalidate", "Takes a list of sources, finds their records and removes them", True),
        ("info", "Given the ID of an account, return the data about it", True),
        ("episodes", "Batch fetch basic meta data for episodes", True),
        ("episodes", "Bulk create episodes", False),
        ("orders", "Takes an order, and stores it", False),
        ("channels", "", False),
        ("канал", "Создать канал", False),
    ],
)
def test_the_first_word_tells_a_deed(noun: str, text: str, *, tells: bool) -> None:
    assert tells_deed(noun, (None, text)) is tells


def test_what_a_post_to_a_row_starts_is_no_part_of_it() -> None:
    assert makes_beside(("Triggers a new build, returns a summary of it.",))
    assert not makes_beside(("Saves the build.",))


def test_a_text_that_makes_something_wins() -> None:
    assert not tells_deed("channels", ("Create a channel", "Returns the channel."))
    assert not asks(("Adds a seat", "Checks whether it is free."))
    assert asks((None, "**Searches** for seats"))


@pytest.mark.parametrize(
    ("noun", "text", "acts"),
    [
        ("stop", "Stop a scan", True),
        ("stop", "Departures from a stop", False),
        ("search", "Search", True),
        ("pdf", "Generate a PDF", True),
        ("compare", "Compare two commits", True),
        ("scans", "Get one scan", False),
    ],
)
def test_what_get_does(noun: str, text: str, *, acts: bool) -> None:
    assert tells_act(noun, (text, None)) is acts


@pytest.mark.parametrize(
    ("summary", "status", "kind"),
    [
        ("Create a seat map", "201", CreateRow),
        ("Returns the seat maps of an offer", "201", Custom),
        ("Verify the seats", "201", CreateRow),
    ],
)
def test_no_row_is_made_of_a_question(
    tmp_path: Path, summary: str, status: str, kind: type[Any]
) -> None:
    post = {"summary": summary, **body(QUESTION), **answer(QUESTION, status)}
    behaviour = endpoint(design_of(tmp_path, {"/seatMaps": {"post": post}}), "POST /seatMaps")
    assert isinstance(behaviour.behaviour, kind)


def test_a_list_that_post_adds_to_stays_one(tmp_path: Path) -> None:
    """Summaries are copied: where GET lists at the same path, POST makes."""
    many = {"type": "array", "items": ref("Seat")}
    post = {"summary": "Get all seats", **body(ref("Seat")), **answer(ref("Seat"))}
    paths = {"/seats": {"get": {"summary": "Get all seats", **answer(many)}, "post": post}}
    design = design_of(tmp_path, paths, {"Seat": SEAT})
    assert isinstance(endpoint(design, "GET /seats").behaviour, ListRows)
    assert isinstance(endpoint(design, "POST /seats").behaviour, CreateRow)


def test_a_batch_of_searches_makes_nothing(tmp_path: Path) -> None:
    many = {"type": "array", "items": ref("Seat")}
    asked = {"type": "array", "items": QUESTION}
    paths = {
        "/seats": {"get": answer(many), "post": {**body(ref("Seat")), **answer(ref("Seat"))}},
        "/seats/search": {"get": answer(many), "post": {**body(asked), **answer(many)}},
    }
    design = design_of(tmp_path, paths, {"Seat": SEAT})
    assert isinstance(endpoint(design, "POST /seats/search").behaviour, Custom)


@pytest.mark.parametrize(("summary", "kind"), [("Stop a scan", Custom), ("Get a scan", ReadRow)])
def test_nothing_is_read_where_get_acts(tmp_path: Path, summary: str, kind: type[Any]) -> None:
    get = {"summary": summary, "parameters": [path_parameter("id")], **answer(ref("Seat"))}
    design = design_of(tmp_path, {"/stop/{id}": {"get": get}}, {"Seat": SEAT})
    assert isinstance(endpoint(design, "GET /stop/{id}").behaviour, kind)


@pytest.mark.parametrize(
    ("summary", "is_update"),
    [
        ("Update a seat", True),
        ("", True),
        ("Set the code of a seat", True),
        ("Create or update a seat", True),
        ("Creates a new seat", False),
        ("Get the token of a seat", False),
    ],
)
def test_post_to_an_item_changes_it_unless_it_makes_something(
    tmp_path: Path, summary: str, *, is_update: bool
) -> None:
    item = path_parameter("id", type="integer")
    code = {"type": "object", "properties": {"code": TEXT}}
    post = {"summary": summary, **body(code), **answer(ref("Seat"))}
    paths = {"/seats/{id}": {"parameters": [item], "get": answer(ref("Seat")), "post": post}}
    behaviour = endpoint(design_of(tmp_path, paths, {"Seat": SEAT}), "POST /seats/{id}").behaviour
    assert isinstance(behaviour, UpdateRow if is_update else Custom)


@pytest.mark.parametrize(
    ("path", "summary", "method", "kind"),
    [
        ("/stories", "Create a story", "head", Custom),
        ("/pages", "Create a site of pages", "put", WriteSingleton),
        ("/settings", "Create the settings", "head", WriteSingleton),
        ("/branding", "Create a branding", "head", WriteSingleton),
    ],
)
def test_one_of_several_is_no_only_one(
    tmp_path: Path, path: str, summary: str, method: str, kind: type[Any]
) -> None:
    post = {"summary": summary, **body(QUESTION), **answer(QUESTION, "201")}
    paths = {path: {"get": answer(QUESTION), "post": post}}
    if method == "put":
        paths[path]["put"] = {**body(QUESTION), **answer(QUESTION)}
    assert isinstance(endpoint(design_of(tmp_path, paths), f"POST {path}").behaviour, kind)


def test_what_is_worked_out_is_asked_for_by_get_and_post(tmp_path: Path) -> None:
    get = {"summary": "Performs an analysis", **answer(QUESTION)}
    post = {"summary": "Performs an analysis", **body(QUESTION), **answer(QUESTION)}
    design = design_of(tmp_path, {"/topic": {"get": get, "post": post}})
    assert all(isinstance(each.behaviour, Custom) for each in design.endpoints)


@pytest.mark.parametrize(
    ("name", "text", "tells"),
    [
        ("getMatches", "Returns the profiles that are alike", True),
        ("getMatches", "Stores a match", False),
        ("createMatch", "Returns the match", False),
        ("getOrCreateMatch", "Get or create a match", False),
        (None, "Returns the match", False),
    ],
)
def test_name_and_text_say_that_something_is_asked(
    name: str | None, text: str, *, tells: bool
) -> None:
    assert only_asks(name, (None, text)) is tells


@pytest.mark.parametrize(
    ("noun", "name", "does"),
    [
        ("export_channels", "ExportChannels", True),
        ("check_push", "checkPush", True),
        ("transfer-requests", "createTransferRequest", False),
        ("import-users", "importUsers", False),
        ("check", "check", False),
    ],
)
def test_a_path_that_is_called_like_its_command(noun: str, name: str, *, does: bool) -> None:
    assert calls_itself(noun, name) is does


def test_somebody_is_put_beside_others() -> None:
    assert joins(("Follow a playlist", None))
    assert not joins(("Change who follows a playlist", None))


def test_what_is_told_of_a_follower_does_not_change_what_is_followed(tmp_path: Path) -> None:
    seen = {
        "type": "object",
        "properties": {"id": {"type": "integer"}, "open": {"type": "boolean"}},
    }
    told = body({"type": "object", "properties": {"open": {"type": "boolean"}}})
    by_id = {"parameters": [path_parameter("id", type="integer")]}
    put = {"summary": "Follow a list", **told, **answer({"type": "object"})}
    paths = {
        "/lists": {"post": {**body(ref("List")), **answer(ref("List"), "201")}},
        "/lists/{id}": {**by_id, "get": answer(ref("List"))},
        "/lists/{id}/followers": {**by_id, "put": put},
    }
    design = design_of(tmp_path, paths, {"List": seen})
    assert isinstance(endpoint(design, "PUT /lists/{id}/followers").behaviour, Custom)
