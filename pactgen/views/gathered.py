"""Attributes of a mapped class that show its own columns in another form.

Location: pactgen/views/gathered.py. Used by the view of the package's models.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import Emitted, code, docstring, identifier, string
from pactgen.values import dataclass, replace
from pactgen.views.imports import Import
from pactgen.views.layout import (
    STEP,
    Code,
    call,
    comprehension,
    laid_out,
    mapping,
    prefixed,
    suffixed,
)

if TYPE_CHECKING:
    from pactgen.ir.database import Gathered, Table

_INDENT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A column that is a member of an object."""

    attribute: Emitted
    wire: Emitted


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheredView:
    """An object whose members are columns."""

    name: Emitted
    docstring: Emitted
    values: Emitted
    """Statement that binds or returns them."""
    narrows: bool
    """The last statement leaves out what has no value."""
    narrowed: Emitted
    type: Emitted
    parts: tuple[PartView, ...]
    writes: bool
    """No member is computed by the database."""
    stays: bool
    """A column must have a value: what is not brought stays as it is."""
    assigned: Emitted
    """Statement that does so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldView:
    """What columns tell in another form: whether a time is set, texts as one."""

    name: Emitted
    docstring: Emitted
    type: Emitted
    statement: Emitted


def gathered_view(table: Table, each: Gathered) -> GatheredView:
    """Prepare an object that is made of columns."""
    entries = [
        prefixed(f"{string(wire)}: ", f"self.{identifier(column)}") for wire, column in each.members
    ]
    brought = [
        f"{string(identifier(column))}: parts.get({string(wire)})" for wire, column in each.members
    ]
    narrows = not each.always or bool(each.omitted)
    start = "parts = " if narrows else "return "
    listed = _listed(tuple(column for _, column in each.members))
    said = f"{listed} as one object{'' if each.always else ', where there are any'}."
    return GatheredView(
        name=identifier(each.name),
        docstring=docstring(None, fallback=said, indent=_INDENT),
        values=code(laid_out(prefixed(start, mapping(*entries)), indent=_INDENT)),
        narrows=narrows,
        narrowed=code(laid_out(_narrowed(table, each), indent=_INDENT)),
        type=code("dict[str, Any]" if each.always else "dict[str, Any] | None"),
        parts=tuple(
            PartView(attribute=identifier(column), wire=string(wire))
            for wire, column in each.members
        ),
        writes=_is_written(table, each),
        stays=_must_stay(table, each),
        assigned=code(laid_out(call("assign", "self", mapping(*brought)), indent=_INDENT + STEP)),
    )


def _is_written(table: Table, each: Gathered) -> bool:
    return not any(_is_computed(table, column) for _, column in each.members)


def _must_stay(table: Table, each: Gathered) -> bool:
    return not all(table.column(column).nullable for _, column in each.members)


def _narrowed(table: Table, each: Gathered) -> Code:
    """Return the statement that answers null where no member has a value, or leaves some out."""
    lacking = "any(part is not None for part in parts.values())"
    if not each.omitted:
        return f"return parts if {lacking} else None"
    others = {wire for wire, column in each.members if table.column(column).nullable}
    told = "part is not None"
    if others - set(each.omitted):
        names = ", ".join(string(wire) for wire in each.omitted)
        told = f"part is not None or name not in {{{names}}}"
    kept = comprehension("name: part", f"for name, part in parts.items() if {told}")
    shown = replace(kept, brackets="{}")
    return prefixed(
        "return ", shown if each.always else suffixed(shown, f" if {lacking} else None")
    )


def mark_view(name: str, column: str) -> ToldView:
    """Prepare a flag that a time tells."""
    said, told = f"Whether `{column}` is set.", f"return self.{identifier(column)} is not None"
    return _told(name, said, "bool", told)


def joined_view(table: Table, name: str, columns: tuple[str, ...]) -> ToldView:
    """Prepare a text that is made of several; what a row lacks is left out."""
    parts = [f"self.{identifier(column)}" for column in columns]
    if any(table.column(column).nullable for column in columns):
        texts = laid_out(suffixed(prefixed("parts = (", ", ".join(parts)), ")"), indent=_INDENT)
        told = f'{texts}\n        return " ".join(part for part in parts if part)'
        said = f"{_listed(columns)} as one text, without what it lacks."
        return _told(name, said, "str", told)
    whole = " ".join(f"{{{part}}}" for part in parts)
    return _told(name, f"{_listed(columns)} as one text.", "str", f'return f"{whole}"')


def _told(name: str, said: str, type_: str, statement: str) -> ToldView:
    return ToldView(
        name=identifier(name),
        docstring=docstring(None, fallback=said, indent=_INDENT),
        type=code(type_),
        statement=code(f"{' ' * _INDENT}{statement}"),
    )


def _listed(columns: tuple[str, ...]) -> str:
    named = [f"`{column}`" for column in columns]
    return " and ".join([", ".join(named[:-1]), named[-1]]) if named[1:] else named[0]


def gathered_imports(table: Table, package: str) -> list[Import]:
    """Return what these attributes need."""
    found = [Import("typing", "Any")] if table.gathered else []
    if any(_is_written(table, each) and _must_stay(table, each) for each in table.gathered):
        found.append(Import(f"{package}.database", "assign"))
    return found


def _is_computed(table: Table, name: str) -> bool:
    declared = table.column(name).declared
    return declared is not None and declared.generated is not None
