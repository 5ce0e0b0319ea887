"""Names of columns that say the same as those of properties in other words."""

from __future__ import annotations

import pytest

from pactgen.passes.reconcile.other_words import common, is_acronym, leaves_out
from pactgen.passes.reconcile.wording import essence


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lastName", "surname"),
        ("unitPrice", "list_price"),
        ("durationMinutes", "duration_min"),
        ("fromDepot", "source_depot"),
        ("maxSeats", "capacity_seats"),
    ],
)
def test_synonyms_and_units_are_the_same_word(one: str, other: str) -> None:
    assert common(essence(one)) == common(essence(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("firstName", "last_name"), ("minPrice", "price_min"), ("unitPrice", "unit_cost")],
)
def test_what_only_looks_alike_is_not(one: str, other: str) -> None:
    assert common(essence(one)) != common(essence(other))


def test_of_times_from_and_to_are_start_and_end() -> None:
    assert common(("from",), time=True) == common(("start",), time=True)
    assert common(("valid", "to"), time=True) == common(("valid", "until"), time=True)


def test_who_is_born_has_a_birth_date() -> None:
    assert common(("born",), time=True) == common(essence("birth_date"), time=True)
    assert common(("born",)) != common(essence("birth_date"))


def test_acronyms_have_three_letters_at_least() -> None:
    assert is_acronym(("dob",), ("date", "of", "birth"))
    assert not is_acronym(("pn",), ("phone", "number"))


def test_words_are_left_out_in_the_middle_only() -> None:
    assert leaves_out(("lead", "day"), ("lead", "time", "day"))
    assert not leaves_out(("time", "day"), ("lead", "time", "day"))
