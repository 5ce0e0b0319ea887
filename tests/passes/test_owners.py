"""Rows that belong to whoever is calling: below `me`, or where a list is said to be theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.config import Config, ResourceConfig
from pactgen.ir.behaviours import Custom, ListRows
from pactgen.ir.inputs import CallerRole, ScopeRole
from pactgen.migrations.losses import Loss
from pactgen.readers.positions import SourceMap
from pactgen.stages.migrating import blocker_of
from pactgen.views import feature_tests
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, path_parameter, ref, written

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.design import Design, Endpoint

TEXT = {"type": "string"}
UUID = {**TEXT, "format": "uuid"}
SCHEMES = {"token": {"type": "http", "scheme": "bearer"}}
GUARDED: dict[str, Any] = {"security": [{"token": []}]}
MEMBER = {"type": "object", "required": ["id", "name"], "properties": {"id": UUID, "name": TEXT}}
NEW_MEMBER = {
    "type": "object",
    "required": ["name", "password"],
    "properties": {"name": TEXT, "password": TEXT},
}
ORDER = {
    "type": "object",
    "required": ["id", "total", "user_id"],
    "properties": {"id": {"type": "integer"}, "total": {"type": "integer"}, "user_id": UUID},
}
NEW_ORDER = {
    "type": "object",
    "required": ["total"],
    "properties": {"total": {"type": "integer"}, "user_id": UUID},
}
LINE = {
    "type": "object",
    "required": ["text"],
    "properties": {"id": {"type": "integer", "readOnly": True}, "text": TEXT},
}
NOTE = {"type": "object", "required": ["text"], "properties": {"text": TEXT}}
SCHEMAS = {"Member": MEMBER, "Order": ORDER, "Line": LINE, "Note": NOTE}
TOKEN = {"type": "object", "required": ["token"], "properties": {"token": TEXT}}
NUMBER = path_parameter("id", type="integer")
LINE_NUMBER = path_parameter("line", type="integer")
GONE = {"responses": {"204": {"description": "gone"}}, **GUARDED}


def rows(name: str) -> dict[str, Any]:
    return {"get": {**answer({"type": "array", "items": ref(name)}), **GUARDED}}


def made(name: str, brought: dict[str, Any]) -> dict[str, Any]:
    return {"post": {**body(brought), **answer(ref(name), "201"), **GUARDED}}


PEOPLE: dict[str, Any] = {
    "/members": {"post": {**body(NEW_MEMBER), **answer(ref("Member"), "201")}},
    "/login": {"post": {**body(NEW_MEMBER), **answer(TOKEN)}},
}
MINE: dict[str, Any] = {
    "/me/orders": {**rows("Order"), **made("Order", NEW_ORDER)},
    "/me/orders/{id}": {
        "parameters": [NUMBER],
        "get": {**answer(ref("Order")), **GUARDED},
        "put": {**body(NEW_ORDER), **answer(ref("Order")), **GUARDED},
        "delete": GONE,
    },
    "/me/orders/{id}/lines": {
        "parameters": [NUMBER],
        **rows("Line"),
        **made("Line", LINE),
    },
    "/me/orders/{id}/lines/{line}": {
        "parameters": [NUMBER, LINE_NUMBER],
        "get": {**answer(ref("Line")), **GUARDED},
        "delete": GONE,
    },
    "/my/note": {
        "get": {**answer(ref("Note")), **GUARDED},
        "put": {**body(ref("Note")), **answer(ref("Note")), **GUARDED},
    },
}


def designed(folder: Path, paths: dict[str, Any], config: Config | None = None) -> Design:
    return design_of(folder, {**PEOPLE, **paths}, SCHEMAS, config, SCHEMES)


def endpoint(design: Design, label: str) -> Endpoint:
    return next(one for one in design.endpoints if one.operation.label == label)


def column_of(one: Endpoint) -> str | None:
    """Return the column by which an operation keeps to the caller's rows."""
    role = None if one.caller is None else one.caller.role
    return role.column if isinstance(role, ScopeRole) else None


def told(design: Design) -> dict[str, str | None]:
    kinds = ("ownership/", "owner/", "fill/")
    return {one.id: one.uncertainty for one in design.decisions if one.id.startswith(kinds)}


