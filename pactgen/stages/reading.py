"""From files to a checked contract.

Location: pactgen/stages/reading.py. Used by pipeline.py.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pactgen.diagnostics import Severity
from pactgen.passes.check_contract import check_contract
from pactgen.readers.openapi import read_contract
from pactgen.readers.openapi.bundle import bundle
from pactgen.readers.openapi.values import mapping
from pactgen.readers.positions import SourceMap
from pactgen.stages.locating import locate
from pactgen.stages.values import Rejected, Source, StoppedError
from pactgen.workspace.project import shown

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.diagnostics import Diagnostic
    from pactgen.readers.schema import SchemaResult
    from pactgen.stages.values import Place, Request


def read(request: Request) -> Source:
    """Find the contract and read it; stop with everything that is wrong with it."""
    place = locate(request)
    result = read_contract(
        place.contract,
        strict=request.strict,
        root=_limit(place),
        base=_base(place),
        overlays=place.overlays,
    )
    findings = result.diagnostics
    if result.draft is not None:
        findings += check_contract(result.draft)
    errors = any(item.severity is Severity.ERROR for item in findings)
    if result.contract is None or errors:
        raise StoppedError(Rejected(findings=findings, sources=result.sources))
    read = _read_schema(place, findings)
    files = () if read is None else read.files
    sources = result.sources if read is None else SourceMap([*result.files, *files])
    schema_files = {file.name: file.data for file in files}
    overlay_names = {shown(path, _base(place)) for path in place.overlays}
    read_files = {file.name: file.data for file in result.files}
    contract_files = {name: data for name, data in read_files.items() if name not in overlay_names}
    parts = [file for file in result.files if file.name in contract_files]
    document, places = bundle(result.document, parts)
    meant = document
    if result.repaired:
        root = mapping(result.repaired.get(parts[0].name, result.document))
        meant, places = bundle(root, parts, result.repaired)
    return Source(
        request=request,
        place=place,
        contract=result.contract,
        document=document,
        meant=meant,
        places=places,
        sources=sources,
        findings=findings if read is None else (*findings, *read.findings),
        repairs=result.repairs,
        statements=result.statements,
        inputs=MappingProxyType(
            {
                **_renamed(read_files, result.contract.origin.file, place),
                **_config_file(place),
                **schema_files,
            }
        ),
        contract_files=MappingProxyType(contract_files),
        schema=None if read is None else read.schema,
        schema_files=MappingProxyType(schema_files),
    )


def _read_schema(place: Place, findings: tuple[Diagnostic, ...]) -> SchemaResult | None:
    """Read the database engineer's documents; stop with everything that is wrong with them."""
    if not place.schemas:
        return None
    from pactgen.readers.schema import read_schema  # noqa: PLC0415 - most projects have none

    read = read_schema(place.schemas, base=place.schema_base or _base(place))
    if any(item.severity is Severity.ERROR for item in read.findings):
        wrong = Rejected(findings=(*findings, *read.findings), sources=SourceMap(read.files))
        raise StoppedError(wrong)
    return read


def _renamed(files: dict[str, bytes], contract: str, place: Place) -> dict[str, bytes]:
    """Name the contract as every output does, also where its copy was read."""
    return {place.shown if name == contract else name: data for name, data in files.items()}


def _config_file(place: Place) -> dict[str, bytes]:
    written = place.config_source
    return {} if written is None else {written.name: written.data}


def _base(place: Place) -> Path:
    """Return the folder that names are relative to: the project, or that of the contract."""
    inside = place.contract.is_relative_to(place.root)
    return place.root if inside else place.contract.parent


def _limit(place: Place) -> Path | None:
    """Return the folder that references may not leave; None lets the reader choose."""
    return place.root if place.contract.is_relative_to(place.root) else None
