"""Queries and expressions in the words of another database, where all of them know what is said.

Location: pactgen/readers/sql/portable.py. Used by `views` and `read`. What names a function or an
operator of its own database is left alone: translated word for word it could mean something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pactgen.ir.schema import Spelling
from pactgen.readers.sql.expressions import GLOT, parsed

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
_TEXTS: Final = frozenset({"TEXT", "VARCHAR", "CHAR", "NVARCHAR", "NCHAR", "BPCHAR"})


def spellings(tables: Iterable[Table], dialect: Dialect) -> Iterator[Spelling]:
    """Yield how other databases spell the checks, generated columns and indexes of tables."""
    for expression in sorted({found for table in tables for found in _expressions(table)}):
        yield Spelling(expression=expression, elsewhere=tuple(elsewhere(expression, dialect)))


def _expressions(table: Table) -> Iterator[str]:
    yield from (check.expression for check in table.checks)
    yield from (column.generated for column in table.columns if column.generated is not None)
    for index in table.indexes:
        yield from (part.expression for part in index.parts if part.expression is not None)
        if index.where is not None:
            yield index.where


def elsewhere(query: str, dialect: Dialect) -> Iterator[tuple[Dialect, str]]:
    """Yield the other databases that can read the query, and how they spell it."""
    tree = parsed(query, dialect)
    tree = None if tree is None else tree.transform(_listed).transform(_plain)
    if tree is None or not _is_common(tree):
        return
    for other in GLOT:
        if other != dialect and (other != "postgresql" or _groups_strictly(tree)):
            yield other, str(tree.sql(GLOT[other]))


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


def _is_common(tree: Any) -> bool:  # noqa: ANN401  (sqlglot)
    return all(type(node).__name__ in _COMMON and not node.args.get("db") for node in tree.walk())
