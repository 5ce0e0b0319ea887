"""Requests through the whole stack: routing, bodies, security, limits."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from importlib import import_module
from typing import Annotated, Any, cast

import jwt
import pytest
from httpx import ASGITransport, AsyncClient
from pydantic import Field
from sqlalchemy import text

from tests.skeleton.conftest import PACKAGE

XML_BOMB = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'


def add_search(router: Any) -> None:
    database: Any = import_module(f"{PACKAGE}.database")

    async def look_for_much(session: database.Session) -> None:
        await session.execute(text("SELECT 'a' LIKE :long"), {"long": "a" * 60_000})

    for method in ("GET", "POST"):
        router.add_api_route(f"/much/{method}", look_for_much, methods=[method])


def spelled(wire: Any, inner: Any, reads: Any) -> Any:
    class Spelled(wire.WireModel):  # type: ignore[misc]
        photo_urls: list[wire.Text] = Field(
            alias="photoUrls", json_schema_extra={"xml": {"name": "photo", "wrapped": True}}
        )
        rank: wire.NotNull[wire.Integer] = Field(
            default=None, json_schema_extra={"xml": {"name": "Rank"}}
        )
        part: wire.NotNull[inner] = Field(default=None, json_schema_extra={"xml": {"name": "Part"}})

    async def add_spelled(new: Annotated[Spelled, reads]) -> Any:
        return new.values()

    return add_spelled


def build_router() -> Any:
    routing: Any = import_module(f"{PACKAGE}.routing")
    wire: Any = import_module(f"{PACKAGE}.wire")
    requires: Any = import_module(f"{PACKAGE}.security").requires
    router = routing.Operations("Sample")

    class Part(wire.WireModel):  # type: ignore[misc]
        code: wire.Text

    class Item(wire.WireModel):  # type: ignore[misc]
        name: wire.Text
        size: wire.NotNull[wire.Integer] = None
        tags: wire.NotNull[list[wire.Text]] = None
        parts: wire.NotNull[list[Part]] = None

    reads = routing.Reads(
        "application/json", "application/xml", "application/x-www-form-urlencoded"
    )

    async def get_item(item_id: wire.Uuid) -> str:
        return f"item {item_id}"

    async def rate_item(identifier: wire.Uuid) -> str:
        return f"rated {identifier}"

    async def rating_of(aaa: wire.Uuid) -> str:
        return f"rating of {aaa}"

    async def get_special() -> str:
        return "special"

    async def add_item(new: Item) -> Any:
        return new.values()

    async def add_any(new: Annotated[Item, reads]) -> Any:
        return new.values()

    async def break_contract() -> dict[str, int]:
        return {"name": 1}

    async def sleep() -> None:
        await asyncio.sleep(60)

    async def fail() -> None:
        raise KeyError

    router.add_api_route("/items/{item_id}", get_item)
    router.add_api_route("/items/{identifier}/rating", rate_item, methods=["PUT"])
    router.add_api_route("/items/{aaa}/rating", rating_of)
    router.add_api_route("/items/special", get_special)
    router.add_api_route("/items", add_item, methods=["POST"])
    router.add_api_route("/old", add_item, methods=["POST"], operation_id="old")
    router.add_api_route("/any", add_any, methods=["POST"])
    router.add_api_route("/spelled", spelled(wire, Part, reads), methods=["POST"])
    for method in ("GET", "POST"):
        router.add_api_route(
            f"/broken/{method}", break_contract, methods=[method], response_model=Item
        )
    router.add_api_route("/sleep", sleep)
    router.add_api_route("/fail", fail)
    add_search(router)
    guarded: dict[str, tuple[dict[str, list[str]], ...]] = {
        "/read": ({"token": ["read"]},),
        "/admin": ({"token": ["admin"]},),
        "/or": ({"token": ["admin"]}, {"header": []}),
        "/and": ({"query": [], "cookie": []},),
        "/basic": ({"basic": []},),
        "/digest": ({"digest": []},),
    }
    for path, alternatives in guarded.items():
        router.add_api_route(path, get_special, dependencies=[requires(*alternatives)])
    return router


@pytest.fixture(scope="module")
def issued() -> dict[str, Any]:
    return cast("dict[str, Any]", import_module(f"{PACKAGE}.credentials").issue())


@pytest.fixture
async def client(
    issued: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[AsyncClient]:
    main: Any = import_module(f"{PACKAGE}.main")
    settings: Any = import_module(f"{PACKAGE}.settings")
    for variable, value in issued["environment"].items():
        monkeypatch.setenv(variable, value)
    monkeypatch.setenv("DATABASE_URL", "sqlite://")
    monkeypatch.setattr(main, "ROUTERS", (build_router(),))
    app = main.create_app(
        settings.Settings(
            _env_file=None,
            request_timeout_seconds=1.5,
            max_body_bytes=10_000,
            cors_origins=("https://shop.example",),
        )
    )
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app), base_url="http://test/v1") as client,
    ):
        yield client


class TestRouting:
    async def test_fixed_paths_go_first(self, client: AsyncClient) -> None:
        assert (await client.get("/items/special")).json() == "special"

    async def test_one_path_whatever_its_handlers_call_their_parameters(
        self, client: AsyncClient
    ) -> None:
        key = "0b9b1b5e-58c1-4c4f-8f4a-0e4f1a2b3c4d"
        assert (await client.put(f"/items/{key}/rating")).json() == f"rated {key}"
        assert (await client.get(f"/items/{key}/rating")).json() == f"rating of {key}"
        refused = await client.post(f"/items/{key}/rating")
        assert (refused.status_code, refused.headers["allow"]) == (405, "GET, PUT")

    async def test_parameters_are_checked(self, client: AsyncClient) -> None:
        response = await client.get("/items/other")
        assert response.status_code == 422
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["errors"][0]["location"] == ["path", "item_id"]

    @pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "TRACE", "DELETE", "SUBSCRIBE"])
    async def test_other_methods(self, client: AsyncClient, method: str) -> None:
        response = await client.request(method, "/items")
        assert response.status_code == 405
        assert response.headers["allow"] == "POST"

    @pytest.mark.parametrize("path", ["/items/", "/", "", "/items/special/x", "/nothing"])
    async def test_unknown_paths(self, client: AsyncClient, path: str) -> None:
        assert (await client.get(path)).status_code == 404

    async def test_the_base_path_is_needed(self, client: AsyncClient) -> None:
        assert (await client.get("http://test/items/special")).status_code == 404


class TestBodies:
    @pytest.mark.parametrize(
        ("body", "status"),
        [
            (b'{"name": "a"}', 200),
            (b"", 422),
            (b"null", 422),
            (b"[]", 422),
            (b"{", 422),
            (b'{"name": NaN}', 422),
            (b'{"name": "\\ud800"}', 422),
            (b'{"name": "\\u0000"}', 409),
            (b"[" * 9_000, 422),
            (b'{"name": "' + b"x" * 10_000 + b'"}', 413),
        ],
    )
    async def test_json(self, client: AsyncClient, body: bytes, status: int) -> None:
        headers = {"Content-Type": "application/json"}
        assert (await client.post("/items", content=body, headers=headers)).status_code == status

    async def test_invalid_input_as_the_contract_has_it(self, client: AsyncClient) -> None:
        assert (await client.post("/old", json={})).status_code == 400

    @pytest.mark.parametrize("headers", [{}, {"Content-Type": "text/plain"}])
    async def test_other_media_types(self, client: AsyncClient, headers: dict[str, str]) -> None:
        response = await client.post("/items", content=b'{"name": "a"}', headers=headers)
        assert response.status_code == 415

    @pytest.mark.parametrize(
        ("media_type", "body"),
        [
            ("application/json", '{"name": "a", "size": 1, "tags": ["b", "c"]}'),
            ("application/x-www-form-urlencoded", "name=a&size=1&tags=b&tags=c"),
            ("application/xml", "<i><name>a</name><size>1</size><tags>b</tags><tags>c</tags></i>"),
            (
                "application/xml",
                "<i><name>a</name><size>1</size><tags><t>b</t><t>c</t></tags></i>",
            ),
        ],
    )
    async def test_translated(self, client: AsyncClient, media_type: str, body: str) -> None:
        response = await client.post("/any", content=body, headers={"Content-Type": media_type})
        assert response.json() == {"name": "a", "size": 1, "tags": ["b", "c"], "parts": None}

    @pytest.mark.parametrize(
        ("parts", "codes"),
        [
            ("<parts><code>1</code></parts>", ["1"]),
            ("<parts><code>1</code></parts><parts><code>2</code></parts>", ["1", "2"]),
            ("<parts><part><code>1</code></part></parts>", ["1"]),
            ("<parts/>", []),
        ],
    )
    async def test_items_of_xml_stand_alone_or_in_an_element_of_their_list(
        self, client: AsyncClient, parts: str, codes: list[str]
    ) -> None:
        headers = {"Content-Type": "application/xml"}
        content = f"<i><name>a</name>{parts}</i>"
        response = await client.post("/any", content=content, headers=headers)
        assert [part["code"] for part in response.json()["parts"]] == codes

    @pytest.mark.parametrize(
        ("body", "values"),
        [
            ("<a><photo><u>x</u></photo><Rank>2</Rank></a>", (["x"], 2, None)),
            ("<a Rank='2'><photoUrls/><Part><code>1</code></Part></a>", ([], 2, {"code": "1"})),
            ("<a><rank>2</rank></a>", None),
            ("<a><photo/><Rank>b</Rank></a>", None),
            ("<a><photo>x</photo><Rank>2</Rank></a>", None),
            ("<a><photo>x</photo><photo>y</photo><Rank>2</Rank></a>", (["x", "y"], 2, None)),
        ],
    )
    async def test_xml_is_read_by_the_names_that_the_contract_gives_it(
        self, client: AsyncClient, body: str, values: tuple[Any, ...] | None
    ) -> None:
        headers = {"Content-Type": "application/xml"}
        response = await client.post("/spelled", content=body, headers=headers)
        assert (response.status_code == 422) is (values is None)
        assert values is None or tuple(response.json().values()) == values

    @pytest.mark.parametrize(
        "body",
        [
            "",
            "<a>",
            XML_BOMB,
            "<a><name>a</name><size>b</size></a>",
            "<a><name>a</name><name>b</name></a>",
        ],
    )
    async def test_wrong_xml(self, client: AsyncClient, body: str) -> None:
        headers = {"Content-Type": "application/xml"}
        assert (await client.post("/any", content=body, headers=headers)).status_code == 422


class TestSecurity:
    def credential(self, issued: dict[str, Any], *names: str) -> dict[str, Any]:
        found: dict[str, Any] = {"headers": {}, "params": {}, "cookies": {}}
        places = {"header": "headers", "query": "params", "cookie": "cookies"}
        for name in names:
            each = issued["credentials"][name]
            found[places[each["in"]]][each["name"]] = each["value"]
        return found

    @pytest.mark.parametrize(
        ("path", "names", "status"),
        [
            ("/read", (), 401),
            ("/read", ("token",), 200),
            ("/read", ("header",), 401),
            ("/admin", ("token",), 403),
            ("/or", ("token",), 403),
            ("/or", ("header",), 200),
            ("/and", ("query",), 401),
            ("/and", ("cookie",), 401),
            ("/and", ("query", "cookie"), 200),
            ("/basic", ("basic",), 200),
            ("/basic", ("token",), 401),
            ("/digest", ("token", "header", "query", "cookie"), 401),
        ],
    )
    async def test_requirement(
        self,
        client: AsyncClient,
        issued: dict[str, Any],
        path: str,
        names: tuple[str, ...],
        status: int,
    ) -> None:
        credential = self.credential(issued, *names)
        client.cookies.update(credential.pop("cookies"))
        response = await client.get(path, **credential)
        assert response.status_code == status
        assert ("www-authenticate" in response.headers) == (status == 401)

    async def test_no_password_costs_no_hashing(
        self, client: AsyncClient, issued: dict[str, Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        checked: list[str] = []
        security: Any = import_module(f"{PACKAGE}.security")
        monkeypatch.setattr(security, "check_password", lambda word, _: checked.append(word))
        for credential in ({}, self.credential(issued, "token")):
            assert (await client.get("/basic", **credential)).status_code == 401
        assert checked == []
        wrong = b64encode(b"nobody:nothing").decode()
        headers = {"Authorization": f"Basic {wrong}"}
        assert (await client.get("/basic", headers=headers)).status_code == 401
        assert checked == ["nothing"]

    @pytest.mark.parametrize(
        "claims",
        [{}, {"exp": 1}, {"exp": 2**40, "nbf": 2**39}],
        ids=["never expires", "expired", "not yet valid"],
    )
    async def test_bad_claims(
        self, client: AsyncClient, issued: dict[str, Any], claims: dict[str, int]
    ) -> None:
        key = issued["environment"]["JWT_KEY"]
        token = jwt.encode({**claims, "scope": "read"}, key, algorithm="HS256")
        response = await client.get("/read", headers={"Authorization": f"Bearer {token}"})
        assert response.status_code == 401

    async def test_other_algorithms(self, client: AsyncClient, issued: dict[str, Any]) -> None:
        key = issued["environment"]["JWT_KEY"]
        for algorithm, secret in {"HS384": key, "none": None}.items():
            claims = {"exp": 2**33, "scope": "read"}
            token = jwt.encode(claims, secret, algorithm=algorithm)
            response = await client.get("/read", headers={"Authorization": f"Bearer {token}"})
            assert response.status_code == 401


class TestLimits:
    async def test_time(self, client: AsyncClient) -> None:
        assert (await client.get("/sleep")).status_code == 503

    async def test_crash(self, client: AsyncClient) -> None:
        response = await client.get("/fail", headers={"X-Request-ID": "id-1"})
        assert response.status_code == 500
        assert response.headers["x-request-id"] == "id-1"
        assert "KeyError" not in response.text

    async def test_answers_that_break_the_contract(self, client: AsyncClient) -> None:
        assert (await client.get("/broken/GET")).status_code == 500
        assert (await client.post("/broken/POST")).status_code == 409

    async def test_more_than_a_database_can_do(self, client: AsyncClient) -> None:
        assert (await client.get("/much/GET")).status_code == 414
        assert (await client.post("/much/POST")).status_code == 413

    async def test_body_without_announced_length(self, client: AsyncClient) -> None:
        async def stream() -> AsyncIterator[bytes]:
            for _ in range(11):
                yield b" " * 1000

        headers = {"Content-Type": "application/json"}
        assert (await client.post("/items", content=stream(), headers=headers)).status_code == 413


class TestOtherOrigins:
    async def preflight(self, client: AsyncClient, origin: str) -> Any:
        asked = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "X-Key"}
        return await client.options("/or", headers={"Origin": origin, **asked})

    async def test_a_page_may_send_the_keys_of_the_contract(self, client: AsyncClient) -> None:
        response = await self.preflight(client, "https://shop.example")
        assert response.headers["access-control-allow-headers"] == "X-Key"
        assert "access-control-allow-credentials" not in response.headers

    async def test_no_page_of_elsewhere_may(self, client: AsyncClient) -> None:
        response = await self.preflight(client, "https://elsewhere.example")
        assert "access-control-allow-origin" not in response.headers
