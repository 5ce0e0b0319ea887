"""Who may do it beside the owner: `or an admin`, where the rows of people say who is one.

Location: pactgen/passes/endpoints/ways_in.py. Used by `told_owners` and
`told_roles`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.inputs import WayIn
from pactgen.passes.endpoints.summaries import values_of
from pactgen.passes.reconcile.wording import CODE_WORDS, bare_of, essence
from pactgen.passes.words.names import singular
from pactgen.passes.words.prose import plain_words, sentences
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pactgen.passes.tables import Stored

_TITLES: Final = r"\b(?:admin\w*|moderators?|staff|managers?|superusers?|maintainers?)\b"
_OTHERS: Final = re.compile(rf"\b(?:unless|except)\b|{_TITLES}|\bor (?:by )?(?:the|an?|its|any)\b")
"""Words after which others may do it as well, of sentences about who may."""
_MAY: Final = re.compile(
    rf"{_TITLES}.*\b(?:may|can|allowed|permitted|also|too|as well)\b"
    rf"|\b(?:unless|except|or|by|for)\b.*{_TITLES}"
)
"""So others may by any sentence: `Moderators can do it as well`."""
_OR: Final = re.compile(
    r" or (?:by )?(?:(?:the|an?|any) )?(?P<who>\w+)(?: or (?:(?:the|an?|any) )?(?P<also>\w+))?"
    r"(?= (?:may|can|is|are|has|only)\b|$)"
)
"""`the author or a moderator may`."""
_ALL: Final = re.compile(r"\b(?:admins?|administrators?|superusers?)\b")
_ALWAYS: Final = re.compile(
    r"\b(?:allowed|permitted|may|can) (?:\w+ ){0,2}(?:too|as well|also|everything|anything)\b"
    r"|\balso (?:allowed|permitted)\b|\balways (?:allowed|permitted|may|can)\b"
)
"""What is said of those whom no rule of an operation refuses: `admins may do everything`."""
_ROLES: Final = frozenset({"role", "type", "level", "permission"})
"""Last words of columns that say what people may do."""
_SAME: Final = {"administrator": "admin", "mod": "moderator"}


def ways_in(
    people: Stored, told: Iterable[str], says_who: Callable[[str], bool]
) -> tuple[list[str], tuple[WayIn, ...]] | None:
    """Return the sentences without those who may as well, and how each of these is known.

    None where nothing tells of one of them.

    Args:
        people: whose rows may say who they are.
        told: sentences in plain words.
        says_who: whether a sentence is about who may.
    """
    plain: list[str] = []
    called: dict[str, None] = {}
    for sentence in told:
        if not (_OTHERS if says_who(sentence) else _MAY).search(sentence):
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


def always_in(people: Stored | None, text: str | None) -> tuple[WayIn, ...]:
    """Return who may do what owners may, wherever the API says that these alone may."""
    if people is None:
        return ()
    told = (plain for plain in map(plain_words, sentences(text)) if _ALWAYS.search(plain))
    every = (who for plain in told for who in dict.fromkeys(_ALL.findall(plain)))
    return tuple(way for who in every if (way := way_in(people, singular(who))) is not None)


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
        elif _ROLES.intersection(bare_of(essence(column.name), CODE_WORDS)[-1:]):
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
        values[each.column] = tuple(dict.fromkeys((*values.get(each.column, ()), *each.values)))
    return tuple(WayIn(column=column, values=each) for column, each in values.items())
