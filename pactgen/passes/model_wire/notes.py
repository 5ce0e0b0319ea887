"""What is remembered while types are made: conflicts, decisions, exceptions for the ledger.

Location: pactgen/passes/model_wire/notes.py. Used by the makers; read out by the builder.
"""

from collections.abc import Iterator

from pactgen.decisions import Decision, Level
from pactgen.ir.contract import Schema
from pactgen.ir.ledger import LedgerRow, LedgerStatus
from pactgen.passes.model_wire import choices
from pactgen.passes.model_wire.merging import Conflicts
from pactgen.source import Origin


class Notes:
    """A mutable record, of one builder."""

    def __init__(self) -> None:
        """Start empty."""
        self._exceptions: dict[Origin, LedgerRow] = {}
        self._untyped: dict[Origin, None] = {}
        self._odd_defaults: dict[Origin, None] = {}
        self.conflicts = Conflicts(found=[])

    def give_up(self, place: Origin, keyword: str, why: str, level: Level) -> None:
        """Enter that a keyword is not enforced after all."""
        self._except(place, keyword, "unsupported", why, level)

    def untyped(self, schema: Schema) -> None:
        """Enter a schema whose type follows from its other keywords."""
        self._untyped.setdefault(schema.origin)

    def odd_default(self, schema: Schema) -> None:
        """Enter a default that cannot be put in."""
        self._odd_defaults.setdefault(schema.origin)
        why = "the wire classes cannot put it in"
        self._except(schema.origin.child("default"), "default", "documented", why, None)

    def exceptions(self) -> tuple[LedgerRow, ...]:
        """Return the keywords that are not enforced or used after all."""
        return tuple(self._exceptions.values())

    def _except(
        self, place: Origin, keyword: str, status: LedgerStatus, why: str, level: Level | None
    ) -> None:
        self._exceptions[place] = LedgerRow(
            origin=place, holder="schema", keyword=keyword, status=status, why=why, level=level
        )

    def decisions(self) -> Iterator[Decision]:
        """List the choices that the schemas left open."""
        for origin, keyword in dict.fromkeys(
            (schema.origin, keyword) for schema, keyword in self.conflicts.found
        ):
            yield choices.conflict(origin, keyword)
        yield from choices.untyped(tuple(self._untyped))
        yield from choices.odd_defaults(tuple(self._odd_defaults))
