"""One scaffolded project per contract and session; databases that live as long as a test."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pactgen.prove.postgres import NoPostgres, throwaway_database
from pactgen.prove.proving import open_backend
from pactgen.prove.server import RunningBackend, base_path_of, running, sqlite_url
from tests.live.projects import Project, contracts, name_of, scaffold

if TYPE_CHECKING:
    from collections.abc import Iterator


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "project" in metafunc.fixturenames:
        paths = contracts()
        metafunc.parametrize(
            "project", paths, ids=map(name_of, paths), indirect=True, scope="session"
        )
    if "server" in metafunc.fixturenames:
        metafunc.parametrize("server", ["sqlite", "postgresql"], indirect=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.live)


@pytest.fixture(scope="session")
def scaffolds() -> dict[Path, Project | str]:
    return {}


@pytest.fixture(scope="session")
def project(
    request: pytest.FixtureRequest,
    scaffolds: dict[Path, Project | str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Project:
    contract: Path = request.param
    if contract not in scaffolds:
        folder = tmp_path_factory.mktemp(name_of(contract)) / "backend"
        try:
            scaffolds[contract] = scaffold(contract, folder)
        except AssertionError as error:
            scaffolds[contract] = str(error)
    found = scaffolds[contract]
    if isinstance(found, str):
        pytest.fail(f"{name_of(contract)} was not scaffolded: {found}", pytrace=False)
    return found


@pytest.fixture
def server(
    request: pytest.FixtureRequest, project: Project, tmp_path: Path
) -> Iterator[RunningBackend]:
    backend = open_backend(project.folder)
    base_path = base_path_of(project.document)
    if request.param == "sqlite":
        url = sqlite_url(tmp_path / "live.db")
        with running(backend, database_url=url, base_path=base_path) as started:
            yield started
        return
    with throwaway_database(backend) as found:
        if isinstance(found, NoPostgres):
            pytest.skip(f"no PostgreSQL: {found.why}")
        with running(backend, database_url=found.database_url, base_path=base_path) as started:
            yield started
