"""How a service finds the row that an operation names, or says that there is none.

Location: pactgen/views/finders.py. Used by the views of service methods and errors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import identifier, string
from pactgen.ir.behaviours import ReadRow, ReadSingleton, ReplaceLinks
from pactgen.ir.inputs import AncestorRole
from pactgen.values import dataclass, replace
from pactgen.views.access import (
    Lookup,
    RowBehaviour,
    access_to,
    endpoints_on,
    finds_first,
    get_method,
    keys,
    lookup_of,
    own_column,
    quiet_lookup,
    reads_by_path,
    resource_of,
    scopes,
    shown_lookup,
    table_of,
)
from pactgen.views.arguments import argument_type, is_optional, value_of
from pactgen.views.blocks import Nested, Statement
from pactgen.views.bodies import row_fields, sent_row
from pactgen.views.columns import PYTHON_TYPES, Parse, parse_of, python_imports
from pactgen.views.includes import included
from pactgen.views.known import known
from pactgen.views.layout import STEP, WIDTH, Code, boxed, call, condition, flat, prefixed
from pactgen.views.linked_keys import key_of_link
from pactgen.views.naming import apart, not_found_error, row_variable
from pactgen.views.once import once
from pactgen.views.wiring import Parent, asked_service, parents_of, value_of_parent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.database import Column
    from pactgen.ir.design import Design, Endpoint, Feature, Resource
    from pactgen.ir.inputs import Input, ScopeRole
    from pactgen.views.imports import Import

INDENT = 8
READERS: dict[Parse, str] = {
    "integer": "read_integer",
    "uuid": "read_uuid",
    "uuid_text": "read_uuid_text",
    "whole": "read_whole",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One value that names a row."""

    expression: str
    column: str
    parse: Parse | None = None
    raw: str = ""
    """The parameter itself, before it is brought to the type of the column."""
    given: str = ""
    """The Python type of the parameter."""
    is_optional: bool = False

    @property
    def may_miss(self) -> bool:
        """Tell whether the value may be no key at all."""
        return self.parse is not None or self.is_optional

    @property
    def stored(self) -> str:
        """The expression of the value as its column keeps it."""
        return f"{READERS[self.parse]}({self.expression})" if self.parse else self.expression


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Finder:
    """The way to a row: a resource, a lookup, and the values that it is looked up by."""

    resource: Resource
    lookup: Lookup
    keys: tuple[Key, ...]
    asked: str = ""
    """What says which related rows are read with it; "" where nobody does."""
    above: tuple[Key, ...] = ()
    """What the parent belongs to: the parent is found with it, the row is not."""

    @property
    def expressions(self) -> tuple[str, ...]:
        """The values, as they are passed on."""
        return tuple(key.expression for key in self.keys)

    @property
    def raw(self) -> tuple[str, ...]:
        """The parameters themselves."""
        return tuple(key.raw or key.expression for key in (*self.above, *self.keys))

    def takes_the_same(self, other: Finder | None) -> bool:
        """Tell whether the method of the other one can be called with these parameters."""
        if other is None or self != other or self.is_optional:
            return False
        return self.types == other.types

    @property
    def types(self) -> list[list[str]]:
        """The Python types of the parameters: of those for the parent, then of its own."""
        return [[key.given for key in keys] for keys in (self.above, self.keys)]

    @property
    def is_optional(self) -> bool:
        """Tell whether one of the values may be missing."""
        return any(key.is_optional for key in self.keys)

    def renamed(self, names: tuple[str, ...]) -> Finder:
        """Return the same way, given values of other names."""
        keys = tuple(
            replace(key, expression=name) for key, name in zip(self.keys, names, strict=True)
        )
        return replace(self, keys=keys)

    def __eq__(self, other: object) -> bool:
        """Two finders are the same method when they differ in the names of their values only."""
        return isinstance(other, Finder) and self._way == other._way

    def __hash__(self) -> int:
        """Agree with `__eq__`."""
        return hash(self._way)

    @property
    def _way(self) -> tuple[object, ...]:
        parses = tuple(key.parse for key in self.keys)
        return (self.resource.name, self.lookup, parses)


@once
def finder_of(design: Design, endpoint: Endpoint) -> Finder | None:
    """Return how the endpoint finds its row."""
    resource, lookup = resource_of(design, endpoint), lookup_of(design, endpoint)
    if resource is None or lookup is None:
        return None
    table = table_of(design, resource)
    found = [
        _scope_key(design, endpoint, each, role, table.column(role.column))
        for each, role in scopes(endpoint)
    ]
    found += [
        path_key(design, each, table.column(role.column), value_of(endpoint, each))
        for each, role in keys(endpoint)
    ]
    behaviour = endpoint.behaviour
    if isinstance(behaviour, RowBehaviour) and behaviour.key_in_body is not None:
        found.append(_body_key(design, endpoint, behaviour.key_in_body, resource))
    asked = included(endpoint) if lookup.includes else ""
    return Finder(
        resource=resource,
        lookup=lookup,
        keys=tuple(found),
        asked=asked,
        above=tuple(_ancestors(design, endpoint)),
    )


