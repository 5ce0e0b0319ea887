"""Whether an operation can do what it is taken for: rows can be named, parents are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.passes.behaviours.rival_lists import some_only
from pactgen.passes.reading.columns import FORMS, effective, storage_of
from pactgen.passes.reading.drawn_keys import takes_drawn
from pactgen.passes.reading.messages import answered_schema
from pactgen.passes.reading.patterns import matches
from pactgen.passes.reading.shapes import (
    closes_itself,
    input_shape_of,
    items_of,
    shape_of,
    types_of,
)
from pactgen.passes.tables.keys import (
    drawn_beside,
    is_nobodys_key,
    item_parameter,
    item_parameters,
)
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import attribute_names
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pactgen.ir.contract import Contract, Property, Schema
    from pactgen.ir.database import Column, ColumnKind, Generated, Table
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

_SPELLED: Final[frozenset[ColumnKind]] = frozenset({"uuid", "timestamp", "date"})
"""Kinds that a text may spell."""


def unreachable(
    contract: Contract,
    one: Sighting,
    verdict: Verdict,
    stored: Stored,
    tables: Mapping[str, Table],
    brought: Collection[str],
) -> str | None:
    """Return why the operation cannot work on the rows of the resource; None where it can.

    A row that is made must have what every path to an item asks for; a list below another resource
    needs a column that names the parent.
    """
    if (several := _names_several(contract, one)) is not None:
        return f"`{several}` of its path names several rows at once."
    page = _page_in_path(one) if verdict.name in {"list", "values"} else None
    if page is not None:
        return f"`{page}` of its path says which page of a list is meant, and names no row."
    if (odd := names_nothing(contract, one, stored, tables)) is not None:
        return odd
    columns = stored.columns_in(one.place)
    if verdict.name == "list":
        return some_only(one, stored) or _never_filled(contract, one, stored, columns)
    if verdict.name == "replace" and one.body is None and not stored.kept.is_mark:
        return _lacking(one, stored)
    if verdict.name != "create":
        return None
    if (odd := _unfillable(contract, stored, brought)) is not None:
        return f"Answers must show `{odd}` in a form that no input brings and no default tells."
    given = {columns[step.parameter] for step in one.place.scopes} | set(brought)
    lacks = [_untold(each, stored, given) for each in stored.kept.sightings if each.place.is_item]
    if lacks and all(lacks):
        return (
            f"A row that it makes could not be named: paths of a {stored.kept.name} ask for "
            f"`{lacks[0][0]}`, and no input of this operation tells it."
        )
    return None


def names_nothing(
    contract: Contract, one: Sighting, stored: Stored, tables: Mapping[str, Table]
) -> str | None:
    """Return why the path names no row, or no parent of one; None where it can."""
    odd = _unknown_parent(one, stored) or names_no_parent(contract, one, stored, tables)
    if odd is not None or not one.place.is_item:
        return odd
    return _names_no_row(contract, one, stored)


def _unknown_parent(one: Sighting, stored: Stored) -> str | None:
    """Return why a parent that the path names says nothing of the rows; None where it does."""
    columns = stored.columns_in(one.place)
    unknown = [step.parameter for step in one.place.scopes if step.parameter not in columns]
    if not unknown:
        return None
    return f"No property of a {stored.kept.name} says which `{unknown[0]}` it belongs to."


def _names_no_row(contract: Contract, one: Sighting, stored: Stored) -> str | None:
    """Return why the end of a path does not name a row by what rows are known by."""
    name, noun = one.place.steps[-1].parameter, stored.kept.name
    if is_nobodys_key(contract, one, stored):
        return f"The key of a {noun} is a text that is drawn: no `{name}` is one."
    if _named_otherwise(one, stored):
        return f"`{name}` is another property of a {noun} than the one that it is known by."
    if (number := _numbered_row(contract, one, stored)) is not None:
        return f"What `{number}` would name is known by a text: no number is one."
    if stored.table.column(stored.lookup).kind == "double" and not _takes_numbers(
        contract, one, name
    ):
        return f"What `{name}` would name is known by a number, and `{name}` may be any text."
    return None


def _named_otherwise(one: Sighting, stored: Stored) -> bool:
    """Whether the end of a path is called like another property than rows are known by.

    `POST /tasks/{user_id}` beside `PATCH /tasks/{task_id}`.
    """
    name = bare(one.place.steps[-1].parameter)
    known = item_parameter(stored.kept)
    if one.by is not None or known is None or bare(known.name) == name:
        return False
    if drawn_beside(one, stored) is not None:
        return False
    called = {each.name for each in stored.table.columns if bare(each.wire_name) == name}
    return bool(called) and stored.lookup not in called


def _untold(one: Sighting, stored: Stored, given: Collection[str]) -> list[str]:
    """Return the parents that a path asks for and that no column of these holds."""
    columns = stored.columns_in(one.place)
    names = (step.parameter for step in one.place.scopes)
    return [name for name in names if columns.get(name) not in given]


def _names_several(contract: Contract, one: Sighting) -> str | None:
    """Return the parameter of the path that is a list."""
    named = {step.parameter for step in one.place.steps}
    for parameter in one.operation.parameters:
        is_step = parameter.location == "path" and parameter.name in named
        if is_step and items_of(contract, parameter.schema) is not None:
            return parameter.name
    return None


def _page_in_path(one: Sighting) -> str | None:
    """Return the last parameter of a list's path, where it is called as pages are counted."""
    last = one.place.steps[-1] if one.place.steps else None
    if last is None or bare(last.parameter) not in vocabulary.PAGE:
        return None
    names_pages = bool(last.literals) and bare(last.literals[-1]) in {"page", "pages"}
    return None if names_pages and not one.place.is_open else last.parameter


