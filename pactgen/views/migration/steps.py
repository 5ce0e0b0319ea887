"""Statements of a migration, and how those that change one table come together.

Location: pactgen/views/migration/steps.py. Used by changes.py.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from pactgen.values import dataclass
from pactgen.views.migration.operations import batch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.ir.schema import Check, Column, Name
    from pactgen.views.layout import Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One statement: in the block that changes a table, or by itself."""

    code: Code
    table: Name | None = None
    """Of a statement in a block: `batch.add_column(…)`."""
    arguments: tuple[Code, ...] = ()
    """What SQLite must know when it copies the table."""
    told: tuple[Column | Check, ...] = ()
    """What these say; two of one type print the same where their names are not looked at."""


def statements(steps: Iterable[Step]) -> Iterator[Code]:
    """Put neighbours that change one table into one block, so that SQLite copies it once."""
    for (table, _), group in groupby(steps, key=lambda one: (one.table, one.told)):
        neighbours = list(group)
        inside = [step.code for step in neighbours]
        if table is None:
            yield from inside
        else:
            yield batch(table, inside, *neighbours[0].arguments)
