"""Start a scaffolded backend, wait until it is ready, and end it without leaving a process."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final
from urllib.parse import urlsplit

from pactgen.passes.reading.base_path import halves
from pactgen.prove.backend import (
    READY_WITHIN,
    Backend,
    BackendError,
    Credential,
    Issued,
    issue_credentials,
    token_for,
    upgrade,
)
from pactgen.prove.processes import probe, tail
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

STOP_WITHIN: Final = 10.0
POLL_EVERY: Final = 0.05
_SLASHES: Final = re.compile("/{2,}")
LOCALHOST: Final = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningBackend:
    """A backend that answers."""

    url: str
    """Scheme, host and port."""
    base_path: str
    """Where the contract's paths begin; empty or `/v1`."""
    credentials: Mapping[str, Credential]
    process: subprocess.Popen[bytes]
    log: Path | None
    backend: Backend
    environment: Mapping[str, str]
    """In which the credentials are accepted."""

    def token_for(self, subject: str) -> str | None:
        """Return a token of the row with this key; None where the backend issues none."""
        return token_for(self.backend, self.environment, subject)

    @property
    def log_tail(self) -> str:
        """The end of the server's log, when it is kept."""
        if self.log is None:
            return ""
        return tail(self.log.read_text(encoding="utf-8", errors="replace"))


def sqlite_url(file: Path) -> str:
    """Return the DATABASE_URL of a SQLite file."""
    return f"sqlite+aiosqlite:///{file.absolute().as_posix()}"


def base_path_of(document: Mapping[str, object]) -> str:
    """Return the path part of the contract's first server URL, without a trailing slash.

    Slashes that meet are one, as clients that join paths have it.
    """
    base = document.get("basePath")
    if isinstance(base, str):  # 2.0
        return _SLASHES.sub("/", base).rstrip("/")
    servers = document.get("servers")
    if not isinstance(servers, list) or not servers or not isinstance(servers[0], dict):
        return ""
    url = str(servers[0].get("url", ""))
    for name, variable in (servers[0].get("variables") or {}).items():
        url = url.replace("{" + name + "}", str(variable.get("default", "")))
    path = _SLASHES.sub("/", halves(url)[1]).rstrip("/")
    return f"/{path}" if path and not path.startswith("/") else path


@contextmanager
def running(
    backend: Backend,
    *,
    database_url: str,
    base_path: str,
    port: int = 0,
    keep_log: bool = True,
    issued: Issued | None = None,
    migrated: bool = False,
) -> Iterator[RunningBackend]:
    """Migrate the database if need be, start the backend, yield it once `/readyz` answers.

    Port 0 takes a free one. The log is kept for a report, or goes to standard error.
    """
    issued = issued or issue_credentials(backend)
    if not migrated:
        upgrade(backend, database_url)
    with tempfile.TemporaryDirectory(prefix="pactgen-log-") as folder, _listener(port) as listener:
        log = Path(folder) / "server.log" if keep_log else None
        env = backend.variables({**issued.environment, "DATABASE_URL": database_url})
        process = _start(backend, listener, env, log)
        try:
            address = listener.getsockname()
            server = RunningBackend(
                url=f"http://{LOCALHOST}:{address[1]}",
                base_path=base_path,
                credentials=issued.credentials,
                process=process,
                log=log,
                backend=backend,
                environment=issued.environment,
            )
            listener.close()
            _wait_until_ready(server, READY_WITHIN + backend.importing)
            yield server
        finally:
            stop(process)


def _listener(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOCALHOST, port))
    except OSError as error:
        listener.close()
        raise BackendError(f"port {port} cannot be used: {error.strerror}") from error
    listener.set_inheritable(True)
    return listener


def _start(
    backend: Backend, listener: socket.socket, env: Mapping[str, str], log: Path | None
) -> subprocess.Popen[bytes]:
    descriptor = listener.fileno()
    command = (backend.environment.python, "-P", probe("serve"), backend.package, descriptor)
    output: IO[bytes] | IO[str] = log.open("wb") if log is not None else sys.stderr
    try:
        return subprocess.Popen(  # noqa: S603 - never through a shell, arguments are ours
            [str(part) for part in command],
            cwd=backend.project,
            env=dict(env),
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            pass_fds=(descriptor,),
        )
    finally:
        if log is not None:
            output.close()


def _wait_until_ready(server: RunningBackend, within: float) -> None:
    deadline = time.monotonic() + within
    last = "no answer"
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            raise BackendError(
                f"the backend ended with code {server.process.returncode} while it started",
                server.log_tail,
            )
        try:
            status = _status(server.url, "/readyz")
        except OSError as error:
            last = str(error)
        else:
            if status == http.client.OK:
                return
            last = f"/readyz answers {status}"
        time.sleep(POLL_EVERY)
    raise BackendError(f"the backend was not ready within {within:.0f} s: {last}")


def _status(url: str, path: str) -> int:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the server: ask first, then insist."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    if process.stdin is not None:
        process.stdin.close()
