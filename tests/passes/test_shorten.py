"""Names that fit on a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgen.passes.words.names import pascal, snake
from pactgen.passes.words.shorten import CLASS, FUNCTION, keep_head, keep_last_words, keep_tail


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("list_books", "list_books"),
        ("shop_projects_locations_connections_delete_entities", "connections_delete_entities"),
        ("get_organization_wide_administration_audit_setting", "get_administration_audit_setting"),
        ("a_long_list_of_all_the_things_of_the_2nd_2014_11_26", "things_of_the_2nd_2014_11_26"),
        ("list_of_all_the_things_and_more_words_of_2014_11_26", "list_more_words_of_2014_11_26"),
    ],
)
def test_the_last_words_stay_and_a_verb_in_front(long: str, short: str) -> None:
    assert keep_tail(long, 32) == short


def test_of_a_title_the_first_words_stay() -> None:
    assert keep_head("directorate_of_economics_and_statistics", 26) == "directorate_of_economics"


def test_endless_words_are_told_apart() -> None:
    one, two = keep_tail("x" * 300 + "a", FUNCTION), keep_tail("x" * 300 + "b", FUNCTION)
    assert one != two
    assert len(one) == len(two) == FUNCTION


@given(st.text(max_size=200))
def test_what_is_short_is_still_a_name(text: str) -> None:
    name, cls = keep_tail(snake(text), FUNCTION), keep_last_words(pascal(text), CLASS)
    assert name.isidentifier()
    assert len(name) <= FUNCTION + 1
    assert cls.isidentifier()
    assert cls[:1].isupper()
    assert len(cls) <= CLASS + 1
