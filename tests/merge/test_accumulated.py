"""Filters that both sides add at one place stand below each other."""

import pytest

from pactgen.merge.python import merge_python

BASE = """\
class Books:
    def select(self, query: Query) -> Select:
        books = select(Book)
        if query.name is not None:
            books = books.where(Book.name == query.name)
        return books.order_by(Book.id)
"""
END = "        return books"
MINE = "        books = books.where(Book.hidden.is_(False))  # mine\n"
NOW = """\
        if query.size is not None:
            books = books.where(Book.size == query.size)
        elif query.width is not None:
            books = books.where(Book.width == query.width)
"""


def added(lines: str) -> str:
    return BASE.replace(END, lines + END)


def test_what_the_contract_adds_comes_first():
    merged = merge_python(BASE, added(MINE), added(NOW))
    assert (merged.text, merged.conflicts) == (added(NOW + MINE), ())


def test_what_both_change_elsewhere_is_merged_too():
    ours = added(MINE).replace("order_by(Book.id)", "order_by(Book.name)")
    merged = merge_python(BASE, ours, added(NOW).replace("query: Query", "query: BookQuery"))
    assert merged.conflicts == ()
    assert "query: BookQuery" in merged.text
    assert "order_by(Book.name)" in merged.text
    assert NOW + MINE in merged.text


@pytest.mark.parametrize(
    "mine",
    [
        "        return cached\n",
        "        other = books.where(Book.hidden)\n",
        "        books = other.where(Book.hidden)\n",
        "        if query.all:\n            return books\n",
        "        # only a thought\n",
    ],
)
def test_what_says_more_is_a_conflict(mine):
    assert len(merge_python(BASE, added(mine), added(NOW)).conflicts) == 1


def test_what_both_replace_is_a_conflict():
    ours, theirs = (BASE.replace("select(Book)", f"select({name})") for name in ("Mine", "Other"))
    assert len(merge_python(BASE, ours, theirs).conflicts) == 1