def _ancestors(design: Design, endpoint: Endpoint) -> Iterator[Key]:
    """Yield the parameters that only a parent is found with."""
    for each in endpoint.inputs:
        if isinstance(each.role, AncestorRole):
            table = table_of(design, design.resources[each.role.parent])
            yield path_key(design, each, table.column(each.role.key))


def _scope_key(
    design: Design, endpoint: Endpoint, each: Input, role: ScopeRole, column: Column
) -> Key:
    """Return the key that a parent gives: the parameter itself, or a value of the parent's row."""
    if not role.by_parent:
        return path_key(design, each, column, value_of(endpoint, each))
    within = known(role.within)
    referring = design.tables[within.table].column(within.select)
    return Key(
        expression=value_of_parent(design, endpoint, role),
        column=column.name,
        raw=identifier(each.name),
        given=argument_type(design, each).text,
        is_optional=referring.nullable and isinstance(endpoint.behaviour, ReadSingleton),
    )


def own_finder(design: Design, endpoint: Endpoint) -> Finder:
    """Return how the row of whoever is calling is found: by the subject of the token."""
    resource = known(resource_of(design, endpoint))
    lookup = known(quiet_lookup(endpoint))
    column = table_of(design, resource).column(lookup.columns[0])
    key = Key(
        expression="caller.subject",
        column=column.name,
        parse=parse_of("str", column),
        given="str",
    )
    return Finder(resource=resource, lookup=lookup, keys=(key,))


def path_key(design: Design, each: Input, column: Column, value: str = "") -> Key:
    """Return the key that a parameter gives, brought to the type of the column."""
    given = argument_type(design, each).text
    parse = parse_of(given, column)
    name = value or identifier(each.name)
    optional = is_optional(each)
    if parse == "text":
        text = f"str({name})"
        return Key(expression=text, column=column.name, raw=name, given=given, is_optional=optional)
    return Key(expression=name, column=column.name, parse=parse, given=given, is_optional=optional)


def _body_key(design: Design, endpoint: Endpoint, attribute: str, resource: Resource) -> Key:
    body = known(endpoint.body)
    fields = {field.attribute: field for field in row_fields(design, body)}
    optional = attribute not in fields or not fields[attribute].required
    row = sent_row(design, body)
    named = f"{row.expression}.{identifier(attribute)}"
    return Key(
        expression=f"{named} if {row.condition} else None" if row.is_optional else named,
        column=table_of(design, resource).key.name,
        given=PYTHON_TYPES[table_of(design, resource).key.kind],
        is_optional=optional or row.is_optional,
    )


def shown_finder(design: Design, endpoint: Endpoint) -> Finder | None:
    """Return how the row is found that an operation on links answers in their place.

    None where it answers another one, or what is looked for before the work is done.
    """
    lookup = shown_lookup(design, endpoint)
    if lookup is None:
        return None
    shown = known(endpoint.links_shown)
    resource = design.resources[shown.resource]
    column = table_of(design, resource).column(lookup.columns[0])
    named = [each for each, role in keys(endpoint) if role.column == shown.column]
    if named:
        return Finder(resource=resource, lookup=lookup, keys=(path_key(design, named[0], column),))
    behaviour = endpoint.behaviour
    if not isinstance(behaviour, ReplaceLinks):
        return None
    name, _ = key_of_link(design, endpoint, behaviour)
    key = Key(expression=name, column=column.name, given=PYTHON_TYPES[column.kind])
    return Finder(resource=resource, lookup=lookup, keys=(key,))


def row_name(endpoint: Endpoint, resource: Resource) -> str:
    """Name the variable that holds the row."""
    taken = {each.name for each in endpoint.inputs}
    if endpoint.body is not None:
        taken.add(endpoint.body.name)
    if endpoint.caller is not None:
        taken.add(endpoint.caller.name)
    if own_column(endpoint) is not None:
        taken.add("caller")
    return apart(row_variable(resource), taken)


def parent_finder(design: Design, parent: Parent) -> Finder:
    """Return how a parent is found."""
    table = table_of(design, parent.resource)
    keys = tuple(
        path_key(design, each, table.column(name))
        for each, name in zip(parent.inputs, parent.lookup.columns, strict=True)
    )
    return Finder(resource=parent.resource, lookup=parent.lookup, keys=keys)


@once
def shared_finders(design: Design, feature: Feature) -> tuple[Finder, ...]:
    """Return the ways for which the service needs a private method."""
    public = [finder_of(design, each) for each in feature.endpoints if reads_by_path(each)]
    wanted: dict[Finder, list[Finder]] = {}
    for endpoint in feature.endpoints:
        reads = isinstance(endpoint.behaviour, ReadRow) and not reads_by_path(endpoint)
        if reads or finds_first(endpoint):
            finder = finder_of(design, endpoint)
            if finder is None:
                continue
            if not any(finder.takes_the_same(each) for each in public):
                wanted.setdefault(finder, []).append(finder)
    needed = [
        next((each for each in uses if each.is_optional), uses[0])
        for uses in wanted.values()
        if len(uses) > 1
    ]
    parents = [
        parent_finder(design, parent)
        for parent in parents_of(design, *feature.endpoints)
        if asked_service(design, feature, parent) is None
    ]
    shown = (shown_finder(design, each) for each in feature.endpoints)
    parents += [each for each in shown if each is not None]
    unheard = [each for each in parents if not any(each.takes_the_same(other) for other in public)]
    return tuple(dict.fromkeys([*needed, *unheard]))


