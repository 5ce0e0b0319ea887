"""What the parts of this pass share: the contract, what was stated, the decisions taken."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pactgen.passes.reading.columns import effective
from pactgen.passes.words.names import singular
from pactgen.values import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pactgen.config import Config
    from pactgen.decisions import Decision
    from pactgen.ir.binding import CopiedValue, NestedWrite
    from pactgen.ir.contract import Contract, Json, Property, Schema
    from pactgen.ir.database import Table
    from pactgen.ir.inputs import AncestorRole, KeyRole, ScopeRole
    from pactgen.passes.reading.paths import Place
    from pactgen.passes.reading.resource_objects import Inner
    from pactgen.passes.resources.values import Kept, Sighting
    from pactgen.source import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A path parameter of a parent, and what holds it."""

    parameter: str
    column: str
    parent: str | None
    """Resource; None where the contract has none, or where the next parameter goes on."""
    named_by: tuple[tuple[str, str], ...] = ()
    """Parameters and the parent's columns, where no foreign key tells them."""
    noun: str | None = None
    """What stands before it, where parameters of its name name several things: the category of
    `/categories/{id}/posts` beside `/users/{id}/posts`."""
    by: str | None = None
    """The parent's column that the parameter names it by, where rows keep its key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """The column that names whose a row is."""

    column: str
    person: str
    """The resource that it names."""
    keeping: frozenset[str]
    """Operations that keep to the caller's rows: `GET /me/orders`."""
    making: frozenset[str]
    """Operations that make rows of the caller's."""

    def keeps(self, one: Sighting) -> bool:
        """Whether an operation keeps to the caller's rows."""
        return one.operation.label in self.keeping


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A resource with its table and what the later passes ask about it."""

    kept: Kept
    table: Table
    lookup: str
    """Column that item paths compare."""
    scopes: tuple[Scope, ...] = ()
    """What the parameters of paths name besides the row itself."""
    filled: tuple[tuple[str, Json], ...]
    """Columns that a new row needs and no input is sure to bring, with their placeholders."""
    unstorable: tuple[str, ...]
    """Attributes of inputs that no column stores."""
    ways: Mapping[tuple[str, str], AncestorRole | KeyRole | ScopeRole] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """With a schema document: operation and path parameter to what it names."""
    nested: tuple[NestedWrite, ...] = ()
    """Members of bodies that are kept in other tables."""
    copied: Mapping[str, tuple[CopiedValue, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """What new rows take over from those that they name, by the operation that makes them."""
    incomplete: frozenset[str] = frozenset()
    """`PUT /things/{id}`: operations that bring too little to make a row that is not there."""
    owner: Owner | None = None
    mine: Mapping[str, ScopeRole] = field(default_factory=lambda: MappingProxyType({}))
    """Operations that list what the caller is a member of, and how another table tells that."""
    is_tagged: bool = False
    """Its rows have entity tags."""
    shows_others: bool = False
    """Answers show rows with it that other operations write: its version does not count those."""
    tells_tags: bool = False
    """Answers have its entity tag although the contract says it of none: requests bring it."""

    def scopes_in(self, place: Place) -> dict[str, Scope]:
        """Return what the parameters of the parents in a path name, as far as it is known."""
        found: dict[str, Scope] = {}
        for index, step in enumerate(place.scopes):
            nouns = {None, singular(place.noun_before(index))}
            for scope in self.scopes:
                if scope.parameter == step.parameter and scope.noun in nouns:
                    found[step.parameter] = scope
        return found

    def columns_in(self, place: Place) -> dict[str, str]:
        """Return the columns that hold the parents of a path, by their parameters."""
        return {name: scope.column for name, scope in self.scopes_in(place).items()}

    def keeps_to_caller(self, one: Sighting) -> bool:
        """Whether its rows are the caller's to an operation."""
        return self.owner is not None and self.owner.keeps(one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The facts about one property, gathered from every schema that has it."""

    name: str
    """On the wire."""
    attribute: str
    answers: tuple[Property, ...]
    inputs: tuple[Property, ...]
    creations: tuple[Property, ...]
    """Those of the inputs that new rows are made from."""
    always_sent: bool
    """Every input that makes a row must bring it."""
    inner: Inner | None = None
    """Where it stands, if that is in a part of the row."""

    @property
    def schema(self) -> Schema:
        """The most telling of its schemas."""
        return (self.answers or self.inputs)[0].schema

    @property
    def required(self) -> bool:
        """Some answer must carry it; rows are made before anybody knows who will ask."""
        return any(one.required for one in self.answers)

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Every place that declares it."""
        return tuple(dict.fromkeys(one.schema.origin for one in (*self.answers, *self.inputs)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One resource on the desk."""

    contract: Contract
    config: Config
    kept: Kept
    decisions: list[Decision] = field(default_factory=list)

    def read_elsewhere(self, stored: Stored, names: Collection[str]) -> Stored:
        """Return the resource without columns whose values are read from other rows.

        What was to fill them is said no more.
        """
        self.withdraw(f"fill/{self.kept.name}.{name}" for name in names)
        kept = tuple(each for each in stored.table.columns if each.name not in names)
        filled = tuple((name, value) for name, value in stored.filled if name not in names)
        return replace(stored, table=replace(stored.table, columns=kept), filled=filled)

    def withdraw(self, ids: Iterable[str]) -> None:
        """Take back decisions that a later one makes needless."""
        gone = set(ids)
        self.decisions[:] = [each for each in self.decisions if each.id not in gone]

    def stated(self, key: str) -> str | None:
        """Return an `x-pactgen-…` of the representation."""
        for schema in self.kept.representations:
            value = effective(self.contract, schema).extensions.get(key)
            if isinstance(value, str):
                return value
        return None

    def extension(self, draft: Draft, key: str) -> Json:
        """Return an `x-pactgen-…` of a property, None when there is none."""
        for one in (*draft.answers, *draft.inputs):
            for schema in (one.schema, effective(self.contract, one.schema)):
                if key in schema.extensions:
                    return schema.extensions[key]
        return None
