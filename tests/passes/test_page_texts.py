"""Lists whose contracts call the number of a page a string."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Custom
from pactgen.ir.inputs import FilterRole, UnusedRole, WindowRole
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, endpoint, query, ref, written

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "string"}
SHIRT = {
    "type": "object",
    "properties": {"id": {"type": "integer", "readOnly": True}, "name": TEXT, "size": TEXT},
}
PAGE = {
    "type": "object",
    "properties": {
        "shirts": {"type": "array", "items": ref("Shirt")},
        "page": {"type": "integer"},
        "next_page": {"type": "integer", "nullable": True},
    },
}
PART = WindowRole(part="size")


def paths(*parameters: dict[str, Any]) -> dict[str, Any]:
    return {
        "/shirts": {
            "get": {"parameters": list(parameters), **answer(PAGE)},
            "post": {**body(ref("Shirt")), **answer(ref("Shirt"), "201")},
        }
    }


def told(name: str, description: str, **schema: Any) -> dict[str, Any]:
    return {**query(name, **(schema or TEXT)), "description": description}


@pytest.mark.parametrize(
    ("parameters", "role"),
    [
        ([query("limit")], PART),
        ([query("limit", **TEXT, default="all")], UnusedRole),
        ([query("limit", **TEXT, format="date")], UnusedRole),
        ([query("limit", **TEXT, enum=["10", "50"])], PART),
        ([query("limit", **TEXT, enum=["small", "large"])], UnusedRole),
        ([query("limit", anyOf=[{"type": "integer"}, TEXT])], PART),
        ([query("limit", anyOf=[{"type": "integer"}, {**TEXT, "enum": ["all"]}])], UnusedRole),
        ([query("limit", type=["integer", "string"])], UnusedRole),
        ([query("page")], UnusedRole),
        ([query("page"), query("count")], WindowRole(part="page")),
        ([told("page", "Which page to show.")], WindowRole(part="page")),
        ([told("page", "The magazine page it is on."), query("limit")], UnusedRole),
        ([query("page", **TEXT, default="1")], WindowRole(part="page")),
        ([query("start", **TEXT, default="0")], WindowRole(part="offset")),
        ([told("start", "When the sale begins.")], UnusedRole),
        ([told("size", "Filters by size."), query("page")], FilterRole),
    ],
)
def test_what_a_text_says_of_the_page(
    tmp_path: Path, parameters: list[dict[str, Any]], role: Any
) -> None:
    design = design_of(tmp_path, paths(*parameters), {"Shirt": SHIRT})
    found = endpoint(design, "GET /shirts").inputs[0].role
    assert isinstance(found, role) if isinstance(role, type) else found == role


async def test_texts_lead_through_the_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = (query("page", **TEXT, default=1), query("limit"))
    document = written(tmp_path, paths(*asked), {"Shirt": SHIRT})
    backend = Backend(document, tmp_path / "out", "pages_of_texts")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        for name in ("a", "b", "c"):
            await client.post("/shirts", json={"name": name})
        first = (await client.get("/shirts", params={"limit": "2"})).json()
        second = (await client.get("/shirts", params={"limit": "2", "page": "2"})).json()
        empty = (await client.get("/shirts", params={"limit": "", "page": ""})).json()
        wrong = await client.get("/shirts", params={"limit": "two"})
        far = await client.get("/shirts", params={"page": "9" * 300})
    assert [each["name"] for each in first["shirts"]] == ["a", "b"]
    assert (first["page"], first["next_page"]) == (1, 2)
    assert [each["name"] for each in second["shirts"]] == ["c"]
    assert len(empty["shirts"]) == 3
    assert wrong.status_code == 409
    assert far.json()["shirts"] == []


def test_a_text_of_a_body_is_none(tmp_path: Path) -> None:
    asked = {"type": "object", "properties": {"name": TEXT, "limit": TEXT}}
    search = {"/shirts/search": {"post": {**body(asked), **answer(PAGE)}}}
    design = design_of(tmp_path, {**paths(), **search}, {"Shirt": SHIRT})
    behaviour = endpoint(design, "POST /shirts/search").behaviour
    assert isinstance(behaviour, Custom)
    assert "`limit`" in behaviour.reason


def test_the_type_stays_that_of_the_contract(tmp_path: Path) -> None:
    bounded = query("offset", **TEXT, pattern="^[0-9]+$")
    document = written(tmp_path, paths(bounded, query("limit")), {"Shirt": SHIRT})
    backend = Backend(document, tmp_path / "out", "bounded_pages")
    schemas = (tmp_path / "out/src/bounded_pages/shirts/schemas.py").read_text(encoding="utf-8")
    assert "limit: Annotated[TextParam, COUNT_TEXT] | None = None" in schemas
    assert 'Field(pattern="^[0-9]+$"), COUNT_TEXT]' in schemas
    assert all(each.type.kind == "text" for each in endpoint(backend.design, "GET /shirts").inputs)


async def test_the_numbers_of_pages_that_are_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where both must be whole numbers, that of none is the one before the first page."""
    number = {"type": "integer"}
    beside = {"next_page_number": number, "previous_page_number": number}
    shirts = {"shirts": {"type": "array", "items": ref("Shirt")}}
    page = {"type": "object", "required": list(beside), "properties": {**shirts, **beside}}
    listed = {"parameters": [query("page", **number), query("limit", **number)], **answer(page)}
    made = {**body(ref("Shirt")), **answer(ref("Shirt"), "201")}
    document = written(tmp_path, {"/shirts": {"get": listed, "post": made}}, {"Shirt": SHIRT})
    backend = Backend(document, tmp_path / "out", "numbers_of_pages")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        for name in ("a", "b", "c"):
            await client.post("/shirts", json={"name": name})
        asked = [{"limit": 2, "page": number} for number in (1, 2)]
        told = [(await client.get("/shirts", params=each)).json() for each in asked]
    numbers = [tuple(one[name] for name in beside) for one in told]
    assert numbers == [(2, 0), (0, 1)]
