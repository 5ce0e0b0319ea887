"""Who may do it beside the owner: `or an admin`, where the rows of people say who is one.

Location: pactgen/passes/endpoints/ways_in.py. Used by `told_owners` and
`told_roles`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.inputs import WayIn
from pactgen.passes.endpoints.summaries import values_of
from pactgen.passes.reconcile.wording import essence
from pactgen.passes.words.names import singular
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.passes.tables import Stored

_OTHERS: Final = re.compile(
    r"\b(?:unless|except|admin\w*|moderators?|staff|managers?|superusers?|maintainers?)\b"
    r"|\bor (?:by )?(?:the|an?|its|any)\b"
)
"""Words of sentences after which others may do it as well."""
_OR: Final = re.compile(
    r" or (?:by )?(?:(?:the|an?|any) )?(?P<who>\w+)(?: or (?:(?:the|an?|any) )?(?P<also>\w+))?"
    r"(?= (?:may|can|is|are|has|only)\b|$)"
)
"""`the author or a moderator may`."""
_ROLES: Final = frozenset({"role", "type", "level", "permission"})
"""Last words of columns that say what people may do."""
_SAME: Final = {"administrator": "admin", "mod": "moderator"}


def ways_in(people: Stored, sentences: Iterable[str]) -> tuple[list[str], tuple[WayIn, ...]] | None:
    """Return the sentences without those who may as well, and how each of these is known.

    None where nothing tells of one of them.
    """
    plain: list[str] = []
    called: dict[str, None] = {}
    for sentence in sentences:
        if not _OTHERS.search(sentence):
            plain.append(sentence)
            continue
        for found in _OR.finditer(sentence):
            called |= {who: None for who in found.groups() if who is not None}
        rest = _OR.sub("", sentence)
        if _OTHERS.search(rest):
            return None
        plain.append(rest)
    ways = [way_in(people, who) for who in called]
    found_ways = [each for each in ways if each is not None]
    return (plain, together(found_ways)) if len(found_ways) == len(ways) else None


def without_others(sentence: str) -> str:
    """Return the words of a sentence without those who may as well: `only the author`."""
    return _OR.sub("", sentence)


def spelled(way: WayIn) -> str:
    """Say what the caller's row must say."""
    if not way.values:
        return f"`{way.column}` must be true"
    return f"`{way.column}` must be {' or '.join(f'`{each}`' for each in way.values)}"


def way_in(people: Stored, who: str) -> WayIn | None:
    """Return the only column that says who is such a person: a role, or a boolean."""
    word = _called(singular(who))
    found: list[WayIn] = []
    for column in people.table.columns:
        if column.kind == "boolean" and _called(bare(column.name).removeprefix("is")) == word:
            found.append(WayIn(column=column.name))
        elif _ROLES.intersection(essence(column.name)[-1:]):
            same = [each for each in values_of(column, people) if _called(bare(each)) == word]
            found += [WayIn(column=column.name, values=(each,)) for each in same]
    return found[0] if len(found) == 1 else None


def lets_in(ways: Iterable[WayIn], who: str) -> bool:
    """Whether one of these ways lets in such a person."""
    told = (each for way in ways for each in (way.column.removeprefix("is_"), *way.values))
    return _called(singular(who)) in {_called(bare(each)) for each in told}


def _called(word: str) -> str:
    return _SAME.get(word, word)


def together(ways: list[WayIn]) -> tuple[WayIn, ...]:
    """Return one way for all values of a column."""
    values: dict[str, tuple[str, ...]] = {}
    for each in ways:
        values[each.column] = (*values.get(each.column, ()), *each.values)
    return tuple(WayIn(column=column, values=each) for column, each in values.items())
