"""Type expressions that break over lines as `ruff format` breaks them.

Location: pactgen/views/expressions.py. Used by the views that print wire types. Like `layout`, with
what annotations need beyond it: unions, and names that are not defined yet.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactgen.emit import columns, one_line, string
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from pactgen.ir.contract import Json

WIDTH = 100
STEP = 4


@dataclass(frozen=True, slots=True)
class Leaf:
    """A name or a literal."""

    text: str
    later: bool = False
    """It is defined further down, or right here."""
    source: object = None
    """What a sink made the text of: literals differ when their sources do."""


@dataclass(frozen=True, slots=True)
class Bracketed:
    """`before[items]`, `before(items)`, or a list or a dict when `display` is set."""

    before: str
    items: tuple[Expression, ...]
    brackets: str = "[]"
    display: bool = False


@dataclass(frozen=True, slots=True)
class Either:
    """`A | B | None`."""

    options: tuple[Expression, ...]


Expression = Leaf | Bracketed | Either


def subscript(before: str, *items: Expression) -> Bracketed:
    """Return `before[items]`."""
    return Bracketed(before, items)


def call(before: str, *arguments: Expression | str) -> Bracketed:
    """Return `before(arguments)`."""
    items = (Leaf(each) if isinstance(each, str) else each for each in arguments)
    return Bracketed(before, tuple(items), "()")


def json_value(value: Json, before: str = "") -> Expression:
    """Return a JSON value; what stands before it belongs to the same line: `default=`."""
    match value:
        case list() if value:
            items = tuple(json_value(item) for item in value)
            return Bracketed(before, items, "[]", display=True)
        case dict() if value:
            items = tuple(json_value(item, f"{string(key)}: ") for key, item in value.items())
            return Bracketed(before, items, "{}", display=True)
        case _:
            return Leaf(before + one_line(value), source=repr(value))


def made_by(value: list[Json] | dict[str, Json]) -> Expression:
    """Return the argument of `Field` that gives every instance a value of its own.

    Pydantic copies a default, and its type is checked against the field's; what a lambda returns
    is a `list[str]` to type checkers, where the field is a list of literals.
    """
    if value:
        return json_value(value, "default=")
    return Leaf(f"default_factory={type(value).__name__}")


def either(*options: Expression) -> Expression:
    """Return the union; None goes last and nothing is said twice."""
    members: list[Expression] = []
    for option in options:
        members += option.options if isinstance(option, Either) else (option,)
    distinct = list(dict.fromkeys(members))
    none = Leaf("None")
    if none in distinct:
        distinct = [*(member for member in distinct if member != none), none]
    return Either(tuple(distinct)) if len(distinct) > 1 else distinct[0]


def quoted_where_needed(expression: Expression) -> Expression:
    """Put quotes around what Python cannot evaluate yet: later names, and unions of them."""
    match expression:
        case Leaf():
            if not expression.later:
                return expression
            return Leaf(f'"{expression.text}"')
        case Bracketed():
            items = tuple(quoted_where_needed(item) for item in expression.items)
            return replace(expression, items=items)
        case Either():
            if any(isinstance(option, Leaf) and option.later for option in expression.options):
                return Leaf(string(flat(expression)))
            return Either(tuple(quoted_where_needed(option) for option in expression.options))


def quoted_whole(expression: Expression) -> Leaf:
    """Put quotes around all of it; what fills more than a line stands in several texts."""
    lines = [""]
    for word in re.findall(r"\S+\s*", flat(expression)):
        if columns(string(lines[-1] + word)) > WIDTH - STEP - 1 and lines[-1]:
            lines.append("")
        lines[-1] += word
    return Leaf(f"\n{' ' * STEP}".join(map(string, lines)))


def flat(expression: Expression) -> str:
    """Return the expression on one line."""
    match expression:
        case Leaf():
            return expression.text
        case Bracketed():
            inner = ", ".join(flat(item) for item in expression.items)
            return f"{expression.before}{expression.brackets[0]}{inner}{expression.brackets[1]}"
        case Either():
            return " | ".join(flat(option) for option in expression.options)


def statement(
    target: str, expression: Expression, value: Expression | None = None, *, indent: int = 0
) -> str:
    """Return `target: expression = value`, laid out."""
    tail = "" if value is None else f" = {flat(value)}"
    margin = " " * indent
    line = f"{margin}{target}: {flat(expression)}{tail}"
    if columns(line) <= WIDTH:
        return line
    head = f"{margin}{target}: {flat(expression)} = "
    if isinstance(value, Bracketed) and columns(head + value.before) < WIDTH:
        return head + _laid_out(value, indent)
    if value is not None and columns(head) < WIDTH:
        deeper = " " * (indent + STEP)
        inner = deeper + flat(value)
        if columns(inner) > WIDTH and isinstance(expression, Leaf):
            return line
        if columns(inner) > WIDTH:
            inner = deeper + _laid_out(value, indent + STEP)
        return f"{head}(\n{inner}\n{margin})"
    if isinstance(value, Bracketed) and isinstance(expression, Leaf):
        return head + _laid_out(value, indent)
    broken = f"{margin}{target}: {_laid_out(expression, indent)}"
    if isinstance(value, Bracketed) and columns(f"{margin}]{tail}") > WIDTH:
        return f"{broken} = {_laid_out(value, indent)}"
    return broken + tail


def laid_out(expression: Expression, *, tail: str = "") -> str:
    """Return the expression and what follows it, broken over lines if need be."""
    line = flat(expression) + tail
    return line if columns(line) <= WIDTH else _laid_out(expression, 0) + tail


def assignment(target: str, value: Expression, *, indent: int = 0) -> str:
    """Return `target = value`, laid out."""
    margin = " " * indent
    line = f"{margin}{target} = {flat(value)}"
    return line if columns(line) <= WIDTH else f"{margin}{target} = {_laid_out(value, indent)}"


def _laid_out(expression: Expression, indent: int) -> str:
    """Break the outermost brackets; a union gets parentheses."""
    margin = " " * indent
    inner = indent + STEP
    match expression:
        case Leaf():
            return expression.text
        case Bracketed():
            body = "\n".join(_items(expression, inner))
            opening, closing = expression.brackets[0], expression.brackets[1]
            return f"{expression.before}{opening}\n{body}\n{margin}{closing}"
        case Either():
            joined = " " * inner + flat(expression)
            lines = [joined] if columns(joined) <= WIDTH else _operands(expression, inner, tail=0)
            return "(\n" + "\n".join(lines) + f"\n{margin})"


def _items(group: Bracketed, indent: int) -> list[str]:
    margin = " " * indent
    joined = margin + ", ".join(flat(item) for item in group.items)
    if columns(joined) <= WIDTH and not group.display:
        return [joined]
    if len(group.items) == 1 and group.brackets == "[]" and not group.display:
        return _item(group.items[0], indent, comma="")
    lines: list[str] = []
    for item in group.items:
        lines += _item(item, indent, comma=",")
    return lines


def _item(item: Expression, indent: int, *, comma: str) -> list[str]:
    line = " " * indent + flat(item) + comma
    if columns(line) <= WIDTH:
        return [line]
    if isinstance(item, Either):
        lines = _operands(item, indent, tail=len(comma))
        return [*lines[:-1], lines[-1] + comma]
    return [" " * indent + _laid_out(item, indent) + comma]


def _operands(union: Either, indent: int, *, tail: int) -> list[str]:
    lines: list[str] = []
    for number, option in enumerate(union.options):
        sign = "| " if number else ""
        line = " " * indent + sign + flat(option)
        if columns(line) + tail > WIDTH:
            line = " " * indent + sign + _laid_out(option, indent)
        lines.append(line)
    return lines
