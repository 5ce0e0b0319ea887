"""One question after the other: which wire type is this schema, in this direction?

Location: pactgen/passes/model_wire/builder.py. Used by the passes that design endpoints. The
builder is mutable while a pass runs; what it returns is frozen.
"""

from collections.abc import Iterable, Mapping

from pactgen.decisions import Decision
from pactgen.ir.contract import Contract, Schema
from pactgen.ir.ledger import LedgerRow
from pactgen.ir.wire import Mode, WireAlias, WireModel, WireType
from pactgen.passes.model_wire.named_rows import NO_ROWS, NamedRows
from pactgen.passes.model_wire.types import Types
from pactgen.values import replace


class WireBuilder:
    """Collects the classes and aliases that the wire types of a contract need."""

    def __init__(
        self,
        contract: Contract,
        *,
        rows: Iterable[Schema] = (),
        reserved: Iterable[str] = (),
        named: NamedRows = NO_ROWS,
    ) -> None:
        """Look at the contract as a whole once.

        Args:
            contract: what was read.
            rows: what answers show stored things as; their classes are for one direction, and
                those of components always carry it in their name (`BookingRead`).
            reserved: names of other classes, above all the mapped ones.
            named: how objects inside a body tell which rows they stand for.
        """
        self._types = Types(contract, rows=rows, reserved=reserved, named=named)

    def read(self, schema: Schema, name_hint: str) -> WireType:
        """Return the type of an answer; writeOnly properties are left out."""
        return self._ask(schema, "read", name_hint)

    def write(self, schema: Schema, name_hint: str, *, form: bool = False) -> WireType:
        """Return the type of a complete input; readOnly properties are left out.

        Args:
            schema: of the body.
            name_hint: what an inline object is called.
            form: the body has parts, so that what is binary is a file.
        """
        return self._ask(schema, "write", name_hint, form=form)

    def patch(self, schema: Schema, name_hint: str, *, form: bool = False) -> WireType:
        """Return the type of a partial input: as `write`, every property optional."""
        return self._ask(schema, "patch", name_hint, form=form)

    def value(self, schema: Schema, name_hint: str) -> WireType:
        """Return the type of a value that means the same in both directions."""
        return self._ask(schema, "value", name_hint)

    def parameter(self, schema: Schema, name_hint: str) -> WireType:
        """Return the type of a parameter, as it is after it was read from text."""
        return self.value(schema, name_hint)

    def models(self) -> Mapping[str, WireModel]:
        """Return the classes asked for so far, by name."""
        return dict(self._types.models)

    def aliases(self) -> Mapping[str, WireAlias]:
        """Return the named types that are no classes, by name."""
        return dict(self._types.aliases)

    def exceptions(self) -> tuple[LedgerRow, ...]:
        """Return the keywords of which less became than the ledger says of the like."""
        return self._types.notes.exceptions()

    def decisions(self) -> tuple[Decision, ...]:
        """Return the choices that were made on the way."""
        return (*self._types.names.decisions, *self._types.notes.decisions())

    def _ask(self, schema: Schema, mode: Mode, name_hint: str, *, form: bool = False) -> WireType:
        place = self._types.outermost(schema, mode, name_hint)
        return self._types.type_of(schema, replace(place, form=form))
