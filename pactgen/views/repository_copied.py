"""The methods that read what a new row takes over from the row that it names.

Location: pactgen/views/repository_copied.py. Used by the view of repositories and by that of the
values of new rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import docstring, identifier
from pactgen.ir.behaviours import CreateRow
from pactgen.views.access import endpoints_on
from pactgen.views.blocks import Function, Nested, Statement, function
from pactgen.views.columns import PYTHON_TYPES, python_imports
from pactgen.views.deletion import standing
from pactgen.views.imports import Import
from pactgen.views.layout import call, chain, prefixed, signature
from pactgen.views.naming import table_import, words
from pactgen.views.repository_named import refusal, unknown_error
from pactgen.views.selecting import INDENT

if TYPE_CHECKING:
    from pactgen.ir.binding import CopiedValue
    from pactgen.ir.design import Design, Resource


def copied_method(copied: CopiedValue) -> str:
    """Name the method: `unit_price_of_product`."""
    return identifier(f"{copied.source}_of_{_thing(copied)}")


def copied_functions(design: Design, resource: Resource) -> tuple[Function, ...]:
    """Return a method for each value that new rows take over."""
    return tuple(_function(design, each) for each in _copied(design, resource))


def copied_imports(design: Design, resource: Resource) -> list[Import]:
    """Return what these methods need."""
    found: list[Import] = []
    for each in _copied(design, resource):
        other = design.tables[each.table]
        found += [Import("sqlalchemy", "select"), unknown_error(design.package)]
        columns = [other.column(each.key), other.column(each.source)]
        found += [table_import(design, other), *python_imports(columns)]
    return found


def _copied(design: Design, resource: Resource) -> tuple[CopiedValue, ...]:
    behaviours = [each.behaviour for each in endpoints_on(design, resource)]
    told = [one for each in behaviours if isinstance(each, CreateRow) for one in each.copied]
    return tuple({copied_method(one): one for one in told}.values())


def _thing(copied: CopiedValue) -> str:
    return copied.by.removesuffix("_id")


def _function(design: Design, copied: CopiedValue) -> Function:
    other = design.tables[copied.table]
    key, source = other.column(copied.key), other.column(copied.source)
    name = identifier(copied.by)
    wanted = chain("==", f"{other.model}.{identifier(copied.key)}", name)
    chosen = f"select({other.model}.{identifier(copied.source)})"
    body: list[Statement] = [
        prefixed("query = ", call(f"{chosen}.where", wanted, *standing(other))),
        "found = await self._session.scalar(query)",
        "if found is None:",
        Nested(refusal(_thing(copied), copied.key, f"str({name})")),
        "return found",
    ]
    return function(
        signature(
            copied_method(copied),
            ("self", f"{name}: {PYTHON_TYPES[key.kind]}"),
            PYTHON_TYPES[source.kind],
        ),
        docstring(
            f"Return the {words(copied.source)} of the {words(_thing(copied))}.",
            fallback="Return what a new row takes over.",
            indent=INDENT,
        ),
        body,
    )
