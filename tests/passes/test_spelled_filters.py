"""Filters whose value is spelled otherwise than the column keeps it, or names several of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.inputs import FilterRole, UnusedRole
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, endpoint, query, ref, written

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.inputs import Role

TEXT = {"type": "string"}
TIME = {**TEXT, "format": "date-time"}
ISSUE: dict[str, Any] = {
    "type": "object",
    "required": ["title", "created_at", "updated_at"],
    "properties": {
        "id": {"type": "integer", "readOnly": True},
        "title": TEXT,
        "phase": TEXT,
        "number": {"type": "integer"},
        "owner_id": {**TEXT, "format": "uuid"},
        "locked": {"type": "boolean"},
        "labels": {"type": "array", "items": TEXT},
        "country_code": TEXT,
        "color_type": TEXT,
        "view_count": TEXT,
        "created_at": {**TIME, "readOnly": True},
        "updated_at": {**TIME, "readOnly": True},
        "started_at": TIME,
    },
}
LISTED = answer({"type": "array", "items": ref("Issue")})


def told(name: str, description: str = "", **schema: Any) -> dict[str, Any]:
    return {**query(name, **(schema or TEXT)), "description": description}


def paths(*parameters: dict[str, Any]) -> dict[str, Any]:
    made = {**body(ref("Issue")), **answer(ref("Issue"), "201")}
    return {"/issues": {"get": {"parameters": list(parameters), **LISTED}, "post": made}}


def role_of(folder: Path, parameter: dict[str, Any]) -> Role:
    design = design_of(folder, paths(parameter), {"Issue": ISSUE})
    return endpoint(design, "GET /issues").inputs[0].role


@pytest.mark.parametrize(
    ("parameter", "column", "op"),
    [
        (told("since", "Only show items updated after the given time", **TIME), "updated_at", "gt"),
        (told("since", "Created at or after this time", **TIME), "created_at", "ge"),
        (told("before", "Started before this time", **TIME), "started_at", "lt"),
        (told("startedAfter", "", **TIME), "started_at", "ge"),
        (told("phase", "A comma-separated list of phases"), "phase", "among"),
        (told("labels", "Comma separated list of labels"), "labels", "has_any"),
        (told("labels"), "labels", "has"),
        (told("country", "The country"), "country_code", "eq"),
        (told("number"), "number", "eq"),
        (told("owner_id"), "owner_id", "eq"),
        (told("locked", "", **TEXT, enum=["true", "false"]), "locked", "eq"),
        (told("filter[phase]"), "phase", "eq"),
        (told("filter[phase]", "A comma-separated list"), "phase", "among"),
        (told("filter[title][contains]"), "title", "contains"),
        (told("title", "Titles that begin with this"), "title", "begins"),
        (told("title", "Prefix of the title"), "title", "begins"),
        (told("titleStartsWith"), "title", "begins"),
        (told("wordPrefix", "Beginning of the title"), "title", "begins"),
        (told("title_contains"), "title", "contains"),
        (told("filter[created_at][gte]", "Created after this time", **TIME), "created_at", "ge"),
        (told("filter[created_at][lt]", "", **TIME), "created_at", "lt"),
        (told("created_at.on_or_before", "", **TIME), "created_at", "le"),
    ],
)
def test_a_filter_means_this_column(
    tmp_path: Path, parameter: dict[str, Any], column: str, op: str
) -> None:
    assert role_of(tmp_path, parameter) == FilterRole(column=column, op=op)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "parameter",
    [
        told("color", "A colour, such as #002244"),
        told("view", "What is shown", **TEXT, enum=["BASIC", "FULL"]),
        told("country", "The name of the country"),
        told("locked", "Whether it is locked"),
        told("filter[title][neq]"),
        told("filter[title][starts_with]"),
    ],
)
def test_a_name_alone_does_not_make_it_one(tmp_path: Path, parameter: dict[str, Any]) -> None:
    assert isinstance(role_of(tmp_path, parameter), UnusedRole)


async def test_they_keep_what_they_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = (
        told("number"),
        told("owner_id"),
        told("locked", "", **TEXT, enum=["true", "false"]),
        told("labels", "Comma separated list of labels"),
    )
    backend = Backend(
        written(tmp_path, paths(*asked), {"Issue": ISSUE}), tmp_path / "out", "spelled_filters"
    )
    owner = "5f0c1d1e-8f0e-4b43-9a54-0a8d3a2f7f11"
    rows = (
        {"title": "a", "number": 1, "owner_id": owner, "locked": True, "labels": ["x", "y"]},
        {"title": "b", "number": 12, "locked": False, "labels": ["z"]},
        {"title": "c", "labels": []},
    )
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        for row in rows:
            assert (await client.post("/issues", json=row)).status_code == 201
        for asked_for, found in (
            ({"number": "1"}, ["a"]),
            ({"number": "one"}, []),
            ({"owner_id": owner.upper()}, ["a"]),
            ({"owner_id": "nobody"}, []),
            ({"locked": "true"}, ["a"]),
            ({"locked": "false"}, ["b"]),
            ({"labels": "x, z"}, ["a", "b"]),
            ({"labels": "x,q"}, ["a"]),
        ):
            listed = (await client.get("/issues", params=asked_for)).json()
            assert [each["title"] for each in listed] == found, asked_for
