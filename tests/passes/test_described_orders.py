"""Lists whose order the contract's sentences tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import ListRows
from pactgen.ir.inputs import SortRole, UnusedRole
from tests.passes.contracts import answer, design_of, endpoint, query, ref

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "string"}
DAY = {"type": "string", "format": "date"}
TIME = {"type": "string", "format": "date-time"}
ENTRY: dict[str, Any] = {
    "type": "object",
    "required": ["id", "name", "dueDate", "createdAt"],
    "properties": {
        "id": {"type": "integer"},
        "name": TEXT,
        "lastName": TEXT,
        "dailyRate": {"type": "number"},
        "weight": {"type": "number"},
        "dueDate": DAY,
        "position": {"type": "integer"},
        "createdAt": TIME,
        "updatedAt": TIME,
    },
}
MADE = (("created_at", False), ("id", False))


def lists(folder: Path, said: dict[str, str], *parameters: dict[str, Any]) -> Any:
    shown = answer({"type": "array", "items": ref("Entry")})
    paths = {"/entries": {"get": {**said, **shown, "parameters": list(parameters)}}}
    return endpoint(design_of(folder, paths, {"Entry": ENTRY}), "GET /entries")


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ("All entries, by name", (("name", False), ("id", False))),
        ("List entries by position", (("position", False), ("id", False))),
        ("List entries by last name", (("last_name", False), ("id", False))),
        ("Entries by last name", (("last_name", False), ("id", False))),
        (
            "All entries by due date and name.",
            (("due_date", False), ("name", False), ("id", False)),
        ),
        ("Bookings by name", MADE),
        ("Entries by somebody", MADE),
        ("Entries by weight, highest first", (("weight", True), ("id", False))),
        (
            "Entries sorted by due date, then name.",
            (("due_date", False), ("name", False), ("id", False)),
        ),
        ("Ordered by `lastName` descending", (("last_name", True), ("id", False))),
        ("Entries, newest first", (("created_at", True), ("id", True))),
        ("The most recent entries first", (("created_at", True), ("id", True))),
        ("The latest due date first", (("due_date", True), ("id", False))),
        ("Oldest entry first", MADE),
        ("Latest creation? No: latest due date first", (("due_date", True), ("id", False))),
        ("Entries, cheapest first", (("daily_rate", False), ("id", False))),
        ("Heaviest? No: lowest weight first", (("weight", False), ("id", False))),
        ("Entries in position order", (("position", False), ("id", False))),
        ("Entries in alphabetical order", (("name", False), ("id", False))),
        ("Find entries by name", MADE),
        ("Ordered by relevance", MADE),
        ("The newest comment first", MADE),
        ("The first entry", MADE),
        ("Get recent entries from all over", (("created_at", True), ("id", True))),
        ("The latest comments", MADE),
    ],
)
def test_order(tmp_path: Path, said: str, order: object) -> None:
    behaviour = lists(tmp_path, {"summary": said}).behaviour
    assert isinstance(behaviour, ListRows)
    assert behaviour.order == order


@pytest.mark.parametrize(
    ("words", "description", "fields"),
    [
        (
            ["newest", "oldest"],
            None,
            (("newest", "created_at", True), ("oldest", "created_at", False)),
        ),
        (
            ["soon", "dear"],
            "soon = earliest due date first, dear = most expensive first",
            (("soon", "due_date", False), ("dear", "daily_rate", True)),
        ),
        (["newest", "popular"], "`popular`: most likes first", (("newest", "created_at", True),)),
        (["hot", "best"], "hot or best", None),
        (
            ["dailyRateAsc", "dailyRateDesc"],
            None,
            (("dailyRateAsc", "daily_rate", False), ("dailyRateDesc", "daily_rate", True)),
        ),
        (
            ["created", "updated_desc", "popular"],
            None,
            (("created", "created_at", False), ("updated_desc", "updated_at", True)),
        ),
        (["weightDate", "best"], None, None),
    ],
)
def test_words_of_a_sort_parameter(
    tmp_path: Path, words: list[str], description: str | None, fields: object
) -> None:
    sort = query("sort", type="string", enum=words)
    sort |= {} if description is None else {"description": description}
    role = lists(tmp_path, {}, sort).inputs[0].role
    if fields is None:
        assert isinstance(role, UnusedRole)
    else:
        assert role == SortRole(part="field", fields=fields)


def test_what_picks_rows_is_no_order(tmp_path: Path) -> None:
    found = lists(tmp_path, {"summary": "Entries by name"}, query("name")).behaviour
    assert isinstance(found, ListRows)
    assert found.order == MADE


@pytest.mark.parametrize(
    ("schema", "said", "word"),
    [
        ({"type": "string", "example": "name,desc"}, "Order", "name,desc"),
        ({"type": "string", "pattern": "^(name|id) (asc|desc)$"}, "Order", "name desc"),
        ({"type": "string"}, "Order as `property:ASC` or `property:DESC`", "name:DESC"),
        (
            {"type": "array", "items": {"type": "string"}},
            "Criteria in the format property,(asc|desc)",
            "name,desc",
        ),
    ],
)
def test_a_direction_behind_a_property_is_read_as_the_contract_writes_it(
    tmp_path: Path, schema: dict[str, Any], said: str, word: str
) -> None:
    asked = {"name": "sort", "in": "query", "schema": schema, "description": said}
    (found,) = [each for each in lists(tmp_path, {}, asked).inputs if each.name == "sort"]
    assert isinstance(found.role, SortRole)
    assert (word, "name", True) in found.role.fields


def test_a_list_of_orders_without_a_way_to_write_them_is_left(tmp_path: Path) -> None:
    texts = {"type": "array", "items": {"type": "string"}}
    (found,) = lists(tmp_path, {}, {"name": "sort", "in": "query", "schema": texts}).inputs
    assert isinstance(found.role, UnusedRole)
