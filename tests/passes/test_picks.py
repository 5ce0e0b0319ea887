"""Lists of some rows of a collection, told by one more word in the path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactgen.ir.behaviours import Custom, ListRows, ReadSingleton
from tests.passes.backends import Backend
from tests.passes.contracts import (
    answer,
    body,
    design_of,
    endpoint,
    path_parameter,
    query,
    ref,
    written,
)

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from pactgen.ir.behaviours import Behaviour

TEXT = {"type": "string"}
ORDER = {
    "type": "object",
    "properties": {
        "id": {"type": "integer"},
        "title": {"type": "string"},
        "status": {"type": "string", "enum": ["pending", "paid", "cancelled"]},
        "urgent": {"type": "boolean"},
        "created_at": {"type": "string", "format": "date-time"},
    },
}
LIST = answer({"type": "array", "items": ref("Order")})


def paths(*words: str) -> dict[str, Any]:
    return {
        "/orders": {
            "get": LIST,
            "post": {**body(ref("Order")), **answer(ref("Order"), "201")},
        },
        **{f"/orders/{word}": {"get": LIST} for word in words},
    }


def behaviour(tmp_path: Path, word: str) -> Behaviour:
    design = design_of(tmp_path, paths(word), {"Order": ORDER})
    return endpoint(design, f"GET /orders/{word}").behaviour


def test_a_word_names_the_rows_in_the_state_that_is_called_so(tmp_path: Path) -> None:
    found = behaviour(tmp_path, "pending")
    assert isinstance(found, ListRows)
    assert found.where == (("status", "pending"),)


def test_a_word_names_the_rows_whose_boolean_is_called_so(tmp_path: Path) -> None:
    found = behaviour(tmp_path, "urgent")
    assert isinstance(found, ListRows)
    assert found.where == (("urgent", True),)


def test_latest_lists_what_was_made_last_first(tmp_path: Path) -> None:
    found = behaviour(tmp_path, "latest")
    assert isinstance(found, ListRows)
    assert (found.where, found.order) == ((), (("created_at", True), ("id", True)))


def test_a_word_that_nothing_explains_is_left_to_people(tmp_path: Path) -> None:
    assert isinstance(behaviour(tmp_path, "popular"), Custom)


def test_what_is_alike_no_document_tells(tmp_path: Path) -> None:
    below = {"parameters": [path_parameter("id", type="integer")]}
    alike = {"/orders/{id}": {**below, "get": answer(ref("Order"))}}
    alike["/orders/{id}/similar"] = {**below, "get": LIST}
    design = design_of(tmp_path, {**paths(), **alike}, {"Order": ORDER})
    assert isinstance(endpoint(design, "GET /orders/{id}/similar").behaviour, Custom)


def test_rows_are_picked_below_a_parent(tmp_path: Path) -> None:
    shop = {"type": "object", "properties": {"id": {"type": "integer"}, "name": {"type": "string"}}}
    order = {**ORDER, "properties": {**ORDER["properties"], "shop_id": {"type": "integer"}}}
    below = {"parameters": [path_parameter("shop_id", type="integer")]}
    design = design_of(
        tmp_path,
        {
            "/shops": {"post": {**body(ref("Shop")), **answer(ref("Shop"), "201")}},
            "/shops/{shop_id}": {**below, "get": answer(ref("Shop"))},
            "/shops/{shop_id}/orders": {
                **below,
                "get": LIST,
                "post": {**body(ref("Order")), **answer(ref("Order"), "201")},
            },
            "/shops/{shop_id}/orders/paid": {**below, "get": LIST},
        },
        {"Shop": shop, "Order": order},
    )
    found = endpoint(design, "GET /shops/{shop_id}/orders/paid")
    assert isinstance(found.behaviour, ListRows)
    assert found.behaviour.where == (("status", "paid"),)
    assert [each.name for each in found.inputs] == ["shop_id"]


async def test_the_backend_answers_the_rows_that_the_word_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contract = written(tmp_path, paths("pending", "urgent", "latest"), {"Order": ORDER})
    backend = Backend(contract, tmp_path / "out", "picks")
    orders: list[dict[str, Any]] = [
        {"status": "pending", "urgent": False},
        {"status": "paid", "urgent": True},
        {"status": "pending", "urgent": True},
    ]
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        made = [(await client.post("/orders", json=one)).json()["id"] for one in orders]
        for word, kept in (("pending", [0, 2]), ("urgent", [1, 2]), ("latest", [2, 1, 0])):
            answered = await client.get(f"/orders/{word}")
            assert [row["id"] for row in answered.json()] == [made[number] for number in kept]


def test_latest_of_one_row_is_what_was_made_last(tmp_path: Path) -> None:
    shown = {**paths(), "/orders/latest": {"get": answer(ref("Order"))}}
    design = design_of(tmp_path, shown, {"Order": ORDER})
    assert endpoint(design, "GET /orders/latest").behaviour == ReadSingleton(
        resource="Order", springs=False, order=(("created_at", True), ("id", True))
    )


def test_first_of_one_row_is_the_one_that_the_database_counted_first(tmp_path: Path) -> None:
    order = {**ORDER, "properties": {"id": {"type": "integer", "readOnly": True}, "title": TEXT}}
    shown = {**paths(), "/orders/first": {"get": answer(ref("Order"))}}
    design = design_of(tmp_path, shown, {"Order": order})
    assert endpoint(design, "GET /orders/first").behaviour == ReadSingleton(
        resource="Order", springs=False, order=(("id", False),)
    )


def test_one_row_that_no_order_tells_is_custom(tmp_path: Path) -> None:
    order = {**ORDER, "properties": {"id": TEXT, "title": TEXT}}
    asked = {**answer(ref("Order")), "parameters": [query("region")]}
    shown = {
        **paths(),
        "/orders/latest": {"get": answer(ref("Order"))},
        "/orders/first": {"get": asked},
        "/orders/next": {"get": answer(ref("Order"))},
    }
    drawn = {
        "/orders": {
            "get": LIST,
            "post": {
                **body({"type": "object", "properties": {"title": TEXT, "id": TEXT}}),
                **answer(ref("Order"), "201"),
            },
        }
    }
    design = design_of(tmp_path, {**shown, **drawn}, {"Order": order})
    for word in ("latest", "first", "next"):
        assert isinstance(endpoint(design, f"GET /orders/{word}").behaviour, Custom)


async def test_the_latest_row_is_answered_or_404(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = {**paths(), "/orders/latest": {"get": answer(ref("Order"))}}
    file = written(tmp_path, shown, {"Order": ORDER})
    backend = Backend(file, tmp_path / "project", "latest_order")
    async with backend.client(monkeypatch, tmp_path / "data.db") as client:
        assert (await client.get("/orders/latest")).status_code == 404
        for title, day in (("a", 1), ("b", 3), ("c", 2)):
            made = {"title": title, "created_at": f"2026-01-0{day}T00:00:00Z"}
            await client.post("/orders", json=made)
        assert (await client.get("/orders/latest")).json()["title"] == "b"
