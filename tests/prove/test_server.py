"""Starting and ending a backend: ready, scrubbed, without an orphan."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from pactgen.prove.backend import Backend, BackendError, find_package
from pactgen.prove.exchange import Request, send
from pactgen.prove.processes import scrubbed
from pactgen.prove.server import base_path_of, running


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:1]


def test_backend_answers_and_is_gone_afterwards(backend: Backend) -> None:
    with running(backend, database_url="sqlite://", base_path="/v1", migrated=True) as server:
        key = server.credentials["Key"]
        refused = send(server.url, Request(method="GET", target="/v1/x", headers={}))
        passed = send(
            server.url, Request(method="GET", target="/v1/x", headers={key.name: key.value})
        )
        pid = server.process.pid
    assert (refused.status, passed.status) == (401, 200)
    assert not alive(pid)
    assert not list(backend.project.rglob("__pycache__"))


def test_a_backend_that_fails_to_start_shows_its_log(backend: Backend) -> None:
    main = backend.project / "src" / "tiny" / "main.py"
    main.write_text("raise RuntimeError('no settings')\n")
    with (
        pytest.raises(BackendError) as caught,
        running(backend, database_url="sqlite://", base_path="", migrated=True),
    ):
        pytest.fail("it must not start")
    assert "no settings" in caught.value.log


def test_a_used_port_is_named(backend: Backend) -> None:
    with running(backend, database_url="sqlite://", base_path="", migrated=True) as server:
        port = int(server.url.rpartition(":")[2])
        with (
            pytest.raises(BackendError, match=str(port)),
            running(backend, database_url="sqlite://", base_path="", port=port, migrated=True),
        ):
            pytest.fail("the port is taken")


def test_a_killed_parent_leaves_no_server(backend: Backend) -> None:
    script = textwrap.dedent(f"""
        import sys, time
        from pathlib import Path
        from pactgen.prove.backend import Backend
        from pactgen.prove.environment import BackendEnvironment
        from pactgen.prove.server import running

        environment = BackendEnvironment(python=Path(sys.executable), kind="current")
        backend = Backend(project=Path({str(backend.project)!r}), package="tiny",
                          environment=environment)
        with running(backend, database_url="x", base_path="", migrated=True) as server:
            print(server.process.pid, flush=True)
            time.sleep(60)
    """)
    root = Path(__file__).parents[2]
    parent = subprocess.Popen(
        [sys.executable, "-c", script], cwd=root, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 15
    while alive(child) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not alive(child)


def test_environment_is_scrubbed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    env = scrubbed({"DATABASE_URL": "y"})
    assert "AWS_SECRET_ACCESS_KEY" not in env
    assert "PYTHONPATH" not in env
    assert env["DATABASE_URL"] == "y"


def test_base_path(raw: dict[str, object]) -> None:
    assert base_path_of(raw) == "/v1"
    assert base_path_of({"servers": [{"url": "/"}]}) == ""
    assert base_path_of({}) == ""
    assert base_path_of({"servers": [{"url": "v1"}]}) == "/v1"
    joined = {"url": "https://h/{base}", "variables": {"base": {"default": "/api/v1"}}}
    assert base_path_of({"servers": [joined]}) == "/api/v1"
    assert base_path_of({"servers": [{"url": "https://[your-host]/api"}]}) == "/api"


def test_package_must_be_the_only_one(backend: Backend) -> None:
    assert find_package(backend.project) == "tiny"
    with pytest.raises(BackendError, match="found 0"):
        find_package(backend.project / "src")