def test_the_property_that_names_a_person_is_compared_and_filled(tmp_path: Path) -> None:
    design = designed(tmp_path, MINE)
    found = {one.operation.label: column_of(one) for one in design.endpoints}
    assert [label for label, column in found.items() if column == "user_id"] == [
        "GET /me/orders",
        "POST /me/orders",
        "GET /me/orders/{id}",
        "PUT /me/orders/{id}",
        "DELETE /me/orders/{id}",
    ]
    reference = design.tables["orders"].column("user_id").references
    assert reference is not None
    assert (reference.table, reference.on_delete) == ("members", "CASCADE")
    assert told(design) == {"ownership/Order": "LOW", "ownership/Note": "MEDIUM"}


def test_without_such_a_property_the_table_has_a_column_of_its_own(tmp_path: Path) -> None:
    table = designed(tmp_path, MINE).tables["note"]
    assert table.column("member_id").references is not None
    assert not table.column("member_id").nullable
    assert ("member_id",) in table.uniques


def test_below_a_row_of_the_callers_the_parent_must_be_theirs(tmp_path: Path) -> None:
    one = endpoint(designed(tmp_path, MINE), "GET /me/orders/{id}/lines")
    assert one.caller is not None
    assert one.caller.role == CallerRole()
    role = one.inputs[0].role
    assert isinstance(role, ScopeRole)
    assert role.named_by == (("Authorization", "user_id"), ("id", "id"))


def test_rows_made_elsewhere_are_the_callers_too(tmp_path: Path) -> None:
    brought = {
        "type": "object",
        "required": ["total"],
        "properties": {"total": {"type": "integer"}},
    }
    paths = {"/orders": {**rows("Order"), **made("Order", brought)}, "/orders/mine": rows("Order")}
    design = designed(tmp_path, paths)
    assert column_of(endpoint(design, "GET /orders/mine")) == "user_id"
    assert column_of(endpoint(design, "POST /orders")) == "user_id"
    assert endpoint(design, "GET /orders").caller is None


def test_a_body_that_names_the_owner_outside_of_the_callers_paths_counts(tmp_path: Path) -> None:
    paths = {"/orders": made("Order", NEW_ORDER), "/me/orders": rows("Order")}
    design = designed(tmp_path, paths)
    assert endpoint(design, "POST /orders").caller is None
    assert design.tables["orders"].column("user_id").references is None
    assert column_of(endpoint(design, "GET /me/orders")) == "user_id"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Lists the current user's orders.", True),
        ("Orders of the authenticated user", True),
        ("List your orders", True),
        ("Orders of users with their own shops", False),
        ("Lists orders for the caller's group.", False),
        ("Lists orders visible to the authenticated user", False),
        ("By default this returns orders for the authenticated user.", False),
        ("Lists orders of shops that are owned by the authenticated user", False),
        ("Lists orders", False),
    ],
)
def test_the_words_about_a_list_count_where_no_path_tells(
    tmp_path: Path,
    said: str,
    kept: bool,  # noqa: FBT001 - a case of the test
) -> None:
    listed = rows("Order")
    listed["get"]["summary"] = said
    design = designed(tmp_path, {"/orders": {**listed, **made("Order", NEW_ORDER)}})
    assert (column_of(endpoint(design, "GET /orders")) is not None) is kept
    assert told(design).get("ownership/Order") == ("MEDIUM" if kept else None)


@pytest.mark.parametrize("path", ["/current/orders", "/mysql/orders", "/members/{id}/orders"])
def test_other_paths_are_nobodys(tmp_path: Path, path: str) -> None:
    listed = {**rows("Order"), **({"parameters": [path_parameter("id")]} if "{" in path else {})}
    assert endpoint(designed(tmp_path, {path: listed}), f"GET {path}").caller is None


def test_without_people_the_rows_stay_everybodys_and_the_log_tells(tmp_path: Path) -> None:
    design = design_of(tmp_path, {"/me/orders": rows("Order")}, SCHEMAS, None, SCHEMES)
    assert "HIGH" in told(design).values()


def test_without_a_token_nobody_calls(tmp_path: Path) -> None:
    listed = rows("Order")
    listed["get"]["security"] = []
    design = designed(tmp_path, {**MINE, "/me/orders": listed})
    assert endpoint(design, "GET /me/orders").caller is None
    assert "HIGH" in told(design).values()


