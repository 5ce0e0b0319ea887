"""Which columns of the designed tables have an index, so that lists need not read every row.

Location: pactgen/passes/tables/index_columns.py. Used by `design_backend`, once it is known by
which columns operations find rows, narrow lists and order them. Only tables that pactgen draws get
any: what a schema document leaves out is told as a difference (`schema-no-index`).

The rule: an index for what finds a small part of many rows. First the order of a list that is cut
into pages, behind the parent in its path where there is one, so that a page is read and not sorted;
then what callers compare with one value; then what they compare with bounds; last what they sort
by, where the contract names no more than `MEANT`. None for what a key has in front already, for
columns of a few values, for texts without a bound (databases refuse a row whose index entry is too
long), and none for the filters of lists below a parent, which read that parent's rows alone. Each
index slows every write: a table gets `MOST`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from pactgen.decisions import Decision, storage
from pactgen.ir.behaviours import ClearRows, CountRows, ListRows, ReadSingleton, Summarize
from pactgen.ir.contract import ABSENT
from pactgen.ir.inputs import FilterRole, KeyRole, ScopeRole, SortRole
from pactgen.ir.wire import Choice, ListOf, Named, Nullable, Scalar
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pactgen.config import Config
    from pactgen.ir.database import Column, ColumnKind, Table
    from pactgen.ir.design import Endpoint, Resource
    from pactgen.ir.inputs import FilterOp, Input
    from pactgen.ir.wire import ScalarKind, WireAlias, WireType
    from pactgen.source import Origin

MOST: Final = 5
"""Indexes that a table gets beside those of its keys and references."""
FEW: Final = 5
"""So many values leave so many rows each that reading all of them is no worse."""
MEANT: Final = 5
"""Columns of a sort parameter that are chosen; more of them are whatever a table shows."""
SHORT: Final = 255
"""Characters of a text whose index every database can hold, beside the columns of an order."""

_ORDER, _EXACT, _BOUND, _SORT = range(4)
_EXACTLY: Final[frozenset[FilterOp]] = frozenset({"eq", "in", "among"})
_BETWEEN: Final[frozenset[FilterOp]] = frozenset({"ge", "gt", "le", "lt", "day", "year"})
_WHOLE: Final[frozenset[ScalarKind]] = frozenset({"integer", "int32", "int64"})
_LIKE: Final[Mapping[ColumnKind, frozenset[ScalarKind]]] = {
    "uuid": frozenset({"uuid"}),
    "timestamp": frozenset({"timestamp", "date"}),
    "date": frozenset({"date", "timestamp"}),
    "integer": _WHOLE,
    "bigint": _WHOLE,
    "double": _WHOLE | {"number"},
}
"""Types of a parameter that a column is compared with as it stands: others make it a text first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Use:
    """An operation that finds or orders rows of a table by these columns."""

    table: str
    columns: tuple[str, ...]
    rank: int
    """What it is worth: the least is the most."""
    origin: Origin
    unfit: tuple[tuple[str, str], ...] = ()
    """Columns that no index is good for, and why."""


def index_columns(
    endpoints: Iterable[Endpoint],
    resources: Mapping[str, Resource],
    tables: Mapping[str, Table],
    aliases: Mapping[str, WireAlias],
    config: Config,
) -> tuple[dict[str, Table], tuple[Decision, ...]]:
    """Return the tables with the indexes that operations want, and why they have them."""
    uses: dict[str, list[_Use]] = defaultdict(list)
    for endpoint in endpoints:
        name = getattr(endpoint.behaviour, "resource", None)
        if name is None:
            continue
        for use in _uses(endpoint, resources[name].table, tables, aliases):
            uses[use.table].append(use)
    indexed, decisions = dict(tables), []
    for table in tables.values():
        if table.declared is not None:
            continue
        stated = config.resource(table.model).indexes
        wanted = [one for one in uses[table.name] if not one.unfit]
        made = _chosen(table, wanted) if stated is None else _stated(table, stated)
        left = [one for one in _distinct(wanted) if not _covered(table, one, made)]
        unfit = dict(pair for one in uses[table.name] if one.rank < _SORT for pair in one.unfit)
        indexed[table.name] = _with(table, made)
        if made or left or unfit or stated is not None:
            origins = tuple(dict.fromkeys(use.origin for use in uses[table.name]))
            decisions.append(
                storage.indexes(
                    table.model,
                    made,
                    left=tuple(left),
                    unfit=unfit,
                    evidence=origins[:4] if stated is None else (config.origin,),
                    is_stated=stated is not None,
                )
            )
    return indexed, tuple(decisions)


# ---- what operations want ----------------------------------------------------------------------


