"""What searches look through, and filters that only ever narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.inputs import FilterRole, SearchRole, UnusedRole
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, endpoint, query, ref, written

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.design import Design

DAY = {"type": "string", "format": "date"}
MOMENT = {"type": "string", "format": "date-time"}
STATION = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "name": {"type": "string"},
        "address": {"type": "string"},
        "country_code": {"type": "string"},
        "timezone": {"type": "string"},
        "dogs_allowed": {"type": "boolean"},
    },
}


def listed(folder: Path, **parameter: Any) -> Design:
    paths = {
        "/stations": {
            "get": {
                **answer({"type": "array", "items": ref("Station")}),
                "parameters": [parameter],
            },
            "post": {**body(ref("Station")), **answer(ref("Station"), "201")},
        }
    }
    return design_of(folder, paths, {"Station": STATION})


@pytest.mark.parametrize(
    ("description", "columns"),
    [
        ("Filter the stations by name or address.", ("name", "address")),
        ("By country code.", ("country_code",)),
        ("Part of the country or station code", ("country_code",)),
        ("The term.", ("name", "address")),
        (None, ("name", "address")),
    ],
)
def test_a_search_looks_where_its_description_says_or_where_people_write(
    tmp_path: Path, description: str | None, columns: tuple[str, ...]
) -> None:
    said = {} if description is None else {"description": description}
    design = listed(tmp_path, **query("search"), **said)
    (found,) = endpoint(design, "GET /stations").inputs
    assert found.role == SearchRole(columns=columns)


@pytest.mark.parametrize(
    ("description", "op"),
    [("Only return stations that allow dogs", "only"), ("Whether dogs are allowed", "eq")],
)
def test_a_flag_that_only_narrows_leaves_out_nothing_when_it_is_false(
    tmp_path: Path, description: str, op: str
) -> None:
    design = listed(tmp_path, **query("dogs", type="boolean"), description=description)
    (found,) = endpoint(design, "GET /stations").inputs
    assert found.role == FilterRole(column="dogs_allowed", op=op)


TRIP = {
    "type": "object",
    "properties": {
        "id": {"type": "integer"},
        "departure_time": MOMENT,
        "arrival_time": MOMENT,
        "created_at": MOMENT,
    },
}


def trips(trip: dict[str, Any], *parameters: dict[str, Any]) -> dict[str, Any]:
    listing = answer({"type": "array", "items": trip})
    return {
        "/trips": {
            "get": {**listing, "parameters": list(parameters)},
            "post": {**body(trip), **answer(trip, "201")},
        }
    }


@pytest.mark.parametrize(
    ("parameter", "role"),
    [
        (query("date", **DAY), FilterRole(column="departure_time", op="day")),
        (query("date", **MOMENT), FilterRole(column="departure_time", op="day")),
        (query("date", type="string", pattern=r"^\d{4}-\d{2}-\d{2}$"), "departure_time"),
        (query("arrival_date", **DAY), FilterRole(column="arrival_time", op="day")),
        (query("created_at", **DAY), FilterRole(column="created_at", op="day")),
        (query("created_after", **DAY), FilterRole(column="created_at", op="ge")),
        (query("created_before", **MOMENT), FilterRole(column="created_at", op="le")),
    ],
)
def test_a_day_finds_the_moment_that_it_is_about(
    tmp_path: Path, parameter: dict[str, Any], role: FilterRole | str
) -> None:
    found = endpoint(design_of(tmp_path, trips(TRIP, parameter)), "GET /trips").inputs[0].role
    assert found == (FilterRole(column=role, op="day") if isinstance(role, str) else role)


@pytest.mark.parametrize(
    ("times", "column"),
    [
        (("orderDate",), "order_date"),
        (("orderDate", "createdAt"), "created_at"),
        (("orderDate", "shippedAt"), None),
        (("updatedAt",), None),
    ],
)
def test_a_range_without_a_name_means_the_only_moment_of_the_thing(
    tmp_path: Path, times: tuple[str, ...], column: str | None
) -> None:
    shown = {"type": "object", "properties": {"name": {"type": "string"}}}
    shown["properties"] |= dict.fromkeys(times, MOMENT)
    design = design_of(tmp_path, trips(shown, query("from", **MOMENT)))
    role = endpoint(design, "GET /trips").inputs[0].role
    assert role == FilterRole(column=column, op="ge") if column else isinstance(role, UnusedRole)


@pytest.mark.parametrize(("name", "level"), [("units", "HIGH"), ("mood", "MEDIUM")])
def test_what_has_no_effect_is_told(tmp_path: Path, name: str, level: str) -> None:
    design = design_of(tmp_path, trips(TRIP, {**query(name), "required": level == "HIGH"}))
    told = {one.id.partition(".")[2]: one.uncertainty for one in design.decisions}
    assert told[name] == level


async def test_a_day_keeps_what_happens_from_its_beginning_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parameters = [query("date", type="string", pattern=r"^\d{4}-\d{2}-\d{2}$")]
    parameters += [query("departure_date", **DAY), query("arrival_date", **MOMENT)]
    parameters += [query(f"departure_{word}", **DAY) for word in ("from", "to", "gt", "lt")]
    backend = Backend(written(tmp_path, trips(TRIP, *parameters)), tmp_path / "out", "days")
    moments = ("2024-01-31T23:59:59Z", "2024-02-01T00:00:00Z", "2024-02-01T23:59:59.5Z")
    moments += ("2024-02-02T00:00:00Z",)
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        for moment in moments:
            made = await client.post("/trips", json={"departure_time": moment})
            assert made.status_code == 201, made.text
        for asked, kept in (
            ({"date": "2024-02-01"}, [1, 2]),
            ({"date": "2024-13-01"}, []),
            ({"departure_date": "2024-02-01"}, [1, 2]),
            ({"departure_from": "2024-02-01"}, [1, 2, 3]),
            ({"departure_to": "2024-02-01"}, [0, 1, 2]),
            ({"departure_gt": "2024-02-01"}, [3]),
            ({"departure_lt": "2024-02-01"}, [0]),
            ({"departure_date": "9999-12-31"}, []),
        ):
            listed = await client.get("/trips", params=asked)
            times = sorted(one["departure_time"] for one in listed.json())
            assert len(times) == len(kept), (asked, times)
            for time, index in zip(times, kept, strict=True):
                assert time[:19] == moments[index][:19], asked
