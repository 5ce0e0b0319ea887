"""What each path parameter of a bound resource names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.binding import Within
from pactgen.ir.inputs import AncestorRole, KeyRole, ScopeRole
from pactgen.passes.reading.columns import parse_of, storage_of
from pactgen.passes.reconcile.both_ends import is_end, is_own_end, marked_end, role_of
from pactgen.passes.reconcile.composite_parents import composite_ways
from pactgen.passes.reconcile.kinds import fit_of, natural_kind
from pactgen.passes.reconcile.memberships import MEMBERS
from pactgen.passes.reconcile.path_keys import key_of, named_by, parameter_of
from pactgen.passes.reconcile.tables_of import (
    is_unique,
    is_unique_standing,
    primary_key,
    reference_of,
    unique_keys,
)
from pactgen.passes.reconcile.ways_in import column_called, key_column, reference_to
from pactgen.passes.reconcile.wording import KEY_WORDS, bare_of, ends_with, essence, same
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir import schema
    from pactgen.ir.contract import Parameter
    from pactgen.passes.reading.paths import Step
    from pactgen.passes.reconcile.tables_of import Catalog
    from pactgen.passes.reconcile.wording import Words
    from pactgen.passes.reconcile.work import Work
    from pactgen.passes.resources.values import CollectionKey, Sighting


def find_routes(work: Work, by_key: Mapping[CollectionKey, Work]) -> None:
    """Decide for every operation of the resource."""
    keyless = []
    for one in (*work.kept.sightings, *work.kept.actions, *work.kept.views):
        if work.kept.singleton and not one.place.scopes:
            continue
        fixed = [
            role.column
            for role in _scopes(work, one, by_key)
            if role.within is None or role.by_parent
        ]
        if one.place.is_item and not _item(work, one, frozenset(fixed)):
            keyless.append(one)
    for one in keyless:
        name = one.place.steps[-1].parameter
        # Where another path leads to the row, this one may end with something else than a key.
        if work.lookup is None or column_called(work.board.catalog, work.table, name) is not None:
            work.contradict(
                "schema-key-missing", one.operation.origin, work.table.origin, parameter=name
            )


def _scopes(
    work: Work, one: Sighting, by_key: Mapping[CollectionKey, Work]
) -> tuple[ScopeRole, ...]:
    """Decide what the parents in a path are to the rows; return the parents that they have."""
    label = one.operation.label
    steps = one.place.scopes
    together = composite_ways(work, one, by_key) if steps else {}
    if together:
        work.ways.update({(label, name): role for name, role in together.items()})
        return tuple(role for role in together.values() if isinstance(role, ScopeRole))
    roles = [_scope(work, one, index, step, by_key) for index, step in enumerate(steps)]
    near = [role for role in roles if role is not None and not _is_elsewhere(role)]
    above = {name for role in near for name, _ in role.named_by[:-1]}
    for step, role in zip(steps, roles, strict=True):
        if role is None:
            continue
        if not _is_elsewhere(role):
            work.ways[label, step.parameter] = role
            continue
        if step.parameter in above and role.parent is not None and role.key is not None:
            work.ways[label, step.parameter] = AncestorRole(parent=role.parent, key=role.key)
            continue
        if one.place.is_item or one.operation.method != "get":
            table = work.table.name
            why = f"`{table}` refers to `{step.parameter}` by way of another table only."
            work.refused.setdefault(label, why)
        work.ways[label, step.parameter] = role
        near.append(role)
    return tuple(near)


def _is_elsewhere(role: ScopeRole) -> bool:
    """Whether another table than those of the rows and of their parent says whose they are."""
    return role.within is not None and not role.by_parent


def _scope(
    work: Work, one: Sighting, index: int, step: Step, by_key: Mapping[CollectionKey, Work]
) -> ScopeRole | None:
    parameter = parameter_of(one, step.parameter)
    above = by_key.get(tuple(scope.literals for scope in one.place.scopes[: index + 1]))
    role = None
    if above is not None and parameter is not None:
        role = _of_parent(work, above, step, parameter, by_key, one, index)
        ancestors = _ancestors(above, one, index, by_key)
        named = named_by(above, parameter)
        if role is not None and named is not None and ancestors:
            own = (step.parameter, above.sheet.attribute(named))
            role = replace(role, named_by=(*ancestors, own))
    elif parameter is not None:
        role = _of_column(work, one, step, parameter) or _of_table(work, step, parameter)
    if role is None:
        why = f"`{work.table.name}` has no column for `{step.parameter}` of its path."
        work.refused.setdefault(one.operation.label, why)
        work.contradict(
            "schema-key-missing", one.operation.origin, work.table.origin, parameter=step.parameter
        )
    return role


def _of_parent(
    work: Work,
    above: Work,
    step: Step,
    parameter: Parameter,
    by_key: Mapping[CollectionKey, Work],
    one: Sighting,
    index: int,
) -> ScopeRole | None:
    """A resource of the contract stands in the path: how do the rows refer to it?"""
    named = named_by(above, parameter)
    if named is None:
        return None
    parent, sheet = above.kept.name, work.sheet
    spoken = (step.parameter, *step.literals[-1:])
    key = reference_to(work.board.catalog, work.table, above.table, spoken)
    if key is None and work.kept.is_mark:
        key = marked_end(work.board.catalog, work.table, above.table)
    if key is not None and one.operation.method == "get" and _are_members(work, above, key):
        key = None
    pair = (key.columns[0], key.referred[0]) if key is not None else _repeated(work, above)
    if pair is None and one.operation.method == "get" and index == len(one.place.scopes) - 1:
        pair = _referred(work, above, one.place.noun)
    if pair is not None:
        own, referred = pair
        column = sheet.attribute(own)
        if referred == named:
            told = above.sheet.attribute(named) if key is None else None
            return ScopeRole(column=column, parent=parent, key=told)
        within = Within(
            table=str(above.table.name),
            select=above.sheet.attribute(referred),
            where=above.sheet.attribute(named),
        )
        return ScopeRole(
            column=column,
            parent=parent,
            key=above.sheet.attribute(named),
            within=within,
            by_parent=True,
        )
    within_role = (
        _joined(work, above, named, one.place.noun)
        or _further(work, above, named, by_key, one, index)
        or _beyond(work, above, named)
    )
    if within_role is None:
        return None
    column, within = within_role
    return ScopeRole(column=column, parent=parent, key=above.sheet.attribute(named), within=within)


def _are_members(work: Work, above: Work, key: schema.ForeignKey) -> bool:
    """Whether a row has a parent by membership, and refers to another one in some role.

    `/employees/{id}/projects` are those that they are members of, not those that they own.
    """
    catalog = work.board.catalog
    if same(role_of(key), catalog.words[str(above.table.name)]):
        return False
    joins = catalog.join_tables(str(work.table.name), str(above.table.name))
    return any(MEMBERS & set(catalog.words[str(join.name)]) for join in joins)


def _ancestors(
    above: Work, one: Sighting, index: int, by_key: Mapping[CollectionKey, Work]
) -> tuple[tuple[str, str], ...]:
    """Return what the path says of where the parent itself belongs: parameters and its columns.

    Below `/posts/{post}/comments/{comment}` there is no comment of another post.
    """
    found = []
    scopes = one.place.scopes
    for place, step in enumerate(scopes[:index]):
        top = by_key.get(tuple(scope.literals for scope in scopes[: place + 1]))
        parameter = parameter_of(one, step.parameter)
        if top is None or parameter is None:
            column = column_called(above.board.catalog, above.table, step.parameter)
            if column is not None and reference_of(above.table, column.name) is not None:
                found.append((step.parameter, above.sheet.attribute(column.name)))
            continue
        spoken = (step.parameter, *step.literals[-1:])
        key = reference_to(above.board.catalog, above.table, top.table, spoken)
        if key is not None and key.referred[0] == named_by(top, parameter):
            found.append((step.parameter, above.sheet.attribute(key.columns[0])))
    return tuple(found)


def _referred(work: Work, above: Work, noun: str) -> tuple[str, str] | None:
    """`/orders/{id}/supplier`: return the key of the row that the parent refers to, and by what."""
    keys = [
        key
        for key in work.board.catalog.references(above.table, str(work.table.name))
        if len(key.columns) == 1 and same(role_of(key), essence(noun))
    ]
    return (keys[0].referred[0], keys[0].columns[0]) if len(keys) == 1 else None


def _repeated(work: Work, above: Work) -> tuple[str, str] | None:
    """Return the column of a view that repeats the key of the parent's rows, and that key."""
    keys = primary_key(above.table)
    if not work.table.is_view or len(keys) != 1:
        return None
    spoken = essence(keys[0])
    called = {(*work.board.catalog.words[str(above.table.name)], *spoken)}
    called |= {spoken} if len(spoken) > 1 else set()
    called |= _referring(work.board.catalog, above.table, keys[0])
    told = [column.name for column in work.table.columns if essence(column.name) in called]
    return (told[0], keys[0]) if len(told) == 1 else None


