"""The whole compiler on one page: the stages in their order, each one line.

Location: pactgen/pipeline.py. Every function takes a request and returns values; the command line
prints them. A stage that cannot go on because of the input raises `StoppedError`, which carries
the reason as a value; any other exception is a bug in pactgen.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from pactgen.readers.collector import collector_off, collector_on
from pactgen.stages import (
    adopting,
    designing,
    locating,
    migrating,
    previous,
    reading,
    reconciling,
    writing,
)
from pactgen.stages.values import Compiled, Difference, Request, Source, StoppedError, Written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.design import Design
    from pactgen.prove.result import Proof
    from pactgen.prove.server import RunningBackend
    from pactgen.stages.adopting import Adopted
    from pactgen.stages.values import Watch

__all__ = [
    "Compiled",
    "Difference",
    "Request",
    "Source",
    "StoppedError",
    "Written",
    "adopt",
    "compile_contract",
    "diff",
    "gaps",
    "prove",
    "read",
    "scaffold",
    "serve",
    "validate",
]

PROVING = "proving: compile, migrate, boot, call every operation"


def read(request: Request, watch: Watch) -> Source:
    """Find the contract, read it and check it."""
    with watch.stage("read", "reading the contract"):
        return reading.read(request)


def validate(request: Request, watch: Watch) -> Source:
    """Read and check; with `strict`, ask openapi-spec-validator as well."""
    source = read(request, watch)
    if source.schema is not None:
        with watch.stage("decide", "comparing contract and schema"):
            source = reconciling.reconciled(source, designing.design(source))
    if request.strict:
        from pactgen.stages.second_opinion import ask  # noqa: PLC0415 - heavy

        with watch.stage("ask", "asking openapi-spec-validator"):
            ask(source)
    return source


def compile_contract(request: Request, watch: Watch) -> Compiled:
    """Run the compiler; nothing is written."""
    with collector_off():
        source = read(request, watch)
        with watch.stage("decide", "deciding"):
            design = designing.design(source)
            source = reconciling.reconciled(source, design)
        with watch.stage("migrate", "comparing the databases"):
            migration = migrating.migrate(source, design)
            design = migrating.decided(design, migration)
        with watch.stage("render", "rendering"):
            files = designing.render(source, design, migration.chain)
        with watch.stage("merge", "comparing with the project"):
            return writing.merge(source, design, migration, files)


def scaffold(request: Request, watch: Watch, *, prove: bool, write: bool) -> Written:
    """Compile, prove, write."""
    compiled = compile_contract(request, watch)
    migrating.refuse_losses(compiled)
    writing.refuse_conflicts(compiled)
    if not write:
        return Written(compiled=compiled, dry=True)
    if prove and not compiled.changes.unmerged:
        with collector_on(), watch.stage("prove", PROVING):
            compiled = writing.proved(compiled)
    with watch.stage("write", "writing"):
        writing.write(compiled)
    return Written(compiled=compiled, dry=False, prove=prove)


def adopt(request: Request, watch: Watch) -> Adopted:
    """Write the lock of a project that has none; what differs from pactgen's text is edits."""
    with watch.stage("adopt", "comparing the project with its contract"):
        return adopting.adopt(request)


def diff(request: Request, watch: Watch) -> Difference:
    """Compile, and compare the contract with that of the last run."""
    compiled = compile_contract(request, watch)
    with watch.stage("compare", "comparing the contracts"):
        changes = previous.contract_changes(compiled.source, compiled.design.base_path)
        return Difference(compiled=compiled, contract=changes)


def gaps(request: Request, watch: Watch) -> tuple[Source, Design]:
    """Compile as far as the gaps are known."""
    source = read(request, watch)
    with watch.stage("decide", "deciding"):
        return source, designing.design(source)


def prove(request: Request, watch: Watch) -> Proof:
    """Measure the project as it stands."""
    from pactgen.stages.running import measure, require_backend  # noqa: PLC0415 - heavy

    require_backend(locating.locate(request))
    compiled = compile_contract(request, watch)
    with collector_on(), watch.stage("prove", PROVING):
        return measure(compiled)


@contextmanager
def serve(request: Request, *, port: int, database_url: str | None) -> Iterator[RunningBackend]:
    """Start the scaffolded backend, and stop it at the end of the block."""
    from pactgen.stages.running import serving  # noqa: PLC0415 - heavy

    with serving(locating.locate(request), port=port, database_url=database_url) as server:
        yield server
