"""Check that a contract does not contradict itself; the only pass that may refuse user input.

Location: pactgen/passes/check_contract.py. Runs after the reader, whose repairs it takes for
granted; reports everything at once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.diagnostics import Diagnostic, Note, diagnostic
from pactgen.ir.walk import every_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Contract, Operation, Parameter, Requirement, Schema

_TEMPLATE: Final = re.compile(r"\{([^{}]*)\}")


def check_contract(contract: Contract) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong with the meaning of a contract."""
    findings: list[Diagnostic] = []
    if not contract.operations:
        findings.append(diagnostic("contract-empty", contract.origin.child("paths")))
    findings += _equivalent_paths(contract)
    for operation in contract.operations:
        findings += _template(operation)
        findings += _parameters(operation)
        findings += _security(operation, contract)
    for schema in every_schema(contract):
        findings += _schema(schema, contract)
    return tuple(dict.fromkeys(findings))


def _equivalent_paths(contract: Contract) -> Iterator[Diagnostic]:
    """Report operations that no request can tell apart."""
    seen: dict[tuple[object, ...], Operation] = {}
    for operation in contract.operations:
        template = _TEMPLATE.sub("{}", operation.path)
        key = (operation.method, template, frozenset(operation.conditions))
        other = seen.setdefault(key, operation)
        if other is not operation:
            yield diagnostic(
                "paths-equivalent",
                operation.origin,
                related=(Note(where=other.origin, message=f"{other.label} stands"),),
                label=operation.label,
                other=other.label,
            )


def _template(operation: Operation) -> Iterator[Diagnostic]:
    """Report braces that do not name a parameter."""
    names = _TEMPLATE.findall(operation.path)
    rest = _TEMPLATE.sub("", operation.path)
    reason = None
    if "{" in rest or "}" in rest:
        reason = "a brace without its partner"
    elif "" in names:
        reason = "a parameter without a name"
    if reason is not None:
        yield diagnostic(
            "path-template",
            operation.origin.parent(),
            at_key=True,
            path=operation.path,
            reason=reason,
        )


def _parameters(operation: Operation) -> Iterator[Diagnostic]:
    """Report parameters that are declared twice."""
    seen: dict[tuple[str, str], Parameter] = {}
    for item in operation.parameters:
        name = item.name.lower() if item.location == "header" else item.name
        other = seen.setdefault((item.location, name), item)
        if other is not item:
            yield diagnostic(
                "parameter-duplicate",
                item.origin,
                related=(Note(where=other.origin, message="the first stands"),),
                label=operation.label,
                location=item.location,
                name=item.name,
            )


def _security(operation: Operation, contract: Contract) -> Iterator[Diagnostic]:
    """Report requirements that name no scope of their scheme."""
    for requirement in operation.security:
        yield from _requirement(requirement, operation, contract)


def _requirement(
    requirement: Requirement, operation: Operation, contract: Contract
) -> Iterator[Diagnostic]:
    schemes = {scheme.key: scheme for scheme in contract.security_schemes}
    place = requirement.origin or operation.origin.child("security")
    for key, scopes in requirement.schemes:
        scheme = schemes.get(key)
        if scheme is not None and scheme.type == "oauth2" and scheme.scopes:
            for scope in scopes:
                if scope not in scheme.scopes:
                    yield diagnostic("scope-undefined", place.child(key), name=key, scope=scope)


def _schema(schema: Schema, contract: Contract) -> Iterator[Diagnostic]:
    """Report a schema that cannot be satisfied."""
    yield from _bounds(schema)
    if schema.required_only and schema.all_of:
        known = _named(schema, contract, set())
        for name in schema.required_only:
            if name not in known:
                yield diagnostic("required-undefined", schema.origin.child("required"), name=name)


def _bounds(schema: Schema) -> Iterator[Diagnostic]:
    pairs = (
        ("minimum", schema.minimum, "maximum", schema.maximum),
        ("minLength", schema.min_length, "maxLength", schema.max_length),
        ("minItems", schema.min_items, "maxItems", schema.max_items),
        ("minProperties", schema.min_properties, "maxProperties", schema.max_properties),
    )
    for low, least, high, most in pairs:
        if least is not None and most is not None and least > most:
            yield diagnostic("bounds-contradict", schema.origin.child(low), low=low, high=high)


def _named(schema: Schema, contract: Contract, seen: set[int]) -> set[str]:
    """Collect the property names of a schema and of all that it is composed of."""
    if id(schema) in seen:
        return set()
    seen.add(id(schema))
    names = {item.name for item in schema.properties}
    parts = [*schema.all_of, *schema.any_of, *schema.one_of]
    if schema.ref is not None and schema.ref in contract.schemas:
        parts.append(contract.schemas[schema.ref])
    return names.union(*(_named(part, contract, seen) for part in parts))
