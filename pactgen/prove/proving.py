"""The whole proof: every stage in its order, on SQLite and on a PostgreSQL where there is one."""

from __future__ import annotations

import platform
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pactgen.prove.backend import Backend, BackendError, find_package
from pactgen.prove.documents import Document
from pactgen.prove.environment import environment_for
from pactgen.prove.postgres import NoPostgres, throwaway_database
from pactgen.prove.result import Failure, Proof, StageResult
from pactgen.prove.script import Script
from pactgen.prove.seeding import Seeder
from pactgen.prove.server import base_path_of, running, sqlite_url
from pactgen.prove.stages.booting import check_boot
from pactgen.prove.stages.calling import call_everything
from pactgen.prove.stages.comparing import compare_routes
from pactgen.prove.stages.compiling import compile_files
from pactgen.prove.stages.guarding import check_guards
from pactgen.prove.stages.importing import import_modules
from pactgen.prove.stages.migrating import migrate

SQLITE: Final = "sqlite"
POSTGRESQL: Final = "postgresql"

Progress = Callable[[StageResult], None]


def prove(
    project: Path,
    contract: Mapping[str, Any],
    script: Script,
    *,
    progress: Progress = lambda _: None,
) -> Proof:
    """Run every stage; one that cannot be reached because an earlier one failed is not reported."""
    backend = open_backend(project)
    document = Document(contract)
    done: list[StageResult] = []
    for result in _stages(backend, document, script):
        done.append(result)
        progress(result)
    return Proof(
        stages=tuple(done),
        environment=backend.environment.kind,
        python=platform.python_version(),
    )


def open_backend(project: Path) -> Backend:
    """Return a project with the environment that can run it."""
    project = project.absolute()
    return Backend(
        project=project, package=find_package(project), environment=environment_for(project)
    )


def _stages(backend: Backend, document: Document, script: Script) -> Iterator[StageResult]:
    compiled = compile_files(backend.project)
    yield compiled
    if not compiled.ok:
        return
    imported, listed = import_modules(backend)
    yield imported
    if not imported.ok:
        return
    yield compare_routes(listed, document)
    with tempfile.TemporaryDirectory(prefix="pactgen-prove-") as folder:
        yield from _on_database(
            backend, document, script, SQLITE, sqlite_url(Path(folder) / "proof.db")
        )
    with throwaway_database(backend) as found:
        if isinstance(found, NoPostgres):
            yield StageResult(
                name="migrate", database=POSTGRESQL, ok=True, skipped=f"none found: {found.why}"
            )
        else:
            yield from _on_database(backend, document, script, POSTGRESQL, found.database_url)


def _on_database(
    backend: Backend, document: Document, script: Script, database: str, url: str
) -> Iterator[StageResult]:
    migrated = migrate(backend, database, url)
    yield migrated
    if not migrated.ok:
        return
    try:
        with running(
            backend, database_url=url, base_path=base_path_of(document.raw), migrated=True
        ) as server:
            yield check_boot(server, document, database)
            yield check_guards(server, document, database)
            seeder = Seeder(backend=backend, database_url=url, document=document, script=script)
            yield call_everything(server, document, script, seeder, database)
    except BackendError as error:
        failure = Failure(subject="boot", problem=str(error), detail=error.log)
        yield StageResult(name="boot", database=database, ok=False, failures=(failure,))
