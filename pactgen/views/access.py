"""What each repository has to offer, seen from all endpoints of the backend.

Location: pactgen/views/access.py. Used by the views of service, repository and dependencies, so
that a repository has exactly the methods that somebody calls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import identifier
from pactgen.ir.behaviours import (
    Behaviour,
    BroughtFile,
    ChangePassword,
    ClearRows,
    CountRows,
    CreateRow,
    Custom,
    DeleteRow,
    DownloadFile,
    Health,
    Info,
    ListRows,
    ListValues,
    LogIn,
    LogOut,
    ReadRow,
    ReadSingleton,
    RenewTokens,
    ReplaceLinks,
    ReplaceRow,
    SetMark,
    Summarize,
    UpdateRow,
    UploadFile,
    WriteSingleton,
)
from pactgen.ir.inputs import (
    AncestorRole,
    CallerRole,
    IncludeRole,
    Input,
    KeyRole,
    ScopeRole,
)
from pactgen.passes.words.names import BUILTINS
from pactgen.passes.words.shorten import FUNCTION, RESOURCE, keep_tail
from pactgen.values import dataclass, replace
from pactgen.views.known import known
from pactgen.views.naming import feature_of
from pactgen.views.once import once

if TYPE_CHECKING:
    from pactgen.ir.binding import NestedWrite
    from pactgen.ir.database import Column, Table
    from pactgen.ir.design import Design, Endpoint, Feature, Resource

_HIDES = BUILTINS | {"cast", "delete", "func", "select", "self"}
"""What a repository calls, so that no parameter may be called so."""
RowBehaviour = ReadRow | ReplaceRow | UpdateRow | DeleteRow
SingletonBehaviour = ReadSingleton | WriteSingleton | UploadFile | DownloadFile


@dataclass(frozen=True, slots=True)
class Lookup:
    """The columns by which a row is found: those of the parents first."""

    columns: tuple[str, ...]
    order: tuple[tuple[str, bool], ...] = ()
    """Where several rows may have these values: the first in this order is meant."""
    includes: bool = False
    """The caller says which related rows are read with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """The operations on one table that some endpoint needs."""

    lookups: tuple[Lookup, ...]
    missed: tuple[Lookup, ...]
    """Those of the lookups after which a missing row is answered 404."""
    lists: tuple[Endpoint, ...]
    clears: tuple[Endpoint, ...]
    counts: tuple[Endpoint, ...]
    summaries: tuple[Endpoint, ...]
    reports: tuple[Endpoint, ...]
    values: tuple[Endpoint, ...]
    adds: bool
    changes: bool
    removes: bool
    nested: tuple[NestedWrite, ...] = ()
    """What bodies bring for other tables."""
    named: tuple[NestedWrite, ...] = ()
    """Rows of other tables that bodies name by what they are called."""


def resource_of(design: Design, endpoint: Endpoint) -> Resource | None:
    """Return the resource that the endpoint works on."""
    match endpoint.behaviour:
        case Health() | Info() | LogOut() | Custom():
            return None
        case behaviour:
            return design.resources[behaviour.resource]


def answered_resource(design: Design, endpoint: Endpoint) -> Resource | None:
    """Return the resource whose row the service hands to the router."""
    behaviour = endpoint.behaviour
    if endpoint.links_shown is not None:
        return design.resources[endpoint.links_shown.resource]
    if isinstance(behaviour, UploadFile) and behaviour.answers_parent is not None:
        return design.resources[behaviour.answers_parent]
    if isinstance(behaviour, SetMark):
        return design.resources[behaviour.target]
    return resource_of(design, endpoint)


def table_of(design: Design, resource: Resource) -> Table:
    """Return the table of a resource."""
    return design.tables[resource.table]


def scopes(endpoint: Endpoint) -> list[tuple[Input, ScopeRole]]:
    """Return the inputs that name parents, outermost first: whoever is calling, then the path."""
    every = (*([endpoint.caller] if endpoint.caller else []), *endpoint.inputs)
    return [(each, each.role) for each in every if isinstance(each.role, ScopeRole)]


def told_above(endpoint: Endpoint) -> list[Input]:
    """Return the inputs that name parents in lists: those of the rows, and what these need."""
    roles = scopes(endpoint)
    needed = {name for _, role in roles if role.within for name, _ in role.within.also}
    beside = [each for each in endpoint.inputs if isinstance(each.role, AncestorRole)]
    return [
        *(each for each in beside if each.parameter.name in needed),
        *(each for each, _ in roles),
    ]


