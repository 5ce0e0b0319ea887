"""What a summary says of rows: how many there are, how many in each state, sums and averages.

Location: pactgen/passes/endpoints/summaries.py. Used by `design_endpoints`. `/orders/stats` is
about the rows of the list above it, `/projects/{id}/summary` about those of one kind that belong to
the row. Each member of the answer must be certain by its name and its type, or nothing is: a number
that is nearly right is worse than none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from pactgen.ir.behaviours import RowFigure
from pactgen.ir.contract import Schema
from pactgen.ir.database import Condition
from pactgen.ir.fills import FiguresByValue, FromFigure, FromInput, Now
from pactgen.ir.inputs import ScopeRole
from pactgen.passes.behaviours.verdict import Verdict
from pactgen.passes.reading.columns import effective, storage_of
from pactgen.passes.reading.messages import answered_schema
from pactgen.passes.reading.shapes import is_object, shape_of, types_of
from pactgen.passes.reconcile.kinds import kept_values
from pactgen.passes.reconcile.wording import TIME_WORDS, bare_of, essence, same
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import snake
from pactgen.passes.words.vocabulary import bare
from pactgen.values import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.contract import Contract, Property
    from pactgen.ir.database import Column
    from pactgen.ir.fills import Fill
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

Words = tuple[str, ...]
Path = tuple[str, ...]

_COUNTS: Final = frozenset({"count", "total", "number", "num", "of"})
_FIGURES: Final[Mapping[str, frozenset[str]]] = {
    "average": frozenset({"average", "avg", "mean"}),
    "least": frozenset({"min", "minimum", "lowest", "smallest"}),
    "greatest": frozenset({"max", "maximum", "highest", "largest"}),
    "sum": frozenset({"sum", "total"}),
}
_ENDS: Final[Mapping[Literal["least", "greatest"], frozenset[str]]] = {
    "least": frozenset({"earliest", "first", "oldest"}),
    "greatest": frozenset({"last", "latest", "newest"}),
}
_NOW: Final = frozenset({"generatedat", "calculatedat", "computedat", "asof", "timestamp"})
_NUMBERS: Final = frozenset({"integer", "bigint", "double"})
_WHOLE: Final = frozenset({"integer", "bigint"})
DEPTH: Final = 3


@dataclass(slots=True, kw_only=True)
class Reading:
    """The members of one answer, read as figures of the rows of one table."""

    contract: Contract
    stored: Stored
    given: frozenset[str]
    """Parameters of the path, which an answer may repeat."""
    figures: dict[str, RowFigure] = field(default_factory=dict)
    members: dict[Path, Fill] = field(default_factory=dict)

    def verdict(self, why: str, scope: ScopeRole | None = None) -> Verdict:
        """Return the summary of what was read."""
        return Verdict(
            name="summary",
            resource=self.stored.kept.name,
            why=why,
            level="MEDIUM",
            figures=tuple(self.figures.values()),
            members=tuple(self.members.items()),
            scope=scope,
        )

    def read(self, schema: Schema, path: Path = (), column: Column | None = None) -> bool:
        """Tell whether every member of an object is certain; `column`: the object is about it."""
        members = shape_of(self.contract, schema).properties
        if not members or len(path) > DEPTH:
            return False
        return all(self.member(each, (*path, each.name), column) for each in members)

    def member(self, member: Property, path: Path, column: Column | None = None) -> bool:
        """Tell whether a member is certain; `column`: the object that it stands in is about it."""
        told = types_of(self.contract, member.schema) - {"null"}
        if is_object(self.contract, member.schema):
            return self._object(member, path)
        if told <= {"integer", "number"} and told:
            whole = told == {"integer"}
            return self._keep(self._figure(member, whole=whole, column=column), path)
        return self._beside(member, path, told)

    def _beside(self, member: Property, path: Path, told: frozenset[str]) -> bool:
        """Read what is no figure: the parameter of the path again, or when it was computed."""
        parameter = next((each for each in self.given if bare(each) == bare(member.name)), None)
        if parameter is not None:
            self.members[path] = FromInput(name=parameter)
            return True
        is_time = effective(self.contract, member.schema).format == "date-time"
        if told == {"string"} and is_time and bare(member.name) in _NOW:
            self.members[path] = Now()
            return True
        return told == {"string"} and is_time and self._keep(self._end(member), path)

    def _keep(self, figure: RowFigure | None, path: Path) -> bool:
        """Keep what a member shows under the name of its place; None: it is not certain."""
        if figure is None:
            return False
        name = snake("_".join(path))
        self.figures[name] = replace(figure, name=name)
        self.members[path] = FromFigure(name=name)
        return True

    def _end(self, member: Property) -> RowFigure | None:
        """Return the first or the last time of rows: `lastAt` of readings, their `recorded_at`."""
        spoken = essence(member.name)
        told = [figure for figure, ends in _ENDS.items() if ends & {spoken[0], spoken[-1]}]
        lacking = "null" in types_of(self.contract, member.schema) or not member.required
        if len(told) != 1 or not lacking:
            return None
        rest = bare_of(_without(spoken, _ENDS[told[0]]), TIME_WORDS)
        times = [each for each in self.stored.table.columns if each.kind == "timestamp"]
        called = [each for each in times if bare_of(essence(each.wire_name), TIME_WORDS) == rest]
        if not called and (set(rest) <= TIME_WORDS or rest == essence(self.stored.kept.noun)):
            called = [each for each in times if not each.nullable]
        if len(called) != 1:
            return None
        return RowFigure(name="", figure=told[0], column=called[0].name)

    def _object(self, member: Property, path: Path) -> bool:
        """Read an object: how many there are of each value, figures of one column, or a wrapper."""
        found = effective(self.contract, member.schema)
        if not shape_of(self.contract, member.schema).properties:
            return self._by_value(member, path, found.additional)
        column = self._column(essence(member.name))
        counts = _without(essence(member.name), _COUNTS | {"by", "per"})
        of_values = self._column(counts)
        if of_values is not None and values_of(of_values, self.stored):
            return self.read(member.schema, path, of_values)
        is_number = column is not None and column.kind in _NUMBERS
        if column is not None and not is_number:
            return False
        if column is None and bare(member.name) not in vocabulary.ENVELOPES:
            return False
        return self.read(member.schema, path, column)

    def _by_value(self, member: Property, path: Path, additional: object) -> bool:
        """`byStatus`, a map of whole numbers: one for each value that the column may have."""
        if not isinstance(additional, Schema):
            return False
        whole = types_of(self.contract, additional) == {"integer"}
        return whole and self.by_value(
            _without(essence(member.name), _COUNTS | {"by", "per"}), path
        )

    def by_value(self, spoken: Words, path: Path) -> bool:
        """Count the rows of each value that the column called so may have."""
        column = self._column(spoken)
        values = () if column is None else values_of(column, self.stored)
        if column is None or not values:
            return False
        entries = []
        for value in values:
            name = snake("_".join((*path, value)))
            only = Condition(column=column.name, value=value)
            self.figures[name] = RowFigure(name=name, figure="count", only=only)
            entries.append((value, name))
        self.members[path] = FiguresByValue(entries=tuple(entries))
        return True

    # ---- one number ------------------------------------------------------------------------

    def _figure(self, member: Property, *, whole: bool, column: Column | None) -> RowFigure | None:
        spoken = essence(member.name)
        if column is not None and values_of(column, self.stored):
            return self._in_state(spoken, column) if whole else None
        measured = self._measured(member, spoken, column, whole=whole)
        if measured is not None or column is not None:
            return measured
        return self._counted(spoken) if whole else None

    def _in_state(self, spoken: Words, column: Column) -> RowFigure | None:
        """Return how many rows have the value of a column that a member is called like."""
        told = (each for each in values_of(column, self.stored) if same(essence(each), spoken))
        value = next(told, None)
        if value is None:
            return None
        only = Condition(column=column.name, value=value)
        return RowFigure(name="", figure="count", only=only)

    def _counted(self, spoken: Words) -> RowFigure | None:
        """Return how many rows there are, or have a value: `total`, `bookCount`, `draftBooks`."""
        noun = essence(self.stored.kept.noun)
        rest = _without(spoken, _COUNTS)
        if not rest and self._column(spoken) is not None:
            return None  # `total` of orders that have a `total` themselves
        if not rest or same(rest, noun):
            return RowFigure(name="", figure="count")
        if rest[-len(noun) :] == noun:
            rest = rest[: -len(noun)]
        found = [
            figure
            for column in self.stored.table.columns
            for figure in (self._in_state(rest, column), _marked(rest, column))
            if figure is not None
        ]
        return found[0] if len(found) == 1 else None

    def _measured(
        self, member: Property, spoken: Words, column: Column | None, *, whole: bool
    ) -> RowFigure | None:
        """Return the sum, the average, the least or the greatest of a column of numbers."""
        for figure, told in _FIGURES.items():
            ends = {spoken[0], spoken[-1]} & told
            rest = _without(spoken, told)
            if not ends or len(rest) == len(spoken):
                continue
            of = column if not rest and column is not None else self._column(rest)
            if of is None or of.kind not in _NUMBERS or (whole and of.kind not in _WHOLE):
                continue
            if whole and figure == "average":
                return None
            named = types_of(self.contract, member.schema)
            must = member.required and "null" not in named
            if must and figure in {"least", "greatest"}:
                return None
            return RowFigure(name="", figure=figure, column=of.name, or_zero=must)  # type: ignore[arg-type]
        return None

    def _column(self, spoken: Words) -> Column | None:
        """Return the column that is called so; keys and what refers to rows are no amounts."""
        table = self.stored.table
        found = [
            each
            for each in table.columns
            if spoken and same(essence(each.wire_name), spoken)
            if not (each.primary_key or each.secret or each.references is not None)
        ]
        return found[0] if len(found) == 1 else None


def summarized(contract: Contract, one: Sighting, every: Mapping[str, Stored]) -> Verdict | None:
    """Return the summary that an operation answers; None where a member of it is not certain."""
    schema = answered_schema(one.operation)
    tail = one.place.tail
    called = len(tail) > 0 and bare(tail[-1]) in vocabulary.SUMMARIES
    if one.operation.method != "get" or not called or schema is None or len(one.place.steps) > 1:
        return None
    found = [
        verdict
        for stored, scope in _candidates(contract, one, every)
        if (verdict := _verdict(contract, one, stored, scope, schema)) is not None
    ]
    return found[0] if len(found) == 1 else None


def _verdict(
    contract: Contract, one: Sighting, stored: Stored, scope: ScopeRole | None, schema: Schema
) -> Verdict | None:
    given = frozenset(step.parameter for step in one.place.steps)
    reading = Reading(contract=contract, stored=stored, given=given)
    if not reading.read(schema) or not reading.figures:
        return None
    rows = f"{stored.kept.name} rows{' of what the path names' if scope is not None else ''}"
    why = f"Every member of its answer is called like a figure of the {rows}."
    return reading.verdict(why, scope)


def _candidates(
    contract: Contract, one: Sighting, every: Mapping[str, Stored]
) -> Iterator[tuple[Stored, ScopeRole | None]]:
    """Yield the resources that it may be about, and what ties their rows to the path."""
    above = one.operation.path.rstrip("/").rpartition("/")[0]
    at_path = [
        each
        for each in every.values()
        if any(own.operation.path.rstrip("/") == above for own in each.kept.sightings)
    ]
    for stored in every.values():
        kept = stored.kept
        if stored.owner is not None or kept.links is not None or kept.file_of is not None:
            continue
        if not one.place.steps:
            lists = (each for each in kept.sightings if each.operation.path.rstrip("/") == above)
            if any(each.operation.method == "get" and not each.place.is_item for each in lists):
                yield stored, None
            continue
        for parent in at_path:
            scope = _scope(contract, one, stored, parent)
            if scope is not None:
                yield stored, scope


def _scope(contract: Contract, one: Sighting, stored: Stored, parent: Stored) -> ScopeRole | None:
    """Return what ties rows to the row that the path names: the only column that refers to it."""
    key, name = parent.table.key, one.place.steps[-1].parameter
    parameter = next((each for each in one.operation.parameters if each.name == name), None)
    if parameter is None or parent.lookup != key.name or parent is stored:
        return None
    if storage_of(contract, parameter.schema).kind != key.kind:
        return None
    columns = {
        column.name
        for column in stored.table.columns
        if column.references is not None and column.references.table == parent.table.name
    }
    columns |= {each.column for each in stored.scopes if each.parent == parent.kept.name}
    if len(columns) != 1:
        return None
    return ScopeRole(column=columns.pop(), parent=parent.kept.name)


def is_counted(stored: Stored) -> bool:
    """Tell whether the number of a resource's rows says something, and says it to everybody."""
    kept = stored.kept
    is_somebodys = stored.owner is not None and bool(stored.owner.keeping)
    return not (kept.singleton or kept.links or kept.file_of or kept.is_mark or is_somebodys)


def values_of(column: Column, stored: Stored) -> tuple[str, ...]:
    """Return all texts that a column may hold; nothing: any text, or no text at all."""
    if column.kind != "text":
        return ()
    if column.declared is None or stored.table.declared is None:
        return column.values
    return tuple(map(str, kept_values(column.declared, stored.table.declared)[0]))


def _marked(spoken: Words, column: Column) -> RowFigure | None:
    """Return how many rows a boolean is true of that is called so."""
    if column.kind != "boolean" or not spoken:
        return None
    called = _without(essence(column.wire_name), frozenset({"is"}))
    if not same(called, spoken):
        return None
    return RowFigure(name="", figure="count", only=Condition(column=column.name, value=True))


def _without(spoken: Words, told: frozenset[str]) -> Words:
    return tuple(word for word in spoken if word not in told)
