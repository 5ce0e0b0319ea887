"""The recorded database of a project that has no record: made again from what is there.

Location: pactgen/stages/recovering.py. A project of an older pactgen has no record, and a record
can get lost. The contract that the last run served says the same; where that is gone too, the
revisions that are there are taken to make the design, which the proof then measures. Used by
migrating.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions import migration as decide
from pactgen.migrations.recorded import Record
from pactgen.passes import design_backend
from pactgen.passes.tables.schema_of_design import schema_of_design
from pactgen.stages.previous import previous_contract
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.ir.design import Design
    from pactgen.stages.values import Source


def recovered(source: Source, design: Design) -> Record:
    """Return what the last run would have recorded; where nothing tells, a decision says so."""
    previous = previous_contract(source.place)
    if previous is None:
        return Record(schema=schema_of_design(design), decisions=(decide.adopted(),))
    old = design_backend(previous, replace(source.place.config, feature=None))
    return Record(schema=schema_of_design(old))
