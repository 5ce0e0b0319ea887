"""Instances are valid, deterministic, different by salt, and refused where there is none."""

from __future__ import annotations

import base64
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.database import Column, Table
from pactgen.prove.compared import Compared, compared
from pactgen.prove.documents import Document
from pactgen.prove.instances import Maker, NoInstanceError
from pactgen.readers.schema import read_schema

if TYPE_CHECKING:
    from pathlib import Path

SCHEMAS: list[dict[str, Any]] = [
    {"type": "integer", "minimum": 5, "maximum": 7},
    {"type": "integer", "maximum": -3},
    {"type": "integer", "multipleOf": 10, "minimum": 11},
    {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
    {"type": "string", "minLength": 20},
    {"type": "string", "maxLength": 1},
    {"type": "string", "pattern": "^[A-Z]{3}-[0-9]+$", "minLength": 6},
    {"type": "string", "format": "date-time"},
    {"type": "string", "format": "date"},
    {"type": "string", "format": "email"},
    {"type": "string", "format": "ipv6"},
    {"type": "string", "format": "uuid"},
    {"type": "string", "format": "duration"},
    {"type": ["null", "string"], "format": "uri"},
    {"enum": [None, "a", "b"]},
    {"const": {"a": [1]}},
    {"type": "array", "items": {"type": "integer"}, "minItems": 3, "uniqueItems": True},
    {"type": "array", "prefixItems": [{"type": "string"}, {"type": "boolean"}]},
    {"oneOf": [{"type": "integer"}, {"type": "integer", "minimum": 0}, {"type": "string"}]},
    {"anyOf": [False, {"type": "boolean"}]},
    {"allOf": [{"minLength": 3, "type": "string"}, {"maxLength": 4}]},
    {"allOf": [{"properties": {"a": {"type": "integer"}}}, {"required": ["a", "b"]}]},
    {"type": "object", "additionalProperties": {"type": "integer"}, "minProperties": 2},
    {"properties": {"a": {"type": "string"}}, "required": ["a"], "additionalProperties": False},
    {"type": "null"},
    {},
]


@pytest.fixture
def maker() -> Maker:
    return Maker(Document({"openapi": "3.1.0"}), "request")


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
@pytest.mark.parametrize("salt", [1, 2, 999])
def test_instances_are_valid_and_repeatable(
    maker: Maker, schema: dict[str, Any], salt: int
) -> None:
    for variant in ("required", "full"):
        instance = maker.make(schema, variant=variant, salt=salt)
        assert maker.accepts(schema, instance)
        assert instance == maker.make(schema, variant=variant, salt=salt)


def test_salt_tells_instances_apart(maker: Maker) -> None:
    schema = {"type": "string", "minLength": 1, "maxLength": 10}
    assert len({maker.make(schema, salt=salt) for salt in range(200)}) == 200


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "pattern": "^(?=x)y"},
        {"type": "integer", "minimum": 3, "maximum": 2},
        {"not": {}},
        {"allOf": [{"enum": [1]}, {"enum": [2]}]},
    ],
    ids=str,
)
def test_no_instance_is_said_so(maker: Maker, schema: dict[str, Any]) -> None:
    with pytest.raises(NoInstanceError):
        maker.make(schema)


def test_requests_leave_out_what_the_server_writes(document: Document) -> None:
    pet = {"$ref": "#/components/schemas/Pet"}
    maker = Maker(document, "request")
    assert set(maker.make(pet)) == {"name", "secret"}
    full = maker.make(pet, variant="full", salt=3)
    assert {"name", "secret", "tag"} <= set(full)
    assert "id" not in full


def test_wanted_properties_are_made(document: Document) -> None:
    pet = {"allOf": [{"$ref": "#/components/schemas/Pet"}]}
    made = Maker(document, "request").make(pet, wanted=frozenset({"tag", "id"}))
    assert set(made) == {"name", "secret", "tag"}


def test_responses_need_no_secret(document: Document) -> None:
    maker = Maker(document, "response")
    pet = {"$ref": "#/components/schemas/Pet"}
    assert maker.accepts(pet, {"id": 1, "name": "abc", "tag": None})
    assert not maker.accepts(pet, {"name": "abc"})


def test_recursion_ends() -> None:
    node = {"type": "object", "required": ["next"], "properties": {"next": {"$ref": "#/c/Node"}}}
    with pytest.raises(NoInstanceError):
        Maker(Document({"openapi": "3.1.0", "c": {"Node": node}}), "request").make(
            {"$ref": "#/c/Node"}
        )


