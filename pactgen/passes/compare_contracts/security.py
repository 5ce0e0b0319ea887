"""What a request must carry to be let in, by what it sends: schemes may be called otherwise.

Location: pactgen/passes/compare_contracts/security.py. A scheme is its type and its place in the
request; by its name alone where a contract has two of the kind. Used by __init__.py.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.contract import Contract, Operation, SecurityScheme


def ways(contract: Contract, operation: Operation) -> Iterator[frozenset[str]]:
    """Return each way to be let in as the scopes and schemes that it takes; none: anybody."""
    sent = _sent(contract)
    for requirement in operation.security:
        yield frozenset(
            f"{sent.get(scheme, scheme)} {scope}"
            for scheme, scopes in requirement.schemes
            for scope in ("", *scopes)
        )
    if not operation.security:
        yield frozenset()


def _sent(contract: Contract) -> Mapping[str, str]:
    """Return what is sent for each scheme of a contract, by its name there."""
    found = {each.key: _place(each) for each in contract.security_schemes}
    alike = Counter(found.values())
    return {
        key: place if alike[place] == 1 else f"{place} of {key}" for key, place in found.items()
    }


def _place(scheme: SecurityScheme) -> str:
    if scheme.type in {"apiKey", "http"} and scheme.kind == "bearer":
        return "bearer"
    if scheme.type == "apiKey":
        name = scheme.name or ""
        return f"{scheme.location} {name.lower() if scheme.location == 'header' else name}"
    if scheme.type == "undefined":
        return scheme.key
    return f"{scheme.type} {scheme.scheme}"
