"""Every list of a nested kit takes as many queries for a hundred rows as for ten, and few."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from pactgen.ir.behaviours import ListRows
from tests.passes.backends import Backend

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

KIT = Path(__file__).with_name("parts_of_rows")
MOST = 7
"""The parent, the rows, and what each shows: labels, skills, and single rows beside it."""


@pytest.fixture
def queries() -> Iterator[list[str]]:
    """Gather the statements that any engine executes."""
    found: list[str] = []

    def heard(_: Any, __: Any, statement: str, *___: Any) -> None:
        found.append(statement)

    event.listen(Engine, "before_cursor_execute", heard)
    yield found
    event.remove(Engine, "before_cursor_execute", heard)


def fill(database: Path, first: int, last: int) -> None:
    """Add tickets, all below the first one, each with two labels, skills and costs."""
    with sqlite3.connect(database) as connection:
        for key in range(first, last + 1):
            above = None if key == 1 else 1
            connection.execute("INSERT INTO users (id, name) VALUES (?, ?)", (key, f"user {key}"))
            connection.execute(
                "INSERT INTO tickets (id, project_id, parent_id, assignee_id, title, due_date,"
                " opened_at) VALUES (?, 1, ?, ?, ?, '2025-01-01', '2025-01-01 00:00:00')",
                (key, above, key, f"ticket {key}"),
            )
            connection.execute("INSERT INTO ticket_watchers VALUES (?, 1, '2025-01-01')", (key,))
            for name in ("label", "skill", "cost"):
                connection.execute(STATEMENTS[name], (key, key))


STATEMENTS = {
    "label": "INSERT INTO ticket_labels (ticket_id, label_id) VALUES (?, 1), (?, 2)",
    "skill": "INSERT INTO ticket_skills (ticket_id, skill) VALUES (?, 'saw'), (?, 'glue')",
    "cost": "INSERT INTO costs (ticket_id, hours, rate) VALUES (?, 1, 2.5), (?, 2, 1.5)",
}


async def test_lists_take_a_bounded_number_of_queries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, queries: list[str]
) -> None:
    backend = Backend(
        KIT / "api.yaml", tmp_path / "out", "kit_query_counts", schema=KIT / "schema.sql"
    )
    paths = [
        each.operation.path.replace("{id}", "1")
        for each in backend.design.endpoints
        if isinstance(each.behaviour, ListRows)
    ]
    assert len(paths) == 5
    database = tmp_path / "kit.db"
    counts: dict[str, list[int]] = {path: [] for path in paths}
    async with backend.client(monkeypatch, database) as client:
        with sqlite3.connect(database) as connection:
            connection.execute("INSERT INTO customers (id, name) VALUES (1, 'Acme')")
            connection.execute("INSERT INTO projects (id, customer_id) VALUES (1, 1)")
            connection.execute("INSERT INTO labels (id, name) VALUES (1, 'wood'), (2, 'steel')")
        for first, last in ((1, 1), (2, 10), (11, 100)):
            fill(database, first, last)
            for path in paths:
                counts[path].append(await asked(client, path, queries))
    for path, (_, ten, hundred) in counts.items():
        assert ten == hundred <= MOST, (path, counts)


async def asked(client: httpx.AsyncClient, path: str, queries: list[str]) -> int:
    """Return how many queries a request takes."""
    queries.clear()
    answered = await client.get(str(client.base_url).rstrip("/") + path)
    assert answered.status_code == 200, answered.text
    return len([each for each in queries if each.lstrip().upper().startswith("SELECT")])
