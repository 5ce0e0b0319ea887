"""The views of dependencies.py and of a feature's __init__.py.

Location: pactgen/views/provider.py. Used by plan.py; printed by the templates of these names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import Emitted, code, docstring, identifier
from pactgen.values import dataclass
from pactgen.views.imports import Import
from pactgen.views.layout import call, laid_out, parsed, prefixed, signature
from pactgen.views.modules import Module, feature_module
from pactgen.views.naming import (
    main_resource,
    repository_class,
    service_alias,
    service_class,
    subject_of,
    words,
)
from pactgen.views.wiring import asked_as, wiring_of

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Feature

STEP = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class DependenciesView:
    """Everything that dependencies.py prints."""

    module: Module
    subject: Emitted
    rows: Emitted
    alias: Emitted
    annotated: Emitted
    signature: Emitted
    body: Emitted


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageView:
    """Everything that __init__.py prints."""

    opening: Emitted
    location: Emitted


def dependencies_view(design: Design, feature: Feature) -> DependenciesView:
    """Prepare dependencies.py of a feature."""
    package, wiring = design.package, wiring_of(design, feature)
    service = service_class(design, feature)
    resource = main_resource(design, feature)
    imports = [
        Import("typing", "Annotated"),
        Import("fastapi", "Depends"),
        Import(f"{package}.{feature.package}.service", service),
    ]
    parameters: list[str] = []
    arguments: list[str] = []
    for each in wiring.repositories:
        arguments.append(f"{repository_class(design, each)}(session)")
        imports.append(Import(f"{package}.{each.home}.repository", repository_class(design, each)))
    if wiring.pings:
        arguments.append("HealthRepository(session)")
        imports.append(Import(f"{package}.{feature.package}.repository", "HealthRepository"))
    if arguments:
        parameters.append("session: Session")
        imports.append(Import(f"{package}.database", "Session"))
    if wiring.revokes:
        parameters.append("revocations: TokenRevocations")
        arguments.append("revocations")
        imports.append(Import(f"{package}.revocations", "TokenRevocations"))
    for other in wiring.services:
        alias = service_alias(design, other)
        name = asked_as(design, feature, other)
        parameters.append(f"{name}: {alias}")
        arguments.append(name)
        imports.append(Import(f"{package}.{other.package}.dependencies", alias))
    subject = resource.singular if resource is not None else feature.package
    provider = f"get_{identifier(subject)}_service"
    alias = service_alias(design, feature)
    return DependenciesView(
        module=feature_module(package, feature.package, "dependencies.py", imports),
        subject=code(words(subject)),
        rows=code(subject_of(design, feature)),
        alias=code(alias),
        annotated=code(laid_out(parsed(call_annotated(alias, service, provider)))),
        signature=code(laid_out(signature(provider, tuple(parameters), service))),
        body=code(laid_out(prefixed("return ", call(service, *arguments)), indent=STEP)),
    )


def call_annotated(alias: str, service: str, provider: str) -> str:
    """Return the alias by which handlers ask for the service."""
    return f"{alias} = Annotated[{service}, Depends({provider})]"


def package_view(design: Design, feature: Feature) -> PackageView:
    """Prepare __init__.py of a feature."""
    title = words(feature.package).capitalize()
    said = (feature.description or "").strip()
    text = f"{title}: {said[:1].lower()}{said[1:]}" if said else ""
    shown = docstring(text, fallback=f"{title}, as the contract describes them.", brief=True)
    return PackageView(
        opening=code(shown.removesuffix('"""').rstrip()),
        location=code(f"src/{design.package}/{feature.package}/__init__.py"),
    )
