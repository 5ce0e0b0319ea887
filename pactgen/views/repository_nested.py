"""The methods of a repository that keep what bodies bring for other tables.

Location: pactgen/views/repository_nested.py. Used by the views of repository.py and of the service.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import Emitted, code, docstring, identifier, string
from pactgen.passes.words.names import singular
from pactgen.values import dataclass
from pactgen.views.access import access_to, table_of
from pactgen.views.blocks import Function, Nested, Statement, function
from pactgen.views.deletion import standing
from pactgen.views.imports import Import
from pactgen.views.known import known
from pactgen.views.layout import Code, call, comprehension, laid_out, mapping, prefixed, signature
from pactgen.views.naming import row_variable, table_import, words
from pactgen.views.repository_named import refusal, refusal_of_unnamed, unknown_error

if TYPE_CHECKING:
    from pactgen.ir.binding import CopiedValue, KeptTotal, NamedMember, NestedWrite
    from pactgen.ir.database import Table
    from pactgen.ir.design import Design, Resource

INDENT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class NestedPart:
    """A method, the constant that it reads members by, and what both import."""

    function: Function
    imports: tuple[Import, ...]
    constant: Emitted | None = None


def nested_parts(design: Design, resource: Resource) -> tuple[NestedPart, ...]:
    """Return a method for each member of bodies that is kept in rows of another table."""
    return tuple(_part(design, resource, each) for each in access_to(design, resource).nested)


def set_method(nested: NestedWrite) -> str:
    """Name the method: `set_lines`."""
    return f"set_{identifier(nested.attribute).rstrip('_')}"


def kept_in(design: Design, nested: NestedWrite) -> tuple[Table, list[tuple[str, str]]]:
    """Return the table that keeps the rows, and its columns that name the row they belong to."""
    relation = nested.relation
    if relation.through is not None:
        return design.tables[relation.through.table], list(relation.through.near)
    return design.tables[relation.table], [(other, own) for own, other in relation.pairs]


def removals(design: Design, resource: Resource, row: str) -> list[Statement]:
    """Return the statements that delete what belongs to a row before the row itself."""
    statements: list[Statement] = []
    for nested in access_to(design, resource).nested:
        table, pairs = kept_in(design, nested)
        if _cascades(table, pairs):
            continue
        statements.append(call("await self._session.execute", _deletion(table, pairs, row)))
    return statements


def _cascades(table: Table, pairs: list[tuple[str, str]]) -> bool:
    found = [table.column(name).references for name, _ in pairs]
    return all(each is not None and each.on_delete == "CASCADE" for each in found)


def _deletion(table: Table, pairs: list[tuple[str, str]], row: str) -> Code:
    equal = [f"{table.model}.{identifier(a)} == {row}.{identifier(b)}" for a, b in pairs]
    return call(f"delete({table.model}).where", *equal)


def _part(design: Design, resource: Resource, nested: NestedWrite) -> NestedPart:
    row = row_variable(resource)
    table, pairs = kept_in(design, nested)
    name = identifier(nested.attribute)
    given = [f"{identifier(a)}={row}.{identifier(b)}" for a, b in pairs]
    if nested.numbered is not None:
        given.append(f"{identifier(nested.numbered)}=number")
    needs = [Import("collections.abc", "Sequence"), Import("typing", "Any")]
    constant = None
    if nested.items == "values":
        held = "Sequence[Any]"
        made = call(table.model, *given, f"{identifier(nested.column or '')}=each")
        elements = f"dict.fromkeys({name})"
        if nested.called is not None:
            return _by_name(design, resource, nested, given)
    else:
        held = "Sequence[Mapping[str, Any]]"
        needs.append(Import("collections.abc", "Mapping"))
        needs.append(Import(f"{design.package}.related", "columns_of"))
        members = f"{resource.singular.upper()}_{nested.attribute.upper().rstrip('_')}"
        entries = [f"{string(wire)}: {string(column)}" for wire, column in nested.members]
        constant = code(
            laid_out(
                prefixed(f"{identifier(members)}: Mapping[str, str] = ", mapping(*entries)),
                indent=0,
            )
        )
        sent = name if nested.single else "each"
        given += [
            f"{identifier(each.column)}={_known(each)}[each[{string(each.member)}]]"
            for each in nested.named
        ]
        given += [
            f"{identifier(each.column)}={identifier(each.source)}_of[{_naming(nested, each)}]"
            for each in nested.copied
            if not each.optional
        ]
        told = f"columns_of({sent}, {identifier(members)})"
        told = f"(copied | {told})" if any(each.optional for each in nested.copied) else told
        made = call(table.model, *given, f"**{told}")
        elements = name
    if nested.single:
        held = "Mapping[str, Any] | None"
        needs = [each for each in needs if each.name != "Sequence"]
    loop = f"for each in {elements}:"
    if nested.numbered is not None:
        loop = f"for number, each in enumerate({elements}, start=1):"
    imports = [*needs, Import("sqlalchemy", "delete"), table_import(design, table)]
    imports.append(table_import(design, table_of(design, resource)))
    imports += [each for one in nested.named for each in _named_imports(design, one)]
    imports += [each for one in nested.copied for each in _copied_imports(design, one)]
    imports += [] if nested.lenient is None else [unknown_error(design.package)]
    body: list[Statement] = [
        call("await self._session.execute", _deletion(table, pairs, row)),
        *(each for one in nested.named for each in _looked_up(design, one, name)),
        *(each for one in nested.copied for each in _copied(design, nested, one, name)),
        f"if {name} is not None:" if nested.single else loop,
        *(Nested(each) for each in refusal_of_unnamed(nested, "each")),
        *(Nested(each) for one in nested.named for each in _missed(one)),
        *(Nested(each) for one in nested.copied for each in _source_missed(nested, one)),
        *(Nested(each) for each in _taken_over(nested)),
        Nested(call("self._session.add", made)),
        "await self._session.flush()",
        *_summed(table, pairs, row, nested.total),
        f"return await self._read_again({row})",
    ]
    if nested.total is not None:
        imports += [Import("sqlalchemy", "func"), Import("sqlalchemy", "select")]
    function_ = _setter(resource, nested, held, body)
    return NestedPart(function=function_, imports=tuple(imports), constant=constant)


def _summed(
    table: Table, pairs: list[tuple[str, str]], row: str, total: KeptTotal | None
) -> list[Statement]:
    """Return the statements that keep what the rows of a list come to."""
    if total is None:
        return []
    equal = [f"{table.model}.{identifier(a)} == {row}.{identifier(b)}" for a, b in pairs]
    product = " * ".join(f"{table.model}.{identifier(each)}" for each in total.factors)
    return [
        prefixed("amount = ", call(f"select(func.sum({product})).where", *equal)),
        f"{row}.{identifier(total.column)} = await self._session.scalar(amount) or 0",
        "await self._session.flush()",
    ]


def _known(named: NamedMember) -> str:
    """Name the mapping from what rows are called to their keys."""
    return f"by_{identifier(named.member).lower()}"


def _looked_up(design: Design, named: NamedMember, rows: str) -> list[Statement]:
    """Return the statements that find the keys of all rows that objects name."""
    other = design.tables[named.table]
    called = f"{other.model}.{identifier(named.called)}"
    names = comprehension(f"each[{string(named.member)}]", f"for each in {rows}")
    chosen = f"select({called}, {other.model}.{identifier(named.key)})"
    sought = call(f"{chosen}.where", call(f"{called}.in_", names), *standing(other))
    return [
        prefixed("sought = ", sought),
        f"{_known(named)} = dict((await self._session.execute(sought)).all())",
    ]


def _missed(named: NamedMember) -> list[Statement]:
    """Return the statements that refuse the name of a row that is not there."""
    value = f"each[{string(named.member)}]"
    thing = named.column.removesuffix("_id")
    return [f"if {value} not in {_known(named)}:", Nested(refusal(thing, named.called, value))]


def _naming(nested: NestedWrite, copied: CopiedValue) -> str:
    """Return the expression of the key of the row from which an object takes a value over."""
    for named in nested.named:
        if named.column == copied.by:
            return f"{_known(named)}[each[{string(named.member)}]]"
    return f"each[{string(_bringing(nested, copied))}]"


def _bringing(nested: NestedWrite, copied: CopiedValue) -> str:
    return next(wire for wire, column in nested.members if column == copied.by)


def _copied(design: Design, nested: NestedWrite, copied: CopiedValue, rows: str) -> list[Statement]:
    """Return the statements that read what all objects take over."""
    other = design.tables[copied.table]
    key = f"{other.model}.{identifier(copied.key)}"
    chosen = f"select({key}, {other.model}.{identifier(copied.source)})"
    keys: Code = comprehension(_naming(nested, copied), f"for each in {rows}")
    for named in nested.named:
        if named.column == copied.by:
            keys = f"{_known(named)}.values()"
    sought = call(f"{chosen}.where", call(f"{key}.in_", keys), *standing(other))
    found = f"{identifier(copied.source)}_of"
    return [
        prefixed(f"{found}_row = ", sought),
        f"{found} = dict((await self._session.execute({found}_row)).all())",
    ]


def _source_missed(nested: NestedWrite, copied: CopiedValue) -> list[Statement]:
    """Return the statements that refuse the key of a row that is not there."""
    if any(named.column == copied.by for named in nested.named):
        return []
    value = f"each[{string(_bringing(nested, copied))}]"
    thing = copied.by.removesuffix("_id")
    return [
        f"if {value} not in {identifier(copied.source)}_of:",
        Nested(refusal(thing, copied.key, value)),
    ]


def _taken_over(nested: NestedWrite) -> list[Statement]:
    """Return the statement that takes over what an object may bring itself."""
    entries = [
        f"{string(each.column)}: {identifier(each.source)}_of[{_naming(nested, each)}]"
        for each in nested.copied
        if each.optional
    ]
    return [prefixed("copied = ", mapping(*entries))] if entries else []


def _copied_imports(design: Design, copied: CopiedValue) -> list[Import]:
    other = table_import(design, design.tables[copied.table])
    return [Import("sqlalchemy", "select"), other, unknown_error(design.package)]


def _named_imports(design: Design, named: NamedMember) -> list[Import]:
    other = table_import(design, design.tables[named.table])
    return [Import("sqlalchemy", "select"), other, unknown_error(design.package)]


def _setter(resource: Resource, nested: NestedWrite, held: str, body: list[Statement]) -> Function:
    row, model, name = row_variable(resource), resource.name, identifier(nested.attribute)
    which = "this" if nested.single else "these"
    return function(
        signature(set_method(nested), ("self", f"{row}: {model}", f"{name}: {held}"), model),
        docstring(
            f"Make {which} the {words(nested.attribute)} of the {words(resource.singular)}.",
            fallback="Replace the rows that belong to it.",
            indent=INDENT,
        ),
        body,
    )


def _by_name(
    design: Design, resource: Resource, nested: NestedWrite, given: list[str]
) -> NestedPart:
    """Connect the row with those of another table that are called so."""
    row, name = row_variable(resource), identifier(nested.attribute)
    join, pairs = kept_in(design, nested)
    other, called = design.tables[nested.relation.table], known(nested.called)
    key = identifier(known(nested.relation.through).far[0][1])
    column = f"{other.model}.{identifier(called)}"
    sought = call(f"select({other.model}).where", f"{column}.in_({name})", *standing(other))
    loop = f"for each in dict.fromkeys({name}):"
    if nested.numbered is not None:
        loop = f"for number, each in enumerate(dict.fromkeys({name}), start=1):"
    missed: list[Statement] = [refusal(singular(nested.attribute), called, "each")]
    if nested.makes:
        missed = [
            prefixed("found[each] = ", call(other.model, f"{identifier(called)}=each")),
            "self._session.add(found[each])",
            "await self._session.flush()",
        ]
    made = call(join.model, *given, f"{identifier(known(nested.column))}=found[each].{key}")
    body: list[Statement] = [
        call("await self._session.execute", _deletion(join, pairs, row)),
        prefixed("known = await self._session.scalars", call("", sought)),
        f"found = {{each.{identifier(called)}: each for each in known}}",
        loop,
        Nested("if each not in found:"),
        *(Nested(Nested(each)) for each in missed),
        Nested(call("self._session.add", made)),
        "await self._session.flush()",
        f"return await self._read_again({row})",
    ]
    imports = [
        Import("collections.abc", "Sequence"),
        Import("sqlalchemy", "delete"),
        Import("sqlalchemy", "select"),
        table_import(design, join),
        table_import(design, other),
        table_import(design, table_of(design, resource)),
        *([] if nested.makes else [unknown_error(design.package)]),
    ]
    return NestedPart(
        function=_setter(resource, nested, "Sequence[str]", body), imports=tuple(imports)
    )
