"""Which values the contract allows and a column does not, and the other way round."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pactgen.ir.binding import Contradiction
from pactgen.passes.reading.columns import effective, is_read_only
from pactgen.passes.reading.patterns import longest_match
from pactgen.passes.reading.resource_objects import inner_members
from pactgen.passes.reading.shapes import items_of, shape_of, types_of
from pactgen.passes.reconcile.kinds import is_range, kept_values, natural_kind, rules_of
from pactgen.passes.reconcile.narrow import (
    SPELLED,
    bounded,
    range_of,
    to_form,
    to_length,
    to_values,
)
from pactgen.passes.reconcile.narrow_texts import (
    Refused,
    refused_decimals,
    refused_forms,
    refused_lengths,
    setting,
)
from pactgen.passes.words.names import attribute_names
from pactgen.passes.words.vocabulary import EVERYTHING
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir import schema
    from pactgen.ir.contract import Contract, Parameter, Property, Schema
    from pactgen.ir.database import Column, Table
    from pactgen.passes.tables.desk import Stored
    from pactgen.source import Origin

MANY = 3


def of_inputs(
    contract: Contract, stored: Stored, tables: Mapping[str, Table]
) -> Iterator[Contradiction]:
    """Report what a body may carry and a column cannot keep, in its objects, too."""
    for body in stored.kept.inputs:
        for member, column, declared in _shown(contract, body, stored.table):
            names_row = column.primary_key and body not in stored.kept.creations
            if not (is_read_only(contract, member.schema) or column.secret or names_row):
                values = _named(stored, member.name, column)
                yield from _brought(contract, member.schema, column, declared, stored.table, values)
        for name, told, column, table in _inside(contract, stored, body, tables):
            if column.declared is not None and not is_read_only(contract, told):
                values = {**_named(stored, name, column), "table": table.name}
                yield from _brought(contract, told, column, column.declared, table, values)


def _brought(
    contract: Contract,
    told: Schema,
    column: Column,
    declared: schema.Column,
    table: Table,
    values: dict[str, str],
) -> Iterator[Contradiction]:
    found = effective(contract, told)
    yield from _length(found, column, declared, values)
    checked = tuple(_checked(found, column, declared, table, values))
    formed = any(one.narrows and one.narrows.keyword == "pattern" for one in checked)
    if types_of(contract, told) - {"null"} == {"string"} and not formed:
        yield from _form(found, column, declared, values)
    yield from _range(found, column, declared, values)
    yield from checked
    item = items_of(contract, told)
    if item is not None and declared.type.parts:
        yield from _left(effective(contract, item), declared.type.parts, declared.origin, values)
    if column.kind != "boolean":
        kept, origin = kept_values(declared, _declared(table))
        yield from _left(found, kept, origin, values)


def _inside(
    contract: Contract, stored: Stored, body: Schema, tables: Mapping[str, Table]
) -> Iterator[tuple[str, Schema, Column, Table]]:
    """Yield what the objects of a body bring: the path, what it may be, and what keeps it."""
    objects = {each.name: (stored.table, each.members) for each in stored.table.gathered}
    objects |= {
        each.attribute: (tables[each.relation.table], each.members)
        for each in stored.nested
        if each.items == "rows" and each.relation.through is None
    }
    linked = [one for each in stored.table.gathered for one in each.linked]
    members = shape_of(contract, body).properties
    names = attribute_names(member.name for member in members)
    for member in members:
        if (kept := objects.get(names[member.name])) is None:
            continue
        table, columns = kept
        inner = shape_of(contract, items_of(contract, member.schema) or member.schema)
        for wire, name in columns:
            part = inner.property(wire)
            if part is not None:
                yield f"{member.name}.{wire}", part.schema, table.column(name), table
    for each in inner_members(contract, body):
        key = next((one for one in linked if one.wire_name == each.way[1]), None)
        if key is not None and each.kind is not None and not each.many:
            path = ".".join(each.way)
            yield path, each.member.schema, stored.table.column(key.column), stored.table


def of_nested(
    contract: Contract, stored: Stored, tables: Mapping[str, Table]
) -> Iterator[Contradiction]:
    """Report lists of texts that name rows of another table, whose keys are of another type."""
    for body in stored.kept.inputs:
        members = shape_of(contract, body).properties
        names = attribute_names(member.name for member in members)
        for member in members:
            item = items_of(contract, member.schema)
            named = _named_by(stored, names[member.name], tables)
            if item is None or named is None:
                continue
            table, column = named
            if column.declared is None:
                continue
            values = {
                "resource": stored.kept.name,
                "property": member.name,
                "table": table.name,
                "column": column.stored_name,
            }
            if types_of(contract, item) - {"null"} == {"string"}:
                yield from _form(effective(contract, item), column, column.declared, values)


def of_filter(
    contract: Contract, operation: str, parameter: Parameter, column: Column, table: Table
) -> Iterator[Contradiction]:
    """Report what callers may look for and no row can have."""
    schema = items_of(contract, parameter.schema) or parameter.schema
    found = effective(contract, schema)
    if column.declared is None:
        return
    values = {
        "resource": f"`{operation}`",
        "property": parameter.name,
        "table": table.name,
        "column": column.stored_name,
    }
    if types_of(contract, schema) - {"null"} == {"string"}:
        yield from _form(found, column, column.declared, values)
        kept, origin = kept_values(column.declared, _declared(table))
        named = [each for each in found.enum or () if str(each).lower() not in EVERYTHING]
        listed = found if found.enum is None else replace(found, enum=tuple(named))
        yield from _left(listed, kept, origin, values)


def of_key(
    contract: Contract, operation: str, parameter: Parameter, column: Column, table: Table
) -> Iterator[Contradiction]:
    """Report keys that callers may give to a new row and no row can have."""
    if column.declared is not None:
        found = effective(contract, parameter.schema)
        values = {"resource": f"`{operation}`", "property": parameter.name}
        values |= {"table": table.name, "column": column.stored_name}
        yield from _length(found, column, column.declared, values)


def _named_by(
    stored: Stored, attribute: str, tables: Mapping[str, Table]
) -> tuple[Table, Column] | None:
    """Return the key that a list of values in a body refers to."""
    for write in stored.nested:
        through = write.relation.through
        if write.attribute == attribute and write.items == "values" and through is not None:
            table = tables[write.relation.table]
            return table, table.column(through.far[0][1])
    return None


def of_answers(contract: Contract, stored: Stored) -> Iterator[Contradiction]:
    """Report what a column may hold and an answer may not show."""
    for answer in stored.kept.representations:
        for member, column, declared in _shown(contract, answer, stored.table):
            found = effective(contract, member.schema)
            if column.kind == "boolean":
                continue
            kept, origin = kept_values(declared, _declared(stored.table))
            left = [str(value) for value in kept if value not in (found.enum or kept)]
            if left and not member.schema.write_only:
                yield Contradiction(
                    code="schema-values",
                    contract=found.origin,
                    schema=origin,
                    values={
                        **_named(stored, member.name, column),
                        "differ": f"only the column has {_listed(left)}",
                        "reading": "answers show such a value as it is",
                    },
                )


def _shown(
    contract: Contract, schema: Schema, table: Table
) -> Iterator[tuple[Property, Column, schema.Column]]:
    """Yield the members that a column of a schema document keeps."""
    by_wire = {column.wire_name: column for column in table.columns}
    for member in shape_of(contract, schema).properties:
        column = by_wire.get(member.name)
        if column is not None and column.declared is not None:
            yield member, column, column.declared


def _declared(table: Table) -> schema.Table:
    if table.declared is None:
        raise LookupError(table.name)
    return table.declared


def _named(stored: Stored, member: str, column: Column) -> dict[str, str]:
    return {
        "resource": stored.kept.name,
        "property": member,
        "table": stored.table.name,
        "column": column.stored_name,
    }


def _length(
    found: Schema, column: Column, declared: schema.Column, values: dict[str, str]
) -> Iterator[Contradiction]:
    if column.length is None or column.kind != "text":
        return
    bounds = (found.max_length, None if found.pattern is None else longest_match(found.pattern))
    allowed = min((each for each in bounds if each is not None), default=None)
    longest = max((len(str(value)) for value in found.enum or ()), default=None)
    fits = longest is not None and longest <= column.length
    if found.format in {"uuid", "date", "date-time"} or fits:
        return
    if allowed is None or allowed > column.length:
        yield Contradiction(
            code="schema-length",
            contract=found.origin,
            schema=declared.origin,
            values={
                **values,
                "allowed": "any number of" if allowed is None else str(allowed),
                "kept": str(column.length),
            },
            narrows=to_length(found, column.length),
        )


def _form(
    found: Schema, column: Column, declared: schema.Column, values: dict[str, str]
) -> Iterator[Contradiction]:
    """Report text that stands for a moment, a number, an address: the column reads it."""
    natural = natural_kind(declared.type)
    reads = declared.type.kind in SPELLED or is_range(declared.type)
    is_spelled = reads and found.format is None
    if column.kind != "text" or (natural == "text" and not is_spelled):
        return
    if found.enum is not None or found.pattern is not None:
        return
    narrows = to_form(found, natural)
    if narrows is not None and found.format == narrows.value:
        return
    told = "say its form with `format` or `pattern`"
    if narrows is not None:
        told = f"set `{narrows.keyword}: {narrows.value}`"
    yield Contradiction(
        code="schema-text",
        contract=found.origin,
        schema=declared.origin,
        values={**values, "type": declared.type.text, "reading": told},
        narrows=narrows,
    )


def _range(
    found: Schema, column: Column, declared: schema.Column, values: dict[str, str]
) -> Iterator[Contradiction]:
    """Report numbers that the contract names and the column cannot hold."""
    held = range_of(declared.type)
    if held is None or column.kind not in {"integer", "bigint", "double"}:
        return
    low, high = held
    told = []
    if found.minimum is not None and Decimal(str(found.minimum)) < low:
        told.append(f"as small as {found.minimum}")
    if found.maximum is not None and Decimal(str(found.maximum)) > high:
        told.append(f"as large as {found.maximum}")
    if found.maximum is None and found.format == "int64":
        told.append("any number of 64 bits")
    if told:
        yield Contradiction(
            code="schema-range",
            contract=found.origin,
            schema=declared.origin,
            values={
                **values,
                "allowed": " and ".join(told),
                "type": declared.type.text,
            },
        )


def _checked(
    found: Schema, column: Column, declared: schema.Column, table: Table, values: dict[str, str]
) -> Iterator[Contradiction]:
    """Report what the contract allows and a CHECK, or that of a domain, does not."""
    if found.enum is not None:
        return
    for check in rules_of(declared, _declared(table)):
        for refused in _refused(found, column, declared, check):
            yield Contradiction(
                code="schema-check",
                contract=found.origin,
                schema=check.origin,
                values={**values, "allowed": refused.allowed, "reading": refused.reading},
                narrows=refused.narrows,
            )


def _refused(
    found: Schema, column: Column, declared: schema.Column, check: schema.Check
) -> Iterator[Refused]:
    if check.values:
        return
    if column.kind in {"integer", "bigint", "double"} and not check.length:
        for narrows, allowed in bounded(found, check, declared.type):
            yield setting(narrows, allowed)
    if column.kind != "text" or found.format in {"uuid", "date", "date-time"}:
        return
    if natural_kind(declared.type) == "text":
        for form in check.forms:
            yield from refused_forms(found, form)
        if check.length:
            yield from refused_lengths(found, check, column.length)
    elif not check.length and (check.minimum is not None or check.maximum is not None):
        yield from refused_decimals(found, check, declared.type)


def _left(
    found: Schema, kept: tuple[object, ...], origin: Origin, values: dict[str, str]
) -> Iterator[Contradiction]:
    """Report values that the contract allows and the column does not take."""
    if not kept:
        return
    if found.enum is None:
        listed = ", ".join(f"`{value}`" for value in kept[:MANY])
        more = " …" if len(kept) > MANY else ""
        differ = f"the contract any, the column only {listed}{more}"
    else:
        left = [str(value) for value in found.enum if value not in kept and value is not None]
        differ = f"only the contract has {_listed(left)}" if left else ""
    if differ:
        yield Contradiction(
            code="schema-values",
            contract=found.origin,
            schema=origin,
            values={
                **values,
                "differ": differ,
                "reading": "a value that the column does not take is refused as invalid",
            },
            narrows=to_values(found, kept),
        )


def _listed(values: list[str]) -> str:
    return ", ".join(f"`{value}`" for value in values)
