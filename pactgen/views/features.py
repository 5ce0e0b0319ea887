"""The views of features.py and schemes.py: the routers, and how the contract secures them.

Location: pactgen/views/features.py. Used by plan.py; printed by the templates of these names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import Emitted, code, string
from pactgen.values import dataclass, replace
from pactgen.views.imports import Import
from pactgen.views.layout import Code, Group, call, laid_out, mapping, pack, prefixed
from pactgen.views.modules import Module, module
from pactgen.views.naming import router_name
from pactgen.views.revocations import has_revocations

if TYPE_CHECKING:
    from pactgen.ir.contract import SecurityScheme
    from pactgen.ir.design import Design


@dataclass(frozen=True, slots=True, kw_only=True)
class FeaturesView:
    """Everything that features.py prints."""

    module: Module
    base_path: Emitted
    routers: Emitted


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemesView:
    """Everything that schemes.py prints."""

    module: Module
    schemes: Emitted


def features_view(design: Design) -> FeaturesView:
    """Prepare features.py."""
    package = design.package
    routers = [
        Import(f"{package}.{feature.package}.router", "router", router_name(feature))
        for feature in design.features
    ]
    tuple_ = pack(*(router_name(feature) for feature in design.features))
    if isinstance(tuple_, Group):
        tuple_ = replace(tuple_, exploded=True)
    return FeaturesView(
        module=module(
            package,
            "features.py",
            "routing.py, the router of every feature",
            [Import("typing", "Final"), Import(f"{package}.routing", "Operations"), *routers],
        ),
        base_path=code(string(design.base_path)),
        routers=code(laid_out(prefixed("ROUTERS: Final[tuple[Operations, ...]] = ", tuple_))),
    )


def schemes_view(design: Design) -> SchemesView:
    """Prepare schemes.py."""
    security = f"{design.package}.security"
    schemes = design.contract.security_schemes
    entries = [prefixed(f"{string(scheme.key)}: ", _verifier(scheme, design)) for scheme in schemes]
    imports = [
        Import("collections.abc", "Mapping"),
        Import("typing", "Final"),
        Import(security, "Scheme"),
        *(Import(security, _kind(scheme)) for scheme in schemes),
    ]
    uses = "security.py"
    if has_revocations(design) and any(scheme.kind == "bearer" for scheme in schemes):
        uses = "revocations.py, security.py"
        imports.append(Import(f"{design.package}.revocations", "is_live"))
    return SchemesView(
        module=module(design.package, "schemes.py", uses, imports),
        schemes=code(
            laid_out(prefixed("SCHEMES: Final[Mapping[str, Scheme]] = ", mapping(*entries)))
        ),
    )


_KINDS = {"bearer": "Bearer", "basic": "Basic", "key": "ApiKey", "unsupported": "Unsupported"}


def _kind(scheme: SecurityScheme) -> str:
    return _KINDS[scheme.kind]


def _verifier(scheme: SecurityScheme, design: Design) -> Code:
    kind = _kind(scheme)
    match kind:
        case "ApiKey":
            place, name = string(scheme.location or "header"), string(scheme.name or "")
            return call(kind, f"place={place}", f"name={name}")
        case "Bearer":
            scopes = tuple(string(scope) for scope in _scopes(scheme, design))
            said = [prefixed("scopes=", pack(*scopes))] if scopes else []
            said += ["is_live=is_live"] if has_revocations(design) else []
            return call(kind, *said)
        case _:
            return call(kind)


def _scopes(scheme: SecurityScheme, design: Design) -> tuple[str, ...]:
    asked = (
        scope
        for endpoint in design.endpoints
        for requirement in endpoint.security
        for key, scopes in requirement.schemes
        if key == scheme.key
        for scope in scopes
    )
    return tuple(dict.fromkeys((*scheme.scopes, *asked)))
