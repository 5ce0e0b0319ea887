"""A schema document that changed: migrated is the same as made anew, in every word.

Documents of PostgreSQL are drawn and changed by chance, and read as the command line reads them. A
database that the first one made and the revision changed must be what the second one makes; going
back must give the first one, and SQLite must follow with its own words.
`PACTGEN_DDL_EVOLUTIONS=N` draws N of them.
"""

from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from pactgen.migrations.plan import plan_migration
from pactgen.migrations.renames import Stated
from pactgen.migrations.revisions import parse_revision
from pactgen.readers.schema import read_schema
from pactgen.render import proven
from pactgen.views.migration.exact.evolution import exact_revision_view
from pactgen.views.migration.exact.revision import exact_migration_view
from tests.live.schemas import ddl
from tests.live.schemas.contents import contents
from tests.live.schemas.databases import database

if TYPE_CHECKING:
    from pathlib import Path

    import sqlalchemy as sa

    from pactgen.ir.schema import Schema

pytestmark = [pytest.mark.live, pytest.mark.slow]
SEEDS = range(int(os.environ.get("PACTGEN_DDL_EVOLUTIONS", "24")))
FIRST = parse_revision("migrations/versions/0001_initial.py", 'revision = "0001"\n')


def read(text: str, folder: Path, name: str, dialect: Any = "postgresql") -> Schema:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    result = read_schema([path], base=folder, dialect=dialect)
    assert [str(each) for each in result.findings] == []
    return result.schema


def first_of(schema: Schema) -> str:
    return proven("project/0001_schema.py.jinja", lambda: exact_migration_view(schema))


def change_of(old: Schema, new: Schema) -> str | None:
    """Return the revision, None where nothing changes."""
    assert FIRST is not None
    plan = plan_migration(
        old,
        new,
        revisions=(FIRST,),
        stated=Stated(tables={}, columns={}),
        fills={},
        allowed=frozenset({"all"}),
        document=True,
    )
    if plan.revision is None:
        return None
    revision = plan.revision
    return proven("project/revision_schema.py.jinja", lambda: exact_revision_view(revision))


def facts(connection: sa.Connection) -> dict[str, Any]:
    """Return what is there; where a column stands says nothing."""
    found = contents(connection)
    if connection.dialect.name == "postgresql":
        found["columns"] = [column[:-1] for column in found["columns"]]
    else:
        for name, table in found.items():
            if name != "others":
                table["columns"] = sorted(table["columns"], key=str)
                table["references"] = sorted(row[2:] for row in table["references"])
    return found


def differences(one: dict[str, Any], other: dict[str, Any]) -> list[object]:
    """Return what only one of both has."""
    assert one.keys() == other.keys()
    return [
        (kind, [each for each in one[kind] if each not in other[kind]], other[kind])
        for kind in one
        if one[kind] != other[kind]
    ]


def compare(dialect: str, folder: Path, texts: tuple[Schema, Schema]) -> None:
    old, new = texts
    change = change_of(old, new)
    with database(dialect, folder) as made, database(dialect, folder) as migrated:
        made.migrate(first_of(old))
        before = made.run(facts)
        migrated.migrate(first_of(old))
        if change is None:
            return
        try:
            migrated.migrate(change)
            with database(dialect, folder) as other:
                other.migrate(first_of(new))
                assert differences(migrated.run(facts), other.run(facts)) == []
            migrated.migrate(change, "downgrade")
            assert differences(migrated.run(facts), before) == []
            migrated.migrate(change)
        except Exception as error:
            error.add_note(change)
            raise


@pytest.mark.parametrize("seed", SEEDS)
def test_postgresql(seed: int, tmp_path: Path) -> None:
    random = Random(seed)  # noqa: S311 - a test that can be repeated
    old = ddl.drawn(random)
    new = ddl.mutated(random, old)
    schemas = (read(str(old), tmp_path, "old.sql"), read(str(new), tmp_path, "new.sql"))
    compare("postgresql", tmp_path, schemas)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_change_on_sqlite(seed: int, tmp_path: Path) -> None:
    random = Random(seed)  # noqa: S311 - a test that can be repeated
    old = ddl.drawn(random)
    new = ddl.mutated(random, old)
    schemas = (read(str(old), tmp_path, "old.sql"), read(str(new), tmp_path, "new.sql"))
    compare("sqlite", tmp_path, schemas)
