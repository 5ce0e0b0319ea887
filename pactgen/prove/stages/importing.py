"""Import every module of the backend in its own interpreter."""

from __future__ import annotations

from typing import Final

from pactgen.prove.backend import Backend
from pactgen.prove.processes import tail
from pactgen.prove.result import Failure, StageResult
from pactgen.prove.timing import Stopwatch

NAME: Final = "import"


def import_modules(backend: Backend) -> StageResult:
    """Import them all and report each that fails."""
    watch = Stopwatch()
    done = backend.probe("imports", backend.package, env={})
    if not done.ok:
        failure = Failure(
            subject=backend.package, problem="cannot be imported", detail=tail(done.stderr)
        )
        return StageResult(
            name=NAME, database=None, ok=False, failures=(failure,), seconds=watch.seconds
        )
    answer = done.json()
    failures = tuple(
        Failure(subject=module, problem="cannot be imported", detail=tail(trace))
        for module, trace in sorted(answer["errors"].items())
    )
    return StageResult(
        name=NAME,
        database=None,
        ok=not failures,
        counts={"modules": int(answer["modules"])},
        failures=failures,
        seconds=watch.seconds,
    )
