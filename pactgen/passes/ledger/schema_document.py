"""What becomes of a schema document besides its tables, and what only its own database says.

Location: pactgen/passes/ledger/schema_document.py. Used by `keep` and `account`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.translation import RUNS_ON, TITLES, translated
from pactgen.passes.ledger.fates import Fate, documented, unsupported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.schema import Dialect, Schema, Skipped, Table
    from pactgen.source import Origin

Told = tuple["Origin", str, str, Fate]
HOLDER: Final = "schema document"
_HARMLESS: Final = frozenset(
    {
        "rows, not tables",
        "it sets the session, not the schema",
        "a temporary table ends with its session",
        "who may do what is not part of the tables",
    }
)
"""Why a statement is left out without a loss."""


def schema_fates(schema: Schema | None) -> Iterator[Told]:
    """Yield place, holder, keyword and fate of all that the document says besides tables."""
    if schema is None:
        return
    for skipped in schema.skipped:
        yield skipped.origin, HOLDER, skipped.kind, _fate(skipped, schema)
    if schema.dialect is None:
        return
    for dialect in RUNS_ON:
        if dialect != schema.dialect:
            yield from _lost(schema, dialect)


def _fate(skipped: Skipped, schema: Schema) -> Fate:
    if skipped.sql is not None:
        own = "its own database" if schema.dialect is None else TITLES[schema.dialect]
        return Fate("used", f"repeated word for word in the first revision, on {own} only")
    if skipped.why in _HARMLESS:
        return documented(skipped.why)
    return unsupported(skipped.why, "MEDIUM")


def _lost(schema: Schema, dialect: Dialect) -> Iterator[Told]:
    """Yield what another database cannot say."""
    where = TITLES[dialect]
    other = {table.name.name: table for table in translated(schema, dialect).tables}
    for table in schema.tables:
        if table.partition_of is None:
            yield from _lost_of_table(table, other[table.name.name], where)
    for view in schema.views:
        if view.columns and dialect not in dict(view.elsewhere):
            why = f"on {where} it has no rows: its query says what only its own database knows"
            yield view.origin, HOLDER, "CREATE VIEW", unsupported(why, "MEDIUM")


def _lost_of_table(table: Table, other: Table, where: str) -> Iterator[Told]:
    kept = {check.origin for check in other.checks}
    unchecked = unsupported(
        f"{where} has no such rule: nothing refuses there what breaks it", "MEDIUM"
    )
    for check in table.checks:
        if check.origin not in kept and not check.values:
            yield check.origin, HOLDER, "CHECK", unchecked
    ruled = {check.origin for column in table.columns for check in column.rules}
    for origin in sorted(ruled - kept):
        yield origin, HOLDER, "CREATE DOMAIN", unchecked
    for exclusion in table.exclusions:
        yield exclusion.origin, HOLDER, "EXCLUDE", unchecked
    indexed = {index.name.removeprefix(f"{table.name.name}_") for index in other.indexes}
    for index in table.indexes:
        if index.implicit or index.name.removeprefix(f"{table.name.name}_") in indexed:
            continue
        fate = unchecked if index.unique else unsupported(f"{where} has no such index", "LOW")
        yield index.origin, HOLDER, "CREATE INDEX", fate
    for column in table.columns:
        left = next((one for one in other.columns if one.name == column.name), None)
        if left is None:
            continue
        if column.generated is not None and left.generated is None:
            why = f"{where} cannot compute the column: it stays NULL there"
            yield column.origin, HOLDER, "GENERATED", unsupported(why, "MEDIUM")
        told = column.default is not None and column.default.kind not in {"null", "sequence"}
        if told and column.identity is None and left.default is None and left.identity is None:
            why = f"{where} has no such default"
            yield column.origin, HOLDER, "DEFAULT", unsupported(why, "MEDIUM")
