"""What the difference of two schemas consists of, and what it may cost."""

from __future__ import annotations

import pytest

from pactgen.ir.schema import IndexPart, Name, Schema, Table
from pactgen.migrations import changes as c
from pactgen.migrations.apply import applied
from pactgen.migrations.difference import difference
from pactgen.migrations.losses import losses
from pactgen.migrations.renames import Renames, Stated, are_similar, find_renames
from pactgen.values import replace
from tests.migrations.schemas import (
    checked,
    column,
    indexed,
    referring,
    renamed_table,
    schema,
    table,
    unique,
    without,
)

ID = column("id", "uuid", nullable=False)
TITLE = column("title", "varchar", 80, nullable=False)
TRIPS = table("trips", ID, TITLE, column("note", "varchar"))
NOTHING = Stated(tables={}, columns={})


def kinds(old: Schema, new: Schema, renames: Renames | None = None) -> list[str]:
    changes = difference(old, new, renames=renames or Renames())
    return [type(change).__name__ for change in changes]


def with_column(kind: str, *arguments: int, nullable: bool = True) -> Schema:
    one = column("x", kind, *arguments, nullable=nullable)  # type: ignore[arg-type]
    return schema(replace(TRIPS, columns=(ID, TITLE, one)))


def named_losses(old: Schema, new: Schema) -> list[str]:
    _, found = find_renames(old, new, NOTHING)
    return [loss.name for loss in losses(difference(old, new, renames=found))]


def test_nothing_changes() -> None:
    assert difference(schema(TRIPS), schema(TRIPS)) == ()


@pytest.mark.parametrize(
    ("one", "other", "forth", "back"),
    [
        (schema(), schema(TRIPS), ["AddTable"], ["DropTable"]),
        (schema(TRIPS), schema(without(TRIPS, "note")), ["DropColumn"], ["AddColumn"]),
        (schema(TRIPS), schema(unique(TRIPS, "title")), ["AddUnique"], ["DropUnique"]),
        (schema(TRIPS), schema(indexed(TRIPS, "title")), ["AddIndex"], ["DropIndex"]),
        (with_column("integer"), with_column("bigint"), ["ChangeType"], ["ChangeType"]),
        (
            with_column("integer"),
            with_column("integer", nullable=False),
            ["ChangeNullability"],
            ["ChangeNullability"],
        ),
    ],
)
def test_each_change_and_its_inverse(
    one: Schema, other: Schema, forth: list[str], back: list[str]
) -> None:
    assert kinds(one, other) == forth
    assert kinds(other, one) == back
    inverses = [type(each).__name__ for each in c.reverse(difference(one, other))]
    assert inverses == back


def test_changes_one_after_the_other_lead_to_the_new_schema() -> None:
    boats = referring(table("boats", ID, column("trip_id", "uuid")), "trip_id", TRIPS)
    old, new = schema(TRIPS), schema(unique(without(TRIPS, "note"), "title"), boats)
    now = old
    for change in difference(old, new):
        now = applied(now, change)
    assert now == new


def test_a_circle_is_closed_once_both_tables_are_there() -> None:
    trips = replace(TRIPS, columns=(ID, column("boat_id", "uuid")))
    boats = table("boats", ID, column("trip_id", "uuid"))
    both = schema(referring(trips, "boat_id", boats), referring(boats, "trip_id", trips))
    assert kinds(schema(), both) == ["AddTable", "AddTable", "AddForeignKey"]
    assert kinds(both, schema()) == ["DropForeignKey", "DropTable", "DropTable"]


def test_references_let_go_of_a_key_that_gets_another_type() -> None:
    boats = referring(table("boats", ID, column("trip_id", "uuid")), "trip_id", TRIPS)
    text = column("id", "varchar", 36, nullable=False)
    trips = replace(TRIPS, columns=(text, *TRIPS.columns[1:]))
    later = replace(boats, columns=(ID, column("trip_id", "varchar", 36)))
    changes = kinds(schema(TRIPS, boats), schema(trips, later))
    assert changes == ["DropForeignKey", "ChangeType", "ChangeType", "AddForeignKey"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("colour", "color", True),
        ("note", "notes", True),
        ("name", "full_name", True),
        ("dueDate", "due_date", True),
        ("first_name", "last_name", False),
        ("created_at", "updated_at", False),
        ("min_price", "max_price", False),
        ("address1", "address2", False),
        ("note", "password", False),
    ],
)
def test_similar_names(one: str, other: str, *, same: bool) -> None:
    assert are_similar(one, other) is same


def test_a_column_with_a_similar_name_is_renamed() -> None:
    new = schema(replace(TRIPS, columns=(ID, TITLE, column("notes", "varchar"))))
    said, found = find_renames(schema(TRIPS), new, NOTHING)
    assert said == Renames()
    assert found.columns == ((Name(name="trips"), "note", "notes"),)
    assert kinds(schema(TRIPS), new, found) == ["RenameColumn"]
    assert named_losses(schema(TRIPS), new) == []


def test_a_key_with_a_similar_name_is_renamed_whatever_its_length() -> None:
    note = column("note", "varchar")
    old = table("trips", column("trip_id", "varchar", nullable=False), note, key="trip_id")
    sid = column("trip_sid", "varchar", 34, nullable=False)
    new = table("trips", sid, note, key="trip_sid")
    _, found = find_renames(schema(old), schema(new), NOTHING)
    assert found.columns == ((Name(name="trips"), "trip_id", "trip_sid"),)
    assert kinds(schema(old), schema(new), found) == ["RenameColumn", "ChangeType"]


