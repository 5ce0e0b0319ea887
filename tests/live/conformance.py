"""Run schemathesis against a backend and read what it reports."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.prove.server import RunningBackend

TIMEOUT = 1800
FIRST_SERVER_ERROR = 500


@dataclass(frozen=True)
class Fault:
    """One kind of failure of one operation."""

    operation: str
    check: str
    status: int | None
    message: str

    def __str__(self) -> str:
        return f"{self.operation} [{self.check}] {self.status}: {self.message}"


def run_schemathesis(
    contract: Path, server: RunningBackend, folder: Path
) -> tuple[tuple[Fault, ...], dict[tuple[str, int], int]]:
    """Return the failures, and how often which operation answered which 5xx."""
    config = folder / "schemathesis.toml"
    config.write_text(_config(server), encoding="utf-8")
    command = [
        *(sys.executable, "-m", "schemathesis.cli"),
        *("--config-file", config, "run", contract),
        *("--url", f"{server.url}{server.base_path}"),
        *("--checks", "all", "--seed", "42", "-n", "10", "--continue-on-failure"),
        *("--report", "ndjson", "--report-dir", folder / "report", "--no-color"),
        *(option for header in _headers(server) for option in ("-H", header)),
    ]
    done = subprocess.run(
        list(map(str, command)),
        cwd=folder,
        capture_output=True,
        check=False,
        text=True,
        errors="replace",
        timeout=TIMEOUT,
    )
    reports = sorted((folder / "report").glob("*.ndjson"))
    assert reports, done.stdout[-3000:] + done.stderr[-3000:]
    return _read(reports[-1])


def _headers(server: RunningBackend) -> list[str]:
    """Return the credentials that travel in headers, one for each header."""
    headers: dict[str, str] = {}
    for credential in server.credentials.values():
        if credential.location == "header":
            headers.setdefault(credential.name, credential.value)
    return [f"{name}: {value}" for name, value in headers.items()]


ACCEPTED = ("2xx", "304", "401", "403", "404", "409", "412", "428", "429", "5xx")
"""What a request that keeps to the contract may be answered: schemathesis's own list, and what RFC
9110 (304, 412) and RFC 6585 (428) have a caller told who knows another state of a row, or none."""


def _config(server: RunningBackend) -> str:
    """Return what schemathesis is configured with: statuses, credentials that it may leave out."""
    accepted = f"[checks.positive_data_acceptance]\nexpected-statuses = {json.dumps(ACCEPTED)}\n"
    return accepted + "".join(
        f"[auth.openapi.{json.dumps(scheme)}]\napi_key = {json.dumps(credential.value)}\n"
        for scheme, credential in server.credentials.items()
        if credential.location in {"query", "cookie"}
    )


def _read(report: Path) -> tuple[tuple[Fault, ...], dict[tuple[str, int], int]]:
    faults: dict[Fault, None] = {}
    server_errors: dict[tuple[str, int], int] = {}
    with report.open(encoding="utf-8") as lines:
        for line in lines:
            event: dict[str, Any] = json.loads(line)
            if "NonFatalError" in event or "FatalError" in event:
                faults[Fault("schemathesis", "error", None, line[:500])] = None
            for recorder in _recorders(event):
                _collect(recorder, faults, server_errors)
    return tuple(faults), server_errors


def _recorders(event: dict[str, Any]) -> list[dict[str, Any]]:
    finished = event.get("ScenarioFinished")
    return [finished["recorder"]] if finished else []


def _collect(
    recorder: dict[str, Any],
    faults: dict[Fault, None],
    server_errors: dict[tuple[str, int], int],
) -> None:
    interactions = recorder.get("interactions") or {}
    for case_id, entry in (recorder.get("cases") or {}).items():
        case = entry["value"]
        operation = f"{case['method'].upper()} {case['path']}"
        answer = (interactions.get(case_id) or {}).get("response") or {}
        status = answer.get("status_code")
        if status is not None and status >= FIRST_SERVER_ERROR:
            key = (operation, status)
            server_errors[key] = server_errors.get(key, 0) + 1
        for check in (recorder.get("checks") or {}).get(case_id, ()):
            if check["status"] == "success":
                continue
            failure = (check.get("failure_info") or {}).get("failure") or {}
            message = (failure.get("message") or "").partition("\n")[0]
            faults[Fault(operation, check["name"], status, message[:200])] = None
