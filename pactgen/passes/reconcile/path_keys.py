"""Which column of its rows a path parameter names, and where the parameter stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions import binding
from pactgen.passes.reconcile.align_tables import nouns_of
from pactgen.passes.reconcile.mark_deletion import deletion_of, standing_keys
from pactgen.passes.reconcile.tables_of import primary_key
from pactgen.passes.reconcile.ways_in import key_column

if TYPE_CHECKING:
    from pactgen.ir.contract import Parameter
    from pactgen.passes.reconcile.work import Work
    from pactgen.passes.resources.values import Sighting


def named_by(above: Work, parameter: Parameter) -> str | None:
    """Return the column of a parent that a parameter names."""
    return key_of(above, parameter, frozenset())


def key_of(work: Work, parameter: Parameter, fixed: frozenset[str]) -> str | None:
    """Return the column that names a row among those that share the `fixed` columns' values."""
    stated = work.desk.config.resource(work.kept.name).key or work.desk.stated("x-pactgen-key")
    if stated is not None:
        matched = work.columns.get(stated)
        named = matched.name if matched is not None else stated
        return named if any(column.name == named for column in work.table.columns) else None
    found = key_column(
        work.desk.contract,
        work.table,
        parameter,
        nouns_of(work.kept, work.board.catalog, work.table),
        fixed,
        {name: column.name for name, column in work.columns.items()},
        standing_keys(work.table, deletion_of(work.board.catalog, work.table, work)),
    )
    if found is None:
        return None
    if not found.sure or (found.column,) != primary_key(work.table):
        origins = (parameter.schema.origin, work.table.column(found.column).origin)
        work.desk.decisions.append(
            binding.key(
                work.kept.name, parameter.name, found.column, found.why, origins, sure=found.sure
            )
        )
    return found.column


def parameter_of(one: Sighting, name: str) -> Parameter | None:
    """Return the parameter of the path that is called so."""
    return next(
        (
            each
            for each in one.operation.parameters
            if each.location == "path" and each.name == name
        ),
        None,
    )
