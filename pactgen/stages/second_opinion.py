"""What openapi-spec-validator says about a contract that pactgen accepts.

Location: pactgen/stages/second_opinion.py. Slow on large documents, so only `pactgen validate
--strict` asks. Used by pipeline.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openapi_spec_validator import (
    OpenAPIV2SpecValidator,
    OpenAPIV30SpecValidator,
    OpenAPIV31SpecValidator,
)

from pactgen.diagnostics import diagnostic
from pactgen.stages.values import Rejected, StoppedError

if TYPE_CHECKING:
    from pactgen.stages.values import Source

_VALIDATORS = (
    ("2.", OpenAPIV2SpecValidator),
    ("3.0", OpenAPIV30SpecValidator),
    ("3.1", OpenAPIV31SpecValidator),
)


def ask(source: Source) -> None:
    """Stop with everything that the other validator finds."""
    dialect = source.contract.dialect
    validator = next((kind for start, kind in _VALIDATORS if dialect.startswith(start)), None)
    if validator is None:
        return
    findings = tuple(
        diagnostic(
            "spec-validator",
            source.contract.origin.child(*error.absolute_path),
            message=str(error.message),
        )
        for error in validator(source.document).iter_errors()
    )
    if findings:
        raise StoppedError(Rejected(findings=(*source.findings, *findings), sources=source.sources))
