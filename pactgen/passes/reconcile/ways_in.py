"""Which column does a path parameter name: of the row itself, of its parent, of a join table?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.columns import storage_of
from pactgen.passes.reconcile.kinds import fit_of, natural_kind
from pactgen.passes.reconcile.tables_of import (
    is_unique,
    primary_key,
    reference_of,
    telling_part,
    unique_keys,
)
from pactgen.passes.reconcile.wording import (
    KEY_WORDS,
    Words,
    bare_of,
    essence,
    same,
    spelled_out,
    without,
)
from pactgen.values import dataclass

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Parameter
    from pactgen.ir.schema import Column, ForeignKey, Table
    from pactgen.passes.reconcile.tables_of import Catalog

UUIDS = frozenset({"uuid", "guid", "uid"})


SORTING_OUT: Final = frozenset(
    {"action", "category", "format", "kind", "mode", "period", "scope", "state", "status", "type"}
)
"""Last words of parameters that tell which sort of rows is meant, and not which row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyColumn:
    """The column that an item path compares."""

    column: str
    why: str
    sure: bool


def key_column(
    contract: Contract,
    table: Table,
    parameter: Parameter,
    nouns: tuple[Words, ...],
    scoped: frozenset[str],
    matched: dict[str, str],
    standing: tuple[tuple[str, ...], ...] = (),
) -> KeyColumn | None:
    """Find the column that names a row; None when no unique column does.

    Args:
        contract: for the parameter's schema.
        table: whose rows are named.
        parameter: of the path.
        nouns: what the rows are called.
        scoped: columns that the parents in the path fix.
        matched: property to column.
        standing: columns that tell apart the rows which are not marked as deleted.
    """
    spoken = essence(parameter.name)
    kind = storage_of(contract, parameter.schema).kind
    keys = primary_key(table)
    unique = [column for column in table.columns if is_unique(table, column.name)]
    rest = [name for name in keys if name not in scoped]
    told_apart = (*unique_keys(table), *standing)
    left = [[name for name in key if name not in scoped] for key in told_apart]
    unique += [column for column in table.columns if [column.name] in left and column not in unique]
    fitting = [column for column in unique if _names(column, kind)]
    told = [column for column in fitting if _called(column, spoken, nouns)]
    forms = {spoken, *(without(spoken, noun) for noun in nouns)}
    shown = {column for name, column in matched.items() if essence(name) in forms}
    told += [column for column in fitting if column.name in shown]
    if told:
        return KeyColumn(column=told[0].name, why="It is unique and called the same.", sure=True)
    drawn = [column for column in fitting if column.type.kind == "uuid"]
    if kind == "uuid" and len(drawn) == 1:
        return KeyColumn(column=drawn[0].name, why="It is the only unique UUID.", sure=True)
    texts = [column for column in fitting if natural_kind(column.type) == "text"]
    told = [column for column in texts if column.name.lower() in _words_of(parameter)]
    named = told if len(told) == 1 else [] if spoken[-1] in SORTING_OUT else texts
    if kind == "text" and not any(column.name in keys for column in texts) and len(named) == 1:
        return KeyColumn(column=named[0].name, why="It is the only unique text.", sure=False)
    only = [column for column in fitting if rest == [column.name]]
    mine = bare_of(spoken, KEY_WORDS)
    keyed = spoken[-1] in KEY_WORDS or any(same(mine, noun) for noun in nouns)
    keyed = keyed or (bool(only) and bool(scoped) and reference_of(table, only[0].name) is not None)
    if only and keyed:
        own = mine == spoken or any(same(mine, noun) for noun in nouns)
        return KeyColumn(column=only[0].name, why="It is the primary key.", sure=own)
    return None


def _words_of(parameter: Parameter) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", (parameter.description or "").lower()))


def _names(column: Column, kind: str) -> bool:
    """Whether text of this kind can name a value of the column."""
    return fit_of(column.type, kind) != "never"  # type: ignore[arg-type]


def _called(column: Column, spoken: Words, nouns: tuple[Words, ...]) -> bool:
    other = essence(column.name)
    forms = {spoken, *(without(spoken, noun) for noun in nouns)}
    others = {other, *(without(other, noun) for noun in nouns)}
    if forms & others or spelled_out(spoken) == spelled_out(other):
        return True
    return bool({form[-1] for form in forms} & UUIDS) and other[-1] in UUIDS


def reference_to(
    catalog: Catalog, table: Table, parent: Table, step: tuple[str, ...]
) -> ForeignKey | None:
    """Return the foreign key to the parent of a path; by role where there are several."""
    told_keys = map(telling_part, catalog.references(table, str(parent.name)))
    keys = [key for key in told_keys if len(key.columns) == 1]
    if len(keys) <= 1:
        return next(iter(keys), None)
    roles = [bare_of(essence(word), KEY_WORDS) for word in step]
    told = [
        key
        for key in keys
        if any(same(bare_of(essence(key.columns[0]), KEY_WORDS), role) for role in roles)
    ]
    return next(iter(told), None)


def column_called(catalog: Catalog, table: Table, name: str) -> Column | None:
    """Return the column that a parameter is called after, perhaps in short: `wh_code`."""
    spoken = essence(name)
    found = next((one for one in table.columns if same(essence(one.name), spoken)), None)
    if found is not None:
        return found
    full = catalog.in_full(spoken)
    named = [one for one in table.columns if same(catalog.in_full(essence(one.name)), full)]
    return named[0] if len(named) == 1 else None
