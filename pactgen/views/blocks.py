"""Statements of a function body, and functions made of them.

Location: pactgen/views/blocks.py. Used by the views of service, repository and router.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import Emitted, code
from pactgen.values import dataclass
from pactgen.views.layout import STEP, Code, laid_out

if TYPE_CHECKING:
    from pactgen.views.imports import Import


@dataclass(frozen=True, slots=True)
class Nested:
    """A statement one level deeper: the body of an `if`."""

    code: Code | Nested


Statement = Code | Nested


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A method or a function as the template prints it."""

    signature: Emitted
    docstring: Emitted
    body: Emitted


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A method of the service, and what it must import."""

    function: Function
    imports: tuple[Import, ...]


def function(
    signature: Code, docstring: Emitted, body: list[Statement], *, indent: int = STEP
) -> Function:
    """Lay out a function; `indent` is that of its `def`."""
    return Function(
        signature=code(laid_out(signature, indent=indent)),
        docstring=docstring,
        body=block(body, indent + STEP),
    )


def block(statements: list[Statement], indent: int) -> Emitted:
    """Lay out statements below each other."""
    return code("\n".join(_line(statement, indent) for statement in statements))


def _line(statement: Statement, indent: int) -> str:
    if isinstance(statement, Nested):
        return _line(statement.code, indent + STEP)
    return laid_out(statement, indent=indent)
