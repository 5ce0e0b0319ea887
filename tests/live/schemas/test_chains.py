"""Several changes of a schema document, carried out at once on a database that is behind."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pactgen.prove.postgres import NoPostgres, throwaway_database
from pactgen.prove.proving import open_backend
from tests.live.projects import pactgen
from tests.live.test_filled_databases import contract

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.live, pytest.mark.slow]

SCHEMA = """
CREATE TYPE state AS ENUM ({values});
CREATE TABLE trips (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    title text NOT NULL,
    state state NOT NULL DEFAULT {default}
);
"""
TRIP = {
    "type": "object",
    "required": ["title"],
    "properties": {
        "id": {"type": "string", "format": "uuid", "readOnly": True},
        "title": {"type": "string"},
        "state": {"type": "string", "enum": ["open", "late"]},
    },
}


def test_a_value_that_one_revision_adds_is_the_default_of_the_next(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    values = ("'open'", "'late'")
    steps = ((values[:1], "'open'"), (values, "'open'"), (values, "'late'"))
    for allowed, default in steps:
        trip = TRIP | {"properties": dict(TRIP["properties"])}  # type: ignore[call-overload]
        trip["properties"]["state"] = {"type": "string", "enum": [v.strip("'") for v in allowed]}
        (docs / "api.json").write_text(json.dumps(contract(Trip=trip)))
        text = SCHEMA.format(values=", ".join(allowed), default=default)
        (docs / "schema.sql").write_text(text)
        done = pactgen("scaffold", docs / "api.json", "--no-prove")
        assert done.returncode == 0, done.stdout + done.stderr
    backend = open_backend(tmp_path)
    with throwaway_database(backend) as found:
        if isinstance(found, NoPostgres):
            pytest.skip(f"no PostgreSQL: {found.why}")
        for command in (("upgrade", "0001"), ("upgrade", "head"), ("check",)):
            done_by = backend.alembic(command, found.database_url)
            assert done_by.ok, done_by.tail