def _referring(catalog: Catalog, table: schema.Table, key: str) -> set[Words]:
    """Return what columns are called that refer to this key: `org_id` of organisations."""
    return {
        essence(each.columns[0])
        for other in catalog.tables.values()
        for each in catalog.references(other, str(table.name))
        if each.referred == (key,) and essence(each.columns[0])[-1] in KEY_WORDS
    }


def _joined(work: Work, above: Work, named: str, noun: str) -> tuple[str, Within] | None:
    """A join table stands between the two; of one that joins people, the noun tells the end."""
    catalog = work.board.catalog
    joins = catalog.join_tables(str(work.table.name), str(above.table.name))
    called = [one for one in joins if catalog.is_joined_as(one, above.table, essence(noun))]
    for join in (*called, *(one for one in joins if one not in called)):
        ends = [
            (near, far)
            for near in catalog.references(join, str(above.table.name))
            for far in catalog.references(join, str(work.table.name))
            if far is not near and len(far.columns) == 1 and len(near.columns) == 1
        ]
        if work.table is above.table:
            told = [each for each in ends if is_end(*each, essence(noun))]
            own = [
                each for each in ends if is_own_end(each[0], catalog.words[str(above.table.name)])
            ]
            ends = told or (own if join in called else [])
        if not ends:
            continue
        near, far = ends[0]
        sheet = work.board.sheet(join)
        within = Within(
            table=str(join.name),
            select=sheet.attribute(far.columns[0]),
            where=sheet.attribute(near.columns[0]),
            of=_key_named(above, near.referred[0], named),
        )
        return work.sheet.attribute(far.referred[0]), within
    return None


