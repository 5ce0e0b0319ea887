"""Lists that are asked for by POST: the members of the body are filters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Custom, ListRows
from pactgen.ir.inputs import FilterRole, SearchRole, WindowRole
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, endpoint, path_parameter, ref, written

if TYPE_CHECKING:
    from pathlib import Path

TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
ORDER: dict[str, Any] = {
    "type": "object",
    "required": ["id", "status", "total"],
    "properties": {
        "id": NUMBER,
        "status": {**TEXT, "enum": ["open", "paid"]},
        "total": NUMBER,
        "remark": TEXT,
        "lines": {"type": "array", "items": {"type": "object", "properties": {"sku": TEXT}}},
    },
}
NEW = {
    "type": "object",
    "required": ["status", "total"],
    "properties": {key: each for key, each in ORDER["properties"].items() if key != "id"},
}
SOUGHT: dict[str, Any] = {
    "status": {**TEXT, "enum": ["open", "paid"]},
    "minTotal": NUMBER,
    "ids": {"type": "array", "items": NUMBER},
    "q": TEXT,
    "limit": {**NUMBER, "minimum": 1, "maximum": 50},
    "offset": {**NUMBER, "minimum": 0},
}
PAGE = {
    "type": "object",
    "required": ["orders", "total"],
    "properties": {"orders": {"type": "array", "items": ref("Order")}, "total": NUMBER},
}


def orders(sought: dict[str, Any], *, required: bool = True, end: str = "search") -> dict[str, Any]:
    asked = body({"type": "object", "properties": sought})
    asked["requestBody"]["required"] = required
    return {
        "/orders": {
            "get": answer({"type": "array", "items": ref("Order")}),
            "post": {**body(NEW), **answer(ref("Order"), "201")},
        },
        f"/orders/{end}": {"post": {**asked, **answer(PAGE)}},
        "/orders/{id}": {"parameters": [path_parameter("id")], "get": answer(ref("Order"))},
    }


def test_members_of_the_body_are_filters(tmp_path: Path) -> None:
    design = design_of(tmp_path, orders(SOUGHT), {"Order": ORDER})
    found = endpoint(design, "POST /orders/search")
    assert isinstance(found.behaviour, ListRows)
    assert found.behaviour.counts
    roles = {each.parameter.name: each.role for each in found.inputs}
    assert roles["minTotal"] == FilterRole(column="total", op="ge")
    assert roles["ids"] == FilterRole(column="id", op="in")
    assert isinstance(roles["q"], SearchRole)
    assert roles["limit"] == WindowRole(part="size")
    assert {each.parameter.location for each in found.inputs} == {"body"}


@pytest.mark.parametrize(
    ("sought", "required", "end"),
    [
        ({**SOUGHT, "mood": TEXT}, True, "search"),
        ({"filter": {"type": "object", "properties": {"status": TEXT}}}, True, "query"),
        ({"limit": NUMBER}, True, "search"),
        (SOUGHT, False, "search"),
        (SOUGHT, True, "audit"),
    ],
)
def test_what_is_not_understood_would_answer_everything(
    tmp_path: Path, sought: dict[str, Any], end: str, *, required: bool
) -> None:
    design = design_of(tmp_path, orders(sought, required=required, end=end), {"Order": ORDER})
    assert isinstance(endpoint(design, f"POST /orders/{end}").behaviour, Custom)


async def test_a_search_answers_what_the_body_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, orders(SOUGHT), {"Order": ORDER}, title="Shop that is searched")
    made = Backend(file, tmp_path / "project", None)
    async with made.client(monkeypatch, tmp_path / "shop.db") as client:
        for number, status in enumerate(("open", "paid", "open", "open"), 1):
            sent = {"status": status, "total": 10 * number, "remark": f"no {number}"}
            assert (await client.post("/orders", json=sent)).status_code == 201

        async def asked(**sought: Any) -> tuple[list[int], int]:
            answered = await client.post("/orders/search", json=sought)
            assert answered.status_code == 200, answered.text
            page = answered.json()
            return [each["total"] for each in page["orders"]], page["total"]

        assert await asked() == ([10, 20, 30, 40], 4)
        assert await asked(status="open") == ([10, 30, 40], 3)
        assert await asked(status="open", minTotal=20) == ([30, 40], 2)
        assert await asked(ids=[1, 4]) == ([10, 40], 2)
        assert await asked(ids=[]) == ([], 0)
        assert await asked(q="NO 3") == ([30], 1)
        assert await asked(status="open", limit=1, offset=1) == ([30], 3)
        assert (await client.post("/orders/search", json={"status": "lost"})).status_code == 422
        assert (await client.post("/orders/search", json={"limit": "1"})).status_code == 422
        assert (await client.post("/orders/search")).status_code == 422


def asked_there(told: dict[str, Any], *, required: bool = True) -> dict[str, Any]:
    """Return a list that GET answers, and POST of the same path as well."""
    asked = body({"type": "object", "properties": told})
    asked["requestBody"]["required"] = required
    listed = answer({"type": "array", "items": ref("Order")})
    post = {"operationId": "getOrders", "summary": "Gets the orders", **asked, **listed}
    return {
        "/orders": {"get": listed, "post": post},
        "/orders/{id}": {
            "parameters": [path_parameter("id")],
            "get": answer(ref("Order")),
            "put": {**body(NEW), **answer(ref("Order"))},
        },
    }


def test_a_post_that_is_called_a_question_lists_what_get_lists(tmp_path: Path) -> None:
    design = design_of(tmp_path, asked_there({"status": SOUGHT["status"]}), {"Order": ORDER})
    assert isinstance(endpoint(design, "POST /orders").behaviour, ListRows)


@pytest.mark.parametrize(
    ("told", "required"), [({"mood": TEXT}, True), ({"status": SOUGHT["status"]}, False)]
)
def test_its_question_is_no_row(tmp_path: Path, told: dict[str, Any], *, required: bool) -> None:
    paths = asked_there(told, required=required)
    design = design_of(tmp_path, paths, {"Order": ORDER})
    assert isinstance(endpoint(design, "POST /orders").behaviour, Custom)
    (table,) = design.tables.values()
    assert "mood" not in {column.name for column in table.columns}
