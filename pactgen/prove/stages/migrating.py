"""Apply the migrations, compare the result with the models, go back to nothing, and apply again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.prove.result import Failure, StageResult
from pactgen.prove.timing import Stopwatch

if TYPE_CHECKING:
    from pactgen.prove.backend import Backend

NAME: Final = "migrate"
BOTTOM: Final = "downgrade base"


def migrate(backend: Backend, database: str, database_url: str) -> StageResult:
    """Run up, check, down and up; count the tables that are there at the top and the bottom."""
    watch = Stopwatch()
    failures: list[Failure] = []
    counts = {"revisions": len(list((backend.project / "migrations" / "versions").glob("*.py")))}
    ran = backend.probe("migrations", backend.package, env={"DATABASE_URL": database_url})
    if not ran.ok:
        failures.append(Failure(subject="alembic", problem="failed", detail=ran.tail))
    else:
        answer = ran.json()
        found: list[tuple[str, list[str]]] = [(name, left) for name, left in answer["done"]]
        counts["commands"] = len(found)
        counts["tables"] = max((len(tables) for _, tables in found), default=0)
        if answer["failed"] is not None:
            subject = f"alembic {answer['failed']}"
            failures.append(Failure(subject=subject, problem="failed", detail=answer["why"]))
        for name, left in found:
            if name == BOTTOM and left:
                problem = f"left {len(left)} tables behind"
                failures.append(Failure(subject=name, problem=problem, detail=", ".join(left)))
    return StageResult(
        name=NAME,
        database=database,
        ok=not failures,
        counts=counts,
        failures=tuple(failures),
        seconds=watch.seconds,
    )
