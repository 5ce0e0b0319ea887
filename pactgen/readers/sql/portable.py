"""The query of a view in the words of another database, if it says only what all of them know.

Location: pactgen/readers/sql/portable.py. Used by `views`. A query that names a function or an
operator of its own database is left alone: translated word for word it could mean something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pactgen.readers.sql.expressions import GLOT, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.schema import Dialect

_COMMON: Final = frozenset(
    {
        *("Select", "Union", "Subquery", "CTE", "With", "From", "Join", "Where", "Group", "Having"),
        *("Order", "Ordered", "Limit", "Offset", "Distinct", "Table", "TableAlias", "Column"),
        *("Identifier", "Alias", "Star", "Literal", "Null", "Boolean", "Paren", "Tuple"),
        *("And", "Or", "Not", "EQ", "NEQ", "GT", "GTE", "LT", "LTE", "Is", "In", "Between"),
        *("Like", "Exists", "Add", "Sub", "Mul", "Neg", "Case", "If", "Coalesce", "Nullif"),
        *("Count", "Sum", "Min", "Max", "Avg", "Lower", "Upper", "Length", "Abs", "Round"),
        *("CurrentTimestamp", "CurrentDate", "DPipe", "Concat"),
    }
)
"""Words of SQL that mean the same everywhere."""


def elsewhere(query: str, dialect: Dialect) -> Iterator[tuple[Dialect, str]]:
    """Yield the other databases that can read the query, and how they spell it."""
    tree = parsed(query, dialect)
    tree = None if tree is None else tree.transform(_plain)
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
    """Take the character set off a text: `_utf8' '`."""
    return node.expression if type(node).__name__ == "Introducer" else node


def _is_common(tree: Any) -> bool:  # noqa: ANN401  (sqlglot)
    return all(type(node).__name__ in _COMMON and not node.args.get("db") for node in tree.walk())