@pytest.mark.parametrize("names", [("startsAt", "endsAt"), ("valid_from", "valid_until")])
@pytest.mark.parametrize(
    "form",
    [
        {"format": "date"},
        {"format": "date-time"},
        {"format": "time"},
        {"pattern": r"^([01]\d|2[0-3]):[0-5]\d$"},
        {"pattern": r"^\d{2}:\d{2}:\d{2}$"},
    ],
    ids=lambda form: "".join(form.values()),
)
@pytest.mark.parametrize("salt", [5, 11, 12, 719])
def test_what_ends_ends_after_it_began(
    maker: Maker, names: tuple[str, str], form: dict[str, str], salt: int
) -> None:
    moment = {"type": "string", **form}
    schema = {"type": "object", "required": [*names], "properties": dict.fromkeys(names, moment)}
    made = maker.make(schema, salt=salt)
    assert made[names[0]] < made[names[1]]


@pytest.mark.parametrize("pattern", ["^[A-Z]{3}$", "^.+$", "^[0-9:]{9}$"])
def test_other_patterns_tell_no_time_of_day(maker: Maker, pattern: str) -> None:
    assert re.search(pattern, maker.make({"type": "string", "pattern": pattern}, salt=7))


def test_what_a_check_calls_greater_is_greater_whatever_it_is_called() -> None:
    day = {"type": "string", "format": "date"}
    stay = {
        "type": "object",
        "required": ["arrival", "departure", "until", "most", "least"],
        "properties": {
            **dict.fromkeys(("arrival", "departure", "until"), day),
            **{name: {"type": "integer"} for name in ("most", "least")},
        },
    }
    told = {"departure": True, "arrival": False, "until": False, "most": True, "least": False}
    made = Maker(Document({"openapi": "3.1.0"}), "request", Compared(greater=told)).make(
        stay, salt=3
    )
    assert made["departure"] > made["arrival"] == made["until"]
    assert made["most"] > made["least"]


@pytest.mark.parametrize(
    ("check", "told"),
    [
        ("departure > arrival", {"departure": True, "arrival": False}),
        ("(ends_at IS NULL OR starts_at <= ends_at)", {"starts_at": False, "ends_at": True}),
        ("price > 0", {}),
        ("a < b AND b < a", {}),
        ("a < b AND b < price", {"a": 0, "b": 1, "price": 2}),
    ],
)
def test_checks_compare_columns(tmp_path: Path, check: str, told: dict[str, int]) -> None:
    document = tmp_path / "schema.sql"
    columns = "arrival date, departure date, starts_at date, ends_at date, price int, a int, b int"
    document.write_text(f"CREATE TABLE stays (id int PRIMARY KEY, {columns}, CHECK ({check}));")
    table = read_schema([document], base=tmp_path).schema.tables[0]
    names = columns.replace(" date", "").replace(" int", "").split(", ")
    kept = tuple(Column(name=name, wire_name=name, kind="text", nullable=True) for name in names)
    origin = table.origin
    made = Table(name="stays", model="Stay", columns=kept, origin=origin, home="x", declared=table)
    assert compared({"stays": made}).greater == told


def test_what_a_column_keeps_whole_has_no_fraction() -> None:
    maker = Maker(Document({"openapi": "3.1.0"}), "request", Compared(whole=frozenset({"pieces"})))
    amount = {"type": "number", "minimum": 0}
    item = {"type": "object", "properties": {"pieces": amount, "weight": amount}}
    made = [maker.make(item, variant="full", salt=salt) for salt in range(1, 9)]
    assert all(each["pieces"] == int(each["pieces"]) for each in made)
    assert not all(each["weight"] == int(each["weight"]) for each in made)


@pytest.mark.parametrize("form", ["date", "date-time"])
def test_what_must_not_overlap_does_not(form: str) -> None:
    moment = {"type": "string", "format": form}
    stay = {"type": "object", "required": ["a", "b"], "properties": {"a": moment, "b": moment}}
    told = Compared(greater={"a": False, "b": True}, apart=frozenset({"a", "b"}))
    maker = Maker(Document({"openapi": "3.1.0"}), "request", told)
    made = [maker.make(stay, salt=salt) for salt in range(1, 9)]
    assert all(one["a"] < one["b"] for one in made)
    assert all(one["b"] < other["a"] for one, other in pairwise(made))


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        ("int4range", "[6,7)"),
        ("daterange", "[2020-01-07,2020-01-08)"),
        ("tstzrange", "[2020-01-07 12:00:00,2020-01-08 12:00:00)"),
        ("time", "03:00:00"),
        ("inet", "10.0.0.3"),
        ("bytes", "Mw=="),
    ],
)
def test_a_text_that_a_type_of_the_database_reads_is_one(kind: str, made: str) -> None:
    stay = {"type": "object", "required": ["during"], "properties": {"during": {"type": "string"}}}
    maker = Maker(Document({"openapi": "3.1.0"}), "request", Compared(spelled={"during": kind}))
    assert maker.make(stay, salt=3) == {"during": made}


