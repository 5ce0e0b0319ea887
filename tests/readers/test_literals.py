"""Patterns between slashes, as programs write them."""

import pytest

from pactgen.prove.documents import comparable
from pactgen.readers.openapi.literals import literal_body


@pytest.mark.parametrize(
    ("pattern", "body"),
    [
        ("/^[a-z0-9._]+$/", "^[a-z0-9._]+$"),
        ("/^[a-z]/u", "^[a-z]"),
        ("/[a-z]$/g", "[a-z]$"),
        ("/^[0-9]{5}$/i", ""),
        ("^/books/[0-9]+$", None),
        ("/books/[0-9]+", None),
        (r"/price\$/", None),
        ("/[a-z]+/", None),
        ("/^a$/b", None),
        ("", None),
    ],
)
def test_the_body_of_a_literal(pattern: str, body: str | None) -> None:
    assert literal_body(pattern) == body
    assert comparable(pattern) == (pattern if body is None else body)
