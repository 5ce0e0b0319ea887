"""By which properties objects inside a body say which rows they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.model_wire import NamedRows
from pactgen.passes.model_wire.components import referenced
from pactgen.passes.model_wire.merging import merged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.contract import Contract, Schema
    from pactgen.passes.tables import Stored
    from pactgen.source import Origin


def named_rows(contract: Contract, stored: Iterable[Stored]) -> NamedRows:
    """Look at the resources, whose columns are known."""
    bodies: set[str | Origin] = set()
    keys: set[Origin] = set()
    for one in stored:
        bodies.update(map(_place_of, one.kept.inputs))
        key = one.table.column(one.lookup).wire_name
        for schema in one.kept.representations:
            keys.update(
                member.schema.origin
                for member in merged(contract, schema).properties
                if member.name == key and merged(contract, member.schema).read_only
            )
    return NamedRows(bodies=frozenset(bodies), keys=frozenset(keys))


def _place_of(schema: Schema) -> str | Origin:
    return referenced(schema)[0] or schema.origin