def test_pactgen_yaml_overrules_it(tmp_path: Path) -> None:
    nobodys = Config(resources={"Order": ResourceConfig(owner="none")})
    assert endpoint(designed(tmp_path, MINE, nobodys), "GET /me/orders").caller is None
    another = {"type": "object", "properties": {"id": {"type": "integer"}, "payer": UUID}}
    schemas = {**SCHEMAS, "Order": another}
    config = Config(resources={"Order": ResourceConfig(owner="payer")})
    paths = {**PEOPLE, "/orders": rows("Order")}
    design = design_of(tmp_path, paths, schemas, config, SCHEMES)
    assert column_of(endpoint(design, "GET /orders")) == "payer"


def test_a_schema_document_must_have_the_column(tmp_path: Path) -> None:
    file = written(tmp_path, {**PEOPLE, **MINE}, SCHEMAS, SCHEMES)
    schema = tmp_path / "schema.sql"
    schema.write_text(
        "CREATE TABLE members (id uuid PRIMARY KEY, name text NOT NULL, password text NOT NULL);\n"
        "CREATE TABLE orders (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,\n"
        "  total bigint NOT NULL, user_id uuid NOT NULL REFERENCES members (id));\n"
        "CREATE TABLE note (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,\n"
        "  text text NOT NULL);\n",
        encoding="utf-8",
    )
    design = Backend(file, tmp_path / "project", "owned_by_schema", schema).design
    assert column_of(endpoint(design, "POST /me/orders")) == "user_id"
    notes = endpoint(design, "GET /my/note").behaviour
    assert isinstance(notes, Custom)
    assert notes.reason == "No column of `note` tells which of its rows are the caller's."


FAVOURITES: dict[str, Any] = {
    "/orders": {**rows("Order"), **made("Order", NEW_ORDER)},
    "/orders/{id}": {"parameters": [NUMBER], "get": {**answer(ref("Order")), **GUARDED}},
    "/me/favourites": rows("Order"),
    "/me/favourites/{order_id}": {
        "parameters": [path_parameter("order_id", type="integer")],
        "put": GONE,
        "delete": GONE,
    },
}


def test_what_the_caller_has_marked_is_linked_to_them(tmp_path: Path) -> None:
    design = designed(tmp_path, FAVOURITES)
    listed = endpoint(design, "GET /me/favourites")
    assert isinstance(listed.behaviour, ListRows)
    assert listed.behaviour.resource == "Order"
    assert listed.caller is not None
    assert listed.caller.role == ScopeRole(column="member_id", parent=None, through="Favourite")
    assert ("member_id", "order_id") in design.tables["favourites"].uniques


def test_links_of_nobody_are_custom(tmp_path: Path) -> None:
    design = design_of(tmp_path, FAVOURITES, SCHEMAS, None, SCHEMES)
    for label in ("GET /me/favourites", "PUT /me/favourites/{order_id}"):
        assert isinstance(endpoint(design, label).behaviour, Custom)


def test_two_callers_may_choose_the_same_name(tmp_path: Path) -> None:
    paths = {
        "/me/notes/{day}": {
            "parameters": [path_parameter("day")],
            "get": {**answer(ref("Note")), **GUARDED},
            "put": {**body(ref("Note")), **answer(ref("Note")), **GUARDED},
        }
    }
    table = designed(tmp_path, paths).tables["notes"]
    assert ("member_id", "day") in table.uniques
    assert [column.name for column in table.columns if column.primary_key] == ["id"]
    shared = {**paths, "/notes/{day}": {**paths["/me/notes/{day}"]}}
    assert endpoint(designed(tmp_path, shared), "GET /me/notes/{day}").caller is None


def test_a_name_that_rows_of_others_refer_to_is_nobodys_alone(tmp_path: Path) -> None:
    """A database refuses a reference to what several rows may be called."""
    day = {"parameters": [path_parameter("day")]}
    paths = {
        "/me/notes/{day}": {
            **day,
            "get": {**answer(ref("Note")), **GUARDED},
            "put": {**body(ref("Note")), **answer(ref("Note")), **GUARDED},
        },
        "/me/notes/{day}/lines": {**day, **rows("Line"), **made("Line", LINE)},
    }
    design = designed(tmp_path, paths)
    (referring,) = (
        column.references
        for column in design.tables["lines"].columns
        if column.references is not None and column.references.table == "notes"
    )
    assert referring.column == design.tables["notes"].key.name == "day"


