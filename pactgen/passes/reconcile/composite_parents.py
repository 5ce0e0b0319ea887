"""Parents that several path parameters name together: `/departments/{code}/courses/{number}/…`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.binding import Within
from pactgen.ir.inputs import AncestorRole, ScopeRole
from pactgen.passes.reconcile.path_keys import key_of, named_by, parameter_of
from pactgen.passes.reconcile.tables_of import unique_keys
from pactgen.passes.reconcile.ways_in import column_called, reference_to

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.schema import ForeignKey
    from pactgen.passes.reconcile.work import Work
    from pactgen.passes.resources.values import CollectionKey, Sighting


def composite_ways(
    work: Work, one: Sighting, by_key: Mapping[CollectionKey, Work]
) -> dict[str, AncestorRole | ScopeRole]:
    """Return what each parameter says where the last one alone does not name the parent's row.

    Empty where it does, where the path does not tell all of it, or where rows do not refer to it.
    """
    scopes = one.place.scopes
    above = by_key.get(tuple(step.literals for step in scopes))
    if len(scopes) == 1 or above is None:
        return {}
    names = _names(above, one, len(scopes) - 1, by_key)
    if set(names) != {step.parameter for step in scopes}:
        return {}
    key = _whole_reference(work, above, names)
    if key is not None:
        return _by_columns(work, above, names, key)
    return _by_row(work, above, names, one)


def _by_columns(
    work: Work, above: Work, names: dict[str, str], key: ForeignKey
) -> dict[str, AncestorRole | ScopeRole]:
    """The rows repeat the columns that name the parent: the last parameter looks it up."""
    *others, last = names
    own = dict(zip(key.referred, key.columns, strict=True))
    if names[last] not in own:
        return {}
    found: dict[str, AncestorRole | ScopeRole] = {
        name: ScopeRole(column=work.sheet.attribute(own[names[name]]), parent=None)
        if names[name] in own
        else AncestorRole(parent=above.kept.name, key=above.sheet.attribute(names[name]))
        for name in others
    }
    found[last] = ScopeRole(
        column=work.sheet.attribute(own[names[last]]),
        parent=above.kept.name,
        key=above.sheet.attribute(names[last]),
        named_by=_looked_up(above, names),
    )
    return found


def _by_row(
    work: Work, above: Work, names: dict[str, str], one: Sighting
) -> dict[str, AncestorRole | ScopeRole]:
    """The rows refer to the parent by a key that the path does not tell: `section_id`."""
    *others, last = names
    step = one.place.scopes[-1]
    parameter = parameter_of(one, last)
    spoken = (last, *step.literals[-1:])
    key = reference_to(work.board.catalog, work.table, above.table, spoken)
    alone = parameter is not None and named_by(above, parameter) is not None
    if key is None or alone or key.referred[0] == names[last]:
        return {}
    named = above.sheet.attribute(names[last])
    found: dict[str, AncestorRole | ScopeRole] = {
        name: AncestorRole(parent=above.kept.name, key=above.sheet.attribute(names[name]))
        for name in others
    }
    found[last] = ScopeRole(
        column=work.sheet.attribute(key.columns[0]),
        parent=above.kept.name,
        key=named,
        named_by=_looked_up(above, names),
        within=Within(
            table=str(above.table.name),
            select=above.sheet.attribute(key.referred[0]),
            where=named,
            also=tuple((name, above.sheet.attribute(names[name])) for name in others),
        ),
        by_parent=True,
    )
    return found


def _looked_up(above: Work, names: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, above.sheet.attribute(column)) for name, column in names.items())


def _names(
    above: Work, one: Sighting, index: int, by_key: Mapping[CollectionKey, Work]
) -> dict[str, str]:
    """Return the columns of a parent that the path up to it tells, by parameter; {}: not a row."""
    scopes = one.place.scopes
    last = scopes[index].parameter
    parameter = parameter_of(one, last)
    told = _names_above(above, one, index, by_key) if index else {}
    own = None if parameter is None else key_of(above, parameter, frozenset(told.values()))
    return {} if own is None or own in told.values() else {**told, last: own}


def _names_above(
    above: Work, one: Sighting, index: int, by_key: Mapping[CollectionKey, Work]
) -> dict[str, str]:
    """Return what the parents of a parent tell of its row."""
    scopes = one.place.scopes
    step = scopes[index - 1]
    top = by_key.get(tuple(each.literals for each in scopes[:index]))
    catalog = above.board.catalog
    if top is None:
        parts = {name for key in unique_keys(above.table) if len(key) > 1 for name in key}
        found = [column_called(catalog, above.table, each.parameter) for each in scopes[:index]]
        return {
            each.parameter: column.name
            for each, column in zip(scopes[:index], found, strict=True)
            if column is not None and column.name in parts
        }
    names = _names(top, one, index - 1, by_key)
    key = _whole_reference(above, top, names)
    if key is None:
        key = reference_to(catalog, above.table, top.table, (step.parameter, *step.literals[-1:]))
    if key is None or not set(key.referred) <= set(names.values()):
        return {}
    own = dict(zip(key.referred, key.columns, strict=True))
    return {name: own[column] for name, column in names.items() if column in own}


def _whole_reference(work: Work, above: Work, names: dict[str, str]) -> ForeignKey | None:
    """Return the one reference by several columns, all of which the path tells."""
    keys = [
        key
        for key in work.board.catalog.references(work.table, str(above.table.name))
        if len(key.columns) > 1 and set(key.referred) <= set(names.values())
    ]
    return keys[0] if len(keys) == 1 else None
