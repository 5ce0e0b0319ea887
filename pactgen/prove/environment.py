"""The Python environment that runs a scaffolded backend.

The current interpreter serves when its installed packages satisfy the backend's `pyproject.toml`.
Otherwise a virtual environment is built once in the user's cache directory, under the hash of
the requirements and the Python version, and reused by every later run. The environment of the
user, and the project itself, are never changed.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import shutil
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Final, Literal

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from pactgen.prove.processes import run, scrubbed
from pactgen.values import dataclass

INSTALL_TIMEOUT: Final = 900.0
VENV_TIMEOUT: Final = 120.0
FOR_PIP: Final = ("PIP_", "UV_", "http_proxy", "https_proxy", "no_proxy", "HTTP", "NO_PROXY")


class EnvironmentUnavailableError(Exception):
    """No environment could be found or built for a backend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackendEnvironment:
    """An interpreter that has what the backend imports."""

    python: Path
    kind: Literal["current", "own"]


def requirements_of(project: Path) -> tuple[str, ...]:
    """Return the dependencies that the backend's pyproject declares, sorted."""
    table = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = SpecifierSet(table.get("requires-python", ""))
    version = ".".join(str(part) for part in sys.version_info[:3])
    if version not in wanted:
        raise EnvironmentUnavailableError(f"the backend needs Python {wanted}, this is {version}")
    return tuple(sorted(table.get("dependencies", ())))


def environment_for(project: Path) -> BackendEnvironment:
    """Return the environment for a backend: the current one when it fits, else one of its own."""
    requirements = requirements_of(project)
    if not missing(requirements):
        return BackendEnvironment(python=Path(sys.executable), kind="current")
    return BackendEnvironment(python=own_environment(requirements), kind="own")


def missing(requirements: tuple[str, ...]) -> tuple[str, ...]:
    """Return the requirements that the current interpreter's packages do not satisfy."""
    pending = [Requirement(text) for text in requirements]
    seen: set[str] = set()
    unmet: list[str] = []
    while pending:
        requirement = pending.pop()
        if str(requirement) in seen or not _applies(requirement, extra=""):
            continue
        seen.add(str(requirement))
        try:
            distribution = importlib.metadata.distribution(requirement.name)
        except importlib.metadata.PackageNotFoundError:
            unmet.append(str(requirement))
            continue
        if not requirement.specifier.contains(distribution.version, prereleases=True):
            unmet.append(str(requirement))
            continue
        pending += _needed_by_extras(requirement, distribution)
    return tuple(sorted(unmet))


def _needed_by_extras(
    requirement: Requirement, distribution: importlib.metadata.Distribution
) -> list[Requirement]:
    """Return what the requested extras of a distribution add to its own requirements."""
    needed: list[Requirement] = []
    for extra in sorted(requirement.extras):
        for text in distribution.requires or ():
            inner = Requirement(text)
            if _applies(inner, extra=extra) and not _applies(inner, extra=""):
                inner.marker = None
                needed.append(inner)
    return needed


def _applies(requirement: Requirement, *, extra: str) -> bool:
    marker = requirement.marker
    return marker is None or marker.evaluate({"extra": canonicalize_name(extra) if extra else ""})


def cache_directory() -> Path:
    """Return the directory for what may be deleted at any time: PACTGEN_CACHE, or the system's."""
    chosen = os.environ.get("PACTGEN_CACHE")
    if chosen:
        return Path(chosen).expanduser().absolute()
    standard = os.environ.get("XDG_CACHE_HOME")
    if standard and Path(standard).is_absolute():
        return Path(standard) / "pactgen"
    match sys.platform:
        case "win32":
            return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "pactgen" / "Cache"
        case "darwin":
            return Path.home() / "Library" / "Caches" / "pactgen"
        case _:
            return Path.home() / ".cache" / "pactgen"


def own_environment(requirements: tuple[str, ...]) -> Path:
    """Return the interpreter of the cached environment for these requirements, built if need be."""
    shelf = cache_directory() / "environments"
    target = shelf / environment_key(requirements)
    if not target.is_dir():
        shelf.mkdir(parents=True, exist_ok=True)
        _build(target, requirements)
    return _interpreter(target)


def environment_key(requirements: tuple[str, ...]) -> str:
    """Return the name of the environment: it changes with the requirements and the Python."""
    python = f"{sys.implementation.cache_tag}-{sys.platform}-{sys.version_info.micro}"
    text = "\n".join((python, sys.base_prefix, *sorted(requirements)))
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _build(target: Path, requirements: tuple[str, ...]) -> None:
    """Build beside the target and rename: a killed run leaves no half environment behind."""
    building = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        env = scrubbed({k: v for k, v in os.environ.items() if k.startswith(FOR_PIP)})
        made = run(
            [sys.executable, "-m", "venv", building],
            cwd=target.parent,
            env=env,
            timeout=VENV_TIMEOUT,
        )
        if not made.ok:
            raise EnvironmentUnavailableError(f"python -m venv failed:\n{made.tail}")
        pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        installed = run(
            [_interpreter(building), *pip, *requirements],
            cwd=target.parent,
            env=env,
            timeout=INSTALL_TIMEOUT,
        )
        if not installed.ok:
            raise EnvironmentUnavailableError(f"pip install failed:\n{installed.tail}")
        _publish(building, target)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _publish(building: Path, target: Path) -> None:
    """Move a finished environment into place; one that another run finished first is as good."""
    try:
        building.rename(target)
    except OSError:
        if not target.is_dir():
            raise


def _interpreter(environment: Path) -> Path:
    if sys.platform == "win32":
        return environment / "Scripts" / "python.exe"
    return environment / "bin" / "python"
