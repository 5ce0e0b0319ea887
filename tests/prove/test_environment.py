"""Which interpreter runs a backend, and that building one is atomic and done once."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from pactgen.prove import environment
from pactgen.prove.environment import (
    EnvironmentUnavailableError,
    cache_directory,
    environment_for,
    environment_key,
    missing,
    requirements_of,
)
from pactgen.prove.processes import Finished


def project(folder: Path, dependencies: list[str], python: str = ">=3.11") -> Path:
    quoted = ", ".join(f'"{one}"' for one in dependencies)
    (folder / "pyproject.toml").write_text(
        f'[project]\nname = "x"\nrequires-python = "{python}"\ndependencies = [{quoted}]\n'
    )
    return folder


def test_installed_packages_satisfy() -> None:
    assert missing((f"pytest=={version('pytest')}", "packaging")) == ()


def test_wrong_versions_and_absent_packages_do_not() -> None:
    assert missing(("pytest>=999", "no-such-distribution")) == (
        "no-such-distribution",
        "pytest>=999",
    )


def test_requirements_of_an_extra_count() -> None:
    assert missing(("sqlalchemy[asyncio]>=2",)) == ()
    assert missing(("sqlalchemy[mssql-pymssql]",)) == ("pymssql",)


def test_requirements_for_other_systems_do_not_count() -> None:
    assert missing(("no-such-distribution; sys_platform == 'plan9'",)) == ()


def test_current_interpreter_serves_when_it_fits(tmp_path: Path) -> None:
    found = environment_for(project(tmp_path, ["packaging"]))
    assert (found.kind, found.python) == ("current", Path(sys.executable))


def test_python_version_is_checked(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentUnavailableError, match="needs Python"):
        requirements_of(project(tmp_path, [], python=">=99"))


def test_key_depends_on_requirements_not_on_their_order() -> None:
    assert environment_key(("a", "b")) == environment_key(("b", "a"))
    assert environment_key(("a",)) != environment_key(("a>1",))


def test_cache_directory_follows_the_variables(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("PACTGEN_CACHE", raising=False)
    assert cache_directory() == tmp_path / "pactgen"
    monkeypatch.setenv("PACTGEN_CACHE", str(tmp_path / "own"))
    assert cache_directory() == tmp_path / "own"


class FakeInstaller:
    """Stands for `python -m venv` and pip."""

    def __init__(self, *, works: bool) -> None:
        self.works = works
        self.commands: list[list[str]] = []

    def __call__(self, command: list[object], **_: object) -> Finished:
        words = [str(word) for word in command]
        self.commands.append(words)
        ok = self.works or "venv" in words
        return Finished(code=0 if ok else 1, stdout="", stderr="" if ok else "no such package")


def test_environment_is_built_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake = FakeInstaller(works=True)
    monkeypatch.setattr(environment, "run", fake)
    monkeypatch.setenv("PACTGEN_CACHE", str(tmp_path / "cache"))
    first = environment_for(project(tmp_path, ["no-such-distribution"]))
    second = environment_for(tmp_path)
    assert first == second
    assert first.kind == "own"
    assert len(fake.commands) == 2
    assert "no-such-distribution" in fake.commands[1]


def test_failed_build_leaves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(environment, "run", FakeInstaller(works=False))
    monkeypatch.setenv("PACTGEN_CACHE", str(tmp_path / "cache"))
    with pytest.raises(EnvironmentUnavailableError, match="no such package"):
        environment_for(project(tmp_path, ["no-such-distribution"]))
    assert list((tmp_path / "cache" / "environments").iterdir()) == []
