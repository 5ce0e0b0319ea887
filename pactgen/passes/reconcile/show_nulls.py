"""Where the schema allows NULL and the contract does not: answers show null rather than fail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.behaviours import Health
from pactgen.ir.binding import Contradiction
from pactgen.ir.fills import Fill, FromRow, FromRows, leaves
from pactgen.ir.wire import ListOf, Named, Nullable, WireField, WireModel, WireType
from pactgen.passes.reconcile.show_numbers import show_numbers
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.database import Column, Table
    from pactgen.ir.design import Endpoint, Resource
    from pactgen.ir.wire import WireAlias


_OPERATORS: Final = re.compile(r"[\w\s+*|().`\"-]+")
_NAME: Final = re.compile(r"[^\W\d]\w*")


def show_nulls(
    endpoints: tuple[Endpoint, ...],
    models: Mapping[str, WireModel],
    aliases: Mapping[str, WireAlias],
    resources: Mapping[str, Resource],
    tables: Mapping[str, Table],
) -> tuple[Mapping[str, WireModel], tuple[Contradiction, ...]]:
    """Let required members be null that a column without NOT NULL fills, and report each.

    What no table keeps is left out of answers: null would say that there is nothing.
    """
    shown = _shown_tables(endpoints, models, aliases, resources, tables)
    models = show_numbers(models, shown)
    changed = dict(models)
    found: list[Contradiction] = []
    for name, table in shown.items():
        fields = []
        kept = _kept(table)
        for one in models[name].fields:
            if not one.required and isinstance(one.type, Nullable) and one.attribute not in kept:
                fields.append(replace(one, type=one.type.inner))
                continue
            column = _nullable(one, table)
            may_lack = column is not None or _is_latest(one, table)
            if not may_lack or not one.required or isinstance(one.type, Nullable):
                fields.append(one)
                continue
            fields.append(replace(one, type=Nullable(inner=one.type)))
            if column is None:
                continue
            declared = table.column(column).declared
            if declared is not None and not (table.declared and table.declared.is_view):
                found.append(_report(models[name], one, table, column))
        changed[name] = replace(models[name], fields=tuple(fields))
    return changed, tuple(found)


def _shown_tables(
    endpoints: tuple[Endpoint, ...],
    models: Mapping[str, WireModel],
    aliases: Mapping[str, WireAlias],
    resources: Mapping[str, Resource],
    tables: Mapping[str, Table],
) -> dict[str, Table]:
    """Return whose rows the classes of answers show."""
    shown: dict[str, Table] = {}
    for endpoint in endpoints:
        name = getattr(endpoint.behaviour, "resource", None)
        if name is None or isinstance(endpoint.behaviour, Health):
            continue
        table = tables[resources[name].table]
        for model in models_of(endpoint.answer.fill):
            _gather(model, table, models, aliases, tables, shown)
    return shown


def models_of(fill: Fill | None) -> Iterator[str]:
    """Yield the models that show the rows of an answer."""
    for kinds in kinds_of(fill):
        yield from kinds


def kinds_of(fill: Fill | None) -> Iterator[tuple[str, ...]]:
    """Yield, for each place of an answer that shows a row, the models that may show it there."""
    for leaf in leaves(fill):
        if isinstance(leaf, FromRow | FromRows):
            yield leaf.models


def _gather(
    model: str,
    table: Table,
    models: Mapping[str, WireModel],
    aliases: Mapping[str, WireAlias],
    tables: Mapping[str, Table],
    shown: dict[str, Table],
) -> None:
    if model in shown or model not in models:
        return
    shown[model] = table
    for one in models[model].fields:
        relation = table.relation(one.attribute)
        inner = _named(one.type, aliases)
        if relation is not None and inner is not None:
            _gather(inner, tables[relation.table], models, aliases, tables, shown)
        elif inner is not None and one.attribute in table.parts:
            _gather(inner, table, models, aliases, tables, shown)


def _named(type_: WireType, aliases: Mapping[str, WireAlias]) -> str | None:
    match type_:
        case Named(name=name):
            return _named(aliases[name].type, aliases) if name in aliases else name
        case ListOf(item=inner) | Nullable(inner=inner):
            return _named(inner, aliases)
        case _:
            return None


_ENDS: Final = frozenset({"latest", "least", "greatest"})
"""Figures that rows have no value of which nothing is below."""


def _kept(table: Table) -> frozenset[str]:
    """Return what a row has under whatever name."""
    named = (*table.synonyms, *table.links, *table.joined, *table.constants)
    return frozenset(
        (
            *(name for name, _ in named),
            *(each.name for each in table.marks),
            *(each.name for each in table.columns),
            *(each.name for each in table.relations),
            *(each.name for each in table.derived),
            *(each.name for each in table.gathered),
            *(each.name for each in table.reckoned),
        )
    )


def _nullable(one: WireField, table: Table) -> str | None:
    """Return the column that may leave a member without a value."""
    synonyms = dict(table.synonyms)
    name = synonyms.get(one.attribute, one.attribute)
    for column in table.columns:
        if column.name == name:
            lacks = column.nullable and not _is_sure(column, table)
            return column.name if lacks else None
    relation = table.relation(one.attribute)
    derived = next((each for each in table.derived if each.name == one.attribute), None)
    if derived is not None and derived.figure == "value":
        relation = derived.relation
    if relation is None or relation.many:
        return None
    pairs = relation.pairs if relation.through is None else relation.through.near
    mine = [pair[0] if relation.through is None else pair[1] for pair in pairs]
    own = [table.column(each) for each in mine]
    loose = [column.name for column in own if column.nullable or column.references is None]
    return next(iter(loose), None)


def _is_latest(one: WireField, table: Table) -> bool:
    """Whether a member shows the latest or least of rows, of which there may be none."""
    return any(each.name == one.attribute and each.figure in _ENDS for each in table.derived)


def _is_sure(column: Column, table: Table) -> bool:
    """Whether a column is computed, by operators alone, of columns that are never NULL."""
    expression = None if column.declared is None else column.declared.generated
    if expression is None or not _OPERATORS.fullmatch(expression):
        return False
    solid = {each.stored_name.lower() for each in table.columns if not each.nullable}
    return {word.lower() for word in _NAME.findall(expression)} <= solid


def _report(model: WireModel, one: WireField, table: Table, column: str) -> Contradiction:
    declared = table.column(column).declared
    return Contradiction(
        code="schema-nullable",
        contract=model.origin.child("properties", one.wire_name),
        schema=None if declared is None else declared.origin,
        values={
            "resource": table.model,
            "property": one.wire_name,
            "table": table.name,
            "column": table.column(column).stored_name,
        },
    )
