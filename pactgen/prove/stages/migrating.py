"""Apply the migrations, compare the result with the models, go back to nothing, and apply again."""

from __future__ import annotations

from typing import Final

from pactgen.prove.backend import Backend
from pactgen.prove.result import Failure, StageResult
from pactgen.prove.timing import Stopwatch

NAME: Final = "migrate"
OWN_TABLE: Final = "alembic_version"
COMMANDS: Final[tuple[tuple[str, ...], ...]] = (
    ("upgrade", "head"),
    ("check",),
    ("downgrade", "base"),
    ("upgrade", "head"),
)


def migrate(backend: Backend, database: str, database_url: str) -> StageResult:
    """Run up, check, down and up; count the tables that are there at the top and the bottom."""
    watch = Stopwatch()
    failures: list[Failure] = []
    tables = 0
    for command in COMMANDS:
        done = backend.alembic(command, database_url)
        spelled = f"alembic {' '.join(command)}"
        if not done.ok:
            failures.append(Failure(subject=spelled, problem="failed", detail=done.tail))
            break
        left = _tables(backend, database_url)
        tables = max(tables, len(left))
        if command[0] == "downgrade" and left:
            problem = f"left {len(left)} tables behind"
            failures.append(Failure(subject=spelled, problem=problem, detail=", ".join(left)))
    revisions = len(list((backend.project / "migrations" / "versions").glob("*.py")))
    return StageResult(
        name=NAME,
        database=database,
        ok=not failures,
        counts={"revisions": revisions, "tables": tables},
        failures=tuple(failures),
        seconds=watch.seconds,
    )


def _tables(backend: Backend, database_url: str) -> list[str]:
    env = {"DATABASE_URL": database_url}
    done = backend.probe("rows", backend.package, "tables", env=env)
    if not done.ok:
        return []
    return [name for name in done.json()["tables"] if name != OWN_TABLE]
