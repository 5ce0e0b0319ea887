"""A schema document that changes over rows: types, enums, checks, on PostgreSQL and SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from alembic.util import CommandError

from tests.live.schemas.databases import database
from tests.live.schemas.test_evolutions import change_of, facts, first_of, read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import sqlalchemy as sa

pytestmark = [pytest.mark.live]

ENUM = """
CREATE TYPE state AS ENUM ({values});
CREATE TABLE trips (
    id integer PRIMARY KEY,
    state state NOT NULL{default},
    marks state[],
    CHECK (state <> 'lost')
);
CREATE INDEX open_trips ON trips (id) WHERE state = 'open';
"""
ROWS = (
    "INSERT INTO trips (id, state, marks) VALUES (1, 'open', '{open,shut}'), (2, 'shut', NULL)",
)
STATES = ("'open'", "'shut'", "'lost'")


def enum(*values: str, default: str = "") -> str:
    return ENUM.format(values=", ".join(values), default=f" DEFAULT {default}" if default else "")


def lenient(document: str) -> str:
    """Return the document with a check that no value has to be there for."""
    return document.replace("state <> 'lost'", "state <> 'open' OR id > 0")


def migrated(
    folder: Path, before: str, after: str, rows: Sequence[str], dialect: str = "postgresql"
) -> tuple[list[Any], list[Any], list[Any]]:
    """Return the rows before, after the revision, and after the way back."""
    old, new = read(before, folder, "old.sql", dialect), read(after, folder, "new.sql", dialect)
    change = change_of(old, new)
    assert change is not None

    def trips(connection: sa.Connection) -> list[Any]:
        found = connection.exec_driver_sql("SELECT * FROM trips ORDER BY id").mappings().all()
        return [dict(row) for row in found]

    with database(dialect, folder) as one, database(dialect, folder) as other:
        one.migrate(first_of(old))
        before_change = one.run(facts)
        for row in rows:
            one.run(lambda connection, row=row: connection.exec_driver_sql(row))
        first = one.run(trips)
        try:
            one.migrate(change)
            other.migrate(first_of(new))
            assert one.run(facts) == other.run(facts)
            second = one.run(trips)
            one.migrate(change, "downgrade")
        except Exception as error:
            error.add_note(change)
            assert one.run(trips) == first
            raise
        assert one.run(facts) == before_change
        return first, second, one.run(trips)


@pytest.mark.parametrize(
    "values",
    [
        (*STATES, "'late'"),
        ("'new'", *STATES),
        ("'shut'", "'open'", "'lost'"),
        ("'open'", "'shut'"),
    ],
)
def test_values_come_and_go_and_rows_stay(values: tuple[str, ...], tmp_path: Path) -> None:
    before, after = (lenient(enum(*each)) for each in (STATES, values))
    first, second, third = migrated(tmp_path, before, after, ROWS)
    assert first == second == third


def test_a_new_value_that_is_the_default_at_once(tmp_path: Path) -> None:
    after = enum(*STATES, "'late'", default="'late'")
    first, second, third = migrated(tmp_path, enum(*STATES, default="'open'"), after, ROWS)
    assert first == second == third


def test_a_value_with_another_spelling_takes_its_rows_along(tmp_path: Path) -> None:
    after = enum("'opened'", "'shut'", "'lost'").replace("= 'open'", "= 'opened'")
    _, second, third = migrated(tmp_path, enum(*STATES), after, ROWS)
    assert [row["state"] for row in second] == ["opened", "shut"]
    assert [row["state"] for row in third] == ["open", "shut"]


def test_rows_with_a_value_that_goes_stop_the_revision(tmp_path: Path) -> None:
    before, after = enum(*STATES), enum("'open'", "'lost'")
    with pytest.raises(CommandError, match=r"no trips\.state may be shut any more; violations: 1"):
        migrated(tmp_path, before, after, ROWS)


TYPED = "CREATE TABLE trips (id integer PRIMARY KEY, seats {}, note text);"


@pytest.mark.parametrize("dialect", ["postgresql", "sqlite"])
def test_texts_become_numbers_where_they_are_some(dialect: str, tmp_path: Path) -> None:
    rows = ("INSERT INTO trips VALUES (1, '7', 'a'), (2, 'many', 'b'), (3, NULL, 'c')",)
    before, after = TYPED.format("varchar(20)"), TYPED.format("integer")
    _, second, third = migrated(tmp_path, before, after, rows, dialect)
    assert [row["seats"] for row in second] == [7, None, None]
    assert [row["seats"] for row in third] == ["7", None, None]
    assert [row["note"] for row in second] == ["a", "b", "c"]


@pytest.mark.parametrize("dialect", ["postgresql", "sqlite"])
def test_a_check_that_rows_break_is_asked_first(dialect: str, tmp_path: Path) -> None:
    rows = ("INSERT INTO trips VALUES (1, 7, 'a'), (2, -7, 'b')",)
    before, after = TYPED.format("integer"), TYPED.format("integer CHECK (seats > 0)")
    with pytest.raises(CommandError, match="must obey seats > 0; violations: 1"):
        migrated(tmp_path, before, after, rows, dialect)