@pytest.mark.parametrize(
    "rule",
    [
        "EXCLUDE USING gist (room WITH =, tstzrange(begins, ends) WITH &&)",
        "EXCLUDE USING gist (room WITH =, during WITH &&)",
    ],
)
def test_exclusions_keep_rows_apart(tmp_path: Path, rule: str) -> None:
    document = tmp_path / "schema.sql"
    document.write_text(
        "CREATE TABLE stays (id int PRIMARY KEY, room int, begins timestamptz, ends timestamptz, "
        f"during tstzrange GENERATED ALWAYS AS (tstzrange(begins, ends)) STORED, {rule});"
    )
    table = read_schema([document], base=tmp_path).schema.tables[0]
    kept = tuple(
        Column(name=one.name, wire_name=one.name, kind="text", nullable=True)
        for one in table.columns
    )
    made = Table(
        name="stays", model="Stay", columns=kept, origin=table.origin, home="x", declared=table
    )
    told = compared({"stays": made})
    assert told == Compared(
        greater={"begins": False, "ends": True}, apart=frozenset({"begins", "ends"})
    )


@pytest.mark.parametrize(
    ("schema", "made"),
    [
        ({"type": "string", "format": "email", "pattern": "@"}, "bravo9@example.com"),
        ({"type": "string", "format": "email", "pattern": "^[^@]+@[^@]+$"}, "bravo9@example.com"),
        ({"type": "string", "pattern": "@"}, "x-9@"),
        ({"type": "string", "pattern": "[^ ]"}, "x-9"),
        ({"type": "string", "pattern": "^ROOM"}, "ROOMx-9"),
        ({"type": "string", "pattern": "@", "maxLength": 3}, "@"),
        ({"type": "string", "pattern": "^(?!.*[<>])"}, "x-9"),
    ],
)
def test_a_text_has_its_form_and_can_be_told_apart(
    maker: Maker, schema: dict[str, Any], made: str
) -> None:
    assert maker.make(schema, salt=9, name="x") == made


def test_older_documents_list_the_types_of_items() -> None:
    maker = Maker(Document({"openapi": "3.0.3"}), "request")
    schema = {"type": "array", "items": [{"type": "string"}, {"type": "boolean"}], "minItems": 3}
    first, second, *_ = maker.make(schema, variant="full", salt=1)
    assert isinstance(first, str)
    assert isinstance(second, bool)


def test_a_property_may_be_called_like_a_keyword() -> None:
    inner = {"type": "object", "properties": {"unit": {"type": "integer"}}, "required": ["unit"]}
    outer = {
        "type": "object",
        "properties": {"properties": {"$ref": "#/components/schemas/Inner", "description": "all"}},
        "required": ["properties"],
    }
    document = Document({"openapi": "3.1.0", "components": {"schemas": {"Inner": inner}}})
    made = Maker(document, "request").make(document.lift(outer, "request"))
    assert made.keys() == {"properties"}
    assert made["properties"].keys() == {"unit"}


def test_examples_of_another_form_decide_nothing() -> None:
    document = Document({"openapi": "3.1.0"})
    schema = {"type": "string", "examples": {"one": "a"}}
    lifted = document.lift(schema, "request")
    assert isinstance(Maker(document, "request").make(lifted, salt=1, name="a"), str)


@pytest.mark.parametrize("pattern", ["^a{,2}$", "^{a}$", "^a\\Z$", "^[{]\\p{L}{2}$"])
def test_patterns_of_ecma_do_not_stop_the_comparison(maker: Maker, pattern: str) -> None:
    schema = Document({"openapi": "3.1.0"}).lift({"type": "string", "pattern": pattern}, "request")
    assert not maker.accepts(schema, 1)


def test_a_brace_that_repeats_nothing_stands_for_itself(maker: Maker) -> None:
    schema = Document({"openapi": "3.1.0"}).lift(
        {"type": "string", "pattern": "^a{,2}$"}, "request"
    )
    assert maker.accepts(schema, "a{,2}")
    assert not maker.accepts(schema, "aa")


def test_references_into_paths_are_percent_encoded() -> None:
    document = Document(
        {"openapi": "3.1.0", "paths": {"/a/{b}": {"x-schema": {"type": "integer"}}}}
    )
    schema = {"$ref": "#/paths/~1a~1%7Bb%7D/x-schema"}
    assert isinstance(Maker(document, "response").make(schema), int)


