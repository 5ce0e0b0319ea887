"""Texts of forms and parameters become the values that they stand for."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Literal

import pytest

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
