"""What is remembered while types are made: the ledger, conflicts, decisions.

Location: pactgen/passes/model_wire/notes.py. Used by the makers; read out by the builder.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pactgen.decisions import Decision
from pactgen.ir.contract import Contract, Schema
from pactgen.ir.design import LedgerRow
from pactgen.passes.model_wire import choices
from pactgen.passes.model_wire.account import account
from pactgen.passes.model_wire.merging import Conflicts

if TYPE_CHECKING:
    from pactgen.source import Origin


class Notes:
    """A mutable record, of one builder."""

    def __init__(self, contract: Contract) -> None:
        """Start empty."""
        self._contract = contract
        self._rows: dict[Origin, tuple[LedgerRow, ...]] = {}
        self._given_up: dict[tuple[Origin, str], LedgerRow] = {}
        self._untyped: dict[Origin, None] = {}
        self._odd_defaults: dict[Origin, None] = {}
        self.conflicts = Conflicts(found=[])

    def account(self, schema: Schema) -> None:
        """Enter every keyword of a schema and of the parts of its `allOf`, once."""
        waiting = [schema]
        while waiting:
            node = waiting.pop()
            if node.origin not in self._rows:
                self._rows[node.origin] = tuple(account(node))
                waiting.extend(node.all_of)
                if node.ref is not None and node.properties:
                    waiting.append(self._contract.schemas[node.ref])

    def give_up(self, schema: Schema, keyword: str, why: str) -> None:
        """Enter that a keyword is not enforced after all."""
        self._given_up[schema.origin, keyword] = LedgerRow(
            origin=schema.origin, keyword=keyword, status="unsupported", why=why, level="HIGH"
        )

    def untyped(self, schema: Schema) -> None:
        """Enter a schema whose type follows from its other keywords."""
        self._untyped.setdefault(schema.origin)

    def odd_default(self, schema: Schema) -> None:
        """Enter a default that cannot be put in."""
        self._odd_defaults.setdefault(schema.origin)

    def ledger(self) -> tuple[LedgerRow, ...]:
        """Return the rows; what was given up replaces what was promised."""
        kept = (
            row
            for rows in self._rows.values()
            for row in rows
            if (row.origin, row.keyword) not in self._given_up
        )
        return (*kept, *self._given_up.values())

    def decisions(self) -> Iterator[Decision]:
        """List the choices that the schemas left open."""
        for origin, keyword in dict.fromkeys(
            (schema.origin, keyword) for schema, keyword in self.conflicts.found
        ):
            yield choices.conflict(origin, keyword)
        yield from choices.untyped(tuple(self._untyped))
        yield from choices.odd_defaults(tuple(self._odd_defaults))
