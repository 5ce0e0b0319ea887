"""Expressions that must be understood: what a check allows.

Location: pactgen/readers/sql/expressions.py. Used by `constraints`; the one place besides `views`
that asks sqlglot.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

from pactgen.ir.schema import Form
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    return check if tree is None else _Reading(tree, dialect).told(check)


def columns_in(expression: str, dialect: Dialect) -> tuple[str, ...]:
    """Return the columns that an expression names, in its order."""
    tree = parsed(expression, dialect)
    return () if tree is None else tuple(dict.fromkeys(_columns(tree, dialect)))


def _columns(tree: Tree, dialect: Dialect) -> Iterator[str]:
    """Yield the columns of a tree, as the database folds their names."""
    from sqlglot import exp  # noqa: PLC0415  (as below)

    for column in tree.find_all(exp.Column, bfs=False):
        folds = dialect == "postgresql" and not column.this.quoted
        yield column.name.lower() if folds else column.name


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

    def __init__(self, tree: Tree, dialect: Dialect) -> None:
        from sqlglot import exp  # noqa: PLC0415  (as above)

        self._exp = exp
        self._tree = tree
        self._dialect = dialect

    def told(self, check: Check) -> Check:
        columns = {*_columns(self._tree, self._dialect)}
        terms = self._terms(self._tree)
        if len(columns) != 1:
            return replace(
                check, ordered=tuple(pair for term in terms for pair in self._pair(term))
            )
        told = replace(check, column=columns.pop())
        for term in terms:
            reading = self._term(term)
            if reading is None:
                return replace(check, column=told.column)
            forms = (*told.forms, *reading.pop("forms", ()))
            told = replace(told, **self._stricter(told, reading), forms=forms)
        return told

    def _stricter(self, told: Check, reading: Told) -> Told:
        """Leave out an end that another term of the same check draws closer."""
        least, most = reading.get("minimum"), reading.get("maximum")
        looser = set()
        if least is not None and told.minimum is not None and told.minimum >= least:
            looser |= {"minimum", "open_minimum"}
        if most is not None and told.maximum is not None and told.maximum <= most:
            looser |= {"maximum", "open_maximum"}
        return {key: value for key, value in reading.items() if key not in looser}

    def _terms(self, tree: Tree) -> list[Tree]:
        """Take parentheses off and cut at AND; "or it is null" says nothing, a check passes."""
        exp = self._exp
        tree = self._plain(tree)
        if isinstance(tree, exp.And):
            return [*self._terms(tree.left), *self._terms(tree.right)]
        if isinstance(tree, exp.Or):
            kept = [side for side in self._sides(tree) if not self._is_null(side)]
            if len(kept) == 1:
                return self._terms(kept[0])
        return [tree]

    def _sides(self, tree: Tree) -> list[Tree]:
        """Cut at OR."""
        tree = self._plain(tree)
        if not isinstance(tree, self._exp.Or):
            return [tree]
        return [*self._sides(tree.left), *self._sides(tree.right)]

    def _pair(self, term: Tree) -> list[tuple[str, str]]:
        """Return the columns that a term compares, the lesser one first."""
        exp = self._exp
        if not isinstance(term, exp.GT | exp.GTE | exp.LT | exp.LTE):
            return []
        sides = [{*_columns(side, self._dialect)} for side in (term.this, term.expression)]
        if any(len(names) != 1 for names in sides) or sides[0] == sides[1]:
            return []
        left, right = (names.pop() for names in sides)
        return [(right, left) if isinstance(term, exp.GT | exp.GTE) else (left, right)]

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
        if isinstance(term, exp.NEQ):
            return self._not_empty(term)
        return self._form(term) or self._comparison(term)

    def _not_empty(self, term: Tree) -> Told | None:
        """Say `name <> ''` as a length of one or more, and of a trimmed text what it must hold."""
        left = self._plain(term.this)
        if self._literal(term.expression) != "":
            return None
        if isinstance(left, self._exp.Trim):
            return self._not_blank(left)
        is_column = isinstance(left, self._exp.Column)
        return {"minimum": 1.0, "length": True} if is_column else None

    def _not_blank(self, trim: Tree) -> Told | None:
        """Say that something is left of a text without the spaces around it."""
        plain = trim.args.get("expression") is None and self._exp.Column
        if not plain or not isinstance(self._plain(trim.this), plain):
            return None
        return {"forms": (Form(text="[^ ]"),)}

    def _form(self, term: Tree) -> Told | None:
        """Return the form that a text must have by a regular expression or LIKE."""
        exp = self._exp
        denied = isinstance(term, exp.Not)
        term = self._plain(term.this) if denied else term
        if not isinstance(term, exp.RegexpLike | exp.RegexpILike | exp.Like | exp.ILike):
            return None
        text, flag = self._text(term.expression), term.args.get("flag")
        told = "" if flag is None else self._literal(flag)
        if not isinstance(self._plain(term.this), exp.Column) or text is None:
            return None
        if told not in {"", "c", "i"} or term.args.get("escape") is not None:
            return None
        return {
            "forms": (
                Form(
                    text=text,
                    denied=denied,
                    kind="like" if isinstance(term, exp.Like | exp.ILike) else "regex",
                    ignores_case=told == "i"
                    or isinstance(term, exp.RegexpILike | exp.ILike)
                    or (told == "" and not self._tells_case(term)),
                ),
            )
        }

    def _tells_case(self, term: Tree) -> bool:
        """Whether capitals count: to MySQL only in bytes, to LIKE of SQLite never."""
        if self._dialect == "mysql":
            casts = (term.this, term.expression)
            return any(isinstance(each, self._exp.Cast | self._exp.Binary) for each in casts)
        return self._dialect != "sqlite" or not isinstance(term, self._exp.Like)

    def _text(self, tree: Tree) -> str | None:
        """Return a text as the database reads it, also `E'…'` and `_utf8mb4'…'`."""
        tree = self._plain(tree)
        if isinstance(tree, self._exp.Introducer):
            tree = tree.expression
        if isinstance(tree, self._exp.ByteString):
            return str(tree.this)
        is_text = isinstance(tree, self._exp.Literal) and tree.is_string
        return str(tree.this) if is_text else None

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
            if isinstance(left, exp.Trim) and key == "minimum" and value + beyond == 1:
                return self._not_blank(left)
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
