"""What bodies bring is stored where answers can show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import CreateRow, Custom
from pactgen.ir.database import Address
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, endpoint, path_parameter, written

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "string"}
NUMBERS = {"type": "array", "items": {"type": "integer"}}


def tag(*required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(required),
        "properties": {"id": {"type": "integer"}, "name": TEXT},
    }


def kind(*values: str) -> dict[str, Any]:
    properties = {"type": {"type": "string", "enum": list(values)}}
    return {"type": "object", "required": ["type"], "properties": properties}


def listing(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


@pytest.mark.parametrize(
    ("shown", "sent", "ignored"),
    [
        (listing(tag()), listing(tag()), ()),
        (listing(tag("id")), listing(tag()), ()),
        (listing(tag()), NUMBERS, ("tags",)),
        (tag(), NUMBERS, ("tags",)),
        (
            listing(tag("id", "name")),
            listing({"type": "object", "properties": {"name": TEXT}}),
            ("tags",),
        ),
        (NUMBERS, {}, ()),
        ({"oneOf": [tag("id", "name"), tag("name")]}, tag("name"), ()),
        ({"oneOf": [tag("id", "name", "size"), tag("id", "rank")]}, tag("id"), ("tags",)),
        (listing({"type": "number"}), NUMBERS, ()),
        ({**TEXT, "enum": ["tag"]}, {**TEXT, "enum": ["new", "tag"]}, ()),
        ({**TEXT, "enum": ["tag"]}, {**TEXT, "enum": ["new", "old"]}, ("tags",)),
        (kind("file"), kind("file", "folder"), ()),
        (kind("file"), kind("folder", "link"), ("tags",)),
    ],
)
def test_what_no_answer_can_show_is_not_stored(
    tmp_path: Path, shown: dict[str, Any], sent: dict[str, Any], ignored: tuple[str, ...]
) -> None:
    thing = {"type": "object", "properties": {"id": {"type": "integer"}, "name": TEXT}}
    shown = {**thing, "properties": {**thing["properties"], "tags": shown}}
    sent = {"type": "object", "properties": {"name": TEXT, "tags": sent}}
    design = design_of(tmp_path, {"/things": {"post": {**body(sent), **answer(shown, "201")}}})
    behaviour = endpoint(design, "POST /things").behaviour
    assert isinstance(behaviour, CreateRow)
    assert behaviour.ignored == ignored


def test_what_any_answer_must_show_is_never_null(tmp_path: Path) -> None:
    def shown(*required: str) -> dict[str, Any]:
        properties = {"id": {"type": "integer"}, "name": TEXT, "state": TEXT}
        return {"type": "object", "required": list(required), "properties": properties}

    paths = {
        "/things": {
            "get": answer(listing(shown("id", "state"))),
            "post": {
                **body({"type": "object", "properties": {"name": TEXT}}),
                **answer(shown("id"), "201"),
            },
        },
        "/things/{id}": {
            "parameters": [path_parameter("id", type="integer")],
            "get": answer(shown("id")),
        },
    }
    (table,) = design_of(tmp_path, paths).tables.values()
    assert {column.name for column in table.columns if column.nullable} == {"name"}


def test_a_uuid_that_refers_to_a_text_is_stored_as_text(tmp_path: Path) -> None:
    wallet = {"type": "object", "required": ["code"], "properties": {"code": TEXT}}
    sent = {
        "type": "object",
        "required": ["wallet_id"],
        "properties": {"wallet_id": {"type": "string", "format": "uuid"}, "name": TEXT},
    }
    shown = {"type": "object", "properties": {"id": {"type": "integer"}, "name": TEXT}}
    paths = {
        "/wallets": {"post": {**body(wallet), **answer(wallet, "201")}},
        "/wallets/{code}": {"parameters": [path_parameter("code")], "get": answer(wallet)},
        "/payments": {"post": {**body(sent), **answer(shown, "201")}},
        "/wallets/{wallet_id}/payments": {
            "parameters": [path_parameter("wallet_id")],
            "get": answer(listing(shown)),
        },
    }
    tables = design_of(tmp_path, paths).tables
    column = tables["payments"].column("wallet_id")
    assert column.references is not None
    assert (column.kind, column.coerced) == ("text", True)


def test_what_is_dropped_does_not_fill_what_answers_must_show(tmp_path: Path) -> None:
    def tax(rate: str, *needed: str) -> dict[str, Any]:
        rates = {"rate": {"type": rate}, "name": {"type": "string"}}
        return {"type": "object", "required": [*needed], "properties": rates}

    paths = {"/taxes": {"post": {**body(tax("string")), **answer(tax("number", "rate"), "201")}}}
    column = design_of(tmp_path, paths).tables["taxes"].column("rate")
    assert column.kind == "double"
    assert column.generated is not None


def test_what_is_required_and_nowhere_described_is_stored_and_shown(tmp_path: Path) -> None:
    purse = {"type": "object", "required": ["balance"], "properties": {"name": {"type": "string"}}}
    paths = {"/purses": {"post": {**body(purse), **answer(purse, "201")}}}
    column = design_of(tmp_path, paths).tables["purses"].column("balance")
    assert column.kind == "json"


def test_null_that_the_list_of_values_leaves_out_is_none_of_them(tmp_path: Path) -> None:
    mood = {"type": ["string", "null"], "enum": ["glad", "sad"]}
    pet = {"type": "object", "required": ["mood"], "properties": {"mood": mood}}
    new = {"type": "object", "properties": pet["properties"]}
    paths = {"/pets": {"post": {**body(new), **answer(pet, "201")}}}
    column = design_of(tmp_path, paths).tables["pets"].column("mood")
    assert not column.nullable
    assert column.generated is not None


def test_what_most_answers_show_is_stored_and_the_others_are_left_to_a_person(
    tmp_path: Path,
) -> None:
    def pet(kind: str) -> dict[str, Any]:
        members = {"id": {"type": "string"}, "age": {"type": kind}}
        return {"type": "object", "required": ["age"], "properties": members}

    one = {"parameters": [path_parameter("id")]}
    new = {"type": "object", "required": ["age"], "properties": {"age": {"type": "integer"}}}
    paths = {
        "/pets": {
            "get": answer({"type": "array", "items": pet("string")}),
            "post": {**body(new), **answer(pet("integer"), "201")},
        },
        "/pets/{id}": {**one, "get": answer(pet("integer"))},
    }
    design = design_of(tmp_path, paths)
    assert design.tables["pets"].column("age").kind == "bigint"
    assert isinstance(endpoint(design, "POST /pets").behaviour, CreateRow)
    told = endpoint(design, "GET /pets").behaviour
    assert isinstance(told, Custom)
    assert "`age`" in told.reason


def test_a_key_that_is_required_and_nowhere_described_is_drawn(tmp_path: Path) -> None:
    listener = {"type": "object", "properties": {"id": {"type": "string"}}}
    new = {
        "type": "object",
        "required": ["id", "port"],
        "properties": {"port": {"type": "integer"}},
    }
    paths = {
        "/listeners": {"post": {**body(new), **answer(listener, "201")}},
        "/listeners/{id}": {"parameters": [path_parameter("id")], "get": answer(listener)},
    }
    key = design_of(tmp_path, paths).tables["listeners"].key
    assert key.name == "id"
    assert key.generated is not None


def test_rows_that_only_their_verbs_name_have_an_address(tmp_path: Path) -> None:
    thing = {"type": "object", "properties": {"id": {"type": "string"}, "url": {"type": "string"}}}
    one = {"parameters": [path_parameter("id")]}
    paths = {
        "/things": {"get": answer({"type": "array", "items": thing})},
        "/things/{id}/resend/": {**one, "post": answer(thing)},
    }
    assert dict(design_of(tmp_path, paths).tables["things"].links)["url"] == Address(
        path="/things/{id}"
    )


async def test_many_numbers_that_answers_show_as_texts_are_turned_in_a_loop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"limit_of_{letter}" for letter in "abcdef"]
    sent = {"type": "object", "properties": {name: {"type": "integer"} for name in names}}
    shown = {
        "type": "object",
        "properties": {"id": {"type": "integer"}, **dict.fromkeys(names, TEXT)},
    }
    paths = {"/plans": {"post": {**body(sent), **answer(shown, "201")}}}
    backend = Backend(written(tmp_path, paths, {}), tmp_path / "out", "turned")
    service = (tmp_path / "out/src/turned/plans/service.py").read_text()
    assert service.count("str(values[name])") == 1
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        made = await client.post("/plans", json={"limit_of_a": 3, "limit_of_f": 4})
        assert (made.json()["limit_of_a"], made.json()["limit_of_f"]) == ("3", "4")


def test_a_number_that_one_answer_shows_whole_is_whole(tmp_path: Path) -> None:
    def job(kind: str) -> dict[str, Any]:
        return {"type": "object", "properties": {"id": {"type": "integer"}, "took": {"type": kind}}}

    item = {"parameters": [path_parameter("id", type="integer")]}
    paths = {
        "/jobs": {"get": answer(listing(job("number")))},
        "/jobs/{id}": {**item, "get": answer(job("integer"))},
    }
    (table,) = design_of(tmp_path, paths).tables.values()
    assert table.column("took").kind == "bigint"


async def test_members_of_two_bodies_that_are_spelled_alike_are_kept_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`tags[]` and `tags` are `tags` to Python: the list is not written over the text."""

    def thing(**more: Any) -> dict[str, Any]:
        return {"type": "object", "properties": {"name": TEXT, **more}}

    shown = thing(id={"type": "integer"}, tags=TEXT)
    paths = {
        "/things": {
            "post": {**body(thing(**{"tags[]": listing(TEXT)})), **answer(shown, "201")},
        },
        "/things/{id}": {
            "parameters": [path_parameter("id", type="integer")],
            "put": {**body(thing(tags=TEXT)), **answer(shown)},
        },
    }
    backend = Backend(written(tmp_path, paths), tmp_path / "out", "spelled_alike")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        made = await client.post("/things", json={"name": "a", "tags[]": ["x"]})
        assert (made.status_code, made.json()) == (201, {"id": 1, "name": "a"})
        changed = await client.put("/things/1", json={"name": "a", "tags": "y"})
        assert changed.json() == {"id": 1, "name": "a", "tags": "y"}


async def test_a_number_beyond_64_bits_that_may_be_null_clashes_and_is_not_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rank = {"anyOf": [{"type": "integer"}, {"type": "null"}]}
    sort = {"name": "rank", "in": "query", "schema": rank}
    listed = {**answer(listing(tag())), "parameters": [sort]}
    contract = written(tmp_path, {"/tags": {"get": listed, "post": body(tag())}}, {})
    backend = Backend(contract, tmp_path / "out", "nullable_numbers")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        statuses = [(await client.get(f"/tags?rank={one}")).status_code for one in (10**20, "a")]
    assert statuses == [409, 422]


def test_several_rows_are_not_one(tmp_path: Path) -> None:
    new = {"type": "object", "properties": {"names": {"type": "array", "items": TEXT}}}
    create = {"summary": "Create multiple tags", **body(new), **answer(listing(tag()), "201")}
    paths = {"/tags": {"get": answer(listing(tag())), "post": create}}
    assert isinstance(endpoint(design_of(tmp_path, paths), "POST /tags").behaviour, Custom)
    create["summary"] = "Create a tag"
    assert isinstance(endpoint(design_of(tmp_path, paths), "POST /tags").behaviour, CreateRow)
