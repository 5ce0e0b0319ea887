"""What the proof measured: a result for every stage and database, nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One thing that is not as the contract, or the stage, requires."""

    subject: str
    """What was looked at: `GET /bookings`, a module, a revision."""
    problem: str
    """One sentence."""
    detail: str = ""
    """Evidence: a request, an answer, the end of a log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageResult:
    """The outcome of one stage on one database."""

    name: str
    database: str | None
    """`sqlite`, `postgresql`; None where no database takes part."""
    ok: bool
    counts: Mapping[str, int] = field(default_factory=dict)
    """What was counted, by a plural noun."""
    failures: tuple[Failure, ...] = ()
    notes: tuple[str, ...] = ()
    """What could not be measured, and why."""
    seconds: float = 0.0
    """Wall clock; for the terminal only, it must not reach a file."""
    skipped: str | None = None
    """Why the stage did not run; it is then neither evidence for nor against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Everything one run measured."""

    stages: tuple[StageResult, ...]
    environment: str
    """Whose installed packages ran the backend: `current`, `own`; `none` where it could not run."""
    python: str

    @property
    def ok(self) -> bool:
        """Whether every stage that ran found what it should."""
        return all(stage.ok for stage in self.stages)

    @property
    def failures(self) -> tuple[tuple[StageResult, Failure], ...]:
        """All failures, with the stage that found them."""
        return tuple((stage, failure) for stage in self.stages for failure in stage.failures)