def _uses(
    endpoint: Endpoint,
    table: str,
    tables: Mapping[str, Table],
    aliases: Mapping[str, WireAlias],
) -> Iterator[_Use]:
    parents = _parents(endpoint, tables[table])
    found = [
        *_ordering(endpoint, table, parents),
        *_finding(endpoint, tables[table], parents),
        *_filtering(endpoint, table, tables, aliases, narrowed=bool(parents)),
        *(() if parents else _sorting(endpoint, table)),
    ]
    for use in found:
        columns = {column.name: column for column in tables[use.table].columns}
        named = [columns[name] for name in use.columns if name in columns]
        if len(named) < len(use.columns):
            continue  # the database computes it from other rows
        known = parents if use.rank == _ORDER else ()
        reasons = [(each.name, _unfit(each)) for each in named if each.name not in known]
        unfit = tuple((name, why) for name, why in reasons if why is not None)
        yield replace(use, unfit=unfit)


def _parents(endpoint: Endpoint, table: Table) -> tuple[str, ...]:
    """Return the columns of the rows by which a list keeps to those of its parents.

    The innermost parent is enough where a reference tells it: its rows are those of the outer ones.
    """
    every = (*([endpoint.caller] if endpoint.caller else []), *endpoint.inputs)
    roles = [each.role for each in every if isinstance(each.role, ScopeRole)]
    names = [one.column for one in roles if one.through is None and one.within is None]
    columns = [one for name in names for one in table.columns if one.name == name]
    if columns and columns[-1].references is not None:
        columns = columns[-1:]
    return tuple(dict.fromkeys(one.name for one in columns))


def _ordering(endpoint: Endpoint, table: str, parents: tuple[str, ...]) -> Iterator[_Use]:
    """Yield what reads the first page of a list without sorting the rest, or the first row."""
    match endpoint.behaviour:
        case ListRows(window=window) if window is not None:
            order = _usual_order(endpoint, endpoint.behaviour)
        case ReadSingleton(order=order) if order:
            pass
        case _:
            return
    if not order:
        return
    one_way = all(down == order[0][1] for _, down in order)
    names = [name for name, _ in (order if one_way else order[:1])]
    columns = tuple(dict.fromkeys((*parents, *names)))
    yield _Use(table=table, columns=columns, rank=_ORDER, origin=endpoint.operation.origin)


def _usual_order(endpoint: Endpoint, behaviour: ListRows) -> tuple[tuple[str, bool], ...]:
    """Return the order that callers get who ask for none."""
    for each in endpoint.inputs:
        if isinstance(each.role, SortRole) and each.role.part == "field" and not _is_optional(each):
            asked = {word: (column, down) for word, column, down in each.role.fields}
            usual = asked.get(str(each.default))
            if usual is not None:
                return (usual, *((name, False) for name, _ in behaviour.order[-1:]))
            return () if each.required else behaviour.order
    return behaviour.order


def _is_optional(each: Input) -> bool:
    return isinstance(each.type, Nullable) or (not each.required and each.default is ABSENT)


def _finding(endpoint: Endpoint, table: Table, parents: tuple[str, ...]) -> Iterator[_Use]:
    """Yield what names a row that no key finds."""
    named = [each for each in endpoint.inputs if isinstance(each.role, KeyRole)]
    columns = {each.role.column for each in named if isinstance(each.role, KeyRole)} | {*parents}
    if not any(columns.issuperset(key) for key in _unique(table)):
        for each in named:
            if isinstance(each.role, KeyRole):
                yield _of(each, table.name, each.role.column, _EXACT)


def _filtering(
    endpoint: Endpoint,
    table: str,
    tables: Mapping[str, Table],
    aliases: Mapping[str, WireAlias],
    *,
    narrowed: bool,
) -> Iterator[_Use]:
    if not isinstance(endpoint.behaviour, ListRows | CountRows | Summarize | ClearRows):
        return
    for each in endpoint.inputs:
        role = each.role
        if not isinstance(role, FilterRole) or (role.op not in _EXACTLY | _BETWEEN):
            continue
        rank = _EXACT if role.op in _EXACTLY else _BOUND
        ways = [(table, role.column), *((hop.table, hop.where) for hop in role.through)]
        compared = next(
            (one for one in tables[ways[-1][0]].columns if one.name == ways[-1][1]), None
        )
        if compared is None or not _is_bare(compared, each.type, role.op, aliases):
            ways.pop()
            rank = _EXACT
        for home, column in ways[1:] if narrowed else ways:
            last = (home, column) == ways[-1]
            yield _of(each, home, column, rank if last else _EXACT)


