"""Rows that are remembered, and where answers show them."""

from __future__ import annotations

from pactgen.prove.memory import Memory
from pactgen.prove.script import StoredColumn
from pactgen.prove.seeding import plain_value, row_in, told_apart


def test_the_first_row_stays_and_the_last_goes() -> None:
    memory = Memory()
    assert memory.first("Pet") is None
    for number in (1, 2, 3):
        memory.store("Pet", {"id": number})
    memory.forget_last("Pet")
    memory.revise_first("Pet", {"name": "Rex"})
    assert memory.first("Pet") == {"id": 1, "name": "Rex"}
    assert memory.last("Pet") == {"id": 2}
    memory.forget_all("Pet")
    assert memory.rows("Pet") == ()


def test_a_row_is_found_below_the_parents_that_it_was_made_under() -> None:
    memory = Memory()
    memory.store("Plan", {"id": 1}, parents=frozenset({"firm"}))
    memory.store("Plan", {"id": 2}, parents=frozenset({"team"}))
    first, second = memory.rows("Plan")
    assert memory.first("Plan", frozenset({"team"})) is second
    assert memory.is_below("Plan", first, frozenset({"firm"}))
    assert not memory.is_below("Plan", first, frozenset({"team"}))
    assert not memory.is_below("Plan", {"id": 1}, frozenset({"firm"}))


def test_what_was_made_below_just_these_parents_goes_before_other_rows() -> None:
    memory = Memory()
    team, both = frozenset({"team"}), frozenset({"team", "network"})
    memory.store("Member", {"id": 1, "team": "a"}, parents=team)
    memory.store("Member", {"id": 2, "team": "of a network", "network": "n"}, parents=both)
    assert memory.last("Member", team) == {"id": 1, "team": "a"}
    memory.forget_last("Member", team)
    assert memory.last("Member", team) == {"id": 2, "team": "of a network", "network": "n"}


def test_missing_keys_are_completed() -> None:
    memory = Memory()
    for row in ({"name": "a"}, {"id": 7, "name": "b"}, {"name": "c"}):
        memory.store("Pet", row)
    memory.complete("Pet", "id", [5, 7, 9, 11])
    assert [row["id"] for row in memory.rows("Pet")] == [5, 7, 9]


def test_rows_are_found_in_envelopes() -> None:
    assert row_in({"id": 1}, ()) == {"id": 1}
    assert row_in({"data": [{"id": 1}, {"id": 2}]}, ("data",)) == {"id": 1}
    assert row_in({"data": []}, ("data",)) is None
    assert row_in({"data": {"pet": {"id": 1}}}, ("data", "pet")) == {"id": 1}
    assert row_in([], ("data",)) is None


def test_no_two_rows_to_be_stored_share_a_key() -> None:
    rows = [{"id": 1, "name": "a"}, {"id": 1, "name": "b"}, {"name": "c"}, {"name": "d"}]
    assert [row["name"] for row in told_apart(rows, "id")] == ["a", "c", "d"]


def test_plain_values_fit_their_columns() -> None:
    text = StoredColumn(name="comment", wire_name="comment", kind="text", length=4)
    assert plain_value(text, 1) == "1"  # cut texts would be the same for every row
    moment = StoredColumn(name="at", wire_name="at", kind="timestamp")
    assert plain_value(moment, 1) != plain_value(moment, 2)


def test_what_was_never_remembered_can_be_forgotten() -> None:
    memory = Memory()
    memory.forget_last("Window")
    assert memory.rows("Window") == ()


def test_a_row_made_below_one_parent_is_not_found_below_another() -> None:
    memory = Memory()
    memory.store("Charge", {"code": "a"}, parents=frozenset({"plan"}))
    memory.store("Charge", {"code": "b"}, parents=frozenset({"subscription"}))
    below = frozenset({"subscription"})
    assert memory.first("Charge") == {"code": "a"}
    assert memory.first("Charge", below) == {"code": "b"}
    assert memory.first("Charge", frozenset({"customer"})) is None
    memory.revise_first("Charge", {"name": "B"}, below)
    memory.forget_last("Charge", frozenset({"plan"}))
    assert memory.rows("Charge") == ({"code": "b", "name": "B"},)


def test_rows_that_no_request_made_may_be_below_anything() -> None:
    memory = Memory()
    memory.store("Charge", {"code": "a"})
    memory.store("Charge", {"code": "b", "plan": 1}, parents=frozenset())
    assert memory.first("Charge", frozenset({"plan"})) == {"code": "a"}
    assert memory.last("Charge", frozenset({"plan"})) == {"code": "b", "plan": 1}


def test_a_row_without_a_parent_is_not_below_one() -> None:
    memory = Memory()
    memory.store("Refund", {"id": 1, "charge": None}, parents=frozenset())
    memory.store("Refund", {"id": 2, "charge": 7}, parents=frozenset())
    assert memory.first("Refund", frozenset({"charge"})) == {"id": 2, "charge": 7}


def test_the_newest_row_learns_its_key() -> None:
    memory = Memory()
    memory.complete_last("Filter", "id", 1)
    memory.store("Filter", {"name": "a"})
    memory.store("Filter", {"name": "b"})
    memory.complete_last("Filter", "id", 8)
    assert memory.rows("Filter") == ({"name": "a"}, {"name": "b", "id": 8})
