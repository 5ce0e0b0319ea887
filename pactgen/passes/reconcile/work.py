"""One resource while it is bound to its table. Mutable while the pass runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.binding import Contradiction
from pactgen.values import dataclass, field

if TYPE_CHECKING:
    from pactgen.ir.binding import CopiedValue, Narrowing, NestedWrite
    from pactgen.ir.contract import Json
    from pactgen.ir.database import Address, Generated, Inside
    from pactgen.ir.inputs import AncestorRole, KeyRole, ScopeRole
    from pactgen.ir.schema import Column, Table
    from pactgen.passes.reconcile.align_tables import Alignment
    from pactgen.passes.reconcile.board import Board, Sheet
    from pactgen.passes.reconcile.lay_shapes import Laid
    from pactgen.passes.resources.values import Kept
    from pactgen.passes.tables.desk import Desk, Draft, Owner
    from pactgen.source import Origin


@dataclass(slots=True, kw_only=True)
class Work:
    """What is known so far."""

    desk: Desk
    alignment: Alignment
    board: Board
    drafts: tuple[Draft, ...]
    columns: dict[str, Column] = field(default_factory=dict)
    """By wire name: those that show the property."""
    laid: dict[str, Laid] = field(default_factory=dict)
    """By wire name: properties that show other tables."""
    missing: dict[str, Draft] = field(default_factory=dict)
    """By wire name: properties that nothing of the schema shows."""
    mismatched: set[str] = field(default_factory=set)
    """By wire name: those of them whose column has another type."""
    coerced: set[str] = field(default_factory=set)
    as_json: set[str] = field(default_factory=set)
    """Columns of texts that arrive as values of Python in part."""
    dropped: set[str] = field(default_factory=set)
    """Attributes of inputs that no column takes."""
    secrets: set[str] = field(default_factory=set)
    """Columns that hold a hash."""
    left_out: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By column: credentials inside of its value that are not kept."""
    made_inside: dict[str, tuple[Inside, ...]] = field(default_factory=dict)
    """By column: what is made for the objects in its value."""
    links: list[tuple[str, Address]] = field(default_factory=list)
    ways: dict[tuple[str, str], AncestorRole | KeyRole | ScopeRole] = field(default_factory=dict)
    lookup: str | None = None
    fillers: dict[str, Generated] = field(default_factory=dict)
    """By column."""
    filled: list[tuple[str, Json]] = field(default_factory=list)
    nested: tuple[NestedWrite, ...] = ()
    owner: Owner | None = None
    mine: dict[str, ScopeRole] = field(default_factory=dict)
    """By `GET /me/teams`: how a table of members tells whose the rows are."""
    copied: dict[str, tuple[CopiedValue, ...]] = field(default_factory=dict)
    """What new rows take over, by `POST /things`."""
    incomplete: set[str] = field(default_factory=set)
    """`PUT /things/{id}` that brings too little to make the row."""
    refused: dict[str, str] = field(default_factory=dict)
    """By `GET /things`."""
    contradictions: list[Contradiction] = field(default_factory=list)

    @property
    def kept(self) -> Kept:
        """The resource."""
        return self.alignment.kept

    @property
    def table(self) -> Table:
        """Its table."""
        return self.alignment.table

    @property
    def sheet(self) -> Sheet:
        """What its mapped class will be made of."""
        return self.board.sheet(self.table)

    def draft_of(self, column: str) -> Draft | None:
        """Return the property that shows a column."""
        for draft in self.drafts:
            found = self.columns.get(draft.name)
            if found is not None and found.name == column:
                return draft
        return None

    def contradict(
        self,
        code: str,
        contract: Origin | None,
        schema: Origin | None,
        *,
        narrows: Narrowing | None = None,
        **values: str,
    ) -> None:
        """Note that the two documents differ."""
        named = {"resource": self.kept.name, "table": str(self.table.name), **values}
        self.contradictions.append(
            Contradiction(
                code=code, contract=contract, schema=schema, values=named, narrows=narrows
            )
        )
