"""Start the backend on PYTHONPATH and time requests inside the process; prints one JSON object.

Location: benchmarks/probe.py. Run by size.py with the paths to ask for. A path is asked for with a
method that nothing there has: the answer is 405 or 404, so only middleware and routing are timed.
"""

import asyncio
import importlib
import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp

REQUESTS = 300
ROUNDS = 7


def backend() -> str:
    """Return the name of the package on the path."""
    (source,) = (Path(part) for part in os.environ["PYTHONPATH"].split(os.pathsep))
    return next(entry.parent.name for entry in source.glob("*/main.py"))


async def ask(app: ASGIApp, path: str) -> None:
    """Send one request."""
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "SUBSCRIBE",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"bench")],
        "client": ("127.0.0.1", 1),
        "server": ("bench", 80),
        "state": {},
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(_: dict[str, Any]) -> None:
        return None

    await app(scope, receive, send)


async def microseconds(app: ASGIApp, path: str) -> float:
    """Return the CPU time of a request, the best of some rounds."""
    best = float("inf")
    await ask(app, path)
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(REQUESTS):
            await ask(app, path)
        best = min(best, (time.process_time() - began) / REQUESTS)
    return best * 1e6


async def main() -> None:
    """Measure the start, then each path."""
    began = time.process_time()
    app = importlib.import_module(f"{backend()}.main").create_app()
    boot = time.process_time() - began
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    async with app.router.lifespan_context(app):
        times = {path: await microseconds(app, path) for path in sys.argv[1:]}
    print(json.dumps({"boot": boot, "megabytes": size, "microseconds": times}))


if __name__ == "__main__":
    asyncio.run(main())
