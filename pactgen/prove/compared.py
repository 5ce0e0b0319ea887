"""Which of two values of a row is the greater one, as CHECKs of a schema document compare them.

`CHECK (departure > arrival)`: a row that the proof makes up must begin before it ends, whatever
the two are called.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.database import Table

_COMPARED: Final = re.compile(r'(?P<left>\w+)"?\s*(?P<sign><=?|>=?)\s*"?(?P<right>\w+)')


def greater(tables: Mapping[str, Table]) -> dict[str, bool]:
    """Return properties, as they travel, with whether they are the greater of two.

    What one table compares so and another one the other way round is left out.
    """
    found: dict[str, bool] = {}
    at_odds: set[str] = set()
    for table in tables.values():
        for name, is_greater in _told(table):
            if found.setdefault(name, is_greater) != is_greater:
                at_odds.add(name)
    return {name: is_greater for name, is_greater in found.items() if name not in at_odds}


def _told(table: Table) -> Iterator[tuple[str, bool]]:
    if table.declared is None:
        return
    names = {column.stored_name.lower(): column.wire_name for column in table.columns}
    for check in table.declared.checks:
        for compared in _COMPARED.finditer(check.expression.replace("`", '"')):
            left, right = (names.get(compared[side].lower()) for side in ("left", "right"))
            if left is not None and right is not None and left != right:
                more = compared["sign"].startswith(">")
                yield left, more
                yield right, not more
