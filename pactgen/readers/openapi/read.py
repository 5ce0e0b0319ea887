"""Read an OpenAPI document: files, structure, repairs, references, then the `Contract`.

Location: pactgen/readers/openapi/read.py. The public entry of the reader; used by the pipeline.
"""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from pactgen.diagnostics import Diagnostic, Repair, Severity, diagnostic, repaired
from pactgen.readers.collector import collector_off
from pactgen.readers.files import Library, input_root
from pactgen.readers.openapi.context import Context
from pactgen.readers.openapi.inspect import inspect
from pactgen.readers.openapi.lower import lower
from pactgen.readers.openapi.lower_v2 import lower_v2
from pactgen.readers.openapi.mend import mend
from pactgen.readers.openapi.overlay import apply_overlay_file
from pactgen.readers.openapi.statements import statements
from pactgen.readers.openapi.values import found_type, mapping
from pactgen.readers.openapi.versions import Dialect, dialect_of
from pactgen.source import Origin
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from pactgen.ir.contract import Contract, Json
    from pactgen.ir.statement import Statement
    from pactgen.readers.positions import SourceMap
    from pactgen.source import SourceFile


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """What reading gave: a contract, or the reasons why there is none."""

    contract: Contract | None
    """None when a diagnostic is an error."""
    draft: Contract | None
    """The contract as far as it could be understood, also when there are errors: the checks of its
    meaning run on it, so that everything is reported at once."""
    diagnostics: tuple[Diagnostic, ...]
    document: dict[str, Json]
    """The root document with its overlays, as plain JSON and unrepaired: what a backend serves."""
    repaired: Mapping[str, Json]
    """The files that repairs changed, by name, as they are read."""
    files: tuple[SourceFile, ...]
    """Every file that was read; the root document is the first."""
    repairs: tuple[Repair, ...]
    sources: SourceMap
    """Lines and columns of every origin in the contract and the diagnostics."""
    statements: Callable[[], Iterable[Statement]]
    """Every object of the input with its keywords, for the ledger."""


def read_contract(
    path: Path,
    *,
    strict: bool = False,
    root: Path | None = None,
    base: Path | None = None,
    overlays: Sequence[Path] = (),
) -> ReadResult:
    """Read the OpenAPI document at `path` and all local files that it refers to.

    Args:
        path: The root document, YAML or JSON.
        strict: Report faults that could be repaired as errors.
        root: Folder that references may not leave; see `input_root` for the default.
        base: Folder that the names of files are shown relative to; default: that of `path`.
        overlays: OpenAPI Overlays that change the document before it is read.
    """
    library = Library(root or input_root(path), base or path.parent)
    document = library.open(path)
    if document is None or not isinstance(document.tree, dict):
        findings = list(library.findings)
        if document is not None and not findings:
            found = found_type(document.tree)
            findings.append(diagnostic("document-not-object", Origin(document.name), found=found))
        return _failed(library, findings, {})
    overlaid = [
        finding
        for overlay in overlays
        if (opened := library.open(overlay)) is not None
        for finding in apply_overlay_file(document, opened, library)
    ]
    served = mapping(document.tree)
    dialect = dialect_of(served, document.name)
    if not isinstance(dialect, Dialect):
        return _failed(library, [*library.findings, *overlaid, dialect], served)
    context = Context(library=library, root=document, dialect=dialect)
    with collector_off():
        inspection = inspect(library, document, dialect)
        lowered = lower_v2(context) if dialect is Dialect.V20 else lower(context)
        contract, mended = mend(lowered)
    later = (*context.repairs, *mended)
    made = (*inspection.repairs.values(), *((item, False) for item in later))
    findings = [
        *library.findings,
        *overlaid,
        *inspection.findings,
        *(repaired(item, strict=strict, at_key=key) for item, key in made),
        *context.findings,
    ]
    failed = any(item.severity is Severity.ERROR for item in findings)
    return ReadResult(
        contract=None if failed else contract,
        draft=contract,
        diagnostics=tuple(dict.fromkeys(findings)),
        document=served,
        repaired=MappingProxyType({name: library.named(name).tree for name in inspection.written}),
        files=library.files,
        repairs=tuple(dict.fromkeys(item for item, _ in made)),
        sources=library.sources,
        statements=partial(statements, library, inspection),
    )


def _failed(library: Library, findings: list[Diagnostic], document: dict[str, Json]) -> ReadResult:
    return ReadResult(
        contract=None,
        draft=None,
        diagnostics=tuple(findings),
        document=document,
        repaired=MappingProxyType({}),
        files=library.files,
        repairs=(),
        sources=library.sources,
        statements=tuple,
    )
