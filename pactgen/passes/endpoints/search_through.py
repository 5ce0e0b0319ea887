"""What a search looks for in the rows that are shown with the listed ones.

Location: pactgen/passes/endpoints/search_through.py. Used by assign_roles.py. An entry of a reading
list has no name of its own: its book has one. `Search by title or author` names a column of the
book, and the author that it refers to.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.inputs import Role, SearchRole, UnusedRole
from pactgen.passes.reading.shapes import types_of
from pactgen.passes.reconcile.wording import essence
from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Contract, Parameter
    from pactgen.ir.database import Column, Relation, Table
    from pactgen.passes.tables import Stored

_NAMES: Final = frozenset({"name", "title", "label", "subject", "headline", "surname"})
"""Last words of columns by which things are called."""
_WORD: Final = re.compile(r"\w+")


def search_through(
    contract: Contract,
    stored: Stored,
    parameter: Parameter,
    role: Role,
    tables: Mapping[str, Table],
) -> Role:
    """Return the search with the names of the rows that answers show beside the listed ones."""
    if parameter.location != "query" or bare(parameter.name) not in vocabulary.SEARCH:
        return role
    if not isinstance(role, SearchRole | UnusedRole):
        return role
    if types_of(contract, parameter.schema) - {"null"} != {"string"}:
        return role
    parts = _WORD.findall(parameter.description or "")
    said = {word for part in parts for word in essence(part)}
    has_name = any(_is_name(column) for column in stored.table.columns)
    through = tuple(
        (relation.name, names)
        for relation in stored.table.relations
        if relation.pairs and not relation.many
        if {*essence(relation.name)} & said or not (has_name or _may_lack(stored, relation))
        if (names := _names(tables[relation.table]))
    )
    if not through:
        return role
    return replace(
        role if isinstance(role, SearchRole) else SearchRole(columns=()), through=through
    )


def _may_lack(stored: Stored, relation: Relation) -> bool:
    """Whether a row may have none: a category says less of an entry than its book."""
    return any(stored.table.column(own).nullable for own, _ in relation.pairs)


def _names(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if _is_name(column))


def _is_name(column: Column) -> bool:
    return column.kind == "text" and not column.secret and essence(column.name)[-1] in _NAMES
