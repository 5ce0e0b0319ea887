"""Reports: a list of figures, one row for each month, each genre or each state.

`GET /reports/sales-by-month` answers `[{month, orderCount, total}]`. Used by `design_endpoints`,
where no table keeps such rows. Every member must be certain: a group is a period of the time that
rows are dated by, or a column of theirs or of what they refer to; a figure is how many there are,
or a sum. Which rows count, and the order, must be understood, too; else a person writes the report.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.behaviours import Grouping, RowFigure, RowGroup
from pactgen.ir.contract import Parameter
from pactgen.ir.figures import WHOLE
from pactgen.ir.fills import FromGroups
from pactgen.passes.behaviours.verdict import Verdict
from pactgen.passes.endpoints.described_orders import made_at
from pactgen.passes.endpoints.filter_through import sought_through
from pactgen.passes.endpoints.moments import tells_time
from pactgen.passes.endpoints.told_operators import NUMBERS
from pactgen.passes.endpoints.told_roles import told_roles
from pactgen.passes.reading.columns import alike, effective, storage_of
from pactgen.passes.reading.messages import answered_schema
from pactgen.passes.reading.shapes import is_object, items_of, shape_of, types_of
from pactgen.passes.reconcile.reckon import MONEY, line_of
from pactgen.passes.reconcile.tell_figures import rows_meant
from pactgen.passes.reconcile.wording import (
    TIME_WORDS,
    Words,
    bare_of,
    essence,
    essence_of_text,
    is_plural,
    same,
)
from pactgen.passes.words.names import attribute_names
from pactgen.values import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.behaviours import Period
    from pactgen.ir.contract import Contract, Operation, Property, Schema
    from pactgen.ir.database import Column, Condition, Table
    from pactgen.passes.endpoints.context import Context
    from pactgen.passes.endpoints.filter_through import Sought
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

_REPORTS: Final = re.compile(r"\b(?:reports?|analytics|statistics|stats|by|per|each|top)\b")
"""What is said of reports, or stands in their paths."""
_COUNTS: Final = frozenset({"count", "number", "num", "of"})
_PIECES: Final = frozenset({"piece", "qty", "quantity", "unit"})
_AMOUNTS: Final = frozenset({"income", "revenue", "sale", "turnover"})
_SOLD: Final = frozenset({"sold", "total"})
_TOTALS: Final = frozenset({("total",), ("grand", "total"), ("total", "amount"), ("amount",)})
_PERIODS: Final[dict[str, Period]] = {"date": "day", "day": "day", "month": "month", "year": "year"}
_FIRST: Final = re.compile(
    r"\b(?P<way>highest|largest|biggest|most|best|top|lowest|smallest|fewest|least|newest|latest"
    r"|oldest|earliest)(?: (?P<noun>[\w ]{1,30}?))? first\b"
)
_UP: Final = frozenset({"lowest", "smallest", "fewest", "least", "oldest", "earliest"})
_TIMES: Final = frozenset({"newest", "latest", "oldest", "earliest"})
_BEST: Final = re.compile(r"\b(?:top|best)\b")
"""The tracks that sold best."""
_HAPPENED: Final = r"\b(?:was|were|is|are|been|being) {}\b"


def reported(context: Context, one: Sighting) -> Verdict | None:
    """Return the report that an operation answers; None where a member of it is not certain."""
    schema = answered_schema(one.operation)
    rows = None if schema is None else _rows_in(context.contract, schema)
    if one.operation.method != "get" or one.place.steps or rows is None or not _is_one(one):
        return None
    path, item = rows
    found = [
        reading
        for stored in context.stored.values()
        if _may_be_told(context, one.operation, stored)
        for reading in _readings(context, one, stored, item)
    ]
    named = [each for each in found if each.is_named]
    chosen = named if len(found) > 1 else found
    return chosen[0].verdict(path) if len(chosen) == 1 else None


def _is_one(one: Sighting) -> bool:
    path = one.operation.path.replace("-", " ").replace("/", " ").replace("_", " ")
    return any(_REPORTS.search(text.lower()) for text in (path, *filter(None, one.operation.texts)))


def _rows_in(contract: Contract, schema: Schema) -> tuple[tuple[str, ...], Schema] | None:
    """Return where an answer has its list, and what that is of; None where it says more."""
    item = items_of(contract, schema)
    if item is not None:
        return ((), item) if is_object(contract, item) else None
    members = shape_of(contract, schema).properties
    if len(members) != 1:
        return None
    item = items_of(contract, members[0].schema)
    return ((members[0].name,), item) if item is not None and is_object(contract, item) else None


def _may_be_told(context: Context, operation: Operation, stored: Stored) -> bool:
    """Whether everybody whom the operation lets in may know of all rows."""
    kept, declared = stored.kept, stored.table.declared
    if kept.singleton or kept.links or kept.file_of or kept.is_mark:
        return False
    if declared is None or declared.is_view:
        return False
    is_somebodys = stored.owner is not None and bool(stored.owner.keeping)
    return not is_somebodys or bool(told_roles(context, operation))


def _lines_of(context: Context, stored: Stored) -> Iterator[_Lines]:
    """Yield the tables of lines below the rows: each has a quantity and a price."""
    for table in context.tables.values():
        declared = table.declared
        up = [
            column
            for column in table.columns
            if column.references is not None and column.references.table == stored.table.name
        ]
        pair = None if declared is None or declared.is_view else line_of(declared)
        if pair is not None and len(up) == 1 and table is not stored.table:
            quantity, price = (
                next(one for one in table.columns if one.stored_name == each.name) for each in pair
            )
            yield _Lines(table=table, up=up[0], quantity=quantity, price=price)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lines:
    """The lines that rows are made of."""

    table: Table
    up: Column
    """It refers to the row."""
    quantity: Column
    price: Column


@dataclass(slots=True, kw_only=True)
class _Report:
    """What is read of one answer, as figures of the rows of one table, or of their lines."""

    contract: Contract
    tables: dict[str, Table]
    operation: Operation
    stored: Stored
    lines: _Lines | None
    groups: list[RowGroup] = field(default_factory=list)
    figures: list[RowFigure] = field(default_factory=list)
    time: Column | None = None
    only: Condition | None = None
    order: tuple[tuple[str, bool], ...] = ()

    @property
    def text(self) -> str:
        """What is said of the operation."""
        return " ".join(filter(None, self.operation.texts)).lower()

    @property
    def is_named(self) -> bool:
        """Whether the texts, or the figures, speak of these rows."""
        noun = essence(self.stored.kept.noun)
        spoken = essence_of_text(self.text)
        told = any(spoken[at : at + len(noun)] == noun for at in range(len(spoken)))
        return told or any(each.figure == "count" for each in self.figures)

    def verdict(self, path: tuple[str, ...]) -> Verdict:
        """Return the report; `path`: where its answer has the list."""
        name = self.stored.kept.name
        of = f"the {name} rows" if self.lines is None else f"the lines of {name} rows"
        which = "" if self.only is None else f", of those whose `{self.only.column}` tells so"
        named = ", ".join(f"`{each.name}`" for each in self.groups)
        return Verdict(
            name="summary",
            resource=name,
            why=f"Every member of its rows is a figure of {of}{which}, by {named}.",
            level="MEDIUM",
            figures=tuple(self.figures),
            members=((path, FromGroups()),),
            grouping=Grouping(
                by=tuple(self.groups),
                order=self.order,
                only=self.only,
                lines=None if self.lines is None else (self.lines.table.name, self.lines.up.name),
                time=None if self.time is None else self.time.name,
            ),
        )

    def read(self, item: Schema) -> bool:
        """Tell whether all members of a row are certain, and which rows count, in which order."""
        members = shape_of(self.contract, item).properties
        attributes = attribute_names(member.name for member in members)
        for member in members:
            if not self._member(member, attributes[member.name]):
                return False
        used = self.lines is None or any(each.of_lines for each in self.figures)
        if not (self.groups and self.figures and used):
            return False
        return self._joins_once() and self._which_rows() and self._in_order()

    def _member(self, member: Property, name: str) -> bool:
        told = types_of(self.contract, member.schema) - {"null"}
        period = _PERIODS.get(" ".join(essence(member.name)))
        if period is not None:
            return self._period(member, name, period, told)
        figure = self._figure(member, told) if told and told <= {"integer", "number"} else None
        if figure is not None:
            self.figures.append(replace(figure, name=name))
            return True
        group = self._group(member)
        if group is None:
            return False
        self.groups.append(replace(group, name=name))
        return True

    # ---- groups ------------------------------------------------------------------------------

    def _period(self, member: Property, name: str, period: Period, told: frozenset[str]) -> bool:
        """The month, as `2024-01`, the day, or the year of the time that rows are dated by."""
        form = effective(self.contract, member.schema).format
        fits = told == ({"integer"} if period == "year" else {"string"})
        fits = fits and form in ({"date", None} if period == "day" else {None, "int32", "int64"})
        self.time = self._dated_by() if fits and not self._keeps(name) else None
        if self.time is None:
            return False
        self.groups.append(RowGroup(name=name, column=self.time.name, period=period))
        return True

    def _keeps(self, name: str) -> bool:
        """Whether a column is called so: a query that groups by the name would take that one."""
        tables = (self.stored.table, *([] if self.lines is None else [self.lines.table]))
        return any(each.stored_name == name for table in tables for each in table.columns)

    def _dated_by(self) -> Column | None:
        """Return the time that the texts tell (`in which one was paid`), else that of making."""
        times = [each for each in self.stored.table.columns if tells_time(each)]
        for column in times:
            deed = " ".join(bare_of(essence(column.wire_name), TIME_WORDS))
            if deed and re.search(_HAPPENED.format(re.escape(deed)), self.text):
                return column
        return made_at(self.stored)

    def _group(self, member: Property) -> RowGroup | None:
        """Return a column of the lines, or of the rows, that is called so, or of what they name."""
        bases = [] if self.lines is None else [(self.lines.table, True)]
        for table, of_lines in (*bases, (self.stored.table, False)):
            kind = storage_of(self.contract, member.schema).kind
            spoken = essence(member.name)
            own = [
                each
                for each in table.columns
                if spoken in {essence(each.wire_name), essence(each.stored_name)}
                if not each.secret and alike(each.kind, kind)
            ]
            lacks = "null" in types_of(self.contract, member.schema)
            if len(own) == 1:
                return RowGroup(name="", column=own[0].name, of_lines=of_lines, lacks=lacks)
            asked = Parameter(
                origin=member.schema.origin,
                name=member.name,
                location="query",
                required=False,
                schema=member.schema,
                style="form",
                explode=True,
                description=member.schema.description,
            )
            found = [
                each
                for each in sought_through(self.tables, table, asked)
                if alike(each.column.kind, kind) and self._leads_up(table, each)
            ]
            if len(found) == 1:
                return self._along(found[0], of_lines=of_lines, lacks=lacks)
        return None

    def _along(self, sought: Sought, *, of_lines: bool, lacks: bool) -> RowGroup:
        """Return the group by a column of another table; lines refer to the row beside them."""
        own, through = sought.own, sought.through
        back = of_lines and self.lines is not None and own == self.lines.up.name
        if back and through and through[0].table == self.stored.table.name:
            own, through, of_lines = through[0].where, through[1:], False
        return RowGroup(name="", column=own, through=through, of_lines=of_lines, lacks=lacks)

    def _joins_once(self) -> bool:
        """Whether each table is joined in one way: of two rows of it, no name would tell which."""
        ways: dict[str, set[tuple[str, bool]]] = {}
        for each in self.groups:
            own, of_lines = each.column, each.of_lines
            for hop in each.through:
                ways.setdefault(hop.table, set()).add((own, of_lines))
                own, of_lines = f"{hop.table}.{hop.where}", False
        taken = {self.stored.table.name} | ({self.lines.table.name} if self.lines else set())
        return not taken & ways.keys() and all(len(each) == 1 for each in ways.values())

    def _leads_up(self, table: Table, sought: Sought) -> bool:
        """Whether each row names one other, and so on: rows below it, or links, are several."""
        column = table.column(sought.own)
        for hop in sought.through:
            key = column.references
            if key is None or (key.table, key.column) != (hop.table, hop.select):
                return False
            column = self.tables[hop.table].column(hop.where)
        return True

    # ---- figures -----------------------------------------------------------------------------

    def _figure(self, member: Property, told: frozenset[str]) -> RowFigure | None:
        spoken, whole = essence(member.name), told == {"integer"}
        return (
            self._counted(member.name, spoken, whole=whole)
            or self._sold(spoken, whole=whole)
            or self._summed(spoken, whole=whole)
        )

    def _counted(self, name: str, spoken: Words, *, whole: bool) -> RowFigure | None:
        """`invoiceCount`, `orders`: how many rows there are."""
        noun = essence(self.stored.kept.noun)
        rest = tuple(word for word in spoken if word not in _COUNTS)
        plain = rest == spoken and not (is_plural(name) and same(spoken, noun))
        without_total = bare_of(rest, frozenset({"total"}))
        if not whole or plain or not (same(without_total, noun) or (not rest and not self.lines)):
            return None
        return RowFigure(name="", figure="count", distinct=self.lines is not None)

    def _sold(self, spoken: Words, *, whole: bool) -> RowFigure | None:
        """`unitsSold` and `revenue` of lines."""
        lines = self.lines
        if lines is None:
            return None
        rest = bare_of(spoken, _SOLD)
        if set(rest) <= _PIECES and rest and lines.quantity.kind in (WHOLE if whole else NUMBERS):
            return RowFigure(name="", figure="sum", column=lines.quantity.name, of_lines=True)
        if not self._is_amount(spoken, lines.price, whole=whole):
            return None
        column, factor = lines.price.name, lines.quantity.name
        return RowFigure(name="", figure="sum", column=column, factor=factor, of_lines=True)

    def _summed(self, spoken: Words, *, whole: bool) -> RowFigure | None:
        """`total`, `revenue`: the sum of the only total that rows have."""
        totals = [
            each
            for each in self.stored.table.columns
            if each.kind in NUMBERS and bare_of(essence(each.stored_name), MONEY) in _TOTALS
        ]
        if self.lines is not None or len(totals) != 1:
            return None
        if not self._is_amount(spoken, totals[0], whole=whole):
            return None
        return RowFigure(name="", figure="sum", column=totals[0].name)

    def _is_amount(self, spoken: Words, of: Column, *, whole: bool) -> bool:
        """Whether a name speaks of the money that a column keeps: in cents, or not."""
        plain = bare_of(spoken, MONEY)
        called = plain in _TOTALS or (bool(_AMOUNTS & set(plain)) and not _COUNTS & set(plain))
        in_cents = MONEY & set(spoken) == MONEY & set(essence(of.stored_name))
        return called and in_cents and (not whole or of.kind in WHOLE)

    # ---- which rows, in which order ----------------------------------------------------------

    def _which_rows(self) -> bool:
        """Read which rows count: `paid invoices`, `void invoices do not count`."""
        declared = self.stored.table.declared
        if declared is None:
            return False
        sure, only = rows_meant(declared, self.operation.origin, self.text)
        if only is not None:
            names = {each.stored_name: each.name for each in self.stored.table.columns}
            self.only = replace(only, column=names[only.column])
        return sure

    def _in_order(self) -> bool:
        """Read the order: `Highest revenue first`; else that of the groups."""
        groups = tuple((each.name, False) for each in self.groups)
        said = _FIRST.search(self.text)
        path = self.operation.path.lower().replace("-", " ")
        if said is None and not _BEST.search(path) and not _BEST.search(self.text):
            self.order = groups
            return True
        way, noun = ("best", "") if said is None else (said["way"], said["noun"] or "")
        if way in _TIMES:
            timed = [each.name for each in self.groups if each.period is not None]
            self.order = tuple((name, way not in _UP) for name in timed)
            return len(timed) == len(self.groups)
        figure = self._ranking(noun)
        if figure is None:
            return False
        self.order = ((figure.name, way not in _UP), *groups)
        return True

    def _ranking(self, noun: str) -> RowFigure | None:
        """Return the figure that rows are ordered by: the one that is named, else the only one."""
        spoken = essence(noun) if noun else ()
        if spoken == ("frequent",):
            counts = [each for each in self.figures if each.figure == "count"]
            return counts[0] if len(counts) == 1 else None
        named = [
            each
            for each in self.figures
            if spoken and bare_of(essence(each.name), MONEY | _COUNTS) == spoken
        ]
        found = named or ([] if spoken else self.figures)
        return found[0] if len(found) == 1 else None


def _readings(context: Context, one: Sighting, stored: Stored, item: Schema) -> Iterator[_Report]:
    """Yield the report as one of the rows; else, as one of their lines."""
    alone = _read(context, one, stored, None, item)
    if alone is not None:
        yield alone
        return
    for lines in _lines_of(context, stored):
        reading = _read(context, one, stored, lines, item)
        if reading is not None:
            yield reading


def _read(
    context: Context, one: Sighting, stored: Stored, lines: _Lines | None, item: Schema
) -> _Report | None:
    reading = _Report(
        contract=context.contract,
        tables=dict(context.tables),
        operation=one.operation,
        stored=stored,
        lines=lines,
    )
    return reading if reading.read(item) else None
