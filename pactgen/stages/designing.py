"""From a checked contract to rendered files.

Location: pactgen/stages/designing.py. Used by pipeline.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions import Decision
from pactgen.passes import design_backend
from pactgen.readers.positions import SourceMap
from pactgen.stages.checking import unmatched, wrong_extensions
from pactgen.stages.values import Rejected, StoppedError
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.ir.design import Design
    from pactgen.migrations.chain import Chain
    from pactgen.stages.values import Source
    from pactgen.workspace.files import EmittedFile


def design(source: Source) -> Design:
    """Decide everything; the command line's feature name comes before that of pactgen.yaml.

    What the last run called the log and the package stays, also under another title.
    """
    place, extensions = source.place, source.contract.extensions
    last = (place.lock.feature, place.lock.package) if place.lock else (None, None)
    named = source.request.feature or place.config.feature
    feature = named or extensions.get("x-pactgen-feature") or last[0]
    package = place.config.package or extensions.get("x-pactgen-package") or last[1]
    if wrong := tuple(wrong_extensions(source.contract)):
        raise StoppedError(Rejected(findings=wrong, sources=source.sources))
    decided = design_backend(
        source.contract,
        replace(
            place.config,
            feature=None if feature is None else str(feature),
            package=str(package) if package else None,
        ),
        source.statements(),
        source.schema,
    )
    findings = tuple(unmatched(place.config, decided))
    if findings and place.config_source is not None:
        sources = SourceMap([place.config_source])
        raise StoppedError(Rejected(findings=findings, sources=sources))
    return replace(decided, decisions=(*_repairs(source), *decided.decisions))


def _repairs(source: Source) -> tuple[Decision, ...]:
    """Return the repairs of the reader as decisions: each could have been an error as well."""
    return tuple(
        Decision(
            id=f"repair/{repair.code}{repair.origin.pointer}",
            question=f"{repair.message}: what is meant?",
            choice=repair.reading,
            why="the fault has one sensible reading",
            evidence=(repair.origin,),
            alternatives=("refuse the contract: `--strict`",),
            uncertainty="HIGH" if repair.code == "repair-security-scheme" else "LOW",
        )
        for repair in source.repairs
    )


def render(source: Source, decided: Design, chain: Chain) -> tuple[EmittedFile, ...]:
    """Render every file of the project but its log."""
    from pactgen.project import render_project  # noqa: PLC0415 - the template engines are heavy

    request = source.request
    return render_project(
        decided,
        document=source.document,
        inputs=source.contract_files,
        schema=source.schema_files,
        chain=chain,
        template=request.template,
        trust=request.trust,
    )
