"""The headers that an answer documents: the running backend sends them, the ledger says so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.passes.backends import Backend

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

BOOK = {
    "type": "object",
    "required": ["title"],
    "properties": {
        "id": {"type": "string", "format": "uuid", "readOnly": True},
        "title": {"type": "string"},
    },
}
SHOWN = {"application/json": {"schema": {"$ref": "#/components/schemas/Book"}}}
LISTED = {
    "application/json": {
        "schema": {"type": "array", "items": {"$ref": "#/components/schemas/Book"}}
    }
}
OF_LISTS: dict[str, dict[str, Any]] = {
    "X-Total-Count": {"schema": {"type": "integer"}},
    "X-Api": {"schema": {"const": "v1"}},
    "X-Sampled": {"schema": {"type": "boolean", "default": True}},
    "X-Must": {"required": True, "schema": {"type": "integer", "minimum": 7}},
    "Cache-Control": {"schema": {"type": "string"}},
    "X-Nobody": {"schema": {"type": "string"}},
}


def document() -> dict[str, Any]:
    key = {"name": "id", "in": "path", "required": True, "schema": BOOK["properties"]["id"]}
    done = {"description": "done"}
    limit = {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 9}}
    listed = {**done, "headers": OF_LISTS, "content": LISTED}
    made = {**done, "content": SHOWN, "headers": {"Location": {"schema": {"type": "string"}}}}
    paths = {
        "/books": {
            "get": {"parameters": [limit], "responses": {"200": listed}},
            "post": {
                "requestBody": {"required": True, "content": SHOWN},
                "responses": {"201": made},
            },
        },
        "/books/{id}": {
            "get": {"parameters": [key], "responses": {"200": {**done, "content": SHOWN}}}
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Headers", "version": "1"},
        "servers": [{"url": "/v1"}],
        "paths": paths,
        "components": {"schemas": {"Book": BOOK}},
    }


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Backend:
    folder = tmp_path_factory.mktemp("headers")
    (folder / "api.json").write_text(json.dumps(document()), encoding="utf-8")
    return Backend(folder / "api.json", folder / "out", "header_shop")


@pytest.fixture
async def client(backend, tmp_path, monkeypatch):
    async with backend.client(monkeypatch, tmp_path / "shop.db") as client:
        yield client


async def test_the_address_leads_to_the_new_row(client: httpx.AsyncClient) -> None:
    made = await client.post("/books", json={"title": "a"})
    assert made.headers["Location"] == f"/v1/books/{made.json()['id']}"
    found = await client.get(made.headers["Location"].removeprefix("/v1"))
    assert found.json() == made.json()


async def test_headers_of_a_list(client: httpx.AsyncClient) -> None:
    for title in "abc":
        await client.post("/books", json={"title": title})
    answer = await client.get("/books?limit=2")
    told = {name: answer.headers.get(name) for name in OF_LISTS}
    assert len(answer.json()) == 2
    assert told == {
        "X-Total-Count": "3",
        "X-Api": "v1",
        "X-Sampled": "true",
        "X-Must": "7",
        "Cache-Control": "no-store",
        "X-Nobody": None,
    }


def test_the_ledger_tells_what_is_sent(backend: Backend) -> None:
    place = "/paths/~1books/get/responses/200/headers"
    fates = {name: backend.rows[f"{place}/{name}/schema"].status for name in OF_LISTS}
    assert {name for name, status in fates.items() if status == "unsupported"} == {"X-Nobody"}


async def test_the_header_of_links_leads_from_page_to_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = document()
    listed = told["paths"]["/books"]["get"]
    link = {"Link": {"schema": {"type": "string"}}}
    listed["responses"]["200"]["headers"] = {**OF_LISTS, **link}
    page = {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1}}
    listed["parameters"] = [page, *listed["parameters"]]
    (tmp_path / "api.json").write_text(json.dumps(told), encoding="utf-8")
    backend = Backend(tmp_path / "api.json", tmp_path / "out", "linked_shop")
    async with backend.client(monkeypatch, tmp_path / "shop.db") as client:
        for title in "abc":
            await client.post("/books", json={"title": title})
        first = (await client.get("/books?page=1&limit=2")).links
        assert set(first) == {"first", "next", "last"}
        second = await client.get(first["next"]["url"])
        assert (len(second.json()), set(second.links)) == (1, {"first", "prev", "last"})
        assert second.links["prev"]["url"] == first["first"]["url"]
        assert second.links["last"]["url"] == first["next"]["url"]


async def test_the_header_of_links_leads_behind_the_last_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = document()
    listed = told["paths"]["/books"]["get"]
    listed["responses"]["200"]["headers"] = {"Link": {"schema": {"type": "string"}}}
    cursor = {"name": "cursor", "in": "query", "schema": {"type": "string"}}
    listed["parameters"] = [cursor, *listed["parameters"]]
    (tmp_path / "api.json").write_text(json.dumps(told), encoding="utf-8")
    backend = Backend(tmp_path / "api.json", tmp_path / "out", "cursor_shop")
    async with backend.client(monkeypatch, tmp_path / "shop.db") as client:
        for title in "abc":
            await client.post("/books", json={"title": title})
        first = await client.get("/books?limit=2")
        assert set(first.links) == {"next"}
        second = await client.get(first.links["next"]["url"])
        assert (len(second.json()), second.links) == (1, {})


@pytest.mark.parametrize(
    ("collection", "item", "pattern", "address"),
    [
        ("/shelves/", "/shelves/{id}", None, "/v1/shelves/{}"),
        ("/shelves/", "/shelves/{id}/", None, "/v1/shelves/{}/"),
        ("/shelves", "/shelves/{id}/", "^/v1/shelves/", "/v1/shelves/{}/"),
        ("/shelves", "/shelves/{id}", "^/books/", None),
    ],
)
async def test_slashes_and_patterns_of_addresses(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    collection: str,
    item: str,
    pattern: str | None,
    address: str | None,
) -> None:
    told = document()
    told["paths"] = {
        collection: {"post": told["paths"]["/books"]["post"]},
        item: told["paths"]["/books/{id}"],
    }
    if pattern is not None:
        made = told["paths"][collection]["post"]["responses"]["201"]
        made["headers"]["Location"]["schema"]["pattern"] = pattern
    file = tmp_path / "api.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    name = f"slashes_{len(collection)}_{len(item)}_{len(pattern or '')}"
    backend = Backend(file, tmp_path / "out", name)
    async with backend.client(monkeypatch, tmp_path / "shop.db") as client:
        answer = await client.post(collection, json={"title": "a"})
        expected = None if address is None else address.format(answer.json()["id"])
        assert answer.headers.get("Location") == expected
        if expected is not None:
            assert (await client.get(expected.removeprefix("/v1"))).status_code == 200
