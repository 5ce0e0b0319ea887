"""Scaffold a contract with its schema, run it on either database, and call it."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from pactgen.prove.exchange import Reply, Request, send
from pactgen.prove.postgres import NoPostgres, throwaway_database
from pactgen.prove.proving import open_backend
from pactgen.prove.server import RunningBackend, running, sqlite_url
from tests.live.projects import pactgen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def scaffolded(contract: Path, schema: Path, folder: Path) -> Path:
    """Scaffold without a proof, and demand success."""
    done = pactgen("scaffold", contract, "--schema", schema, "--out", folder, "--no-prove")
    assert done.returncode == 0, done.stderr
    return folder


@contextmanager
def serving(project: Path, database: str, folder: Path) -> Iterator[RunningBackend]:
    """Run a project on an empty database of this kind; skip where none answers."""
    backend = open_backend(project)
    if database == "sqlite":
        with running(backend, database_url=sqlite_url(folder / "live.db"), base_path="") as started:
            yield started
        return
    with throwaway_database(backend) as found:
        if isinstance(found, NoPostgres):
            pytest.skip(f"no PostgreSQL: {found.why}")
        with running(backend, database_url=found.database_url, base_path="") as started:
            yield started


def call(server: RunningBackend, method: str, path: str, body: Any = None) -> Reply:
    """Send JSON, and a merge patch where the method says so."""
    kind = "application/merge-patch+json" if method == "PATCH" else "application/json"
    content = None if body is None else json.dumps(body).encode()
    headers = {} if body is None else {"Content-Type": kind}
    return send(server.url, Request(method=method, target=path, headers=headers, body=content))
