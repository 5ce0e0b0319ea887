"""Expressions that must be understood: what a check allows.

Location: pactgen/readers/sql/expressions.py. Used by `constraints`; the one place besides `views`
that asks sqlglot.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.ir.schema import Check, Dialect

GLOT: Final[dict[Dialect, str]] = {
    "postgresql": "postgres",
    "mysql": "mysql",
    "sqlite": "sqlite",
}
"""What sqlglot calls the dialects."""
Tree = Any
"""An expression of sqlglot, whose own types are too wide to help."""
Told = dict[str, Any]
"""Fields of `Check` and what they become."""


def understood(check: Check, dialect: Dialect) -> Check:
    """Fill in the column, the values and the bounds of a check, as far as they can be told."""
    tree = parsed(check.expression, dialect)
    return check if tree is None else _Reading(tree).told(check)


def parsed(expression: str, dialect: Dialect) -> Tree:
    """Parse an expression; None when sqlglot does not know it."""
    import sqlglot  # noqa: PLC0415  (takes a third of a second; most schemas have few checks)

    logging.getLogger("sqlglot").setLevel(logging.CRITICAL)
    try:
        return sqlglot.parse_one(expression, read=GLOT[dialect])
    except sqlglot.errors.SqlglotError:
        return None


class _Reading:
    """One check, and sqlglot's tree of it."""

    def __init__(self, tree: Tree) -> None:
        from sqlglot import exp  # noqa: PLC0415  (as above)

        self._exp = exp
        self._tree = tree

    def told(self, check: Check) -> Check:
        exp = self._exp
        columns = {column.name for column in self._tree.find_all(exp.Column)}
        if len(columns) != 1:
            return check
        told = replace(check, column=columns.pop())
        for term in self._terms(self._tree):
            reading = self._term(term)
            if reading is None:
                return replace(check, column=told.column)
            told = replace(told, **reading)
        return told

    def _terms(self, tree: Tree) -> list[Tree]:
        """Take parentheses off and cut at AND; "or it is null" says nothing, a check passes."""
        exp = self._exp
        tree = self._plain(tree)
        if isinstance(tree, exp.And):
            return [*self._terms(tree.left), *self._terms(tree.right)]
        if isinstance(tree, exp.Or):
            sides = [self._plain(tree.left), self._plain(tree.right)]
            kept = [side for side in sides if not self._is_null(side)]
            if len(kept) == 1:
                return self._terms(kept[0])
        return [tree]

    def _is_null(self, tree: Tree) -> bool:
        return isinstance(tree, self._exp.Is) and isinstance(tree.expression, self._exp.Null)

    def _plain(self, tree: Tree) -> Tree:
        while isinstance(tree, self._exp.Paren | self._exp.Cast):
            tree = tree.this
        return tree

    def _term(self, term: Tree) -> Told | None:
        """Return what one term says, as fields of `Check`; None when it says something else."""
        exp = self._exp
        if isinstance(term, exp.In):
            return self._values(term.this, term.expressions)
        if isinstance(term, exp.EQ):
            right = self._plain(term.expression)
            if isinstance(right, exp.Any):
                inner = self._plain(right.this)
                if isinstance(inner, exp.Array):
                    return self._values(term.this, inner.expressions)
                return None
            return self._values(term.this, [right])
        if isinstance(term, exp.Between):
            low = self._bound(term.this, term.args["low"], "minimum")
            high = self._bound(term.this, term.args["high"], "maximum")
            return None if low is None or high is None else low | high
        return self._comparison(term)

    def _values(self, left: Tree, right: list[Tree]) -> Told | None:
        if not isinstance(self._plain(left), self._exp.Column):
            return None
        values = [self._literal(each) for each in right]
        return None if None in values or not values else {"values": tuple(values)}

    def _comparison(self, term: Tree) -> Told | None:
        exp = self._exp
        sides: tuple[tuple[type[Any], str, str, int], ...] = (
            (exp.GTE, "minimum", "maximum", 0),
            (exp.LTE, "maximum", "minimum", 0),
            (exp.GT, "minimum", "maximum", 1),
            (exp.LT, "maximum", "minimum", 1),
        )
        for kind, straight, reversed_, beyond in sides:
            if isinstance(term, kind):
                left, right = self._plain(term.this), self._plain(term.expression)
                if self._literal(right) is not None:
                    return self._bound(left, right, straight, beyond=beyond)
                return self._bound(right, left, reversed_, beyond=beyond)
        return None

    def _bound(self, left: Tree, right: Tree, key: str, *, beyond: int = 0) -> Told | None:
        """Say `length(name) < 5` as a maximum of 4, and `price < 5` as one that is open."""
        exp = self._exp
        left, value = self._plain(left), self._literal(right)
        if not isinstance(value, int | float):
            return None
        measured = isinstance(left, exp.Length)
        if measured:
            left = self._plain(left.this)
            value += beyond if key == "minimum" else -beyond
        if not isinstance(left, exp.Column):
            return None
        if measured:
            return {key: float(value), "length": True}
        return {key: float(value), f"open_{key}": bool(beyond)}

    def _literal(self, tree: Tree) -> str | int | float | None:
        exp = self._exp
        tree = self._plain(tree)
        if isinstance(tree, exp.Neg):
            inner = self._literal(tree.this)
            return -inner if isinstance(inner, int | float) else None
        if not isinstance(tree, exp.Literal):
            return None
        if tree.is_string:
            return str(tree.this)
        text = str(tree.this)
        return int(text) if text.isdecimal() else float(text)
