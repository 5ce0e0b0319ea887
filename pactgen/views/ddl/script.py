"""A whole schema as an SQL script.

Location: pactgen/views/ddl/script.py. Used by `pactgen schema`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.views.ddl.objects import before_tables, comments, create_view
from pactgen.views.ddl.order import in_creation_order, late_references
from pactgen.views.ddl.tables import create_index, create_table, foreign_key
from pactgen.views.ddl.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.schema import Schema


def script(schema: Schema) -> str:
    """Return the statements, each ended by a semicolon; those of one table stand together."""
    writer = Writer(schema.dialect or "postgresql")
    return "\n".join(_blocks(writer, schema))


def _blocks(writer: Writer, schema: Schema) -> Iterator[str]:
    before = [*before_tables(writer, schema)]
    if before:
        yield _ended(before)
    tables = in_creation_order(schema.tables)
    late = late_references(tables) if writer.dialect != "sqlite" else {}
    for table in tables:
        left = frozenset(each.table for each in late.get(table.name, ()))
        indexes = [each for each in table.indexes if not each.implicit]
        yield _ended(
            [
                create_table(writer, table, late=left),
                *(create_index(writer, table.name, each) for each in indexes),
            ]
        )
    added = [
        f"ALTER TABLE {writer.full(name)} ADD {foreign_key(writer, each)}"
        for name, references in late.items()
        for each in references
    ]
    if added:
        yield _ended(added)
    for view in schema.views:
        yield _ended(
            [
                create_view(writer, view),
                *(create_index(writer, view.name, each) for each in view.indexes),
            ]
        )
    if writer.dialect == "postgresql" and (said := [*comments(writer, schema)]):
        yield _ended(said)


def _ended(statements: list[str]) -> str:
    return "".join(f"{statement};\n" for statement in statements)