def test_a_backends_own_tests_ask_as_somebody_unknown(tmp_path: Path) -> None:
    design = designed(tmp_path, MINE)
    views = [feature_tests.tests_view(design, feature) for feature in design.features]
    asked = [str(one.response).strip() for view in views for one in view.owned]
    assert asked == [
        'response = await client.get("/me/orders")',
        'response = await client.get("/me/orders/987654321")',
        'response = await client.get("/me/orders/987654321/lines")',
        'response = await client.get("/me/orders/987654321/lines/987654321")',
        'response = await client.get("/my/note")',
    ]


async def test_nobody_reaches_what_is_somebody_elses(tmp_path: Path, monkeypatch: Any) -> None:
    file = written(tmp_path, {**PEOPLE, **MINE}, SCHEMAS, SCHEMES)
    backend = Backend(file, tmp_path / "project", "owners_of_orders")
    async with backend.client(monkeypatch, tmp_path / "data.db") as client:
        assert (await client.get("/me/orders")).status_code == 401
        ann, bob = [await _entered(client, name) for name in ("ann", "bob")]
        created = await client.post("/me/orders", json={"total": 1}, headers=ann)
        assert created.status_code == 201
        order = f"/me/orders/{created.json()['id']}"
        line = await client.post(f"{order}/lines", json={"text": "tea"}, headers=ann)
        lines = f"{order}/lines/{line.json()['id']}"
        assert (await client.get("/me/orders", headers=ann)).json() == [created.json()]
        assert (await client.get("/me/orders", headers=bob)).json() == []
        for path in (order, f"{order}/lines", lines):
            assert (await client.get(path, headers=ann)).status_code == 200
            assert (await client.get(path, headers=bob)).status_code == 404
        assert (await client.delete(lines, headers=bob)).status_code == 404
        assert (await client.delete(order, headers=bob)).status_code == 404
        sent = await client.post(f"{order}/lines", json={"text": "rum"}, headers=bob)
        assert sent.status_code == 404
        own = created.json()["user_id"]
        other = (await client.post("/me/orders", json={"total": 2}, headers=bob)).json()["user_id"]
        given = await client.put(order, json={"total": 3, "user_id": other}, headers=ann)
        assert given.json()["user_id"] == own
        for who, text in ((ann, "ann's"), (bob, "bob's")):
            await client.put("/my/note", json={"text": text}, headers=who)
        assert (await client.get("/my/note", headers=ann)).json() == {"text": "ann's"}
        assert (await client.get("/my/note", headers=bob)).json() == {"text": "bob's"}


async def _entered(client: Any, name: str) -> dict[str, str]:
    """Register somebody, log in, and return the header that says so."""
    person = {"name": name, "password": "secret"}
    await client.post("/members", json=person)
    token = (await client.post("/login", json=person)).json()["token"]
    return {"Authorization": f"Bearer {token}"}


def test_rows_that_are_there_may_stay_everybody_s(tmp_path: Path) -> None:
    design = designed(tmp_path, MINE)
    table = design.tables[design.resources["Note"].table or ""]
    (column,) = [each.name for each in table.columns if each.references is not None]
    empty = Loss(name=f"{table.name}.{column}", what="all", way_out="default", unfilled=True)
    other = Loss(name=f"{table.name}.text", what="all", way_out="give it one", unfilled=True)
    ways = blocker_of((empty, other), design, SourceMap(())).next
    assert "`resources: {Note: {owner: none}}` in pactgen.yaml" in ways[0]
    assert ways[1].endswith("give it one")


def test_a_path_that_names_the_owner_says_it_alone(tmp_path: Path) -> None:
    """One column is given one value: the call that made such a row named it twice."""
    mail = {"type": "object", "properties": {"id": UUID, "text": TEXT, "user": UUID}}
    below = {"parameters": [path_parameter("user", **UUID)], **rows("Mail"), **made("Mail", NOTE)}
    paths = {**PEOPLE, **MINE, "/users/{user}/mails": below}
    design = design_of(tmp_path, paths, {**SCHEMAS, "Mail": mail}, schemes=SCHEMES)
    makes = next(one for one in design.endpoints if one.operation.label.startswith("POST /users/"))
    assert [one.role.column for one in makes.inputs if isinstance(one.role, ScopeRole)] == ["user"]
    assert makes.caller is None
