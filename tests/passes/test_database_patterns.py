"""Forms that a database demands are said as JSON Schema says them, or not at all."""

from __future__ import annotations

import re

import pytest

from pactgen.ir.schema import Form
from pactgen.passes.reading.database_patterns import pattern_of


@pytest.mark.parametrize(
    ("said", "pattern"),
    [
        (r"^[A-Z]{3}-\d+$", r"^[A-Z]{3}-\d+$"),
        (r"^[^\s@]+@[^\s@]+\.[^\s@]+$", r"^[^\s@]+@[^\s@]+\.[^\s@]+$"),
        (r"^[[:digit:]]{4}$", r"^[0-9]{4}$"),
        (r"^[[:alpha:]_]+$", r"^[A-Za-z_]+$"),
        (r"^[^[:space:]]+$", r"^[^\s]+$"),
        (r"^a\sb$", r"^a[ \t\n\r\f\v]b$"),
        (r"\Aabc\Z", "^abc$"),
        (r"\yabc", r"\babc"),
        ("^[]a-]+$", r"^[\]a\-]+$"),
        ("^a{b}$", r"^a\{b\}$"),
        (r"^\.\-\+$", r"^\.-\+$"),
        ("^(a|b)(?:c)?(?=d)x{2,}$", "^(a|b)(?:c)?(?=d)x{2,}$"),
    ],
)
def test_what_is_alike_or_spelled_otherwise_is_taken_over(said: str, pattern: str) -> None:
    assert pattern_of(Form(text=said)) == pattern
    re.compile(pattern)


@pytest.mark.parametrize(
    "said",
    [
        r"^\W+$",  # more than letters of ASCII are letters somewhere
        "^[^[:alpha:]]$",
        r"^[^\w]$",
        "(?i)abc",
        "***=a.b",
        r"\mword",
        "^(?!x)",
        "[[.hyphen.]]",
        "[[=e=]]",
        r"\x41",
        "^[a",
    ],
)
def test_what_has_no_spelling_that_is_sure_is_not_guessed(said: str) -> None:
    assert pattern_of(Form(text=said)) is None


def test_a_form_that_is_forbidden_has_no_pattern() -> None:
    assert pattern_of(Form(text="[<>]", denied=True)) is None


@pytest.mark.parametrize(
    ("said", "pattern"),
    [
        ("^north$", "^[Nn][Oo][Rr][Tt][Hh]$"),
        ("^[a-f0-9_x]$", "^[A-Fa-f0-9_Xx]$"),
        ("^[[:upper:]]$", "^[A-Za-z]$"),
        ("^é$", None),
        ("^[A-z]$", None),
    ],
)
def test_where_capitals_do_not_count_both_are_allowed(said: str, pattern: str | None) -> None:
    assert pattern_of(Form(text=said, ignores_case=True)) == pattern


@pytest.mark.parametrize(
    ("said", "pattern"),
    [
        ("%@%", "@"),
        ("A%", "^A"),
        ("%.pdf", r"\.pdf$"),
        ("a_c%e", r"^a[\s\S]c[\s\S]*e$"),
        (r"50\%", "^50%$"),
    ],
)
def test_like_is_a_form_as_well(said: str, pattern: str) -> None:
    assert pattern_of(Form(text=said, kind="like")) == pattern