def _key_named(above: Work, referred: str, named: str) -> Within | None:
    """Return how another column names what rows refer to; None: they refer to that column."""
    if referred == named:
        return None
    return Within(
        table=str(above.table.name),
        select=above.sheet.attribute(referred),
        where=above.sheet.attribute(named),
    )


def _further(
    work: Work,
    above: Work,
    named: str,
    by_key: Mapping[CollectionKey, Work],
    one: Sighting,
    index: int,
) -> tuple[str, Within] | None:
    """The parent's parent: the next table in the path refers to it."""
    scopes = one.place.scopes
    if index + 1 >= len(scopes):
        return None
    between = by_key.get(tuple(scope.literals for scope in scopes[: index + 2]))
    if between is None:
        return None
    catalog = work.board.catalog
    up = reference_to(catalog, between.table, above.table, (scopes[index].parameter,))
    down = reference_to(catalog, work.table, between.table, (scopes[index + 1].parameter,))
    if up is None or down is None or len(up.referred) != 1:
        return None
    within = Within(
        table=str(between.table.name),
        select=between.sheet.attribute(down.referred[0]),
        where=between.sheet.attribute(up.columns[0]),
        of=_key_named(above, up.referred[0], named),
    )
    return work.sheet.attribute(down.columns[0]), within


