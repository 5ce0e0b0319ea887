"""`pactgen prove` on what was scaffolded, and `pactgen run` on both databases."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pactgen.prove.exchange import Request, send
from tests.live.projects import ROOT, Project, files_of, pactgen

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.prove.server import RunningBackend


def test_the_proof_succeeds_and_leaves_no_trace(project: Project) -> None:
    before = files_of(project.folder)
    done = pactgen("prove", "--out", project.folder, "--json")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    after = files_of(project.folder)
    assert [path for path in after if path not in before and "__pycache__" in path] == []


@pytest.mark.usefixtures("project")
def test_the_backend_answers(server: RunningBackend) -> None:
    reply = send(server.url, Request(method="GET", target="/readyz", headers={}))
    assert reply.status == 200


def test_run_prints_where_it_answers(project: Project, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pactgen", "run", "--port", "0", "--json"]
    database = f"sqlite+aiosqlite:///{tmp_path}/run.db"
    process = subprocess.Popen(
        [*command, "--out", str(project.folder), "--database-url", database],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        printed = json.loads(process.stdout.readline())
        reply = send(printed["url"], Request(method="GET", target="/livez", headers={}))
        assert reply.status == 200
        assert set(printed) == {"url", "base_path", "credentials"}
    finally:
        process.terminate()
        assert process.wait(30) == 0
        process.stdout.close()
