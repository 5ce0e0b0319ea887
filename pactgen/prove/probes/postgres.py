"""Create or drop a database: `postgres.py create|drop|ping SERVER_URL NAME`.

Prints `{"ok": true}` or `{"ok": false, "why": …}`.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Final

import asyncpg  # type: ignore[import-untyped]

STATEMENTS: Final = {
    "ping": "SELECT 1",
    "create": 'CREATE DATABASE "{name}"',
    "drop": 'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)',
}
CONNECT_WITHIN: Final = 5


async def act(action: str, url: str, name: str) -> None:
    """Connect and run the statement."""
    connection = await asyncpg.connect(url, timeout=CONNECT_WITHIN)
    try:
        await connection.execute(STATEMENTS[action].format(name=name))
    finally:
        await connection.close()


def main() -> None:
    """Do it, and say whether it worked."""
    action, url, name = sys.argv[1:4]
    try:
        asyncio.run(act(action, url, name))
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        print(json.dumps({"ok": False, "why": f"{type(error).__name__}: {error}"}))  # noqa: T201 - its output
    else:
        print(json.dumps({"ok": True}))  # noqa: T201 - its output


if __name__ == "__main__":
    main()
