"""The view of tenants.py: whose rows are there for whoever is calling.

Location: pactgen/views/tenants.py. Used by plan.py and by the view of key_texts.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.emit import Emitted, code, identifier
from pactgen.ir.behaviours import Rowless
from pactgen.ir.inputs import ScopeRole
from pactgen.values import dataclass
from pactgen.views.access import table_of
from pactgen.views.blocks import Nested, Statement, block
from pactgen.views.columns import PYTHON_TYPES, parse_of, python_imports
from pactgen.views.finders import READERS
from pactgen.views.imports import Import
from pactgen.views.known import known
from pactgen.views.layout import Code, call, flat, laid_out, mapping, pack, prefixed
from pactgen.views.modules import Module, module, uses_line
from pactgen.views.naming import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.ir.database import Column, Table
    from pactgen.ir.design import Design

STEP = 4
_SPELLED: Final = '"""Rows that spell the key of their tenant as a text."""'


@dataclass(frozen=True, slots=True, kw_only=True)
class TenantsView:
    """Everything that tenants.py prints."""

    module: Module
    people: Emitted
    key_type: Emitted
    names: Emitted
    """Of the mapped classes: the attribute that names the tenant."""
    texts: Emitted
    """The statement that tells the mapped classes which spell the key of the tenant as a text."""
    criteria: Emitted
    body: Emitted
    key: Emitted
    """What a new row is given."""


def has_tenants(design: Design) -> bool:
    """Tell whether operations keep to what the row of whoever is calling belongs to."""
    return design.members is not None


def reads_member_keys(design: Design) -> bool:
    """Tell whether the key of whoever is calling must be read from a text."""
    return has_tenants(design) and parse_of("str", _people(design).key) is not None


def tenants_view(design: Design) -> TenantsView:
    """Prepare tenants.py."""
    package, people = design.package, _people(design)
    column, parse = people.column(known(people.tenant)), parse_of("str", people.key)
    owned = [table for table in design.tables.values() if table.tenant is not None]
    below = list(_below(design))
    imports = [
        Import("contextvars", "ContextVar"),
        Import("typing", "Any"),
        *(Import("sqlalchemy", name) for name in ("BindParameter", "bindparam", "event")),
        *(Import("sqlalchemy", name) for name in ("orm", "select")),
        *(Import(f"{package}.callers", name) for name in ("CurrentCaller", "UnknownCallerError")),
        *(Import(f"{package}.database", name) for name in ("Base", "Session")),
        *(Import(f"{package}.models", table.model) for table in owned),
        *(Import(f"{package}.models", table.model) for table, _, _ in below),
        *python_imports([column]),
    ]
    given = "caller.subject"
    statements: list[Statement] = ["_KEY.set(None)"]
    query = call("select", f"{people.model}.{identifier(column.name)}")
    if parse is not None:
        imports.append(Import(f"{package}.key_texts", READERS[parse]))
        given = "key"
        statements += [f"key = {READERS[parse]}(caller.subject)"]
    where = f"{people.model}.{identifier(people.key.name)} == {given}"
    statements.append(call(f"query = {flat(query)}.where", where))
    asked = "await session.scalar(query)"
    found = f"None if key is None else {asked}" if parse is not None else asked
    statements += [
        f"tenant = {found}",
        "if tenant is None:",
        Nested("raise UnknownCallerError"),
        "_KEY.set(tenant)",
    ]
    names = (f'{table.model}: "{known(table.tenant)}"' for table in owned if _is_filled(table))
    spelled = [table for table in owned if _spells(table, column)]
    if spelled:
        imports.append(Import("sqlalchemy", "type_coerce"))
    texts = [table.model for table in spelled if _is_filled(table)]
    return TenantsView(
        module=module(package, "tenants.py", uses_line(package, "", imports), imports),
        people=code(words(design.resources[known(design.members)].singular)),
        key_type=code(PYTHON_TYPES[column.kind]),
        names=code(laid_out(prefixed("_NAMES: dict[type[Base], str] = ", mapping(*names)))),
        texts=code(f"\n_TEXTS = {{{', '.join(texts)}}}\n{_SPELLED}\n" if texts else ""),
        criteria=code(laid_out(prefixed("_CRITERIA = ", _criteria(people, owned, below)))),
        body=block(statements, STEP),
        key=code("str(key) if type(row) in _TEXTS else key" if texts else "key"),
    )


def _people(design: Design) -> Table:
    """Return the table of those who call."""
    return table_of(design, design.resources[known(design.members)])


def _is_filled(table: Table) -> bool:
    """Whether new rows are given their tenant: it is not the tenant itself, nor a view."""
    made = table.column(known(table.tenant)).generated
    return made is not None and made.kind == "tenant"


def _spells(table: Table, key: Column) -> bool:
    """Whether the table keeps the key of the tenant as a text, which is none elsewhere."""
    return table.column(known(table.tenant)).kind == "text" and key.kind != "text"


def _criteria(
    people: Table, owned: Iterable[Table], below: Iterable[tuple[Table, Column, Table]]
) -> Code:
    """Return what keeps every query to the rows of the tenant."""
    found = [_kept_to(table.model, _is_tenant(people, table)) for table in owned]
    for table, column, above in below:
        reference = known(column.references)
        query = f"select({above.model}.{identifier(reference.column)})"
        told = f"{query}.where({_is_tenant(people, above)})"
        named = f"{table.model}.{identifier(column.name)}"
        found.append(_kept_to(table.model, call(f"{named}.in_", told)))
    return pack(*found)


def _kept_to(model: str, rows: Code) -> Code:
    return call("orm.with_loader_criteria", model, rows)


def _is_tenant(people: Table, table: Table) -> str:
    """Spell the test of whose a row is; keys that are texts are compared as what they stand for."""
    own = _attribute(table)
    if _spells(table, people.column(known(people.tenant))):
        own = f"type_coerce({own}, {_attribute(people)}.type)"
    return f"{own} == TENANT"


def _attribute(table: Table) -> str:
    return f"{table.model}.{identifier(known(table.tenant))}"


def _below(design: Design) -> Iterator[tuple[Table, Column, Table]]:
    """Yield the tables whose rows paths name by themselves, and above whose rows the tenant is.

    Those of other tables are reached by the rows above them, which must be there.
    """
    alone = {
        endpoint.behaviour.resource: None
        for endpoint in design.endpoints
        if endpoint.of_tenant and not isinstance(endpoint.behaviour, Rowless)
        if not any(isinstance(each.role, ScopeRole) for each in endpoint.inputs)
    }
    for name in alone:
        table = table_of(design, design.resources[name])
        if table.tenant is not None:
            continue
        for column in table.columns:
            above = None if column.references is None else design.tables[column.references.table]
            if above is not None and above.tenant is not None and not column.nullable:
                yield table, column, above
                break
