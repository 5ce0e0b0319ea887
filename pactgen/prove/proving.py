"""The whole proof: every stage in its order, on SQLite and on a PostgreSQL where there is one."""

from __future__ import annotations

import platform
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pactgen.prove.backend import (
    SECONDS_A_MODULE,
    Backend,
    BackendError,
    Issued,
    find_package,
    issue_credentials,
)
from pactgen.prove.documents import Document
from pactgen.prove.environment import EnvironmentUnavailableError, environment_for
from pactgen.prove.postgres import NoPostgres, throwaway_database
from pactgen.prove.result import Failure, Proof, StageResult
from pactgen.prove.rows import rows_of
from pactgen.prove.seeding import Seeder
from pactgen.prove.server import base_path_of, running, sqlite_url
from pactgen.prove.stages import booting, migrating
from pactgen.prove.stages.booting import check_boot
from pactgen.prove.stages.calling import call_everything
from pactgen.prove.stages.comparing import compare_routes
from pactgen.prove.stages.compiling import compile_files
from pactgen.prove.stages.guarding import check_guards
from pactgen.prove.stages.importing import import_modules
from pactgen.prove.stages.migrating import migrate
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from pactgen.prove.script import Script

SQLITE: Final = "sqlite"
POSTGRESQL: Final = "postgresql"
ENVIRONMENT: Final = "environment"

Progress = Callable[[StageResult], None]


def prove(
    project: Path,
    contract: Mapping[str, Any],
    script: Script,
    *,
    requests: Mapping[str, Any] | None = None,
    disposable: bool = False,
    progress: Progress = lambda _: None,
) -> Proof:
    """Run every stage; one that cannot be reached because an earlier one failed is not reported.

    Args:
        project: The folder of the backend.
        contract: The document that every answer is held against.
        script: What each operation is meant to do.
        requests: The document that requests are made from, where it is another one: a schema
            document may refuse what the contract allows.
        disposable: The folder is a copy that nobody sees: bytecode may be written into it.
        progress: Told about every stage.
    """
    try:
        backend = replace(open_backend(project), disposable=disposable)
    except (BackendError, EnvironmentUnavailableError) as error:
        failure = Failure(subject=ENVIRONMENT, problem="there is none", detail=str(error))
        nowhere = StageResult(name=ENVIRONMENT, database=None, ok=False, failures=(failure,))
        progress(nowhere)
        return Proof(stages=(nowhere,), environment="none", python=platform.python_version())
    done: list[StageResult] = []
    asked = None if requests is None else Document(requests)
    for result in _stages(backend, Document(contract), asked, script):
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
    package = find_package(project)
    return Backend(
        project=project,
        package=package,
        environment=environment_for(project),
        importing=SECONDS_A_MODULE * sum(1 for _ in (project / "src" / package).rglob("*.py")),
    )


def _stages(
    backend: Backend, document: Document, asked: Document | None, script: Script
) -> Iterator[StageResult]:
    compiled = compile_files(backend.project)
    yield compiled
    if not compiled.ok:
        return
    imported, listed = import_modules(backend)
    yield imported
    if not imported.ok:
        return
    yield compare_routes(listed, document, script)
    try:
        issued = issue_credentials(backend)
    except BackendError as error:
        yield _not_booted(error, None)
        return
    run = _Run(
        backend=backend, document=document, asked=asked or document, script=script, issued=issued
    )
    with ThreadPoolExecutor(max_workers=2) as pool:
        for results in pool.map(lambda prove_on: prove_on(), (run.on_sqlite, run.on_postgres)):
            yield from results


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """The stages that need a database."""

    backend: Backend
    document: Document
    asked: Document
    """The one that requests are made from."""
    script: Script
    issued: Issued

    def on_sqlite(self) -> tuple[StageResult, ...]:
        """Prove on a file in a temporary folder."""
        with tempfile.TemporaryDirectory(prefix="pactgen-prove-") as folder:
            return tuple(self._on(SQLITE, sqlite_url(Path(folder) / "proof.db")))

    def on_postgres(self) -> tuple[StageResult, ...]:
        """Prove on a throw-away database, or say why there is none."""
        with throwaway_database(self.backend) as found:
            if isinstance(found, NoPostgres):
                why = f"none found: {found.why}"
                skipped = StageResult(
                    name=migrating.NAME, database=POSTGRESQL, ok=True, skipped=why
                )
                return (skipped,)
            return tuple(self._on(POSTGRESQL, found.database_url))

    def _on(self, database: str, url: str) -> Iterator[StageResult]:
        migrated = migrate(self.backend, database, url)
        yield migrated
        if not migrated.ok:
            return
        try:
            with (
                running(
                    self.backend,
                    database_url=url,
                    base_path=base_path_of(self.document.raw),
                    issued=self.issued,
                    migrated=True,
                ) as server,
                rows_of(self.backend, url) as rows,
            ):
                seeder = Seeder(rows=rows, document=self.document, script=self.script)
                yield check_boot(server, self.document, database)
                yield check_guards(server, self.document, self.script, database)
                yield call_everything(
                    server, self.document, self.script, seeder, database, asked=self.asked
                )
        except BackendError as error:
            yield _not_booted(error, database)


def _not_booted(error: BackendError, database: str | None) -> StageResult:
    failure = Failure(subject=booting.NAME, problem=str(error), detail=error.log)
    return StageResult(name=booting.NAME, database=database, ok=False, failures=(failure,))
