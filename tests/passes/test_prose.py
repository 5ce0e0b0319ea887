"""What a contract says in prose only is told, and nothing that code carries out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.passes.endpoints.find_prose import find_prose
from pactgen.passes.words.prose import asks_for_true, sentences
from tests.passes.contracts import answer, body, design_of, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.design import Design

BOOKING = {
    "type": "object",
    "properties": {
        "id": {"type": "integer"},
        "customer_id": {"type": "string", "readOnly": True},
        "name": {"type": "string"},
    },
}
LIST = answer({"type": "array", "items": ref("Booking")})


def designed(
    folder: Path, path: str = "/bookings", schemas: dict[str, Any] | None = None, **said: Any
) -> Design:
    paths = {
        path: {
            "get": {"operationId": "listed", **LIST, **said},
            "post": {
                "operationId": "made",
                **body(ref("Booking")),
                **answer(ref("Booking"), "201"),
            },
        },
        f"{path}/{{id}}": {
            "parameters": [path_parameter("id", type="integer")],
            "get": {"operationId": "read", **answer(ref("Booking")), **said},
        },
    }
    schemes = {"Token": {"type": "oauth2", "flows": {}}}
    return design_of(folder, paths, schemas or {"Booking": BOOKING}, schemes=schemes)


def told(design: Design) -> dict[str, Any]:
    kinds = ("owner/", "rule/")
    return {one.id: one.uncertainty for one in design.decisions if one.id.startswith(kinds)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Returns the current user's bookings.",
        "All bookings by the authenticated user.",
        "Bookings of the currently logged-in user",
        "List my bookings",
        "Users see their own bookings.",
    ],
)
def test_rows_of_the_caller_that_everybody_sees_are_told(tmp_path: Path, sentence: str) -> None:
    design = designed(tmp_path, summary=sentence)
    assert told(design) == {"owner/listed": "HIGH", "owner/read": "HIGH"}
    decision = next(one for one in design.decisions if one.id == "owner/listed")
    assert "`Booking.customer_id`" in decision.alternatives[0]


def test_a_path_tells_it_as_well(tmp_path: Path) -> None:
    assert told(designed(tmp_path, path="/users/me/bookings")) == {
        "owner/listed": "HIGH",
        "owner/made": "HIGH",
        "owner/read": "HIGH",
    }


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("**Permissions required:** MANAGE:BOOKING (admin only)", "HIGH"),
        ("Requires elevated authentication.", "HIGH"),
        ("A booking can only be read within 15 minutes.", "MEDIUM"),
        ("At most three bookings are shown.", "MEDIUM"),
    ],
)
def test_a_rule_is_told_once_for_all_that_say_it(tmp_path: Path, sentence: str, level: str) -> None:
    design = designed(tmp_path, description=f"Reads bookings.\n\n{sentence}")
    assert told(design) == {"rule/listed": level}
    decision = next(one for one in design.decisions if one.id == "rule/listed")
    assert len(decision.evidence) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "Returns bookings.",
        "Permissions required: any authenticated user",
        "This does not require authentication.",
        "The user of the booking.",
        "For more information, see what you must read.",
    ],
)
def test_what_is_no_rule_is_not_told(tmp_path: Path, sentence: str) -> None:
    assert told(designed(tmp_path, description=sentence)) == {}


def test_a_permission_that_scopes_tell_is_no_prose(tmp_path: Path) -> None:
    scoped = {"security": [{"Token": ["read"]}], "description": "Permission required: read"}
    assert told(designed(tmp_path, **scoped)) == {}


def test_a_member_that_should_be_masked_is_told(tmp_path: Path) -> None:
    number = {"type": "string", "description": "All but the last four digits are masked."}
    booking = {**BOOKING, "properties": {**BOOKING["properties"], "card": number}}  # type: ignore[dict-item]
    design = designed(tmp_path, schemas={"Booking": booking})
    assert [one.id for one in design.decisions if one.id.endswith(".card")] == [
        "shown/BookingRead.card"
    ]


def test_sentences_are_plain() -> None:
    text = "<p>**One** [link](https://x.example).</p>\n\n- two\n- three"
    assert list(sentences(text, None, "x" * 300)) == [
        "One link.",
        "two",
        "three",
        "x" * 199 + "…",
    ]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Only the author or an admin.", {"owner/listed": "HIGH", "owner/read": "HIGH"}),
        ("Only the customer.", {"owner/listed": "HIGH", "owner/read": "HIGH"}),
        ("Only the name.", {}),
        ("The author or an admin.", {}),
    ],
)
def test_whose_it_must_be_is_told_where_nobody_is_refused(
    tmp_path: Path, sentence: str, found: dict[str, str]
) -> None:
    responses = {**LIST["responses"], "403": {"description": "Forbidden"}}
    design = designed(tmp_path, description=sentence, responses=responses)
    assert told(design) == found


def test_people_whom_no_operation_reads_or_writes_own_nothing() -> None:
    assert not list(find_prose((), {}, {}, {}, person="User"))


@pytest.mark.parametrize(
    ("said", "alone"),
    [
        ("Only branches that are open", True),
        ("Return only open ones. Defaults to false.", True),
        ("Only open ones; with false all are listed", True),
        ("Only branches that are open (true) or closed (false).", False),
        ("Only tools that are (true) or are not (false) offered at present.", False),
        ("Whether they are open", False),
    ],
)
def test_what_false_asks_for(said: str, *, alone: bool) -> None:
    assert asks_for_true(said) is alone