def _sorting(endpoint: Endpoint, table: str) -> Iterator[_Use]:
    """Yield what callers may order a list by that is cut into pages, unless that is anything."""
    if not isinstance(endpoint.behaviour, ListRows) or endpoint.behaviour.window is None:
        return
    for each in endpoint.inputs:
        if isinstance(each.role, SortRole):
            columns = dict.fromkeys(column for _, column, _ in each.role.fields)
            for column in columns if len(columns) <= MEANT else ():
                yield _of(each, table, column, _SORT)


def _of(each: Input, table: str, column: str, rank: int) -> _Use:
    return _Use(table=table, columns=(column,), rank=rank, origin=each.parameter.origin)


def _is_bare(
    column: Column, type_: WireType, op: FilterOp, aliases: Mapping[str, WireAlias]
) -> bool:
    """Whether the column itself is compared: an index knows nothing of what is made of it."""
    if column.kind == "text":
        return True
    if op == "among":
        return False
    kinds = _kinds(type_, aliases)
    listed = isinstance(_inner(type_, aliases), ListOf)
    if column.kind == "timestamp" and listed and "date" in kinds:
        return False
    return bool(kinds) and kinds <= _LIKE.get(column.kind, frozenset())


def _inner(type_: WireType, aliases: Mapping[str, WireAlias]) -> WireType:
    for _ in range(8):
        if isinstance(type_, Nullable):
            type_ = type_.inner
        elif isinstance(type_, Named) and type_.name in aliases:
            type_ = aliases[type_.name].type
        else:
            break
    return type_


def _kinds(type_: WireType, aliases: Mapping[str, WireAlias]) -> set[ScalarKind]:
    """Return the types of a single value; empty where it is none."""
    inner = _inner(type_, aliases)
    if isinstance(inner, ListOf):
        inner = _inner(inner.item, aliases)
    match inner:
        case Scalar(kind=kind):
            return {kind}
        case Choice(values=values) if all(isinstance(value, int) for value in values):
            return {"integer"}
        case _:
            return set()


def _unfit(column: Column) -> str | None:
    """Say why an index of the column would find too many rows, or none that a database can hold."""
    match column.kind:
        case "boolean":
            return "true or false"
        case "json" | "bytes":
            return "no single value"
        case "text" if column.values and len(column.values) <= FEW:
            return f"one of {len(column.values)} values"
        case "text" if not (column.values or column.unique or column.primary_key or column.index):
            longest = column.length or column.longest or SHORT + 1
            return None if longest <= SHORT and not column.secret else "a text of any length"
        case _:
            return None


# ---- which of it is made -----------------------------------------------------------------------


def _chosen(table: Table, uses: Iterable[_Use]) -> tuple[tuple[str, ...], ...]:
    """Return the indexes that are worth their cost, the most useful first."""
    made: list[tuple[str, ...]] = []
    for columns in _distinct(uses):
        if not _covered(table, columns, made):
            made = [one for one in made if one != columns[: len(one)]]
            made.append(columns)
    indexed = [column.name for column in table.columns if column.index]
    places = [next((one for one in made if one[0] == name), None) for name in indexed]
    rest = [one for one in made if one not in places][:MOST]
    return tuple(one for one in made if one in places or one in rest)


def _distinct(uses: Iterable[_Use]) -> list[tuple[str, ...]]:
    """Return the columns that are wanted, those of the best uses first."""
    ranked = sorted(uses, key=lambda use: use.rank)
    return list(dict.fromkeys(use.columns for use in ranked))


def _covered(table: Table, columns: tuple[str, ...], made: Iterable[tuple[str, ...]]) -> bool:
    """Whether a key or another index finds these rows already, in this order."""
    unique = _unique(table)
    if any(columns[: len(key)] == key for key in unique):
        return True
    indexed = [(one.name,) for one in table.columns if one.index]
    return any(one[: len(columns)] == columns for one in (*unique, *indexed, *made))


def _unique(table: Table) -> list[tuple[str, ...]]:
    """Return the columns by which no two rows are alike."""
    single = [(one.name,) for one in table.columns if one.unique]
    return [tuple(key.name for key in table.keys), *single, *table.uniques]


def _stated(table: Table, stated: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Return what pactgen.yaml names, by columns; what is no column is told elsewhere."""
    names = {one.wire_name: one.name for one in table.columns}
    names |= {one.name: one.name for one in table.columns}
    known = (tuple(names.get(name, "") for name in columns) for columns in stated)
    return tuple(columns for columns in known if all(columns))


def _with(table: Table, made: tuple[tuple[str, ...], ...]) -> Table:
    """Return the table with these indexes; one that begins with a reference is that of it, too."""
    several = tuple(columns for columns in made if len(columns) > 1)
    alone = {columns[0] for columns in made if len(columns) == 1}
    first = {columns[0] for columns in several}
    columns = tuple(
        replace(one, index=(one.index or one.name in alone) and one.name not in first)
        for one in table.columns
    )
    return replace(table, columns=columns, indexes=several)
