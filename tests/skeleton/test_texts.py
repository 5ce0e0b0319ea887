"""Texts of forms and parameters become the values that they stand for."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Literal

import pytest
from pydantic import BaseModel

from tests.skeleton.conftest import PACKAGE


def read(text: str, wanted: object) -> object:
    texts: Any = import_module(f"{PACKAGE}.texts")
    found: object = texts.TextReader.of(wanted).from_values([text])
    return found


@pytest.mark.parametrize(("text", "value"), [("2", 2), ("1.5", 1.5), ("auto", "auto"), ("x", "x")])
def test_a_text_that_is_none_of_the_listed_ones_may_be_a_number(text: str, value: object) -> None:
    for words in (Literal["auto"], Literal["auto", "none"]):
        assert read(text, words | int | float) == value


def test_any_text_is_one_where_no_list_limits_it() -> None:
    assert read("2", str | int) == "2"


def test_a_text_that_is_none_of_the_listed_ones_may_be_all_of_a_list() -> None:
    wanted = list[str] | Literal[""]
    assert [read(text, wanted) for text in ("a", "", '["a", "b"]')] == [["a"], "", ["a", "b"]]


class Anything(BaseModel):
    """An object that may have no members."""

    name: str = ""


class Named(BaseModel):
    """An object that is never empty."""

    name: str


@pytest.mark.parametrize(
    ("wanted", "value"),
    [
        (Anything | None, {}),
        (dict[str, str], {}),
        (Named | None, None),
        (Named, ""),
        (dict[str, str] | Literal[""], ""),
        (int | None, None),
        (int, ""),
    ],
)
def test_no_text_is_an_object_without_members_or_null(wanted: object, value: object) -> None:
    assert read("", wanted) == value


@pytest.mark.parametrize(
    ("wanted", "value"),
    [
        (int | None, None),
        (Named | None, None),
        (str | None, "null"),
        (Literal["null", "none"] | None, "null"),
        (int, "null"),
    ],
)
def test_null_is_spelled_as_in_json_where_no_text_may_stand(wanted: object, value: object) -> None:
    assert read("null", wanted) == value
