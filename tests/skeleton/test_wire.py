"""What bodies and parameters accept, refuse, and cannot store."""

from importlib import import_module
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from tests.skeleton.conftest import PACKAGE

REFUSED = "refused"
UNSTORABLE = "unstorable"


def read(name: str, value: object) -> object:
    wire: Any = import_module(f"{PACKAGE}.wire")
    model: Any = type(
        "Model", (wire.WireModel,), {"__annotations__": {"field": getattr(wire, name)}}
    )
    try:
        return model.model_validate({"field": value}).field
    except ValidationError as error:
        kinds = {each["type"] for each in error.errors()}
        return UNSTORABLE if kinds == {UNSTORABLE} else REFUSED


def read_text(name: str, value: str) -> object:
    wire: Any = import_module(f"{PACKAGE}.wire")
    counted = Annotated[wire.TextParam, wire.COUNT_TEXT]
    try:
        type_ = counted if name == "CountText" else getattr(wire, name)
        return TypeAdapter(type_).validate_python(value)
    except ValidationError as error:
        kinds = {each["type"] for each in error.errors()}
        return UNSTORABLE if kinds == {UNSTORABLE} else REFUSED


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("Text", "ä", "ä"),
        ("Text", 1, REFUSED),
        ("Text", "a\0", UNSTORABLE),
        ("Json", {"a": [None, "b\0"]}, UNSTORABLE),
        ("Integer", 7.0, 7),
        ("Integer", 7.5, REFUSED),
        ("Integer", True, REFUSED),
        ("Integer", "7", REFUSED),
        ("Integer", 2**63, UNSTORABLE),
        ("Integer", -(2.0**63), UNSTORABLE),
        ("Int32", 2**31, REFUSED),
        ("Int64", float(2**63), REFUSED),
        ("Int64", -(2.0**63), REFUSED),
        ("Uuid", "00000000-0000-0000-0000-00000000000", REFUSED),
        ("Uuid", "{00000000-0000-0000-0000-000000000000}", REFUSED),
        ("Timestamp", "2024-02-30T00:00:00Z", REFUSED),
        ("Timestamp", "2024-01-01T00:00:00", REFUSED),
        ("Timestamp", "2024-01-01", REFUSED),
        ("Timestamp", "0000-01-01T00:00:00Z", UNSTORABLE),
        ("Timestamp", "0001-01-01T00:00:00+05:00", UNSTORABLE),
        ("Timestamp", "2016-12-31T23:59:60Z", UNSTORABLE),
        ("Date", "2023-02-29", REFUSED),
        ("Date", "0000-02-29", UNSTORABLE),
        ("Date", "\uff12024-01-01", REFUSED),
        ("Time", "12:00:00Z", "12:00:00Z"),
        ("Time", "12:00:00.5", "12:00:00.5"),
        ("Time", "12:00", REFUSED),
        ("Time", "12:60:00", REFUSED),
        ("Duration", "P1DT2H", "P1DT2H"),
        ("Duration", "P", REFUSED),
        ("Email", "a.b+c@example.org", "a.b+c@example.org"),
        ("Email", "a@", REFUSED),
        ("Uri", "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("Uri", "urn:isbn:0", "urn:isbn:0"),
        ("Uri", "/relative", REFUSED),
        ("Uri", "https://a b", REFUSED),
        ("Hostname", "a-b.example", "a-b.example"),
        ("Hostname", "-a", REFUSED),
        ("Ipv4", "127.0.0.1", "127.0.0.1"),
        ("Ipv4", "127.1", REFUSED),
        ("Ipv6", "::1", "::1"),
        ("Base64", "YQ==", "YQ=="),
        ("Base64", "YQ", REFUSED),
    ],
)
def test_body(name: str, value: object, expected: object) -> None:
    assert read(name, value) == expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("TextParam", "a\0", "a\ufffd"),
        ("NullParam", "null", None),
        ("NullParam", "", REFUSED),
        ("IntegerParam", "-7", -7),
        ("IntegerParam", "+7", REFUSED),
        ("IntegerParam", "7.0", 7),
        ("IntegerParam", "7.5", REFUSED),
        ("IntegerParam", "7_0", REFUSED),
        ("IntegerParam", " 7", REFUSED),
        ("IntegerParam", "9" * 30, UNSTORABLE),
        ("IntegerParam", "9" * 5000, REFUSED),
        ("CountParam", "9" * 30, int("9" * 30)),
        ("CountText", "-7", "-7"),
        ("CountText", "", ""),
        ("CountText", "7.0", UNSTORABLE),
        ("CountText", "9" * 5000, UNSTORABLE),
        ("Int32Param", str(2**31), REFUSED),
        ("NumberParam", "1.5e2", 150.0),
        ("NumberParam", "nan", REFUSED),
        ("NumberParam", "1_0", REFUSED),
        ("BooleanParam", "true", True),
        ("BooleanParam", "yes", REFUSED),
        ("BooleanParam", "1", REFUSED),
    ],
)
def test_parameter(name: str, value: str, expected: object) -> None:
    assert read_text(name, value) == expected


def test_null_and_absence() -> None:
    wire: Any = import_module(f"{PACKAGE}.wire")

    class Patch(wire.WireModel):  # type: ignore[misc]
        name: wire.NotNull[wire.Text] = None
        note: str | None = None

    assert Patch.model_validate({}).changes() == {}
    assert Patch.model_validate({"note": None}).changes() == {"note": None}
    assert Patch.model_validate({"name": "a"}).values() == {"name": "a", "note": None}
    with pytest.raises(ValidationError):
        Patch.model_validate({"name": None})


def test_rules_of_json_schema() -> None:
    wire: Any = import_module(f"{PACKAGE}.wire")

    class Cat(wire.WireModel):  # type: ignore[misc]
        name: str
        purrs: wire.NotNull[bool] = None

    class Dog(wire.WireModel):  # type: ignore[misc]
        name: str
        barks: wire.NotNull[bool] = None

    class Pets(wire.WireModel, min_properties=1, max_properties=2):  # type: ignore[misc, call-arg]
        pet: wire.NotNull[Annotated[Cat | Dog, wire.ONE_MATCH]] = None
        sizes: wire.NotNull[Annotated[list[wire.Json], wire.UNIQUE]] = None
        price: wire.NotNull[Annotated[float, wire.multiple_of("0.01")]] = None
        code: wire.NotNull[Annotated[wire.Text, wire.matches("^(?!x)")]] = None
        ratio: wire.NotNull[Annotated[wire.Json, wire.one_of(1.5, [1])]] = None

    accepted: tuple[dict[str, object], ...] = (
        {"sizes": [1, True, "1"]},
        {"price": 0.07},
        {"price": 1e30},
        {"code": "a"},
        {"ratio": [1.0]},
        {"other": 1},
    )
    refused: tuple[dict[str, object], ...] = (
        {},
        {"price": 1, "code": "a", "other": 1},
        {"pet": {"name": "both"}},
        {"sizes": [1, 1.0]},
        {"price": 0.071},
        {"price": 1e-30},
        {"code": "x"},
        {"ratio": True},
    )
    for value in accepted:
        Pets.model_validate(value)
    for value in refused:
        with pytest.raises(ValidationError):
            Pets.model_validate(value)