def reads_by_path(endpoint: Endpoint) -> bool:
    """Tell whether it reads a row that the path alone names, so that others can ask it.

    The caller may name it as well; whose a parent is, others must find out for themselves.
    """
    behaviour = endpoint.behaviour
    if endpoint.caller is not None and isinstance(endpoint.caller.role, CallerRole):
        return False
    if endpoint.links_shown is not None:
        return False
    if not isinstance(behaviour, ReadRow) or behaviour.key_in_body is not None:
        return False
    if behaviour.of_caller is not None:
        return False
    return all(each.parameter.location == "path" for each, _ in keys(endpoint))


def file_with(endpoint: Endpoint) -> BroughtFile | None:
    """Return the file that comes with a new row."""
    behaviour = endpoint.behaviour
    return behaviour.file if isinstance(behaviour, CreateRow) else None


def is_copy(endpoint: Endpoint) -> bool:
    """Tell whether it makes a new row of the one that the path names."""
    behaviour = endpoint.behaviour
    return isinstance(behaviour, CreateRow) and bool(behaviour.copies)


def finds_first(endpoint: Endpoint) -> bool:
    """Tell whether it works on a row that must be found before: to change, remove or copy it."""
    changes = isinstance(endpoint.behaviour, ReplaceRow | UpdateRow | DeleteRow)
    return changes or is_copy(endpoint)


def is_many(endpoint: Endpoint) -> bool:
    """Tell whether it writes a list of rows."""
    behaviour = endpoint.behaviour
    return isinstance(behaviour, CreateRow | ReplaceRow | UpdateRow) and behaviour.many


def own_column(endpoint: Endpoint) -> str | None:
    """Return the column that names whoever is calling, where that is the row."""
    behaviour = endpoint.behaviour
    if isinstance(behaviour, RenewTokens | ChangePassword):
        return behaviour.column
    return behaviour.of_caller if isinstance(behaviour, RowBehaviour) else None


def takes_caller(endpoint: Endpoint) -> bool:
    """Tell whether the router passes on who is calling: by its token, or by one in the body."""
    behaviour = endpoint.behaviour
    if isinstance(behaviour, LogOut):
        return behaviour.of_caller
    return own_column(endpoint) is not None


def keys(endpoint: Endpoint) -> list[tuple[Input, KeyRole]]:
    """Return the inputs that name the row."""
    return [(each, each.role) for each in endpoint.inputs if isinstance(each.role, KeyRole)]


def checked_parents(endpoint: Endpoint) -> list[tuple[Input, ScopeRole]]:
    """Return the parents that must be looked for, since no row of their own proves them."""
    shown = endpoint.links_shown
    if shown is not None and shown.what == "parent":
        return [(each, role) for each, role in scopes(endpoint) if role.parent is not None]
    match endpoint.behaviour:
        case ReplaceRow(creates=True) | CreateRow(copies=()):
            pass
        case ReadRow() | ReplaceRow() | UpdateRow() | DeleteRow() | CreateRow():
            told = None if endpoint.above is None else endpoint.above.parameter
            return [
                (each, role)
                for each, role in scopes(endpoint)
                if each.parameter.name == told or _tells_more(endpoint, role)
            ]
        case DownloadFile() | Custom():
            return []
        case _:
            pass
    return [(each, role) for each, role in scopes(endpoint) if role.parent is not None]


def _tells_more(endpoint: Endpoint, role: ScopeRole) -> bool:
    """Tell whether the parent says what no row below it does: a value, or whose it is."""
    caller = endpoint.caller
    names = {name for name, _ in role.named_by}
    above = {each.parameter.name for each in endpoint.inputs if isinstance(each.role, AncestorRole)}
    above |= set() if caller is None else {caller.parameter.name}
    return role.by_parent or bool(above & names)


@once
def lookup_of(design: Design, endpoint: Endpoint) -> Lookup | None:
    """Return how the endpoint finds its row."""
    resource = resource_of(design, endpoint)
    finds = isinstance(endpoint.behaviour, RowBehaviour | SingletonBehaviour | SetMark)
    if resource is None or not (finds or is_copy(endpoint)):
        return None
    if own_column(endpoint) is not None:
        return None
    columns = [role.column for _, role in scopes(endpoint)]
    columns += [role.column for _, role in keys(endpoint)]
    if isinstance(endpoint.behaviour, RowBehaviour) and endpoint.behaviour.key_in_body:
        columns.append(table_of(design, resource).key.name)
    order = endpoint.behaviour.order if isinstance(endpoint.behaviour, ReadSingleton) else ()
    includes = any(isinstance(each.role, IncludeRole) for each in endpoint.inputs)
    return Lookup(tuple(columns), order, includes)


