"""The view of service.py: one method an operation, and the errors that it may raise.

Location: pactgen/views/service.py. Used by plan.py; printed by service.py.jinja.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactgen.emit import Emitted, code, docstring, identifier, string
from pactgen.ir.behaviours import ListRows
from pactgen.values import dataclass
from pactgen.views.access import Lookup, argument_names, may_lack, resource_of, table_of
from pactgen.views.columns import python_imports
from pactgen.views.finders import READERS, error_annotation, finder_of, labels_of, shared_finders
from pactgen.views.imports import Import
from pactgen.views.known import known
from pactgen.views.layout import WIDTH, Group, call, laid_out, quoted
from pactgen.views.list_edits import editors
from pactgen.views.maps import map_editors
from pactgen.views.modules import Module, feature_module
from pactgen.views.naming import (
    not_found_error,
    repository_class,
    service_class,
    subject_of,
    too_few_error,
    words,
)
from pactgen.views.service_methods import methods_of
from pactgen.views.service_values import conversions
from pactgen.views.wiring import asked_as, error_home, wiring_of

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Feature, Resource
    from pactgen.views.blocks import Function


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorView:
    """An error class for a missing row."""

    name: Emitted
    docstring: Emitted
    thing: Emitted
    signature: Emitted
    call: Emitted


KEY_TEXTS = "key_texts"
"""The module that reads keys from texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceView:
    """Everything that service.py prints."""

    module: Module
    subject: Emitted
    name: Emitted
    errors: tuple[ErrorView, ...]
    functions: tuple[Function, ...]
    has_parts: bool
    constructor: Emitted
    constructor_docstring: Emitted
    assignments: tuple[Emitted, ...]
    methods: tuple[Function, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something that the constructor is given."""

    attribute: str
    type: str
    origin: Import


def service_view(design: Design, feature: Feature) -> ServiceView:
    """Prepare service.py of a feature."""
    methods = methods_of(design, feature)
    parts = parts_of(design, feature)
    converters = conversions(design, feature)
    helpers = (*editors(feature), *map_editors(feature))
    own, imported = _errors(design, feature)
    imports = [each for method in methods for each in method.imports]
    readers = read_keys(design, feature)
    imports += [Import(f"{design.package}.{KEY_TEXTS}", name) for name in readers]
    imports += [part.origin for part in parts]
    imports += imported
    for resource in own:
        imports += _error_imports(design, resource)
    short = _listed_short(design, feature)
    if short:
        imports.append(Import(f"{design.package}.errors", "NotFoundError"))
    imports += [each for _, needed in converters for each in needed]
    if helpers:
        imports.append(Import("typing", "Any"))
    parameters = ("self", *(f"{part.attribute}: {part.type}" for part in parts))
    return ServiceView(
        module=feature_module(design.package, feature.package, "service.py", imports),
        subject=code(subject_of(design, feature)),
        name=code(service_class(design, feature)),
        errors=(
            *(_error(design, resource) for resource in own),
            *(_too_few(resource) for resource in short),
        ),
        functions=(*(each for each, _ in converters), *helpers),
        has_parts=bool(parts),
        constructor=code(laid_out(_constructor(parameters), indent=4)),
        constructor_docstring=_constructor_docstring(design, feature),
        assignments=tuple(code(f"self._{each.attribute} = {each.attribute}") for each in parts),
        methods=tuple(method.function for method in methods),
    )


def read_keys(design: Design, feature: Feature) -> tuple[str, ...]:
    """Return the functions by which the service reads keys from texts."""
    bodies = "\n".join(method.function.body for method in methods_of(design, feature))
    return tuple(name for name in READERS.values() if re.search(rf"(?<![\w.]){name}\(", bodies))


def parts_of(design: Design, feature: Feature) -> tuple[Part, ...]:
    """Return the repositories and services that the feature's service works with."""
    wiring = wiring_of(design, feature)
    package = design.package
    repositories = [
        Part(
            attribute=identifier(each.plural),
            type=repository_class(design, each),
            origin=Import(f"{package}.{each.home}.repository", repository_class(design, each)),
        )
        for each in wiring.repositories
    ]
    database = [
        Part(
            attribute="database",
            type="HealthRepository",
            origin=Import(f"{package}.{feature.package}.repository", "HealthRepository"),
        )
    ]
    revocations = [
        Part(
            attribute="revocations",
            type="Revocations",
            origin=Import(f"{package}.revocations", "Revocations"),
        )
    ]
    services = [
        Part(
            attribute=asked_as(design, feature, each),
            type=service_class(design, each),
            origin=Import(f"{package}.{each.package}.service", service_class(design, each)),
        )
        for each in wiring.services
    ]
    own = [*(database if wiring.pings else []), *(revocations if wiring.revokes else [])]
    return (*repositories, *own, *services)


def _constructor(parameters: tuple[str, ...]) -> Group:
    return Group(
        before="def __init__",
        brackets="()",
        items=parameters,
        style="definition",
        after=" -> None:",
    )


def _constructor_docstring(design: Design, feature: Feature) -> Emitted:
    wiring = wiring_of(design, feature)
    rows = [words(each.plural) for each in wiring.repositories]
    given = _joined([*rows, *(["revocations"] if wiring.revokes else [])])
    asked = _joined([subject_of(design, each) for each in wiring.services])
    text = f"Work on the given {given}" if given else "Ask the given database"
    if asked:
        text += f", asking about {asked} where needed"
    return docstring(f"{text}.", fallback="Keep what the use cases work with.", indent=8)


def _joined(names: list[str]) -> str:
    *others, last = names or [""]
    return f"{', '.join(others)} and {last}" if others else last


def _errors(design: Design, feature: Feature) -> tuple[list[Resource], list[Import]]:
    """Return the resources whose errors the service declares, and the errors it imports."""
    finders = [finder_of(design, each) for each in feature.endpoints if not may_lack(each)]
    missed = [finder.resource for finder in finders if finder is not None]
    missed += [finder.resource for finder in shared_finders(design, feature)]
    own: list[Resource] = []
    imported: list[Import] = []
    for resource in dict.fromkeys(missed):
        home = error_home(design, feature, resource)
        if home == feature.package:
            own.append(resource)
        else:
            name = not_found_error(design, resource)
            imported.append(Import(f"{design.package}.{home}.service", name))
    return own, imported


def _error_imports(design: Design, resource: Resource) -> list[Import]:
    labels = labels_of(design, resource)
    base = Import(f"{design.package}.errors", "NotFoundError")
    if len(labels) > 1 or labels[0] is None:
        return [base]
    return [base, *python_imports([table_of(design, resource).column(labels[0])])]


def _error(design: Design, resource: Resource) -> ErrorView:
    labels = labels_of(design, resource)
    thing = words(resource.singular)
    name = not_found_error(design, resource)
    summary = f"There is no such {thing}."
    parameters: tuple[str, ...] = ("self", "name: str", "value: object")
    message = f'f"No {thing} has the {{name}} {{value}}."'
    if labels == (None,):
        parameters, message = ("self",), f'"There is no {thing} yet."'
    elif len(labels) == 1 and labels[0] is not None:
        (argument,) = argument_names_of(resource, labels[0])
        summary = f"No {thing} has this {words(labels[0])}."
        parameters = ("self", f"{argument}: {error_annotation(design, resource)}")
        message = f'f"No {thing} has the {words(labels[0])} {{{argument}}}."'
    told = laid_out(call("super().__init__", quoted(message)), indent=8)
    if len(labels) > 1 and None in labels:
        parameters = ("self", "name: str | None = None", "value: object = None")
        told = _either(message, f'"There is no {thing} yet."')
    return ErrorView(
        name=code(name),
        docstring=docstring(summary, fallback="There is no such row.", indent=4),
        thing=code(thing),
        signature=code(laid_out(_constructor(parameters), indent=4)),
        call=code(told),
    )


def _listed_short(design: Design, feature: Feature) -> tuple[Resource, ...]:
    """Return the resources of which the feature's lists must not show too few."""
    found = (
        resource_of(design, endpoint)
        for endpoint in feature.endpoints
        if isinstance(endpoint.behaviour, ListRows) and endpoint.behaviour.least
    )
    return tuple(dict.fromkeys(known(resource) for resource in found))


def _too_few(resource: Resource) -> ErrorView:
    things = words(resource.plural)
    return ErrorView(
        name=code(too_few_error(resource)),
        docstring=docstring(
            f"Fewer {things} match than an answer has to show.",
            fallback="Fewer rows match than an answer has to show.",
            indent=4,
        ),
        thing=code(things),
        signature=code(laid_out(_constructor(("self",)), indent=4)),
        call=code(laid_out(call("super().__init__", string(f"Too few {things} match.")), indent=8)),
    )


def _either(named: str, only: str) -> str:
    """Print what is said of a row that was named, or else of the only one."""
    plain = f"{named} if name else {only}"
    if len(plain) + 12 <= WIDTH:
        return laid_out(call("super().__init__", plain), indent=8)
    lines = (named, "if name", f"else {only}")
    return "\n".join(["super().__init__(", *(f"{' ' * 12}{line}" for line in lines), f"{' ' * 8})"])


def argument_names_of(resource: Resource, column: str) -> tuple[str, ...]:
    """Return the name of the value that the error mentions."""
    return argument_names(resource, Lookup((column,)))
