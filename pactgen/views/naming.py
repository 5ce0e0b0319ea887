"""Names of classes, variables and modules that the views agree on.

Location: pactgen/views/naming.py. Used by the views of a feature's files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import identifier
from pactgen.ir.behaviours import ReadSingleton, WriteSingleton
from pactgen.passes.words.names import TAKEN_CLASSES, shadows_builtin
from pactgen.passes.words.shorten import VARIABLE, keep_tail
from pactgen.views.imports import Import
from pactgen.views.once import once

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pactgen.ir.database import Table
    from pactgen.ir.design import Design, Endpoint, Feature, Resource
    from pactgen.ir.wire import Mode, WireAlias, WireModel

SUFFIXES: dict[Mode, str] = {
    "read": "Read",
    "write": "Write",
    "patch": "Patch",
    "value": "Value",
    "reference": "Reference",
}
_OF_WIRING = frozenset({"HealthRepository", "Session", "TokenRevocations"})
"""What the module that wires a service imports of the package."""


def pascal(snake: str) -> str:
    """Return `special_events` as `SpecialEvents`, `本` as `X本`: a class begins with a capital."""
    name = "".join(part[:1].upper() + part[1:] for part in snake.split("_") if part)
    return name if name[:1].isupper() else f"X{name}"


def words(snake: str) -> str:
    """Return `special_events` as `special events`."""
    return snake.strip("_").replace("_", " ")


def spoken(function: str) -> str:
    """Return `send_optin_by_id` as a sentence: `Send optin by id.`."""
    said = words(function)
    return f"{said[:1].upper()}{said[1:]}."


def row_variable(resource: Resource) -> str:
    """Name the variable that holds a row; it hides none of Python's own names."""
    name = identifier(keep_tail(resource.singular, VARIABLE))
    used = {"self", "values", "session", "key", "select", "delete"}
    return f"{name}_row" if name in used or shadows_builtin(name) else name


def query_model(design: Design, endpoint: Endpoint) -> str:
    """Name the class that holds the query parameters of an operation, as no schema is called."""
    name = f"{pascal(endpoint.function)}Query"
    while name in design.models or name in design.aliases:
        name += "Parameters"
    return name


@once
def main_resource(design: Design, feature: Feature) -> Resource | None:
    """Return the resource that the feature is called after, if there is one."""
    for name in feature.resources:
        resource = design.resources[name]
        if feature.package in {resource.plural, resource.singular}:
            return resource
    return None


@once
def service_class(design: Design, feature: Feature) -> str:
    """Return `BookService`, or the feature's own name where no resource lends it one."""
    resource = main_resource(design, feature)
    stem = resource.name if resource else pascal(feature.package)
    return _unclaimed(design, f"{stem}Service", f"{stem}UseCases")


def service_alias(design: Design, feature: Feature) -> str:
    """Return `Books`: the annotation by which a handler asks for the service."""
    resource = main_resource(design, feature)
    alias = pascal(resource.plural if resource else feature.package)
    taken = (TAKEN_CLASSES, _OF_WIRING, _class_names(design), _parts_of(design))
    return f"{alias}UseCases" if any(alias in names for names in taken) else alias


def service_name(design: Design, feature: Feature) -> str:
    """Return `books`: the variable that holds the service; it hides none of Python's own names."""
    resource = main_resource(design, feature)
    name = resource.plural if resource is not None else feature.package
    return f"{name}_service" if shadows_builtin(name) else name


def router_name(feature: Feature) -> str:
    """Return `books`: by this name the composition root knows the feature's router."""
    name = feature.package
    return f"{name}_router" if shadows_builtin(name) else name


@once
def subject_of(design: Design, feature: Feature) -> str:
    """Return `books`, or `shop` where there is only one: what the feature is about."""
    resource = main_resource(design, feature)
    own = {
        type(each.behaviour)
        for each in feature.endpoints
        if resource is not None and getattr(each.behaviour, "resource", None) == resource.name
    }
    if resource is None or own <= {ReadSingleton, WriteSingleton}:
        return words(feature.package)
    return words(resource.plural)


