"""Ask a backend for addresses and count the statements of each; prints one JSON object.

Run with the interpreter of the backend: `statements.py PACKAGE PATH…`, DATABASE_URL set.
"""

import asyncio
import importlib
import json
import sys

import httpx
from sqlalchemy import Engine, event

BASE = "http://counted"


async def main() -> None:
    """Ask for each address once, having asked for it before: a pool prepares its connections."""
    package, *paths = sys.argv[1:]
    app = importlib.import_module(f"{package}.main").create_app()
    statements: list[str] = []
    event.listen(Engine, "before_cursor_execute", lambda *heard: statements.append(heard[2]))
    found = {}
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=BASE) as client,
    ):
        for path in paths:
            await client.get(path)
            statements.clear()
            answered = await client.get(path)
            answered.raise_for_status()
            found[path] = len(statements)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    asyncio.run(main())
