"""Compile every Python file of the project, without writing anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.prove.result import Failure, StageResult
from pactgen.prove.timing import Stopwatch

if TYPE_CHECKING:
    from pathlib import Path

NAME: Final = "compile"
FOLDERS: Final = ("src", "migrations", "tests")


def compile_files(project: Path) -> StageResult:
    """Compile source, migrations and tests."""
    watch = Stopwatch()
    files = sorted(path for folder in FOLDERS for path in (project / folder).rglob("*.py"))
    failures: list[Failure] = []
    for path in files:
        name = path.relative_to(project).as_posix()
        try:
            compile(path.read_bytes(), name, "exec", dont_inherit=True)
        except (SyntaxError, ValueError) as error:
            failures.append(Failure(subject=name, problem=f"does not compile: {error}"))
    return StageResult(
        name=NAME,
        database=None,
        ok=not failures,
        counts={"files": len(files)},
        failures=tuple(failures),
        seconds=watch.seconds,
    )
