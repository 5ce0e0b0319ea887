"""What `pactgen.values` makes behaves as a dataclass does."""

from __future__ import annotations

from functools import cached_property
from typing import Generic, TypeVar

import pytest

from pactgen.values import MISSING, asdict, dataclass, defaults, field, is_value, replace

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    x: int
    y: int = 0
    marks: list[str] = field(default_factory=list)

    @property
    def total(self):
        return self.x + self.y


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    left: str
    right: str = "r"


@dataclass(frozen=True, slots=True, eq=False)
class Finder:
    name: str
    note: str = ""

    def __eq__(self, other):
        return self.name == other.name

    def __hash__(self):
        return hash(self.name)


@dataclass(frozen=True)
class Lazy:
    number: int

    @cached_property
    def double(self):
        return [2 * self.number]


@dataclass(frozen=True, slots=True)
class Holds(Generic[Item]):
    item: Item


def test_members_defaults_and_equality():
    assert Point(x=1) == Point(x=1, y=0)
    assert Point(x=1) != Point(x=2)
    assert Point(x=1).total == 1
    assert Point(x=1).marks is not Point(x=1).marks
    assert hash(Pair("a")) == hash(Pair("a", "r"))
    assert Pair("a") < Pair("b")


def test_a_value_is_frozen_and_closed():
    with pytest.raises(AttributeError):
        Pair("a").left = "b"
    with pytest.raises(AttributeError):
        Pair("a").other = "b"
    with pytest.raises(TypeError):
        Point(1)


def test_an_equality_of_its_own_holds_for_both_signs():
    assert Finder("a", "one") == Finder("a", "two")
    assert (Finder("a", "one") != Finder("a", "two")) is False
    assert len({Finder("a", "one"), Finder("a", "two")}) == 1


def test_replace_knows_the_members():
    assert replace(Point(x=1), y=2) == Point(x=1, y=2)
    with pytest.raises(TypeError):
        replace(Point(x=1), z=2)


def test_without_slots_a_property_is_cached():
    lazy = Lazy(2)
    assert lazy.double is lazy.double


def test_generic_classes_match():
    match Holds("a"):
        case Holds(item=found):
            assert found == "a"


def test_members_are_told():
    assert defaults(Point) == {"x": MISSING, "y": 0, "marks": MISSING}
    assert asdict(Pair("a")) == {"left": "a", "right": "r"}
    assert is_value(Pair)
    assert is_value(Pair("a"))
    assert not is_value("a")
