"""Times and ids inside of objects that bodies bring, and that answers show as any text.

Location: pactgen/passes/reading/shown_texts.py. Used by the columns that keep JSON.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.remembered import remembered_last
from pactgen.passes.reading.shapes import forms_of, items_of, shape_of, types_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Contract, Schema

_READ: Final = frozenset({"date", "date-time", "uuid"})
"""Formats of texts that a body is read as something else than a text for."""
_Pairs = dict[tuple[int, int], tuple["Schema", "Schema"]]
"""Pairs of schemas by identity; they are kept, so that no others take theirs."""


def shows_texts(contract: Contract, shown: Schema, sent: Schema) -> bool:
    """Whether an answer shows as a plain text what is read as a time or an id from a body."""
    waiting, known, seen = [(shown, sent)], _alike(contract), _Pairs()
    while waiting:
        one, other = waiting.pop()
        pair = id(one), id(other)
        if one is other or pair in known or pair in seen:
            continue
        seen[pair] = one, other
        read = effective(contract, other).format
        if read in _READ and "string" in types_of(contract, one):
            if effective(contract, one).format != read:
                return True
            continue
        waiting += _inside(contract, one, other)
    known |= seen
    return False


@remembered_last
def _alike(_: Contract) -> _Pairs:
    """Return what is known of a contract to show what is sent, for columns have parts in common."""
    return {}


def _inside(contract: Contract, shown: Schema, sent: Schema) -> Iterator[tuple[Schema, Schema]]:
    """Yield the parts of a value, as answers show them beside how bodies bring them."""
    items = items_of(contract, shown), items_of(contract, sent)
    if items[0] is not None and items[1] is not None:
        yield items[0], items[1]
    brought = shape_of(contract, sent)
    for member in shape_of(contract, shown).properties:
        other = brought.property(member.name)
        if other is not None:
            yield member.schema, other.schema
    yield from ((shown, form) for form in forms_of(contract, sent))
    yield from ((form, sent) for form in forms_of(contract, shown))