def test_nothing_is_renamed_in_a_table_that_is_made_anew() -> None:
    code, day = (column(name, "varchar", nullable=False) for name in ("code", "day"))
    old = table("trips", code, column("note", "varchar"), key="code")
    new = table("trips", day, ID, column("notes", "varchar"), key="id")
    _, found = find_renames(schema(old), schema(new), NOTHING)
    assert found == Renames()
    assert kinds(schema(old), schema(new), found) == ["DropTable", "AddTable"]


def test_two_candidates_are_nobodys_rename() -> None:
    both = (column("notes", "varchar"), column("note_text", "varchar"))
    new = schema(replace(TRIPS, columns=(ID, TITLE, *both)))
    assert find_renames(schema(TRIPS), new, NOTHING)[1] == Renames()
    loss = losses(difference(schema(TRIPS), new))[0]
    assert loss.name == "trips.note"
    assert "notes or note_text" in loss.what
    assert "x-pactgen-renamed-from: note" in loss.renamed


def read_by_others(name: str) -> Table:
    """Return a table whose check, index and generated column read a column of this name."""
    twice = replace(column("twice", "integer"), generated=f"{name} * 2")
    one = table("lines", ID, column(name, "integer"), column("most", "integer"), twice)
    one = checked(one, "most", f"most > \"{name}\" OR {name} < qty(7) OR 'qty' = ''")
    index = indexed(one, "most").indexes[0]
    part = IndexPart(column=None, expression=f"({name} + 1)")
    index = replace(index, where=f"{name} > 5", parts=(*index.parts, part))
    return replace(one, indexes=(index,))


def test_what_reads_a_renamed_column_follows_it() -> None:
    """A database renames inside of expressions, too, and neither texts nor functions."""
    old, new = schema(read_by_others("qty")), schema(read_by_others("quantity"))
    stated = Stated(tables={}, columns={("lines", "quantity"): "qty"})
    said, _ = find_renames(old, new, stated)
    assert kinds(old, new, said) == ["RenameColumn"]


def test_a_stated_rename_needs_no_similar_name() -> None:
    new = schema(replace(TRIPS, columns=(ID, TITLE, column("remark", "varchar"))))
    stated = Stated(tables={}, columns={("trips", "remark"): "note"})
    assert find_renames(schema(TRIPS), new, NOTHING)[1] == Renames()
    assert find_renames(schema(TRIPS), new, stated)[0].columns == (
        (Name(name="trips"), "note", "remark"),
    )


def test_a_table_of_the_same_shape_is_renamed_with_what_hangs_on_it() -> None:
    trips = unique(replace(TRIPS, columns=(*TRIPS.columns, column("day", "date"))), "title")
    old = schema(trips)
    new = renamed_table(old, Name(name="trips"), Name(name="journeys"))
    found = find_renames(old, new, NOTHING)[1]
    assert kinds(old, new, found) == ["RenameTable", "DropUnique", "AddUnique"]
    assert named_losses(old, new) == []


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        (("integer",), ("bigint",), False),
        (("bigint",), ("integer",), True),
        (("varchar", 20), ("varchar", 40), False),
        (("varchar", 40), ("varchar", 20), True),
        (("varchar", 40), ("varchar",), False),
        (("integer",), ("varchar",), False),
        (("varchar",), ("integer",), True),
        (("date",), ("timestamptz",), False),
        (("timestamptz",), ("date",), True),
        (("integer",), ("double",), False),
        (("bigint",), ("double",), True),
        (("uuid",), ("varchar", 36), False),
        (("uuid",), ("varchar", 20), True),
        (("boolean",), ("uuid",), True),
        (("varchar",), ("json",), False),
    ],
)
def test_types_that_keep_every_value_and_types_that_do_not(
    before: tuple[str, int], after: tuple[str, int], *, lost: bool
) -> None:
    changes = difference(with_column(*before), with_column(*after))
    assert bool(losses(changes)) is lost


def test_what_can_lose_data_is_named() -> None:
    assert named_losses(schema(TRIPS), schema()) == ["trips"]
    assert named_losses(schema(TRIPS), schema(without(TRIPS, "note"))) == ["trips.note"]
    assert named_losses(schema(TRIPS), schema(unique(TRIPS, "title"))) == ["trips.title"]


def test_a_column_in_which_every_row_says_the_same_is_no_loss() -> None:
    kind = column("kind", "varchar", nullable=False)
    for values, names in ((("trips",), []), (("trips", "tours"), ["trips.kind"])):
        one = replace(kind, type=replace(kind.type, values=values))
        old = schema(replace(TRIPS, columns=(*TRIPS.columns, one)))
        assert named_losses(old, schema(TRIPS)) == names


def test_a_required_reference_without_a_value_empties_the_table() -> None:
    boats = table("boats", ID)
    linked = referring(
        replace(TRIPS, columns=(*TRIPS.columns, column("boat_id", "uuid", nullable=False))),
        "boat_id",
        boats,
    )
    assert named_losses(schema(TRIPS, boats), schema(linked, boats)) == ["trips.boat_id"]


def test_a_new_required_column_is_filled() -> None:
    new = schema(
        replace(TRIPS, columns=(*TRIPS.columns, column("seats", "integer", nullable=False)))
    )
    fills = {("trips", "seats"): c.FillValue(value=4)}
    (told,) = difference(schema(TRIPS), new, fills=fills)
    (ruled,) = difference(schema(TRIPS), new)
    assert isinstance(told, c.AddColumn)
    assert isinstance(ruled, c.AddColumn)
    assert (told.fill, ruled.fill) == (c.FillValue(value=4), c.FillValue(value=0))
    assert named_losses(schema(TRIPS), new) == []
