"""Report what a contract and a schema document say differently; stop where nothing can be built.

Location: pactgen/stages/reconciling.py. Used by pipeline.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactgen.diagnostics import Note, diagnostic
from pactgen.record.blockers import Blocker
from pactgen.stages.values import Blocked, StoppedError
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.diagnostics import Diagnostic
    from pactgen.ir.design import Design
    from pactgen.stages.values import Source

UNRELATED = "schema-table-missing"


def reconciled(source: Source, design: Design) -> Source:
    """Return the source with every difference among its findings."""
    if design.schema is None:
        return source
    _refuse_unrelated(source, design)
    return replace(source, findings=(*source.findings, *differences(design)))


def differences(design: Design) -> tuple[Diagnostic, ...]:
    """Return a finding for each difference, at its place in the contract."""
    found = []
    for one in design.contradictions:
        where = one.contract or one.schema
        beside = one.schema if one.contract is not None else None
        said = "this table is called so" if one.code == UNRELATED else "the schema says so"
        related = () if beside is None else (Note(where=beside, message=said),)
        values: dict[str, Any] = dict(one.values)
        found.append(diagnostic(one.code, where, related=related, **values))
    return tuple(found)


def _refuse_unrelated(source: Source, design: Design) -> None:
    """Stop when the schema belongs to another contract: there is nothing to build."""
    missing = [one for one in design.contradictions if one.code == UNRELATED]
    if design.resources or not missing:
        return
    names = [one.values["resource"] for one in missing]
    tables = [str(table.name) for table in design.schema.tables] if design.schema else []
    blocker = Blocker(
        problem="no resource of the contract has a table in the schema",
        learned=(
            f"the contract keeps {', '.join(names)}",
            f"the schema has {', '.join(tables)}",
            *(f"{name} was read" for name in source.schema_files),
        ),
        next=(
            "give the schema that belongs to this contract: `--schema PATH`",
            "or name the tables: `resources: {NAME: {table: TABLE}}` in pactgen.yaml",
            "or build without it: `schema: false` in pactgen.yaml",
        ),
        decides="the architect and the database engineer, who deliver both documents",
    )
    raise StoppedError(Blocked(blocker=blocker))