def own_method(finder: Finder) -> str:
    """Name the private method that finds the row of whoever is calling."""
    return f"_find_own_{identifier(finder.resource.singular)}"


def private_name(design: Design, finder: Finder) -> str:
    """Name the private method that finds a row."""
    by = get_method(design, finder.resource, finder.lookup).removeprefix("get")
    name = f"_find_{identifier(finder.resource.singular)}{by}"
    read_from = {key.given for key in finder.keys if key.parse is not None}
    if not read_from:
        return name
    return f"{name}_text" if "str" in read_from else f"{name}_number"


def look_up(
    design: Design,
    finder: Finder,
    row: str,
    *,
    otherwise: Code,
    first: tuple[Code, ...] = (),
    is_there: bool = False,
) -> list[Statement]:
    """Print the statements that fetch the row and deal with its absence: `first`, `otherwise`.

    With `is_there` they deal with its presence.
    """
    method = get_method(design, finder.resource, finder.lookup)
    statements: list[Statement] = []
    values: list[str] = []
    guards: list[str] = []
    for key in finder.keys:
        value = key.expression
        if key.parse is not None or (key.may_miss and " if " in value):
            value = f"{finder.resource.singular if key.column == 'id' else key.column}_key"
            statements.append(f"{value} = {key.stored}")
        if key.may_miss:
            guards.append(f"{value} is None")
        values.append(value)
    values += [finder.asked] if finder.asked else []
    found = call(f"await self._{identifier(finder.resource.plural)}.{method}", *values)
    return [
        *statements,
        *_fetched(row, " or ".join(guards), found),
        f"if {row} is not None:" if is_there else f"if {row} is None:",
        *(Nested(each) for each in (*first, otherwise)),
    ]


def _fetched(row: str, guard: str, found: Code) -> list[Statement]:
    """Fetch the row, unless the values that it is looked up by are no keys at all."""
    if not guard:
        return [prefixed(f"{row} = ", found)]
    value = f"None if {guard} else {flat(found)}"
    if len(value) + INDENT + STEP <= WIDTH:
        return [boxed(f"{row} = ", value)]
    asked = condition("and", *guard.replace(" is None", " is not None").split(" or "))
    return [f"{row} = None", asked, Nested(prefixed(f"{row} = ", found))]


@once
def labels_of(design: Design, resource: Resource) -> tuple[str | None, ...]:
    """Return the columns by which rows of the resource are missed; None: there is only one."""
    lookups = access_to(design, resource).missed
    return tuple(
        dict.fromkeys(lookup.columns[-1] if lookup.columns else None for lookup in lookups)
    )


def missing(design: Design, finder: Finder) -> Code:
    """Return the statement that says that there is no such row."""
    error = not_found_error(design, finder.resource)
    if not finder.lookup.columns:
        return f"raise {error}"
    value = finder.keys[-1].expression
    if len(labels_of(design, finder.resource)) == 1:
        return call(f"raise {error}", value)
    label = finder.lookup.columns[-1].replace("_", " ")
    return call(f"raise {error}", f"name={string(label)}", f"value={value}")


def key_type(design: Design, finder: Finder, key: Key) -> str:
    """Return the type of a value that a private method is given."""
    column = table_of(design, finder.resource).column(key.column)
    plain = key.given if key.parse is not None else PYTHON_TYPES[column.kind]
    return f"{plain} | None" if key.is_optional else plain


def key_imports(design: Design, finder: Finder) -> tuple[Import, ...]:
    """Return what the types of a private method's values need."""
    table = table_of(design, finder.resource)
    return tuple(
        python_imports(table.column(key.column) for key in finder.keys if key.parse is None)
    )


@once
def _asked_by_children(design: Design) -> dict[str, list[Finder]]:
    """Return by the resources' names the ways by which their rows are found as parents."""
    found: dict[str, list[Finder]] = {}
    for parent in parents_of(design, *design.endpoints):
        found.setdefault(parent.resource.name, []).append(parent_finder(design, parent))
    return found


@once
def error_annotation(design: Design, resource: Resource) -> str:
    """Return the type of the value that the error for a missing row names."""
    table = table_of(design, resource)
    label = known(labels_of(design, resource)[0])
    kinds = {PYTHON_TYPES[table.column(label).kind]: None}
    optional = False
    own = (finder_of(design, endpoint) for endpoint in endpoints_on(design, resource))
    for finder in (*own, *_asked_by_children(design).get(resource.name, ())):
        if finder is None or not finder.keys:
            continue
        if finder.keys[-1].parse is not None:
            kinds[finder.keys[-1].given] = None
        optional = optional or finder.keys[-1].is_optional
    if "float" in kinds:
        kinds.pop("int", None)
    return " | ".join([*kinds, "None"] if optional else kinds)