def _lacking(one: Sighting, stored: Stored) -> str | None:
    """Why a row cannot be made of its path alone: something else must be told about it."""
    given = {stored.lookup, *stored.columns_in(one.place).values()}
    needs = (
        column.name
        for column in stored.table.columns
        if not column.nullable and column.generated is None
    )
    filled = (name for name, _ in stored.filled)
    lacks = next((name for name in (*needs, *filled) if name not in given), None)
    return None if lacks is None else f"PUT without a body: nothing tells its `{lacks}`."


def _numbered_row(contract: Contract, one: Sighting, stored: Stored) -> str | None:
    """Return the parameter of an item that takes numbers, where other paths name rows by a text."""
    name, column = one.place.steps[-1].parameter, stored.table.column(stored.lookup)
    others = (types_of(contract, each.schema) for each in item_parameters(stored.kept))
    if column.kind != "text" or not any("string" in types for types in others):
        return None
    return name if _takes_numbers(contract, one, name) else None


def _takes_numbers(contract: Contract, one: Sighting, name: str) -> bool:
    """Whether a parameter of the path is a number, and nothing else but null."""
    given = {
        kind
        for parameter in one.operation.parameters
        if parameter.location == "path" and parameter.name == name
        for kind in types_of(contract, parameter.schema) - {"null"}
    }
    return bool(given) and given <= {"integer", "number"}


def names_no_parent(
    contract: Contract, one: Sighting, stored: Stored, tables: Mapping[str, Table]
) -> str | None:
    """Return why the path names no parent, whatever it brings; None where it can."""
    parent = _numbered_parent(contract, one, stored, tables)
    return parent and f"What `{parent}` would name is known by a text: no number is one."


def _numbered_parent(
    contract: Contract, one: Sighting, stored: Stored, tables: Mapping[str, Table]
) -> str | None:
    """Return a parameter that takes numbers, where rows name that parent by another text."""
    columns = stored.columns_in(one.place)
    for step in one.place.scopes:
        column = stored.table.column(columns[step.parameter])
        numbered = _takes_numbers(contract, one, step.parameter)
        if numbered and _is_any_text(contract, column, stored, tables):
            return step.parameter
    return None


def _is_any_text(
    contract: Contract, column: Column, stored: Stored, tables: Mapping[str, Table]
) -> bool:
    """Whether a column may hold texts that spell no number."""
    if column.kind not in {"text", "uuid"}:
        return False
    parent = column.references
    if parent is None:
        shown = (shape_of(contract, schema) for schema in stored.kept.representations)
        return any(shape.property(column.wire_name) is not None for shape in shown)
    drawn = tables[parent.table].column(parent.column).generated
    return drawn is None or not drawn.is_number


