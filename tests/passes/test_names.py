"""Identifiers from any text."""

from __future__ import annotations

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgen.passes.words.names import (
    Scope,
    attribute_names,
    kebab,
    pascal,
    plural,
    singular,
    snake,
)


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("status", "statuses"),
        ("category", "categories"),
        ("person", "people"),
        ("address", "addresses"),
        ("index", "indices"),
        ("booking", "bookings"),
        ("house", "houses"),
        ("box", "boxes"),
        ("series", "series"),
        ("movie", "movies"),
        ("database", "databases"),
        ("use", "uses"),
        ("bus", "buses"),
        ("hero", "heroes"),
        ("photo", "photos"),
        ("museum_hour", "museum_hours"),
    ],
)
def test_plurals_and_back(one: str, many: str) -> None:
    assert plural(one) == many
    assert singular(many) == one
    assert plural(many) == many


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bookingId", "booking_id"),
        ("HTTPServer", "http_server"),
        ("x-refresh-token", "x_refresh_token"),
        ("OAuth2Token", "oauth2_token"),
        ("class", "class_"),
        ("+1", "plus_1"),
        ("-1", "minus_1"),
        ("@type", "type"),
        ("order.created", "order_created"),
        ("имя", "имя"),
        ("датаРождения", "дата_рождения"),
        ("НомерОЗАГС", "номер_озагс"),
        ("2fa", "n2fa"),
    ],
)
def test_snake(text: str, expected: str) -> None:
    assert snake(text) == expected


@given(st.text(min_size=1, max_size=30))
def test_any_text_gives_an_identifier(text: str) -> None:
    for name in (snake(text), pascal(text)):
        assert name.isidentifier()
        assert not keyword.iskeyword(name)
    assert kebab(text)


@given(st.lists(st.text(min_size=1, max_size=6), unique=True, max_size=12))
def test_attributes_never_clash(names: list[str]) -> None:
    found = attribute_names(names)
    assert list(found) == names
    assert len(set(found.values())) == len(names)


def test_the_first_keeps_the_plain_name() -> None:
    assert attribute_names(["fooBar", "FooBar"]) == {"fooBar": "foo_bar", "FooBar": "foo_bar_2"}


def test_no_alias_is_the_attribute_of_another_name() -> None:
    found = attribute_names(["Id", "fooBar", "foo_bar", "id"])
    assert found == {"Id": "id_2", "fooBar": "foo_bar_2", "foo_bar": "foo_bar", "id": "id"}


@pytest.mark.parametrize("name", ["metadata", "copy", "kwargs", "model_name", "values"])
def test_what_classes_need_for_themselves_gets_another_name(name: str) -> None:
    assert attribute_names([name]) == {name: f"{name}_"}


def test_a_scope_hands_out_alternatives_then_numbers() -> None:
    scope = Scope({"taken"})
    assert scope.claim("taken", "other") == "other"
    assert scope.claim("taken", "other") == "taken_2"


def test_a_column_is_called_as_no_database_keeps_a_word_for_itself() -> None:
    """What SQLAlchemy leaves unquoted is a syntax error of both databases."""
    names = ["collation", "returning", "lateral", "order"]
    assert list(attribute_names(names).values()) == [
        "collation_",
        "returning_",
        "lateral_",
        "order",
    ]
