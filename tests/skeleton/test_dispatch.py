"""The index of operations: which path wins, and when routes are made."""

from importlib import import_module
from typing import Any
from urllib.parse import unquote

import httpx
import pytest
from fastapi import FastAPI
from starlette.routing import Match

from tests.skeleton.conftest import PACKAGE

PATHS = (
    "/",
    "/books/{id}",
    "/books/new",
    "/books/{id}.json",
    "/books/{id}/pages/{page}",
    "/books/new/{what}",
    "/{shelf}",
    "/{shelf}/books",
    "/books:search",
    "/books/{from}-{to}/pages",
    "/users/{id}.{format}",
    "/users/current.{format}",
)


async def handler() -> None:
    """Do nothing."""


def index_of(*paths: str, base: str = "/v1") -> Any:
    dispatch: Any = import_module(f"{PACKAGE}.dispatch")
    operations = import_module(f"{PACKAGE}.routing").Operations("Sample")
    for path in paths:
        operations.add_api_route(path, handler, methods=["GET"])
    return dispatch.RouteIndex(FastAPI(), base, [operations])


def found(index: Any, path: str) -> str | None:
    match, scope = index.matches({"type": "http", "path": path, "method": "GET"})
    if match is Match.NONE:
        return None
    path_: str = scope["place"].operations["GET"].path
    return path_


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("/v1/books/a%2Fb", "/books/{id}"),
        ("/v1/books/a%2fb/pages/c%2F", "/books/{id}/pages/{page}"),
        ("/v1/books/a%252Fb", "/books/{id}"),
        ("/v1/a/b/c", None),
    ],
)
def test_an_encoded_slash_belongs_to_its_segment(raw: str, wanted: str | None) -> None:
    scope = {"type": "http", "path": unquote(raw), "raw_path": raw.encode(), "method": "GET"}
    _, claimed = index_of(*PATHS).matches(scope)
    place = claimed.get("place")
    assert (None if place is None else place.operations["GET"].path) == wanted


async def echo(name: str) -> str:
    """Answer what the path says."""
    return name


async def test_an_encoded_slash_reaches_the_handler() -> None:
    dispatch: Any = import_module(f"{PACKAGE}.dispatch")
    operations = import_module(f"{PACKAGE}.routing").Operations("Sample")
    operations.add_api_route("/refs/{name}/tip", echo, methods=["GET"])
    app = FastAPI()
    app.router.routes.append(dispatch.RouteIndex(app, "", [operations]))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        answers = [await client.get(f"/refs/{name}/tip") for name in ("a%2Fb%20c", "a%252Fb", "a")]
    assert [each.json() for each in answers] == ["a/b c", "a%2Fb", "a"]


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/v1/", "/"),
        ("/v1/books/new", "/books/new"),
        ("/v1/books/7", "/books/{id}"),
        ("/v1/books/7.json", "/books/{id}.json"),
        ("/v1/books/.json", "/books/{id}"),
        ("/v1/books/new/pages/2", "/books/{id}/pages/{page}"),
        ("/v1/books/new/pages", "/books/new/{what}"),
        ("/v1/books/1-2/pages", "/books/{from}-{to}/pages"),
        ("/v1/books:search", "/books:search"),
        ("/v1/users/current.json", "/users/current.{format}"),
        ("/v1/users/7.json", "/users/{id}.{format}"),
        ("/v1/films", "/{shelf}"),
        ("/v1/films/books", "/{shelf}/books"),
        ("/v1/books/7/", None),
        ("/v1/books/7\n", "/books/{id}"),
        ("/v1//books", None),
        ("/v2/books/7", None),
        ("/v1", None),
        ("", None),
    ],
)
def test_the_most_fixed_path_wins(path: str, wanted: str | None) -> None:
    assert found(index_of(*PATHS), path) == wanted


@pytest.mark.parametrize(
    ("paths", "path", "wanted"),
    [
        (["/{name}"], "/readyz", None),
        (["/{name}"], "/livez", None),
        (["/{name}"], "/openapi.json", None),
        (["/{name}", "/{name}.json"], "/openapi.json", None),
        (["/{name}"], "/ready", "/{name}"),
        (["/{name}", "/livez"], "/livez", "/livez"),
    ],
)
def test_parameters_are_not_taken_for_what_the_platform_asks(
    paths: list[str], path: str, wanted: str | None
) -> None:
    assert found(index_of(*paths, base=""), path) == wanted


@pytest.mark.parametrize(("count", "prepared"), [(300, True), (301, False)])
def test_many_routes_wait_for_their_first_request(count: int, *, prepared: bool) -> None:
    index = index_of(*(f"/things{number}" for number in range(count)))

    _, scope = index.matches({"type": "http", "path": "/v1/things0", "method": "GET"})

    assert bool(scope["place"].routes) is prepared
