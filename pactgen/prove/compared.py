"""Which of two values of a row is the greater one, and between which no other row's may lie.

Location: pactgen/prove/compared.py. Used by `from_design`, and by whatever makes up rows. `CHECK
(departure > arrival)`: a stay must begin before it ends, whatever the two are called. `EXCLUDE
(room_id WITH =, tstzrange(arrival, departure) WITH &&)`: no two stays overlap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.passes.reconcile.kinds import is_range
from pactgen.readers.sql.expressions import columns_in
from pactgen.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir import schema
    from pactgen.ir.database import Table

WHOLE: Final = frozenset({"integer", "bigint"})
"""Kinds of columns that keep whole numbers."""
_READ: Final = frozenset({"time", "inet", "cidr", "interval", "bytes"})
"""Kinds of columns whose texts the database reads, and refuses others."""
PAIR = 2
"""Columns that a range goes from and to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Properties, as they travel, whose values are compared with others."""

    greater: Mapping[str, int] = field(default_factory=dict)
    """With others of the row: how many are less, each than the next one."""
    apart: frozenset[str] = frozenset()
    """With those of other rows, which must not overlap."""
    spelled: Mapping[str, str] = field(default_factory=dict)
    """Of texts that some type of the database reads: that type."""
    whole: frozenset[str] = frozenset()
    """What columns keep as whole numbers, also where the contract says `number`."""


def compared(tables: Mapping[str, Table]) -> Compared:
    """Return what the schema document compares.

    What one table compares so and another one the other way round is left out.
    """
    pairs: list[tuple[str, str]] = []
    apart: set[str] = set()
    whole: set[str] = set()
    broken: set[str] = set()
    spelled: dict[str, str] = {}
    for table in tables.values():
        if table.declared is None:
            continue
        names = {column.stored_name.casefold(): column.wire_name for column in table.columns}
        spelled |= {
            column.wire_name: _reader(column.declared.type)
            for column in table.columns
            if column.declared is not None and _is_read(column.declared.type)
        }
        whole |= {each.wire_name for each in table.columns if each.kind in WHOLE}
        broken |= {each.wire_name for each in table.columns if each.kind == "double"}
        ranges = [*_apart(table.declared)]
        apart.update(names[each] for one in ranges for each in one if each in names)
        for pair in (*_ordered(table.declared), *(one for one in ranges if len(one) == PAIR)):
            lesser, more = (names.get(name, name) for name in pair)
            pairs.append((lesser, more))
    return Compared(
        greater=_ranks(pairs),
        apart=frozenset(apart),
        spelled=spelled,
        whole=frozenset(whole - broken),
    )


def _is_read(declared: schema.DataType) -> bool:
    """Whether the database takes a text for something else, and refuses others."""
    return is_range(declared) or (declared.kind in _READ and not declared.dimensions)


def _reader(declared: schema.DataType) -> str:
    return declared.text.lower() if is_range(declared) else declared.kind


def _ranks(pairs: list[tuple[str, str]]) -> dict[str, int]:
    """Return how many names are less, one after the other; none of a circle."""
    ranks = {name: 0 for pair in pairs for name in pair}
    for _ in range(len(ranks)):
        for lesser, more in pairs:
            ranks[more] = max(ranks[more], ranks[lesser] + 1)
    return {name: rank for name, rank in ranks.items() if rank < len(ranks)}


def _ordered(table: schema.Table) -> Iterator[tuple[str, ...]]:
    for check in table.checks:
        yield from (tuple(name.casefold() for name in pair) for pair in check.ordered)


def _apart(table: schema.Table) -> Iterator[tuple[str, ...]]:
    """Yield the columns of each value that must not overlap, also of one that is computed."""
    computed = {each.name: each.generated for each in table.columns if each.generated is not None}
    for names in (names for each in table.exclusions for names in each.apart):
        if len(names) == 1 and names[0] in computed:
            found = columns_in(computed[names[0]], "postgresql")
        else:
            found = names
        yield tuple(name.casefold() for name in found)
