"""Whether a request tells who is calling."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Operation


def tells_caller(contract: Contract, operation: Operation) -> bool:
    """Whether every way to call it carries a token, which says who calls."""
    kinds = {scheme.key: scheme.kind for scheme in contract.security_schemes}
    return bool(operation.security) and all(
        any(kinds.get(key) == "bearer" for key, _ in requirement.schemes)
        for requirement in operation.security
    )
