"""The chain of revisions is read from the files, those of the team among them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from pactgen.migrations.difference import difference
from pactgen.migrations.plan import plan_migration
from pactgen.migrations.renames import Stated
from pactgen.migrations.revisions import (
    RevisionError,
    heads,
    next_number,
    parse_revision,
    read_revisions,
)
from tests.migrations.databases import text_of
from tests.migrations.schemas import column, schema, table, unique

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.schema import Schema
    from pactgen.migrations.plan import Plan
    from pactgen.migrations.revisions import Revision

TRIPS = table("trips", column("id", "uuid", nullable=False))
NAMED = table("trips", column("id", "uuid", nullable=False), column("name", "varchar"))
BOATS = table("boats", column("id", "uuid", nullable=False))


def revision(number: int, name: str, down: str) -> Revision:
    text = f'revision: str = "{name}"\ndown_revision = {down}\n'
    found = parse_revision(f"migrations/versions/{number:04}_x.py", text)
    assert found is not None
    return found


def planned(old: Schema, new: Schema, *revisions: Revision) -> Plan:
    return plan_migration(
        old,
        new,
        revisions=revisions,
        stated=Stated(tables={}, columns={}),
        fills={},
        allowed=frozenset(),
    )


def test_files_are_read_and_never_run(tmp_path: Path) -> None:
    folder = tmp_path / "migrations/versions"
    folder.mkdir(parents=True)
    (folder / "0001_initial.py").write_text(
        'raise SystemExit\nrevision = "0001"\ndown_revision = None\n'
    )
    (folder / "helpers.py").write_text("x = 1\n")
    assert [(one.id, one.down) for one in read_revisions(tmp_path)] == [("0001", ())]
    (folder / "0002_broken.py").write_text("revision = \n")
    with pytest.raises(RevisionError, match=r"0002_broken\.py"):
        read_revisions(tmp_path)


def test_a_revision_of_the_team_is_followed() -> None:
    chain = (revision(1, "0001", "None"), revision(7, "by_hand", '"0001"'))
    assert heads(chain) == ("by_hand",)
    assert next_number(chain) == 8
    new = planned(schema(TRIPS), schema(TRIPS, BOATS), *chain).revision
    assert new is not None
    assert (new.path, new.down) == ("migrations/versions/0008_add_boats.py", ("by_hand",))


def test_two_heads_are_merged_even_when_nothing_else_changes() -> None:
    chain = (
        revision(1, "0001", "None"),
        revision(2, "b", '"0001"'),
        revision(2, "a", '"0001"'),
    )
    plan = planned(schema(TRIPS), schema(TRIPS), *chain)
    assert plan.revision is not None
    assert plan.revision.down == ("a", "b")
    assert [each.id for each in plan.decisions] == ["migration/0003/merge"]
    merged = (*chain, revision(3, plan.revision.id, '("a", "b")'))
    assert planned(schema(TRIPS), schema(TRIPS), *merged).revision is None


def test_a_revision_that_only_merges_says_nothing_else() -> None:
    text = text_of(schema(TRIPS), ())
    upgrade = next(each for each in ast.parse(text).body if isinstance(each, ast.FunctionDef))
    assert upgrade.name == "upgrade"
    assert [type(each) for each in upgrade.body] == [ast.Expr]


def test_two_branches_that_make_the_same_change_make_the_same_file() -> None:
    chain = (revision(1, "0001", "None"),)
    ours, theirs = (planned(schema(TRIPS), schema(TRIPS, BOATS), *chain) for _ in range(2))
    assert ours == theirs
    other = planned(schema(BOATS), schema(TRIPS, BOATS), *chain)
    assert ours.revision is not None
    assert other.revision is not None
    assert ours.revision.id != other.revision.id


def test_what_is_not_allowed_is_told() -> None:
    chain = (revision(1, "0001", "None"),)
    assert [loss.name for loss in planned(schema(TRIPS), schema(), *chain).losses] == ["trips"]


def test_text_of_the_contract_is_only_text() -> None:
    hostile = table(
        "trips", column("id", "uuid", nullable=False), column('x"); import os #', "json")
    )
    text = text_of(schema(TRIPS), difference(schema(TRIPS), schema(hostile)))
    assert 'import os #"' not in text.replace('\\"', "")
    assert "\nimport os" not in text


def test_a_rule_that_rows_may_break_loses_nothing_and_is_told() -> None:
    plan = planned(schema(NAMED), schema(unique(NAMED, "name")), revision(1, "0001", "None"))
    assert plan.losses == ()
    assert plan.revision is not None
    (decision,) = plan.decisions
    assert (decision.id, decision.uncertainty) == ("migration/0002/refuse/trips.name", "MEDIUM")
    assert "stop the revision before it changes anything" in decision.choice
