"""The tables while they are being named: which attribute is which column, relation or figure.

Mutable while the pass runs; `bind` freezes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.columns import alike
from pactgen.passes.reconcile.kinds import kind_alone
from pactgen.passes.reconcile.wording import Words, essence
from pactgen.passes.words.names import (
    RESERVED_ATTRIBUTES,
    TAKEN_CLASSES,
    attribute_name,
    pascal,
    singular,
)
from pactgen.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Json
    from pactgen.ir.database import ColumnKind, Derived, Gathered, Mark, Reckoned, Relation
    from pactgen.ir.schema import Column, Table
    from pactgen.passes.reconcile.tables_of import Catalog

_TAKEN_HERE: Final = frozenset(
    {
        "ARRAY", "BigInteger", "Boolean", "CheckConstraint", "Computed", "Connection", "Enum",
        "FetchedValue", "ForeignKeyConstraint", "Identity", "LargeBinary", "MetaData", "Numeric",
        "SmallInteger", "UtcDateTime", "View",
    }
)  # fmt: skip
"""What the module of the tables imports, or defines, beside the classes of their rows."""


@dataclass(slots=True, kw_only=True)
class Sheet:
    """One table: what its mapped class will be made of."""

    table: Table
    model: str
    is_resource: bool = False
    attributes: dict[str, str] = field(default_factory=dict)
    """By column."""
    kinds: dict[str, ColumnKind] = field(default_factory=dict)
    """By column: as the contract shows it."""
    wire_names: dict[str, str] = field(default_factory=dict)
    fractional: set[str] = field(default_factory=set)
    """Columns of integers for which bodies may bring fractions."""
    digits: dict[str, int | None] = field(default_factory=dict)
    """Columns that a view computes and that travel as decimals, to the digits behind the point."""
    to_minutes: set[str] = field(default_factory=set)
    """Columns of times of day that travel without their seconds."""
    unshown: set[str] = field(default_factory=set)
    """Columns that only bodies call by these names."""
    reserved: set[str] = field(default_factory=set)
    """Attributes of properties that have no column."""
    synonyms: dict[str, str] = field(default_factory=dict)
    """Attribute to column."""
    relations: dict[str, Relation] = field(default_factory=dict)
    derived: dict[str, Derived] = field(default_factory=dict)
    gathered: dict[str, Gathered] = field(default_factory=dict)
    constants: dict[str, Json] = field(default_factory=dict)
    """Attributes that every row has the same of."""
    marks: dict[str, Mark] = field(default_factory=dict)
    """By attribute; their columns are those of the database."""
    joined: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Attribute to the columns of texts that are told one behind the other."""
    reckoned: dict[str, Reckoned] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What the design calls the table."""
        return str(self.table.name)

    def claim(self, column: str, attribute: str, wire_name: str, kind: ColumnKind) -> None:
        """Name a column after the property that shows it."""
        self.attributes[column] = attribute
        self.wire_names[column] = wire_name
        self.kinds[column] = kind

    def attribute(self, column: str) -> str:
        """Return the attribute of a column, naming it if nobody did."""
        if column not in self.attributes:
            self.attributes[column] = self._free(column)
        return self.attributes[column]

    def kind(self, column: Column) -> ColumnKind:
        """Return what the column is to Python."""
        return self.kinds.get(column.name, kind_alone(column.type))

    def knows(self, attribute: str) -> bool:
        """Whether the name is taken."""
        taken = (self.attributes.values(), self.synonyms, self.relations, self.derived)
        return self.gathers(attribute) or any(attribute in names for names in taken)

    def gathers(self, attribute: str) -> bool:
        """Whether the name is that of columns in another form."""
        told = (self.gathered, self.marks, self.joined, self.reckoned, self.constants)
        return any(attribute in found for found in told)

    def also_called(self, column: str, attribute: str, kind: ColumnKind) -> bool:
        """Let a nested answer call a column by another name; False where it cannot."""
        if column in self.kinds and not alike(self.kinds[column], kind):
            return False
        self.kinds.setdefault(column, kind)
        if column not in self.attributes and not self.knows(attribute):
            self.attributes[column] = attribute
        known = self.attribute(column)
        if known == attribute or self.synonyms.get(attribute) == column:
            return True
        if self.knows(attribute):
            return False
        self.synonyms[attribute] = column
        return True

    def _free(self, column: str) -> str:
        name = attribute_name(column)
        if name.startswith("_"):
            name = f"x{name}"
        candidates = (name, f"{name}_id", f"{name}_column")
        free = [one for one in candidates if not self.knows(one) and one not in self.reserved]
        return next(one for one in (*free, f"{name}_{len(self.attributes)}"))


@dataclass(slots=True, kw_only=True)
class Board:
    """All tables."""

    catalog: Catalog
    sheets: dict[str, Sheet]

    @property
    def called(self) -> Mapping[str, Words]:
        """What the contract calls the rows of the tables that hold its resources."""
        return {
            key: essence(sheet.model) for key, sheet in self.sheets.items() if sheet.is_resource
        }

    @property
    def shown_as(self) -> Mapping[str, Mapping[str, str]]:
        """By table and column: what the contract calls the columns of its resources."""
        return {
            key: {
                each: name for each, name in sheet.wire_names.items() if each not in sheet.unshown
            }
            for key, sheet in self.sheets.items()
        }

    def sheet(self, table: Table) -> Sheet:
        """Return the sheet of a table."""
        return self.sheets[str(table.name)]


def follow_keys(board: Board) -> None:
    """Let columns that nobody is shown be to Python what the keys are that they refer to.

    Ids that travel as text are compared with the columns of join tables, too.
    """
    for sheet in board.sheets.values():
        for key in sheet.table.foreign_keys:
            target = board.sheets.get(str(key.table))
            for name, referred in zip(key.columns, key.referred, strict=False):
                kind = None if target is None else target.kinds.get(referred)
                if kind is not None:
                    sheet.kinds.setdefault(name, kind)


def board_of(catalog: Catalog, resources: Mapping[str, str]) -> Board:
    """Name the class of every table: after its resource, else after itself.

    Args:
        catalog: the schema document.
        resources: table to resource.
    """
    used = set(resources.values())
    sheets: dict[str, Sheet] = {}
    for key, table in catalog.tables.items():
        model = resources.get(key)
        if model is None:
            model = pascal(singular(catalog.plain_name(table)))
            taken = used | TAKEN_CLASSES | _TAKEN_HERE
            while model in taken or model.lower() in RESERVED_ATTRIBUTES:
                model += "Row"
            used.add(model)
        sheets[key] = Sheet(table=table, model=model, is_resource=key in resources)
    return Board(catalog=catalog, sheets=sheets)
