"""Methods of a service that write or remove many rows: all of them, or none.

Location: pactgen/views/service_bulk.py. Used by the view of service methods. The transaction of
the request is what makes it all or none: the first row that cannot be written ends it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import identifier, string
from pactgen.ir.wire import Nullable
from pactgen.views.access import clear_method, repository_of, resource_of, table_of
from pactgen.views.arguments import select_arguments
from pactgen.views.blocks import Nested, Statement
from pactgen.views.bodies import EACH, row_fields, sent_rows
from pactgen.views.fills import shows_row
from pactgen.views.finders import row_name
from pactgen.views.guards import with_parts
from pactgen.views.imports import Import
from pactgen.views.known import known
from pactgen.views.layout import Code, call, comprehension, prefixed
from pactgen.views.naming import apart
from pactgen.views.repository_nested import set_method
from pactgen.views.service_nested import nested_in
from pactgen.views.service_values import values_of
from pactgen.views.types import resolved

if TYPE_CHECKING:
    from pactgen.ir.behaviours import ClearRows, CreateRow
    from pactgen.ir.design import Design, Endpoint, Resource

_NOTHING = "An empty list leaves nothing that the answer could show."


def create_many(design: Design, endpoint: Endpoint, behaviour: CreateRow) -> list[Statement]:
    """Store every row of the list, where it says so in place of those that are there."""
    made = _made(design, endpoint)
    if not behaviour.anew:
        return made
    parents = [identifier(each.name) for each in select_arguments(design, endpoint)]
    removing = f"await {repository_of(design, endpoint)}.{clear_method(design, endpoint)}"
    return [call(removing, *parents), *made]


def _made(design: Design, endpoint: Endpoint) -> list[Statement]:
    resource = known(resource_of(design, endpoint))
    values = values_of(design, endpoint, partial=False)
    made = call(f"await {repository_of(design, endpoint)}.add", values.new_row(resource.name))
    rows = rows_name(endpoint, resource)
    if values.statements or nested_in(endpoint):
        return _one_by_one(design, endpoint, rows, [*values.statements], made)
    every = comprehension(made, f"for {EACH} in {sent_rows(design, known(endpoint.body))}")
    if not shows_row(endpoint.answer):
        return [prefixed("return ", every)]
    return [prefixed(f"{rows} = ", every), *_last(rows)]


def change_many(
    design: Design, endpoint: Endpoint, found: list[Statement], *, partial: bool
) -> list[Statement]:
    """Write every row that the list names; `found` are the statements that find one."""
    resource = known(resource_of(design, endpoint))
    values = values_of(design, endpoint, partial=partial)
    row = row_name(endpoint, resource)
    values = with_parts(endpoint, row, values, table_of(design, resource).version)
    written = call(f"await {repository_of(design, endpoint)}.change", row, values.mapping or "{}")
    rows = rows_name(endpoint, resource)
    return _one_by_one(design, endpoint, rows, [*found, *values.statements], written)


def clear_statements(design: Design, endpoint: Endpoint, behaviour: ClearRows) -> list[Statement]:
    """Remove the rows that the inputs tell."""
    names = [each.name for each in select_arguments(design, endpoint)]
    if behaviour.column is not None:
        names.append(sent_keys(design, endpoint, behaviour.attribute))
    cleared = call(f"await {repository_of(design, endpoint)}.{endpoint.function}", *names)
    return [prefixed("return ", cleared) if behaviour.counts else cleared]


def sent_keys(design: Design, endpoint: Endpoint, attribute: str | None) -> str:
    """Return the expression of the list of keys that the body is, or holds."""
    body = known(endpoint.body)
    name: str = identifier(body.name)
    if attribute is None:
        return name if body.required else f"{name} or ()"
    fields = {field.attribute: field for field in row_fields(design, body)}
    field = fields[attribute]
    listed = f"{name}.{identifier(attribute)}"
    may_miss = not field.required or isinstance(resolved(design, field.type), Nullable)
    listed = f"{listed} or ()" if may_miss else listed
    if body.required:
        return listed
    return f"{f'({listed})' if may_miss else listed} if {name} is not None else ()"


def bulk_imports(design: Design, endpoint: Endpoint) -> tuple[Import, ...]:
    """Return what the method raises where a single row is to be shown of an empty list."""
    single = shows_row(endpoint.answer)
    return (Import(f"{design.package}.errors", "ConflictError"),) if single else ()


def rows_name(endpoint: Endpoint, resource: Resource) -> str:
    """Name the variable that holds what was written."""
    taken = {each.name for each in endpoint.inputs} | {row_name(endpoint, resource)}
    if endpoint.body is not None:
        taken.add(endpoint.body.name)
    return apart(identifier(resource.plural), taken)


def _one_by_one(
    design: Design, endpoint: Endpoint, rows: str, before: list[Statement], written: Code
) -> list[Statement]:
    """Write one row after the other, each with what its object brings for other tables."""
    row = row_name(endpoint, known(resource_of(design, endpoint)))
    kept: list[Statement] = [call(f"{rows}.append", written)]
    nested = nested_in(endpoint)
    if nested:
        kept = [prefixed(f"{row} = ", written)]
        for each in nested:
            name = identifier(each.attribute)
            setting = call(f"await {repository_of(design, endpoint)}.{set_method(each)}", row, name)
            kept += [f"if {name} is not None:", Nested(prefixed(f"{row} = ", setting))]
        kept.append(f"{rows}.append({row})")
    return [
        f"{rows} = []",
        f"for {EACH} in {sent_rows(design, known(endpoint.body))}:",
        *(Nested(each) for each in (*before, *kept)),
        *(_last(rows) if shows_row(endpoint.answer) else [f"return {rows}"]),
    ]


def _last(rows: str) -> list[Statement]:
    """Return the row that the answer shows: the one that was written last."""
    return [
        f"if not {rows}:",
        Nested(f"detail = {string(_NOTHING)}"),
        Nested("raise ConflictError(detail)"),
        f"return {rows}[-1]",
    ]
