"""Work with a backend that was scaffolded: measure it, or start it.

Location: pactgen/stages/running.py. Used by pipeline.py.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pactgen.migrations.revisions import read_revisions
from pactgen.prove.backend import BackendError, create_tables
from pactgen.prove.environment import EnvironmentUnavailableError
from pactgen.prove.from_design import script_of
from pactgen.prove.proving import open_backend, prove
from pactgen.prove.server import running, sqlite_url
from pactgen.record.narrowing import narrowed
from pactgen.stages.values import Failed, Refused, StoppedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.prove.result import Proof
    from pactgen.prove.server import RunningBackend
    from pactgen.stages.values import Compiled, Place


def require_backend(place: Place) -> None:
    """Stop where nothing was scaffolded."""
    if place.lock is None:
        raise StoppedError(
            Refused(
                problem=f"{place.root} holds no scaffolded backend",
                help="run `pactgen scaffold` first, or name the project with --out",
            )
        )


def measure(compiled: Compiled) -> Proof:
    """Run the proof on the project as it stands."""
    root = compiled.source.place.root
    with failures_told():
        source, design = compiled.source, compiled.design
        requests = narrowed(source.meant, design, source.places)
        return prove(root, source.meant, script_of(design), requests=requests)


@contextmanager
def serving(place: Place, *, port: int, database_url: str | None) -> Iterator[RunningBackend]:
    """Hold a running backend; without a URL its database lives as long as it runs.

    A project without revisions is migrated by its team: the database of a URL is used as it is.
    """
    require_backend(place)
    base_path = place.lock.base_path if place.lock else ""
    with tempfile.TemporaryDirectory(prefix="pactgen-run-") as folder, failures_told():
        url = database_url or sqlite_url(Path(folder) / "backend.db")
        backend = open_backend(place.root)
        external = not read_revisions(place.root)
        if external and database_url is None:
            create_tables(backend, url)
        with running(
            backend,
            database_url=url,
            base_path=base_path,
            port=port,
            keep_log=False,
            migrated=external,
        ) as server:
            yield server


@contextmanager
def failures_told() -> Iterator[None]:
    """Turn the failures of a backend into a reason to stop."""
    try:
        yield
    except BackendError as error:
        raise StoppedError(Failed(problem=str(error), log=error.log)) from error
    except EnvironmentUnavailableError as error:
        raise StoppedError(Failed(problem=str(error))) from error
