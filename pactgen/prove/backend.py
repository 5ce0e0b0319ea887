"""A scaffolded project as something that can be run: its package, environment and variables."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Final, Literal

from pactgen.prove.processes import Finished, probe, run, scrubbed, tail
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pactgen.prove.environment import BackendEnvironment

COMMAND_TIMEOUT: Final = 120.0
READY_WITHIN: Final = 90.0
SECONDS_A_MODULE: Final = 0.5
"""What importing one may take on a busy machine: thousands of them take minutes."""


class BackendError(Exception):
    """The backend could not be prepared or started; `log` is the end of what it wrote."""

    def __init__(self, message: str, log: str = "") -> None:
        super().__init__(message)
        self.log = log


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """A development credential of one security scheme."""

    location: Literal["header", "query", "cookie"]
    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What `python -m PACKAGE.credentials --json` prints."""

    environment: Mapping[str, str]
    credentials: Mapping[str, Credential]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backend:
    """A project directory with the interpreter that runs it."""

    project: Path
    package: str
    environment: BackendEnvironment
    importing: float = 0.0
    """How many seconds its own modules may take, beside what every backend is given."""
    disposable: bool = False
    """The directory is a copy: what one process compiled is kept in it for the next one."""

    @property
    def patience(self) -> float:
        """How many seconds a command may take."""
        return COMMAND_TIMEOUT + self.importing

    def variables(self, extra: Mapping[str, str]) -> dict[str, str]:
        """Return the whole environment of a process of this backend."""
        kept = {"PYTHONDONTWRITEBYTECODE": ""} if self.disposable else {}
        return scrubbed({"PYTHONPATH": str(self.project / "src"), **kept, **extra})

    def python(self, *arguments: str | Path, env: Mapping[str, str]) -> Finished:
        """Run the backend's interpreter in the project directory."""
        command = (self.environment.python, "-P", *arguments)
        return run(command, cwd=self.project, env=self.variables(env), timeout=self.patience)

    def probe(self, name: str, *arguments: str, env: Mapping[str, str]) -> Finished:
        """Run one of the probes inside the backend's interpreter."""
        return self.python(probe(name), *arguments, env=env)

    def alembic(self, arguments: Sequence[str], database_url: str) -> Finished:
        """Run an Alembic command on a database."""
        return self.python("-m", "alembic", *arguments, env={"DATABASE_URL": database_url})


def find_package(project: Path) -> str:
    """Return the import name of the package that a project holds."""
    found = sorted(path.parent.name for path in project.glob("src/*/main.py"))
    if len(found) != 1:
        raise BackendError(f"{project.name}: expected one src/*/main.py, found {len(found)}")
    return found[0]


def issue_credentials(backend: Backend) -> Issued:
    """Ask the backend for credentials that pass every security requirement of its contract."""
    printed = backend.python("-m", f"{backend.package}.credentials", "--json", env={})
    if not printed.ok:
        raise BackendError("the backend issued no development credentials", printed.tail)
    try:
        document = json.loads(printed.stdout)
    except ValueError as error:
        raise BackendError("the credentials are not JSON", tail(printed.stdout)) from error
    return Issued(
        environment={name: str(value) for name, value in document["environment"].items()},
        credentials={
            scheme: Credential(location=entry["in"], name=entry["name"], value=entry["value"])
            for scheme, entry in document["credentials"].items()
        },
    )


def token_for(backend: Backend, environment: Mapping[str, str], subject: str) -> str | None:
    """Ask the backend for a token of the row with this key; None where it issues none.

    A project whose `credentials.py` is older than that knows no subjects, and answers with others.
    """
    key = environment.get("JWT_KEY")
    if key is None:
        return None
    arguments = ("-m", f"{backend.package}.credentials", "--json", "--subject", subject)
    printed = backend.python(*arguments, env={"JWT_KEY": key})
    if not printed.ok:
        return None
    values = [entry["value"] for entry in printed.json()["credentials"].values()]
    tokens = (value.removeprefix("Bearer ") for value in values if value.startswith("Bearer "))
    return next((token for token in tokens if _subject_of(token) == subject), None)


def _subject_of(token: str) -> object:
    """Read to whom a token was issued (RFC 7519, section 3)."""
    claims = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4))).get("sub")


def upgrade(backend: Backend, database_url: str) -> None:
    """Apply all migrations."""
    done = backend.alembic(["upgrade", "head"], database_url)
    if not done.ok:
        raise BackendError("alembic upgrade head failed", done.tail)


def create_tables(backend: Backend, database_url: str) -> None:
    """Make the tables of a project that brings no revision of its own."""
    done = backend.probe("migrations", backend.package, env={"DATABASE_URL": database_url})
    if not done.ok:
        raise BackendError("the tables could not be made", done.tail)
