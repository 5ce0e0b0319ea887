"""By which ways requests and answers lead to each schema.

Location: pactgen/passes/ledger/ways.py. Used by `reach`. A schema stands in many places and is
met in each of them: as a body, as text, in an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.contract import Schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Contract
    from pactgen.source import Origin

BODY: Final = 1
"""Part of a body that is checked."""
TEXT: Final = 2
"""Part of a parameter that is checked."""
ANSWER: Final = 4
PARTIAL: Final = 8
"""Outermost object of a body that may leave everything out."""
WHOLE: Final = 16
"""Object of a body that must be complete."""
SILENT: Final = 32
"""Below a readOnly property of a body, or a writeOnly one of an answer."""
BYTES: Final = 64
"""A body that nobody takes apart."""
OTHER: Final = 128
"""A body that is checked by the schema of another media type."""
UNREAD: Final = 256
"""Part of a parameter that nobody takes apart."""
UNSENT: Final = 512
"""Part of an answer or header that the backend does not send."""

_MARK_OF_A_LEVEL: Final = PARTIAL | WHOLE


class SchemaWays:
    """The ways to each schema, by its place."""

    def __init__(self, contract: Contract) -> None:
        """Start with no way to anything."""
        self._contract = contract
        self._found: dict[Origin, int] = {}
        self._done: set[tuple[int, int]] = set()
        self._around: dict[Origin, bool] = {}
        self._hidden: dict[tuple[str, bool], bool] = {}

    def to(self, place: Origin) -> int:
        """Return the ways to a schema; 0 when there is none."""
        return self._found.get(place, 0)

    def lead_around(self, place: Origin) -> bool:
        """Tell whether a way leads to something that the schema is a part of."""
        passed: list[Origin] = []
        found = False
        while place.pointer and not found:
            passed.append(place)
            place = place.parent()
            known = self._around.get(place)
            found = known if known is not None else place in self._found
            if known is False:
                break
        self._around.update(dict.fromkeys(passed, found))
        return found

    def mark(self, schema: Schema, way: int) -> None:
        """Enter a way to a schema and to everything that it leads on to."""
        waiting = [(schema, way)]
        while waiting:
            node, ways = waiting.pop()
            if (id(node), ways) in self._done:
                continue
            self._done.add((id(node), ways))
            self._found[node.origin] = self._found.get(node.origin, 0) | ways
            waiting += self._onward(node, ways)

    def _onward(self, schema: Schema, ways: int) -> Iterator[tuple[Schema, int]]:
        """List the schemas that hold for the same value, then those that hold for its parts."""
        if schema.ref is not None:
            yield self._contract.schemas[schema.ref], ways
        for part in (*schema.all_of, *schema.any_of, *schema.one_of):
            yield part, ways
        below = (ways & ~_MARK_OF_A_LEVEL) | (WHOLE if ways & BODY else 0)
        for member in schema.properties:
            yield member.schema, SILENT if self._is_hidden(member.schema, ways) else below
        if isinstance(schema.additional, Schema):
            yield schema.additional, below
        for item in (schema.items, *schema.prefix_items):
            if item is not None:
                yield item, below
        if ways & ANSWER:
            for _, described in schema.pattern_properties:
                yield described, below

    def _is_hidden(self, schema: Schema, ways: int) -> bool:
        """Tell whether a property does not travel in this direction."""
        if not ways & (BODY | ANSWER):
            return False
        is_answer = bool(ways & ANSWER)
        if schema.write_only if is_answer else schema.read_only:
            return True
        if any(self._is_hidden(part, ways) for part in schema.all_of):
            return True
        if schema.ref is None:
            return False
        key = (schema.ref, is_answer)
        if key not in self._hidden:
            self._hidden[key] = False
            self._hidden[key] = self._is_hidden(self._contract.schemas[schema.ref], ways)
        return self._hidden[key]
