"""Rules about what another validator finds.

Location: pactgen/diagnostics/rules/validator.py. Used by the registry.
"""

from __future__ import annotations

from typing import Final

from pactgen.diagnostics.values import Rule, Severity

RULES: Final = (
    Rule(
        code="spec-validator",
        severity=Severity.ERROR,
        message="openapi-spec-validator: {message}",
        help="pactgen reads the document all the same; without --strict this is not asked",
        why="Other tools refuse the document. `pactgen validate --strict` asks "
        "openapi-spec-validator as well, so that a contract that passes is accepted elsewhere.",
    ),
)
