"""Who a service works with: repositories of its own, services of other features, their errors.

Location: pactgen/views/wiring.py. Used by the views of service and dependencies. Modules must not
import each other in a circle, so a service asks the service of another feature only while the
circle stays open; otherwise it reads the other feature's repository.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import identifier
from pactgen.ir.behaviours import Health
from pactgen.values import dataclass
from pactgen.views.access import (
    Lookup,
    checked_parents,
    lookup_of,
    may_lack,
    parent_lookup,
    reader_of,
    resource_of,
    table_of,
    used_resources,
)
from pactgen.views.arguments import argument_type
from pactgen.views.columns import parse_of
from pactgen.views.known import known
from pactgen.views.naming import feature_of, row_variable, service_name
from pactgen.views.once import once
from pactgen.views.revocations import revokes

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Endpoint, Feature, Resource
    from pactgen.ir.inputs import Input, ScopeRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiring:
    """What the constructor of a service takes."""

    repositories: tuple[Resource, ...]
    services: tuple[Feature, ...]
    pings: bool
    """It asks the database whether it is there."""
    revokes: bool
    """It takes tokens back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """A row that must exist before the endpoint does its work."""

    resource: Resource
    lookup: Lookup
    inputs: tuple[Input, ...]
    """Per column of the lookup: what it is compared with."""
    row: str
    """The variable that holds it, where a value of it is needed; else empty."""


def parents_of(design: Design, *endpoints: Endpoint) -> tuple[Parent, ...]:
    """Return the parents that the endpoints check."""
    return tuple(
        Parent(
            resource=design.resources[role.parent],
            lookup=parent_lookup(design, endpoint, role),
            inputs=_named_inputs(endpoint, each, role),
            row=parent_row(design, endpoint, role)
            if role.by_parent or role is looked_at(endpoint)
            else "",
        )
        for endpoint in endpoints
        for each, role in checked_parents(endpoint)
        if role.parent is not None
    )


def looked_at(endpoint: Endpoint) -> ScopeRole | None:
    """Return what names the parent whose state lets rows be written below it, or does not."""
    if endpoint.above is None:
        return None
    named = (
        role
        for each, role in checked_parents(endpoint)
        if each.parameter.name == endpoint.above.parameter
    )
    return next(named, None)


def parent_row(design: Design, endpoint: Endpoint, role: ScopeRole) -> str:
    """Name the variable that holds a parent."""
    name = row_variable(design.resources[known(role.parent)])
    own = resource_of(design, endpoint)
    taken = {each.name for each in endpoint.inputs}
    taken |= set() if endpoint.body is None else {endpoint.body.name}
    taken |= set() if own is None else {row_variable(own)}
    return f"parent_{name}" if name in taken else name


def value_of_parent(design: Design, endpoint: Endpoint, role: ScopeRole) -> str:
    """Return the value of the parent's row that the rows of the endpoint refer to it by."""
    return f"{parent_row(design, endpoint, role)}.{identifier(known(role.within).select)}"


def _named_inputs(endpoint: Endpoint, each: Input, role: ScopeRole) -> tuple[Input, ...]:
    """Return the inputs that name the parent together."""
    if not role.named_by:
        return (each,)
    path = (one for one in endpoint.inputs if one.parameter.location == "path")
    every = (*([endpoint.caller] if endpoint.caller else []), *path)
    by_name = {one.parameter.name: one for one in every}
    return tuple(by_name[name] for name, _ in role.named_by)


def asked_service(design: Design, feature: Feature, parent: Parent) -> Feature | None:
    """Return the other feature whose service finds the parent, where it may be imported."""
    home = parent.resource.home
    reader = reader_of(design, parent.resource, parent.lookup)
    if reader is None or home == feature.package:
        return None
    if parent.resource in used_resources(design, feature):
        return None
    table = table_of(design, parent.resource)
    for each, name in zip(parent.inputs, parent.lookup.columns, strict=True):
        if parse_of(argument_type(design, each).text, table.column(name)) is not None:
            return None
    return feature_of(design, home) if home in imported_services(design)[feature.package] else None


def error_home(design: Design, feature: Feature, resource: Resource) -> str:
    """Return the feature whose service declares the error for a missing row."""
    declares = resource.home != feature.package and _misses(design, resource.home, resource)
    if declares and resource.home in imported_services(design)[feature.package]:
        return resource.home
    return feature.package


@once
def wiring_of(design: Design, feature: Feature) -> Wiring:
    """Return what the feature's service is made of."""
    repositories = list(used_resources(design, feature))
    services: list[Feature] = []
    for parent in parents_of(design, *feature.endpoints):
        other = asked_service(design, feature, parent)
        if other is not None:
            services.append(other)
        else:
            repositories.append(parent.resource)
    return Wiring(
        repositories=tuple(dict.fromkeys(repositories)),
        services=tuple({each.package: each for each in services}.values()),
        pings=any(isinstance(each.behaviour, Health) for each in feature.endpoints),
        revokes=revokes(design, feature),
    )


def asked_as(design: Design, feature: Feature, other: Feature) -> str:
    """Name the variable by which the feature's service knows the service of another feature."""
    name = identifier(service_name(design, other))
    taken = {each.plural for each in wiring_of(design, feature).repositories}
    return f"{name}_service" if name in taken else name


@once
def imported_services(design: Design) -> dict[str, set[str]]:
    """Return which services each service may import; no circle among them."""
    accepted: dict[str, set[str]] = {feature.package: set() for feature in design.features}
    for feature in design.features:
        for home in _wanted(design, feature):
            if not _reaches(accepted, home, feature.package):
                accepted[feature.package].add(home)
    return accepted


def _wanted(design: Design, feature: Feature) -> list[str]:
    parents = [
        parent.resource.home
        for parent in parents_of(design, *feature.endpoints)
        if reader_of(design, parent.resource, parent.lookup) is not None
    ]
    errors = [
        resource.home
        for resource in used_resources(design, feature)
        if _misses(design, resource.home, resource)
    ]
    return [home for home in dict.fromkeys([*parents, *errors]) if home != feature.package]


@once
def _misses(design: Design, package: str, resource: Resource) -> bool:
    """Tell whether the feature itself looks for rows that may be missing."""
    return any(
        resource_of(design, endpoint) is resource
        and lookup_of(design, endpoint) is not None
        and not may_lack(endpoint)
        for endpoint in feature_of(design, package).endpoints
    )


def _reaches(graph: dict[str, set[str]], start: str, goal: str) -> bool:
    return start == goal or any(_reaches(graph, step, goal) for step in graph[start])
