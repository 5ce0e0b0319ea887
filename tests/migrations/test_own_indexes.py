"""An index of a revision that people wrote goes with its column, on SQLite too."""

from __future__ import annotations

import pytest

from pactgen.migrations import changes as c
from pactgen.migrations.plan import plan_migration
from pactgen.migrations.renames import Stated
from pactgen.migrations.revisions import Revision
from tests.migrations.schemas import column, schema, table

OLD = table(
    "trips", column("id", "uuid", nullable=False), column("a", "varchar"), column("b", "varchar")
)
NEW = table("trips", column("id", "uuid", nullable=False), column("a", "varchar"))


def own(*lines: str) -> Revision:
    text = "def upgrade():\n" + "".join(f"    {line}\n" for line in lines)
    path = "migrations/versions/0002_mine.py"
    return Revision(path=path, id="mine", down=(), is_branch=False, text=text, own=True)


def changes_after(revision: Revision) -> tuple[c.Change, ...]:
    plan = plan_migration(
        schema(OLD),
        schema(NEW),
        revisions=(revision,),
        stated=Stated(tables={}, columns={}),
        fills={},
        allowed=frozenset({"all"}),
    )
    assert plan.revision is not None
    return plan.revision.changes


@pytest.mark.parametrize(
    "lines",
    [
        ('op.create_index("ix", "trips", ["a", "b"])',),
        ('op.create_index(op.f("ix"), "trips", ("b",), unique=True)',),
        ('with op.batch_alter_table("trips") as batch:', '    batch.create_index("ix", ["b"])'),
    ],
)
def test_it_is_dropped_before_the_column_and_made_again_on_the_way_back(lines) -> None:
    changes = changes_after(own(*lines))
    assert [type(each) for each in changes] == [c.DropIndex, c.DropColumn]
    assert isinstance(changes[0], c.DropIndex)
    assert changes[0].index.name == "ix"
    assert [type(each) for each in c.reverse(changes)] == [c.AddColumn, c.AddIndex]


@pytest.mark.parametrize(
    "lines",
    [
        ('op.create_index("ix", "trips", ["a"])',),
        ('op.create_index("ix", "boats", ["b"])',),
        ('op.create_index("ix", "trips", ["b"])', 'op.drop_index("ix", "trips")'),
        ("op.create_index(name, table, columns)",),
        ('op.create_index("ix")',),
    ],
)
def test_others_stay(lines) -> None:
    assert [type(each) for each in changes_after(own(*lines))] == [c.DropColumn]
