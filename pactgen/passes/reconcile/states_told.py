"""The states that columns of few values tell of rows, and which of them a text speaks of.

Location: pactgen/passes/reconcile/states_told.py. Used by `tell_figures`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.database import Condition
from pactgen.passes.reconcile.kinds import kept_values, kind_alone, natural_kind
from pactgen.passes.reconcile.which_rows import DENIALS
from pactgen.passes.reconcile.wording import FLAG_WORDS, TIME_WORDS, Words, bare_of, essence
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import words
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.ir.schema import Column, Table

_BETWEEN: Final = frozenset(
    {
        "a", "already", "and", "any", "are", "as", "be", "been", "being", "having", "in", "is",
        "marked", "or", "state", "status", "the", "those", "with", "yet",
    }
)  # fmt: skip
"""Words that may stand between a denial and what it denies."""


def denied_rows(
    table: Table, said: tuple[str, ...], names: Iterable[Words]
) -> tuple[bool, Condition | None]:
    """Return whether it is certain which rows a text with a denial means, and what they must be.

    `Open and closed ones that are not deleted` says two things: nobody is shown what was deleted,
    so that it says no more than `open and closed ones`.

    Args:
        table: of the rows.
        said: the words of the text, in small letters.
        names: what the rows are called, which is no state of theirs.
    """
    called = set(names)
    stated: list[tuple[Column, str | bool]] = []
    denied: list[tuple[Column, str | bool]] = []
    heard = 0
    for column, value, spoken in states_of(table):
        if spoken in called:
            continue
        for at in _places(spoken, said):
            if _is_denied(table, said, at):
                denied.append((column, value))
                heard += 1
            else:
                stated.append((column, value))
    gone = [each for each in denied if _removes(each[0])]
    left = [each for each in denied if each not in gone]
    if len(set(map(_key, denied))) < _denials(said) or (stated and left):
        return False, None
    if not stated and not left:
        return heard > 0, None
    only = one_of(list(dict.fromkeys(stated or left)))
    if only is None:
        return False, None
    return True, replace(only, denied=True) if left else only


def _key(state: tuple[Column, str | bool]) -> tuple[str, str | bool]:
    return state[0].name, state[1]


def _denials(said: tuple[str, ...]) -> int:
    return sum(word in DENIALS for word in said)


def _removes(column: Column) -> bool:
    """Whether it says that a row was deleted, which is shown nowhere then."""
    return bare(column.name) in vocabulary.DELETED


def _places(spoken: Words, said: tuple[str, ...]) -> Iterator[int]:
    width = len(spoken)
    for at in range(len(said) - width + 1):
        here = said[at : at + width]
        if here == spoken or tuple(word for one in here for word in essence(one)) == spoken:
            yield at


def _is_denied(table: Table, said: tuple[str, ...], at: int) -> bool:
    """Whether a denial stands right before a state, or before others that it is told with."""
    values = {word for _, _, spoken in states_of(table) for word in spoken}
    for word in reversed(said[:at]):
        if word in DENIALS:
            return True
        if word not in _BETWEEN | values:
            return False
    return False


def one_of(stated: list[tuple[Column, str | bool]]) -> Condition | None:
    """Return what rows must be that have one of these values, which are all of one column."""
    if len({column.name for column, _ in stated}) != 1:
        return None
    (column, value), *others = stated
    also = tuple(each for _, each in others if isinstance(each, str))
    return replace(condition_of(column, value), others=also)


def condition_of(column: Column, value: str | bool, *, denied: bool = False) -> Condition:  # noqa: FBT001
    """Return the condition that a column has a value, or any time."""
    of_time = tells_time(column)
    return Condition(column=column.name, value=value, denied=denied, of_time=of_time)


def tells_time(column: Column) -> bool:
    """Whether it is a time; SQLite keeps one as a text, so that its name tells it."""
    kind, spoken = kind_alone(column.type), essence(column.name)
    named = kind == "text" and len(spoken) > 1 and spoken[-1] in {"at", "on"}
    return named or kind in {"timestamp", "date"}


def states_of(table: Table) -> Iterator[tuple[Column, str | bool, Words]]:
    """Yield columns of few values, each value, and how it is spoken of.

    A time that is called like a value of another column is that of the change: `paid_at` beside a
    `status` of `paid`.
    """
    found = list(_all_states(table))
    told = {spoken for column, _, spoken in found if not tells_time(column)}
    yield from (each for each in found if not tells_time(each[0]) or each[2] not in told)


def _all_states(table: Table) -> Iterator[tuple[Column, str | bool, Words]]:
    for column in table.columns:
        if natural_kind(column.type) == "boolean":
            yield column, True, bare_of(essence(column.name), FLAG_WORDS)
            continue
        if column.nullable and tells_time(column):
            yield column, True, bare_of(essence(column.name), TIME_WORDS)
            continue
        values, _ = kept_values(column, table)
        for value in values:
            if isinstance(value, str):
                yield column, value, tuple(words(value))


def stands_in(spoken: Words, told: tuple[str, ...]) -> bool:
    """Whether these words stand in a text, one behind the other."""
    width = len(spoken)
    return any(told[start : start + width] == spoken for start in range(len(told)))
