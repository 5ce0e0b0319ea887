"""Which names the contract replaced by others, read from what was printed then and now.

Location: pactgen/merge/rename.py. Used by parts.py for one definition, by workspace/renames.py for
a project.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from keyword import iskeyword
from typing import TYPE_CHECKING, Final

from pactgen.merge.tokens import is_name, placed, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_TYPES: Final = frozenset(
    {
        "Any",
        "Decimal",
        "UUID",
        "bool",
        "bytes",
        "date",
        "datetime",
        "dict",
        "float",
        "int",
        "list",
        "object",
        "str",
        "time",
        "timedelta",
    }
)
"""What a value may be instead of another: `str(key)` stays where `key: str` is an `int` now."""
_VARIABLES: Final = frozenset({"date", "datetime", "time", "timedelta"})
"""Types that variables are called by, too: one may be renamed to them, as no class is to others."""


def consistent_renames(base: str, theirs: str) -> dict[str, str]:
    """Return the identifiers that were replaced everywhere by one that was not there before."""
    return _consistent(_code(base), _code(theirs))


def renamed_variables(base: str, ours: str) -> dict[str, str]:
    """Return the variables that a person renamed; `new.values()` is none called `values`."""
    found = _consistent(_variables(base), _variables(ours))
    return {one: two for one, two in found.items() if is_name(one) and is_name(two)}


def _consistent(old: list[str], new: list[str]) -> dict[str, str]:
    gone, come = set(old) - set(new), set(new) - set(old)
    found: dict[str, str] = {}
    for one, two, owner, other in _replaced(old, new):
        if owner != other and not (owner in gone and other in come):
            gone.discard(one)  # something else is asked for it
        if one in gone and two in come and found.setdefault(one, two) != two:
            gone.discard(one)
    taken = list(found.values())
    return {
        one: two
        for one, two in found.items()
        if one in gone and taken.count(two) == 1
        if not ({one, two} <= _TYPES or two in _TYPES - _VARIABLES)
    }


def _replaced(old: list[str], new: list[str]) -> Iterator[tuple[str, str, str, str]]:
    """Yield the identifiers that stand in each other's place, and what each is asked of."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, stop, low, high in matcher.get_opcodes():
        if tag == "replace" and stop - start == high - low:
            for at, to in zip(range(start, stop), range(low, high), strict=True):
                one, two = old[at], new[to]
                if is_name(one) and is_name(two) and not iskeyword(two):
                    yield one, two, _owner(old, at), _owner(new, to)


def _owner(tokens: list[str], at: int) -> str:
    return tokens[at - 2] if at > 1 and tokens[at - 1] == "." else ""


def _variables(text: str) -> list[str]:
    """Return the tokens; attributes and keywords are marked, so that they are no names."""
    return [
        f"{place}{token}" if place else token
        for token, place in placed(text)
        if not token.isspace() and not token.startswith("#")
    ]


def _code(text: str) -> list[str]:
    return [token for token in tokens_of(text) if not token.isspace() and not token.startswith("#")]