def quiet_lookup(endpoint: Endpoint) -> Lookup | None:
    """Return how the endpoint finds a row without telling whether there is one: 401 either way."""
    if isinstance(endpoint.behaviour, LogIn):
        return Lookup((endpoint.behaviour.column,))
    if isinstance(endpoint.behaviour, CreateRow) and endpoint.behaviour.repeats:
        return Lookup(endpoint.behaviour.repeats)
    if isinstance(endpoint.behaviour, ReplaceLinks) and adds_quietly(endpoint.behaviour):
        above = (role.column for _, role in scopes(endpoint))
        return Lookup((*above, endpoint.behaviour.column))
    column = own_column(endpoint)
    return None if column is None else Lookup((column,))


def adds_quietly(links: ReplaceLinks) -> bool:
    """Tell whether what is linked already is left as it is."""
    return links.adds and not links.once


def shown_lookup(design: Design, endpoint: Endpoint) -> Lookup | None:
    """Return how the row is found that an operation on links answers in their place."""
    shown = endpoint.links_shown
    if shown is None or shown.what != "row":
        return None
    links = table_of(design, known(resource_of(design, endpoint)))
    return Lookup((known(links.column(shown.column).references).column,))


@once
def _shown_of_links(design: Design) -> dict[str, list[Endpoint]]:
    """Return by the names of resources the operations on links that answer their rows."""
    found: dict[str, list[Endpoint]] = {}
    for endpoint in design.endpoints:
        if endpoint.links_shown is not None and endpoint.links_shown.what != "parent":
            found.setdefault(endpoint.links_shown.resource, []).append(endpoint)
    return found


def lists_linked(design: Design, resource: Resource) -> tuple[Endpoint, ...]:
    """Return operations that answer all rows which links tie to a parent; one for each of them."""
    found: dict[str, Endpoint] = {}
    for endpoint in _shown_of_links(design).get(resource.name, ()):
        if known(endpoint.links_shown).what == "rows":
            found.setdefault(known(resource_of(design, endpoint)).name, endpoint)
    return tuple(found.values())


def also_lookup(endpoint: Endpoint) -> Lookup | None:
    """Return how a login finds its row by another name than the first."""
    behaviour = endpoint.behaviour
    also = behaviour.also if isinstance(behaviour, LogIn) else None
    return None if also is None else Lookup((also,))


def parent_lookup(design: Design, endpoint: Endpoint, role: ScopeRole) -> Lookup:
    """Return how the parent that a scope names is found."""
    parent = design.resources[known(role.parent)]
    if role.named_by:
        return Lookup(tuple(column for _, column in role.named_by))
    resource = resource_of(design, endpoint)
    if role.key is not None:
        return Lookup((role.key,))
    if resource is not None:
        target = table_of(design, resource).column(role.column).references
        if target is not None and target.table == parent.table:
            return Lookup((target.column,))
    return Lookup((table_of(design, parent).key.name,))


def repository_of(design: Design, endpoint: Endpoint) -> str:
    """Return the expression by which a service knows the repository of the endpoint's rows."""
    return f"self._{identifier(known(resource_of(design, endpoint)).plural)}"


def clear_method(design: Design, endpoint: Endpoint) -> str:
    """Return the name of the repository's method that removes the rows of the parent."""
    resource = known(resource_of(design, endpoint))
    if isinstance(endpoint.behaviour, ClearRows):
        return endpoint.function
    alike = [each for each in endpoints_on(design, resource) if _puts_anew(each)]
    name = "remove_all" if len(alike) == 1 else f"remove_all_for_{endpoint.function}"
    return keep_tail(name, FUNCTION)


def keys_column(design: Design, endpoint: Endpoint) -> Column | None:
    """Return the column that a list of keys in the body is compared with."""
    behaviour = endpoint.behaviour
    if not isinstance(behaviour, ClearRows) or behaviour.column is None:
        return None
    return table_of(design, known(resource_of(design, endpoint))).column(behaviour.column)


