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
    pack,
    parsed,
    prefixed,
    suffixed,
)
from pactgen.views.literals import json_code

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactgen.ir.contract import Json
    from pactgen.ir.database import Gathered, Linked, Mark, Table

_INDENT = 8
_FEW = 4
"""Columns that a docstring lists."""


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
    parts: tuple[Emitted, ...]
    """Statements that keep what the object gives, a column each."""
    writes: bool
    """No member is computed by the database."""
    stays: bool
    """A column must have a value: what is not brought stays as it is."""
    assigned: Emitted
    """Statements that do so."""


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
        *(prefixed(f"{string(wire)}: ", f"self.{identifier(name)}") for wire, name in each.members),
        *(prefixed(f"{string(one.wire_name)}: ", _related(one)) for one in each.linked),
    ]
    written = [one for one in _written(each) if one[0] not in each.unwritten]
    brought = [
        prefixed(f"{string(identifier(column))}: ", code_of("parts")) for column, code_of in written
    ]
    narrows = not each.always or bool(each.omitted)
    start = "parts = " if narrows else "return "
    columns = tuple(column for column, _ in _written(each))
    listed = _listed(columns) if len(columns) <= _FEW else f"{len(columns)} columns"
    shown = "What it belongs to" if each.linked else f"{listed} as one object"
    said = f"{shown}{'' if each.always else ', where there are any'}."
    return GatheredView(
        name=identifier(each.name),
        docstring=docstring(None, fallback=said, indent=_INDENT),
        values=code(laid_out(prefixed(start, mapping(*entries)), indent=_INDENT)),
        narrows=narrows,
        narrowed=code(_narrowed(table, each)),
        type=code("dict[str, Any]" if each.always else "dict[str, Any] | None"),
        parts=tuple(code(_put(column, given("given"))) for column, given in written),
        writes=_is_written(table, each),
        stays=_must_stay(table, each),
        assigned=code(_assigned(mapping(*brought), always=each.always)),
    )


def _put(column: str, given: str) -> str:
    """Return the statement that keeps what an object brings of a column."""
    return laid_out(prefixed(f"self.{identifier(column)} = ", parsed(given)), indent=_INDENT)


def _assigned(brought: Code, *, always: bool) -> str:
    """Return the statements that keep what an object brings, if there is one."""
    statement = call("assign", "self", brought)
    if always:
        return laid_out(statement, indent=_INDENT)
    asked = f"{' ' * _INDENT}if parts is not None:"
    return f"{asked}\n{laid_out(statement, indent=_INDENT + STEP)}"


def _shower(one: Linked) -> str | None:
    """Return the function that shows a relationship; None: the column is its linkage."""
    if one.type is None:
        return None if one.nullable else "relationship"
    if one.many:
        return "related_all"
    return "linkage" if one.nullable else "related"


def _related(one: Linked) -> Code:
    """Return the relationship that a column tells."""
    kept = f"self.{identifier(one.column)}"
    name = _shower(one)
    kind = () if one.type is None else (string(one.type),)
    shown: Code = kept if name is None else call(name, *kind, kept)
    return mapping(prefixed('"data": ', shown)) if name in {None, "linkage"} else shown


def _written(each: Gathered) -> list[tuple[str, Callable[[str], str]]]:
    """Return the columns, and what the object of a name gives them."""

    def given(wire: str, read: str) -> Callable[[str], str]:
        return lambda name: read.format(f"{name}.get({string(wire)})")

    members = [(column, given(wire, "{}")) for wire, column in each.members]
    reads = ((one, f"{_reader(one)}({{}})") for one in each.linked)
    return [*members, *((one.column, given(one.wire_name, read)) for one, read in reads)]


def _reader(one: Linked) -> str:
    """Return the function that reads a relationship."""
    if one.type is None:
        return "linked"
    return "linked_keys" if one.many else "linked_key"


def _columns_written(each: Gathered) -> tuple[str, ...]:
    columns = (column for column, _ in _written(each))
    return tuple(column for column in columns if column not in each.unwritten)


def _is_written(table: Table, each: Gathered) -> bool:
    columns = _columns_written(each)
    return bool(columns) and not any(_is_computed(table, column) for column in columns)


def _must_stay(table: Table, each: Gathered) -> bool:
    return not all(table.column(column).nullable for column in _columns_written(each))


def _narrowed(table: Table, each: Gathered) -> str:
    """Return the statements that answer null where no member has a value, or leave some out."""
    lacking = "any(part is not None for part in parts.values())"
    if not each.omitted:
        return f"{' ' * _INDENT}return parts if {lacking} else None"
    others = {wire for wire, column in each.members if table.column(column).nullable}
    told, bound = "part is not None", ""
    if others - set(each.omitted):
        listed = pack(*(string(wire) for wire in each.omitted))
        bound = laid_out(prefixed("optional = ", listed), indent=_INDENT) + "\n"
        told = "part is not None or name not in optional"
    kept = comprehension("name: part", f"for name, part in parts.items() if {told}")
    shown = replace(kept, brackets="{}")
    if each.always:
        return bound + laid_out(prefixed("return ", shown), indent=_INDENT)
    bound += laid_out(prefixed("shown = ", shown), indent=_INDENT)
    told = f"shown if {lacking} else None" if others - set(each.omitted) else "shown or None"
    return f"{bound}\n{' ' * _INDENT}return {told}"


def mark_view(mark: Mark) -> ToldView:
    """Prepare a flag that a time tells."""
    said, test = ("not set", "is None") if mark.unset else ("set", "is not None")
    told = f"return self.{identifier(mark.column)} {test}"
    return _told(mark.name, f"Whether `{mark.column}` is {said}.", "bool", told)


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
    found += [Import("typing", "ClassVar")] if table.constants else []
    if any(_is_written(table, each) and _must_stay(table, each) for each in table.gathered):
        found.append(Import(f"{package}.database", "assign"))
    unwritten = {column for each in table.gathered for column in each.unwritten}
    for one in (one for each in table.gathered for one in each.linked):
        reader = None if one.column in unwritten else _reader(one)
        names = (_shower(one), reader)
        found += [Import(f"{package}.linkage", name) for name in names if name is not None]
    return found


def constant_code(name: str, value: Json) -> str:
    """Return the attribute that all rows of a table have the same of."""
    return laid_out(
        prefixed(f"{identifier(name)}: ClassVar[{type(value).__name__}] = ", json_code(value)),
        indent=STEP,
    )


def _is_computed(table: Table, name: str) -> bool:
    declared = table.column(name).declared
    return declared is not None and declared.generated is not None
