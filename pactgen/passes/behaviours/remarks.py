"""What an action says of itself: the `reason` that `cancel` brings is the `cancellation_reason`.

Location: pactgen/passes/behaviours/remarks.py. Used by the inference of transitions. A row may have
a `reason` of its own, which the action does not touch.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from pactgen.ir.fills import Brought
from pactgen.passes.reading.columns import storage_of
from pactgen.passes.reading.shapes import input_shape_of
from pactgen.passes.words.names import attribute_names, snake
from pactgen.passes.words.vocabulary import REMARKS

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract
    from pactgen.ir.fills import Sets
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

_DECISIONS: Final = frozenset(
    {"approval", "decision", "outcome", "resolution", "review", "verdict"}
)
"""What an action is that approves, rejects or closes something."""
_LEAST: Final = 4
"""Letters that a verb and its noun have in common: `cancel`, `cancellation`."""
_ENDING: Final = 2
"""Letters that a verb may lose on the way: `resolve`, `resolution`."""


def remarks_about(contract: Contract, one: Sighting, stored: Stored, verb: str) -> Sets:
    """Return the columns called after the verb and what its body brings, with that member.

    A body may be called so instead: the `note` of a `Decision` is the `decision_note`.
    """
    if one.body is None:
        return ()
    shape = input_shape_of(contract, one.body)
    members, called = shape.properties, snake(shape.component or "").partition("_")[0]
    attributes = attribute_names(member.name for member in members)
    found = []
    for member in members:
        kind = storage_of(contract, member.schema).kind
        told = [
            column
            for column in stored.table.columns
            if column.kind == kind
            and (
                _is_about(snake(column.wire_name), verb, snake(member.name))
                or snake(column.wire_name) == f"{called}_{snake(member.name)}"
                or _is_of_decision(snake(column.wire_name), snake(member.name))
            )
        ]
        if len(told) == 1 and told[0].name not in attributes.values():
            found.append((told[0].name, Brought(member=attributes[member.name])))
    return tuple(found)


def _is_of_decision(column: str, member: str) -> bool:
    """Whether a remark is that of what was decided: `decision_comment`."""
    first, _, rest = column.partition("_")
    return rest == member and member in REMARKS and first in _DECISIONS


def brought_as(sets: Sets) -> set[str]:
    """Return the attributes of the body that are kept under another name."""
    return {fill.member for _, fill in sets if isinstance(fill, Brought)}


def _is_about(column: str, verb: str, member: str) -> bool:
    first, _, rest = column.partition("_")
    pairs = zip(first, snake(verb).partition("_")[0], strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return rest == member and shared >= max(_LEAST, len(verb) - _ENDING)
