"""When a row came to be, in the words of its first state or of what it links.

Location: pactgen/passes/reconcile/moments.py. Used by `align_columns` and `align_relations`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.passes.reconcile.kinds import natural_kind
from pactgen.passes.reconcile.wording import TIME_WORDS, Words, bare_of, essence, same, undone
from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from pactgen.ir.schema import Table
    from pactgen.passes.reconcile.tables_of import Catalog

_LATER: Final = frozenset(
    {"changed", "deleted", "ended", "expired", "modified", "removed", "revoked", "used", "updated"}
)
"""What is done to a link that is there already."""


def moment_of_making(catalog: Catalog, table: Table, deed: Words) -> str | None:
    """Return the column that says when a row came to be, if a participle says just that.

    Of what is `placed` at first, that is the time called after the rows, or when they were created;
    a link has one time.

    Args:
        catalog: of the schema.
        table: of the rows.
        deed: `placed` of `placedAt`.
    """
    times = [one.name for one in table.columns if natural_kind(one.type) == "timestamp"]
    if catalog.joins(table):
        makes = len(deed) == 1 and deed[0].endswith("ed") and deed[0] not in _LATER
        return times[0] if makes and len(times) == 1 else None
    if deed not in {essence(state) for state in _first_states(table)}:
        return None
    rows = undone(catalog.words[str(table.name)][-1:])
    named = [name for name in times if same(undone(bare_of(essence(name), TIME_WORDS)), rows)]
    found = named or [name for name in times if bare(name) in vocabulary.CREATED]
    return found[0] if len(found) == 1 else None


def _first_states(table: Table) -> tuple[str, ...]:
    """Return the texts that columns of a new row have: `status … DEFAULT 'placed'`."""
    return tuple(
        column.default.value
        for column in table.columns
        if column.default is not None
        and isinstance(column.default.value, str)
        and natural_kind(column.type) == "text"
    )


def made_column(table: Table) -> str | None:
    """Return the column that says when a row was made; None where several may."""
    times = [
        column.name
        for column in table.columns
        if natural_kind(column.type) in {"timestamp", "date"}
    ]
    told = [name for name in times if bare(name) in vocabulary.CREATED]
    return next(iter(told or times), None) if len(told or times) == 1 else None