def _beyond(work: Work, above: Work, named: str) -> tuple[str, Within] | None:
    """The parent's parent, where one row alone stands between: a customer's orders' invoices.

    Or two do, each of which names the next: the results of samples of a patient's orders.
    """
    for steps in (1, 2):
        found = list(_ways_up(work, work.table, above, named, steps))
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _ways_up(
    work: Work, table: schema.Table, above: Work, named: str, steps: int
) -> Iterator[tuple[str, Within]]:
    """Yield the ways from rows to the parent, along as many rows that each name the next."""
    catalog = work.board.catalog
    for down in table.foreign_keys:
        between = catalog.tables.get(str(down.table))
        if between is None or between in (table, work.table, above.table) or len(down.columns) != 1:
            continue
        sheet = work.board.sheet(between)
        ups = _owning(catalog, between, above.table) if steps == 1 else ()
        nearer: list[tuple[str, Within | None]] = [
            (sheet.attribute(up.columns[0]), _key_named(above, up.referred[0], named))
            for up in (ups if len(ups) == 1 and len(ups[0].referred) == 1 else ())
        ]
        nearer += _ways_up(work, between, above, named, steps - 1) if steps > 1 else ()
        for where, of in nearer:
            within = Within(
                table=str(between.name),
                select=sheet.attribute(down.referred[0]),
                where=where,
                of=of,
            )
            yield work.board.sheet(table).attribute(down.columns[0]), within


def _owning(
    catalog: Catalog, table: schema.Table, parent: schema.Table
) -> tuple[schema.ForeignKey, ...]:
    """Return the references that say whose a row is: who checked it perhaps, says nothing of it."""
    called = catalog.words[str(parent.name)]
    return tuple(
        key
        for key in catalog.references(table, str(parent.name))
        if same(role_of(key), called) or not table.column(key.columns[0]).nullable
    )


def _of_column(work: Work, one: Sighting, step: Step, parameter: Parameter) -> ScopeRole | None:
    """The contract has no such resource: a column of the same name restricts the rows.

    Where it refers to the key of another table and 404 is documented, the row must be there.
    A row's own `id` is not that of what stands above it in the path.
    """
    column = column_called(work.board.catalog, work.table, step.parameter)
    column = column or _shown_so(work, step.parameter)
    kind = storage_of(work.desk.contract, parameter.schema).kind
    if column is None or fit_of(column.type, kind) == "never":
        return None
    key = reference_of(work.table, column.name)
    if key is None and (column.name,) == primary_key(work.table) and not work.table.is_view:
        return None
    parent = None if key is None else _told_missing(work, one, str(key.table))
    return ScopeRole(column=work.sheet.attribute(column.name), parent=parent)


def _shown_so(work: Work, name: str) -> schema.Column | None:
    """Return the reference that answers call like a parameter: `categoryId`, a menu_category_id."""
    shown = {wire: column for column, wire in work.sheet.wire_names.items()}
    column = work.table.column(shown[name]) if name in shown else None
    refers = column is not None and reference_of(work.table, column.name) is not None
    return column if refers else None


def _of_table(work: Work, step: Step, parameter: Parameter) -> ScopeRole | None:
    """`/vehicles/{id}/history`: the path is called after a table that the rows refer to.

    Whose lists they are must be there, as in paths below a resource.
    """
    catalog, spoken = work.board.catalog, essence(step.literals[-1]) if step.literals else ()
    called = [name for name, words in catalog.words.items() if same(words, spoken)]
    called = called or [name for name, words in catalog.words.items() if ends_with(words, spoken)]
    target = catalog.tables[called[0]] if len(called) == 1 else None
    key = None if target is None else reference_to(catalog, work.table, target, (spoken[-1],))
    if target is None or key is None or key.referred != primary_key(target):
        return None
    kind = storage_of(work.desk.contract, parameter.schema).kind
    by_name = _of_unique(work, target, key, parameter)
    if by_name is not None:
        return by_name
    rest = essence(parameter.name)
    keyed = rest[-1] in KEY_WORDS and (len(rest) == 1 or same(bare_of(rest, KEY_WORDS), spoken))
    if not keyed or fit_of(target.column(key.referred[0]).type, kind) == "never":
        return None
    above = work.board.sheets.get(called[0])
    parent = None if above is None else above.model
    return ScopeRole(column=work.sheet.attribute(key.columns[0]), parent=parent)


