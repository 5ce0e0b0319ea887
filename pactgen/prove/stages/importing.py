"""Import every module of the backend in its own interpreter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pactgen.prove.processes import tail
from pactgen.prove.result import Failure, StageResult
from pactgen.prove.timing import Stopwatch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.prove.backend import Backend

NAME: Final = "import"


def import_modules(backend: Backend) -> tuple[StageResult, Mapping[str, Any]]:
    """Import them all, report each that fails, and return what the backend serves."""
    watch = Stopwatch()
    done = backend.probe("shape", backend.package, env={})
    found: Mapping[str, Any] = done.json() if done.ok else {}
    if found:
        failures = tuple(
            Failure(subject=module, problem="cannot be imported", detail=tail(trace))
            for module, trace in sorted(found["errors"].items())
        )
    else:
        why = tail(done.stderr)
        failures = (Failure(subject=backend.package, problem="cannot be imported", detail=why),)
    result = StageResult(
        name=NAME,
        database=None,
        ok=not failures,
        counts={"modules": int(found.get("modules", 0))},
        failures=failures,
        seconds=watch.seconds,
    )
    return result, found
