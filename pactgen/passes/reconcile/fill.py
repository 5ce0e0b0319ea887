"""Who gives a column of a new row its value, when no request does?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.database import Generated
from pactgen.passes.reading.columns import timestamps
from pactgen.passes.reconcile.kinds import natural_kind
from pactgen.passes.reconcile.tables_of import (
    fills_itself,
    is_unique,
    primary_key,
    reference_of,
    unique_keys,
)
from pactgen.passes.reconcile.wording import dates_rows
from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from pactgen.ir.database import ColumnKind
    from pactgen.ir.schema import Column, Table
    from pactgen.passes.reconcile.tables_of import Catalog

UUID_LENGTH: Final = 36


_PLACES: Final = frozenset({"displayorder", "ordinal", "pos", "position", "sortorder"})
"""Where a row stands among those of one thing: a new one comes last."""


def filler_of(
    catalog: Catalog, table: Table, column: Column, kind: ColumnKind, *, supplied: bool
) -> Generated | None:
    """Return how a new row gets this column; None: from a request, or it stays NULL.

    The database's own word counts first. Keys that it does not draw are drawn by the backend, and
    times of making and changing are taken from its clock: nobody else could know them. So is the
    day that a row is called after.

    Args:
        catalog: the schema document.
        table: of it.
        column: of that table.
        kind: what the column is to Python.
        supplied: every request that makes a row brings it.
    """
    if table.is_view:
        return None
    if catalog.tenants is not None and catalog.tenants.fills(table, column):
        return Generated(kind="tenant")
    is_moment = kind == "timestamp" or natural_kind(column.type) == "timestamp"
    changed = is_moment and (bare(column.name) in vocabulary.UPDATED or column.on_update_now)
    if fills_itself(catalog, table, column):
        return Generated(kind="database", on_update=changed and column.generated is None)
    if supplied or reference_of(table, column.name) is not None:
        return None
    keys = primary_key(table)
    if keys == (column.name,):
        return _key(column, kind)
    if column.name in keys or _counts(column):
        return _number_below(catalog, table, column)
    counts = bare(column.name) in vocabulary.LOCKS | vocabulary.VERSIONS
    if counts and kind in {"integer", "bigint"} and not column.nullable:
        return Generated(kind="version")
    drawn = column.type.kind == "uuid" and not column.nullable
    if drawn and is_unique(table, column.name):
        return Generated(kind="uuid")
    is_time = is_moment or natural_kind(column.type) == "date"
    dates = is_time and dates_rows(column.name, catalog.words[str(table.name)])
    if dates and not column.nullable:
        return Generated(kind="now")
    return timestamps(column.name, "timestamp" if is_moment else natural_kind(column.type))


def _counts(column: Column) -> bool:
    """Whether a column that must have a value says which of several a row is."""
    return not column.nullable and bare(column.name) in vocabulary.COUNTED | _PLACES


def _number_below(catalog: Catalog, table: Table, column: Column) -> Generated | None:
    """Count the lines of an order: the last part of a key whose other parts name the order.

    The tickets of an organization are counted as well, where that is the tenant.
    """
    if natural_kind(column.type) not in {"integer", "bigint"}:
        return None
    tenant = None if catalog.tenants is None else catalog.tenants.columns.get(str(table.name))
    above = [set(key.columns) for key in table.foreign_keys]
    for key in unique_keys(table):
        others = tuple(name for name in key if name != column.name)
        if column.name in key and others and (set(others) in above or others == (tenant,)):
            return Generated(kind="next", beside=others)
    below = _stands_below(table) if bare(column.name) in _PLACES else ()
    return Generated(kind="next", beside=below) if below else None


def _stands_below(table: Table) -> tuple[str, ...]:
    """Return what names the thing among whose rows one has its place: the playlist of a track.

    Of several, it is the one that the key begins with.
    """
    above = [key.columns for key in table.foreign_keys]
    first = primary_key(table)
    leading = [columns for columns in above if columns == first[: len(columns)]]
    found = above if len(above) == 1 else leading
    return found[0] if len(found) == 1 else ()


def _key(column: Column, kind: ColumnKind) -> Generated | None:
    if column.type.kind == "uuid":
        return Generated(kind="uuid")
    match kind:
        case "uuid":
            return Generated(kind="uuid")
        case "integer" | "bigint":
            return Generated(kind="next")
        case "text":
            length = next(iter(column.type.arguments), UUID_LENGTH)
            enough = length >= UUID_LENGTH and not column.type.values
            return Generated(kind="uuid") if enough and bare(column.name).endswith("id") else None
        case _:
            return None
