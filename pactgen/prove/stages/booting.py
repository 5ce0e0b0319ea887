"""Ask the running backend whether it lives, is ready, and serves the contract it was made from."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from pactgen.prove.documents import METHODS, Document
from pactgen.prove.exchange import Request, send
from pactgen.prove.result import Failure, StageResult
from pactgen.prove.timing import Stopwatch

if TYPE_CHECKING:
    from pactgen.prove.server import RunningBackend

NAME: Final = "boot"
PROBES: Final = ("/livez", "/readyz", "/openapi.json")


def check_boot(server: RunningBackend, document: Document, database: str) -> StageResult:
    """Call the probes; compare the served operations with the document's."""
    watch = Stopwatch()
    failures: list[Failure] = []
    for path in PROBES:
        reply = send(server.url, Request(method="GET", target=path, headers={}))
        if reply.status != HTTPStatus.OK:
            failures.append(Failure(subject=path, problem=f"answers {reply.status}"))
        elif path == "/openapi.json":
            served = reply.json()
            if _operations(served) != _operations(dict(document.raw)):
                problem = "does not describe the operations of the contract"
                failures.append(Failure(subject=path, problem=problem))
    return StageResult(
        name=NAME,
        database=database,
        ok=not failures,
        counts={"probes": len(PROBES)},
        failures=tuple(failures),
        seconds=watch.seconds,
    )


def _operations(document: dict[str, object]) -> set[tuple[str, str]]:
    paths = document.get("paths")
    if not isinstance(paths, dict):
        return set()
    return {
        (method, path)
        for path, item in paths.items()
        if isinstance(item, dict)
        for method in METHODS
        if method in item
    }
