"""The view of owners.py: the key of whoever is calling, for rows that belong to somebody.

Location: pactgen/views/owners.py. Used by plan.py and by the view of key_texts.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import Emitted, code, identifier, string
from pactgen.values import dataclass
from pactgen.views.access import Lookup, get_method, table_of
from pactgen.views.blocks import Nested, Statement, block
from pactgen.views.columns import PYTHON_TYPES, parse_of, python_imports
from pactgen.views.finders import READERS
from pactgen.views.imports import Import
from pactgen.views.known import known
from pactgen.views.layout import call, chosen, condition, prefixed
from pactgen.views.modules import Module, module, uses_line
from pactgen.views.naming import repository_class, row_variable, words

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Resource

STEP = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnersView:
    """Everything that owners.py prints."""

    module: Module
    people: Emitted
    key_type: Emitted
    body: Emitted


def has_owners(design: Design) -> bool:
    """Tell whether operations keep to rows of the caller's own."""
    return design.person is not None


def person_of(design: Design) -> Resource:
    """Return the resource whose rows call."""
    return design.resources[known(design.person)]


def reads_owner_keys(design: Design) -> bool:
    """Tell whether the key of whoever is calling must be read from a text."""
    return (
        has_owners(design) and parse_of("str", table_of(design, person_of(design)).key) is not None
    )


def _closed(design: Design, row: str) -> list[str]:
    """Return the test that an account lets nobody in any more."""
    closed = design.closed
    if closed is None:
        return []
    value = f"{row}.{identifier(closed.column)}"
    if closed.of_time:
        return [f"{value} is not None"]
    if isinstance(closed.value, bool):
        return [value if closed.value else f"not {value}"]
    if closed.others:
        return [f"{value} in {{{', '.join(string(str(each)) for each in closed.values)}}}"]
    return [f"{value} == {string(closed.value)}"]


def owners_view(design: Design) -> OwnersView:
    """Prepare owners.py."""
    resource, package = person_of(design), design.package
    key = table_of(design, resource).key
    parse = parse_of("str", key)
    row = row_variable(resource)
    row = f"own_{row}" if row == "caller" else row
    method = get_method(design, resource, Lookup((key.name,)))
    repository = repository_class(design, resource)
    imports = [
        Import("typing", "Annotated"),
        Import("fastapi", "Depends"),
        Import(f"{package}.callers", "CurrentCaller"),
        Import(f"{package}.callers", "UnknownCallerError"),
        Import(f"{package}.database", "Session"),
        Import(f"{package}.{resource.home}.repository", repository),
        *python_imports([key]),
    ]
    found = f"{repository}(session).{method}"
    statements: list[Statement] = [prefixed(f"{row} = ", call(f"await {found}", "caller.subject"))]
    if parse is not None:
        imports.append(Import(f"{package}.key_texts", READERS[parse]))
        name = f"{resource.singular}_key"
        asked = chosen(row, f"{name} is None", f"await {found}({name})")
        statements = [f"{name} = {READERS[parse]}(caller.subject)", asked]
    told = [f"{row} is None", *_closed(design, row)]
    statements += [condition("or", *told), Nested("raise UnknownCallerError")]
    if any(each.is_computed for each in table_of(design, resource).derived):
        # Answers that show this person read more of them than the key.
        statements.append(call("session.expunge", row))
    statements.append(f"return {row}.{identifier(key.name)}")
    return OwnersView(
        module=module(package, "owners.py", uses_line(package, "", imports), imports),
        people=code(words(resource.singular)),
        key_type=code(PYTHON_TYPES[key.kind]),
        body=block(statements, STEP),
    )
