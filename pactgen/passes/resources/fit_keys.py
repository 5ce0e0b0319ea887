"""Keys that the backend draws stay within what paths and columns can hold.

Location: pactgen/passes/resources/fit_keys.py. Used by design_backend.py.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from pactgen.ir.behaviours import Rowless
from pactgen.ir.inputs import KeyRole, ScopeRole
from pactgen.ir.wire import Scalar
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.database import Column, Table
    from pactgen.ir.design import Endpoint, Resource
    from pactgen.ir.wire import WireType

_INT32: Final = 31


def fit_keys(
    endpoints: tuple[Endpoint, ...],
    resources: Mapping[str, Resource],
    tables: dict[str, Table],
) -> dict[str, Table]:
    """Draw keys with as many bits as the narrowest parameter that names them takes."""
    bits: dict[tuple[str, str], list[int]] = defaultdict(list)
    for endpoint in endpoints:
        if not isinstance(endpoint.behaviour, Rowless):
            table = tables[resources[endpoint.behaviour.resource].table]
            for place, width in _named(endpoint, table):
                bits[place].append(width)
    return {
        name: replace(
            table, columns=tuple(_drawn(one, bits[name, one.name]) for one in table.columns)
        )
        for name, table in tables.items()
    }


def _named(endpoint: Endpoint, table: Table) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield the columns that the parameters of a path name, and how many bits each takes."""
    for one in endpoint.inputs:
        width = _width(one.type)
        if width is None:
            continue
        match one.role:
            case KeyRole(column=name):
                yield (table.name, name), width
            case ScopeRole(column=name, through=None):
                key = table.column(name).references
                if key is not None:
                    yield (key.table, key.column), width
            case _:
                continue


def _width(type_: WireType) -> int | None:
    match type_:
        case Scalar(kind="int32"):
            return _INT32
        case Scalar(maximum=int() as most) if most > 0:
            return (most + 1).bit_length() - 1
        case _:
            return None


def _drawn(column: Column, widths: list[int]) -> Column:
    generated = column.generated
    if generated is None or generated.kind != "random_int":
        return column
    own = [_INT32] if column.kind == "integer" else []
    bits = min((generated.bits, *widths, *own))
    return replace(column, generated=replace(generated, bits=bits))
