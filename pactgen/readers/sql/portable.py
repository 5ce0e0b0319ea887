"""Queries and expressions in the words of another database, where all of them know what is said.

Location: pactgen/readers/sql/portable.py. Used by `views` and `read`. What names a function or an
operator of its own database is left alone: translated word for word it could mean something else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pactgen.ir.schema import Spelling
from pactgen.readers.sql.expressions import GLOT, parsed
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.ir.schema import Dialect, Table

_COMMON: Final = frozenset(
    {
        *("Select", "Union", "Subquery", "CTE", "With", "From", "Join", "Where", "Group", "Having"),
        *("Order", "Ordered", "Limit", "Offset", "Distinct", "Table", "TableAlias", "Column"),
        *("Identifier", "Alias", "Star", "Literal", "Null", "Boolean", "Paren", "Tuple"),
        *("And", "Or", "Not", "EQ", "NEQ", "GT", "GTE", "LT", "LTE", "Is", "In", "Between"),
        *("Like", "Exists", "Add", "Sub", "Mul", "Neg", "Case", "If", "Coalesce", "Nullif"),
        *("Count", "Sum", "Min", "Max", "Avg", "Lower", "Upper", "Length", "Abs", "Round"),
        *("CurrentTimestamp", "CurrentDate", "DPipe", "Concat"),
        *("Trim", "StrPosition", "NullSafeEQ", "NullSafeNEQ", "Greatest", "Least", "Mod"),
    }
)
"""Words of SQL that mean the same everywhere."""
_NOT_OF_MYSQL: Final = frozenset({"Filter"})
_FORMS: Final = frozenset({"RegexpLike", "RegexpILike"})
_NO_FORMS: Final[frozenset[str]] = frozenset()
_ODD_FORM: Final = re.compile(r"\(\?(?!:)|\\[^\WdswDSW]|[*+?}]\+|&&|\[\[(?!:)")
"""What a regular expression of MySQL says that PostgreSQL reads otherwise, or not at all."""
_TEXTS: Final = frozenset({"TEXT", "VARCHAR", "CHAR", "NVARCHAR", "NCHAR", "BPCHAR"})


def spellings(tables: Iterable[Table], dialect: Dialect) -> Iterator[Spelling]:
    """Yield how other databases spell the checks, generated columns and indexes of tables."""
    known = tuple(tables)
    kinds = kinds_of(known)
    for expression in sorted({found for table in known for found in _expressions(table)}):
        others = tuple(elsewhere(expression, dialect, kinds))
        yield Spelling(expression=expression, elsewhere=others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """Names of columns whose values databases count with in different ways."""

    marks: frozenset[str] = frozenset()
    """True and false alone, which PostgreSQL tells from 1 and 0."""
    days: frozenset[str] = frozenset()
    """Days alone."""
    times: frozenset[str] = frozenset()
    """Days and moments: SQLite keeps texts, of which nothing can be taken away."""
    texts: frozenset[tuple[str, str]] = frozenset()
    """Tables and their columns of texts, which PostgreSQL compares with texts alone."""


_UNTOLD: Final = Kinds()


def kinds_of(tables: Iterable[Table]) -> Kinds:
    """Return the names that columns of these kinds have, whatever their table."""
    kinds: dict[str, set[str]] = {}
    known = tuple(tables)
    texts = frozenset(
        (table.name.name.casefold(), column.name.casefold())
        for table in known
        for column in table.columns
        if column.type.kind in {"char", "varchar", "text"}
    )
    for table in known:
        for column in table.columns:
            kinds.setdefault(column.name.casefold(), set()).add(column.type.kind)
    timely = {"date", "timestamp", "timestamptz", "time", "timetz", "interval"}
    return Kinds(
        marks=frozenset(name for name, found in kinds.items() if found == {"boolean"}),
        days=frozenset(name for name, found in kinds.items() if found == {"date"}),
        times=frozenset(name for name, found in kinds.items() if found & timely),
        texts=texts,
    )


def _expressions(table: Table) -> Iterator[str]:
    yield from (check.expression for check in table.checks)
    yield from (check.expression for column in table.columns for check in column.rules)
    yield from (column.generated for column in table.columns if column.generated is not None)
    for index in table.indexes:
        yield from (part.expression for part in index.parts if part.expression is not None)
        if index.where is not None:
            yield index.where


def elsewhere(
    query: str, dialect: Dialect, kinds: Kinds = _UNTOLD
) -> Iterator[tuple[Dialect, str]]:
    """Yield the other databases that can read the query, and how they spell it.

    Args:
        query: or an expression.
        dialect: that it is written in.
        kinds: of the columns that it may name.
    """
    tree = parsed(query, dialect)
    tree = None if tree is None else tree.transform(_listed).transform(_plain)
    if tree is not None and dialect == "mysql":
        tree = tree.transform(lambda node: _taken_away(node, kinds.days))
    if tree is None:
        return
    for other in GLOT:
        matches = (dialect, other) == ("mysql", "postgresql")
        spoken = tree.transform(_matched) if matches else tree
        if other == dialect or not _is_common(spoken, other, _FORMS if matches else _NO_FORMS):
            continue
        if other != "postgresql":
            plain = spoken.transform(_without_schema)
            if other == "sqlite":
                plain = plain.transform(lambda node: _days_apart(node, kinds.days))
            if not _counts_times(plain, kinds.times):
                yield other, str(plain.sql(GLOT[other]))
        elif _groups_strictly(spoken):
            yield other, str(_strictly(spoken, kinds).sql(GLOT[other]))


def _taken_away(node: Any, days: frozenset[str]) -> Any:  # noqa: ANN401  (sqlglot)
    """Say `DATEDIFF(b, a)` and `TO_DAYS(b) - TO_DAYS(a)` of two days as `b - a`."""
    from sqlglot import exp  # noqa: PLC0415  (a third of a second)

    match node:
        case exp.DateDiff() if node.args.get("unit") is None:
            sides = (node.this, node.expression)
        case exp.Sub():
            sides = (_day_counted(node.this), _day_counted(node.expression))
        case _:
            return node
    if not all(each is not None and _is_mark(each, days) for each in sides):
        return node
    return exp.Paren(this=exp.Sub(this=sides[0].copy(), expression=sides[1].copy()))


def _day_counted(node: Any) -> Any:  # noqa: ANN401  (sqlglot)
    """Return the day whose number `TO_DAYS` is, as sqlglot reads it: `DATEDIFF(day, …) + 1`."""
    from sqlglot import exp  # noqa: PLC0415  (a third of a second)

    inner = node.unnest()
    counted = inner.find(exp.DateDiff) if isinstance(inner, exp.Add) else None
    if counted is None or inner.this is not counted:
        return None
    return counted.this.find(exp.Column)


def _days_apart(node: Any, days: frozenset[str]) -> Any:  # noqa: ANN401  (sqlglot)
    """Count the days between two: `due_on - starts_on`."""
    from sqlglot import exp  # noqa: PLC0415  (a third of a second)

    if not isinstance(node, exp.Sub):
        return node
    sides = (node.this, node.expression)
    if not all(_is_mark(each, days) for each in sides):
        return node
    numbers = [exp.Anonymous(this="julianday", expressions=[each.copy()]) for each in sides]
    apart = exp.Sub(this=numbers[0], expression=numbers[1])
    return exp.Cast(this=apart, to=exp.DataType.build("int"))


def _counts_times(tree: Any, times: frozenset[str]) -> bool:  # noqa: ANN401  (sqlglot)
    """Whether something is added to, or taken away from, a day or a moment."""
    from sqlglot import exp  # noqa: PLC0415  (a third of a second)

    return any(
        _is_mark(each, times)
        for node in tree.find_all(exp.Add, exp.Sub)
        for each in (node.this, node.expression)
    )


def _without_schema(node: Any) -> Any:  # noqa: ANN401  (sqlglot)
    """Name a table alone: other databases have them all beside each other."""
    from sqlglot import exp  # noqa: PLC0415  (a third of a second)

    if isinstance(node, exp.Table) and node.args.get("db"):
        node = node.copy()
        node.set("db", None)
    return node


def _as_mark(node: Any, marks: frozenset[str]) -> Any:  # noqa: ANN401  (sqlglot)
    """Compare with true and false, and count what is true: `is_paid = 1`, `SUM(is_paid)`."""
    from sqlglot import exp  # noqa: PLC0415  (a third of a second)

    match node:
        case exp.EQ() | exp.NEQ() if _is_mark(node.this, marks):
            return type(node)(this=node.this, expression=_truth(node.expression))
        case exp.In() if _is_mark(node.this, marks) and node.expressions:
            return exp.In(this=node.this, expressions=[_truth(each) for each in node.expressions])
        case exp.Sum() | exp.Avg() if _is_mark(node.this, marks):
            one, none = exp.Literal.number(1), exp.Literal.number(0)
            return type(node)(this=exp.Case().when(node.this, one).else_(none))
        case _:
            return node


def _strictly(tree: Any, kinds: Kinds) -> Any:  # noqa: ANN401  (sqlglot)
    """Compare as PostgreSQL does, which takes no 1 for true, nor for a text."""
    texts = _texts_in(tree, kinds.texts)
    told = tree.transform(lambda node: _as_mark(node, kinds.marks))
    return told.transform(lambda node: _as_text(node, texts))


def _texts_in(
    tree: Any,  # noqa: ANN401  (sqlglot)
    texts: frozenset[tuple[str, str]],
) -> frozenset[tuple[str, str]]:
    """Return the texts by what the query calls their tables: `cu.active`."""
    from sqlglot import exp  # noqa: PLC0415  (a third of a second)

    called = [
        (one.name.casefold(), one.alias_or_name.casefold()) for one in tree.find_all(exp.Table)
    ]
    return frozenset(
        (alias, column) for table, alias in called for known, column in texts if known == table
    )


def _as_text(node: Any, texts: frozenset[tuple[str, str]]) -> Any:  # noqa: ANN401  (sqlglot)
    """Compare a text with a text: `cu.active = 1` of a CHAR, which SQLite and MySQL read so."""
    from sqlglot import exp  # noqa: PLC0415  (a third of a second)

    compared = isinstance(node, exp.EQ | exp.NEQ) and isinstance(node.expression, exp.Literal)
    if not compared or node.expression.is_string or not isinstance(node.this, exp.Column):
        return node
    if (node.this.table.casefold(), node.this.name.casefold()) not in texts:
        return node
    return type(node)(this=node.this, expression=exp.Literal.string(node.expression.name))


def _is_mark(node: Any, marks: frozenset[str]) -> bool:  # noqa: ANN401  (sqlglot)
    from sqlglot import exp  # noqa: PLC0415  (a third of a second)

    return isinstance(node, exp.Column) and node.name.casefold() in marks


def _truth(node: Any) -> Any:  # noqa: ANN401  (sqlglot)
    from sqlglot import exp  # noqa: PLC0415  (a third of a second)

    if isinstance(node, exp.Literal) and node.name in {"0", "1"}:
        return exp.Boolean(this=node.name == "1")
    return node


def _groups_strictly(tree: Any) -> bool:  # noqa: ANN401  (sqlglot)
    """Whether a query that groups selects nothing else: PostgreSQL alone insists on it."""
    from sqlglot import exp  # noqa: PLC0415  (a third of a second)

    for select in tree.find_all(exp.Select):
        group = select.args.get("group")
        if group is None:
            continue
        keys = {each.sql() for each in group.expressions}
        order = select.args.get("order")
        shown = [*select.expressions, *([] if order is None else [order])]
        for column in (found for each in shown for found in each.find_all(exp.Column)):
            inside = column.find_ancestor(exp.AggFunc, exp.Select)
            if column.sql() not in keys and inside is select:
                return False
    return True


def _plain(node: Any) -> Any:  # noqa: ANN401  (sqlglot)
    """Take off what changes no value: `_utf8' '`, `status::text`, `DATE '2020-01-01'`."""
    from sqlglot import exp  # noqa: PLC0415  (a third of a second)

    match node:
        case exp.Introducer():
            return node.expression
        case exp.Cast() if _says_nothing(node):
            return node.this
        case _:
            return node


def _listed(node: Any) -> Any:  # noqa: ANN401  (sqlglot)
    """Say `= ANY (ARRAY[…])` as IN."""
    from sqlglot import exp  # noqa: PLC0415  (a third of a second)

    match node:
        case exp.EQ(expression=exp.Any(this=exp.Array() | exp.Paren() | exp.Cast() as listed)):
            array = listed.find(exp.Array)
            return node if array is None else exp.In(this=node.this, expressions=array.expressions)
        case _:
            return node


def _says_nothing(cast: Any) -> bool:  # noqa: ANN401  (sqlglot)
    """Tell whether a cast is to a text, of whole numbers, or of a literal to what it is anyway."""
    from sqlglot import exp  # noqa: PLC0415  (a third of a second)

    kind = cast.to.this.name
    inner = cast.this.unnest()
    if isinstance(inner, exp.Count | exp.Sum):
        return kind in {"INT", "BIGINT"}
    if kind in _TEXTS:
        return not cast.to.expressions or isinstance(inner, exp.Literal)
    if not isinstance(inner, exp.Literal):
        return False
    return kind == "DATE" if inner.is_string else kind in {"DECIMAL", "INT", "BIGINT", "DOUBLE"}


def _matched(node: Any) -> Any:  # noqa: ANN401  (sqlglot)
    """Match as PostgreSQL does: MySQL sees no capitals, unless it is told to or compares bytes."""
    from sqlglot import exp  # noqa: PLC0415  (a third of a second)

    if not isinstance(node, exp.RegexpLike):
        return node
    flag, form = node.args.get("flag"), node.expression
    told = "i" if flag is None else flag.name
    if isinstance(form, exp.Cast) and form.to.this.name == "BINARY":
        told, form = "c", form.this
    plain = isinstance(form, exp.Literal) and _ODD_FORM.search(form.name) is None
    if not plain or told not in {"c", "i"}:
        return exp.Anonymous(this="REGEXP_LIKE", expressions=[node.this, node.expression])
    kind = exp.RegexpLike if told == "c" else exp.RegexpILike
    return kind(this=node.this, expression=form)


def _is_common(tree: Any, other: Dialect, forms: frozenset[str]) -> bool:  # noqa: ANN401  (sqlglot)
    known = forms | (_COMMON if other == "mysql" else _COMMON | _NOT_OF_MYSQL)
    return all(type(node).__name__ in known for node in tree.walk())