def apart(name: str, taken: Collection[str]) -> str:
    """Name the variable that holds a row, beside values of these names."""
    return f"stored_{name}" if name in taken else name


@once
def repository_class(design: Design, resource: Resource) -> str:
    """Return `BookRepository`."""
    return _unclaimed(design, f"{resource.name}Repository", f"{resource.name}Rows")


def not_found_error(design: Design, resource: Resource) -> str:
    """Return `BookNotFoundError`."""
    name, other = f"{resource.name}NotFoundError", f"NoSuch{resource.name}Error"
    return other if shadows_builtin(name) else _unclaimed(design, name, other)


def _unclaimed(design: Design, name: str, other: str) -> str:
    """Return the other name where rows or messages of the contract are called by the first one."""
    return other if name in _class_names(design) else name


def too_few_error(resource: Resource) -> str:
    """Return `TooFewBooksError`."""
    return f"TooFew{pascal(resource.plural)}Error"


def feature_of(design: Design, package: str) -> Feature:
    """Return the feature that lives in this package."""
    return next(feature for feature in design.features if feature.package == package)


def model_import(design: Design, resource: Resource) -> Import:
    """Import the mapped class of a resource."""
    return table_import(design, design.tables[resource.table])


def table_import(design: Design, table: Table) -> Import:
    """Import the mapped class of a table: of its feature, or of the package with a schema."""
    home = f"{table.home}." if table.home else ""
    return Import(f"{design.package}.{home}models", table.model)


def wire_import(design: Design, name: str) -> Import:
    """Import a wire type, under another name where a table has the same."""
    declared = design.models.get(name) or design.aliases[name]
    alias = wire_name(design, name)
    module = wire_module(design.package, declared)
    return Import(module, name, None if alias == name else alias)


def wire_module(package: str, declared: WireModel | WireAlias) -> str:
    """Return the module that declares a wire type."""
    home = f"{declared.home}." if declared.home else ""
    return f"{package}.{home}{declared.module}"


@once
def wire_modules_by_name(design: Design) -> Mapping[str, str]:
    """Return the module of every wire type."""
    return {
        name: wire_module(design.package, declared)
        for group in (design.models, design.aliases)
        for name, declared in group.items()
    }


def wire_modules(design: Design, home: str) -> tuple[str, ...]:
    """Return the modules in which a home declares wire types, `schemas` first."""
    found = _modules_by_home(design).get(home, set())
    return tuple(sorted(found, key=lambda name: (len(name), name)))


@once
def _modules_by_home(design: Design) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for model in design.models.values():
        found.setdefault(model.home, set()).add(model.module)
    for alias in design.aliases.values():
        found.setdefault(alias.home, set()).add(alias.module)
    return found


def wire_name(design: Design, name: str) -> str:
    """Return the name by which a module calls a wire type."""
    if name not in design.resources:
        return name
    model = design.models.get(name)
    alias = name + (SUFFIXES[model.mode] if model else "Value")
    while alias in _class_names(design):
        alias += "Value"
    return alias


@once
def _class_names(design: Design) -> set[str]:
    return {*design.resources, *design.models, *design.aliases}


@once
def _parts_of(design: Design) -> set[str]:
    """Return what services and repositories of the project are called."""
    services = {service_class(design, feature) for feature in design.features}
    return services | {repository_class(design, each) for each in design.resources.values()}


def schemas_of(design: Design, feature: Feature) -> tuple[str, ...]:
    """Return the modules in which a feature declares what travels over the wire."""
    has_queries = any(
        each.parameter.location == "query" for one in feature.endpoints for each in one.inputs
    )
    return wire_modules(design, feature.package) or (("schemas",) if has_queries else ())
