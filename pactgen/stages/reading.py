"""From files to a checked contract.

Location: pactgen/stages/reading.py. Used by pipeline.py.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pactgen.diagnostics import Severity
from pactgen.passes.check_contract import check_contract
from pactgen.readers.openapi import read_contract
from pactgen.stages.locating import locate
from pactgen.stages.values import Rejected, Source, StoppedError

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.stages.values import Place, Request


def read(request: Request) -> Source:
    """Find the contract and read it; stop with everything that is wrong with it."""
    place = locate(request)
    accepted: dict[str, Any] = {"overlays": place.overlays} if place.overlays else {}
    result = read_contract(
        place.contract,
        strict=request.strict,
        root=_limit(place),
        base=_base(place),
        **accepted,
    )
    findings = result.diagnostics
    if result.draft is not None:
        findings += check_contract(result.draft)
    errors = any(item.severity is Severity.ERROR for item in findings)
    if result.contract is None or errors:
        raise StoppedError(Rejected(findings=findings, sources=result.sources))
    return Source(
        request=request,
        place=place,
        contract=result.contract,
        document=result.document,
        sources=result.sources,
        findings=findings,
        repairs=result.repairs,
        inputs=MappingProxyType({file.name: file.data for file in result.files}),
    )


def _base(place: Place) -> Path:
    """Return the folder that names are relative to: the project, or that of the contract."""
    inside = place.contract.is_relative_to(place.root)
    return place.root if inside else place.contract.parent


def _limit(place: Place) -> Path | None:
    """Return the folder that references may not leave; None lets the reader choose."""
    return place.root if place.contract.is_relative_to(place.root) else None
