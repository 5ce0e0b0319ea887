"""The view of the first migration: every table, constraint and index, by name.

Location: pactgen/views/migration/. `types` and `operations` say how a table of a schema is written
with Alembic. Used by plan.py; printed by 0001_initial.py.jinja.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import Emitted, code, string
from pactgen.migrations.order import in_creation_order
from pactgen.passes.tables.schema_of_design import schema_of_design
from pactgen.values import dataclass
from pactgen.views.ddl.order import late_references
from pactgen.views.layout import Code, call, laid_out
from pactgen.views.migration.operations import (
    batch,
    create_foreign_key,
    create_indexes,
    create_table,
    drop_foreign_key,
)
from pactgen.views.migration.types import has_big_integers

if TYPE_CHECKING:
    from pactgen.ir.design import Design
    from pactgen.ir.schema import Name, Table

STEP = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationView:
    """Everything that the revision prints."""

    imports: tuple[Emitted, ...]
    has_tables: bool
    has_big_integers: bool
    upgrade: tuple[Emitted, ...]
    downgrade: tuple[Emitted, ...]


def migration_view(design: Design) -> MigrationView:
    """Prepare migrations/versions/0001_initial.py."""
    tables = in_creation_order(schema_of_design(design).tables)
    known: set[Name] = set()
    upgrade: list[Code] = []
    for table in tables:
        known.add(table.name)
        upgrade += [create_table(table, known), *create_indexes(table)]
    late = late_references(tables)
    upgrade += [batch(name, map(create_foreign_key, keys)) for name, keys in late.items()]
    downgrade = [batch(name, map(drop_foreign_key, keys)) for name, keys in late.items()]
    downgrade += [call("op.drop_table", string(table.name.name)) for table in reversed(tables)]
    return MigrationView(
        imports=tuple(code(line) for line in _imports(tables)),
        has_big_integers=any(
            has_big_integers(column.type) for table in tables for column in table.columns
        ),
        has_tables=bool(tables),
        upgrade=tuple(code(laid_out(each, indent=STEP)) for each in upgrade),
        downgrade=tuple(code(laid_out(each, indent=STEP)) for each in downgrade),
    )


def _imports(tables: tuple[Table, ...]) -> tuple[str, ...]:
    return ("import sqlalchemy as sa", "from alembic import op") if tables else ()
