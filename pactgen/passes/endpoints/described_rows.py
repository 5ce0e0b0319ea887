"""Which rows a list is said to show: `Published posts of somebody`, `Top-level comments`.

Location: pactgen/passes/endpoints/described_rows.py. Used by `design_endpoints`. The first words of
its summary, or of its answer, name a state of such rows, or those that are below no other; these
its description may name, too, and others where it says `only`. Where a parameter asks for the
column, callers say which they want.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.inputs import FilterRole, ScopeRole
from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.messages import success_of
from pactgen.passes.reading.shapes import shape_of
from pactgen.passes.reconcile.wording import FLAG_WORDS, bare_of, essence
from pactgen.passes.words.names import words
from pactgen.passes.words.prose import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.ir.contract import Contract, Json, Operation
    from pactgen.ir.database import Column
    from pactgen.ir.inputs import Input
    from pactgen.passes.tables import Stored

_VERB: Final = re.compile(
    r"(?:(?:list|get|show|return|retrieve|fetch|browse)s? )?(?:(?:all|the|only|a list of) )*",
    re.IGNORECASE,
)
_ONLY: Final = re.compile(
    r"(?:(?:list|get|show|return|retrieve|fetch)s? )?only\b|.*\bonly$", re.IGNORECASE
)
_WORD: Final = re.compile(r"[\w-]+")
_LONGEST: Final = 2
"""Words of a state: `in progress`."""
_MORE: Final = (["and"], ["or"])
"""What follows where others are listed as well."""
_TOP: Final = frozenset({("top", "level"), ("first", "level"), ("root",), ("root", "level")})
"""What rows are called that are below no other one."""


def described_rows(
    contract: Contract, operation: Operation, stored: Stored, inputs: Iterable[Input]
) -> tuple[tuple[str, Json], ...]:
    """Return the column and the value that all listed rows have; empty where nothing says it."""
    asked = {each.role.column for each in inputs if isinstance(each.role, FilterRole | ScopeRole)}
    success = success_of(operation)
    told = (operation.summary, None if success is None else success.description)
    for text in told:
        said = _spoken(next(sentences(text), ""), stored)
        found = [each for each in _states(contract, said, stored) if each[0] not in asked]
        if len(found) == 1:
            return tuple(found)
    sentence = next(sentences(operation.description), "")
    said = _spoken(sentence, stored)
    is_sure = tuple(words(said)) in _TOP or _ONLY.match(sentence) is not None
    found = [*_states(contract, said, stored)] if is_sure else []
    return tuple(found) if len(found) == 1 and found[0][0] not in asked else ()


def _spoken(sentence: str, stored: Stored) -> str:
    """Return the words before what the rows are called, where the sentence begins with them."""
    told = _VERB.match(sentence)
    rest = _WORD.findall(sentence[0 if told is None else told.end() :])
    for length in range(1, _LONGEST + 1):
        behind = rest[length + 1 : length + 2]
        if _names_rows("".join(rest[length : length + 1]), stored) and behind not in _MORE:
            return " ".join(rest[:length])
    return ""


def _names_rows(noun: str, stored: Stored) -> bool:
    spoken = essence(noun)
    names = (stored.kept.noun, stored.kept.name, stored.table.name)
    return any(essence(name)[-1:] == spoken for name in names)


def _states(contract: Contract, said: str, stored: Stored) -> Iterator[tuple[str, Json]]:
    """Yield the columns that can be so, each with its value."""
    spoken = tuple(words(said))
    if spoken in _TOP:
        yield from ((one.name, None) for one in stored.table.columns if _is_parent(one, stored))
        return
    columns = {column.wire_name: column.name for column in stored.table.columns}
    members = {
        member.name: member.schema
        for schema in stored.kept.representations
        for member in shape_of(contract, schema).properties
    }
    for name, schema in members.items():
        for value in effective(contract, schema).enum or ():
            if isinstance(value, str) and name in columns and tuple(words(value)) == spoken:
                yield columns[name], value
    for column in stored.table.columns:
        called = bare_of(essence(column.wire_name), FLAG_WORDS)
        if column.kind == "boolean" and spoken and called == spoken:
            yield column.name, True


def _is_parent(column: Column, stored: Stored) -> bool:
    """Whether it names the row of the same table that a row is below."""
    references = column.references
    return references is not None and references.table == stored.table.name and column.nullable


def in_state(where: tuple[tuple[str, Json], ...]) -> str:
    """Say which rows its description tells."""
    told = (
        f"`{column}` is {'empty' if value is None else f'`{value}`'}" for column, value in where
    )
    return f" It is described as those where {' and '.join(told)}." if where else ""
