"""Numbers between two ends have a pattern that takes all of them and no other."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from pactgen.ir.contract import Schema
from pactgen.ir.schema import Check, DataType
from pactgen.passes.reconcile.decimal_texts import Ends, between
from pactgen.passes.reconcile.narrow_texts import refused_decimals
from pactgen.source import Origin

ORIGIN = Origin("schema.sql")
BEHIND = ("", ".0", ".5", ".9", ".01", ".10", ".50", ".99")
NUMBERS = [f"{whole}{behind}" for whole in range(1500) for behind in BEHIND]


def ends(
    least: str,
    most: str | None = None,
    *,
    opens: str = "",
    scale: int | None = 2,
    always: bool = False,
) -> Ends:
    return Ends(
        least=Decimal(least),
        most=None if most is None else Decimal(most),
        open_least="least" in opens,
        open_most="most" in opens,
        scale=scale,
        always=always,
    )


def is_within(one: Ends, number: Decimal) -> bool:
    above = number > one.least or (number == one.least and not one.open_least)
    below = one.most is None or number < one.most or (number == one.most and not one.open_most)
    return above and below


@pytest.mark.parametrize(
    "one",
    [
        ends("0"),
        ends("0", opens="least"),
        ends("0", opens="least", scale=None),
        ends("1", "5"),
        ends("0", "100", opens="least most"),
        ends("7", "1234"),
        ends("150", "150"),
        ends("0", "1", opens="least most"),
        ends("3"),
    ],
)
def test_the_pattern_takes_the_numbers_between_the_ends_and_no_others(one: Ends) -> None:
    pattern = between(one)
    assert pattern is not None
    for number in NUMBERS:
        assert bool(re.search(pattern, number)) == is_within(one, Decimal(number)), number


def test_ends_between_two_whole_numbers_are_drawn_closer() -> None:
    one = ends("0.5", "9.5")
    pattern = between(one)
    assert pattern is not None
    taken = [number for number in NUMBERS if re.search(pattern, number)]
    assert {"1", "8.99", "9"} <= set(taken)
    assert all(is_within(one, Decimal(number)) for number in taken)


def test_whole_numbers_have_no_point_and_amounts_always_have_one() -> None:
    assert between(ends("1", "12", scale=0)) == "^(([1-9]|1[0-1])|12)$"
    assert between(ends("0", "9", always=True)) == r"^([0-8]\.[0-9]{2}|9\.0{2})$"


def test_below_zero_there_is_none() -> None:
    assert between(ends("-5", "5")) is None


@pytest.mark.parametrize(
    ("own", "reading"),
    [
        (r"^[1-9]\d*$", None),
        (r"^\d+$", "set `pattern: ^([1-9][0-9]{0,5})$`"),
        (
            r"^\d+\.\d{2}$",
            r"set `pattern: ^(0\.[1-9][0-9]|0\.0[1-9]|[1-9][0-9]{0,5}\.[0-9]{2})$`",
        ),
        (r"^EUR\d+$", None),
    ],
)
def test_digits_keep_the_form_that_the_contract_gives_them(own: str, reading: str | None) -> None:
    found = Schema(origin=ORIGIN, types=frozenset({"string"}), pattern=own)
    check = Check(expression="price > 0", origin=ORIGIN, minimum=0.0, open_minimum=True)
    type_ = DataType(kind="numeric", text="numeric(8, 2)", arguments=(8, 2))
    told = [one.reading for one in refused_decimals(found, check, type_)]
    assert told == ([] if reading is None else [reading])
