"""Answers show integers as what they are where the contract says `number`: the id 1 is not 1.0.

A client that goes on with `/patients/1.0` would find nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.figures import WHOLE
from pactgen.ir.wire import Nullable, Scalar
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.database import Table
    from pactgen.ir.wire import WireModel, WireType


def show_numbers(
    models: Mapping[str, WireModel], shown: Mapping[str, Table]
) -> Mapping[str, WireModel]:
    """Return the classes of answers with integers where their columns keep no other numbers.

    Args:
        models: all classes.
        shown: those of answers, and whose rows they show.
    """
    changed = dict(models)
    for name, table in shown.items():
        synonyms = dict(table.synonyms)
        kept = {column.name for column in table.columns if column.kind in WHOLE}
        fields = tuple(
            replace(one, type=_integer(one.type))
            if synonyms.get(one.attribute, one.attribute) in kept
            else one
            for one in models[name].fields
        )
        changed[name] = replace(models[name], fields=fields)
    return changed


def _integer(type_: WireType) -> WireType:
    match type_:
        case Scalar(kind="number"):
            return replace(type_, kind="integer")
        case Nullable(inner=inner):
            return replace(type_, inner=_integer(inner))
        case _:
            return type_