def _puts_anew(endpoint: Endpoint) -> bool:
    behaviour = endpoint.behaviour
    return (isinstance(behaviour, ReplaceLinks) and not behaviour.adds) or (
        isinstance(behaviour, CreateRow) and behaviour.anew
    )


def endpoints_on(design: Design, resource: Resource) -> tuple[Endpoint, ...]:
    """Return the endpoints that work on a resource, feature by feature."""
    return tuple(_by_resource(design).get(resource.name, ()))


@once
def _by_resource(design: Design) -> dict[str, list[Endpoint]]:
    found: dict[str, list[Endpoint]] = {}
    for endpoint in design.endpoints:
        resource = resource_of(design, endpoint)
        if resource is not None:
            found.setdefault(resource.name, []).append(endpoint)
    return found


@once
def _children(design: Design) -> dict[str, list[tuple[Endpoint, ScopeRole]]]:
    """Return by the parents' names the endpoints that look for a parent first."""
    found: dict[str, list[tuple[Endpoint, ScopeRole]]] = {}
    for endpoint in design.endpoints:
        for _, role in checked_parents(endpoint):
            if role.parent is not None:
                found.setdefault(role.parent, []).append((endpoint, role))
    return found


@once
def access_to(design: Design, resource: Resource) -> Access:
    """Collect what all endpoints want from the repository of this resource."""
    own = endpoints_on(design, resource)
    lookups = [
        lookup
        for each in own
        if (lookup := lookup_of(design, each)) is not None and not may_lack(each)
    ]
    lookups += [
        parent_lookup(design, each, role) for each, role in _children(design).get(resource.name, ())
    ]
    lookups += [
        lookup
        for each in _shown_of_links(design).get(resource.name, ())
        if (lookup := shown_lookup(design, each)) is not None
    ]
    quiet = [lookup for each in own if (lookup := quiet_lookup(each)) is not None]
    quiet += [lookup for each in own if (lookup := also_lookup(each)) is not None]
    quiet += [
        lookup for each in own if (lookup := lookup_of(design, each)) is not None and may_lack(each)
    ]
    if resource.name == design.person:
        quiet.append(Lookup((table_of(design, resource).key.name,)))
    behaviours = [each.behaviour for each in own]
    return Access(
        lookups=tuple(dict.fromkeys([*lookups, *quiet])),
        missed=tuple(dict.fromkeys(lookups)),
        lists=tuple(each for each in own if isinstance(each.behaviour, ListRows)),
        clears=tuple(
            each for each in own if isinstance(each.behaviour, ClearRows) or _puts_anew(each)
        ),
        counts=tuple(each for each in own if isinstance(each.behaviour, CountRows)),
        summaries=tuple(each for each in own if _sums_up(each, by_group=False)),
        reports=tuple(each for each in own if _sums_up(each, by_group=True)),
        values=tuple(each for each in own if isinstance(each.behaviour, ListValues)),
        adds=resource.name in _brought_files(design)
        or any(
            isinstance(each, CreateRow | WriteSingleton | UploadFile | ReplaceLinks)
            or (isinstance(each, ReadSingleton) and each.springs)
            or (isinstance(each, ReplaceRow) and each.creates)
            or (isinstance(each, SetMark) and each.on)
            for each in behaviours
        ),
        changes=any(
            isinstance(each, ReplaceRow | UpdateRow | WriteSingleton | UploadFile | ChangePassword)
            for each in behaviours
        ),
        removes=any(
            isinstance(each, DeleteRow) or (isinstance(each, SetMark) and not each.on)
            for each in behaviours
        ),
        nested=tuple(one for one in _writes(behaviours) if one.items in {"rows", "values"}),
        named=tuple(one for one in _writes(behaviours) if one.items == "named"),
    )


def _sums_up(endpoint: Endpoint, *, by_group: bool) -> bool:
    """Tell whether it answers figures of rows: of each group of them, or of all."""
    behaviour = endpoint.behaviour
    return isinstance(behaviour, Summarize) and (behaviour.grouping is not None) == by_group


def may_lack(endpoint: Endpoint) -> bool:
    """Tell whether it is no failure that there is no such row."""
    return isinstance(endpoint.behaviour, SetMark)


@once
def _brought_files(design: Design) -> frozenset[str]:
    """Return the resources of files that come with rows of others."""
    found = (file_with(each) for each in design.endpoints)
    return frozenset(each.resource for each in found if each is not None)


