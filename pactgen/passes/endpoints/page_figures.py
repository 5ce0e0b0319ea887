"""What an answer is called that tells where in a list its page stands."""

from __future__ import annotations

from typing import Final

from pactgen.passes.words import vocabulary

FIGURES: Final[tuple[tuple[frozenset[str], str, str], ...]] = (
    (vocabulary.TOTAL, "total", "integer"),
    (vocabulary.PAGE, "page", "integer"),
    (vocabulary.SIZE, "size", "integer"),
    (vocabulary.OFFSET, "offset", "integer"),
    (frozenset({"from"}), "first_row", "integer"),
    (frozenset({"to"}), "last_row", "integer"),
    (vocabulary.PAGES, "pages", "integer"),
    (vocabulary.HERE, "count", "integer"),
    (vocabulary.MORE, "has_more", "boolean"),
    (vocabulary.LESS, "has_previous", "boolean"),
    (frozenset({"first", "isfirst", "isfirstpage"}), "is_first", "boolean"),
    (frozenset({"done", "islast", "islastpage", "last"}), "is_last", "boolean"),
    (frozenset({"empty"}), "is_empty", "boolean"),
    (vocabulary.NEXT_CURSOR, "next_cursor", "string"),
    (vocabulary.NEXT, "next_page", "integer"),
    (vocabulary.PREVIOUS, "previous_page", "integer"),
    (vocabulary.NEXT, "next_url", "string"),
    (vocabulary.PREVIOUS, "previous_url", "string"),
    (frozenset({"first"}), "first_url", "string"),
    (frozenset({"last"}), "last_url", "string"),
    (frozenset({"self"}), "self_url", "string"),
)
"""Words for a figure, the figure, and the type of its value."""
ROWS: Final = frozenset({"first_row", "last_row"})
"""Laravel's `from` and `to`: of the rows of a page, which they are of the whole list."""
MAY_BE_NONE: Final = frozenset({"next_cursor", "next_url", "previous_url"})
"""Texts of which the last, or the first, page has none."""
PAGES_BESIDE: Final = frozenset({"next_page", "previous_page"})
"""Numbers of which they have none."""
