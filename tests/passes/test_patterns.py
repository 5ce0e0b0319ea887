"""The longest text that a pattern lets through."""

from __future__ import annotations

import pytest

from pactgen.passes.reading.patterns import longest_match


@pytest.mark.parametrize(
    ("pattern", "length"),
    [
        ("^[A-Z0-9-]{3,20}$", 20),
        ("^INV-[0-9]{4,8}$", 12),
        (r"^\d{3}-?\d{2}$", 6),
        (r"^\p{L}{2}\.x$", 4),
        ("^$", 0),
        ("^a+$", None),
        ("^[a-z]{2,}$", None),
        ("^(a|b)$", None),
        ("^a|b$", None),
        ("a{3}", None),
        (r"^a\$", None),
    ],
)
def test_longest_match(pattern: str, length: int | None) -> None:
    assert longest_match(pattern) == length
