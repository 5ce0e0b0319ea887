"""A conflict that a person resolved in the file is none any more, and nothing else is taken so."""

import pytest

from pactgen.merge.brought import brought_together

BASE = "        return await self._books.all(limit or 20)\n"
NOW = "        found = await self._books.page(limit or 20, skip)\n        return found.items\n"


@pytest.mark.parametrize(
    "ours",
    [
        NOW,
        NOW.replace("skip)", "skip)  # mine").replace("return found", "log(found)\n  return found"),
        NOW.replace("limit or 20", "min(limit or 20, 100)"),
    ],
)
def test_both_sides_are_together(ours):
    assert brought_together(BASE, ours, NOW)


@pytest.mark.parametrize(
    "ours",
    [
        BASE.replace("return", "# mine\n        return"),
        BASE.replace("limit or 20", "limit or 50"),
        NOW.replace("page(", "all("),
        NOW.replace(", skip", ""),
    ],
)
def test_one_side_alone_is_not_both(ours):
    assert not brought_together(BASE, ours, NOW)


def test_a_word_elsewhere_is_not_what_the_contract_changed():
    base, now = "if a:\n    return b\n", "if not a:\n    return b\n"
    assert not brought_together(base, "if a and not c:\n    return b\n", now)
    assert brought_together(base, "if not a and c:\n    return b\n", now)
    assert not brought_together("x = f(20)\n", "x = f(20, 50)\n", "x = f(50)\n")


def test_what_the_contract_only_took_away_is_not_seen():
    assert not brought_together("a(b)\na(b)\n", "a(b)\na(b)  # mine\n", "a(b)\n")
