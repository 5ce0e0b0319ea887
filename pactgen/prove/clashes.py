"""Whether a second row may clash with the first, and what answers show of one that was left out.

Location: pactgen/prove/clashes.py. Used by from_design.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.behaviours import CreateRow, ReplaceLinks, ReplaceRow, UpdateRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.behaviours import Behaviour
    from pactgen.ir.database import Column, Table
    from pactgen.ir.design import Design
    from pactgen.ir.wire import WireField

_DIFFERENT: Final = re.compile(r'"?(\w+)"?\s*(?:<>|!=)\s*"?(\w+)"?')
_PAIR: Final = 2


def lets_one(design: Design, resource: str) -> bool:
    """Whether a key is over references alone: one line of each product, one open invoice.

    The time at which a row is made is the same for two of them.
    """
    table = design.tables[design.resources[resource].table]
    columns = [one for one in table.columns if one.references is not None or _is_now(one)]
    declared = table.declared
    if declared is None:
        return any({column.name for column in columns}.issuperset(key) for key in table.uniques)
    refers = {column.stored_name for column in columns}
    keys = [tuple(part.column for part in one.parts) for one in declared.indexes if one.unique]
    keys += [key.columns for key in (declared.primary_key, *declared.uniques) if key is not None]
    return any(key and refers.issuperset(key) for key in keys)


def needed(design: Design, behaviour: Behaviour, body: Iterable[WireField]) -> frozenset[str]:
    """Return what a new row is to be given because answers must show it, and may be NULL.

    Of a link: what names the row that is linked.
    """
    if isinstance(behaviour, ReplaceLinks) and behaviour.single:
        return frozenset(each.wire_name for each in body if each.attribute == behaviour.attribute)
    if not isinstance(behaviour, CreateRow):
        return frozenset()
    table = design.resources[behaviour.resource].table
    shown = {
        one.values["property"]
        for one in design.contradictions
        if one.code == "schema-nullable" and one.values["table"] == table
    }
    return frozenset(shown & {each.wire_name for each in body})


def told_apart_columns(table: Table) -> frozenset[str]:
    """Return the columns that must not name the row that another one names.

    `CHECK (source_id <> target_id)`: nothing is moved to where it is.
    """
    if table.declared is None:
        return frozenset()
    names = {column.stored_name.casefold(): column for column in table.columns}
    found = set()
    for check in table.declared.checks:
        told = _DIFFERENT.fullmatch(check.expression.strip("() "))
        pair = [names.get(each.casefold()) for each in told.groups()] if told else []
        one, other = pair if len(pair) == _PAIR else (None, None)
        if one is None or other is None or one.references is None or other.references is None:
            continue
        if one.references.table == other.references.table:
            found.add(other.name)
    return frozenset(found)


def _is_now(column: Column) -> bool:
    default = None if column.declared is None else column.declared.default
    return default is not None and default.kind == "now"


def made_beside(design: Design, resource: str) -> bool:
    """Whether another operation makes such rows beside its own: an order with its lines."""
    table = design.resources[resource].table
    return any(
        nested.items == "rows" and nested.relation.table == table
        for endpoint in design.endpoints
        if isinstance(endpoint.behaviour, CreateRow | ReplaceRow | UpdateRow)
        for nested in endpoint.behaviour.nested
    )
