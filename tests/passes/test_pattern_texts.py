"""Texts that match the patterns of real contracts."""

from __future__ import annotations

import re

import pytest

from pactgen.passes.reading.pattern_texts import PatternUnsupportedError, matching

PATTERNS = [
    r"^97[89][0-9]{10}$",
    r"^[A-Z]{3}$",
    r"^\d{3}-\d{2,4}$",
    r"^(red|green|blue)$",
    r"^EVT_[a-f0-9-]{36}$",
    r"^https?://[\w.-]+(:\d+)?/?$",
    r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$",
    r"^(?:[01]\d|2[0-3]):[0-5]\d$",
    r"^(?<year>\d{4})-(?P<month>\d\d)$".replace("?P<", "?<"),
    r"^\+?[1-9]\d{1,14}$",
    r"a*b+c?",
    r"^[\x41-\x43]\u0041$",
    r"^\S+$",
    r"",
]


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("salt", [0, 1, 7, 123456])
def test_text_matches(pattern: str, salt: int) -> None:
    text = matching(pattern, salt=salt)
    assert re.search(pattern.replace("(?<", "(?P<"), text), (pattern, text)


def test_salt_tells_texts_apart() -> None:
    texts = {matching(r"^[a-z]{4}\d{2}$", salt=salt) for salt in range(50)}
    assert len(texts) == 50


def test_open_ended_parts_reach_the_minimum() -> None:
    assert len(matching("^[a-z]+$", minimum=12)) >= 12


@pytest.mark.parametrize("pattern", [r"^(?!x)y$", r"(a)\1", r"\bword\b", "(", "[", "*"])
def test_what_is_not_understood_is_refused(pattern: str) -> None:
    with pytest.raises(PatternUnsupportedError):
        matching(pattern)