@pytest.mark.parametrize(("salt", "needs"), [(0, {"mode"}), (1, {"mode", "moment"})])
def test_a_base_with_a_discriminator_is_one_of_its_kinds(salt: int, needs: set[str]) -> None:
    text = {"type": "string"}
    base = {
        "type": "object",
        "required": ["mode"],
        "discriminator": {"propertyName": "mode"},
        "properties": {"mode": {**text, "enum": ["Plain", "Restore"]}},
    }
    restore = {
        "allOf": [{"$ref": "#/components/schemas/Server"}],
        "required": ["moment"],
        "properties": {"moment": text},
        "x-ms-discriminator-value": "Restore",
    }
    schemas = {"Server": base, "ServerForRestore": restore}
    found = Document({"openapi": "3.0.3", "paths": {}, "components": {"schemas": schemas}})
    made = Maker(found, "request").make({"$ref": "#/components/schemas/Server"}, salt=salt)
    assert set(made) == needs


@pytest.mark.parametrize(
    ("own", "value"), [({}, "Person"), ({"kind": {"type": "string", "enum": ["p"]}}, "p")]
)
def test_a_kind_says_its_own_value_of_the_tag(own: dict[str, Any], value: str) -> None:
    party = {
        "type": "object",
        "required": ["kind"],
        "discriminator": {"propertyName": "kind"},
        "properties": {"kind": {"type": "string"}},
    }
    legal = {"allOf": [{"$ref": "#/components/schemas/Party"}]}
    person = {"allOf": [{"$ref": "#/components/schemas/Legal"}], "properties": own}
    schemas = {"Party": party, "Legal": legal, "Person": person}
    found = Document({"openapi": "3.0.3", "paths": {}, "components": {"schemas": schemas}})
    made = Maker(found, "response").make({"$ref": "#/components/schemas/Person"})
    assert made == {"kind": value}


def test_schemas_by_their_numbers_are_a_list_to_which_references_lead() -> None:
    odd = {"allOf": {"1": {"properties": {"size": {"type": "integer"}}}}}
    size = {"$ref": "#/components/schemas/Odd/allOf/1/properties/size"}
    schemas = {"Odd": odd, "Size": {"type": "object", "properties": {"size": size}}}
    found = Document({"openapi": "3.0.3", "paths": {}, "components": {"schemas": schemas}})
    made = Maker(found, "request").make({"$ref": "#/components/schemas/Size"}, variant="full")
    assert isinstance(made["size"], int)


@pytest.mark.parametrize(
    ("odd", "left"),
    [
        (
            {"type": "object", "properties": {"sum": {"not": {}}, "tax": {"type": "integer"}}},
            {"tax"},
        ),
        (
            {
                "type": "array",
                "minItems": 1,
                "items": {"not": {"type": "string"}, "type": "string"},
            },
            None,
        ),
    ],
)
def test_what_cannot_be_made_takes_no_other_part_along(
    maker: Maker, odd: dict[str, Any], left: set[str] | None
) -> None:
    schema = {"type": "object", "properties": {"name": {"type": "string"}, "bill": odd}}
    made = maker.make(schema, variant="full", salt=1)
    assert made["name"] == "name-1"
    assert (set(made["bill"]) if "bill" in made else None) == left


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "integer", "exclusiveMinimum": True},
        {"type": "string", "maxLength": 5.0},
        {"type": "string", "allOf": []},
    ],
)
def test_keywords_that_were_repaired_or_are_odd_numbers_check_all_the_same(
    schema: dict[str, Any],
) -> None:
    document = Document({"openapi": "3.0.3", "components": {"schemas": {"Odd": schema}}})
    assert document.validator(document.lift(schema, "request"), "request").is_valid("a") is (
        schema["type"] == "string"
    )


def test_a_tuple_of_an_older_version_checks_place_by_place() -> None:
    text, number = {"type": "string"}, {"type": "integer"}
    schema = {"type": "array", "items": [text], "additionalItems": number}
    document = Document({"openapi": "3.1.0"})
    found = document.validator(document.lift(schema, "request"), "request")
    assert [found.is_valid(each) for each in (["a", 1], ["a", "b"], [1])] == [True, False, False]


def test_the_discriminator_of_swagger_is_the_name_of_a_tag() -> None:
    kind = {"type": "string", "enum": ["cat"]}
    pet = {"type": "object", "discriminator": "kind", "required": ["kind"]}
    pet["properties"] = {"kind": kind}
    found = Document({"swagger": "2.0", "paths": {}, "definitions": {"Pet": pet}})
    assert Maker(found, "request").make({"$ref": "#/definitions/Pet"}) == {"kind": "cat"}


@pytest.mark.parametrize("encoding", ["base64", "base64url"])
def test_a_text_is_encoded_as_its_schema_says(maker: Maker, encoding: str) -> None:
    schema = {"type": "string", "contentEncoding": encoding}
    made = maker.make(schema, variant="required", salt=3)
    assert isinstance(made, str)
    assert base64.b64decode(made, validate=True)
