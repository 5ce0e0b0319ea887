"""A revision that rows would break asks first, by the names that it finds, and changes nothing."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from alembic.util import CommandError

from pactgen.ir.schema import Schema
from pactgen.migrations.changes import ChangeType, FillUuid
from pactgen.migrations.difference import difference
from pactgen.migrations.losses import losses
from pactgen.migrations.renames import Renames, Stated, find_renames
from pactgen.values import replace
from tests.migrations.databases import Database, module_of, sqlite, text_of
from tests.migrations.schemas import checked, column, referring, schema, table, unique

ID = column("id", "integer", nullable=False)
EMPTY = Schema(dialect=None, tables=())
BOATS = table("boats", ID)
TRIPS = table("trips", ID, column("note", "varchar"), column("boat_id", "integer"))
ROWS = ({"id": 1, "note": "7", "boat_id": 9}, {"id": 2, "note": "7", "boat_id": None})
NOTES = replace(TRIPS, columns=(ID, column("notes", "varchar"), column("boat_id", "integer")))


def refusal(old: Schema, new: Schema) -> str | None:
    """Return why the rows stop the revision, None when they do not."""
    _, found = find_renames(old, new, Stated(tables={}, columns={}))
    module = module_of(old, difference(old, new, renames=found))
    with sqlite() as connection:
        database = Database(connection)
        database.run(module_of(EMPTY, difference(EMPTY, old)), "upgrade")
        connection.execute(
            sa.table("trips", *(sa.column(name) for name in ROWS[0])).insert(), list(ROWS)
        )
        before = database.rows(old)
        try:
            database.run(module, "upgrade")
        except CommandError as error:
            assert database.differs_from(old) == []
            assert database.rows(old) == before
            return str(error)
        assert database.differs_from(new) == []
        return None


@pytest.mark.parametrize(
    ("after", "why"),
    [
        (unique(TRIPS, "note"), "no two rows of trips may share note; violations: 1"),
        (unique(TRIPS, "note", "boat_id"), None),
        (unique(NOTES, "notes"), "no two rows of trips may share notes; violations: 1"),
        (checked(TRIPS, "note", "note <> '7'"), "must obey note <> '7'; violations: 2"),
        (checked(TRIPS, "note", "note = '7'"), None),
        (
            referring(TRIPS, "boat_id", BOATS),
            "every trips.boat_id must name a row of boats; violations: 1",
        ),
    ],
)
def test_rows_that_break_a_new_rule_are_counted(after: object, why: str | None) -> None:
    assert hasattr(after, "name")
    told = refusal(schema(TRIPS, BOATS), schema(after, BOATS))  # type: ignore[arg-type]
    assert (told is None) is (why is None)
    assert why is None or why in (told or "")


def test_values_that_become_alike_by_a_new_type_are_counted() -> None:
    """One revision brings a column to a narrower type and makes it unique."""
    before = table("trips", ID, column("note", "varchar"), column("boat_id", "double"))
    after = unique(
        replace(before, columns=(ID, before.columns[1], column("boat_id", "integer"))), "boat_id"
    )
    module = module_of(schema(before), difference(schema(before), schema(after)))
    with sqlite() as connection:
        database = Database(connection)
        database.run(module_of(EMPTY, difference(EMPTY, schema(before))), "upgrade")
        trips = sa.table("trips", sa.column("id"), sa.column("boat_id"))
        connection.execute(trips.insert(), [{"id": 1, "boat_id": 1.1}, {"id": 2, "boat_id": 0.9}])
        with pytest.raises(
            CommandError, match="no two rows of trips may share boat_id; violations: 1"
        ):
            database.run(module, "upgrade")
        assert database.differs_from(schema(before)) == []


def test_a_wider_type_does_not_come_back_over_later_values() -> None:
    narrow = schema(replace(TRIPS, columns=(ID, column("seats", "integer"))))
    wide = schema(replace(TRIPS, columns=(ID, column("seats", "bigint"))))
    module = module_of(narrow, difference(narrow, wide))
    with sqlite() as connection:
        database = Database(connection)
        database.run(module_of(EMPTY, difference(EMPTY, narrow)), "upgrade")
        database.run(module, "upgrade")
        connection.exec_driver_sql("INSERT INTO trips VALUES (1, 5), (2, 3000000000)")
        with pytest.raises(CommandError, match=r"trips\.seats must fit integer; violations: 1"):
            database.run(module, "downgrade")
        connection.exec_driver_sql("DELETE FROM trips WHERE id = 2")
        database.run(module, "downgrade")
        assert database.differs_from(narrow) == []


def test_an_integer_becomes_a_number_unless_one_is_too_large_to_be_exact() -> None:
    """Every client reads it still, so nobody is asked; two columns print two blocks."""
    exact = schema(replace(TRIPS, columns=(ID, column("a", "bigint"), column("b", "bigint"))))
    wide = schema(replace(TRIPS, columns=(ID, column("a", "double"), column("b", "double"))))
    changes = difference(exact, wide)
    assert [loss.name for loss in losses(changes) if loss.destroys] == []
    module = module_of(exact, changes)
    with sqlite() as connection:
        database = Database(connection)
        database.run(module_of(EMPTY, difference(EMPTY, exact)), "upgrade")
        rows = [{"id": 1, "a": 2**53}, {"id": 2, "a": 2**53 + 1}]
        connection.execute(sa.table("trips", sa.column("id"), sa.column("a")).insert(), rows)
        with pytest.raises(CommandError, match=r"trips\.a must fit double; violations: 1"):
            database.run(module, "upgrade")
        connection.exec_driver_sql("DELETE FROM trips WHERE id = 2")
        database.run(module, "upgrade")
        assert database.differs_from(wide) == []
        connection.exec_driver_sql("UPDATE trips SET a = 1e300")
        with pytest.raises(CommandError, match=r"trips\.a must fit bigint; violations: 1"):
            database.run(module, "downgrade")


def states(*values: str, name: str = "note") -> Schema:
    text = column(name, "varchar")
    return schema(
        replace(TRIPS, columns=(ID, replace(text, type=replace(text.type, values=values))))
    )


def test_a_text_that_the_contract_forbids_stops_the_revision() -> None:
    changes = difference(states("7", "8"), states("8", name="notes"), renames=renaming())
    assert [loss.name for loss in losses(changes)] == ["trips.notes"]
    module = module_of(states("7", "8"), changes)
    with sqlite() as connection:
        database = Database(connection)
        database.run(module_of(EMPTY, difference(EMPTY, states("7", "8"))), "upgrade")
        connection.exec_driver_sql("INSERT INTO trips VALUES (1, '7'), (2, '8')")
        with pytest.raises(CommandError, match=r"no trips\.notes may be 7 any more; violations: 1"):
            database.run(module, "upgrade")
        connection.exec_driver_sql("DELETE FROM trips WHERE id = 1")
        database.run(module, "upgrade")
        database.run(module, "downgrade")


def test_a_revision_that_only_asks_imports_what_asks() -> None:
    module = module_of(states("7", "8"), difference(states("7", "8"), states("8")))
    with sqlite() as connection:
        database = Database(connection)
        database.run(module_of(EMPTY, difference(EMPTY, states("7", "8"))), "upgrade")
        database.run(module, "upgrade")
        connection.exec_driver_sql("INSERT INTO trips VALUES (1, '7')")
        with pytest.raises(CommandError, match=r"no trips\.note may be 7 any more; violations: 1"):
            database.run(module, "upgrade")


def renaming() -> Renames:
    return Renames(columns=((TRIPS.name, "note", "notes"),))


def test_more_texts_change_nothing_in_the_database() -> None:
    assert difference(states("7"), states("7", "8")) == ()
    assert difference(states(), states("7", "8")) == ()


def test_what_the_revision_fills_is_not_asked_before() -> None:
    wider = replace(TRIPS, columns=(*TRIPS.columns, column("code", "uuid", nullable=False)))
    assert "demand(" not in text_of(
        schema(TRIPS), difference(schema(TRIPS), schema(unique(wider, "code")))
    )


def test_what_sql_says_in_a_string_needs_no_import() -> None:
    numbers = schema(table("trips", column("id", "bigint", nullable=False)))
    words = schema(table("trips", column("id", "varchar", nullable=False)))
    (change,) = difference(numbers, words)
    assert isinstance(change, ChangeType)
    text = text_of(numbers, (replace(change, fill_back=FillUuid()),))
    assert "gen_random_uuid()" in text
    assert "import Any" not in text