def _writes(behaviours: list[Behaviour]) -> tuple[NestedWrite, ...]:
    found: dict[str, NestedWrite] = {}
    for each in behaviours:
        if isinstance(each, CreateRow | ReplaceRow | UpdateRow):
            found.update({one.attribute: one for one in each.nested})
    return tuple(found.values())


def listings(access: Access) -> tuple[tuple[Endpoint, ListRows], ...]:
    """Return the endpoints that list rows, each with its behaviour."""
    return tuple(
        (each, each.behaviour) for each in access.lists if isinstance(each.behaviour, ListRows)
    )


def get_method(design: Design, resource: Resource, lookup: Lookup) -> str:
    """Return the name of the repository's method for this lookup."""
    if lookup.includes:
        return f"{get_method(design, resource, replace(lookup, includes=False))}_including"
    lookups = access_to(design, resource).lookups
    if not lookup.order and (len(lookups) == 1 or lookup.columns == key_of(design, resource)):
        return "get"
    start = "get"
    if lookup.order:
        start = "get_newest" if lookup.order[0][1] else "get_oldest"
    if not lookup.columns:
        return start if lookup.order else "get_only"
    name = f"{start}_by_" + "_and_".join(lookup.columns)
    if len(name) + len(resource.plural) <= 2 * RESOURCE:
        return name
    last = lookup.columns[-1]
    alike = [each for each in lookups if each.columns[-1:] == (last,)]
    number = f"_{alike.index(lookup) + 1}" if len(alike) > 1 else ""
    return keep_tail(f"get_to_{last}{number}", FUNCTION)


def key_of(design: Design, resource: Resource) -> tuple[str, ...]:
    """Return the columns of the primary key."""
    return tuple(column.name for column in table_of(design, resource).keys)


def argument_names(resource: Resource, lookup: Lookup) -> tuple[str, ...]:
    """Return the parameter names of the repository's method for this lookup."""
    names: list[str] = []
    for column in lookup.columns:
        name = f"{resource.singular}_{column}" if column in _HIDES else column
        names.append(f"own_{name}" if name in names else name)
    return tuple(names)


def shows_caller(endpoint: Endpoint) -> bool:
    """Tell whether an upload of the caller's answers the row that the file belongs to."""
    behaviour = endpoint.behaviour
    shows = isinstance(behaviour, UploadFile) and behaviour.answers_parent is not None
    return shows and endpoint.caller is not None


def _lets_in(endpoint: Endpoint) -> bool:
    """Tell whether the caller's own row may let them do what only the owner else may."""
    role = None if endpoint.caller is None else endpoint.caller.role
    return isinstance(role, CallerRole) and bool(role.unless)


@once
def used_resources(design: Design, feature: Feature) -> tuple[Resource, ...]:
    """Return the resources whose repositories the feature's service works on."""
    used = [resource_of(design, each) for each in feature.endpoints]
    used += [answered_resource(design, each) for each in feature.endpoints if shows_caller(each)]
    files = (file_with(each) for each in feature.endpoints)
    used += [design.resources[each.resource] for each in files if each is not None]
    used += [design.resources[known(design.person)] for each in feature.endpoints if _lets_in(each)]
    linked = (each.links_shown for each in feature.endpoints)
    shown = [each for each in linked if each is not None and each.what != "parent"]
    used += [design.resources[each.resource] for each in shown]
    return tuple(dict.fromkeys(each for each in used if each is not None))


@once
def stored_resources(design: Design, feature: Feature) -> tuple[Resource, ...]:
    """Return the resources of the feature that anybody reads or writes."""
    resources = (design.resources[name] for name in feature.resources)
    return tuple(
        each
        for each in resources
        if _is_accessed(access_to(design, each)) or lists_linked(design, each)
    )


def _is_accessed(access: Access) -> bool:
    writes = access.adds or access.changes or access.removes
    shows = access.lookups or access.lists or access.counts or access.values
    return writes or bool(shows or access.clears or access.summaries or access.reports)


def reader_of(design: Design, resource: Resource, lookup: Lookup) -> Endpoint | None:
    """Return the endpoint of the resource's feature whose service method finds such a row."""
    for endpoint in feature_of(design, resource.home).endpoints:
        if (
            reads_by_path(endpoint)
            and resource_of(design, endpoint) is resource
            and lookup_of(design, endpoint) == lookup
            and not any(role.parse for _, role in keys(endpoint))
        ):
            return endpoint
    return None
