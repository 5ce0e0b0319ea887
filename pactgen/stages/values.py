"""What the stages pass on, and why a run may stop.

Location: pactgen/stages/values.py. Used by pipeline.py, its stages, and the command line.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from pactgen.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from pactgen.config import Config
    from pactgen.diagnostics import Diagnostic, Repair
    from pactgen.ir.contract import Contract, Json
    from pactgen.ir.design import Design
    from pactgen.ir.schema import Schema
    from pactgen.ir.statement import Statement
    from pactgen.migrations.chain import Chain
    from pactgen.migrations.losses import Loss
    from pactgen.migrations.recorded import Record
    from pactgen.passes.compare_contracts import ContractChange
    from pactgen.readers.openapi.bundle import Places
    from pactgen.record.blockers import Blocker
    from pactgen.record.facts import Facts
    from pactgen.source import SourceFile, Sources
    from pactgen.workspace.changes import Change, Changes
    from pactgen.workspace.files import EmittedFile
    from pactgen.workspace.lock import Lock


class Watch(Protocol):
    """Who watches a run: times its stages and tells a person about them."""

    def stage(self, name: str, doing: str) -> AbstractContextManager[None]:
        """Hold this while a stage runs."""


class OnConflict(StrEnum):
    """What becomes of a place of a shared file that both sides changed."""

    STOP = "stop"
    MARKERS = "markers"
    YOURS = "yours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the command line asks for."""

    contract: Path | None = None
    """None: found."""
    out: Path | None = None
    feature: str | None = None
    overlays: tuple[Path, ...] = ()
    schemas: tuple[Path, ...] = ()
    """The database engineer's documents; empty: found."""
    template: Path | None = None
    trust: bool = False
    strict: bool = False
    allowed: tuple[str, ...] = ()
    """What the migration may lose: `bookings.note`, or `all`."""
    conflicts: OnConflict = OnConflict.STOP
    adopting: bool = False
    """The lock may be lost or unreadable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the project of a request is, and what it says about itself."""

    root: Path
    contract: Path
    shown: str
    """The contract as every output names it: the copy in the project goes by its original."""
    config: Config
    config_source: SourceFile | None
    """pactgen.yaml as it is written, if there is one."""
    overlays: tuple[Path, ...]
    lock: Lock | None
    schemas: tuple[Path, ...] = ()
    schema_base: Path | None = None
    """The folder that the names of these files are relative to."""
    schema_why: str | None = None
    """How they were found, where nobody named them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The input, read and checked."""

    request: Request
    place: Place
    contract: Contract
    document: dict[str, Json]
    """The root document as plain values, overlays applied, references as written."""
    meant: dict[str, Json]
    """The same with its repairs: what answers are held against."""
    places: Places
    """Where in that the nodes of other files stand."""
    sources: Sources
    findings: tuple[Diagnostic, ...]
    """Warnings: with an error there is no source."""
    repairs: tuple[Repair, ...]
    """Faults that were read as what was meant."""
    statements: Callable[[], Iterable[Statement]]
    """The input object by object, for the ledger."""
    inputs: Mapping[str, bytes]
    """Every file that was read, by the name it is shown under."""
    contract_files: Mapping[str, bytes]
    """Those of the contract itself, the root document first."""
    schema: Schema | None = None
    """What the database engineer's documents declare; None: there are none."""
    schema_files: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """What a run does to the database."""

    chain: Chain
    record: Record | None
    """What the next run starts from; None: the team migrates by itself."""
    before: Record | None = None
    """What this run started from; None: the first run."""
    losses: tuple[Loss, ...] = ()
    """What nobody allowed to be lost; with any of them nothing is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """Everything that a run would write, and nothing written."""

    source: Source
    design: Design
    migration: Migration
    files: tuple[EmittedFile, ...]
    """All of them, the decision log included."""
    facts: Facts
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a run would change, seen from outside as well."""

    compiled: Compiled
    contract: tuple[ContractChange, ...]
    """For clients of the contract that the last run served."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A run that came to its end."""

    compiled: Compiled
    dry: bool
    """Nothing was written, because nothing should be."""
    prove: bool = False
    """A proof was asked for; there is none of files with conflict markers."""

    @property
    def failed(self) -> bool:
        """Whether the proof that was asked for is none."""
        proof = self.compiled.facts.proof
        sound = proof is not None and proof.ok and not self.compiled.changes.unmerged
        return self.prove and not sound


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """The input is wrong."""

    findings: tuple[Diagnostic, ...]
    sources: Sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """A person must decide."""

    blocker: Blocker


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflicted:
    """Files on the disk stand in the way."""

    conflicts: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The project cannot be worked on as it is."""

    problem: str
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """The backend, or the environment that should run it, does not work."""

    problem: str
    log: str = ""
    """The end of what it wrote."""


Reason = Rejected | Blocked | Conflicted | Refused | Failed


class StoppedError(Exception):
    """The run cannot go on, for a reason that lies outside of pactgen; nothing was written."""

    def __init__(self, reason: Reason) -> None:
        """Carry the reason as a value."""
        super().__init__(type(reason).__name__)
        self.reason = reason