def _of_unique(
    work: Work, target: schema.Table, key: schema.ForeignKey, parameter: Parameter
) -> ScopeRole | None:
    """`/parcels/{tracking_number}/events`: another unique column of that table names its row."""
    catalog = work.board.catalog
    named = column_called(catalog, target, parameter.name)
    sheet = work.board.sheets.get(str(target.name))
    kind = storage_of(work.desk.contract, parameter.schema).kind
    if named is None or sheet is None or (named.name,) == primary_key(target):
        return None
    if not is_unique(target, named.name) or fit_of(named.type, kind) == "never":
        return None
    where = sheet.attribute(named.name)
    within = Within(table=str(target.name), select=sheet.attribute(key.referred[0]), where=where)
    column = work.sheet.attribute(key.columns[0])
    return ScopeRole(column=column, parent=sheet.model, key=where, within=within, by_parent=True)


def _told_missing(work: Work, one: Sighting, table: str) -> str | None:
    """Return what the rows of a table are called, where the contract says that one may be none."""
    above = work.board.sheets.get(table)
    missed = any(response.status == "404" for response in one.operation.responses)
    return above.model if above is not None and missed else None


def _item(work: Work, one: Sighting, fixed: frozenset[str]) -> bool:
    """Find the column that the last parameter names; False when there is none."""
    name = one.place.steps[-1].parameter
    parameter = parameter_of(one, name)
    columns = {attribute: column for column, attribute in work.sheet.attributes.items()}
    scoped = frozenset(columns[attribute] for attribute in fixed)
    far = None if parameter is None else _far(work, parameter, scoped)
    if far is not None:
        work.ways[one.operation.label, name] = far
        return True
    column = None if parameter is None else key_of(work, parameter, scoped)
    if column is None or parameter is None:
        work.refused.setdefault(
            one.operation.label, f"No unique column of `{work.table.name}` is named by `{name}`."
        )
        return False
    declared = work.table.column(column)
    attribute = work.sheet.attribute(column)
    keys = primary_key(work.table)
    if len(keys) > 1 and one.operation.method == "put" and column in keys and fixed:
        above = reference_of(work.table, column)
        parent = None if above is None else work.board.sheets[str(above.table)].model
        work.ways[one.operation.label, name] = ScopeRole(column=attribute, parent=parent)
        return True
    work.lookup = work.lookup or attribute
    work.ways[one.operation.label, name] = KeyRole(
        column=attribute, parse=parse_of(work.desk.contract, parameter, work.sheet.kind(declared))
    )
    return True


def _far(work: Work, parameter: Parameter, scoped: frozenset[str]) -> ScopeRole | None:
    """`/posts/{slug}/tags/{label}`: a link is named by what the row at its other end is called."""
    catalog, contract = work.board.catalog, work.desk.contract
    by_name = storage_of(contract, parameter.schema).kind == "text"
    if not catalog.joins(work.table) or not by_name or essence(parameter.name)[-1] in KEY_WORDS:
        return None
    found = [*_far_ends(work, parameter, scoped)]
    sure = [role for role, is_called in found if is_called]
    return next(iter(sure or [role for role, _ in found]), None)


def _far_ends(
    work: Work, parameter: Parameter, scoped: frozenset[str]
) -> Iterator[tuple[ScopeRole, bool]]:
    """Yield the ends of a link that the parameter may name, and whether it is called like them.

    What the near end is must be told as well, by the path or by who calls. Who checked a link is no
    end of it.
    """
    catalog, contract = work.board.catalog, work.desk.contract
    ends = {name for key in unique_keys(work.table) for name in key} - scoped
    for key in work.table.foreign_keys if scoped or work.kept.owned is not None else ():
        target = catalog.tables.get(str(key.table))
        if target is None or len(key.columns) != 1 or key.columns[0] not in ends:
            continue
        nouns = (catalog.words[str(target.name)],)
        standing = tuple(
            (column.name,) for column in target.columns if is_unique_standing(target, column.name)
        )
        found = key_column(contract, target, parameter, nouns, frozenset(), {}, standing)
        named = found is not None and natural_kind(target.column(found.column).type) == "text"
        if found is None or not named or found.column == key.referred[0]:
            continue
        sheet = work.board.sheet(target)
        within = Within(
            table=str(target.name),
            select=sheet.attribute(key.referred[0]),
            where=sheet.attribute(found.column),
        )
        role = ScopeRole(
            column=work.sheet.attribute(key.columns[0]),
            parent=sheet.model,
            key=sheet.attribute(found.column),
            within=within,
            by_parent=True,
        )
        yield role, found.sure
