"""Random evolutions of random databases with rows: what stays is kept, and all is undone."""

from __future__ import annotations

import json
import os
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from alembic.util import CommandError

from pactgen.ir.schema import Schema
from pactgen.migrations import changes as c
from pactgen.migrations.conversions import conversion
from pactgen.migrations.difference import difference
from pactgen.migrations.losses import losses
from pactgen.migrations.renames import Renames, Stated, find_renames, renamed
from tests.migrations.databases import (
    Database,
    module_of,
    on_postgresql,
    sqlite,
    throwaway,
    told,
)
from tests.migrations.expectations import NoneFitsError, breaks, converted
from tests.migrations.schemas import drawn, mutated

if TYPE_CHECKING:
    from collections.abc import Iterator

    import sqlalchemy as sa

    from pactgen.ir.schema import Column
    from tests.migrations.databases import Rows

EVOLUTIONS = int(os.environ.get("PACTGEN_EVOLUTIONS", "100"))
GROUPS = 10
EMPTY = Schema(dialect=None, tables=())
NOTHING_STATED = Stated(tables={}, columns={})


def evolve(seed: int, connection: sa.Connection) -> None:
    random = Random(seed)  # noqa: S311 - a test that can be repeated
    old = drawn(random)
    new = mutated(random, old)
    said, found = find_renames(old, new, NOTHING_STATED)
    assert said == Renames()
    changes = difference(old, new, renames=found)
    module = module_of(old, changes)
    database = Database(connection)
    database.run(module_of(EMPTY, difference(EMPTY, old)), "upgrade")
    assert database.differs_from(old) == []
    database.fill(random, old, rows=4)
    before = database.rows(old)
    try:
        rule = refused(database, module)
        if rule is not None:
            assert database.differs_from(old) == []
            assert database.rows(old) == before
            assert breaks(before, old, new, rule), rule
            database.clear(old)
            before = database.rows(old)
            database.run(module, "upgrade")
        assert database.differs_from(new) == []
        survive(before, database.rows(new), old, new, found, changes)
        database.run(module, "downgrade")
        assert database.differs_from(old) == []
        come_back(before, database.rows(old), changes)
        database.run(module, "upgrade")
        assert database.differs_from(new) == []
        database.rows(new)
    except Exception as error:
        error.add_note(f"seed {seed}\n{module['text']}")
        raise


def refused(database: Database, module: dict[str, Any]) -> str | None:
    """Return the rule that rows break, None when the revision ran."""
    try:
        database.run(module, "upgrade")
    except CommandError as refusal:
        return str(refusal)
    return None


def come_back(before: Rows, after: Rows, changes: tuple[c.Change, ...]) -> None:
    """Where no change of a table costs anything, the way back finds every value again."""
    if losses(changes):
        return
    for table, rows in before.items():
        by_key = {told(key): row for key, row in after[table].items()}
        for key, row in rows.items():
            for column, value in row.items():
                if value is not None:
                    assert_kept(value, by_key[told(key)][column])


def survive(
    before: Rows,
    after: Rows,
    old: Schema,
    new: Schema,
    renames: Renames,
    changes: tuple[c.Change, ...],
) -> None:
    """Every value of a column that stays, in a table that stays, is there afterwards."""
    tables = {str(one): str(two) for one, two in renames.tables}
    columns = {(str(table), was): name for table, was, name in renames.columns}
    kept = {table.name: table for table in renamed(old, renames).tables}
    emptied = emptied_by(changes)
    cleared = {
        (str(change.table), column)
        for change in changes
        if isinstance(change, c.Unlink) and change.forth
        for column in change.key.columns
    }
    demanded = {
        (str(change.table), change.after.name)
        for change in changes
        if isinstance(change, c.ChangeNullability) and isinstance(change.fill, c.EmptyTable)
    }
    for table in old.tables:
        name = tables.get(str(table.name), str(table.name))
        target = next((one for one in new.tables if str(one.name) == name), None)
        if target is None or name in emptied:
            continue
        types = {one.name: one for one in kept[target.name].columns}
        rows = after[name]
        staying = {
            key: row
            for key, row in before[str(table.name)].items()
            if all(
                value is not None
                for column, value in row.items()
                if (name, columns.get((name, column), column)) in demanded
            )
        }
        assert len(rows) == len(staying)
        by_key = {told(key): row for key, row in rows.items()}
        for key, row in staying.items():
            for column, value in row.items():
                now = columns.get((name, column), column)
                which = next((one for one in target.columns if one.name == now), None)
                if which is None or value is None:
                    continue
                how = conversion(types[now].type, which.type)
                if how is None or (name, now) in cleared:
                    continue
                if how.keeps:
                    assert_kept(value, by_key[told(key)][now])
                else:
                    assert_converted(value, by_key[told(key)][now], types[now], which)


def assert_converted(value: Any, after: Any, was: Column, now: Column) -> None:
    """A value that has a counterpart is that; another is null, or what stands in."""
    try:
        wanted = converted(value, was, now)
    except NoneFitsError:
        assert after is None or not now.nullable
    except LookupError:
        return
    else:
        assert told(after) == told(wanted)


def emptied_by(changes: tuple[c.Change, ...]) -> set[str]:
    """Return the tables whose rows go, and those whose rows go with them."""
    gone = set()
    for change in changes:
        match change:
            case c.AddColumn(fill=c.EmptyTable()) | c.ChangeType(fill=c.EmptyTable()):
                gone.add(str(change.table))
            case c.DropTable():
                gone.add(str(change.table.name))
            case c.Unlink(forth=True, nullable=False):
                gone.add(str(change.table))
            case _:
                pass
    return gone


def assert_kept(before: Any, after: Any) -> None:
    if isinstance(before, dict | list) and isinstance(after, str):
        after = json.loads(after)
    if isinstance(before, bool) and isinstance(after, int):
        after = bool(after)
    if type(before) is date and isinstance(after, str):
        after = date.fromisoformat(after)
    assert told(after) == told(before)


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    with throwaway() as url:
        if url is None:
            pytest.skip("there is no PostgreSQL")
        yield url


@pytest.mark.slow
@pytest.mark.parametrize("group", range(GROUPS))
def test_postgresql(group: int, postgresql: str) -> None:
    for seed in range(group, EVOLUTIONS, GROUPS):
        on_postgresql(postgresql, lambda connection, seed=seed: evolve(seed, connection))


@pytest.mark.slow
@pytest.mark.parametrize("group", range(GROUPS))
def test_sqlite(group: int) -> None:
    for seed in range(group, EVOLUTIONS, GROUPS):
        with sqlite() as connection:
            evolve(seed, connection)