def at_odds(contract: Contract, one: Sighting, stored: Stored) -> str | None:
    """Return why the answer cannot show the rows: other answers show a value in another form."""
    shown = None if one.answer is None else one.answer.schema
    told = (answered_schema(one.operation), shown)
    if any(each is not None and closes_itself(contract, each) for each in told):
        return "Its answer is closed (`additionalProperties: false`) to what its `allOf` brings."
    columns = {column.wire_name: column for column in stored.table.columns}
    members = () if shown is None else shape_of(contract, shown).properties
    posts = (each for each in stored.kept.sightings if each.method == "post" and each.body)
    made = not all(each.place.is_item for each in posts)
    for member in members:
        column = columns.get(member.name)
        kind = storage_of(contract, member.schema).kind
        if column is None:
            continue
        dropped = column.name in stored.unstorable and not made
        elsewhere = dropped or not stored.kept.inputs
        apart = one.method == "get" and elsewhere and _is_unlike(contract, member, column, stored)
        if _shows(column.kind, kind) and not apart:
            continue
        filled = apart or column.generated or _is_brought(contract, member.name, stored)
        if filled or column.references is not None or not column.nullable:
            name = stored.kept.name
            return f"Its answer shows `{member.name}` of a {name} in another form than others do."
    return None


def _is_unlike(contract: Contract, member: Property, column: Column, stored: Stored) -> bool:
    """Whether values of the column, as other answers show them, are of no JSON type of this one."""
    told = _kinds(contract, member.schema)
    known = (shape_of(contract, schema) for schema in stored.kept.representations)
    others = (shape.property(member.name) for shape in known)
    return any(
        types.isdisjoint(told)
        for other in others
        if other is not None and storage_of(contract, other.schema).kind == column.kind
        if told and (types := _kinds(contract, other.schema))
    )


def _kinds(contract: Contract, schema: Schema) -> set[str]:
    """Return the JSON types without null; every integer is a number."""
    told = types_of(contract, schema) - {"null"}
    return {"number" if each == "integer" else each for each in told}


def _shows(kept: ColumnKind, shown: ColumnKind) -> bool:
    """Whether a value of one kind of column can be shown as one of the other."""
    forms = FORMS.get(kept, kept), FORMS.get(shown, shown)
    return forms[0] == forms[1] or "json" in forms or (kept == "text" and shown in _SPELLED)


def _is_brought(contract: Contract, name: str, stored: Stored) -> bool:
    """Whether some body may bring the property."""
    inputs = (input_shape_of(contract, schema) for schema in stored.kept.inputs)
    return any(shape.property(name) is not None for shape in inputs)


def _unfillable(contract: Contract, stored: Stored, brought: Collection[str]) -> str | None:
    """Return a column of new rows whose placeholder, or drawn key, the contract refuses."""
    key = stored.table.key
    drawn = key.generated if key.kind == "text" and key.name not in brought else None
    if drawn is not None and drawn.kind in {"uuid", "form"} and not _takes(contract, stored, drawn):
        return key.wire_name
    for name, value in stored.filled:
        for schema in stored.kept.representations:
            wire_name = stored.table.column(name).wire_name
            member = shape_of(contract, schema).property(wire_name)
            pattern = None if member is None else effective(contract, member.schema).pattern
            if pattern is not None and isinstance(value, str) and not matches(pattern, value):
                return wire_name
    return None


def _takes(contract: Contract, stored: Stored, drawn: Generated) -> bool:
    """Whether paths and answers take the texts that are drawn for keys."""
    key = stored.table.key
    named = item_parameter(stored.kept) if stored.lookup == key.name else None
    shown = (
        shape_of(contract, schema).property(key.wire_name) for schema in stored.kept.representations
    )
    schemas = [*(one.schema for one in (named, *shown) if one is not None)]
    return all(takes_drawn(drawn, effective(contract, schema)) for schema in schemas)


def _never_filled(
    contract: Contract, one: Sighting, stored: Stored, columns: Mapping[str, str]
) -> str | None:
    """Rows that no operation gives a parent, and that show none, cannot be listed below it."""
    writers = [
        each for each in stored.kept.sightings if each.body is not None and each.method != "get"
    ]
    if not any(each.method in {"post", "put"} for each in writers):
        return None
    told = {column for each in writers for column in stored.columns_in(each.place).values()}
    bodies = [each.body for each in writers if each.body is not None]
    for schema in (*stored.kept.representations, *bodies):
        members = input_shape_of(contract, schema).properties
        told |= set(attribute_names(member.name for member in members).values())
    for step in one.place.scopes:
        if columns[step.parameter] not in told:
            return (
                f"No operation says which {stored.kept.name} rows belong to a `{step.parameter}`, "
                "so the list would stay empty."
            )
    return None
